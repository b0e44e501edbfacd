"""One's own account: who I am here, password, role, the children I am guardian of."""

from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.core.errors import DomainError
from lms.core.frame import ROLE_KEY
from lms.core.wording import say_problem
from lms.people.access import role_codes
from lms.people.forms import GuardianAccountForm, GuardianCodeForm, OwnPasswordForm
from lms.people.middleware import MUST_CHANGE
from lms.people.queries.persons import person_sheet, wards_of
from lms.people.services.guardians import link_guardian, make_guardian
from lms.people.services.passwords import choose_password
from lms.people.services.throttle import check_tries, count_try
from lms.people.views.asked import me, now
from lms.people.views.log_in import BACKEND, safe_next

WRONG_CODES = 10  # of one address in ten minutes


@require_GET
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show what the platform knows of the person looking."""
    context = {"sheet": person_sheet(me(request)), "wards": wards_of(me(request))}
    return render(request, "people/account.html", context)


@require_POST
@login_required
def choose_role(request: HttpRequest) -> HttpResponse:
    """Look with one of one's roles; an empty choice means all of them."""
    role = request.POST.get("role", "")
    if role in role_codes(request.user):
        request.session[ROLE_KEY] = role
    else:
        request.session.pop(ROLE_KEY, None)
    return redirect("/")


@require_http_methods(["GET", "POST"])
@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    """Change the password, the present one being known."""
    return _password(request, "people/password.html", ask_old=True)


@require_http_methods(["GET", "POST"])
@login_required
def first_password(request: HttpRequest) -> HttpResponse:
    """Choose an own password in place of the paper's, at the first log-in."""
    if not request.session.get(MUST_CHANGE):
        return redirect("people:password")
    return _password(request, "people/first_password.html", ask_old=False)


def _password(request: HttpRequest, template: str, *, ask_old: bool) -> HttpResponse:
    form = OwnPasswordForm(me(request), request.POST or None, ask_old=ask_old)
    if request.method == "POST" and form.is_valid():
        choose_password(me(request), form.cleaned_data["new"])
        request.session.pop(MUST_CHANGE, None)
        update_session_auth_hash(request, me(request))
        messages.success(request, _("Your new password holds from now on."))
        return redirect("/" if not ask_old else "people:account")
    return render(request, template, {"form": form})


@require_http_methods(["GET", "POST"])
def guardian_code(request: HttpRequest) -> HttpResponse:
    """Take the code of the school's paper: link an account, or make one."""
    is_known = request.user.is_authenticated
    form_class = GuardianCodeForm if is_known else GuardianAccountForm
    form = form_class(request.POST or None, initial={"code": request.GET.get("ma", "")})
    if request.method == "POST" and form.is_valid():
        try:
            _link(request, form)
        except DomainError as error:
            field = "username" if error.code == "username_taken" else "code"
            form.add_error(field, say_problem(error))
        else:
            messages.success(request, _("You are linked to the student now."))
            return redirect(safe_next(request))
    return render(request, "people/guardian_code.html", {"form": form})


def _link(request: HttpRequest, form: GuardianCodeForm) -> None:
    who = request.META.get("REMOTE_ADDR", "")
    check_tries("guardian", who, limit=WRONG_CODES)
    data = dict(form.cleaned_data)
    code = data.pop("code")
    try:
        if request.user.is_authenticated:
            link_guardian(request.user, code, relation=data["relation"], at=now())
        else:
            person = make_guardian(code, at=now(), **data)
            login(request, person, backend=BACKEND)
    except DomainError as error:
        if error.code == "guardian_code_wrong":
            count_try("guardian", who)
        raise
