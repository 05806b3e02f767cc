"""Templates in the app: the product's four, and those that officials make from one, in versions with who and why.

A template belongs to a place and serves every campaign that lies in it. A campaign keeps the version that it began
with, so that a new version, or taking a template out of use, changes no campaign.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from campaign.db.operations import templates as operations
from campaign.db.queries import templates as queries
from campaign.db.queries.accounts import WHOLE_COUNTRY
from campaign.db.queries.places import place_by_id
from campaign.domain import templates as product
from campaign.domain.templates import MAX_DAYS, MAX_NAME, Template, content_of, contradictions
from campaign.errors import CampaignError
from campaign.services.call import Action, Event
from campaign.services.template_shelf import place_in_reach, visible_versions

if TYPE_CHECKING:
    from datetime import datetime

    from campaign.db import Connection
    from campaign.db.queries.places import Place
    from campaign.db.queries.templates import StoredTemplate
    from campaign.services.call import Call, Change

MAX_KEY: Final = 64
_COUNTRY: Final = "vn"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateCard:
    """A template as the list shows it. `own` is one that officials made; `place_name` None is the whole country.

    `editable` is whether the viewer may change it; `based_on` is "key/version", "" for the product's own.
    """

    template: Template
    own: bool
    editable: bool
    retired: bool
    place_name: str | None
    based_on: str
    created_by: str
    created_at: datetime | None
    reason: str


def list_templates(*, call: Call, place_code: str | None = None, retired: bool = False) -> tuple[TemplateCard, ...]:
    """Return the templates that the viewer may use, the product's first; `place_code` leaves those that serve it.

    Raises `not_permitted`, `place_unknown`. At most 2 queries.
    """
    call.require(Action.MANAGE_CAMPAIGNS, None)
    with call.read() as connection:
        place = place_in_reach(call, connection, place_code) if place_code else None
        stored = queries.newest_templates(connection, scope=call.viewer.scope)
    own = [
        _card(call, one)
        for one in stored
        if (retired or one.retired_at is None) and (place is None or one.serves(place.path))
    ]
    return (*(_product_card(one) for one in product.templates().values()), *own)


def template_card(*, call: Call, key: str) -> TemplateCard:
    """Return one template, retired or not; raises `not_permitted`, `template_unknown` for one that is not theirs."""
    call.require(Action.MANAGE_CAMPAIGNS, None)
    if key in product.templates():
        return _product_card(product.template(key))
    with call.read() as connection:
        return _card(call, visible_versions(call, connection, key)[0])


def versions(*, call: Call, key: str) -> tuple[TemplateCard, ...]:
    """Return every version of an own template, newest first, with who and why; raises as `template_card`."""
    call.require(Action.MANAGE_CAMPAIGNS, None)
    with call.read() as connection:
        return tuple(_card(call, one) for one in visible_versions(call, connection, key))


def next_key(*, call: Call, base: str, place_code: str | None) -> str:
    """Return the key that a copy of a template would bear at a place: "digital_citizen_2026_24490_1".

    A click brings it along, so that the same copy asked for twice is one. Raises `not_permitted`, `place_unknown`.
    """
    call.require(Action.MANAGE_CAMPAIGNS, None)
    with call.read() as connection:
        place = place_in_reach(call, connection, place_code) if place_code else None
        stored = queries.newest_templates(connection, scope=call.viewer.scope)
    taken = {one.template.key for one in stored}
    origin = next((one.based_on.partition("/")[0] for one in stored if one.template.key == base), base)
    stem = f"{origin if origin in product.templates() else base}_{(place.code if place else _COUNTRY).lower()}"
    stem = stem.replace("-", "_")[: MAX_KEY - 4]
    return next(f"{stem}_{n}" for n in range(1, len(taken) + 2) if f"{stem}_{n}" not in taken)


def copy_template(*, call: Call, key: str, base: str, place_code: str | None, name: str = "") -> TemplateCard:
    """Make a template of one's own from another; the same request twice makes one.

    `place_code` None is the whole country. Raises `not_permitted`, `place_unknown`, `template_unknown`,
    `template_key_taken`, `template_name_invalid`.
    """
    call.require(Action.MANAGE_CAMPAIGNS, None)
    with call.write() as change:
        place = place_in_reach(call, change.connection, place_code) if place_code else None
        call.require(Action.MANAGE_CAMPAIGNS, place.path if place else WHOLE_COUNTRY)
        source = _source(call, change.connection, base)
        there = queries.template_versions(change.connection, key=key)
        based_on = f"{source.key}/{source.version}"
        if there:
            if there[0].based_on != based_on or there[0].place_id != (place.id if place else None):
                raise CampaignError("template_key_taken", template=key)
            change.nothing_done()
            return _card(call, there[0])
        made = replace(source, key=key, version=1, name_vi=name.strip() or source.name_vi)
        _check_head(made)
        _store(call, change, made, place_id=place.id if place else None, based_on=based_on, reason="")
        change.log(_event(made, "template.copy", place, after={"based_on": based_on, "name": made.name_vi}))
        return _card(call, queries.template_versions(change.connection, key=key)[0])


def edit_template(*, call: Call, changed: Template, reason: str) -> TemplateCard:
    """Store a changed template as its next version; `changed.version` is the version that the editor saw.

    The same change twice is one version. Raises `reason_missing`, `not_permitted`, `template_unknown`,
    `template_changed_meanwhile` (by, at, version), `template_retired`, `template_name_invalid`,
    `template_days_invalid`, and what `campaign.domain.templates.contradictions` finds.
    """
    if not reason.strip():
        raise CampaignError("reason_missing")
    with call.write() as change:
        old = _editable(call, change.connection, changed.key)
        made = replace(changed, version=old.template.version + 1)
        if replace(made, version=old.template.version) == old.template:
            change.nothing_done()
            return _card(call, old)
        if old.template.version != changed.version:
            raise CampaignError(
                "template_changed_meanwhile", by=old.created_by, at=old.created_at, version=old.template.version
            )
        if old.retired_at is not None:
            raise CampaignError("template_retired", template=old.template.name_vi)
        _check_head(made)
        for refusal in contradictions(made.indicators):
            raise refusal
        _store(call, change, made, place_id=old.place_id, based_on=old.based_on, reason=reason.strip())
        place = place_by_id(change.connection, place_id=old.place_id) if old.place_id else None
        change.log(
            _event(made, "template.edit", place, before=_shown(old.template), after=_shown(made), reason=reason.strip())
        )
        return _card(call, queries.template_versions(change.connection, key=made.key)[0])


def retire_template(*, call: Call, key: str, reason: str, back: bool = False) -> TemplateCard:
    """Take a template out of use for new campaigns, or `back` into it; what is so already changes nothing.

    Raises `reason_missing`, `not_permitted`, `template_unknown`.
    """
    if not reason.strip():
        raise CampaignError("reason_missing")
    with call.write() as change:
        old = _editable(call, change.connection, key)
        if (old.retired_at is None) is back:
            change.nothing_done()
            return _card(call, old)
        operations.set_retired(change.connection, key=key, at=None if back else call.moment.now)
        place = place_by_id(change.connection, place_id=old.place_id) if old.place_id else None
        action = "template.restore" if back else "template.retire"
        change.log(_event(old.template, action, place, after={"name": old.template.name_vi}, reason=reason.strip()))
        return _card(call, queries.template_versions(change.connection, key=key)[0])


def _source(call: Call, connection: Connection, base: str) -> Template:
    if base in product.templates():
        return product.template(base)
    return visible_versions(call, connection, base)[0].template


def _editable(call: Call, connection: Connection, key: str) -> StoredTemplate:
    call.require(Action.MANAGE_CAMPAIGNS, None)
    if key in product.templates():
        raise CampaignError("template_of_product", template=product.template(key).name_vi)
    found = visible_versions(call, connection, key)[0]
    call.require(Action.MANAGE_CAMPAIGNS, found.place_path)
    return found


def _check_head(made: Template) -> None:
    for name in (made.name_vi, made.name_en):
        if not name.strip() or len(name) > MAX_NAME:
            raise CampaignError("template_name_invalid", limit=MAX_NAME)
    if not 1 <= made.days <= MAX_DAYS:
        raise CampaignError("template_days_invalid", limit=MAX_DAYS)
    if len(made.key) > MAX_KEY:
        raise CampaignError("template_unknown", template=made.key, known=", ".join(product.templates()))


def _store(call: Call, change: Change, made: Template, *, place_id: int | None, based_on: str, reason: str) -> None:
    operations.insert_version(
        change.connection,
        {
            "key": made.key,
            "version": made.version,
            "place_id": place_id,
            "name_vi": made.name_vi,
            "name_en": made.name_en,
            "days": made.days,
            "content": content_of(made.indicators),
            "based_on": based_on,
            "reason": reason,
            "created_by": call.viewer.account_id,
            "created_at": call.moment.now,
        },
    )


def _shown(found: Template) -> dict[str, object]:
    return {
        "version": found.version,
        "name": found.name_vi,
        "days": found.days,
        "indicators": [indicator.key for indicator in found.indicators],
    }


def _event(
    found: Template,
    action: str,
    place: Place | None,
    *,
    after: dict[str, object],
    before: dict[str, object] | None = None,
    reason: str = "",
) -> Event:
    return Event(
        commune_id=place.commune_id if place else 0,
        action=action,
        subject_kind="template",
        subject_id=found.key,
        place_id=place.id if place else None,
        before=before,
        after=after,
        reason=reason,
    )


def _product_card(found: Template) -> TemplateCard:
    return TemplateCard(
        template=found,
        own=False,
        editable=False,
        retired=False,
        place_name=None,
        based_on="",
        created_by="",
        created_at=None,
        reason="",
    )


def _card(call: Call, stored: StoredTemplate) -> TemplateCard:
    return TemplateCard(
        template=stored.template,
        own=True,
        editable=any(stored.place_path.startswith(root) for root in call.viewer.scope),
        retired=stored.retired_at is not None,
        place_name=stored.place_name,
        based_on=stored.based_on,
        created_by=stored.created_by,
        created_at=stored.created_at,
        reason=stored.reason,
    )
