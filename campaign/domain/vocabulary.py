"""The words that are stored: enumerations whose values are the product's public vocabulary.

A value here is a contract with files and programs outside; labels for people live in the catalogues.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What an account may do; where it may do it is its place."""

    ADMIN = "admin"
    OFFICIAL = "official"
    TEAM_LEAD = "team_lead"
    VOLUNTEER = "volunteer"
    LEADER = "leader"
    AUDITOR = "auditor"


class PlaceKind(StrEnum):
    """Kinds of place in the one tree."""

    PROVINCE = "province"
    COMMUNE = "commune"
    WARD = "ward"
    SPECIAL_ZONE = "special_zone"
    VILLAGE = "village"
    RESIDENTIAL_GROUP = "residential_group"
    SCHOOL = "school"
    AGENCY = "agency"
    SUPPORT_POINT = "support_point"


COMMUNE_KINDS = frozenset({PlaceKind.COMMUNE, PlaceKind.WARD, PlaceKind.SPECIAL_ZONE})
RESIDENCE_KINDS = frozenset({PlaceKind.VILLAGE, PlaceKind.RESIDENTIAL_GROUP})


class StepStatus(StrEnum):
    """The outcome of one step for one person."""

    COMPLETED = "completed"
    ALREADY_HAD = "already_had"
    ASSISTED = "assisted"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    NOT_APPLICABLE = "not_applicable"


HAVE_STATUSES = frozenset({StepStatus.COMPLETED, StepStatus.ALREADY_HAD})


class Channel(StrEnum):
    """How the person was helped."""

    HOME_VISIT = "home_visit"
    SUPPORT_POINT = "support_point"
    SCHOOL = "school"
    OUTREACH_DAY = "outreach_day"
    ONLINE = "online"
    IMPORT = "import"


class IndicatorKind(StrEnum):
    """What an indicator counts."""

    STEP = "step"
    ALL_STEPS = "all_steps"
    REACHED = "reached"
    COUNT = "count"
    RATIO = "ratio"


class Pace(StrEnum):
    """Where a place stands against its plan."""

    AHEAD = "ahead"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    BEHIND = "behind"
    DONE = "done"
    NOT_STARTED = "not_started"
    NO_TARGET = "no_target"


class Consent(StrEnum):
    """The state of a person's consent to the processing of their data (Luật 91/2025/QH15 Art. 9, 19)."""

    GIVEN = "given"
    NOT_REQUIRED = "not_required"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class ConsentMeans(StrEnum):
    """How somebody agreed; consent must be provable (Luật 91/2025/QH15 Art. 9)."""

    VERBAL = "verbal"
    WRITTEN = "written"


class CampaignStatus(StrEnum):
    """The life of a campaign."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    ANONYMISED = "anonymised"


class LegalBasis(StrEnum):
    """Why personal data may be processed: a state duty (Art. 19.1 c) or the person's consent."""

    DUTY = "duty"
    CONSENT = "consent"


class Sex(StrEnum):
    """Sex as printed on identity papers."""

    MALE = "male"
    FEMALE = "female"


class PopulationGroup(StrEnum):
    """Denominators that a place may have, each with a date."""

    ALL = "all"
    FROM_6 = "from_6"
    FROM_14 = "from_14"
    FROM_15 = "from_15"
    FROM_18 = "from_18"
    HOUSEHOLDS = "households"


class TargetKind(StrEnum):
    """A target is a number of people, or a share of a named and dated population group."""

    COUNT = "count"
    PERCENT = "percent"


class ReportStatus(StrEnum):
    """The way of one reported number: missing is no row at all."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    LOCKED = "locked"


COUNTED_REPORTS = frozenset({ReportStatus.APPROVED, ReportStatus.LOCKED})


class ReportLevel(StrEnum):
    """Which places report a campaign's numbers: its communes, or the villages, schools and agencies."""

    COMMUNE = "commune"
    UNIT = "unit"


class TeamKind(StrEnum):
    """Who a team of the campaign is."""

    DIGITAL_TEAM = "digital_team"
    YOUTH_UNION = "youth_union"
    POLICE = "police"
    SCHOOL = "school"
    OTHER = "other"


class OutreachKind(StrEnum):
    """What kind of outreach day it is."""

    WEDNESDAY_ONLINE = "wednesday_online"
    SATURDAY_FOR_PEOPLE = "saturday_for_people"
    TRAINING_SESSION = "training_session"
    VISIT = "visit"
    DIALOGUE = "dialogue"
    OTHER = "other"


class OutreachStatus(StrEnum):
    """The life of one outreach day."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class SupportKind(StrEnum):
    """What a partner gives, in kind."""

    WIFI_POINT = "wifi_point"
    SIM_CARD = "sim_card"
    GIFT = "gift"
    EQUIPMENT = "equipment"
    OTHER = "other"


class ImportKind(StrEnum):
    """What a list holds."""

    CITIZENS = "citizens"
    PLACES = "places"
    TARGETS = "targets"


class Severity(StrEnum):
    """What an issue of a row does: keep it out, leave a field empty or doubtful, or only explain a repair."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class RowOutcome(StrEnum):
    """What a row that was taken did: it brought somebody, filled what was empty, or told nothing new."""

    ADDED = "added"
    COMPLETED = "completed"
    KNOWN = "known"


class DuplicateState(StrEnum):
    """What became of two people who look alike."""

    OPEN = "open"
    DISTINCT = "distinct"
    MERGED = "merged"


class PeriodKind(StrEnum):
    """What a report or a comparison covers."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    WHOLE = "whole"


class ReportProfile(StrEnum):
    """Whose document a report is: its head, its number form and its signature (NĐ 30/2020; HD 29-HD/TWĐTN-VP)."""

    UBND = "ubnd"
    DOAN = "doan"


class Figure(StrEnum):
    """A number of one place and one indicator that anybody may ask about: "số này ở đâu ra?"."""

    RESULT = "result"
    ALREADY_HAD = "already_had"
    ASSISTED = "assisted"
    ELIGIBLE = "eligible"
    TARGET = "target"
    TOWARD_TARGET = "toward_target"
    RATE = "rate"
    PLANNED_TODAY = "planned_today"
    NEEDED_PER_DAY = "needed_per_day"
    FORECAST_TOTAL = "forecast_total"
    WEEK = "week"
    RANK = "rank"


class InitiativeKind(StrEnum):
    """A model (mô hình) that others may copy, or an initiative (sáng kiến) that solves one thing."""

    MODEL = "model"
    INITIATIVE = "initiative"


class CommendationKind(StrEnum):
    """Who is registered for "Dân vận khéo": a collective or an individual."""

    COLLECTIVE = "collective"
    INDIVIDUAL = "individual"
