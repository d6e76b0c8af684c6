"""The grid of a public table that a report prints otherwise than the base: its columns and rows as a layout says them, by what the
reader of public tables understood of each cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from narrator.compose.columns import SUMS_ELSEWHERE
from narrator.disclosure.branch_shapes import CODE_PARTS, LEVELS
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS
from narrator.disclosure.relation import ROWS
from narrator.disclosure.relations import PEOPLE, RUNNING
from narrator.disclosure.value import split_path
from narrator.document import Cell, Table
from narrator.form.table_layout import Layout
from narrator.learning.data_place import member_expression
from narrator.learning.own_columns import TEXT, OwnColumn
from narrator.tables.blueprint import EACH
from narrator.tables.plain import plain
from narrator.tables.public import NUMBER
from narrator.tables.table_as_read import PublicTable

# Columns beside the sum, and the types of which they print it
SIDES = {"人员经费": PEOPLE, "公用经费": RUNNING}
MARKED = re.compile(r"(?:(?<=\|)|^)[^\S\n]*+([左中右]:)([^|{}\n]++)(?=\||$)", re.M)
UNDERSTOOD = ("数", "编码", "名称", "序号", "单位")  # what columns may be for
ALIGNS = {"数": "右", "序号": "中", "编码": "左", "名称": "左"}


@dataclass
class LayoutGrid:
    """A grid as a layout says it. header, body: its lines. aligns: a column each. zeros: what an amount of zero prints, a
    column each; None where the report prints no zero."""

    header: list[str]
    body: list[str]
    aligns: list[str]
    zeros: list[str | None]


class GridWriter:
    """Writes the grid of a printed table.

    words: puts fields in the place of names and years. own: gives the expression of a number of the report's own, from the
    words of its row and column, where its cell is, what is printed, and the path of the figure that it should be, "" for none.
    """

    def __init__(
        self,
        table: Table,
        public: PublicTable,
        words: Callable[[str], str],
        own: Callable[[str, str, str, str], str],
        own_column: Callable[[OwnColumn], str],
    ) -> None:
        self.public, self.words, self.own = public, words, own
        self.marks: dict[str, str] = {}
        self.rows = table.rows
        self.width = len(table.columns)
        self.columns = public.header.columns if public.header else []
        self.paths = {(one.row, one.column): path for path, one in public.figures.items()}
        self.names = {(one.row, one.column) for one in public.names.values()}
        self.head = self.head_rows()
        self.unknown = dict(self.find_unknown())
        self.own_columns = {at: own_column(one) for at, one in self.unknown.items()}
        self.code_parts = self.find_code_parts()

    def write(self, layout: Layout) -> LayoutGrid:
        """Return the grid. layout: the base's, where words that are not aligned as their column is have a mark of it."""
        self.marks = {plain(found[2]): found[1] for found in MARKED.finditer(layout.body)}
        header = [self.line(at, "") for at in range(self.head)]
        return LayoutGrid(header, list(self.body()), self.aligns(), self.zeros())

    @property
    def is_slipped(self) -> bool:
        """Return whether words of the header stand in a row of figures, which is a mistake of whoever made the table."""
        return bool(self.public.header and self.public.header.shared)

    def head_rows(self) -> int:
        """Return how many rows are the header: no cell reaches from it into the rows below."""
        header = self.public.header
        head = min(header.shared, default=header.rows) if header else 0
        ends = [
            (number, number + cell.rows)
            for number, row in enumerate(self.rows)
            for cell in row
            if cell.rows > 1
        ]
        while crossing := [end for begin, end in ends if begin < head < end]:
            head = max(crossing)
        return head

    def body(self) -> Iterator[str]:
        """Yield the lines of the body: one for all rows that follow one another and are items by code."""
        listed: list[str] = []
        items = any(self.code_of(number) for number in range(self.head, len(self.rows)))
        by_code = items or self.is_by_code()
        parted = self.parted_rows()
        if parted:
            yield from (self.line(number, "") for number in range(self.head, min(parted)))
            yield from self.parted_lists(parted)
            yield from (self.line(number, "") for number in range(max(parted) + 1, len(self.rows)))
            return
        for number in range(self.head, len(self.rows)):
            if by_code and (code := self.code_of(number)):
                listed.append(self.line(number, code))
                continue
            yield from self.loop(listed)
            listed = []
            if not by_code or not self.is_blank(number):
                yield self.line(number, "")
            elif not items:  # rows for items that there are not
                items = True
                yield from self.loop([self.specimen()])
        yield from self.loop(listed)
        if by_code and not items:
            yield from self.loop([self.specimen()])

    def find_unknown(self) -> Iterator[tuple[int, OwnColumn]]:
        """Yield the columns of a table by code of which nothing is understood and that print numbers, or not the same for all
        items, by where they stand."""
        table = self.public.name
        rows = {number: code for number in range(self.head, len(self.rows)) if (code := self.code_of(number))}
        paths = {row: f"{table}.{ROWS}.{code}" for row, code in rows.items()}
        paths |= {row: f"{table}.合计" for row in range(self.head, len(self.rows)) if self.is_sum(row)}
        for at, column in enumerate(self.columns):
            cells = {path: plain(self.text_at(row, at)) for row, path in paths.items()}
            texts = {plain(self.text_at(row, at)) for row in rows}
            tells = len(texts) > 1 or any(map(NUMBER.fullmatch, texts))
            if column.kind not in UNDERSTOOD and tells and not any((row, at) in self.paths for row in rows):
                yield at, OwnColumn(table, "".join(column.words[-2:]), cells)

    def find_code_parts(self) -> dict[int, str]:
        """Return the columns in which a part of the code of an item stands, with the level of which it is; none where a code
        stands in one cell."""
        parts = {at: one.words[-1] for at, one in enumerate(self.columns) if one.kind == "编码" and one.words}
        if [*parts.values()] != [*CODE_PARTS]:
            return {}
        codes = {number: self.code_of(number) for number in range(self.head, len(self.rows))}
        in_parts = {
            [plain(self.text_at(number, at)) for at in parts]
            == [code[part] for _, part in CODE_PARTS.values()]
            for number, code in codes.items()
            if LEVELS.get(len(code), "类") != "类"
        }
        return parts if in_parts == {True} else {}

    def parted_rows(self) -> dict[int, str]:
        """Return the codes of the rows of 基本支出表, by their numbers, when it prints those that have an amount one below the
        other, each in its sum and once more as that of people or of running; none when it does not."""
        beside = {
            at: one.words[-1] for at, one in enumerate(self.columns) if one.kind == "别的" and one.words
        }
        if self.public.name != BY_ECONOMIC_CLASS or {*beside.values()} != {*SIDES}:
            return {}
        found: dict[int, str] = {}
        for (number, column), path in self.paths.items():
            code = str(split_path(path)[2]) if f".{ROWS}." in path or f".{ROWS}[" in path else ""
            if not code:
                continue
            amount = self.public.figures[path].number
            if not amount or number in found:
                return {}
            printed = {word: plain(self.text_at(number, at)) for at, word in beside.items()}
            own = next((word for word, types in SIDES.items() if code[:3] in types), "")
            other = next((text for word, text in printed.items() if word != own), "")
            if not own or printed[own] != plain(self.text_at(number, column)) or other.strip("0.-"):
                return {}
            found[number] = code
        rows = sorted(found)
        in_order = [found[one] for one in rows] == sorted(found.values())
        return found if rows and in_order and rows == [*range(rows[0], rows[-1] + 1)] else {}

    def parted_lists(self, rows: dict[int, str]) -> Iterator[str]:
        """Yield the lines that print the items of each type that have an amount, the type first. rows: their codes by number."""
        lines = {types: [] for types in SIDES.values()}  # type: dict[tuple[str, ...], list[str]]
        for number, code in rows.items():
            types = next(one for one in lines if code[:3] in one)
            lines[types].append(self.line(number, code))
        for one in sorted(code for types in lines for code in types):
            wanted = next(found for types, found in lines.items() if one in types)
            for level in ("类", "款") if wanted else ():
                yield f'{{% for 行 in {BY_ECONOMIC_CLASS}.{ROWS} | {level}级("{one}") | 有数("决算数") %}}'
                yield max(wanted, key=wanted.count)
                yield "{% endfor %}"

    def text_at(self, number: int, column: int) -> str:
        """Return what stands in a row, in the cell that begins in a column."""
        cell = next((one for one in self.rows[number] if one.column == column), None)
        return "".join(one.string for one in cell.paragraphs) if cell else ""

    def tells_nothing(self) -> bool:
        """Return whether all figures of a table of fixed rows are the same, as zeros are: they would be in any other order too."""
        texts = {plain(one.text) for one in self.public.figures.values()}
        return bool(self.paths) and len(texts) == 1 and not self.is_by_code()

    def is_by_code(self) -> bool:
        """Return whether the table lists items by code, though there may be none this time."""
        kinds = {column.kind for column in self.columns}
        return self.public.name != BY_ECONOMIC_CLASS and "数" in kinds and "编码" in kinds

    def is_blank(self, number: int) -> bool:
        """Return whether a row prints nothing, and nothing was understood to stand there."""
        printed = any(text.string.strip() for cell in self.rows[number] for text in cell.paragraphs)
        return not printed and all(row != number for row, _ in self.paths)

    def loop(self, lines: Sequence[str]) -> Iterator[str]:
        """Yield the lines that print the items whose rows are those lines, as most of them are."""
        if lines:
            yield f"{{% for 行 in {self.public.name}.{ROWS} %}}"
            yield max(lines, key=lines.count)
            yield "{% endfor %}"

    def specimen(self) -> str:
        """Return the line of an item of a table that has none, by what its columns are for."""
        texts = {"编码": "{{ 行.科目编码 }}", "名称": "{{ 行.科目名称 }}"}
        return " | ".join(
            f"{{{{ {member_expression('行', column.column)} }}}}"
            if column.column
            else texts.get(column.kind, "")
            for column in self.columns
        )

    def code_of(self, number: int) -> str:
        """Return the code of the item that a row is about; "" when it is about none."""
        steps = [split_path(path) for (row, _), path in self.paths.items() if row == number]
        codes = {str(one[2]) for one in steps if len(one) == 4 and one[1] == ROWS}
        return codes.pop() if len(codes) == 1 and self.public.name != BY_ECONOMIC_CLASS else ""

    def line(self, number: int, code: str) -> str:
        """Return a row as a line of a grid. code: of the item that it is about, "" for none."""
        sources = [""] * self.width
        for row in range(number + 1):
            for cell in self.rows[row]:
                if row + cell.rows <= number:
                    continue
                across = range(cell.column, min(cell.column + cell.columns, self.width))
                for at in across:
                    sources[at] = "^" if row < number else "<"
                if row == number and cell.column < self.width:
                    sources[cell.column] = self.source(number, cell, code)
        return " | ".join(sources).rstrip()

    def source(self, number: int, cell: Cell, code: str) -> str:
        """Return what a layout says of a cell."""
        places = [
            (row, at)
            for row in range(number, number + cell.rows)
            for at in range(cell.column, cell.column + cell.columns)
        ]
        path = next((self.paths[one] for one in places if one in self.paths), "")
        if path:
            return f"{{{{ {self.expression(path, code)} }}}}"
        text = "".join(line.strip() for one in cell.paragraphs for line in one.string.split("\n"))
        if code and cell.column in self.code_parts:
            return f'{{{{ 行 | 码段("{self.code_parts[cell.column]}") }}}}'
        if cell.column in self.own_columns and (code or self.is_sum(number)):
            whole = "行" if code else f"{self.public.name}.合计"
            return f"{{{{ {member_expression(whole, self.own_columns[cell.column])} }}}}"
        if code and any(one in self.names for one in places):
            return text.replace(code, "{{ 行.科目编码 }}") if plain(text) == code else "{{ 行.科目名称 }}"
        if code and plain(text) == code:
            return "{{ 行.科目编码 }}"
        column = self.columns[cell.column] if cell.column < len(self.columns) else None
        kind = column.kind if column else ""
        if (
            code and column and kind == "别的" and self.public.name == BY_ECONOMIC_CLASS
        ):  # of the items of 基本支出表, told one by one
            mine = code[:3] in SIDES.get(column.words[-1], ())
            return "{{ 行.决算数 }}" if mine else text
        if number >= self.head and kind not in ("序号", "编码") and NUMBER.fullmatch(plain(text)):
            left, over = self.beside(number, cell.column)
            where = f"{self.public.name}：“{left}”这一行，“{over}”这一列"
            whole = (
                SUMS_ELSEWHERE[BY_ECONOMIC_CLASS]
                if self.public.name == BY_ECONOMIC_CLASS and kind == "数" and left == over == "合计"
                else ""
            )
            said = self.own(f"{self.public.name}{left}{over}", where, plain(text), whole)
            return f"{{{{ {said} }}}}"
        return self.marks.get(plain(text), "") * (number >= self.head) + self.words(text).replace("|", "｜")

    def is_sum(self, number: int) -> bool:
        """Return whether a row is the sum of a table by code."""
        whole = f"{self.public.name}.合计."
        return any(row == number and path.startswith(whole) for (row, _), path in self.paths.items())

    def beside(self, number: int, column: int) -> tuple[str, str]:
        """Return the words at the left of a cell, and those over it."""
        left = next(
            (
                text.string
                for cell in reversed(self.rows[number])
                if cell.column < column
                for text in cell.paragraphs
                if text.string.strip() and not NUMBER.fullmatch(plain(text.string))
            ),
            "",
        )
        over = "".join(self.columns[column].words) if column < len(self.columns) else ""
        return plain(left), over

    def printed(self) -> frozenset[str]:
        """The paths of the figures that the grid prints; of the items of a table by code those of any (*)."""
        found, parted = set(), self.parted_rows()
        for path in self.paths.values():
            steps = [str(one) for one in split_path(path)]
            if steps[1:2] == [ROWS] and (self.public.name != BY_ECONOMIC_CLASS or parted):
                steps[2] = EACH
            found.add(".".join(steps))
        if self.is_by_code() and not any(self.code_of(number) for number in range(self.head, len(self.rows))):
            columns = (column.column for column in self.columns if column.column)
            found |= {f"{self.public.name}.{ROWS}.{EACH}.{column}" for column in columns}  # of the specimen
        return frozenset(found)

    def expression(self, path: str, code: str) -> str:
        """Return how the layout says the figure at a path."""
        first, *rest = map(str, split_path(path))
        if code and rest[:2] == [ROWS, code]:
            return reduce(member_expression, rest[2:], "行")
        return reduce(member_expression, rest, first)

    def aligns(self) -> list[str]:
        """Return how the columns are aligned."""
        kinds = [column.kind for column in self.columns]
        found = [ALIGNS.get(kind, "左") for kind in kinds] + ["左"] * (self.width - len(kinds))
        for at, column in self.unknown.items():
            found[at] = "左" if column.kind == TEXT else "右"
        return found

    def zeros(self) -> list[str | None]:
        """Return what amounts of zero print, a column each, as most of them do there; None where none is printed."""
        found: list[list[str]] = [[] for _ in range(self.width)]
        for one in self.public.figures.values():
            if not one.number and one.column < self.width:
                found[one.column].append(plain(one.text))
        for at, column in self.unknown.items():
            found[at] += [text for text in column.cells.values() if not text.strip("-0.")]
        return [max(sorted(set(texts)), key=texts.count) if texts else None for texts in found]
