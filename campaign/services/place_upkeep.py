"""Keeping one village, school or agency up to date: name, kind and code, figures, its last day.

Places have no version. Every change brings what its author saw; where that is no longer so, both values are told and
nothing is overwritten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.operations import places as operations
from campaign.db.queries import place_upkeep as queries
from campaign.db.queries.places import Place, place_by_id
from campaign.domain.coordinates import Coordinates
from campaign.domain.names import fold, place_sort_key
from campaign.domain.place_codes import LETTERS, clean_place_name, unit_code
from campaign.domain.vocabulary import RESIDENCE_KINDS
from campaign.errors import CampaignError
from campaign.services.call import Action, Event
from campaign.services.place_units import children, require_free_name, touch_campaigns

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from campaign.domain.vocabulary import PlaceKind, PopulationGroup
    from campaign.services.call import Call, Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What a place is called, which kind it is, and the commune's own code of it."""

    name: str
    kind: PlaceKind
    local_code: str | None

    @property
    def plain(self) -> dict[str, object]:
        """The face as the audit chain keeps it."""
        return {"name": self.name, "kind": self.kind.value, "local_code": self.local_code}


def edit_unit(*, call: Call, place_id: int, face: Face, seen: Face) -> Place:
    """Rename a unit, change its kind or its local code (and with it its code); `seen` is what the editor saw.

    A face that is so already changes nothing. Raises `not_permitted`, `place_changed_meanwhile`, `place_name_invalid`,
    `place_name_taken`, `unit_kind_invalid`, `place_kind_has_people`, `local_code_invalid`, `place_code_taken`.
    """
    with call.write() as change:
        place, parent = _held(call, change, place_id)
        now = Face(name=place.name, kind=place.kind, local_code=place.local_code)
        wanted = Face(name=clean_place_name(face.name), kind=face.kind, local_code=face.local_code or None)
        if now == wanted:
            change.nothing_done()
            return place
        if now != seen:
            _refuse_changed(change, place, theirs=_shown(now), yours=_shown(wanted))
        others = [p for p in children(change.connection, parent) if p.id != place.id]
        if place.valid_to is None or place.valid_to >= call.moment.today:
            require_free_name(parent, others, wanted.name, place.valid_from)
        _require_kind(call, change, place, wanted)
        code = place.code
        if wanted.local_code != now.local_code:
            code = unit_code(
                commune_code=parent.code,
                taken={p.code for p in others},
                kind=wanted.kind,
                local_code=wanted.local_code,
                name=wanted.name,
            )
        operations.change_place(
            change.connection,
            place_id=place.id,
            values={
                "name": wanted.name,
                "name_fold": fold(wanted.name),
                "sort_key": place_sort_key(wanted.name),
                "kind": wanted.kind.value,
                "local_code": wanted.local_code,
                "code": code,
            },
        )
        before, after = {**now.plain, "code": place.code}, {**wanted.plain, "code": code}
        change.log(_event(place, "place.edit", before=_differing(before, after), after=_differing(after, before)))
        touch_campaigns(change, place)
        return place_by_id(change.connection, place_id=place.id) or place


def point_of(place: Place) -> Coordinates | None:
    """Return where a place lies, None when nobody has said it."""
    if place.latitude is None or place.longitude is None:
        return None
    return Coordinates(latitude=place.latitude, longitude=place.longitude)


def put_point(*, call: Call, place_id: int, point: Coordinates | None, seen: Coordinates | None) -> None:
    """Say where a unit lies, None to take it back; `seen` is what the editor saw. Places only, never homes.

    Raises `not_permitted`, `place_changed_meanwhile`.
    """
    with call.write() as change:
        place, _parent = _held(call, change, place_id)
        now = point_of(place)
        if now == point:
            change.nothing_done()
            return
        theirs, yours = (found.text if found else None for found in (now, point))
        if now != seen:
            _refuse_changed(change, place, theirs=theirs, yours=yours)
        operations.change_place(
            change.connection,
            place_id=place.id,
            values={
                "latitude": point.latitude if point else None,
                "longitude": point.longitude if point else None,
            },
        )
        change.log(_event(place, "place.point", before={"coordinates": theirs}, after={"coordinates": yours}))
        touch_campaigns(change, place)


def put_figures(
    *,
    call: Call,
    place_id: int,
    as_of: date,
    figures: Mapping[PopulationGroup, int],
    seen: Mapping[PopulationGroup, int],
) -> int:
    """Write the figures of a place on a day and return how many changed; those of other days stay.

    `seen` are the figures of that day that the editor saw. Raises `not_permitted`, `day_in_future`,
    `population_invalid`, `population_changed_meanwhile`.
    """
    if as_of > call.moment.today:
        raise CampaignError("day_in_future", day=as_of, today=call.moment.today)
    if any(n < 0 for n in figures.values()):
        raise CampaignError("population_invalid", value=min(figures.values()))
    with call.write() as change:
        place, _parent = _held(call, change, place_id)
        found = queries.figures_of(change.connection, place_id=place.id)
        now = {figure.group: figure.n for figure in found if figure.as_of == as_of}
        wanted = {group: n for group, n in figures.items() if now.get(group) != n}
        if not wanted:
            change.nothing_done()
            return 0
        for group, n in wanted.items():
            if now.get(group) != seen.get(group):
                _refuse_figure(change, place, group=group, theirs=now.get(group), yours=n)
        operations.put_populations(
            change.connection,
            place_id=place.id,
            as_of=as_of,
            figures={group.value: n for group, n in wanted.items()},
        )
        day = as_of.isoformat()
        change.log(
            _event(
                place,
                "place.population",
                before={"as_of": day, "populations": {g.value: now[g] for g in wanted if g in now}},
                after={"as_of": day, "populations": {g.value: n for g, n in wanted.items()}},
            )
        )
        touch_campaigns(change, place)
        return len(wanted)


