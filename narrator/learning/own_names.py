"""Names and years in a paragraph that a report words itself: they become fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from narrator.compose.numbering import MARKS, written
from narrator.disclosure.branch_shapes import LEVELS
from narrator.learning.data_place import YEARLY
from narrator.learning.notebook import Notebook
from narrator.learning.place_words import MONEY
from narrator.learning.plain_letters import narrow_marks
from narrator.learning.rewording import NUMBER, Rewording
from narrator.number import read_digits
from narrator.tables.plain import MARK
from narrator.tables.row_names import ITEM_IN_PROSE

YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|[-~—至到]{1,2}20\d\d年)")
# Names that are counted: 对甲、乙等2个项目. What stands before the first is a word that takes them.
LISTED_NAMES = re.compile(r"(?:对|选取|选择|将|包括)(?=[^,。;:、\d]{4,60}、)([^,。;:\d]{9,300}?)等(?=\d+个)")
# The heading of a report on one project, and words before it that are no name of one.
REPORTED = re.compile(r"(?:年度?|^)(?P<name>[^,。、:\d年]{4,40})项目(?:支出)?(?:绩效)?(?:自评价?|评价)报告$")
GENERAL_WORDS = re.compile(
    r"(?:部门|单位|本级|整体|财政|预算|支出|重点|专项|特定目标|资金|政府|债券|[本各和及与类等的])+"
)
SHORTEST_NAME = 4  # letters of a name that is no word of other sentences
OF_GRANTS, OF_ALL = "一般公共预算支出表", "支出决算表"
# Of which table the rows are that a sentence tells of, by words before them or in the heading.
OF_TABLES = (
    (re.compile("政府性基金"), "政府性基金表"),
    (re.compile("国有资本"), "国有资本经营表"),
    (re.compile("一般公共预算|财政拨款"), OF_GRANTS),
    (re.compile("收入支出|总支出|支出总|本年支出|支出决算(?:总体)?情况"), OF_ALL),
)
CODED = re.compile(r"(?P<code>\d{7})\s*(?P<name>[^,。;:\s\d]+)(?=[\s:])")


def write_row_names(rewording: Rewording) -> None:
    """Put fields in the place of the names of the row that the paragraph tells of."""
    if not rewording.row or rewording.item is None:
        return
    names = rewording.notebook.rows[rewording.row]
    if "名称" in names:
        for found in re.finditer(re.escape(narrow_marks(names["名称"])), rewording.flat):
            rewording.put(*found.span(), "{{ 项.名称 }}")
            rewording.leave_unnamed(*found.span())
    elif rewording.item.groupdict().get("code"):
        for group, source in (("code", "项.科目编码"), ("name", "项.科目名称")):
            rewording.put(*rewording.item.span(group), f"{{{{ {source} }}}}")
    elif "(类)" in rewording.item[0]:  # as the table has them: check tells where the report has another name
        for group, source in (
            ("type", "项.类.科目名称"),
            ("group", "项.款.科目名称"),
            ("item", "项.科目名称"),
        ):
            rewording.put(*rewording.item.span(group), f"{{{{ {source} }}}}")
    else:
        for column in (name for name, text in names.items() if narrow_marks(text) == rewording.item[0]):
            rewording.put(*rewording.item.span(), f"{{{{ 项.{column} }}}}")


def write_years(rewording: Rewording) -> None:
    """Put fields in the place of this year and the year before."""
    for found in YEAR.finditer(rewording.flat):
        name = {rewording.notebook.year: "年度", rewording.notebook.year - 1: "上年"}.get(int(found[1]))
        if name:
            rewording.put(*found.span(1), f"{{{{ {name} }}}}")


def write_names(rewording: Rewording) -> None:
    """Put fields in the place of the department's name."""
    if name := rewording.notebook.department:
        for found in re.finditer(re.escape(name), rewording.text):
            rewording.put(*found.span(), "{{ 部门.名称 }}")


def write_items(rewording: Rewording) -> None:
    """Put a text of this year in the place of names of projects and the like that a sentence tells one behind the other
    (甲、乙等2个项目): next year they are others."""
    names = {narrow_marks(one.get("名称", "")) for one in rewording.notebook.rows.values()}
    names -= {narrow_marks(rewording.notebook.department)}
    long = sorted((one for one in names if len(one) >= SHORTEST_NAME), key=len, reverse=True)
    name = f'[“"]?(?:{"|".join(map(re.escape, long))})[”"]?'
    known = re.finditer(f"{name}(?:[、,和及]{name})*", rewording.flat) if long else ()
    spans = [*(one.span() for one in known), *(one.span(1) for one in LISTED_NAMES.finditer(rewording.flat))]
    for start, end in spans:
        if rewording.free(start, end):
            near, _ = rewording.words_before(start)
            words, told = rewording.text[start:end], f"{near}的名称（{rewording.section}）"[:60]
            _, expression = rewording.notebook.own_place(f"{near}名称", YEARLY, words, told)
            rewording.put(start, end, f"{{{{ {expression} }}}}")
            rewording.leave_unnamed(start, end)


