"""Starts a Streamlit server on a free port of 127.0.0.1 with the project's own settings, and ends it again.

It refuses to reach any other address and ends only the process group that it started.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
EMPTY_APP = Path(__file__).resolve().parent / "empty_app.py"
_START_SECONDS = 60.0
_STOP_SECONDS = 15.0
_TAIL = 2000


class ServerFailedError(RuntimeError):
    """The server did not come up; the message ends with its last words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server: its port, the process that was started, and its address without a final slash."""

    port: int
    pid: int

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def streamlit_run(script: Path) -> list[str]:
    """The command that serves one script."""
    return [sys.executable, "-m", "streamlit", "run", str(script)]


@contextlib.contextmanager
def serving(
    command: Sequence[str], *, folder: Path = ROOT, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Runs a command that serves Streamlit, from ``folder``, so that its ``.streamlit/config.toml`` holds.

    Address and port come from the environment; ``environment`` adds to it. Raises ServerFailedError.
    """
    port = str(free_port())
    own = {
        "PORT": port,
        "HOST": "127.0.0.1",
        "STREAMLIT_SERVER_PORT": port,
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        "STREAMLIT_SERVER_HEADLESS": "true",
        **(environment or {}),
    }
    with tempfile.TemporaryFile() as log:
        # A session of its own, so that ending its group ends its children and nothing else.
        process = subprocess.Popen(
            list(command),
            cwd=folder,
            env=os.environ | own,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait(process, port=int(port), log=log)
            yield Server(port=int(port), pid=process.pid)
        except Exception as failed:
            # The page hides what went wrong from its reader; the log does not.
            failed.add_note(_last_words(log))
            if process.poll() is not None:
                failed.add_note(f"the server has ended with status {process.returncode}")
            raise
        finally:
            _end(process)


def _wait(process: subprocess.Popen[bytes], *, port: int, log: BinaryIO) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            # A refusal is an answer too: behind a gate nobody without a session is told more.
            if not httpx.get(f"http://127.0.0.1:{port}/_stcore/health").is_server_error:
                return
        time.sleep(0.1)
    raise ServerFailedError(f"the server did not answer within {_START_SECONDS:.0f} s: {_last_words(log)}")


def _last_words(log: BinaryIO) -> str:
    log.seek(0)
    return log.read().decode(errors="replace")[-_TAIL:]


def _end(process: subprocess.Popen[bytes]) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_STOP_SECONDS)
            return
