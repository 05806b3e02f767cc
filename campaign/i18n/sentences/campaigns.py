"""What is refused when it comes to setting campaigns up: templates, drafts, checks, copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "campaign_not_draft": N_("The campaign “{name}” is open already; this can be changed only before it opens."),
    "campaign_not_ready": N_("Not opened: what must be mended comes first ({n}). The list below says where."),
    "acceptance_missing": N_("Read the points that may be accepted and tick that you accept them, or mend them."),
    "days_missing": N_("Choose the first and the last day."),
    "draft_changed_meanwhile": N_(
        "Somebody else changed “{name}” meanwhile: it now says {theirs}, you typed {yours}. Look, then save again."
    ),
    "end_before_targets": N_("There are targets due on {day}. Take them back first, or choose a later last day."),
    "end_before_work": N_(
        "There are records, reported numbers or outreach days up to {day}. Choose that day or a later one."
    ),
    "draft_has_targets": N_(
        "The draft has targets in {place}. Take them back on the screen Targets before you choose another place."
    ),
    "findings_not_accepted": N_("Not opened: {n} points are new since you looked. Read them, then accept."),
    "comparison_indicator_missing": N_(
        "“{campaign}” does not count “{indicator}”. Choose another indicator to compare with."
    ),
    "comparison_indicator_unlike": N_(
        "A percentage and a number cannot be compared: “{indicator}” is counted in another way in “{campaign}”."
    ),
    "comparison_place_missing": N_(
        "{place} was not part of “{campaign}”, nor was any place that became it. Compare a place above it."
    ),
    "group_line_unreadable": N_("“{line}”: write the commune, a tab and its group."),
    "group_name_long": N_("The name of a group has at most {limit} characters."),
    "group_place_ambiguous": N_("“{place}” may be several communes ({codes}). Write the code instead of the name."),
    "group_place_not_commune": N_("Only communes and wards of “{campaign}” can be put into a group."),
    "group_place_twice": N_("“{place}” stands in the list twice. Keep one of the two lines."),
    "group_place_unknown": N_(
        "“{place}” is no commune or ward of this campaign. Check the spelling, or write its code."
    ),
    "helpers_missing": N_("There are no volunteers yet. Paste the list of volunteers first."),
    "indicators_changed_meanwhile": N_(
        "Somebody else changed the steps of “{name}” meanwhile. They are shown anew; make your change again."
    ),
    "numbers_pending": N_(
        "{n} reported numbers are not approved yet ({units}). Approve them first, or accept that they do not count."
    ),
    "period_before_missing": N_(
        "“{campaign}” has no period before the one that began on {first}, so there is nothing to compare it with yet."
    ),
    "place_not_chosen": N_("Choose at least one place."),
    "template_age_invalid": N_("An age of “{indicator}” is not between 0 and {limit}."),
    "template_ages_reversed": N_("“{indicator}”: the upper age lies below the lower one."),
    "template_changed_meanwhile": N_(
        "{by} saved version {version} of this template at {at}. It is shown beside yours; decide, then save again."
    ),
    "template_days_invalid": N_("A campaign lasts between 1 and {limit} days."),
    "template_derived_missing": N_("A campaign with steps counts “{needed}” exactly once, under that key."),
    "template_empty": N_("Nothing is counted yet. Add a step or an indicator."),
    "template_key_taken": N_("There is another template under the key {template}. Open the list again."),
    "template_key_twice": N_("“{indicator}” occurs twice. Take one of them out."),
    "template_label_long": N_("A label of “{indicator}” is too long: at most {limit} characters."),
    "template_label_missing": N_("“{indicator}” lacks a name, a short label or a unit in one of the two languages."),
    "template_name_invalid": N_("Give the template a name of at most {limit} characters."),
    "template_of_product": N_("“{template}” belongs to the program. Make a template of your own from it."),
    "template_prerequisite_loop": N_("“{indicator}” would have to come before itself. Take one prerequisite out."),
    "template_prerequisite_missing": N_("“{indicator}” needs “{needed}” first, which is not in the list."),
    "template_prerequisite_optional": N_(
        "“{indicator}” is required and needs “{needed}” first, which is not. Make both required, or take the need out."
    ),
    "template_retired": N_("“{template}” is out of use. Take it back into use before you change it."),
}
