"""The form 中央2023, tables first and then thirteen sections, on its sample and on a unit that has next to nothing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from narrator import form as forms
from narrator import form_knowledge
from narrator.checks.finding import Level
from narrator.checks.printed.pattern import Patterns
from narrator.checks.report.inspection import Basis, check
from narrator.commands.check import check_file
from narrator.compose.composition import compose
from narrator.document import Heading

from .complete import bare
from .documents import CENTRAL, composed, plain, put, raw, written

FORM = "中央2023"
SECTIONS = [
    "一、收入支出决算总体情况说明",
    "二、收入决算情况说明",
    "三、支出决算情况说明",
    "四、财政拨款收入支出决算总体情况说明",
    "五、一般公共预算财政拨款支出决算情况说明",
    "六、一般公共预算财政拨款基本支出决算情况说明",
    "七、政府性基金预算财政拨款收入支出决算情况说明",
    "八、国有资本经营预算财政拨款支出决算情况说明",
    "九、财政拨款“三公”经费支出决算情况说明",
    "十、机关运行经费支出说明",
    "十一、政府采购支出说明",
    "十二、国有资产占用情况说明",
    "十三、预算绩效情况说明",
]


def test_the_sections_stand_in_their_order() -> None:
    headings = [block.text.string for block in composed(raw(CENTRAL), FORM).document.blocks if isinstance(block, Heading)]  # fmt: skip
    parts = [text.split("　")[0] for text in headings if text.startswith("第")]
    assert parts == ["第一部分", "第二部分", "第三部分", "第四部分", "第五部分"]
    first = headings.index(SECTIONS[0])
    said = [text for text in headings[first:] if "、" in text[:3]]
    assert said[: len(SECTIONS)] == SECTIONS


def test_the_sample_checks_clean(tmp_path: Path) -> None:
    report = written(tmp_path, raw(CENTRAL))
    found = check_file(tmp_path / "data.json")[0] + check_file(report)[0]
    assert [one.key for one in found if one.level is not Level.TAIL] == []


@pytest.mark.parametrize(
    "values",
    [
        {"部门.称谓": "单位"},
        {"部门.单位性质": "事业单位"},
        {"部门.称谓": "单位", "部门.单位性质": "事业单位"},
        {
            "三公经费表.公务接待费.决算数": Decimal("-13700"),
            "三公经费表.公务接待费.外事接待费": Decimal(0),
            "原因.公务接待费与上年相比": "退回多付的接待费",
        },
    ],
)
def test_what_no_table_tells_is_read_in_the_prose(values: dict[str, object]) -> None:
    """The report says what kind of unit it is of, and which money its projects are of; no table does."""
    chosen = forms.load(FORM)
    book = form_knowledge.book(chosen)
    document = composed(put(raw(CENTRAL), values), FORM).document
    basis = Basis(chosen, Patterns(book), lambda data: compose(data, chosen, book).document, form_knowledge.blueprints(chosen))  # fmt: skip
    told = {one.key for one in check(document, basis) if one.rule == "读" or one.rule.startswith("HY")}
    assert told == set()


def test_a_unit_that_has_nothing_says_so_in_whole_sentences() -> None:
    composition = composed(bare(FORM), FORM)
    assert not composition.missing
    text = plain(composition.document)
    for sentence in (
        "2023年度单位决算",
        "本单位内设3个科室",
        "收、支总计无可比的2022年度决算数。",
        "国家某某局2023年度没有政府性基金预算财政拨款收入，也没有使用政府性基金预算财政拨款安排的支出。",
        "国家某某局2023年度没有财政拨款“三公”经费支出。",
        "本单位不是行政单位，也不是参照公务员法管理的事业单位，没有机关运行经费。",
        "今年在单位决算中没有公开项目绩效自评结果。",
        "本单位2023年度没有开展部门评价项目。",
    ):
        assert sentence in text, sentence
    for absent in ("部门：", "第五部分", "编制范围", "机关运行经费支出231.86"):
        assert absent not in text, absent
    assert text.count("故本表为空。") == 2
