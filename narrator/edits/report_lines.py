"""A report as lines with the slots in them: of a document that was made, carried along in its .docx, or that was read.

So a report can be compared with what was made, even when its form or its phrases have changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, cast

from narrator.document import CONTENTS, Document, Heading, Paragraph, Row, Spread, Table
from narrator.regex import compile_later
from narrator.sources import Formatting, Hidden
from narrator.spans import Text, join, slot_spans

CHINESE = compile_later("[\u3400-\u9fff]")


class LineBlank(NamedTuple):
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


class LineLook(NamedTuple):
    """The characters of a line from `start` up to `end` have a look of their own; -1 for what is about a whole
    paragraph.
    """

    start: int
    end: int
    what: str


class ReportLine(NamedTuple):
    """A paragraph, or a paragraph of a cell.

    place: the heading above it.
    row: what to call its row of a table, or "".
    cell: the number of its cell; 0 outside tables.
    looks: formatting that somebody added.
    hidden: words that nobody sees, each with where they stand.
    """

    text: str
    blanks: tuple[LineBlank, ...] = ()
    place: str = ""
    row: str = ""
    cell: int = 0
    looks: tuple[LineLook, ...] = ()
    hidden: tuple[tuple[int, str], ...] = ()

    def written(self, blank: LineBlank) -> str:
        """Return what stands in a slot of the line."""
        return self.text[blank.start : blank.end]


def lines(document: Document) -> list[ReportLine]:
    """Return every line of a document that says something, in reading order; the contents say nothing of their
    own.
    """
    return [line for line in every_line(document) if line.text.strip() or line.blanks]


def every_line(document: Document) -> Iterator[ReportLine]:
    """Return the lines of a document, also those in which nobody sees a word."""
    for place, row, cell, texts in placed_cells(document):
        for text in texts:
            yield line(text, place, row, cell)


def placed_cells(document: Document) -> Iterator[tuple[str, str, int, Sequence[Text]]]:
    """Return the texts of every cell of a document, and every other text by itself: the heading above, the row and the
    number of the cell as `ReportLine` has them, and the texts."""
    count = 0
    for place, name, part in placed_rows(document):
        if isinstance(part, Text):
            yield place, name, 0, (part,)
            continue
        for texts in part.texts():
            count += 1
            yield place, name, count, texts


def placed_rows(document: Document) -> Iterator[tuple[str, str, Row | Text]]:
    """Return the rows of the tables of a document, and every other text by itself, each with the heading above and the row as
    `ReportLine` has them."""
    for place, part in placed_parts(document):
        if isinstance(part, Text):
            yield place, "", part
        else:
            for row in part.rows:
                yield place, row_name(row), row


def placed_parts(document: Document) -> Iterator[tuple[str, Table | Text]]:
    """Return the tables of a document, and every other text, each with the heading above."""
    place = ""
    for block in document.blocks:
        match block:
            case Heading():
                place = block.text.string
                yield place, block.text
            case Paragraph() if block.style != CONTENTS:
                yield place, block.text
            case Spread():
                yield place, join(part for text in block.texts for part in ("\t", text))
            case Table():
                yield place, block
            case _:
                pass


def row_name(row: Row) -> str:
    """Return what to call a row of a table: its first words that no writer wrote."""
    if not row.complex:
        return row_label(row.strings)
    return row_label(
        line if isinstance(line, str) else line.string
        for line in row.lines()
        if isinstance(line, str) or not slots_in_text(line)
    )


def line(text: Text, place: str, row: str = "", cell: int = 0) -> ReportLine:
    """Return a text as a line. place: the heading above it."""
    if not text.spans:
        return ReportLine(text.string, (), place, row, cell)
    looks: list[LineLook] = []
    hidden: list[tuple[int, str]] = []
    for start, end, source in text.spans:
        if isinstance(source, Formatting):
            looks.append(
                LineLook(-1, -1, source.kind) if source.of_paragraph else LineLook(start, end, source.kind)
            )
        elif isinstance(source, Hidden):
            hidden.append((start, source.words))
    return ReportLine(text.string, slots_in_text(text), place, row, cell, tuple(looks), tuple(hidden))


def place_for_people(line: ReportLine) -> str:
    """Return where a line stands, for people: the heading above it, and its row of the table."""
    place = " ".join(line.place.split())
    return f"{place}“{line.row}”" if line.row else place


def slots_in_text(text: Text) -> tuple[LineBlank, ...]:
    """Return the slots of a text in the order in which they stand."""
    return tuple(sorted([LineBlank(start, end, *slot[:3]) for start, end, slot in slot_spans(text)]))


# ---- in the snapshot: [heading, [line…], [row…]] for lines below one heading and the rows of tables behind them; a line is
# a text, or a list of a text and its blanks; a row is what its cells say, joined by line ends, or a list of its lines


def dump(document: Document) -> list[object]:
    """Return the lines of a document, as JSON."""
    lines: list[object] = []
    rows: list[object] = []
    groups: list[object] = [["", lines, rows]]
    above = ""
    for place, part in placed_parts(document):
        if isinstance(part, Table):
            rows += [
                [line if isinstance(line, str) else dump_line(line) for line in row.lines()]
                if row.complex and any(map(slot_spans, row.complex_texts()))
                else "\n".join(row.strings)
                for row in part.rows
            ]
            continue
        if rows or place != above:
            above, lines, rows = place, [], []
            groups.append([place, lines, rows])
        lines.append(dump_line(part))
    return groups


def dump_line(line: Text) -> object:
    """Return a line as JSON."""
    slots = slot_spans(line)
    if not slots:
        return line.string
    return [line.string, *sorted([[start, end, *slot[:2]] for start, end, slot in slots])]


def load(groups: object) -> list[ReportLine]:
    """Return the lines that say something, of those that `dump` made JSON of. Raises ValueError when it did not."""
    found: list[ReportLine] = []
    try:
        for heading, first, *others in cast(list[list[Any]], groups):
            place = text(heading)
            # of earlier reports: the name of a row, "" for none, and its lines
            if isinstance(first, str):
                found += [ReportLine(text(one), marks(one), place, first) for one in others]
                continue
            [rows] = others
            found += [ReportLine(text(one), marks(one), place) for one in first]
            for row in rows:
                cells = row.split("\n") if isinstance(row, str) else row
                name = row_label(text(one) for one in cells if not marks(one))
                found += [ReportLine(text(one), marks(one), place, name) for one in cells]
    except TypeError as error:
        raise ValueError("no lines") from error
    return [line for line in found if line.text.strip() or line.blanks]


def marks(line: object) -> tuple[LineBlank, ...]:
    """Return the slots of a line in JSON. Raises ValueError or TypeError when they are none."""
    return tuple(map(blank, line[1:])) if isinstance(line, list) else ()


def text(line: object) -> str:
    """Return the text of a line in JSON. Raises ValueError when it is none."""
    found = line[0] if isinstance(line, list) and line else line
    if not isinstance(found, str):
        raise ValueError("a line is no text")
    return found


def blank(mark: object) -> LineBlank:
    """Return a slot of a line in JSON. Raises ValueError when it is none."""
    start, end, name, filled = cast(list[object], mark)
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(name, str)):
        raise ValueError("no blank")
    return LineBlank(start, end, name, bool(filled))


def row_label(texts: Iterable[str]) -> str:
    """Return the first of the cells of a row that is in words, shortened; "" when none is."""
    for text in texts:
        if not text.isascii() and CHINESE.search(text):
            return " ".join(text[:20].split())
    return ""
