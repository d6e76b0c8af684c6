"""The header of a public table: what each of its columns is for, by the words over it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, THREE_EXPENSES, TWO_SIDED
from narrator.tables.guessed_columns import guess, guess_expenses, settle_only_column
from narrator.tables.header_column import Header, HeaderColumn
from narrator.tables.matrix import Matrix
from narrator.tables.plain import ITEM_CODE, plain
from narrator.tables.vocabulary import (
    CODES,
    COLUMN,
    LINE,
    NAMES,
    NUMBERS,
    OWNERS,
    SET_ASIDE,
    SIDES,
    SUM,
    TOTAL_COLUMNS,
    TOTALS,
    Facet,
    TableWords,
    bare,
    unbracketed,
)

AMOUNT = re.compile(r"[¥￥]?-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)|\d{3,}|\d{1,3}(?:,\d{3})+")
NO_WORDS: frozenset[str] = frozenset()
STEMS = "甲乙丙丁戊己庚辛"
# The number of a column (栏次): 3, （3）, C, 丙; perhaps with what it is the sum of: 1=2+3.
TERM = r"\(?(?:\d{1,2}|[A-Z])\)?"
COLUMN_NUMBER = re.compile(rf"\(?(?:(\d{{1,2}})|([A-Z])|([{STEMS}]))\)?(?:={TERM}(?:[-+]{TERM}){{0,30}})?")
SMALL = re.compile(r"\d{1,2}(?:\.\d+)?")
CODE = re.compile(rf"[\[【']?({ITEM_CODE})(?:\.0+)?[\]】]?")
# Of the whole table, in a row over its header: 金额单位：万元.
MONEY_UNIT = re.compile(r"(?:金额|计量)?单位:?(?:人民币)?(?:万元|元)")
DEEPEST = 9  # rows that may be the header
MOVED = 4  # columns and more, of which numbers that do not grow are still their numbers
SEVERAL = 2  # words of a header in a row that has figures as well: 合计 beside 合计 | 基本支出 | 项目支出
# Names of columns by which their tables are known without a title.
OF_OTHER_TABLES = frozenset(["本年收入合计", "本年支出合计"])
SUMS = frozenset([SUM, "小计", "总计"])
YEAR_WORDS = ("本年度", "当年", "本年", "本期")
JOINED = 3  # words over one another that may be one


def read_header(rows: Matrix, table: str, words: TableWords) -> Header:
    """Return the header of a public table, read from its first rows by the words of that table."""
    cells = [[bare(cell) for cell in row] for row in rows[: DEEPEST + 1]]
    depth = depth_of(rows, cells, words)
    over = telling(cells[:depth])
    columns = [column_of(stack(over, at), table, words) for at in range(len(rows[0]) if rows else 0)]
    has_codes = any(column.kind == "编码" for column in columns)
    for at, column in enumerate(columns):
        if column.kind:
            continue
        column.kind = kind_by_content([row[at] for row in rows[depth:]], column.words)
        # Beside a column of codes small amounts under a word of their own look as codes do, but stand beside no names.
        if column.kind == "编码" and has_codes and column.words:
            beside = columns[max(at - 1, 0) : at + 2]
            column.kind = "编码" if any(one.kind == "名称" for one in beside) else ""
    read_without_common_words(columns, table, words)
    guess(columns, words)
    if (
        table == THREE_EXPENSES
        and not are_crossed(columns)
        and any(one.row and one.column for one in columns)
    ):
        spread = telling(spread_words(cells[:depth]))
        again = [column_of(stack(spread, at), table, words) for at in range(len(columns))]
        columns = again if are_crossed(again) else columns
    if table == THREE_EXPENSES and not are_crossed(columns):
        guess_expenses(columns, words)
        settle_only_column(columns, cells[:depth], words)
    label = next((at for at, column in enumerate(columns) if column.kind in ("编码", "名称")), None)
    shared = [at for at in range(depth) if label is not None and at and cells[at][label] == SUM]
    if shared and any(bare(row[label or 0]) == SUM for row in rows[depth:]):
        shared = []  # the sums have a row of their own below
    return Header(columns, depth, shared)


def are_crossed(columns: Sequence[HeaderColumn]) -> bool:
    """Return whether the header says of the figures of each column both which row and which column they are."""
    return all(one.row and one.column for one in columns)


def spread_words(cells: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the rows of a header with the word of each cell in the blank ones to its right, as far as both stand below the same
    word: so cells look that were merged and are split again."""
    found: list[list[str]] = []
    for line in cells:
        above, filled = found[-1] if found else [""] * len(line), [*line]
        for at in range(1, len(line)):
            if not filled[at] and above[at] == above[at - 1]:
                filled[at] = filled[at - 1]
        found.append(filled)
    return found


