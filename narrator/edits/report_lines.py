"""A report as lines with the slots in them: of a document that was made, carried along in its .docx, or that was read.

So a report can be compared with what was made, even when its form or its phrases have changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from narrator.document import CONTENTS, Cell, Document, Heading, Paragraph, Spread, Table, Text, join
from narrator.readers.label import row_label
from narrator.sources import Formatting, Hidden, Slot


class Blank(NamedTuple):
    """The characters of a line from `start` up to `end` come from the slot of that name.

    filled: False for a placeholder.
    control: of a line that was read, the number of the control that they stand in, and `name` is its tag,
        which may be ""; a control that holds several paragraphs is in each of their lines.
    """

    start: int
    end: int
    name: str
    filled: bool = True
    control: int = 0


class Look(NamedTuple):
    """The characters of a line from `start` up to `end` have a look of their own; -1 for what is about a whole
    paragraph.
    """

    start: int
    end: int
    what: str


class Line(NamedTuple):
    """A paragraph, or a paragraph of a cell.

    place: the heading above it.
    row: what to call its row of a table, or "".
    cell: the number of its cell; 0 outside tables.
    looks: formatting that somebody added.
    hidden: words that nobody sees, each with where they stand.
    """

    text: str
    blanks: tuple[Blank, ...] = ()
    place: str = ""
    row: str = ""
    cell: int = 0
    looks: tuple[Look, ...] = ()
    hidden: tuple[tuple[int, str], ...] = ()

    def written(self, blank: Blank) -> str:
        """Return what stands in a slot of the line."""
        return self.text[blank.start : blank.end]


def lines(document: Document) -> list[Line]:
    """Return every line of a document that says something, in reading order; the contents say nothing of their
    own.
    """
    return [line for line in every_line(document) if line.text.strip() or line.blanks]


def every_line(document: Document) -> Iterator[Line]:
    """Return the lines of a document, also those in which nobody sees a word."""
    place, cells = "", 0
    for block in document.blocks:
        match block:
            case Heading():
                place = block.text.string
                yield line(block.text, place)
            case Paragraph() if block.style != CONTENTS:
                yield line(block.text, place)
            case Spread():
                yield line(join(part for text in block.texts for part in ("\t", text)), place)
            case Table():
                for row in (*block.header, *block.body):
                    called = row_name(row)
                    for cell in row:
                        cells += 1
                        for text in cell.paragraphs:
                            yield line(text, place, called, cells)
            case _:
                pass


def row_name(row: Iterable[Cell]) -> str:
    """Return what to call a row of a table: its first words that no writer wrote."""
    return row_label(
        text.string for cell in row for text in cell.paragraphs if not text.spans or not blanks(text)
    )


def line(text: Text, place: str, row: str = "", cell: int = 0) -> Line:
    """Return a text as a line. place: the heading above it."""
    if not text.spans:
        return Line(text.string, (), place, row, cell)
    looks: list[Look] = []
    hidden: list[tuple[int, str]] = []
    for start, end, source in text.spans:
        if isinstance(source, Formatting):
            looks.append(Look(-1, -1, source.kind) if source.of_paragraph else Look(start, end, source.kind))
        elif isinstance(source, Hidden):
            hidden.append((start, source.words))
    return Line(text.string, blanks(text), place, row, cell, tuple(looks), tuple(hidden))


def heading(line: Line) -> str:
    """Return where a line stands, for people: the heading above it, and its row of the table."""
    place = " ".join(line.place.split())
    return f"{place}“{line.row}”" if line.row else place


def blanks(text: Text) -> tuple[Blank, ...]:
    """Return the slots of a text in the order in which they stand."""
    slots = [(span, span.source) for span in text.spans if isinstance(span.source, Slot)]
    return tuple(sorted(Blank(span.start, span.end, *slot) for span, slot in slots)) if slots else ()


# ---- in the snapshot: [heading, row, line, line…] for lines in one place; a line is a text, or a list of a
# text and its blanks ----


def dump(lines: Sequence[Line]) -> list[object]:
    """Return lines as JSON."""
    groups: list[list[object]] = []
    above: tuple[str, str] | None = None
    for line in lines:
        if (line.place, line.row) != above:
            above = (line.place, line.row)
            groups.append([line.place, line.row])
        groups[-1].append([line.text, *(list(one[:4]) for one in line.blanks)] if line.blanks else line.text)
    return cast(list[object], groups)


def load(groups: object) -> list[Line]:
    """Return the lines that `dump` made JSON of. Raises ValueError when it did not."""
    try:
        return [
            Line(
                text(line),
                tuple(map(blank, line[1:])) if isinstance(line, list) else (),
                text(place),
                text(row),
            )
            for place, row, *group in cast(list[list[object]], groups)
            for line in group
        ]
    except TypeError as error:
        raise ValueError("no lines") from error


def text(line: object) -> str:
    """Return the text of a line in JSON. Raises ValueError when it is none."""
    found = line[0] if isinstance(line, list) and line else line
    if not isinstance(found, str):
        raise ValueError("a line is no text")
    return found


def blank(mark: object) -> Blank:
    """Return a slot of a line in JSON. Raises ValueError when it is none."""
    start, end, name, filled = cast(list[object], mark)
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(name, str)):
        raise ValueError("no blank")
    return Blank(start, end, name, bool(filled))
