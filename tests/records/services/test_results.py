"""Results of sittings enter the gradebook once, with their reason, or are held."""

from decimal import Decimal

import pytest
from django.urls import reverse

from exams.models import Candidate, Sitting
from exams.signals import Place
from lms.people.models import Enrolment
from lms.records.models import HeldResult, Mark
from lms.records.queries.columns import places_of_sitting
from lms.records.services.marks import enter_mark, subject_of
from lms.records.services.results import take_results
from tests.factories.curriculum import make_programme_row, make_subject
from tests.factories.exams import make_attempt
from tests.factories.marked import make_class
from tests.factories.people import enrol, make_cohort, make_user
from tests.factories.records import make_mark
from tests.factories.results import make_exam, make_seal, release
from tests.records.build import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    make_programme_row("MAT")
    make_programme_row("PED", assessed_by="comment", periods=70)
    return make_cohort("10A1")


@pytest.fixture
def pupil(cohort):
    pupil = make_user(code="H1")
    enrol(pupil, cohort)
    return pupil


def marks():
    return list(
        Mark.objects.order_by("id").values_list(
            "kind", "ordinal", "score", "venue", "revision", "current"
        )
    )


def attempt(sitting, pupil, cohort):
    """A pupil of a class has handed in; nothing is released yet."""
    make_seal(make_attempt(student=pupil, sitting=sitting), 1)
    Candidate.objects.filter(sitting=sitting).update(cohort=cohort)


def test_a_released_result_becomes_a_mark_on_the_platform(cohort, pupil):
    result = release(make_exam(cohort), pupil, cohort, "8.5")
    assert take_results().as_json() == {
        "added": 1, "changed": 0, "unchanged": 0, "practice": 0, "held": 0,
    }  # fmt: skip
    mark = Mark.objects.get()
    assert (mark.score, mark.venue, mark.source) == (Decimal("8.5"), "room", "sitting")
    assert (mark.result_id, mark.sitting_code) == (result.pk, result.sitting.code)
    assert (mark.cohort, mark.student, mark.semester) == (cohort, pupil, 1)


def test_twice_is_once(cohort, pupil):
    release(make_exam(cohort), pupil, cohort)
    take_results()
    before = marks()
    assert take_results().as_json()["unchanged"] == 1
    assert marks() == before


def test_a_re_release_supersedes_with_its_reason(cohort, pupil):
    sitting = make_exam(cohort)
    release(sitting, pupil, cohort, "8.5")
    take_results()
    release(sitting, pupil, cohort, "9.0", reason="Câu 3 có hai đáp án đúng")
    assert take_results().as_json()["changed"] == 1
    assert marks() == [
        ("tx", 1, Decimal("8.5"), "room", 1, False),
        ("tx", 1, Decimal("9.0"), "room", 2, True),
    ]
    assert Mark.objects.get(current=True).why == "Câu 3 có hai đáp án đúng"
    assert take_results().as_json()["changed"] == 0


def test_both_releases_at_once_leave_the_later_one(cohort, pupil):
    sitting = make_exam(cohort)
    release(sitting, pupil, cohort, "8.5")
    release(sitting, pupil, cohort, "9.0")
    take_results()
    assert Mark.objects.current().get().score == Decimal("9.0")


def test_practice_never_enters(cohort, pupil):
    release(make_exam(cohort, assessment=""), pupil, cohort)
    assert take_results().as_json()["practice"] == 1
    assert marks() == []


def test_a_regular_test_takes_the_next_free_place(cohort, pupil):
    make_mark(pupil, cohort, ordinal=1, score=Decimal(7))
    release(make_exam(cohort, ordinal=1), pupil, cohort, "8.5")
    take_results()
    assert [(row[1], row[2]) for row in marks()] == [
        (1, Decimal("7.0")),
        (2, Decimal("8.5")),
    ]


def test_two_sittings_of_a_class_stand_in_two_columns(cohort, pupil):
    late = make_user()
    enrol(late, cohort)
    first, second = make_exam(cohort), make_exam(cohort)
    release(first, pupil, cohort, "8.5")  # the other pupil was ill
    for student in (late, pupil):
        release(second, student, cohort, "6.0")
    take_results()
    found = Mark.objects.values_list("sitting_code", "student_id", "ordinal")
    assert set(found) == {
        (first.code, pupil.pk, 1),
        (second.code, late.pk, 2),
        (second.code, pupil.pk, 2),
    }
    again = make_exam(cohort, ordinal=1)  # she sits the first test later
    release(again, late, cohort, "7.0")
    take_results()
    assert Mark.objects.get(sitting_code=again.code).ordinal == 1


