"""Small pieces between server and views, for people who are logged in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

MUST_CHANGE = "must_change_password"  # in the session, set at log-in
_OPEN = ("/static/", "/healthz", "/ngon-ngu/", "/dang-xuat/")


def own_password_first(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let nobody go on with the password of the paper who has to choose one.

    Only pages are held up, and the session alone is asked: the messages of a running
    exam pay nothing for it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if _is_page(request) and request.session.get(MUST_CHANGE):
            page = reverse("people:first_password")
            if request.path != page:
                return redirect(page)
        return get_response(request)

    return middleware


def _is_page(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and "text/html" in request.headers.get("Accept", "")
        and not request.path.startswith(_OPEN)
    )
