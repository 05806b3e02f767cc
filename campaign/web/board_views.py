"""What the templates of the public board are told: lines and links, made once for every finished answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from campaign.domain.vocabulary import IndicatorKind, PlaceKind
from campaign.i18n import _, day, number, percent
from campaign.i18n.labels import label
from campaign.web.addresses import BOARD, BOARD_CHART, BOARD_CODE, BOARD_DICTIONARY, BOARD_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from campaign.services.public_board import PublicBoard
    from campaign.services.public_board_models import BoardDay, BoardIndicator, BoardNumber, BoardPlace

_FULL: Final = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One number as it is written. `state` is "" for a number, "hidden", or "none" where there is no data."""

    text: str
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a table: a step or a place, its numbers, and how long its bar is (0-100; None: no bar).

    `short` is the name where there is little room.
    """

    name: str
    short: str
    href: str
    result: Shown
    before: Shown
    target: str
    rate: str
    bar: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Places of one kind, in their own part of the table."""

    name: str
    lines: tuple[Line, ...]


def address(path: str = BOARD, /, **parameters: str | None) -> str:
    """Return an address with those parameters that are something."""
    query = urlencode({name: value for name, value in parameters.items() if value})
    return f"{path}?{query}" if query else path


def links(board: PublicBoard, *, language: str, default: str, indicator: str) -> dict[str, str]:
    """Return where the page leads to; the language is named where it is not the installation's."""
    lang = None if language == default else language
    other = "en" if language == "vi" else "vi"
    place = board.here.code if board.above else None
    same = {"campaign": board.campaign, "place": place}
    return {
        "here": address(**same, lang=lang),
        "other": address(**same, indicator=indicator, lang=None if other == default else other),
        "csv": address(BOARD_NUMBERS, **same, lang=lang),
        "dictionary": address(BOARD_DICTIONARY, lang=lang),
        "code": address(BOARD_CODE, **same),
        "chart": address(BOARD_CHART, campaign=board.campaign, lang=lang),
        "kiosk": address(**same, lang=lang, **{"man-hinh": "1"}),
    }


def shown(value: int | None, *, hidden: bool) -> Shown:
    """Return a number, the one mark for whatever is hidden, or that there is none."""
    if hidden:
        return Shown(text=_("hidden"), state="hidden")
    return Shown(text=number(value), state="none" if value is None else "")


def step_lines(board: PublicBoard, *, language: str) -> tuple[Line, ...]:
    """Return the indicators of the place in view."""
    pairs = zip(board.indicators, board.here.numbers, strict=True)
    return tuple(
        _line(told, name=indicator.name(language), short=indicator.short(language), indicator=indicator)
        for indicator, told in pairs
    )


def place_groups(board: PublicBoard, *, indicator: BoardIndicator, language: str, default: str) -> tuple[Group, ...]:
    """Return the places below by one indicator, kinds apart."""
    at = board.indicators.index(indicator)
    lang = None if language == default else language

    def line(place: BoardPlace) -> Line:
        href = address(campaign=board.campaign, place=place.code, lang=lang)
        return _line(place.numbers[at], name=place.name, short=place.name, href=href, indicator=indicator)

    return tuple(
        Group(name=label(kind), lines=tuple(line(place) for place in places)) for kind, places in _by_kind(board.below)
    )


def matrix(board: PublicBoard) -> tuple[tuple[str, tuple[Shown, ...]], ...]:
    """Return the results of every place below by every indicator."""
    return tuple(
        (place.name, tuple(shown(told.result, hidden=told.result_hidden) for told in place.numbers))
        for _kind, places in _by_kind(board.below)
        for place in places
    )


def chosen(board: PublicBoard, key: str | None) -> BoardIndicator:
    """Return the indicator that the table of places shows: the one asked for, else the headline."""
    by_key = {indicator.key: indicator for indicator in board.indicators}
    return by_key.get(key or "", by_key[board.headline])


def when(coming: BoardDay) -> str:
    """Return the day and the hours of an outreach day."""
    if coming.starts_at is None:
        return day(coming.day)
    hours = clock(coming.starts_at) if coming.ends_at is None else f"{clock(coming.starts_at)}–{clock(coming.ends_at)}"
    return f"{day(coming.day)}, {hours}"


def clock(minutes: int) -> str:
    """Return minutes after midnight as hours and minutes."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _by_kind(places: Sequence[BoardPlace]) -> Iterator[tuple[PlaceKind, list[BoardPlace]]]:
    kinds = dict.fromkeys(place.kind for place in places)
    for kind in kinds:
        found = [place for place in places if place.kind is kind and not _idle(place)]
        if found:
            yield kind, found


def _idle(place: BoardPlace) -> bool:
    """Whether a support point has no numbers of its own: it stands in the list of points, and not in the table."""
    return place.kind is PlaceKind.SUPPORT_POINT and not any(
        told.result or told.result_hidden or told.target for told in place.numbers
    )


def _line(told: BoardNumber, *, name: str, short: str, indicator: BoardIndicator, href: str = "") -> Line:
    rate = None if told.rate is None else min(told.rate * 100, _FULL)
    if indicator.kind is IndicatorKind.RATIO and told.result is not None and told.denominator:
        written = _("{n} of {all}").format(n=number(told.result), all=number(told.denominator))
        result = Shown(text=written)
    else:
        result = shown(told.result, hidden=told.result_hidden)
    return Line(
        name=name,
        short=short,
        href=href,
        result=result,
        before=shown(told.already_had, hidden=told.already_had_hidden),
        target=number(told.target),
        rate=percent(told.rate),
        bar=None if rate is None else round(rate, 1),
    )
