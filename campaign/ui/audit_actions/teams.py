"""The log of teams, lists of volunteers, looking as somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

DONE: Final[Mapping[str, str]] = {
    "account.edit": N_("changed the account of {who}"),
    "account.view_as": N_("began to look at the screens as {who}, reading only"),
    "account.view_as_end": N_("stopped looking at the screens as {who}"),
    "place.charge_end": N_("ended the charge of {who} for {where}"),
    "place.in_charge": N_("put {who} in charge of {where}"),
    "team.add": N_("added a team to {where}"),
    "team.edit": N_("changed a team of {where}"),
    "team.end": N_("ended a team of {where}"),
    "team.join": N_("took people into a team of {where}"),
    "team.leave": N_("let somebody leave a team of {where}"),
}
FIELDS: Final[Mapping[str, str]] = {
    "in_charge": N_("Person in charge"),
    "lead": N_("Team leader"),
    "members": N_("Members"),
    "team": N_("Team"),
    "team_kind": N_("Kind of team"),
}
VOCABULARY: Final[Mapping[str, str]] = {"team_kind": "TeamKind"}
