"""What is refused, or worth a word, when it comes to duplicates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "merge_ids_differ": N_(
        "{name} and {other} have two different personal ids. Correct the wrong number first, or choose “another"
        " person”."
    ),
    "merge_not_last": N_("{other} was merged into the same entry after {name}. Separate {other} first."),
    "merge_same_entry": N_("These are not two entries but one. Choose another one to merge."),
    "merge_unknown": N_("This merge is not there. Load the page again."),
    "pair_kept_apart": N_(
        "Somebody decided that {name} and {other} are two people: “{reason}”. Open the pair again first if that is"
        " wrong."
    ),
}
