"""Bringing a file, looking through what was read, taking it into the bank."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lms.core import wording
from lms.core.errors import DomainError, NotFound
from question_bank.enums import BatchState, CognitiveLevel, Decision
from question_bank.forms.files import (
    GRADES,
    LEVELS,
    UploadForm,
    subject_choices,
    subject_id_of,
)
from question_bank.forms.items import (
    add_file,
    editor_of,
    node_choices,
    read_item,
)
from question_bank.kinds.preflight import try_variants
from question_bank.models import Bank, DraftRow, ImportBatch
from question_bank.queries.access import batch_for, is_staff, writable_bank_for
from question_bank.queries.drafts import count_rows, rows_in_order
from question_bank.queries.near_drafts import Like, near_drafts
from question_bank.rules.actions import batch_actions
from question_bank.rules.contents import Content
from question_bank.rules.proposals import read_points
from question_bank.services import accept, banks, corrections, imports
from question_bank.services.banks import note_look
from question_bank.views.showing import Shown, draw, say, say_grouped, show

PAGE = 50


@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file and a bank; the file is read at once where it is small."""
    if not is_staff(request.user):
        raise NotFound("page")
    writable = list(
        Bank.objects.writable_by(request.user)
        .filter(owner_person=None)
        .order_by("title")
    )
    form = UploadForm(
        request.POST or None, request.FILES or None, banks=writable, user=request.user
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _bring(request, form.cleaned_data)
        except DomainError as error:
            form.add_error("file", wording.say_problem(error))
    recent = ImportBatch.objects.visible_to(request.user).filter(by=request.user)
    context = {"form": form, "recent": recent.select_related("bank")[:10]}
    return render(request, "question_bank/upload.html", context)


@login_required
def batch_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show the source on the left, what became of it on the right."""
    batch = batch_for(request.user, code)
    note_look(batch.bank, by=request.user, file=batch.file_name)
    counts = count_rows(batch)
    only = request.GET.get("xem", "")
    page = Paginator(rows_in_order(batch, only=only), PAGE).get_page(
        request.GET.get("page")
    )
    nodes = node_choices(batch.subject_id, batch.grade)
    near = near_drafts(page.object_list, batch, request.user)
    kept = batch.subject.code if batch.subject else ""
    context = {
        "batch": batch,
        "counts": counts,
        "page": page,
        "only": only,
        "rows": [row_view(row, batch, near) for row in page.object_list],
        "refusal": say([batch.refusal]) if batch.refusal else [],
        "problems": say_grouped(batch.problems),
        "skipped": [
            s | {"said": say([s])[0], "source": draw(s.get("source_html", ""))}
            for s in batch.skipped
        ],
        "notes": [n | {"place": wording.say_place(n["where"])} for n in batch.notes],
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "nodes": nodes,
        "subjects": subject_choices(request.user, kept=kept),
        "grades": GRADES,
        "levels": LEVELS,
        "actions": [(x, reverse(y, args=[batch.code])) for x, y in batch_actions()],
        "is_waiting": batch.state in {BatchState.WAITING, BatchState.READING},
    }
    return render(request, "question_bank/batch.html", context)


@login_required
@require_POST
def row_act(request: HttpRequest, code: str, position: int) -> HttpResponse:
    """Correct one draft, leave it out, or take it again."""
    batch = batch_for(request.user, code)
    row = corrections.row_of(batch, position)
    error = ""
    try:
        _act(request, batch, row)
    except DomainError as refusal:
        error = wording.say_problem(refusal)
    if request.headers.get("X-Part") == "row":
        row.refresh_from_db()
        row.batch = batch
        return JsonResponse(_parts(request, batch, row, error))
    if error:
        messages.error(request, error)
    return redirect(f"{_address(batch)}{_query(request)}#cau-{position}")


@login_required
@require_POST
def for_all(request: HttpRequest, code: str) -> HttpResponse:
    """Say subject and grade of a file, and level, topic or points of its drafts."""
    batch = batch_for(request.user, code)
    grade = request.POST.get("grade", "")
    corrections.describe(
        batch,
        subject_id=subject_id_of(request.POST.get("subject", "")),
        grade=int(grade) if grade.isdigit() and 1 <= int(grade) <= 12 else None,
    )
    changes: dict[str, Any] = {}
    if request.POST.get("level") in CognitiveLevel.values:
        changes["level"] = request.POST["level"]
    if node := request.POST.get("node_code", "").strip():
        changes["node_code"] = node[:120]
    if points := read_points(request.POST.get("points")):
        changes["points"] = f"{points.normalize():f}"
    if changes:
        only_empty = request.POST.get("which") != "all"
        corrections.for_all(batch, only_empty=only_empty, **changes)
    messages.success(request, _("Noted for the questions of this file."))
    return redirect(_address(batch))


@login_required
@require_POST
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Make items of the drafts."""
    batch = batch_for(request.user, code)
    done = accept.accept_batch(
        batch,
        by=request.user,
        submit=bool(request.POST.get("submit")),
        incomplete=bool(request.POST.get("incomplete")),
    )
    said = ngettext(
        "%(count)s question is now in the bank “%(bank)s”.",
        "%(count)s questions are now in the bank “%(bank)s”.",
        len(done.rows),
    ) % {"count": len(done.rows), "bank": batch.bank.title}
    messages.success(request, said)
    if done.skipped:
        return redirect(f"{_address(batch)}?xem=can-sua")
    return redirect(_address(batch))


@login_required
@require_POST
def read_again(request: HttpRequest, code: str) -> HttpResponse:
    """Read a refused file once more, after the readers got better."""
    batch = batch_for(request.user, code)
    imports.read_again(batch)
    return redirect(_address(batch))


def row_view(
    row: DraftRow, batch: ImportBatch, near: dict[int, list[Like]]
) -> dict[str, Any]:
    """Return what the template of one draft needs. near: as ``near_drafts`` has it."""
    row.batch = batch
    content = imports.content_of_row(row)
    open_codes = {problem["code"] for problem in row.problems}
    warnings = [w for w in row.warnings if w["code"] not in open_codes]
    return {
        "row": row,
        "place": wording.say_place(row.place),
        "part": row.data.get("part", ""),
        "source": draw(row.source_html),
        "near": near.get(row.position, []),
        "shown": _shown(content, prefix=f"r{row.position}-"),
        "problems": say(row.problems),
        "warnings": say_grouped(warnings),
        "editor": None if row.version_id else editor_of(row.proposal),
        "is_left_out": row.decision == Decision.LEAVE_OUT,
        "is_ready": not row.problems,
        "level": CognitiveLevel(content.level).label if content.level else "",
        "points": content.points,
        "node_code": content.node_code,
    }


def _shown(content: Content, *, prefix: str) -> Shown:
    """Return a draft as pupils will see it: of a generated one its first variant."""
    found = try_variants(content, most=1).found if content.recipe else []
    return show(found[0].content if found else content, prefix=prefix)


def _bring(request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
    if data["bank"]:
        bank = writable_bank_for(request.user, data["bank"])
    else:
        bank = banks.private_bank(request.user, title=_("My item bank"))
    batch, is_new = imports.bring(
        data["file"].read(),
        bank,
        name=data["file"].name,
        by=request.user,
        subject_id=subject_id_of(data["subject"]),
        grade=int(data["grade"]) if data["grade"] else None,
    )
    if is_new:
        imports.start_reading(batch)
    else:
        messages.info(
            request, _("This file was brought before; here is what it holds.")
        )
    return redirect(_address(batch))


def _act(request: HttpRequest, batch: ImportBatch, row: DraftRow) -> None:
    act = request.POST.get("act")
    if act == "leave_out":
        corrections.decide(row, Decision.LEAVE_OUT)
    elif act == "take":
        corrections.decide(row, Decision.TAKE)
    else:
        before = row.proposal
        fields = read_item(request.POST, before)
        picture = request.FILES.get("picture")
        add_file(
            picture,
            fields,
            before,
            bank=batch.bank,
            by=request.user,
            plays=request.POST.get("plays", ""),
        )
        corrections.correct(row, fields)


def _parts(
    request: HttpRequest, batch: ImportBatch, row: DraftRow, error: str
) -> dict[str, Any]:
    near = near_drafts([row], batch, request.user)
    context = {
        "batch": batch,
        "view": row_view(row, batch, near) | {"error": error},
        "counts": count_rows(batch),
        "nodes": node_choices(batch.subject_id, batch.grade),
    }
    return {
        "row": render_to_string("question_bank/_row.html", context, request),
        "bar": render_to_string("question_bank/_bar.html", context, request),
    }


def _address(batch: ImportBatch) -> str:
    return reverse("question_bank:batch", args=[batch.code])


def _query(request: HttpRequest) -> str:
    query = request.POST.get("query", "")
    return query if query.startswith("?") else ""
