"""Pages of the house itself."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_GET, require_POST

from lms.core.middleware import LANGUAGE_COOKIE
from lms.core.patience import patient
from lms.core.schema import is_migrated

HEALTH_PATIENCE_S = 4.0


@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when web and database work and the tables are those of this code, else 503."""
    try:
        with patient(HEALTH_PATIENCE_S):
            fault = "" if is_migrated() else "not migrated"
    except DatabaseError:
        connection.close()  # the next one to ask begins with a fresh line
        fault = "no database"
    if fault:
        headers = {"Retry-After": "3"}
        return JsonResponse({"status": fault}, status=503, headers=headers)
    return JsonResponse({"status": "ok"})


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the reader's language and go back."""
    response = redirect(_back(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            LANGUAGE_COOKIE,
            language,
            max_age=365 * 86400,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


def _back(request: HttpRequest) -> str:
    target = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return target if safe else "/"


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The 404 page, within the frame."""
    return render(request, "404.html", status=404)
