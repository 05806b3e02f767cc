"""What the columns of a list of people may hold; how headings are recognised stands in `headings`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from campaign.domain.imports.sheets import Cell, TextEncoding


class Field(StrEnum):
    """Our columns: those of the export, and what only lists have. A step's column is its key, a `str` of its own.

    BIRTH_MALE and BIRTH_FEMALE are birth dates that say the sex by their column; the answer calls both birth_date.
    NUMBER is the running number, IGNORED is known and not needed. SENSITIVE is dropped and said so (ethnicity,
    religion, poverty): its cells are never looked at. JOINED is a column whose cells were put into another one: the
    given name behind the family name, the day, month and year of a birth, the commune behind the village.
    """

    ID = "id"
    FULL_NAME = "full_name"
    BIRTH_DATE = "birth_date"
    BIRTH_YEAR = "birth_year"
    BIRTH_MALE = "birth_male"
    BIRTH_FEMALE = "birth_female"
    SEX = "sex"
    # A mark in a column of its own: "x" under "Nam" or "Nữ".
    SEX_MALE = "sex_male"
    SEX_FEMALE = "sex_female"
    PHONE = "phone"
    GUARDIAN_PHONE = "guardian_phone"
    PERSONAL_ID = "personal_id"
    PLACE_CODE = "place_code"
    VILLAGE = "village"
    VILLAGE_LOCAL_CODE = "village_local_code"
    GUARDIAN_NAME = "guardian_name"
    HOUSEHOLD = "household"
    CONSENT = "consent"
    # A status of a step whose column does not say which ("Tình trạng"), and the day beside it.
    STATUS = "status"
    STATUS_DAY = "status_day"
    NUMBER = "number"
    IGNORED = "ignored"
    JOINED = "joined"
    SENSITIVE = "sensitive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """One column of a table. `position` counts from 0; two-row titles are joined by " / ".

    `field` None without a `step` is a heading that nobody knows. `step` is the step's key for a column of a step;
    `of_day` says that the column holds the step's day and not its status. `feeds` is what a joined column went into.
    """

    position: int
    title: str
    field: Field | None = None
    step: str | None = None
    of_day: bool = False
    feeds: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One row of a person: the number that Excel shows, its cells (filled down, "nt" resolved), the band above it."""

    number: int
    cells: tuple[Cell, ...]
    band: str = ""
    # Whether letters of an old font were turned into Unicode in it.
    converted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """The people's rows of one sheet under one header.

    `village` is the sheet's name where it may be a village's, else "". `skipped` counts rows that are no people.
    """

    sheet: str | None
    headings: tuple[Heading, ...]
    rows: tuple[SourceRow, ...]
    header_row: int
    village: str = ""
    skipped: int = 0
    encoding: TextEncoding = TextEncoding.UNICODE
