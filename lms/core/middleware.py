"""Small pieces between server and views."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from lms.core import wording
from lms.core.errors import DomainError, NotFound

Next = Callable[[HttpRequest], HttpResponse]
LANGUAGE_COOKIE = "language"


def chosen_language(get_response: Next) -> Next:
    """Vietnamese unless the reader chose otherwise; the browser's wish is not one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        wish = request.COOKIES.get(LANGUAGE_COOKIE, "")
        known = dict(settings.LANGUAGES)
        language = wish if wish in known else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def private_by_default(get_response: Next) -> Next:
    """Keep pages of a person out of every cache, unless a view says otherwise."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.has_header("Cache-Control") and not response.streaming:
            add_never_cache_headers(response)
        if request.path.startswith(("/quan-tri/", "/kho/")):
            loosen_for_admin(response)
        return response

    return middleware


def loosen_for_admin(response: HttpResponse) -> None:
    """Give the Wagtail admin the policy it needs: it has inline scripts and styles."""
    vars(response)["_csp_replace"] = {  # as django-csp's decorators do
        "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "frame-ancestors": ["'self'"],
    }
    response.headers["X-Frame-Options"] = "SAMEORIGIN"


class refusals:  # noqa: N801  named as the other middleware
    """Turn a refusal that a view let through into a page (or JSON) with its words."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        """Answer 404 for NotFound, 422 for another refusal; leave the rest."""
        if not isinstance(error, DomainError):
            return None
        status = 404 if isinstance(error, NotFound) else 422
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse({"error": wording.as_json(error)}, status=status)
        context = {"code": error.code, "sentence": wording.say_problem(error)}
        name = "404.html" if status == 404 else "core/refusal.html"
        return render(request, name, context, status=status)
