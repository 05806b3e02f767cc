"""Lists as communes keep them, built by hand, with what is expected of each. Every person in them is made up."""

from __future__ import annotations

from typing import Final

from tests.support.lists import communes, groups, shapes
from tests.support.lists.expected import Expected, Problem, Sample

__all__ = ["SAMPLES", "Expected", "Problem", "Sample"]

SAMPLES: Final[tuple[Sample, ...]] = (*communes.SAMPLES, *groups.SAMPLES, *shapes.SAMPLES)
