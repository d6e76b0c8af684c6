"""The 上海2024 form against the form as it was published: every sentence of it, in its order of words.

The published file is what pdftotext made of it; white space and line breaks are the PDF's, not the form's.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from labels import NAMES

from narrator.document import Table
from narrator.writers.text import write as text_of

from .documents import composed, prose, put, raw

PUBLISHED = re.sub(
    r"\s+", "", Path(__file__).with_name("上海市区级部门2024年度部门决算公开格式.txt").read_text("utf-8")
)
UNIT = "上海市某区某局"
# What the form leaves to the unit, its remarks in brackets, and its slips of the pen.
READ = {
    "上海市XX局": UNIT,
    "XX部门（单位）": UNIT,
    "（制度名称）": "",
    "（如持平作持平表述）": "",
    "（不涉及的不列）": "",
    "（无事业收入的单位保留事业收入的名词解释，但不列举主要内容，以下同）": "",
    "按上述格式依次说明到各项级科目，预决算持平的不用说明变动原因。": "",
    "一般公共服务支出（类）XXX万元，占XX%；教育支出（类）": "X（类）XXX万元，占XX%；X（类）",
    "教育支出（类）普通教育（款）初中教育（项）": "X（类）X（款）X（项）",
    "教育支出（类）普通教育（款）高等教育（项）": "X（类）X（款）X（项）",
    "基本工资、津贴补贴、奖金……其他对个人和家庭的补助": "基本工资、津贴补贴、奖金……",
    "办公费、印刷费……其他资本性支出": "办公费、印刷费……",
    "列明公务用车购置数量。": "购置公务用车XX辆。",
    "列明公务接待批次、人次，其中：接待外宾批次、人次。": "公务接待XX批次、XX人次，其中：接待外宾XX批次、XX人次。",
    "支出收入XXX万元": "支出XXX万元",
    "XX万（含": "XX万元（含",
    "其中:": "其中：",
    "……（三）": "……。（三）",  # what is listed ends with a full stop
    "纳入": "\n纳入",
}
ONE_OF = [("增加", "减少"), ("减少", "增加"), ("增长", "下降"), ("下降", "增长"), ("大于", "小于"), ("小于", "大于")]  # fmt: skip
WITHOUT = re.compile("无[^。]*?的部门，作下述说明：([^。]*。)")


def read(text: str) -> str:
    for written, meant in READ.items():
        text = text.replace(written, meant)
    return text


def pattern(sentence: str) -> re.Pattern[str]:
    words = re.escape(sentence)
    for one, other in ONE_OF:
        words = words.replace(f"{one}（{other}）", f"(?:{one}|{other})")
    return re.compile(re.sub("X+(?:、X+)?(?:……)?|……", "[^。]*?", words))


PART_ONE = PUBLISHED[PUBLISHED.index("从预算单位构成看") : PUBLISHED.index("序号单位名称备注")]
PROSE = PUBLISHED[PUBLISHED.rindex("第三部分上海市XX局2024年度部门决算情况说明") :]
WHOLE = read(f"{PART_ONE}\n{PROSE}")
CONTENTS = PUBLISHED[PUBLISHED.index("目录") + 2 : PUBLISHED.index("第一部分上海市XX局概况一、主要职能由")]
ABSENT = WITHOUT.findall(WHOLE)
SENTENCES = [sentence for sentence in re.split("(?<=。)|\n", WITHOUT.sub("", WHOLE)) if sentence]


def everything() -> dict[str, Any]:
    """The sample with something of every kind, and different from last year and from the budget."""
    data = raw()
    row = {"科目名称": "国有资本经营预算支出", "本年收入": Decimal(5), "本年支出": Decimal(50_000)}
    fund = {"预算数": Decimal(30_000), "决算数": Decimal(20_000), "上年决算数": Decimal(10_000)}
    item = {**row, "科目名称": "其他国有资本经营预算支出", "主要用途": "改制", "年初预算数": Decimal(40_000)}
    return put(
        data,
        {
            "国有资本经营表": {
                "合计": {"本年收入": Decimal(50_000), "本年支出": Decimal(50_000)},
                "各科目": {"223": row, "22399": {**row, "科目名称": "其他"}, "2239999": item},
            },
            "三公经费表.因公出国（境）费": {**fund, "团组数": Decimal(1), "人次": Decimal(2), "开支内容": "国际旅费"},
            "三公经费表.公务接待费.上年决算数": Decimal(9_999),
            "机关运行经费.上年决算数": Decimal(2_000_000),
            "原因.机关运行经费与上年相比": "新馆舍",
            "原因.因公出国（境）费与上年相比": "团组增加",
            "原因.公务接待费与上年相比": "接待减少",
        },
    )  # fmt: skip


def nothing() -> dict[str, Any]:
    """The sample without 三公, without two of the budgets, without 机关运行经费."""
    data = raw()
    for part in data["三公经费表"].values():
        part.update({name: Decimal(0) for name in ("预算数", "决算数", "上年决算数")})
    empty = {"合计": {"本年支出": Decimal(0)}, "各科目": {}}
    return put(data, {"政府性基金表": empty, "国有资本经营表": empty, "机关运行经费.决算数": Decimal(0)})


@cache
def text(kind: str) -> str:
    return re.sub(r"\s+", "", "".join(prose(everything() if kind == "everything" else nothing())))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_of_the_form(sentence: str) -> None:
    assert pattern(sentence).search(text("everything"))


@pytest.mark.parametrize("sentence", ABSENT)
def test_a_sentence_where_there_is_nothing(sentence: str) -> None:
    assert sentence in text("nothing")
    assert sentence not in text("everything")


def test_the_contents() -> None:
    """They number the tables, whose pages have none; the sheet's own slip is that it lists a heading by halves."""
    written = re.sub(r"\s+", "", text_of(composed(raw()).document))
    assert read(CONTENTS).replace("其他重要事项说明", "其他重要事项的情况说明") in written
    assert written.count("一、收入支出决算总表") == 1


