"""Release: refused while anything is open, frozen, corrected only by a new revision."""

from decimal import Decimal

import pytest

from exams.models import Release, Result
from exams.services import invigilating, marking, releasing
from exams.signals import results_released
from lms.core.errors import DomainError
from tests.exams.commands.test_commands import run
from tests.exams.phone import Phone
from tests.factories.marked import RIGHT, WRONG, correct_key, make_class
from tests.factories.papers import CHOICE, ESSAY
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(db):
    """Two students who handed in, all marked: 1.5 and 0.5 of 2 points."""
    return marked(make_class())


def marked(made, points="0.5"):
    for student, choice in zip(made.students, (RIGHT, WRONG), strict=True):
        attempt = made.answers(student, choice)
        mark(made, attempt, points)
    return made


def mark(made, attempt, points):
    marking.mark_slot(attempt, ESSAY, awarded=Decimal(points), by=made.teacher)


def release(made, **more):
    return releasing.release_results(made.sitting, by=made.teacher, **more)


def refused(code, call, *args, **more):
    with pytest.raises(DomainError) as caught:
        call(*args, **more)
    assert caught.value.code == code
    assert not Release.objects.filter(revision=2).exists()
    return caught.value


def marks(made):
    found = dict(
        Result.objects.current()
        .filter(sitting=made.sitting)
        .values_list("student_id", "mark")
    )
    return [found.get(student.pk) for student in made.students]


def test_a_release_freezes_points_marks_and_what_they_came_from(made):
    done = release(made)

    assert (done.revision, done.added, done.changed) == (1, 2, 0)
    assert (done.unchanged, done.absent) == (0, 0)
    assert marks(made) == [Decimal("7.5"), Decimal("2.5")]
    result = Result.objects.get(student=made.students[0])
    assert (result.awarded, result.possible) == (Decimal("1.5"), Decimal(2))
    assert (result.scheme, result.revision) == ("TT22-2021", 1)
    assert result.seal == made.attempt(made.students[0]).seals.get()
    choice, essay = result.slots
    assert (choice["value"], choice["awarded"], choice["basis"]) == (RIGHT, "1", "key")
    assert (essay["awarded"], essay["by"]) == ("0.5", str(made.teacher))


def test_a_release_is_told_once_it_stands(made, django_capture_on_commit_callbacks):
    heard = []

    def listen(sender, sitting_id, **_more):
        heard.append((sitting_id, Result.objects.count()))

    results_released.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        release(made)
        assert heard == []
    with django_capture_on_commit_callbacks(execute=True):
        release(made)
    results_released.disconnect(listen)

    assert heard == [(made.sitting.pk, 2)]


def test_nobody_who_may_still_start_is_passed_over(hours):
    made = make_class()
    mark(made, made.answers(made.students[0]), "0.5")

    error = refused("sitting_not_over", release, made)
    assert error.details["count"] == 1
    assert releasing.obstacles(made.sitting)["unstarted"] == 1
    hours(3 * 3600)

    assert releasing.obstacles(made.sitting)["unstarted"] == 0
    done = release(made)
    assert (done.added, done.absent) == (1, 1)
    assert marks(made) == [Decimal("7.5"), None]


@pytest.mark.parametrize("suspended", [False, True])
def test_nobody_at_work_is_passed_over(client, suspended):
    made = make_class()
    mark(made, made.answers(made.students[0]), "0.5")
    attempt = made.attempt(made.students[1])
    Phone.of(attempt, client).claimed()
    if suspended:
        attempt.refresh_from_db()
        invigilating.suspend(attempt, by=made.teacher, reason="Kiểm tra máy")

    refused("sitting_not_over", release, made)

    assert releasing.obstacles(made.sitting)["running"] == 1
    assert Result.objects.count() == 0


def test_whose_time_is_over_is_closed_scored_and_released(client, hours):
    made = make_class(students=1)
    phone = Phone.of(made.attempt(made.students[0]), client).claimed()
    assert phone.answer(CHOICE, RIGHT) == "saved"
    hours(2700 + 31)

    assert release(made).added == 1

    attempt = made.attempt(made.students[0])
    assert (attempt.state, attempt.seals.get().kind) == ("submitted", "deadline")
    assert marks(made) == [Decimal("5.0")]


def test_what_is_not_scored_is_named_and_nothing_is_released():
    made = make_class()
    for student in made.students:
        made.answers(student)

    error = refused("slots_unscored", release, made)

    assert error.details == {"count": 2, "papers": 2}
    assert releasing.obstacles(made.sitting)["unscored"] == 2
    assert (Release.objects.count(), Result.objects.count()) == (0, 0)


