"""What is refused when it comes to teams, lists of volunteers, looking as somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "account_changed_meanwhile": N_(
        "Somebody else changed this account meanwhile to: {theirs}. You wanted: {yours}. Look at it again, then decide."
    ),
    "account_idle": N_(
        "Nobody used this account for {days} days, so it has been disabled. Ask the commune's official to enable it."
    ),
    "first_day_missing": N_("Choose the first day of work."),
    "in_charge_taken": N_(
        "Meanwhile {theirs} was put in charge of this place. You wanted {yours}. Look at it again, then decide."
    ),
    "in_charge_changed_meanwhile": N_(
        "Somebody else put a person in charge of this place a moment ago. Look at the list, then decide."
    ),
    "people_missing": N_("Choose at least one person."),
    "villages_missing": N_("Choose at least one village, or take the villages of these days back."),
    "people_list_empty": N_("Nobody stands in the list. Paste names one a line, or rows copied from Excel."),
    "people_list_too_long": N_("The list has {n} lines; at most {limit} are made at once. Paste it in parts."),
    "role_unknown": N_("“{value}” is no role. Write volunteer, team leader, official or leader, or leave it empty."),
    "team_changed_meanwhile": N_(
        "Somebody else changed this team meanwhile to: {theirs}. You wanted: {yours}. Look at it again, then decide."
    ),
    "team_ended": N_("“{name}” ended on {day}. Choose an earlier day, or another team."),
    "team_member_already": N_("This person is in the team already."),
    "team_member_missing": N_("{name} is not in “{team}”. Look at the list again."),
    "team_name_invalid": N_("“{name}” is not a name for a team (letters, at most {limit} characters)."),
    "team_name_taken": N_("There is a team of this name already. Choose another name, or use that team."),
    "team_not_here": N_("There is no team “{value}” in {place}. Add it under Teams first, or leave the cell empty."),
    "team_unknown": N_("This team is not in your area. Choose one from the list."),
    "username_twice": N_("The user name “{username}” stands twice in the list. Change one of them."),
    "village_unknown": N_(
        "“{value}” is no village, school or agency of {place}. Check the spelling, or add it under Places."
    ),
    "view_as_self": N_("This is your own account: you see it as yourself already."),
    "view_as_read_only": N_(
        "You are looking as {username}. Nothing can be changed here; go back to your own account first."
    ),
}
