"""The words by which public tables are known: their titles, what stands over their columns and what their rows are called.

Most are learned from the tables of forms (blueprints); the few that no form of ours prints are declared here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache, reduce
from typing import NamedTuple

from narrator.disclosure.branch_shapes import OF_CODE, CodedShape, RecordShape
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, OF_FUND, PUBLIC_TABLES, THREE_EXPENSES
from narrator.disclosure.value import join_path
from narrator.document import Document
from narrator.regex import compile_later
from narrator.spans import GAP
from narrator.tables.blueprint import Blueprint, BlueprintRow, is_inner
from narrator.tables.plain import is_off_by_a_letter, plain

# How titles speak of a table, the more special ones first; whatever number, year or department stands before.
TITLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("三公经费表", compile_later(r"三公")),
    ("国有资本经营表", compile_later(r"国有资本经营")),
    ("政府性基金表", compile_later(r"政府性基金")),
    ("基本支出表", compile_later(r"基本支出")),
    ("一般公共预算支出表", compile_later(r"一般公共预算(?:财政拨款)?(?:收入支出|收支|支出)")),
    ("财政拨款收支总表", compile_later(r"财政拨款(?:收入支出|收支)")),
    ("收入支出总表", compile_later(r"收入支出|收支")),
    ("收入决算表", compile_later(r"收入")),
    ("支出决算表", compile_later(r"支出")),
)
TITLE = compile_later(r"^(?>.*?(?:决算|公开|明细|总|情况|经费)).*表(?:\([^()]*\))?$")
OTHER_TITLE = compile_later(r"绩效|自评|评价|项目支出|采购|资产|机构运行|目标")
LONGEST_TITLE, SHORTEST_TITLE = 50, 4
# The prescribed titles that are long enough to be known with one letter wrong, those of funds with 收入支出 and with 支出 alone.
LONG_TITLES = {
    title: name
    for name, shape in PUBLIC_TABLES.items()
    if name in (*OF_FUND, BY_ECONOMIC_CLASS, THREE_EXPENSES)
    for spent in [plain(shape.description).replace("收入支出", "支出")]
    for title in (spent, spent.replace("财政拨款支出", "财政拨款收入支出"))
}
# What stands before the name of a row: 一、 (一) 1. 其中: 减:
ORDINAL = compile_later(
    r"(?:其中:|减:|加:|[一二三四五六七八九十]{1,5}、|\((?:[一二三四五六七八九十]{1,5}|\d{1,5})\)|\d{1,5}[、.](?!\d)|[①-⑳]|[-—·]+)"
)
UNIT = compile_later(r"\((?:单位:)?(?:万元|元)\)$")
BRACKETS = compile_later(r"\([^()]*\)")
# Words of headers that say what a column is for beside figures.
CODES = frozenset(["类", "款", "项", "编码", "科目代码", "代码"])
NAMES = frozenset(["项目", "科目", "名称", "支出功能分类", "功能分类", "经济分类", "支出经济分类"])
NUMBERS = frozenset(["行次", "序号"])
OWNERS = frozenset(
    f"{owner}{what}"
    for owner in ("单位", "部门", "预算单位", "预算部门")
    for what in ("", "名称", "编码", "代码")
)
LINE = "栏次"
TOTALS = frozenset(["合计", "小计", "总计", "金额", "决算数", "本年决算数", "本年决算"])
SIDES = ("收入", "支出")
SUM = "合计"
BUDGET, ADJUSTED = "预算数", "全年预算数"  # of “三公”; a table that prints but one of them prints its 预算数
# The column that 合计, 小计 or 金额 mean when nothing else is said.
TOTAL_COLUMNS = {
    "收入决算表": "本年收入合计", "支出决算表": "本年支出合计", "一般公共预算支出表": "小计", "基本支出表": "决算数",
    "政府性基金表": "本年支出", "国有资本经营表": "本年支出",
}  # fmt: skip
# What some forms have over columns of a table that hold other figures than the table is read for.
SET_ASIDE: Mapping[str, frozenset[str]] = {
    "一般公共预算支出表": frozenset(["年初结转和结余", "年初结转", "上年结转和结余", "本年收入", "年末结转和结余", "年末结转"]),
    "基本支出表": frozenset(["人员经费", "公用经费"]),
}  # fmt: skip
# Budgets that the national tables have beside the final figures, and most forms do not.
BUDGETS = {"年初预算数": "年初预算数", ADJUSTED: ADJUSTED, "调整预算数": ADJUSTED}
# What other forms call columns and rows.
COLUMN_WORDS: Mapping[str, Mapping[str, str]] = {
    "收入支出总表": {"金额": "决算数", "本年决算数": "决算数", **BUDGETS},
    "财政拨款收支总表": {
        **BUDGETS,
        "金额": "决算数", "本年决算数": "决算数", "小计": "合计",
        "一般公共预算": "一般公共预算财政拨款", "政府性基金预算": "政府性基金预算财政拨款",
        "政府性基金": "政府性基金预算财政拨款", "国有资本经营预算": "国有资本经营预算财政拨款",
    },
    "收入决算表": {"本年收入": "本年收入合计"},
    "支出决算表": {"本年支出": "本年支出合计"},
    "三公经费表": {"年初预算数": BUDGET, "全年预算数": ADJUSTED, "调整预算数": ADJUSTED, "预算": BUDGET, "决算": "决算数", "支出决算数": "决算数"},
    "政府性基金表": {"收入": "本年收入", "年初结转": "年初结转和结余", "上年结转和结余": "年初结转和结余", "年末结转": "年末结转和结余"},
    "国有资本经营表": {"收入": "本年收入", "年初结转": "年初结转和结余", "上年结转和结余": "年初结转和结余", "年末结转": "年末结转和结余"},
}  # fmt: skip
# What they call columns only under a title: without one, these are words of another table, 支出决算表 or 收入决算表.
TITLED_WORDS: Mapping[str, Mapping[str, str]] = {
    "一般公共预算支出表": {"本年支出": "小计", "本年支出合计": "小计"},
    "基本支出表": {"本年支出合计": "决算数"},
    "政府性基金表": {"本年支出合计": "本年支出", "本年收入合计": "本年收入"},
    "国有资本经营表": {"本年支出合计": "本年支出", "本年收入合计": "本年收入"},
}
ROW_WORDS: Mapping[str, Mapping[str, str]] = {
    "收入支出总表": {
        "使用非财政拨款结余和专用结余": "使用非财政拨款结余", "使用非财政拨款结余含专用结余": "使用非财政拨款结余",
        "收入总计": "总计", "支出总计": "总计", "年初结转结余": "年初结转和结余", "年末结转结余": "年末结转和结余",
        "上年结转和结余": "年初结转和结余", "结转下年": "年末结转和结余",
    },
    "财政拨款收支总表": {
        "收入总计": "总计", "支出总计": "总计", "年初结转和结余": "年初财政拨款结转和结余",
        "年末结转和结余": "年末财政拨款结转和结余", "年初财政拨款结转结余": "年初财政拨款结转和结余",
        "年末财政拨款结转结余": "年末财政拨款结转和结余",
    },
    "三公经费表": {
        "公务用车购置及运行维护费": "公务用车购置及运行费", "公务用车运行费": "公务用车运行维护费",
        "因公出国(境)费用": "因公出国（境）费", "出国(境)费": "因公出国（境）费", "总计": "合计",
        '"三公"经费支出合计': "合计", '"三公"经费合计': "合计", '"三公"经费支出': "合计", '"三公"经费': "合计",
    },
    "基本支出表": {"人员经费": "人员经费合计", "公用经费": "公用经费合计"},
}  # fmt: skip


class Facet(NamedTuple):
    """What a word says of a figure: of its 行 or its 列, and which that is."""

    kind: str
    name: str


COLUMN, ROW = "列", "行"


class FigurePlace(NamedTuple):
    """Where a figure of a public table stands: its side (收入, 支出, or ""), its row or code, its column."""

    side: str
    row: str
    column: str


class Strange(NamedTuple):
    """A figure of a public table that stands in a column, or in a row (kind), that was not understood. side: 收入, 支出, "" where it
    has none, or that is not known. place: the row where the column crosses it, the column where the row does; "" where the rows of
    the table are columns. amount: in 万元, None when it is no number."""

    table: str
    kind: str
    side: str = ""
    place: str = ""
    amount: Decimal | None = None


class Inner(NamedTuple):
    """The items of a list that a table prints below a row by code. items: the list's name in that row. name: what of an item
    its name is. members: what of it stands in a column, by what of the row by code stands there."""

    items: str
    name: str
    members: Mapping[str, str]


@dataclass
class TableWords:
    """The words of one public table. heads: those over its columns. rows: those of its rows, by side, each with the
    rows that it may mean, in the order of the table. codes: those of its codes, by name. columns: that it has. inner: the
    items that it prints below its rows by code. reckoned: words over columns, and names of rows, in which a form prints what it
    reckons from figures (占比, 比上年) and none itself."""

    heads: dict[str, Facet] = field(default_factory=dict)
    rows: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    codes: dict[str, set[str]] = field(default_factory=dict)
    columns: set[str] = field(default_factory=set)
    inner: Inner | None = None
    reckoned: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Vocabulary:
    """The words of the public tables, by their names in the data, and of the tables by code that forms have of their own, by
    their layouts. titles: of the latter, in plain form, each with its layout. own: the tables of the data that they print,
    by layout. by_row: public tables that are known by their rows alone."""

    tables: Mapping[str, TableWords]
    titles: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    by_row: tuple[Blueprint, ...] = ()


class Blueprints(dict[str, Blueprint]):
    """The tables of a form, by the names of their layouts. specimen: they as they were composed once."""

    specimen: Document = Document("", ())

    def find(self, table: str) -> Blueprint | None:
        """Return the table of the form that is the given one of the data: of several that print it, the one with its name, or
        else the first; None when none does."""
        own = [one for one in self.values() if one.data_table == table]
        return next((one for one in own if one.name == table), own[0] if own else None)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of its public tables."""
        return vocabulary([self])


