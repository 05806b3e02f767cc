"""A counting relay on 127.0.0.1: what passes through it is what a phone would pay for, compression included.

It refuses to look inside: HTTP and websockets are bytes to it.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 65536


@dataclass(slots=True)
class Relay:
    """Where it listens, and the bytes so far to the browser (``down``) and from it (``up``)."""

    port: int = 0
    down: int = 0
    up: int = 0

    async def serve(self, *, target: int) -> asyncio.Server:
        """Starts to listen on a free port and passes each connection to ``target``."""

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            there, back = await asyncio.open_connection("127.0.0.1", target)
            await asyncio.gather(self._pump(reader, back, down=False), self._pump(there, writer, down=True))

        server = await asyncio.start_server(connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, down: bool) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await source.read(_CHUNK):
                if down:
                    self.down += len(data)
                else:
                    self.up += len(data)
                sink.write(data)
                await sink.drain()
        with contextlib.suppress(ConnectionError):
            sink.close()


@contextlib.contextmanager
def relaying(*, target: int) -> Iterator[Relay]:
    """A relay before the server on port ``target``, in a thread of its own, while the block lasts."""
    relay, loop = Relay(), asyncio.new_event_loop()
    server = loop.run_until_complete(relay.serve(target=target))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield relay
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=5)
