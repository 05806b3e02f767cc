"""The table of the permission walk, one module an area."""

from tests.support.walks import (
    board,
    boundaries,
    campaigns,
    desk,
    duplicates,
    imports,
    initiatives,
    outreach,
    people,
    places,
    progress,
    provenance,
    reporting,
    reports,
    spine,
    teams,
)

_AREAS = (
    spine,
    campaigns,
    places,
    reporting,
    teams,
    outreach,
    desk,
    imports,
    duplicates,
    boundaries,
    people,
    reports,
    board,
    initiatives,
    progress,
    provenance,
)
TABLE = {name: walk for area in _AREAS for name, walk in area.TABLE.items()}
OWN = {name: reason for area in _AREAS for name, reason in area.OWN.items()}
