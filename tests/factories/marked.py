"""A class that sits a paper of questions with options: answers, keys, corrections."""

from dataclasses import dataclass, replace
from datetime import date

from exams.models import Attempt, Paper, Sitting
from question_bank.models import Item
from question_bank.services import items, review
from tests.factories.papers import CHOICE, ESSAY, hand_in, make_paper, plan
from tests.factories.people import enrol, make_cohort, make_teacher, make_user

RIGHT, WRONG = {"choice": ["A"]}, {"choice": ["B"]}
WORDS = {"text": "Vì 1 + 1 = 2"}


@dataclass
class Class:
    """A sitting with its students and their teacher."""

    sitting: Sitting
    paper: Paper
    students: list
    teacher: object

    def answers(self, student, first=RIGHT, *rest):
        """Hand in: the question with options, the essay, further ones from 03 on."""
        more = ((f"{n:02d}", value) for n, value in enumerate(rest, start=3))
        return hand_in(self.sitting, student, ((CHOICE, first), (ESSAY, WORDS), *more))

    def attempt(self, student):
        return Attempt.objects.get(sitting=self.sitting, candidate__student=student)


def make_class(*, students=2, grade=10, more=0, **changes):
    """A class before its test: slot 01 with options, 02 an essay, ``more`` after."""
    cohort = make_cohort(f"{grade}A1", grade=grade)
    teacher = make_teacher(cohort.school)
    pupils = [make_user() for _ in range(students)]
    for pupil in pupils:
        enrol(pupil, cohort, starts=date(2020, 1, 1))
    paper = make_paper(by=teacher, unit=cohort.school, more=more)
    sitting = plan(paper, cohort, by=teacher, **changes)
    return Class(sitting, paper, pupils, teacher)


def correct_key(version, key):
    """Publish a further version of a question that differs in its key alone."""
    item = Item.objects.get(pk=version.item_id)
    newest = item.versions.order_by("-number").first()
    fresh = replace(items.content_of(newest), key=key)
    return review.publish(
        items.add_version(item, fresh, by=None), by=None, in_one_step=True
    )
