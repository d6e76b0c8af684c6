"""Slips that are told with what they look like: a point or decimals that were lost, another year, no project at all."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from disclosure.notation import SAMPLE

from narrator.checks.data.accounts import AccountCell
from narrator.checks.data.compare import tell_wrong_sum
from narrator.checks.finding import Finding
from narrator.commands.data_check import check_disclosure
from narrator.data_file import open_text, require_source
from narrator.readers.json import parse

TEXT = SAMPLE.read_text("utf-8")


def cell(name: str, number: str) -> AccountCell:
    return AccountCell(name, Decimal(number), name, True)


@pytest.mark.parametrize(
    ("total", "parts", "told"),
    [
        ("69748", ["667.54", "29.94"], "；合像是漏了小数点：69748.00，应当是697.48"),
        ("697", ["667.54", "29.94"], "；合没有小数，像是漏了：697.00，应当是697.48"),
        ("697.48", ["66754", "29.94"], "；0像是漏了小数点：66754.00，应当是667.54"),
        ("697.48", ["667.54", "29"], "；1没有小数，像是漏了：29.00，应当是29.94"),
        ("697.48", ["667.54", "30"], "；1没有小数，像是漏了：30.00，应当是29.94"),
        ("690.48", ["667.54", "29.94"], ""),
        (
            "69746.5",
            ["667.54", "29.94"],
            "；合像是漏了小数点：69746.50，应当是697.48",
        ),  # as near as rounding leaves
        ("69746", ["667.54", "29.94"], ""),
        ("690", ["667.54", "29.94"], ""),
        ("698", ["600", "97"], ""),
    ],
)
def test_what_looks_lost(total: str, parts: list[str], told: str) -> None:
    cells = [cell(str(number), part) for number, part in enumerate(parts)]
    [finding] = tell_wrong_sum(cell("合", total), cells, "各部分之和", "合")
    assert finding.what.partition("万元")[2] == told


def findings(text: str) -> dict[str, Finding]:
    source = require_source(open_text(SAMPLE, parse(text), text))
    return {one.key: one for one in check_disclosure(source.disclosure, source.form, None)}


def test_a_year_that_is_not_the_form_s() -> None:
    found = findings(TEXT.replace('"年度": 2023', '"年度": 2032'))["ST-2 年度与格式"]
    assert found.what == "数据是2032年度的，格式“辽宁2023”是2023年度的"
    assert "ST-2 年度与格式" not in findings(TEXT)
    later = TEXT.replace('"年度": 2023', '"年度": 2024').replace(
        '"已核实": {', '"已核实": { "ST-2 年度与格式": "没有新格式",'
    )
    later = (
        later
        if later.count("没有新格式")
        else later.replace('"原因": {', '"已核实": { "ST-2 年度与格式": "没有新格式" }, "原因": {')
    )
    accepted = findings(later)
    assert accepted["ST-2 年度与格式"].accepted == "没有新格式"
    assert not [key for key in accepted if key.startswith("已核实")]


def test_no_project_where_there_is_money_for_projects() -> None:
    empty = re.sub(r'"项目": \[.*?\n    \],\n    "整体自评"', '"项目": [],\n    "整体自评"', TEXT, flags=re.S)
    assert empty != TEXT
    assert findings(empty)["PF-5 公开03表 合计 项目支出与绩效自评"].what.startswith("有项目支出")
    assert not [key for key in findings(TEXT) if key.endswith("与绩效自评")]
