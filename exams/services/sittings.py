"""Making a sitting, its list of candidates, and their attempts before the start."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from exams.enums import SittingState
from exams.models import Attempt, Candidate, Form, Sitting, SittingSecret
from exams.rules import envelopes, receipts
from exams.rules.chain import genesis
from lms.core import audit
from lms.core.errors import DomainError

BATCH = 1000


@dataclass(frozen=True)
class Place:
    """One candidate for the list: who, of which class, where."""

    student_id: int
    cohort_id: int | None = None
    number: str = ""
    room: str = ""
    seat: str = ""


@transaction.atomic
def make_sitting(
    *, title: str, code: str = "", by: Any = None, **values: Any
) -> Sitting:
    """Make a sitting with its own receipt and envelope keys.

    values: the fields of Sitting. Raises DomainError times_out_of_order.
    """
    if not values["open_at"] <= values["release_at"] < values["close_at"]:
        raise DomainError("times_out_of_order")
    sitting = Sitting.objects.create(
        code=code or f"CT{receipts.new_code(8)}", title=title, created_by=by, **values
    )
    SittingSecret.objects.create(
        sitting=sitting,
        receipt_seed=receipts.new_seed(),
        envelope_key=envelopes.new_private(),
    )
    audit.record("make", "sitting", sitting.code, by=by)
    return sitting


@transaction.atomic
def add_candidates(sitting: Sitting, places: Iterable[Place]) -> int:
    """Put students on the list; those already there stay as they are. How many new.

    Raises DomainError seat_taken where two would get one seat or number.
    """
    there = set(
        Candidate.objects.filter(sitting=sitting).values_list("student_id", flat=True)
    )
    fresh = {p.student_id: p for p in places if p.student_id not in there}
    _check_seats(sitting, fresh.values())
    Candidate.objects.bulk_create(
        [
            Candidate(
                sitting=sitting,
                student_id=place.student_id,
                cohort_id=place.cohort_id,
                number=place.number,
                room=place.room,
                seat=place.seat,
            )
            for place in fresh.values()
        ],
        batch_size=BATCH,
    )
    return len(fresh)


@transaction.atomic
def make_attempts(sitting: Sitting, *, forms: dict[int, Form] | None = None) -> int:
    """Make the attempt of every candidate who has none; how many were made.

    forms: form by student id; without it forms are dealt in turn along the list, so
    that neighbours get different ones. Raises DomainError forms_missing.
    """
    known = list(Form.objects.filter(sitting=sitting).order_by("code"))
    if not known:
        raise DomainError("forms_missing")
    have = Attempt.objects.filter(sitting=sitting).exclude(state="voided")
    waiting = Candidate.objects.filter(sitting=sitting).exclude(
        pk__in=have.values("candidate_id")
    )
    made = [
        _attempt(
            candidate, (forms or {}).get(candidate.student_id, known[n % len(known)])
        )
        for n, candidate in enumerate(waiting.order_by("id"))
    ]
    Attempt.objects.bulk_create(made, batch_size=BATCH)
    return len(made)


@transaction.atomic
def announce(sitting: Sitting, *, by: Any = None) -> None:
    """Make a sitting known to its candidates.

    Raises DomainError forms_missing, candidates_missing.
    """
    if not Form.objects.filter(sitting=sitting).exists():
        raise DomainError("forms_missing")
    if not Candidate.objects.filter(sitting=sitting).exists():
        raise DomainError("candidates_missing")
    make_attempts(sitting)
    sitting.state = SittingState.READY
    sitting.save(update_fields=["state"])
    audit.record("announce", "sitting", sitting.code, by=by)


def receipt_key(sitting: Sitting) -> str:
    """Return the public key of the sitting's receipts: 32 bytes in base64."""
    return receipts.public_key(bytes(sitting.secret.receipt_seed))


def _attempt(candidate: Candidate, form: Form) -> Attempt:
    code = secrets.token_hex(8)
    return Attempt(
        code=code,
        sitting_id=candidate.sitting_id,
        candidate=candidate,
        form=form,
        takeover_code=receipts.new_code(6),
        journal_head=genesis(code),
    )


def _check_seats(sitting: Sitting, places: Iterable[Place]) -> None:
    taken = set(
        Candidate.objects.filter(sitting=sitting).values_list("room", "seat", "number")
    )
    seats = {(room, seat) for room, seat, _number in taken if seat}
    numbers = {number for _room, _seat, number in taken if number}
    for place in places:
        if place.seat and (place.room, place.seat) in seats:
            raise DomainError("seat_taken", value=f"{place.room} {place.seat}".strip())
        if place.number and place.number in numbers:
            raise DomainError("seat_taken", value=place.number)
        seats.add((place.room, place.seat))
        numbers.add(place.number)
