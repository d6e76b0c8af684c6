"""What columns of a public table are for whose words are misprinted, or do not say it: by what no other column has over it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from narrator.disclosure.last_years import FINAL
from narrator.tables.header_column import HeaderColumn
from narrator.tables.vocabulary import COLUMN, ROW, TOTALS, TableWords

LIKE = 0.7  # how much of a word must be another's to be that one misprinted


def guess(columns: Sequence[HeaderColumn], words: TableWords) -> None:
    """Find what those columns are for whose words are misprints of what no other column has over it, or its beginning or end, of
    no other one than it."""
    have = {column.column for column in columns}
    for column in columns:
        if column.kind or not column.words:
            continue
        own = column.words[-1]
        like = [
            (SequenceMatcher(None, own, word, autojunk=False).ratio(), len(word) == len(own), facet)
            for word, facet in words.heads.items()
            if facet.kind == COLUMN and facet.name not in have
            if len(word) == len(own) or word.startswith(own) or word.endswith(own)
        ]
        near = [(ratio, facet) for ratio, whole, facet in like if whole]
        parts = {facet for ratio, whole, facet in like if not whole and ratio >= LIKE}
        ratio, found = max(near, default=(0.0, None))
        if found is None or ratio < LIKE:
            found = parts.pop() if len(parts) == 1 else None
        if found is not None:
            column.kind, column.column = "数", found.name
            have.add(found.name)


def guess_expenses(columns: Sequence[HeaderColumn], words: TableWords) -> None:
    """Find of which expense the columns of a table of “三公” are whose word for it is misprinted, where others have it: of one that no
    other column has over it."""
    have = {column.row for column in columns}
    known = {
        word: facet.name
        for word, facet in words.heads.items()
        if facet.kind == ROW and facet.name not in have
    }
    for column in columns if have - {""} else ():
        own = [word for word in column.words if word not in words.heads and word not in TOTALS]
        if not column.column or column.row or not own:
            continue
        near = [
            (ratio, row)
            for word, row in known.items()
            if len(word) == len(own[-1])
            and (ratio := SequenceMatcher(None, own[-1], word, autojunk=False).ratio()) >= LIKE
        ]
        column.row = max(near)[1] if near else ""


def settle_only_column(
    columns: Sequence[HeaderColumn], cells: Sequence[Sequence[str]], words: TableWords
) -> None:
    """Take the figures of a table of “三公” that stand below the names of expenses alone, of no two the same, for what the words over all
    of them say that they are, else for what was spent, as its title does."""
    # 小计 says that it is what was spent.
    rows = {one.row for one in columns if one.kind == "数" and one.column in ("", FINAL)}
    if len(rows - {""}) < len(columns):
        return
    over = [line[0] for line in cells if len({*line}) == 1]
    heads = [(word, facet.name) for word, facet in words.heads.items() if facet.kind == COLUMN]
    said = [name for line in over for word, name in heads if line.endswith(word)]
    for column in columns:
        column.column = said[-1] if said else FINAL
