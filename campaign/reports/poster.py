"""The A4 poster for the village's board: the public board of a place on paper, readable from two metres.

It is made from what the public may see (`PublicBoard`), so it can tell nothing else; in Vietnamese, for the wall.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import vl_convert
from pypdf import PdfWriter

from campaign.domain.vocabulary import IndicatorKind
from campaign.i18n import _, day, in_language, number, percent
from campaign.reports import poster_drawing as draw
from campaign.reports.poster_foot import foot
from campaign.reports.poster_words import ACCENT, GREY, INK, LEFT, PALE, RIGHT, WHITE, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from campaign.services.public_board_models import BoardIndicator, BoardNumber, PublicBoard

_HEAD: Final = 150
_STEPS_TOP: Final = 372
_STEPS_BOTTOM: Final = 636
_TALLEST: Final = 34
_MOST_STEPS: Final = 12
_TWO_LINES: Final = 22.0
_LARGE: Final = 16.0
_SMALLEST: Final = 13.0
_NAME_ROOM: Final = 310


def poster_svg(*, board: PublicBoard, address: str = "") -> str:
    """Return the poster of a place as one A4 page of SVG; `address` is the open board's, "" where there is none."""
    with in_language("vi"):
        return draw.page((*_head(board), *_headline(board), *_steps(board), *foot(board, address)))


def posters(*, boards: Iterable[PublicBoard], address: str = "") -> bytes:
    """Return posters as one PDF, a page a place, with the letters inside."""
    draw.bring_fonts()
    whole = PdfWriter()
    for board in boards:
        whole.append(io.BytesIO(vl_convert.svg_to_pdf(poster_svg(board=board, address=address))))
    # The letters are the same on every page: kept once, forty villages are a small file.
    whole.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    whole.add_metadata({"/Title": "Poster"})
    made = io.BytesIO()
    whole.write(made)
    return made.getvalue()


def _head(board: PublicBoard) -> Iterator[str]:
    room = RIGHT - LEFT
    yield draw.box(0, 0, draw.WIDTH, _HEAD, ACCENT)
    lines = draw.lines_of(board.campaign_name, 15, room, bold=True)
    for n, text in enumerate(lines):
        yield draw.text_at(LEFT, 30 + 19 * n, text, size=15, colour=WHITE, bold=True)
    yield from _name(board.here.name.upper(), room)
    when = _("Results to the end of {day} · day {n} of {days}").format(
        day=day(board.as_of), n=number(board.day), days=number(board.days)
    )
    yield draw.text_at(LEFT, 134, when, size=16, colour=WHITE)
    if board.synthetic:
        yield draw.text_at(RIGHT, 134, _("SAMPLE DATA"), size=14, colour=WHITE, bold=True, anchor="end")


def _name(name: str, room: float) -> Iterator[str]:
    """Draw the place as large as it fits, a long one in two lines."""
    size = draw.fitting(name, 44, room, bold=True, least=1)
    if size >= _TWO_LINES:
        yield draw.text_at(LEFT, 104, name, size=size, colour=WHITE, bold=True)
        return
    for n, text in enumerate(draw.lines_of(name, _TWO_LINES, room * 0.96, bold=True)):
        yield draw.text_at(LEFT, 80 + 26 * n, text, size=_TWO_LINES, colour=WHITE, bold=True)


