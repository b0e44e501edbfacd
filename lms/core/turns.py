"""One after the other: work on a whole database that must not run twice at once.

Transactions do not do it where the work is many of them, each durable by itself.
A turn ends with the process that holds it, however that ends.
"""

import fcntl
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from lms.core.errors import DomainError


@contextmanager
def turn(name: str, *, on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the turn of this name on the present database; others wait.

    on_wait: told once where somebody else holds it. An advisory lock of a connection
    of its own on PostgreSQL, a locked file beside the database on SQLite; a database
    in memory has only one process. Raises DomainError folder_read_only.
    """
    if connection.vendor == "postgresql":
        with _advisory(name, on_wait):
            yield
    elif connection.is_in_memory_db():  # type: ignore[attr-defined]  # SQLite's own
        yield
    else:
        path = Path(f"{connection.settings_dict['NAME']}-{name}.lock")
        with _file(path, on_wait):
            yield


@contextmanager
def _advisory(name: str, on_wait: Callable[[], None]) -> Iterator[None]:
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            key = [zlib.crc32(f"lms.{name}".encode())]
            cursor.execute("SELECT pg_try_advisory_lock(%s)", key)
            if not cursor.fetchone()[0]:
                on_wait()
                cursor.execute("SELECT pg_advisory_lock(%s)", key)
        yield
    finally:
        own.close()


@contextmanager
def _file(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        held = path.open("w")
    except OSError as error:
        raise DomainError(
            "folder_read_only", folder=str(path.parent), reason=error.strerror
        ) from None
    with held:  # closing gives the turn back; the file stays, or two could hold it
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
