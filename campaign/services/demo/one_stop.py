"""The one-stop shop of xã Krông Pắc: one ratio, made-up numbers, and one published percentage that does not follow.

"Files handled online" of 2018, 71.893 of 78.663, was published as 93,39 % by another office; it computes to 91,39 %
(domain § A.2, A19). It is sent here as one day's number and waits, so that it is in no sum.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from campaign.clock import moment_at
from campaign.domain.reporting import ratio_check
from campaign.domain.templates import TemplateIndicator
from campaign.domain.vocabulary import IndicatorKind, ReportLevel, TargetKind
from campaign.services.call import Call, system_viewer
from campaign.services.campaigns import create_campaign
from campaign.services.demo.crowd import sample_id
from campaign.services.demo.ground import KRONG_PAC
from campaign.services.reporting import ReportCell, approve
from campaign.services.reporting_entry import ReportEntry, save_reports
from campaign.services.reporting_plans import set_reporting_plan
from campaign.services.targets import TargetChange, set_targets
from campaign.services.templates import copy_template, edit_template

if TYPE_CHECKING:
    from campaign.db.queries.places import Place
    from campaign.db.store import Store
    from campaign.domain.permissions import Viewer

SLUG: Final = "krong-pac-mot-cua"
RATIO: Final = "online_share"
PUBLISHED: Final = (71_893, 78_663, 9_339)

_BASE: Final = "drive_44_days"
_TEMPLATE: Final = "drive_44_days_24490_1"
_TARGET: Final = 9_000
_DAYS: Final = 120
_SEED: Final = 2449001
_SATURDAY: Final = 5
_CUT_OFF: Final = 17 * 60 + 30
_NOTE: Final = (
    "Ví dụ có thật: số liệu năm 2018 của một cơ quan khác, công bố 93,39 % trong khi 71.893/78.663 là 91,39 %."
)


def play_one_stop(
    *, store: Store, commune: Place, official: Viewer, province_official: Viewer, start: date, today: date
) -> None:
    """Play the campaign from `start` to the evening before `today`; on Fridays the province's official approves.

    The day before the last one is approved too, so that the last number alone waits.
    """
    eve = moment_at(start - timedelta(days=2), hour=8)
    setting_up = Call(store=store, viewer=system_viewer(username="sample"), moment=eve)
    _make(setting_up, start)
    target = TargetChange(
        place_id=commune.id, indicator=RATIO, kind=TargetKind.PERCENT, amount=_TARGET, expected_version=0
    )
    at_desk = Call(store=store, viewer=official, moment=eve)
    set_targets(call=at_desk, slug=SLUG, changes=[target], reason="Chỉ tiêu của xã (mẫu)")
    rng = random.Random(_SEED)
    days = [start + timedelta(days=n) for n in range((today - start).days)]
    working = [day for day in days if day.weekday() < _SATURDAY]
    waiting: list[ReportCell] = []
    for day in working:
        denominator = rng.randint(22, 58)
        n = round(denominator * rng.uniform(0.84, 0.97))
        entry = ReportEntry(place_id=commune.id, indicator=RATIO, day=day, n=n, denominator=denominator)
        if day == working[-1]:
            n, denominator, published = PUBLISHED
            entry = replace(entry, n=n, denominator=denominator, published=published, note=_NOTE)
        elif day.weekday() == 0:
            entry = replace(entry, published=ratio_check(n=n, denominator=denominator).rate)
        sending = Call(store=store, viewer=official, moment=moment_at(day, hour=16, minute=50))
        save_id = sample_id(f"{SLUG}/{day}")
        save_reports(call=sending, slug=SLUG, entries=[entry], save_id=save_id, submit=True)
        waiting.append(ReportCell(place_id=commune.id, indicator=RATIO, day=day))
        if (day.weekday() == _SATURDAY - 1 and day != working[-1]) or day == working[-2]:
            deciding = Call(store=store, viewer=province_official, moment=moment_at(day, hour=17, minute=10))
            approve(call=deciding, slug=SLUG, cells=waiting)
            waiting.clear()


def _make(call: Call, start: date) -> None:
    """Make a template of the commune's own from the one of the 44 days, and the campaign from it."""
    copied = copy_template(call=call, key=_TEMPLATE, base=_BASE, place_code=KRONG_PAC, name="Hồ sơ trực tuyến một cửa")
    ratio = TemplateIndicator(
        key=RATIO,
        kind=IndicatorKind.RATIO,
        name_vi="Tỷ lệ hồ sơ trực tuyến",
        name_en="Share of files handled online",
        short_vi="Hồ sơ online",
        short_en="Online share",
        unit_vi="hồ sơ",
        unit_en="files",
    )
    own = replace(copied.template, name_en="Files online at the one-stop shop", days=_DAYS, indicators=(ratio,))
    edit_template(call=call, changed=own, reason="Chỉ theo dõi một tỷ lệ")
    create_campaign(
        call=call,
        slug=SLUG,
        name="Hồ sơ trực tuyến tại một cửa xã Krông Pắc",
        place_code=KRONG_PAC,
        template=_TEMPLATE,
        starts_on=start,
        ends_on=start + timedelta(days=_DAYS - 1),
        synthetic=True,
    )
    set_reporting_plan(call=call, slug=SLUG, level=ReportLevel.COMMUNE, cut_off=_CUT_OFF)
