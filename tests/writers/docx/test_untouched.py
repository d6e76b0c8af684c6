"""A report on which nobody has worked is seen as it would be read; on one that somebody has touched, nothing is taken for granted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from checks.reports import HOME, made, original
from forms.complete import complete
from forms.documents import SHANGHAI, WHOLE, composed, raw
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies.accounts import any_disclosure, hostile

from narrator import form as forms
from narrator.checks.printed.lines import printed_lines
from narrator.document import Document, Heading, Paragraph, Table
from narrator.readers.docx.docx_report import read_package
from narrator.readers.docx.package import open_package
from narrator.tables.matrix import matrix
from narrator.writers import docx
from narrator.writers.docx.untouched import untouched

SNAPSHOT = ("customXml/item1.xml", "customXml/item2.xml")


def written(document: Document, name: str, carried: bytes = b"{}") -> bytes:
    return docx.write(document, forms.load(name).styles, [carried, b"{}"])


def seen(content: bytes, document: Document, name: str) -> Document | None:
    package = open_package(Path("报告.docx"), content)
    return untouched(package.read, package.names, document, forms.load(name).styles)


def view(document: Document) -> list[object]:
    """What check sees of DOCUMENT, block by block."""
    found: list[object] = [document.title, printed_lines(document)]
    for block in document.blocks:
        match block:
            case Heading():
                found.append((block.level, block.text.string))
            case Paragraph():
                found.append((block.style == "目录", block.text.string))
            case Table():
                found.append((block.name, matrix(block)))
            case _:
                raise AssertionError(block)
    return found


def holds(document: Document, name: str) -> bool:
    """DOCUMENT is seen as it is read, wherever it is seen at all; whether it is."""
    content = written(document, name)
    made = seen(content, document, name)
    read = read_package(open_package(Path("报告.docx"), content))
    assert made is None or view(made) == view(read.document)
    assert not read.notes
    return made is not None


@pytest.mark.parametrize("name", WHOLE)
def test_a_report_is_seen_as_it_is_read(name: str) -> None:
    assert holds(composed(complete(name), name).document, name)


@given(st.one_of(any_disclosure(), hostile()))
@settings(max_examples=6)
def test_any_report_is_seen_as_it_is_read(raw: dict[str, Any]) -> None:
    holds(composed(raw, HOME).document, HOME)


def test_pages_of_the_contents_are_seen() -> None:
    document = original()
    numbers = count(3)
    blocks = [
        one._replace(page=str(next(numbers))) if isinstance(one, Heading) else one for one in document.blocks
    ]
    paged = document._replace(blocks=tuple(blocks))
    made = seen(written(paged, HOME), document, HOME)
    assert made is not None
    assert view(made) == view(read_package(open_package(Path("报告.docx"), written(paged, HOME))).document)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_whatever_is_touched_is_read() -> None:
    document = original()
    parts = parts_of(written(document, HOME))
    assert seen(zipped(parts), document, HOME) is not None
    for name, content in parts.items():
        if name in SNAPSHOT:
            continue
        at = content.rindex(b"</")
        assert seen(zipped({**parts, name: content[:at] + b" " + content[at:]}), document, HOME) is None, name
    assert seen(zipped({**parts, "word/comments.xml": b"<a/>"}), document, HOME) is None
    for name in SNAPSHOT:
        assert seen(zipped({**parts, name: b"<snapshot/>"}), document, HOME) is not None
        assert seen(zipped({one: parts[one] for one in parts if one != name}), document, HOME) is None
    assert seen(zipped(parts), made(raw(SHANGHAI)), HOME) is None
    footer = next(name for name in parts if "footer" in name)
    assert seen(zipped({name: one for name, one in parts.items() if name != footer}), document, HOME) is None
