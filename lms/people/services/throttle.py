"""Wrong tries are counted, so that a code cannot be guessed by trying."""

from django.core.cache import cache

from lms.core.errors import DomainError


def check_tries(kind: str, who: str, *, limit: int) -> None:
    """Refuse (too_many_tries) after ``limit`` wrong tries in the last minutes."""
    if cache.get(_key(kind, who), 0) >= limit:
        raise DomainError("too_many_tries")


def count_try(kind: str, who: str, *, seconds: int = 600) -> None:
    """Count one wrong try. The first one starts the clock of ``seconds``."""
    key = _key(kind, who)
    if not cache.add(key, 1, seconds):
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two calls
            cache.add(key, 1, seconds)


def _key(kind: str, who: str) -> str:
    return f"people.tries.{kind}.{who}"
