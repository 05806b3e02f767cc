"""Reading a small posted form, and refusing one that was sent from somebody else's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from campaign.errors import CampaignError
from campaign.web.visitor import same_origin

if TYPE_CHECKING:
    from starlette.requests import Request

_MOST_BYTES: Final = 16_384
_MOST_FIELDS: Final = 20


async def posted(request: Request) -> dict[str, str]:
    """Return the fields of a form; raises `form_foreign`, `form_unreadable`, `request_too_large`."""
    if not same_origin(request):
        raise CampaignError("form_foreign")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise CampaignError("request_too_large")
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError as error:
        raise CampaignError("form_unreadable") from error
    return {name: values[0] for name, values in fields.items()}
