"""Roles: who holds what where; giving and ending one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lms.core.clock import today
from lms.core.errors import DomainError, NotFound
from lms.core.wording import say_problem
from lms.people.access import person_for, reach
from lms.people.enums import Role
from lms.people.forms import EndRoleForm, RoleForm
from lms.people.models import OrgUnit, RoleAssignment, User
from lms.people.queries.subjects import subjects_for
from lms.people.rules.grants import GIVABLE, givable_by
from lms.people.services.grants import end_role, givable_at, give_role
from lms.people.views.asked import day_asked, me, page_of


@require_GET
@login_required
def roles(request: HttpRequest) -> HttpResponse:
    """List who holds which role on a day at the units of the person looking."""
    if not givable(request):
        raise NotFound("roles")
    day = day_asked(request)
    found = (
        RoleAssignment.objects.on(day)
        .filter(unit_id__in=reach(me(request)).unit_ids)
        .select_related("person", "unit", "subject", "cohort")
        .order_by("role", "unit__name", "person__sort_name", "id")
    )
    if (role := request.GET.get("vai", "")) in GIVABLE:
        found = found.filter(role=role)
    context = {
        "page": page_of(request, found),
        "day": day,
        "choices": [(code, name) for code, name in Role.choices if code in GIVABLE],
        "givable": givable(request),
    }
    return render(request, "people/roles.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def add_role(request: HttpRequest, code: str) -> HttpResponse:
    """Give a person a role."""
    found = _person_for_role(request, code)
    form = RoleForm(
        request.POST or None,
        units=units_of(request),
        roles=givable(request),
        subjects=subjects_for(me(request)),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            give_role(
                found,
                data["role"],
                data["unit"],
                by=me(request),
                subject_id=data["subject"].pk if data["subject"] else None,
                valid_from=data["valid_from"] or today(),
                valid_to=data["valid_to"],
            )
        except DomainError as error:
            form.add_error(None, say_problem(error))
        else:
            messages.success(request, _("The role has been given."))
            return redirect("people:person", found.code)
    return render(request, "people/add_role.html", {"form": form, "person": found})


@require_http_methods(["GET", "POST"])
@login_required
def stop_role(request: HttpRequest, role_id: int) -> HttpResponse:
    """Let a role end on a day."""
    row = get_object_or_404(
        RoleAssignment.objects.select_related("person", "unit"), pk=role_id
    )
    if row.role not in givable_at(me(request), row.unit):
        raise NotFound("role")
    form = EndRoleForm(request.POST or None, initial={"day": today()})
    if request.method == "POST" and form.is_valid():
        try:
            end_role(row, day=form.cleaned_data["day"], by=me(request))
        except DomainError as error:
            form.add_error(None, say_problem(error))
        else:
            messages.success(request, _("The role ends on that day."))
            return redirect("people:person", row.person.code)
    return render(request, "people/stop_role.html", {"form": form, "row": row})


def _person_for_role(request: HttpRequest, code: str) -> User:
    """A person whom the user may see, or a newcomer without any place yet."""
    if not givable(request):
        raise NotFound("person")
    return person_for(me(request), code)


def givable(request: HttpRequest) -> frozenset[Role]:
    """Return the roles that the person looking may give somewhere."""
    return givable_by(grant.role for grant in reach(me(request)).grants)


def units_of(request: HttpRequest) -> QuerySet[OrgUnit]:
    """Return the units of the person looking, for a choice."""
    return OrgUnit.objects.filter(pk__in=reach(me(request)).unit_ids).order_by(
        "kind", "name"
    )