def vocabulary(blueprints: Iterable[Mapping[str, Blueprint]]) -> Vocabulary:
    """Return the words of the public tables of forms with those blueprints, and those that are declared here; and of the
    tables by code that the forms have of their own."""
    tables = {name: words_declared(name) for name in PUBLIC_TABLES}
    titles: dict[str, str] = {}
    own: dict[str, str] = {}
    by_row: list[Blueprint] = []
    learned: dict[str, dict[str, set[Facet]]] = defaultdict(lambda: defaultdict(set))
    for form in blueprints:
        for blueprint in form.values():
            name = blueprint.table
            if name and blueprint.by_row:
                by_row.append(blueprint)
                continue
            if blueprint.coded:
                name = blueprint.name
                own.setdefault(name, blueprint.coded)
                titles.setdefault(blueprint.titled.rpartition(GAP)[2], name)
            if name:
                learn_words(blueprint, tables.setdefault(name, TableWords()), learned[name])
    for name, heads in learned.items():
        for word, facets in heads.items():
            for kind in (COLUMN, ROW):
                alike = {facet for facet in facets if facet.kind == kind}
                if len(alike) == 1 and word not in SIDES:
                    tables[name].heads.setdefault(word, *alike)
    long = {title: name for title, name in titles.items() if len(title) >= SHORTEST_TITLE}
    return Vocabulary(tables, dict(sorted(long.items(), key=lambda pair: -len(pair[0]))), own, tuple(by_row))


