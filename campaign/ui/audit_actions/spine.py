"""The log of the spine: records, people, targets, campaigns, places, accounts, the installation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

# What was done, after the name of who did it. {who} is the person acted upon, {where} the place, {what} the rest.
DONE: Final[Mapping[str, str]] = {
    "record.correct": N_("corrected a step of {who} in {where}"),
    "citizen.enrol": N_("added {who} to the list of {where}"),
    "citizen.mend": N_("corrected the details of {who} in {where}"),
    "citizen.consent": N_("recorded the consent of {who} in {where}"),
    "citizen.export": N_("exported the list of people of {where}, masked"),
    "citizen.export_revealed": N_("exported the list of people of {where} with full numbers"),
    "citizen.reveal": N_("looked at the full numbers of {who} in {where}"),
    "target.set": N_("set targets of “{campaign}”"),
    "campaign.create": N_("made the campaign “{campaign}”"),
    "campaign.close": N_("closed the campaign “{campaign}”"),
    "campaign.reopen": N_("reopened the campaign “{campaign}”"),
    "place.add": N_("added {where}"),
    "place.population": N_("entered the population of {where}"),
    "place.succeed": N_("recorded the merger of {where}"),
    "account.add": N_("made the account of {who}"),
    "account.disable": N_("disabled the account of {who}"),
    "account.enable": N_("enabled the account of {who}"),
    "account.reset_password": N_("reset the password of {who}"),
    "account.assign": N_("assigned villages to {who}"),
    "account.change_password": N_("changed their own password"),
    "account.language": N_("chose another language"),
    "account.sign_in": N_("signed in"),
    "account.sign_in_failed": N_("failed to sign in: wrong password"),
    "account.sign_in_refused": N_("was refused at the sign-in"),
    "account.sign_out": N_("signed out"),
    "account.sign_out_everywhere": N_("signed out on all devices"),
    "account.unlock": N_("unlocked the screen"),
    "account.unlock_failed": N_("failed to unlock the screen: wrong password"),
    "account.unlock_refused": N_("was refused at the lock"),
    "account.locked": N_("was locked out after too many wrong passwords"),
    "installation.init": N_("set up the installation"),
    "installation.sample": N_("built the sample data"),
    "reference.load": N_("loaded the reference data"),
}
FIELDS: Final[Mapping[str, str]] = {
    "day": N_("Day"),
    "status": N_("Status"),
    "birth_year": N_("Year of birth"),
    "consent": N_("Consent"),
    "phone": N_("Phone"),
    "personal_id": N_("Personal id"),
    "how": N_("How it was given"),
    "changed": N_("Changed"),
    "full_name": N_("Full name"),
    "birth": N_("Birth"),
    "sex": N_("Sex"),
    "guardian_name": N_("Legal representative"),
    "username": N_("Username"),
    "role": N_("Role"),
    "place": N_("Place"),
    "places": N_("Places"),
    "from": N_("From"),
    "to": N_("Until"),
    "until": N_("Until"),
    "failures": N_("Wrong passwords in a row"),
    "language": N_("Language"),
    "sessions": N_("Sessions"),
    "rows": N_("Rows"),
    "name": N_("Name"),
    "kind": N_("Kind"),
    "code": N_("Code"),
    "starts_on": N_("First day"),
    "ends_on": N_("Last day"),
    "legal_basis": N_("Legal basis"),
    "plan_number": N_("Plan number"),
    "on": N_("In force from"),
    "share": N_("Share"),
    "group": N_("Population group"),
    "as_of": N_("As of"),
    "n": N_("Number"),
    "populations": N_("Population"),
    "today": N_("Day"),
    "version": N_("Version"),
    "template_key": N_("Template"),
    "template_version": N_("Version of the template"),
}
# Stored words that have a label, by the field that holds them.
VOCABULARY: Final[Mapping[str, str]] = {
    "consent": "Consent",
    "how": "ConsentMeans",
    "role": "Role",
    "kind": "PlaceKind",
    "legal_basis": "LegalBasis",
    "status": "CampaignStatus",
    "group": "PopulationGroup",
}
