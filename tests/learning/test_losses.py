"""Each line and row of last year's report that is not made again is told beside what is made instead, with why."""

from __future__ import annotations

import pytest

from narrator.checks.finding import Finding, Level, Side
from narrator.document import Cell, Column, Document, Paragraph, Table
from narrator.learning.form_entries import FormEntry, find_outvoted
from narrator.learning.losses import Loss, LossContext, list_losses, tell_loss, word_differences
from narrator.learning.remaking import align_reports
from narrator.spans import Text

FAULT = Finding(
    Level.ERROR, "“占9.55%”的比例", "比例与算得的不同", "核对",
    (Side("正文“一般公共预算支出307.82万元,主要用…”", "9.55", "第56段"), Side("29.42 ÷ 307.82", "9.56")), rule="PR-3",
)  # fmt: skip
FAULTY = "一般公共预算支出 307.82 万元，主要用于以下方面：住房保障支出占9.55%。"
KNOWN = LossContext(
    "上海2024",
    {"2024年度部门决算表", "下设科室5个。"},
    {"2、教育支出决算为3.00万元。"},
    ("收入决算表", "政府性基金表", ""),
    {"政府性基金表"},
    {"住房改革支出", "住房保障支出"},
    [FAULT],
)


@pytest.mark.parametrize(
    ("loss", "why"),
    [
        (Loss(FAULTY, FAULTY.replace("9.55", "9.56")), "去年的这句自己对不上"),
        (Loss("", "本年无此项支出。"), "去年没有这句"),
        (Loss("下设科室5个。", ""), "照去年的数据不到印它的时候"),
        (Loss("另设科室5个。", ""), "数据里没有它说的那一行"),
        (Loss("支出1.00万元。", "【缺数】。"), "去年的数据里没有"),
        (
            Loss("住房保障支出（款）1.00万元。", "住房改革支出（款）1.00万元。"),
            "名称照表里的印：住房改革支出",
        ),
        (Loss("2、教育支出决算为3.00万元。", "2、教育支出决算为3.00万元，完成预算。"), "几行的说法不一"),
        (Loss("得100.00分。", "得100分。"), "同一个数"),
        (Loss("占99.86%。", "占99.87%。"), "去年印的数与照表算出来的不同"),
        (Loss("2024年度部门决算表", "第二部分 2024年度部门决算表"), "这一段照上海2024的话印"),
        (Loss("支出略有增加。", "支出增加。"), "学到的说法与这一句不全一样"),
        (Loss("合计 | 1.00", "合计 | ", 1), "表头错进了数的行"),
        (Loss("甲 | 乙", "甲 | 丙", 2), "照去年的样子学的"),
        (Loss("教育支出 | 1.00", "", 0), "收入决算表的行数"),
        (Loss("住房保障支出 | 1.00", "住房改革支出 | 1.00", 0), "名称照数据里的印"),
        (Loss("合计 | 1.00", "合计 | 1.0", 0), "收入决算表里这几格"),
    ],
)
def test_why(loss: Loss, why: str) -> None:
    assert why in KNOWN.tell_why(loss)


def test_what_is_otherwise_is_shown_and_not_the_beginning_of_both() -> None:
    old, new = f"{'长' * 60}完成 95.45%，持平。", f"{'长' * 60}完成95.46%。"
    assert word_differences(old, new) == [("95.45%,持平", "95.46%")]
    assert tell_loss(Loss(old, new), "为什么") == f"{'长' * 24}……：“95.45%,持平” → “95.46%”（为什么）"
    assert tell_loss(Loss("甲 | 1 | 2", "甲 | 3 | 2", 0), "丙").endswith("：“1” → “3”（丙）")
    assert tell_loss(Loss("", "乙"), "丙") == "（没有） → 乙（丙）"


def test_a_lost_row_knows_its_table_and_the_list_has_every_loss_whole() -> None:
    def report(*rows: str) -> Document:
        tables = [
            Table("表", (Column(0, ""),) * 2, (), tuple(
                (Cell(0, (Text("支出"),), ""), Cell(1, (Text(one),), "")) for one in several
            ), "")
            for several in rows
        ]  # fmt: skip
        return Document("", (Paragraph(Text("一样的。"), ""), *tables))

    proof = align_reports(report("12", "34"), report("12", "35"))
    assert (proof.lines, proof.same_lines, proof.rows, proof.same_rows) == (1, 1, 4, 3)
    assert proof.others == (Loss("支出 | 4", "支出 | 5", 1),)
    long = Loss("旧" * 200, "新" * 200)
    listed = "\n".join(list_losses([long, *proof.others], KNOWN))
    assert "旧" * 200 in listed
    assert "新" * 200 in listed
    assert "表头错进了数的行" in listed
    assert all(line.startswith("#") for line in listed.split("\n"))


def test_the_texts_that_most_rows_word_otherwise_are_known() -> None:
    path = "支出决算表.各科目."
    entries = [
        FormEntry("甲", row=f"{path}{code}", text=text)
        for code, text in (("2010101", "一"), ("2010102", "二"))
    ]
    odd = FormEntry("乙", row=f"{path}2010103", text="三")
    assert find_outvoted(
        [*entries, odd, FormEntry("丙", text="四"), FormEntry("丁", row=f"{path}201", text="五")]
    ) == {"三"}
