"""How busy this process is, and how often one attempt may knock.

All of it lives in the memory of the process: the save path needs token and database
only. With several processes an attempt gets a little more than said here, never less.
"""

import threading
import time
from collections import OrderedDict

from exams.errors import Refused

CALM_FLUSH_MS = 3_000
_STEPS = ((0.1, 5_000), (0.4, 10_000), (1.5, 20_000))  # seconds a message, flush
BURST, PER_SECOND = 1000, 20.0  # messages of one attempt; a client sends one in 3 s
WRONG_CODES, CODES_PER_SECOND = 10, 1 / 30
_KEPT = 50_000


class Buckets:
    """Token buckets by key; the oldest are forgotten."""

    def __init__(self, burst: float, per_second: float) -> None:
        self.burst, self.per_second = burst, per_second
        self._lock = threading.Lock()
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> float:
        """Return 0 and take one, or how many seconds to wait."""
        now = time.monotonic()
        with self._lock:
            level, since = self._levels.pop(key, (self.burst, now))
            level = min(self.burst, level + (now - since) * self.per_second)
            is_free = level >= 1
            self._levels[key] = (level - 1 if is_free else level, now)
            if len(self._levels) > _KEPT:
                self._levels.popitem(last=False)
        return 0.0 if is_free else (1 - level) / self.per_second


messages = Buckets(BURST, PER_SECOND)
wrong_codes = Buckets(WRONG_CODES, CODES_PER_SECOND)
_lock = threading.Lock()
_seconds = 0.0  # a running mean of what a message takes


def note(seconds: float) -> None:
    """Note how long a message took from its arrival to its commit."""
    global _seconds
    with _lock:
        _seconds += (seconds - _seconds) * 0.05


def next_flush_ms() -> int:
    """Return how long clients may wait until their next flush; longer under load."""
    flush = CALM_FLUSH_MS
    for limit, longer in _STEPS:
        if _seconds > limit:
            flush = longer
    return flush


def admit(key: str) -> None:
    """Count a message of one attempt and token. Raises Refused 429."""
    wait = messages.take(key)
    if wait:
        raise Refused(429, "too_many_messages", retry_after=int(wait) + 1)


def count_wrong_code(key: str) -> None:
    """Count a wrong take-over code. Raises Refused 429 when somebody is guessing."""
    wait = wrong_codes.take(key)
    if wait:
        raise Refused(429, "too_many_codes", retry_after=int(wait) + 1)
