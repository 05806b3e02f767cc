"""LibreOffice without a window: what a clerk's program makes of our files."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Final

from tests.support.databases import leave_out

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS: Final = 180
# Its own profile, so that nobody's running office is disturbed; 0 recalculates every formula of a file that is opened.
_ALWAYS_RECALCULATE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""


def converted(*paths: Path, ending: str) -> list[Path]:
    """Return what LibreOffice makes of files of one folder (`ending` is "pdf", "xlsx"); or skip loudly."""
    folder = paths[0].parent
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        leave_out("no LibreOffice on this machine (on Debian: apt-get install libreoffice-calc-nogui)")
        raise AssertionError
    profile, out = folder / "office", folder / f"as-{ending}"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    command = [program, "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", ending]
    done = subprocess.run(
        [*command, "--outdir", str(out), *map(str, paths)],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    found = [out / f"{path.stem}.{ending}" for path in paths]
    if not any(made.exists() for made in found) and "could not be loaded" in done.stderr + done.stdout:
        leave_out("this LibreOffice cannot open the file (on Debian: apt-get install libreoffice-calc-nogui)")
    assert all(made.exists() for made in found), done.stdout + done.stderr
    return found


def without_values(path: Path) -> Path:
    """Return a copy of a workbook in which every formula claims to give 0: what is read from it was calculated."""
    bare = path.with_name(f"bare-{path.name}")
    with zipfile.ZipFile(path) as there, zipfile.ZipFile(bare, "w", zipfile.ZIP_DEFLATED) as made:
        for item in there.infolist():
            content = there.read(item)
            if item.filename.startswith("xl/worksheets/sheet"):
                text = re.sub(r"(</f>)<v>[^<]*</v>", r"\1<v>0</v>", content.decode())
                content = re.sub(r' t="str"(?=><f>)', "", text).encode()
            made.writestr(item, content)
    return bare
