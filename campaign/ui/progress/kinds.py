"""Villages and schools apart: the headings under which the places of one screen stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from campaign.domain.vocabulary import COMMUNE_KINDS, RESIDENCE_KINDS, PlaceKind
from campaign.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence


class Kinded(Protocol):
    """Whatever stands for one place."""

    @property
    def kind(self) -> PlaceKind:
        """The kind of the place."""


K = TypeVar("K", bound=Kinded)


def rank(place: Kinded) -> int:
    """Return where a kind stands: communes, villages, schools, the rest."""
    if place.kind in COMMUNE_KINDS:
        return 0
    if place.kind in RESIDENCE_KINDS:
        return 1
    return 2 if place.kind is PlaceKind.SCHOOL else 3


def title(place: Kinded) -> str:
    """Return the heading under which a place stands."""
    return (_("Communes and wards"), _("Villages"), _("Schools"), _("Other places"))[rank(place)]


def sorted_rows(places: Sequence[K]) -> list[K]:
    """Return places by kind; those of one kind keep their order."""
    return sorted(places, key=rank)
