"""The grid notation of table layouts: lines of cells become the rows of a table.

a | b      cells, separated by |; every line has as many as the table has columns
<          merges with the cell at its left
^          merges with the cell above
=^ text    merges with the cell above when both say the same, and so do all =^ cells at its left
左:text    aligned so, whatever the column says; also 中: and 右:
& a | b    the line stays on a page with the next one
# a | b    so does this one, and it heads those below: it is printed again on every page that they reach, and no =^
           merges with it
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from typing import Any, NamedTuple

from narrator.compose.language import Budget
from narrator.compose.pieces import Pieces, parts_of
from narrator.disclosure.value import Figure, Words
from narrator.document import NOTHING, Cut, CutCell, Origin, Row, Texts, cut_as, settle, unsettle
from narrator.number import Amount
from narrator.phrases.engine import print_in_prose
from narrator.regex import compile_later
from narrator.sources import Derived, Slot
from narrator.spans import Span, Text, join, new_tuple, paragraphs, text_from

OPEN, CLOSE = "\ue000", "\ue001"  # around the number of a value, in the lines of a grid that was filled
NUMBERED = compile_later(f"{OPEN}([0-9]+){CLOSE}")
KEEP, HEAD = "&", "#"
MARKS = frozenset("<^=左中右")  # what a mark of the notation begins with
ALIGN = compile_later(r"([左中右])[:：]")

CellPlace = tuple[
    int, int, int, int
]  # a cell: its row, the how-manieth it is there, its column and its columns


class ComposedGrid(NamedTuple):
    """The rows of a grid. kept: the numbers of those that stay on a page with the next one. heads: of those that are
    printed again on every page that the rows below reach."""

    rows: tuple[Row, ...] = ()
    kept: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()


class CellSource(NamedTuple):
    """A cell of a line: where it begins, how many columns it covers, how it is aligned, and what is to stand in it.

    up: "^" when it merges with the cell above, "=^" when it does so where both say the same; "" otherwise.
    """

    column: int
    columns: int
    align: str
    source: str
    up: str = ""


class LineSource(NamedTuple):
    """A line of a grid. cut: how it is cut into cells when none merges with the one above. kept, heads: as of `ComposedGrid`.
    ups: what cells have as `up`. source: all of it. rising: how many of its cells, from the left, may merge with those
    above."""

    cells: tuple[CellSource, ...]
    cut: Cut
    kept: bool
    heads: bool
    ups: frozenset[str]
    source: str
    rising: int = 0


FilledLine = tuple[LineSource, list[str], list[Origin]]  # with what its cells say and come from, see `Row`


class RowDraft:
    """A row some of whose cells are in the row above, or reach into those below. rows: how many those cover, by the number of
    the cell; more: what those come from that say the same and merged with it."""

    __slots__ = ("cells", "more", "origins", "rows", "strings")

    def __init__(self, cells: Sequence[CutCell], strings: Sequence[str], origins: Sequence[Origin]) -> None:
        self.cells, self.strings, self.origins = [*cells], strings, [*origins]
        self.rows: dict[int, int] = {}
        self.more: dict[int, list[Origin]] = {}

    def cover(self, which: int, rows: int, origin: Origin) -> None:
        """Have one of the cells cover so many rows, and come from that as well."""
        self.rows[which] = rows
        if origin is not None:
            self.more.setdefault(which, []).append(origin)

    def row(self) -> Row:
        """Return the row."""
        for at, rows in self.rows.items():
            column, align, columns, _ = self.cells[at]
            self.cells[at] = (column, align, columns, rows)
        for at, more in self.more.items():
            self.origins[at] = add_origins(self.strings[at], self.origins[at], more)
        return Row(cut_as(tuple(self.cells)), self.strings, self.origins)


def cut_of(cells: Sequence[CellSource]) -> Cut:
    """Return how a line is cut into cells."""
    return cut_as(tuple([(cell.column, cell.align, cell.columns, 1) for cell in cells]))


def add_origins(string: str, origin: Origin, more: Sequence[Origin]) -> Texts:
    """Return the paragraphs of a cell with all that they come from in several rows: it shows its text once, and yet was made
    from every row's."""
    if tuple not in {type(origin), *map(type, more)}:  # each comes from one source
        sources: list[Any] = [*more] if origin is None else [origin, *more]
        return (Text(string, tuple([new_tuple(Span, (0, len(string), one)) for one in sources])),)
    texts = [unsettle(string, one) for one in (origin, *more)]
    return tuple(
        Text(same[0].string, tuple(span for text in same for span in text.spans))
        for same in zip(*texts, strict=True)
    )


def mark_values(made: str | Pieces, budget: Budget) -> tuple[str, list[object]]:
    """Return what a template made as lines of a grid, with a mark in the place of each value, and the values in order. budget:
    pays for what they were computed from, each of which is told. Raises ValueError, in Chinese, for words that have a mark."""
    words: list[str] = []
    values: list[object] = []
    for part in parts_of(made):
        if type(part) is str:
            if OPEN in part:
                raise ValueError("表样里有一个印不出来的字符")
            words.append(part)
            continue
        words.append(f"{OPEN}{len(values)}{CLOSE}")
        values.append(part)
        if type(part) is Derived:
            budget.spend(len(part.operands))
    return "".join(words), values


