"""A public table with more columns: budgets beside the final figures, what was there before and is left in groups."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from strategies.render import dumps, loads

from narrator import build
from narrator import form as forms
from narrator.commands.import_file import import_file
from narrator.commands.import_sources import Sources
from narrator.commands.lint import prove_form
from narrator.form import Form

from .documents import LIAONING, put, raw
from .test_overlays import load, overlay, wrong

TABLE = "一般公共预算支出表"
GROUPS = [("年初结转和结余", "基本支出"), ("年初结转和结余", "项目支出"), ("年末结转和结余", "基本支出"), ("年末结转和结余", "项目支出")]  # fmt: skip
FINAL = ["小计", "基本支出", "项目支出"]
BUDGETS = """项目 | < | 年初预算数 | 全年预算数 | 本年支出 | < | <
功能分类科目编码 | 科目名称 | ^ | ^ | 小计 | 基本支出 | 项目支出"""
WIDE = """项目 | < | 年初结转和结余 | < | 本年支出 | < | < | 年末结转和结余 | <
功能分类科目编码 | 科目名称 | 基本支出 | 项目支出 | 小计 | 基本支出 | 项目支出 | 基本支出 | 项目支出"""


def widened(folder: Path, header: str, columns: list[str], own: list[str], stated: str = "") -> Form:
    """A form in FOLDER whose table has those columns, of which OWN are its own."""
    cells = [" | ".join(f"{{{{ {row}.{one} }}}}" for one in columns) for row in (f"{TABLE}.合计", "行")]
    body = f"中:合计 | < | {cells[0]}\n{{% for 行 in {TABLE}.各科目 %}}\n{{{{ 行.科目编码 }}}} | {{{{ 行.科目名称 }}}} | {cells[1]}\n{{% endfor %}}"
    widths = [20, 40, *[20] * len(columns)]
    aligns = ["左", "左", *["右"] * len(columns)]
    layout = f'"列宽" = {widths}\n"对齐" = {aligns}\n"表头" = """\n{header}\n"""\n"表体" = """\n{body}\n"""\n'
    data = "".join(
        f'["{TABLE}.{row}.{one}"]\n"类型" = "金额"\n"说明" = "{one}"\n\n'
        for row in ("合计", "各科目.*")
        for one in own
    )
    made = overlay(folder, data_toml=data, **{f"tables/{TABLE}.toml": layout.replace("'", '"')})
    path = made / "form.toml"
    path.write_text(path.read_text("utf-8") + stated, "utf-8")
    forms.load.cache_clear()
    return load(folder)


def with_rows(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    data = put(raw(LIAONING), {"格式": "./某市2024"})
    for row in (data[TABLE]["合计"], *data[TABLE]["各科目"].values()):
        change(row)
    return data


def test_columns_in_groups_are_read_back_from_the_tables_for_the_website(tmp_path: Path) -> None:
    """基本支出 stands over three columns: the group over it says which it is."""
    grouped = [".".join(one) for one in GROUPS]
    form = widened(tmp_path, WIDE, [*grouped[:2], *FINAL, *grouped[2:]], grouped)
    assert prove_form(form).problems == []
    amounts = {one: Decimal(number) for number, one in enumerate(GROUPS, 1)}

    def fill(row: dict[str, Any]) -> None:
        for (group, name), amount in amounts.items():
            row.setdefault(group, {})[name] = amount

    data = tmp_path / "data.json"
    data.write_text(dumps(with_rows(fill)), "utf-8")
    before = data.read_bytes()
    source, book = build.read(data), tmp_path / "公开表.xlsx"
    book.write_bytes(build.write(build.report(source).document, source, ".xlsx"))
    assert import_file(Sources(book), data, None).lines[-1].startswith("表里的数与数据相同")
    opened = openpyxl.load_workbook(book)
    [row] = [row for row in opened["公开05表"].iter_rows() if row[0].value == "2060101"]
    row[8].value = 9
    opened.save(book)
    import_file(Sources(book), data, None)
    wanted = loads(before.decode())
    wanted[TABLE]["各科目"]["2060101"]["年末结转和结余"]["项目支出"] = 9
    assert loads(data.read_text("utf-8")) == wanted


@pytest.mark.parametrize("printed", [False, True])
def test_a_budget_that_a_table_prints_is_published(printed: bool, tmp_path: Path) -> None:
    """A table that has it, while the form says that nobody knows it, would make a rate that no reader can reckon."""
    stated = '"未公布" = ["政府性基金表.*.年初预算数"]\n' if printed else ""
    form = widened(tmp_path, BUDGETS, ["年初预算数", "全年预算数", *FINAL], ["全年预算数"], stated)
    told = [line for line in wrong(form) if "未公布" in line]
    assert len(told) == (0 if printed else 2), wrong(form)
    assert all("年初预算数在form.toml的“未公布”里，这里却印了" in line for line in told)
