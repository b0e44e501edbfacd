"""Put a province of provinces.py into the database and hand in its files."""

import csv
import io
import json
from datetime import date

import openpyxl
from django.core.management import call_command

from lms.curriculum.models import ProgrammeRow, Subject
from lms.people.enums import CohortKind, UnitKind
from lms.people.models import (
    Cohort,
    Enrolment,
    OrgParent,
    OrgUnit,
    SchoolYear,
    Semester,
    User,
)

KINDS = {
    "state": UnitKind.PROVINCE,
    "district": UnitKind.CLUSTER,
    "local": UnitKind.COMMUNE,
    "school": UnitKind.SCHOOL,
}
COLUMNS = {
    "teaching_plan": (
        "school_year", "class_code", "subject_code", "semester", "period_no", "week",
        "node_code", "title", "mode_planned",
    ),
    "period_ledger": (
        "school_year", "class_code", "subject_code", "period_no", "date", "mode",
        "online_periods", "reason", "confirmed", "resource_code", "completed",
        "enrolled",
    ),
    "marks": (
        "school_year", "semester", "class_code", "subject_code", "student_code",
        "kind", "ordinal", "mark", "venue", "decision",
    ),
}  # fmt: skip


def build(roster, curriculum):
    """Write curriculum and roster rows straight into the tables."""
    subjects = {
        code: Subject.objects.create(code=code, name_vi=code, name_en=code)
        for code in sorted({row["subject_code"] for row in curriculum})
    }
    for row in curriculum:
        ProgrammeRow.objects.create(
            subject=subjects[row["subject_code"]],
            level=row["level"],
            grade=int(row["grade"]),
            kind=row["kind"],
            periods_per_year=int(row["periods_per_year"]),
            assessed_by=row["assessed_by"],
        )
    units = {
        org["code"]: OrgUnit.objects.create(
            code=org["code"], kind=KINDS[org["type"]], name=org["code"]
        )
        for org in roster["orgs"]
    }
    for row in roster["parents"]:
        OrgParent.objects.create(
            unit=units[row["unit"]],
            parent=units[row["parent"]],
            valid_from=row["from"],
            valid_to=row["to"],
        )
    years = {}
    for code in sorted({session["year"] for session in roster["sessions"]}):
        first = int(code[:4])
        years[code] = SchoolYear.objects.create(
            code=code, starts=date(first, 9, 5), ends=date(first + 1, 5, 31)
        )
    for session in roster["sessions"]:
        Semester.objects.create(
            year=years[session["year"]],
            number=session["number"],
            starts=session["starts"],
            ends=session["ends"],
        )
    _people(roster, subjects, units, years)


def _people(roster, subjects, units, years):
    cohorts = {}
    for klass in roster["classes"]:
        cohort = cohorts[klass["id"]] = Cohort.objects.create(
            code=klass["code"],
            school=units[klass["school"]],
            year=years[klass["year"]],
            grade=klass["grade"],
            kind=CohortKind.GROUP
            if klass["type"] == "scheduled"
            else CohortKind.HOMEROOM,
        )
        cohort.subjects.set([subjects[code] for code in klass["subjects"]])
    users = User.objects.bulk_create(
        [User(username=u["code"], code=u["code"]) for u in roster["users"]]
    )
    people = {user.code: user for user in users}
    for row in roster["enrollments"]:
        enrolment = Enrolment.objects.create(
            student=people[row["student"]],
            cohort=cohorts[row["class"]],
            starts=row["starts"],
            ends=row["ends"],
        )
        if row["exempt"]:
            enrolment.exempt_subjects.set([subjects[code] for code in row["exempt"]])


def write_file(path, kind, rows):
    """Write rows as .csv (with BOM where the name says so) or .xlsx."""
    columns = COLUMNS[kind]
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        book.active.append(columns)
        for row in rows:
            book.active.append([_cell(row[name]) for name in columns])
        book.save(path)
        return path
    encoding = "utf-8-sig" if "bom" in path.name else "utf-8"
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def _cell(text):
    """A spreadsheet holds numbers as numbers."""
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text) if "." in text else text or None
    except ValueError:
        return text


def run(command, *args):
    """Run a command with --json; (document, exit status)."""
    out = io.StringIO()
    status = 0
    try:
        call_command(command, *args, "--json", stdout=out, stderr=io.StringIO())
    except SystemExit as end:
        status = end.code
    return json.loads(out.getvalue()), status
