"""Finding a template: for a campaign at a place, as a campaign began with it, or as somebody may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.db.queries import templates as queries
from campaign.db.queries.places import place_by_code
from campaign.domain import templates as product
from campaign.errors import CampaignError

if TYPE_CHECKING:
    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.db.queries.templates import StoredTemplate
    from campaign.domain.templates import Template
    from campaign.services.call import Call


def chosen_template(connection: Connection, *, key: str, place_path: str) -> Template:
    """Return the template that a campaign at a place is made from: the product's, or the newest that serves it.

    Raises `template_unknown` for one that is not there, serves another place or is out of use.
    """
    if key in product.templates():
        return product.template(key)
    stored = queries.template_versions(connection, key=key)
    if not stored or stored[0].retired_at is not None or not stored[0].serves(place_path):
        raise CampaignError("template_unknown", template=key, known=", ".join(product.templates()))
    return stored[0].template


def begun_with(connection: Connection, *, key: str, version: int) -> Template | None:
    """Return the version that a campaign began with; None when the file of the product has moved on since."""
    if key in product.templates():
        found = product.template(key)
        return found if found.version == version else None
    stored = queries.template_versions(connection, key=key)
    return next((one.template for one in stored if one.template.version == version), None)


def place_in_reach(call: Call, connection: Connection, code: str) -> Place:
    """Return the newest place with a code in the viewer's scope; raises `place_unknown`."""
    within = (place_by_code(connection, code=code, under=root) for root in call.viewer.scope)
    found = next((place for place in within if place), None)
    if found is None:
        raise CampaignError("place_unknown", place=code)
    return found


def visible_versions(call: Call, connection: Connection, key: str) -> tuple[StoredTemplate, ...]:
    """Return the versions of a template whose place overlaps the viewer's scope, newest first.

    Raises `template_unknown`: whoever may not use a template does not learn that it exists.
    """
    stored = queries.template_versions(connection, key=key)
    if not stored or not stored[0].overlaps(call.viewer.scope):
        raise CampaignError("template_unknown", template=key, known=", ".join(product.templates()))
    return stored
