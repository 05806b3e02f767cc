"""Villages and schools apart: the headings under which the places of one screen stand."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from campaign.domain.vocabulary import COMMUNE_KINDS, RESIDENCE_KINDS, PlaceKind
from campaign.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a box shows without much scrolling, shared between the kinds: every row costs a phone time before it is drawn.
FIRST: Final = 24
_FEWEST: Final = 8


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


def first(places: Sequence[K], *, every: bool) -> list[K]:
    """Return places by kind, of each kind the first ones in the order given; all of them when `every` is asked for."""
    found = sorted_rows(places)
    if every or len(found) <= FIRST:
        return found
    groups = [list(group) for _rank, group in groupby(found, key=rank)]
    most = max(_FEWEST, FIRST // len(groups))
    return [place for group in groups for place in islice(group, most)]