def test_the_form_was_read_whole() -> None:
    assert len(ABSENT) == 4
    assert len(SENTENCES) > 60
    assert not re.search("（如|不涉及|作下述|依次", "".join(SENTENCES))


# The PDF sets these in several lines, with other cells between them.
BROKEN = {
    "功能分类科目编码", "经济分类科目编码", "年初结转和结余", "年末结转和结余", "因公出国（境）费", "公务用车购置费",
    "公务用车运行维护费", "二十二、灾害防治及应急管理支出", "二十四、抗疫特别国债安排的支出", "政府性基金预算财政拨款",
    "一般公共预算财政拨款", "国有资本经营预算财政拨款", "信息网络及软件购置更新", "机关事业单位基本养老保险缴费",
}  # fmt: skip
OF_ITEMS = ("收入决算表", "支出决算表", "一般公共预算支出表")  # whose rows are the unit's own


def test_the_words_of_the_tables() -> None:
    start = PUBLISHED.index("收入支出决算总表单位：万元")
    tables = PUBLISHED[start : PUBLISHED.rindex("第三部分")].replace("上海市XX局", UNIT)
    ours = [block for block in composed(nothing()).document.blocks if isinstance(block, Table)]
    words = {
        "".join(part.string for part in cell.paragraphs)
        for block in ours
        if block.name in NAMES and block.name not in OF_ITEMS
        for row in (*block.header, *block.body)
        for cell in row
    }
    assert len(words) > 150
    assert {word for word in words if word not in tables and not re.fullmatch(r"[\d.]+", word)} <= BROKEN
    notes = re.findall("(?:注：本表反映|说明：上海市)[^。]*。", tables)
    assert len(notes) == 11
    for note in notes:
        assert note in text("nothing")
