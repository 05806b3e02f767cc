"""What is refused, or worth a word, when it comes to boundaries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "boundary_communes_stay": N_(
        "Communes that were taken over stay so. Move single villages by merging or dividing them."
    ),
    "boundary_in_future": N_(
        "{day} lies in the future. Places become others on the day itself: choose {today} or an earlier day."
    ),
    "boundary_kinds": N_(
        "People live in villages and residential groups only: they cannot become schools, agencies or support points, "
        "nor the other way round."
    ),
    "boundary_nothing_waits": N_("Nothing is left to take over into {place}: no former commune has villages."),
    "boundary_not_successor": N_(
        "A village can only come to a commune that its former commune went into. Choose another commune."
    ),
    "boundary_over": N_("{place} existed until {day} only. Look at the list of places again."),
    "boundary_parts": N_("Name at least two parts and at most {limit}."),
    "boundary_person_elsewhere": N_("Somebody who was chosen does not live at {place} any more. Choose again."),
    "boundary_person_twice": N_("Somebody was chosen for two parts. Leave each person in one of them."),
    "boundary_too_early": N_("{place} exists since {start} only; choose a later day."),
    "boundary_too_few": N_("Choose at least two places that become one."),
    "boundary_unknown": N_("There is no such change of places. Look at the list again."),
    "boundary_used_since": N_(
        "Something was done at the new places since (records, people, targets or helpers), so the change stays. Merge "
        "or divide the places again instead."
    ),
    "boundary_two_communes": N_("These places lie in several communes. Choose places of one commune."),
}
