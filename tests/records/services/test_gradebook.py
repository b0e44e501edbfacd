"""The sheet: saved as a whole, corrections with a reason, averages beside."""

from datetime import date
from decimal import Decimal

import pytest

from lms.core.models import AuditEntry
from lms.people.models import Semester
from lms.records.models import Mark
from lms.records.queries.gradebook import own_marks, sheet_of
from lms.records.services.gradebook import Terms, save_sheet
from lms.records.services.marks import subject_of
from tests.factories.curriculum import make_programme_row, make_subject
from tests.factories.people import enrol, make_cohort, make_user
from tests.factories.records import make_mark

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    make_programme_row("MAT", periods=35)
    return make_cohort("10A1")


@pytest.fixture
def pupils(cohort):
    people = [make_user(full_name=name) for name in ("Lê Văn Bình", "Trần Thị An")]
    for person in people:
        enrol(person, cohort)
    return people


def book_of(cohort, code="MAT", number=1):
    taught = subject_of(cohort, make_subject(code).pk)
    semester = Semester.objects.get(year=cohort.year, number=number)
    return sheet_of(cohort, taught, semester)


def save(book, typed, **terms):
    return save_sheet(book, typed, Terms(**terms), by=make_user())


def test_pupils_stand_by_given_name_and_columns_by_what_is_asked(
    cohort, pupils, django_assert_num_queries
):
    with django_assert_num_queries(7):
        book = book_of(cohort)
    assert [str(line.student) for line in book.lines] == ["Trần Thị An", "Lê Văn Bình"]
    assert [(c.label, c.is_required) for c in book.columns] == [
        ("TX1", True), ("TX2", True), ("TX3", False), ("GK", True), ("CK", True),
    ]  # fmt: skip


def test_typed_cells_become_marks_with_the_place_of_the_test(cohort, pupils):
    book = book_of(cohort)
    typed = {f"d-{pupils[0].pk}-tx-1": "8,5", f"d-{pupils[1].pk}-tx-1": " "}
    assert save(book, typed, venue="room").written == 1
    mark = Mark.objects.get()
    assert (mark.score, mark.venue, mark.source) == (Decimal("8.5"), "room", "screen")
    assert mark.student == pupils[0]


def test_one_bad_cell_keeps_all_from_being_written_and_every_error_is_said(
    cohort, pupils
):
    book = book_of(cohort)
    typed = {
        f"d-{pupils[0].pk}-tx-1": "8",
        f"d-{pupils[0].pk}-gk-1": "11",
        f"d-{pupils[1].pk}-tx-1": "8,25",
    }
    saved = save(book, typed)
    assert saved.written == 0
    assert len(saved.errors) == 2
    assert not Mark.objects.exists()
    cells = {cell.name: cell for line in book.lines for cell in line.cells}
    assert cells[f"d-{pupils[1].pk}-tx-1"].text == "8,25"
    assert cells[f"d-{pupils[1].pk}-tx-1"].error


def test_a_correction_needs_a_reason_and_keeps_the_old_mark(cohort, pupils):
    make_mark(pupils[0], cohort, score=Decimal(7), venue="room")
    typed = {f"d-{pupils[0].pk}-tx-1": "8"}
    assert len(save(book_of(cohort), typed).errors) == 1
    assert save(book_of(cohort), typed, why="Cộng nhầm").written == 1
    old, new = Mark.objects.order_by("revision")
    assert (old.score, old.current) == (Decimal("7.0"), False)
    assert (new.score, new.why, new.venue) == (Decimal("8.0"), "Cộng nhầm", "room")
    assert AuditEntry.objects.get().verb == "correct_mark"


def test_an_emptied_cell_keeps_its_mark(cohort, pupils):
    make_mark(pupils[0], cohort)
    assert save(book_of(cohort), {f"d-{pupils[0].pk}-tx-1": ""}).written == 0
    assert Mark.objects.get().score == 8


def test_a_remote_periodic_test_needs_the_decision(cohort, pupils):
    typed = {f"d-{pupils[0].pk}-gk-1": "8"}
    assert save(book_of(cohort), typed, venue="remote").errors
    saved = save(book_of(cohort), typed, venue="remote", decision="12/QĐ, 01/10/2026")
    assert saved.written == 1


def test_the_average_stands_only_when_all_is_there(cohort, pupils):
    for ordinal in (1, 2):
        make_mark(pupils[0], cohort, ordinal=ordinal, score=Decimal(7 + ordinal))
    make_mark(pupils[0], cohort, kind="gk", score=Decimal(7))
    assert [line.average for line in book_of(cohort).lines] == ["", ""]
    make_mark(pupils[0], cohort, kind="ck", score=Decimal(8))
    assert [line.average for line in book_of(cohort).lines] == ["", "7,9"]


def test_who_left_stands_below_and_who_left_before_does_not_stand(cohort, pupils):
    left = make_user(full_name="Vũ Văn Ánh")
    enrol(left, cohort, ends=date(2026, 11, 1))
    lines = book_of(cohort).lines
    assert [(line.student, line.has_left) for line in lines][-1] == (left, True)
    second = book_of(cohort, number=2).lines
    assert {line.student for line in second} == set(pupils)


def test_primary_pupils_read_words_and_no_number(pupils):
    make_programme_row("VIE", grade=4, periods=245)
    cohort, pupil = make_cohort("4A", grade=4), pupils[0]
    make_mark(pupil, cohort, "VIE", kind="ck", score=Decimal(9))
    make_mark(pupil, cohort, "VIE", kind="gk", score=Decimal(5))
    found = own_marks(pupil, year_id=cohort.year_id)
    assert [(mark.kind, mark.is_words) for mark in found] == [
        ("gk", True),
        ("ck", True),
    ]
    assert not any(char.isdigit() for mark in found for char in mark.text)
