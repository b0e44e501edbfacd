"""Pictures of a Word file in forms that a browser shows."""

import io
import posixpath
import warnings
from dataclasses import dataclass

from PIL import Image

from lms.core.errors import DomainError, Problem
from question_bank.rules.drafts import DraftImage
from question_bank.rules.formats.archive import FATAL
from question_bank.rules.formats.docx.package import Relation, WordPackage

MAX_PIXELS = 40_000_000
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"GIF87a", "gif", "image/gif"),
    (b"GIF89a", "gif", "image/gif"),
    (b"BM", "bmp", ""),
    (b"II*\x00", "tif", ""),
    (b"MM\x00*", "tif", ""),
    (b"\xd7\xcd\xc6\x9a", "wmf", ""),
    (b"\x01\x00\x09\x00", "wmf", ""),
    (b"\x01\x00\x00\x00", "emf", ""),
    (b"\x1f\x8b", "gz", ""),
)
_PILLOW_ERRORS = (
    OSError,
    ValueError,
    SyntaxError,
    OverflowError,
    MemoryError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    Image.DecompressionBombError,
)
Crop = tuple[float, float, float, float]  # left, top, right, bottom as shares


@dataclass(frozen=True)
class Found:
    """A picture that can be shown; name is that of its DraftImage."""

    name: str
    width: int
    height: int


class Pictures:
    """Takes pictures out of the package, each once; what fails is a problem."""

    def __init__(self, package: WordPackage, problems: list[Problem]) -> None:
        self._package = package
        self._problems = problems
        self._known: dict[tuple[str, Crop | None], Found | None] = {}
        self.images: dict[str, DraftImage] = {}

    def take(
        self, relation: Relation | None, *, where: str, crop: Crop | None = None
    ) -> Found | None:
        """Return the picture a relation points to, None (and a problem) if it cannot."""
        if relation is None or relation.is_external:
            self._problems.append(Problem("picture_missing", where))
            return None
        key = (relation.target, crop)
        if key not in self._known:
            self._known[key] = self._load(relation.target, where, crop)
        return self._known[key]

    def add(self, name: str, content: bytes, mime: str) -> str:
        """Keep a picture of our making; return its name, made unique."""
        stem, suffix = posixpath.splitext(name)
        name, count = f"{stem}{suffix}", 1
        while name in self.images:
            count += 1
            name = f"{stem}-{count}{suffix}"
        self.images[name] = DraftImage(name, content, mime)
        return name

    def _load(self, part: str, where: str, crop: Crop | None) -> Found | None:
        try:
            content = self._package.read(part)
        except DomainError as error:
            if error.code in FATAL:
                raise
            self._problems.append(Problem("picture_missing", where))
            return None
        kind, mime = kind_of(content)
        if kind not in ("png", "jpg", "gif", "bmp", "tif", "webp"):
            details = {"format": kind.upper() or "?"}
            self._problems.append(Problem("picture_format", where, details))
            return None
        return self._keep(part, content, mime, where, crop)

    def _keep(
        self, part: str, content: bytes, mime: str, where: str, crop: Crop | None
    ) -> Found | None:
        try:
            width, height = size_of(content)
            if not mime or crop:
                content, width, height = to_png(content, crop)
                mime = "image/png"
        except _PILLOW_ERRORS:
            self._problems.append(Problem("picture_broken", where))
            return None
        if not width or not height:
            self._problems.append(Problem("picture_too_large", where))
            return None
        stem = posixpath.splitext(posixpath.basename(part))[0]
        suffix = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
        name = self.add(f"{stem}.{suffix.get(mime, 'webp')}", content, mime)
        return Found(name, width, height)


def kind_of(content: bytes) -> tuple[str, str]:
    """Return suffix and mime type by the first bytes; mime "" = must be converted."""
    for magic, kind, mime in _MAGIC:
        if content.startswith(magic):
            return kind, mime
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp", "image/webp"
    if b"<svg" in content[:1024]:
        return "svg", ""
    return "", ""


def size_of(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels, (0, 0) where there are too many."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(content)) as image:
            width, height = image.size
    return (0, 0) if width * height > MAX_PIXELS else (width, height)


def to_png(content: bytes, crop: Crop | None = None) -> tuple[bytes, int, int]:
    """Return the picture as PNG, cropped, with its size; (b"", 0, 0) if too large."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(content)) as image:
            if image.size[0] * image.size[1] > MAX_PIXELS:
                return b"", 0, 0
            image.load()
            picture = _cropped(image, crop) if crop else image
            if picture.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
                picture = picture.convert("RGB")
            out = io.BytesIO()
            picture.save(out, "PNG")
            return out.getvalue(), picture.size[0], picture.size[1]


def _cropped(image: Image.Image, crop: Crop) -> Image.Image:
    width, height = image.size
    left, top, right, bottom = crop
    box = (
        int(width * left),
        int(height * top),
        max(int(width * (1 - right)), int(width * left) + 1),
        max(int(height * (1 - bottom)), int(height * top) + 1),
    )
    return image.crop(box)
