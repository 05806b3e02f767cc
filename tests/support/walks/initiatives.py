"""The services of models, initiatives and commendation."""

import uuid

from campaign.clock import new_id
from campaign.db.operations.initiatives import insert_commendation, insert_initiative
from campaign.db.queries.commendation import commendation_by_id
from campaign.db.queries.initiatives import initiative_by_id
from campaign.domain.permissions import Action
from campaign.domain.vocabulary import InitiativeKind
from campaign.services import commendation, initiatives, initiatives_view, shortlist
from campaign.services.commendation import Choice, NewCommendation
from campaign.services.initiatives import InitiativeChange, InitiativeFields, NewInitiative, Recognition, Withdrawal
from tests.support.desk import Desk
from tests.support.walks.walk import Walk
from tests.support.world import CAMPAIGN, NOW, TODAY

FIELDS = InitiativeFields(
    kind=InitiativeKind.MODEL, name="Ngõ số buôn Jung", lead_unit="Đoàn xã Krông Pắc", started_on=TODAY
)


def standing(desk: Desk) -> uuid.UUID:
    """Return a model of Buôn Jung that stands there already, written without a trace in the log."""
    own = uuid.UUID(int=0x1A)
    with desk.store.write() as connection:
        if initiative_by_id(connection, own=own) is None:
            row = {
                "id": own,
                "campaign_id": desk.world.campaign.id,
                "place_id": desk.world.place("Buôn Jung").id,
                "kind": "model",
                "name": FIELDS.name,
                "lead_unit": FIELDS.lead_unit,
                "started_on": TODAY,
                "version": 1,
                "created_at": NOW.now,
            }
            insert_initiative(connection, row)
    return own


def register(desk: Desk) -> NewInitiative:
    return NewInitiative(id=new_id(), campaign=CAMPAIGN, place_id=desk.world.place("Buôn Jung").id, fields=FIELDS)


def change(desk: Desk) -> InitiativeChange:
    fields = InitiativeFields(kind=FIELDS.kind, name="Ngõ số", lead_unit=FIELDS.lead_unit, started_on=TODAY)
    place_id = desk.world.place("Buôn Jung").id
    return InitiativeChange(id=standing(desk), campaign=CAMPAIGN, version=1, place_id=place_id, fields=fields)


def registered(desk: Desk, *, chosen: bool = False) -> uuid.UUID:
    """Return a registration of Buôn Jung that stands there already, written without a trace in the log."""
    own = uuid.UUID(int=0x2A + chosen)
    with desk.store.write() as connection:
        if commendation_by_id(connection, own=own) is None:
            row = {
                "id": own,
                "campaign_id": desk.world.campaign.id,
                "place_id": desk.world.place("Buôn Jung").id,
                "kind": "collective",
                "name": "Chi đoàn buôn Jung (mẫu)",
                "registered_on": TODAY,
                "chosen_on": TODAY if chosen else None,
                "chosen_by": "Chủ tịch UBND xã (mẫu)" if chosen else "",
                "version": 1,
                "created_at": NOW.now,
            }
            insert_commendation(connection, row)
    return own


def somebody(desk: Desk) -> NewCommendation:
    place_id = desk.world.place("Buôn Jung").id
    return NewCommendation(id=new_id(), campaign=CAMPAIGN, place_id=place_id, name="Hội Phụ nữ buôn Jung (mẫu)")


def chosen(desk: Desk) -> Choice:
    return Choice(id=registered(desk), campaign=CAMPAIGN, version=1, on=TODAY, by="Chủ tịch UBND xã (mẫu)")


TABLE: dict[str, Walk] = {
    "initiatives.register_initiative": Walk(
        action=Action.REGISTER_INITIATIVES,
        run=lambda desk, call: initiatives.register_initiative(call=call, command=register(desk)),
        next_door="campaign_unknown",
        writes=True,
    ),
    "initiatives.change_initiative": Walk(
        action=Action.REGISTER_INITIATIVES,
        run=lambda desk, call: initiatives.change_initiative(call=call, command=change(desk)),
        next_door="campaign_unknown",
        writes=True,
    ),
    "initiatives.recognise_initiative": Walk(
        action=Action.REGISTER_INITIATIVES,
        run=lambda desk, call: initiatives.recognise_initiative(
            call=call, command=Recognition(id=standing(desk), campaign=CAMPAIGN, version=1, on=TODAY, by="UBND xã")
        ),
        next_door="campaign_unknown",
        writes=True,
    ),
    "initiatives.withdraw_initiative": Walk(
        action=Action.REGISTER_INITIATIVES,
        run=lambda desk, call: initiatives.withdraw_initiative(
            call=call, command=Withdrawal(id=standing(desk), campaign=CAMPAIGN, version=1, reason="trùng")
        ),
        next_door="campaign_unknown",
        writes=True,
    ),
    "initiatives_view.list_initiatives": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _desk, call: initiatives_view.list_initiatives(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "initiatives_view.initiative_view": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda desk, call: initiatives_view.initiative_view(call=call, slug=CAMPAIGN, own=standing(desk)),
        next_door="campaign_unknown",
    ),
    "commendation.register_commendation": Walk(
        action=Action.REGISTER_INITIATIVES,
        run=lambda desk, call: commendation.register_commendation(call=call, command=somebody(desk)),
        next_door="campaign_unknown",
        writes=True,
    ),
    "commendation.withdraw_commendation": Walk(
        action=Action.REGISTER_INITIATIVES,
        run=lambda desk, call: commendation.withdraw_commendation(
            call=call, command=Withdrawal(id=registered(desk), campaign=CAMPAIGN, version=1, reason="trùng")
        ),
        next_door="campaign_unknown",
        writes=True,
    ),
    "commendation.choose_commendation": Walk(
        action=Action.MANAGE_CAMPAIGNS,
        run=lambda desk, call: commendation.choose_commendation(call=call, command=chosen(desk)),
        next_door="campaign_unknown",
        writes=True,
    ),
    "commendation.take_choice_back": Walk(
        action=Action.MANAGE_CAMPAIGNS,
        run=lambda desk, call: commendation.take_choice_back(
            call=call,
            command=Withdrawal(id=registered(desk, chosen=True), campaign=CAMPAIGN, version=1, reason="nhầm"),
        ),
        next_door="campaign_unknown",
        writes=True,
    ),
    "commendation.list_registrations": Walk(
        action=Action.REGISTER_INITIATIVES,
        run=lambda _desk, call: commendation.list_registrations(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "shortlist.shortlist_view": Walk(
        action=Action.SEE_COMMENDATION,
        run=lambda _desk, call: shortlist.shortlist_view(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
}

# Functions that take a call and ask for no right, with the reason.
OWN: dict[str, str] = {}
