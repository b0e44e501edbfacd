"""The player's script files under one versioned folder, and its service worker.

A module imports its neighbours by relative address, so all of them must come from one
build: the folder carries the build's fingerprint and may be kept for ever.
"""

import gzip
import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_GET

FOLDER = "exams/player"
STYLES = (
    "css/base.css",
    "css/tokens.css",
    "css/components.css",
    "exams/player.css",
    "core/katex/katex.min.css",
)
WORKER = "worker.js"


@lru_cache(maxsize=1)
def files() -> dict[str, bytes]:
    """Return the script files by name, as they are on this server."""
    entry = finders.find(f"{FOLDER}/room.js")
    if not isinstance(entry, str):
        raise FileNotFoundError(FOLDER)
    folder = Path(entry).parent
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.js"))}


@lru_cache(maxsize=1)
def build() -> str:
    """Return the fingerprint of the build."""
    digest = hashlib.sha256()
    for name, content in files().items():
        digest.update(name.encode() + content)
    return digest.hexdigest()[:12]


@lru_cache(maxsize=32)
def packed(name: str) -> bytes:
    """Return a file as gzip."""
    return gzip.compress(files()[name], 9, mtime=0)


def module_url(name: str) -> str:
    """Return the address of a module of the present build."""
    return reverse("exams:code", args=[build(), name])


def kept_files() -> list[str]:
    """Return the addresses that the page needs to open again without a line."""
    return [module_url(name) for name in files() if name != WORKER] + [
        static(path) for path in STYLES
    ]


@require_GET
def code_file(request: HttpRequest, build_id: str, name: str) -> HttpResponse:
    """Send one script file; for ever where the address names the present build."""
    if name not in files() or name == WORKER:
        raise Http404
    response = _script(request, name)
    is_present = build_id == build()
    response.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if is_present else "no-cache"
    )
    return response


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """Send the service worker with what it shall keep."""
    config = {
        "build": build(),
        "files": kept_files(),
        "code": "/bai-kiem-tra/ma/",
        "static": settings.STATIC_URL,
        "offline": render_to_string("exams/offline.html"),
    }
    pages = r"/^\/bai-kiem-tra\/[0-9a-f]{16}\/$/"
    head = f"const CONFIG = {json.dumps(config)};\nCONFIG.pages = {pages};\n"
    body = head.encode() + files()[WORKER]
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _script(request: HttpRequest, name: str) -> HttpResponse:
    kind = "text/javascript; charset=utf-8"
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(files()[name], content_type=kind)
    response = HttpResponse(packed(name), content_type=kind)
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response
