"""Is this a demonstration? Asked by every page, so remembered by the process.

Knows nothing of the seeding: a start that finds all in place must not load it.
"""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from lms.demo.models import Demonstration

PASSWORD = "minh-hoa-123"  # noqa: S105  of the demonstration, printed at its start
CACHE_KEY, CACHE_S = "lms.demo.is_demo", 60


def is_demo() -> bool:
    """Return whether the demonstration province is seeded here.

    LMS_DEMO_NOTICE=False (tests) answers without looking.
    """
    if not getattr(settings, "LMS_DEMO_NOTICE", True):
        return False
    known = cache.get(CACHE_KEY)
    if known is None:
        known = Demonstration.objects.exists()
        cache.set(CACHE_KEY, known, CACHE_S)
    return bool(known)


def accounts() -> list[dict[str, Any]]:
    """Return the demonstration accounts for the log-in page; [] elsewhere.

    Their roles are kept in English and told in the reader's language.
    """
    found = Demonstration.objects.first()
    rows = found.accounts if found else []
    return [row | {"role": _told(**row)} for row in rows]


def seeded() -> dict[str, Any] | None:
    """Return {"accounts", "password"} where a demonstration stands whole, of any scale."""
    found = Demonstration.objects.filter(is_complete=True).first()
    if found is None:
        return None
    return {"accounts": found.accounts, "password": PASSWORD}


def _told(*, role: str, **_rest: Any) -> str:
    return _(role)
