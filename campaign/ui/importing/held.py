"""The file that an account is about to import: in this process's memory, as long as it is needed, and nowhere else.

It belongs to the account and not to the tab, so that a reload or a dropped line does not lose what was reached.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import streamlit as st

from campaign.domain.vocabulary import ImportKind
from campaign.services.imports import citizens, places, targets
from campaign.services.imports.request import ImportRequest

if TYPE_CHECKING:
    from campaign.domain.imports.columns import SourceTable
    from campaign.errors import CampaignError
    from campaign.services.imports.results import ImportResult
    from campaign.services.imports.reviewing import Letters, Looked
    from campaign.ui.context import Context

SERVICES: Final = {ImportKind.CITIZENS: citizens, ImportKind.PLACES: places, ImportKind.TARGETS: targets}
_KEPT: Final = timedelta(hours=1)
_MOST: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where a list goes: the campaign ("" for places), and the commune or the place of rows that name none."""

    kind: ImportKind
    campaign: str = ""
    place_code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What an import did, and the rows that it refused."""

    result: ImportResult
    refused: tuple[SourceTable, ...]


@dataclass(slots=True)
class Held:
    """One file on its way: as it was chosen, as it was understood, and what became of it."""

    to: Destination
    name: str
    at: datetime
    content: bytes = field(repr=False, default=b"")
    encoding: str = "auto"
    looked: Looked | None = field(repr=False, default=None)
    letters: tuple[Letters, ...] = ()
    error: CampaignError | None = None
    done: Done | None = None
    # How far the import is: plain numbers, because a transaction must not touch the screen.
    rows_done: int = 0
    rows: int = 0

    def request(self, mapping: dict[str, str]) -> ImportRequest:
        """Return what the services are asked for."""
        return ImportRequest(
            campaign=self.to.campaign,
            file_name=self.name,
            content=self.content,
            place_code=self.to.place_code,
            encoding=self.encoding,
            mapping=mapping,
        )

    def count(self, done: int, rows: int) -> None:
        """Take down how far the import is."""
        self.rows_done, self.rows = done, rows

    def look_again(self) -> None:
        """Forget what was understood: something was said that changes it."""
        self.looked, self.error, self.letters = None, None, ()

    def finish(self, result: ImportResult) -> None:
        """Keep what became of the file, and let the file itself go."""
        refused = self.looked.refused_by(result) if self.looked else ()
        self.done = Done(result=result, refused=refused)
        self.looked, self.content, self.letters = None, b"", ()


def current(here: Context, kind: ImportKind) -> Held | None:
    """Return the file that the account holds for a kind of list in the campaign in view."""
    _forget_old(here.call.moment.now)
    return _shelf().get(_owner(here, kind))


def take(here: Context, held: Held) -> None:
    """Hold a file; the oldest of too many goes."""
    shelf = _shelf()
    shelf[_owner(here, held.to.kind)] = held
    while len(shelf) > _MOST:
        del shelf[min(shelf, key=lambda owner: shelf[owner].at)]


def let_go(here: Context, kind: ImportKind) -> None:
    """Forget the file of a kind."""
    _shelf().pop(_owner(here, kind), None)


_Owner = tuple[str, int | None, str, str, str]


def _owner(here: Context, kind: ImportKind) -> _Owner:
    slug = here.campaign.slug if here.campaign and kind is not ImportKind.PLACES else ""
    viewer = here.call.viewer
    # Whoever looks through the account ("xem như") does not come upon its file, nor leave one there.
    return (here.call.store.url, viewer.account_id, viewer.seen_by, kind.value, slug)


def _forget_old(now: datetime) -> None:
    shelf = _shelf()
    for owner in [owner for owner, held in shelf.items() if now - held.at > _KEPT]:
        del shelf[owner]


@st.cache_resource(show_spinner=False)
def _shelf() -> dict[_Owner, Held]:
    """Return the files of this process."""
    return {}
