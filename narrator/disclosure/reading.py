"""Reads raw data as a disclosure: the whole model at once, and what must agree between its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from narrator.cache import NO_CACHE, Cache
from narrator.disclosure.branch_shapes import DataShape, RecordShape
from narrator.disclosure.classification import class_names, later_names
from narrator.disclosure.clean_text import clean
from narrator.disclosure.item_names import add_item_names
from narrator.disclosure.model import MODEL
from narrator.disclosure.public_tables import (
    BY_FUNCTION,
    NUMBERED,
    OTHER_NAMES,
    PUBLIC_TABLES,
    RENUMBERED,
    TWO_SIDED,
    as_numbered,
    public_table,
    renamed,
)
from narrator.disclosure.shape import DataReading, Repeated
from narrator.disclosure.value import Record, Words
from narrator.number import MONEY, MoneyUnit
from narrator.problem import Problem, excerpt

LONGEST_TITLE = 60  # letters of a name that is looked up among titles
LIKE_A_TITLE = 0.85  # how much of a name must be a title's
CLASS = 3  # digits of the code of a class


def read(
    raw: object,
    model: RecordShape = MODEL,
    notes: list[Problem] | None = None,
    cache: Cache = NO_CACHE,
    compare_names: bool = True,
) -> tuple[Record, list[Problem]]:
    """Return raw data (JSON with exact numbers) as a disclosure, and everything that is wrong with it.

    model: what a form asks for (`Form.model`); the common data model when there is no form. notes: what is said of
    texts that were not taken quite as they are written is added to these. cache: of a reading before, of which what is
    the same need not be read again. compare_names: whether it is told where one code bears two names.
    """
    stated = raw.get("金额单位") if isinstance(raw, dict) else None
    reading = DataReading(
        MoneyUnit.YUAN
        if isinstance(stated, str) and stated.strip() == MoneyUnit.YUAN.value
        else MoneyUnit.WAN,
        model.money if isinstance(model, DataShape) else MONEY,
        cache=cache,
        blanks=model.blanks,
    )
    if isinstance(raw, dict) and "$schema" in raw:  # for editors only
        raw = Repeated(
            {name: value for name, value in raw.items() if name != "$schema"}, getattr(raw, "repeated", ())
        )
    raw, old, written = by_name(raw, other_names(raw, model))
    raw = by_first_names(raw)
    disclosure = model.read(add_item_names(raw, cache), "", reading)
    if notes is not None:
        notes += reading.every_note()
    found = reading.every_problem() + (name_problems(disclosure) if compare_names else [])
    return disclosure, [*old, *(as_written(problem, written) for problem in found)] if old else found


def other_names(raw: object, model: RecordShape) -> dict[str, str]:
    """Return the tables that names in raw data mean which the model has not: old numbers, and titles, those of the form
    first; one that is like a title means its table."""
    if not isinstance(raw, dict) or raw.keys() <= model.fields.keys():
        return {}
    unknown = [str(name) for name in raw if clean(str(name).strip()) not in model.fields]
    titles = model.titles() if isinstance(model, DataShape) else {}
    known = OTHER_NAMES | {title: name for title, name in titles.items() if name in model.fields}
    near = {
        name: name if name in known else as_numbered(name) or next(iter(likest(name, known)), "")
        for name in unknown
    }
    return {name: known[title] for name, title in near.items() if title}


def likest(name: str, titles: Iterable[str]) -> list[str]:
    """Return the title of a table that a name is most like; none when it is like none."""
    return get_close_matches(
        name[:LONGEST_TITLE], [one for one in titles if one not in NUMBERED], 1, LIKE_A_TITLE
    )


def by_name(raw: object, others: Mapping[str, str]) -> tuple[object, list[Problem], dict[str, str]]:
    """Return raw data with their public tables under the names that they bear now, a problem for each that bore an old
    number, which means another table in many a form, or its title, and by the names of those what they bore. Of two that
    are the same table, the one under the name that it bears now is read, or else the first. others: see `other_names`.
    """
    old = list(others)
    if not isinstance(raw, dict) or not old:
        return raw, [], {}
    hint = "改成这个名称，内容不动；印成第几号表由公开格式定"
    problems: list[Problem] = []
    written: dict[str, str] = {}
    tables: dict[str, object] = {str(name): value for name, value in raw.items() if name not in others}
    meant, are_sure = numbered_tables(raw)
    for name in old:
        now = meant.get(name) or others[name]
        if as_numbered(name) in RENUMBERED and not are_sure:
            told, what_to_do = renamed(name), f"看里面是哪一张，{hint.replace('这个', '它的')}"
        else:
            told, what_to_do = f"“{name}”{'现在' if name in meant else '这里'}叫“{now}”", hint
        if now in tables:
            both = f"核对哪一张是对的，只留下一张，用“{now}”这个名称"
            problems.append(Problem(name, f"{told}，这张表有了两张", both))
        else:
            tables[now], written[now] = raw[name], name
            problems.append(Problem(name, told, what_to_do))
    return Repeated(tables, getattr(raw, "repeated", ())), problems, written


def numbered_tables(raw: Mapping[str, object]) -> tuple[dict[str, str], bool]:
    """Return the public table that each number in raw data means, and whether that is sure: by the numbers of 2021 or by
    those since 2022, whichever what stands there fits better.
    """
    before, since = NUMBERED, {**NUMBERED, **RENUMBERED}
    faults_before, faults_since = count_misfits(raw, before), count_misfits(raw, since)
    numbers = since if faults_since < faults_before else before
    numbered = {str(name): as_numbered(str(name)) for name in raw}
    meant = {name: numbers[number] for name, number in numbered.items() if number}
    return meant, faults_since != faults_before


def count_misfits(raw: Mapping[str, object], numbers: Mapping[str, str]) -> tuple[int, int]:
    """Return how many rows stand under the numbers of tables that have none such, and how many tables would be there twice,
    when each number means the table that it has in numbers."""
    numbered = [(numbers[number], rows) for name, rows in raw.items() if (number := as_numbered(str(name)))]
    foreign = [
        row
        for table, rows in numbered
        if isinstance(rows, dict)
        for row in rows
        if row not in PUBLIC_TABLES[table].fields
    ]
    return len(foreign), sum(table in raw for table, _ in numbered)


def by_first_names(raw: object) -> object:
    """Return raw data with the rows of classes under the names that the model has, where a later year gives them others."""
    later = later_names()
    if not later or not isinstance(raw, dict):
        return raw
    for table in TWO_SIDED:
        above = raw.get(table)
        rows = above.get("支出") if isinstance(above, dict) else None
        if isinstance(above, dict) and isinstance(rows, dict) and not later.keys().isdisjoint(rows):
            first = {name: row for name, row in later.items() if row not in rows}  # both: the model knows one
            known: dict[str, object] = {first.get(str(name), str(name)): row for name, row in rows.items()}
            named = Repeated(known, getattr(rows, "repeated", ()))
            tables = {**raw, table: Repeated({**above, "支出": named}, getattr(above, "repeated", ()))}
            raw = Repeated(tables, getattr(raw, "repeated", ()))
    return raw


def as_written(problem: Problem, written: Mapping[str, str]) -> Problem:
    """Return a problem with the place that its file has: a table that bears another name there stands under it."""
    table = public_table(problem.where)
    if table in written:
        return problem._replace(where=written[table] + problem.where.removeprefix(table))
    return problem


def name_problems(disclosure: Record) -> list[Problem]:
    """Return the rows by code whose name is another one than elsewhere (rule AD-1): the report prints both.

    Of a class (类) that is the name which 收入支出总表 and 财政拨款收支总表 print for the code, or the one that it has in the
    year, of any other code the first one that a table gives it.
    """
    year = disclosure.year("年度").number
    first: dict[str, Words] = {}
    differing: list[Problem] = []
    misnamed: list[Problem] = []
    for table in BY_FUNCTION:
        for row in disclosure.rows(table, "各科目"):
            here = row.words("科目名称")
            if not here:
                continue
            code = row.words("科目编码").text
            names = class_names(code, year) if len(code) == CLASS else ()
            if not names:
                there = first.setdefault(code, here)
                if here.text != there.text:
                    what = f"同一编码在这里叫“{excerpt(here.text)}”，在{there.path}叫“{excerpt(there.text)}”"
                    differing.append(Problem(here.path, what, "改成一样的名称"))
            elif here.text not in names:
                what = f"{code}的名称是“{names[0]}”，这里写的是“{excerpt(here.text)}”"
                misnamed.append(Problem(here.path, what, f"改成“{names[0]}”"))
    return [*differing, *misnamed]
