"""Grading places by the share that they reached: the borders between excellent, good, fair and weak.

No law fixes the borders; those below were read in reports of Đắk Lắk, and a campaign may ask for others, so they
come in as an argument. What has no plan is not graded.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Grade(StrEnum):
    """How good a result is called, the best first."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    SLOW = "slow"
    WEAK = "weak"


GradeScale = tuple[tuple[Grade, int], ...]
"""Grades with the percentage from which each is given, the best first; the last one begins at 0."""

FOUR_GRADES: Final[GradeScale] = ((Grade.EXCELLENT, 95), (Grade.GOOD, 85), (Grade.FAIR, 70), (Grade.WEAK, 0))
"""Xuất sắc from 95 %, Tốt 85 to 94,9 %, Trung bình 70 to 84,9 %, Yếu below 70 % (domain § 6.2)."""

THREE_GRADES: Final[GradeScale] = ((Grade.GOOD, 70), (Grade.SLOW, 40), (Grade.WEAK, 0))
"""Tốt from 70 %, chậm 40 to 69 %, yếu below 40 %, the other scale in use (domain § 6.2)."""


def grade(*, reached: int | None, planned: float | None, scale: GradeScale = FOUR_GRADES) -> Grade | None:
    """Return the grade of what was reached of what was planned; None where either is missing or nothing was planned."""
    if reached is None or not planned:
        return None
    return next((found for found, least in scale if reached * 100 >= least * planned), scale[-1][0])
