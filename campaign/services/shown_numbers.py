"""A person's phone and personal id as lists show them: opened only to hide most of their digits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaign.domain.personal_id import mask_personal_id
from campaign.domain.phone import mask_phone

if TYPE_CHECKING:
    from campaign.db.queries.people import StoredCitizen
    from campaign.db.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNumbers:
    """A phone and a personal id, masked or whole; "" where there is none."""

    phone: str
    personal_id: str


def whole_numbers(citizen: StoredCitizen, *, vault: Vault) -> ShownNumbers:
    """Return the numbers as they are; whoever asks has the right to reveal and has said why."""
    sealed = citizen.personal_id_cipher
    return ShownNumbers(
        phone=vault.open(citizen.phone_cipher, owner=citizen.id, column="phone") if citizen.phone_cipher else "",
        personal_id=vault.open(sealed, owner=citizen.id, column="personal_id") if sealed else "",
    )


def masked_numbers(citizen: StoredCitizen, *, vault: Vault) -> ShownNumbers:
    """Return "091•••678" and "066•••••••34"."""
    found = whole_numbers(citizen, vault=vault)
    return ShownNumbers(
        phone=mask_phone(found.phone) if found.phone else "",
        personal_id=mask_personal_id(found.personal_id) if found.personal_id else "",
    )
