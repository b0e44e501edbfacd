"""Log-in by class list: a code from the blackboard, one's name, one's password.

Names are shown to nobody without a valid code, and the code works for the minutes
that the teacher gave. What a visitor has got so far stands in her session.
"""

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lms.core.clock import today
from lms.core.errors import DomainError
from lms.core.wording import say_problem
from lms.people.forms import CodeForm, DoorPasswordForm
from lms.people.models import ClassDoor, User
from lms.people.queries.names import told_apart
from lms.people.services.doors import find_door
from lms.people.services.passwords import students_of
from lms.people.services.throttle import check_tries, count_try
from lms.people.views.asked import now

DOOR, NAME = "door", "door_name"  # in the session
WRONG_CODES = 60  # of one address in ten minutes: a whole class sits behind it


@require_http_methods(["GET", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the class."""
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("ma", "")})
    if request.method == "POST" and form.is_valid():
        try:
            door = _try_code(request, form.cleaned_data["code"])
        except DomainError as error:
            form.add_error("code", say_problem(error))
        else:
            logout(request)  # whoever sat here before
            request.session[DOOR] = door.code
            return redirect("people:door_names")
    return render(request, "people/door_code.html", {"form": form})


@require_http_methods(["GET", "POST"])
def pick_name(request: HttpRequest) -> HttpResponse:
    """Show the names of the class; take the one that is picked."""
    door = _door_of(request)
    if door is None:
        return redirect("people:door")
    students = [s for s in students_of(door.cohort, today()) if s.is_active]
    if request.method == "POST":
        picked = request.POST.get("student", "")
        if picked in {str(student.pk) for student in students}:
            request.session[NAME] = int(picked)
            return redirect("people:door_password")
    context = {"door": door, "names": told_apart(students)}
    return render(request, "people/door_names.html", context)


@require_http_methods(["GET", "POST"])
def enter_password(request: HttpRequest) -> HttpResponse:
    """Ask the student who was picked for her password."""
    door = _door_of(request)
    if door is None:
        return redirect("people:door")
    student = _picked(request, door)
    if student is None:
        return redirect("people:door_names")
    form = DoorPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["password"]
        person = authenticate(request, username=student.username, password=password)
        if person is not None and person.pk == student.pk:
            login(request, person)
            _forget(request)
            request.session.set_expiry(0)  # the next class sits down here soon
            return redirect("/")
        form.add_error("password", _("This password is not right. Try once more."))
    context = {"form": form, "student": student, "door": door}
    return render(request, "people/door_password.html", context)


def _try_code(request: HttpRequest, text: str) -> ClassDoor:
    who = request.META.get("REMOTE_ADDR", "")
    check_tries("door", who, limit=WRONG_CODES)
    try:
        return find_door(text, at=now())
    except DomainError:
        count_try("door", who)
        raise


def _door_of(request: HttpRequest) -> ClassDoor | None:
    """The door that this visitor has opened, while it is open."""
    code = request.session.get(DOOR)
    if not code:
        return None
    try:
        return find_door(code, at=now())
    except DomainError:
        _forget(request)
        return None


def _picked(request: HttpRequest, door: ClassDoor) -> User | None:
    pk = request.session.get(NAME)
    return next((s for s in students_of(door.cohort, today()) if s.pk == pk), None)


def _forget(request: HttpRequest) -> None:
    request.session.pop(DOOR, None)
    request.session.pop(NAME, None)
