"""What the screen *Mô hình, sáng kiến* shows, and the short list that documents take over.

The number of queries does not grow with what is registered.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.db.queries import initiatives as queries
from campaign.db.queries.initiatives import InitiativeFilter, StoredInitiative
from campaign.db.queries.places import Place
from campaign.domain.vocabulary import COMMUNE_KINDS, RESIDENCE_KINDS, InitiativeKind
from campaign.errors import CampaignError
from campaign.services.call import Action
from campaign.services.initiative_rules import may_register
from campaign.services.outreach_rules import sight_of
from campaign.services.scoping import campaign_in_scope, places_in_scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call

__all__ = [
    "Coverage",
    "InitiativeFilter",
    "InitiativeList",
    "InitiativeView",
    "Place",
    "PlaceCount",
    "StoredInitiative",
]

MAX_ROWS: Final = 500
"""More than anybody reads on one screen; it says that there are more and asks for a place or a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCount:
    """How many models and initiatives stand at a place and below it, and how many of these are recognised."""

    place: Place
    models: int
    initiatives: int
    recognised: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many of the places one level down have at least one model: "n/N". `communes` says which level it is."""

    communes: bool
    with_model: int
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeList:
    """The register as somebody sees it. `counts` are the places one level down that have anything.

    `places` is what may be filtered by, `to_register` where the viewer may register; `more` that there are further.
    `office` is the place whose office prints the list: the widest in view.
    """

    campaign: CampaignDefinition
    place_name: str
    office: Place
    rows: tuple[StoredInitiative, ...]
    more: bool
    whole: PlaceCount | None
    coverage: Coverage | None
    counts: tuple[PlaceCount, ...]
    places: tuple[Place, ...]
    to_register: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeView:
    """One model or initiative; `editable` whether the viewer may change it now, `places` where it may be moved."""

    campaign: CampaignDefinition
    one: StoredInitiative
    editable: bool
    places: tuple[Place, ...]


def list_initiatives(
    *,
    call: Call,
    slug: str,
    kind: InitiativeKind | None = None,
    recognised: bool | None = None,
    place_code: str | None = None,
    text: str = "",
) -> InitiativeList:
    """Return the register of a campaign as far as the viewer sees it (6 queries).

    Raises `campaign_unknown`, `not_permitted`, and `place_unknown` for a place that is not theirs.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        seen = places_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS)
        place = next((found for found in seen if found.code == place_code), None)
        if place_code is not None and place is None:
            raise CampaignError("place_unknown")
        if not seen:
            raise CampaignError("not_permitted", action=Action.SEE_PROGRESS.value)
        wanted = InitiativeFilter(
            kind=kind, recognised=recognised, place_path=place.path if place else None, text=text.strip()
        )
        sight = sight_of(call, campaign)
        found = queries.initiatives_in_sight(
            connection, campaign_id=campaign.id, sight=sight, wanted=wanted, limit=MAX_ROWS + 1
        )
        counted = queries.counts_by_place(connection, campaign_id=campaign.id, sight=sight)
    top = _top(seen)
    below = tuple(p for p in seen if top is not None and p.parent_id == top.id)
    sums = _sums(seen, counted)
    counts = tuple(_count(p, sums) for p in below)
    return InitiativeList(
        campaign=campaign,
        place_name=place.name if place else (top.name if top else campaign.place_name),
        office=seen[0],
        rows=found[:MAX_ROWS],
        more=len(found) > MAX_ROWS,
        whole=_count(top, sums) if top else None,
        coverage=_coverage(counts),
        counts=tuple(one for one in counts if one.models or one.initiatives),
        places=seen,
        to_register=tuple(p for p in seen if may_register(call, campaign, p.path)),
    )


def initiative_view(*, call: Call, slug: str, own: uuid.UUID) -> InitiativeView:
    """Return one model or initiative, also one that was withdrawn (5 queries).

    Raises `campaign_unknown`, `not_permitted`, `initiative_unknown` for one that is not there or not theirs.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.SEE_PROGRESS)
        found = queries.initiative_by_id(connection, own=own)
        sight = sight_of(call, campaign)
        if (
            found is None
            or found.campaign_id != campaign.id
            or not (any(found.place.path.startswith(p) for p in sight.paths) or found.place.id in sight.above)
        ):
            raise CampaignError("initiative_unknown")
        seen = places_in_scope(call, connection, campaign=campaign, action=Action.SEE_PROGRESS)
    return InitiativeView(
        campaign=campaign,
        one=found,
        editable=found.withdrawn_at is None and may_register(call, campaign, found.place.path),
        places=tuple(p for p in seen if may_register(call, campaign, p.path)),
    )


def _top(seen: Sequence[Place]) -> Place | None:
    """Return the one place that holds everything in view; None for somebody who works in several villages."""
    if not seen or any(not p.path.startswith(seen[0].path) for p in seen):
        return None
    return seen[0]


def _sums(
    seen: Sequence[Place], counted: Mapping[tuple[int, InitiativeKind], tuple[int, int]]
) -> dict[int, tuple[int, int, int]]:
    """Return place -> models, initiatives and recognised ones at it and below: each walks up its own path once."""
    paths = {place.id: place.path for place in seen}
    sums: dict[int, tuple[int, int, int]] = {}
    for (place_id, kind), (n, recognised) in counted.items():
        models, others = (n, 0) if kind is InitiativeKind.MODEL else (0, n)
        for part in paths.get(place_id, "").strip("/").split("/"):
            if part:
                old = sums.get(int(part), (0, 0, 0))
                sums[int(part)] = (old[0] + models, old[1] + others, old[2] + recognised)
    return sums


def _count(place: Place, sums: Mapping[int, tuple[int, int, int]]) -> PlaceCount:
    models, initiatives, recognised = sums.get(place.id, (0, 0, 0))
    return PlaceCount(place=place, models=models, initiatives=initiatives, recognised=recognised)


def _coverage(counts: Sequence[PlaceCount]) -> Coverage | None:
    """Return how far models have spread: over communes in a province, over villages in a commune."""
    communes = [c for c in counts if c.place.kind in COMMUNE_KINDS]
    asked = communes or [c for c in counts if c.place.kind in RESIDENCE_KINDS]
    if not asked:
        return None
    return Coverage(communes=bool(communes), with_model=sum(c.models > 0 for c in asked), places=len(asked))
