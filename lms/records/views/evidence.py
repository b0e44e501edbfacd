"""From a figure to its rows: periods to material and learners, marks to questions."""

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lms.core.errors import NotFound
from lms.core.wording import say_place
from lms.curriculum.models import Subject
from lms.people.models import Cohort
from lms.records.models import Mark, Snapshot
from lms.records.queries import access, doors
from lms.records.queries.board import cell_line, snapshots_covering
from lms.records.queries.cell_rows import CellRows, cell_rows
from lms.records.queries.figures import parameters_of
from lms.records.queries.gradebook import written
from lms.records.queries.ledger import history_of
from lms.records.queries.scope import scope_of
from lms.records.services.ledger import pupils_on
from lms.records.views.board import TREND, chosen, common
from question_bank.api import Origin


@login_required
def cell(request: HttpRequest, cohort_id: int, subject: str) -> HttpResponse:
    """Show the periods and marks behind the figure of a class and subject."""
    cohort = access.figure_cohort_for(request.user, cohort_id)
    found = Subject.objects.filter(code=subject).first()
    if found is None:
        raise NotFound("subject")
    snapshots = list(snapshots_covering(cohort=cohort)[:TREND])
    snapshot = chosen(request, snapshots, cohort.school)
    if snapshot is None:
        raise NotFound("snapshot")
    line = cell_line(snapshot, cohort, found)
    if line is None:
        raise NotFound("figure")
    rows = _rows(snapshot, cohort, found)
    context = common(request, cohort.school) | {
        "cohort": cohort,
        "subject": found,
        "snapshot": snapshot,
        "line": line,
        "rows": rows,
        "marks": rows.by_pupil,
        "has_moved": (rows.l_num, rows.a_num, rows.a_recorded)
        != (line.figure.l_num, line.figure.a_num, line.figure.a_recorded),
    }
    return render(request, "records/board_cell.html", context)


@login_required
def period(request: HttpRequest, period_id: int) -> HttpResponse:
    """Show the evidence of a period: who was there, the material, who finished it."""
    found = access.period_for(request.user, period_id)
    history = history_of(found)
    if not history:
        raise NotFound("record")
    record = history[0]
    pupils = pupils_on(found, record.date)
    absent = set(record.absences.values_list("student_id", flat=True))
    code = record.resource_code
    done = doors.completions(code, [p.pk for p in pupils]) if code else {}
    context = common(request, found.cohort.school) | {
        "period": found,
        "record": record,
        "history": history,
        "resource": doors.resource_cards([code]).get(code) if code else None,
        "is_approved": bool(doors.approved_resources([code])) if code else False,
        "pupils": [(p, done.get(p.pk), p.pk in absent) for p in pupils],
        "has_names": bool(code) or bool(absent) or record.mode == "online_sync",
    }
    return render(request, "records/evidence_period.html", context)


@login_required
def mark(request: HttpRequest, mark_id: int) -> HttpResponse:
    """Show where a mark comes from: the sitting, its questions, their Word file."""
    found = access.mark_for(request.user, mark_id)
    trail = None
    slots = []
    if found.result_id is not None:
        trail = doors.result_trail(found.result_id)
        hidden = doors.hidden_versions(
            request.user, [s.version_id for s in trail.slots]
        )
        slots = [
            (slot, _origin(slot.version_id, is_secret=slot.version_id in hidden))
            for slot in trail.slots
        ]
    history = Mark.objects.filter(
        cohort=found.cohort,
        subject=found.subject,
        semester=found.semester,
        student=found.student,
        kind=found.kind,
        ordinal=found.ordinal,
    ).select_related("by")
    context = common(request, found.cohort.school) | {
        "mark": found,
        "text": written(found),
        "history": [(row, written(row)) for row in history.order_by("-revision")],
        "trail": trail,
        "slots": slots,
    }
    return render(request, "records/evidence_mark.html", context)


def _origin(version_id: int, *, is_secret: bool) -> Origin | None:
    """Return where a question comes from; of a secret one the file, not its text."""
    try:
        found = doors.origin(version_id)
    except NotFound:
        return None
    if is_secret:
        found = replace(found, source_html="")
    return replace(found, where=say_place(found.where))


def _rows(snapshot: Snapshot, cohort: Cohort, subject: Subject) -> CellRows:
    scope = scope_of(
        snapshot.year.code,
        semester=snapshot.semester,
        as_of=snapshot.as_of,
        cohort=cohort,
    )
    return cell_rows(
        scope, scope.classes[cohort.pk], subject.pk, parameters_of(snapshot)
    )
