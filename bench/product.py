"""The product as somebody who just installed it has it: a copy of the checkout, its sample database, its server.

It refuses to touch the data folder of the checkout itself.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from bench.server import ROOT, serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bench.server import Server

PROGRESS = "progress"
RECORD = "record"
# The roles whose accounts may open the progress screen.
_READERS = ("admin", "official", "leader")
_PARTS = ("app.py", "campaign", "pages", "data/reference", "data/demo", ".streamlit", "pyproject.toml")
_TOO_LONG = 300


class SampleFailedError(RuntimeError):
    """The sample database could not be built; the message ends with the command's last words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One sign-in of the sample."""

    role: str
    username: str
    password: str
    place_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The copy of the project with its sample database, and who may sign in.

    ``seconds`` is how long building it took, ``busy`` how many of them a processor was at it.
    """

    folder: Path
    seconds: float
    busy: float
    accounts: tuple[Account, ...]
    campaigns: tuple[str, ...]


@functools.cache
def sample() -> Sample:
    """Builds the sample once for all benchmarks of this run. Raises SampleFailedError."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for part in _PARTS:
        source, target = ROOT / part, folder / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy2(source, target)
    start, used = time.perf_counter(), _children_cpu()
    done = subprocess.run(
        [sys.executable, "-m", "campaign", "--demo", "demo", "--json"],
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        timeout=_TOO_LONG,
        check=False,
    )
    seconds, busy = time.perf_counter() - start, _children_cpu() - used
    if done.returncode:
        raise SampleFailedError(f"status {done.returncode}: {done.stderr[-2000:]}")
    answer = json.loads(done.stdout)
    accounts = tuple(Account(**{name: one[name] for name in Account.__slots__}) for one in answer["accounts"])
    return Sample(folder=folder, seconds=seconds, busy=busy, accounts=accounts, campaigns=tuple(answer["campaigns"]))


def _children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _environment(folder: Path) -> dict[str, str]:
    """The variables of this process without its own settings of the product, and the copy before the checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CAMPAIGN_")}
    return kept | {"PYTHONPATH": str(folder)}


@contextlib.contextmanager
def served() -> Iterator[Server]:
    """The product on its sample database, started as its users start it."""
    made = sample()
    command = [sys.executable, "-m", "campaign", "--demo", "serve"]
    with serving(command, folder=made.folder, environment=_environment(made.folder)) as server:
        yield server


def sign_in(server: Server, account: Account) -> dict[str, str]:
    """The cookies that signing in sets, as a browser would send them. Raises RuntimeError when refused."""
    with httpx.Client(base_url=server.url, headers={"Origin": server.url}) as http:
        answer = http.post("/dang-nhap", data={"username": account.username, "password": account.password})
        cookies = dict(http.cookies.items())
    if answer.status_code not in (302, 303) or not cookies:
        raise RuntimeError(f"signing in as {account.role} answered {answer.status_code}")
    return cookies


def readers(server: Server) -> Sequence[Mapping[str, str]]:
    """Cookies of everybody in the sample who may open the progress screen."""
    return [sign_in(server, account) for account in sample().accounts if account.role in _READERS]
