"""Classes: the list, one class, its door, its papers."""

from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.core.clock import today
from lms.core.errors import NotFound
from lms.people.access import cohort_for, looks_after
from lms.people.enums import UnitKind
from lms.people.forms import StudentsForm
from lms.people.models import ClassDoor, Cohort, OrgUnit, User
from lms.people.queries.cohorts import class_sheet, cohorts_found, present_year, years
from lms.people.services.doors import MINUTES, close_door, may_open, open_door
from lms.people.services.guardians import issue_codes
from lms.people.services.passwords import hand_out_to_class, students_of
from lms.people.views.asked import day_asked, me, now, number_asked, page_of


@require_GET
@login_required
def classes(request: HttpRequest) -> HttpResponse:
    """List the classes that the person may see."""
    day = today()
    known_years = years()
    year = request.GET.get("nam", present_year(day))
    found = cohorts_found(
        me(request),
        day=day,
        year=year,
        text=request.GET.get("q", ""),
        grade=number_asked(request, "khoi"),
        school_id=number_asked(request, "truong"),
    )
    schools = OrgUnit.objects.visible_to(request.user).filter(kind=UnitKind.SCHOOL)
    context = {
        "page": page_of(request, found),
        "years": known_years,
        "year": year,
        "schools": schools.order_by("name")[:500],
        "grades": range(1, 13),
    }
    return render(request, "people/classes.html", context)


@require_GET
@login_required
def one_class(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Show who learns and teaches in a class on a day."""
    cohort = cohort_for(me(request), cohort_id)
    context = {
        "sheet": class_sheet(cohort, day_asked(request)),
        "may_open": may_open(me(request), cohort),
        "looks_after": looks_after(me(request), cohort),
        "minutes": MINUTES,
        "door": _present_door(cohort),
    }
    return render(request, "people/class.html", context)


@require_POST
@login_required
def open_class_door(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Open the door of a class for some minutes."""
    cohort = cohort_for(me(request), cohort_id)
    text = request.POST.get("minutes", "")
    minutes = int(text) if text.isascii() and text.isdigit() else 0
    open_door(cohort, minutes=minutes, at=now(), by=me(request))
    return redirect("people:class_door", cohort_id)


@require_http_methods(["GET", "POST"])
@login_required
def class_door(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Show the code for the whole room, or close the door."""
    cohort = cohort_for(me(request), cohort_id)
    door = _present_door(cohort)
    if door is None or not may_open(me(request), cohort):
        return redirect("people:class", cohort_id)
    if request.method == "POST":
        close_door(door, at=now(), by=me(request))
        messages.success(request, _("The class code is closed."))
        return redirect("people:class", cohort_id)
    address = request.build_absolute_uri(f"/vao-lop/?ma={door.code}")
    picture = segno.make(address, error="m").svg_inline(
        scale=6, border=2, omitsize=True, svgclass="door__qr", lineclass=None
    )
    context = {
        "door": door,
        "cohort": cohort,
        "picture": picture,
        "address": request.build_absolute_uri("/vao-lop/"),
    }
    return render(request, "people/class_door.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def first_passwords(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Choose who gets a first password; print the slips."""
    cohort, people = _class_to_look_after(request, cohort_id)
    form = StudentsForm(request.POST or None, cohort=cohort, people=people)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["students"]
        slips = hand_out_to_class(cohort, chosen, day=today(), by=me(request))
        return _printed(request, "people/password_slips.html", cohort, slips)
    context = {
        "cohort": cohort,
        "people": people,
        "without": {person.pk for person in people if _needs_password(person)},
    }
    return render(request, "people/first_passwords.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def guardian_slips(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Choose whose guardians get a code; print the slips."""
    cohort, people = _class_to_look_after(request, cohort_id)
    form = StudentsForm(request.POST or None, cohort=cohort, people=people)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["students"]
        slips = issue_codes(cohort, chosen, at=now(), by=me(request))
        return _printed(request, "people/guardian_slips.html", cohort, slips)
    sheet = class_sheet(cohort, today())
    linked = {pupil.enrolment.student_id for pupil in sheet.pupils if pupil.guardians}
    unlinked = {person.pk for person in people} - linked
    context = {
        "cohort": cohort,
        "people": people,
        "linked": linked,
        "unlinked": unlinked,
    }
    return render(request, "people/guardian_codes.html", context)


def _class_to_look_after(
    request: HttpRequest, cohort_id: int
) -> tuple[Cohort, list[User]]:
    cohort = cohort_for(me(request), cohort_id)
    if not looks_after(me(request), cohort):
        raise NotFound("cohort")
    return cohort, students_of(cohort, today())


def _printed(
    request: HttpRequest, template: str, cohort: Cohort, slips: list[Any]
) -> HttpResponse:
    context = {
        "cohort": cohort,
        "slips": slips,
        "address": request.build_absolute_uri("/")[:-1],
    }
    response = render(request, template, context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _needs_password(person: User) -> bool:
    return not person.has_usable_password() or (
        person.must_change_password and person.last_login is None
    )


def _present_door(cohort: Cohort) -> ClassDoor | None:
    return cohort.doors.filter(closes_at__gt=now()).first()
