"""The tables of *Số này ở đâu ra?*: places, days, statuses, ways, target versions and peers, all of one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.domain.vocabulary import Figure, IndicatorKind
from campaign.i18n import _, clock_time, day, number, percent
from campaign.i18n.labels import label
from campaign.services.provenance_models import Relation
from campaign.ui import tables
from campaign.ui.progress.place_tables import ratio
from campaign.ui.provenance import words
from campaign.ui.provenance.address import why
from campaign.ui.tables import Cell, Column

if TYPE_CHECKING:
    from campaign.services.provenance_models import Counted, PlacePart, Population, Provenance, TargetVersion

_DIFFERS = "◆"


def places(found: Provenance, counted: Counted) -> str:
    """Return the places that add up to the number, each leading to its own."""
    of_many = found.indicator.kind is IndicatorKind.RATIO
    columns = [Column(title=_("Place")), Column(title=_("Counted"), number=True, wide=not of_many)]
    columns += [Column(title=_("Denominator"), number=True), Column(title=_("Rate"), number=True)] if of_many else []
    columns.append(Column(title=_("Recounted"), number=True, wide=True))
    rows = [_place(found, part, of_many=of_many) for part in counted.parts]
    if len(rows) > 1:
        total = [Cell(text=_("Sum"), tail="" if of_many else _beside(counted.n)), Cell(text=number(counted.n))]
        total += [Cell(text=number(counted.of)), Cell(text=ratio(counted.n, counted.of))] if of_many else []
        rows.append([*total, Cell(text=number(counted.recount.counted))])
    caption = _("{unit}, each place with everything below it").format(unit=_first_large(words.unit(found)))
    return tables.table(columns=columns, rows=rows, caption=caption)


def _place(found: Provenance, part: PlacePart, *, of_many: bool) -> list[Cell]:
    note, href = "", ""
    if part.relation is Relation.MERGED:
        note = _("went into {place}").format(place=found.place_name)
    elif part.relation is Relation.ITSELF:
        note = _("recorded at the place itself")
    else:
        figure = Figure.RESULT if found.figure is Figure.RANK else found.figure
        href = why(
            campaign=found.campaign, place=part.code, indicator=found.indicator.key, figure=figure, as_of=found.as_of
        )
    again = f"{_DIFFERS} {number(part.counted)}" if part.n != part.counted else number(part.counted)
    name = Cell(
        text=part.name,
        # On a phone a place and its number share a line; a recount is only told where it differs.
        tail="" if of_many else _beside(part.n),
        sub=note,
        href=href,
        phone=f"{_('Recounted')} {again}" if part.n != part.counted else "",
    )
    cells = [name, Cell(text=number(part.n))]
    if of_many:
        cells += [Cell(text=number(part.of)), Cell(text=ratio(part.n, part.of))]
    return [*cells, Cell(text=again)]


def by_day(found: Provenance, counted: Counted) -> str:
    """Return the days that brought anything, the newest first, and what came before them as one line."""
    rows = [_pair(day(part.day), part.n) for part in reversed(counted.days)]
    if counted.earlier:
        rows.append(_pair(_("Earlier days together"), counted.earlier))
    rows.append(_pair(_("Sum"), counted.n))
    caption = _("{unit} a day; days that are not here brought nothing").format(unit=_first_large(words.unit(found)))
    return tables.table(
        columns=(Column(title=_("Day")), Column(title=_("Counted"), number=True, wide=True)), rows=rows, caption=caption
    )


def by_status(found: Provenance, counted: Counted) -> str:
    """Return how many stand how, and which of them are in the number."""
    rows = [
        [
            Cell(text=label(part.status)),
            Cell(text=number(part.n)),
            Cell(text=_("in the number") if part.counts else _("not in the number")),
        ]
        for part in counted.statuses
    ]
    people = _("People by how their step stands") if _of_people(found) else _("Sums of the reports by their status")
    columns = (Column(title=_("Status")), Column(title=_("How many"), number=True), Column(title=_("Counted or not")))
    return tables.table(columns=columns, rows=rows, caption=people)


def by_way(counted: Counted) -> str:
    """Return by which channel the people came, and from which imported lists; "" where numbers are reported."""
    if not counted.channels:
        return ""
    rows = [_pair(label(channel), n) for channel, n in counted.channels]
    for batch in counted.batches:
        name = batch.file_name or _("a list that is no longer kept")
        made = clock_time(batch.created_at) if batch.created_at else ""
        rows.append(_pair(f"– {name}", batch.n, sub=made))
    columns = (Column(title=_("Channel or list")), Column(title=_("Counted"), number=True, wide=True))
    return tables.table(columns=columns, rows=rows, caption=_("Where it was recorded; lists stand below their channel"))


def versions(found: Provenance) -> str:
    """Return who set the target when and why, the newest first; one sentence where nobody did."""
    if not found.targets:
        return tables.small(_("No target has been assigned to this place for this indicator."))
    columns = (
        Column(title=_("Target")),
        Column(title=_("Due on")),
        Column(title=_("Set by")),
        Column(title=_("Set on"), wide=True),
        Column(title=_("Reason"), wide=True, prose=True),
    )
    rows = [_version(target) for target in found.targets]
    return tables.table(columns=columns, rows=rows, caption=_("All versions, the newest first"))


def _version(target: TargetVersion) -> list[Cell]:
    made = clock_time(target.set_at)
    state = _("in force") if target.in_force else _("replaced")
    return [
        Cell(text=words.amount(target), sub=state, phone=f"{made} · {target.reason}"),
        Cell(text=day(target.due_on)),
        Cell(text=target.set_by or "–"),
        Cell(text=made),
        Cell(text=target.reason or "–"),
    ]


def people(population: Population) -> str:
    """Return a denominator: the group, the places that were added up, and the day of each figure."""
    columns = (
        Column(title=_("Place")),
        Column(title=_("People of the group"), number=True),
        Column(title=_("As of"), number=True),
    )
    rows = [
        [Cell(text=p.name), Cell(text=number(p.n) if p.n is not None else _("missing")), Cell(text=day(p.as_of))]
        for p in population.parts
    ]
    if len(rows) > 1:
        rows.append([Cell(text=_("Sum")), Cell(text=number(population.n)), Cell(text=day(population.as_of))])
    caption = _("People {group}; a sum bears the oldest day").format(group=label(population.group))
    return tables.table(columns=columns, rows=rows, caption=caption)


def peers(found: Provenance) -> str:
    """Return the places that the one asked about is ranked with, the first one first."""
    columns = (
        Column(title=_("Place")),
        Column(title=_("Rank"), number=True),
        Column(title=_("Rate"), number=True),
        Column(title=_("Toward the target"), number=True),
        Column(title=_("Target"), number=True, wide=True),
    )
    rows = [
        [
            Cell(
                text=peer.name,
                sub=_("this place") if peer.code == found.place_code else "",
                href=why(
                    campaign=found.campaign,
                    place=peer.code,
                    indicator=found.indicator.key,
                    figure=Figure.RATE,
                    as_of=found.as_of,
                ),
            ),
            Cell(text=number(peer.rank)),
            Cell(text=percent(peer.rate), bar=peer.rate),
            Cell(text=number(peer.toward_target), tail=f"/{number(peer.target)}" if peer.target else ""),
            Cell(text=number(peer.target)),
        ]
        for peer in found.peers
    ]
    caption = _("Places of the same kind under the same place above")
    if found.peer_group:
        caption = _("Communes of the group “{group}”").format(group=found.peer_group)
    return tables.table(columns=columns, rows=rows, caption=caption)


def _pair(name: str, n: int, *, sub: str = "") -> list[Cell]:
    """Return a name and its number, which share a line on a phone."""
    return [Cell(text=name, tail=_beside(n), sub=sub), Cell(text=number(n))]


def _beside(n: int) -> str:
    return f": {number(n)}"


def _of_people(found: Provenance) -> bool:
    return found.indicator.kind not in {IndicatorKind.COUNT, IndicatorKind.RATIO}


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]
