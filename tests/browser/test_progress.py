"""A leader's look at *Tiến độ*, and what another leader sees who is sent the address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from campaign.domain.vocabulary import TargetKind
from campaign.services import targets
from campaign.services.targets import TargetChange
from tests.browser.conftest import Site, visit
from tests.support.databases import open_store
from tests.support.desk import Desk
from tests.support.world import CAMPAIGN, TODAY, Persona

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def work(site: Site) -> Iterator[Desk]:
    """Two people with a step on two days, and targets to hold them against."""
    store = open_store(site.environment["CAMPAIGN_DATABASE_URL"])
    desk = Desk(store=store, world=site.world)
    for place, amount in (("Krông Pắc", 60), ("Buôn Jung", 12), ("Buôn Pan", 20)):
        change = TargetChange(
            place_id=site.world.place(place).id,
            indicator="reached",
            kind=TargetKind.COUNT,
            amount=amount,
            expected_version=0,
        )
        targets.set_targets(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, changes=[change], reason="Kế hoạch")
    desk.save("maryam", "scam_awareness", day=TODAY - timedelta(days=1))
    desk.save("sien", "scam_awareness")
    yield desk
    store.close()


def told(page: Page) -> tuple[str, str, str]:
    """Return what somebody sees: the title, the four questions, and the part of the fourth one."""
    return (
        page.get_by_role("heading", level=1).inner_text(),
        page.locator(".pg").inner_text(),
        page.locator(".st-key-progress-view [aria-checked=true]").inner_text(),
    )


@pytest.mark.parametrize("phone", [True, False])
@pytest.mark.usefixtures("work")
def test_a_leader_looks_at_a_day_and_a_village_and_sends_the_address(
    chromium: Browser,
    site: Site,
    phone: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    width = 360 if phone else 1280
    with visit(chromium, site, Persona.LEADER, phone=phone) as leader:
        page = leader.page
        leader.open(f"/progress?campaign={CAMPAIGN}&indicator=reached")
        expect(page.locator(".ct-tiles")).to_contain_text("2/60 người")
        assert not leader.overflows
        leader.shot(f"progress-commune-{width}")

        # One day back by the arrow key: the slider is a slider for a keyboard too.
        page.get_by_role("slider").focus()
        page.keyboard.press("ArrowLeft")
        expect(page.locator(".ct-tiles")).to_contain_text("1/60 người")
        assert f"as_of={(TODAY - timedelta(days=1)).isoformat()}" in page.url

        page.locator(".hm th[scope=row] a", has_text="Buôn Jung").click()
        leader.drawn()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Buôn Jung")
        expect(page.locator(".ct-tiles")).to_contain_text("1/12 người")
        page.get_by_text("Xếp hạng", exact=True).first.click()
        page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first.wait_for()
        leader.drawn()
        assert "view=ranking" in page.url
        assert "lang=vi" in page.url
        assert not leader.overflows
        leader.shot(f"progress-village-ranking-{width}")
        address, seen = page.url, told(page)

    with visit(chromium, site, Persona.PROVINCE_OFFICIAL, phone=phone) as other:
        other.page.goto(address)
        other.page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first.wait_for()
        other.drawn()
        # Whoever manages people also finds the way to them.
        mine = told(other.page)
        assert (mine[0], mine[2]) == (seen[0], seen[2])
        assert mine[1].startswith(seen[1])


@pytest.mark.usefixtures("work")
def test_the_language_is_part_of_the_address(chromium: Browser, site: Site) -> None:
    with visit(chromium, site, Persona.LEADER, phone=False) as leader:
        leader.open(f"/progress?campaign={CAMPAIGN}&indicator=reached&lang=en")
        leader.see("People reached")
        leader.page.locator(".hm th[scope=row] a", has_text="Buôn Jung").click()
        leader.drawn()
        leader.see("People reached")
        assert "lang=en" in leader.page.url
        leader.page.get_by_text(re.compile("^Tiếng Việt$")).click()
        leader.see("Số người đã hỗ trợ")
        expect(leader.page).to_have_url(re.compile("lang=vi"))


@pytest.mark.usefixtures("work")
def test_the_first_three_questions_need_no_scrolling_on_a_laptop(chromium: Browser, site: Site) -> None:
    with visit(chromium, site, Persona.LEADER, phone=False) as leader:
        leader.open(f"/progress?campaign={CAMPAIGN}&indicator=reached")
        for part in (".ct-tiles", ".pg-wide", ".hm-box"):
            box = leader.box_of(leader.page.locator(part).first)
            assert box["y"] + box["height"] <= 800, part
        # The steps begin in view.
        assert leader.box_of(leader.page.locator(".fn").first)["y"] < 800
