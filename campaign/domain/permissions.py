"""Who may do what, and where: one pure table that services, pages and routes all ask.

A role says which actions; a scope (paths in the place tree) says where. Nothing else in the house decides a right.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from campaign.domain.vocabulary import Role
from campaign.errors import CampaignError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Action(StrEnum):
    """Everything that somebody may be allowed to do."""

    SEE_PROGRESS = "see_progress"
    SEE_PEOPLE = "see_people"
    ENROL = "enrol"
    RECORD = "record"
    CORRECT_OWN = "correct_own"
    CORRECT_ANY = "correct_any"
    SET_TARGETS = "set_targets"
    MANAGE_PLACES = "manage_places"
    MANAGE_CAMPAIGNS = "manage_campaigns"
    MANAGE_ACCOUNTS = "manage_accounts"
    SEE_AUDIT = "see_audit"
    EXPORT_PROGRESS = "export_progress"
    EXPORT_PEOPLE = "export_people"
    REVEAL = "reveal"
    VERIFY = "verify"
    SEE_DESK = "see_desk"
    REPORT_NUMBERS = "report_numbers"
    APPROVE_NUMBERS = "approve_numbers"
    PLAN_OUTREACH = "plan_outreach"
    VIEW_AS = "view_as"
    MANAGE_PEOPLE = "manage_people"
    IMPORT = "import"
    OPEN_BOARD = "open_board"
    REGISTER_INITIATIVES = "register_initiatives"
    SEE_COMMENDATION = "see_commendation"


# What may be asked for while somebody looks at the screens as another person ("xem như"): whatever draws a screen.
# Writes end at `Call.write`; full numbers and lists of people leave no house in somebody else's name.
READING: Final = frozenset(Action) - {Action.REVEAL, Action.EXPORT_PEOPLE, Action.VIEW_AS}

_FIELD = frozenset(
    {
        Action.SEE_PROGRESS,
        Action.SEE_PEOPLE,
        Action.ENROL,
        Action.RECORD,
        Action.CORRECT_OWN,
        Action.REPORT_NUMBERS,
    },
)
_DESK = _FIELD | {
    Action.CORRECT_ANY,
    Action.SET_TARGETS,
    Action.MANAGE_PLACES,
    Action.MANAGE_CAMPAIGNS,
    Action.MANAGE_ACCOUNTS,
    Action.SEE_AUDIT,
    Action.EXPORT_PROGRESS,
    Action.EXPORT_PEOPLE,
    Action.REVEAL,
    Action.VERIFY,
    Action.SEE_DESK,
    Action.APPROVE_NUMBERS,
    Action.PLAN_OUTREACH,
    Action.VIEW_AS,
    Action.MANAGE_PEOPLE,
    Action.IMPORT,
    Action.OPEN_BOARD,
    Action.REGISTER_INITIATIVES,
    Action.SEE_COMMENDATION,
}
_READ = frozenset({Action.SEE_PROGRESS, Action.EXPORT_PROGRESS})

RIGHTS: Final[Mapping[Role, frozenset[Action]]] = {
    # An administrator of a small commune is often its only official, so the role holds every right.
    Role.ADMIN: frozenset(Action),
    Role.OFFICIAL: frozenset(_DESK),
    Role.TEAM_LEAD: _FIELD
    | {
        Action.CORRECT_ANY,
        Action.EXPORT_PROGRESS,
        Action.SEE_DESK,
        Action.PLAN_OUTREACH,
        Action.REGISTER_INITIATIVES,
    },
    Role.VOLUNTEER: _FIELD,
    # A leader sees numbers, never a citizen's name: what is not needed for the decision is not shown. Who is
    # registered for commendation is decided by the leader, and so is seen.
    Role.LEADER: _READ | {Action.SEE_COMMENDATION},
    Role.AUDITOR: _READ | {Action.SEE_AUDIT, Action.VERIFY},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """The person in front of a use case.

    `scope` holds paths of the place tree (`/66/24490/`): a place is in scope when its path starts with one.
    `commune_id` is the audit chain that this person's own events belong to (0 above communes).
    `seen_by` is the username of an official who looks at the screens as this person; "" when it is the person.
    """

    account_id: int | None
    username: str
    full_name: str
    role: Role
    place_id: int | None
    commune_id: int
    scope: tuple[str, ...]
    language: str = "vi"
    address: str = ""
    # Somebody else is looking through this account ("xem như"); nothing may be written.
    seen_by: str = ""


def allowed(*, role: Role, action: Action, scope: Iterable[str], path: str | None) -> bool:
    """Tell whether a role may do an action at a place.

    `path` is the place's materialised path; None asks for the action itself, wherever the scope lies (navigation).
    """
    if action not in RIGHTS[role]:
        return False
    return path is None or any(path.startswith(root) for root in scope)


def require(*, viewer: Viewer, action: Action, path: str | None) -> None:
    """Pass, or raise `CampaignError("not_permitted", action=…)`; the message never says what lies out of scope.

    Raises `view_as_read_only` for what is not in `READING` while somebody looks through the account.
    """
    if viewer.seen_by and action not in READING:
        raise CampaignError("view_as_read_only", username=viewer.username)
    if not allowed(role=viewer.role, action=action, scope=viewer.scope, path=path):
        raise CampaignError("not_permitted", action=action.value)
