"""What the tables of a report print under each name, whatever form it is in: a row and a column are known by their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from narrator.checks.printed.known_figures import read_decimal
from narrator.checks.printed.lines import texts_of
from narrator.document import Document, Table
from narrator.regex import HAN_LETTER, compile_later
from narrator.tables.matrix import Matrix, matrix
from narrator.tables.money_unit import find_money_unit
from narrator.tables.plain import plain, unnumbered
from narrator.tables.public import NUMBER
from narrator.tables.vocabulary import LINE, SUM

MOST = 8  # totals that are added up
ABOVE = 4  # lines above a table among which its title is
LONGEST = 40  # letters of a name
BRACKETED = compile_later(r"\([^()]{0,12}\)")
# What stands around a name and does not change what it names.
BEFORE = compile_later(
    r"(?:其中|本年度?|全年|本?部门|本?单位|主要|用于|包括|使用|安排|开支|财政拨款安排的|和|及|与|:|\"){1,9}"
)
BEHIND = compile_later(
    r"(?:为|是|(?<!公)共计?|达|合计|总计|总额|小计|支出|决算|年初|全年|(?<!公共)(?<!基金)(?<!经营)预算|数|额|金额|经费|费用?|明细|情况|总?表|:|\"){1,9}$"
)
BOTH_WAYS = compile_later(r"收入?[、和]?支出?")
LEAST = 2  # letters of a name
TOTALS = frozenset([SUM, "总计", "小计", "本年合计"])
NO_FIGURES = compile_later("编码|行次|^[类款项]$")
SUM = "合计:"  # before the name of a column: what it has in a row of totals
# Items of 基本支出 that prose tells of as a whole, whoever paid for it: only a table of just that says how much it was.
WHOLE = ("因公出国", "公务用车", "公务接待", "会议", "培训")
OF_WHOLE = "三公"


@lru_cache(maxsize=4096)
def core_of(words: str) -> str:
    """Return the name that words in plain form are, without what a table and a sentence add to it (合计, 支出, 决算数为); as it
    is where nothing else is left."""
    bare = BOTH_WAYS.sub("收支", BRACKETED.sub("", unnumbered(words)).replace('"', ""))
    began = BEFORE.match(bare)
    bare = bare[began.end() :] if began and began.end() < len(bare) else bare
    ended = BEHIND.search(bare[-LONGEST:])
    if ended is None or len(ended.group()) + LEAST <= len(bare):
        return bare if ended is None else bare[: len(bare) - len(ended.group())]
    return "支出" if "支出" in bare else bare


@dataclass(frozen=True)
class NamedCells:
    """The figures of the tables of a report: those in the rows and columns that bear a name, by its core; all of them.
    called: how the tables spell a name.
    unit: in what the tables print amounts, 元 or 万元; "" when they do not say, or not all the same."""

    named: Mapping[str, frozenset[Decimal]]
    every: frozenset[Decimal]
    called: Mapping[str, str]
    unit: str


def named_cells(document: Document) -> NamedCells:
    """Return what the tables of a document print under each name."""
    found: dict[str, set[Decimal]] = {}
    parts: dict[str, set[Decimal]] = {}
    above: list[str] = []
    units: set[str] = set()
    called: dict[str, str] = {}
    for block in document.blocks:
        if not isinstance(block, Table):
            above += map(plain, texts_of(block))
            continue
        rows = [[plain(text) for text in row] for row in matrix(block)]
        lines = [*above[-ABOVE:], *(text for row in rows[:ABOVE] for text in dict.fromkeys(row))]
        units.add(find_money_unit(reversed(above[-ABOVE:]), rows[:ABOVE], ()))
        title = next((line for line in reversed(lines) if is_table_title(line)), "")
        for text in (text for row in rows for text in row if is_name(text)):
            called.setdefault(core_of(text), unnumbered(text))
        take_names(rows, title, found, found if OF_WHOLE in title else parts)
        above = []
    for name in found.keys() & parts.keys():
        found[name] |= parts[name]
    every = frozenset(number for numbers in (*found.values(), *parts.values()) for number in numbers)
    return NamedCells(
        {name: frozenset(numbers) for name, numbers in found.items()},
        every,
        called,
        units.pop() if len(units := units - {""}) == 1 else "",
    )


def take_names(
    rows: Matrix, title: str, found: dict[str, set[Decimal]], whole: dict[str, set[Decimal]]
) -> None:
    """Take the figures of a table, of texts in plain form, by the names of their rows and columns; those of a row of
    totals bear its title too. whole: where those go that prose tells of as a whole."""
    columns: dict[int, set[str]] = {}
    for row in rows:
        if len(set(row)) == 1:  # a title
            continue
        numbers = [number_in_cell(text) for text in row]
        if row[0] == LINE or not any(number is not None for number in numbers):
            for at, text in enumerate(row):
                columns.setdefault(at, set()).add(text)
            continue
        names: set[str] = set()
        for at, text in enumerate(row):
            number = numbers[at]
            if number is None:
                names = set() if at and numbers[at - 1] is not None else names
                names |= {core_of(text)} if is_name(text) else set()
                names |= {core_of(title), text} if text in TOTALS else set()
            elif not any(NO_FIGURES.search(one) for one in columns.get(at, ())):
                above = {core_of(one) for one in columns.get(at, ()) if is_name(one)}
                above |= {f"{SUM}{name}" for name in above if TOTALS.intersection(row)}
                if not names and TOTALS.intersection(columns.get(at, ())):
                    above = above | {SUM, core_of(title)}
                for name in names | above:
                    if name in TOTALS or (name and not BEHIND.fullmatch(name)):
                        (whole if name.startswith(WHOLE) else found).setdefault(name, set()).add(number)


def totals_of_columns(name: str, cells: NamedCells) -> set[Decimal]:
    """Return what the totals of the columns of a name add up to, of some tables or others: each has a part of the money."""
    sums = {Decimal(0)}
    for number in sorted(cells.named.get(f"{SUM}{name}", ()))[:MOST]:
        sums |= {one + number for one in sums}
    return sums


def is_table_title(line: str) -> bool:
    """Return whether a line in plain form is the title of a table, and not its number."""
    bare = BRACKETED.sub("", line)
    return bare.endswith("表") and len(HAN_LETTER.findall(bare)) > LEAST + 1 and len(bare) <= LONGEST


def is_name(text: str) -> bool:
    """Return whether a cell in plain form is a name."""
    return len(text) <= LONGEST and text not in TOTALS and len(HAN_LETTER.findall(text)) > 1


def number_in_cell(text: str) -> Decimal | None:
    """Return the number that a cell in plain form is; None when it is none."""
    return read_decimal(text) if NUMBER.fullmatch(text) else None


def figures_under(names: Iterable[str], cells: NamedCells) -> set[Decimal]:
    """Return the figures that tables print under any of several names."""
    return {number for name in names for number in cells.named.get(name, ())}
