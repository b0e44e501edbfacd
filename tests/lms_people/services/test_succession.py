from datetime import timedelta

import pytest

from lms.core.errors import DomainError
from lms.core.models import AuditEntry
from lms.people.access import forget, reach
from lms.people.enums import Role, UnitKind
from lms.people.models import Cohort, OrgParent, OrgSuccession, OrgUnit
from lms.people.services.succession import end_unit
from lms.records.queries.scope import parents_on
from tests.factories.people import give_role
from tests.lms_people.scenes import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    found = scene()
    found.day = found.cohort.year.ends + timedelta(days=10)
    return found


@pytest.fixture
def on_that_day(people, monkeypatch):
    """Make it the day after the merger."""

    def go():
        later = people.day + timedelta(days=1)
        for module in ("lms.people.access", "library.models.rights"):
            monkeypatch.setattr(f"{module}.today", lambda: later)
        for person in (people.admin, people.head, people.officer):
            forget(person)

    return go


def commune(people, code, **fields):
    unit = OrgUnit.objects.create(
        code=code, kind=UnitKind.COMMUNE, name=f"Xã {code}", **fields
    )
    OrgParent.objects.create(unit=unit, parent=people.province)
    return unit


def test_a_merged_commune_hands_its_schools_over(people):
    new = commune(people, "MOI")

    moved = end_unit(
        people.commune, kind="merge", into=[new], day=people.day, by=people.admin
    )

    assert people.school in moved
    assert parents_on(people.day)[people.school.pk] == new.pk
    before = people.day - timedelta(days=1)
    assert parents_on(before)[people.school.pk] == people.commune.pk
    row = OrgSuccession.objects.get()
    assert (row.old, row.new, row.date) == (people.commune, new, people.day)
    people.commune.refresh_from_db()
    assert people.commune.valid_to == people.day
    entry = AuditEntry.objects.get(verb="end", object_type="unit")
    assert entry.details["into"] == ["MOI"]


def test_a_merged_school_stays_open_to_those_who_follow(people, on_that_day):
    boss = people.stranger
    give_role(boss, Role.SCHOOL_HEAD, people.other_school)
    assert not Cohort.objects.visible_to(boss).filter(pk=people.cohort.pk).exists()

    end_unit(
        people.school, kind="merge", into=[people.other_school], day=people.day,
        by=None,
    )  # fmt: skip
    on_that_day()
    forget(boss)

    assert Cohort.objects.visible_to(boss).filter(pk=people.cohort.pk).exists()
    assert not Cohort.objects.visible_to(people.head).exists()
    assert parents_on(people.day)[people.school.pk] == people.other_school.pk


def test_the_people_of_a_renamed_school_keep_their_roles(people, on_that_day):
    new = OrgUnit.objects.create(code="S2", kind=UnitKind.SCHOOL, name="THPT Hai")
    OrgParent.objects.create(unit=new, parent=people.commune)

    end_unit(people.school, kind="rename", into=[new], day=people.day, by=None)
    on_that_day()

    assert {g.unit_id for g in reach(people.head).grants} == {new.pk}
    assert Cohort.objects.visible_to(people.head).filter(pk=people.cohort.pk).exists()


def test_what_is_closed_stays_filed_where_it_hung(people, on_that_day):
    end_unit(people.school, kind="abolish", into=[], day=people.day, by=people.admin)
    on_that_day()

    assert people.school.pk in reach(people.officer).unit_ids
    assert OrgSuccession.objects.get().new is None


@pytest.mark.parametrize(
    ("kind", "count", "code"),
    [
        ("merge", 0, "successor_missing"),
        ("merge", 2, "successor_missing"),
        ("split", 1, "successor_missing"),
        ("abolish", 1, "successor_missing"),
        ("split", 2, "units_below"),
        ("abolish", 0, "units_below"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_moves(people, kind, count, code):
    into = [commune(people, f"X{number}") for number in range(count)]

    with pytest.raises(DomainError, match=code):
        end_unit(people.commune, kind=kind, into=into, day=people.day, by=None)

    assert not OrgSuccession.objects.exists()
    assert parents_on(people.day)[people.school.pk] == people.commune.pk


def test_no_successor_of_another_kind_or_one_that_is_gone(people):
    gone = commune(people, "CU", valid_to=people.day)
    for new in (people.commune, people.province, gone):
        with pytest.raises(DomainError, match="successor_not_fitting"):
            end_unit(people.commune, kind="merge", into=[new], day=people.day, by=None)


def test_a_school_is_not_ended_in_the_middle_of_its_year(people):
    with pytest.raises(DomainError, match="classes_run_on"):
        end_unit(
            people.school, kind="merge", into=[people.other_school],
            day=people.cohort.year.ends, by=None,
        )  # fmt: skip


def test_once_and_by_an_administrator_of_both(people):
    merger = {"kind": "merge", "into": [people.other_school], "day": people.day}
    with pytest.raises(DomainError, match="not_allowed"):
        end_unit(people.school, by=people.head, **merger)
    end_unit(people.school, by=people.admin, **merger)
    with pytest.raises(DomainError, match="unit_ended"):
        end_unit(people.school, by=people.admin, **merger)


def test_the_last_administrator_is_not_lost_with_a_unit(people):
    people.admin.roles.update(unit=people.school)
    with pytest.raises(DomainError, match="last_administrator"):
        end_unit(people.school, kind="abolish", into=[], day=people.day, by=None)
