"""Figures from Excel into data.json: a new one, or one that is there already and keeps everything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from narrator import form as forms
from narrator.build import open_data
from narrator.checks.naming import called
from narrator.commands.import_lines import tell_carried, tell_changes, tell_computed, tell_silent, tell_taken
from narrator.commands.import_sources import (
    Sources,
    read_budget,
    read_last_year,
    read_report_data,
    refuse_year,
)
from narrator.commands.wanted import find_wanted, is_missing
from narrator.data_file import open_text, with_places
from narrator.disclosure.last_years import last_years_of
from narrator.files import whole
from narrator.files.lock import locked
from narrator.files.patch import put_all
from narrator.filling.opening import fill_in
from narrator.filling.reading_back import FilledWorkbook, apply_changes, find_kept, value_in_words
from narrator.form import form_data, form_folders
from narrator.form_knowledge import blueprints, known_words
from narrator.intake.carry_over import Carried, carry_last_year, take_budgets
from narrator.intake.heading import same_department
from narrator.intake.lacking import tell_lacking
from narrator.intake.merging import NOTHING, merge_figures, value_at
from narrator.intake.new_data import data_from
from narrator.intake.owner import refuse_other_owner
from narrator.intake.taking import Taken, take_tables
from narrator.number import MoneyUnit
from narrator.problem import Problem, Unusable
from narrator.readers import workbook
from narrator.readers.docx.file_kinds import is_document
from narrator.readers.endings import is_workbook
from narrator.readers.json import parse

ROUNDS = 4  # of asking what is still missing after something was taken from last year


@dataclass(frozen=True)
class Imported:
    """What was imported. lines: what was done, to print. problems: what there is to look at."""

    lines: Sequence[str]
    problems: Sequence[Problem]


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
    if is_workbook(target):
        what = "数据写在.json文件里，不写进Excel文件"
        raise Unusable([Problem("", what, "换成 data.json 一类的文件名", file=str(target))])
    with locked(target):
        if output is not None:
            whole.require_absent(output, ".json")
        made = make_data(sources, data, target, form_name)
        text, lines = made.text, []
        if data is None and form_name is None and value_at(parse(text), "格式") is NOTHING:
            names = "、".join(form_folders.names())
            lines.append(f"没有写用哪种公开格式：在数据里加上“格式”（{names}），或者生成时加 --form。")
        old = None if data is None else whole.read(data)
        if data is not None and old is not None and not old.endswith(made.before.encode()):
            whole.refuse_changed(data)
        mark = old.removesuffix(made.before.encode()) if old is not None else b""
        if old != mark + text.encode() or target != data:
            whole.write(target, mark + text.encode())
            done = f"已写进 {target}。" if data == target else f"已生成 {target}。"
        else:
            done = f"表里的数与数据相同，{target} 没有变。"
        doubts = find_doubts(target, text, form_name)
    return Imported([*made.lines, *lines, done], [*made.problems, *doubts])


def find_doubts(target: Path, text: str, form_name: str | None) -> list[Problem]:
    """Return what speaks against the 金额单位 of data, finished or not."""
    from narrator.checks.data.magnitude import find_money_unit_doubts  # checks are only needed here

    opened = open_text(target, parse(text), text, form_name)
    return list(with_places(find_money_unit_doubts(opened.disclosure), target, text, opened.form))


@dataclass(frozen=True)
class ImportedData:
    """Data that are ready to be written. text: data.json; before: what it was, "" when it is new. taken: from the tables;
    None from a workbook that was filled in."""

    text: str
    before: str
    taken: Taken | None
    lines: Sequence[str]
    problems: Sequence[Problem]


def make_data(sources: Sources, data: Path | None, target: Path, form_name: str | None) -> ImportedData:
    """Return the data, those that are there or new ones, with what the sources say; nothing is written.

    data, target: see `import_file`. Raises Unusable.
    """
    made = bring_in(sources, data, form_name)
    text, lines = add_last_year(made, sources, target, form_name)
    return replace(made, text=text, lines=[*made.lines, *lines])


def bring_in(sources: Sources, data: Path | None, form_name: str | None) -> ImportedData:
    """Return the data, those that are there or new ones, with what a workbook says: public tables, or one to fill in; the
    data as they are when there is none. Raises Unusable when a file can not be read or does not go with the others."""
    if sources.tables is None:
        if data is None:
            raise Unusable([Problem("", "没有公开表，做不出新的数据", "写上公开表（Excel）")])
        text = open_data(data, form_name).text
        return ImportedData(text, text, None, [], [])
    if is_document(sources.tables):
        if data is not None:
            hint = "把Word里改的取回来用 narrator pull 报告 数据；做新的数据用 -o"
            problem = Problem("", "报告的数据不能并进已有的数据", hint, file=str(sources.tables))
            raise Unusable([problem])
        text, told = read_report_data(sources.tables, form_name)
        return ImportedData(text, "", None, told, [])
    book = workbook.load(sources.tables)
    if (kept := find_kept(book)) is not None:
        return bring_back(fill_in(book, kept, form_name), book.path, data, form_name)
    return (
        begin_from_tables(sources, book, form_name)
        if data is None
        else update_data(sources, book, data, form_name)
    )


def bring_back(filled: FilledWorkbook, book: Path, data: Path | None, form_name: str | None) -> ImportedData:
    """Return the data with what was changed in a workbook that was made from them. Raises Unusable: data of another year
    or department, places that both changed."""
    name = form_name or filled.kept.form or None
    opened = open_text(book, parse(filled.text), filled.text, name, filled.places)
    wrong = [one for one in opened.problems if one.where in filled.merged.values]
    if wrong := [one for one in wrong if not is_missing(opened.raw, one)]:
        raise Unusable([*wrong, *filled.told])
    changes = list(tell_changes(filled.merged, opened.form))
    changes += [f"  {called(path)}：确认还对得上" for path in filled.records]
    computed = tell_computed(filled.computed, opened.form.labels if opened.form else {})
    count = len(filled.merged.changed) + len(filled.merged.gone) + len(filled.records)
    lines = [f"填报工作簿里改了{count}处。", *changes, *computed]
    if data is None:
        return ImportedData(filled.text, "", None, lines, filled.told)
    mine = open_data(data, form_name)
    refuse_other_data(parse(filled.kept.text), mine.raw, book)
    return ImportedData(apply_changes(filled, mine.text, data), mine.text, None, lines, filled.told)


def begin_from_tables(sources: Sources, book: workbook.Workbook, form_name: str | None) -> ImportedData:
    """Return a new data file made from tables."""
    form = forms.load(form_name) if form_name else None
    taken = take_tables(book, known_words(form), stated=sources.unit)
    text, form, chosen = data_from(taken, form, form_name or "")
    lines = list(tell_taken(taken, form))
    if form is not None and not form_name:
        lines.append(f"公开格式是{chosen}（照部门名称选的）；不对就改数据里的“格式”。")
    lacking = tell_lacking(taken, blueprints(form)) if form else ()
    return ImportedData(text, "", taken, lines, [*taken.told, *lacking])


def update_data(sources: Sources, book: workbook.Workbook, data: Path, form_name: str | None) -> ImportedData:
    """Return the data that are there with the figures of tables. Raises Unusable when they are no data, or those of another
    unit or year than the tables."""
    opened = open_data(data, form_name)
    raw = opened.raw
    if not isinstance(raw, dict):
        raise Unusable(opened.problems)
    said = raw.get("金额单位")
    unit = MoneyUnit(said) if said in (MoneyUnit.YUAN.value, MoneyUnit.WAN.value) else None
    taken = take_tables(book, known_words(opened.form), unit, sources.unit, raw)
    refuse_other_owner(taken, raw)
    model = opened.form.model if opened.form else form_data.known_model()
    merged = merge_figures(opened.text, model, taken.figures, taken.names, unsure=taken.unsure)
    lines = [*tell_taken(taken, opened.form), *tell_changes(merged, opened.form)]
    lacking = tell_lacking(taken, blueprints(opened.form), begun=False) if opened.form else ()
    told = [*taken.told, *lacking, *tell_silent(merged, data, taken.unsure)]
    return ImportedData(merged.text, opened.text, taken, lines, told)


# ---- last year, and the budget ----


def add_last_year(
    made: ImportedData, sources: Sources, target: Path, form_name: str | None
) -> tuple[str, list[str]]:
    """Return data with what they ask for and last year's report, or the budget, says; and what to say of it. Raises Unusable
    when a file can not be read, or the unit of the amounts is not known."""
    text = made.text
    if sources.last_year is None and sources.budget is None:
        return text, []
    lines: list[str] = []
    opened = open_text(target, parse(text), text, form_name)
    raw = opened.raw
    if not isinstance(raw, dict) or (stated := raw.get("金额单位")) not in (
        MoneyUnit.YUAN.value,
        MoneyUnit.WAN.value,
    ):
        raise Unusable(opened.problems)
    unit = MoneyUnit(stated)
    model = opened.form.model if opened.form else form_data.known_model()
    own = last_years_of(opened.form.relations) if opened.form else []
    if sources.last_year is not None:
        last, notes = read_last_year(sources.last_year, opened.form)
        refuse_year(last, raw, sources.last_year)
        carried = Carried(text)
        for _ in range(ROUNDS):  # what was taken lets sentences ask for more
            more = carry_last_year(
                carried.text, [one.path for one in find_wanted(opened)], last, model, unit, own
            )
            if more.text == carried.text:
                break
            carried = more.after(carried)
            opened = open_text(target, parse(more.text), more.text, form_name)
        text = carried.text
        lines += [*notes, *tell_carried(carried, sources.last_year)]
    if sources.budget is not None:
        opened = open_text(target, parse(text), text, form_name)
        figures = read_budget(sources.budget, unit, opened.form)
        found = take_budgets(figures, [one.path for one in find_wanted(opened)])
        text = put_all(text, found)
        lines.append(f"从 {sources.budget.name} 取了{len(found)}个年初预算数。")
    if (taken := made.taken) is None:
        return text, lines
    # A row that is there for last year's figure states this year's, too.
    return merge_figures(text, model, taken.figures, taken.names).text, lines


# ---- whose tables they are ----


def refuse_other_data(base: object, mine: object, book: Path) -> None:
    """Raise Unusable when a workbook was made from data of another year or department than the data given."""
    problems = []
    for path, name in (("年度", "年度"), ("部门.名称", "部门"), ("金额单位", "金额单位")):
        before, now = value_at(base, path), value_at(mine, path)
        if before != now and name != "部门":
            problems.append(
                Problem(
                    "",
                    f"工作簿的{name}是{value_in_words(before)}，数据的是{value_in_words(now)}",
                    "选由这份数据做的工作簿",
                )
            )
        elif before != now and not same_department(str(before), str(now)):
            hint = "选由这份数据做的工作簿；部门改了名称，先改数据里的部门.名称"
            problems.append(
                Problem("", f"工作簿是“{value_in_words(before)}”的，数据是“{value_in_words(now)}”的", hint)
            )
    if problems:
        raise Unusable(one._replace(file=str(book)) for one in problems)
