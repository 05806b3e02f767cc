"""Signing out on every device: the page asks, the post ends every session of the account and of nobody else."""

from campaign.errors import CampaignError
from campaign.services import sessions
from tests.support.world import PASSWORD, Persona
from tests.web.conftest import SITE, Site

ADDRESS = "/dang-xuat-moi-noi"


def test_the_page_asks_and_ends_nothing(site: Site) -> None:
    site.sign_in()
    answer = site.client.get(ADDRESS)
    assert answer.status_code == 200
    assert "Đăng xuất mọi nơi" in answer.text
    assert site.client.get("/progress", follow_redirects=False).status_code == 200


def test_every_device_of_the_account_is_signed_out_and_no_other(site: Site) -> None:
    def elsewhere(username: str) -> str:
        return sessions.sign_in(
            store=site.store, moment=site.now, username=username, password=PASSWORD, address="", agent=""
        ).token

    other_device, other_person = elsewhere(Persona.OFFICIAL), elsewhere(Persona.LEADER)
    site.sign_in()
    answer = site.client.post(ADDRESS, headers={"Origin": SITE}, follow_redirects=False)
    assert answer.headers["location"] == "/dang-nhap?bye"
    assert site.client.get("/progress", follow_redirects=False).status_code == 303
    assert _refused(site, other_device)
    assert not _refused(site, other_person)


def test_another_site_cannot_do_it(site: Site) -> None:
    site.sign_in()
    site.client.post(ADDRESS, headers={"Origin": "https://evil.test"}, follow_redirects=False)
    assert site.client.get("/progress", follow_redirects=False).status_code == 200


def test_a_stranger_is_sent_to_the_sign_in(site: Site) -> None:
    assert site.client.get(ADDRESS, follow_redirects=False).status_code == 303


def _refused(site: Site, token: str) -> bool:
    try:
        sessions.read_session(store=site.store, moment=site.now, token=token)
    except CampaignError:
        return True
    return False
