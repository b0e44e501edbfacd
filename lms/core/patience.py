"""Cut off a PostgreSQL that does not answer: no thread waits for it for ever.

Time limits of the server do not help when it is the server, or the way to it, that
stands still; so a thread of ours closes the line of whoever waits for too long.
"""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.db import DEFAULT_DB_ALIAS, Error, connection, connections

LOOK_EVERY_S = 0.25


@contextmanager
def patient(seconds: float) -> Iterator[None]:
    """Cut off what the present thread asks of PostgreSQL after so many seconds."""
    if connection.vendor != "postgresql":
        yield
        return
    key = _watch.enter(seconds)
    try:
        yield
    finally:
        _watch.leave(key)


class _Watch:
    """A thread that cuts connections whose answer does not come."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._busy: dict[int, tuple[float, Any]] = {}
        self._next = 0
        self._pid = 0

    def enter(self, seconds: float) -> int:
        """Note that the present thread begins to talk to its database."""
        wrapper = connections[DEFAULT_DB_ALIAS]
        with self._lock:
            self._next += 1
            self._busy[self._next] = (time.monotonic() + seconds, wrapper)
            key = self._next
            if self._pid != os.getpid():  # first use, or a forked worker
                self._pid = os.getpid()
                threading.Thread(target=self._run, daemon=True).start()
        return key

    def leave(self, key: int) -> None:
        """Note that it has its answer."""
        with self._lock:
            self._busy.pop(key, None)

    def _run(self) -> None:
        while True:
            time.sleep(LOOK_EVERY_S)
            now = time.monotonic()
            with self._lock:
                late = [key for key, (end, _w) in self._busy.items() if end < now]
                for key in late:
                    _end, wrapper = self._busy.pop(key)
                    self._cut(wrapper)

    @staticmethod
    def _cut(wrapper: Any) -> None:
        raw = wrapper.connection
        if raw is None or raw.closed:
            return
        with suppress(OSError, Error), socket.socket(fileno=os.dup(raw.fileno())) as s:
            s.shutdown(socket.SHUT_RDWR)


_watch = _Watch()
