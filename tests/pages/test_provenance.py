"""*Số này ở đâu ra?* as it is drawn: the number, its parts, the recount, the rows or why there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from campaign.domain.vocabulary import Figure, TargetKind
from campaign.i18n import use_language
from campaign.i18n.labels import label
from campaign.ui.keys import Screen
from campaign.ui.provenance import names
from tests.support.desk import Desk
from tests.support.drive import DRIVE, RATIO, SKILLS, approved, entry, open_drive, with_ratio
from tests.support.example import STEP, aim, record_example
from tests.support.screens import opener, press, rows, words
from tests.support.world import CAMPAIGN, COMMUNE, Persona

if TYPE_CHECKING:
    from tests.support.screens import Opener

JUNG = "24490-V07"
MARYAM = "H’Maryam Niê"


@pytest.fixture
def engine() -> str:
    """One engine: what differs between them lies below the services, and is tested there."""
    return "sqlite"


@pytest.fixture
def opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Opener:
    record_example(desk)
    desk.save("maryam", STEP)
    aim(desk, "Buôn Jung", 40)
    return opener(desk, monkeypatch, Screen.PROVENANCE)


def asked(
    opened: Opener, figure: Figure | str = Figure.RESULT, *, by: Persona = Persona.OFFICIAL, **more: str
) -> AppTest:
    params = {"campaign": CAMPAIGN, "place": JUNG, "indicator": STEP, "figure": str(figure), **more}
    language = params.pop("language", "vi")
    return opened(by, language=language, **params)


def test_the_number_with_what_was_counted_and_the_recount(opened: Opener) -> None:
    shown = words(asked(opened))
    assert "10 Kết quả · Biết nhận diện lừa đảo trực tuyến (người) Buôn Jung, tính đến 22/11/2026" in shown
    assert "mỗi người tính một lần, tại địa bàn và vào ngày của lượt ghi nhận" in shown
    assert "Tính từ 08/11/2026 đến hết 22/11/2026." in shown
    assert "● Đếm lại từ các lượt ghi nhận lúc 22/11/2026 09:00: 10, khớp." in shown


@pytest.mark.parametrize(
    ("figure", "reckoned"),
    [
        (Figure.RATE, "25,0% = 10 / 40"),
        (Figure.PLANNED_TODAY, "10 = 40 × 15 / 60"),
        (Figure.NEEDED_PER_DAY, "0,67 = (40 − 10) / 45"),
        (Figure.FORECAST_TOTAL, "48,57 = 10 + 6 / 7 × 45"),
    ],
)
def test_the_reckoning_has_its_numbers(opened: Opener, figure: Figure, reckoned: str) -> None:
    assert reckoned in words(asked(opened, figure))


def test_a_share_of_the_people(desk: Desk, opened: Opener) -> None:
    aim(desk, "Thôn 3", 5000, kind=TargetKind.PERCENT)
    shown = words(asked(opened, Figure.TARGET, place=desk.world.place("Thôn 3").code))
    assert "103 = 50% × 205" in shown
    assert "Nguyễn Thị Lan" in shown


def test_tables_add_up_and_lead_on(opened: Opener) -> None:
    app = asked(opened, place=COMMUNE)
    # A phone shows the number beside the name.
    found = {row[0].split(" : ")[0]: row[1:] for row in rows(app)}
    assert found["Buôn Jung"] == ["10", "10"]
    assert found["22/11/2026"] == ["3"]
    assert found["Đã hướng dẫn, chưa hoàn thành"] == ["1", "không tính"]
    assert [row[1:] for row in rows(app) if row[0] == "Cộng : 11"] == [["11", "11"], ["11"]]
    body = "".join(e.proto.body for e in app.get("html"))
    assert f"place={JUNG}&amp;indicator={STEP}&amp;figure=result" in body


def test_the_way_back_keeps_the_filters(opened: Opener) -> None:
    body = "".join(e.proto.body for e in asked(opened, as_of="2026-11-20").get("html"))
    assert f"/progress?campaign={CAMPAIGN}&amp;place={JUNG}&amp;indicator={STEP}&amp;as_of=2026-11-20" in body


def test_the_rows_for_those_who_may_see_people(opened: Opener) -> None:
    found = [row for row in rows(asked(opened)) if row[0].startswith(MARYAM)]
    assert found == [
        [
            f"{MARYAM} sinh năm 1994 · 091•••678 Tại nhà · Y Bhăm Kbuôr",
            "22/11/2026",
            "Đã hoàn thành",
            "Buôn Jung",
            "Tại nhà",
            "Y Bhăm Kbuôr",
        ]
    ]
    assert "10 người, mới nhất ở trên" in words(asked(opened, by=Persona.VOLUNTEER))


@pytest.mark.parametrize("persona", [Persona.LEADER, Persona.AUDITOR])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_name_for_those_who_read_numbers(opened: Opener, persona: Persona, language: str) -> None:
    shown = words(asked(opened, by=persona, language=language))
    assert MARYAM not in shown
    assert "Lò Văn" not in shown
    told = {"vi": "xem số liệu, không xem tên người", "en": "sees numbers and no names"}
    assert told[language] in shown


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("persona", [Persona.OFFICIAL, Persona.LEADER, Persona.VOLUNTEER])
def test_every_figure_draws(opened: Opener, persona: Persona, language: str) -> None:
    for figure in Figure:
        app = asked(opened, figure, by=persona, language=language)
        use_language(language)
        assert f"{label(figure)} · " in words(app)
        assert len(app.title) == 1


def test_reports_with_who_approved(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    open_drive(desk)
    with_ratio(desk)
    approved(desk, entry(desk, 300), entry(desk, 90, RATIO, denominator=100))
    start = opener(desk, monkeypatch, Screen.PROVENANCE)
    app = start(Persona.AUDITOR, campaign=DRIVE, place="66", indicator=SKILLS, figure="result")
    assert "các báo cáo đã duyệt" in words(app)
    assert ["Krông Pắc", "22/11/2026", "300", "Đã duyệt", "–", "–"] in [
        [cell if i != 5 else "–" for i, cell in enumerate(row)] for row in rows(app) if len(row) == 6
    ]
    share = start(Persona.AUDITOR, campaign=DRIVE, place="66", indicator=RATIO, figure="result")
    assert "90,00% = 90 / 100" in words(share)
    nothing = start(Persona.AUDITOR, campaign=DRIVE, place="24502", indicator=SKILLS, figure="result")
    assert "Đó là chưa có số liệu, không phải bằng 0." in words(nothing)
    assert "chưa có số liệu" in words(nothing)


def test_a_sum_that_differs_is_said_with_a_shape_and_counted_anew_on_a_press(desk: Desk, opened: Opener) -> None:
    app = asked(opened)
    desk.run(
        "UPDATE progress_day SET n = n + 1 WHERE place_id = :place AND day = '2026-11-18' AND indicator_id = "
        "(SELECT id FROM indicator WHERE key = :key AND campaign_id = :campaign)",
        place=desk.world.place("Buôn Jung").id,
        key=STEP,
        campaign=desk.world.campaign.id,
    )
    app.run()
    # Nothing was written through the house, so that the page still shows what it read before.
    assert "khớp" in words(app)
    shown = words(press(app, names.RECOUNT))
    assert "◆ Đếm lại từ các lượt ghi nhận lúc 22/11/2026 09:00: 10, khác với 11." in shown
    assert "1 ngày lệch: 18/11/2026" in shown


def test_what_cannot_be_asked(opened: Opener) -> None:
    assert "Chưa chọn con số nào" in words(opened(Persona.LEADER, campaign=CAMPAIGN))
    assert "Không có con số này" in words(asked(opened, "height"))
    for more in ({"place": "99999"}, {"indicator": "nothing"}, {"place": "24502"}):
        app = asked(opened, by=Persona.LEADER, **more)
        assert len(app.error) == 1, more
    assert len(asked(opened, by=Persona.VOLUNTEER, place=COMMUNE).error) == 1


def test_a_number_that_is_not_there_says_why(desk: Desk, opened: Opener) -> None:
    shown = words(asked(opened, Figure.RATE, place=desk.world.place("Buôn Pan").code))
    assert "Vì sao chưa có số" in shown
    assert "Địa bàn này chưa được giao chỉ tiêu cho nội dung này." in shown
