"""SN: a report that carries what it was made from prints what that gives, but for the texts of its writers.

What people change in Word outside the writers' texts is no longer what the data say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.lines import Line, line_texts, own
from narrator.checks.printed.matching import Node, compiled, matched
from narrator.checks.printed.pattern_pieces import Piece
from narrator.checks.report.prose_places import LONG, at_line
from narrator.document import Document, Table
from narrator.sources import Slot
from narrator.spans import Text, slot_spans
from narrator.tables.header import is_amount, is_line
from narrator.tables.matrix import Matrix, matrix, merged_areas
from narrator.tables.plain import figure_alone, plain
from narrator.tables.vocabulary import NUMBERS

# Letters that are shown of a paragraph, of a cell, and of one of several cells.
PARAGRAPH, CELL, BRIEF = 120, 80, 40
SHORTEST_CODE = 3  # digits; fewer number the rows (行次)
HINT = "改数据再生成；确实要这样写，就在数据里改"


def tell_differences(
    prose: Sequence[Line], have: Sequence[Matrix], made: Document, labels: Mapping[str, str]
) -> Iterator[Finding]:
    """Return where a report prints something else than the one that is composed from what it carries.

    prose: its lines. have: its tables. made: the composed report. labels: what the form calls its public
    tables, see `Form.labels`.
    """
    yield from check_prose_as_made(prose, made)
    yield from check_tables_as_made(have, made, labels)


def check_prose_as_made(prose: Sequence[Line], made: Document) -> Iterator[Finding]:
    """Return what breaks SN-1: the paragraphs are those that the data in the report give, but for what writers wrote in the
    places meant for it."""
    have = [line for line in prose if line.text.strip()]
    want = [text for block in made.blocks for text in line_texts(block) if plain(text.string)]
    have_keys, want_keys = [plain(line.text) for line in have], [plain(text.string) for text in want]
    for kind, begin, end, first, last in SequenceMatcher(
        None, have_keys, want_keys, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            continue
        yield from tell_changed_lines(have[begin:end], want[first:last])


def tell_changed_lines(have: list[Line], want: list[Text]) -> Iterator[Finding]:
    """Return what differs outside the writers' texts where one line stands and another should stand."""
    patterns = [(text, compiled(writable_pattern(text))) for text in want]
    at = 0
    for line in have:
        fits = next((n for n in range(at, len(want)) if is_line_of_text(line, *patterns[n])), None)
        if fits is not None:
            yield from tell_gone_lines(want[at:fits])
            at = fits + 1
            continue
        written = any(
            isinstance(span.source, Slot) for text in want[max(0, at - 1) : at + 1] for span in text.spans
        )
        if at < len(want) and not whole_slot(want[at]):
            side = Side("数据给出的", want[at].string[:PARAGRAPH])
            at += 1
        elif written:
            continue  # one more paragraph of a writer's text
        else:
            side = Side("数据给出的", "")
        shown = at_line(line, line.text[:PARAGRAPH])
        yield Finding(
            Level.ERROR, f"“{line.plain[:LONG]}”", "这一段与数据给出的不同", HINT, (shown, side), rule="SN-1"
        )
    yield from tell_gone_lines(want[at:])


def is_line_of_text(line: Line, text: Text, pattern: Node | None) -> bool:
    """Return whether a line is the text but for the writers' texts: what stands outside its content controls
    is the same, or, when it has lost them, it fits the pattern in which they are free.
    """
    return (
        line.own == plain(own(text, slot_spans(text)))
        if line.own
        else matched(pattern, plain(line.text)) is not None
    )


def tell_gone_lines(texts: list[Text]) -> Iterator[Finding]:
    """Return the texts that the data give and the report does not have; a writer's texts may be changed in Word."""
    for text in texts:
        if not whole_slot(text):
            shown = Side("数据给出的", text.string[:PARAGRAPH])
            yield Finding(
                Level.ERROR, f"“{plain(text.string)[:LONG]}”", "报告里没有这一段", HINT, (shown,), rule="SN-1"
            )


def whole_slot(text: Text) -> bool:
    """Return whether a text is a writer's text and nothing else but a number and a full stop."""
    own = sum(len(piece.literal) for piece in writable_pattern(text) if piece.kind == "literal")
    return own <= 4 and any(isinstance(span.source, Slot) for span in text.spans)


