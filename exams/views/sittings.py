"""Sittings: list, making one, the desk, the candidate's door."""

from datetime import timedelta
from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from exams.enums import AssessmentKind
from exams.forms.sittings import ActForm, SittingForm
from exams.models import Attempt, Paper, Sitting
from exams.queries import clock
from exams.queries.desk import counts_of, desk_rows, row_as_json
from exams.queries.staff import staff_sittings, state_of, teacher_cards
from exams.queries.staff_doors import (
    attempt_for_staff,
    share_of,
    sitting_for_staff,
    sitting_to_run,
)
from exams.rules.times import iso
from exams.services import invigilating
from exams.services.adjusting import grant_time
from exams.services.planning import cancel_sitting, plan_sitting
from exams.services.sittings import receipt_key
from exams.views.blueprints import require_staff
from lms.core import wording
from lms.core.errors import DomainError, NotFound

PAGE, POLL_S = 50, 5


@require_GET
@login_required
def sitting_list(request: HttpRequest) -> HttpResponse:
    """Show the sittings that are the person's business, the newest first."""
    require_staff(request.user)
    text = request.GET.get("tim", "").strip()
    kind = request.GET.get("loai", "")
    found = staff_sittings(request.user).order_by("-release_at", "-id")
    if text:
        found = found.filter(title__icontains=text)
    if kind in AssessmentKind.values:
        found = found.filter(assessment=kind)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "cards": teacher_cards(_these(page.object_list)),
        "text": text,
        "kind": kind,
        "kinds": AssessmentKind.choices,
    }
    return render(request, "exams/sittings.html", context)


@login_required
def sitting_new(request: HttpRequest) -> HttpResponse:
    """Ask when and for whom, and make the sitting."""
    require_staff(request.user)
    form = SittingForm(
        request.POST or None, user=request.user, initial=_initial(request)
    )
    if request.method == "POST" and form.is_valid():
        try:
            sitting = plan_sitting(form.plan(), by=request.user)
        except DomainError as error:
            field = "decision_number" if error.code == "decision_missing" else None
            form.add_error(field, wording.say_problem(error))
        else:
            messages.success(request, _("The sitting is ready."))
            return redirect("exams:sitting_ready", sitting.code)
    status = 422 if form.errors else 200
    return render(request, "exams/sitting_new.html", {"form": form}, status=status)


@require_GET
@login_required
def sitting_ready(request: HttpRequest, code: str) -> HttpResponse:
    """Show link, QR code and facts of a sitting that is ready."""
    sitting = sitting_for_staff(request.user, code)
    link = request.build_absolute_uri(reverse("exams:enter", args=[code]))
    seen = Paper.objects.visible_to(request.user).values("pk")
    links = sitting.papers.filter(paper__in=seen).select_related("paper")
    context = _facts(sitting) | {
        "runs": share_of(request.user, sitting).is_whole,
        "papers": [each.paper for each in links],
        "link": link,
        "qr": segno.make(link, error="m").svg_inline(scale=5, border=2),
        "receipt_key": receipt_key(sitting),
    }
    return render(request, "exams/sitting_ready.html", context)


@require_GET
@login_required
def desk(request: HttpRequest, code: str) -> HttpResponse:
    """Show every candidate with state, time left and last saved."""
    sitting = sitting_for_staff(request.user, code)
    share = share_of(request.user, sitting)
    rows = desk_rows(sitting, share)
    context = _facts(sitting) | {
        "runs": share.is_whole,
        "rows": rows,
        "counts": counts_of(rows),
        "poll_s": POLL_S,
        "state_url": reverse("exams:desk_state", args=[code]),
    }
    return render(request, "exams/desk.html", context)


@require_GET
@login_required
def desk_state(request: HttpRequest, code: str) -> HttpResponse:
    """Return the desk's figures as JSON, for its script every few seconds."""
    sitting = sitting_for_staff(request.user, code)
    now = clock.now()
    rows = desk_rows(sitting, share_of(request.user, sitting), now=now)
    return JsonResponse(
        {
            "now": iso(now),
            "counts": counts_of(rows),
            "rows": [row_as_json(row) for row in rows],
        }
    )


