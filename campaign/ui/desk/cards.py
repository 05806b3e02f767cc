"""One matter of the desk as it is drawn: how many, the worst few by name, one next action."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from campaign.charts.palette import ACCENT, GREY, ORANGE
from campaign.i18n import _, ngettext, number
from campaign.services.desk_models import SHOWN
from campaign.ui.tables import Html, why

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from campaign.ui.keys import Param, Screen

# Classes of our own inside our own markup; nothing here reaches for Streamlit's.
_STYLE: Final = f"""<style>
.dk{{line-height:1.4;font-variant-numeric:tabular-nums}}
.dk h2{{font-size:1.125rem;font-weight:600;margin:0;padding:0;line-height:1.35}}
.dk h2 .tag{{color:{ORANGE};border:1px solid {ORANGE};border-radius:.25rem;padding:0 .375rem;font-size:.75rem;
margin-left:.5rem;vertical-align:middle;white-space:nowrap}}
.dk .why{{color:{GREY};font-size:.875rem;margin:.125rem 0 0}}
.dk ul{{list-style:none;margin:.5rem 0;padding:0}}
.dk li{{padding:.3125rem 0;margin:0;border-top:1px solid #e1e8ec;font-size:.9375rem}}
.dk li b{{font-weight:600}}.dk li .facts{{color:#3d4b54;display:block}}
.dk li.names{{line-height:1.7}}
.dk li a.why{{text-decoration:none}}.dk li a.why:hover,.dk li a.why:focus-visible{{text-decoration:underline dotted}}
.dk li a,.dk .chips a{{color:inherit;text-decoration-color:{ACCENT};text-underline-offset:.2em}}
.dk li a.more{{color:{ACCENT};white-space:nowrap;font-size:.875rem;float:right;margin-left:.5rem}}
.dk a.act{{display:inline-block;border:1px solid {ACCENT};color:{ACCENT};border-radius:.375rem;padding:.375rem .75rem;
text-decoration:none;font-size:.9375rem;font-weight:600}}
.dk a.act:focus-visible,.dk a.act:hover{{background:{ACCENT};color:#fff}}
.dk .lead{{font-size:1.0625rem;margin:0}}.dk .lead b{{font-weight:600}}
.dk .chips{{margin:.25rem 0 0;color:#3d4b54}}
</style>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One of the worst: a name that opens it, facts behind it, and at most one more link.

    `why` is the first of the facts with the address that says where that number comes from.
    """

    name: str
    href: str = ""
    facts: str = ""
    why: tuple[str, str] | None = None
    more: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One matter. `calm` names it in the line of what needs nothing; `key` tells cards apart; `urgent` marks it.

    `total` is what the headline says and the screen behind `action` shows; `lines` are at most the first five of it.
    """

    key: str
    calm: str
    headline: str = ""
    total: int = 0
    why: str = ""
    lines: tuple[Line, ...] = ()
    named: int | None = None
    action: tuple[str, str] = ("", "")
    urgent: bool = False

    @property
    def rest(self) -> int:
        """How many of the matter are not named."""
        return max(0, self.total - (min(len(self.lines), SHOWN) if self.named is None else self.named))


def address(screen: Screen, campaign: str, params: Mapping[Param, str | None] | None = None) -> str:
    """Return the address of a screen for a campaign; what is not asked for stays out."""
    asked = {"campaign": campaign} | {name.value: value for name, value in (params or {}).items() if value}
    return f"/{screen.value}?{urlencode(asked)}"


def drawn(card: Card) -> Html:
    """Return a card as one element."""
    tag = f'<span class="tag">{escape(_("Comes first"))}</span>' if card.urgent else ""
    why = f'<p class="why">{escape(card.why)}</p>' if card.why else ""
    shown = card.lines[:SHOWN]
    more = (
        escape(ngettext("and {n} more", "and {n} more", card.rest).format(n=number(card.rest)))
        if card.rest and shown
        else ""
    )
    if shown and not any(line.facts or line.more for line in shown):
        # Bare names need no line each.
        lines = f'<li class="names">{" · ".join([*map(_name, shown), *([more] if more else [])])}</li>'
    else:
        lines = "".join(map(_line, shown)) + (f'<li class="why">{more}</li>' if more else "")
    label, href = card.action
    return Html(
        f'{_STYLE}<div class="dk" id="{escape(card.key)}"><h2>{escape(card.headline)}{tag}</h2>{why}'
        f"{f'<ul>{lines}</ul>' if lines else ''}"
        f'<a class="act" href="{escape(href)}" target="_self">{escape(label)}</a></div>'
    )


def summary(*, lead: str, cards: Sequence[Card]) -> Html:
    """Return what there is at one glance: the first thing to do, then the others in order."""
    rest = " · ".join(f'<a href="{escape(c.action[1])}" target="_self">{escape(c.headline)}</a>' for c in cards)
    chips = f'<p class="chips">{rest}</p>' if rest else ""
    return Html(f'{_STYLE}<div class="dk"><p class="lead"><b>{escape(lead)}</b></p>{chips}</div>')


def links(*, title: str, found: Sequence[tuple[str, str]]) -> Html:
    """Return a line of (text, address) behind a few words."""
    rest = " · ".join(f'<a href="{escape(href)}" target="_self">{escape(text)}</a>' for text, href in found)
    return Html(f'{_STYLE}<div class="dk"><p class="chips">{escape(title)} {rest}</p></div>')


def _line(line: Line) -> str:
    told = " · ".join(part for part in (why(line.why[1], line.why[0]) if line.why else "", escape(line.facts)) if part)
    facts = f' <span class="facts">{told}</span>' if told else ""
    more = ""
    if line.more:
        text, href = line.more
        more = f' <a class="more" href="{escape(href)}" target="_self">{escape(text)}</a>'
    return f"<li>{more}{_name(line)}{facts}</li>"


def _name(line: Line) -> str:
    name = f"<b>{escape(line.name)}</b>"
    return f'<a href="{escape(line.href)}" target="_self">{name}</a>' if line.href else name
