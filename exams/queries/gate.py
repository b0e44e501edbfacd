"""How the save path reaches the database: one durable transaction, never a hang.

The answer of a message leaves only after its transaction has committed. A database
that is gone, frozen or too busy becomes Refused 503 within ten seconds, and a kept
connection that has died meanwhile is renewed once. Nothing here needs a session, a
cache or a broker.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from django.db import (
    DEFAULT_DB_ALIAS,
    DataError,
    Error,
    IntegrityError,
    OperationalError,
    ProgrammingError,
    connection,
    connections,
    transaction,
)

from exams.errors import Refused
from exams.queries import clock
from lms.core.breaker import CircuitBreaker
from lms.core.patience import patient

log = logging.getLogger(__name__)

PATIENCE_S = 4.5  # what takes longer is cut off; twice of it is below ten seconds
RETRY_WITHIN_S = 2.0
SHORTEST_WAIT_S = 0.2
OURS = (IntegrityError, DataError, ProgrammingError)  # faults of ours, not of a server

T = TypeVar("T")

_writer = threading.Lock()  # SQLite: threads of one process queue here, not in sleeps
breaker = CircuitBreaker()


def unavailable() -> Refused:
    """Return the refusal of a message while the database cannot be reached."""
    return Refused(503, "server_busy", retry_after=3)


def in_transaction(work: Callable[[Any], T]) -> T:
    """Return work(before) done in one durable transaction, again after a lost link.

    before: the receipt time on SQLite, read before any wait (``clock.before_lock``).
    Raises Refused 503 where the database does not answer. work may run twice, so it
    must not keep anything of the first run.
    """
    with through_breaker():
        started = time.monotonic()
        try:
            return _once(work)
        except OURS:
            raise
        except Error as error:
            is_first_quick = time.monotonic() - started < RETRY_WITHIN_S
            if not (is_first_quick and _link_is_lost()):
                raise
            log.info("the link was lost (%s), again", type(error).__name__)
        return _once(work)


@contextmanager
def through_breaker() -> Iterator[None]:
    """Let one message at a time ask a database that does not answer.

    Raises Refused 503 at once for the others, and for whatever is not answered.
    """
    if not breaker.is_worth_a_try():
        raise unavailable()
    started = time.monotonic()
    try:
        yield
    except OURS:
        breaker.answered()
        raise
    except Error as error:
        breaker.failed(started)
        raise _given_up(error) from error
    except BaseException:
        breaker.answered()
        raise
    breaker.answered()


@contextmanager
def guarded() -> Iterator[None]:
    """Cut off what the present thread asks of PostgreSQL after PATIENCE_S seconds."""
    with patient(PATIENCE_S):
        yield


@contextmanager
def _turn(give_up: float) -> Iterator[None]:
    if not _writer.acquire(timeout=PATIENCE_S):
        raise OperationalError("the turn to write did not come")
    try:
        if time.monotonic() > give_up - SHORTEST_WAIT_S:
            raise OperationalError("the turn to write came too late")
        yield
    finally:
        _writer.release()


def _once(work: Callable[[Any], T]) -> T:
    base: Any = connections[DEFAULT_DB_ALIAS]
    if base.connection is not None:
        base.health_check_done = True  # a lost link is met by renewal, not by a ping
    if base.vendor != "sqlite":
        with guarded(), transaction.atomic(durable=True):
            return work(None)
    before = clock.before_lock()
    give_up = time.monotonic() + PATIENCE_S
    with _turn(give_up), _short_wait(base, give_up), transaction.atomic(durable=True):
        return work(before)


@contextmanager
def _short_wait(base: Any, give_up: float) -> Iterator[None]:
    """Let SQLite wait for other processes no longer than a client may be kept."""
    if base.in_atomic_block:
        yield
        return
    base.ensure_connection()
    wait_s = max(give_up - time.monotonic(), SHORTEST_WAIT_S)
    base.connection.execute(f"PRAGMA busy_timeout={int(wait_s * 1000)}")
    try:
        yield
    finally:
        with suppress(Error, AttributeError):
            base.connection.execute("PRAGMA busy_timeout=20000")


def _link_is_lost() -> bool:
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return False
    raw: Any = connection.connection
    is_lost = raw is None or bool(raw.closed)
    if is_lost:
        connection.close()
    return is_lost


def _given_up(error: Exception) -> Refused:
    log.warning("database not reached: %s", type(error).__name__)
    if not connection.in_atomic_block:
        with suppress(Error):
            connection.close()
    return unavailable()