def _headline(board: PublicBoard) -> Iterator[str]:
    """Draw the one number that counts, its share of the target, and a bar that shows it without reading."""
    indicator, found = _of(board, board.headline)
    whole = told(found)
    large = draw.fitting(whole, 84, 300, bold=True)
    yield draw.text_at(LEFT, 240, whole, size=large, colour=INK, bold=True)
    what = f"{indicator.unit_vi} · {indicator.name_vi}"
    for n, text in enumerate(draw.lines_of(what, 15, 330)):
        yield draw.text_at(LEFT, 268 + 19 * n, text, size=15, colour=INK)
    if found.target and found.rate is not None:
        yield draw.text_at(RIGHT, 228, percent(found.rate), size=52, colour=ACCENT, bold=True, anchor="end")
        of = _("of the target of {n}").format(n=number(found.target))
        yield draw.text_at(RIGHT, 252, of, size=15, colour=INK, anchor="end")
        yield draw.text_at(RIGHT, 272, _verdict(board, found.rate), size=15, colour=INK, bold=True, anchor="end")
        yield draw.box(LEFT, 304, RIGHT - LEFT, 20, PALE)
        yield draw.box(LEFT, 304, (RIGHT - LEFT) * min(found.rate, 1), 20, ACCENT)
    else:
        text = _("Target of {n}").format(n=number(found.target)) if found.target else _("No target assigned")
        yield draw.text_at(RIGHT, 252, text, size=17, colour=INK, anchor="end")
    yield from _reached(board)


def _verdict(board: PublicBoard, rate: float) -> str:
    if rate > 1:
        return _("Target passed")
    if rate == 1:
        return _("Target met")
    if board.as_of >= board.ends_on:
        return _("Target not met")
    return _("until {day}").format(day=day(board.ends_on))


def _reached(board: PublicBoard) -> Iterator[str]:
    for indicator, found in zip(board.indicators, board.here.numbers, strict=True):
        if indicator.kind is IndicatorKind.REACHED and indicator.key != board.headline:
            text = f"{indicator.name_vi}: {told(found)} {indicator.unit_vi}"
            yield draw.text_at(LEFT, 346, text, size=15, colour=INK)


def _steps(board: PublicBoard) -> Iterator[str]:
    """Draw a line a step: its name, a bar where it has a target, its number."""
    left_out = {IndicatorKind.REACHED, IndicatorKind.ALL_STEPS}
    pairs = [
        (indicator, found)
        for indicator, found in zip(board.indicators, board.here.numbers, strict=True)
        if indicator.key != board.headline and indicator.kind not in left_out
    ]
    shown = pairs[:_MOST_STEPS]
    if not shown:
        return
    height = min(_TALLEST, (_STEPS_BOTTOM - _STEPS_TOP) / len(shown))
    yield draw.line([(LEFT, _STEPS_TOP - 12), (RIGHT, _STEPS_TOP - 12)], GREY, width=0.7)
    for n, (indicator, found) in enumerate(shown):
        yield from _step(indicator, found, _STEPS_TOP + n * height, height)
    if len(pairs) > len(shown):
        more = _("and {n} more on the public board").format(n=number(len(pairs) - len(shown)))
        yield draw.text_at(LEFT, _STEPS_BOTTOM + 6, more, size=11, colour=GREY)


def _step(indicator: BoardIndicator, found: BoardNumber, y: float, height: float) -> Iterator[str]:
    base = y + height * 0.64
    size = draw.fitting(indicator.name_vi, _LARGE, _NAME_ROOM, least=1)
    # A name that would be too small for a wall gives way to the short one.
    name = indicator.name_vi if size >= _SMALLEST else indicator.short_vi
    size = size if size >= _SMALLEST else draw.fitting(indicator.short_vi, _LARGE, _NAME_ROOM)
    yield draw.text_at(LEFT, base, name, size=size, colour=INK)
    yield draw.text_at(438, base, told(found), size=18, colour=INK, bold=True, anchor="end")
    if found.rate is not None and found.target:
        yield draw.box(448, base - 12, 60, 12, PALE)
        yield draw.box(448, base - 12, 60 * min(found.rate, 1), 12, ACCENT)
        yield draw.text_at(RIGHT, base, percent(found.rate, digits=0), size=14, colour=INK, anchor="end")
    elif not found.result_hidden:
        yield draw.text_at(448, base, indicator.unit_vi, size=13, colour=GREY)


def _of(board: PublicBoard, key: str) -> tuple[BoardIndicator, BoardNumber]:
    return next(
        (indicator, found)
        for indicator, found in zip(board.indicators, board.here.numbers, strict=True)
        if indicator.key == key
    )
