"""Sittings, forms and attempts for tests. Plain functions, no surprises."""

from datetime import timedelta
from decimal import Decimal
from itertools import count

from exams.enums import SittingState
from exams.models import Attempt
from exams.queries import clock
from exams.services import forms, sittings
from exams.services.sittings import Place
from tests.factories.people import make_user

_numbers = count(1)
OPTIONS = ["A", "B", "C", "D"]
CONTENTS = {
    "1": ("choose_one", {"options": OPTIONS, "most": 1}),
    "2": ("choose_many", {"options": OPTIONS, "most": 3}),
    "3": ("true_false_cluster", {"statements": ["a", "b", "c", "d"]}),
    "4": ("short_answer", {"most": 4}),
    "5": ("essay", {"most": 10_000}),
    "6": ("match", {"left": ["A", "B"], "right": ["1", "2"], "many": False}),
    "7": ("order", {"options": OPTIONS}),
    "8": ("cloze", {"gaps": {"1": {"most": 10}, "2": {"options": ["A", "B"]}}}),
    "9": ("hotspot", {"most": 2, "width": 200, "height": 100}),
}


def make_sitting(**changes):
    """A sitting that has just opened and released its paper."""
    now = clock.now()
    values = {
        "title": f"Kiểm tra {next(_numbers)}",
        "open_at": now - timedelta(minutes=5),
        "release_at": now - timedelta(minutes=1),
        "close_at": now + timedelta(hours=3),
        "duration_s": 2700,
        "state": SittingState.READY,
    } | changes
    return sittings.make_sitting(**values)


def make_form(sitting, code="0101", contents=None):
    """A form with one slot of most kinds, without items of the bank behind it."""
    contents = contents or CONTENTS
    specs = [
        forms.SlotSpec(slot, number, Decimal("0.25"))
        for number, slot in enumerate(contents, start=1)
    ]
    bodies = [
        {"kind": kind, "shape": shape, "stem": f"<p>Câu bí mật {slot}</p>"}
        for slot, (kind, shape) in contents.items()
    ]
    return forms.build_form(sitting, code=code, specs=specs, contents=bodies)


def make_attempt(*, student=None, sitting=None, contents=None, **changes):
    """An attempt that was assigned but not yet claimed."""
    sitting = sitting or make_sitting()
    form = sitting.forms.first() or make_form(sitting, contents=contents)
    student = student or make_user()
    sittings.add_candidates(sitting, [Place(student.pk)])
    sittings.make_attempts(sitting, forms={student.pk: form})
    attempt = Attempt.objects.get(sitting=sitting, candidate__student=student)
    for name, value in changes.items():
        setattr(attempt, name, value)
    if changes:
        attempt.save()
    return attempt
