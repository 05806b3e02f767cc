"""Words, numbers and dates in the reader's language (Vietnamese first, English beside it).

Catalogues are gettext files whose msgids are English sentences; several files a language are merged,
and they are compiled in memory so that no binary catalogue has to be kept in step.
"""

from __future__ import annotations

import io
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations

from campaign.clock import local_time

if TYPE_CHECKING:
    from collections.abc import Iterator

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
CATALOGUES = Path(__file__).parent
_current: ContextVar[Language] = ContextVar("campaign_language", default="vi")


def use_language(language: str) -> None:
    """Choose the language of this thread or task; anything but "en" is Vietnamese."""
    _current.set("en" if language == "en" else "vi")


@contextmanager
def in_language(language: Language) -> Iterator[None]:
    """Speak a language for a while, then the one before again.

    An official document is Vietnamese (NĐ 30/2020), whatever language its maker reads the screens in.
    """
    before = _current.set(language)
    try:
        yield
    finally:
        _current.reset(before)


def current_language() -> Language:
    """Return the language in use here."""
    return _current.get()


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: Language) -> Translations:
    """Return the merged catalogue of a language, compiled in memory."""
    merged = Translations()
    for path in sorted((CATALOGUES / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as source:
            parsed = read_po(source, locale=language)
        compiled = io.BytesIO()
        write_mo(compiled, parsed)
        compiled.seek(0)
        merged.merge(Translations(compiled))
    return merged


def _(message: str) -> str:
    """Return the message in the current language; English is the msgid itself."""
    language = _current.get()
    return message if language == "en" else catalogue(language).gettext(message)


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a message for the catalogues without translating it yet."""
    return message


def ngettext(one: str, many: str, n: int) -> str:
    """Return the form for `n`; Vietnamese has one form, English two."""
    language = _current.get()
    if language == "en":
        return one if n == 1 else many
    return catalogue(language).ngettext(one, many, n)


def number(value: float | None, *, digits: int = 0) -> str:
    """Return `7.850` or `1.234,5` (Vietnamese), an en dash for a missing value."""
    if value is None:
        return "–"
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=_current.get())


def percent(fraction: float | None, *, digits: int = 1) -> str:
    """Return `93,4%` for 0.934 without a space, an en dash for a missing value."""
    return "–" if fraction is None else f"{number(fraction * 100, digits=digits)}%"


def day(value: date | None) -> str:
    """Return `dd/mm/yyyy` in both languages: the country's only written order."""
    return "–" if value is None else value.strftime("%d/%m/%Y")


def day_short(value: date) -> str:
    """Return `dd/mm`."""
    return value.strftime("%d/%m")


def clock_time(value: datetime) -> str:
    """Return `dd/mm/yyyy HH:MM` in local time."""
    return local_time(value).strftime("%d/%m/%Y %H:%M")
