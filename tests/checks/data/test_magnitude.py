"""Data in 元 that say 万元, and the other way round, are told; data that say what they mean are not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from narrator.build import read
from narrator.checks.data.magnitude import (
    FAR,
    LARGEST,
    LEAST,
    beyond_size,
    check_magnitude,
    describe_far,
    find_money_unit_doubts,
)
from narrator.commands.check import check_file
from narrator.commands.render import render_file
from narrator.disclosure import reading
from narrator.form import load
from narrator.problem import Severity
from narrator.readers.json import parse

SAMPLES = Path(__file__).parents[3] / "samples"
SHANGHAI = (SAMPLES / "上海市某区某局2024" / "data.json").read_text("utf-8")
LIAONING = (SAMPLES / "朝阳市科学技术局2023" / "data.json").read_text("utf-8")


def told(text: str, form: str) -> list[str]:
    disclosure, _ = reading.read(parse(text), load(form).model)
    return [finding.what for finding in check_magnitude(disclosure)]


def test_the_samples_are_beyond_doubt() -> None:
    assert told(SHANGHAI, "上海2024") == told(LIAONING, "辽宁2023") == []


def test_a_file_in_yuan_that_says_ten_thousands_is_told(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    path.write_text(SHANGHAI.replace('"金额单位": "元"', '"金额单位": "万元"'), "utf-8")
    found = [one for one in check_file(path).findings if one.rule == "UN-1"]
    assert [one.what for one in found] == ["本年支出合计是5014亿元，区的部门没有这么多"]
    assert "金额单位" in found[0].hint
    made = render_file(path, tmp_path / "报告.docx")
    [doubt] = made.doubts
    assert (doubt.where, doubt.what, doubt.hint) == (found[0].sides[0].path, found[0].what, found[0].hint)
    assert doubt.severity is Severity.WARNING
    accepted = path.read_text("utf-8").replace(
        '"原因": {', f'"已核实": {{"{found[0].key}": "属实"}}, "原因": {{', 1
    )
    path.write_text(accepted, "utf-8")
    assert find_money_unit_doubts(read(path).disclosure) == []


def test_a_file_in_ten_thousands_that_says_yuan_is_told() -> None:
    raw = parse(LIAONING.replace('"金额单位": "万元"', '"金额单位": "元"'))
    disclosure, _ = reading.read(raw, load("辽宁2023").model)
    assert [one.what for one in check_magnitude(disclosure)] == [
        "本年支出合计只有0.085117万元，一个部门没有这么少"
    ]


@pytest.mark.parametrize("level", LARGEST)
def test_what_a_department_of_a_level_may_spend(level: str) -> None:
    """Nothing, and from the least to the most of its level."""
    cent = Decimal("0.01")
    for spent, odd in (
        (0, False),
        (cent, True),
        (LEAST - cent, True),
        (LEAST, False),
        (LARGEST[level], False),
        (LARGEST[level] + cent, True),
    ):
        raw: Any = parse(LIAONING)
        raw["部门"]["级次"] = level
        raw["收入支出总表"]["支出"]["本年支出合计"]["决算数"] = Decimal(spent)
        disclosure, _ = reading.read(raw, load("辽宁2023").model)
        assert (spent, bool([*beyond_size(disclosure)])) == (spent, odd)


def test_how_far_two_years_may_be_apart() -> None:
    hundred = Decimal(100)
    assert describe_far(FAR * 3, Decimal(3)) == describe_far(Decimal(3), FAR * 3) == "50倍"
    assert (
        describe_far(FAR * 3 - 1, Decimal(3))
        == describe_far(Decimal(0), hundred)
        == describe_far(hundred, Decimal(-1))
        == describe_far(None, hundred)
        == ""
    )
    assert (describe_far(hundred, Decimal(1)), describe_far(hundred + 1, Decimal(1))) == (
        "",
        "101倍",
    )  # small sums may be far apart


def scaled(value: object, factor: Decimal, name: str = "") -> object:
    """VALUE with its amounts multiplied, but for last year's."""
    if isinstance(value, dict):
        return {key: scaled(one, factor, key) for key, one in value.items()}
    if isinstance(value, Decimal) and name not in ("上年决算数", "团组数", "人次"):
        return (value * factor).quantize(Decimal("0.01"))
    return value


@pytest.mark.parametrize(("factor", "times"), [(Decimal(100), "97倍"), (Decimal(10000), "9693倍")])
def test_a_year_that_was_written_in_another_unit_is_told(factor: Decimal, times: str) -> None:
    raw = parse(LIAONING)
    assert isinstance(raw, dict)
    raw["收入支出总表"] = scaled(raw["收入支出总表"], factor)
    disclosure, _ = reading.read(raw, load("辽宁2023").model)
    assert f"今年与上年差{times}" in [one.what for one in check_magnitude(disclosure)]


def test_amounts_without_any_decimals_are_told() -> None:
    raw = parse(LIAONING)
    assert isinstance(raw, dict)
    for name in [name for name in raw if name.endswith("表")]:
        raw[name] = whole(raw[name])
    disclosure, _ = reading.read(raw, load("辽宁2023").model)
    assert any("都没有小数" in one.what for one in check_magnitude(disclosure))


def whole(value: object) -> object:
    if isinstance(value, dict):
        return {key: whole(one) for key, one in value.items()}
    return value.quantize(Decimal(1)) if isinstance(value, Decimal) else value


def test_less_than_one_may_be_far_from_another_year_too() -> None:
    assert describe_far(Decimal("0.5"), Decimal(200)) == describe_far(Decimal(200), Decimal("0.5")) == "400倍"
