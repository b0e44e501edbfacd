"""Papers of items of a bank, sittings of papers, answers handed in."""

from datetime import timedelta
from decimal import Decimal
from itertools import count

from django.test import Client

from exams.models import Attempt, Paper, Slot
from exams.queries import clock, forms
from exams.services import planning
from exams.services.scoring import score_sitting
from question_bank import api as question_bank
from tests.exams.phone import Phone
from tests.factories.curriculum import make_subject
from tests.factories.question_bank import make_bank, make_item

_numbers = count(1)
CHOICE, ESSAY = "01", "02"  # the slots of make_paper
ANSWERS = ((CHOICE, {"choice": ["A"]}), (ESSAY, {"text": "Vì 1 + 1 = 2"}))


def make_paper(*, by, unit=None, bank=None, subject="MAT", more=0, **changes):
    """A paper of published questions: one with options, one essay, further ones."""
    number = next(_numbers)
    bank = bank or make_bank(owner=unit)
    free = {"kind": "essay", "body": {"most": 1000}, "key": {}}
    versions = [
        make_item(bank, publish=True, text=f"Câu bí mật {number}?"),
        make_item(bank, publish=True, text="Vì sao?", **free),
    ]
    for another in range(more):
        text = f"Câu bí mật {number}, {another}?"
        versions.append(make_item(bank, publish=True, text=text))
    question_bank.freeze_versions({version.pk for version in versions})
    values = {
        "code": f"DE{number:06d}",
        "paper_code": "0101",
        "title": f"Đề {number}",
        "subject": make_subject(subject),
        "unit": unit,
        "created_by": by,
    } | changes
    paper = Paper.objects.create(**values)
    Slot.objects.bulk_create(
        [
            Slot(
                paper=paper,
                position=place,
                name=f"{place:02d}",
                version=version,
                item_code=version.item.code,
                bank_code=bank.code,
                kind=version.kind,
                points=Decimal(1),
            )
            for place, version in enumerate(versions, start=1)
        ]
    )
    return paper


def plan(paper, *cohorts, by, **changes):
    """A sitting of some classes that has just begun."""
    now = clock.now()
    values = {
        "title": f"Kiểm tra {next(_numbers)}",
        "papers": [paper],
        "cohorts": cohorts,
        "open_at": now - timedelta(minutes=5),
        "release_at": now - timedelta(minutes=1),
        "close_at": now + timedelta(hours=2),
    } | changes
    return planning.plan_sitting(planning.SittingPlan(**values), by=by)


def hand_in(sitting, student, answers=ANSWERS):
    """Let a student answer and hand in; what a rule can score is scored."""
    forms.forget()
    attempt = Attempt.objects.get(sitting=sitting, candidate__student=student)
    phone = Phone.of(attempt, Client()).claimed()
    reply = phone.submit(*(phone.entry(slot, value) for slot, value in answers))
    assert reply.json()["state"] == "submitted", reply.content
    score_sitting(sitting)
    attempt.refresh_from_db()
    return attempt
