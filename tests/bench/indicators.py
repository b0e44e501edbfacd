"""Measure a generated province: python -m tests.bench.indicators [--scale 0.1].

Scale 1 is a province as in domain.md 6: 350 schools, 6,600 classes, 235,000
students, a year of plans, ledger and marks (about 27 million rows). Everything is
written into the database of the environment, which must be empty:

    LMS_VAR=/tmp/bench .venv/bin/python -m tests.bench.indicators --scale 0.1
"""

import argparse
import os
import resource
import sys
import time
from datetime import date, datetime, timedelta
from random import Random

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.dev")

YEAR = "2025-2026"
BASICS = {
    # level: grades, schools, classes a school, pupils a class, (subject, periods, assessed)
    "primary": (
        range(1, 6), 170, 20, 33,
        [("VIE", 245, 1), ("MAT", 175, 1), ("FL1", 140, 1), ("HGE", 70, 1),
         ("SCI", 70, 1), ("ITE", 70, 1), ("ETH", 35, 0), ("PED", 70, 0),
         ("ART", 70, 0), ("EXP", 105, 0)],
    ),
    "lower_secondary": (
        range(6, 10), 144, 14, 38,
        [("LIT", 140, 1), ("MAT", 140, 1), ("FL1", 105, 1), ("CIV", 35, 1),
         ("HGE", 105, 1), ("NAT", 140, 1), ("TEC", 52, 1), ("INF", 35, 1),
         ("PED", 70, 0), ("ART", 70, 0), ("EXC", 105, 0), ("LOC", 35, 0)],
    ),
    "upper_secondary": (
        range(10, 13), 36, 28, 40,
        [("LIT", 105, 1), ("MAT", 105, 1), ("FL1", 105, 1), ("HIS", 52, 1),
         ("DEF", 35, 1), ("PED", 70, 0), ("EXC", 105, 0), ("LOC", 35, 0)],
    ),
}  # fmt: skip
GROUPS = ["PHY", "CHE", "BIO", "GEO"]  # each a teaching group beside every class


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=0.1)
    parser.add_argument("--keep", action="store_true", help="measure what is there")
    options = parser.parse_args()
    import django  # noqa: PLC0415  settings first

    django.setup()
    from django.conf import settings  # noqa: PLC0415

    settings.DEBUG = False  # else every statement is kept in memory
    from django.core.management import call_command  # noqa: PLC0415

    if not options.keep:
        call_command("migrate", verbosity=0)
        with Told("generate"):
            generate(options.scale)
    from lms.records.services.snapshots import take_snapshot  # noqa: PLC0415

    for semester in (None, 1):
        with Told(f"measure {YEAR}/{semester or 'year'}"):
            snapshot = take_snapshot(YEAR, as_of=date(2026, 6, 30), semester=semester)
        say(f"  {snapshot.figures.count():,} figures, {snapshot.digest[:16]}")
    from lms.people.models import OrgUnit  # noqa: PLC0415

    school = OrgUnit.objects.get(code="S0200" if options.scale >= 1 else "S0001")
    with Told("measure one school"):
        take_snapshot(YEAR, as_of=date(2026, 6, 30), unit=school)


class Told:
    def __init__(self, what):
        self.what = what

    def __enter__(self):
        self.start = time.monotonic()

    def __exit__(self, *_error):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        say(f"{self.what}: {time.monotonic() - self.start:.1f} s, peak {peak:.0f} MB")


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def generate(scale):
    from django.db import connection, transaction  # noqa: PLC0415

    builder = Builder(scale)
    if connection.vendor == "sqlite":  # rows come before what they point to
        connection.cursor().execute("PRAGMA foreign_keys=OFF")
    with transaction.atomic():
        builder.roster()
        for school in builder.schools:
            builder.fill(school)
        builder.flush()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    say("  " + ", ".join(f"{n:,} {t}" for t, n in builder.counts.items()))


