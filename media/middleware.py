"""Two origins, one server: the app's and that of active content."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from media.content import serve

Next = Callable[[HttpRequest], HttpResponseBase]


def is_content_origin(request: HttpRequest) -> bool:
    """Return whether the request came to the origin of active content."""
    host = request.META.get("HTTP_HOST", "")
    if settings.CONTENT_ORIGIN:
        return host == urlsplit(settings.CONTENT_ORIGIN).netloc
    return host.endswith(f":{settings.CONTENT_PORT}")


def content_origin(get_response: Next) -> Next:
    """Serve active content, and nothing else, on its own origin.

    Nothing of the app (session, cookies, views) is reached from there, and the
    app's origin never serves active content.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if is_content_origin(request):
            return serve(request)
        return get_response(request)

    return middleware
