"""All matters of a desk in the order in which they want a decision: somebody waits, something stands still, is missing.

Empty ones are told apart here, so that the number of open matters is the same wherever it is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.services import desk, desk_numbers
from campaign.ui import cache, context
from campaign.ui.desk import list_cards, pace_cards, people_cards, waiting_cards

if TYPE_CHECKING:
    from campaign.services.desk_models import DeskNumbers, DeskToday
    from campaign.ui.context import Context
    from campaign.ui.desk.cards import Card

_ORDER = (
    "past-end",
    "waiting",
    "unmarked",
    "behind",
    "silent",
    "not-reported",
    "coming",
    "without-worker",
    "no-records",
    "refused-rows",
    "duplicates",
    "without-target",
    "uneven",
    "without-charge",
    "never-signed-in",
    "soon-disabled",
    "returned",
    "drafts",
)


def numbers_of(*, slug: str, revision: int, place: str | None, indicator: str | None, days: int) -> DeskNumbers:
    """Return what is counted, read once a revision and shared by all tabs with the same scope."""
    return cache.build(_make, slug=slug, revision=revision, place=place, indicator=indicator, days=days)


def _make(
    here: Context, *, slug: str, revision: int, place: str | None, indicator: str | None, days: int
) -> DeskNumbers:
    # The revision is there for the key: another campaign than the one in view has one of its own.
    del revision
    return desk_numbers.desk_numbers(call=here.call, slug=slug, place_code=place, indicator=indicator, silent_days=days)


def today_of(numbers: DeskNumbers, *, place: str | None, days: int) -> DeskToday:
    """Return what is read anew, with the people in charge of the places that the desk names."""
    shown = [found.place_id for part in (numbers.behind, numbers.silent) if part for found in part.worst]
    return desk.desk_today(
        call=context.current().call, slug=numbers.campaign, place_code=place, silent_days=days, named=tuple(shown)
    )


def matters(numbers: DeskNumbers, today: DeskToday, *, days: int) -> tuple[Card, ...]:
    """Return every matter that is the viewer's to decide, empty ones too, the most pressing first."""
    found = [
        pace_cards.behind(numbers, today),
        pace_cards.silent(numbers, today),
        pace_cards.without_target(numbers),
        *waiting_cards.reports(numbers, today),
        *waiting_cards.outreach(numbers, today),
        people_cards.uneven(numbers, today),
        *people_cards.homes(numbers, today),
        *people_cards.helpers(numbers, today, days=days),
        *people_cards.campaigns(today),
        *list_cards.lists(numbers, today),
    ]
    there = [card for card in found if card is not None]
    return tuple(sorted(there, key=lambda card: _ORDER.index(card.key)))
