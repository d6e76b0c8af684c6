"""Claims of last year in words alone are asked for anew: what is so of any year stays words of the form."""

from __future__ import annotations

from decimal import Decimal

import pytest

from learning.test_own_facts import notebook_of
from narrator.learning.own_claims import find_claims
from narrator.learning.own_sentences import write_sentence, write_words

REVENUE = "收入决算表.合计.本年收入合计"
LAST = "收入决算表.合计.上年决算数"


@pytest.mark.parametrize(
    ("flat", "claims"),
    [
        ("公务用车购置及运行维护费支出与上一年度持平;", ["与上一年度持平"]),
        (
            "本年支出0.00万元,较上年决算数无增减。较年初预算数无增减。",
            ["较上年决算数无增减", "较年初预算数无增减"],
        ),
        ("某局2024年度无国有资本经营预算财政拨款收入和支出。", ["无国有资本经营预算财政拨款收入和支出"]),
        ("某局本年度没有财政拨款“三公”经费支出,故本表无数据。", ["没有财政拨款“三公”经费支出,故本表无数据"]),
        ("机关运行经费支出0.30万元,与2022年决算数持平。", ["持平"]),
        ("决算数小于预算数。", ["小于预算数"]),
        ("如本年度没有此项支出,以空表公开。", ["以空表公开"]),
        ("用于无形资产购置等支出。没有下属单位。", []),
        ("本单位为新设单位,无可比的上年决算数。与上年不可比。", ["无可比的上年决算数", "不可比"]),
        (
            "近九成用于民生,连续两年下降,占百分之六十。过半完成。",
            ["近九成", "连续两年", "百分之六十", "过半"],
        ),
        ("增长两倍,又翻了一番,有三分之一在建。", ["两倍", "翻了一番", "三分之一"]),
        ("一成立就三公开,成本构成为一般,连续作业。", []),
    ],
)
def test_claims_are_found_where_they_stand(flat: str, claims: list[str]) -> None:
    assert [flat[start:end] for start, end in find_claims(flat)] == claims


def test_a_claim_that_no_fact_bears_out_is_a_text_of_this_year() -> None:
    notebook = notebook_of({})
    written = write_sentence(notebook, "公务用车支出与上一年度持平。", "三公经费。").source
    assert written == "公务用车支出{{ 其他数据.公务用车支出说法 }}。"
    assert notebook.stated == {"其他数据.公务用车支出说法": "与上一年度持平"}
    assert notebook.own["其他数据.公务用车支出说法"][0] == "本年文字"
    assert "其他数据" in write_words(notebook, "说明：某局本年度没有“三公”经费支出，故本表无数据。")


def test_what_did_not_change_is_a_fact_where_the_figure_is_known() -> None:
    notebook = notebook_of({REVENUE: "446.11", LAST: ""})
    written = write_sentence(
        notebook, "本年收入合计446.11万元，较上年决算数无增减。", "收入决算情况说明。"
    ).source
    assert "无增减" not in written
    assert notebook.stated == {LAST: Decimal("446.11")}


def test_years_before_last_are_texts_of_this_year() -> None:
    notebook = notebook_of({})
    text = "项目于2021年立项，2020至2022年实施，2023年完工，依据《办法》（2021年修订）和《2021年通知》，2005年建馆。"
    written = write_sentence(notebook, text, "项目情况").source
    assert sorted(notebook.stated.values()) == ["2020", "2021"]  # type: ignore[type-var]
    assert all(notebook.own[path][0] == "本年文字" for path in notebook.stated)
    assert (
        "至{{ 上年 }}年实施，{{ 年度 }}年完工，依据《办法》（2021年修订）和《2021年通知》，2005年建馆。"
        in written
    )


def test_a_comparison_with_a_year_before_last_is_no_fact_of_last_year() -> None:
    notebook = notebook_of({REVENUE: "446.11", LAST: ""})
    written = write_sentence(
        notebook, "本年收入合计446.11万元，较2021年增加46.11万元，增长11.53%。", "收入决算情况"
    ).source
    assert notebook.phrases.learned == []
    assert "2021" not in written
    assert LAST not in notebook.stated
