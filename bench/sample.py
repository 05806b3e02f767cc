"""How long a new installation takes: the sample database from nothing, and the reference tables in it.

It refuses to count the installation of packages.
"""

from __future__ import annotations

import time

from bench.product import sample
from bench.report import Row
from bench.world import sqlite_store
from campaign.clock import moment
from campaign.services.call import Call, system_viewer
from campaign.services.reference import load_reference

_SAMPLE, _REFERENCE = 30.0, 3.0


def run() -> list[Row]:
    """Seconds of ``campaign --demo demo`` in a fresh copy, and of loading the reference tables alone."""
    with sqlite_store() as store:
        start, used = time.perf_counter(), time.process_time()
        counts = load_reference(call=Call(store=store, viewer=system_viewer(), moment=moment()))
        reference, busy = time.perf_counter() - start, time.process_time() - used
    made = sample()
    places = counts.provinces + counts.communes + counts.old_provinces + counts.old_communes
    return [
        Row(
            name="reference tables",
            measured=reference,
            unit="s",
            asked=_REFERENCE,
            note=f"{busy:.1f} s of it on a processor; {places} places, {counts.successions} successions",
        ),
        Row(
            name="sample database",
            measured=made.seconds,
            unit="s",
            asked=_SAMPLE,
            note=f"the whole command, {made.busy:.1f} s of it on a processor; {len(made.campaigns)} campaigns",
        ),
    ]
