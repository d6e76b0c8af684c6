"""An empty copy of a public table under its title once more, beside the one that is filled in: a form that was left in a report. It
is taken out before anything is read, and told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from narrator.document import CONTENTS, Block, Document, Paragraph, Table, texts_in
from narrator.tables.header import AMOUNT
from narrator.tables.matrix import Matrix, matrix
from narrator.tables.plain import plain, unnumbered
from narrator.tables.public import NEAR, own_titled, read_as
from narrator.tables.table_as_read import Sheet
from narrator.tables.vocabulary import Vocabulary, table_titled


class TitledTable(NamedTuple):
    """A table of a document below its title. at, title: the numbers of their blocks. layout: of the public table that the title
    names."""

    at: int
    title: int
    layout: str


def take_out_empty_copies(document: Document, vocabulary: Vocabulary) -> tuple[Document, list[str]]:
    """Return a document without the empty copies of its public tables, their titles and what stands below them as below the others, and
    of which tables they are."""
    by_title: dict[str, list[TitledTable]] = defaultdict(list)
    last = -1
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Table):
            continue
        if titled := find_title(document.blocks, last + 1, at, vocabulary):
            by_title[title_of(document.blocks[titled.title])].append(titled)
        last = at
    gone: set[int] = set()
    names: list[str] = []
    for tables in by_title.values():
        if len(tables) > 1 and (copies := find_copies(document.blocks, tables, vocabulary)):
            first = next(one for one in tables if one not in copies)
            names += [first.layout] * len(copies)
            for copy in copies:
                below = count_same(document.blocks, copy.at + 1, first.at + 1)
                gone.update(range(copy.title, copy.at + 1 + below))
    if not gone:
        return document, names
    kept = tuple(block for at, block in enumerate(document.blocks) if at not in gone)
    return document._replace(blocks=kept), names


def find_title(blocks: Sequence[Block], first: int, at: int, vocabulary: Vocabulary) -> TitledTable | None:
    """Return a table below its title, the last of the blocks from a first one on that names a public table; None when none does."""
    for number in range(at - 1, max(first, at - NEAR) - 1, -1):
        if isinstance(block := blocks[number], Paragraph) and block.style == CONTENTS:
            break
        for text in texts_in([block]):
            if name := own_titled(text.string, vocabulary.titles) or table_titled(text.string):
                return TitledTable(at, number, name)
    return None


def title_of(block: Block) -> str:
    """Return what a block says, in plain form, without its number."""
    return unnumbered(plain("".join(text.string for text in texts_in([block]))))


def find_copies(
    blocks: Sequence[Block], tables: Sequence[TitledTable], vocabulary: Vocabulary
) -> list[TitledTable]:
    """Return which of some tables under the same title print no figure but noughts, and no row that the only other one, which
    prints some, has not."""
    rows = {one: matrix(block) for one in tables if isinstance(block := blocks[one.at], Table)}
    filled = [one for one, cells in rows.items() if prints_figures(cells, one.layout, vocabulary)]
    if len(filled) != 1 or not all(cells and cells[0] for cells in rows.values()):
        return []
    own = rows.pop(filled[0])
    words, top = words_of(own), [*map(plain, own[0])]
    copies = [
        one for one, cells in rows.items() if [*map(plain, cells[0])] == top and words_of(cells) <= words
    ]
    return copies if len(copies) == len(rows) else []


def prints_figures(rows: Matrix, layout: str, vocabulary: Vocabulary) -> bool:
    """Return whether a table prints a figure that is not nought, read as the one with that layout; of one that is hardly like it,
    whether it prints any amount."""
    table = read_as(Sheet(rows), layout, vocabulary) if rows and rows[0] else None
    if table is None:
        return any(AMOUNT.fullmatch(plain(cell)) for row in rows for cell in row)
    return any(one.number for one in table.figures.values())


def words_of(rows: Sequence[Sequence[str]]) -> set[str]:
    """Return what the cells of rows say that is no nought and no dash, in plain form."""
    return {word for row in rows for cell in row if (word := plain(cell)).strip("0.-/")}


def count_same(blocks: Sequence[Block], at: int, other: int) -> int:
    """Return how many blocks from one place on say what those from another one say, tables and headings none."""
    many = 0
    while max(at, other) + many < len(blocks):
        pair = blocks[at + many], blocks[other + many]
        said = [[plain(text.string) for text in texts_in([one])] for one in pair]
        if isinstance(pair[0], Table) or said[0] != said[1] or not any(said[0]):
            break
        many += 1
    return many
