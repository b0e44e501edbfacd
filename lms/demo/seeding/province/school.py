"""One school of the province with its year, in one transaction."""

from django.db import transaction

from lms.demo.seeding.data import load
from lms.demo.seeding.province.base import Province
from lms.demo.seeding.province.classes import make_classes
from lms.demo.seeding.province.marks import Gradebook
from lms.demo.seeding.province.periods import Ledger, Timetable
from lms.demo.seeding.province.plan import SchoolPlan
from lms.demo.seeding.province.rates import rates_of
from lms.demo.seeding.province.staff import add_staff
from lms.demo.seeding.province.students import add_students
from lms.demo.seeding.province.writer import Row, Table, Writer
from lms.people.enums import UnitKind
from lms.people.models import OrgParent, OrgUnit

SITES = 2  # of a school that teaches at several


def make_school(
    province: Province, timetable: Timetable, writer: Writer, plan: SchoolPlan
) -> None:
    """Make a school, its people, plans, ledger and marks: all or nothing of it.

    So a school that is there is whole, and a broken-off run goes on with the next.
    """
    rates = rates_of(plan)
    with transaction.atomic():
        writer.begin()
        unit, sites = _units(province, writer, plan)
        classes = make_classes(province, writer, plan, unit, sites)
        add_students(province, writer, plan, classes)
        add_staff(province, writer, plan, unit, classes)
        ledger = Ledger(timetable, writer, rates, school=plan.code)
        gradebook = Gradebook(province, writer, rates, school=plan.code)
        for klass in classes:
            ledger.keep(klass)
            gradebook.fill(klass)
        writer.flush()


def _units(
    province: Province, writer: Writer, plan: SchoolPlan
) -> tuple[int, list[int]]:
    fresh = writer.ids(OrgUnit)
    unit = next(fresh)
    pattern = load("names.json")["patterns"]["site"]
    units: list[Row] = [(unit, plan.code, plan.name, UnitKind.SCHOOL)]
    below: list[Row] = [(unit, province.communes[plan.commune.code])]
    sites = [next(fresh) for _n in range(SITES)] if plan.has_sites else []
    for number, site in enumerate(sites, start=1):
        name = pattern.format(n=number)
        units.append((site, f"{plan.code}-D{number}", name, UnitKind.SITE))
        below.append((site, unit))
    writer.add(Table(OrgUnit, "id", "code", "name", "kind"), units)
    writer.add(Table(OrgParent, "unit", "parent"), below)
    return unit, sites