def write_reported(rewording: Rewording) -> None:
    """Put a text of this year in the place of the name of the project that a heading says a report to be about."""
    found = REPORTED.search(rewording.flat)
    if found and GENERAL_WORDS.fullmatch(found["name"]) is None and rewording.free(*found.span("name")):
        start, end = found.span("name")
        words = rewording.text[start:end]
        _, expression = rewording.notebook.own_place(
            f"{rewording.text[end:]}的项目", YEARLY, words, f"标题里的项目名称：{rewording.text}"[:60]
        )
        rewording.put(start, end, f"{{{{ {expression} }}}}")


def find_row(flat: str, section: str, notebook: Notebook) -> tuple[str, re.Match[str] | None]:
    """Return the path of the row or item that a paragraph tells of, and where its name stands; "" when it tells of none."""
    rows = notebook.rows
    named = {path: narrow_marks(names["名称"]) for path, names in rows.items() if names.get("名称")}
    there = [path for path, name in named.items() if f"“{name}”" in flat]
    if len(there) == 1 and flat.startswith(f"“{named[there[0]]}"):
        return there[0], re.search(re.escape(named[there[0]]), flat)
    types = sorted({names["类"] for names in rows.values() if "类" in names}, key=len, reverse=True)
    for name in filter(None, types):
        if found := re.match(re.escape(name) + r"(?=(?:\(类\))?\d)", flat):
            fitting = [
                path
                for path, names in rows.items()
                if names.get("科目名称") == name and len(path.rpartition(".")[2]) == 3
            ]
            return (
                (best_table(fitting, flat, found.start(), section, notebook), found)
                if fitting
                else ("", None)
            )
    if found := CODED.match(flat):
        fitting = [path for path, names in rows.items() if path.endswith(f".{found['code']}")]
        named_so = [path for path in fitting if narrow_marks(rows[path].get("科目名称", "")) == found["name"]]
        return (
            (best_table(named_so, flat, found.start(), section, notebook), found) if named_so else ("", None)
        )
    if found := ITEM_IN_PROSE.search(flat):
        fitting = [
            path
            for path, names in rows.items()
            if narrow_marks(names.get("科目名称", "")) == found["item"]
            and narrow_marks(names.get("款", "")) == found["group"]
            and LEVELS.get(len(path.rpartition(".")[2])) == "项"
        ]
        fitting = fitting or same_amount(found["type"], flat[found.end() :], notebook)
        return (best_table(fitting, flat, found.start(), section, notebook), found) if fitting else ("", None)
    return "", None


def same_amount(name: str, behind: str, notebook: Notebook) -> list[str]:
    """Return the rows below a type of which one and no other has an amount that stands behind its name as its main figure: what
    the report calls otherwise than its tables do."""
    numbers = set(NUMBER.findall(behind))
    fitting = [
        path
        for path, names in notebook.rows.items()
        if names.get("类") == name
        and LEVELS.get(len(path.rpartition(".")[2])) == "项"
        and (main := notebook.places.main_figure(path))
        and main.value
        and str(main.value) in numbers
    ]
    return fitting if len({path.rpartition(".")[2] for path in fitting}) == 1 else []


def best_table(paths: list[str], flat: str, at: int, section: str, notebook: Notebook) -> str:
    """Return the path of the row of the table that is meant, of those of tables that have the row whose name stands at a place. Words
    that may be of all money or of a part of it mean a table in which the row has the amount that the sentence prints."""
    tables = tables_meant(flat[:at], section)
    likely = sorted(paths, key=lambda path: place_among(tables, path))
    if len(tables) == 1:
        return likely[0]
    if "预算" in flat:  # of all money there is none
        likely.sort(key=lambda path: not path.startswith(f"{OF_GRANTS}."))
    printed = {read_digits(one) for one in NUMBER.findall(flat)}
    return next((path for path in likely if has_printed(path, printed, notebook)), likely[0])


def tables_meant(before: str, section: str) -> list[str]:
    """Return which tables words before the name of a row mean, or else the heading: one where they say whose money it is, else the
    likeliest first."""
    words = before if MONEY.search(before) else section
    named = [table for said, table in OF_TABLES if said.search(words)]
    return named[:1] if MONEY.search(words) else [*named, OF_GRANTS, OF_ALL]


def place_among(tables: Sequence[str], path: str) -> int:
    """Return the place of the table of a path among some, behind all of them when it is none of those."""
    table = path.partition(".")[0]
    return tables.index(table) if table in tables else len(tables)


def has_printed(path: str, printed: set[Decimal], notebook: Notebook) -> bool:
    """Return whether the main figure of a row is one of the numbers that a sentence prints."""
    main = notebook.places.main_figure(path)
    return main is not None and main.value in printed


def mark_of(text: str) -> tuple[str, str]:
    """Return the number that a line begins with as a template writes it ([（一）] ), and what follows it; "" and the line
    when no template writes one in that style."""
    line = text.lstrip()
    found = MARK.match(narrow_marks(line))
    style = re.sub("[一二三四五六七八九十百]+", "一", re.sub(r"\d+", "1", found[0])) if found else ""
    mark = next((one for one in MARKS if narrow_marks(one) == style), "")
    if found is None or not mark:
        return "", text
    rest = line[found.end() :]
    if written(mark, 1)[-1].isspace() and not rest[:1].isspace():
        return "", text  # 附件1：某报告: a template sets a blank behind it
    return f"[{mark}] ", rest.lstrip()