@login_required
@require_POST
def sitting_act(request: HttpRequest, code: str) -> HttpResponse:
    """Extend the time of everybody, end the sitting, or cancel it."""
    sitting = sitting_to_run(request.user, code)
    _do(request, sitting, None)
    return redirect("exams:sitting", code)


@login_required
@require_POST
def attempt_act(request: HttpRequest, code: str) -> HttpResponse:
    """Extend, suspend, resume or collect one attempt."""
    attempt = attempt_for_staff(request.user, code)
    _do(request, attempt.sitting, attempt)
    return redirect("exams:sitting", attempt.sitting.code)


@require_GET
@login_required
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """Lead a candidate from the sitting's link to her own test room."""
    attempt = (
        Attempt.objects.of(request.user)
        .filter(sitting__code=code)
        .exclude(state="voided")
        .first()
    )
    if attempt is not None:
        return redirect("exams:room", attempt.code)
    if staff_sittings(request.user).filter(code=code).exists():
        return redirect("exams:sitting", code)
    raise NotFound("sitting")


def _do(request: HttpRequest, sitting: Sitting, attempt: Attempt | None) -> None:
    form = ActForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please give a reason."))
        return
    try:
        _act(form.cleaned_data, sitting, attempt, request.user)
    except DomainError as error:
        messages.error(request, wording.say_problem(error))
    else:
        messages.success(request, _("Done."))


def _act(
    data: dict[str, Any], sitting: Sitting, attempt: Attempt | None, by: Any
) -> None:
    act, reason = data["act"], data["reason"]
    if act == "extend":
        seconds = 60 * (data["minutes"] or 0)
        grant_time(sitting, seconds=seconds, reason=reason, by=by, attempt=attempt)
    elif attempt is not None and act in _ACTS_ON_ONE:
        _ACTS_ON_ONE[act](attempt, by=by, reason=reason)
    elif attempt is None and act == "cancel":
        cancel_sitting(sitting, by=by, reason=reason)
    elif attempt is None and act == "end":
        invigilating.end_sitting(sitting, by=by, reason=reason)
    else:
        raise DomainError("attempt_wrong_state")


_ACTS_ON_ONE: dict[str, Any] = {
    "suspend": invigilating.suspend,
    "resume": invigilating.resume,
    "collect": invigilating.collect,
}


def _facts(sitting: Sitting) -> dict[str, Any]:
    counts = {"released": sitting.releases.count()}
    states = list(sitting.attempts.values_list("state", flat=True))
    counts["running"] = sum(s in {"in_progress", "suspended"} for s in states)
    counts["assigned"] = states.count("assigned")
    return {
        "sitting": sitting,
        "minutes": -(-sitting.duration_s // 60),
        "classes": list(
            sitting.cohorts.values_list("cohort__code", flat=True).order_by(
                "cohort__code"
            )
        ),
        "state": state_of(sitting, counts, clock.now()),
        "decision": getattr(sitting, "remote_decision", None),
        "candidates": len(states),
    }


def _initial(request: HttpRequest) -> dict[str, Any]:
    codes = request.GET.getlist("de")
    papers = Paper.objects.visible_to(request.user).filter(code__in=codes)
    first = papers.order_by("paper_code").first()
    start = timezone.localtime(clock.now() + timedelta(hours=1)).replace(
        minute=0, second=0, microsecond=0
    )
    return {
        "papers": codes,
        "title": first.title if first else "",
        "minutes": first.minutes if first and first.minutes else 45,
        "release_at": start,
    }


def _these(rows: Any) -> QuerySet[Sitting]:
    """Return the sittings of one page again as a query, in the same order."""
    ids = [row.pk for row in rows]
    return Sitting.objects.filter(pk__in=ids).order_by("-release_at", "-id")
