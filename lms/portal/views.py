"""Start pages and the one search box."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lms.core.frame import frame_for
from lms.people.enums import Role
from lms.portal.desks.guardian import wards
from lms.portal.desks.staff import staff_desk
from lms.portal.desks.student import student_desk
from lms.portal.finding import find_everything

STAFF = frozenset(Role.values) - {Role.STUDENT, Role.GUARDIAN}


def start(request: HttpRequest) -> HttpResponse:
    """Show what to do next, for the roles the person looks with."""
    if not request.user.is_authenticated:
        return render(request, "portal/welcome.html")
    roles = frame_for(request).roles
    context: dict = {"roles": roles}
    if Role.STUDENT in roles:
        context["student"] = student_desk(request.user)
    if roles & STAFF:
        context["desk"] = staff_desk(request.user, roles)
    if Role.GUARDIAN in roles:
        context["wards"] = wards(request.user)
    return render(request, "portal/start.html", context)


def find(request: HttpRequest) -> HttpResponse:
    """Search materials, items and people the person may see."""
    query = request.GET.get("q", "").strip()[:200]
    found = find_everything(request.user, query) if query else None
    return render(request, "portal/find.html", {"query": query, "found": found})
