"""Who gets at plans, ledger, gradebook and figures."""

from datetime import date

from lms.records.models import Snapshot
from lms.records.services.snapshots import take_snapshot
from tests.access import (
    CANDIDATE,
    ELSEWHERE,
    GUARDIAN,
    HEAD,
    OFFICER,
    STRANGER,
    TEACHER,
    Command,
    Route,
    members,
    who,
)
from tests.factories.curriculum import make_programme_row
from tests.factories.records import make_mark, make_period, make_record, make_target
from tests.records.build import write_file

STAFF = (TEACHER, HEAD, OFFICER)
ABOVE = (HEAD, OFFICER)


def build(world):
    make_programme_row("MAT")
    world.period = make_period(world.cohort, title="Mệnh đề")
    world.draft = make_period(world.cohort, period_no=2)
    make_record(
        world.period,
        mode="online_async",
        resource_code="HL-1",
        completed=1,
        enrolled=1,
    )
    world.mark = make_mark(world.candidate, world.cohort)
    world.target = make_target(world.school)
    take_snapshot(world.cohort.year.code, as_of=date(2026, 11, 22))
    for snapshot in Snapshot.objects.all():
        world.snapshot = snapshot


def period(world):
    return [world.period.pk]


def mark(world):
    return [world.mark.pk]


def unit(world):
    return [world.school.code]


def cohort(world):
    return [world.cohort.pk]


def course(world):
    return [world.cohort.pk, "MAT"]


ROUTES = [
    Route("records:week", expect=who(TEACHER, STRANGER)),
    Route("records:period", period, who(*STAFF)),
    Route("records:reject_period", period, who(HEAD), post={"why": "Buổi này nghỉ"}),
    Route("records:refresh_period", period, who(TEACHER), post={}),
    Route("records:courses", expect=who(TEACHER, STRANGER)),
    Route("records:sheet", course, who(*STAFF)),
    Route("records:mark", mark, who(*STAFF)),
    Route("records:own_marks", expect=members()),
    Route("records:ward_marks", lambda w: [w.candidate.code], who(CANDIDATE, GUARDIAN)),
    Route("records:board", expect=who(head=ELSEWHERE, officer=ELSEWHERE)),
    Route("records:unit", unit, who(*ABOVE)),
    Route("records:print_unit", unit, who(*ABOVE)),
    Route("records:lacking", unit, who(*ABOVE)),
    Route("records:targets", unit, who(*ABOVE)),
    Route("records:fix", unit, who(*ABOVE), post={"hoc-ky": "1"}),
    Route(
        "records:end_target",
        lambda w: [w.target.pk],
        who(OFFICER),
        post={"valid_to": "2026-12-01"},
    ),
    Route("records:cohort", cohort, who(*ABOVE)),
    Route("records:cell", course, who(*ABOVE)),
    Route("records:evidence_period", period, who(*STAFF)),
    Route("records:evidence_mark", mark, who(*STAFF)),
]


def file_of(kind, row):
    return lambda world: [write_file(world.folder / f"{kind}.csv", kind, [row])]


PLACE = {"school_year": "2026-2027", "class_code": "10A1", "subject_code": "MAT"}
PLAN = PLACE | {
    "semester": "1", "period_no": "9", "week": "", "node_code": "", "title": "",
    "mode_planned": "",
}  # fmt: skip
GIVEN = PLACE | dict.fromkeys(
    ("online_periods", "reason", "confirmed", "resource_code", "completed",
     "enrolled"), "",
) | {"period_no": "2", "date": "14/09/2026", "mode": "in_person"}  # fmt: skip
MARK = PLACE | {
    "semester": "1", "student_code": "X", "kind": "tx", "ordinal": "2", "mark": "8",
    "venue": "", "decision": "",
}  # fmt: skip
COMMANDS = [
    Command("import_teaching_plan", file_of("teaching_plan", PLAN), (HEAD, "admin")),
    Command(
        "import_period_ledger",
        file_of("period_ledger", GIVEN),
        (TEACHER, STRANGER, HEAD, "admin"),
    ),
    Command("import_marks", file_of("marks", MARK), (TEACHER, STRANGER, HEAD)),
    Command(
        "measure_indicators",
        lambda w: ["--school-year", "2026-2027", "--org", w.school.code],
        ABOVE,
    ),
    Command(
        "compute_averages",
        lambda w: ["--school-year", "2026-2027", "--class", "10A1"],
        STAFF,
    ),
    Command("take_results", allowed=("admin",)),
]
