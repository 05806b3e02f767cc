"""The groups into which a campaign of a province sorts its communes, so that like is ranked with like.

They belong to one campaign: a copy of it elsewhere has none of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.db.operations import commune_groups as operations
from campaign.db.queries import commune_groups as queries
from campaign.domain.group_lists import MAX_GROUP, GroupList, ListedCommune, read_groups
from campaign.domain.vocabulary import COMMUNE_KINDS, CampaignStatus, PlaceKind
from campaign.errors import CampaignError
from campaign.services.call import Action, Event
from campaign.services.scoping import campaign_in_scope, places_in_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from campaign.db import Connection
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupedCommune:
    """One commune of a campaign and its group, empty without one."""

    place_id: int
    code: str
    name: str
    kind: PlaceKind
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPreview:
    """What a pasted list would do: how it was understood, and the communes whose group changes, as they would be."""

    read: GroupList
    changes: tuple[GroupedCommune, ...]


def commune_groups(*, call: Call, slug: str) -> tuple[GroupedCommune, ...]:
    """Return the communes of a campaign that the viewer may see, with their groups, by name (3 queries).

    A campaign of one commune has that one. Raises `campaign_unknown`, `not_permitted`.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        return _communes(call, connection, campaign, Action.SEE_PROGRESS)


def preview_groups(*, call: Call, slug: str, text: str) -> GroupPreview:
    """Read a pasted list of communes and groups and return what it would change; nothing is stored.

    Raises `campaign_unknown`, `not_permitted`.
    """
    with call.read() as connection:
        campaign = _managed(call, connection, slug)
        there = _communes(call, connection, campaign, Action.MANAGE_CAMPAIGNS)
    listed = [ListedCommune(place_id=c.place_id, code=c.code, name=c.name) for c in there]
    read = read_groups(text=text, communes=listed)
    changes = tuple(
        GroupedCommune(place_id=c.place_id, code=c.code, name=c.name, kind=c.kind, group=read.groups[c.place_id])
        for c in there
        if read.groups.get(c.place_id, c.group) != c.group
    )
    return GroupPreview(read=read, changes=changes)


def set_commune_groups(*, call: Call, slug: str, groups: Mapping[int, str]) -> int:
    """Put communes (by place id) into groups and return how many moved; an empty name takes one out of its group.

    Communes that are not named stay where they are, and saying what is so already changes nothing.

    Raises `group_place_not_commune`, `group_name_long`, `campaign_closed` for one that is anonymised,
    `campaign_unknown`, `not_permitted`.
    """
    with call.write() as change:
        connection = change.connection
        campaign = _managed(call, connection, slug)
        if campaign.status is CampaignStatus.ANONYMISED:
            raise CampaignError("campaign_closed", name=campaign.name)
        before = {c.place_id: c for c in _communes(call, connection, campaign, Action.MANAGE_CAMPAIGNS)}
        wanted = {place_id: " ".join(name.split()) for place_id, name in groups.items()}
        if not set(wanted) <= set(before):
            raise CampaignError("group_place_not_commune", campaign=campaign.name)
        if any(len(name) > MAX_GROUP for name in wanted.values()):
            raise CampaignError("group_name_long", limit=MAX_GROUP)
        moved = {place_id: name for place_id, name in wanted.items() if name != before[place_id].group}
        if not moved:
            change.nothing_done()
            return 0
        operations.put_groups(connection, campaign_id=campaign.id, groups=moved)
        after = {place_id: moved.get(place_id, c.group) for place_id, c in before.items()}
        change.log(
            Event(
                commune_id=campaign.commune_id,
                action="campaign.groups",
                subject_kind="campaign",
                subject_id=slug,
                campaign_id=campaign.id,
                place_id=campaign.place_id,
                before={"groups": _sizes(c.group for c in before.values())},
                after={"groups": _sizes(after.values()), "changed": len(moved)},
            )
        )
        change.touch(campaign.id)
        return len(moved)


def _managed(call: Call, connection: Connection, slug: str) -> CampaignDefinition:
    campaign = campaign_in_scope(call, connection, slug=slug, action=Action.MANAGE_CAMPAIGNS)
    call.require(Action.MANAGE_CAMPAIGNS, campaign.place_path)
    return campaign


def _communes(
    call: Call, connection: Connection, campaign: CampaignDefinition, action: Action
) -> tuple[GroupedCommune, ...]:
    there = places_in_scope(call, connection, campaign=campaign, action=action)
    groups = queries.groups_of(connection, campaign_id=campaign.id)
    return tuple(
        GroupedCommune(place_id=p.id, code=p.code, name=p.name, kind=p.kind, group=groups.get(p.id, ""))
        for p in there
        if p.kind in COMMUNE_KINDS
    )


def _sizes(groups: Iterable[str]) -> list[str]:
    """Return the groups with how many communes each has, as the log shows them."""
    return [f"{name} ({n})" for name, n in sorted(Counter(group for group in groups if group).items())]
