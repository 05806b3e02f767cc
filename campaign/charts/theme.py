"""How every chart looks and speaks: fonts, lines, and the locale of its numbers and dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from campaign.charts.palette import GREY, GRID, INK

FONT: Final = (
    "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"  # as config.toml
)
TEXT_SIZE: Final = 12


_MONTHS_VI: Final = [f"tháng {month}" for month in range(1, 13)]
_MONTHS_EN: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS_VI: Final = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"]
_DAYS_EN: Final = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart ready to be drawn: `title` is its finding, `subtitle` what follows from it.

    `description` says the same to somebody who cannot see it; `spec` is Vega-Lite. Titles are no part of `spec`,
    because Vega cuts them off on a phone where text of the page wraps.
    """

    title: str
    subtitle: str
    description: str
    spec: dict[str, Any]


def locale(language: str) -> alt.Locale:
    """Return how numbers and dates are written: 1.234,5 in Vietnamese, 1,234.5 in English, dd/mm/yyyy in both."""
    vietnamese = language == "vi"
    months, days = (_MONTHS_VI, _DAYS_VI) if vietnamese else (_MONTHS_EN, _DAYS_EN)
    return alt.Locale(
        number=alt.NumberLocale(
            decimal="," if vietnamese else ".",
            thousands="." if vietnamese else ",",
            grouping=[3],
            currency=["", " ₫"],
        ),
        time=alt.TimeLocale(
            dateTime="%d/%m/%Y %H:%M",
            date="%d/%m/%Y",
            time="%H:%M",
            periods=["SA", "CH"] if vietnamese else ["AM", "PM"],
            days=days,
            shortDays=["CN", "T2", "T3", "T4", "T5", "T6", "T7"] if vietnamese else [day[:3] for day in days],
            months=months,
            shortMonths=[f"Th{month}" for month in range(1, 13)] if vietnamese else [month[:3] for month in months],
        ),
    )


def finished(chart: alt.LayerChart | alt.FacetChart, *, language: str, height: int | alt.Step) -> dict[str, Any]:
    """Return a chart as a dictionary with the house's looks, as wide as its place."""
    dressed = (
        chart.properties(width="container", height=height)
        .configure(
            font=FONT,
            locale=locale(language),
            background="transparent",
            padding={"left": 4, "right": 4, "top": 4, "bottom": 6},
        )
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=GREY,
            titleColor=GREY,
            labelFontSize=TEXT_SIZE,
            titleFontSize=TEXT_SIZE,
            titleFontWeight="normal",
            gridColor=GRID,
            domainColor=GREY,
            tickColor=GREY,
        )
        .configure_text(fontSize=TEXT_SIZE, color=INK)
    )
    spec: dict[str, Any] = dressed.to_dict()
    return spec
