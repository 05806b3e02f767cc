"""The services of teams, lists of volunteers, looking as somebody else."""

from tests.support.walks.walk import Walk

TABLE: dict[str, Walk] = {}

# Functions that take a call and ask for no right, with the reason.
OWN: dict[str, str] = {}
