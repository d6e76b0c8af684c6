"""Reads what an import takes besides this year's tables: last year's report, data or tables, and the year's budget."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from narrator.build import known_words, open_data
from narrator.commands.import_lines import tell_taken
from narrator.disclosure.value import split_path
from narrator.form import Form
from narrator.intake.fresh import put
from narrator.intake.taking import one_year, take_tables
from narrator.number import Unit
from narrator.problem import Problem, Unusable
from narrator.readers import embedded, workbook
from narrator.readers.docx import package
from narrator.readers.docx.file_kinds import is_document

BUDGET_TITLE = re.compile(r"(支出)(?:预算|情况)?(?:明细)?表")


@dataclass(frozen=True)
class Sources:
    """The files that are imported. tables: this year's public tables. last_year: last year's report, data or tables.
    budget: the 部门预算 of the year. unit: of tables above which none stands."""

    tables: Path
    last_year: Path | None = None
    budget: Path | None = None
    unit: Unit | None = None


def read_last_year(path: Path, form: Form | None) -> tuple[Mapping[str, object], list[str]]:
    """Return last year's data as far as a file holds them, and what to say of it: data.json, a report, or tables."""
    if path.suffix.lower() == ".json":
        data = open_data(path).raw
        return (data if isinstance(data, dict) else {}), []
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
