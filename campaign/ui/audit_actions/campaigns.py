"""The log of setting campaigns up: templates, drafts, checks, copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

DONE: Final[Mapping[str, str]] = {
    "campaign.draft": N_("began the draft “{campaign}”"),
    "campaign.details": N_("changed name, days or legal basis of “{campaign}”"),
    "campaign.amend": N_("changed name, plan number or last day of the open campaign “{campaign}”"),
    "campaign.place": N_("put the draft “{campaign}” at another place"),
    "campaign.indicators": N_("changed what “{campaign}” counts"),
    "campaign.open": N_("opened the campaign “{campaign}”"),
    "campaign.groups": N_("sorted the communes of “{campaign}” into groups"),
    "campaign.copy": N_("made “{campaign}” as a copy"),
    "target.drop": N_("took back targets of “{campaign}” that were due on other days"),
    "template.copy": N_("made a template for {where}"),
    "template.edit": N_("saved a new version of a template for {where}"),
    "template.retire": N_("took a template of {where} out of use"),
    "template.restore": N_("took a template of {where} back into use"),
}
FIELDS: Final[Mapping[str, str]] = {
    "accepted": N_("Accepted"),
    "based_on": N_("Made from"),
    "changed": N_("Changed"),
    "copied_from": N_("Copied from"),
    "days": N_("Days"),
    "groups": N_("Commune groups"),
    "indicators": N_("Indicators"),
    "pending": N_("Numbers not approved"),
    "targets": N_("Targets"),
    "targets_moved": N_("Targets moved to the new last day"),
    "way": N_("What stays the same"),
}
VOCABULARY: Final[Mapping[str, str]] = {"accepted": "Gap", "way": "CopyWay"}
