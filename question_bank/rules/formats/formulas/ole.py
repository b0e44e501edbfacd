"""Compound files (OLE 2): the bytes of one stream by its name, nothing more.

Source: [MS-CFB]. Every chain is bounded, so that a broken file cannot run away.
"""

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFE
_FREE = 0xFFFFFFFF
_HEADER_FAT = 109
MAX_STREAM = 4 * 2**20


def read_stream(content: bytes, name: str) -> bytes:
    """Return the bytes of the first stream with a name.

    Raises ValueError where the file is broken or has no such stream.
    """
    try:
        return _File(content).stream(name)
    except (struct.error, IndexError) as error:
        raise ValueError("compound file is broken") from error


class _File:
    def __init__(self, content: bytes) -> None:
        if not content.startswith(MAGIC) or len(content) < 1536:
            raise ValueError("no compound file")
        self.content = content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("sector size")
        self.sector, self.mini = 1 << shift, 1 << mini_shift
        (self.directory_start,) = struct.unpack_from("<I", content, 48)
        self.mini_cutoff, self.mini_fat_start = struct.unpack_from("<II", content, 56)
        self.fat = self._read_fat()

    def stream(self, name: str) -> bytes:
        directory = self._chain(self.directory_start)
        root: tuple[int, int] | None = None
        for place in range(0, len(directory) - 127, 128):
            entry = directory[place : place + 128]
            (length,) = struct.unpack_from("<H", entry, 64)
            title = entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
            kind = entry[66]
            start, size = struct.unpack_from("<II", entry, 116)
            if kind == 5:
                root = (start, size)
            elif kind == 2 and title.lower() == name.lower():
                return self._content(start, size, root)
        raise ValueError(f"no stream {name}")

    def _content(self, start: int, size: int, root: tuple[int, int] | None) -> bytes:
        if size > MAX_STREAM:
            raise ValueError("stream is too large")
        if size >= self.mini_cutoff or root is None:
            return self._chain(start)[:size]
        mini_stream = self._chain(root[0])
        mini_fat = _numbers(self._chain(self.mini_fat_start))
        out, sector = b"", start
        while sector < _END and len(out) < size:
            out += mini_stream[sector * self.mini : (sector + 1) * self.mini]
            sector = mini_fat[sector]
            if len(out) > MAX_STREAM:
                raise ValueError("chain runs in a circle")
        return out[:size]

    def _read_fat(self) -> list[int]:
        sectors = list(struct.unpack_from(f"<{_HEADER_FAT}I", self.content, 76))
        (extra,) = struct.unpack_from("<I", self.content, 68)
        seen = 0
        while extra < _END and seen < 64:
            block = _numbers(self._sector(extra))
            sectors += block[:-1]
            extra, seen = block[-1], seen + 1
        fat: list[int] = []
        for sector in sectors:
            if sector < _END:
                fat += _numbers(self._sector(sector))
        return fat

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.sector
        return self.content[start : start + self.sector]

    def _chain(self, start: int) -> bytes:
        parts, sector, count = [], start, 0
        limit = len(self.content) // self.sector + 2
        while sector < _END:
            parts.append(self._sector(sector))
            sector, count = self.fat[sector], count + 1
            if count > limit:
                raise ValueError("chain runs in a circle")
        return b"".join(parts)


def _numbers(data: bytes) -> list[int]:
    count = len(data) // 4
    return list(struct.unpack_from(f"<{count}I", data))
