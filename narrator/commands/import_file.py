"""Figures from Excel into data.json: a new one, or one that is there already and keeps everything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from narrator import build
from narrator import form as forms
from narrator.checks.naming import called
from narrator.data_file import Opened, open_data
from narrator.disclosure.model import PUBLIC_TABLES, public_table
from narrator.files import whole
from narrator.files.lock import locked
from narrator.form import Form
from narrator.intake.fresh import begin_data
from narrator.intake.heading import form_of, same_department
from narrator.intake.merging import NOTHING, Merged, merge_figures
from narrator.intake.taking import Taken, take_tables
from narrator.number import Unit, plain
from narrator.problem import Problem, Severity, Unusable
from narrator.readers import workbook
from narrator.tables.vocabulary import Vocabulary, vocabulary

MANY = 12  # figures of a table that are new: more are counted and not listed


@dataclass(frozen=True)
class Imported:
    """What was imported. lines: what was done, to print. problems: what there is to look at."""

    lines: Sequence[str]
    problems: Sequence[Problem]


def import_file(
    tables: Path,
    data: Path | None,
    output: Path | None,
    form_name: str | None = None,
    unit: str | None = None,
) -> Imported:
    """Take the figures of the public tables in a workbook into a data file, or begin a new one; return what to say.

    data: the data file that is there; None to begin a new one. output: where the data are written; data itself when
    it is None. unit: 元 or 万元, for tables above which none stands. Raises Unusable, with every problem, and writes
    nothing: a file that can not be read, tables of another year or department, cells that can not be used.
    """
    target = output or data
    if target is None:
        raise Unusable([Problem("", "没有写数据放到哪里", "加上 -o data.json，或者写已有的数据文件")])
    stated = Unit(unit) if unit else None
    with locked(target):
        if output is not None:
            whole.absent(output)
        if data is None:
            return begin(tables, target, form_name, stated)
        return update(tables, data, target, form_name, stated)


def begin(tables: Path, target: Path, form_name: str | None, stated: Unit | None) -> Imported:
    """Write a new data file from tables."""
    form = forms.load(form_name) if form_name else None
    taken = take_tables(workbook.load(tables), known_words(form), stated=stated)
    department = one_department(taken)
    chosen = form_name or form_of(department)
    form = form or (forms.load(chosen) if chosen else None)
    text = begin_data(
        form.model if form else forms.known(),
        taken.figures,
        taken.names,
        taken.unit,
        one_year(taken),
        department,
        chosen,
    )
    whole.write(target, text.encode())
    lines = [*tell_taken(taken, form), f"已生成 {target}。"]
    if form is None:
        names = "、".join(forms.names())
        lines.append(f"没有写用哪种公开格式：在数据里加上“格式”（{names}），或者生成时加 --form。")
    elif not form_name:
        lines.append(f"公开格式是{chosen}（照部门名称选的）；不对就改数据里的“格式”。")
    return Imported(lines, taken.told)


def update(tables: Path, data: Path, target: Path, form_name: str | None, stated: Unit | None) -> Imported:
    """Write the figures of tables into the data that are there."""
    opened = open_data(data, form_name)
    raw = opened.raw
    if not isinstance(raw, dict):
        raise Unusable(opened.problems)
    said = raw.get("金额单位")
    unit = Unit(said) if said in (Unit.YUAN.value, Unit.WAN.value) else None
    taken = take_tables(workbook.load(tables), known_words(opened.form), unit, stated)
    refuse_others(taken, opened)
    model = opened.form.model if opened.form else forms.known()
    merged = merge_figures(opened.text, model, taken.figures, taken.names)
    if merged.text != opened.text or target != data:
        before = whole.read(data)
        mark = before.removesuffix(opened.text.encode())
        whole.write(target, mark + merged.text.encode())
    lines = [*tell_taken(taken, opened.form), *tell_changes(merged, opened.form)]
    lines.append(f"已写进 {target}。" if merged.text != opened.text else "表里的数与数据相同，没有改动。")
    return Imported(lines, [*taken.told, *tell_silent(merged, data)])


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
