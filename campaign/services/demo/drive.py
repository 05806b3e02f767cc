"""The province's 44 days: "Thanh niên Đắk Lắk – 44 ngày đêm", 102 communes, 11 published targets, made-up numbers.

Every number travels through the services: sent in the evening, approved on Mondays, locked a week later; some are
returned, some still wait. The campaign stays open after its last day, so that they can travel on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

from campaign.clock import Moment, moment_at
from campaign.domain.vocabulary import Role, TargetKind
from campaign.services.call import Call, system_viewer
from campaign.services.campaigns import create_campaign
from campaign.services.commune_groups import set_commune_groups
from campaign.services.demo.crowd import sample_id
from campaign.services.demo.drive_sheets import DAYS, END, START, UNLOCKED, Sheet, sheets_of
from campaign.services.demo.honours import DRIVE, HONOURS_AT, Honours
from campaign.services.demo.lists import communes, published_targets
from campaign.services.demo.stage import Advance, after_hours, new_viewer
from campaign.services.places import places_of
from campaign.services.reporting import ReportCell, approve, lock, lock_until, return_reports, unlock
from campaign.services.reporting_entry import ReportEntry, save_reports
from campaign.services.targets import TargetChange, set_targets

if TYPE_CHECKING:
    from campaign.db.queries.places import Place
    from campaign.db.store import Store
    from campaign.domain.indicators import CampaignDefinition
    from campaign.domain.permissions import Viewer

SLUG: Final = "dak-lak-44-ngay"
PROVINCE: Final = "66"
WORTH: Final = 180
"""A day of the drive takes about as long to play as so many people."""

_MONDAY: Final = 0
_WEEK: Final = timedelta(days=7)
_ONE_DAY: Final = timedelta(days=1)
_UNLOCKED_ON: Final = date(2026, 8, 27)
_LAST_LOCK_ON: Final = END + timedelta(days=3)
_LAST_LOCKED: Final = END - timedelta(days=3)
_RUNNING_TOTAL: Final = "Số này là lũy kế từ đầu đợt; đề nghị nhập số của riêng trong ngày."
_UNLOCK_REASON: Final = "Xã báo ghi nhầm số hồ sơ ngày 12/8, có văn bản đề nghị sửa"
_GROUPS_REASON: Final = "Chỉ tiêu theo nhóm xã đã công bố; nhóm của 96 xã, phường là giả định (mẫu)"


def begun(today: date) -> bool:
    """Whether the drive is part of a sample of that day."""
    return today >= START


def days_to_play(today: date) -> int:
    """Return how many days of the drive lie behind."""
    return max(0, min((today - START).days, DAYS))


def play_drive(
    *, store: Store, official: Viewer, reporters: Mapping[str, Viewer], today: date, advance: Advance
) -> None:
    """Play the drive up to the evening before `today`.

    `reporters` send the numbers of their own communes (by code); a clerk enters those of the others.
    """
    system = system_viewer(username="sample")
    eve = moment_at(START - timedelta(days=5), hour=8)
    setting_up = Call(store=store, viewer=system, moment=eve)
    campaign = create_campaign(
        call=setting_up,
        slug=SLUG,
        name="Thanh niên Đắk Lắk – 44 ngày đêm",
        place_code=PROVINCE,
        template="drive_44_days",
        starts_on=START,
        ends_on=END,
        plan_number="Kế hoạch số 00/KH (mẫu)",
        synthetic=True,
    )
    places = {place.code: place for place in places_of(call=setting_up, root_code=PROVINCE)}
    keys = [indicator.key for indicator in campaign.indicators]
    clerk = new_viewer(
        store=store,
        at=eve,
        username="nhaplieu.tinh",
        full_name="Bộ phận tổng hợp số liệu tỉnh (mẫu)",
        role=Role.OFFICIAL,
        place=places[PROVINCE],
    )
    _set_targets(Call(store=store, viewer=official, moment=eve), campaign, places, keys)
    groups = {places[line.code].id: f"Nhóm {line.group}" for line in communes()}
    set_commune_groups(call=Call(store=store, viewer=official, moment=eve), slug=SLUG, groups=groups)
    sheets = [
        sheet
        for line in communes()
        for sheet in sheets_of(
            line, {key: aim.groups[line.group] for key, aim in zip(keys, published_targets(), strict=True)}
        )
    ]
    desk = Desk(store=store, official=official, clerk=clerk, reporters=reporters, places=places)
    happenings = [*desk.evenings(sheets), *desk.decisions(sheets)]
    happenings += _honours(store, official, places)
    happenings += [(moment_at(day, hour=23), lambda _at: advance(WORTH)) for day in _days(START, END)]
    for at, happen in sorted(happenings, key=lambda pair: pair[0].now):
        if at.today < today:
            happen(at)


Happening = tuple[Moment, Callable[[Moment], None]]


def _honours(store: Store, official: Viewer, places: Mapping[str, Place]) -> list[Happening]:
    """Return the evenings on which models and people to commend are registered."""
    named = {code: place.id for code, place in places.items()}
    honours = Honours(store=store, official=official, slug=SLUG, which=DRIVE, start=START, places=named)
    return [(after_hours(day, minutes=HONOURS_AT), act) for day, acts in honours.evenings().items() for act in acts]


@dataclass(slots=True, kw_only=True)
class Desk:
    """Those who work with the numbers: officials of communes and a clerk, who send, and the province's official."""

    store: Store
    official: Viewer
    clerk: Viewer
    reporters: Mapping[str, Viewer]
    places: Mapping[str, Place]
    _waiting: set[ReportCell] = field(default_factory=set)
    _wrong: dict[ReportCell, int] = field(default_factory=dict)

    def evenings(self, sheets: Sequence[Sheet]) -> list[Happening]:
        """Return the sending of all sheets, in batches of the same minute and the same hand."""

        def hand(sheet: Sheet) -> tuple[Moment, str, bool]:
            return sheet.at, self._reporter(sheet.code).username, sheet.sent

        ordered = sorted(sheets, key=lambda sheet: (sheet.at.now, *hand(sheet)[1:]))
        return [(at, self._sending(list(batch))) for (at, _who, _sent), batch in groupby(ordered, key=hand)]

    def decisions(self, sheets: Sequence[Sheet]) -> list[Happening]:
        """Return the official's Mondays, one number unlocked and put right, and the last lock."""
        mondays = [day for day in _days(START, END + _ONE_DAY) if day.weekday() == _MONDAY]
        unlocked = [sheet for sheet in sheets if UNLOCKED in sheet.right]
        return [
            *((moment_at(day, hour=9), self._review) for day in mondays),
            *((moment_at(_UNLOCKED_ON, hour=9, minute=10), self._putting_right(sheet)) for sheet in unlocked),
            (moment_at(_LAST_LOCK_ON, hour=9), lambda at: self._lock_until(at, _LAST_LOCKED)),
        ]

    def _sending(self, batch: list[Sheet]) -> Callable[[Moment], None]:
        def send(at: Moment) -> None:
            numbers = {self._cell(sheet, key): sheet.numbers[key] for sheet in batch for key in sheet.numbers}
            self._save(at, batch[0], numbers)
            if batch[0].sent:
                self._waiting |= set(numbers)
            self._wrong |= {
                self._cell(sheet, key): n for sheet in batch for key, n in sheet.right.items() if key != UNLOCKED
            }

        return send

    def _save(self, at: Moment, sheet: Sheet, numbers: Mapping[ReportCell, int]) -> None:
        save_reports(
            call=self._call(self._reporter(sheet.code), at),
            slug=SLUG,
            entries=[
                ReportEntry(place_id=cell.place_id, indicator=cell.indicator, day=cell.day, n=n)
                for cell, n in numbers.items()
            ],
            save_id=sample_id(f"{SLUG}/{sheet.code}/{at.now}"),
            submit=sheet.sent,
        )

    def _review(self, at: Moment) -> None:
        """Return what is wrong, approve the rest, and lock what was approved a week ago."""
        call = self._call(self.official, at)
        wrong = sorted(self._waiting & set(self._wrong), key=_order)
        fine = sorted(self._waiting - set(wrong), key=_order)
        return_reports(call=call, slug=SLUG, cells=wrong, reason=_RUNNING_TOTAL)
        approve(call=call, slug=SLUG, cells=fine)
        self._waiting.clear()
        self._lock_until(at, at.today - _WEEK - _ONE_DAY)
        if at.today <= END:
            self._mend(at, wrong)

    def _mend(self, at: Moment, wrong: Sequence[ReportCell]) -> None:
        """Let the clerk send again what was returned; the next Monday takes it with the rest."""
        entries = [
            ReportEntry(place_id=cell.place_id, indicator=cell.indicator, day=cell.day, n=self._wrong.pop(cell))
            for cell in wrong
        ]
        save_id = sample_id(f"{SLUG}/mended/{at.today}")
        clerk = self._call(self.clerk, _later(at, hours=6))
        save_reports(call=clerk, slug=SLUG, entries=entries, save_id=save_id, submit=True)
        self._waiting |= set(wrong)

    def _putting_right(self, sheet: Sheet) -> Callable[[Moment], None]:
        cells = [self._cell(sheet, UNLOCKED)]

        def put_right(at: Moment) -> None:
            call = self._call(self.official, at)
            unlock(call=call, slug=SLUG, cells=cells, reason=_UNLOCK_REASON)
            return_reports(call=call, slug=SLUG, cells=cells, reason=_UNLOCK_REASON)
            self._save(
                Moment(now=at.now + timedelta(hours=1), today=at.today), sheet, {cells[0]: sheet.right[UNLOCKED]}
            )
            after = self._call(self.official, Moment(now=at.now + timedelta(hours=5), today=at.today))
            approve(call=after, slug=SLUG, cells=cells)
            lock(call=after, slug=SLUG, cells=cells)

        return put_right

    def _lock_until(self, at: Moment, until: date) -> None:
        lock_until(call=self._call(self.official, at), slug=SLUG, until=until)

    def _cell(self, sheet: Sheet, key: str) -> ReportCell:
        return ReportCell(place_id=self.places[sheet.code].id, indicator=key, day=sheet.day)

    def _reporter(self, code: str) -> Viewer:
        return self.reporters.get(code, self.clerk)

    def _call(self, viewer: Viewer, at: Moment) -> Call:
        return Call(store=self.store, viewer=viewer, moment=at)


def _set_targets(call: Call, campaign: CampaignDefinition, places: Mapping[str, Place], keys: Sequence[str]) -> None:
    """Set the province's own targets, then those of the communes by group; their sums differ, as published."""
    own, of_communes = [], []
    for key, aim in zip(keys, published_targets(), strict=True):
        own.append(_target(places[PROVINCE], key, aim.province))
        of_communes += [_target(places[line.code], key, aim.groups[line.group]) for line in communes()]
    set_targets(call=call, slug=campaign.slug, changes=own, reason="Chỉ tiêu của tỉnh đã công bố")
    set_targets(call=call, slug=campaign.slug, changes=of_communes, reason=_GROUPS_REASON)


def _target(place: Place, indicator: str, amount: int) -> TargetChange:
    return TargetChange(
        place_id=place.id, indicator=indicator, kind=TargetKind.COUNT, amount=amount, expected_version=0
    )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _later(at: Moment, *, hours: int) -> Moment:
    return Moment(now=at.now + timedelta(hours=hours), today=at.today)


def _order(cell: ReportCell) -> tuple[int, str, date]:
    return cell.place_id, cell.indicator, cell.day
