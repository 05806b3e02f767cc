"""The lower part of a poster: whom to call, the next outreach days, the curve, and the way to the board."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_, _, day_short, number
from campaign.reports import poster_drawing as draw
from campaign.reports.poster_words import ACCENT, GREY, INK, LEFT, RIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from campaign.services.public_board_models import BoardCurve, BoardDay, PublicBoard

_TOP: Final = 656
_LAST_LINE: Final = draw.HEIGHT - 44
_QR: Final = 104
_DAYS: Final = 3
_HOUR: Final = 60
_CURVE_WIDTH: Final = 150
_CURVE_HEIGHT: Final = 66
_WEEKDAYS: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def foot(board: PublicBoard, address: str) -> Iterator[str]:
    """Draw the lower part; `address` is the open board's, "" where there is none."""
    yield draw.line([(LEFT, _TOP), (RIGHT, _TOP)], GREY, width=0.7)
    room = RIGHT - LEFT
    if address:
        room -= _QR + 20
        yield draw.qr_code(RIGHT - _QR, _TOP + 14, _QR, address, INK)
        scan = _("Scan: the public board")
        yield draw.text_at(RIGHT, _TOP + _QR + 30, scan, size=10, colour=INK, anchor="end")
    elif board.curve is not None:
        room -= _CURVE_WIDTH + 24
        yield from _curve(board, board.curve)
    y = _TOP + 24.0
    for text, bold, size in _told(board):
        parts = draw.lines_of(text, size, room, bold=bold, most=2)
        if y + (size + 5) * (len(parts) - 1) > _LAST_LINE:
            break
        for part in parts:
            yield draw.text_at(LEFT, y, part, size=size, colour=INK, bold=bold)
            y += size + 5
    yield from _small(board)


def _told(board: PublicBoard) -> Iterator[tuple[str, bool, float]]:
    """Yield lines with their weight and size; whom to call comes first, because the room may end."""
    if board.hotline:
        yield _("Hotline: {number}").format(number=board.hotline), True, 17
    if board.mailbox:
        yield _("Mailbox: {address}").format(address=board.mailbox), False, 13
    if board.coming:
        yield _("Next outreach days"), True, 14
        for found in board.coming[:_DAYS]:
            yield _day(found), False, 13
    if board.note:
        yield board.note, False, 12


def _day(found: BoardDay) -> str:
    when = f"{_(_WEEKDAYS[found.day.weekday()])} {day_short(found.day)}"
    if found.starts_at is not None:
        hour, minute = divmod(found.starts_at, _HOUR)
        when = f"{when}, {_('{hour}:{minute}').format(hour=hour, minute=f'{minute:02d}')}"
    where = f"{found.place_name}, {found.venue}" if found.venue else found.place_name
    return f"{when}: {where}"


def _curve(board: PublicBoard, curve: BoardCurve) -> Iterator[str]:
    """Draw what the whole campaign did so far against its plan: two lines, each with its word."""
    left, base = RIGHT - _CURVE_WIDTH, _TOP + 24 + _CURVE_HEIGHT
    first = curve.points[0][0]
    span = max((board.ends_on - first).days, 1)
    top = max([n for _on, n in curve.points] + [n for _on, n in curve.plan] + [1])

    def at(days: int, n: float) -> tuple[float, float]:
        return left + _CURVE_WIDTH * days / span, base - _CURVE_HEIGHT * n / top

    yield draw.line([(left, base), (RIGHT, base)], GREY, width=0.7)
    if curve.plan:
        yield draw.line([at((on - first).days, n) for on, n in curve.plan], GREY, width=1.2, dashed=True)
    points = [at((on - first).days, n) for on, n in curve.points]
    yield draw.line(points, ACCENT, width=2.6)
    yield draw.text_at(left, base + 14, day_short(board.starts_on), size=9, colour=GREY)
    yield draw.text_at(RIGHT, base + 14, day_short(board.ends_on), size=9, colour=GREY, anchor="end")
    words = _("Solid: done, {n}. Dashed: by the plan.").format(n=number(curve.points[-1][1]))
    yield draw.text_at(RIGHT, base + 28, words, size=9, colour=INK, anchor="end")


def _small(board: PublicBoard) -> Iterator[str]:
    y = draw.HEIGHT - 30
    yield draw.text_at(LEFT, y, _("Totals only, without any name."), size=10, colour=GREY)
    if board.plan_number:
        plan = _("Basis: {number}").format(number=board.plan_number)
        yield draw.text_at(RIGHT, y, plan, size=10, colour=GREY, anchor="end")
    hidden = any(found.result_hidden for found in board.here.numbers)
    if hidden:
        text = _("* A number that tells about fewer than 5 people, or would give one away, is not told.")
        yield draw.text_at(LEFT, y + 14, text, size=9, colour=GREY)
