"""The services of models, initiatives and commendation."""

from tests.support.walks.walk import Walk

TABLE: dict[str, Walk] = {}
OWN: dict[str, str] = {}
