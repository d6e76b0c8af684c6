"""The tables of a report that the base does not print: those of other forms as they have them, the others as they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from narrator.checks.printed.contents import with_contents
from narrator.checks.printed.headings import with_headings
from narrator.checks.printed.report_tables import read_report_tables
from narrator.document import Document, Table
from narrator.form import Form
from narrator.form_knowledge import blueprints
from narrator.learning.borrowed_tables import borrow_table, find_table, find_told_again, others_than
from narrator.learning.drafting import AddedTable, with_tables
from narrator.learning.phrase_tables import free_name
from narrator.learning.unknown_tables import title_above, write_unknown
from narrator.tables.blueprint import Blueprint
from narrator.tables.matrix import matrix
from narrator.tables.plain import plain, unnumbered


def find_added_tables(document: Document, base: Form) -> list[AddedTable]:
    """Return what is added to the base so that it prints all tables of a report."""
    document = with_headings(with_contents(document))
    unknown = find_unknown(document, base)
    others = others_than(base) if unknown else []
    borrowed = dict(find_retold(document, base, others))
    if borrowed:  # the table of the base that they tell once more is another one of the report
        with TemporaryDirectory() as folder:
            retold = [borrow_table(form, blueprint, base) for form, blueprint in borrowed.values()]
            unknown = find_unknown(document, with_tables(base, retold, Path(folder)))
    own: list[Table] = []
    again: dict[str, AddedTable] = {}
    for table in unknown:
        title = unnumbered(plain(title_above(document, table)))
        if found := find_table(matrix(table), others, base.left_out):
            borrowed.setdefault(found[1].name, found)
        elif found := find_told_again(matrix(table), title, base, others):
            name = free_name(found[1].name, base.layouts)
            again.setdefault(name, borrow_table(*found, base, name))
        else:
            own.append(table)
    words = {word for form in (base, *others) for one in blueprints(form).values() for word in one.words}
    return [
        *(borrow_table(form, blueprint, base) for form, blueprint in borrowed.values()),
        *again.values(),
        *write_unknown(document, own, {*base.layouts, *borrowed, *again}, base, words),
    ]


def find_retold(
    document: Document, base: Form, others: Sequence[Form]
) -> Iterator[tuple[str, tuple[Form, Blueprint]]]:
    """Yield the tables of other forms, by name, that a report prints under their titles, and the base under none."""
    own = {one.title for one in blueprints(base).values()}
    for table in tables_in_order(document) if others else ():
        title = unnumbered(plain(title_above(document, table)))
        found = find_table(matrix(table), others, base.left_out) if title and title not in own else None
        if found and found[1].title == title and found[1].name not in base.layouts:
            yield found[1].name, found


def tables_in_order(document: Document) -> list[Table]:
    """Return the tables of a document in order."""
    return [block for block in document.blocks if isinstance(block, Table)]


def find_unknown(document: Document, base: Form) -> list[Table]:
    """Return the tables of a report that the base does not print, those with one row or column left out."""
    reading = read_report_tables(document, base, blueprints(base))
    known = {
        id(rows) for one, rows, *_ in reading.found if one.table or len(rows[0]) == len(one.body[0].places)
    }
    return [
        table
        for table, rows in zip(tables_in_order(document), reading.grids, strict=True)
        if id(rows) not in known and len(rows) > 1 and len(rows[0]) > 1
    ]
