"""OneRoster folders for tests: a small province, and what changes in it."""

import csv
import zipfile

from lms.people.services.roster.service import import_roster

FILES = ("orgs", "academicSessions", "courses", "classes", "users", "enrollments")


def write_roster(folder, **tables):
    """Write tables (lists of dicts by column) as CSV files; returns the folder.

    The columns of a file are those of its rows, in order of first mention.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.DictWriter(stream, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def zipped(folder, path, prefix=""):
    """Pack the files of a folder; returns the path."""
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, prefix + file.name)
    return path


def org(source, kind, parent="", **more):
    return {
        "sourcedId": source,
        "name": f"Đơn vị {source}",
        "type": kind,
        "identifier": source.upper(),
        "parentSourcedId": parent,
    } | more


def session(source, kind, starts, ends, parent="", year="2027"):
    return {
        "sourcedId": source,
        "type": kind,
        "startDate": starts,
        "endDate": ends,
        "parentSourcedId": parent,
        "schoolYear": year,
    }


def cohort(source, school, grade, **more):
    return {
        "sourcedId": source,
        "title": f"Lớp {source}",
        "grades": str(grade),
        "classCode": source.upper(),
        "classType": "homeroom",
        "schoolSourcedId": school,
        "termSourcedIds": "hk1,hk2",
        "subjectCodes": "",
    } | more


def user(source, role="student", orgs="s1", **more):
    return {
        "sourcedId": source,
        "status": "",
        "enabledUser": "true",
        "orgSourcedIds": orgs,
        "role": role,
        "username": source,
        "givenName": "Bình",
        "middleName": "Thị",
        "familyName": "Trần",
        "identifier": f"0{source}",
    } | more


def place(source, klass, person, role="student", begins="2026-09-05", ends="", **more):
    return {
        "sourcedId": source,
        "classSourcedId": klass,
        "userSourcedId": person,
        "role": role,
        "beginDate": begins,
        "endDate": ends,
    } | more


SESSIONS = [
    session("hk2", "semester", "2027-01-18", "2027-05-31", "nh"),
    session("hk1", "semester", "2026-09-05", "2027-01-16", "nh"),
    session("nh", "schoolYear", "2026-09-05", "2027-05-31"),
]


def province(**changes):
    """A province with a commune, a two-level school, two classes and a group."""
    return {
        "orgs": [
            org("s1", "school", "c1"),
            org("p", "state"),
            org("d", "district", "p"),
            org("c1", "local", "d"),
            org("c2", "local", "d"),
        ],
        "academicSessions": SESSIONS,
        "classes": [
            cohort("9a", "s1", 9),
            cohort("10a", "s1", 10),
            cohort("10g", "s1", 10, classType="scheduled", subjectCodes="PHY"),
        ],
        "users": [
            user("h1"),
            user("h2", givenName="An", middleName="", familyName="Lê"),
            user("gv", "teacher"),
        ],
        "enrollments": [
            place("e1", "9a", "h1"),
            place("e2", "10a", "h2"),
            place("e3", "10g", "h2"),
            place("t1", "10g", "gv", "teacher"),
            place("t2", "10a", "gv", "teacher"),
        ],
    } | changes


def take(folder, **tables):
    """Write a roster and import it; returns the outcome."""
    return import_roster(write_roster(folder, **tables))


def counts(outcome, kind):
    """Return (added, changed, unchanged) of a kind."""
    return tuple(outcome[kind][name] for name in ("added", "changed", "unchanged"))
