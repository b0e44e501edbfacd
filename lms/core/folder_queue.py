"""The embedded queue: every message is a file in a folder below LMS_VAR.

Kombu's transport of this kind writes in place: a reader that meets a message half
written ends its worker and loses the message, and a kill at the wrong moment leaves
a table of queues behind that nobody can read any more. Here every file is written
aside, then renamed, and what cannot be read is set right or passed over.
"""

import fcntl
import logging
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.exceptions import ChannelError
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps, loads

log = logging.getLogger(__name__)

Row = filesystem.exchange_queue_t


class Channel(filesystem.Channel):
    """Messages and tables that are whole or not there."""

    def _put(  # type: ignore[override]  # kombu's two classes disagree
        self, queue: str, payload: Any, **_kwargs: Any
    ) -> None:
        """Put a message onto a queue."""
        name = f"{time.time_ns():020}_{uuid.uuid4().hex}.{queue}.msg"
        try:
            _write(Path(self.data_folder_out) / name, payload)
        except OSError as error:
            raise ChannelError(f"Cannot add {name} to the queue") from error

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        """Return the next message of a queue. Raises Empty."""
        folder = Path(self.data_folder_in)
        for path in sorted(folder.iterdir()):
            if path.name.partition(".")[2] != f"{queue}.msg":
                continue
            with suppress(FileNotFoundError):  # another reader was faster
                content = path.read_bytes()
                path.unlink()
                with suppress(ValueError):
                    return loads(content)
                log.warning("a message nobody can read was passed over: %s", path.name)
        raise Empty

    def get_table(self, exchange: str) -> list[Row]:
        """Return the queues of an exchange; none where its table cannot be read."""
        try:
            rows = loads(self._exchange_file(exchange).read_bytes())
            return [Row(*row) for row in rows]
        except (FileNotFoundError, ValueError, TypeError):
            return []

    def _queue_bind(
        self, exchange: str, routing_key: str, pattern: str, queue: str
    ) -> None:
        row = Row(routing_key or "", pattern or "", queue or "")
        self._change(exchange, lambda rows: rows if row in rows else [row, *rows])

    def _delete(
        self, queue: str, exchange: str, routing_key: str, pattern: str, *_rest: Any
    ) -> None:
        self._purge(queue)
        gone = Row(routing_key or "", pattern or "", queue or "")
        self._change(exchange, lambda rows: [row for row in rows if row != gone])

    def _change(self, exchange: str, change: Callable[[list[Row]], list[Row]]) -> None:
        path = Path(self._exchange_file(exchange))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with _alone(path.with_suffix(".lock")):
                _write(path, change(self.get_table(exchange)))
        except OSError as error:
            raise ChannelError(f"Cannot write {path}") from error


class Transport(filesystem.Transport):
    """What ``filesystem://`` means in this house."""

    Channel = Channel


def install() -> None:
    """Let ``filesystem://`` lead to this transport."""
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:Transport"


def _write(path: Path, content: Any) -> None:
    fresh = path.with_name(f"{path.name}.{uuid.uuid4().hex}.new")
    fresh.write_text(dumps(content), encoding="ascii")
    fresh.replace(path)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
