"""Where a composed text begins to tell of a row of a table: with its names, which the spans of the text say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from narrator.checks.printed.stated_rows import Stated, amounts_stated
from narrator.disclosure.item_names import ITEM_NAME
from narrator.disclosure.value import Figure, Words
from narrator.document import Block, Paragraph
from narrator.spans import Span, Text
from narrator.tables.plain import plain, unnumbered

NAME = f".{ITEM_NAME}"


class Head(NamedTuple):
    """The names with which something begins that is said of a row. path: of the row. marks: what stands behind each of the
    names, in plain form; "" before a figure. spans: how many of the text's outermost ones they are."""

    path: str
    stated: Stated
    marks: tuple[str, ...]
    spans: int

    @property
    def rows(self) -> str:
        """The path of the rows of its table."""
        return self.path.rpartition(".")[0]


def row_told_of(text: Text) -> str:
    """Return the path of the row with whose names a composed text begins, behind its number; "" when it begins otherwise."""
    head = head_of_text(text, ())
    return head.path if head else ""


def head_of_block(block: Block, cells: Collection[str]) -> Head | None:
    """Return the head of a paragraph that begins with the names of a row, behind its number; None for any other block."""
    return head_of_text(block.text, cells) if isinstance(block, Paragraph) else None


def head_of_text(text: Text, cells: Collection[str]) -> Head | None:
    """Return the head of a text that begins with the names of a row, behind its number; None for any other text."""
    if not any(is_name_of_row(span) for span in text.spans[:3]):
        return None
    spans = outermost(text)
    if not spans or unnumbered(plain(text.string[: spans[0].start] + "某")) != "某":
        return None
    return head_at(text, spans, cells)


def outermost(text: Text) -> list[Span]:
    """Return the spans of a text that stand in no other one, in order."""
    found: list[Span] = []
    for span in sorted(text.spans, key=lambda span: (span.start, -span.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def is_name_of_row(span: Span) -> bool:
    """Return whether a span is the name of a row by code."""
    return type(span.source) is Words and span.source.path.endswith(NAME)


def head_at(text: Text, spans: Sequence[Span], cells: Collection[str]) -> Head | None:
    """Return the head with which the outermost of some spans of a text begin; None when those are no names of a row."""
    many = next((at for at, span in enumerate(spans) if not is_name_of_row(span)), len(spans))
    if not many:
        return None
    path = spans[many - 1].source.path.removesuffix(NAME)  # type: ignore[union-attr]
    names, marks, after = [], [], ""
    for span in spans[:many]:
        behind = plain(text.string[span.end :])
        names.append(plain(text.string[span.start : span.end]))
        marks.append(mark_behind_name(behind))
        after = behind[len(marks[-1]) :][:1]
    if any(not mark for mark in marks[:-1]):
        return None
    figures = (span.source for span in text.spans if type(span.source) is Figure)
    of_row = (one for one in figures if one.path in cells and one.path.startswith(f"{path}."))
    amounts = amounts_stated(" ".join(map(str, of_row)))
    return Head(path, Stated(tuple(names), amounts, after), tuple(marks), many)


def mark_behind_name(behind: str) -> str:
    """Return the mark of what stands behind a name, in plain form: (类); "" where there is none."""
    return behind[: behind.find(")") + 1] if behind.startswith("(") else ""


class Part(NamedTuple):
    """A part of a text that tells of a row, with the mark behind it."""

    head: Head
    start: int
    end: int


def parts_about_rows(text: Text, spans: Sequence[Span], cells: Collection[str]) -> list[Part]:
    """Return the parts of a text, with its outermost spans, that tell of rows of one table in the same way, one right behind the
    other: of several such lists the longest."""
    starts = [
        at
        for at, span in enumerate(spans)
        if is_name_of_row(span) and not (at and is_name_of_row(spans[at - 1]))
    ]
    # The last one may have more behind it.
    step = min((after - at for at, after in pairwise(starts)), default=0)
    runs: list[list[Part]] = [[]]
    for at in starts if step else ():
        head = head_at(text, spans[at:], cells)
        of_it = spans[at : at + step]
        if head is None or len(of_it) <= head.spans or not is_figure_of(of_it[head.spans], head):
            runs.append([])
            continue
        before = runs[-1][-1] if runs[-1] else None
        if before and (before.end, before.head.rows, before.head.marks) != (
            of_it[0].start,
            head.rows,
            head.marks,
        ):
            runs.append([])
        runs[-1].append(Part(head, of_it[0].start, min(of_it[-1].end + 1, len(text.string))))
    return max(runs, key=len)


def is_figure_of(span: Span, head: Head) -> bool:
    """Return whether a span is a figure of the row that a head names."""
    return type(span.source) is Figure and span.source.path.startswith(f"{head.path}.")
