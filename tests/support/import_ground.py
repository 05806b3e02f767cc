"""A made-up commune to read lists against, and tables of rows without a file: for tests of the pure rules."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from campaign.domain.eligibility import StepRule
from campaign.domain.imports.columns import Field, Heading, SourceRow, SourceTable
from campaign.domain.imports.ground import Ground, GroundPlace
from campaign.domain.imports.people import read_people
from campaign.domain.indicators import Indicator
from campaign.domain.vocabulary import IndicatorKind, LegalBasis, PlaceKind, PopulationGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.domain.imports.rows import PersonRow
    from campaign.domain.imports.sheets import Cell

TODAY: Final = date(2026, 11, 22)
HERE, NEXT_DOOR, FORMER, OUTSIDE = 10, 20, 30, 40
JUNG, PAN, THON_3, TDP_5, SCHOOL, THON_3_NEXT, THON_1_A, THON_1_B = 11, 12, 13, 14, 15, 21, 16, 17

PLACES: Final = (
    GroundPlace(id=HERE, code="24490", name="Xã Krông Pắc", kind=PlaceKind.COMMUNE, commune_id=HERE),
    # Merged into Krông Pắc: old addresses still name it.
    GroundPlace(id=FORMER, code="24508", name="Xã Ea Yông", kind=PlaceKind.COMMUNE, commune_id=HERE),
    GroundPlace(id=NEXT_DOOR, code="24502", name="Xã Ea Phê", kind=PlaceKind.COMMUNE, commune_id=NEXT_DOOR),
    # Known by its name alone: none of its villages belongs to the campaign.
    GroundPlace(id=OUTSIDE, code="24496", name="Xã Ea Kly", kind=PlaceKind.COMMUNE, commune_id=OUTSIDE),
    GroundPlace(id=JUNG, code="24490-V07", name="Buôn Jung", kind=PlaceKind.VILLAGE, commune_id=HERE, local_code="V07"),
    GroundPlace(id=PAN, code="24490-V01", name="Buôn Pan", kind=PlaceKind.VILLAGE, commune_id=HERE),
    GroundPlace(id=THON_3, code="24490-V02", name="Thôn 3", kind=PlaceKind.VILLAGE, commune_id=HERE),
    GroundPlace(id=TDP_5, code="24490-G01", name="Tổ dân phố 5", kind=PlaceKind.RESIDENTIAL_GROUP, commune_id=HERE),
    GroundPlace(id=SCHOOL, code="24490-S01", name="Trường THCS Nguyễn Trãi", kind=PlaceKind.SCHOOL, commune_id=HERE),
    # Two villages of one name, from two communes that became one.
    GroundPlace(id=THON_1_A, code="24490-V03", name="Thôn 1", kind=PlaceKind.VILLAGE, commune_id=HERE),
    GroundPlace(id=THON_1_B, code="24490-V04", name="Thôn 1", kind=PlaceKind.VILLAGE, commune_id=HERE),
    GroundPlace(id=THON_3_NEXT, code="24502-V01", name="Thôn 3", kind=PlaceKind.VILLAGE, commune_id=NEXT_DOOR),
)


def step(key: str, name: str) -> Indicator:
    """A step of the campaign."""
    return Indicator(
        id=1,
        key=key,
        kind=IndicatorKind.STEP,
        name_vi=name,
        name_en=key,
        short_vi=key,
        short_en=key,
        unit_vi="người",
        unit_en="people",
        required=True,
        population_group=PopulationGroup.FROM_14,
        rule=StepRule(key=key),
    )


STEPS: Final = (
    step("portal_account", "Đã lập tài khoản dịch vụ công trực tuyến"),
    step("eid_level2", "Đã kích hoạt định danh điện tử mức độ 2"),
)


def ground(*, default: int | None = JUNG, basis: LegalBasis = LegalBasis.DUTY) -> Ground:
    """The commune, its campaign from 8 November to 6 January, read on its 15th day."""
    return Ground(
        places=PLACES,
        steps=STEPS,
        starts_on=date(2026, 11, 8),
        ends_on=date(2027, 1, 6),
        today=TODAY,
        legal_basis=basis,
        default_place_id=default,
    )


Column = Field | str | tuple[str, str]


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, band: str = "", village: str = ""
) -> SourceTable:
    """A table under a header in row 1; a column that is no `Field` is a step's status, with "day" behind it its day."""
    headings = []
    for position, column in enumerate(columns):
        if isinstance(column, Field):
            headings.append(Heading(position=position, title=column.value, field=column))
        else:
            key, of_day = (column, False) if isinstance(column, str) else (column[0], True)
            headings.append(Heading(position=position, title=key, step=key, of_day=of_day))
    return SourceTable(
        sheet="Danh sách",
        headings=tuple(headings),
        rows=tuple(SourceRow(number=n, cells=tuple(cells), band=band) for n, cells in enumerate(rows, start=2)),
        header_row=1,
        village=village,
    )


def people_of(
    columns: Sequence[Column], *rows: Sequence[Cell], on: Ground | None = None, band: str = "", village: str = ""
) -> list[PersonRow]:
    """The people of rows under a header."""
    made = table(columns, rows, band=band, village=village)
    return list(read_people(tables=[made], ground=on or ground()))


def codes(person: PersonRow) -> list[str]:
    """What was said of a row."""
    return [issue.code for issue in person.issues]
