from datetime import timedelta

from django.utils import timezone

from lms.people.enums import Role, RunState
from lms.people.models import ClassDoor, Guardianship, ImportRun
from tests.access import (
    ADMIN,
    CANDIDATE,
    ELSEWHERE,
    EXAM_OFFICER,
    GUARDIAN,
    HEAD,
    HIDDEN,
    IN,
    MEMBERS,
    OFFICER,
    REFUSED,
    STRANGER,
    TEACHER,
    VISITORS,
    Command,
    Route,
    everybody,
    members,
    who,
)
from tests.rosters import province, write_roster

OVERSEE = (HEAD, OFFICER, EXAM_OFFICER, ADMIN)
KEEP = (HEAD, ADMIN)


def build(world):
    world.link = Guardianship.objects.get(guardian=world.guardian)
    world.door = ClassDoor.objects.create(
        code="ACDEFG",
        cohort=world.cohort,
        opened_by=world.teacher,
        closes_at=timezone.now() + timedelta(minutes=10),
    )
    world.role = world.colleague.roles.get(role=Role.TEACHER)
    world.run = ImportRun.objects.create(
        token="0123456789abcdef",
        importer="roster",
        file_name="a.zip",
        digest="0",
        size=1,
        state=RunState.PREVIEWED,
        by=world.head,
    )


def cohort(world):
    return [world.cohort.pk]


def candidate(world):
    return [world.candidate.code]


def school(world):
    return [world.school.code]


def role_data(world):
    return {"unit": world.school.pk, "role": Role.MARKER}


def unit_data(world):
    return {
        "name": "THPT Mới",
        "parent": world.commune.pk,
        "area": "",
        "day": "2026-12-01",
    }


def end_data(world):
    return {"kind": "merge", "into": world.other_school.pk, "day": "2030-12-01"}


def students(world):
    return {"students": [world.candidate.pk]}


def role_words(world):
    return [world.colleague.username, "invigilator", world.school.code]


def merger(world):
    words = [world.school.code, "--kind", "merge", "--into", world.other_school.code]
    return [*words, "--on", "2030-12-01"]


def roster(world):
    return [write_roster(world.folder / "roster", **province())]


EVERYBODY_ELSEWHERE = dict.fromkeys(VISITORS, ELSEWHERE)
ROUTES = [
    Route("people:log_in", expect=everybody()),
    Route("people:demo_log_in", expect=dict.fromkeys(VISITORS, HIDDEN), post={}),
    Route("people:log_out", expect=EVERYBODY_ELSEWHERE, post={}),
    Route("people:door", expect=everybody()),
    Route("people:door_names", expect=EVERYBODY_ELSEWHERE),
    Route("people:door_password", expect=EVERYBODY_ELSEWHERE),
    Route("people:guardian_code", expect=everybody()),
    Route("people:account", expect=members()),
    Route("people:choose_role", expect=members(), post={"role": ""}),
    Route("people:password", expect=members()),
    Route(
        "people:first_password",
        expect=who() | dict.fromkeys(MEMBERS, ELSEWHERE),
    ),
    Route("people:classes", expect=members()),
    Route("people:class", cohort, who(CANDIDATE, TEACHER, *OVERSEE)),
    Route(
        "people:open_door",
        cohort,
        who(
            TEACHER,
            *KEEP,
            candidate=REFUSED,
            officer=REFUSED,
            exam_officer=REFUSED,
        ),
        post={"minutes": "15"},
    ),
    Route(
        "people:class_door",
        cohort,
        who(
            TEACHER,
            *KEEP,
            candidate=ELSEWHERE,
            officer=ELSEWHERE,
            exam_officer=ELSEWHERE,
        ),
    ),
    Route("people:passwords", cohort, who(TEACHER, *KEEP), post=students),
    Route("people:guardian_slips", cohort, who(TEACHER, *KEEP), post=students),
    Route("people:people", expect=who(*OVERSEE)),
    Route("people:person", candidate, who(CANDIDATE, GUARDIAN, TEACHER, *OVERSEE)),
    Route(
        "people:guardian_link",
        lambda w: [w.link.pk],
        who(*KEEP),
        post={"act": "end"},
    ),
    Route("people:add_role", candidate, who(*KEEP), post=role_data),
    Route(
        "people:reset_password",
        candidate,
        who(
            TEACHER,
            *KEEP,
            candidate=REFUSED,
            guardian=REFUSED,
            officer=REFUSED,
            exam_officer=REFUSED,
        ),
        post={},
    ),
    Route("people:roles", expect=who(*KEEP)),
    Route(
        "people:stop_role",
        lambda w: [w.role.pk],
        who(*KEEP),
        post={"day": "2026-12-01"},
    ),
    Route(
        "people:units",
        expect=who(TEACHER, *OVERSEE, stranger=IN),  # each sees the own branch alone
    ),
    Route("people:unit", school, who(TEACHER, *OVERSEE)),
    Route("people:edit_unit", school, who(ADMIN), post=unit_data),
    Route("people:end_unit", school, who(ADMIN), post=end_data),
    # Heads bring rosters, officers the programme, teachers their ledger and marks.
    Route("people:imports", expect=who(*KEEP, OFFICER, TEACHER, STRANGER)),
    Route("people:upload", lambda w: ["roster"], who(*KEEP)),
    Route("people:import_sample", lambda w: ["roster"], who(*KEEP)),
    Route("people:import_run", lambda w: [w.run.token], who(HEAD)),
    Route(
        "people:confirm_import",
        lambda w: [w.run.token],
        who(HEAD),
        post={"act": "drop"},
    ),
]
COMMANDS = [
    Command("import_roster", roster, KEEP),
    Command("give_role", role_words, KEEP, closed=("not_found", "role_not_yours")),
    Command("end_unit", merger, (ADMIN,)),
]
