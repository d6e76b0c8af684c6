"""A table by code that no form has, as a table of the form that is learned: its rows are those that the data have, each year others,
and its columns are called as its header says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from narrator.disclosure.branch_shapes import CODE_LENGTHS, CODE_PARTS
from narrator.disclosure.relation import ROWS, TOTAL
from narrator.document import Table
from narrator.learning.data_place import AMOUNT, COUNT, member_expression
from narrator.learning.phrase_tables import free_name
from narrator.regex import HAN_LETTER as HAN
from narrator.tables.header import stack, telling
from narrator.tables.matrix import Matrix, matrix
from narrator.tables.plain import DASHES, plain
from narrator.tables.public import NUMBER
from narrator.tables.row_names import code_in_cells

SUMS = ("合计", "总计")
TEXT = "名称"
ABOVE = re.compile(
    r"[:：]|公开\d+表"
)  # of whom and in which unit a table is, which some have in rows of their own
FEWEST = 2  # rows by code


@dataclass(frozen=True)
class CodedBlock:
    """The rows by code of a table. first, end: where they begin, and the row behind them. codes: of each. name: the column of
    their names, before which their codes stand. total: the row of their sum, None for none."""

    first: int
    end: int
    codes: tuple[str, ...]
    name: int
    total: int | None


def find_coded_rows(rows: Matrix) -> CodedBlock | None:
    """Return the rows by code of a table, which stand one below the other with nothing but a sum between them and the header, and
    nothing behind them; None when it has none, or one lacks the row above it."""
    found: dict[int, tuple[str, int]] = {}
    for at, row in enumerate(rows):
        name = next((column for column, text in enumerate(row) if HAN.search(text)), 0)
        if code := code_in_cells(row[:name]):
            found[at] = code, name
    codes = [code for code, _ in found.values()]
    if len(codes) < FEWEST or len({name for _, name in found.values()}) > 1 or max(found) < len(rows) - 1:
        return None
    whole = all(
        code[: CODE_LENGTHS[at - 1]] in codes
        for code in codes
        for at in range(1, CODE_LENGTHS.index(len(code)) + 1)
    )
    if (
        not whole
        or any(one >= other for one, other in pairwise(codes))
        or len(found) != max(found) - min(found) + 1
    ):
        return None
    first = min(found)
    total = first - 1 if first and not {plain(text) for text in rows[first - 1]}.isdisjoint(SUMS) else None
    return CodedBlock(first, max(found) + 1, tuple(codes), found[first][1], total)


@dataclass(frozen=True)
class CodedTable:
    """A table by code. name: what the data call it. columns: the names of its figures and texts, by where they stand, and their
    kinds."""

    name: str
    table: Table
    rows: CodedBlock
    columns: dict[int, tuple[str, str]]

    def data(self) -> Iterator[tuple[str, str, str]]:
        """Yield what the data fill in: its path, its kind and what it is."""
        for name, kind in self.columns.values():
            yield f"{self.name}.{ROWS}.*.{name}", kind, name
            if self.rows.total is not None:
                yield f"{self.name}.{TOTAL}.{name}", kind, f"{name}的合计"

    def values_of_total(self) -> dict[int, str]:
        """Return what the layout fills in in the row of the sum, by column."""
        whole = f"{self.name}.{TOTAL}"
        return {
            at: member_expression(whole, name) for at, (name, kind) in self.columns.items() if kind != "名称"
        }

    def values_of_rows(self) -> dict[int, str]:
        """Return what the layout fills in in each row by code, by column: its code, whole or in parts, its name and its cells."""
        found = {at: member_expression("行", name) for at, (name, _) in self.columns.items()}
        found[self.rows.name] = "行.科目名称"
        longest = max(self.rows.codes, key=len)
        printed = matrix(self.table)[self.rows.first + self.rows.codes.index(longest)][: self.rows.name]
        parts = [plain(text) for text in printed]
        if len(longest) > CODE_LENGTHS[0] and parts == [longest[digits] for _, digits in CODE_PARTS.values()]:
            return found | {at: f'行 | 码段("{level}")' for at, level in enumerate(CODE_PARTS)}
        at = next(at for at, text in enumerate(parts) if text in (longest, longest[: CODE_LENGTHS[0]]))
        return found | {at: "行.科目编码"}


def read_coded_table(table: Table, name: str) -> CodedTable | None:
    """Return a table by code under a name; None when it is none, or has texts beside its figures, which nobody reads of such a
    table."""
    printed = matrix(table)
    rows = find_coded_rows(printed)
    if rows is None:
        return None
    header = telling(
        [[plain(cell) for cell in row] for row in printed[: rows.first if rows.total is None else rows.total]]
    )
    columns: dict[int, tuple[str, str]] = {}
    for at in range(rows.name + 1, len(printed[0])):
        texts = [plain(row[at]) for row in printed[rows.first : rows.end]]
        over = [word for word in stack(header, at) if not ABOVE.search(word)]
        words = "".join(HAN.findall("".join(over[-2:]))) or f"第{at + 1}列"
        called = f"金额{words}" if words in SUMS else words  # 合计 is what the row of the sum is called
        columns[at] = free_name(called, [one for one, _ in columns.values()]), kind_of_column(texts)
    if any(kind == TEXT for _, kind in columns.values()):
        return None
    return CodedTable(name, table, rows, columns)


def kind_of_column(texts: Sequence[str]) -> str:
    """Return the kind of data that prints the texts of a column."""
    printed = [one for one in texts if one not in DASHES]
    if not all(map(NUMBER.fullmatch, printed)):
        return TEXT
    return COUNT if printed and not any("." in one for one in printed) else AMOUNT
