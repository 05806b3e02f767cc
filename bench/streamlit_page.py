"""What a browser tab holds between two runs: elements, widget values, cached messages, query string.

It refuses to know how messages travel: ``streamlit_client`` brings them in and takes requests out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.streamlit_widgets import Widget, widget_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from streamlit.proto.Element_pb2 import Element
    from streamlit.proto.WidgetStates_pb2 import WidgetState

_ALERT_LEVELS = {1: "error", 2: "warning", 3: "info", 4: "success"}


class PageFailedError(RuntimeError):
    """The page drew an exception or an error box, so that its speed means nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """One run of the script as the tab saw it: seconds from request to end, bytes and messages received.

    ``exceptions`` are the texts of exceptions, a page that was not found included; ``alerts`` are boxes as
    "level: text".
    """

    elapsed: float
    bytes: int
    messages: int
    exceptions: tuple[str, ...]
    alerts: tuple[str, ...]

    @property
    def failures(self) -> tuple[str, ...]:
        """Everything that says this was an error page."""
        return self.exceptions + tuple(alert for alert in self.alerts if alert.startswith("error:"))

    def checked(self) -> Self:
        """This result; raises PageFailedError when the run drew an error."""
        if self.failures:
            raise PageFailedError("; ".join(self.failures))
        return self


@dataclass(slots=True, kw_only=True)
class RunCount:
    """What is counted while one answer arrives."""

    bytes: int = 0
    messages: int = 0
    exceptions: list[str] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)

    def result(self, *, elapsed: float) -> RunResult:
        """The finished count, frozen."""
        return RunResult(
            elapsed=elapsed,
            bytes=self.bytes,
            messages=self.messages,
            exceptions=tuple(self.exceptions),
            alerts=tuple(self.alerts),
        )


class _MessageCache:
    """The front end's cache of large messages: the server sends a hash for what the tab still has."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[int, ForwardMsg]] = {}
        self._runs = 0

    @property
    def hashes(self) -> Iterable[str]:
        """What the tab can still draw from a hash alone."""
        return self._kept.keys()

    def resolve(self, message: ForwardMsg) -> ForwardMsg:
        """The full message behind a reference; a cacheable one is remembered. KeyError if unknown."""
        if message.WhichOneof("type") == "ref_hash":
            _, kept = self._kept[message.ref_hash]
            self._kept[message.ref_hash] = (self._runs, kept)
            full = ForwardMsg()
            full.CopyFrom(kept)
            full.metadata.CopyFrom(message.metadata)
            return full
        if message.metadata.cacheable:
            self._kept[message.hash] = (self._runs, message)
        return message

    def age(self, *, limit: int) -> None:
        """After a run: forgets what the last ``limit`` runs did not use."""
        self._runs += 1
        self._kept = {key: entry for key, entry in self._kept.items() if self._runs - entry[0] <= limit}


class Page:
    """The state of one tab."""

    def __init__(self, *, name: str, query: str) -> None:
        self.name = name
        self.query = query
        self.page_hash = ""
        self.session_id = ""
        self.states: dict[str, WidgetState] = {}
        self.cache = _MessageCache()
        self._cache_age = 2
        self._elements: dict[tuple[int, ...], tuple[Element, str]] = {}

    def move(self, name: str) -> None:
        """Goes to the page with that URL path; its widgets start anew."""
        self.name, self.page_hash, self.states, self._elements = name, "", {}, {}

    def take(self, received: ForwardMsg, run: RunCount) -> bool:
        """Applies one message; true when it ends the run."""
        message = self.cache.resolve(received)
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._take_delta(message, run)
        elif kind == "script_finished":
            # A script that called st.rerun() ends early and starts again by itself: the tab listens on.
            return message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        elif kind == "new_session":
            started = message.new_session
            self.session_id = started.initialize.session_id
            self.page_hash = started.page_script_hash
            self._cache_age = started.config.max_cached_message_age
            self._forget(set(message.metadata.run.fragment_ids))
            run.alerts.clear()
        elif kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "page_not_found":
            run.exceptions.append(f"page not found: {message.page_not_found.page_name or self.name}")
        elif kind == "auth_redirect":
            run.exceptions.append("sent away to sign in")
        elif kind == "session_event" and message.session_event.HasField("script_compilation_exception"):
            run.exceptions.append(message.session_event.script_compilation_exception.message)
        return False

    def _take_delta(self, message: ForwardMsg, run: RunCount) -> None:
        if message.delta.WhichOneof("type") != "new_element":
            return
        element = message.delta.new_element
        self._elements[tuple(message.metadata.delta_path)] = (element, message.delta.fragment_id)
        kind = element.WhichOneof("type")
        if kind == "exception" and not element.exception.is_warning:
            run.exceptions.append(f"{element.exception.type}: {element.exception.message}")
        elif kind == "alert":
            run.alerts.append(f"{_ALERT_LEVELS.get(element.alert.format, 'unknown')}: {element.alert.body}")

    def _forget(self, fragments: set[str]) -> None:
        """Drops what the run that starts will draw anew: one fragment's elements, or all."""
        kept = self._elements.items() if fragments else ()
        self._elements = {path: seen for path, seen in kept if seen[1] not in fragments}

    def settle(self) -> None:
        """After a run: values that the server dictated win, new widgets rest at what was drawn."""
        self.cache.age(limit=self._cache_age)
        states: dict[str, WidgetState] = {}
        for widget in self.widgets():
            known = self.states.get(widget.id)
            state = widget.resting_state() if known is None or widget.forced else known
            if state is not None:
                states[widget.id] = state
        self.states = states

    def widgets(self) -> list[Widget]:
        """Every supported widget on the page."""
        found = (widget_of(element=element, fragment=fragment) for element, fragment in self._elements.values())
        return [widget for widget in found if widget is not None]

    def widget(self, key: str) -> Widget:
        """The widget that the page made with ``key=``; LookupError names the keys that are there."""
        widgets = self.widgets()
        for widget in widgets:
            if widget.key == key:
                return widget
        raise LookupError(f"no widget {key!r} on the page; there are {sorted(widget.key for widget in widgets)}")

    def texts(self) -> list[str]:
        """The words on the page, metrics included: proof that the right page was measured."""
        words: list[str] = []
        for element, _ in self._elements.values():
            kind = element.WhichOneof("type")
            if kind in ("heading", "markdown", "text", "html"):
                words.append(getattr(element, kind).body)
            elif kind == "metric":
                words.append(f"{element.metric.label} {element.metric.body}")
        return words

    def count(self, kind: str) -> int:
        """How many elements of a kind (as the protocol names it, such as vega_lite_chart) are drawn."""
        return sum(1 for element, _ in self._elements.values() if element.WhichOneof("type") == kind)
