"""Reading the templates that officials made: their newest versions, and one version of one of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from campaign.db.tables import account, place, template
from campaign.domain.templates import Template, parse_template

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from campaign.db.base import AnyRow

WHOLE_COUNTRY = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTemplate:
    """One version of a template. `place_path` is "/" and `place_name` None for the whole country."""

    template: Template
    place_id: int | None
    place_name: str | None
    place_path: str
    commune_id: int
    based_on: str
    reason: str
    created_by: str
    created_at: datetime
    retired_at: datetime | None

    def overlaps(self, scope: Iterable[str]) -> bool:
        """Whether somebody with a scope may see it: it serves them, or lies in their area."""
        return any(root.startswith(self.place_path) or self.place_path.startswith(root) for root in scope)

    def serves(self, path: str) -> bool:
        """Whether a campaign at a place may be made from it."""
        return path.startswith(self.place_path)


_newest = select(template.c.key, func.max(template.c.version).label("version")).group_by(template.c.key).subquery()
_STORED = (
    select(
        template,
        place.c.name.label("place_name"),
        func.coalesce(place.c.path, WHOLE_COUNTRY).label("place_path"),
        func.coalesce(place.c.commune_id, 0).label("commune_id"),
        account.c.full_name.label("author"),
    )
    .select_from(template)
    .outerjoin(place, place.c.id == template.c.place_id)
    .outerjoin(account, account.c.id == template.c.created_by)
)
_NEWEST = _STORED.join(_newest, (_newest.c.key == template.c.key) & (_newest.c.version == template.c.version)).order_by(
    template.c.name_vi, template.c.key
)
_VERSIONS = _STORED.where(template.c.key == bindparam("wanted")).order_by(template.c.version.desc())


def newest_templates(connection: Connection, *, scope: Iterable[str]) -> tuple[StoredTemplate, ...]:
    """Return the newest version of every template whose place overlaps a scope, retired ones included (1 query)."""
    roots = tuple(scope)
    found = (_stored(row) for row in connection.execute(_NEWEST))
    return tuple(one for one in found if one.overlaps(roots))


def template_versions(connection: Connection, *, key: str) -> tuple[StoredTemplate, ...]:
    """Return every version of a template, newest first; () for a key that nobody made (1 query)."""
    return tuple(_stored(row) for row in connection.execute(_VERSIONS, {"wanted": key}))


def _stored(row: AnyRow) -> StoredTemplate:
    values = {
        "version": row.version,
        "name_vi": row.name_vi,
        "name_en": row.name_en,
        "days": row.days,
        "indicators": json.loads(row.content),
    }
    return StoredTemplate(
        template=parse_template(row.key, values),
        place_id=row.place_id,
        place_name=row.place_name,
        place_path=row.place_path,
        commune_id=row.commune_id,
        based_on=row.based_on,
        reason=row.reason,
        created_by=row.author or "",
        created_at=row.created_at,
        retired_at=row.retired_at,
    )
