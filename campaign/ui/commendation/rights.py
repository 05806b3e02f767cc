"""Which of the two lists somebody reads: the shortlist with its numbers, or the registrations of their own area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.domain.permissions import Action, allowed

if TYPE_CHECKING:
    from campaign.ui.context import Context


def sees_shortlist(here: Context) -> bool:
    """Whether the viewer sees the numbers."""
    return _may(here, Action.SEE_COMMENDATION)


def registers(here: Context) -> bool:
    """Whether the viewer registers."""
    return _may(here, Action.REGISTER_INITIATIVES)


def _may(here: Context, action: Action) -> bool:
    viewer = here.call.viewer
    return allowed(role=viewer.role, action=action, scope=viewer.scope, path=None)
