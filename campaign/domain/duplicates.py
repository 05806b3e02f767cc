"""Whether two rows are one person.

Owns the comparison of two identities. Refuses the phone alone as a reason, because families share one, and
never decides for the clerk where the contract says "possible".
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from campaign.domain.names import compact, fold, same_name_key


class Match(StrEnum):
    """The answer of a comparison."""

    SAME = "same"
    POSSIBLE = "possible"
    DIFFERENT = "different"
    ID_TAKEN = "id_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What two people are compared by; phone and personal id as their keyed blind indexes."""

    name: str
    birth_date: date | None = None
    birth_year: int | None = None
    place_id: int | None = None
    personal_id_index: bytes | None = None
    phone_index: bytes | None = None

    @property
    def year(self) -> int | None:
        """The birth year, from the full date when there is one."""
        return self.birth_date.year if self.birth_date is not None else self.birth_year


def compare(a: Identity, b: Identity, /) -> Match:
    """Compare two identities; the order does not matter.

    SAME: one personal id and one folded name; or one name (see `same_name_key`), full birth date and village,
    without two different ids. ID_TAKEN: one personal id, but two names. POSSIBLE: one folded name with one
    birth year and village, or one folded name with one phone. What is not known on either side never matches.
    """
    folded_alike = compact(fold(a.name)) == compact(fold(b.name))
    if _both(a.personal_id_index, b.personal_id_index):
        return Match.SAME if folded_alike else Match.ID_TAKEN
    if not folded_alike:
        return Match.DIFFERENT
    one_place = _both(a.place_id, b.place_id)
    two_ids = a.personal_id_index is not None and b.personal_id_index is not None
    one_name = same_name_key(a.name) == same_name_key(b.name)
    if one_name and one_place and not two_ids and _both(a.birth_date, b.birth_date):
        return Match.SAME
    if (one_place and _both(a.year, b.year)) or _both(a.phone_index, b.phone_index):
        return Match.POSSIBLE
    return Match.DIFFERENT


def _both(left: object, right: object) -> bool:
    """Tell whether both sides are known and equal."""
    return left is not None and left == right
