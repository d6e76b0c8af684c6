"""政府收支分类科目 by year: the codes and names that the Ministry of Finance prescribes, read from classification/.

The data model takes from it the rows of the public tables, `name_items` completes names that data.json leaves out,
checks compare names with it. A list may be incomplete (each file says where): what it does not hold is no error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from narrator import toml
from narrator.problem import Problem, Unusable
from narrator.regex import compile_later
from narrator.shipped import shipped

FUNCTIONAL, ECONOMIC, BASE = "支出功能分类", "部门预算支出经济分类", "沿用"
COMPLETE, UNLISTED = "全", "不列"  # the marks of a line
LINE = compile_later(r"^(\d{3}|\d{5}|\d{7})(?: ([^|\n ]+))?((?: \| (?:全|不列))*)$", re.MULTILINE)


@dataclass(frozen=True)
class Classification:
    """The classification of one year.

    year: that of its file. functional: 支出功能分类 (类, 款, 项), economic: 部门预算支出经济分类 (类, 款): code → name, in order of codes.
    complete: the codes of which everything one level below is listed. unlisted: the codes that have no row of
    their own in the public tables of a department. ended: the codes that an earlier year had and this one has no more: code
    → name.
    """

    year: int
    functional: Mapping[str, str]
    economic: Mapping[str, str]
    complete: frozenset[str]
    unlisted: frozenset[str]
    ended: Mapping[str, str]


def classification_of(year: int) -> Classification:
    """Return the classification of a year: of the latest file that is not of a later year, or else of the
    earliest.

    Raises Unusable when a file is not as it should be.
    """
    known = classified_years()
    return read_classification(max((one for one in known if one <= year), default=min(known)))


@lru_cache(maxsize=1)
def classified_years() -> tuple[int, ...]:
    """Return the years of which there is a file, in order."""
    return tuple(sorted(int(path.stem) for path in shipped("classification").glob("[0-9]*.toml")))


@lru_cache(maxsize=8)
def read_classification(year: int) -> Classification:
    """Return the classification in the file of a year, over the one of the year on which it builds (沿用). Raises Unusable when
    the file is wrong."""
    path = shipped("classification") / f"{year}.toml"
    text = path.read_text("utf-8")
    data = toml.read(text, str(path))
    if wrong := list(find_wrong_entries(data, year)):
        raise Unusable(toml.with_lines(wrong, text, str(path)))
    base = data.get(BASE)
    below = read_classification(base) if isinstance(base, int) else None
    functional = dict(below.functional) if below else {}
    economic = dict(below.economic) if below else {}
    ended = dict(below.ended) if below else {}
    marks = {
        COMPLETE: set(below.complete) if below else set(),
        UNLISTED: set(below.unlisted) if below else set(),
    }
    for key, names in ((FUNCTIONAL, functional), (ECONOMIC, economic)):
        for code, name, marked in items_of(str(data.get(key, "")), key, path, text):
            if name:
                names[code] = name
                ended.pop(code, None)
            elif code in names:
                ended[code] = names.pop(code)
            for mark in marked.split(" | ")[1:]:
                marks[mark].add(code)
    return Classification(
        year,
        dict(sorted(functional.items())),
        dict(sorted(economic.items())),
        frozenset(marks[COMPLETE]),
        frozenset(marks[UNLISTED]),
        ended,
    )


def find_wrong_entries(data: Mapping[str, object], year: int) -> Iterator[Problem]:
    """Return what is wrong with the entries of the file of a year, but for the lines of its lists."""
    known = (FUNCTIONAL, ECONOMIC, BASE)
    for key in (one for one in data if one not in known):
        yield Problem(key, "科目的文件没有这一项", f"从{'、'.join(known)}中选")
    for key in (FUNCTIONAL, ECONOMIC):
        if not isinstance(data.get(key, ""), str):
            yield Problem(key, "这一项的写法不对", "写成三个引号里的几行，一行一个编码和名称")
    earlier = [one for one in classified_years() if one < year]
    if BASE in data and data[BASE] not in earlier:
        years = "、".join(map(str, earlier)) or "（没有）"
        yield Problem(BASE, "沿用的要是以前的一年", f"写成有文件的一年：{years}")
    elif not data.keys() & set(known):
        what, hint = "一个科目也没有", f"写上“{FUNCTIONAL}”；只写与上年不同的，加上“{BASE}”"
        yield Problem("", what, hint)


def items_of(listed: str, key: str, path: Path, text: str) -> list[tuple[str, str, str]]:
    """Return the items of a list: code, name ("" when it is no more), marks.

    key: where the list stands in the file. Raises Unusable with every line that is none.
    """
    items = LINE.findall(listed)
    if len({code for code, _, _ in items}) == len(listed.split("\n")) - listed.count("\n\n") - 1:
        return items
    wrong: list[Problem] = []
    seen: set[str] = set()
    for number, line in enumerate(listed.split("\n"), toml.line_numbers_of(text).get(key, 0) + 1):
        found = LINE.fullmatch(line)
        if line.strip() and (found is None or found.group(1) in seen):
            what = (
                f"“{line.strip()[:30]}”不是“编码 名称”" if found is None else f"编码{found.group(1)}写了两次"
            )
            hint = "一行写一个编码（3、5、7位数字）和名称，中间空一格" if found is None else "留下一行"
            wrong.append(Problem(key, what, hint, file=str(path), line=number))
        seen.add(found.group(1) if found else "")
    if wrong:
        raise Unusable(wrong)
    return items


@lru_cache(maxsize=1)
def class_rows() -> Mapping[str, str]:
    """Return the classes (类) of 支出功能分类 that have a row in the public tables of any year: code → name; the first that
    a class had stays that of its row, whatever it is called later (see `later_names`)."""
    return items_down_to(
        [(one.functional, one.unlisted) for one in map(read_classification, reversed(classified_years()))], 3
    )


@lru_cache(maxsize=1)
def later_names() -> Mapping[str, str]:
    """Return the names that classes with a row were given later: name → that of the row."""
    rows = class_rows()
    found = (
        (code, name)
        for year in classified_years()
        for code, name in read_classification(year).functional.items()
    )
    return {name: rows[code] for code, name in found if code in rows and name != rows[code]}


def not_of(year: int) -> frozenset[str]:
    """Return the names of the classes that have a row in the public tables, but that the list of a year does not have."""
    had = classification_of(year).functional
    return frozenset(name for code, name in class_rows().items() if code not in had)


def class_names(code: str, year: int) -> tuple[str, ...]:
    """Return what a class with a row may be called in the accounts of a year: as its row is, or as the list of the year has
    it; nothing for any other code.
    """
    rows = class_rows()
    return (
        tuple(dict.fromkeys((classification_of(year).functional.get(code, rows[code]), rows[code])))
        if code in rows
        else ()
    )


def class_meant(code: str, name: str, year: int) -> str:
    """Return the code of the class (类) that has a name in the accounts of a year, where the list of that year has no such code as
    the one given; "" where it has, or no class has that name."""
    listed = classification_of(year)
    if len(code) != 3 or code in listed.functional or code in listed.ended:
        return ""
    meant = [one for one in class_rows() if name in class_names(one, year)]
    return meant[0] if len(meant) == 1 else ""


@lru_cache(maxsize=1)
def basic_rows() -> Mapping[str, str]:
    """Return the items of 部门预算支出经济分类 that have a row in the table of 基本支出 of any year: code → name."""
    return items_down_to(
        [(one.economic, one.unlisted) for one in map(read_classification, classified_years())], 5
    )


def items_down_to(lists: list[tuple[Mapping[str, str], frozenset[str]]], longest: int) -> Mapping[str, str]:
    """Return the items of lists with codes of at most so many digits that are not unlisted there, in order of
    codes.
    """
    found = {
        code: name
        for names, unlisted in lists
        for code, name in names.items()
        if len(code) <= longest and code not in unlisted
    }
    return dict(sorted(found.items()))
