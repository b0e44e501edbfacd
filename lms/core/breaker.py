"""A circuit breaker: while the database is known not to answer, nobody waits for it.

Without it each thread would wait out its own patience, and whoever queues behind
those threads several times as long. It opens when somebody waited and nobody got
an answer meanwhile; then one message at a time tries, until one succeeds.
"""

import threading
import time

WAITED_S = 1.0  # a quick failure keeps nobody waiting
PAUSE_S = 1.0
TRY_S = 10.0  # longer than any try takes


class CircuitBreaker:
    """Whether it is worth asking the database; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_open = False
        self._next_try = 0.0
        self._last_answer = 0.0

    def is_worth_a_try(self) -> bool:
        """Return whether this thread may ask; while open one thread at a time."""
        with self._lock:
            now = time.monotonic()
            if not self._is_open:
                return True
            if now < self._next_try:
                return False
            self._next_try = now + TRY_S
            return True

    def refuses_all(self) -> bool:
        """Return whether a try would be refused now; takes nobody's turn."""
        with self._lock:
            return self._is_open and time.monotonic() < self._next_try

    def answered(self) -> None:
        """Note that the database has answered, be it with a refusal."""
        with self._lock:
            self._is_open = False
            self._last_answer = time.monotonic()

    def failed(self, started: float) -> None:
        """Note that a try begun at that monotonic time had no answer."""
        with self._lock:
            now = time.monotonic()
            was_long = now - started >= WAITED_S
            if self._is_open or (was_long and self._last_answer < started):
                self._is_open = True
                self._next_try = now + PAUSE_S
