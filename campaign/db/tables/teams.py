"""Teams of volunteers, who is in charge of a village, and who looks at the screens as somebody else."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table, text

from campaign.db.base import UtcDateTime, bytewise, metadata, one_of, word
from campaign.domain.vocabulary import TeamKind

team = Table(
    "team",
    metadata,
    Column("id", Integer, primary_key=True),
    # The commune (or village, school) that the team belongs to.
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Column("kind", word(TeamKind), nullable=False),
    Column("name", String(200), nullable=False),
    Column("name_fold", bytewise(200), nullable=False),
    Column("lead_id", ForeignKey("account.id")),
    Column("created_at", UtcDateTime, nullable=False),
    # The day after which the team is no more; its past days keep it.
    Column("ended_on", Date),
    one_of("kind", TeamKind),
    Index(
        "uq_team_live_name",
        "place_id",
        "name_fold",
        unique=True,
        sqlite_where=text("ended_on IS NULL"),
        postgresql_where=text("ended_on IS NULL"),
    ),
)

team_member = Table(
    "team_member",
    metadata,
    Column("team_id", ForeignKey("team.id"), primary_key=True),
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("joined_on", Date, primary_key=True),
    Column("left_on", Date),
    CheckConstraint("left_on IS NULL OR left_on >= joined_on", name="dates"),
    Index("ix_team_member_account_id", "account_id"),
)

# "Phân công bám sát địa bàn": one person a place at a time, answerable for it whether or not they record there.
person_in_charge = Table(
    "person_in_charge",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("place_id", ForeignKey("place.id"), nullable=False),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date),
    CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="dates"),
    Index("ix_person_in_charge_account_id", "account_id"),
    Index(
        "uq_person_in_charge_current",
        "place_id",
        unique=True,
        sqlite_where=text("ends_on IS NULL"),
        postgresql_where=text("ends_on IS NULL"),
    ),
)

# A session that looks at the screens as another account ("xem như"): reading only, as long as the row is there.
view_as = Table(
    "view_as",
    metadata,
    Column("token_hash", LargeBinary(32), ForeignKey("sign_in_session.token_hash"), primary_key=True),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
)