def rows(
    marked: str,
    values: Sequence[object],
    aligns: Sequence[str],
    zeros: Sequence[str],
    align: str | None = None,
) -> ComposedGrid:
    """Return a filled grid.

    marked: its lines, with marks in the place of the values, see `mark_values`. aligns: a column each. align: for all cells instead. zeros: what an amount of
    zero prints, a column each. Raises ValueError in Chinese when a line does not have as many cells as there are columns, or
    a merge has nothing to merge with, does not make a rectangle, or reaches over a line that is printed again.
    """
    aligns = [align] * len(aligns) if align else aligns
    filled: list[FilledLine] = []
    for source in marked.split("\n"):
        if source and not source.isspace():
            line = read_grid_line(source, aligns)
            cells = [settle(texts_of_cells(one.source, values, zeros[one.column])) for one in line.cells]
            filled.append((line, [string for string, _ in cells], [origin for _, origin in cells]))
    return make_grid(filled)


def read_grid_line(line: str, aligns: Sequence[str]) -> LineSource:
    """Return a line of a grid with so many columns, each aligned so. Raises ValueError in Chinese."""
    mark = line.lstrip()[0]
    kept, heads = mark in (KEEP, HEAD), mark == HEAD
    if kept:
        line = line.replace(mark, "", 1)
    sources = [source.strip() for source in line.split("|")]
    if len(sources) != len(aligns) or sources[0] == "<":
        raise ValueError(f"{widths_of(line, len(aligns))}：{shorten_line(line)}")
    if MARKS.isdisjoint([source[:1] for source in sources]):  # as in most lines
        plain = tuple([CellSource(at, 1, aligns[at], source) for at, source in enumerate(sources)])
        return LineSource(plain, cut_of(plain), kept, heads, frozenset(), line)
    cells: list[CellSource] = []
    for at, source in enumerate(sources):
        if source == "<":
            cells[-1] = cells[-1]._replace(columns=cells[-1].columns + 1)
            continue
        align, up = aligns[at], ""
        if source == "^":
            source, up = "", "^"
        elif source.startswith("=^"):
            source, up = source[2:].strip(), "=^"
        if up != "^" and (stated := ALIGN.match(source)):
            align, source = stated.group(1), source[stated.end() :].strip()
        cells.append(CellSource(at, 1, align, source, up))
    ups = frozenset(filter(None, [cell.up for cell in cells]))
    rising = max((at for at, cell in enumerate(cells, 1) if cell.up), default=0)
    return LineSource(tuple(cells), cut_of(cells), kept, heads, ups, line, rising)


def shorten_line(line: str) -> str:
    """Return the beginning of a line for a message, … for its values."""
    return NUMBERED.sub("…", line).strip()[:40]


def make_grid(lines: Sequence[FilledLine]) -> ComposedGrid:
    """Return the grid of lines that are filled as if nothing merged with the cell above. Raises ValueError as `rows` does."""
    drafts: list[Row | RowDraft] = []
    above: list[
        CellPlace
    ] = []  # what stands in the first columns of the last row; in the others its own cells do
    kept: set[int] = set()
    heads: set[int] = set()
    for number, (line, strings, origins) in enumerate(lines):
        if line.kept:
            kept.add(number)
            if line.heads:
                heads.add(number)
        if line.ups:
            above = raise_cells(line, strings, origins, drafts, above, number - 1 in heads and not line.heads)
        else:  # as most lines
            drafts.append(Row(line.cut, strings, origins))
            above = []
    refuse_crossing(drafts, heads)
    made = tuple([draft.row() if isinstance(draft, RowDraft) else draft for draft in drafts])
    return ComposedGrid(made, frozenset(kept), frozenset(heads))


def refuse_crossing(drafts: Sequence[Row | RowDraft], heads: Set[int]) -> None:
    """Refuse cells that reach into lines that are printed again, or out of them. Raises ValueError in Chinese."""
    edges = [row for row in range(1, len(drafts)) if (row in heads) != (row - 1 in heads)] if heads else []
    for number, draft in enumerate(drafts if edges else ()):
        for at, rows in draft.rows.items() if isinstance(draft, RowDraft) else ():
            if bisect_right(edges, number) != bisect_left(edges, number + rows):
                words = draft.strings[at].replace("\n", "")[:20]
                raise ValueError(
                    f"“{HEAD}”的行每一页都印，“{words}”这一格不能从它合并到别的行，也不能合并到它里面"
                )


