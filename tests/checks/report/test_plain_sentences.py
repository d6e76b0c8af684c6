"""Sentences in the words of no form: what the tables and the sentences themselves bear out is right, any other figure is told."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from narrator.checks.printed.lines import printed_lines
from narrator.checks.printed.named_cells import (
    LONGEST,
    NamedCells,
    core_of,
    is_name,
    named_cells,
    take_names,
    totals_of_columns,
)
from narrator.checks.report.plain_sentences import judge_plainly
from narrator.document import Cell, Column, Document, Paragraph, Table
from narrator.spans import Text

from ..telling import Golden, in_full

YEAR = 2023
RIGHT = (
    "一、收入支出决算总体情况",
    "2023年度收入、支出总计834.83万元，比上年减少8.87万元，下降1.05%。",
    "本年收入825.57万元，其中：财政拨款收入799.71万元，占96.87%；其他收入25.86万元，占3.13%。",
    "某局2023年度支出合计822.19万元。其中：基本支出545.04万元，占支出合计的66.29%；项目支出277.15万元，占支出合计的33.71%；经营支出0.00万元，占支出合计的0.00%。与上年相比减少51.20万元，下降5.86%。",
    "“教育支出”（类）2023年度决算2.88万元，比2023年年初预算增加0.03万元，增长1.05%。",
    "卫生健康支出（类）行政单位医疗（项）。主要用于教育支出。年初预算为15.00万元，支出决算为15.05万元，完成年初预算的100.33%。",
    "“三公”经费全年预算数21.44万元，决算数17.93万元，预决算差异率-16.37%。",
    "其中：因公出国（境）费支出0.00万元；公务用车购置费15.83万元，公务用车运行维护费1.41万元；公务接待费支出决算0.69万元（其中：外事接待费0.09万元）。",
    "会议费支出3.00万元，2022年度会议费支出2.00万元。",
    "其中：甲类486.82万元，乙类2.02万元。比年初预算数多0.01万元，其中：甲类完成年初预算的0.41%。",
    "丙类0.03万元，较年初预算数增加0.03万元，增长9090.91%。",
    "八、预算绩效情况",
    "基本支出12.34万元，占99.00%。",
)


def table(*rows: Sequence[str]) -> Table:
    cells = [[Cell(at, (Text(text),), "左") for at, text in enumerate(row)] for row in rows]
    return Table("", (Column(10, "左"),) * len(rows[0]), (), tuple(cells), "")


def report(*lines: str) -> Document:
    tables = [
        ("收入支出决算总表", ("项目", "决算数", "项目", "决算数"), ("本年收入合计", "825.57", "本年支出合计", "822.19"), ("总计", "834.83", "总计", "834.83")),
        ("收入决算表", ("科目编码", "科目名称", "财政拨款收入", "其他收入"), ("合计", "合计", "799.71", "25.86")),
        ("支出决算表", ("科目编码", "科目名称", "基本支出", "项目支出", "经营支出"), ("合计", "合计", "545.04", "277.15", "0.00"), ("205", "教育支出", "2.88", "0.00", "0.00"), ("2101101", "行政单位医疗", "15.05", "0.00", "0.00")),
        ("基本支出决算表", ("302", "会议费", "1.00"), ("302", "培训费", "2.00")),
        ("“三公”经费支出决算表", ("合计", "因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费"), ("17.93", "0.00", "15.83", "1.41", "0.69")),
    ]  # fmt: skip
    blocks = [
        block
        for title, *rows in tables
        for block in (Paragraph(Text(title), ""), Paragraph(Text("金额单位：万元"), ""), table(*rows))
    ]
    return Document("", (*blocks, *(Paragraph(Text(line), "") for line in lines)))


def told(*lines: str) -> list[tuple[str, str]]:
    document = report(*lines)
    found = judge_plainly(document, printed_lines(document), YEAR)
    return [(one.rule, one.sides[0].value) for one in found]


def test_what_is_right_is_not_told() -> None:
    assert told(*RIGHT) == []


def test_the_rate_of_a_difference_is_of_a_budget_below_one_too() -> None:
    line = "培训费全年预算数0.50万元，决算数1.00万元，预决算差异率{}%。"
    assert told(line.format("100.00")) == []
    assert told(line.format("50.00")) == [("PR-5", "50.00%")]


def test_the_whole_of_a_share_may_stand_in_a_line_before() -> None:
    whole, share = "某类资产400.00万元。", "其中：乙类100.00万元，占25.00%。"
    assert told(whole, share) == []
    assert told(share) == [("PR-3", "25.00%")]
    assert told(whole, *(f"丙类{number}.07万元。" for number in range(12)), share) == [
        ("PR-3", "25.00%")
    ]  # too far


# A figure of those lines, another in its place, and the rule that tells of it.
ALTERED = [
    ("总计834.83", "总计843.83", "PR-1"),
    ("下降1.05%", "下降1.50%", "PR-7"),
    ("减少51.20", "减少52.20", "PR-7"),
    ("本年收入825.57", "本年收入852.57", "PR-1"),
    ("占3.13%", "占3.31%", "PR-3"),
    ("其他收入25.86", "其他收入26.86", "PR-1"),
    ("占支出合计的33.71%", "占支出合计的37.31%", "PR-3"),
    ("决算2.88", "决算2.98", "PR-1"),
    ("支出决算为15.05", "支出决算为51.05", "PR-1"),
    ("完成年初预算的100.33%", "完成年初预算的103.33%", "PR-5"),
    ("差异率-16.37%", "差异率-13.67%", "PR-5"),
    ("购置费15.83", "购置费18.53", "PR-1"),
    ("支出决算0.69", "支出决算0.96", "PR-1"),
]
# What may be so, and what says too little to tell.
SPARSE = [
    "总计834.83万元，比上年减少0.00万元，下降5.00%。",
    "总计834.83万元，比上年减少-8.87万元，下降1.05%。",
    "总计834.83万元，比上年减少8.87万元，下降幅度达到历年以来最大为1.50%。",
    "“三公”经费全年预算数0.00万元，决算数17.93万元，预决算差异率-16.37%。",
    "“三公”经费全年预算数0.00万元，决算数17.93万元，预决算差异率0.00%。",
    "“三公”经费全年预算数-1.00万元，决算数17.93万元，预决算差异率-16.37%。",
    "“三公”经费决算数17.93万元，预决算差异率-16.37%。",
    "决算数17.93万元，完成预算的99.00%。",
    "预算数17.93万元，完成预算的99.00%。",
    "本年支出100.00万元，其中：甲类40.00万元，占40.00%；乙类58.00万元，占58.00%；丙类2.00万元，占69.44%。",
    "本年支出100.00万元，其中：甲类40.00万元，占40.00%；乙类58.00万元，占5.80%；丙类2.00万元，占69.44%。",
    "本年支出100.00万元，其中：甲类40.00万元，占40.00%；乙类0.00万元，占0.00%；丙类2.00万元，占69.44%。",
    "本年支出100.00万元，其中：甲类40.00万元，占40.00%；乙类58.00万元，占69.44%。",
    "本年支出100.00万元，其中：甲类40.00万元，占0.00%。",
    "本年支出0.00万元，其中：甲类0.00万元，占0.00%；乙类0.00万元，占5.00%。",
    "本年支出-100.00万元，其中：甲类40.00万元，占0.00%。",
    "基本支出545.40万元，其中占本年支出合计的66.29%。",
    "支出总计843.83万元。",
    "收入总计822.19万元。",
    "教育支出合计545.04万元。",
    "2022年度基本支出5.00万元。",
    "上年基本支出5.00万元。",
    "年末基本支出545.04万元（其中：教育支出9.99万元）。",
    "2.2基本支出545.40万元。",
]


def test_what_says_too_little_is_not_told(accept: bool) -> None:
    found = {}
    for line in SPARSE:
        document = report(line)
        found[line] = in_full(judge_plainly(document, printed_lines(document), YEAR))
    GOLDEN_OF_SPARSE.hold(found, accept, SPARSE)


GOLDEN = Golden(Path(__file__).with_name("plain_sentences.txt"))
GOLDEN_OF_SPARSE = Golden(Path(__file__).with_name("sparse_sentences.txt"))


@pytest.mark.parametrize(("old", "new", "rule"), ALTERED)
def test_one_figure_that_was_altered_is_told(old: str, new: str, rule: str, accept: bool) -> None:
    lines = "\n".join(RIGHT)
    assert lines.count(old) == 1
    document = report(*lines.replace(old, new).split("\n"))
    found = list(judge_plainly(document, printed_lines(document), YEAR))
    assert rule in {one.rule for one in found}
    GOLDEN.holds(new, in_full(found), accept, [new for _, new, _ in ALTERED])


def test_all_figures_that_bear_the_name_are_shown() -> None:
    """With more than one nobody knows which is meant: it is not put right when the report is learned."""
    document = report("2023年度基本支出545.40万元。", "2023年度公务用车购置费18.53万元。")
    found = list(judge_plainly(document, printed_lines(document), YEAR))
    assert [str(one.sides[1]) for one in found] == [
        "表里的“基本支出”：545.04、15.05、2.88",
        "表里的“公务用车购置费”：15.83",
    ]


def test_a_share_is_of_the_whole_of_its_neighbours() -> None:
    """Another amount (2.88) would explain it."""
    line = (
        "本年支出100.00万元，其中：甲类40.00万元，占40.00%；乙类58.00万元，占58.00%；丙类2.00万元，占69.44%。"
    )
    assert told(line) == [("PR-3", "69.44%")]
    assert told(line.replace("100.00", "822.19"))  # of no whole at all


def test_numbers_of_tables_follow_one_another() -> None:
    assert told("公开01表", "公开02表", "公开3表", "公开04表") == []
    assert told("公开01表", "公开02表", "公开8表", "公开04表") == [("ST-3", "公开8表")]
    assert told("公开03表", "公开04表", "公开05表", "公开06表") == []  # those before are elsewhere


def test_amounts_in_another_unit_than_that_of_the_tables_are_not_compared() -> None:
    assert told("2023年度基本支出5,450,400.00元。") == []
    assert named_cells(report()).unit == "万元"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("其中：基本支出决算为", "基本"),
        ("一、教育支出", "教育"),
        ("因公出国（境）费支出", "因公出国"),
        ("电费", "电费"),
        ("本年支出合计", "支出"),
        ("一般公共预算支出", "一般公共预算"),
    ],
)
def test_a_name_is_known_whatever_stands_around_it(words: str, name: str) -> None:
    assert core_of(words.replace("（", "(").replace("）", ")").replace("：", ":")) == name


def test_a_name_has_two_letters_and_is_no_total_and_no_sentence() -> None:
    assert [
        text
        for text in ("收入", "收", "收5", "5.00", "三公", "合计", "合" * LONGEST, "合" * (LONGEST + 1))
        if is_name(text)
    ] == [
        "收入",
        "三公",
        "合" * LONGEST,
    ]


# Single sentences at the edges of what is judged, and what is told of each.
EDGES = [
    ("教育支出、其他收入等基本支出545.40万元。", [("PR-1", "545.40")]),  # of what stands behind 等
    ("教育支出等545.40万元。", []),
    ("总计834.83万元，比上年减少8.87万元，上年比下降1.50%。", [("PR-7", "1.50%")]),
    ("总计834.83万元，比上年减少8.87万元，与上年比下降1.50%。", []),  # so many words may be about something else
    ("总计834.83万元，比上年减少0.00万元，下降1.50%。", []),
    ("“三公”经费全年预算数0.00万元，决算数17.93万元，预决算差异率-16.37%。", [("PR-5", "-16.37%")]),
    ("“三公”经费全年预算数0.00万元，决算数17.93万元，预决算差异率0.00%。", []),
    ("“三公”经费决算数17.93万元，预决算差异率-16.37%。", []),
    ("预决算差异率-16.37%，全年预算数21.44万元。", []),
    ("决算数17.93万元，完成预算的99.00%。", []),
    ("预算数17.93万元，完成预算的99.00%。", []),
    ("基本支出545.04万元，占本年支出合计的66.30%。", [("PR-3", "66.30%")]),
    ("本年支出100.00万元，甲类40.00万元，占40.00%；乙类0.00万元，占0.00%；丙类2.00万元，占69.44%。", [("PR-3", "69.44%")]),
    ("本年支出100.00万元，甲类40.00万元，占40.00%；丙类2.00万元，占69.44%。", []),  # of two nobody knows
    ("本年支出100.00万元，甲类0.00万元，占0.00%；乙类0.00万元，占0.00%；丙类2.00万元，占69.44%。", []),  # nor of nothing
    ("本年支出100.00万元，甲类40.00万元，占0.00%；乙类58.00万元，占58.00%；丙类2.00万元，占2.00%。", [("PR-3", "0.00%")]),
    ("2022年度基本支出5.00万元。", []),
    ("2023年度基本支出5.00万元。", [("PR-1", "5.00")]),
    ("上年基本支出5.00万元。", []),
    ("年末基本支出545.04万元（其中：教育支出9.99万元）。", []),
]  # fmt: skip


@pytest.mark.parametrize(("line", "found"), EDGES)
def test_a_sentence_at_the_edge_of_what_is_judged(line: str, found: list[tuple[str, str]]) -> None:
    assert told(line) == found


def test_the_least_totals_of_a_column_are_added_up_in_every_way() -> None:
    """Of more there would be too many ways."""
    powers = frozenset(Decimal(2) ** at for at in range(9))
    cells = NamedCells({"合计:甲": powers}, frozenset(), {}, "万元")
    assert totals_of_columns("甲", cells) == set(map(Decimal, range(256)))
    assert totals_of_columns("乙", cells) == {Decimal(0)}


def test_all_names_beside_one_another_before_a_figure_are_its_names() -> None:
    found: dict[str, set[Decimal]] = {}
    take_names(
        [["类别", "项目", "金额", "数量", "金额"], ["办公用品", "纸张", "12.00", "其他事项", "5.00"]],
        "采购表",
        found,
        {},
    )
    under = {name: found.get(name) for name in ("办公用品", "纸张", "其他事项")}
    assert under == {"办公用品": {Decimal(12)}, "纸张": {Decimal(12)}, "其他事项": {Decimal(5)}}
