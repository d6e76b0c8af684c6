"""Tables that go on in another one right behind them, as Word leaves a table that somebody split at the end of a page.

The second has the header again or none, below an empty paragraph or the title once more, mostly with 续, or below any short
line when it goes on with the codes or numbers of the first. Or it has the same rows and other columns (`continued_columns`).
Both are one table, and so are more than two; one that does not fit is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrator.document import Block, Document, Table, texts_in
from narrator.numerals import read_numeral
from narrator.tables.continued_columns import join_beside, join_continued_columns
from narrator.tables.header import CODE, read_header
from narrator.tables.header_column import LABELS
from narrator.tables.matrix import Matrix, matrix
from narrator.tables.money_unit import WITH_UNIT
from narrator.tables.plain import plain
from narrator.tables.public import SURE, interpret, own_titled, read_public_table
from narrator.tables.table_as_read import PublicTable, Sheet
from narrator.tables.vocabulary import Vocabulary, bare, table_titled

AGAIN = re.compile(r"[(（\[]续表?\d?[)）\]]|续表?\d?$|^续表?[:：]?")  # in a title that is printed once more
ORDER = re.compile(
    r"(?P<code>\d{3}(?:\d\d){0,2})|(?P<line>\d{1,2})|(?P<item>[一二三四五六七八九十]{1,5})、.*"
)
SHORT = 10  # letters of a line between two parts of a table: （续上表）, 第2页
TITLE = re.compile(r"[^,。:;]{2,40}表")


def join_continued(document: Document, vocabulary: Vocabulary) -> Document:
    """Return a document in which every public table is one: what goes on in the tables right behind it stands in it."""
    blocks: list[Block] = []
    last = -1  # where the table before stands, -1 when there is none
    public: PublicTable | None = (
        None  # what it was read as, when somebody asked; of a joined one, what its first part was
    )
    above: tuple[str, ...] = ()  # the lines over it
    pieces: list[Table] = []  # it, and those before it that it may go on from
    title: tuple[str, ...] = ()  # the lines over the first of them
    first = -1  # where that stands
    for block in document.blocks:
        if not isinstance(block, Table):
            blocks.append(block)
            continue
        between = lines_between(blocks[last + 1 :])
        certain = may_go_on(between, above)
        before = blocks[last] if last >= 0 else None
        if not certain:
            pieces, first, title = [], len(blocks), between
        pieces.append(block)
        if isinstance(before, Table) and (certain or are_short(between)):
            grid = matrix(block)
            if public is None:
                public = read_public_table(Sheet(matrix(before), above), vocabulary)
            whole = join_beside(pieces, title, vocabulary) if certain and not public.name else None
            if whole is not None:
                blocks[first:], last, public, above = [whole], first, None, title
                continue
            skipped = rows_again(public, between, grid, vocabulary) if public.name else None
            if skipped is not None and (certain or goes_on_in_order(public, grid[skipped:])):
                rows = (*before.body, *block.rows[skipped:])
                blocks[last:] = [before._replace(body=rows)]
                public.sheet.rows += grid[skipped:]
                continue
            wider = (
                join_continued_columns(before, block, public, vocabulary, certain) if public.name else None
            )
            if wider is None and certain and ends_with_names(public):
                wider = join_beside([before, block], above, vocabulary, public)
            if wider is not None:
                blocks[last:], public = [wider], None
                continue
        last, public, above = len(blocks), None, between
        blocks.append(block)
    return document._replace(blocks=tuple(blocks))


def ends_with_names(public: PublicTable) -> bool:
    """Return whether the last column of a public table has codes or names, whose figures are not there."""
    columns = public.header.columns
    return bool(public.name and columns) and columns[-1].kind in LABELS


def lines_between(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the lines of blocks that are not blank."""
    return tuple(text.string for text in texts_in(blocks) if text.string.strip())


def may_go_on(between: Sequence[str], above: Sequence[str]) -> bool:
    """Return whether a table may go on in the next one, by the lines between them: there are none, or they say 续, or stand
    above the table, too."""
    known = "".join(map(plain, above))
    return all(AGAIN.search(line) or line in known for line in map(plain, between))


