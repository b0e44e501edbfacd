"""How bytes of others leave the house: typed by us, sandboxed, never guessed at."""

from collections.abc import Iterator
from typing import IO
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from media.rules.ranges import UnsatisfiableRange, parse_range
from media.rules.types import TYPES

CHUNK = 128 * 1024
SMALL = 256 * 1024  # sent in one piece: the file is closed before the answer leaves
# A picture or recording opened by itself may run nothing and fetch nothing. The
# PDF viewer of a browser does not work so; what a PDF brings runs in the viewer.
_ALONE = "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; sandbox"
_PDF = "script-src 'none'; base-uri 'none'"


def guarded(response: HttpResponseBase, *, mime: str) -> HttpResponseBase:
    """Put on the headers that keep a browser from making more of a file."""
    is_pdf = mime == "application/pdf"
    frames = "frame-ancestors 'self'"
    response.headers["Content-Security-Policy"] = (
        f"{_PDF if is_pdf else _ALONE}; {frames}"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def cache_header(cache_s: int) -> str:
    """Return the Cache-Control of a private file: so many seconds, or never."""
    return f"private, max-age={cache_s}" if cache_s else "private, no-store"


def disposition(name: str, *, inline: bool) -> str:
    """Return a Content-Disposition with the name in both the old and new form."""
    plain = name.encode("ascii", "replace").decode("ascii").replace("?", "_")
    plain = plain.replace('"', "_").replace("\\", "_")
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def send(
    request: HttpRequest,
    stream: IO[bytes],
    *,
    size: int,
    name: str,
    suffix: str,
    etag: str,
    cache_s: int,
) -> HttpResponseBase:
    """Answer with the bytes: whole, a range of them, or "you have them already"."""
    kind = TYPES[suffix]
    mime = kind.mime if kind.is_inline else "application/octet-stream"
    quoted = f'"{etag}"'
    base = {
        "Cache-Control": cache_header(cache_s),
        "ETag": quoted,
        "Accept-Ranges": "bytes",
        "Content-Disposition": disposition(
            name, inline=kind.is_inline and "tai" not in request.GET
        ),
    }
    if cache_s and request.headers.get("If-None-Match") == quoted:
        stream.close()
        return guarded(HttpResponse(status=304, headers=base), mime=mime)
    response = body(request, stream, size=size, etag=quoted)
    response.headers["Content-Type"] = mime
    for header, value in base.items():
        response.headers[header] = value
    return guarded(response, mime=mime)


def body(
    request: HttpRequest, stream: IO[bytes], *, size: int, etag: str
) -> HttpResponseBase:
    """Return the bytes, or the range of them that was asked for."""
    wanted = request.headers.get("Range", "")
    if request.headers.get("If-Range", etag) != etag:
        wanted = ""
    try:
        part = parse_range(wanted, size)
    except UnsatisfiableRange:
        stream.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = part or (0, size - 1)
    response: HttpResponseBase
    if request.method == "HEAD":
        stream.close()
        response = HttpResponse(status=206 if part else 200)
    elif last - first < SMALL:
        with stream:
            response = HttpResponse(_whole(stream, first, last))
        response.status_code = 206 if part else 200
    else:
        response = StreamingHttpResponse(
            Pieces(stream, first, last), status=206 if part else 200
        )
    response.headers["Content-Length"] = str(last - first + 1)
    if part:
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _whole(stream: IO[bytes], first: int, last: int) -> bytes:
    stream.seek(first)
    return stream.read(last - first + 1)


class Pieces:
    """A part of a stream in pieces; closes the stream even if never read."""

    def __init__(self, stream: IO[bytes], first: int, last: int) -> None:
        self.stream, self.first, self.last = stream, first, last

    def __iter__(self) -> Iterator[bytes]:
        self.stream.seek(self.first)
        left = self.last - self.first + 1
        while left > 0 and (piece := self.stream.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece

    def close(self) -> None:
        self.stream.close()
