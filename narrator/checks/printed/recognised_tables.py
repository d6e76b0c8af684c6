"""Which table of the form each table of a report is, by its title, its number, its words, or the rows that it goes on with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from narrator.checks.finding import unchecked
from narrator.checks.printed.lines import texts_of
from narrator.checks.printed.table_data import Reading
from narrator.document import Document, Table
from narrator.tables.blueprint import Blueprint
from narrator.tables.composed_table import composed_table
from narrator.tables.continued_rows import has_own_title, may_belong_to, may_go_on
from narrator.tables.header import CODE, DEEPEST
from narrator.tables.matrix import Matrix, merged_areas
from narrator.tables.plain import plain, title_parts, unnumbered
from narrator.tables.public import read_as, read_titled, read_untitled, titled_as, words_of_row
from narrator.tables.table_as_read import PublicTable, Sheet
from narrator.tables.vocabulary import Blueprints, Vocabulary

NEAR = 8  # lines above a table among which its title and number are looked for
ALIKE = 0.6  # how many of a layout's words a table must have to be that table


class Seen(NamedTuple):
    """A table of a report. blueprint: of which of the form's it is; None when it is none. public: what it says as a public
    table. below: the lines below it. torn: whether its rest was not understood, or it is that."""

    blueprint: Blueprint | None
    public: PublicTable | None
    sheet: Sheet
    below: list[str]
    torn: bool = False


def tell_unknown(sheet: Sheet, reading: Reading) -> bool:
    """Tell that a table was not understood, by the title or number of the form's table under which it stands, if that was
    read nowhere else; return whether it stands under one. Of one that stands under none and prints nothing nothing is told."""
    above = {one for text in sheet.above for one in title_parts(text)}
    hint = "核对表的标题和表头"
    blueprint = next(
        (
            one
            for name in reading.lacking
            if (one := reading.blueprints[name]).title in above or one.number in above - {""}
        ),
        None,
    )
    if blueprint is None and not any(cell.strip() for row in sheet.rows for cell in row):
        return False
    if blueprint is None or blueprint.name in reading.torn:
        what, subject = f"没有认出这张表（{words_of_row(sheet.rows[0])}）", sheet.name or "表"
    else:
        reading.torn.add(blueprint.name)
        what, subject = f"{blueprint.cited}没有读懂，与它有关的都没有核对", blueprint.label
        if has_no_codes(sheet.rows):
            what, hint = f"{blueprint.cited}没有一个科目编码，与它有关的都没有核对", "补上科目编码"
    reading.findings.append(unchecked(subject, what, hint))
    return blueprint is not None


def has_no_codes(rows: Matrix) -> bool:
    """Return whether a column of a table is headed as that of codes, and no code stands there."""
    heads = [
        (at, number)
        for number, row in enumerate(rows[:DEEPEST])
        for at, cell in enumerate(row)
        if plain(cell).endswith("编码")
    ]
    return bool(heads) and not any(
        CODE.fullmatch(plain(row[at])) for at, number in heads for row in rows[number + 1 :]
    )


def recognise_tables(document: Document, blueprints: Blueprints, reading: Reading) -> list[Seen]:
    """Return the tables of a document, recognised as far as may be, and keep the public ones, the first of each."""
    own = [blueprint for blueprint in blueprints.values() if not blueprint.table]
    prescribed = [blueprint for blueprint in blueprints.values() if blueprint.table]
    tables = zip(reading.grids, reading.composed or [None] * len(reading.grids), strict=True)
    before: list[str] = []
    below: list[str] = []
    seen: list[Seen] = []
    for block in document.blocks:
        if not isinstance(block, Table):
            said = texts_of(block)
            before += said
            below += said
            continue
        rows, made = next(tables)
        merged = () if made else merged_areas(block)
        sheet = Sheet(rows, tuple(before[-NEAR:]), name=block.name, merged=merged)
        blueprint, public = find_composed(sheet, made, blueprints) if made else (None, None)
        if blueprint is None:
            blueprint = find_by_title(before, own, blueprints)
            public = None if blueprint else read_titled(sheet, blueprints.vocabulary)
            blueprint = blueprint or (None if public else find_by_words(rows, before, own))
        if blueprint is None and public is None and rows:
            same = next((one.public for one in seen if one.public and one.sheet.rows == rows), None)
            vocabulary = blueprints.vocabulary
            public = read_as(sheet, same.layout, vocabulary) if same else read_untitled(sheet, vocabulary)
        if blueprint is None and public is None and (like := find_by_words(rows, before, prescribed)):
            public = None if like.by_row else read_as(sheet, like.name, blueprints.vocabulary)
            blueprint = like if like.by_row else None
        if public is not None:
            blueprint = blueprints.find(public.name)
        is_rest = False
        if blueprint is None and (torn := find_torn(rows, before, seen, blueprints.vocabulary)):
            tell_torn(*torn, seen, reading)
            is_rest = True
        elif blueprint is None and public is None and seen and seen[-1].torn:
            is_rest = may_go_on(before, seen[-1].sheet.above)
        if blueprint is not None and (
            public is None or reading.public.setdefault(public.name, public) is public
        ):
            below = []  # what stands below another one may belong to the one before it
        seen.append(Seen(blueprint, public, sheet, below, is_rest))
        before = []
    return seen


def find_composed(
    sheet: Sheet, made: Table, blueprints: Blueprints
) -> tuple[Blueprint | None, PublicTable | None]:
    """Return which table of the form a sheet is that prints just what was composed as a table, and what it says as a public one;
    None twice when that has to be read, as where its title, which may be misspelt in the form, is not that of the table, or it has none
    and no header."""
    blueprint = blueprints.get(made.name)
    if blueprint is None or not blueprint.has_words:
        return None, None
    if not blueprint.data_table or blueprint.by_row:
        return blueprint, None
    if blueprints.find(blueprint.data_table) is not blueprint:
        return None, None
    name = blueprint.table or blueprint.name
    titled = titled_as(sheet, blueprints.vocabulary) == name
    public = composed_table(sheet, made, name, blueprints.vocabulary) if titled else None
    return (blueprint, public) if public else (None, None)


def find_torn(
    rows: Matrix, lines: Sequence[str], seen: Sequence[Seen], vocabulary: Vocabulary
) -> tuple[Blueprint, PublicTable] | None:
    """Return which table of the form the last one seen is, and what it says, when an unknown table below some lines may be
    its rest, which could not be joined; None when it can not."""
    above = seen[-1] if seen else None
    if above is None or above.blueprint is None or above.public is None:
        return None
    is_rest = (
        may_go_on(lines, above.sheet.above)
        and not has_own_title(rows, above.sheet)
        and may_belong_to(above.public, rows, vocabulary)
    )
    return (above.blueprint, above.public) if is_rest else None


def tell_torn(blueprint: Blueprint, public: PublicTable, seen: list[Seen], reading: Reading) -> None:
    """Take the last table seen for not understood, as its rest is: nothing that hangs on it is judged. blueprint, public: which
    table of the form it is, and what it says."""
    if reading.public.get(public.name) is public:
        del reading.public[public.name]
        reading.torn.add(blueprint.name)
        what = "紧接着的一张表像是它的下半，没有读懂，这张表都没有核对"
        reading.findings.append(unchecked(blueprint.label, what, "合成一张表，列要一样"))
    seen[-1] = seen[-1]._replace(public=None, torn=True)


def find_by_title(
    before: Sequence[str], layouts: Sequence[Blueprint], blueprints: Blueprints
) -> Blueprint | None:
    """Return the layout whose very title stands before a table, of those that print once more what another table of the form
    holds, or what is known by its rows alone; None when there is none."""
    near = {unnumbered(plain(text)) for text in before[-NEAR:]}
    return next(
        (
            one
            for one in layouts
            if one.title in near and (one.by_row or (not one.owner and blueprints.find(one.coded) is not one))
        ),
        None,
    )


def is_as_wide(rows: Matrix, layout: Blueprint) -> bool:
    """Return whether rows have as many columns as a layout."""
    return not layout.body or max(map(len, rows), default=0) == len(layout.body[0].places)


def find_by_words(rows: Matrix, before: Sequence[str], layouts: Sequence[Blueprint]) -> Blueprint | None:
    """Return the layout that a table has: by its number and title, which stand before it, and by its words;
    of two that have all of theirs there, it is the one that has more. By its words alone a table is none of a form's own that has not
    as many columns: nothing of it would be read.
    """
    words = {plain(cell) for cell in set().union(*rows) if cell.strip()}
    near = {part for text in before[-NEAR:] for part in title_parts(text)}
    heights = {len(layout.header) for layout in layouts}
    tops = {height: {plain(cell) for row in rows[: height + 1] for cell in row} for height in heights}
    best: tuple[tuple[float, int], Blueprint] | None = None
    for layout in layouts:
        share = len(words & layout.words) / max(len(layout.words), 1)
        if layout.heads:
            share = max(share, len(layout.heads & tops[len(layout.header)]) / len(layout.heads))
        numbered = bool(layout.number) and layout.number in near
        titled = layout.title in near
        score = share + 2 * numbered + titled, len(words & layout.words)
        fits = numbered or titled or layout.table or is_as_wide(rows, layout)
        if share >= (0.3 if numbered and titled else ALIKE) and fits and (best is None or score > best[0]):
            best = score, layout
    return best[1] if best else None
