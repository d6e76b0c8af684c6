"""What stands around a table is stated where it is not as the base has it: the number of a title too."""

from __future__ import annotations

import pytest

from narrator.checks.printed.lines import Line
from narrator.document import Heading, Paragraph, Table
from narrator.form import load
from narrator.learning.counterparts import PrintedBlock
from narrator.learning.layouts import differing_lines, is_below, learn_layouts
from narrator.spans import Text


@pytest.mark.parametrize(
    ("base", "title", "stated"),
    [
        ("上海2024", "收入决算表", []),
        ("上海2024", "二、收入决算表", ['"标题" = "[一、] 收入决算表"', '"目录编号" = ""']),
        ("中央2023", "二、收入决算表", []),
        ("中央2023", "收入决算表", ['"标题" = "收入决算表"']),
        (
            "上海2024",
            "表二：收入决算表",
            ['"标题" = "表二：收入决算表"', '"目录编号" = ""'],
        ),  # no number that a template writes
    ],
)
def test_a_title_is_numbered_as_printed(base: str, title: str, stated: list[str]) -> None:
    block = PrintedBlock(0, Heading(2, Text(title), ""), Line(0, title, True), 2)
    layout = load(base).layouts["收入决算表"]
    lines = differing_lines(layout, [block], [], {}, lambda text: text)
    assert [line for line in lines if not line.startswith(('"表注"', '"表头行"'))] == stated


@pytest.mark.parametrize(
    ("lines", "stated"),
    [
        ([], '"表头行" = []'),
        (["单位：万元"], '"表头行" = ["", "", "单位：万元"]'),
        (["（2024年度）", "公开02表", "部门：某局", "金额单位：元"], '"表头行" = ["部门：某局", "（2024年度）", "金额单位：元"]'),
        (["部门：某局", "2023年度", "金额单位：万元"], None),
    ],
)  # fmt: skip
def test_the_line_above_a_table_may_be_lines_of_their_own(lines: list[str], stated: str | None) -> None:
    above = [PrintedBlock(at, Paragraph(Text(one), ""), Line(at, one, False)) for at, one in enumerate(lines)]
    layout, data = (
        load("中央2023").layouts["收入决算表"],
        {"年度": 2023, "部门": {"名称": "某局", "称谓": "部门"}},
    )
    found = [one for one in differing_lines(layout, above, [], data, lambda text: text) if "表头行" in one]
    assert found == ([stated] if stated else [])


@pytest.mark.parametrize("line", ["表2", "公开02表", "表二：收入决算表"])
def test_the_number_and_the_title_of_the_next_table_are_no_notes_of_this_one(line: str) -> None:
    texts = ["注：本表反映收支。", line, "部门：某局"]
    blocks = [
        PrintedBlock(at, Paragraph(Text(one), ""), Line(at, one, False)) for at, one in enumerate(texts)
    ]
    assert [is_below(one, blocks, 0) for one in blocks] == [True, False, False]


@pytest.mark.parametrize(("line", "numbered"), [("公开02表", True), ("部门：某局", False)])
def test_a_report_whose_tables_have_no_number_prints_none(line: str, numbered: bool) -> None:
    layouts = load("中央2023").layouts
    table = Table("收入决算表", (), (), (), "")
    blocks = [
        PrintedBlock(0, Paragraph(Text(line), ""), Line(0, line, False)),
        PrintedBlock(1, table, None),
    ]
    found = dict(learn_layouts(blocks, {0}, ["收入决算表"], layouts, {}, lambda text: text, {}))
    assert ('"表号" = ""' in found["tables/收入决算表.toml"]) is not numbered
