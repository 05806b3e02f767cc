"""The services of documents that are made from the numbers."""

from tests.support.walks.walk import Walk

TABLE: dict[str, Walk] = {}
OWN: dict[str, str] = {}
