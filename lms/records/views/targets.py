"""Targets: dated rows of a unit, and what it takes over from above."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lms.core import wording
from lms.core.clock import today
from lms.core.errors import DomainError, NotFound
from lms.people import access as people_access
from lms.people.models import OrgUnit
from lms.records.forms.targets import EndForm, TargetForm
from lms.records.models import Target
from lms.records.queries import access
from lms.records.queries.targets import aims_for, targets_of
from lms.records.services.targets import end_target, set_target
from lms.records.views.board import common


@login_required
def targets(request: HttpRequest, code: str) -> HttpResponse:
    """Show the targets of a unit; who may sets a new one."""
    unit = access.figure_unit_for(request.user, code)
    form = None
    if _may_set(request, unit):
        form = TargetForm(request.POST or None, initial={"valid_from": today()})
        if request.method == "POST" and form.is_valid() and _set(request, unit, form):
            return redirect(request.get_full_path())
    context = common(request, unit) | {
        "aims": aims_for(unit, day=today()).values(),
        "targets": targets_of(unit),
        "form": form,
        "end_form": EndForm(initial={"valid_to": today()}),
    }
    return render(request, "records/targets.html", context)


@require_POST
@login_required
def end(request: HttpRequest, target_id: int) -> HttpResponse:
    """Let a target end."""
    target = Target.objects.filter(pk=target_id).select_related("unit").first()
    if target is None:
        raise NotFound("target")
    unit = access.figure_unit_for(request.user, target.unit.code)
    if not _may_set(request, unit):
        raise NotFound("target")
    form = EndForm(request.POST)
    if form.is_valid():
        end_target(target, on=form.cleaned_data["valid_to"], by=request.user)
        messages.success(request, _("The target ends on that day."))
    kept = common(request, unit)["kept"]
    return redirect(f"{reverse('records:targets', args=[unit.code])}{kept}")


def _may_set(request: HttpRequest, unit: OrgUnit) -> bool:
    return people_access.holds(request.user, *access.TARGET_ROLES, unit_id=unit.pk)


def _set(request: HttpRequest, unit: OrgUnit, form: TargetForm) -> bool:
    data = form.cleaned_data
    try:
        set_target(
            unit,
            level=data["level"],
            value=form.share,
            valid_from=data["valid_from"],
            source=data["source"],
            by=request.user,
        )
    except DomainError as error:
        form.add_error("valid_from", wording.say(error.code, error.details))
        return False
    messages.success(request, _("The target is set."))
    return True