def words_declared(table: str) -> TableWords:
    """Return the words of a public table that are its own names in the data, and those declared here."""
    words = TableWords()
    for parts in places_of_figures(table):
        words.heads[bare(parts.column)] = Facet(COLUMN, parts.column)
        words.columns.add(parts.column)
        if not parts.row.isdigit():
            add(words.rows, (parts.side, bare(parts.row)), parts.row)
            if table == THREE_EXPENSES:
                words.heads.setdefault(bare(parts.row), Facet(ROW, parts.row))
    for word, column in {**COLUMN_WORDS.get(table, {}), **TITLED_WORDS.get(table, {})}.items():
        words.heads.setdefault(bare(word), Facet(COLUMN, column))
    for word, row in ROW_WORDS.get(table, {}).items():
        for side in {one for one, _ in words.rows}:
            if (side, bare(row)) in words.rows:
                add(words.rows, (side, bare(word)), row)
        if table == THREE_EXPENSES:
            words.heads.setdefault(bare(word), Facet(ROW, row))
    return words


def add(rows: dict[tuple[str, str], list[str]], key: tuple[str, str], row: str) -> None:
    """Add a row to those that a word may mean, once."""
    found = rows.setdefault(key, [])
    if row not in found:
        found.append(row)


@lru_cache(maxsize=16)
def places_of_figures(table: str) -> tuple[FigurePlace, ...]:
    """Return where the figures of a public table stand, in its order; of rows by code only one stands for all
    (0). Of a table of a form's own it is known only that it has rows by code, and perhaps their sum.
    """
    if table not in PUBLIC_TABLES:
        return (FigurePlace("", SUM, ""), FigurePlace("", "0", ""))
    return tuple(
        parts for path in names_of_figures(PUBLIC_TABLES[table], ()) if (parts := place_of_path(path))
    )


