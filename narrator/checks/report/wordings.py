"""Which table of a phrasebook a sentence is worded by."""

from __future__ import annotations

from narrator.phrases.entries import Book, Table
from narrator.sources import Said


def table_of_wording(said: Said, book: Book) -> Table:
    """Return the table of a book by which something was worded."""
    return next(table for table in book.values() if table.entries.get(said.fact.situation) is said.wording)
