"""Reading pairs for a page: the most alike first, both people in a scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select

from campaign.db.queries.duplicates import StoredPair, as_pair
from campaign.db.tables import account, citizen, citizen_merge, duplicate_pair, place
from campaign.domain.vocabulary import DuplicateState

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence
    from typing import Any

    from sqlalchemy import Connection, Select

    from campaign.db.base import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PagedPair:
    """One pair of a page with who decided about it, who added either entry, and the merge that made it one."""

    pair: StoredPair
    decided_by: str
    created_by: tuple[str, str]
    merge_id: uuid.UUID | None
    kept_id: uuid.UUID | None


_FIRST, _SECOND = citizen.alias("first"), citizen.alias("second")
_AT_FIRST, _AT_SECOND = place.alias("at_first"), place.alias("at_second")
_BY_FIRST, _BY_SECOND = account.alias("by_first"), account.alias("by_second")
_PEOPLE = (
    duplicate_pair.join(
        _FIRST,
        and_(_FIRST.c.commune_id == duplicate_pair.c.commune_id, _FIRST.c.id == duplicate_pair.c.first_id),
    )
    .join(
        _SECOND,
        and_(_SECOND.c.commune_id == duplicate_pair.c.commune_id, _SECOND.c.id == duplicate_pair.c.second_id),
    )
    .join(_AT_FIRST, _AT_FIRST.c.id == _FIRST.c.place_id)
    .join(_AT_SECOND, _AT_SECOND.c.id == _SECOND.c.place_id)
)
_TOLD = (
    _PEOPLE.outerjoin(account, account.c.id == duplicate_pair.c.decided_by)
    .outerjoin(_BY_FIRST, _BY_FIRST.c.id == _FIRST.c.created_by)
    .outerjoin(_BY_SECOND, _BY_SECOND.c.id == _SECOND.c.created_by)
    .outerjoin(
        citizen_merge,
        and_(
            citizen_merge.c.commune_id == duplicate_pair.c.commune_id,
            citizen_merge.c.undone_at.is_(None),
            or_(
                and_(
                    citizen_merge.c.kept_id == duplicate_pair.c.first_id,
                    citizen_merge.c.gone_id == duplicate_pair.c.second_id,
                ),
                and_(
                    citizen_merge.c.kept_id == duplicate_pair.c.second_id,
                    citizen_merge.c.gone_id == duplicate_pair.c.first_id,
                ),
            ),
        ),
    )
)


def count_pairs(connection: Connection, *, communes: Sequence[int], roots: Sequence[str], state: DuplicateState) -> int:
    """Return how many pairs of some communes are in a state, both people living under one of the roots."""
    statement = _within(select(func.count()).select_from(_PEOPLE), communes, roots, state)
    return int(connection.execute(statement).scalar_one())


def page_of_pairs(
    connection: Connection,
    *,
    communes: Sequence[int],
    roots: Sequence[str],
    state: DuplicateState,
    offset: int,
    limit: int,
) -> tuple[PagedPair, ...]:
    """Return one page of such pairs: the most alike first while they are open, the latest decision first after."""
    order = (duplicate_pair.c.score.desc(),) if state is DuplicateState.OPEN else (duplicate_pair.c.decided_at.desc(),)
    statement = select(
        duplicate_pair,
        func.coalesce(account.c.full_name, "").label("decider"),
        func.coalesce(_BY_FIRST.c.full_name, "").label("first_by"),
        func.coalesce(_BY_SECOND.c.full_name, "").label("second_by"),
        citizen_merge.c.id.label("merge_id"),
        citizen_merge.c.kept_id.label("kept_id"),
    ).select_from(_TOLD)
    whole = (
        _within(statement, communes, roots, state)
        .order_by(*order, duplicate_pair.c.first_id, duplicate_pair.c.second_id)
        .offset(offset)
        .limit(limit)
    )
    return tuple(_paged(row) for row in connection.execute(whole))


def _within(
    statement: Select[Any], communes: Sequence[int], roots: Sequence[str], state: DuplicateState
) -> Select[Any]:
    """Narrow a statement to pairs of people who are both there, and both in scope."""
    narrowed = statement.where(
        duplicate_pair.c.commune_id.in_(list(communes)),
        duplicate_pair.c.state == state.value,
        _FIRST.c.erased_at.is_(None),
        _SECOND.c.erased_at.is_(None),
        # Below "/12/" is everything from "/12/" up to "/120", bytewise: "0" follows "/".
        or_(*(and_(_AT_FIRST.c.path >= root, _AT_FIRST.c.path < root[:-1] + "0") for root in roots)),
        or_(*(and_(_AT_SECOND.c.path >= root, _AT_SECOND.c.path < root[:-1] + "0") for root in roots)),
    )
    if state is DuplicateState.MERGED:
        return narrowed
    return narrowed.where(_FIRST.c.merged_into.is_(None), _SECOND.c.merged_into.is_(None))


def _paged(row: AnyRow) -> PagedPair:
    return PagedPair(
        pair=as_pair(row),
        decided_by=row.decider,
        created_by=(row.first_by, row.second_by),
        merge_id=row.merge_id,
        kept_id=row.kept_id,
    )
