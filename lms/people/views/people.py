"""People: the list, one person, her roles and her account."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from lms.core.errors import NotFound
from lms.people.access import keeps, person_for, reach
from lms.people.enums import Role, UnitKind
from lms.people.models import Guardianship, OrgUnit, User
from lms.people.queries.persons import oversees_anybody, people_found, person_sheet
from lms.people.services.grants import givable_at
from lms.people.services.guardians import end_link, verify_link
from lms.people.services.passwords import hand_out_to_person, may_reset
from lms.people.views.asked import me, now, number_asked, page_of
from lms.people.views.roles import givable

SHOWN_ROLES = (
    "student",
    *(role for role in Role if role not in {"student", "guardian"}),
)


@require_GET
@login_required
def people(request: HttpRequest) -> HttpResponse:
    """List the people whose record the user may see."""
    if not oversees_anybody(request.user):
        raise NotFound("people")
    found = people_found(
        request.user,
        text=request.GET.get("q", ""),
        school_id=number_asked(request, "truong"),
        role=_one_of(request.GET.get("vai", ""), SHOWN_ROLES),
    )
    schools = OrgUnit.objects.visible_to(request.user).filter(kind=UnitKind.SCHOOL)
    context = {
        "page": page_of(request, found),
        "schools": schools.order_by("name")[:500],
        "roles": [(code, Role(code).label) for code in SHOWN_ROLES],
    }
    return render(request, "people/people.html", context)


@require_GET
@login_required
def person(request: HttpRequest, code: str) -> HttpResponse:
    """Show one person to those who may see her record."""
    found = person_for(me(request), code)
    context = {
        "sheet": person_sheet(found),
        "may_reset": may_reset(me(request), found),
        "keeps": keeps(me(request), found),
        "may_add": bool(givable(request)),
        "may_end": _may_end(request, found),
    }
    return render(request, "people/person.html", context)


@require_POST
@login_required
def reset_password(request: HttpRequest, code: str) -> HttpResponse:
    """Make a first password for one person; print the slip."""
    found = person_for(me(request), code)
    slip = hand_out_to_person(found, by=me(request))
    context = {
        "slips": [slip],
        "cohort": None,
        "address": request.build_absolute_uri("/")[:-1],
    }
    response = render(request, "people/password_slips.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@login_required
def guardian_link(request: HttpRequest, link_id: int) -> HttpResponse:
    """Say for the school that a person is a guardian, or is so no longer."""
    link = get_object_or_404(
        Guardianship.objects.select_related("student", "guardian"), pk=link_id
    )
    if not keeps(me(request), link.student):
        raise NotFound("guardian")
    if request.POST.get("act") == "verify":
        verify_link(link, at=now(), by=me(request))
    else:
        end_link(link, at=now(), by=me(request))
    return redirect("people:person", link.student.code)


def _may_end(request: HttpRequest, person: User) -> set[int]:
    rows = person.roles.filter(unit_id__in=reach(me(request)).unit_ids)
    return {
        row.pk
        for row in rows.select_related("unit")
        if row.role in givable_at(me(request), row.unit)
    }


def _one_of(text: str, allowed: tuple[str, ...]) -> str:
    return text if text in allowed else ""