def are_short(between: Sequence[str]) -> bool:
    """Return whether the lines between two tables are too short to say anything, and name no table."""
    return all(len(line) <= SHORT and ("表" not in line or "上表" in line) for line in map(plain, between))


def goes_on_in_order(public: PublicTable, rows: Matrix) -> bool:
    """Return whether rows begin with a code, or a number before a name or of a line, that comes after the last one of a
    public table in the same column."""
    columns = public.header.columns if public.header else ()
    beside = [at for at, column in enumerate(columns) if column.kind != "数"]
    last = next((found for row in reversed(public.sheet.rows) if (found := orders(row, beside))), {})
    first = next((found for row in rows if (found := orders(row, beside))), {})
    both = [place for place in last if place in first]
    return [last[place] for place in both] < [first[place] for place in both]


def orders(row: Sequence[str], columns: Sequence[int]) -> dict[tuple[int, str], str]:
    """Return the codes and numbers by which a row stands behind another one, by column and kind, so that they compare."""
    found = {at: ORDER.fullmatch(plain(row[at])) for at in columns}
    kinds = {(at, one.lastgroup): one[one.lastgroup] for at, one in found.items() if one and one.lastgroup}
    return {
        (at, kind): text if kind == "code" else f"{read_numeral(text):02}"
        for (at, kind), text in kinds.items()
    }


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
    said = any(AGAIN.search(plain(line)) for line in between)
    begins = [
        next((codes_of(row) or label_of(row) for row in part if any(cell.strip() for cell in row)), ())
        for part in (have[public.header.rows :], rest)
    ]
    if begins[0] and begins[0] == begins[1] and not said:
        return None  # begins anew
    same = [label_of(row) in printed for row in rest if any(cell.strip() for cell in row)]
    if all(same) or (any(same) and between and not said):
        return None
    if len(have) == public.header.rows:  # cut within the header
        whole = interpret(Sheet([*have, *rest]), public.layout, vocabulary)
        return skipped if whole.header.rows > len(have) and whole.share >= SURE else None
    own = read_header(rest, public.layout, vocabulary.tables[public.layout])
    return skipped if own.rows == 0 and (has_figures(rest) or named_rows(public, rest, vocabulary)) else None


def may_belong_to(public: PublicTable, rows: Matrix, vocabulary: Vocabulary) -> bool:
    """Return whether a table that nobody knows may be the rest of the public one before it: it prints numbers beside codes
    or beside names that rows of that table have."""
    named = named_rows(public, rows, vocabulary)
    return has_figures(rows) and (named or any(CODE.fullmatch(plain(cell)) for row in rows for cell in row))


def named_rows(public: PublicTable, rows: Matrix, vocabulary: Vocabulary) -> bool:
    """Return whether any rows bear names that rows of a public table have."""
    names = {name for _, name in vocabulary.tables[public.layout].rows}
    return any(bare(cell) in names for row in rows for cell in row)


def has_own_title(rows: Matrix, above: Sheet) -> bool:
    """Return whether the first row of a table is a title right across it that is not the one of the table before it."""
    first = {plain(cell) for cell in rows[0]} if rows else set()
    if len(first) != 1 or not TITLE.fullmatch(title := AGAIN.sub("", first.pop())):
        return False
    before = "".join(plain(text) for text in (*above.above, *above.rows[0]))
    return title not in before


def codes_of(row: Sequence[str]) -> tuple[str, ...]:
    """Return the codes in a row, of tables that have any."""
    return tuple(cell for cell in map(plain, row) if CODE.fullmatch(cell))


def label_of(row: Sequence[str]) -> tuple[str, ...]:
    """Return what tells rows apart: what stands first, a code mostly, and the names in the row."""
    return plain(row[0]), *(cell for cell in map(plain, row) if cell and not WITH_UNIT.fullmatch(cell))


def bare_row(row: Sequence[str]) -> list[str]:
    """Return the cells of a row in plain form, without 续."""
    return [AGAIN.sub("", plain(cell)) for cell in row]


def has_figures(rows: Matrix) -> bool:
    """Return whether rows print numbers."""
    return any(WITH_UNIT.fullmatch(plain(cell)) for row in rows for cell in row)
