"""Text as HTML: escaped, with elements around the parts that are to be marked for what they come from."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from narrator.document import Block, Cell
from narrator.regex import compile_later
from narrator.sources import Slot
from narrator.spans import Span, Text
from narrator.writers.docx.escapes import legal

_SPECIAL = compile_later(r"""[&<>"']""")


class Marks:
    """What is marked in a report: here only the places where a text is still missing."""

    def write(self, step: Callable[..., str], block: Block, *names: str) -> str:
        """Return a block as a step writes it with these marks. names: what else the step is given."""
        return step(block, *names, self)

    def around(self, text: Text, span: Span) -> tuple[str, str] | None:
        """Return what stands before and after what a span of a text holds; None for nothing."""
        missing = isinstance(span.source, Slot) and not span.source.filled
        return ("<mark>", "</mark>") if missing else None

    def of_table(self) -> str:
        """Return the attributes that a table has besides its own, each with a blank before it."""
        return ""

    def of_cell(self, cell: Cell) -> str:
        """Return the attributes that a cell of a table has besides its own, each with a blank before it."""
        return ""

    @property
    def in_cells(self) -> Marks:
        """What is marked in the texts of cells."""
        return self


def letters(string: str) -> str:
    """Return a text as the content of an element, or as the value of an attribute between double quotes."""
    if string.isprintable() and not _SPECIAL.search(string):  # nearly all
        return string
    return escape(legal(string.replace("\r\n", "\n").replace("\v", "\n")))


def inline(text: Text, marks: Marks) -> str:
    """Return a text as HTML. Spans nest; the part of one that reaches out of the one around it is not marked."""
    string = text.string
    if not text.spans:
        return letters(string)
    parts: list[str] = []
    closings: list[tuple[int, str]] = []  # where the elements that are open end, innermost last
    at = 0

    def write_up_to(place: int) -> None:
        """Write the letters up to a place of the text."""
        nonlocal at
        parts.append(letters(string[at:place]))
        at = place

    def close_up_to(place: int) -> None:
        """Write the letters and the closings of the elements that end before a place or there."""
        while closings and closings[-1][0] <= place:
            end, closing = closings.pop()
            write_up_to(end)
            parts.append(closing)

    for span in sorted(text.spans, key=lambda span: (span.start, -span.end)):
        if (around := marks.around(text, span)) is None:
            continue
        close_up_to(span.start)
        write_up_to(span.start)
        parts.append(around[0])
        closings.append((min(span.end, closings[-1][0]) if closings else span.end, around[1]))
    close_up_to(len(string))
    write_up_to(len(string))
    return "".join(parts)
