"""Figures from Excel into data.json: a new one, or one that is there already and keeps everything else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from narrator import build
from narrator import form as forms
from narrator.checks.naming import called
from narrator.commands.missing import wanted
from narrator.data_file import Opened, open_data, open_text
from narrator.disclosure.model import PUBLIC_TABLES, public_table
from narrator.disclosure.value import split_path
from narrator.files import whole
from narrator.files.lock import locked
from narrator.files.patch import put_all
from narrator.form import Form
from narrator.intake.fresh import begin_data, put
from narrator.intake.heading import form_of, same_department
from narrator.intake.last_year import Carried, budgets, carry_over
from narrator.intake.merging import NOTHING, Merged, merge_figures
from narrator.intake.taking import Taken, take_tables
from narrator.number import Unit, plain
from narrator.problem import Problem, Severity, Unusable
from narrator.readers import embedded, workbook
from narrator.readers.docx import package
from narrator.readers.docx.file_kinds import is_document
from narrator.readers.json import parse
from narrator.tables.vocabulary import Vocabulary, vocabulary

BUDGET_TITLE = re.compile(r"(支出)(?:预算|情况)?(?:明细)?表")
MANY = 12  # figures of a table that are new: more are counted and not listed


@dataclass(frozen=True)
class Imported:
    """What was imported. lines: what was done, to print. problems: what there is to look at."""

    lines: Sequence[str]
    problems: Sequence[Problem]


@dataclass(frozen=True)
class Sources:
    """The files that are imported. tables: this year's public tables. last_year: last year's report, data or tables.
    budget: the 部门预算 of the year. unit: of tables above which none stands."""

    tables: Path
    last_year: Path | None = None
    budget: Path | None = None
    unit: Unit | None = None


def import_file(
    sources: Sources, data: Path | None, output: Path | None, form_name: str | None = None
) -> Imported:
    """Take the figures of the public tables in a workbook into a data file, or begin a new one; return what to say.

    data: the data file that is there; None to begin a new one. output: where the data are written; data itself when
    it is None. Raises Unusable, with every problem, and writes nothing: a file that can not be read, tables of another
    year or department, cells that can not be used.
    """
    target = output or data
    if target is None:
        raise Unusable([Problem("", "没有写数据放到哪里", "加上 -o data.json，或者写已有的数据文件")])
    with locked(target):
        if output is not None:
            whole.absent(output)
        made = begin(sources, form_name) if data is None else update(sources, data, form_name)
        text, lines = add_last_year(made.text, sources, target, form_name)
        old = None if data is None else whole.read(data)
        mark = old.removesuffix(made.before.encode()) if old is not None else b""
        if old != mark + text.encode() or target != data:
            whole.write(target, mark + text.encode())
            done = f"已写进 {target}。" if data == target else f"已生成 {target}。"
        else:
            done = f"表里的数与数据相同，{target} 没有变。"
    return Imported([*made.lines, *lines, done], made.problems)


@dataclass(frozen=True)
class Made:
    """Data that are ready to be written. text: data.json; before: what it was, "" when it is new."""

    text: str
    before: str
    lines: Sequence[str]
    problems: Sequence[Problem]


def begin(sources: Sources, form_name: str | None) -> Made:
    """Return a new data file made from tables."""
    form = forms.load(form_name) if form_name else None
    taken = take_tables(workbook.load(sources.tables), known_words(form), stated=sources.unit)
    department = one_department(taken)
    chosen = form_name or form_of(department)
    form = form or (forms.load(chosen) if chosen else None)
    model = form.model if form else forms.known()
    text = begin_data(model, taken.figures, taken.names, taken.unit, one_year(taken), department, chosen)
    lines = list(tell_taken(taken, form))
    if form is None:
        names = "、".join(forms.names())
        lines.append(f"没有写用哪种公开格式：在数据里加上“格式”（{names}），或者生成时加 --form。")
    elif not form_name:
        lines.append(f"公开格式是{chosen}（照部门名称选的）；不对就改数据里的“格式”。")
    return Made(text, "", lines, taken.told)


def update(sources: Sources, data: Path, form_name: str | None) -> Made:
    """Return the data that are there with the figures of tables."""
    opened = open_data(data, form_name)
    raw = opened.raw
    if not isinstance(raw, dict):
        raise Unusable(opened.problems)
    said = raw.get("金额单位")
    unit = Unit(said) if said in (Unit.YUAN.value, Unit.WAN.value) else None
    taken = take_tables(workbook.load(sources.tables), known_words(opened.form), unit, sources.unit)
    refuse_others(taken, opened)
    model = opened.form.model if opened.form else forms.known()
    merged = merge_figures(opened.text, model, taken.figures, taken.names)
    lines = [*tell_taken(taken, opened.form), *tell_changes(merged, opened.form)]
    return Made(merged.text, opened.text, lines, [*taken.told, *tell_silent(merged, data)])


# ---- last year, and the budget ----


def add_last_year(text: str, sources: Sources, target: Path, form_name: str | None) -> tuple[str, list[str]]:
    """Return data with what they ask for and last year's report, or the budget, says; and what to say of it."""
    if sources.last_year is None and sources.budget is None:
        return text, []
    lines: list[str] = []
    raw = parse(text)
    assert isinstance(raw, dict)
    unit = Unit(str(raw["金额单位"]))
    opened = open_text(target, raw, text, form_name)
    model = opened.form.model if opened.form else forms.known()
    if sources.last_year is not None:
        last, notes = read_last_year(sources.last_year, opened.form)
        refuse_year(last, raw, sources.last_year)
        carried = carry_over(text, [one.path for one in wanted(opened)], last, model, unit)
        text = carried.text
        lines += [*notes, *tell_carried(carried, sources.last_year)]
    if sources.budget is not None:
        opened = open_text(target, parse(text), text, form_name)
        figures = read_budget(sources.budget, unit, opened.form)
        found = budgets(figures, [one.path for one in wanted(opened)], unit)
        text = put_all(text, found)
        lines.append(f"从 {sources.budget.name} 取了{len(found)}个年初预算数。")
    return text, lines


