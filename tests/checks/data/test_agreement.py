"""The relations that a form declares are checked, with the catalogue's tolerance, and carried to the next year.

The oracle counts in 0.01 万元, as whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrator.checks.data.accounts import Accounts
from narrator.checks.data.rules import check_accounts
from narrator.checks.finding import Finding, Level
from narrator.commands.next import next_year_text
from narrator.disclosure import reading
from narrator.disclosure.fields import extended, read_fields
from narrator.disclosure.model import MODEL
from narrator.disclosure.own_relations import own_relations
from narrator.disclosure.relation import NOT_GREATER, SUMMED, LastYear
from narrator.readers.json import parse

from ..telling import Golden

GOLDEN = Golden(Path(__file__).with_name("declarations.txt"))
FILE = Path("data.toml")
AMOUNT = {"类型": "金额", "说明": "数"}
UNITS = {"单位.[].金额": AMOUNT, "单位.[].名称": {"类型": "名称", "说明": "名称"}}


def found(fields: Mapping[str, Any], data: Mapping[str, Any]) -> list[Finding]:
    """What the form's own relations find in DATA; FIELDS is the form's data.toml."""
    known, slips = read_fields(fields, FILE)
    model, misfits = extended(MODEL, known, FILE)
    own, wrong = own_relations(fields, model, FILE)
    assert not [*slips, *misfits, *wrong]
    disclosure, _ = reading.read({"金额单位": "万元", **data}, model)
    findings = check_accounts(Accounts(disclosure, model=model, own=own))
    return [one for one in findings if one.rule in (SUMMED, NOT_GREATER)]


def levels(fields: Mapping[str, Any], data: Mapping[str, Any]) -> list[Level]:
    return [one.level for one in found(fields, data)]


def cents(number: int) -> Decimal:
    return Decimal(number).scaleb(-2)


def expected(gap: int, rounded: int) -> list[Level]:
    """What a GAP in 0.01 is, where so many figures are ROUNDED: half of 0.01 for each is a tail. A
    part that stands alone is the amount itself: of two it is a hint."""
    if not gap:
        return []
    return [Level.ERROR if 2 * abs(gap) > rounded else Level.TAIL if rounded > 2 else Level.HINT]


MONEY = st.integers(-(10**6), 10**6)


@given(st.lists(st.tuples(MONEY, st.booleans()), min_size=1, max_size=6), st.integers(-9, 9))
def test_a_figure_is_the_sum_of_those_that_the_form_names(parts: list[tuple[int, bool]], gap: int) -> None:
    names = [f"数{number}" for number in range(len(parts))]
    signs = [f"-{name}" if taken else name for name, (_, taken) in zip(names, parts, strict=True)]
    fields = {f"比较.{name}": AMOUNT for name in names}
    total = sum(-number if taken else number for number, taken in parts) + gap
    stated = {name: cents(number) for name, (number, _) in zip(names, parts, strict=True)}
    data = {"比较": {**stated, "和": cents(total)}}
    whole = {"比较.和": {**AMOUNT, "相加": signs}}
    assert levels({**fields, **whole}, data) == expected(gap, len(parts) + 1)


@given(st.lists(MONEY, min_size=1, max_size=8), st.integers(-9, 9))
def test_a_figure_is_the_sum_over_a_list(parts: list[int], gap: int) -> None:
    fields = {**UNITS, "收入决算表.合计.各单位": {**AMOUNT, "相加": ["单位.[].金额"]}}
    units = [{"名称": f"单位{number}", "金额": cents(part)} for number, part in enumerate(parts)]
    data = {"单位": units, "收入决算表": {"合计": {"各单位": cents(sum(parts) + gap)}}}
    assert levels(fields, data) == expected(gap, len(parts) + 1)


@given(
    st.dictionaries(
        st.sampled_from(["201", "202", "203"]), st.tuples(MONEY, MONEY, st.integers(-4, 4)), min_size=1
    )
)
def test_in_every_row_a_column_is_the_sum_of_others(rows: dict[str, tuple[int, int, int]]) -> None:
    place = "支出决算表.各科目.*"
    fields = {
        f"{place}.甲": AMOUNT,
        f"{place}.乙": AMOUNT,
        f"{place}.丙": {**AMOUNT, "相加": [f"{place}.甲", "乙"]},
    }
    table = {
        code: {"甲": cents(one), "乙": cents(two), "丙": cents(one + two + gap)}
        for code, (one, two, gap) in rows.items()
    }
    wanted = [level for _, (_, _, gap) in sorted(rows.items()) for level in expected(gap, 3)]
    assert levels(fields, {"支出决算表": {"各科目": table}}) == wanted


def test_a_column_adds_up_level_by_level() -> None:
    fields = {
        "支出决算表.各科目.*.预算": {**AMOUNT, "相加": "逐级"},
        "支出决算表.合计.预算": AMOUNT,
    }

    def rows(total: int, *numbers: int) -> dict[str, Any]:
        codes = ["201", "20101", "2010101", "2010102"]
        table = {code: {"预算": Decimal(number)} for code, number in zip(codes, numbers, strict=True)}
        return {"支出决算表": {"合计": {"预算": Decimal(total)}, "各科目": table}}

    assert found(fields, rows(5, 5, 5, 2, 3)) == []
    assert [one.subject for one in found(fields, rows(6, 5, 5, 2, 3))] == ["支出决算表 合计 预算"]
    assert [one.subject for one in found(fields, rows(5, 5, 5, 2, 4))] == ["支出决算表 20101 预算"]


@given(MONEY, MONEY, MONEY, st.booleans())
def test_a_figure_is_not_greater_than_its_bound(small: int, large: int, off: int, usual: bool) -> None:
    why = {"可以大于": "口径不同的可以不同"} if usual else {}
    fields = {
        "比较.大": AMOUNT,
        "比较.减": AMOUNT,
        "比较.小": {**AMOUNT, "不大于": ["大", ["大", "-减"]], **why},
    }
    data = {"比较": {"小": cents(small), "大": cents(large), "减": cents(off)}}
    worst = Level.HINT if usual else Level.ERROR
    wanted = [Level.ERROR] if small < 0 else []  # the part itself, whatever its bounds are
    wanted += [worst] if small > large else []
    over = small - (large - off)  # three rounded figures: up to 0.015 is a tail
    wanted += [] if over <= 0 or not small else [Level.TAIL if 2 * over <= 3 else worst]
    assert levels(fields, data) == wanted


@given(MONEY, st.lists(MONEY, min_size=1, max_size=3))
def test_a_total_by_units_is_the_total_by_items_too(total: int, units: list[int]) -> None:
    """Beside what the common relations say of it; half of 0.01 for every rounded figure is a tail, where there are several."""
    fields = {**UNITS, "收入决算表.合计.本年收入合计": {"等于": ["单位.[].金额"]}}
    row = {"本年收入合计": cents(total), "财政拨款收入": cents(total + 10**6)}
    data = {"收入决算表": {"合计": row, "各科目": {}}, "单位": [{"金额": cents(one)} for one in units]}
    gap = abs(total - sum(units))
    assert levels(fields, data) == expected(gap, len(units) + 1)


@given(MONEY.map(abs), st.lists(st.integers(0, 10**5), min_size=1, max_size=4))
def test_parts_that_need_not_be_all_may_be_less_and_not_more(total: int, parts: list[int]) -> None:
    names = [f"数{number}" for number in range(len(parts))]
    fields = {f"个数.{name}": {"类型": "个数", "说明": "数（个）"} for name in names}
    whole = {"类型": "个数", "说明": "和（个）", "相加": names, "可以不全": "有没有列出的可以不同"}
    data = {"个数": {**dict(zip(names, parts, strict=True)), "和": total}}
    as_read = parse(str(data).replace("'", '"'))
    gap = total - sum(parts)
    wanted = [] if not gap else [Level.HINT if gap > 0 else Level.ERROR]
    assert levels({**fields, "个数.和": whole}, as_read) == wanted  # type: ignore[arg-type]


WRONG = [
    ({"相加": []}, "“相加”要是一列路径"),
    ({"相加": ["没有的"]}, "数据里没有“比较.没有的”"),
    ({"相加": [3]}, "“相加”里有一项不是路径"),
    ({"相加": ["和"]}, "这里写的是本项自己"),
    ({"相加": ["部门.名称"]}, "“部门.名称”不是数"),
    ({"相加": ["支出决算表.各科目.*.基本支出"]}, "“支出决算表.各科目.*.基本支出”里的*是哪些行"),
    ({"相加": ["国有资产占用.车辆"]}, "“国有资产占用.车辆”是个数，本项不是"),
    ({"相加": "逐级"}, "“逐级”只能写在按编码的表的一列"),
    ({"不大于": []}, "“不大于”是空的"),
    ({"等于": []}, "“等于”要是一列路径"),
    ({"等于": ["没有的"]}, "数据里没有“比较.没有的”"),
    ({"上年": "-数"}, "这里不能写减号"),
    ({"上年": "单位.[].金额"}, "“单位.[].金额”不是一个数"),
    ({"可以不全": "有没有列出的"}, "写了“可以不全”，没有写“相加”"),
    ({"相加": ["数"], "可以不全": ""}, "“可以不全”要是文字"),
    ({"相加": ["数"], "规则": "甲"}, "“甲”不是规则的编号"),
]


@pytest.mark.parametrize(("keys", "what"), WRONG, ids=[what for _, what in WRONG])
def test_a_declaration_that_can_not_be_is_told_with_its_place(keys: dict[str, Any], what: str) -> None:
    fields = {**UNITS, "比较.数": AMOUNT, "比较.和": {**AMOUNT, **keys}}
    model, _ = extended(MODEL, read_fields(fields, FILE)[0], FILE)
    _, wrong = own_relations(fields, model, FILE)
    assert [one.what.startswith(what) for one in wrong] == [True], wrong
    assert wrong[0].where.startswith("比较.和.")
    assert wrong[0].hint


PER = {"类型": "百分数", "说明": "比例（%）"}
COLUMN = "支出决算表.各科目.*.甲"
RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("比较.和", {**AMOUNT, "相加": ["数", "-减"]}),
    ("比较.和", {**AMOUNT, "相加": ["－减", "− 数"], "可以不全": "有没有列出的", "规则": "PR-10"}),
    ("比较.和", {**AMOUNT, "相加": ["数", "减", "甲", "乙"]}),
    ("比较.和", {**AMOUNT, "相加": ["数", "减", "甲", "乙", "丙"]}),
    ("比较.和", {**AMOUNT, "相加": ["单位.[].金额"]}),
    ("比较.和", {**AMOUNT, "相加": ["数", "单位.[].金额"]}),
    ("比较.和", {**AMOUNT, "相加": ["支出决算表.各科目.类.项目支出"], "等于": ["支出决算表.各科目.项.项目支出"]}),
    ("比较.和", {**AMOUNT, "类型": "可比金额", "相加": ["去年甲", "去年乙"]}),
    ("比较.和", {**AMOUNT, "不大于": "数"}),
    ("比较.和", {**AMOUNT, "不大于": ["数", ["甲", "-乙"]], "可以大于": " 口径不同的 ", "规则": "GS-7"}),
    ("比较.和", {**AMOUNT, "上年": "数"}),
    ("比较.和", {**PER, "上年": "比例"}),
    (COLUMN, {**AMOUNT, "相加": "逐级"}),
    ("基本支出表.各科目.*.甲", {**AMOUNT, "相加": "逐级"}),
    (COLUMN, {**AMOUNT, "相加": ["基本支出", "-项目支出"], "不大于": ["收入决算表.各科目.*.事业收入"], "规则": "T3-1"}),
    ("单位.[].和", {**AMOUNT, "相加": ["金额"]}),
]  # fmt: skip
OTHERS = [
    ("比较.和", {**AMOUNT, "类型": "名称", "相加": ["数"]}), ("比较.和", {**PER, "相加": ["比例"]}), ("比较.和", {**PER, "上年": "数"}),
    ("比较.和", {**AMOUNT, "不大于": ["没有的", ["数", "没有的"]]}), ("比较.和", {**AMOUNT, "相加": ["", "  ", "数"]}),
    ("比较.和", {**AMOUNT, "可以大于": "甲", "规则": 3}), ("没有.的", {"相加": ["比较.数"]}), (COLUMN, {**AMOUNT, "上年": "合计.项目支出"}),
    ("支出决算表.合计.甲", {**AMOUNT, "相加": "逐级"}), ("比较.和", {**AMOUNT, "上年": "支出决算表.各科目.类.项目支出"}),
]  # fmt: skip


def test_declarations_are_read_as_they_were_reviewed(accept: bool) -> None:
    """In full: what a form declares, and what can not be, with what to do."""
    known = {
        **UNITS,
        "比较.比例": PER,
        "比较.去年甲": AMOUNT | {"类型": "可比金额"},
        "比较.去年乙": AMOUNT | {"类型": "可比金额"},
    }
    known |= {f"比较.{name}": AMOUNT for name in ("数", "减", "甲", "乙", "丙")}
    told = {}
    for path, entry in [*RIGHT, *OTHERS, *(("比较.和", {**AMOUNT, **keys}) for keys, _ in WRONG)]:
        fields = {**known, path: entry}
        model, _ = extended(MODEL, read_fields(fields, FILE)[0], FILE)
        rules, wrong = own_relations(fields, model, FILE)
        lines = [
            f"{rule.id} {rule.title}：{rule.formula} {' '.join(map(repr, rule.relations))}" for rule in rules
        ]
        lines += [f"{one.where}：{one.what}。{one.hint}。" for one in wrong]
        told[f"{path} {entry}"] = "".join(f"{line}\n" for line in lines)
    if accept:
        GOLDEN.write(told)
    assert told == GOLDEN.read()


@given(st.lists(MONEY, min_size=1, max_size=3), st.booleans())
def test_last_years_figures_are_carried(numbers: list[int], stated: bool) -> None:
    names = [f"数{number}" for number in range(len(numbers))]
    fields = {f"比较.{name}": AMOUNT for name in names}
    for name in names:
        fields[f"支出决算表.合计.上年{name}"] = {"类型": "可比金额", "说明": "上年", "上年": f"比较.{name}"}
    model, _ = extended(MODEL, read_fields(fields, FILE)[0], FILE)
    own, wrong = own_relations(fields, model, FILE)
    assert not wrong
    before = ", ".join(f'"上年{name}": null' for name in names) if stated else ""
    money = ", ".join(f'"{name}": {cents(number):f}' for name, number in zip(names, numbers, strict=True))
    text = f'{{"格式": "某", "年度": 2023, "支出决算表": {{"合计": {{{before}}}}}, "比较": {{{money}}}}}'
    last = [one for rule in own for one in rule.relations if isinstance(one, LastYear)]
    made: Any = parse(next_year_text(text, model, (), last)[0])
    assert made["支出决算表"]["合计"] == {f"上年{n}": cents(v) for n, v in zip(names, numbers, strict=True)}
    assert made["比较"] == dict.fromkeys(names)


def test_what_a_row_of_one_table_is_the_sum_of_stands_in_the_rows_of_its_code_in_others() -> None:
    summed = AMOUNT | {"相加": ["支出决算表.各科目.*.项目支出", "-政府性基金表.各科目.*.项目支出"]}
    rows = {"206": (9, 10, 1), "208": (8, 9, 2), "212": (0, 3, 3)}
    data = {
        "收入决算表": {"各科目": {code: {"事业收入": Decimal(5), "甲": Decimal(one)} for code, (one, _, _) in rows.items()}},
        "支出决算表": {"各科目": {code: {"项目支出": Decimal(one)} for code, (_, one, _) in rows.items()}},
        "政府性基金表": {"各科目": {code: {"项目支出": Decimal(one)} for code, (_, _, one) in rows.items()}},
    }  # fmt: skip
    [wrong] = found({"收入决算表.各科目.*.甲": summed}, data)
    assert (wrong.level, wrong.difference) == (Level.ERROR, "1.00万元")
    assert [part.path for side in wrong.sides for part in (side, *side.parts) if part.path] == [
        f"{table}.各科目.208.{column}"
        for table, column in (("收入决算表", "甲"), ("支出决算表", "项目支出"), ("政府性基金表", "项目支出"))
    ]
