"""Cached reads of aggregates, shared by all tabs: the same numbers are read and drawn once a revision.

What names a person is never read through here. Scope, role and language are part of every key, because the cache is
shared by everybody; nobody clears it, because every write moves the campaign's revision.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

import streamlit as st

from campaign.ui import context

if TYPE_CHECKING:
    from campaign.ui.context import Context

P = ParamSpec("P")
R = TypeVar("R")

_SECONDS = 600
_ENTRIES = 512


def build(make: Callable[Concatenate[Context, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Return `make(context, *args, **kwargs)`, made once for each set of what it depends on.

    That is: database, campaign, revision, scope, role, language, day and the arguments themselves.
    `make` is a plain function of a module that reads through services and returns plain data (view models,
    chart specs as dictionaries, texts of tables); it draws nothing. Its errors pass through and are not kept.
    Everybody gets the same object, so nobody may change it: a copy for each run would cost more than the drawing.
    Arguments are plain values: text, numbers, dates, tuples of them.
    """
    here = context.current()
    viewer = here.call.viewer
    # One text, because Streamlit takes longer to hash a tuple of parts than this takes to make.
    key = repr(
        (
            here.call.store.url,
            make.__module__,
            make.__qualname__,
            here.campaign.slug if here.campaign else "",
            here.revision,
            viewer.role.value,
            viewer.scope,
            here.language,
            here.call.moment.today,
            args,
            sorted(kwargs.items()),
        )
    )
    return cast("R", _build(key, lambda: make(here, *args, **kwargs)))


@st.cache_resource(ttl=_SECONDS, max_entries=_ENTRIES, show_spinner=False)
def _build(key: str, _make: Callable[[], object]) -> object:
    # `key` is what Streamlit looks at; it leaves out arguments that begin with an underscore.
    del key
    return _make()
