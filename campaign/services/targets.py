"""Targets: a number or a share of a named group, per place, indicator and due day, in versions with who and why.

Two officials who edit one target at once: the second is told what the first wrote, and nothing is overwritten silently.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from campaign.db.operations import targets as operations
from campaign.db.queries.targets import StoredTarget, current_targets
from campaign.domain.vocabulary import CampaignStatus, IndicatorKind, PopulationGroup, TargetKind
from campaign.errors import CampaignError
from campaign.services.call import Action, Event
from campaign.services.denominators import Denominators
from campaign.services.scoping import campaign_in_scope, places_in_scope
from campaign.services.target_grid import target_denominators

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.domain.indicators import CampaignDefinition, Indicator
    from campaign.services.call import Call

WHOLE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetChange:
    """One cell as it should be. `amount` is people, or hundredths of a percent (80 % = 8000); None takes it back.

    `expected_version` is the version the editor saw (0: none). `due_on=None` is the campaign's last day.
    """

    place_id: int
    indicator: str
    kind: TargetKind
    amount: int | None
    expected_version: int
    due_on: date | None = None
    population_group: PopulationGroup | None = None


def set_targets(*, call: Call, slug: str, changes: Sequence[TargetChange], reason: str) -> int:
    """Set targets, all or none, as new versions; returns how many really changed.

    Raises `reason_missing`, `target_negative`, `target_over_hundred`, `due_outside_campaign`, `population_missing`,
    `target_of_ratio` (a number where a percentage is wanted),
    `target_changed_meanwhile` (with the value, the name and the time of who was first), `campaign_closed`,
    `place_outside_campaign`, `not_permitted`. 7 queries, any number of cells.
    """
    if not reason.strip():
        raise CampaignError("reason_missing")
    with call.write() as change:
        campaign = campaign_with_targets(call, change.connection, slug)
        ground = ground_of(call, change.connection, campaign, changes)
        edits = [edit for wanted in changes if (edit := edit_of(call, ground, wanted)) is not None]
        if not edits:
            change.nothing_done()
            return 0
        store(call, change.connection, campaign, edits, reason.strip())
        change.log(_set(campaign, edits, reason.strip()))
        change.touch(campaign.id)
        return len(edits)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGround:
    """What targets are weighed against: the campaign's places that the viewer may use, what stands, who lives there."""

    campaign: CampaignDefinition
    places: Mapping[int, Place]
    current: Mapping[tuple[int, int, date], StoredTarget]
    known: Denominators


def campaign_with_targets(call: Call, connection: Connection, slug: str) -> CampaignDefinition:
    """Return a campaign whose targets may be set; raises `campaign_unknown`, `campaign_closed`, `not_permitted`."""
    campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SET_TARGETS)
    if campaign.status not in {CampaignStatus.DRAFT, CampaignStatus.OPEN}:
        raise CampaignError("campaign_closed", name=campaign.name)
    return campaign


def ground_of(
    call: Call, connection: Connection, campaign: CampaignDefinition, changes: Sequence[TargetChange]
) -> TargetGround:
    """Return what the changes are weighed against (3 queries)."""
    places = places_in_scope(call, connection, campaign=campaign, action=Action.SET_TARGETS)
    found = current_targets(connection, campaign_id=campaign.id, place_ids=[place.id for place in places])
    return TargetGround(
        campaign=campaign,
        places={place.id: place for place in places},
        current={(t.place_id, t.indicator_id, t.due_on): t for t in found},
        known=target_denominators(call, connection, campaign, places, changes),
    )


def edit_of(call: Call, ground: TargetGround, wanted: TargetChange) -> TargetEdit | None:
    """Return what a change does, None when the target says this already; raises what `set_targets` raises of a cell."""
    place, indicator, due = _cell(ground.campaign, ground.places, wanted)
    _require_giver(call, ground.campaign, place)
    edit = _edit(place, indicator, due, ground.current.get((place.id, indicator.id, due)), wanted)
    if edit.changes_nothing:
        return None
    _refuse_stale(edit, wanted)
    return _with_population(edit, ground.known)


def _require_giver(call: Call, campaign: CampaignDefinition, place: Place) -> None:
    """Pass if the viewer may give this place its target: whoever stands above it does, and at the root its own desk.

    So a commune's official gives the villages theirs, and not the commune its own in a province's campaign.
    """
    giver = place.path if place.id == campaign.place_id else place.parent_path
    call.require(Action.SET_TARGETS, giver)