def writable_pattern(text: Text) -> list[Piece]:
    """Return the pattern of a text in which only the writers' texts are free."""
    found: list[Piece] = []
    end = 0
    for span in text.spans:
        if span.start < end or not isinstance(span.source, Slot):
            continue
        if words := plain(text.string[end : span.start]):
            found.append(Piece("literal", words))
        found.append(Piece("free", source=span.source))
        end = span.end
    if words := plain(text.string[end:]):
        found.append(Piece("literal", words))
    return found


def check_tables_as_made(
    have: Sequence[Matrix], made: Document, labels: Mapping[str, str]
) -> Iterator[Finding]:
    """Return what breaks SN-2: the tables are those that the data in the report give, cell by cell. Rows and columns in
    another order are found by their names, and the numbers of rows and columns (行次, 栏次) may be left out."""
    want = [block for block in made.blocks if isinstance(block, Table)]
    if len(have) != len(want):
        sides = (Side("报告", f"{len(have)}张"), Side("数据给出的", f"{len(want)}张"))
        yield Finding(Level.ERROR, "表的张数", "表的张数与数据给出的不同", HINT, sides, rule="SN-2")
        return
    for number, (printed, other) in enumerate(zip(have, want, strict=True), 1):
        name = labels.get(other.name, f"第{number}张表（{other.name}）")
        given = matrix(other)
        if printed == given:
            continue
        wanted = GivenCells.without_numbers(printed, given, other)
        head = sum(row < len(other.header) for row in wanted.rows)
        same = bool(printed) and len(printed[0]) == len(wanted.columns)
        rows = find_other_rows(printed[head:], wanted.texts(given)[head:]) if same else None
        if rows is None:
            yield Finding(Level.ERROR, name, "表的行列与数据给出的不同", HINT, rule="SN-2")
            continue
        yield from tell_other_rows(name, rows)
        left = wanted._replace(
            rows=[at for place, at in enumerate(wanted.rows, -head) if place not in rows.lost]
        )
        kept = [at for at in range(len(printed)) if at - head not in rows.more]
        yield from tell_changed_cells(name, find_changed_cells(printed, kept, given, other, left))


class OtherRows(NamedTuple):
    """Rows that the data give for a table and a report does not print, and those that only the report prints: each by
    its number among the rows below the heading, with its code, or else its name, and with both."""

    lost: Mapping[int, tuple[str, str]]
    more: Mapping[int, tuple[str, str]]


def find_other_rows(printed: Matrix, given: Matrix) -> OtherRows | None:
    """Return the rows that only one of two tables has, one that is there again, and blank ones, none where both have as many; None
    where their words do not tell rows apart, or most are others."""
    if len(printed) == len(given):
        return OtherRows({}, {})
    named = [at for at, is_figures in enumerate(figure_columns(given)) if not is_figures]
    ours, theirs = ([tuple(plain(row[at]) for at in named) for row in rows] for rows in (given, printed))
    lost = {at: name_of_row(given, at) for at, one in enumerate(ours) if one not in theirs or not any(one)}
    more = {
        at: name_of_row(printed, at)
        for at, one in enumerate(theirs)
        if one not in ours or one in theirs[:at] or not any(one)
    }
    filled = [*filter(any, ours)]
    apart = len({*filled}) == len(filled)
    few = all(2 * sum(map(any, some.values())) < len(ours) for some in (lost, more))
    return OtherRows(lost, more) if apart and few else None


def name_of_row(rows: Matrix, at: int) -> tuple[str, str]:
    """Return the code of a row, or its name where it has none, and both. A name is the first word of the row that no other row has in its
    place, as those of a group have the group's."""
    words = [*dict.fromkeys(plain(cell) for cell in rows[at][:2] if cell.strip())]
    if words and words[0].isdigit() and len(words[0]) >= SHORTEST_CODE:
        return words[0], " ".join(words[:1] + [word for word in words[1:] if not word.isdigit()])
    others = [row for number, row in enumerate(rows) if number != at]
    for column, cell in enumerate(rows[at]):
        word = plain(cell)
        if word and not (word.isdigit() or is_amount(word)) and all(row[column] != cell for row in others):
            return word, word
    return (words[0], words[0]) if words else ("", "")