def depth_of(rows: Matrix, cells: Sequence[Sequence[str]], words: TableWords) -> int:
    """Return how many rows are the header, given the bare texts of their cells: all down to the last one that
    has words which only a header has, and what is split over rows below it.
    """
    depth = 0
    for number, line in enumerate(cells[:DEEPEST]):
        headings = {cell for cell in {*line} if is_heading(cell, words)}
        counted = len(headings) < SEVERAL and (any(map(is_amount, rows[number])) or is_counted(line))
        if counted and not is_line(line):
            break
        if (
            is_line(line)
            or headings
            or is_crossed(line, words)
            or (depth and is_split(line, cells[:depth], words))
        ):
            depth = number + 1
    return depth


def is_amount(cell: str) -> bool:
    """Return whether a cell prints an amount, or a code."""
    return AMOUNT.fullmatch(plain(cell)) is not None


def is_line(line: Sequence[str]) -> bool:
    """Return whether a row numbers the columns (栏次 1 2 3): with numbers, and nothing else; unless the row says 栏次, they
    grow, or are those of columns that stand in another order. Beside these it may say 栏次 with a letter wrong.
    """
    filled = [cell for cell in dict.fromkeys(line) if cell and cell != LINE]
    numbers = [number for cell in filled if (number := column_number(cell)) is not None]
    if len(numbers) + 1 < len(filled):
        return False
    in_order = sorted(numbers)
    moved = len(numbers) >= MOVED and in_order == [*range(1, len(numbers) + 1)]
    if len(numbers) < len(filled):
        strange = next(cell for cell in filled if column_number(cell) is None)
        counted = moved or (len(numbers) > 1 and numbers == [*range(1, len(numbers) + 1)])
        return counted and not {*LINE}.isdisjoint(strange)
    grow = numbers == in_order and len(numbers) > 1 and numbers[-1] > 0  # 甲 and 乙 alone may be names
    return LINE in line or moved or grow


def column_number(cell: str) -> int | None:
    """Return the number of a column that a bare cell is, of A 1, of 甲 one below nought; None when it is none."""
    found = COLUMN_NUMBER.fullmatch(cell)
    if found is None:
        return None
    if found[1]:
        return int(found[1])
    return ord(found[2]) - ord("A") + 1 if found[2] else STEMS.index(found[3]) - len(STEMS)


def is_counted(line: Sequence[str]) -> bool:
    """Return whether a row has one word and beside it nothing but numbers: 预算数 32 30 2."""
    filled = {cell for cell in line if cell}
    return len([cell for cell in filled if not SMALL.fullmatch(cell)]) == 1 < len(filled)


def is_heading(cell: str, words: TableWords) -> bool:
    """Return whether a cell is a word that only a header has, and no row."""
    if (
        cell in CODES
        or unbracketed(cell) in NAMES
        or cell in NUMBERS
        or cell == LINE
        or cell.endswith(("编码", "科目名称"))
    ):
        return True
    return cell in words.heads and not any((side, cell) in words.rows for side in ("", *SIDES))


def is_crossed(line: Sequence[str], words: TableWords) -> bool:
    """Return whether a row has the names of several rows side by side, as the header of a table has whose
    rows are columns.
    """
    facets = {facet for cell in line if (facet := words.heads.get(cell)) and facet.kind != COLUMN}
    return len(facets) > 1


def is_split(line: Sequence[str], above: Sequence[Sequence[str]], words: TableWords) -> bool:
    """Return whether a row has the second halves of words that begin in the rows above it."""
    lines = telling(above)
    for at, cell in enumerate(line):
        over = stack(lines, at)
        if cell and over and any("".join((*over[-n:], cell)) in words.heads for n in (1, 2)):
            return True
    return False


