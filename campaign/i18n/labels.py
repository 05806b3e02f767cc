"""The official words for the vocabulary's members: what people read instead of a stored word.

Members are known by their class and value, so that the language room stays below the rules.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from campaign.i18n import N_, _

_WORDS: Final[dict[str, dict[str, str]]] = {
    "Role": {
        "admin": N_("Administrator"),
        "official": N_("Commune official"),
        "team_lead": N_("Team leader"),
        "volunteer": N_("Volunteer"),
        "leader": N_("Leader (read only)"),
        "auditor": N_("Auditor"),
    },
    "PlaceKind": {
        "province": N_("Province"),
        "commune": N_("Commune"),
        "ward": N_("Ward"),
        "special_zone": N_("Special zone"),
        "village": N_("Village"),
        "residential_group": N_("Residential group"),
        "school": N_("School"),
        "agency": N_("Agency"),
        "support_point": N_("Support point"),
    },
    "StepStatus": {
        "completed": N_("Done"),
        "already_had": N_("Had it before"),
        "assisted": N_("Guided, not finished"),
        "refused": N_("Refused"),
        "unreachable": N_("Not reached"),
        "not_applicable": N_("Not applicable"),
    },
    "Channel": {
        "home_visit": N_("At home"),
        "support_point": N_("At a support point"),
        "school": N_("At school"),
        "outreach_day": N_("On an outreach day"),
        "online": N_("Online"),
        "import": N_("From an Excel list"),
    },
    "IndicatorKind": {
        "step": N_("Step"),
        "all_steps": N_("All steps"),
        "reached": N_("People reached"),
        "count": N_("Reported number"),
        "ratio": N_("Ratio"),
    },
    "Pace": {
        "ahead": N_("Ahead of plan"),
        "on_track": N_("On plan"),
        "at_risk": N_("At risk"),
        "behind": N_("Behind plan"),
        "done": N_("Target met"),
        "not_started": N_("Not started"),
        "no_target": N_("No target"),
    },
    "ImportKind": {
        "citizens": N_("Citizens"),
        "places": N_("Places"),
        "targets": N_("Targets"),
    },
    "Severity": {
        "error": N_("Not taken"),
        "warning": N_("Taken, with a doubt"),
        "notice": N_("Taken, for information"),
    },
    "RowOutcome": {
        "added": N_("Added"),
        "completed": N_("Completed"),
        "known": N_("Already there"),
    },
    "DuplicateState": {
        "open": N_("To be decided"),
        "distinct": N_("Two people"),
        "merged": N_("Merged"),
    },
    "Consent": {
        "given": N_("Consent given"),
        "not_required": N_("Consent not required"),
        "refused": N_("Consent refused"),
        "withdrawn": N_("Consent withdrawn"),
        "unknown": N_("Consent not asked yet"),
    },
    "ConsentMeans": {
        "verbal": N_("By word"),
        "written": N_("In writing"),
    },
    "CampaignStatus": {
        "draft": N_("Draft"),
        "open": N_("Open for recording"),
        "closed": N_("Closed"),
        "anonymised": N_("Anonymised"),
    },
    "LegalBasis": {
        "duty": N_("State duty under a plan"),
        "consent": N_("The person's consent"),
    },
    "Sex": {"male": N_("Male"), "female": N_("Female")},
    "PopulationGroup": {
        "all": N_("whole population"),
        "from_6": N_("aged 6 and over"),
        "from_14": N_("aged 14 and over"),
        "from_15": N_("aged 15 and over"),
        "from_18": N_("aged 18 and over"),
        "households": N_("households"),
    },
    "CopyWay": {
        "same_total": N_("the same total"),
        "same_share": N_("the same share of the people"),
    },
    # What an official may accept before a campaign opens (campaign.domain.readiness).
    "Gap": {
        "campaign_over": N_("last day has passed"),
        "start_passed": N_("first day has passed"),
        "plan_number_missing": N_("no plan number"),
        "prerequisite_missing": N_("a step lacks its prerequisite"),
        "places_unstaffed": N_("places without anybody"),
        "no_targets": N_("no targets"),
        "parts_differ": N_("parts do not make the total"),
    },
    "TargetKind": {"count": N_("Number of people"), "percent": N_("Share of a population group")},
    "ReportStatus": {
        "draft": N_("Draft, not sent"),
        "submitted": N_("Sent"),
        "returned": N_("Returned for correction"),
        "approved": N_("Approved"),
        "locked": N_("Locked"),
    },
    "ReportLevel": {
        "commune": N_("Communes and wards report"),
        "unit": N_("Villages, schools and agencies report"),
    },
    "TeamKind": {
        "digital_team": N_("Community digital team"),
        "youth_union": N_("Youth union"),
        "police": N_("Commune police"),
        "school": N_("School team"),
        "other": N_("Another team"),
    },
    "OutreachKind": {
        "wednesday_online": N_("Online Wednesday"),
        "saturday_for_people": N_("Saturday for the people"),
        "training_session": N_("Class"),
        "visit": N_("Visit from house to house"),
        "dialogue": N_("Dialogue with the people"),
        "other": N_("Another outreach day"),
    },
    "OutreachStatus": {
        "planned": N_("Planned"),
        "held": N_("Held"),
        "cancelled": N_("Cancelled"),
    },
    "SupportKind": {
        "wifi_point": N_("Free wifi point"),
        "sim_card": N_("SIM cards"),
        "gift": N_("Gifts"),
        "equipment": N_("Equipment"),
        "other": N_("Other support"),
    },
    "PeriodKind": {
        "day": N_("Day"),
        "week": N_("Week"),
        "month": N_("Month"),
        "whole": N_("Whole campaign"),
    },
    "ReportProfile": {
        "ubnd": N_("People's committee (UBND)"),
        "doan": N_("Youth union (Đoàn)"),
    },
    "Figure": {
        "result": N_("Result"),
        "already_had": N_("Had it before"),
        "assisted": N_("Guided, not finished"),
        "eligible": N_("Eligible"),
        "target": N_("Target"),
        "toward_target": N_("Toward the target"),
        "rate": N_("Rate"),
        "planned_today": N_("By the plan"),
        "needed_per_day": N_("Needed a day"),
        "forecast_total": N_("Forecast"),
        "week": N_("This week"),
        "rank": N_("Rank"),
    },
    "InitiativeKind": {"model": N_("Model"), "initiative": N_("Initiative")},
    "CommendationKind": {"collective": N_("Collective"), "individual": N_("Individual")},
}


def label(member: StrEnum) -> str:
    """Return the word of a member of the vocabulary in the current language; the stored word if it has none."""
    return word(type(member).__name__, member.value)


def word(kind: str, value: str) -> str:
    """Return the word of a stored value, given the name of its vocabulary ("Role", "StepStatus")."""
    found = _WORDS.get(kind, {}).get(value)
    return value if found is None else _(found)
