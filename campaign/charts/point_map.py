"""Where places are and how they fare: points in their true proportion, drawn from coordinates alone.

No tiles and no outline: nothing is fetched from anywhere, and no border is drawn that somebody would have to vouch for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from campaign.charts.canvas import box, cut, described, filled, px, rows, sign, words
from campaign.charts.palette import GREY, PAPER, SIGNS
from campaign.charts.spots import MARGIN, STEPS, Spot, compact, height_of, names, reach, spots_of, weight
from campaign.charts.theme import Chart
from campaign.domain.vocabulary import Pace
from campaign.i18n import _, current_language, ngettext, number, percent
from campaign.i18n.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from campaign.services.progress_charts import PlacePoint, PointMap

# All communes of a province have a sentence under the finger, and the villages of a commune; of more places only the
# most important do, because more would not fit the spec, and the rest are points without words.
MANY: Final = 130
MOST_SPOKEN: Final = 80
_MOST_WITHOUT: Final = 5
_KEY_ROW: Final = 18
_KEY_WIDTH: Final = 150
# Signs that are lines rather than areas.
_OUTLINED: Final = frozenset({Pace.NOT_STARTED, Pace.NO_TARGET})
# The area of the largest point, among few and among many.
_LARGE: Final = 260
_SMALL: Final = 70
# What all points together may cover.
_INK: Final = 9000


def point_map_chart(*, point_map: PointMap) -> Chart:
    """Return the places as points: shape and colour are the pace, the size is the target, or the result without one.

    The largest and the slowest are named; of more than 130 places only 80 have a sentence of their own. Places
    without coordinates are named in the subtitle.
    """
    spots = _lowest_first(spots_of(point_map.points))
    title, subtitle = _finding(point_map), _subtitle(point_map)
    description = _("Map of points. {finding} {detail}").format(finding=f"{title}.", detail=subtitle)
    largest = max((weight(spot.place) for spot in spots), default=0)
    east, south = reach(spots)
    height, many = height_of(east=east, south=south), len(spots) > MANY
    spoken = spots[:MOST_SPOKEN] if many else spots
    paces = [pace for pace in Pace if any(spot.place.pace is pace for spot in spots)]
    key_rows = -(-len(paces) // 2)
    spec = filled(
        _drawing(current_language()),
        data={
            "field": [compact(spots[MOST_SPOKEN:], paces, east=east, south=south)] if many else [],
            "points": [
                _row(spot, paces, largest=largest, size=round(min(max(_INK / max(1, len(spots)), _SMALL), _LARGE)))
                for spot in reversed(spoken)
            ],
            # Among many points no name has room, and the title has the most important one.
            "names": [] if many else list(names(spoken, east=east, south=south, height=height)),
            "key": [{"i": i, "w": _counted(spots, pace)} for i, pace in enumerate(paces)],
            "scale": [{}] if spots else [],
        },
        params={
            "east": round(east, 3),
            "south": round(south, 3),
            "shapes": [SIGNS[pace].mark for pace in paces],
            "fills": [PAPER if pace is Pace.NOT_STARTED else SIGNS[pace].colour for pace in paces],
            "edges": [SIGNS[pace].colour if pace in _OUTLINED else PAPER for pace in paces],
            "bottom": f"height - {_KEY_ROW * key_rows + 26}",
            "km": f"min((width - {2 * MARGIN}) / {2 * east:.3f}, (bottom - {2 * MARGIN}) / {2 * south:.3f})",
            "decade": "pow(10, floor(log(width * 0.3 / km) / LN10))",
            "length": "decade * (width * 0.3 / km >= 5 * decade ? 5 : width * 0.3 / km >= 2 * decade ? 2 : 1)",
            "across": f"max(2, floor(width / {_KEY_WIDTH}))",
            "slot": f"min(width / across, {_KEY_WIDTH * 1.25:g})",
        },
        description=description.strip(),
        height=height + 26 + _KEY_ROW * key_rows,
    )
    return Chart(title=title, subtitle=subtitle, description=description.strip(), spec=spec)


def _lowest_first(spots: Sequence[Spot]) -> list[Spot]:
    """Return the places with the one that the title names at the head."""
    rates = [(spot.place.rate, spot.place.name) for spot in spots if spot.place.rate is not None]
    lowest = min(rates, default=None)
    return sorted(spots, key=lambda spot: (spot.place.rate, spot.place.name) != lowest)


# ------------------------------------------------------------------------------------------------- words
def _finding(point_map: PointMap) -> str:
    """Return how many places are behind, and which is the slowest; the title."""
    points = point_map.points
    if not points:
        return _("No place has coordinates yet")
    known = [(point.rate, point.name) for point in points if point.rate is not None]
    if not known:
        return _("No targets were assigned to these places")
    if all(point.pace in {Pace.NO_TARGET, Pace.DONE} for point in points):
        return _("Every place has met its target")
    rate, name = min(known)
    behind = sum(point.pace is Pace.BEHIND for point in points)
    if not behind:
        return _("No place is behind plan; lowest: {place} ({rate})").format(place=name, rate=percent(rate))
    text = ngettext(
        "{n} of {all} places is behind plan; lowest: {place} ({rate})",
        "{n} of {all} places are behind plan; lowest: {place} ({rate})",
        behind,
    )
    return text.format(n=number(behind), all=number(len(points)), place=name, rate=percent(rate))


def _subtitle(point_map: PointMap) -> str:
    text = _("The larger the point, the larger the target.") if point_map.points else ""
    if not point_map.without:
        return text
    names = ", ".join(cut(name) for name in point_map.without[:_MOST_WITHOUT])
    more = len(point_map.without) - _MOST_WITHOUT
    if more > 0:
        names = ngettext("{names} and {n} more place", "{names} and {n} more places", more).format(
            names=names, n=number(more)
        )
    return f"{text} {_('Without coordinates: {names}.').format(names=names)}".strip()


def _counted(spots: Sequence[Spot], pace: Pace) -> str:
    return f"{label(pace)} ({number(sum(spot.place.pace is pace for spot in spots))})"


def _sentence(place: PlacePoint) -> str:
    if not place.target:
        return f"{cut(place.name)}: {number(place.result)}, {label(place.pace).lower()}"
    return (
        f"{cut(place.name)}: {number(place.result)}/{number(place.target)} ({percent(place.rate)}), "
        f"{label(place.pace).lower()}"
    )


# ------------------------------------------------------------------------------------------------- numbers
def _row(spot: Spot, paces: Sequence[Pace], *, largest: int, size: int) -> dict[str, Any]:
    return {
        "x": round(spot.east, 2),
        "y": round(spot.south, 2),
        "k": paces.index(spot.place.pace),
        "a": round(size * (0.25 + weight(spot.place) / largest)) if largest else round(size / 2),
        "t": _sentence(spot.place),
    }


# ------------------------------------------------------------------------------------------------- drawing
@lru_cache(maxsize=2)
def _drawing(language: str) -> str:
    """Return the map without its places, as JSON."""
    x, y = "width / 2 + datum.x * km", "bottom / 2 + datum.y * km"
    looks = {"fill": px("fills[datum.k]"), "stroke": px("edges[datum.k]")}
    points = sign(x, y, shape=px("shapes[datum.k]"), size=px("datum.a"), strokeWidth=1, tooltip=px("datum.t"), **looks)
    names = words(
        x,
        y,
        "width < datum.f ? '' : datum.p",
        dx=px("[10, -10, 0, 0][datum.s]"),
        dy=px("[0, 0, -15, 15][datum.s]"),
        align=px("['left', 'right', 'center', 'center'][datum.s]"),
    )
    length = "length < 1 ? format(length * 1000, ',d') + ' m' : format(length, ',d') + ' km'"
    scale = [
        box(2, "2 + length * km", "bottom + 12", "bottom + 14", fill=GREY),
        words("8 + length * km", "bottom + 13", length, fill=GREY, fontSize=11),
    ]
    return described(
        rows("field", _field()),
        rows("points", points),
        rows("names", names),
        rows("key", *_key()),
        rows("scale", *scale),
        language=language,
    )


def _field() -> alt.Chart:
    """Return the many points without words, read from the one text that carries them."""
    found: alt.Chart = (
        sign(
            "width / 2 + datum.x * east * km",
            "bottom / 2 + datum.y * south * km",
            shape=px("shapes[datum.k]"),
            fill=px("fills[datum.k]"),
            stroke=px("edges[datum.k]"),
            strokeWidth=0.3,
            size=16,
        )
        .transform_calculate(i="sequence(0, length(datum.v) / 5)")
        .transform_flatten(["i"])
        .transform_calculate(
            x=f"parseInt(substring(datum.v, datum.i * 5, datum.i * 5 + 2), 36) / {STEPS - 1} * 2 - 1",
            y=f"parseInt(substring(datum.v, datum.i * 5 + 2, datum.i * 5 + 4), 36) / {STEPS - 1} * 2 - 1",
            k="parseInt(substring(datum.v, datum.i * 5 + 4, datum.i * 5 + 5), 10)",
        )
    )
    return found


def _key() -> list[alt.Chart]:
    """Return the words of the signs, as many in a row as the width leaves."""
    x, y = "(datum.i % across) * slot", f"bottom + 32 + floor(datum.i / across) * {_KEY_ROW}"
    looks = {"fill": px("fills[datum.i]"), "stroke": px("edges[datum.i]")}
    return [
        sign(f"{x} + 7", y, shape=px("shapes[datum.i]"), size=70, strokeWidth=1, **looks),
        words(f"{x} + 18", y, "datum.w", limit=px("slot - 20"), fill=GREY),
    ]
