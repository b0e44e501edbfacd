"""What an embedded set-up makes for itself on its first start."""

import errno
import os
import secrets
from pathlib import Path

from lms.settings import env

# The words of the code folder_read_only.
FOLDER_READ_ONLY = env.gettext_noop(
    "The folder %(folder)s cannot be written (%(reason)s). Make it writable, or set "
    "LMS_VAR to a folder that is."
)


def check_folder(folder: Path) -> None:
    """Make the folder of a run. Raises WrongSetting where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise env.WrongSetting(
            "LMS_VAR", FOLDER_READ_ONLY, folder=folder, reason=error.strerror
        ) from None


def kept_secret(path: Path) -> str:
    """Return the secret key kept at path, made on the first start, readable by us only.

    Raises WrongSetting with a sentence where the folder cannot be written.
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
        raise env.WrongSetting(
            "LMS_VAR", FOLDER_READ_ONLY, folder=path.parent, reason=error.strerror
        ) from None


def link_once(fresh: Path, path: Path) -> None:
    """Put the fresh file in place unless another process was faster."""
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        pass  # another process was faster: its key stands
    finally:
        fresh.unlink()
