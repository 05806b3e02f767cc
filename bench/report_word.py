"""Writing the Word report of a commune and of a province: 48 units x 13 indicators, and 102 x 11 over 44 days.

Both are whole files of the sample, with charts and appendices. It refuses a report that is short of a unit.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import time
import zipfile
from statistics import median
from typing import TYPE_CHECKING

from bench.product import sample
from bench.report import Row
from campaign.charts.document import document_pictures
from campaign.clock import moment
from campaign.db.store import Store
from campaign.db.vault import load_key_file
from campaign.domain.vocabulary import PeriodKind
from campaign.reports.administrative import administrative_report
from campaign.services.call import Call, system_viewer
from campaign.services.document_view import document_view

if TYPE_CHECKING:
    from pathlib import Path

    from campaign.services.document_models import DocumentView

PLACES = {"commune": "krong-pac-2026", "province": "dak-lak-44-ngay"}
_ASKED = 5.0
_ROUNDS = 5


def _made(call: Call, slug: str) -> tuple[DocumentView, bytes]:
    view = document_view(call=call, slug=slug, kind=PeriodKind.WEEK)
    return view, administrative_report(view=view, pictures=document_pictures(view))


def _check(view: DocumentView, made: bytes) -> int:
    """Every unit stands in the file, and every chart; how many pictures there are."""
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        text = parts.read("word/document.xml").decode()
        pictures = sum(name.startswith("word/media/") for name in parts.namelist())
    missing = [unit.name for unit in view.units if unit.name not in text]
    assert not missing, f"units are missing: {missing[:3]}"
    assert pictures, "the report has no chart"
    return pictures


def _command(folder: Path, slug: str) -> tuple[float, float]:
    """Seconds of the whole command, from an empty process on, and how many a processor was at it."""
    start, used = time.perf_counter(), _children()
    out = folder / f"{slug}.docx"
    words = ["--demo", "report", "--campaign", slug, "--period", "week", "--out", str(out)]
    subprocess.run([sys.executable, "-m", "campaign", *words], cwd=folder, check=True, capture_output=True, timeout=60)
    return time.perf_counter() - start, _children() - used


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run() -> list[Row]:
    """Seconds for a report inside the running program, the median of five, and of the whole command."""
    folder = sample().folder
    store = Store(url=f"sqlite:///{folder / 'data' / 'demo.db'}", vault=load_key_file(folder / "data" / "demo.key"))
    rows: list[Row] = []
    try:
        call = Call(store=store, viewer=system_viewer(), moment=moment())
        for name, slug in PLACES.items():
            view, made = _made(call, slug)
            pictures, times, busy = _check(view, made), [], []
            for _ in range(_ROUNDS):
                start, used = time.perf_counter(), time.process_time()
                _made(call, slug)
                busy.append(time.process_time() - used)
                times.append(time.perf_counter() - start)
            note = (
                f"median of {_ROUNDS}, {median(busy):.2f} s processor; {len(view.units)} units, "
                f"{len(view.indicators)} indicators, {pictures} charts, {len(made) // 1024} kB"
            )
            rows.append(Row(name=f"Word report, {name}", measured=median(times), unit="s", asked=_ASKED, note=note))
            seconds, processor = _command(folder, slug)
            note = f"the whole command in a new process, {processor:.1f} s of it on a processor"
            rows.append(Row(name=f"campaign report, {name}", measured=seconds, unit="s", asked=_ASKED, note=note))
    finally:
        store.close()
    return rows
