"""The services of progress beyond the spine's: comparisons, groups, and where a number comes from."""

from tests.support.walks.walk import Walk

TABLE: dict[str, Walk] = {}
OWN: dict[str, str] = {}