def _cell(
    campaign: CampaignDefinition, places: Mapping[int, Place], wanted: TargetChange
) -> tuple[Place, Indicator, date]:
    place, indicator = places.get(wanted.place_id), campaign.indicator(wanted.indicator)
    due = wanted.due_on or campaign.ends_on
    if place is None:
        raise CampaignError("not_permitted", action=Action.SET_TARGETS.value)
    if indicator is None:
        raise CampaignError("indicator_unknown", indicator=wanted.indicator)
    if not campaign.starts_on <= due <= campaign.ends_on:
        raise CampaignError("due_outside_campaign", day=due, start=campaign.starts_on, end=campaign.ends_on)
    if wanted.amount is not None and wanted.amount < 0:
        raise CampaignError("target_negative", place=place.name)
    if wanted.kind is TargetKind.PERCENT and (wanted.amount or 0) > WHOLE:
        raise CampaignError("target_over_hundred", place=place.name)
    return place, indicator, due


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetEdit:
    """One cell that really changes."""

    place: Place
    indicator: Indicator
    due: date
    old: StoredTarget | None
    kind: TargetKind
    amount: int | None
    group: PopulationGroup | None
    population_as_of: date | None

    @property
    def name(self) -> str:
        """How the audit chain names the cell."""
        return f"{self.place.code} {self.indicator.key} {self.due}"

    @property
    def changes_nothing(self) -> bool:
        """Whether the cell says this already."""
        if self.old is None:
            return self.amount is None
        stored = (self.old.kind, self.old.amount, self.old.population_group)
        return stored == (self.kind, self.amount, self.group)


def _edit(place: Place, indicator: Indicator, due: date, old: StoredTarget | None, wanted: TargetChange) -> TargetEdit:
    share = wanted.kind is TargetKind.PERCENT and indicator.kind is not IndicatorKind.RATIO
    return TargetEdit(
        place=place,
        indicator=indicator,
        due=due,
        old=old,
        kind=wanted.kind,
        amount=wanted.amount,
        group=(wanted.population_group or indicator.population_group) if share else None,
        population_as_of=None,
    )


def _refuse_stale(edit: TargetEdit, wanted: TargetChange) -> None:
    old = edit.old
    if (old.version if old else 0) != wanted.expected_version:
        raise CampaignError(
            "target_changed_meanwhile",
            place=edit.place.name,
            indicator=wanted.indicator,
            kind=old.kind.value if old else None,
            theirs=old.amount if old else None,
            yours=wanted.amount,
            by=old.set_by if old else "",
            at=old.set_at if old else None,
        )


def _with_population(edit: TargetEdit, known: Denominators) -> TargetEdit:
    """Return the edit with the date of its denominator; a share of nobody knows whom is refused.

    A ratio brings its own denominator, so its target is a percentage of no group, and nothing else.
    """
    if edit.indicator.kind is IndicatorKind.RATIO and edit.amount is not None and edit.kind is TargetKind.COUNT:
        raise CampaignError("target_of_ratio", place=edit.place.name)
    if edit.kind is not TargetKind.PERCENT or edit.amount is None or edit.indicator.kind is IndicatorKind.RATIO:
        return edit
    population = known.get((edit.place.id, edit.group)) if edit.group else None
    if population is None:
        raise CampaignError("population_missing", place=edit.place.name)
    return replace(edit, population_as_of=population[1])


def store(
    call: Call, connection: Connection, campaign: CampaignDefinition, edits: Sequence[TargetEdit], reason: str
) -> None:
    """Write edits as new versions, without an event."""
    operations.supersede(
        connection,
        campaign_id=campaign.id,
        cells=[(edit.place.id, edit.indicator.id, edit.due) for edit in edits],
        at=call.moment.now,
    )
    operations.insert_targets(
        connection,
        [
            {
                "campaign_id": campaign.id,
                "place_id": edit.place.id,
                "indicator_id": edit.indicator.id,
                "due_on": edit.due,
                "version": (edit.old.version if edit.old else 0) + 1,
                "kind": edit.kind.value,
                "amount": edit.amount,
                "population_group": edit.group.value if edit.group else None,
                "population_as_of": edit.population_as_of,
                "reason": reason,
                "set_by": call.viewer.account_id,
                "set_at": call.moment.now,
            }
            for edit in edits
        ],
    )


def _set(campaign: CampaignDefinition, edits: Sequence[TargetEdit], reason: str) -> Event:
    return Event(
        commune_id=campaign.commune_id,
        action="target.set",
        subject_kind="campaign",
        subject_id=campaign.slug,
        campaign_id=campaign.id,
        place_id=campaign.place_id,
        before={edit.name: [edit.old.kind.value, edit.old.amount] if edit.old else None for edit in edits},
        after={edit.name: [edit.kind.value, edit.amount] for edit in edits},
        reason=reason,
    )
