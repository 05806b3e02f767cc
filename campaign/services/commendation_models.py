"""What is written and read about "Dân vận khéo": plain frozen data."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from campaign.domain.vocabulary import CommendationKind

if TYPE_CHECKING:
    from campaign.db.queries.commendation import FieldPerson, StoredCommendation
    from campaign.db.queries.places import Place
    from campaign.db.queries.teams import StoredTeam
    from campaign.domain.indicators import CampaignDefinition


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCommendation:
    """A registration: a team, or an account, or the name of somebody from outside the campaign.

    `kind` is asked for from outside only: a team is a collective, an account an individual. `works` says in words
    what they did. `id` is made by the client: the same form sent twice is one registration.
    """

    id: uuid.UUID
    campaign: str
    place_id: int
    kind: CommendationKind = CommendationKind.COLLECTIVE
    team_id: int | None = None
    account_id: int | None = None
    name: str = ""
    unit: str = ""
    works: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a leader chose: on which day, who (name and office), and the number of the decision if there is one."""

    id: uuid.UUID
    campaign: str
    version: int
    on: date
    by: str
    decision_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Whom and where the viewer may register."""

    places: tuple[Place, ...]
    teams: tuple[StoredTeam, ...]
    people: tuple[FieldPerson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registrations:
    """What stands in the viewer's area, without any number, and whom they may register."""

    campaign: CampaignDefinition
    rows: tuple[StoredCommendation, ...]
    offered: Offered
    editable: bool
