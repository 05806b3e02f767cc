"""Writing templates: a new version beside the old ones, and taking a template out of use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, update

from campaign.db.tables import template

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

_RETIRE = update(template).where(template.c.key == bindparam("wanted")).values(retired_at=bindparam("at"))


def insert_version(connection: Connection, values: Mapping[str, Any]) -> None:
    """Insert one version; raises `template_changed_meanwhile` when somebody else's has the number."""
    connection.execute(insert(template).values(**values))


def set_retired(connection: Connection, *, key: str, at: datetime | None) -> None:
    """Take every version of a template out of use, or back into it."""
    connection.execute(_RETIRE, {"wanted": key, "at": at})
