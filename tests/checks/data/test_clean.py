"""Accounts that agree with themselves are clean; one figure that does not agree is found."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies.render import dumps, form, loads, sample

from narrator import form_knowledge
from narrator.checks.data import codes
from narrator.checks.data.accounts import Accounts
from narrator.checks.data.rules import check_accounts
from narrator.checks.finding import Finding, Level
from narrator.disclosure import reading
from narrator.readers.json import parse

from ..ledger import sound

SLOW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def findings(raw: dict[str, Any]) -> list[Finding]:
    disclosure, problems = reading.read(parse(dumps(raw)), form().model)
    assert not problems, "\n".join(map(str, problems))
    return check_accounts(
        Accounts(disclosure, codes.standard(form_knowledge.blueprints(form()).get("基本支出表")))
    )


def errors(raw: dict[str, Any]) -> list[str]:
    return [f"{one.key}：{one.what}" for one in findings(raw) if one.level is Level.ERROR]


@SLOW
@given(sound())
def test_sound_accounts_are_clean(raw: dict[str, Any]) -> None:
    assert errors(raw) == []


@SLOW
@given(sound(unit="元"))
def test_accounts_in_yuan_have_no_tails(raw: dict[str, Any]) -> None:
    """What is known in 元 is exact, but a performance table's rate."""
    assert [one.key for one in findings(raw) if one.level is Level.TAIL and one.rule != "PF-4"] == []


@SLOW
@given(sound(unit="元"), st.data())
def test_the_unit_does_not_matter(raw: dict[str, Any], data: st.DataObject) -> None:
    """The same accounts in 元 and in 万元 have the same findings. Two exceptions: an amount in 万元 with two decimals
    may have been rounded, so what prints alike is alike; and a tail is none when nothing was rounded."""
    if data.draw(st.booleans()):
        row = data.draw(st.sampled_from([raw["支出决算表"]["合计"], raw["收入决算表"]["合计"]]))
        row[data.draw(st.sampled_from(sorted(row)))] += data.draw(st.integers(1, 10**7))
    other = json.loads(dumps(raw), parse_float=Decimal, parse_int=Decimal)
    exact, rounded = findings(raw), findings(in_wan(other))
    kept = {one.key for one in rounded}
    exact = [one for one in exact if one.key in kept or not prints_alike(one)]
    assert [(one.key, one.difference) for one in rounded] == [(one.key, one.difference) for one in exact]
    for one, two in zip(rounded, exact, strict=True):
        assert one.level is two.level or one.level is Level.TAIL


def prints_alike(one: Finding) -> bool:
    return one.difference.endswith("万元") and Decimal(one.difference.removesuffix("万元")) < Decimal("0.01")


COUNTS = frozenset(
    [
        "年度",
        "团组数",
        "人次",
        "国内公务接待批次",
        "国内公务接待人数",
        "外事接待批次",
        "外事接待人数",
        "保有量",
        "购置数",
        "分值",
        "得分",
        "总分",
        "总评价得分",
        "执行率",
        "项目执行率",
        "年初批复绩效目标的项目数",
    ]
)


def in_wan(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        if name == "国有资产占用":
            return value
        return {key: "万元" if key == "金额单位" else in_wan(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [in_wan(one) for one in value]
    return value.scaleb(-4) if isinstance(value, Decimal) and name not in COUNTS else value


CELLS = [
    ("收入支出总表", "收入", "本年收入合计", "决算数"),
    ("收入支出总表", "支出", "总计", "决算数"),
    ("收入决算表", "合计", "本年收入合计"),
    ("支出决算表", "合计", "项目支出"),
    ("支出决算表", "各科目", "2060101", "基本支出"),
    ("支出决算表", "各科目", "20605", "项目支出"),
    ("财政拨款收支总表", "支出", "本年支出合计", "一般公共预算财政拨款"),
    ("财政拨款收支总表", "收入", "总计", "决算数"),
    ("一般公共预算支出表", "合计", "小计"),
    ("一般公共预算支出表", "各科目", "2080505", "基本支出"),
    ("基本支出表", "各科目", "30101", "决算数"),
    ("基本支出表", "人员经费合计"),
    ("三公经费表", "合计", "决算数"),
    ("三公经费表", "公务用车运行维护费", "预算数"),
    ("政府采购", "总额"),
    ("国有资产占用", "车辆"),
]


@pytest.mark.parametrize("path", CELLS, ids="-".join)
@pytest.mark.parametrize("by", ["1", "-1", "100"])
def test_a_figure_of_the_sample_that_is_changed_is_found(path: tuple[str, ...], by: str) -> None:
    before = set(errors(sample()))
    raw = sample()
    row: Any = raw
    for name in path[:-1]:
        row = row[name]
    row[path[-1]] = max(row[path[-1]] + Decimal(by), Decimal(0))
    if row[path[-1]] != sample_value(path):
        assert set(errors(raw)) - before


def sample_value(path: tuple[str, ...]) -> Any:
    value: Any = sample()
    for name in path:
        value = value[name]
    return value


def test_the_time_is_linear_in_the_rows() -> None:
    def seconds(items: int) -> float:
        rows = {}
        for number in range(items):
            code = f"2{number // 9900 + 10:02d}{number // 99 % 100:02d}{number % 99 + 1:02d}"
            for length in (3, 5, 7):
                rows[code[:length]] = {
                    "科目名称": "名",
                    "小计": 1,
                    "本年支出合计": 1,
                    "基本支出": 1,
                    "年初预算数": 1,
                }
        raw = loads(
            json.dumps(
                {table: {"合计": {}, "各科目": rows} for table in ("支出决算表", "一般公共预算支出表")}
            )
        )
        for table, wrong in (
            ("支出决算表", ("小计", "年初预算数")),
            ("一般公共预算支出表", ("本年支出合计",)),
        ):
            raw[table]["各科目"] = {
                code: {k: v for k, v in row.items() if k not in wrong} for code, row in rows.items()
            }
        disclosure, _ = reading.read(parse(dumps(raw)))
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            check_accounts(Accounts(disclosure))
            best = min(best, time.process_time() - start)
        return best

    seconds(200)
    small, large = seconds(500), seconds(4000)
    assert large < small * 8 * 2.5 + 0.05
