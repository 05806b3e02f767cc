"""Weekly reports beside the server: looked for at the start and every hour, whatever became of the last look."""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from campaign.charts.document import document_pictures
from campaign.config import settings
from campaign.errors import CampaignError
from campaign.reports.weekly import folder_of, write_due
from campaign.services import runtime
from campaign.services.call import Call, system_viewer

if TYPE_CHECKING:
    from threading import Event

_HOUR: Final = timedelta(hours=1).total_seconds()
_LOG: Final = logging.getLogger(__name__)


def sweep(*, stop: Event) -> None:
    """Write what is due now and every hour until the server stops; a fault waits for the next hour."""
    while True:
        try:
            call = Call(store=runtime.store(), viewer=system_viewer(), moment=runtime.present())
            write_due(call=call, folder=folder_of(settings()), pictures=document_pictures)
        except CampaignError as error:
            _LOG.warning("weekly reports could not be looked for: %s", error)
        except Exception:  # noqa: BLE001 - a front door: the server serves on without its reports
            # The number leads to the fault in the log.
            _LOG.exception("weekly reports could not be looked for (fault %s)", secrets.token_hex(4))
        if stop.wait(_HOUR):
            return
