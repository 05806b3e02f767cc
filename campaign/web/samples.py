"""The sign-ins of the sample database, shown on the sign-in page of a demonstration and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.config import settings
from campaign.i18n import current_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One sample sign-in in the reader's language."""

    label: str
    username: str
    password: str


def samples() -> tuple[Sample, ...]:
    """Return the sample sign-ins; () outside a demonstration."""
    if not settings().demo:
        return ()
    # Imported here alone: an installation with real people never loads the sample.
    from campaign.services.demo import sample_accounts  # noqa: PLC0415

    english = current_language() == "en"
    return tuple(
        Sample(
            label=account.label_en if english else account.label_vi,
            username=account.username,
            password=account.password,
        )
        for account in sample_accounts()
    )
