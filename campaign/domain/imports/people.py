"""From the rows of a list to people: every cell cleaned by the rules, everything wrong or repaired said.

Owns which column tells what of a person, and what makes two rows the same row. Refuses nobody itself: an issue that
is an error keeps the row out, and every row comes back with all of its issues.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import Final
from uuid import UUID

from campaign.domain.imports.cells import shown, text_of
from campaign.domain.imports.columns import Field, Heading, SourceRow, SourceTable
from campaign.domain.imports.ground import Ground
from campaign.domain.imports.issues import RowIssue
from campaign.domain.imports.readings import NO_BIRTH, Birth, Name, Readings, Said, guardian_of, is_marked, one_phone
from campaign.domain.imports.rows import PersonRow
from campaign.domain.imports.sheets import Cell
from campaign.domain.imports.statuses import Statuses
from campaign.domain.imports.villages import Found, Villages, Written
from campaign.domain.names import fold, same_name_key
from campaign.domain.vocabulary import Consent, Sex, StepStatus

_BIRTHS: Final = (Field.BIRTH_DATE, Field.BIRTH_MALE, Field.BIRTH_FEMALE, Field.BIRTH_YEAR)
_SEX_MARKS: Final = (Field.SEX_MALE, Field.SEX_FEMALE)
_SEX_OF: Final = {
    Field.BIRTH_MALE: Sex.MALE,
    Field.BIRTH_FEMALE: Sex.FEMALE,
    Field.SEX_MALE: Sex.MALE,
    Field.SEX_FEMALE: Sex.FEMALE,
}
# A list never tells that somebody agreed; that somebody did not is kept, where consent is asked for at all.
_CONSENTS: Final = {
    **dict.fromkeys(("refused", "tu choi", "khong dong y"), Consent.REFUSED),
    **dict.fromkeys(("withdrawn", "rut lai", "da rut lai", "da rut lai su dong y"), Consent.WITHDRAWN),
}
_PART: Final = "\x1f"


def read_people(*, tables: Sequence[SourceTable], ground: Ground) -> Iterator[PersonRow]:
    """Yield the people of a list in its order, each with everything that is wrong with the row; raises nothing."""
    readings, villages = Readings(ground.today), Villages(ground)
    for table in tables:
        reader = _TableReader(table=table, ground=ground, readings=readings, villages=villages)
        for row in table.rows:
            yield reader.person(row)


class _TableReader:
    """Reads the rows under one header.

    Every row gets cells at its end: for each field of several columns the first filled one, and an empty cell, where
    the columns stand that the list does not have.
    """

    def __init__(self, *, table: SourceTable, ground: Ground, readings: Readings, villages: Villages) -> None:
        self._sheet, self._village = table.sheet, table.village
        self._ground, self._readings, self._villages = ground, readings, villages
        self._statuses = Statuses(table.headings, ground)
        self._columns: dict[Field, list[Heading]] = {}
        for heading in table.headings:
            if heading.field is not None and heading.step is None:
                self._columns.setdefault(heading.field, []).append(heading)
        self._width = max((heading.position + 1 for heading in table.headings), default=0)
        # Looked up once: a table may have 200.000 rows.
        at = {field: headings[0].position for field, headings in self._columns.items()}
        self._several: list[tuple[int, ...]] = []
        for field, headings in self._columns.items():
            if len(headings) > 1 and field not in {*_BIRTHS, *_SEX_MARKS}:
                at[field] = self._width + len(self._several)
                self._several.append(tuple(heading.position for heading in headings))
        self._phones = tuple(heading.position for heading in self._columns.get(Field.PHONE, ()))
        self._name_at, self._phone_at = at.get(Field.FULL_NAME, -1), at.get(Field.PHONE, -1)
        self._id_at, self._sex_at = at.get(Field.PERSONAL_ID, -1), at.get(Field.SEX, -1)
        self._guardian_at, self._household_at = at.get(Field.GUARDIAN_NAME, -1), at.get(Field.HOUSEHOLD, -1)
        self._code_at, self._local_at = at.get(Field.PLACE_CODE, -1), at.get(Field.VILLAGE_LOCAL_CODE, -1)
        self._village_at, self._own_id_at = at.get(Field.VILLAGE, -1), at.get(Field.ID, -1)
        self._consent_at = at.get(Field.CONSENT, -1)
        self._births = [(_SEX_OF.get(field), heading) for field in _BIRTHS for heading in self._columns.get(field, ())]
        self._marks = [(_SEX_OF[field], h) for field in _SEX_MARKS for h in self._columns.get(field, ())]
        self._places: dict[tuple[Cell, ...], Found] = {}

    def person(self, row: SourceRow) -> PersonRow:
        """Return the person of a row, with its issues."""
        cells = (*row.cells, *[None] * (self._width - len(row.cells)))
        cells = (*cells, *[_first_filled(cells, columns) for columns in self._several], None)
        issues: list[RowIssue] = []
        name = self._name(row, cells, issues)
        phone = self._phone(row, cells, issues)
        personal_id = self._personal_id(row, cells, phone, issues)
        birth, sex = self._birth(row, cells, personal_id, issues)
        if personal_id:
            doubts = self._readings.contradictions(personal_id, sex=sex, birth_year=birth.year)
            self._say(issues, row, Field.PERSONAL_ID, doubts)
        guardian = guardian_of(cells[self._guardian_at])
        if birth.child and not guardian:
            self._say(issues, row, Field.GUARDIAN_NAME, [("guardian_missing", "")])
        person = PersonRow(
            sheet=self._sheet,
            row=row.number,
            full_name=name.full_name,
            name_fold=name.name_fold,
            sort_key=name.sort_key,
            birth_date=birth.day,
            birth_year=birth.year,
            sex=sex,
            phone=phone,
            personal_id=personal_id,
            guardian_name=guardian,
            place_id=self._place(row, cells, issues),
            consent=self._consent(cells),
            steps=self._steps(row, cells, issues),
            content="",
            issues=issues,
            citizen_id=self._citizen_id(cells),
        )
        person.content = _content(person, name.same_key, cells[self._household_at])
        return person

    def _say(self, issues: list[RowIssue], row: SourceRow, where: Field | str, said: Sequence[Said]) -> None:
        """Add what was said of a cell; `where` is its heading, or the field that stands there."""
        for code, value in said:
            title = where
            if isinstance(where, Field):
                title = self._columns[where][0].title if where in self._columns else ""
            issues.append(RowIssue(self._sheet, row.number, title, code, value))

    def _name(self, row: SourceRow, cells: Sequence[Cell], issues: list[RowIssue]) -> Name:
        name = self._readings.name(cells[self._name_at])
        if name.said:
            self._say(issues, row, Field.FULL_NAME, name.said)
        if row.converted:
            self._say(issues, row, Field.FULL_NAME, [("text_converted", shown(name.full_name))])
        return name

    def _phone(self, row: SourceRow, cells: Sequence[Cell], issues: list[RowIssue]) -> str | None:
        number = self._readings.phone(cells[self._phone_at])
        if len(self._phones) > 1:
            number = one_phone([self._readings.phone(cells[position]) for position in self._phones])
        if number.said:
            self._say(issues, row, Field.PHONE, number.said)
        return number.value

    def _personal_id(
        self, row: SourceRow, cells: Sequence[Cell], phone: str | None, issues: list[RowIssue]
    ) -> str | None:
        number = self._readings.personal_id(cells[self._id_at], phone=phone)
        if number.said:
            self._say(issues, row, Field.PERSONAL_ID, number.said)
        return number.value

    def _birth(
        self, row: SourceRow, cells: Sequence[Cell], personal_id: str | None, issues: list[RowIssue]
    ) -> tuple[Birth, Sex | None]:
        """Return birth and sex: a birth date under "Nam" or "Nữ" tells both."""
        found: list[tuple[Birth, str]] = []
        sexes: set[Sex | None] = {self._readings.sex(cells[self._sex_at])}
        for marked, heading in self._marks:
            if is_marked(cells[heading.position]):
                sexes.add(marked)
        for sex, heading in self._births:
            cell = cells[heading.position]
            if cell is None or cell == "":
                continue
            sexes.add(sex)
            if sex is None or not is_marked(cell):
                birth = self._readings.birth(cell, personal_id=personal_id)
                if birth is not NO_BIRTH:
                    found.append((birth, heading.title))
        birth, title = found[0] if len(found) == 1 else _one_birth(found)
        if birth.said:
            self._say(issues, row, title, birth.said)
        elif birth.year is None:
            self._say(issues, row, self._births[0][1].title if self._births else "", [("birth_missing", "")])
        sexes.discard(None)
        return birth, next(iter(sexes)) if len(sexes) == 1 else None

    def _place(self, row: SourceRow, cells: Sequence[Cell], issues: list[RowIssue]) -> int | None:
        written = (cells[self._code_at], cells[self._local_at], cells[self._village_at], row.band)
        found = self._places.get(written)
        if found is None:
            found = self._villages.find(Written(*map(text_of, written))._replace(sheet=self._village))
            self._places[written] = found
        if found.code:
            where = Field.VILLAGE if self._village_at >= 0 else Field.PLACE_CODE
            self._say(issues, row, where, [(found.code, shown(found.value))])
        return found.place_id

    def _steps(
        self, row: SourceRow, cells: Sequence[Cell], issues: list[RowIssue]
    ) -> dict[str, tuple[StepStatus, date | None]]:
        steps, unread = self._statuses.read(cells)
        for title, value in unread:
            self._say(issues, row, title, [("status_unread", shown(value))])
        return steps

    def _consent(self, cells: Sequence[Cell]) -> Consent:
        usual = self._ground.consent
        if usual is Consent.NOT_REQUIRED or (cell := cells[self._consent_at]) is None:
            return usual
        return _CONSENTS.get(fold(text_of(cell)), usual)

    def _citizen_id(self, cells: Sequence[Cell]) -> UUID | None:
        cell = cells[self._own_id_at]
        if isinstance(cell, str):
            with suppress(ValueError):
                return UUID(cell.strip())
        return None


def _first_filled(cells: Sequence[Cell], columns: Sequence[int]) -> Cell:
    return next((cells[at] for at in columns if cells[at] is not None and cells[at] != ""), None)


def _one_birth(found: Sequence[tuple[Birth, str]]) -> tuple[Birth, str]:
    """Return the birth of a row that has none or several; two that differ are no birth date, and an error."""
    if not found:
        return NO_BIRTH, ""
    for birth, title in found:
        if birth.year is None:
            return birth, title
    full = next(((birth, title) for birth, title in found if birth.day), found[0])
    if any(birth.year != full[0].year or birth.day not in {None, full[0].day} for birth, _ in found):
        both = " / ".join(str(birth.day or birth.year) for birth, _ in found)
        return Birth(said=(("birth_date_ambiguous", both),)), full[1]
    return full


def _content(person: PersonRow, name: str, household: Cell) -> str:
    """Return what makes two rows the same row: all that says who it is, in the form in which it is compared."""
    return _PART.join(
        (
            name,
            str(person.birth_date or person.birth_year or ""),
            person.sex or "",
            person.phone or "",
            person.personal_id or "",
            same_name_key(person.guardian_name) if person.guardian_name else "",
            str(person.place_id or ""),
            fold(text_of(household)) if household else "",
        )
    )
