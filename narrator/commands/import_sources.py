"""Reads what an import takes besides this year's tables: last year's report, data or tables, and the year's budget."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from narrator import form as forms
from narrator.build import open_data
from narrator.checks.naming import called
from narrator.checks.report.recognition import likeliest_form
from narrator.commands.import_lines import tell_taken
from narrator.disclosure.value import split_path
from narrator.document import Document, Table
from narrator.files.json_text import dumps
from narrator.filling.reading_back import find_kept
from narrator.form import Form, form_folders
from narrator.form_knowledge import known_words
from narrator.intake.foreign_report import ForeignReport, read_foreign, tell_report
from narrator.intake.new_data import in_order_of_model, put_at_names
from narrator.intake.owner import one_year
from narrator.intake.taking import take_tables
from narrator.number import MoneyUnit
from narrator.problem import Problem, Unusable
from narrator.readers import embedded, workbook
from narrator.readers.docx import package
from narrator.readers.docx.file_kinds import is_document
from narrator.readers.docx.package import Package
from narrator.readers.endings import is_workbook

BUDGET_TITLE = re.compile(r"(支出)(?:预算|情况)?(?:明细)?表")


@dataclass(frozen=True)
class Sources:
    """The files that are imported. tables: this year's public tables; None to take only what stands beside. last_year:
    last year's report, data or tables. budget: the 部门预算 of the year. unit: of tables above which none stands."""

    tables: Path | None = None
    last_year: Path | None = None
    budget: Path | None = None
    unit: MoneyUnit | None = None


def read_last_year(path: Path, form: Form | None) -> tuple[Mapping[str, object], list[str]]:
    """Return last year's data as far as a file holds them, and what to say of it: data.json, a report, or tables."""
    if path.suffix.lower() == ".json":
        data = open_data(path).raw
        return (data if isinstance(data, dict) else {}), []
    if is_document(path):
        return read_last_report(path, form)
    taken = take_tables(workbook.load(path), known_words(form))
    raw: dict[str, object] = {"金额单位": taken.unit.value, "年度": one_year(taken)}
    for place, amount in taken.figures.items():
        put_at_names(raw, [str(step) for step in split_path(place)], amount)
    return raw, [f"去年的{line}" for line in tell_taken(taken, form)]


def is_last_years(path: Path, raw: object, form: Form | None) -> bool:
    """Return whether a file is last year's report, data or tables, for data that are given as parsed JSON.

    A workbook that was filled in, and what can not be read, is not.
    """
    year = raw.get("年度") if isinstance(raw, dict) else None
    if is_workbook(path) and find_kept(workbook.load(path)) is not None:
        return False
    try:
        before = read_last_year(path, form)[0].get("年度")
    except Unusable:
        return False
    return isinstance(year, Decimal) and isinstance(before, (int, Decimal)) and before == year - 1


def read_last_report(path: Path, form: Form | None) -> tuple[Mapping[str, object], list[str]]:
    """Return the data that a report of narrator's carries along, or what another one says, and what to say of it.

    form: the one in use, when the report is in none that ships with narrator. Raises Unusable.
    """
    opened = package.load(path)
    found = embedded.carried_snapshot(opened)
    if found is not None:
        return embedded.data_made_from(opened, found)[0], []
    read = read_printed(opened, other=form)
    return read.raw, list(tell_report(read, path.name, called))


def read_report_data(path: Path, form_name: str | None) -> tuple[str, list[str]]:
    """Return the text of the data that a report was made from, or of what another one says, and what to say of it.

    form_name: the form to read it for; None for the one that it follows. Raises Unusable.
    """
    opened = package.load(path)
    found = embedded.carried_snapshot(opened)
    if found is not None:
        embedded.data_made_from(opened, found)
        return found["数据"], [f"取了 {path.name} 里带着的数据。"]
    read = read_printed(opened, forms.load(form_name) if form_name else None)
    raw = {**read.raw, "格式": form_name or read.form.name}
    told = f"公开格式是{raw['格式']}；不对就用 --form 写明，再取一次。"
    lines = [*tell_report(read, path.name, called), *([] if form_name else [told])]
    return f"{dumps(in_order_of_model(raw, read.form.model))}\n", lines


def read_printed(opened: Package, form: Form | None = None, other: Form | None = None) -> ForeignReport:
    """Return what a report says that carries no data. form: the form to read it for; None for the one that it is in, and
    `other` when that is not known. Raises Unusable: it has no tables, or those of no form."""
    from narrator.commands.report_check import basis_of  # only here
    from narrator.readers.docx.docx_report import read_package
    from narrator.readers.docx.passage import AS_SEEN

    document = read_package(opened, letters=AS_SEEN).document
    known = form or find_form(opened, document) or other
    if known is None or not any(isinstance(block, Table) for block in document.blocks):
        opened.refuse(
            "认不出这是哪种公开格式的报告", "选去年的部门决算公开文本（.docx），或者去年的公开表（Excel）"
        )
    return read_foreign(document, basis_of(known))


def find_form(opened: Package, document: Document) -> Form | None:
    """Return the form that ships with narrator and that a report without data says it was made in, or else the one that it
    follows best; None when it has the tables of none. Raises Unusable."""
    from narrator.commands.likeness import rank_forms  # only here

    if form_folders.is_shipped(stated := embedded.form_name(opened)):
        return forms.load(stated)
    best = next(iter(rank_forms(document)), None)
    # Tables alone follow several forms alike: then the place that the cover names tells.
    return (
        best.form if best and best.read else likeliest_form(document, map(forms.load, form_folders.names()))
    )


def read_budget(path: Path, unit: MoneyUnit, form: Form | None) -> dict[str, Decimal]:
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