def names_of_figures(shape: RecordShape, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the names that lead to each figure below a shape, 0 for a code."""
    for name, inner in shape.fields.items():
        if isinstance(inner, RecordShape):
            yield from names_of_figures(inner, (*path, name))
        elif isinstance(inner, CodedShape):
            yield from ((*path, name, "0", column) for column in inner.row.fields if column != "科目名称")
        else:
            yield (*path, name)


@lru_cache(maxsize=100_000)
def place_of_path(path: tuple[str, ...]) -> FigurePlace:
    """Return where the figure at a path below its table stands. A column in a group has the name of both:
    年末结转.基本支出."""
    if len(path) == 1:
        return FigurePlace("", path[0], "决算数")
    if path[0] == "各科目":
        return FigurePlace("", path[1], ".".join(path[2:]))
    if path[0] in SIDES and len(path) == 3:
        return FigurePlace(*path)
    return FigurePlace("", path[0], ".".join(path[1:]))


@lru_cache(maxsize=100_000)
def path_below(table: str, parts: FigurePlace) -> tuple[str, ...]:
    """Return the names on the way to a figure of a table, below the table."""
    columns = parts.column.split(".")
    if parts.row.isdigit():
        return ("各科目", parts.row, *columns)
    if parts.side:
        return (parts.side, parts.row, *columns)
    return (parts.row,) if table == BY_ECONOMIC_CLASS else (parts.row, *columns)


@lru_cache(maxsize=100_000)
def full_path(table: str, parts: FigurePlace) -> str:
    """Return the path in the data of a figure of a table."""
    return reduce(join_path, (table, *path_below(table, parts)))


def learn_words(blueprint: Blueprint, words: TableWords, heads: dict[str, set[Facet]]) -> None:
    """Add to the words of a table what the rows of a blueprint are called, and to its heads what stands over
    its columns.
    """
    over_columns: dict[int, str] = {}  # what of a row by code stands in a column
    for row in blueprint.body:
        if is_inner(row.loop):
            (_, name), *others = row.printed
            members = {over_columns[at]: path[-1] for at, path in others if at in over_columns}
            words.inner = Inner(row.loop[-1], name[-1], members)
            continue
        over_columns |= {at: path[-1] for at, path in row.printed}
        words.reckoned |= reckoned_words(row, blueprint)
        for at, path in row.printed:
            below = ("各科目", "0", *path) if row.loop else path[1:]
            if not below or below[-1] in (*OF_CODE, "科目名称", "级次") or path[0] == "项":
                continue
            parts = place_of_path(tuple(below))
            if "." in parts.column or blueprint.coded or parts.column not in words.columns:  # the form's own
                over = [bare(line.places[at].literal) for line in blueprint.header]
                named = [word for word in dict.fromkeys(over) if word and not word.isdigit()]
                heads["".join(named[-2:])].add(Facet(COLUMN, parts.column))
            if "." in parts.column:
                continue
            for line in blueprint.header:
                word = bare(line.places[at].literal)
                if word and not word.isdigit():
                    heads[word].add(Facet(COLUMN, parts.column))
                    if blueprint.name == THREE_EXPENSES:
                        heads[word].add(Facet(ROW, parts.row))
            label = row.names[at]
            if label and not row.loop:
                if parts.row.isdigit():
                    words.codes.setdefault(bare(label), set()).add(parts.row)
                else:
                    add(words.rows, (parts.side, bare(label)), parts.row)


def reckoned_words(row: BlueprintRow, blueprint: Blueprint) -> set[str]:
    """Return the words over the columns in which a row prints what is reckoned from figures; the row's name where it prints nothing
    else of the data."""
    reckoned = [
        at for at, place in enumerate(row.places) if place.own and GAP in place.text and not place.path
    ]
    if not reckoned:
        return set()
    if not row.printed and not row.loop:
        return {bare(label) for label in [*row.labels.values()][:1]}
    over = ([bare(line.places[at].literal) for line in blueprint.header] for at in reckoned)
    lowest = (next((word for word in reversed(one) if word and not word.isdigit()), "") for one in over)
    return {word for word in lowest if word}


@lru_cache(maxsize=2_000)
def table_titled(line: str) -> str:
    """Return the public table that a line above a table is the title of; "" when it is none's."""
    text = plain(line)
    if len(text) > LONGEST_TITLE or OTHER_TITLE.search(text) or not TITLE.search(text):
        return ""
    found = next((table for table, pattern in TITLES if pattern.search(text)), "")
    return misprinted_title(unbracketed(text)) or found


def misprinted_title(text: str) -> str:
    """Return the public table whose prescribed title a text in plain form ends with but for one letter, which is another one, lost, or too
    much: that title may have the words of another table; "" when it is none's, or a whole one."""
    if text.endswith(tuple(LONG_TITLES)):
        return ""
    for title, table in LONG_TITLES.items():
        if any(is_off_by_a_letter(title, text[-len(title) - longer :]) for longer in (-1, 0, 1)):
            return table
    return ""


@lru_cache(maxsize=20_000)
def bare(text: str) -> str:
    """Return a text in plain form, without the number that it begins with and its unit."""
    text = plain(text)
    while found := ORDINAL.match(text):
        if found.end() == len(text):
            break
        text = text[found.end() :]
    return UNIT.sub("", text).rstrip(":")


def without_unit(word: str) -> str:
    """Return a word in plain form without the unit in brackets behind it."""
    return UNIT.sub("", plain(word))


def unbracketed(word: str) -> str:
    """Return a word without what stands in brackets."""
    return BRACKETS.sub("", word)
