"""Outreach days as a calendar file that other programs read."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar

from campaign.clock import LOCAL
from campaign.domain.vocabulary import OutreachKind
from campaign.services.outreach import Cancellation, OutreachChange, cancel_outreach, change_outreach
from campaign.services.outreach_calendar import coming_file, day_file
from tests.support.desk import Desk
from tests.support.outreach import WEDNESDAY, WEEKLY, fields, plan
from tests.support.world import CAMPAIGN, NOW, TODAY, Persona


def events(content: bytes) -> list[Any]:
    found: Any = icalendar.Calendar.from_ical(content)
    assert found["VERSION"] == "2.0"
    assert found["PRODID"]
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return list(found.walk("VEVENT"))


def test_a_day_with_hours_venue_and_vietnamese_text(desk: Desk) -> None:
    own = plan(
        desk, kind=OutreachKind.DIALOGUE, title="Sống trong lòng dân; buổi 1, Buôn Jung", starts_at=450, ends_at=690,
        venue="Nhà văn hóa", led_by="Bí thư (mẫu)",
    ).ids[0]  # fmt: skip
    content = day_file(call=desk.as_(Persona.LEADER), slug=CAMPAIGN, day_id=own)
    (event,) = events(content)
    assert event["SUMMARY"] == "Sống trong lòng dân; buổi 1, Buôn Jung"
    assert event["LOCATION"] == "Nhà văn hóa, Buôn Jung"
    assert "Đối thoại" in event["DESCRIPTION"]
    assert event.start == datetime(2026, 11, 22, 7, 30, tzinfo=LOCAL)
    assert event.end == datetime(2026, 11, 22, 11, 30, tzinfo=LOCAL)
    assert event["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert b"BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh" in content
    assert event["DTSTAMP"].dt == NOW.now.astimezone(UTC)
    assert (str(event["STATUS"]), event["UID"].split("@")[0]) == ("CONFIRMED", str(own))


def test_a_whole_day_is_a_date(desk: Desk) -> None:
    own = plan(desk).ids[0]
    (event,) = events(day_file(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, day_id=own))
    assert (event.start, event.end) == (TODAY, TODAY + timedelta(days=1))
    assert event["SUMMARY"] == "Ngày thứ tư trực tuyến"


def test_until_midnight(desk: Desk) -> None:
    own = plan(desk, starts_at=1200, ends_at=1440).ids[0]
    (event,) = events(day_file(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, day_id=own))
    assert event.end == datetime(2026, 11, 23, 0, 0, tzinfo=LOCAL)


def test_a_series_keeps_its_uids_through_changes_and_shows_what_is_cancelled(desk: Desk) -> None:
    made = plan(desk, day=WEDNESDAY, repeat=WEEKLY)
    call = desk.as_(Persona.OFFICIAL)
    before = {event["UID"] for event in events(day_file(call=call, slug=CAMPAIGN, day_id=made.ids[0], series=True))}
    cancel_outreach(call=call, command=Cancellation(id=made.ids[8], campaign=CAMPAIGN, version=1, reason="nghỉ Tết"))
    moved = OutreachChange(
        id=made.ids[4], campaign=CAMPAIGN, version=1, place_id=desk.world.place("Buôn Jung").id,
        day=made.days[4] + timedelta(days=1), fields=fields(),
    )  # fmt: skip
    change_outreach(call=call, command=moved)
    after = {
        event["UID"]: event for event in events(day_file(call=call, slug=CAMPAIGN, day_id=made.ids[0], series=True))
    }
    assert after.keys() == before
    by_id = {uuid.UUID(uid.split("@")[0]): event for uid, event in after.items()}
    assert (str(by_id[made.ids[8]]["STATUS"]), by_id[made.ids[8]]["SEQUENCE"]) == ("CANCELLED", 1)
    assert "nghỉ Tết" in by_id[made.ids[8]]["DESCRIPTION"]
    assert (by_id[made.ids[4]].start, by_id[made.ids[4]]["SEQUENCE"]) == (date(2026, 12, 10), 1)


def test_all_coming_days_of_a_place_or_of_what_one_sees(desk: Desk) -> None:
    plan(desk, day=TODAY - timedelta(days=1))
    jung, three = plan(desk).ids[0], plan(desk, place="Thôn 3", day=TODAY + timedelta(days=2)).ids[0]

    def ids(by: Persona, place: str | None = None) -> set[str]:
        found = events(coming_file(call=desk.as_(by), slug=CAMPAIGN, place_code=place))
        return {event["UID"].split("@")[0] for event in found}

    assert ids(Persona.OFFICIAL) == {str(jung), str(three)}
    assert ids(Persona.OFFICIAL, "24490-V07") == {str(jung)}
    assert ids(Persona.VOLUNTEER) == {str(jung)}
    with desk.refused("not_permitted"):
        ids(Persona.VOLUNTEER, desk.world.place("Thôn 3").code)


def test_nothing_planned_is_still_a_calendar(desk: Desk) -> None:
    assert events(coming_file(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN)) == []


def test_next_door_gets_no_file(desk: Desk) -> None:
    own = plan(desk).ids[0]
    with desk.refused("campaign_unknown"):
        day_file(call=desk.as_(Persona.NEIGHBOUR), slug=CAMPAIGN, day_id=own)
    with desk.refused("outreach_day_unknown"):
        day_file(call=desk.as_(Persona.OFFICIAL), slug=CAMPAIGN, day_id=uuid.uuid4())
