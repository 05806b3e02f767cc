"""The services of reported numbers."""

from tests.support.walks.walk import Walk

TABLE: dict[str, Walk] = {}

# Functions that take a call and ask for no right, with the reason.
OWN: dict[str, str] = {}
