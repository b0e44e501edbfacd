"""Who gets at papers, keys, sittings and results of school S.

Those who make and run tests: the teacher of the class, the head, the exam officer.
Neither who sits the test, nor guardians, other schools, curriculum officers, nor
administrators ("settings, no marks").
"""

import json
from decimal import Decimal

from exams.services.blueprints import create_blueprint
from exams.services.marking import mark_slot
from exams.services.releasing import release_results
from exams.views import code as player
from tests.access import (
    ADMIN,
    CANDIDATE,
    ELSEWHERE,
    EXAM_OFFICER,
    HEAD,
    OFFICER,
    REFUSED,
    STRANGER,
    TEACHER,
    Command,
    Route,
    everybody,
    members,
    who,
)
from tests.factories.drafts import make_batch, make_draft_item
from tests.factories.papers import ESSAY, hand_in, make_paper, plan
from tests.factories.question_bank import make_bank

RUN = (TEACHER, HEAD, EXAM_OFFICER)
STAFF = (*RUN, STRANGER)  # the stranger teaches too: lists are open, and empty


def build(world):
    made = {"by": world.teacher, "unit": world.school}
    world.bank = make_bank("B", owner=world.school)
    world.paper = make_paper(bank=world.bank, **made)
    world.spare = make_paper(bank=world.bank, **made)
    world.blueprint = create_blueprint(
        by=world.teacher, title="Ma trận", subject=world.paper.subject, grade=10,
        bank_codes=["B"],
    )  # fmt: skip
    world.batch = make_batch(world.bank, make_draft_item(1), by=world.teacher)
    world.sitting = plan(world.paper, world.cohort, by=world.teacher)
    world.attempt = world.sitting.attempts.get()
    world.over = plan(world.paper, world.cohort, by=world.teacher)
    world.done = hand_in(world.over, world.candidate)
    mark_slot(world.done, ESSAY, awarded=Decimal(1), by=world.teacher)
    release_results(world.over, by=world.teacher)
    world.essay = world.paper.slots.get(kind="essay").version_id


def blueprint(world):
    return [world.blueprint.code]


def paper(world):
    return [world.paper.code]


def batch(world):
    return [world.batch.code]


def sitting(world):
    return [world.sitting.code]


def over(world):
    return [world.over.code]


def attempt(world):
    return [world.attempt.code]


def done(world):
    return [world.done.code]


def void(world):
    return {"version": str(world.essay), "effect": "full", "reason": "Câu in lỗi"}


EXTEND = {"act": "extend", "minutes": "5", "reason": "Mất điện"}
PROTOCOL = [
    # JSON of the protocol for the logged-in candidate; test_protocol asks the rest.
    Route("exams:status", attempt, who(CANDIDATE)),
    Route("exams:status_by_verb", attempt, who(CANDIDATE)),
    Route("exams:late", attempt, who(CANDIDATE), post={}),
    Route("exams:code", lambda w: [player.build(), "room.js"], everybody()),
    Route("exams:worker", expect=everybody()),
]
SITTING_IT = [
    Route("exams:own_tests", expect=members()),
    Route("exams:room", attempt, who(CANDIDATE)),
    Route("exams:sheet_start", attempt, who(CANDIDATE), post={}),
    # Not begun on this device: refused in words, nothing saved.
    Route("exams:sheet", attempt, who(candidate=REFUSED), post={}),
    Route("exams:receipt", done, who(CANDIDATE)),
    Route("exams:own_result", done, who(CANDIDATE)),
    Route(
        "exams:enter",
        sitting,
        who(**dict.fromkeys((CANDIDATE, *RUN), ELSEWHERE)),
    ),
]
MAKING = [
    Route("exams:blueprints", expect=who(*STAFF)),
    Route("exams:blueprint_new", expect=who(*STAFF)),
    Route("exams:blueprint", blueprint, who(*RUN)),
    Route("exams:blueprint_check", blueprint, who(*RUN), post={}),
    Route("exams:papers", expect=who(*STAFF)),
    Route("exams:paper_of_file", batch, who(*RUN)),
    Route("exams:paper", paper, who(*RUN)),
    Route("exams:paper_print", paper, who(*RUN)),
    Route("exams:paper_key", paper, who(*RUN)),
    Route("exams:paper_variants", paper, who(*RUN), post={"count": "2"}),
    Route("exams:paper_discard", lambda w: [w.spare.code], who(*RUN), post={}),
]
RUNNING = [
    Route("exams:sittings", expect=who(*STAFF)),
    Route("exams:sitting_new", expect=who(*STAFF)),
    Route("exams:sitting_ready", sitting, who(*RUN)),
    Route("exams:sitting", sitting, who(*RUN)),
    Route("exams:desk_state", sitting, who(*RUN)),
    Route("exams:sitting_act", sitting, who(*RUN), post=EXTEND),
    Route("exams:attempt_act", attempt, who(*RUN), post=EXTEND),
    Route("exams:marking", over, who(*RUN)),
    Route("exams:mark_one", lambda w: [w.over.code, w.essay], who(*RUN)),
    Route("exams:results", over, who(*RUN)),
    Route("exams:result_preview", done, who(*RUN)),
    Route("exams:release", over, who(*RUN), post={"reason": "Chấm lại"}),
    Route("exams:void", over, who(*RUN), post=void),
    Route("exams:regrade", over, who(*RUN), post={}),
]
ROUTES = [*PROTOCOL, *SITTING_IT, *MAKING, *RUNNING]


def assemble(world):
    row = {"node": None, "kind": "choose_one", "level": None, "count": 1, "points": "1"}
    path = world.folder / "ma-tran.json"
    path.write_text(json.dumps({"subject": None, "rows": [row]}), encoding="utf-8")
    return [path, "--bank", "B", "--dry-run"]


def new_sitting(world):
    document = {"title": "Ca thi", "papers": [world.paper.code], "classes": ["S/10A1"]}
    path = world.folder / "ca-thi.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return [path]


def over_option(world):
    return ["--sitting", world.over.code]


def export(world):
    return [*over_option(world), "--out", world.folder / "bai-lam.jsonl", "--dry-run"]


def rehearsal(world):
    return ["--candidates", 1, "--items", 1, "--minutes", 1]


COMMANDS = [
    # Papers are made by whoever may use the bank: the officer looks after it.
    Command("assemble_papers", assemble, (*RUN, OFFICER), closed=("bank_unknown",)),
    Command("create_sitting", new_sitting, RUN, closed=("paper_unknown",)),
    Command("regrade", over, RUN),
    Command("release_results", over, RUN),
    Command("close_overdue_attempts", allowed=(ADMIN, EXAM_OFFICER)),
    Command("exam_check", allowed=(ADMIN, *STAFF)),
    Command("export_sealed", export, RUN),
    Command("prepare_rehearsal", rehearsal, (ADMIN, HEAD, EXAM_OFFICER)),
    Command("score_attempts", lambda w: [*over_option(w), "--dry-run"], RUN),
    Command("verify_journal", over_option, RUN),
]
