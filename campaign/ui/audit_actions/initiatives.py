"""The log of models, initiatives and commendation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

DONE: Final[Mapping[str, str]] = {
    "initiative.register": N_("registered a model or an initiative in {where}"),
    "initiative.change": N_("changed a model or an initiative in {where}"),
    "initiative.recognise": N_("wrote down that a model or an initiative in {where} was recognised"),
    "initiative.unrecognise": N_("took back the recognition of a model or an initiative in {where}"),
    "initiative.withdraw": N_("withdrew a model or an initiative in {where}"),
    "commendation.register": N_("registered somebody for commendation in {where}"),
    "commendation.withdraw": N_("withdrew a registration for commendation in {where}"),
    "commendation.choose": N_("wrote down the leader’s choice for commendation in {where}"),
    "commendation.unchoose": N_("took back the leader’s choice for commendation in {where}"),
}
FIELDS: Final[Mapping[str, str]] = {
    "initiative_kind": N_("Kind"),
    "initiative_name": N_("Name"),
    "initiative_summary": N_("Summary"),
    "initiative_lead_unit": N_("Lead unit"),
    "initiative_started_on": N_("Since"),
    "initiative_evidence": N_("Evidence"),
    "initiative_place_id": N_("Place (number)"),
    "initiative_recognised_on": N_("Recognised on"),
    "initiative_recognised_by": N_("Recognised by"),
    "commendation_kind": N_("Kind"),
    "commendation_name": N_("Name"),
    "commendation_unit": N_("Unit"),
    "commendation_works": N_("Works"),
    "commendation_team_id": N_("Team (number)"),
    "commendation_account_id": N_("Account (number)"),
    "commendation_chosen_on": N_("Chosen on"),
    "commendation_chosen_by": N_("Chosen by"),
    "commendation_decision_number": N_("Number of the decision"),
}
VOCABULARY: Final[Mapping[str, str]] = {
    "initiative_kind": "InitiativeKind",
    "commendation_kind": "CommendationKind",
}
