"""The finished answers of the public board: pages, the screen of the commune hall, the chart, the files."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from campaign.config import settings
from campaign.i18n import _, day
from campaign.web import board_views as views
from campaign.web.addresses import BOARD_CODE
from campaign.web.board_drawing import burn_up, title_of
from campaign.web.board_files import dictionary_file, numbers_file
from campaign.web.board_shelf import SHELF, Sheet, tag_of
from campaign.web.pages import policy, rendered, style_sheet

if TYPE_CHECKING:
    from campaign.services.public_board import BoardEntry, PublicBoard
    from campaign.web.board_shelf import Known

# Drawn twice, because text that shrinks with a picture cannot be read on a telephone.
_NARROW, _WIDE = (340, 220), (620, 300)
_BIG: Final = (1100, 420)
SECONDS: Final = 12
"""How long one page of the screen in the hall stays."""

# Names of steps take two lines where those of places take one.
_PLACES, _STEPS = 8, 6
_RELOAD: Final = 600
_HTML, _CSV, _SVG = "text/html", "text/csv", "image/svg+xml"


def listing(entries: tuple[BoardEntry, ...], *, language: str) -> Sheet:
    """Return the list of open boards."""

    def make() -> Sheet:
        lang = None if language == settings().language else language
        lines = [(entry, views.address(campaign=entry.slug, lang=lang)) for entry in entries]
        other = "en" if language == "vi" else "vi"
        return _page("board_list.html", lines=lines, other=views.address(lang=other), title=_("Public boards"))

    return SHELF.sheet(("listing", language, entries), make)


def board(known: Known, *, place: str | None, language: str, indicator: str | None) -> Sheet:
    """Return the page of a place."""
    found = known.whole.at(place)
    default = settings().language
    chosen = views.chosen(found, indicator)
    lang = None if language == default else language
    same = {"campaign": found.campaign, "place": found.here.code if found.above else None, "lang": lang}
    choices = [
        (told.short(language), views.address(**same, indicator=told.key) + "#places", told.key == chosen.key)
        for told in found.indicators
    ]
    return _page(
        "board.html",
        board=found,
        root=known.whole.root,
        read_at=known.read_at,
        title=found.campaign_name,
        place=found.here,
        crumbs=[
            (above.name, views.address(campaign=found.campaign, place=above.code if above.parent else None, lang=lang))
            for above in found.above
        ],
        links=views.links(found, language=language, default=default, indicator=chosen.key),
        charts=[burn_up(found, language=language, width=w, height=h) for w, h in (_NARROW, _WIDE)],
        finding=title_of(found, language=language),
        headline=_headline(found, language),
        steps=views.step_lines(found, language=language),
        people=any(told.people for told in found.indicators),
        groups=views.place_groups(found, indicator=chosen, language=language, default=default),
        chosen=chosen,
        choices=choices,
        matrix=views.matrix(found),
        shorts=[told.short(language) for told in found.indicators],
        when=views.when,
    )


def kiosk(known: Known, *, place: str | None, language: str, indicator: str | None) -> Sheet:
    """Return the screen of the commune hall: pages in large type that turn by themselves, also without the line."""
    found = known.whole.at(place)
    chosen = views.chosen(found, indicator)
    groups = views.place_groups(found, indicator=chosen, language=language, default=settings().language)
    lines = [(group.name, line) for group in groups for line in group.lines]
    pages = [lines[at : at + _PLACES] for at in range(0, len(lines), _PLACES)]
    steps = views.step_lines(found, language=language)
    slides = 1 + math.ceil(len(steps) / _STEPS) + len(pages) + bool(found.coming) + 1
    lang = None if language == settings().language else language
    own = {"campaign": found.campaign, "place": found.here.code if found.above else None}
    return _page(
        "board_kiosk.html",
        sheet="board_kiosk.css",
        more=_turning(slides),
        board=found,
        read_at=known.read_at,
        title=found.campaign_name,
        place=found.here,
        chart=burn_up(found, language=language, width=_BIG[0], height=_BIG[1], font=26),
        finding=title_of(found, language=language),
        headline=_headline(found, language),
        step_pages=[steps[at : at + _STEPS] for at in range(0, len(steps), _STEPS)],
        pages=pages,
        chosen=chosen,
        code=views.address(BOARD_CODE, **own),
        slides=slides,
        when=views.when,
        # A whole number of rounds, so that no page is cut short.
        reload=math.ceil(_RELOAD / (slides * SECONDS)) * slides * SECONDS,
        again=views.address(**own, lang=lang, indicator=indicator, **{"man-hinh": "1"}),
    )


def chart(known: Known, *, place: str | None, language: str, indicator: str | None) -> Sheet:  # noqa: ARG001 - one shape for all of them
    """Return the chart alone."""
    drawing = burn_up(known.whole.root, language=language, width=_WIDE[0], height=_WIDE[1])
    text = rendered(
        "board_picture.html", style="", chart=drawing, finding=title_of(known.whole.root, language=language)
    )
    return _sheet(text.strip().encode(), _SVG)


def numbers(known: Known, *, place: str | None, language: str, indicator: str | None) -> Sheet:  # noqa: ARG001 - see `chart`
    """Return the numbers of a place and everything below it."""
    root = known.whole.root
    body = numbers_file(known.whole, language=language, place_code=place)
    return _sheet(body, _CSV, file_name=f"cong-khai-{root.campaign}-{root.as_of.isoformat()}.csv")


@lru_cache(maxsize=4)
def dictionary(language: str) -> Sheet:  # noqa: ARG001 - the current one, by which the answers are told apart
    """Return what the columns mean."""
    return _sheet(dictionary_file(), _CSV, file_name="cong-khai-tu-dien.csv")


def _headline(found: PublicBoard, language: str) -> dict[str, object]:
    at = [indicator.key for indicator in found.indicators].index(found.headline)
    indicator, told = found.indicators[at], found.here.numbers[at]
    return {
        "name": indicator.name(language),
        "unit": indicator.unit(language),
        "told": told,
        "result": views.shown(told.result, hidden=told.result_hidden),
        "as_of": day(found.as_of),
    }


def _turning(slides: int) -> str:
    """Return the style that shows one page after the other, for ever; it needs no line and no script."""
    share = 100 / slides
    rules = [f"@keyframes turn{{0%,{share:.4f}%{{visibility:visible}}{share + 0.001:.4f}%,100%{{visibility:hidden}}}}"]
    rules.append(f".slide{{animation:turn {slides * SECONDS}s step-end infinite}}")
    rules += [f".slide:nth-of-type({n + 1}){{animation-delay:{n * SECONDS}s}}" for n in range(slides)]
    return "\n".join(rules)


def _page(template: str, *, sheet: str = "board.css", more: str = "", **values: object) -> Sheet:
    style = style_sheet(sheet) + more
    body = rendered(template, style=style, **values).encode()
    rules = policy(style, images="'self' data:", forms="'none'")
    return Sheet(body=body, media_type=_HTML, tag=tag_of(body), policy=rules)


def _sheet(body: bytes, media_type: str, file_name: str = "") -> Sheet:
    return Sheet(body=body, media_type=media_type, tag=tag_of(body), file_name=file_name)
