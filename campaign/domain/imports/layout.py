"""From the sheets of a file to tables of people: which columns they have, where people stand, what is no person.

Owns the shapes of the lists that communes keep (banners, bands, totals, signatures, merged cells). Refuses to look at
what is not collected: cells of ethnicity, religion and poverty stop here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from campaign.domain.imports.columns import Field, SourceTable
from campaign.domain.imports.issues import RowIssue
from campaign.domain.imports.sheets import RawFile

_NO_MAPPING: Final[Mapping[str, str]] = {}
_SAID_AS: Final = {
    Field.BIRTH_MALE: Field.BIRTH_DATE,
    Field.BIRTH_FEMALE: Field.BIRTH_DATE,
    Field.SEX_MALE: Field.SEX,
    Field.SEX_FEMALE: Field.SEX,
}
# What the answer does not speak of: no column of ours comes from these.
_UNSAID: Final = frozenset({Field.NUMBER, Field.IGNORED, Field.SENSITIVE, Field.GUARDIAN_PHONE})


class StepNames(Protocol):
    """What a step is called; an `Indicator` is one."""

    @property
    def key(self) -> str:
        """The word that is stored."""

    @property
    def name_vi(self) -> str:
        """The whole name in Vietnamese."""

    @property
    def name_en(self) -> str:
        """The whole name in English."""

    @property
    def short_vi(self) -> str:
        """The label in Vietnamese."""

    @property
    def short_en(self) -> str:
        """The label in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A file as understood: its tables, the dropped columns as issues, the headings that nobody knows.

    `without_header` names the sheets that were left out because no header was found in them.
    """

    tables: tuple[SourceTable, ...] = ()
    issues: tuple[RowIssue, ...] = ()
    unknown: tuple[str, ...] = ()
    without_header: tuple[str, ...] = ()

    def columns(self) -> dict[str, tuple[str, ...]]:
        """Return our column names with the headings of the file that feed them, over all sheets."""
        found: dict[str, dict[str, None]] = {}
        for heading in (heading for table in self.tables for heading in table.headings):
            field = heading.feeds or heading.field
            name = heading.step or (_SAID_AS.get(field, field) if field and field not in _UNSAID else None)
            if name:
                found.setdefault(name, {})[heading.title] = None
        return {str(name): tuple(titles) for name, titles in found.items()}


def tables_of(
    *,
    file: RawFile,
    steps: Sequence[StepNames],  # noqa: ARG001 - the next commit reads them
    mapping: Mapping[str, str] = _NO_MAPPING,  # noqa: ARG001
    encoding: str = "auto",  # noqa: ARG001
) -> Layout:
    """Return the tables of a file; `mapping` says by folded heading what a column holds, and wins over what is known.

    A value of the mapping is a `Field`, a step's key, or a step's key with ":day" behind it for the column of its day.
    `encoding` is auto, unicode, tcvn3 or vni.

    Raises:
        CampaignError: "header_missing" when no sheet has a header with a column of names.
    """
    return Layout(without_header=tuple(sheet.name for sheet in file.sheets if sheet.name))
