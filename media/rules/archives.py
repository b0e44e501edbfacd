"""Zip archives: looked through before a byte of them is unpacked.

The directory is checked first (count, sizes, ratio, names); ``read_entries``
checks the sizes again while it reads, because a directory may lie.
"""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from lms.core.errors import DomainError

MB = 2**20
_BITS = {"encrypted": 0x1}
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True)
class ArchiveLimits:
    """What an archive may hold. Sizes in bytes; ratio = unpacked over packed."""

    entries: int = 5000
    unpacked: int = 500 * MB
    one_entry: int = 200 * MB
    ratio: int = 100
    ratio_from: int = 10 * MB  # small archives may be packed as tightly as they like
    name: int = 240
    depth: int = 16


@dataclass(frozen=True)
class ArchiveEntry:
    """One file in an archive. Sizes in bytes."""

    name: str
    size: int
    packed: int


@dataclass(frozen=True)
class ArchiveCard:
    """A checked archive: its files in order, folders left out."""

    entries: tuple[ArchiveEntry, ...]
    unpacked: int

    @property
    def names(self) -> frozenset[str]:
        """Names of all files."""
        return frozenset(entry.name for entry in self.entries)


LIMITS = ArchiveLimits()


def check_archive(stream: IO[bytes], *, limits: ArchiveLimits = LIMITS) -> ArchiveCard:
    """Look through a zip archive without unpacking it.

    Raises DomainError naming the entry: zip_unreadable, zip_empty, zip_too_many,
    zip_too_big, zip_ratio, zip_path_escapes, zip_link, zip_encrypted, zip_nested,
    zip_duplicate, zip_name_too_long.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            infos = archive.infolist()
    except _UNREADABLE:
        raise DomainError("zip_unreadable") from None
    if len(infos) > limits.entries:
        raise DomainError("zip_too_many", limit=limits.entries)
    files = [info for info in infos if not info.is_dir()]
    for info in infos:
        _check_name(info.orig_filename, limits)
        _check_kind(info)
    if not files:
        raise DomainError("zip_empty")
    _check_sizes(files, limits)
    _check_twice(files)
    entries = tuple(
        ArchiveEntry(info.filename, info.file_size, info.compress_size)
        for info in files
    )
    return ArchiveCard(entries, sum(entry.size for entry in entries))


def read_entries(
    stream: IO[bytes], *, limits: ArchiveLimits = LIMITS
) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file of a checked archive, one at a time.

    Raises DomainError zip_too_big when more comes out than the directory said or
    the limits allow, zip_unreadable where an entry is broken (CRC, cut off).
    """
    total = 0
    try:
        with zipfile.ZipFile(stream) as archive:
            for info in archive.infolist():
                if info.is_dir():
                    continue
                content = _read(archive, info, limits)
                total += len(content)
                if total > limits.unpacked:
                    raise DomainError("zip_too_big", limit=limits.unpacked // MB)
                yield info.filename, content
    except _UNREADABLE:
        raise DomainError("zip_unreadable") from None


def _read(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: ArchiveLimits
) -> bytes:
    place = f"entry {info.filename}"
    try:
        with archive.open(info) as entry:
            content = entry.read(limits.one_entry + 1)
    except _UNREADABLE:
        raise DomainError("zip_unreadable", where=place) from None
    if len(content) > limits.one_entry:
        raise DomainError("zip_too_big", where=place, limit=limits.one_entry // MB)
    return content


def _check_name(name: str, limits: ArchiveLimits) -> None:
    place = f"entry {name[:120]}"
    parts = name.rstrip("/").split("/")
    if "\\" in name or "\x00" in name:
        raise DomainError("zip_path_escapes", where=place)
    if name.startswith("/") or name[1:2] == ":" or {"", ".", ".."} & set(parts):
        raise DomainError("zip_path_escapes", where=place)
    if any(ord(char) < 32 for char in name):
        raise DomainError("zip_path_escapes", where=place)
    if len(name) > limits.name or len(parts) > limits.depth:
        raise DomainError("zip_name_too_long", where=place)


def _check_kind(info: zipfile.ZipInfo) -> None:
    place = f"entry {info.filename}"
    mode = info.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise DomainError("zip_link", where=place)
    if info.flag_bits & _BITS["encrypted"]:
        raise DomainError("zip_encrypted", where=place)
    if info.filename.lower().endswith(
        (".zip", ".rar", ".7z", ".gz", ".tgz", ".bz2", ".xz", ".tar")
    ):
        raise DomainError("zip_nested", where=place)


def _check_sizes(files: list[zipfile.ZipInfo], limits: ArchiveLimits) -> None:
    for info in files:
        if info.file_size > limits.one_entry:
            raise DomainError(
                "zip_too_big",
                where=f"entry {info.filename}",
                limit=limits.one_entry // MB,
            )
    unpacked = sum(info.file_size for info in files)
    packed = sum(info.compress_size for info in files)
    if unpacked > limits.unpacked:
        raise DomainError("zip_too_big", limit=limits.unpacked // MB)
    if unpacked > limits.ratio_from and unpacked > packed * limits.ratio:
        raise DomainError("zip_ratio", ratio=limits.ratio)


def _check_twice(files: list[zipfile.ZipInfo]) -> None:
    """Refuse two entries of one name; upper and lower case count as the same."""
    seen = set()
    for info in files:
        key = info.filename.casefold()
        if key in seen:
            raise DomainError("zip_duplicate", where=f"entry {info.filename}")
        seen.add(key)
