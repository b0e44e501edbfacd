"""A rehearsal: a sitting with invented candidates who may start now.

For the school ("thi thử máy") and for a load tool: each candidate comes with the
headers of a logged-in browser, good for the whole sitting.
"""

import random
import secrets
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH

from exams.enums import SittingState
from exams.models import Attempt, Form, Sitting
from exams.queries import clock
from exams.rules.times import iso
from exams.services import sittings
from exams.services.forms import SlotSpec, make_form
from exams.services.sittings import Place
from lms.core.errors import DomainError
from lms.core.text import name_key
from lms.people.backends import BACKEND_PATH
from lms.people.models import User
from question_bank import api as question_bank

PREFIX = "/bai-kiem-tra/attempts"
START_WINDOW = timedelta(hours=1)  # how long candidates may come in
MOST_CANDIDATES, MOST_ITEMS = 100_000, 200
BATCH = 1000


def prepare(
    *,
    candidates: int,
    items: int,
    minutes: Decimal,
    grace_s: int = 30,
    release_in_s: int = 0,
    i_know: bool = False,
) -> dict[str, Any]:
    """Make the rehearsal and return what ``prepare_rehearsal`` prints.

    Raises DomainError not_in_production, rehearsal_out_of_range.
    """
    if not settings.EMBEDDED and not i_know:
        raise DomainError("not_in_production")
    _check("--candidates", candidates, 1, MOST_CANDIDATES)
    _check("--items", items, 1, MOST_ITEMS)
    _check("--minutes", minutes, Decimal("0.01"), 1440)
    _check("--grace", grace_s, 0, 3600)
    _check("--release-in", release_in_s, 0, 86_400)
    with transaction.atomic():
        sitting = _sitting(minutes, grace_s, release_in_s)
        invented = question_bank.invent_items(items, seed=secrets.randbelow(2**31))
        forms = _forms(sitting, invented)
        users = _people(sitting, candidates)
        sittings.add_candidates(
            sitting, [Place(user.pk, number=user.username) for user in users]
        )
        sittings.make_attempts(sitting)
        cookies = _log_in_all(users, sitting)
    return _document(sitting, invented, forms, cookies)


def _check(name: str, value: Any, low: Any, high: Any) -> None:
    if not low <= value <= high:
        place = f"{name} {value}"
        raise DomainError("rehearsal_out_of_range", where=place, value=place)


def _sitting(minutes: Decimal, grace_s: int, release_in_s: int) -> Sitting:
    now = clock.now()
    duration = timedelta(seconds=max(1, int(minutes * 60)))
    release = now + timedelta(seconds=release_in_s)
    return sittings.make_sitting(
        title="Thi thử máy",
        open_at=now,
        release_at=release,
        close_at=release + duration + START_WINDOW,
        duration_s=int(duration.total_seconds()),
        grace_s=grace_s,
        state=SittingState.READY,
        is_rehearsal=True,
    )


def _forms(sitting: Sitting, invented: list[Any]) -> dict[str, dict[str, Any]]:
    """Make two forms of the same items in different order; item by form and slot."""
    chance = random.Random(sitting.pk)  # noqa: S311  no secret
    found: dict[str, dict[str, Any]] = {}
    for code in ("0101", "0102"):
        placed = list(invented)
        if code != "0101":
            chance.shuffle(placed)
        slots = {str(n): item for n, item in enumerate(placed, start=1)}
        make_form(
            sitting,
            code=code,
            slots=[
                SlotSpec(slot, item.version_id, Decimal("0.25"))
                for slot, item in slots.items()
            ],
        )
        found[code] = slots
    return found


def _people(sitting: Sitting, count: int) -> list[User]:
    stem = sitting.code.lower()
    closed = make_password(None)
    users = []
    for number in range(1, count + 1):
        name = f"Thí sinh thử {number:05d}"
        users.append(
            User(
                username=f"{stem}-{number:05d}",
                full_name=name,
                sort_name=name_key(name),
                is_demo=True,
                password=closed,
            )
        )
    return User.objects.bulk_create(users, batch_size=BATCH)


def _log_in_all(users: list[User], sitting: Sitting) -> dict[int, dict[str, str]]:
    """Return the headers of a logged-in browser by user id."""
    store = SessionStore()
    expires = sitting.close_at + timedelta(seconds=sitting.late_window_s)
    rows, headers = [], {}
    for user in users:
        key = secrets.token_hex(16)
        data = {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: BACKEND_PATH,
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
        rows.append(
            Session(
                session_key=key, session_data=store.encode(data), expire_date=expires
            )
        )
        headers[user.pk] = _headers(key)
    Session.objects.bulk_create(rows, batch_size=BATCH)
    return headers


def _headers(session_key: str) -> dict[str, str]:
    secret = "".join(
        secrets.choice(CSRF_ALLOWED_CHARS) for _place in range(CSRF_SECRET_LENGTH)
    )
    cookie = (
        f"{settings.SESSION_COOKIE_NAME}={session_key};"
        f" {settings.CSRF_COOKIE_NAME}={secret}"
    )
    headers = {"Cookie": cookie, "X-CSRFToken": secret}
    if settings.CSRF_COOKIE_SECURE:
        headers["Referer"] = f"{_base_url()}/"
    return headers


def _base_url() -> str:
    host = settings.HOST
    if host in {"0.0.0.0", "::", ""}:  # noqa: S104  the address asked for, not bound
        host = "127.0.0.1"
    return f"http://{host}:{settings.PORT}"


def _document(
    sitting: Sitting,
    invented: list[Any],
    forms: dict[str, dict[str, Any]],
    cookies: dict[int, dict[str, str]],
) -> dict[str, Any]:
    return {
        "sitting": sitting.code,
        "base_url": _base_url(),
        "open_at": iso(sitting.open_at),
        "release_at": iso(sitting.release_at),
        "close_at": iso(sitting.close_at),
        "grace_s": sitting.grace_s,
        "receipt_key": sittings.receipt_key(sitting),
        "canaries": {
            "text": [item.canary_text for item in invented],
            "key": [item.canary_key for item in invented],
        },
        "candidates": _candidates(sitting, cookies),
        "forms": {
            code: [
                {"slot": slot, "kind": item.kind, "examples": item.examples}
                for slot, item in slots.items()
            ]
            for code, slots in forms.items()
        },
    }


def _candidates(
    sitting: Sitting, cookies: dict[int, dict[str, str]]
) -> list[dict[str, Any]]:
    packages = dict(
        Form.objects.filter(sitting=sitting).values_list("pk", "package_sha256")
    )
    attempts = (
        Attempt.objects.filter(sitting=sitting)
        .select_related("candidate__student", "form")
        .defer("form__package", "form__slots")
        .order_by("id")
    )
    return [
        {
            "attempt": attempt.code,
            "login": attempt.candidate.student.username,
            "headers": cookies[attempt.candidate.student_id],
            "urls": _urls(attempt.code, packages[attempt.form_id]),
            "takeover_code": attempt.takeover_code,
            "form": attempt.form.code,
        }
        for attempt in attempts
    ]


def _urls(code: str, package: str) -> dict[str, str]:
    stem = f"{PREFIX}/{code}"
    verbs = ("claim", "saves", "submit", "key", "adopt", "late")
    return {verb: f"{stem}/{verb}" for verb in verbs} | {
        "status": stem,
        "package": f"/bai-kiem-tra/packages/{package}.bin",
    }
