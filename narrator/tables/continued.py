"""Tables that go on in another one right behind them, as Word leaves a table that somebody split at the end of a page.

The second has the header again or none, below an empty paragraph or the title once more, mostly with 续. Both are one table; a
second one that does not fit is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrator.document import Block, Document, Table, texts_in
from narrator.tables.header import CODE, read_header
from narrator.tables.matrix import Matrix, matrix
from narrator.tables.plain import plain
from narrator.tables.public import (
    NUMBER,
    PublicTable,
    Sheet,
    own_titled,
    read_public_table,
)
from narrator.tables.vocabulary import Vocabulary, bare, table_titled

AGAIN = re.compile(r"[(（\[]续表?\d?[)）\]]|续表?\d?$|^续表?[:：]?")  # in a title that is printed once more


def join_continued(document: Document, vocabulary: Vocabulary) -> Document:
    """Return a document in which every public table is one: what goes on in the tables right behind it stands in it."""
    blocks: list[Block] = []
    last: int | None = None  # where the table before stands
    above: tuple[str, ...] = ()  # the lines over it
    for block in document.blocks:
        if not isinstance(block, Table):
            blocks.append(block)
            continue
        between = lines_in(blocks[0 if last is None else last + 1 :])
        if last is not None and may_go_on(between, above):
            before = blocks[last]
            assert isinstance(before, Table)
            public = read_public_table(Sheet(matrix(before), above), vocabulary)
            skipped = rows_again(public, between, matrix(block), vocabulary) if public.name else None
            if skipped is not None:
                rows = (*block.header, *block.body)[skipped:]
                blocks[last:] = [before._replace(body=(*before.body, *rows))]
                continue
        last, above = len(blocks), between
        blocks.append(block)
    return document._replace(blocks=tuple(blocks))


def lines_in(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the lines of blocks that are not blank."""
    return tuple(text.string for text in texts_in(blocks) if text.string.strip())


def may_go_on(between: Sequence[str], above: Sequence[str]) -> bool:
    """Return whether a table may go on in the next one, by the lines between them: there are none, or they say 续, or stand
    above the table, too."""
    known = "".join(map(plain, above))
    return all(AGAIN.search(line) or line in known for line in map(plain, between))


def rows_again(
    public: PublicTable, between: Sequence[str], rows: Matrix, vocabulary: Vocabulary
) -> int | None:
    """Return how many rows at the top of a table are the header once more of the public one before it, which goes on there;
    None when it is another table, by its title, its columns, or because it prints the same rows: all of them, or,
    under the same title, any."""
    have = public.sheet.rows
    if not rows or not public.header or len(rows[0]) != len(have[0]):
        return None
    for line in between:
        text = AGAIN.sub("", plain(line))
        name = own_titled(text, vocabulary.titles) or table_titled(text)
        if name and name != public.layout:
            return None
    head = [bare_row(row) for row in have[: public.header.rows]]
    skipped = next((at for at, row in enumerate(rows) if bare_row(row) not in head), len(rows))
    rest = rows[skipped:]
    printed = {label_of(row) for row in have[public.header.rows :]}
    same = [label_of(row) in printed for row in rest if any(cell.strip() for cell in row)]
    if all(same) or (any(same) and between and not any(AGAIN.search(plain(line)) for line in between)):
        return None
    own = read_header(rest, public.layout, vocabulary.tables[public.layout])
    return skipped if own.rows == 0 and has_figures(rest) else None


def may_belong_to(public: PublicTable, rows: Matrix, vocabulary: Vocabulary) -> bool:
    """Return whether a table that nobody knows may be the rest of the public one before it: it prints numbers beside codes
    or beside names that rows of that table have."""
    names = {name for _, name in vocabulary.tables[public.layout].rows}
    beside = (CODE.fullmatch(plain(cell)) or bare(cell) in names for row in rows for cell in row)
    return has_figures(rows) and any(beside)


def label_of(row: Sequence[str]) -> tuple[str, ...]:
    """Return what tells rows apart: what stands first, a code mostly, and the names in the row."""
    return plain(row[0]), *(cell for cell in map(plain, row) if cell and not NUMBER.fullmatch(cell))


def bare_row(row: Sequence[str]) -> list[str]:
    """Return the cells of a row in plain form, without 续."""
    return [AGAIN.sub("", plain(cell)) for cell in row]


def has_figures(rows: Matrix) -> bool:
    """Return whether rows print numbers."""
    return any(NUMBER.fullmatch(plain(cell)) for row in rows for cell in row)
