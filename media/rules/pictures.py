"""Raster pictures: proved by decoding, freed of hidden data, encoded anew."""

import io
import warnings

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from lms.core.errors import DomainError

MAX_PIXELS = 40_000_000
MAX_FRAMES = 300
MAX_SIDE = 4000
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError)


def reencode(content: bytes) -> tuple[bytes, str, int, int]:
    """Return the picture encoded anew: bytes, suffix, width, height.

    Place, camera and every other note in the file are left behind; it stands
    upright. JPEG stays JPEG, moving GIF and WebP stay moving, the rest becomes
    PNG (WebP stays WebP). Raises DomainError image_too_many_pixels before anything
    is decoded, file_unreadable where it is no whole picture.
    """
    try:
        with _open(content) as picture:
            if getattr(picture, "n_frames", 1) > 1 and picture.format != "TIFF":
                return _moving(picture)
            return _still(picture)
    except _BOMBS:
        raise _too_many() from None
    except _BROKEN:
        raise DomainError("file_unreadable", format="JPG, PNG, GIF, WebP") from None


def shrink(content: bytes, *, width: int) -> tuple[bytes, str, int, int] | None:
    """Return a still WebP copy at most so wide; None where it is no wider already."""
    with _open(content) as picture:
        if picture.width <= width or getattr(picture, "n_frames", 1) > 1:
            return None
        small = picture.convert("RGBA" if _has_alpha(picture) else "RGB")
    height = max(1, round(small.height * width / small.width))
    small = small.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "WEBP", quality=82, method=4)
    return out.getvalue(), "webp", width, height


def _open(content: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        picture = Image.open(io.BytesIO(content), formats=_FORMATS)
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_many()
    return picture


def _still(picture: Image.Image) -> tuple[bytes, str, int, int]:
    source = picture.format
    upright = ImageOps.exif_transpose(picture)
    if max(upright.size) > MAX_SIDE:
        upright.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    if source == "JPEG":
        upright.convert("L" if upright.mode == "L" else "RGB").save(
            out, "JPEG", quality=90, optimize=True, progressive=True
        )
        return out.getvalue(), "jpg", *upright.size
    if source == "WEBP":
        clean = upright.convert("RGBA" if _has_alpha(upright) else "RGB")
        clean.save(out, "WEBP", quality=90)
        return out.getvalue(), "webp", *upright.size
    _bare(upright).save(out, "PNG", compress_level=7)
    return out.getvalue(), "png", *upright.size


def _bare(picture: Image.Image) -> Image.Image:
    """Return the picture in a mode PNG knows, without text chunks or profiles."""
    if picture.mode in {"1", "L", "RGB", "RGBA"}:
        plain = picture.copy()
    else:
        plain = picture.convert("RGBA" if _has_alpha(picture) else "RGB")
    plain.info = {}
    return plain


def _moving(picture: Image.Image) -> tuple[bytes, str, int, int]:
    frames_count = getattr(picture, "n_frames", 1)
    if frames_count > MAX_FRAMES:
        raise DomainError("image_too_many_frames", limit=MAX_FRAMES)
    if frames_count * picture.width * picture.height > 4 * MAX_PIXELS:
        raise _too_many()
    kind = "GIF" if picture.format == "GIF" else "WEBP"
    frames, durations = [], []
    for frame in ImageSequence.Iterator(picture):
        durations.append(int(frame.info.get("duration", 100)) or 100)
        frames.append(frame.convert("RGBA"))
    out = io.BytesIO()
    extra = {"disposal": 2} if kind == "GIF" else {}
    frames[0].save(
        out,
        kind,
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=0,
        **extra,
    )
    return out.getvalue(), kind.lower(), *picture.size


def _has_alpha(picture: Image.Image) -> bool:
    return picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info


def _too_many() -> DomainError:
    return DomainError("image_too_many_pixels", limit=MAX_PIXELS // 1_000_000)
