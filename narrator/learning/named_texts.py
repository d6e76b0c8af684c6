"""Tables that list names with a text beside each, such as the units of a department with their kinds: the texts, and what a report
calls their column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from narrator.form.table_layout import Layout
from narrator.learning.layouts import FIELD
from narrator.tables.matrix import Matrix
from narrator.tables.plain import plain

LISTED = re.compile(r"\{%\s*for\s+(\w+)\s+in\s+([\w.]+)\s*%\}")
TAKEN = re.compile(r"\{\{\s*([\w.]+)\s*\|\s*取\((\w+)\)\s*\}\}")


@dataclass(frozen=True)
class NamedTexts:
    """A column of texts beside names. path: where its texts stand in the data. texts: by name. word: what the report has over
    it; instead: the path that the base has for it, with another word."""

    path: str
    texts: dict[str, str]
    word: str
    instead: str


def read_named_texts(rows: Matrix, layout: Layout) -> Iterator[NamedTexts]:
    """Yield the columns of texts beside names that a printed table has by a layout; nothing when it has other columns."""
    loop = LISTED.search(layout.body)
    cells, heads = (
        split_cells(line_with(layout.body)),
        [line for line in layout.header.split("\n") if line.strip()],
    )
    if loop is None or len(heads) != 1 or len(rows[0]) != len(cells):
        return
    names = next((at for at, cell in enumerate(cells) if cell == f"{{{{ {loop[1]} }}}}"), None)
    for at, (cell, head) in enumerate(zip(cells, split_cells(heads[0]), strict=True)):
        if (taken := TAKEN.fullmatch(cell)) and names is not None:
            texts = {row[names].strip(): row[at].strip() for row in rows[1:] if row[at].strip()}
            word = rows[0][at].strip()
            path = taken[1] if plain(word) == plain(head) else f"{loop[2]}{word}"
            yield NamedTexts(path, texts, word, taken[1])


def renamed_lines(layout: Layout, columns: list[NamedTexts]) -> Iterator[str]:
    """Yield what a layout says whose columns of texts are called otherwise than the base's."""
    header, body = layout.header, layout.body
    for one in columns:
        if one.path != one.instead:
            at = next(at for at, cell in enumerate(split_cells(line_with(body))) if one.instead in cell)
            words = split_cells(header)
            words[at] = one.word
            header, body = " | ".join(words) + "\n", body.replace(f"{{{{ {one.instead} ", f"{{{{ {one.path} ")
    if body != layout.body:
        yield f"\"表头\" = '''\n{header}'''"
        yield f"\"表体\" = '''\n{body}'''"


def line_with(body: str) -> str:
    """Return the line of a body that takes texts by name; "" when none does."""
    return next((line for line in body.split("\n") if TAKEN.search(line)), "")


def split_cells(line: str) -> list[str]:
    """Return the cells of a line of a layout; a bar within {{ }} is before a filter and parts no cells."""
    parted = FIELD.sub(lambda found: found[0].replace("|", "\0"), line).split("|")
    return [cell.replace("\0", "|").strip() for cell in parted]
