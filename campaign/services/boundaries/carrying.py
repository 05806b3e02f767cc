"""What follows places into those that come after them: people, work, accounts, plans. History stays where it is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from campaign.db.operations import boundaries as operations
from campaign.db.operations import places as place_operations
from campaign.db.queries.boundaries import effects
from campaign.db.queries.place_upkeep import campaigns_over
from campaign.domain.names import fold
from campaign.services.boundaries.figures import carry_figures
from campaign.services.boundaries.people import carry_people
from campaign.services.boundaries.plan import Carried, Plan
from campaign.services.boundaries.targets import carry_targets
from campaign.services.place_units import place_row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from campaign.db.operations.boundaries import Work
    from campaign.services.call import Call, Change


def carry(call: Call, change: Change, plan: Plan) -> Carried:
    """End the old places, add the new and let everything follow.

    A constant number of statements, and a few more for each team and each commune.
    """
    connection, olds = change.connection, [place.id for place in plan.olds]
    before = effects(connection, place_ids=olds, communes=plan.communes, day=plan.effective_on)
    eve = plan.effective_on - timedelta(days=1)
    # The old names become free before the new lines take them.
    _note(change, plan, "ended", operations.end_places(connection, place_ids=olds, last_day=eve))
    fresh = [new for new in plan.news.values() if new.id not in plan.stands]
    place_operations.insert_places(connection, [place_row(call, new) for new in fresh])
    _note(change, plan, "place", dict.fromkeys(new.id for new in fresh))
    links = _successions(plan)
    place_operations.insert_successions(connection, links)
    _note(change, plan, "succession", {f"{link['old_id']}>{link['new_id']}": None for link in links})
    same_number = carry_people(call, change, plan)
    _carry_figures_and_campaigns(change, plan)
    made, untold = carry_targets(call, change, plan)
    assignments = _carry_work(change, plan, "assignment", one_each=False)
    in_charge = _carry_work(change, plan, "charge", one_each=True)
    _carry_teams(change, plan)
    _note(change, plan, "account", operations.follow_accounts(connection, heirs=plan.heirs))
    days = operations.follow_days(connection, heirs=plan.heirs, day=plan.effective_on)
    _note(change, plan, "day", days)
    _note(change, plan, "series", operations.follow_series(connection, heirs=plan.heirs, days=days))
    roots = {place.parent_path if place.is_unit else place.path for place in (*plan.olds, *plan.news.values())}
    for path in sorted(roots):
        for campaign_id in campaigns_over(connection, path=path):
            change.touch(campaign_id)
    return Carried(
        people=before.people,
        records=before.records,
        targets=made,
        accounts=before.accounts,
        assignments=assignments,
        in_charge=in_charge,
        teams=before.teams,
        outreach_days=len(days),
        campaigns=before.campaigns,
        untold=untold,
        same_number=same_number,
    )


def _carry_figures_and_campaigns(change: Change, plan: Plan) -> None:
    carry_figures(change, plan)
    moved = operations.follow_campaigns(change.connection, heirs=plan.heirs, day=plan.effective_on)
    _note(change, plan, "campaign", moved)
    for campaign_id in moved:
        change.touch(campaign_id)


def _successions(plan: Plan) -> list[dict[str, object]]:
    divided = {old for old, _new in plan.parts}
    rows = [(old, new, "part_main" if old in divided else "whole") for old, new in plan.heirs.items()]
    rows = [row for row in rows if row[0] not in plan.known]
    rows += [(old, new, "part") for old, new in plan.parts]
    return [
        {"old_id": old, "new_id": new, "effective_on": plan.effective_on, "share": share} for old, new, share in rows
    ]


def _carry_work(change: Change, plan: Plan, work: Work, *, one_each: bool) -> int:
    """Let assigned people, or those in charge, go on at the new places; returns how many do.

    The past stays: what began before ends on the eve and goes on in a new row. Of those in charge a new place has
    `one_each`: the first by the order of the old places, which is by their people.
    """
    connection, day = change.connection, plan.effective_on
    order = {place.id: n for n, place in enumerate(plan.olds)}
    found = operations.work_going_on(connection, work, places=list(plan.heirs), day=day)
    taken: set[tuple[int, int]] = set()
    to_end: dict[int, object] = {}
    to_move: dict[int, int] = {}
    rows: list[dict[str, object]] = []
    for row in sorted(found, key=lambda r: (order[r.place_id], r.ends_on is not None, r.id)):
        heir = plan.heirs[row.place_id]
        # Whoever worked at both goes on at the new place once.
        spot = (heir, 0 if one_each else row.account_id)
        if row.starts_on >= day and spot not in taken:
            to_move[row.id] = heir
        else:
            to_end[row.id] = row.ends_on or ""
            if spot not in taken:
                rows.append({"place_id": heir, "account_id": row.account_id, "starts_on": day, "ends_on": row.ends_on})
        taken.add(spot)
    starts = {row.id: row.starts_on for row in found}
    doubled = [own for own in to_end if starts[own] >= day]
    eve = day - timedelta(days=1)
    operations.end_work(connection, work, ids=[own for own in to_end if own not in doubled], last_day=eve)
    operations.end_doubled(connection, work, ids=doubled)
    operations.place_work(connection, work, places=to_move)
    places = {row.id: row.place_id for row in found}
    _note(change, plan, f"{work}_end", to_end)
    _note(change, plan, f"{work}_move", {own: places[own] for own in to_move})
    made = operations.insert_work(connection, work, rows)
    _note(change, plan, f"{work}_new", dict.fromkeys(made))
    return len(made) + len(to_move)


def _carry_teams(change: Change, plan: Plan) -> None:
    """Let teams belong to the new places; of two with one name the later one is told apart by its old place."""
    connection = change.connection
    found = operations.teams_of(connection, places=list(plan.heirs), day=plan.effective_on)
    taken = operations.live_team_names(connection, places=list(plan.news))
    names = {place.id: place.name for place in plan.olds}
    before: dict[object, object] = {}
    for row in found:
        heir, name, folded = plan.heirs[row.place_id], row.name, row.name_fold
        if (heir, folded) in taken:
            name = f"{row.name} ({names[row.place_id]})"[:200]
            folded = fold(name)
        taken.add((heir, folded))
        before[row.id] = f"{row.place_id}|{row.name}"
        values = {"place_id": heir, "name": name, "name_fold": folded}
        operations.change_team(connection, team_id=row.id, values=values)
    _note(change, plan, "team", before)


def _note(change: Change, plan: Plan, subject: str, items: Mapping[Any, object]) -> None:
    operations.insert_items(change.connection, change_id=plan.id, subject=subject, items=items)