def end_unit(*, call: Call, place_id: int, last_day: date, seen: date | None) -> None:
    """Say that a unit is no more after a day; its people, records and targets stay. `seen` is the last day as seen.

    Raises `not_permitted`, `place_ends_before_start`, `place_worked_later` (with the last day of work there),
    `place_changed_meanwhile`.
    """
    with call.write() as change:
        place, _parent = _held(call, change, place_id)
        if place.valid_to == last_day:
            change.nothing_done()
            return
        if place.valid_to != seen:
            _refuse_changed(change, place, theirs=place.valid_to, yours=last_day)
        if last_day < place.valid_from:
            raise CampaignError("place_ends_before_start", place=place.name, start=place.valid_from)
        worked = queries.holdings(change.connection, place=place, day=call.moment.today).last_day
        if worked is not None and worked > last_day:
            raise CampaignError("place_worked_later", place=place.name, day=worked)
        _store_end(change, place, "place.end", last_day)


def revive_unit(*, call: Call, place_id: int, seen: date | None) -> None:
    """Take the last day of a unit back; `seen` is that day as the editor saw it.

    Raises `not_permitted`, `place_went_into`, `place_name_taken`, `place_changed_meanwhile`.
    """
    with call.write() as change:
        place, parent = _held(call, change, place_id)
        if place.valid_to == parent.valid_to:
            change.nothing_done()
            return
        if place.valid_to != seen:
            _refuse_changed(change, place, theirs=place.valid_to, yours=parent.valid_to)
        into = queries.successors(change.connection, place_id=place.id)
        if into:
            raise CampaignError("place_went_into", place=place.name, into=into)
        others = [p for p in children(change.connection, parent) if p.id != place.id]
        require_free_name(parent, others, place.name, place.valid_from)
        _store_end(change, place, "place.revive", parent.valid_to)


def _held(call: Call, change: Change, place_id: int) -> tuple[Place, Place]:
    """Return a unit and its commune, held against others who change its units; what is out of scope is not named."""
    call.require(Action.MANAGE_PLACES, None)
    found = place_by_id(change.connection, place_id=place_id)
    if found is None or not found.is_unit:
        raise CampaignError("not_permitted", action=Action.MANAGE_PLACES.value)
    call.require(Action.MANAGE_PLACES, found.path)
    operations.hold_place(change.connection, place_id=found.commune_id)
    # What was read before the lock may be what somebody else has just changed.
    place = place_by_id(change.connection, place_id=place_id)
    parent = place_by_id(change.connection, place_id=found.commune_id)
    if place is None or parent is None:
        raise CampaignError("not_permitted", action=Action.MANAGE_PLACES.value)
    return place, parent


def _require_kind(call: Call, change: Change, place: Place, wanted: Face) -> None:
    """Refuse what is no unit, and to make a school of a village with people: its figures would leave the sums."""
    if wanted.kind not in LETTERS:
        raise CampaignError("unit_kind_invalid", kind=wanted.kind.value)
    if place.kind not in RESIDENCE_KINDS or wanted.kind in RESIDENCE_KINDS:
        return
    people = queries.holdings(change.connection, place=place, day=call.moment.today).people
    if people or queries.figures_of(change.connection, place_id=place.id):
        raise CampaignError("place_kind_has_people", place=place.name, n=people)


def _store_end(change: Change, place: Place, action: str, last_day: date | None) -> None:
    operations.change_place(change.connection, place_id=place.id, values={"valid_to": last_day})
    change.log(
        _event(
            place,
            action,
            before={"valid_to": place.valid_to.isoformat() if place.valid_to else None},
            after={"valid_to": last_day.isoformat() if last_day else None},
        )
    )
    touch_campaigns(change, place)


def _differing(values: Mapping[str, object], others: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value != others[key]}


def _shown(face: Face) -> tuple[str, ...]:
    return tuple(part for part in (face.name, face.kind.value, face.local_code) if part)


def _refuse_changed(change: Change, place: Place, *, theirs: object, yours: object) -> None:
    by, at = queries.last_change(change.connection, place=place) or ("", None)
    raise CampaignError("place_changed_meanwhile", place=place.name, by=by, at=at, theirs=theirs, yours=yours)


def _refuse_figure(change: Change, place: Place, *, group: PopulationGroup, theirs: int | None, yours: int) -> None:
    by, at = queries.last_change(change.connection, place=place) or ("", None)
    raise CampaignError(
        "population_changed_meanwhile", place=place.name, group=group.value, by=by, at=at, theirs=theirs, yours=yours
    )


def _event(place: Place, action: str, *, before: Mapping[str, object], after: Mapping[str, object]) -> Event:
    return Event(
        commune_id=place.commune_id,
        action=action,
        subject_kind="place",
        subject_id=place.code,
        place_id=place.id,
        before=before,
        after=after,
    )