def telling(cells: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Return the rows of a header that do not say the same over all columns, nor number them, nor say the unit of the table."""
    return [
        line
        for line in cells
        if (len(line) == 1 or len(set(line)) > 1)
        and not is_line(line)
        and not any("单位" in cell and MONEY_UNIT.fullmatch(cell) for cell in {*line})
    ]


def stack(cells: Sequence[Sequence[str]], at: int) -> tuple[str, ...]:
    """Return the words over a column, from the top, without those that are merged into one and the numbers of
    columns.
    """
    found: list[str] = []
    for line in cells:
        word = line[at]
        if not word or found[-1:] == [word]:
            continue
        numbers = column_number(word) is not None and word not in STEMS
        if not (numbers or word == LINE or SMALL.fullmatch(word) or AMOUNT.fullmatch(word)):
            found.append(word)
    return tuple(found)


def column_of(over: tuple[str, ...], table: str, words: TableWords) -> HeaderColumn:
    """Return what the column with the given words over it is for."""
    column = HeaderColumn(words=over)
    if table in TWO_SIDED:
        column.side = next((word for word in over if word in SIDES), "")
    own = [word for word in over if table not in TWO_SIDED or word not in SIDES]
    last = next((word for word in reversed(own) if word not in TOTALS), "")
    if is_set_aside(own, table, words):
        column.kind = "别的"
    elif last in OWNERS:
        column.kind = "单位"
    elif last in CODES or last.endswith(("编码", "科目代码")):
        column.kind = "编码"
    elif unbracketed(last) in NAMES or unbracketed(last).endswith("名称"):
        column.kind = "名称"
    elif last in NUMBERS:
        column.kind = "序号"
    else:
        climb(column, own, table, words)
        if not column.kind and last in words.reckoned:
            column.kind = "别的"
    return column


def is_set_aside(own: Sequence[str], table: str, words: TableWords) -> bool:
    """Return whether the words over a column say that it holds other figures than its table is read for, and no column of the
    form is called so; of 基本支出表, whose rows have codes of their own, only where they are the lowest."""
    aside = SET_ASIDE.get(table, NO_WORDS)
    if table == BY_ECONOMIC_CLASS:
        return own[-1:] != [] and own[-1] in aside
    called = [own[-many:] for many in range(1, JOINED + 1)]
    facets = [words.heads.get("".join(one)) for one in called if not aside.isdisjoint(one)]
    return not aside.isdisjoint(own) and not any(facet.kind == COLUMN for facet in facets if facet)


def climb(column: HeaderColumn, own: Sequence[str], table: str, words: TableWords) -> None:
    """Find what the words over a column, the lowest first, say of its figures."""
    end = len(own)
    while end and not (column.column and (column.row or table != THREE_EXPENSES)):
        many, facet = meaning(own[:end], table, words)
        if facet is None:
            if own[end - 1] not in TOTALS and not column.kind:
                break  # a column of which nothing is known, whatever stands above
            end -= 1
            continue
        column.kind, end = "数", end - many
        if facet.kind == COLUMN:
            column.column = column.column or facet.name
        else:
            column.row = column.row or facet.name
    if not column.kind and own and table in TOTAL_COLUMNS and all(is_of_whole(word, table) for word in own):
        column.column, column.kind = TOTAL_COLUMNS[table], "数"


def is_of_whole(word: str, table: str) -> bool:
    """Return whether a word over a column says no more than its table does: 支出, 合计, 本年合计 in one of expense."""
    if word in OF_OTHER_TABLES:
        return False
    rest = word
    for part in (*YEAR_WORDS, "收入" if "收入" in TOTAL_COLUMNS.get(table, "") else "支出"):
        rest = rest.removeprefix(part)
    return not rest or rest in TOTALS


def read_without_common_words(columns: Sequence[HeaderColumn], table: str, words: TableWords) -> None:
    """Find what columns are for that were not understood for a word that stands over all columns of figures, and so tells
    none from another; nothing where most of them were not understood."""
    figures = [column for column in columns if column.kind in ("", "数", "别的") and column.words]
    if sum(bool(one.kind) for one in figures) * 2 < len(figures):
        return
    common = set[str]().union(*(one.words for one in figures)).intersection(*(one.words for one in figures))
    for column in figures if common else ():
        if not column.kind:
            own = tuple(word for word in column.words if word not in common)
            again = column_of(own, table, words)
            column.kind, column.side, column.row, column.column = (
                again.kind,
                again.side,
                again.row,
                again.column,
            )


def meaning(own: Sequence[str], table: str, words: TableWords) -> tuple[int, Facet | None]:
    """Return what the lowest words over a column say, and how many of them say it; of 合计 under the name of
    a column, what that name says.
    """
    for many in range(min(JOINED, len(own)), 0, -1):
        facet = words.heads.get("".join(own[-many:]))
        if facet is None:
            continue
        above = facet_over(own[-2], words) if many == 1 and len(own) > 1 else facet
        strange = facet.kind != COLUMN or (own[-1] in SUMS and not is_of_whole(own[-2:][0], table))
        if own[-1] in TOTALS and many == 1 and above is None and strange:
            break  # the sum of something of which nothing is known
        if own[-1] in TOTALS and many == 1 < len(own) and above is not None and above.kind == facet.kind:
            return 2, above
        return many, facet
    return 1, None


def facet_over(word: str, words: TableWords) -> Facet | None:
    """Return what a word says that stands over others; one that ends with a name of all of “三公” is that; None
    where that is not known."""
    return words.heads.get(word) or next(
        (
            facet
            for name, facet in words.heads.items()
            if facet.name == SUM and word.endswith(name) and "三公" in name
        ),
        None,
    )


def kind_by_content(texts: Sequence[str], over: Sequence[str]) -> str:
    """Return what a column is for of which the header does not tell, by its texts: codes, names, or ""."""
    filled = [plain(text) for text in texts if text.strip()]
    codes = sum(CODE.fullmatch(text) is not None for text in filled)
    numbers = sum(re.fullmatch(r"[-\d.,]+", text) is not None for text in filled)
    if filled and codes * 2 > len(filled):
        return "编码"
    counted = [int(text) for text in filled if text.isascii() and text.isdigit() and len(text) < 3]
    if len(filled) > 1 and len(counted) == len(filled) and counted == sorted(set(counted)):
        return "序号"
    if filled and not over and numbers * 2 < len(filled):
        return "名称"
    return ""
