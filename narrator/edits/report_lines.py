"""A report as lines with the slots in them: made from a document, and carried along in its .docx.

So a report can be compared with what was made, even when its form or its phrases have changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, cast

from narrator.document import Document, Heading, Paragraph, Spread, Table, Text, join
from narrator.readers import controls
from narrator.readers.label import row_label
from narrator.sources import Slot


class Blank(NamedTuple):
    """The characters START to END of a line come from the slot NAME. filled: False for a placeholder."""

    start: int
    end: int
    name: str
    filled: bool = True


class Line(NamedTuple):
    """A paragraph or a paragraph of a cell. place: the heading above it. row: what to call its row of a
    table, or "".
    """

    text: str
    blanks: tuple[Blank, ...] = ()
    place: str = ""
    row: str = ""

    def written(self, blank: Blank) -> str:
        """What stands in BLANK."""
        return self.text[blank.start : blank.end]


def lines(document: Document) -> list[Line]:
    """Every line of DOCUMENT that says something, in reading order; the contents say nothing of their own."""
    found: list[Line] = []
    place = ""
    for block in document.blocks:
        match block:
            case Heading():
                place = block.text.string
                found += said([block.text], place)
            case Paragraph():
                found += said([block.text], place)
            case Spread():
                found += said([join(part for text in block.texts for part in ("\t", text))], place)
            case Table():
                for row in (*block.header, *block.body):
                    texts = [text for cell in row for text in cell.paragraphs]
                    found += said(texts, place, row_label(text.string for text in texts if not blanks(text)))
            case _:
                pass
    return found


def heading(line: Line | controls.Line) -> str:
    """Where LINE stands, for people: the heading above it, and its row of the table."""
    place = " ".join(line.place.split())
    return f"{place}“{line.row}”" if line.row else place


def said(texts: Iterable[Text], place: str, row: str = "") -> Iterator[Line]:
    return (Line(text.string, blanks(text), place, row) for text in texts if text.string.strip())


def blanks(text: Text) -> tuple[Blank, ...]:
    """The slots of TEXT in the order in which they stand."""
    if not text.spans:
        return ()
    slots = [(span, span.source) for span in text.spans if isinstance(span.source, Slot)]
    if not slots:
        return ()
    return tuple(sorted(Blank(span.start, span.end, slot.name, slot.filled) for span, slot in slots))


# ---- in the snapshot: [heading, row, line, line…] for lines in one place; a line is a text, or a list of a
# text and its blanks ----


def dump(lines: Sequence[Line]) -> list[object]:
    """LINES as JSON."""
    groups: list[list[object]] = []
    above: tuple[str, str] | None = None
    for line in lines:
        if (line.place, line.row) != above:
            above = (line.place, line.row)
            groups.append([line.place, line.row])
        groups[-1].append([line.text, *map(list, line.blanks)] if line.blanks else line.text)
    return cast(list[object], groups)


def load(groups: object) -> list[Line]:
    """The lines that `dump` made GROUPS from. Raises ValueError when it did not."""
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
    found = line[0] if isinstance(line, list) and line else line
    if not isinstance(found, str):
        raise ValueError("a line is no text")
    return found


def blank(mark: object) -> Blank:
    start, end, name, filled = cast(list[object], mark)
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(name, str)):
        raise ValueError("no blank")
    return Blank(start, end, name, bool(filled))