def read_last_year(path: Path, form: Form | None) -> tuple[Mapping[str, object], list[str]]:
    """Return last year's data as far as a file holds them, and what to say of it: data.json, a report, or tables."""
    if path.suffix.lower() == ".json":
        raw = open_data(path).raw
        return (raw if isinstance(raw, dict) else {}), []
    if is_document(path):
        return read_last_report(path)
    taken = take_tables(workbook.load(path), known_words(form))
    raw: dict[str, object] = {"金额单位": taken.unit.value, "年度": one_year(taken)}
    for place, amount in taken.figures.items():
        put(raw, [str(step) for step in split_path(place)], amount)
    return raw, [f"去年的{line}" for line in tell_taken(taken, form)]


def read_last_report(path: Path) -> tuple[Mapping[str, object], list[str]]:
    """Return the data that a report of narrator's carries along. Raises Unusable for another one."""
    opened = package.load(path)
    found = embedded.carried(opened)
    if found is None:
        what, hint = (
            "这份报告里没有带数据（不是narrator生成的，或者是公开的那一份）",
            "用去年的 data.json 或者公开表（Excel）",
        )
        raise Unusable([Problem("", what, hint, file=str(path))])
    return embedded.made_from(opened, found)[0], []


def read_budget(path: Path, unit: Unit, form: Form | None) -> dict[str, Decimal]:
    """Return the expenditure by function in the 部门预算, as 一般公共预算支出表. Raises Unusable when it has none."""
    book = workbook.load(path)
    taken = take_tables(as_accounts(book), known_words(form), unit)
    if not any(path.startswith("一般公共预算支出表.") for path in taken.figures):
        hint = "选有“一般公共预算支出表”（按功能分类科目）的部门预算"
        raise Unusable([Problem("", "里面没有按功能分类科目的一般公共预算支出表", hint, file=str(path))])
    return taken.figures


def as_accounts(book: workbook.Workbook) -> workbook.Workbook:
    """Return a workbook of budgets whose tables are called as those of accounts are: they have the same form."""
    grids = [
        replace(grid, texts=[[BUDGET_TITLE.sub(r"\1决算表", cell) for cell in row] for row in grid.texts])
        for grid in book.grids
    ]
    return replace(book, grids=tuple(grids))


def refuse_year(last: Mapping[str, object], raw: Mapping[str, object], path: Path) -> None:
    """Raise Unusable when what is to be last year's is of another year."""
    year, before = raw.get("年度"), last.get("年度")
    if isinstance(year, (int, Decimal)) and isinstance(before, (int, Decimal)) and before != year - 1:
        what = f"这是{before}年度的，数据是{year}年度的"
        raise Unusable([Problem("", what, f"选{year - 1}年度的", file=str(path))])


def tell_carried(carried: Carried, path: Path) -> Iterator[str]:
    """Yield what was taken from last year's, and from where."""
    yield (
        f"从 {path.name} 取了{len(carried.figures)}个上年决算数、{len(carried.texts)}处文字；"
        f"去年的{len(carried.hints)}条原因列在空着的原因旁边。"
    )
    if carried.texts:
        yield f"  文字请看有没有变：{'、'.join(called(path) for path in carried.texts)}"


