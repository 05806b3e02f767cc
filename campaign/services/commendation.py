"""Registering teams and persons for "Dân vận khéo", withdrawing, and writing down what the leader chose.

The software proposes nobody. A choice names who chose and when; it is written by the official and can be taken back.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from campaign.db.operations import initiatives as operations
from campaign.db.queries import commendation as queries
from campaign.db.queries.commendation import FieldPerson, StoredCommendation
from campaign.db.queries.places import Place
from campaign.db.queries.teams import StoredTeam, teams_in
from campaign.domain.personal_numbers import refuse_personal_numbers
from campaign.domain.vocabulary import CommendationKind
from campaign.errors import CampaignError
from campaign.services import initiative_rules as rules
from campaign.services.call import Action
from campaign.services.commendation_models import Choice, NewCommendation, Offered, Registrations
from campaign.services.initiatives import Registered, Withdrawal
from campaign.services.outreach_rules import sight_of
from campaign.services.place_events import log_at, shown
from campaign.services.scoping import campaign_in_scope, places_in_scope

if TYPE_CHECKING:
    from campaign.db import Connection
    from campaign.domain.indicators import CampaignDefinition
    from campaign.services.call import Call, Change

__all__ = [
    "Choice",
    "FieldPerson",
    "NewCommendation",
    "Offered",
    "Place",
    "Registrations",
    "StoredCommendation",
    "StoredTeam",
    "Withdrawal",
]


def list_registrations(*, call: Call, slug: str) -> Registrations:
    """Return the registrations of the viewer's area and whom they may register (7 queries).

    Raises `not_permitted`, `campaign_unknown`.
    """
    with call.read() as connection:
        campaign = campaign_in_scope(call, connection, slug=slug, action=Action.REGISTER_INITIATIVES)
        seen = places_in_scope(call, connection, campaign=campaign, action=Action.REGISTER_INITIATIVES)
        paths = sight_of(call, campaign).paths
        rows = queries.commendations_in(connection, campaign_id=campaign.id, paths=paths)
        editable = campaign.status in rules.OPEN_FOR and not call.viewer.seen_by
        teams, people = _subjects(call, connection, campaign)
    return Registrations(
        campaign=campaign,
        rows=rows,
        offered=Offered(places=seen if editable else (), teams=teams, people=people),
        editable=editable,
    )


def register_commendation(*, call: Call, command: NewCommendation) -> Registered:
    """Register a team, a person of the campaign, or somebody from outside it.

    Raises `not_permitted`, `campaign_unknown`, `campaign_anonymised`, `place_unknown`, `place_outside_campaign`,
    `commendation_subject_unknown`, `commendation_name_missing`, `commendation_taken`, `text_too_long`,
    `personal_number_in_text`.
    """
    with call.write() as change:
        campaign = rules.campaign_to_register(call, change.connection, command.campaign)
        place = rules.place_to_register(call, change.connection, campaign, command.place_id)
        if queries.commendation_by_id(change.connection, own=command.id) is not None:
            change.nothing_done()
            return Registered(id=command.id, repeated=True)
        columns = _columns(call, change.connection, campaign, command)
        row = {
            "id": command.id,
            "campaign_id": campaign.id,
            "place_id": place.id,
            **columns,
            "registered_on": call.moment.today,
            "version": 1,
            "created_by": call.viewer.account_id,
            "created_at": call.moment.now,
        }
        operations.insert_commendation(change.connection, row)
        after = shown("commendation", columns)
        log_at(change, campaign, place, "commendation.register", command.id, kind="commendation", after=after)
        return Registered(id=command.id)


def withdraw_commendation(*, call: Call, command: Withdrawal) -> bool:
    """Take a registration back with a reason; it is kept. False when it is withdrawn already.

    Raises `reason_missing`, `commendation_unknown`, `commendation_chosen`, `commendation_changed_meanwhile`,
    `not_permitted`, `text_too_long`, `personal_number_in_text`.
    """
    reason = rules.reason_of(command.reason)
    refuse_personal_numbers(reason)
    with call.write() as change:
        campaign, old = _to_change(call, change, command.campaign, command.id, Action.REGISTER_INITIATIVES)
        if old.withdrawn_at is not None:
            change.nothing_done()
            return False
        if old.chosen_on is not None:
            raise CampaignError("commendation_chosen", name=old.name)
        _refuse_stale(change, old, command.version)
        values = {"withdrawn_at": call.moment.now, "withdraw_reason": reason}
        operations.change_commendation(change.connection, own=old.id, values=values)
        before = {"commendation_name": old.name}
        log_at(
            change,
            campaign,
            old.place,
            "commendation.withdraw",
            old.id,
            kind="commendation",
            before=before,
            reason=reason,
        )
        return True


def choose_commendation(*, call: Call, command: Choice) -> bool:
    """Write down that a leader chose this registration; False when it stands like this already.

    Raises `choice_by_missing`, `choice_day_invalid`, `commendation_unknown`, `commendation_withdrawn`,
    `commendation_changed_meanwhile`, `not_permitted`, `text_too_long`, `personal_number_in_text`.
    """
    by, number = rules.one_line(command.by), rules.one_line(command.decision_number, rules.MAX_NUMBER)
    if not by:
        raise CampaignError("choice_by_missing")
    refuse_personal_numbers(by, number)
    with call.write() as change:
        campaign, old = _to_change(call, change, command.campaign, command.id, Action.MANAGE_CAMPAIGNS)
        if old.withdrawn_at is not None:
            raise CampaignError("commendation_withdrawn", name=old.name, reason=old.withdraw_reason)
        if not old.registered_on <= command.on <= call.moment.today:
            raise CampaignError("choice_day_invalid", day=command.on, registered=old.registered_on)
        before = _choice(old)
        wanted: dict[str, object] = {"chosen_on": command.on, "chosen_by": by, "decision_number": number}
        if wanted == before:
            change.nothing_done()
            return False
        _refuse_stale(change, old, command.version)
        _store_choice(change, campaign, old, wanted, action="commendation.choose")
        return True


def take_choice_back(*, call: Call, command: Withdrawal) -> bool:
    """Take back what was written down as the leader's choice, with a reason; False when there is none.

    Raises `reason_missing`, `commendation_unknown`, `commendation_changed_meanwhile`, `not_permitted`,
    `text_too_long`, `personal_number_in_text`.
    """
    reason = rules.reason_of(command.reason)
    refuse_personal_numbers(reason)
    with call.write() as change:
        campaign, old = _to_change(call, change, command.campaign, command.id, Action.MANAGE_CAMPAIGNS)
        if old.chosen_on is None:
            change.nothing_done()
            return False
        _refuse_stale(change, old, command.version)
        nothing: dict[str, object] = {"chosen_on": None, "chosen_by": "", "decision_number": ""}
        _store_choice(change, campaign, old, nothing, action="commendation.unchoose", reason=reason)
        return True


def _store_choice(
    change: Change,
    campaign: CampaignDefinition,
    old: StoredCommendation,
    wanted: dict[str, object],
    *,
    action: str,
    reason: str = "",
) -> None:
    operations.change_commendation(change.connection, own=old.id, values=wanted)
    log_at(
        change,
        campaign,
        old.place,
        action,
        old.id,
        kind="commendation",
        before=shown("commendation", {"name": old.name, **_choice(old)}),
        after=shown("commendation", {"name": old.name, **wanted}),
        reason=reason,
    )


def _choice(stored: StoredCommendation) -> dict[str, object]:
    return {
        "chosen_on": stored.chosen_on,
        "chosen_by": stored.chosen_by,
        "decision_number": stored.decision_number,
    }


def _to_change(
    call: Call, change: Change, slug: str, own: uuid.UUID, action: Action
) -> tuple[CampaignDefinition, StoredCommendation]:
    """Return what is to be changed, held until the write ends."""
    campaign = rules.campaign_to_register(call, change.connection, slug, action)
    found = queries.commendation_by_id(change.connection, own=own, lock=True)
    if (
        found is None
        or found.campaign_id != campaign.id
        or not any(found.place.path.startswith(path) for path in sight_of(call, campaign).paths)
    ):
        raise CampaignError("commendation_unknown")
    call.require(action, found.place.path)
    return campaign, found


def _refuse_stale(change: Change, stored: StoredCommendation, version: int) -> None:
    if stored.version != version:
        raise rules.changed_meanwhile(
            change,
            code="commendation_changed_meanwhile",
            commune_id=stored.place.commune_id,
            subject_kind="commendation",
            own=stored.id,
        )


def _subjects(
    call: Call, connection: Connection, campaign: CampaignDefinition
) -> tuple[tuple[StoredTeam, ...], tuple[FieldPerson, ...]]:
    """Return the teams and people of the viewer's area; a team lead's own team is theirs wherever it belongs."""
    sight, day = sight_of(call, campaign), campaign.nearest(call.moment.today)
    near = teams_in(connection, scope=[campaign.place_path], working_on=day)
    own = call.viewer.account_id
    teams = tuple(t for t in near if t.place_path.startswith(tuple(sight.paths)) or (own and t.lead_id == own))
    return teams, queries.field_people(connection, paths=sight.paths, day=day)


def _columns(
    call: Call, connection: Connection, campaign: CampaignDefinition, command: NewCommendation
) -> dict[str, object]:
    unit, works = rules.one_line(command.unit), rules.limited(command.works, rules.MAX_TEXT)
    name, kind = rules.one_line(command.name), command.kind
    if command.team_id is not None or command.account_id is not None:
        teams, people = _subjects(call, connection, campaign)
        team = next((t for t in teams if t.id == command.team_id), None)
        person = next((p for p in people if p.account_id == command.account_id), None)
        if team is not None and command.account_id is None:
            name, kind = team.name, CommendationKind.COLLECTIVE
        elif person is not None and command.team_id is None:
            name, kind = person.full_name, CommendationKind.INDIVIDUAL
        else:
            raise CampaignError("commendation_subject_unknown")
    if not name:
        raise CampaignError("commendation_name_missing")
    refuse_personal_numbers(name, unit, works)
    return {
        "kind": kind.value,
        "team_id": command.team_id,
        "account_id": command.account_id,
        "name": name,
        "unit": unit,
        "works": works,
    }
