"""Door views: a file is sent only to those whom its purpose lets see it."""

from django.core.files.storage import default_storage
from django.core.signing import BadSignature
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from lms.core.errors import NotFound
from media.doors import door_of
from media.models import stored_file
from media.responses import send
from media.rules.names import split_suffix
from media.rules.types import ALIASES, TYPES
from media.storage import name_signed


@require_safe
def file(request: HttpRequest, code: str) -> HttpResponseBase:
    """Send a stored file through the door of its purpose; else 404."""
    found = stored_file(code)
    door = door_of(found.purpose)
    if door is None or not door.may_see(request.user, code):
        raise NotFound("file")
    try:
        stream = found.blob.open()
    except FileNotFoundError:
        raise NotFound("file") from None
    return send(
        request,
        stream,
        size=found.blob.size,
        name=found.name,
        suffix=found.suffix,
        etag=found.blob.digest,
        cache_s=door.cache_s,
    )


@require_safe
def back_office(request: HttpRequest, signed: str) -> HttpResponseBase:
    """Send a picture of the back office (Wagtail) to those who work there."""
    try:
        name = name_signed(signed)
    except BadSignature:
        raise NotFound("file") from None
    _stem, suffix = split_suffix(name)
    suffix = ALIASES.get(suffix, suffix)
    if suffix not in TYPES or not _works_there(request.user):
        raise NotFound("file")
    try:
        stream = default_storage.open(name, "rb")
        size = default_storage.size(name)
    except OSError:
        raise NotFound("file") from None
    return send(
        request,
        stream,
        size=size,
        name=name.rsplit("/", 1)[-1],
        suffix=suffix,
        etag=signed.rsplit("~", 1)[-1],
        cache_s=3600,
    )


def _works_there(user: object) -> bool:
    door = door_of("back_office")
    return door is not None and door.may_see(user, "")
