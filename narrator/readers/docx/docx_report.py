"""A report (.docx) as it is read: the one reading that check, pull, diff, explain, publish and render share."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from narrator.document import Document
from narrator.readers.docx.blocks import Body, ReportLayout
from narrator.readers.docx.notes import Note, find_notes
from narrator.readers.docx.package import Package, load
from narrator.readers.docx.passage import BREAKS, Letters
from narrator.readers.docx.stylesheet import Stylesheet, without_tables

PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
TITLE = "{http://purl.org/dc/elements/1.1/}title"


class Report(NamedTuple):
    """What a report says.

    document: its text, with a `Slot` for each control, the `Formatting` that people gave it, and what is `Hidden`.
    notes: what people added beside the text, the same in several sections once.
    layout: its pages and tables.
    """

    document: Document
    notes: tuple[Note, ...] = ()
    layout: ReportLayout = ReportLayout()


def read_docx(path: Path) -> Report:
    """Return the report in a file. Raises Unusable: no .docx, damaged, locked, beyond all bounds."""
    return read_package(load(path))


def read_package(package: Package, kind: type[Body] = Body, letters: Letters = BREAKS) -> Report:
    """Return the report in a package. kind: what reads its blocks. letters: what is read for letters of its texts, `AS_SEEN` where
    they are compared. Raises Unusable."""
    sheet = next(
        (package.parse(without_tables(package.read(part))) for part in package.related("styles")), ()
    )
    styles = Stylesheet(sheet)
    body = kind(package, styles, letters)
    body.read(package.pieces())
    document = Document(read_title(package), tuple(body.blocks))
    layout = ReportLayout(tuple(body.sections), tuple(body.tables), tuple(body.ends), body.settings)
    return Report(document, tuple(dict.fromkeys(find_notes(package, styles))), layout)


def read_title(package: Package) -> str:
    """Return the title among the properties of a package; "" when it has none. Raises Unusable."""
    part = next(package.related(PROPERTIES, ""), None)
    found = None if part is None else package.root(part).find(TITLE)
    return "" if found is None else found.text or ""