def test_the_column_is_said_before_the_release(cohort, pupil):
    make_mark(pupil, cohort, ordinal=1)
    make_mark(pupil, cohort, kind="gk")
    regular = make_exam(cohort)
    attempt(regular, pupil, cohort)
    address = f"/so-diem/{cohort.pk}/MAT/?hoc-ky=1"
    assert places_of_sitting(regular.code) == [
        Place(cohort.code, "TX2", moved=True, replaced=0, url=address)
    ]
    other = make_exam(cohort)
    release(other, pupil, cohort)
    take_results()
    Candidate.objects.filter(sitting=other).update(cohort=cohort)
    assert places_of_sitting(other.code)[0].column == "TX2"
    assert places_of_sitting(regular.code)[0].column == "TX3"
    periodic = make_exam(cohort, assessment="gk")
    attempt(periodic, pupil, cohort)
    assert places_of_sitting(periodic.code) == [
        Place(cohort.code, "GK", moved=False, replaced=1, url=address)
    ]
    stranger = make_user()
    assert [p.url for p in places_of_sitting(periodic.code, user=stranger)] == [""]


@pytest.mark.parametrize("kind", ["", "tx"])
def test_what_brings_no_mark_has_no_column(cohort, pupil, kind):
    sitting = make_exam(cohort, "PED" if kind else "MAT", assessment=kind)
    attempt(sitting, pupil, cohort)
    assert places_of_sitting(sitting.code) == []
    assert places_of_sitting("strange") == []


def test_a_periodic_test_stands_once(cohort, pupil):
    make_mark(pupil, cohort, kind="gk", score=Decimal(5))
    release(make_exam(cohort, assessment="gk"), pupil, cohort, "7.5")
    take_results()
    assert [(row[2], row[5]) for row in marks()] == [
        (Decimal("5.0"), False),
        (Decimal("7.5"), True),
    ]


def test_a_remote_periodic_test_carries_its_decision(cohort, pupil):
    sitting = make_exam(
        cohort, assessment="ck", venue="remote", decision="12/QĐ, 01/10/2026"
    )
    release(sitting, pupil, cohort)
    take_results()
    mark = Mark.objects.get()
    assert (mark.venue, mark.decision) == ("remote", "12/QĐ, 01/10/2026")


def test_what_does_not_fit_is_held_and_said(cohort, pupil):
    release(make_exam(cohort, "PED"), pupil, cohort)
    assert take_results().as_json()["held"] == 1
    held = HeldResult.objects.get()
    assert (held.code, held.student, held.cohort) == ("mark_form", pupil, cohort)
    assert marks() == []


def test_a_held_result_enters_when_its_hindrance_is_gone(cohort, pupil):
    Enrolment.objects.all().delete()
    release(make_exam(cohort), pupil, cohort)
    take_results()
    assert HeldResult.objects.get().code == "never_enrolled"
    enrol(pupil, cohort)
    assert take_results().as_json()["added"] == 1
    assert HeldResult.objects.get().entered_at is not None


def test_without_a_class_the_enrolment_of_the_day_decides(cohort, pupil):
    release(make_exam(cohort), pupil, None)
    take_results()
    assert Mark.objects.get().cohort == cohort


def test_a_correction_by_the_teacher_keeps_the_way_to_the_sitting(cohort, pupil):
    result = release(make_exam(cohort), pupil, cohort, "8.5")
    take_results()
    corrected = enter_mark(
        cohort=cohort,
        taught=subject_of(cohort, make_subject("MAT").pk),
        semester=1,
        student=pupil,
        kind="tx",
        ordinal=1,
        text="9",
        venue="room",
        why="Cộng nhầm điểm",
        by=make_user(),
    )
    assert (corrected.result_id, corrected.source) == (result.pk, "screen")
    assert take_results().as_json()["unchanged"] == 1
    assert Mark.objects.current().get() == corrected


def test_the_command_says_what_was_taken(cohort, pupil):
    release(make_exam(cohort), pupil, cohort)
    outcome, status = run("take_results", "--dry-run")
    assert (status, outcome["added"]) == (0, 1)
    assert not Mark.objects.exists()
    outcome, _status = run("take_results")
    assert outcome["added"] == 1


def test_a_release_is_taken_over_at_once(
    cohort, pupil, django_capture_on_commit_callbacks
):
    from exams.signals import results_released  # noqa: PLC0415  as exams sends it

    result = release(make_exam(cohort), pupil, cohort)
    with django_capture_on_commit_callbacks(execute=True):
        results_released.send(sender=None, sitting_id=result.sitting_id)
    assert Mark.objects.count() == 1


def test_the_page_of_results_says_the_column(client):
    make_programme_row("MAT")
    klass = make_class(students=1, assessment="tx")
    (student,) = klass.students
    cohort = Candidate.objects.get(student=student).cohort
    Sitting.objects.update(semester=cohort.year.semesters.get(number=1))
    make_mark(student, cohort, ordinal=1)
    klass.answers(student)
    client.force_login(klass.teacher)
    page = client.get(reverse("exams:results", args=[klass.sitting.code]))
    text = page.content.decode()
    assert "Vào sổ điểm lớp 10A1: cột <strong>TX2</strong>" in text
    assert "(cột trước đã có điểm)" in text
