"""The spine's services: accounts, campaigns, people, places, records, targets, progress, audit."""

import uuid
from collections.abc import Callable
from datetime import date

from campaign.clock import new_id
from campaign.domain.permissions import Action
from campaign.domain.vocabulary import Channel, Consent, PlaceKind, PopulationGroup, Role, StepStatus, TargetKind
from campaign.services import (
    accounts,
    assignments,
    audit,
    campaigns,
    exports,
    people,
    people_upkeep,
    places,
    progress,
    progress_view,
    records,
    reference,
    remaining,
    search,
    setup,
    strip,
    target_grid,
    targets,
    verify,
)
from campaign.services.call import Call
from campaign.services.people import EnrolCitizen
from campaign.services.people_upkeep import ConsentAnswer, MendCitizen
from campaign.services.places import NewUnit
from campaign.services.records import Correction, SaveSteps
from campaign.services.targets import TargetChange
from tests.support.desk import Desk
from tests.support.walks.walk import Walk
from tests.support.world import CAMPAIGN, COMMUNE, PASSWORD, START, TODAY, Persona, Someone

SAVED = uuid.UUID(int=0x5A7ED)
NOTHING = None


def maryam(desk: Desk) -> Someone:
    return desk.world.people["maryam"]


def enrolment(desk: Desk) -> EnrolCitizen:
    jung = desk.world.place("Buôn Jung").id
    return EnrolCitizen(id=new_id(), campaign=CAMPAIGN, place_id=jung, full_name="Lò Văn Mới", birth="1980")


def refusal(desk: Desk) -> ConsentAnswer:
    who = maryam(desk)
    return ConsentAnswer(
        campaign=CAMPAIGN,
        commune_id=who.commune_id,
        citizen_id=who.id,
        expected=Consent.NOT_REQUIRED,
        answer=Consent.REFUSED,
    )


def mending(desk: Desk) -> MendCitizen:
    who = maryam(desk)
    return MendCitizen(
        campaign=CAMPAIGN,
        commune_id=who.commune_id,
        citizen_id=who.id,
        expected_version=1,
        place_id=who.place_id,
        full_name=who.name,
        birth="1995",
    )


def step(desk: Desk, key: str) -> SaveSteps:
    return SaveSteps(
        save_id=new_id(),
        campaign=CAMPAIGN,
        commune_id=maryam(desk).commune_id,
        citizen_id=maryam(desk).id,
        steps={key: StepStatus.COMPLETED},
        day=TODAY,
        channel=Channel.HOME_VISIT,
    )


def correction(desk: Desk) -> Correction:
    own = records.record_id(save_id=SAVED, citizen_id=maryam(desk).id, step="scam_awareness")
    return Correction(campaign=CAMPAIGN, record_id=own, commune_id=maryam(desk).commune_id, reason="nhầm", void=True)


def aim(desk: Desk, *, people: int = 12, after: int = 1) -> TargetChange:
    jung = desk.world.place("Buôn Jung").id
    return TargetChange(
        place_id=jung, indicator="all_steps", kind=TargetKind.COUNT, amount=people, expected_version=after
    )


def new_campaign(desk: Desk, call: Call) -> object:
    return campaigns.create_campaign(
        call=call,
        slug="another",
        name="Một đợt khác",
        place_code=COMMUNE,
        template="digital_literacy",
        starts_on=START,
        ends_on=TODAY,
    )


def card(desk: Desk, call: Call, look: Callable[..., object]) -> object:
    return look(call=call, slug=CAMPAIGN, commune_id=maryam(desk).commune_id, citizen_id=maryam(desk).id)


def reopen(desk: Desk, call: Call) -> object:
    campaigns.close_campaign(call=desk.as_(Persona.ADMIN), slug=CAMPAIGN)
    return campaigns.reopen_campaign(call=call, slug=CAMPAIGN, reason="nhập bù")


