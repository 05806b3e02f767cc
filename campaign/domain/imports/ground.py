"""What a list of people is read against: where they may live, the campaign's days and steps, today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from campaign.domain.indicators import Indicator
from campaign.domain.vocabulary import Consent, LegalBasis, PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundPlace:
    """A unit where people may live, or a commune whose name may stand in an address.

    `commune_id` is the commune that it belongs to now: its own id for a commune, the successor's for a commune that
    was merged (an old address still names it).
    """

    id: int
    code: str
    name: str
    kind: PlaceKind
    commune_id: int
    local_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What is known before the first row is read.

    `places` are the units that a row may name, their communes with the earlier ones, and the communes around: a row
    that names a commune without units here lives elsewhere. `default_place_id` is where rows live that name no place;
    then only units of its commune can be named. Days include both ends.
    """

    places: Sequence[GroundPlace]
    steps: Sequence[Indicator]
    starts_on: date
    ends_on: date
    today: date
    legal_basis: LegalBasis
    default_place_id: int | None = None

    @property
    def consent(self) -> Consent:
        """What an imported person's consent is: a list never tells that somebody agreed."""
        return Consent.NOT_REQUIRED if self.legal_basis is LegalBasis.DUTY else Consent.UNKNOWN
