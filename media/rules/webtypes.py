"""What the entries of a package are served as: known kinds only, never guessed."""

from media.rules.names import split_suffix

PAGES = frozenset({"html", "htm", "xhtml"})
_TYPES = {
    "html": "text/html; charset=utf-8",
    "htm": "text/html; charset=utf-8",
    "xhtml": "application/xhtml+xml; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "ico": "image/x-icon",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "wasm": "application/wasm",
    "glsl": "text/plain; charset=utf-8",
    "map": "application/json",
}
_JUNK_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_JUNK_SUFFIXES = frozenset(
    {"php", "phtml", "asp", "aspx", "jsp", "cgi", "exe", "dll", "bat", "cmd", "sh"}
    | {"com", "scr", "msi", "jar", "swf", "ps1", "vbs"}
)


def web_type(name: str) -> str:
    """Return the Content-Type of an entry by its name; bytes where it is unknown."""
    _stem, suffix = split_suffix(name)
    return _TYPES.get(suffix, "application/octet-stream")


def is_page(name: str) -> bool:
    """Return whether an entry is a page that a browser opens."""
    return split_suffix(name)[1] in PAGES


def is_junk(name: str) -> bool:
    """Return whether an entry has no place in a package: leftovers, programmes."""
    last = name.rsplit("/", 1)[-1].lower()
    return (
        name.startswith("__MACOSX/")
        or last in _JUNK_NAMES
        or split_suffix(last)[1] in _JUNK_SUFFIXES
    )
