"""Marks by people, void questions, corrected keys: appended, nothing overwritten."""

from decimal import Decimal

import pytest

from exams.models import KeyCorrection, Score, SlotVoid
from exams.queries.scores import standings
from exams.services import marking
from exams.services.releasing import scheme_of_sitting
from lms.core.errors import DomainError, NotFound
from question_bank.services import items, review
from tests.exams.commands.test_commands import run
from tests.factories.exams import make_attempt
from tests.factories.marked import RIGHT, WRONG, correct_key, make_class
from tests.factories.papers import CHOICE, ESSAY
from tests.factories.question_bank import content

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(db):
    """Two students: one chose A, which is the key, the other B."""
    made = make_class()
    for student, choice in zip(made.students, (RIGHT, WRONG), strict=True):
        attempt = made.answers(student, choice)
        marking.mark_slot(attempt, ESSAY, awarded=Decimal("0.5"), by=made.teacher)
    return made


def totals(made):
    found = {s.attempt.candidate.student: s.total for s in standings(made.sitting)}
    return [(found[s].awarded, found[s].possible) for s in made.students]


def choice_of(made):
    return made.paper.slots.get(name=CHOICE).version


def regrade(made):
    return marking.regrade(
        made.sitting, scheme=scheme_of_sitting(made.sitting), by=made.teacher
    )


def refused(code, call, *args, **more):
    with pytest.raises(DomainError) as caught:
        call(*args, **more)
    assert caught.value.code == code


def test_the_newest_mark_counts_and_the_older_stays(made):
    attempt = made.attempt(made.students[0])

    marking.mark_slot(
        attempt, ESSAY, awarded=Decimal("0.75"), by=made.teacher, comment=" Khá "
    )

    assert totals(made)[0] == (Decimal("1.75"), Decimal(2))
    rows = Score.objects.filter(attempt=attempt, slot=ESSAY).order_by("id")
    assert [r.awarded for r in rows] == [Decimal("0.5"), Decimal("0.75")]
    assert (rows[1].comment, rows[1].by, rows[1].basis) == (
        "Khá", made.teacher, "person",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("awarded", "code"),
    [
        ("-0.25", "mark_out_of_range"),
        ("1.25", "mark_out_of_range"),
        ("0.3", "points_step"),
    ],
)
def test_points_out_of_range_or_step_are_refused(made, awarded, code):
    attempt = made.attempt(made.students[0])
    before = Score.objects.count()

    refused(
        code, marking.mark_slot, attempt, ESSAY,
        awarded=Decimal(awarded), by=made.teacher,
    )  # fmt: skip

    assert Score.objects.count() == before


def test_only_a_slot_of_what_was_handed_in_is_marked(made):
    give = marking.mark_slot
    with pytest.raises(NotFound):
        give(made.attempt(made.students[0]), "99", awarded=Decimal(0), by=made.teacher)
    refused(
        "not_sealed", give, make_attempt(), "1", awarded=Decimal(0), by=made.teacher
    )


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        ("full", [("1.5", "2"), ("1.5", "2")]),
        ("dropped", [("0.5", "1"), ("0.5", "1")]),
    ],
)
def test_a_void_question_counts_for_everybody_or_nobody(made, effect, expected):
    before = totals(made)
    assert before == [(Decimal("1.5"), 2), (Decimal("0.5"), 2)]

    void = marking.void_question(
        made.sitting, choice_of(made).pk, effect=effect, reason="In lỗi", by=None
    )

    assert totals(made) == [(Decimal(a), Decimal(p)) for a, p in expected]
    marking.lift_void(void, by=made.teacher)
    assert totals(made) == before
    lifted = SlotVoid.objects.get()
    assert lifted.lifted_by == made.teacher
    marking.lift_void(lifted, by=None)
    assert SlotVoid.objects.get().lifted_by == made.teacher


def test_a_void_question_of_another_sitting_counts_there_as_ever(made):
    other = make_class(students=1)
    marking.void_question(
        made.sitting, choice_of(made).pk, effect="dropped", reason="Lỗi", by=None
    )

    refused(
        "question_not_in_sitting", marking.void_question, other.sitting,
        choice_of(made).pk, effect="full", reason="Lỗi", by=None,
    )  # fmt: skip
    assert SlotVoid.objects.count() == 1


