"""*Số này ở đâu ra?* as plain data: one piece of HTML, made from one `Provenance` and cached until the next write."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from campaign.charts.palette import GREEN, ORANGE
from campaign.domain.vocabulary import Figure
from campaign.i18n import _, clock_time, day, ngettext, number
from campaign.services.provenance import provenance
from campaign.ui import tables
from campaign.ui.keys import Param, Screen
from campaign.ui.provenance import formulas, parts, words
from campaign.ui.tables import Html

if TYPE_CHECKING:
    from datetime import date

    from campaign.services.provenance_models import Counted, Provenance
    from campaign.ui.context import Context

# The parts of a page that is printed stay together, and only what is pressed is left out.
_STYLE = """<style>
.ct-why{margin:.25rem 0 .75rem}
.ct-why .big{font-size:2.75rem;font-weight:600;line-height:1.1;font-variant-numeric:tabular-nums}
.ct-why .of{font-size:1.125rem;font-weight:600;margin:.25rem 0 0}
.ct-why p{margin:.5rem 0 0;max-width:46rem}
.ct-why .reckoned{font-size:1.25rem;font-variant-numeric:tabular-nums}
.ct-why .reckoned small,.ct-why .days{color:#5c6b75;font-size:.875rem}
.ct-why .recount{font-weight:600}
.ct-cols{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:0 3rem;align-items:start}
.ct-one{max-width:56rem}
@media(max-width:900px){.ct-cols{grid-template-columns:minmax(0,1fr)}}
@media print{.ct tr{break-inside:avoid}.ct-head{break-after:avoid}}
</style>"""


_WITHOUT_TARGET = frozenset({Figure.RESULT, Figure.ALREADY_HAD, Figure.ASSISTED, Figure.WEEK, Figure.ELIGIBLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenanceScreen:
    """What the page draws; `back` leads to *Tiến độ* with the same filters, `body` is everything but the rows."""

    place: str
    indicator: str
    figure: Figure
    as_of: date
    back: str
    back_text: str
    recounted: bool
    body: Html


def make(
    here: Context, *, place: str | None, indicator: str, figure: str, as_of: date | None, turn: int
) -> ProvenanceScreen | None:
    """Read one number and write it down; `turn` is another one after each wish to count anew. None without a campaign.

    Raises the codes of `provenance`.
    """
    del turn
    if here.campaign is None:
        return None
    found = provenance(
        call=here.call,
        slug=here.campaign.slug,
        place_code=place,
        indicator=indicator,
        figure=Figure(figure),
        as_of=as_of,
    )
    return ProvenanceScreen(
        place=found.place_code,
        indicator=found.indicator.key,
        figure=found.figure,
        as_of=found.as_of,
        back=_back(found),
        back_text=_("Progress of {place}").format(place=found.place_name),
        recounted=found.counted is not None,
        body=tables.page(_head(found), *_tables(found)),
    )


def _back(found: Provenance) -> str:
    asked = {
        Param.CAMPAIGN: found.campaign,
        Param.PLACE: found.place_code,
        Param.INDICATOR: found.indicator.key,
        Param.AS_OF: found.as_of.isoformat(),
    }
    return f"/{Screen.PROGRESS}?{urlencode({name.value: value for name, value in asked.items()})}"


def _head(found: Provenance) -> str:
    """Return the number, its name, what was counted, the reckoning and the recount."""
    unit = "" if found.figure in {Figure.RATE, Figure.RANK} or found.value is None else words.unit(found)
    where = _("{place}, as of {day}").format(place=found.place_name, day=day(found.as_of))
    lines = [
        f'<div class="big">{escape(words.shown(found))}</div>',
        f'<p class="of">{escape(words.title(found))}{escape(f" ({unit})" if unit else "")}</p>',
        f'<p class="of">{escape(where)}</p>',
        f"<p>{escape(words.what(found))}</p>",
    ]
    if found.missing is not None:
        lines.append(f"<p><b>{escape(_('Why there is no number'))}:</b> {escape(words.why_missing(found.missing))}</p>")
    if found.formula is not None and (reckoned := formulas.written(found.formula)):
        note = formulas.explained(found.formula)
        lines.append(f'<p class="reckoned">{escape(reckoned)} <small>{escape(note)}</small></p>')
    if sentence := words.days(found):
        lines.append(f'<p class="days">{escape(sentence)}</p>')
    if found.counted is not None:
        lines.append(_recount(found, found.counted))
    return f'{_STYLE}<div class="ct ct-why">{"".join(lines)}</div>'


def _recount(found: Provenance, counted: Counted) -> str:
    """Return what a recount says, with a shape and a word beside the colour."""
    again, at = counted.recount, clock_time(counted.recount.at)
    source = _("the approved reports") if not counted.channels and _is_reported(found) else _("the live records")
    if again.equal and not counted.differing:
        text = _("● Recounted from {source} on {at}: {n}, equal.").format(source=source, at=at, n=number(again.counted))
        return f'<p class="recount" style="color:{GREEN}">{escape(text)}</p>'
    text = _(
        "◆ Recounted from {source} on {at}: {n}, not {stored}. Tell your administrator: the sums have to be checked."
    )
    said = text.format(source=source, at=at, n=number(again.counted), stored=number(again.stored))
    days = ngettext("{n} day differs: {days}", "{n} days differ: {days}", len(counted.differing))
    which = ", ".join(day(part.day) for part in counted.differing[:5])
    more = days.format(n=number(len(counted.differing)), days=which) if counted.differing else ""
    return f'<p class="recount" style="color:{ORANGE}">{escape(said)} {escape(more)}</p>'


def _is_reported(found: Provenance) -> bool:
    return found.indicator.kind.value in {"count", "ratio"}


def _tables(found: Provenance) -> list[str]:
    """Return the tables: of places on the left, and on a laptop what is smaller beside them."""
    left: list[str] = []
    right: list[str] = []
    counted = found.counted
    if found.peers:
        left += [tables.heading(_("Who it is ranked with")), parts.peers(found)]
    if counted is not None and (counted.n or counted.recount.counted):
        left += [tables.heading(_("Places that were counted")), parts.places(found, counted)]
        right += [tables.heading(_("By day")), parts.by_day(found, counted)]
        # One status that counts says what the sentence above has said.
        if len(counted.statuses) > 1:
            right += [tables.heading(_("By status")), parts.by_status(found, counted)]
        if ways := parts.by_way(counted):
            right += [tables.heading(_("By channel")), ways]
    if found.population is not None:
        (left if counted is None else right).extend(
            [tables.heading(_("The people it is a share of")), parts.people(found.population)]
        )
    below: list[str] = []
    if found.figure not in _WITHOUT_TARGET:
        below = [tables.heading(_("Who set the target")), parts.versions(found)]
    if not right:
        return ['<div class="ct-one">', *left, *below, "</div>"]
    return ['<div class="ct-cols"><div>', *left, "</div><div>", *right, "</div></div>", *below]