def tell_other_rows(name: str, rows: OtherRows) -> Iterator[Finding]:
    """Return what to tell of the rows that only a report has, or only what its data give."""
    for what, some in (("少了{}，数据里有", rows.lost), ("多了{}，数据里没有", rows.more)):
        named = [one for one in some.values() if any(one)]
        if len(named) > FEW:
            told = [(named[0][0], f"“{named[0][1]}”等{len(named)}行，到“{named[-1][1]}”")]
        else:
            told = [(row, f"“{words}”这一行") for row, words in named]
        for row, said in told:
            yield Finding(Level.ERROR, f"{name} {row}", what.format(said), HINT, rule="SN-2")


def without_told(changed: Sequence[Finding], told: Iterable[Finding]) -> list[Finding]:
    """Return what is told of a report beside its data but for the rows that are told to be missing in its tables, or to be there
    twice."""
    told = [*told]
    lacking = [f"{one.subject} " for one in told if one.rule == "ST-4"]
    again = {one.subject for one in told if one.rule == "AD-1"}
    doubled = [one.subject.replace("“", "", 1) for one in told if one.what == "这一行重复了"]

    def is_told(one: Finding) -> bool:
        """Return whether the row that a finding is about is told."""
        if one.what.startswith("多了"):
            return one.subject in again or any(other.startswith(f"{one.subject} ") for other in doubled)
        names = (f"{one.subject} ", f"{one.subject}、")
        return one.what.startswith("少了") and any(other.startswith(names) for other in lacking)

    return [one for one in changed if not is_told(one)]


class GivenCells(NamedTuple):
    """The rows and columns of a table that its data give and a report must print, by their numbers."""

    rows: Sequence[int]
    columns: Sequence[int]

    @staticmethod
    def without_numbers(printed: Matrix, given: Matrix, made: Table) -> GivenCells:
        """Return all but the row and the columns that number others (栏次, 行次) and that a printed table has not."""
        head = len(made.header)
        numbered = any(is_line(row) for row in printed[:head])
        rows = [at for at, row in enumerate(given) if numbered or at >= head or not is_line(row)]
        numbers, there = numbers_of_rows(given, head), numbers_of_rows(printed, head)
        lost = len(numbers) - len(there)
        may = [at for at, one in numbers.items() if not any(one >= other for other in there.values())]
        left_out = {*may[: max(lost, 0)]}
        return GivenCells(rows, [at for at in range(len(given[0])) if at not in left_out])

    def texts(self, given: Matrix) -> list[list[str]]:
        """Return the texts of these cells of the table."""
        return [[given[row][column] for column in self.columns] for row in self.rows]


def numbers_of_rows(rows: Matrix, head: int) -> dict[int, set[str]]:
    """Return what stands in the columns of a table that number its rows (行次), by column, but for blank cells."""
    columns = enumerate(columns_of_rows(rows))
    return {
        at: {*filter(None, map(plain, column[head:]))}
        for at, column in columns
        if not NUMBERS.isdisjoint(map(plain, column[:head]))
    }


class ChangedCell(NamedTuple):
    """A cell that a report prints otherwise than its data give: its place there, the words of its row, both texts."""

    place: str
    label: str
    printed: str
    given: str


FEW = 5  # cells of a table that are told one by one; of more, as when figures slipped against their rows, it is told how many


def tell_changed_cells(name: str, cells: Sequence[ChangedCell]) -> Iterator[Finding]:
    """Return what to tell of the cells of a table that differ."""
    if len(cells) <= FEW:
        for cell in cells:
            subject = f"{name} {cell.place} {cell.label}".strip()
            sides = (Side("报告", cell.printed[:CELL]), Side("数据给出的", cell.given[:CELL]))
            yield Finding(Level.ERROR, subject, "这一格与数据给出的不同", HINT, sides, rule="SN-2")
        return
    first = tuple(
        Side(
            f"{cell.place} {cell.label}".strip(),
            f"{cell.printed[:BRIEF]}（数据给出的：{cell.given[:BRIEF]}）",
        )
        for cell in cells[:FEW]
    )
    yield Finding(Level.ERROR, name, f"有{len(cells)}格与数据给出的不同", HINT, first, rule="SN-2")


