"""The services of the public board."""

from tests.support.walks.walk import Walk

TABLE: dict[str, Walk] = {}
OWN: dict[str, str] = {}
