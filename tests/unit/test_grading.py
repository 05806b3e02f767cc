"""Grades and their borders."""

import pytest

from campaign.domain.grading import FOUR_GRADES, THREE_GRADES, Grade, grade


@pytest.mark.parametrize(
    ("reached", "expected"),
    [
        (785, "excellent"),
        (95, "excellent"),
        (94, "good"),
        (85, "good"),
        (84, "fair"),
        (70, "fair"),
        (69, "weak"),
        (0, "weak"),
    ],
)
def test_a_grade_begins_at_its_border(reached: int, expected: str) -> None:
    assert grade(reached=reached, planned=100) == expected


def test_another_scale_may_be_asked_for() -> None:
    found = [grade(reached=n, planned=100.0, scale=THREE_GRADES) for n in (70, 69, 40, 39)]
    assert found == [Grade.GOOD, Grade.SLOW, Grade.SLOW, Grade.WEAK]


def test_nothing_planned_or_nothing_known_is_not_graded() -> None:
    assert [grade(reached=5, planned=0), grade(reached=5, planned=None), grade(reached=None, planned=9)] == [None] * 3


@pytest.mark.parametrize("scale", [FOUR_GRADES, THREE_GRADES])
def test_a_scale_goes_down_to_nothing(scale: tuple[tuple[Grade, int], ...]) -> None:
    borders = [least for _grade, least in scale]
    assert borders == sorted(borders, reverse=True)
    assert borders[-1] == 0
