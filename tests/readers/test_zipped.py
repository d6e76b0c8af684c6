"""A part of a zip file is unpacked as zipfile does it, whatever stands around it, and what is damaged is damaged for both."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from narrator.readers.zipped import BEFORE, DAMAGED, LARGEST_AT_ONCE, unpack_part

NAMES = ("word/document.xml", "正文.xml", "a")
METHODS = st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
PARTS = st.lists(st.tuples(st.sampled_from(NAMES), st.binary(max_size=300), METHODS), min_size=1, max_size=4)


def packed(parts: list[tuple[str, bytes, int]], before: bytes = b"", extra: bytes = b"") -> bytes:
    file = io.BytesIO()
    file.write(before)
    with zipfile.ZipFile(file, "a") as archive:
        for name, content, method in {
            name: (name, content, method) for name, content, method in parts
        }.values():
            info = zipfile.ZipInfo(name)
            info.compress_type, info.extra = method, extra
            archive.writestr(info, content)
    return file.getvalue()


def outcome(archive: zipfile.ZipFile, content: bytes | None, name: str) -> bytes | None:
    """What is unpacked; None of what is damaged. CONTENT: None for zipfile itself."""
    try:
        return archive.read(name) if content is None else unpack_part(archive, content, name)
    except (KeyError, *DAMAGED):
        return None


def assert_alike(content: bytes) -> None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except DAMAGED:
        return
    for name in (*archive.namelist(), "not there"):
        assert outcome(archive, content, name) == outcome(archive, None, name)


@given(
    PARTS,
    st.sampled_from([b"", b"#!/bin/sh\n"]),
    st.sampled_from([b"", struct.pack("<2H4s", 0x6E01, 4, b"more")]),
)
def test_parts_are_unpacked_as_zipfile_does_it(
    parts: list[tuple[str, bytes, int]], before: bytes, extra: bytes
) -> None:
    content = packed(parts, before, extra)
    archive = zipfile.ZipFile(io.BytesIO(content))
    for name, wanted, _ in parts[::-1][:1]:
        assert unpack_part(archive, content, name) == wanted
    assert_alike(content)


@given(PARTS, st.lists(st.tuples(st.integers(0, 1200), st.integers(0, 255)), min_size=1, max_size=3))
@example([("a", b"aaaa", zipfile.ZIP_DEFLATED)], [(22, 9)])  # the size before the part says something else
@example([("a", b"aaaa", zipfile.ZIP_DEFLATED)], [(26, 200)])  # its name is longer than the file
@example([("a", b"aaaa", zipfile.ZIP_DEFLATED)], [(30, 98)])  # and another one
def test_what_is_damaged_is_damaged_for_both(
    parts: list[tuple[str, bytes, int]], changes: list[tuple[int, int]]
) -> None:
    content = bytearray(packed(parts))
    for at, byte in changes:
        content[at % len(content)] = byte
    assert_alike(bytes(content))


@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_a_part_that_begins_at_the_end_of_the_file_is_damaged(cut: int) -> None:
    content = packed([("a", b"a" * 100, zipfile.ZIP_DEFLATED)]) + b"PK\3\4"
    archive = zipfile.ZipFile(io.BytesIO(content[: len(content) - 4]))
    archive.getinfo("a").header_offset = len(content) - 4 - cut
    assert outcome(archive, content, "a") is None


def test_usual_parts_are_not_left_to_zipfile(monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed(
        [("word/document.xml", b"<w/>" * 1000, zipfile.ZIP_DEFLATED), ("a", b"", zipfile.ZIP_DEFLATED)]
    )
    archive = zipfile.ZipFile(io.BytesIO(content))
    monkeypatch.setattr(archive, "read", None)
    assert unpack_part(archive, content, "word/document.xml") == b"<w/>" * 1000
    assert unpack_part(archive, content, "a") == b""


def test_what_may_unpack_to_any_size_is_left_to_zipfile(monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed([("a", b"a" * 100, zipfile.ZIP_DEFLATED)])
    archive = zipfile.ZipFile(io.BytesIO(content))
    archive.getinfo("a").compress_size = LARGEST_AT_ONCE + 1
    monkeypatch.setattr(archive, "read", lambda name: name.encode())
    assert unpack_part(archive, content, "a") == b"a"


def test_what_stands_before_a_part_is_as_long_as_the_format_says() -> None:
    assert BEFORE.size == zipfile.sizeFileHeader  # type: ignore[attr-defined]


def test_a_part_ends_where_the_file_says() -> None:
    content = packed([("a", bytes(range(256)), zipfile.ZIP_DEFLATED)])
    archive = zipfile.ZipFile(io.BytesIO(content))
    archive.getinfo("a").compress_size -= 9
    assert outcome(archive, content, "a") is outcome(archive, None, "a") is None
