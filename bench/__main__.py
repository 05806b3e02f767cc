"""``python -m bench [NAME ...]``: runs the named benchmarks, or all of them, and prints one table for each.

A benchmark that fails or misses what was asked makes the exit status 1 and stops no other.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
import traceback

from bench.report import Row, machine, table

# The quick ones first.
BENCHES = (
    "sample",
    "record_save",
    "rerun_rate",
    "memory",
    "wire",
    "progress_page",
    "report_word",
    "progress_read",
    "forecast",
    "search",
    "desk",
    "imports",
    "duplicates",
    "board",
)


def _measure(name: str) -> list[Row] | None:
    """The rows of one benchmark; None, after its reason was printed, when it failed."""
    start = time.monotonic()
    print(f"\n{name}", flush=True)
    try:
        rows: list[Row] = importlib.import_module(f"bench.{name}").run()
    except Exception as error:  # noqa: BLE001 - whatever stops one benchmark must not stop the next.
        where = traceback.extract_tb(error.__traceback__)[-1]
        print(f"FAILED in {where.name}, line {where.lineno}: {type(error).__name__}: {error}")
        print("\n".join(getattr(error, "__notes__", ())), flush=True)
        return None
    print(table(rows))
    print(f"({time.monotonic() - start:.0f} s)", flush=True)
    return rows


def main(arguments: list[str]) -> int:
    """Runs what was asked for; 0 when every figure is within its ask, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Prints the benchmark tables.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of: {', '.join(BENCHES)}")
    names = parser.parse_args(arguments).names
    if unknown := sorted(set(names) - set(BENCHES)):
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(BENCHES)}")
    print(machine())
    failed: list[str] = []
    missed: list[str] = []
    for name in names or BENCHES:
        rows = _measure(name)
        if rows is None:
            failed.append(name)
        else:
            missed.extend(row.name for row in rows if not row.met)
    print()
    print(f"failed: {', '.join(failed) or 'none'}")
    print(f"missed what was asked: {'; '.join(missed) or 'none'}")
    return 1 if failed or missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
