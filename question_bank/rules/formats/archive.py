"""Zip files from outside: counted and measured before and while reading."""

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from lms.core.errors import DomainError

MAX_FILE = 200 * 2**20
MAX_ENTRIES = 10_000
MAX_ENTRY = 256 * 2**20
MAX_UNPACKED = 1024 * 2**20
MAX_RATIO = 400
RATIO_FROM = 8 * 2**20  # small entries may be packed as tightly as they like
FATAL = frozenset(["zip_too_big", "zip_ratio", "zip_too_many"])
_MB = MAX_UNPACKED // 2**20
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    IndexError,
    OverflowError,
)


def check_size(content: bytes) -> None:
    """Refuse an empty file and one over 200 MB (file_empty, file_too_big)."""
    if not content:
        raise DomainError("file_empty")
    if len(content) > MAX_FILE:
        raise DomainError("file_too_big", limit="200 MB")


class Archive:
    """A checked zip file, read entry by entry.

    Raises DomainError zip_unreadable, zip_too_many, zip_too_big, zip_ratio,
    zip_path_escapes, zip_encrypted.
    """

    def __init__(self, content: bytes) -> None:
        check_size(content)
        self._taken = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self._infos = self._zip.infolist()
        except _BROKEN:
            raise DomainError("zip_unreadable") from None
        self._check_directory()
        self._by_name = {info.filename: info for info in self._infos}

    @property
    def names(self) -> list[str]:
        """Names of the files in the archive, folders left out."""
        return [info.filename for info in self._infos if not info.is_dir()]

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def read(self, name: str) -> bytes:
        """Return the bytes of an entry. Raises DomainError, see the class."""
        info = self._by_name.get(name)
        if info is None:
            raise DomainError("entry_missing", where=f"entry {name}", name=name)
        if info.flag_bits & 1:
            raise DomainError("zip_encrypted", where=f"entry {name}")
        try:
            with self._zip.open(info) as stream:
                data = stream.read(MAX_ENTRY + 1)
        except _BROKEN:
            raise DomainError("zip_unreadable", where=f"entry {name}") from None
        self._taken += len(data)
        if len(data) > MAX_ENTRY or self._taken > MAX_UNPACKED:
            raise DomainError("zip_too_big", where=f"entry {name}", limit=_MB)
        return data

    def _check_directory(self) -> None:
        if len(self._infos) > MAX_ENTRIES:
            raise DomainError("zip_too_many", limit=MAX_ENTRIES)
        if sum(info.file_size for info in self._infos) > MAX_UNPACKED:
            raise DomainError("zip_too_big", limit=_MB)
        for info in self._infos:
            where = f"entry {info.filename}"
            if _escapes(info):
                raise DomainError("zip_path_escapes", where=where)
            if info.file_size > MAX_ENTRY:
                raise DomainError("zip_too_big", where=where, limit=_MB)
            if _is_bomb(info):
                raise DomainError("zip_ratio", where=where, ratio=MAX_RATIO)


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    if info.file_size < RATIO_FROM:
        return False
    return info.file_size > MAX_RATIO * max(info.compress_size, 1)


def _escapes(info: zipfile.ZipInfo) -> bool:
    """Absolute, climbing, backslash and drive paths, and symbolic links."""
    name = info.filename
    is_link = (info.external_attr >> 16) & 0o170000 == 0o120000
    if is_link or name.startswith("/") or "\\" in name or "\x00" in name:
        return True
    return ".." in PurePosixPath(name).parts or name[1:2] == ":"