def test_voiding_says_why_and_how_and_once(made):
    version = choice_of(made).pk

    def void(**changes):
        values = {"effect": "full", "reason": "Lỗi", "by": None} | changes
        return marking.void_question(made.sitting, version, **values)

    refused("act_needs_reason", void, reason="  ")
    refused("void_effect_unknown", void, effect="half")
    assert SlotVoid.objects.count() == 0
    first = void()
    refused("already_void", void, effect="dropped")
    marking.lift_void(first, by=None)
    assert void(effect="dropped").pk != first.pk


def test_a_corrected_key_moves_who_it_concerns(made):
    corrected = correct_key(choice_of(made), WRONG)
    before = Score.objects.count()

    moves = regrade(made)

    assert totals(made) == [(Decimal("0.5"), 2), (Decimal("1.5"), 2)]
    assert {m.student_code: (m.points, m.mark) for m in moves} == {
        made.students[0].code: (
            (Decimal("1.5"), Decimal("0.5")), (Decimal("7.5"), Decimal("2.5")),
        ),
        made.students[1].code: (
            (Decimal("0.5"), Decimal("1.5")), (Decimal("2.5"), Decimal("7.5")),
        ),
    }  # fmt: skip
    assert all(m.changes_mark for m in moves)
    assert Score.objects.count() == before + 2  # appended, nothing taken away
    newest = Score.objects.order_by("-id")[:2]
    assert {score.keyed_by for score in newest} == {corrected}
    assert regrade(made) == []
    assert Score.objects.count() == before + 2


def test_a_key_corrected_back_counts_again(made):
    before = totals(made)
    correct_key(choice_of(made), WRONG)
    regrade(made)
    correct_key(choice_of(made), RIGHT)

    moves = regrade(made)

    assert totals(made) == before
    assert len(moves) == 2
    assert regrade(made) == []


def test_a_key_corrected_back_before_anybody_used_it_moves_nobody(made):
    before = Score.objects.count()
    correct_key(choice_of(made), WRONG)
    correct_key(choice_of(made), RIGHT)

    assert regrade(made) == []
    assert Score.objects.count() == before


def test_a_mark_given_by_a_person_stands_against_a_corrected_key(made):
    attempt = made.attempt(made.students[1])
    marking.mark_slot(attempt, CHOICE, awarded=Decimal("0.75"), by=made.teacher)
    before = totals(made)

    correct_key(choice_of(made), {"choice": ["B"]})
    moves = regrade(made)

    assert [move.student for move in moves] == [str(made.students[0])]
    assert totals(made)[1] == before[1]


def test_a_changed_wording_corrects_no_key(made):
    item = choice_of(made).item
    other = content(text="Một câu khác hẳn?", key=WRONG)
    review.publish(items.add_version(item, other, by=None), by=None, in_one_step=True)
    before = Score.objects.count()

    assert regrade(made) == []
    assert (Score.objects.count(), KeyCorrection.objects.count()) == (before, 0)


def test_the_command_shows_the_moves_and_writes_them_only_for_real(made):
    correct_key(choice_of(made), WRONG)
    before = totals(made)

    status, shown = run("regrade", made.sitting.code, "--dry-run")

    assert (status, shown["moved"], shown["marks_changed"]) == (0, 2, 2)
    assert totals(made) == before
    assert KeyCorrection.objects.count() == 0
    assert run("regrade", made.sitting.code) == (0, shown)
    assert totals(made) == before[::-1]
    row = {r["student"]: r for r in shown["moves"]}[made.students[0].code]
    assert (row["points_before"], row["points_after"]) == ("1.5", "0.5")
    assert (row["mark_before"], row["mark_after"]) == ("7.5", "2.5")
    assert (row["change"], row["grade_changes"]) == ("-1", True)
    assert run("regrade", made.sitting.code)[1]["moved"] == 0
