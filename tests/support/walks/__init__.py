"""The table of the permission walk, one module an area."""

from tests.support.walks import (
    boundaries,
    campaigns,
    desk,
    duplicates,
    imports,
    outreach,
    people,
    places,
    reporting,
    spine,
    teams,
)

_AREAS = (spine, campaigns, places, reporting, teams, outreach, desk, imports, duplicates, boundaries, people)
TABLE = {name: walk for area in _AREAS for name, walk in area.TABLE.items()}
OWN = {name: reason for area in _AREAS for name, reason in area.OWN.items()}
