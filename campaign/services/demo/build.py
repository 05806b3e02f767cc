"""Building the sample database: beside its place first, moved there when whole, so that nothing half-made is left.

The same day gives the same sample: people, days and ids come from fixed seeds.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from campaign.clock import Moment, moment_at
from campaign.db.engine import database_file
from campaign.db.operations.installation import set_installation_value
from campaign.db.queries.installation import SAMPLE, has_accounts, installation_value
from campaign.db.queries.places import Place, place_by_code
from campaign.db.store import Store
from campaign.db.vault import create_key_file, load_key_file
from campaign.errors import CampaignError
from campaign.services.call import Call, Event, system_viewer
from campaign.services.campaigns import list_campaigns
from campaign.services.demo import drive, ground, neighbour, one_stop, past, present, signins
from campaign.services.demo.drive_sheets import START as DRIVE_START
from campaign.services.demo.signins import SampleAccount, sample_accounts
from campaign.services.demo.stage import Advance, known_viewer
from campaign.services.reference import REFORM
from campaign.services.runtime import open_store
from campaign.services.setup import prepare

if TYPE_CHECKING:
    from campaign.config import Settings

Progress = Callable[[int, int], None]
"""Is told how much of how much has been played, in people; a day of the 44 is worth some."""

PEOPLE_TO_PLAY: Final = 15_800
# Those who work with the province's numbers, made before the others.
_MADE_FIRST: Final = {
    signins.OFFICIAL: ground.KRONG_PAC,
    signins.NEIGHBOUR: ground.EA_PHE,
    signins.PROVINCE_OFFICIAL: drive.PROVINCE,
    signins.PROVINCE_LEADER: drive.PROVINCE,
}
_PREFIX: Final = ".demo-"
# Folders that end like databases stay out of git like them.
_SUFFIX: Final = ".db"
_LEFT_OVER_AFTER: Final = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSummary:
    """The sample as it stands: `today` is the day for which it was built; `built` whether that was just now."""

    database: str
    today: date
    campaigns: tuple[str, ...]
    accounts: tuple[SampleAccount, ...]
    built: bool


def build_demo(
    *, settings: Settings, moment: Moment, reset: bool = False, progress: Progress | None = None
) -> DemoSummary:
    """Build the sample for the day of `moment`, or with `reset=False` leave one that is there already.

    Raises `demo_needs_file` for anything but a SQLite database, `demo_too_early` for a day on which the commune of
    the running campaign did not exist, `not_a_demo` rather than replace a database that is no sample.
    """
    file = database_file(settings.database_url)
    if file is None:
        raise CampaignError("demo_needs_file")
    if file.exists():
        if not reset:
            return _summary(settings, moment, built=False)
        _require_sample(settings)
    if present.first_day(moment.today) <= REFORM:
        raise CampaignError("demo_too_early", first=REFORM)
    file.parent.mkdir(parents=True, exist_ok=True)
    _sweep(file.parent)
    # The key stays through a reset, so that key and database are never of two builds.
    key = settings.key_file
    vault = load_key_file(key) if key.exists() else create_key_file(key)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, suffix=_SUFFIX, dir=file.parent) as folder:
        made = Path(folder) / file.name
        store = Store(url=f"sqlite:///{made}", vault=vault)
        try:
            fill(store=store, moment=moment, progress=progress)
        finally:
            store.close()
        for leftover in ("-wal", "-shm"):
            file.with_name(file.name + leftover).unlink(missing_ok=True)
        made.replace(file)
    return _summary(settings, moment, built=True)


def fill(*, store: Store, moment: Moment, progress: Progress | None = None) -> None:
    """Play the whole sample into an empty database of either engine."""
    call = Call(store=store, viewer=system_viewer(username="sample"), moment=moment)
    prepare(call=call)
    today = moment.today
    whole, played = PEOPLE_TO_PLAY + drive.WORTH * drive.days_to_play(today), 0

    def advance(people: int) -> None:
        nonlocal played
        played += people
        if progress is not None:
            progress(min(played, whole), whole)

    _play(call, advance)
    with call.write() as change:
        set_installation_value(change.connection, name=SAMPLE, value=today.isoformat())
        change.log(
            Event(
                commune_id=0,
                action="installation.sample",
                subject_kind="installation",
                subject_id=SAMPLE,
                after={"today": today.isoformat()},
            )
        )


def _play(call: Call, advance: Advance) -> None:
    """Play the campaigns, the oldest first, so that the log of a commune is in order."""
    store, today = call.store, call.moment.today
    start = present.first_day(today)
    before = start.replace(day=1)
    old = ground.lay_out(call=call, code=ground.EA_YONG, name="2023", counted_on=past.COUNTED_ON)
    new = ground.lay_out(call=call, code=ground.KRONG_PAC, name="2026", counted_on=before)
    near = ground.lay_out(call=call, code=ground.EA_PHE, name="ea_phe", counted_on=before)
    ground.join(call=call, old=old, new=new)
    codes = (ground.EA_YONG, ground.KRONG_PAC, ground.EA_PHE, drive.PROVINCE)
    places = {code: _place(store, code) for code in codes}
    past.play_past(store=store, commune=places[ground.EA_YONG], units=old, advance=advance)
    first = min(start, DRIVE_START) if drive.begun(today) else start
    at = moment_at(first - timedelta(days=10), hour=8)
    made = {
        name: known_viewer(store=store, at=at, username=name, place=places[code]) for name, code in _MADE_FIRST.items()
    }
    here, near_by, above = (made[n] for n in (signins.OFFICIAL, signins.NEIGHBOUR, signins.PROVINCE_OFFICIAL))
    if drive.begun(today):
        reporters = {ground.KRONG_PAC: here, ground.EA_PHE: near_by}
        drive.play_drive(store=store, official=above, reporters=reporters, today=today, advance=advance)
    one_stop.play_one_stop(
        store=store,
        commune=places[ground.KRONG_PAC],
        official=here,
        province_official=above,
        start=start - timedelta(days=7),
        today=today,
    )
    present.play_present(
        store=store, commune=places[ground.KRONG_PAC], units=new, official=here, today=today, advance=advance
    )
    neighbour.play_neighbour(
        store=store, commune=places[ground.EA_PHE], units=near, official=near_by, today=today, advance=advance
    )


def sample_day(*, store: Store) -> date | None:
    """Return the day for which a sample was built, None for a database that is no sample."""
    with store.read() as connection:
        value = installation_value(connection, name=SAMPLE)
    return None if value is None else date.fromisoformat(value)


def _place(store: Store, code: str) -> Place:
    with store.read() as connection:
        found = place_by_code(connection, code=code)
    if found is None:
        raise CampaignError("place_unknown", place=code)
    return found


def _require_sample(settings: Settings) -> None:
    """Pass for a sample, also one of an older version of the app; raises `not_a_demo` for a database of real work."""
    try:
        store = open_store(settings)
    except CampaignError as error:
        if error.code != "database_not_ready":
            raise
        store = Store(url=settings.database_url, vault=load_key_file(settings.key_file))
        with store.read() as connection:
            laid_out = has_accounts(connection)
        if not laid_out:
            store.close()
            raise
    try:
        if sample_day(store=store) is None:
            raise CampaignError("not_a_demo", database=str(database_file(settings.database_url)))
    finally:
        store.close()


def _summary(settings: Settings, moment: Moment, *, built: bool) -> DemoSummary:
    store = open_store(settings)
    try:
        day = sample_day(store=store)
        if day is None:
            raise CampaignError("not_a_demo", database=str(database_file(settings.database_url)))
        call = Call(store=store, viewer=system_viewer(username="sample"), moment=moment)
        slugs = tuple(found.slug for found in list_campaigns(call=call))
    finally:
        store.close()
    return DemoSummary(
        database=str(database_file(settings.database_url)),
        today=day,
        campaigns=slugs,
        accounts=sample_accounts(),
        built=built,
    )


def _sweep(folder: Path) -> None:
    """Remove what a build left that was killed; a build that still runs is younger than that."""
    for left in folder.glob(f"{_PREFIX}*"):
        if left.is_dir() and time.time() - left.stat().st_mtime > _LEFT_OVER_AFTER:
            shutil.rmtree(left, ignore_errors=True)
