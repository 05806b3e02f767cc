"""Column types and naming shared by all tables: every constraint has a name, every instant is UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, DateTime, MetaData, Row, String
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from enum import StrEnum

    from sqlalchemy import Dialect
    from sqlalchemy.types import TypeEngine

# A row of any columns; what it holds is read into frozen data at once.
AnyRow = Row[*tuple[Any, ...]]

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant: `timestamptz` on PostgreSQL, ISO text in UTC on SQLite, always aware when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive instant, whose zone nobody knows."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "naive datetime"
            raise ValueError(message)
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the instant in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def word(kind: type[StrEnum]) -> String:
    """Return the column type of a stored word."""
    return String(max(len(member.value) for member in kind) + 4)


def bytewise(length: int) -> TypeEngine[str]:
    """Return a text type that both engines compare byte by byte, as SQLite does: paths, codes, folds, sort keys."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def one_of(column: str, kind: type[StrEnum]) -> CheckConstraint:
    """Return the check that a column holds only words of the vocabulary."""
    words = ", ".join(f"'{member.value}'" for member in kind)
    return CheckConstraint(f"{column} IN ({words})", name=column)
