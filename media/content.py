"""The content origin: active content and nothing else.

No session, no cookie, no view of the app is reached from here. A package runs
in a sandbox of its own (an opaque origin), may load only what lies below its own
ticket, and may talk only to the page that frames it.
"""

import re
from functools import lru_cache
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from media import tickets
from media.doors import door_of
from media.models import Package, PackageEntry
from media.responses import body
from media.rules.webtypes import is_page

BRIDGE = "_lms/bridge.js"
TRUST_S = 15  # so long the parts of an open page need not ask the door again
_HEAD = re.compile(rb"<head\b[^>]*>", re.IGNORECASE)
_HTML = re.compile(rb"<html\b[^>]*>", re.IGNORECASE)
_FEATURES = (
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(),"
    " midi=(), display-capture=(), clipboard-read=()"
)


def serve(request: HttpRequest) -> HttpResponseBase:
    """Answer one request to the content origin."""
    if request.method not in {"GET", "HEAD"}:
        return _closed(405)
    signed, _slash, path = request.path.lstrip("/").partition("/")
    if f"{signed}/{path}" == BRIDGE:
        return _bridge()
    try:
        ticket = tickets.read(signed)
    except BadSignature:
        return _closed(404)
    entry = _entry(ticket, path)
    if entry is None or not _is_open(ticket, signed, ask_again=is_page(path)):
        return _closed(404)
    return _send(request, ticket, signed, entry)


def _entry(ticket: tickets.Ticket, path: str) -> PackageEntry | None:
    return (
        PackageEntry.objects.filter(package__file__code=ticket.code, path=path)
        .select_related("blob")
        .first()
    )


def _is_open(ticket: tickets.Ticket, signed: str, *, ask_again: bool) -> bool:
    """Return whether the door still lets this reader in."""
    key = f"content:{signed[-43:]}"
    if not ask_again and cache.get(key):
        return True
    package = Package.objects.filter(file__code=ticket.code).select_related("file")
    found = package.first()
    door = door_of(found.file.purpose) if found else None
    user = get_user_model().objects.filter(pk=ticket.user_id, is_active=True).first()
    is_open = door is not None and door.may_see(user or AnonymousUser(), ticket.code)
    if is_open:
        cache.set(key, True, TRUST_S)
    else:
        cache.delete(key)
    return is_open


def _send(
    request: HttpRequest, ticket: tickets.Ticket, signed: str, entry: PackageEntry
) -> HttpResponseBase:
    response: HttpResponseBase
    if entry.blob is None:
        response = HttpResponse(b"")
    elif is_page(entry.path):
        with entry.blob.open() as stream:
            response = HttpResponse(with_bridge(stream.read()))
    else:
        etag = f'"{entry.blob.digest}"'
        if request.headers.get("If-None-Match") == etag:
            response = HttpResponse(status=304)
        else:
            response = body(request, entry.blob.open(), size=entry.blob.size, etag=etag)
        response.headers["ETag"] = etag
        response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Type"] = entry.mime
    root = tickets.content_origin(request)
    _fence(response, policy(root, signed, ticket.app_origin))
    # Pages ask the door each time; their parts may stay in this reader's browser.
    keep = "no-store" if is_page(entry.path) else "max-age=3600"
    response.headers["Cache-Control"] = f"private, {keep}"
    return response


def policy(root: str, signed: str, app_origin: str) -> str:
    """Return the Content-Security-Policy of one package for one reader."""
    own = f"{root}/{signed}/"
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {own} {root}/{BRIDGE} 'unsafe-inline' 'unsafe-eval'"
            " 'wasm-unsafe-eval'",
            f"style-src {own} 'unsafe-inline'",
            f"img-src {own} data: blob:",
            f"font-src {own} data:",
            f"media-src {own} data: blob:",
            f"connect-src {own} data: blob:",
            f"worker-src {own} blob:",
            f"frame-src {own}",
            "form-action 'none'",
            "base-uri 'none'",
            f"frame-ancestors {app_origin} {own}",
            "webrtc 'block'",
            "sandbox allow-scripts allow-forms allow-modals allow-pointer-lock",
        ]
    )


def with_bridge(page: bytes) -> bytes:
    """Return a page that loads the bridge before anything of its own."""
    tag = f'<script src="/{BRIDGE}"></script>'.encode()
    match = _HEAD.search(page) or _HTML.search(page)
    place = match.end() if match else _after_doctype(page)
    return page[:place] + tag + page[place:]


def _after_doctype(page: bytes) -> int:
    match = re.match(rb"\s*<!doctype[^>]*>", page, re.IGNORECASE)
    return match.end() if match else 0


def _fence(response: HttpResponseBase, csp: str) -> None:
    response.headers["Content-Security-Policy"] = csp
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Permissions-Policy"] = _FEATURES
    response.headers["X-DNS-Prefetch-Control"] = "off"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    # A sandboxed page has the origin "null"; the ticket in the path is the key.
    response.headers["Access-Control-Allow-Origin"] = "*"


@lru_cache(maxsize=1)
def _bridge_text() -> bytes:
    return (Path(__file__).parent / "assets" / "bridge.js").read_bytes()


def _bridge() -> HttpResponse:
    response = HttpResponse(
        _bridge_text(), content_type="text/javascript; charset=utf-8"
    )
    _fence(response, "default-src 'none'")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _closed(status: int) -> HttpResponse:
    response = HttpResponse(
        "not found" if status == 404 else "not allowed",
        status=status,
        content_type="text/plain",
    )
    _fence(response, "default-src 'none'; frame-ancestors 'none'")
    response.headers["Cache-Control"] = "no-store"
    return response