def find_places(drafts: Sequence[Row | RowDraft], above: Sequence[CellPlace]) -> list[CellPlace]:
    """Return the cell that stands in each column of the last row. above: those in its first columns; the others are its own."""
    number = len(drafts) - 1
    places = [*above]
    last = drafts[number]
    cells = last.cells if isinstance(last, RowDraft) else last.cut.cells
    for at, (column, _, columns, _) in enumerate(cells):
        if column >= len(above):
            places += [(number, at, column, columns)] * columns
    return places


def raise_cells(
    line: LineSource,
    strings: list[str],
    origins: list[Origin],
    drafts: list[Row | RowDraft],
    above: Sequence[CellPlace],
    headed: bool,
) -> list[CellPlace]:
    """Add a line to the drafts as a row, of which some cells may merge with those above, and return the cell that stands in
    each of its columns, as far as such cells reach.

    strings, origins: of its cells before that. above: what stands in the first columns of the row above; in the others its own
    cells do. headed: whether that row heads this. Raises ValueError for a cell that must merge in the first row.
    """
    number = len(drafts)
    if number and line.cells[line.rising - 1].column >= len(above):
        above = find_places(drafts, above)
    owners: list[CellPlace] = []
    cells: list[CutCell] = []  # those that do not merge, and what they say and come from
    own_strings: list[str] = []
    own_origins: list[Origin] = []
    same = not headed  # whether every =^ cell so far in this line merged
    for at, (column, columns, _, _, up) in enumerate(line.cells[: line.rising]):
        if up == "^" and not number:
            raise ValueError(f"“^”没有可以合并的格：{shorten_line(line.source)}")
        place = (number, len(cells), column, columns)
        if number and (up == "^" or (up and same)):
            there = row, which, begin, width = above[column]
            draft = drafts[row]
            if up == "^" or (begin == column and width == columns and strings[at] == draft.strings[which]):
                place = there
                if not isinstance(draft, RowDraft):
                    draft = drafts[row] = RowDraft(draft.cut.cells, draft.strings, draft.origins)
                draft.cover(which, number - row + 1, origins[at] if up == "=^" else None)
        if place[0] == number:
            same = same and not up
            cells.append(line.cut.cells[at])
            own_strings.append(strings[at])
            own_origins.append(origins[at])
        owners += [place] * columns
    rising = line.rising
    if len(cells) == rising:
        drafts.append(Row(line.cut, strings, origins))
    else:
        cells += line.cut.cells[rising:]
        drafts.append(RowDraft(cells, own_strings + strings[rising:], own_origins + origins[rising:]))
    if "^" in line.ups:  # cells of =^ cover the same columns
        refuse_other_shapes(line.source, find_places(drafts, owners), number)
    return owners


def refuse_other_shapes(line: str, owners: Sequence[CellPlace], number: int) -> None:
    """Refuse merged cells that are no rectangles. owners: the cell in each column of the row with a number, which the line made.

    Raises ValueError in Chinese.
    """
    at = 0
    while at < len(owners):
        row, _, column, columns = owners[at]
        end = at + columns
        if row < number and (
            column != at
            or any(other != owners[at] for other in owners[at:end])
            or owners[at] in owners[end : end + 1]
        ):
            raise ValueError(f"合并的格不是一个长方形：{shorten_line(line)}")
        at = end


def widths_of(line: str, columns: int) -> str:
    """Return what is wrong with the cells of a line in a grid with so many columns, or ""."""
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != columns:
        return f"这一行有{len(cells)}格，表有{columns}列"
    return "第一格没有左边的格可以合并" if cells[0] == "<" else ""


def texts_of_cells(source: str, values: Sequence[object], zero: str) -> Texts:
    """Return the paragraphs of a cell as a table prints it: an amount of zero as the form prints it, a
    missing figure or text as nothing.
    """
    if not source:
        return NOTHING
    if OPEN not in source:
        return (Text(source),)
    pieces: list[Text | str] = []
    for at, piece in enumerate(NUMBERED.split(source)):  # words, a number, words, a number, … words
        if at % 2:
            value = values[int(piece)]
            pieces.append(value if isinstance(value, str) else cell_value(value, zero))
        elif piece:
            pieces.append(piece)
    return split_paragraphs(pieces[0] if len(pieces) == 1 and isinstance(pieces[0], Text) else join(pieces))


def print_figure(figure: Figure, zero: str) -> str:
    """Return a figure as a table prints it."""
    amount = figure.value
    return amount.tabulated(zero) if isinstance(amount, Amount) else str(figure)


def split_paragraphs(text: Text) -> Texts:
    """Return a text as the paragraphs of a cell."""
    return tuple(paragraphs(text)) if "\n" in text.string else (text,)


def cell_value(value: object, zero: str) -> Text:
    """Return a value as a table prints it, with its source."""
    if isinstance(value, Figure):
        return text_from(print_figure(value, zero), value)
    if isinstance(value, Words):
        if value.kind != "文字":
            return text_from(value.text, value)
        return text_from(value.text, Slot(value.path)) if value.text else Text()
    if isinstance(value, Derived) and isinstance(value.value, Amount):
        return text_from(value.value.tabulated(), value)
    return print_in_prose(value)
