"""The one error type of the house: a code plus details.

Human text is made at the border by `campaign.i18n.error_text`, in the reader's language; nothing here speaks to people.
"""

from __future__ import annotations


class CampaignError(Exception):
    """A use case was refused for a reason that the person in front of the screen can act on.

    `code` is a stable identifier (`phone_invalid`); `details` are the values that the sentence names.
    """

    def __init__(self, code: str, /, **details: object) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details

    def __reduce__(self) -> tuple[object, ...]:
        """Keep code and details when the error crosses a process (test workers, benches)."""
        return (_rebuild, (self.code, self.details))

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.details.items())
        return f"{self.code}({shown})" if shown else self.code


def _rebuild(code: str, details: dict[str, object]) -> CampaignError:
    return CampaignError(code, **details)