class Builder:
    def __init__(self, scale):
        self.scale, self.rng = scale, Random(1)  # noqa: S311
        self.counts, self.waiting = {}, {}
        self.schools, self.next_id = [], {}
        self.now = datetime(2026, 6, 30, tzinfo=__import__("datetime").UTC)

    def id(self, table):
        self.next_id[table] = self.next_id.get(table, 0) + 1
        return self.next_id[table]

    def add(self, table, columns, row):
        self.waiting.setdefault((table, columns), []).append(row)
        if len(self.waiting[table, columns]) >= 20_000:
            self.flush_one(table, columns)

    def flush(self):
        for table, columns in list(self.waiting):
            self.flush_one(table, columns)

    def flush_one(self, table, columns):
        from django.db import connection  # noqa: PLC0415

        rows = self.waiting.pop((table, columns))
        self.counts[table] = self.counts.get(table, 0) + len(rows)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
                return
            marks = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608
                rows,
            )

    def roster(self):
        from lms.curriculum.models import ProgrammeRow, Subject  # noqa: PLC0415
        from lms.people.models import (  # noqa: PLC0415
            OrgParent,
            OrgUnit,
            SchoolYear,
            Semester,
        )

        self.subjects = {}
        for level, (grades, *_n, subjects) in BASICS.items():
            extra = [(g, 70, 2) for g in GROUPS] if level == "upper_secondary" else []
            for code, periods, form in subjects + extra:
                subject, _new = Subject.objects.get_or_create(
                    code=code, defaults={"name_vi": code, "name_en": code}
                )
                self.subjects[code] = subject.pk
                for grade in grades:
                    ProgrammeRow.objects.create(
                        subject=subject, level=level, grade=grade,
                        kind="elective" if form == 2 else "compulsory",
                        periods_per_year=periods,
                        assessed_by="score" if form else "comment",
                    )  # fmt: skip
        self.year = SchoolYear.objects.create(
            code=YEAR, starts=date(2025, 9, 5), ends=date(2026, 5, 31)
        )
        for number, a, b in (
            (1, date(2025, 9, 5), date(2026, 1, 16)),
            (2, date(2026, 1, 19), date(2026, 5, 31)),
        ):
            Semester.objects.create(year=self.year, number=number, starts=a, ends=b)
        province = OrgUnit.objects.create(code="P", kind="province", name="P")
        communes = [
            OrgUnit.objects.create(code=f"C{n:03d}", kind="commune", name=f"C{n}")
            for n in range(max(1, round(100 * self.scale)))
        ]
        for commune in communes:
            OrgParent.objects.create(unit=commune, parent=province)
        for level, (_grades, count, *_rest) in BASICS.items():
            for _n in range(max(1, round(count * self.scale))):
                at = len(self.schools)
                unit = OrgUnit.objects.create(
                    code=f"S{at:04d}", kind="school", name=f"S{at}"
                )
                OrgParent.objects.create(unit=unit, parent=communes[at % len(communes)])
                self.schools.append((unit.pk, level))

    def fill(self, school):
        unit, level = school
        grades, _count, classes, pupils, subjects = BASICS[level]
        homes = []
        for at in range(classes):
            grade = grades[at % len(grades)]
            home = self.cohort(unit, f"{grade}A{at}", grade, "homeroom", [])
            groups = []
            if level == "upper_secondary":
                groups = [
                    (self.cohort(unit, f"{g}-{at}", grade, "group", [g]), g)
                    for g in GROUPS
                ]
            homes.append((home, grade, groups))
        for home, grade, groups in homes:
            taught = [(home, s, p, f) for s, p, f in subjects]
            taught += [(group, code, 70, 1) for group, code in groups]
            for cohort, subject, periods, _form in taught:
                self.lessons(cohort, subject, periods)
            for _n in range(pupils):
                self.pupil(taught, home, grade, groups, homes)

    def cohort(self, unit, code, grade, kind, subjects):
        id_ = self.id("people_cohort")
        self.add(
            "people_cohort",
            "id, code, source_code, title, school_id, year_id, grade, kind",
            (id_, code, "", "", unit, self.year.pk, grade, kind),
        )
        for subject in subjects:
            self.add(
                "people_cohort_subjects", "cohort_id, subject_id",
                (id_, self.subjects[subject]),
            )  # fmt: skip
        return id_

    def lessons(self, cohort, subject, periods):
        first = (periods * 36 + 35) // 70
        for number in range(1, periods + 1):
            id_ = self.id("records_planperiod")
            self.add(
                "records_planperiod",
                "id, cohort_id, subject_id, period_no, semester, week, node_code, "
                "title, mode_planned, revision, at",
                (id_, cohort, self.subjects[subject], number,
                 1 if number <= first else 2, number // 5 + 1, "", f"Bài {number}",
                 "in_person", 1, self.now),
            )  # fmt: skip
            online = self.rng.random() < 0.08
            self.add(
                "records_periodrecord",
                "revision, current, source, why, at, period_id, date, mode, "
                "online_periods, reason, confirmed, rejected, resource_code, "
                "completed, enrolled",
                (1, True, "file", "", self.now, id_,
                 date(2025, 9, 8) + timedelta(days=number % 250),
                 "online_sync" if online else "in_person", 1 if online else 0, "",
                 True, False, "", 30 if online else None, 40 if online else None),
            )  # fmt: skip

    def enrol(self, student, cohort, starts, ends):
        self.add(
            "people_enrolment", "student_id, cohort_id, source_code, starts, ends",
            (student, cohort, "", starts, ends),
        )  # fmt: skip

    def pupil(self, taught, home, grade, groups, homes):
        student = self.id("people_user")
        self.add(
            "people_user",
            "id, username, code, password, first_name, last_name, email, is_superuser, "
            "is_staff, is_active, date_joined, full_name, sort_name, is_demo, "
            "must_change_password",
            (student, f"u{student}", f"{student:010d}", "", "", "", "", False, False,
             True, self.now, f"Học sinh {student}", f"{student:010d}", False, False),
        )  # fmt: skip
        starts, moved = date(2025, 9, 1), self.rng.random() < 0.03
        if moved:
            when = date(2025, 11, 3)
            self.enrol(student, home, starts, when)
            self.enrol(student, self.rng.choice(homes)[0], when, None)
        else:
            self.enrol(student, home, starts, None)
        for group, _code in groups:
            self.enrol(student, group, starts, None)
        for cohort, subject, periods, form in taught:
            for semester in (1, 2):
                for kind, ordinal in kinds_of(grade, subject, periods, form):
                    self.mark(student, cohort, subject, semester, kind, ordinal, form)

    def mark(self, student, cohort, subject, semester, kind, ordinal, form):
        chance = self.rng.random()
        self.add(
            "records_mark",
            "revision, current, source, why, at, cohort_id, subject_id, semester, "
            "student_id, kind, ordinal, score, passed, venue, decision",
            (1, True, "file", "", self.now, cohort, self.subjects[subject], semester,
             student, kind, ordinal, round(chance * 10) if form else None,
             None if form else True, "room" if chance < 0.1 else "paper", ""),
        )  # fmt: skip


def kinds_of(grade, subject, periods, form):
    if grade <= 5:
        kinds = [("ck", 1)] if form else []
        return (
            [*kinds, ("gk", 1)] if grade >= 4 and subject in {"VIE", "MAT"} else kinds
        )
    count = 2
    if form:
        count = 2 if periods <= 35 else 3 if periods <= 70 else 4
    return [*(("tx", at + 1) for at in range(count)), ("gk", 1), ("ck", 1)]


if __name__ == "__main__":
    main()
