"""What somebody typed to find a person, taken apart: beginnings of words, last digits, or a whole number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from campaign.domain.names import MAX_LENGTH, search_tokens
from campaign.domain.personal_id import parse_personal_id
from campaign.domain.phone import parse_phone
from campaign.errors import CampaignError

if TYPE_CHECKING:
    from campaign.db.vault import Vault

_WHOLE_NUMBER: Final = 9
_LAST_DIGITS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchText:
    """A search: folded `words`, `digits` (the last of a number, or a year), keyed indexes of whole `numbers`.

    `hopeless`: something was typed by which nobody can be found (one digit, a sign).
    """

    words: tuple[str, ...] = ()
    digits: str = ""
    numbers: tuple[bytes, ...] = ()
    hopeless: bool = False


def read_search(text: str, *, vault: Vault) -> SearchText:
    """Return the parts of what was typed; a pasted page counts as far as a name may be long."""
    # Nobody's name is longer, and a database refuses to compare with a pasted page.
    typed = text.strip()[:MAX_LENGTH]
    digits = "".join(character for character in typed if character.isdigit())
    # "+84" and "0912.345.678" are digits with signs between, not parts of a name.
    words = tuple(word for word in search_tokens(typed) if any(character.isalpha() for character in word))
    if not words and len(digits) >= _WHOLE_NUMBER:
        return SearchText(numbers=_indexes(typed, vault))
    tail = digits if len(digits) >= _LAST_DIGITS else ""
    return SearchText(words=words, digits=tail, hopeless=bool(typed) and not words and not tail)


def _indexes(text: str, vault: Vault) -> tuple[bytes, ...]:
    """Return the keyed indexes that a whole number may stand under: a phone, a personal id."""
    found = [b""]
    for column, value in (("phone", _phone(text)), ("personal_id", _personal_id(text))):
        if value:
            found.append(vault.index(value, column=column))
    return tuple(found)


def _phone(text: str) -> str | None:
    try:
        return parse_phone(text).e164
    except CampaignError:
        return None


def _personal_id(text: str) -> str | None:
    try:
        return parse_personal_id(text).value
    except CampaignError:
        return None
