"""What an embedded set-up makes for itself on its first start."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def kept_secret(path: Path) -> str:
    """Return the secret key kept at path, made on the first start, readable by us only.

    Raises ImproperlyConfigured with a sentence where the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            fresh = path.with_suffix(f".{os.getpid()}")
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_urlsafe(50), encoding="ascii")
            link_once(fresh, path)
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The folder {path.parent} cannot be written ({error.strerror}). "
            "Make it writable, or set LMS_VAR to a folder that is."
        ) from None


def link_once(fresh: Path, path: Path) -> None:
    """Put the fresh file in place unless another process was faster."""
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        pass  # another process was faster: its key stands
    finally:
        fresh.unlink()