@lru_cache(maxsize=8)
def known_words(form: Form | None) -> Vocabulary:
    """Return the words by which tables are known: those of the forms that ship with narrator, and of the form in use."""
    shipped = [forms.load(name) for name in forms.names()]
    own = [form] if form and form not in shipped else []
    return vocabulary([build.blueprints(one) for one in (*shipped, *own)])


# ---- whose tables they are ----


def one_year(taken: Taken) -> int | None:
    """Return the year that the tables name; None when they name none. Raises Unusable when they name several."""
    years = taken.heading.years
    if len(years) > 1:
        what = f"表上面写的年度不同：{'、'.join(f'{year}年度' for year in years)}"
        raise Unusable([Problem("", what, "把不是这一年的表删掉，或者改正年度", file=str(taken.path))])
    return years[0] if years else None


def one_department(taken: Taken) -> str:
    """Return the department that the tables name; "" when they name none. Raises Unusable when they name several."""
    names = taken.heading.departments
    if any(not same_department(names[0], other) for other in names):
        what = f"表上面写的部门不同：{'、'.join(names)}"
        raise Unusable([Problem("", what, "把别的部门的表删掉，或者改正部门名称", file=str(taken.path))])
    return max(names, key=len, default="")


def refuse_others(taken: Taken, opened: Opened) -> None:
    """Raise Unusable when the tables are of another year or another department than the data."""
    assert isinstance(opened.raw, dict)
    problems = []
    year, stated = one_year(taken), opened.raw.get("年度")
    if year is not None and stated is not None and year != stated:
        problems.append(Problem("", f"表是{year}年度的，数据是{stated}年度的", "选同一年度的表和数据"))
    name, mine = one_department(taken), opened.raw.get("部门")
    known = mine.get("名称") if isinstance(mine, dict) else None
    if name and isinstance(known, str) and known and not same_department(name, known):
        hint = "选同一个部门的表和数据；部门改了名称，先改数据里的部门.名称"
        problems.append(Problem("", f"表是“{name}”的，数据是“{known}”的", hint))
    if problems:
        raise Unusable(replace(one, file=str(taken.path)) for one in problems)


# ---- what to say ----


def tell_taken(taken: Taken, form: Form | None) -> Iterator[str]:
    """Yield which tables were read, which are not there, and which rows were added up."""
    labels = form.labels if form else {}
    read = "、".join(
        label if (label := labels.get(name, name)) == sheet else f"{label}（{sheet}）"
        for name, sheet in taken.tables.items()
    )
    yield f"读了{len(taken.tables)}张公开表：{read}。金额单位是{taken.unit.value}。"
    absent = [labels.get(name, name) for name in PUBLIC_TABLES if name not in taken.tables]
    if absent:
        yield f"没有找到：{'、'.join(absent)}。"
    if taken.computed:
        rows = "、".join(called(path, labels.get(public_table(path), "")) for path in taken.computed)
        yield f"表里没有这{len(taken.computed)}行，是加起来的：{rows}。"


def tell_changes(merged: Merged, form: Form | None) -> Iterator[str]:
    """Yield what changed: old → new, what is new, what has gone and what came back."""
    labels = form.labels if form else {}

    def name(path: str) -> str:
        return called(path, labels.get(public_table(path), ""))

    for table, group in groupby(merged.changed.items(), lambda item: public_table(item[0])):
        changes = list(group)
        new = [path for path, (old, _) in changes if old is NOTHING or old is None]
        for path, (old, value) in changes:
            shown = value if isinstance(value, str) else plain(value)
            if old is not NOTHING and old is not None:
                before = old if isinstance(old, str) else f"{old}"
                yield f"  {name(path)}：{before} → {shown}"
            elif len(new) <= MANY:
                yield f"  {name(path)}：{shown}（新）"
        if len(new) > MANY:
            yield f"  {labels.get(table, table)}：填上了{len(new)}处"
    for path, texts in merged.gone.items():
        left = (
            f"，那一行写过的{'、'.join(f'“{text}”' for text in texts)}留在“停用”里，没有用到" if texts else ""
        )
        yield f"  {name(path)}：表里没有这一行了{left}"
    for path, text in merged.returned.items():
        yield f"  {name(path)}：又有这一行了，以前写的“{text}”放回去了"


def tell_silent(merged: Merged, data: Path) -> Iterator[Problem]:
    """Yield the figures of the data on which the tables that were read say nothing."""
    for path, value in merged.silent.items():
        what = f"表里没有这一行，数据里还是{plain(value)}"
        yield Problem(path, what, "核对；没有了就在数据里改成0", Severity.WARNING, str(data))
