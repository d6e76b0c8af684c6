"""The rules as `check --rules` lists them: those of all forms, and those that a form declares, as findings call them."""

from __future__ import annotations

import re
from json import dumps, loads
from pathlib import Path

from narrator.commands.check import check_file
from narrator.commands.forms import copy_form
from narrator.commands.rule_list import DATA, NEXT_YEAR, REPORTS, list_rules
from narrator.form import form_folders, load

SAMPLE = Path(__file__).parents[2] / "samples" / "朝阳市科学技术局2023" / "data.json"
# Each kind of relation, of one figure and of those of rows, units and other tables.
OWN = """
["一般公共预算支出表.合计.净支出"]
"类型" = "可比金额"
"说明" = "净支出"
"相加" = ["小计", "-退回"]
"规则" = "T5-1"

["一般公共预算支出表.合计.退回"]
"类型" = "可比金额"
"说明" = "退回"
"不大于" = "国有资产占用.价值"

["一般公共预算支出表.合计.上年退回"]
"类型" = "可比金额"
"说明" = "上年退回"
"上年" = "退回"

["国有资产占用.价值"]
"类型" = "可比金额"
"说明" = "价值"

["明细表.各科目.*.小计"]
"类型" = "可比金额"
"说明" = "小计"
"必填" = false
"相加" = ["甲", "乙"]

["明细表.各科目.*.甲"]
"类型" = "可比金额"
"说明" = "甲"
"必填" = false
"相加" = "逐级"

["明细表.各科目.*.乙"]
"类型" = "可比金额"
"说明" = "乙"
"必填" = false

["各单位.[].名称"]
"类型" = "名称"
"说明" = "名称"
"必填" = false

["各单位.[].支出"]
"类型" = "可比金额"
"说明" = "支出"
"必填" = false

["一般公共预算支出表.合计.各单位支出"]
"类型" = "可比金额"
"说明" = "各单位支出"
"必填" = false
"相加" = ["各单位.[].支出"]
"""


def test_every_relation_that_a_form_declares_is_listed() -> None:
    common = list_rules()
    for name in form_folders.names():
        listed = list_rules(name)
        labels = load(name).labels
        for applied in (DATA, REPORTS):
            for one, text in zip(common[applied], listed[applied], strict=False):
                named = [
                    re.sub("|".join(labels), lambda found, own=labels: own[found[0]], words) for words in one
                ]
                assert [*text] == named
        own = [*listed[DATA][len(common[DATA]) :], *listed.get(NEXT_YEAR, ())]
        assert len(own) == len(load(name).relations)
        assert not any(mark in text for one in own for text in one for mark in ("各科目", "*", "[]", "."))


def test_they_are_told_in_words_and_called_as_findings_call_them(tmp_path: Path) -> None:
    folder = copy_form("某省2025", load("辽宁2023"), tmp_path)
    with (folder / "data.toml").open("a", encoding="utf-8") as file:
        file.write(OWN)
    before, after = list_rules("辽宁2023"), list_rules(str(folder))
    own = [text for applied in after for text in after[applied] if text not in before.get(applied, ())]
    assert {f"{text.id} {text.title}：{text.formula}" for text in own} == {
        "T5-1 公开05表 合计 净支出：净支出 = 小计－退回",
        "GS-2 公开05表 合计 退回：退回 ≤ 国有资产占用 价值",
        "上年 公开05表 合计 上年退回：上年退回 = 上年的公开05表 合计 退回",
        "GS-1 明细表 每个科目 小计：小计 = 甲＋乙",
        "GS-1 明细表 每个科目 甲：甲 = 下一级各行之和",
        "GS-1 公开05表 合计 各单位支出：各单位支出 = 各单位 支出之和",
    }
    raw = loads(SAMPLE.read_text("utf-8"))
    total = raw["一般公共预算支出表"]["合计"]
    total |= {"净支出": 1, "退回": 2, "上年退回": 1, "各单位支出": 9}
    raw["国有资产占用"]["价值"] = 1
    raw["各单位"] = [{"名称": "甲", "支出": 1}]
    data = tmp_path / "data.json"
    data.write_text(dumps({**raw, "格式": "./某省2025"}), "utf-8")
    keys = {one.key for one in check_file(data).findings}
    assert {"T5-1 公开05表 合计 净支出", "GS-1 公开05表 合计 各单位支出"} <= keys
    assert any(key.startswith("GS-2 公开05表 合计 退回") for key in keys)
