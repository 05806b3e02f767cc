"""Models, initiatives, and who is registered for "Dân vận khéo". Nothing here is about a citizen.

What a team or a person achieved is never stored: it is counted from the records when the shortlist is drawn.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, String, Table, Uuid, text

from campaign.db.base import UtcDateTime, metadata, one_of, word
from campaign.domain.vocabulary import CommendationKind, InitiativeKind

initiative = Table(
    "initiative",
    metadata,
    # Made by the client, so that the same form sent twice is one initiative.
    Column("id", Uuid, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Column("kind", word(InitiativeKind), nullable=False),
    Column("name", String(300), nullable=False),
    Column("summary", String(2000), nullable=False, server_default=""),
    Column("lead_unit", String(200), nullable=False),
    Column("started_on", Date, nullable=False),
    # What proves it, in words: the number of a decision, minutes, an address on the commune's site.
    Column("evidence", String(1000), nullable=False, server_default=""),
    Column("recognised_on", Date),
    Column("recognised_by", String(200), nullable=False, server_default=""),
    Column("version", Integer, nullable=False),
    Column("created_by", ForeignKey("account.id")),
    Column("created_at", UtcDateTime, nullable=False),
    # Never deleted: what was taken back says why.
    Column("withdrawn_at", UtcDateTime),
    Column("withdraw_reason", String(500), nullable=False, server_default=""),
    one_of("kind", InitiativeKind),
    CheckConstraint("withdrawn_at IS NULL OR withdraw_reason <> ''", name="withdraw_has_reason"),
    Index("ix_initiative_campaign_id", "campaign_id", "place_id"),
)

commendation = Table(
    "commendation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False),
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Column("kind", word(CommendationKind), nullable=False),
    # A team or an account of the campaign, whose results are counted; neither for somebody from outside it.
    Column("team_id", ForeignKey("team.id")),
    Column("account_id", ForeignKey("account.id")),
    Column("name", String(200), nullable=False),
    Column("unit", String(200), nullable=False, server_default=""),
    Column("works", String(2000), nullable=False, server_default=""),
    Column("registered_on", Date, nullable=False),
    # The leader chooses, the software writes it down.
    Column("chosen_on", Date),
    Column("chosen_by", String(200), nullable=False, server_default=""),
    Column("decision_number", String(120), nullable=False, server_default=""),
    Column("version", Integer, nullable=False),
    Column("created_by", ForeignKey("account.id")),
    Column("created_at", UtcDateTime, nullable=False),
    Column("withdrawn_at", UtcDateTime),
    Column("withdraw_reason", String(500), nullable=False, server_default=""),
    one_of("kind", CommendationKind),
    CheckConstraint("withdrawn_at IS NULL OR withdraw_reason <> ''", name="withdraw_has_reason"),
    CheckConstraint("team_id IS NULL OR account_id IS NULL", name="one_subject"),
    Index("ix_commendation_campaign_id", "campaign_id", "place_id"),
    # Nobody stands twice on one shortlist.
    Index(
        "uq_commendation_team",
        "campaign_id",
        "team_id",
        unique=True,
        sqlite_where=text("withdrawn_at IS NULL AND team_id IS NOT NULL"),
        postgresql_where=text("withdrawn_at IS NULL AND team_id IS NOT NULL"),
    ),
    Index(
        "uq_commendation_account",
        "campaign_id",
        "account_id",
        unique=True,
        sqlite_where=text("withdrawn_at IS NULL AND account_id IS NOT NULL"),
        postgresql_where=text("withdrawn_at IS NULL AND account_id IS NOT NULL"),
    ),
)