TABLE = {
    "accounts.add_account": Walk(
        action=Action.MANAGE_ACCOUNTS,
        run=lambda _, call: accounts.add_account(
            call=call,
            username="moi.volunteer",
            full_name="Người Mới",
            role=Role.VOLUNTEER,
            place_code=COMMUNE,
            password=PASSWORD,
        ),
        next_door="not_permitted",
        writes=True,
    ),
    "accounts.disable_account": Walk(
        action=Action.MANAGE_ACCOUNTS,
        run=lambda _, call: accounts.disable_account(call=call, username=Persona.COLLEAGUE.value),
        next_door="account_unknown",
        writes=True,
    ),
    "accounts.enable_account": Walk(
        action=Action.MANAGE_ACCOUNTS,
        run=lambda _, call: accounts.enable_account(call=call, username=Persona.DISABLED.value),
        next_door="account_unknown",
        writes=True,
    ),
    "accounts.reset_password": Walk(
        action=Action.MANAGE_ACCOUNTS,
        run=lambda _, call: accounts.reset_password(call=call, username=Persona.COLLEAGUE.value),
        next_door="account_unknown",
        writes=True,
    ),
    "accounts.list_accounts": Walk(
        action=Action.MANAGE_ACCOUNTS, run=lambda _, call: accounts.list_accounts(call=call), next_door=NOTHING
    ),
    "assignments.assign": Walk(
        action=Action.MANAGE_ACCOUNTS,
        run=lambda desk, call: assignments.assign(
            call=call,
            username=Persona.COLLEAGUE.value,
            place_codes=[desk.world.place("Buôn Pan").code],
            starts_on=TODAY,
            ends_on=None,
        ),
        next_door="account_unknown",
        writes=True,
    ),
    "audit.events": Walk(
        action=Action.SEE_AUDIT, run=lambda _, call: audit.events(call=call, page_size=200), next_door=NOTHING
    ),
    "audit.actors": Walk(action=Action.SEE_AUDIT, run=lambda _, call: audit.actors(call=call), next_door=NOTHING),
    "campaigns.campaign": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: campaigns.campaign(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "campaigns.close_campaign": Walk(
        action=Action.MANAGE_CAMPAIGNS,
        run=lambda _, call: campaigns.close_campaign(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
        writes=True,
    ),
    "campaigns.create_campaign": Walk(
        action=Action.MANAGE_CAMPAIGNS, run=new_campaign, next_door="not_permitted", writes=True
    ),
    "campaigns.list_campaigns": Walk(
        action=Action.SEE_PROGRESS, run=lambda _, call: campaigns.list_campaigns(call=call), next_door=NOTHING
    ),
    "campaigns.reopen_campaign": Walk(
        action=Action.MANAGE_CAMPAIGNS, run=reopen, next_door="campaign_unknown", writes=True
    ),
    "campaigns.revision": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: campaigns.revision(call=call, slug=CAMPAIGN) or None,
        next_door=NOTHING,
    ),
    "exports.export_citizens": Walk(
        action=Action.EXPORT_PEOPLE,
        run=lambda _, call: list(exports.export_citizens(call=call, slug=CAMPAIGN).rows),
        next_door="campaign_unknown",
        writes=True,
    ),
    "exports.export_progress": Walk(
        action=Action.EXPORT_PROGRESS,
        run=lambda _, call: exports.export_progress(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "remaining.remaining": Walk(
        action=Action.EXPORT_PEOPLE,
        run=lambda _, call: remaining.remaining(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
        writes=True,
    ),
    "people.candidates": Walk(
        action=Action.ENROL,
        run=lambda desk, call: people.candidates(call=call, command=enrolment(desk)),
        next_door="campaign_unknown",
    ),
    "people.enrol": Walk(
        action=Action.ENROL,
        run=lambda desk, call: people.enrol(call=call, command=enrolment(desk)),
        next_door="campaign_unknown",
        writes=True,
    ),
    "people.enrol_many": Walk(
        action=Action.ENROL,
        run=lambda desk, call: people.enrol_many(call=call, commands=[enrolment(desk)]),
        next_door="campaign_unknown",
        writes=True,
    ),
    "people_upkeep.answer_consent": Walk(
        action=Action.ENROL,
        run=lambda desk, call: people_upkeep.answer_consent(call=call, command=refusal(desk)),
        next_door="campaign_unknown",
        writes=True,
    ),
    "people_upkeep.mend_citizen": Walk(
        action=Action.ENROL,
        run=lambda desk, call: people_upkeep.mend_citizen(call=call, command=mending(desk)),
        next_door="campaign_unknown",
        writes=True,
    ),
    "places.add_units": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda _, call: places.add_units(
            call=call, parent_code=COMMUNE, units=[NewUnit(name="Thôn 9", kind=PlaceKind.VILLAGE)]
        ),
        next_door="not_permitted",
        writes=True,
    ),
    "places.places_of": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: places.places_of(call=call, root_code=COMMUNE),
        next_door="not_permitted",
    ),
    "places.set_population": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda _, call: places.set_population(
            call=call, place_code="24490-V07", group=PopulationGroup.ALL, n=700, as_of=date(2026, 10, 1)
        ),
        next_door="not_permitted",
        writes=True,
    ),
    "places.succeed": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda desk, call: places.succeed(
            call=call, old_code=desk.world.place("Buôn Pan").code, new_code="24490-V07", on=date(2027, 1, 1)
        ),
        next_door="not_permitted",
        writes=True,
    ),
    "progress.progress_report": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: progress.progress_report(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "progress_view.progress_view": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: progress_view.progress_view(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "records.correct": Walk(
        action=Action.RECORD,
        run=lambda desk, call: records.correct(call=call, correction=correction(desk)),
        next_door="campaign_unknown",
        writes=True,
    ),
    "records.save_group": Walk(
        action=Action.RECORD,
        run=lambda desk, call: records.save_group(call=call, saves=[step(desk, "chip_id_card")]),
        next_door="campaign_unknown",
        writes=True,
    ),
    "records.save_steps": Walk(
        action=Action.RECORD,
        run=lambda desk, call: records.save_steps(call=call, save=step(desk, "chip_id_card")),
        next_door="campaign_unknown",
        writes=True,
    ),
    "records.undo": Walk(
        action=Action.RECORD,
        run=lambda desk, call: records.undo(
            call=call, campaign=CAMPAIGN, commune_id=maryam(desk).commune_id, save_id=SAVED
        ),
        next_door="campaign_unknown",
        writes=True,
    ),
    "reference.load_reference": Walk(
        action=Action.MANAGE_PLACES,
        run=lambda _, call: reference.load_reference(call=call),
        next_door="not_permitted",
    ),
    "search.history": Walk(
        action=Action.SEE_PEOPLE,
        run=lambda desk, call: card(desk, call, search.history),
        next_door="campaign_unknown",
    ),
    "search.person": Walk(
        action=Action.SEE_PEOPLE,
        run=lambda desk, call: card(desk, call, search.person),
        next_door="campaign_unknown",
    ),
    "search.search": Walk(
        action=Action.SEE_PEOPLE,
        run=lambda _, call: search.search(call=call, slug=CAMPAIGN, text="maryam"),
        next_door="campaign_unknown",
    ),
    "setup.prepare": Walk(
        action=Action.MANAGE_PLACES, run=lambda _, call: setup.prepare(call=call), next_door="not_permitted"
    ),
    "strip.today_strip": Walk(
        action=Action.RECORD,
        run=lambda desk, call: strip.today_strip(call=call, slug=CAMPAIGN, place_id=desk.world.place("Buôn Jung").id),
        next_door="campaign_unknown",
    ),
    "target_grid.target_grid": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda _, call: target_grid.target_grid(call=call, slug=CAMPAIGN),
        next_door="campaign_unknown",
    ),
    "target_grid.versions": Walk(
        action=Action.SEE_PROGRESS,
        run=lambda desk, call: target_grid.versions(
            call=call, slug=CAMPAIGN, place_id=desk.world.place("Buôn Jung").id, indicator="all_steps"
        ),
        next_door="campaign_unknown",
    ),
    "targets.set_targets": Walk(
        action=Action.SET_TARGETS,
        run=lambda desk, call: targets.set_targets(call=call, slug=CAMPAIGN, changes=[aim(desk)], reason="giao"),
        next_door="campaign_unknown",
        writes=True,
    ),
    "verify.verify": Walk(
        action=Action.VERIFY, run=lambda _, call: verify.verify(call=call), next_door="not_permitted"
    ),
    "verify.verify_chain": Walk(
        action=Action.SEE_AUDIT, run=lambda _, call: verify.verify_chain(call=call) or None, next_door=NOTHING
    ),
}

# Functions that take a call and ask for no right, with the reason.
OWN = {
    "assignments.assigned_places": "where the person who asks works today",
    "likeness.alike": "compares what its caller was allowed to read; people.candidates and people.enrol ask",
    "own_account.change_password": "one's own password, against the old one",
    "own_account.set_language": "one's own language",
    "sessions.sign_out_everywhere": "one's own sessions",
}
