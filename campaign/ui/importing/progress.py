"""A bar that moves while a service writes: drawn from a second thread, because a transaction must not touch the screen.

A rerun signal raised inside the writing thread would take the transaction with it; the second thread may lose its own.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_EVERY: Final = 0.3


@contextmanager
def bar(text: str, share: Callable[[], float]) -> Iterator[None]:
    """Draw a bar while the block runs; `share` says how much is done, from 0 to 1."""
    shown = st.progress(0.0, text=text)
    stop = threading.Event()

    def move() -> None:
        while not stop.wait(_EVERY):
            shown.progress(min(max(share(), 0.0), 1.0), text=text)

    mover = threading.Thread(target=move, daemon=True)
    add_script_run_ctx(mover)
    mover.start()
    try:
        yield
    finally:
        stop.set()
        mover.join()
    shown.empty()
