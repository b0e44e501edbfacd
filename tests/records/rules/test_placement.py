from datetime import date

from lms.records.rules.placement import Stay, census_day, place, standing

BEGINS, ENDS = date(2025, 9, 5), date(2026, 1, 10)
SEPTEMBER, NOVEMBER, JANUARY = date(2025, 9, 1), date(2025, 11, 3), date(2026, 1, 10)


def stay(cohort, starts=SEPTEMBER, ends=None, **changes):
    return Stay(cohort, f"L{cohort}", starts, ends, **changes)


def where(stays, *, census=ENDS):
    found = place(stays, begins=BEGINS, census=census)
    return found and found.cohort


def test_the_last_day_of_the_semester_decides():
    assert where([stay(1, ends=NOVEMBER), stay(2, NOVEMBER)]) == 2


def test_the_first_day_not_enrolled_is_not_enrolled():
    assert where([stay(1, ends=JANUARY), stay(2, JANUARY)]) == 2


def test_who_left_earlier_counts_in_her_last_class():
    left = date(2025, 12, 1)
    assert where([stay(1, ends=NOVEMBER), stay(2, NOVEMBER, left)]) == 2


def test_who_left_before_the_semester_counts_nowhere():
    assert where([stay(1, ends=BEGINS)]) is None


def test_a_teaching_group_goes_before_the_home_class():
    assert where([stay(1), stay(2, is_group=True)]) == 2


def test_an_as_of_date_before_the_end_is_the_census():
    assert census_day(ENDS, as_of=date(2025, 10, 1)) == date(2025, 10, 1)
    assert census_day(ENDS, as_of=date(2026, 6, 1)) == ENDS
    stays = [stay(1, ends=NOVEMBER), stay(2, NOVEMBER)]
    assert where(stays, census=date(2025, 10, 1)) == 1


def test_of_two_marks_the_later_classs_stands():
    stays = [stay(1, ends=NOVEMBER), stay(2, NOVEMBER)]
    marks = [(1, ("tx", 1), "early"), (2, ("tx", 1), "late"), (1, ("tx", 2), "only")]
    assert standing(marks, stays, semester_ends=ENDS) == {
        ("tx", 1): "late",
        ("tx", 2): "only",
    }


def test_coming_back_after_the_semester_does_not_make_a_class_later():
    stays = [
        stay(1, ends=NOVEMBER),
        stay(2, NOVEMBER, date(2026, 2, 2)),
        stay(1, date(2026, 2, 2)),
    ]
    marks = [(1, ("gk", 1), "first class"), (2, ("gk", 1), "second class")]
    assert standing(marks, stays, semester_ends=ENDS) == {("gk", 1): "second class"}


def test_marks_of_a_class_without_enrolment_give_way():
    marks = [(9, ("gk", 1), "stray"), (1, ("gk", 1), "class")]
    assert standing(marks, [stay(1)], semester_ends=ENDS) == {("gk", 1): "class"}