def find_changed_cells(
    printed: Matrix, kept: Sequence[int], given: Matrix, made: Table, wanted: GivenCells
) -> list[ChangedCell]:
    """Return the cells of a table that are printed otherwise than they are given, but for those that writers fill; a merged
    cell once. kept: the printed rows that are given, and wanted: the given cells that are printed."""
    printed = [printed[row] for row in kept]
    asked = wanted.texts(given)
    head = sum(row < len(made.header) for row in wanted.rows)
    columns = find_order(columns_of_rows(printed), columns_of_rows(asked), heading_words(asked[:head]))
    in_columns = [[line[column] for column in columns] for line in printed]
    body = find_order(in_columns[head:], asked[head:], row_words(asked[head:]))
    rows = [*range(head), *(head + row for row in body)]
    free, begins = find_slot_cells(made), find_merged_cells(made)
    changes: dict[tuple[int, int], ChangedCell] = {}
    for row, line in enumerate(asked):
        if row < head and is_line(line) and sorted(in_columns[rows[row]]) == sorted(line):
            continue  # the numbers of columns (栏次), moved with them or left where they were
        for column, figure in enumerate(line):
            cell = in_columns[rows[row]][column]
            own = wanted.rows[row], wanted.columns[column]
            if own in free or says_the_same(cell, figure):
                continue
            label = next((plain(text) for text in line[:2] if plain(text) and not plain(text).isdigit()), "")
            place = f"第{kept[rows[row]] + 1}行第{columns[column] + 1}列"
            changes.setdefault(begins.get(own, own), ChangedCell(place, label, cell, figure))
    return list(changes.values())


def says_the_same(cell: str, other: str) -> bool:
    """Return whether two cells say the same: the same figure, or the same words, however they are typed."""
    return cell == other or (figure_alone(cell) or plain(cell)) == (figure_alone(other) or plain(other))


def find_order(
    printed: Sequence[Sequence[str]], given: Sequence[Sequence[str]], words: Callable[[Sequence[str]], object]
) -> Sequence[int]:
    """Return for each given line which printed one it is: the one of the same words, when there is exactly one for each,
    else the one at its place."""
    wanted = [words(line) for line in given]
    at = {words(line): place for place, line in enumerate(printed)}
    return (
        [at[line] for line in wanted]
        if len(at) == len(wanted) and at.keys() == {*wanted}
        else range(len(wanted))
    )


def heading_words(heading: Matrix) -> Callable[[Sequence[str]], object]:
    """Return what gives the words that stand over a column in the rows of a heading, but for those that number the columns."""
    rows = [number for number, row in enumerate(heading) if not is_line(row)]
    return lambda column: tuple(plain(column[row]) for row in rows)


def row_words(rows: Matrix) -> Callable[[Sequence[str]], object]:
    """Return what gives the words by which a row is found: those in as few cells from its left as tell these rows apart;
    figures tell no row."""
    columns = figure_columns(rows)
    counts = range(1, columns.index(True) + 1 if True in columns else len(columns) + 1)
    count = next(
        (one for one in counts if len({tuple(map(plain, row[:one])) for row in rows}) == len(rows)), 0
    )
    return lambda row: tuple(map(plain, row[:count]))


def figure_columns(rows: Matrix) -> list[bool]:
    """Return of each column of some rows whether it prints amounts."""
    return [any("." in cell and is_amount(cell) for cell in column) for column in columns_of_rows(rows)]


def columns_of_rows(rows: Matrix) -> list[tuple[str, ...]]:
    """Return the columns of some rows, which are all as long."""
    return list(zip(*rows, strict=True))


def tables_as_made(have: Sequence[Matrix], made: Document) -> list[Table | None]:
    """Return for each table of a report the one that was composed, when it prints just that. None for each other one."""
    want = [block for block in made.blocks if isinstance(block, Table)]
    if len(have) != len(want):
        return []
    both = zip(have, want, strict=True)
    return [table if grid == matrix(table) else None for grid, table in both]


def find_merged_cells(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the places of the merged cells of a table, and where each of them begins."""
    return {
        (row, column): first
        for first, last in merged_areas(table)
        for row in range(first[0], last[0] + 1)
        for column in range(first[1], last[1] + 1)
    }


def find_slot_cells(table: Table) -> set[tuple[int, int]]:
    """Return the places of a table that writers fill."""
    return {
        (number + down, column + right)
        for number, row in enumerate(table.rows)
        for at, texts in row.complex.items()
        if any(isinstance(span.source, Slot) for text in texts for span in text.spans)
        for column, _, columns, rows in [row.cut.cells[at]]
        for down in range(rows)
        for right in range(columns)
    }
