"""What every command starts from: the settings that its options choose, the store, a call by the installation."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

import typer

from campaign.config import load_settings
from campaign.services.call import Call, system_viewer
from campaign.services.runtime import moment_of, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from campaign.config import Settings

Json = Annotated[bool, typer.Option("--json", help="Print JSON where a table is printed.")]


@dataclass(kw_only=True)
class Options:
    """The global options, and the settings that follow from them."""

    demo: bool
    json: bool

    @cached_property
    def settings(self) -> Settings:
        """The environment's settings, on the sample database if asked."""
        found = load_settings()
        return found.for_demo() if self.demo else found


def options_of(context: typer.Context) -> Options:
    """Return the options that the front door left."""
    found = context.obj
    if not isinstance(found, Options):
        message = "the front door was not passed"
        raise TypeError(message)
    return found


@contextmanager
def opened(context: typer.Context) -> Iterator[Call]:
    """Yield a call on the configured database by the installation itself; raises the codes of `open_store`."""
    settings = options_of(context).settings
    store = open_store(settings)
    try:
        yield Call(store=store, viewer=system_viewer(username="command line"), moment=moment_of(settings, store))
    finally:
        store.close()
