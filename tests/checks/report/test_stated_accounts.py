"""What reading a report as data tells, and what the rules on data find in it, in the words of that report."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from narrator import form
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.known_figures import Implied, Known
from narrator.checks.printed.lines import Line
from narrator.checks.printed.possible_data import lenient_model
from narrator.checks.printed.prose import Claim
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.stated_accounts import (
    check_stated_data,
    has_cell,
    in_attachments,
    looks_at,
    tell_of_tables,
)
from narrator.document import Document, Paragraph, Table
from narrator.problem import Problem
from narrator.spans import Text

from ..reports import before, findings, original, told

NAME = "上海2024"
TABLE = "一般公共预算支出表"
AMOUNT = f"{TABLE}.各科目.2070101.小计"
LABELS = {TABLE: "公开05表", "基本支出表": "公开06表", "支出决算表": "公开03表"}
CLAIM = Claim(Line(1, "支出5.00万元。", False), "支出5.00万元。", ())


def known(**more: Any) -> Known:
    tables = more.pop("tables", Reading())
    return Known(tables, Document("", ()), tuple, labels=LABELS, **more)


def without_column(document: Document, column: int) -> Document:
    """DOCUMENT without a column of 05, whose header covers its two labels together."""
    blocks = []
    for block in document.blocks:
        if isinstance(block, Table) and block.name == TABLE:
            header, body = (
                tuple(
                    tuple(
                        cell._replace(column=cell.column - (cell.column > column))
                        for cell in row
                        if cell.column != column
                    )
                    for row in rows
                )
                for rows in (block.header, block.body)
            )
            columns = (*block.columns[:column], *block.columns[column + 1 :])
            block = block._replace(columns=columns, header=header, body=body)
        blocks.append(block)
    return document._replace(blocks=tuple(blocks))


def test_a_column_that_is_not_there_is_no_null_of_its_rows() -> None:
    """Neither where their items say what was spent nor where they are reworded, so that nothing says it."""
    document = without_column(original(NAME), 2)
    reworded = tuple(
        Paragraph(Text(re.sub("支出决算为[\\d.]+万元。", "", block.text.string)), block.style)
        if isinstance(block, Paragraph) and "（项）" in block.text.string
        else block
        for block in document.blocks
    )
    assert reworded != document.blocks
    for one in (document, document._replace(blocks=reworded)):
        news = told(findings(one, name=NAME)) - before(NAME)
        assert "没有读到“合计”这一列" in {what for _, what, _ in news}
        assert [what for _, what, _ in news if "null" in what or "金额" in what] == []


def test_of_a_figure_that_a_missing_sentence_would_state_nothing_is_told_as_of_data() -> None:
    model = lenient_model(form.load(NAME))

    def nulls(**more: Any) -> list[str]:
        found = check_stated_data(known(**more), (), model)
        return sorted(one.subject for one in found if one.what == "这里是null，应当是金额")

    assert nulls(unsaid=frozenset([AMOUNT])) == nulls() == []
    implied = {AMOUNT: Implied(None), f"{TABLE}.合计.小计": Implied(None)}
    assert nulls(implied=implied) == ["公开05表 2070101 小计", "公开05表 合计 小计"]
    assert nulls(implied=implied, unsaid=frozenset([AMOUNT])) == ["公开05表 合计 小计"]


@pytest.mark.parametrize("tables", [Reading(unread={AMOUNT}), Reading(lost={AMOUNT})])
def test_what_reading_the_tables_told_is_not_told_again(tables: Reading) -> None:
    problems = [Problem(AMOUNT, "这里是null，应当是金额", "填金额"), Problem("", "不是对象", "照说明改正")]
    told = [*tell_of_tables(problems, tables, LABELS)]
    assert told == [Finding(Level.UNCHECKED, "数据", "不是对象", "照说明改正")]
    [first, other] = tell_of_tables(problems, Reading(), LABELS)
    assert (first.subject, first.hint, other) == ("公开05表 2070101 小计", "填金额", told[0])


def test_a_code_with_two_names_is_told_once_whatever_many_tables_print_them() -> None:
    paths = {
        f"{TABLE}.各科目.{code}.科目名称": name for code, name in (("2070101", "行政运行"), ("20701", "文化"))
    } | {
        f"支出决算表.各科目.{code}.科目名称": name for code, name in (("2070101", "行政"), ("20701", "文己"))
    }
    problems = [Problem(path, "两处名称不同", "改成一样的") for path in paths]
    economic = Problem("基本支出表.各科目.30101.科目名称", "两处名称不同", "改成一样的")
    found = [*tell_of_tables([economic, *problems], Reading(shown=paths), LABELS)]
    assert [(one.rule, one.subject, [side.value for side in one.sides]) for one in found] == [
        ("AD-1", "2070101 科目名称", ["行政运行", "行政"]),
        ("AD-1", "20701 科目名称", ["文化", "文己"]),
    ]


def finding(*sides: Side) -> Finding:
    return Finding(Level.ERROR, "", "两边不同", "核对", sides, "1.00万元", "T5-1")


def test_a_side_says_whether_a_table_prints_it_or_how_it_is_known() -> None:
    data = known(
        tables=Reading(cells={"预算绩效.项目[0].总分": "自评表 总分"}),
        said={AMOUNT: ("5.00", CLAIM), "部门.人数": ("5", CLAIM)},
        implied={
            f"{TABLE}.合计.年初预算数": Implied(Decimal(5)),
            f"{TABLE}.合计.上年决算数": Implied(Decimal(5), Decimal("0.01")),
        },
    )

    def shown(name: str, path: str) -> str:
        part = Side("里面的", "1.00", AMOUNT)
        [side] = in_attachments(finding(Side(name, "5.00", path, (part,))), data).sides
        assert side.parts == (Side("里面的（正文所述）", "1.00", AMOUNT),)
        assert (side.value, side.path) == ("5.00", path)
        return side.name

    assert shown("05 小计", AMOUNT) == "05 小计（正文所述）"
    assert shown("人数", "部门.人数") == "人数"  # no public table would print it
    assert shown("05 年初预算数", f"{TABLE}.合计.年初预算数") == "05 年初预算数（正文所述）"
    assert shown("05 上年决算数", f"{TABLE}.合计.上年决算数") == "05 上年决算数（由正文推出）"
    assert shown("05 别的", f"{TABLE}.合计.基本支出") == "05 别的"
    assert shown("预算绩效 总分", "预算绩效.项目[0].总分") == "自评表 总分"
    assert shown("预算绩效 别的", "预算绩效.项目[1].总分") == "预算绩效 别的"
    assert shown("总分", "预算绩效.项目[0].总分") == "总分"


def test_what_hangs_on_a_table_that_is_missing_is_not_judged() -> None:
    missing, other = Side("公开05表 合计", "5.00", AMOUNT), Side("公开03表 合计", "6.00", "支出决算表.合计")
    by_name = Side("公开05表 各科目之和", "5.00")
    for sides in (
        (missing, other),
        (other, missing),
        (by_name,),
        (Side("和", "5.00", "", (other, missing)),),
        (other, Side("和", "5.00", "", (by_name,))),
    ):
        assert looks_at(finding(*sides), ["基本支出表", TABLE], LABELS)
        assert not looks_at(finding(*sides), ["基本支出表"], LABELS)
        assert not looks_at(finding(*sides), [], LABELS)
    assert not looks_at(finding(Side("公开05表的注", "")), [TABLE], LABELS)
    assert not looks_at(finding(), [TABLE], LABELS)


@pytest.mark.parametrize(
    ("path", "printed"),
    [(AMOUNT, True), (f"{TABLE}.各科目.2070101", True), (f"{TABLE}.各科目.207010", False), (f"{TABLE}.合计", False), ("", False)],
)  # fmt: skip
def test_tables_print_a_cell_or_one_of_a_row(path: str, printed: bool) -> None:
    assert has_cell(Side("某", "", path), Reading(cells={AMOUNT: "公开05表 2070101 小计"})) is printed
