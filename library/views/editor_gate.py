"""Middleware: authors reach only those screens of the editor that they need."""

import re
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

EDITOR = "/quan-tri/"
# Wagtail guards its screens one by one, and some (reports, task choosers) not at
# all. What is not named here is closed to all but superusers.
_OPEN = re.compile(
    r"^(account|api/main|bulk|choose-[a-z-]+|dismissibles|documents|editing-sessions"
    r"|images|jsi18n|library_node_chooser|login|logout|pages|sprite"
    r"|tag-autocomplete)(/|$)"
)

Next = Callable[[HttpRequest], HttpResponseBase]


def editor_gate(get_response: Next) -> Next:
    """Answer 404 for screens of the editor that are nobody's but a superuser's."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(EDITOR) and request.user.is_authenticated:
            rest = request.path.removeprefix(EDITOR)
            if rest and not request.user.is_superuser and not _OPEN.match(rest):
                return render(request, "404.html", status=404)
        return get_response(request)

    return middleware