def test_a_sitting_without_papers_or_points_has_no_results(made, hours):
    empty = make_class(students=1)
    for slot in made.paper.slots.all():
        marking.void_question(
            made.sitting, slot.version_id, effect="dropped", reason="Lỗi", by=None
        )

    refused("nothing_possible", release, made)
    hours(3 * 3600)
    refused("nothing_sealed", release, empty)
    assert Result.objects.count() == 0


def test_released_again_unchanged_adds_nothing(made):
    release(made)

    done = release(made, reason="Lần nữa")

    assert (done.revision, done.added, done.changed, done.unchanged) == (1, 0, 0, 2)
    assert (Release.objects.count(), Result.objects.count()) == (1, 2)


def test_a_correction_needs_a_reason_and_supersedes_only_what_changed(made):
    release(made)
    first = {r.student: r for r in Result.objects.all()}
    one, other = made.students
    mark(made, made.attempt(one), "1")
    refused("release_needs_reason", release, made)
    refused("release_needs_reason", release, made, reason="  ")
    assert marks(made) == [Decimal("7.5"), Decimal("2.5")]

    done = release(made, reason="Phúc khảo")

    assert (done.revision, done.added, done.changed, done.unchanged) == (2, 0, 1, 1)
    assert marks(made) == [Decimal("10.0"), Decimal("2.5")]
    current = Result.objects.current().get(student=one)
    assert (current.revision, current.supersedes) == (2, first[one])
    assert current.release.reason == "Phúc khảo"
    first[one].refresh_from_db()
    assert first[one].mark == Decimal("7.5")
    assert Result.objects.filter(student=other).get() == first[other]


def test_a_corrected_key_and_a_void_question_reach_results_by_release_alone(made):
    release(made)
    version = made.paper.slots.get(name=CHOICE).version
    correct_key(version, WRONG)
    scheme = releasing.scheme_of_sitting(made.sitting)
    marking.regrade(made.sitting, scheme=scheme, by=made.teacher)
    assert marks(made) == [Decimal("7.5"), Decimal("2.5")]
    release(made, reason="Đáp án sai")
    assert marks(made) == [Decimal("2.5"), Decimal("7.5")]

    void = marking.void_question(
        made.sitting, version.pk, effect="full", reason="In lỗi", by=made.teacher
    )
    assert marks(made) == [Decimal("2.5"), Decimal("7.5")]
    release(made, reason="Câu lỗi")
    assert marks(made) == [Decimal("7.5"), Decimal("7.5")]
    slots = Result.objects.current().get(student=made.students[0]).slots
    assert (slots[0]["void"], slots[0]["basis"]) == ("full", "void")
    marking.lift_void(void, by=made.teacher)
    release(made, reason="Câu không lỗi")

    assert marks(made) == [Decimal("2.5"), Decimal("7.5")]
    assert Release.objects.count() == 4
    assert Result.objects.filter(student=made.students[0]).count() == 4


@pytest.mark.parametrize(
    ("grade", "expected", "scheme"),
    [
        (5, [Decimal(4), Decimal(1)], "TT27-2020"),  # 3.75 and 1.25: whole numbers
        (8, [Decimal("3.8"), Decimal("1.3")], "TT22-2021"),  # half up, one decimal
        (12, [Decimal("3.8"), Decimal("1.3")], "TT22-2021"),
    ],
)
def test_the_mark_follows_the_scheme_of_the_class(grade, expected, scheme):
    made = make_class(grade=grade, more=2)
    for student, choice in zip(made.students, (RIGHT, WRONG), strict=True):
        mark(made, made.answers(student, choice), "0.5")

    release(made)

    assert marks(made) == expected
    assert set(Result.objects.values_list("scheme", flat=True)) == {scheme}


def test_the_command_releases_and_says_what_it_did(made):
    code = made.sitting.code
    first = {
        "sitting": code, "revision": 1, "added": 2, "changed": 0, "unchanged": 0,
        "absent": 0,
    }  # fmt: skip

    assert run("release_results", code, "--dry-run") == (0, first)
    assert Result.objects.count() == 0
    assert run("release_results", code) == (0, first)
    assert run("release_results", code) == (
        0, first | {"added": 0, "unchanged": 2},
    )  # fmt: skip
    mark(made, made.attempt(made.students[0]), "1")
    status, said = run("release_results", code)
    assert (status, said["error"]["code"]) == (2, "release_needs_reason")
    assert run("release_results", code, "--reason", "Phúc khảo")[1]["revision"] == 2


def test_the_command_acts_only_for_who_runs_the_sitting(made):
    stranger = make_user()

    status, said = run("release_results", made.sitting.code, "--as", stranger.username)

    assert status == 2
    assert "error" in said
    assert Result.objects.count() == 0
    teacher = made.teacher.username
    assert run("release_results", made.sitting.code, "--as", teacher)[0] == 0
