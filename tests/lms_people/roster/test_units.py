from datetime import date

import pytest

from lms.core.clock import today
from lms.people.models import OrgArea, OrgParent, OrgUnit
from tests.files import skipped
from tests.rosters import counts, org, province, take

pytestmark = pytest.mark.django_db


def places(code):
    return list(
        OrgParent.objects.filter(unit__code=code)
        .order_by("id")
        .values_list("parent__code", "valid_from", "valid_to")
    )


def parent_on(code, day):
    return OrgParent.objects.on(day).get(unit__code=code).parent.code


def test_a_first_place_holds_since_ever(tmp_path):
    take(tmp_path / "a", **province())

    assert places("S1") == [("C1", None, None)]
    assert places("P") == []


def test_a_changed_parent_ends_the_old_place_on_the_day_of_the_row(tmp_path):
    take(tmp_path / "a", **province())
    moved = org("s1", "school", "c2", dateLastModified="2026-03-01T00:00:00.000Z")

    outcome = take(tmp_path / "b", orgs=[moved])

    assert counts(outcome, "orgs") == (0, 1, 0)
    day = date(2026, 3, 1)
    assert places("S1") == [("C1", None, day), ("C2", day, None)]
    assert parent_on("S1", date(2026, 2, 28)) == "C1"
    assert parent_on("S1", day) == "C2"
    assert counts(take(tmp_path / "b", orgs=[moved]), "orgs") == (0, 0, 1)


def test_a_stated_day_goes_before_the_stamp_and_none_means_today(tmp_path):
    take(tmp_path / "a", **province())
    stated = org("c1", "local", "p") | {
        "dateLastModified": "2026-09-09T00:00:00Z",
        "metadata.validFrom": "2025-07-01",
    }

    take(tmp_path / "b", orgs=[stated])
    take(tmp_path / "c", orgs=[org("c2", "local", "p")])

    assert places("C1") == [
        ("D", None, date(2025, 7, 1)),
        ("P", date(2025, 7, 1), None),
    ]
    assert places("C2") == [("D", None, today()), ("P", today(), None)]


def test_a_late_correction_of_a_move_replaces_it(tmp_path):
    take(tmp_path / "a", **province())
    wrong = org("s1", "school", "c2", dateLastModified="2026-03-01")
    right = org("s1", "school", "d", dateLastModified="2026-02-01")

    take(tmp_path / "b", orgs=[wrong])
    take(tmp_path / "c", orgs=[right])

    day = date(2026, 3, 1)
    assert places("S1") == [("C1", None, day), ("D", day, None)]


def test_a_unit_may_come_back_to_its_old_place(tmp_path):
    take(tmp_path / "a", **province())
    for day, parent in (("2026-01-10", "c2"), ("2026-02-10", "c1")):
        row = org("s1", "school", parent, dateLastModified=day)
        take(tmp_path / day, orgs=[row])

    assert places("S1") == [
        ("C1", None, date(2026, 1, 10)),
        ("C2", date(2026, 1, 10), date(2026, 2, 10)),
        ("C1", date(2026, 2, 10), None),
    ]


def test_a_rename_and_a_new_code_keep_the_unit(tmp_path):
    take(tmp_path / "a", **province())
    before = OrgUnit.objects.get(code="S1").pk

    outcome = take(
        tmp_path / "b",
        orgs=[org("s1", "school", "c1", name="THPT Mới", identifier="S9")],
    )

    assert counts(outcome, "orgs") == (0, 1, 0)
    after = OrgUnit.objects.get(code="S9")
    assert (after.pk, after.name) == (before, "THPT Mới")


def test_areas_are_dated_and_an_empty_cell_is_favourable(tmp_path):
    rows = [
        org("p", "state") | {"metadata.area": ""},
        org("c1", "local", "p") | {"metadata.area": "difficult"},
    ]
    take(tmp_path / "a", orgs=rows)
    rows[1] |= {"metadata.area": "", "dateLastModified": "2026-05-01"}

    outcome = take(tmp_path / "b", orgs=rows)
    silent = take(tmp_path / "c", orgs=[org("c1", "local", "p")])

    assert counts(outcome, "orgs") == (0, 1, 1)
    assert counts(silent, "orgs") == (0, 0, 1)
    areas = OrgArea.objects.filter(unit__code="C1").order_by("id")
    assert list(areas.values_list("area", "valid_from", "valid_to")) == [
        ("difficult", None, date(2026, 5, 1)),
        ("favourable", date(2026, 5, 1), None),
    ]


def test_a_unit_taken_back_hangs_nowhere_from_that_day(tmp_path):
    take(tmp_path / "a", **province())
    gone = org("c2", "local", "d", status="tobedeleted", dateLastModified="2026-07-01")
    unknown = org("x", "local", "d", status="tobedeleted")

    outcome = take(tmp_path / "b", orgs=[gone, unknown])

    assert counts(outcome, "orgs") == (0, 1, 0)
    assert OrgUnit.objects.get(code="C2").valid_to == date(2026, 7, 1)
    assert places("C2") == [("D", None, date(2026, 7, 1))]
    assert counts(take(tmp_path / "b", orgs=[gone]), "orgs") == (0, 0, 1)


def test_wrong_rows_are_named_and_what_hangs_below_them_too(tmp_path):
    rows = [
        org("p", "state"),
        org("x", "planet", "p"),
        org("y", "school", "x"),
        org("z", "school", "nowhere"),
        org("r1", "local", "r2"),
        org("r2", "local", "r1"),
        org("n", "local", "p", name=""),
        org("a", "local", "p") | {"metadata.area": "sunny"},
        org("l", "local", "p", identifier="x" * 65),
        org("q", "local", "p", identifier="SAME"),
        org("w", "local", "p", identifier="SAME"),
        org("v", "local", "p") | {"metadata.validFrom": "2026-02-30"},
        org("u", "local", "p") | {"dateLastModified": "yesterday"},
    ]
    for row in rows:
        row.setdefault("metadata.area", "")

    outcome = take(tmp_path / "a", orgs=rows)

    assert skipped(outcome) == [
        (3, "unknown_unit_kind"),
        (4, "unknown_unit"),
        (5, "unknown_unit"),
        (6, "unit_cycle"),
        (7, "unit_cycle"),
        (8, "value_missing"),
        (9, "bad_value"),
        (10, "value_too_long"),
        (11, "duplicate_key"),
        (12, "duplicate_key"),
        (13, "bad_value"),
    ]
    assert counts(outcome, "orgs") == (2, 0, 0)


def test_a_code_of_another_unit_is_not_taken_over(tmp_path):
    take(tmp_path / "a", **province())

    outcome = take(tmp_path / "b", orgs=[org("c2", "local", "d", identifier="C1")])

    assert skipped(outcome) == [(2, "unit_code_taken")]
    assert OrgUnit.objects.filter(code="C1").count() == 1


def test_what_stands_above_a_province_is_not_kept(tmp_path):
    rows = [org("bo", "national"), org("p", "state", "bo")]

    outcome = take(tmp_path / "a", orgs=rows)

    assert (counts(outcome, "orgs"), outcome["skipped"]) == ((1, 0, 0), [])
    assert [w["code"] for w in outcome["warnings"]] == ["unit_above_province"]
    assert places("P") == []
