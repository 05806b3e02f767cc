"""A reminder is one message: never longer than 900 characters, and whoever is not named is counted."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from campaign.i18n import LANGUAGES, use_language
from campaign.ui.desk.reminder import LONGEST, message

UNIT = st.text(alphabet="Buôn Thôn 0123456789ăâđêôơư", min_size=1, max_size=200)


@given(units=st.lists(UNIT, max_size=60), unseen=st.integers(0, 3_000), language=st.sampled_from(LANGUAGES))
def test_it_fits_into_one_message_and_counts_everybody(units: list[str], unseen: int, language: str) -> None:
    use_language(language)
    text = message("x" * 200, "y" * 100, "z" * 100, units=units, total=len(units) + unseen)
    assert len(text) <= LONGEST
    lines = [line for line in text.split("\n") if line.startswith("- ")]
    last = re.fullmatch(r"- (?:và|and) ([\d.,]+) (?:đơn vị khác|more units?)", lines[-1]) if lines else None
    counted = int(re.sub(r"[.,]", "", last.group(1))) if last else 0
    named = len(lines) - (1 if last else 0)
    assert named + counted == len(units) + unseen
    # Names come in the order given, none is left out between two that are there.
    assert [line[2:] for line in lines[:named]] == units[:named]


def test_every_unit_is_named_where_there_is_room() -> None:
    use_language("vi")
    assert message("a", "b", "c", units=["Buôn Jung", "Thôn 3"], total=2) == "a\nb\n- Buôn Jung\n- Thôn 3\nc"
