"""AD: codes, names and uses of the items (科目) agree with one another.

Source: 政府收支分类科目; the catalogue (docs/勾稽规则.md, AD-1, AD-2). That one code bears one name in the
public tables is already asked when data.json is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from narrator.checks.data.accounts import Accounts, code
from narrator.checks.finding import Finding, Level, Side
from narrator.disclosure import classification
from narrator.disclosure.classification import class_names, class_rows
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, BY_FUNCTION, OF_FUND
from narrator.disclosure.value import Record
from narrator.regex import compile_later
from narrator.tables.blueprint import Blueprint

# What the name of an item promises, and the words by which a use shows that it is about that.
THEMES = {
    "公积金": ("公积金",),
    "职业年金": ("年金",),
    "基本养老保险": ("养老",),
    "抚恤": ("抚恤", "丧葬", "遗属", "烈士", "优抚"),
    "离退休": ("离休", "退休", "老干部"),
    "医疗": ("医疗", "医保", "医药"),
}


BASIC = compile_later("基本支出|人员经费|公用经费")  # what no item is used for that has only projects
# The administrative unit that a department's name begins with: 辽宁省 朝阳市 北票市 …
UNIT = compile_later(r"([^省市县区旗]{2,3}省)?([^省市县区旗]{2,4}市)?([^省市县区旗]{1,3}[市县区旗])?")
LEVELS = {"中央": "", "省": "省", "市": "市", "县": "县市区旗", "区": "县市区旗", "乡镇": "省市县区旗"}


def standard(blueprint: Blueprint | None) -> Mapping[str, str]:
    """Return the names of the economic items that a form's 基本支出表 prints, by code; none when it prints the data's."""
    return blueprint.own_item_names if blueprint else {}


def check_names(accounts: Accounts) -> Iterator[Finding]:
    """Return what breaks AD-1: a class (类) has the name that the table of income and expense (收入支出总表) prints for it, and an
    economic item the name that the form prints for its code."""
    year = accounts.disclosure.year("年度").number
    for table in BY_FUNCTION:
        for row in accounts.rows(table):
            if (may := class_names(code(row), year)) and str(row["科目名称"]) not in may:
                yield from tell_other_name(
                    row, accounts.label(table), may[0], f"{accounts.label('收入支出总表')}支出的项目"
                )
    table = accounts.label(BY_ECONOMIC_CLASS)
    for row in accounts.rows(BY_ECONOMIC_CLASS):
        if code(row) in accounts.standard:
            yield from tell_other_name(row, table, accounts.standard[code(row)], f"格式里{table}印的名称")


def tell_other_name(row: Record, table: str, standard: str, where: str) -> Iterator[Finding]:
    """Return the finding that a row of a table bears another name than the standard one, which stands at `where`."""
    name = str(row["科目名称"])
    if name and name != standard:
        sides = (Side(f"{table} {code(row)} 科目名称", name, f"{row.path}.科目名称"), Side(where, standard))
        yield Finding(
            Level.ERROR, f"{table} {code(row)} 科目名称", "同一编码两处名称不同", "改成一样的名称", sides
        )


def check_listed_names(accounts: Accounts) -> Iterator[Finding]:
    """Return what breaks AD-1: an item (科目) has the name that the national list (政府收支分类科目) of the year gives to its code,
    and the list still has that code.

    The names of classes, and of economic items that the form itself names, are left to `check_names`. A code that no list
    ever had is not judged unless its name is that of another class, nor is a year before the first list, since names have changed since.
    """
    year = accounts.disclosure.year("年度").number
    listed = classification.classification_of(year)
    if listed.year > year:
        return
    printed: dict[tuple[str, str, str], list[Side]] = {}
    unknown: dict[tuple[str, str], list[Side]] = {}
    for table, standard in (
        *((table, listed.functional) for table in BY_FUNCTION),
        (BY_ECONOMIC_CLASS, listed.economic),
    ):
        for row in accounts.rows(table):
            number, name = code(row), str(row["科目名称"])
            wanted = "" if number in listed.ended else standard.get(number, name)
            told = not wanted or number not in (class_rows() if table in BY_FUNCTION else accounts.standard)
            if name and name != wanted and told:
                side = Side(f"{accounts.label(table)} {number} 科目名称", name, f"{row.path}.科目名称")
                printed.setdefault((number, name, wanted), []).append(side)
    miscoded = ((table, *one) for table in BY_FUNCTION for one in accounts.miscoded(table).items())
    for table, meant, row in miscoded:
        side = Side(
            f"{accounts.label(table)} {code(row)} 科目名称", str(row["科目名称"]), f"{row.path}.科目名称"
        )
        unknown.setdefault((code(row), meant), []).append(side)
    for (number, meant), sides in unknown.items():
        what = f"{listed.year}年政府收支分类科目里没有{number}，“{sides[0].value}”是{meant}"
        yield Finding(
            Level.HINT, f"{number} 科目编码与国家科目", what, "核对编码，连同它的款和项", tuple(sides)
        )
    for (number, name, wanted), sides in printed.items():
        what = f"{listed.year}年政府收支分类科目里{number}是“{wanted}”，这里写的是“{name}”"
        if not wanted:
            what = f"{listed.year}年政府收支分类科目里没有{number}了，以前是“{listed.ended[number]}”"
        yield Finding(Level.HINT, f"{number} 科目名称与国家科目", what, "核对编码和名称", tuple(sides))


def check_level(accounts: Accounts) -> Iterator[Finding]:
    """Return what breaks ST-2: the level that a unit states (市 of 市直部门) is the level that its name speaks of."""
    unit = accounts.record("部门")
    name, stated = str(unit["名称"]), str(unit["级次"])
    found = UNIT.match(name)
    if (
        stated
        and found
        and (deepest := [one[-1] for one in found.groups() if one])
        and deepest[-1] not in LEVELS[stated]
    ):
        sides = (Side("部门的级次", stated, "部门.级次"), Side("部门名称", name, "部门.名称"))
        what = f"名称是“{deepest[-1]}”一级的，级次写的是“{stated}”"
        yield Finding(Level.HINT, "部门的级次", what, "核对级次", sides)


def check_uses(accounts: Accounts) -> Iterator[Finding]:
    """Return what breaks AD-2: what an item's money is said to be used for fits the item's name, and is no use of running
    costs where the item has only projects."""
    for table in OF_FUND:
        for row in accounts.rows(table):
            name, use = str(row["科目名称"]), str(row["主要用途"])
            if (found := BASIC.search(use)) and has_only_projects(accounts, row):
                basic, project = accounts.of(row, "基本支出"), accounts.of(row, "项目支出")
                side = Side(f"{accounts.label(table)} {code(row)} 主要用途", use, f"{row.path}.主要用途")
                what = f"这个科目只有项目支出，写的用途却是“{found.group()}”"
                subject = f"{accounts.label(table)} {code(row)} 主要用途与支出"
                yield Finding(Level.HINT, subject, what, "核对用途", (side, basic.side, project.side))
            own = [theme for theme in THEMES if theme in name]
            if not own or not use or any(word in use for theme in own for word in THEMES[theme]):
                continue
            others = [
                theme
                for theme, words in THEMES.items()
                if theme not in own and any(word in use for word in words)
            ]
            if others:
                sides = (
                    Side(f"{accounts.label(table)} {code(row)} 科目名称", name, f"{row.path}.科目名称"),
                    Side(f"{accounts.label(table)} {code(row)} 主要用途", use, f"{row.path}.主要用途"),
                )
                what = f"写的用途像是“{others[0]}”，与科目不合"
                yield Finding(
                    Level.HINT, f"{accounts.label(table)} {code(row)} 主要用途", what, "核对用途", sides
                )


def has_only_projects(accounts: Accounts, row: Record) -> bool:
    """Return whether a row has 项目支出 and surely no 基本支出."""
    return bool(accounts.of(row, "项目支出").number) and accounts.of(row, "基本支出").number == 0
