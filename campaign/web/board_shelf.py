"""What the public board remembers, so that a crowd costs nothing: the open boards, their numbers, and finished answers.

A switch is seen within seconds; numbers, which are those of yesterday, are read again at most once a minute,
however often people record. If the database is out of reach, what is remembered is shown for a while, with its day.
"""

from __future__ import annotations

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock
from typing import TYPE_CHECKING, Final

from campaign.errors import CampaignError
from campaign.services import runtime
from campaign.services.call import Call, public_viewer
from campaign.services.public_board import BoardEntry, WholeBoard, boards, whole_board
from campaign.web.static import compress

if TYPE_CHECKING:
    from campaign.web.static import Encoding

_OUT_OF_REACH: Final = frozenset({"database_busy", "database_full", "database_unreachable"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One finished answer, and its compressed forms once somebody asked for them."""

    body: bytes
    media_type: str
    tag: str
    policy: str = "default-src 'none'; frame-ancestors 'none'"
    file_name: str = ""
    forms: dict[str, bytes] = field(default_factory=dict)

    def form(self, encoding: Encoding | None) -> bytes:
        """Return the answer in an encoding that the browser takes."""
        if encoding is None:
            return self.body
        if encoding not in self.forms:
            self.forms[encoding] = compress(self.body, encoding)
        return self.forms[encoding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The numbers of one board, when they were read, and a word that changes with them."""

    whole: WholeBoard
    version: int
    revision: int
    today: date
    read_at: datetime
    serial: int
    until: float


class Shelf:
    """Keeps open boards, their numbers and finished answers, within bounds; safe for many threads."""

    def __init__(
        self,
        *,
        look: float = 5.0,
        rest: float = 60.0,
        without: float = 900.0,
        most: int = 1_000,
        most_bytes: int = 2**25,
    ) -> None:
        self._look, self._rest, self._without = look, rest, without
        self._most, self._most_bytes = most, most_bytes
        self._lock, self._reading = Lock(), Lock()
        self._entries: tuple[BoardEntry, ...] | None = None
        self._seen_at = self._next_look = 0.0
        self._known: dict[str, Known] = {}
        self._sheets: OrderedDict[tuple[object, ...], Sheet] = OrderedDict()
        self._bytes = 0
        self._serial = 0

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries, self._next_look, self._bytes = None, 0.0, 0
            self._known.clear()
            self._sheets.clear()

    def entries(self) -> tuple[BoardEntry, ...]:
        """Return the boards that are open; asks the database at most every few seconds, one asker at a time."""
        found = self._entries
        if found is not None and (self._fresh() or self._reading.locked()):
            # While somebody asks, what was so a moment ago is good enough.
            return found
        with self._reading:
            if self._entries is None or not self._fresh():
                self._entries = self._look_again()
            return self._entries

    def known(self, slug: str) -> Known:
        """Return the numbers of an open board; raises `board_unknown`."""
        entry = self._entry(self.entries(), slug)
        if entry is None:
            raise CampaignError("board_unknown")
        found = self._known.get(slug)
        if found is not None and (
            self._good(found, entry) or (found.version == entry.version and self._reading.locked())
        ):
            return found
        with self._reading:
            found = self._known.get(slug)
            if found is not None and self._good(found, entry):
                return found
            try:
                return self._read(entry)
            except CampaignError as error:
                if found is None or error.code not in _OUT_OF_REACH:
                    raise
                return found

    def finished(self, key: tuple[object, ...]) -> Sheet | None:
        """Return an answer that is finished already."""
        with self._lock:
            found = self._sheets.get(key)
            if found is not None:
                self._sheets.move_to_end(key)
        return found

    def ready(self, slug: str) -> Known | None:
        """Return the numbers of a board if nothing has to be asked for them; None otherwise."""
        if self._entries is None or not self._fresh():
            return None
        entry, found = self._entry(self._entries, slug), self._known.get(slug)
        return found if found is not None and entry is not None and self._good(found, entry) else None

    def sheet(self, key: tuple[object, ...], make: Callable[[], Sheet]) -> Sheet:
        """Return a finished answer, made once; the least recently asked for gives way."""
        found = self.finished(key)
        if found is not None:
            return found
        made = make()
        with self._lock:
            before = self._sheets.pop(key, None)
            self._bytes += len(made.body) - (len(before.body) if before else 0)
            self._sheets[key] = made
            while len(self._sheets) > self._most or (self._bytes > self._most_bytes and len(self._sheets) > 1):
                self._bytes -= len(self._sheets.popitem(last=False)[1].body)
        return made

    def _fresh(self) -> bool:
        return time.monotonic() < self._next_look

    def _look_again(self) -> tuple[BoardEntry, ...]:
        try:
            found = boards(call=_call())
        except CampaignError as error:
            gone = time.monotonic() - self._seen_at > self._without
            if self._entries is None or gone or error.code not in _OUT_OF_REACH:
                raise
            self._next_look = time.monotonic() + self._look
            return self._entries
        self._seen_at = time.monotonic()
        self._next_look = self._seen_at + self._look
        still = {entry.slug for entry in found}
        with self._lock:
            for slug in set(self._known) - still:
                del self._known[slug]
        return found

    def _entry(self, entries: tuple[BoardEntry, ...], slug: str) -> BoardEntry | None:
        return next((entry for entry in entries if entry.slug == slug), None)

    def _good(self, found: Known, entry: BoardEntry) -> bool:
        same = (found.version, found.today) == (entry.version, runtime.present().today)
        return same and (found.revision == entry.revision or time.monotonic() < found.until)

    def _read(self, entry: BoardEntry) -> Known:
        call = _call()
        whole = whole_board(call=call, slug=entry.slug)
        with self._lock:
            self._serial += 1
            found = Known(
                whole=whole,
                version=entry.version,
                revision=whole.root.revision,
                today=call.moment.today,
                read_at=call.moment.now,
                serial=self._serial,
                until=time.monotonic() + self._rest,
            )
            self._known[entry.slug] = found
        return found


SHELF: Final = Shelf()


def tag_of(body: bytes) -> str:
    """Return the entity tag of an answer, without the quotes and the encoding."""
    return hashlib.sha256(body).hexdigest()[:20]


def _call() -> Call:
    return Call(store=runtime.store(), viewer=public_viewer(), moment=runtime.present())
