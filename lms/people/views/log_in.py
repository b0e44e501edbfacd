"""Log-in by name, and by one tap in a demonstration."""

from typing import Any

from django.contrib.auth import login
from django.contrib.auth import views as auth_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_cookie

from lms.core.errors import NotFound
from lms.core.frame import demo_accounts
from lms.people.backends import IdentifierBackend
from lms.people.forms import LogInForm
from lms.people.models import User

BACKEND = f"{IdentifierBackend.__module__}.{IdentifierBackend.__qualname__}"


@method_decorator(vary_on_cookie, name="dispatch")
class LogIn(auth_views.LoginView):
    """Ask for name and password; too many wrong ones lock for a while (axes)."""

    template_name = "people/log_in.html"
    authentication_form = LogInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the accounts of a demonstration."""
        context = super().get_context_data(**kwargs)
        return context | {"accounts": demo_accounts()}


@require_POST
def demo_log_in(request: HttpRequest) -> HttpResponse:
    """Log in as one of the accounts that a demonstration offers."""
    username = request.POST.get("username", "")
    offered = {account["username"] for account in demo_accounts()}
    person = User.objects.filter(
        username=username, is_demo=True, is_active=True
    ).first()
    if username not in offered or person is None:
        raise NotFound("account")
    login(request, person, backend=BACKEND)
    return redirect(safe_next(request))


def safe_next(request: HttpRequest) -> str:
    """Return where to go after log-in: an address of this site, else the start."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else "/"
