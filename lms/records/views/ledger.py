"""The lesson ledger: a teacher's week, one period, periods sent back."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.core import wording
from lms.core.clock import today
from lms.core.errors import DomainError, NotFound
from lms.people import access as people_access
from lms.records.enums import Mode
from lms.records.forms.ledger import FORCE_MAJEURE, PeriodForm, ReasonForm
from lms.records.models import PeriodRecord, PlanPeriod
from lms.records.queries import access, doors
from lms.records.queries.ledger import history_of, monday_of, week_of
from lms.records.services.ledger import (
    pupils_on,
    record_period,
    refresh_evidence,
    reject_record,
)

USE = "use:"  # the button that takes a material of the list


@login_required
def week(request: HttpRequest) -> HttpResponse:
    """Show a teacher's week: what was recorded by day, what waits."""
    if not people_access.reach(request.user).taught:
        raise NotFound("page")
    monday = monday_of(_day(request.GET.get("tuan", "")))
    courses = access.courses_of(request.user)
    chosen = request.GET.get("lop", "")
    shown = [c for c in courses if not chosen or str(c[0].pk) == chosen]
    weeks = week_of(shown, monday, until=today())
    context = {
        "weeks": weeks,
        "days": [monday + timedelta(days=at) for at in range(7)],
        "has_sunday": any(week.days[6] for week in weeks),
        "monday": monday,
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "is_now": monday == monday_of(today()),
        "cohorts": list({cohort.pk: cohort for cohort, _s in courses}.values()),
        "chosen": chosen,
        "today": today(),
    }
    return render(request, "records/week.html", context)


@login_required
def period(request: HttpRequest, period_id: int) -> HttpResponse:
    """Show one period; its teacher records and confirms it here."""
    found = access.period_for(request.user, period_id)
    record = found.records.current().first()
    may_write = access.may_write(request.user, found.cohort, found.subject_id)
    form = None
    if may_write:
        form = _form(request, found, record)
        is_sent = request.POST.get("act") in {"confirm", "keep"} and form.is_valid()
        if is_sent and _save(request, found, form):
            return redirect("records:week")
    return render(request, "records/period.html", _context(request, found, form))


@require_POST
@login_required
def reject(request: HttpRequest, period_id: int) -> HttpResponse:
    """Send a confirmed record back to its teacher."""
    found = access.period_for(request.user, period_id)
    if not access.may_review(request.user, found.cohort, found.subject_id):
        raise NotFound("period")
    form = ReasonForm(request.POST)
    if form.is_valid():
        reject_record(found, by=request.user, why=form.cleaned_data["why"])
        messages.success(request, _("The record was sent back; it does not count."))
    return redirect("records:period", period_id)


@require_POST
@login_required
def refresh(request: HttpRequest, period_id: int) -> HttpResponse:
    """Take the counts of an own-time period anew from the repository."""
    found = access.period_for(request.user, period_id)
    if not access.may_write(request.user, found.cohort, found.subject_id):
        raise NotFound("period")
    record = refresh_evidence(found, by=request.user)
    messages.success(
        request,
        _("%(done)s of %(of)s pupils have finished the material.")
        % {"done": record.completed, "of": record.enrolled},
    )
    return redirect("records:period", period_id)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today()


def _form(
    request: HttpRequest, found: PlanPeriod, record: PeriodRecord | None
) -> PeriodForm:
    day = record.date if record else today()
    pupils = pupils_on(found, day)
    if request.method == "POST":
        form = PeriodForm(request.POST, pupils=pupils)
        return form if request.POST.get("act") in {"confirm", "keep"} else _kept(form)
    initial: dict[str, object] = {"date": day, "mode": found.mode_planned}
    if record is not None:
        initial |= {
            "mode": record.mode,
            "online_periods": f"{record.online_periods.normalize():f}",
            "resource_code": record.resource_code,
            "completed": record.completed,
            "enrolled": record.enrolled,
            "is_force_majeure": record.reason == FORCE_MAJEURE,
            "absent": [
                str(pk) for pk in record.absences.values_list("student_id", flat=True)
            ],
        }
    else:
        initial |= {"enrolled": len(pupils)}
    return PeriodForm(initial=initial, pupils=pupils)


def _kept(form: PeriodForm) -> PeriodForm:
    """Return the form with all that was typed, when material is looked for or chosen.

    It is not judged yet: the teacher is still at work on it.
    """
    typed: dict[str, object] = {field.name: field.data for field in form}
    act = str(form.data.get("act", ""))
    if act.startswith(USE):
        typed["resource_code"] = act.removeprefix(USE)[:60]
    return PeriodForm(initial=typed, pupils=form.pupils)


def _save(request: HttpRequest, found: PlanPeriod, form: PeriodForm) -> bool:
    confirm = request.POST.get("act") == "confirm"
    try:
        record_period(
            found,
            form.given(),
            by=request.user,
            confirm=confirm,
            why=form.cleaned_data["why"],
        )
    except DomainError as error:
        field = "why" if error.code == "record_reason_missing" else None
        form.add_error(field, wording.say(error.code, error.details))
        return False
    said = _("The period is confirmed.") if confirm else _("The period is kept.")
    messages.success(request, said)
    return True


def _context(
    request: HttpRequest, found: PlanPeriod, form: PeriodForm | None
) -> dict[str, object]:
    history = history_of(found)
    record = history[0] if history else None
    words = request.POST.get("tim", "").strip()
    hits = []
    if form is not None and words:
        hits = doors.search_resources(
            request.user, words, subject=found.subject.code, grade=found.cohort.grade
        )
    used = str(form["resource_code"].value() or "").strip().upper() if form else ""
    reviews = access.may_review(request.user, found.cohort, found.subject_id)
    can_refresh = (
        form is not None
        and record is not None
        and record.confirmed
        and record.mode == Mode.ONLINE_ASYNC
        and bool(record.resource_code)
    )
    return {
        "period": found,
        "record": record,
        "history": history,
        "form": form,
        "words": words,
        "hits": hits,
        "resource": doors.resource_cards([used]).get(used) if used else None,
        "used": used,
        "reason_form": ReasonForm()
        if reviews and record and record.confirmed
        else None,
        "can_refresh": can_refresh,
    }
