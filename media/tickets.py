"""Signed addresses on the content origin.

A ticket names package, reader and the app's origin, and ends. It is the first
part of the path, so that a package's own relative links stay below it. Within
half a day the same reader gets the same ticket: the browser's copies stay good.
"""

import time
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

_SALT = "media.tickets"
STEP_S = 12 * 3600


@dataclass(frozen=True)
class Ticket:
    """Who may open which package until when (Unix seconds), framed by which origin."""

    code: str
    user_id: int
    app_origin: str
    until: int


def _signer() -> Signer:
    return Signer(salt=_SALT, sep="~")


def issue(code: str, *, user_id: int, app_origin: str) -> str:
    """Return a ticket that holds for 12 to 24 hours."""
    until = (int(time.time()) // STEP_S + 2) * STEP_S
    return _signer().sign_object([code, user_id, app_origin, until])


def read(signed: str) -> Ticket:
    """Return the ticket. Raises BadSignature where it is forged or over."""
    try:
        code, user_id, app_origin, until = _signer().unsign_object(signed)
    except (ValueError, TypeError):
        raise BadSignature("not a ticket") from None
    if until < time.time():
        raise BadSignature("the ticket is over")
    return Ticket(code, user_id, app_origin, until)


def content_origin(request: HttpRequest) -> str:
    """Return the origin of active content as this reader reaches it."""
    if settings.CONTENT_ORIGIN:
        return settings.CONTENT_ORIGIN
    host = urlsplit(f"//{request.get_host()}").hostname or settings.HOST
    if ":" in host:
        host = f"[{host}]"
    return f"{request.scheme}://{host}:{settings.CONTENT_PORT}"


def app_origin(request: HttpRequest) -> str:
    """Return the app's own origin as this reader reaches it."""
    return f"{request.scheme}://{request.get_host()}"


def address(request: HttpRequest, code: str, entry: str) -> str:
    """Return the address under which this reader opens a package now."""
    ticket = issue(code, user_id=request.user.pk or 0, app_origin=app_origin(request))
    return f"{content_origin(request)}/{ticket}/{quote(entry)}"
