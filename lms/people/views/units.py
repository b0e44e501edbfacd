"""The organisation: the tree as it was on a day, one unit, a change from a day on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from lms.core.clock import today
from lms.core.errors import DomainError, NotFound
from lms.core.wording import say_problem
from lms.people.access import reach, unit_for
from lms.people.forms import EndUnitForm, UnitForm
from lms.people.models import OrgUnit
from lms.people.queries.units import successors_of, unit_sheet, unit_tree
from lms.people.services import succession
from lms.people.services.unit_changes import change_unit, may_change
from lms.people.views.asked import day_asked, me


@require_GET
@login_required
def units(request: HttpRequest) -> HttpResponse:
    """Show the tree of the units that the person may look into."""
    if not reach(me(request)).unit_ids:
        raise NotFound("units")
    day = day_asked(request)
    context = {"branches": unit_tree(me(request), day), "day": day, "today": today()}
    return render(request, "people/units.html", context)


@require_GET
@login_required
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show one unit as it was on a day, with its history."""
    found = unit_for(me(request), code)
    context = {
        "sheet": unit_sheet(found, day_asked(request)),
        "may_change": may_change(me(request), found),
        "today": today(),
    }
    return render(request, "people/unit.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def edit_unit(request: HttpRequest, code: str) -> HttpResponse:
    """Rename or move a unit from a day on."""
    found = unit_for(me(request), code)
    if not may_change(me(request), found):
        raise NotFound("unit")
    parents = OrgUnit.objects.exclude(pk=found.pk).exclude(kind="school")
    form = UnitForm(
        request.POST or None,
        parents=parents.order_by("kind", "name"),
        initial=_present(found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_unit(found, by=me(request), **form.cleaned_data)
        except DomainError as error:
            form.add_error("parent", say_problem(error))
        else:
            messages.success(request, _("The change has been written."))
            return redirect("people:unit", found.code)
    return render(request, "people/edit_unit.html", {"form": form, "unit": found})


@require_http_methods(["GET", "POST"])
@login_required
def end_unit(request: HttpRequest, code: str) -> HttpResponse:
    """Merge, split, rename or close a unit from a day on."""
    found = unit_for(me(request), code)
    if not may_change(me(request), found):
        raise NotFound("unit")
    form = EndUnitForm(
        request.POST or None,
        successors=successors_of(me(request), found),
        initial={"day": today()},
    )
    if request.method == "POST" and form.is_valid():
        wish = form.cleaned_data
        try:
            succession.end_unit(
                found,
                kind=wish["kind"],
                into=[new for new in (wish["into"], wish["also"]) if new],
                day=wish["day"],
                by=me(request),
            )
        except DomainError as error:
            form.add_error(None, say_problem(error))
        else:
            messages.success(request, _("The change has been written."))
            return redirect("people:unit", found.code)
    return render(request, "people/end_unit.html", {"form": form, "unit": found})


def _present(found: OrgUnit) -> dict:
    place = found.parents.filter(valid_to=None).first()
    area = found.areas.filter(valid_to=None).first()
    return {
        "name": found.name,
        "parent": place.parent_id if place else None,
        "area": area.area if area else "",
        "day": today(),
    }
