"""The addresses of the save protocol, answered before the rest of the house.

Messages that carry a token are answered right here: no session, user, cookie or
template is touched. Whatever else an address of the protocol gives (a failed log-in,
a page of the server) is turned into the protocol's JSON, so that nothing but an
answer can be taken for one.
"""

import logging
import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation

from exams.errors import Refused
from exams.queries import gate
from exams.rules import messages
from exams.rules.reading import read_object
from exams.services import (
    adopting,
    claiming,
    envelopes,
    handing_in,
    load,
    reading,
    saving,
    uploads,
)
from lms.core import wording

log = logging.getLogger(__name__)

PREFIX = "/bai-kiem-tra/attempts/"
PACKAGES = "/bai-kiem-tra/packages/"
_ROUTE = re.compile(r"/bai-kiem-tra/attempts/([0-9a-zA-Z-]{1,32})(?:/([a-z]+))?/?")
_PACKAGE = re.compile(r"/bai-kiem-tra/packages/([0-9a-f]{64})\.bin")
Next = Callable[[HttpRequest], HttpResponse]


def protocol_gate(get_response: Next) -> Next:
    """Answer the protocol's addresses; hand everything else on."""

    def middleware(request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if path.startswith(PREFIX):
            return _answer(request, path, get_response)
        if path.startswith(PACKAGES):
            return _guarded(request, lambda: _package(request, path))
        return get_response(request)

    return middleware


def refuse(refusal: Refused) -> HttpResponse:
    """Return the JSON answer of a refusal."""
    with translation.override(settings.LANGUAGE_CODE):
        words = wording.say(refusal.code, refusal.details)
    body = {
        "proto": messages.PROTO,
        "error": {"code": refusal.code, "message": words},
    }
    response = reply(refusal.body | body, status=refusal.status)
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def reply(body: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Return a JSON answer that no cache keeps."""
    response = JsonResponse(body, status=status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    vars(response)["_has_been_logged"] = True  # a refusal is no news for the log
    return response


def json_body(request: HttpRequest) -> dict[str, Any]:
    """Return the JSON object of a request. Raises Refused 413, 415, 422."""
    if request.content_type != "application/json":
        raise Refused(415, "not_json")
    return read_object(raw_body(request, most=messages.MAX_BODY))


def raw_body(request: HttpRequest, *, most: int) -> bytes:
    """Return the body, read only if it says that it is short enough."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not str(length).isdigit() or int(length) > most:
        raise Refused(413, "message_too_big")
    body = request.body
    if len(body) > most:
        raise Refused(413, "message_too_big")
    return body


def _answer(request: HttpRequest, path: str, get_response: Next) -> HttpResponse:
    match = _ROUTE.fullmatch(path)
    if match is None:
        return refuse(Refused(404, "not_found"))
    code, verb = match.group(1), match.group(2) or "status"
    known = _VERBS.get(verb)
    if known is None:
        return refuse(Refused(404, "not_found"))
    method, act, is_open_to_owner = known
    if request.method != method:
        return _not_allowed(method)
    token = request.META.get("HTTP_X_ATTEMPT_TOKEN", "")
    if is_open_to_owner and not token:
        return _through_the_house(request, get_response)
    return _guarded(request, lambda: _timed(act, request, code, token))


def _timed(act: Any, request: HttpRequest, code: str, token: str) -> HttpResponse:
    started = time.monotonic()
    load.admit(f"{code} {token}")
    response: HttpResponse = act(request, code, token)
    load.note(time.monotonic() - started)
    return response


def _guarded(request: HttpRequest, work: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        return work()
    except Refused as refusal:
        return refuse(refusal)
    except Exception:  # any exception means no ack
        log.exception("a message of the protocol failed: %s", request.path_info)
        return refuse(Refused(500, "server_fault"))


def _through_the_house(request: HttpRequest, get_response: Next) -> HttpResponse:
    """Let log-in and CSRF be checked as everywhere, and keep the answer JSON."""
    if gate.breaker.refuses_all():
        return refuse(gate.unavailable())
    started = time.monotonic()
    try:
        response = get_response(request)
    except Error:
        gate.breaker.failed(started)
        return refuse(gate.unavailable())
    if response.status_code >= 500:
        gate.breaker.failed(started)
    kind = response.headers.get("Content-Type", "")
    is_ours = kind.startswith(("application/json", "application/octet-stream"))
    if is_ours and "Location" not in response.headers:
        return response
    return _in_our_words(response)


def _in_our_words(page: HttpResponse) -> HttpResponse:
    """Return the protocol's JSON for a page that the house gave instead."""
    status = page.status_code
    if status == 405:
        return _not_allowed(page.headers.get("Allow", ""))
    if status == 503:
        return refuse(gate.unavailable())
    code = {301: "log_in_first", 302: "log_in_first", 403: "csrf_failed"}.get(status)
    if code:
        return refuse(Refused(403 if status == 403 else 401, code))
    if status < 500:
        return refuse(Refused(404, "not_found"))
    return refuse(Refused(500, "server_fault"))


def _not_allowed(allowed: str) -> HttpResponse:
    response = refuse(Refused(405, "method_not_allowed"))
    response.headers["Allow"] = allowed
    return response


def _save(request: HttpRequest, code: str, token: str) -> HttpResponse:
    message = messages.read_save(json_body(request))
    return reply(saving.save(code, token, message))


def _submit(request: HttpRequest, code: str, token: str) -> HttpResponse:
    message = messages.read_submit(json_body(request))
    return reply(handing_in.hand_in(code, token, message))


def _adopt(request: HttpRequest, code: str, token: str) -> HttpResponse:
    message = messages.read_adopt(json_body(request))
    return reply(adopting.adopt(code, token, message))


def _parked(_request: HttpRequest, code: str, token: str) -> HttpResponse:
    return reply(adopting.parked_of(code, token))


def _status(_request: HttpRequest, code: str, token: str) -> HttpResponse:
    return reply(reading.status(code, token))


def _key(_request: HttpRequest, code: str, token: str) -> HttpResponse:
    return reply(reading.paper_key(code, token))


def _paper(_request: HttpRequest, code: str, token: str) -> HttpResponse:
    response = HttpResponse(
        reading.opened_paper(code, token), content_type="application/json"
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _late(request: HttpRequest, code: str, token: str) -> HttpResponse:
    content = raw_body(request, most=envelopes.MOST_BYTES)
    return reply(envelopes.take(code, token, content))


def _file(request: HttpRequest, code: str, token: str) -> HttpResponse:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not str(length).isdigit() or int(length) > uploads.MOST_BYTES:
        raise Refused(413, "message_too_big")
    name = unquote(request.META.get("HTTP_X_FILE_NAME", ""))[:200]
    slot = request.META.get("HTTP_X_SLOT", "")
    content = request.read(uploads.MOST_BYTES + 1)
    return reply(uploads.take(code, token, slot=slot, name=name, content=content))


def _package(request: HttpRequest, path: str) -> HttpResponse:
    match = _PACKAGE.fullmatch(path)
    if match is None:
        raise Refused(404, "not_found")
    if request.method not in {"GET", "HEAD"}:
        return _not_allowed("GET, HEAD")
    with gate.through_breaker(), gate.guarded():
        content = reading.package(match.group(1))
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _claim(request: HttpRequest, code: str, _token: str) -> HttpResponse:
    user_id = _logged_in(request)
    message = messages.read_claim(json_body(request))
    return reply(claiming.claim(code, user_id, message))


def _logged_in(request: HttpRequest) -> int:
    """Return the id of the user of session and CSRF token, as everywhere else.

    The rest of the house's middleware is spared: thousands claim within a minute.
    """
    _SESSIONS.process_request(request)
    _CSRF.process_request(request)
    if _CSRF.process_view(request, _nowhere, (), {}) is not None:
        raise Refused(403, "csrf_failed")
    with gate.through_breaker(), gate.guarded():
        user = get_user(request)
    if not user.is_authenticated:
        raise Refused(401, "log_in_first")
    return int(user.pk or 0)


def _nowhere(_request: HttpRequest) -> HttpResponse:
    raise NotImplementedError


_SESSIONS = SessionMiddleware(_nowhere)
_CSRF = CsrfViewMiddleware(_nowhere)
# verb: method, what answers, whether the logged-in candidate may ask without a token
_VERBS: dict[str, tuple[str, Any, bool]] = {
    "claim": ("POST", _claim, False),
    "saves": ("POST", _save, False),
    "submit": ("POST", _submit, False),
    "adopt": ("POST", _adopt, False),
    "parked": ("GET", _parked, False),
    "status": ("GET", _status, True),
    "key": ("GET", _key, False),
    "paper": ("GET", _paper, False),
    "late": ("POST", _late, True),
    "files": ("POST", _file, False),
}
