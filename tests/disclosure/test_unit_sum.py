"""The sum of units, in full (unit_sum.txt): what is added, what is left and why, and what went between the units.

`pytest --accept` writes the file anew, for review.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checks.notation import raw
from checks.telling import Golden

from narrator.disclosure import reading
from narrator.disclosure.model import MODEL
from narrator.disclosure.unit_sum import (
    UnitData,
    UnitSum,
    add_units,
    find_reductions,
    find_transfers,
    find_unadded,
    subtract_amount,
)

GOLDEN = Golden(Path(__file__).with_name("unit_sum.txt"))
# What each unit has, in the notation of accounts; behind ! the path of a figure that it must have and has not.
UNITS = {
    "金额": ["03.合计.项目支出=1.5 03.206.项目支出=1.5", "03.合计.项目支出=2.25 03.207.项目支出=2.25"],
    "元和万元": ["金额单位=万元 06.30101=1.000001", "金额单位=元 06.30101=20000.01"],
    "一个单位没有": ["01.收入.事业收入=5 01.收入.总计=5", "01.收入.事业收入=null 01.收入.总计=0"],
    "都没有": ["01.收入.总计.上年决算数=null", "01.收入.总计.上年决算数=null"],
    "应当有而没有填": ["01.收入.总计=5", "01.收入.事业收入=5 !收入支出总表.收入.总计.决算数"],
    "个数": ["国有资产占用.车辆=2 07.因公出国（境）费.团组数=0", "国有资产占用.车辆=3 07.因公出国（境）费.团组数=0"],
    "个数，一个没有": ["国有资产占用.车辆=0", "国有资产占用.车辆=null", "国有资产占用.车辆=0"],
    "个数，都没有": ["国有资产占用.车辆=null", "国有资产占用.车辆=null"],
    "名称相同": ["03.206.科目名称='科学技术支出' 03.206.项目支出=1", "03.206.科目名称='科学技术支出' 03.206.项目支出=1"],
    "名称不同": ["03.206.科目名称='科学技术支出' 03.206.项目支出=1", "03.206.科目名称='科技支出' 03.206.项目支出=1"],
    "六个单位": [f"07.公务接待费.国内公务接待批次={number}" for number in range(1, 7)],
    "五个单位": [f"07.公务接待费.国内公务接待批次={number}" for number in range(1, 6)],
    "部门自己写的": ["部门.主要职责='一' 部门.名称=甲 预算绩效.项目.1.名称='子'", "预算绩效.项目.1.名称='丑' 会议费.决算数=2 年度=2023"],
    "往来相等": [
        "02.合计.上级补助收入=5 02.合计.本年收入合计=6 02.206.上级补助收入=5 02.206.本年收入合计=6 01.收入.上级补助收入=5 01.收入.本年收入合计=6 01.收入.总计=6",
        "03.合计.对附属单位补助支出=5 03.合计.本年支出合计=7 03.206.对附属单位补助支出=5 03.206.本年支出合计=7 03.20601.对附属单位补助支出=5 03.20601.本年支出合计=5 01.支出.科学技术支出=7 01.支出.本年支出合计=7 01.支出.总计=8",
    ],
    "往来不等": ["02.合计.附属单位上缴收入=5 02.206.附属单位上缴收入=5", "03.合计.上缴上级支出=4 03.合计.对附属单位补助支出=3"],
}  # fmt: skip
NAMES = "甲乙丙丁戊己"


def unit(name: str, text: str) -> UnitData:
    words = text.split()
    given = " ".join(word for word in words if not word.startswith("!"))
    missing = frozenset(word[1:] for word in words if word.startswith("!"))
    return UnitData(name, reading.read(raw(given))[0], missing)


def leaves(value: object, path: str = "") -> Iterator[str]:
    """What a sum writes, by path."""
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from leaves(inner, f"{path}.{name}" if path else name)
    else:
        yield f"{path}={'没有' if value is None else value}"


def told(made: UnitSum, units: list[UnitData]) -> Iterator[str]:
    if made.tables:
        yield from leaves(made.tables)
    yield f"金额{len(made.amounts)}个"
    yield from map(str, made.left)
    yield from (f"没有相加：{one}" for one in find_unadded(units, MODEL))
    transfers = find_transfers(made)
    for one in transfers:
        yield f"往来：{one.income}{one.received} {one.expense}{one.paid} {'相等' if one.is_even else '不等'}"
    less = find_reductions(made, transfers)
    yield from (f"冲掉：{path} {amount}" for path, amount in less.items())
    if less:
        subtract_amount(made, less)
        yield from (f"冲掉以后：{one}" for one in leaves(made.tables))
        assert all(f"{path}={made.amounts[path]}" in leaves(made.tables) for path in less)


def test_everything_is_added_as_it_was_reviewed(accept: bool) -> None:
    found = {}
    for title, texts in UNITS.items():
        units = [unit(name, text) for name, text in zip(NAMES, texts, strict=False)]
        found[title] = "".join(f"{line}\n" for line in told(add_units(units, MODEL), units))
    if accept:
        GOLDEN.write(found)
    assert found == GOLDEN.read()
