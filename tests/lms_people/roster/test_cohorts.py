import pytest

from lms.people.enums import CohortKind
from lms.people.models import Cohort, Enrolment
from tests.factories.curriculum import make_subject
from tests.files import skipped
from tests.rosters import SESSIONS, cohort, counts, org, province, session, take

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def subjects():
    for code, name in (("MAT", "Toán"), ("PHY", "Vật lí"), ("CHE-CD", "Cụm chuyên đề")):
        make_subject(code, name_vi=name)


def subjects_of(code):
    found = Cohort.objects.get(code=code).subjects
    return sorted(found.values_list("code", flat=True))


def test_subject_codes_narrow_a_class_and_groups_have_their_own(tmp_path):
    rows = [
        cohort("10a", "s1", 10, subjectCodes="MAT, PHY"),
        cohort("10b", "s1", 10),
        cohort("10c", "s1", 10, classType="scheduled", subjectCodes="CHE-CD"),
        cohort("10d", "s1", 10, classType="scheduled", subjects="Vật lý 10"),
    ]

    outcome = take(tmp_path / "a", **province(classes=rows, enrollments=[]))

    assert outcome["skipped"] == []
    assert [subjects_of(c) for c in ("10A", "10B", "10C", "10D")] == [
        ["MAT", "PHY"],
        [],
        ["CHE-CD"],
        ["PHY"],
    ]
    kinds = Cohort.objects.order_by("code").values_list("kind", flat=True)
    assert list(kinds) == ["homeroom", "homeroom", "group", "group"]


def test_two_schools_may_use_the_same_code_and_two_years_too(tmp_path):
    base = province()
    base["orgs"].append(org("s2", "school", "c2"))
    base["academicSessions"] = [
        *SESSIONS,
        session("old", "schoolYear", "2025-09-05", "2026-05-31", year="2026"),
    ]
    base["classes"] = [
        cohort("k1", "s1", 10, classCode="10A1"),
        cohort("k2", "s2", 10, classCode="10A1"),
        cohort("k3", "s1", 10, classCode="10A1", termSourcedIds="old"),
    ]

    outcome = take(tmp_path / "a", **(base | {"enrollments": []}))

    assert counts(outcome, "classes") == (3, 0, 0)
    found = Cohort.objects.filter(code="10A1").order_by("source_code")
    assert list(found.values_list("school__code", "year__code")) == [
        ("S1", "2026-2027"),
        ("S2", "2026-2027"),
        ("S1", "2025-2026"),
    ]


def test_a_later_file_changes_a_class_and_its_subjects(tmp_path):
    take(tmp_path / "a", **province())
    rows = [
        cohort("10a", "s1", 10, title="Lớp chọn", subjectCodes="MAT"),
        {
            "sourcedId": "10g",
            "schoolSourcedId": "s1",
            "classCode": "10G",
            "title": "Lớp 10g",
            "termSourcedIds": "hk1",
        },
        cohort("9a", "s1", 9),
    ]
    silent = [{k: v for k, v in rows[0].items() if k != "subjectCodes"}]

    outcome = take(tmp_path / "b", classes=rows)
    take(tmp_path / "c", classes=silent)

    assert counts(outcome, "classes") == (0, 1, 2)
    assert subjects_of("10A") == ["MAT"]
    group = Cohort.objects.get(code="10G")
    assert (group.kind, group.grade, subjects_of("10G")) == ("group", 10, ["PHY"])


@pytest.mark.parametrize(
    ("changes", "grade"),
    [
        ({"grades": "06"}, 6),
        ({"grades": ""}, 8),
        ({"grades": "2,1"}, 1),
    ],
)
def test_the_grade_is_read_or_taken_from_the_code(tmp_path, changes, grade):
    row = cohort("8b", "s1", 8, classCode="8B") | changes

    take(tmp_path / "a", **province(classes=[row], enrollments=[]))

    assert Cohort.objects.get().grade == grade


def test_wrong_rows_are_named(tmp_path):
    rows = [
        cohort("a", "nowhere", 10),
        cohort("b", "c1", 10),
        cohort("c", "s1", 13),
        cohort("d", "s1", "mười"),
        cohort("e", "s1", 10, classType="club"),
        cohort("f", "s1", 10, termSourcedIds="never"),
        cohort("g", "s1", 10, subjectCodes="ASTROLOGY"),
        cohort("h", "s1", 10, classCode="SAME"),
        cohort("i", "s1", 10, classCode="SAME"),
        cohort("k", "s1", "", classCode="K"),
        cohort("", "s1", 10, classCode=""),
        cohort("l", "", 10),
        cohort("m", "s1", 10, subjectCodes="MAT,ASTROLOGY"),
        cohort("n", "s1", 10, classType="scheduled"),
    ]

    outcome = take(tmp_path / "a", **province(classes=rows, enrollments=[]))

    assert skipped(outcome) == [
        (2, "unknown_unit"),
        (3, "not_a_school"),
        (4, "bad_value"),
        (5, "bad_value"),
        (6, "bad_value"),
        (7, "unknown_school_year"),
        (8, "unknown_subject"),
        (9, "duplicate_key"),
        (10, "duplicate_key"),
        (11, "value_missing"),
        (12, "value_missing"),
        (13, "value_missing"),
    ]
    assert [(w["row"], w["code"]) for w in outcome["warnings"]] == [
        (8, "unknown_subject"),
        (14, "unknown_subject"),
        (15, "group_without_subject"),
    ]
    assert subjects_of("M") == ["MAT"]


def test_a_class_taken_back_ends_what_runs_in_it(tmp_path):
    take(tmp_path / "a", **province())
    gone = cohort("10a", "s1", 10, status="tobedeleted", dateLastModified="2026-10-01")

    outcome = take(tmp_path / "b", classes=[gone])

    assert counts(outcome, "classes") == (0, 1, 0)
    ends = Enrolment.objects.get(cohort__code="10A").ends
    assert ends.isoformat() == "2026-10-01"
    assert counts(take(tmp_path / "b", classes=[gone]), "classes") == (0, 0, 1)


def test_a_system_that_numbers_its_classes_anew_takes_none_from_another(tmp_path):
    base = province(enrollments=[])
    base["orgs"].append(org("s2", "school", "c2"))
    take(
        tmp_path / "a", **(base | {"classes": [cohort("1", "s1", 10, classCode="10A")]})
    )

    outcome = take(tmp_path / "b", classes=[cohort("1", "s2", 9, classCode="9Z")])

    assert counts(outcome, "classes") == (1, 0, 0)
    assert Cohort.objects.get(code="10A").school.code == "S1"
    assert Cohort.objects.get(code="9Z").kind == CohortKind.HOMEROOM
