"""The streams of an OLE compound file, the wrapping of .xls and of workbooks with a password ([MS-CFB])."""

from __future__ import annotations

import struct

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST_REGULAR = 0xFFFFFFFA  # numbers of sectors beyond it have a special meaning
SMALL = 4096  # bytes: shorter streams stand in sectors of 64 bytes


class Compound:
    """A compound file. streams: where each begins and how long it is, by name. Raises ValueError when damaged."""

    def __init__(self, content: bytes) -> None:
        if not content.startswith(SIGNATURE) or len(content) < 512:
            raise ValueError("no compound file")
        self.content = content
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise ValueError("sectors of an unknown size")
        self.size = 1 << shift
        directory, self.small_table, more, more_count = (
            struct.unpack_from("<I", content, at)[0] for at in (48, 60, 68, 72)
        )
        tables = list(struct.unpack_from("<109I", content, 76))
        for _ in range(min(more_count, len(content) // self.size)):
            if more > LAST_REGULAR:
                break
            *numbers, more = struct.unpack(f"<{self.size // 4}I", self.sector(more))
            tables += numbers
        self.next: list[int] = []
        for number in tables:
            if number <= LAST_REGULAR:
                self.next += struct.unpack(f"<{self.size // 4}I", self.sector(number))
        self.streams: dict[str, tuple[int, int]] = {}
        entries = self.chain(directory)
        for at in range(0, len(entries) - 127, 128):
            length = struct.unpack_from("<H", entries, at + 64)[0]
            kind = entries[at + 66]
            name = entries[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", entries, at + 116)
            if kind == 5:
                self.root = (start, size)
            if kind == 2:
                self.streams[name] = (start, size)

    def sector(self, number: int) -> bytes:
        """Return a sector of the file; one that is cut off is filled with zeros. Raises ValueError beyond the end."""
        at = (number + 1) * self.size
        found = self.content[at : at + self.size]
        if len(found) < self.size:
            if not found:
                raise ValueError("a sector beyond the end")
            found = found.ljust(self.size, b"\0")
        return found

    def chain(self, first: int) -> bytes:
        """Return the sectors from the first on, one after the other. Raises ValueError when they are not whole."""
        found: list[bytes] = []
        while first <= LAST_REGULAR:
            if len(found) > len(self.content) // self.size:
                raise ValueError("sectors that go round in a ring")
            found.append(self.sector(first))
            if first >= len(self.next):
                raise ValueError("a sector that no table knows")
            first = self.next[first]
        return b"".join(found)

    def read(self, name: str) -> bytes:
        """Return a stream by its name. Raises ValueError when it is not there, or damaged."""
        if name not in self.streams:
            raise ValueError(f"no stream {name}")
        start, size = self.streams[name]
        if size >= SMALL:
            return self.chain(start)[:size]
        small, table = self.chain(self.root[0]), self.chain(self.small_table)
        following = struct.unpack(f"<{len(table) // 4}I", table)
        found: list[bytes] = []
        while start <= LAST_REGULAR:
            if start >= len(following) or len(found) > len(following):
                raise ValueError("a small sector that no table knows")
            found.append(small[start * 64 : start * 64 + 64])
            start = following[start]
        return b"".join(found)[:size]
