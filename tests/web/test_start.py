"""The three ways to start the app: the same app, and one sentence when it cannot start."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from campaign.db.schema import migrate
from campaign.db.store import Store
from campaign.db.vault import create_key_file
from campaign.web.static import streamlit_files

ROOT = Path(__file__).parents[2]
SECONDS = 60

STARTS = {
    "python app.py": [sys.executable, str(ROOT / "app.py")],
    "streamlit run app.py": [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")],
    "uvicorn app:app": [sys.executable, "-m", "uvicorn", "--app-dir", str(ROOT), "app:app"],
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**values: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CAMPAIGN_", "STREAMLIT_"))}
    return kept | {"PYTHONPATH": str(ROOT)} | values


@pytest.fixture
def installation(tmp_path: Path) -> dict[str, str]:
    key, database = tmp_path / "secret.key", tmp_path / "campaign.db"
    store = Store(url=f"sqlite:///{database}", vault=create_key_file(key))
    migrate(store)
    store.close()
    return {"CAMPAIGN_DATABASE_URL": f"sqlite:///{database}", "CAMPAIGN_KEY_FILE": str(key)}


@contextmanager
def running(name: str, values: dict[str, str], folder: Path) -> Iterator[str]:
    """Start the app from a folder that is not its own, and yield its address."""
    port = free_port()
    command = [*STARTS[name], *(["--port", str(port)] if name.startswith("uvicorn") else [])]
    more = {"PORT": str(port), "STREAMLIT_SERVER_PORT": str(port)}
    log = (folder / "log").open("w+")
    process = subprocess.Popen(command, cwd=folder, env=environment(**values, **more), stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + SECONDS
        while status(f"http://127.0.0.1:{port}/healthz")[0] != 200:
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < deadline, (folder / "log").read_text()
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(SECONDS)
        log.close()


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing."""

    def redirect_request(self, *_: object) -> None:
        return None


def status(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body; 0 while nobody listens."""
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - our own address
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=10) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()
    except OSError:
        return 0, {}, b""


@pytest.mark.parametrize("name", STARTS)
def test_each_start_serves_the_same_app(name: str, installation: dict[str, str], tmp_path: Path) -> None:
    with running(name, installation, tmp_path) as address:
        assert json.loads(status(f"{address}/readyz")[2]) == {"ready": True, "code": None}
        code, headers, _ = status(f"{address}/tien-do")
        assert (code, headers["location"]) == (303, "/dang-nhap?next=/tien-do")
        assert "Đăng nhập" in status(f"{address}/dang-nhap")[2].decode()
        assert status(f"{address}/_stcore/health")[0] == 401
        with pytest.raises(InvalidStatus) as refused, connect(f"ws{address.removeprefix('http')}/_stcore/stream"):
            pass
        assert refused.value.response.status_code == 403
        script = next(name for name in streamlit_files().files if name.startswith("js/index."))
        code, headers, _ = status(f"{address}/static/{script}", **{"Accept-Encoding": "br"})
        assert (code, headers["content-encoding"]) == (200, "br")


def test_the_settings_are_found_from_any_folder(installation: dict[str, str], tmp_path: Path) -> None:
    program = (
        "import app; from streamlit import config; app.app._build_starlette_app(); "
        "print([config.get_option(name) for name in ('client.toolbarMode', 'runner.postScriptGC')])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment(**installation),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    assert ended.stdout.strip() == "['minimal', False]"


@pytest.mark.parametrize("name", STARTS)
def test_a_bad_setting_ends_the_start_with_one_line(name: str, tmp_path: Path) -> None:
    ended = subprocess.run(
        STARTS[name],
        cwd=tmp_path,
        env=environment(CAMPAIGN_DATABASE_URL="mysql://nowhere"),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert ended.returncode == 2
    assert re.fullmatch(r"campaign: [^\n]*CAMPAIGN_DATABASE_URL [^\n]+\n", ended.stderr)


def test_a_missing_key_ends_the_start_with_one_line(installation: dict[str, str], tmp_path: Path) -> None:
    Path(installation["CAMPAIGN_KEY_FILE"]).unlink()
    ended = subprocess.run(
        STARTS["python app.py"],
        cwd=tmp_path,
        env=environment(**installation, CAMPAIGN_LANGUAGE="en"),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert ended.returncode == 1
    assert re.fullmatch(r"campaign: The key file .+secret\.key is missing.+\n", ended.stderr)
