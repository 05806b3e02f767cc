"""The first half of *Tiến độ*: where we are, whether we will make it, where it is stuck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.services.progress import PEOPLE_KINDS
from campaign.services.progress_heat import funnel, heat_map, milestones
from campaign.services.progress_models import Crumb, ProgressView, StepLine, Tiles
from campaign.services.progress_parts import burn_up, place_lines
from campaign.services.progress_reports import reported_lines
from campaign.services.progress_scene import Scene, read_scene

if TYPE_CHECKING:
    from datetime import date

    from campaign.db.queries.progress_sums import Tally
    from campaign.domain.indicators import Indicator
    from campaign.services.call import Call


def progress_view(
    *, call: Call, slug: str, place_code: str | None = None, indicator: str | None = None, as_of: date | None = None
) -> ProgressView:
    """Return the progress of a place (default: the widest in scope) by one indicator (default: all steps).

    Raises `campaign_unknown`, `place_unknown`, `place_outside_campaign`, `indicator_unknown`, `not_permitted`.
    """
    return view_of(read_scene(call, slug=slug, place_code=place_code, indicator=indicator, as_of=as_of))


def view_of(scene: Scene) -> ProgressView:
    """Return the first half of the screen from what was read for it."""
    campaign, place, chosen, on = scene.campaign, scene.place, scene.chosen, scene.on
    reading = scene.readings.reading(place, chosen)
    burn = burn_up(scene.readings, place, chosen, reading)
    overview = reported_lines(scene.tallies, place, scene.sent)
    tally = scene.tallies.tally(place, chosen)
    return ProgressView(
        campaign=campaign.slug,
        campaign_name=campaign.name,
        synthetic=campaign.synthetic,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        as_of=on,
        day=campaign.day_number(on),
        days=campaign.days,
        place_code=place.code,
        place_name=place.name,
        place_kind=place.kind,
        crumbs=_above(scene),
        places=tuple(Crumb(code=p.code, name=p.name) for p in scene.seen),
        indicator=chosen.key,
        indicator_vi=chosen.name_vi,
        indicator_en=chosen.name_en,
        unit_vi=chosen.unit_vi,
        unit_en=chosen.unit_en,
        tiles=_tiles(scene),
        reported=next((line for line in overview if line.key == chosen.key), None),
        reading=reading,
        week=tally.completed_week,
        week_before=tally.completed_week_before,
        rate_week_ago=scene.tallies.rate_week_ago(place, chosen),
        burn_up=burn,
        milestones=milestones(scene, burn),
        lines=place_lines(scene.readings, scene.below, chosen, scene.last, scene.sent, groups=scene.groups),
        steps=tuple(_step(scene, item) for item in campaign.indicators if item.kind in PEOPLE_KINDS),
        overview=overview,
        heat_map=heat_map(scene),
        funnel=funnel(scene),
    )


def _above(scene: Scene) -> tuple[Crumb, ...]:
    """Return the way up, as far as the viewer may see it."""
    place = scene.place
    return tuple(
        Crumb(code=p.code, name=p.name) for p in scene.seen if place.path.startswith(p.path) and p.id != place.id
    )


def _tiles(scene: Scene) -> Tiles:
    def counted(key: str) -> Tally | None:
        found = scene.campaign.indicator(key)
        return scene.tallies.tally(scene.place, found) if found else None

    reached, all_steps = counted("reached"), counted("all_steps")
    return Tiles(
        reached=reached.completed if reached else 0,
        reached_week=reached.completed_week if reached else 0,
        reached_week_before=reached.completed_week_before if reached else 0,
        all_steps=all_steps.completed if all_steps else 0,
        all_steps_week=all_steps.completed_week if all_steps else 0,
        all_steps_week_before=all_steps.completed_week_before if all_steps else 0,
    )


def _step(scene: Scene, indicator: Indicator) -> StepLine:
    tallies, place = scene.tallies, scene.place
    reading, tally = tallies.reading(place, indicator), tallies.tally(place, indicator)
    return StepLine(
        key=indicator.key,
        name_vi=indicator.name_vi,
        name_en=indicator.name_en,
        result=tally.completed,
        already_had=tally.already_had,
        assisted=tally.assisted,
        eligible=tallies.eligible(place, indicator),
        target=reading.target,
        rate=reading.rate,
        week=tally.completed_week,
        week_before=tally.completed_week_before,
        rate_week_ago=tallies.rate_week_ago(place, indicator),
    )
