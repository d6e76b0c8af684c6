"""Sentences of the report: what the rules ask for, case by case, and the faults that are known.

The cases say in words what the oracle says in code; both must agree with the report.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import oracle
import pytest
from hypothesis import given, settings
from oracle.number import chinese, half_up, money, points
from oracle.report import Grid, Paragraph
from strategies import consistent
from strategies.render import dumps, finished, loads, sample, tree

from narrator.problem import Unusable

LAST = "收入支出总表.收入.总计.上年决算数"
NOW = "收入支出总表.收入.总计.决算数"
ITEM = "一般公共预算支出表.各科目.2060101"
TRIPS = "三公经费表.因公出国（境）费"
REASON = "原因.收入总计与上年相比"
CAR_REASON = "原因.公务用车购置及运行费与上年相比"
PROJECT = "预算绩效.项目.0"
INCOME = "收入支出总表.收入"
GRANTS = "财政拨款收支总表.支出.本年支出合计"
# What the sample spent on 住房保障支出.
UNSPENT = [
    f"一般公共预算支出表.各科目.{code}.{name}"
    for code in ("221", "22102", "2210201")
    for name in ("小计", "基本支出")
]
LAND = {"212": "城乡社区支出", "21208": "国有土地使用权出让收入安排的支出", "2120801": "征地和拆迁补偿支出"}


def changed(values: Mapping[str, object]) -> dict[str, Any]:
    """The sample with VALUES (path → value; numbers as text in ‹› are amounts) in their places."""
    raw = sample()
    for path, value in values.items():
        *above, last = path.split(".")
        holder: Any = raw
        for name in above:
            holder = holder[int(name)] if isinstance(holder, list) else holder[name]
        number = isinstance(value, str) and re.fullmatch(r"‹(.*)›", value)
        holder[int(last) if isinstance(holder, list) else last] = (
            Decimal(number.group(1)) if number else value
        )
    return raw


def prose(values: Mapping[str, object]) -> tuple[str, list[str]]:
    """The prose of the sample with VALUES, and what the oracle finds wrong with the whole report."""
    raw = changed(values)
    report = tree(raw)
    text = "\n".join(block.text for block in report if isinstance(block, Paragraph))
    return text, oracle.judge(loads(dumps(raw)), report).faults


CASES: dict[str, tuple[Mapping[str, object], str]] = {
    # 变动: base and rate from printed figures, half up; no rate where there is none.
    "increase": ({NOW: "‹10.00›", LAST: "‹8.00›"}, "今年收入总计增加2.00万元，增长25.00%，主要原因："),
    "half a cent goes up": ({NOW: "‹10.005›", LAST: "‹10.004›"}, "今年收入总计增加0.01万元，增长0.10%，"),
    "flat": ({NOW: "‹10.004›", LAST: "‹9.995›", REASON: "无"}, "今年收入总计持平。"),
    "flat with a reason": ({NOW: "‹0›", LAST: "‹0›", REASON: "年末无结转"}, "今年收入总计持平，主要原因：年末无结转。"),
    "a rate of 0.00": ({NOW: "‹900000.01›", LAST: "‹900000›"}, "今年收入总计增加0.01万元，增幅不足0.01%，"),
    "a rate above 1000": ({NOW: "‹100›", LAST: "‹0.03›"}, "今年收入总计增加99.97万元，增长333233.33%，"),
    "from zero": ({NOW: "‹5›", LAST: "‹0›"}, "今年收入总计增加5.00万元，上年无收入，"),
    "to zero": ({NOW: "‹0›", LAST: "‹5›"}, "今年收入总计减少5.00万元，降低100.00%，"),
    "a new unit": ({LAST: None}, "与上年相比，今年收入总计无可比数据，主要原因：人员变动"),
    "a negative base": ({NOW: "‹5›", LAST: "‹-2›"}, "今年收入总计增加7.00万元，上年为负数，不计算增减率，"),
    "to a negative figure": ({NOW: "‹-2›", LAST: "‹5›"}, "今年收入总计减少7.00万元，本年为负数，不计算增减率，主要原因："),
    "no reason": ({REASON: "无。"}, "降低3.07%，主要原因：【请填写“收入总计与上年相比”的主要原因：今年收入总计减少26.99万元，降低3.07%】。"),
    # 完成: from the exact budget, which the form does not print.
    "over": ({f"{ITEM}.年初预算数": "‹133.56›"}, "完成年初预算的200.00%，决算数与年初预算数存在差异的主要原因是"),
    "hard": ({f"{ITEM}.小计": "‹1.66›", f"{ITEM}.年初预算数": "‹0.50838›"}, "完成年初预算的326.53%，"),
    "equal": ({f"{ITEM}.年初预算数": "‹267.12›", "原因.2060101行政运行与年初预算相比": "无"}, "完成年初预算的100.00%，决算数与年初预算数持平。"),
    "equal but for rounding": ({f"{ITEM}.小计": "‹1.085›", f"{ITEM}.年初预算数": "‹1.085›"}, "（项）1.09万元，主要是人员工资等支出，完成年初预算的100.00%，决算数与年初预算数持平"),
    "unbudgeted": ({f"{ITEM}.年初预算数": "‹0›"}, "年初未安排预算，决算数与年初预算数存在差异的主要原因是"),
    "nothing spent": ({f"{ITEM}.小计": "‹0›"}, "行政运行（项）0.00万元，完成年初预算的0.00%，"),
    "nearly all spent": ({f"{ITEM}.年初预算数": "‹267.13›"}, "，基本完成年初预算，比年初预算数少0.01万元，决算数与年初预算数存在差异的主要原因是"),
    "hardly more spent": ({f"{ITEM}.年初预算数": "‹267.11›"}, "，略超年初预算，比年初预算数多0.01万元，决算数与年初预算数存在差异的主要原因是"),
    "nothing spent of a few 元": ({"一般公共预算支出表.合计.项目支出": "‹0›", f"{GRANTS}.项目支出年初预算数": "‹0.004›"}, "项目支出年初未安排预算，当年未发生支出。"),
    "no budget known": ({f"{ITEM}.年初预算数": None}, "主要是人员工资等支出，无可比的年初预算数"),
    "neither budget nor spending": ({}, "1.因公出国（境）费0.00万元，占“三公”经费支出的0.00%。年初未安排预算，决算数与预算数持平。"),
    "three: nearly": ({"三公经费表.合计.预算数": "‹300›", "三公经费表.合计.决算数": "‹299.99›"}, "支出299.99万元，基本完成预算，决算数比预算数少0.01万元的主要原因是"),
    "three: more": ({f"{TRIPS}.决算数": "‹2›", f"{TRIPS}.预算数": "‹1›", "原因.因公出国（境）费与预算相比": "出访增加"}, "完成预算的200.00%，决算数大于预算数的主要原因是出访增加。"),
    # 占比 and sums
    "share of nothing": ({"政府采购.货物支出": "‹0›", "政府采购.货物采购授予中小企业合同金额": "‹1›"}, "货物采购授予中小企业合同金额不计算占货物支出金额的比例"),
    "a sum that a table prints is its cell": (
        {f"{INCOME}.一般公共预算财政拨款收入": {"决算数": Decimal("500.005")}, f"{INCOME}.政府性基金预算财政拨款收入": {"决算数": Decimal("300.005")}, "收入决算表.合计.财政拨款收入": "‹800.01›", NOW: "‹800.01›"},
        "1.财政拨款收入800.01万元，占收入总计的100.00%。其中：一般公共预算财政拨款收入500.01万元，政府性基金预算财政拨款收入300.01万元，",
    ),
    "average": ({}, "自评平均分97.87分"),
    # Which things there are
    "budgeted and unspent": (dict.fromkeys(UNSPENT, "‹0›"), "4.住房保障支出0.00万元，具体包括：\n（1）住房保障支出（类）住房改革支出（款）住房公积金（项）0.00万元，完成年初预算的0.00%，决算数与年初预算数存在差异的主要原因是补缴公积金。"),
    "no money and no budget, no class": (dict.fromkeys((*UNSPENT, "一般公共预算支出表.各科目.2210201.年初预算数"), "‹0›"), "存在差异的主要原因是在职人员转退休。\n（三）政府性基金"),
    "only budgeted": (
        {"政府性基金表": {"合计": {"本年支出": Decimal(0)}, "各科目": {code: {"科目名称": name, "本年支出": Decimal(0), "年初预算数": Decimal(5)} for code, name in LAND.items()}}},
        "2023年度政府性基金预算财政拨款支出0.00万元。按支出功能分类科目分，包括：\n1.城乡社区支出0.00万元，具体包括：\n（1）城乡社区支出（类）",
    ),
    "items without money": ({f"基本支出表.各科目.{code}.决算数": "‹0›" for code in ("30302", "30304", "30305")}, "其他工资福利支出等；日常公用经费"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    values, wanted = CASES[name]
    text, faults = prose(values)
    assert wanted in text
    assert not faults


# What fuzzing has found.
FOUND: dict[str, Mapping[str, object]] = {
    "K1 a paragraph that ends in ，": {"部门.主要职责.0": "负责科技，"},
    "K1 a paragraph that ends in a half-width full stop": {"部门.主要职责.0": "负责科技."},
    "K1 a paragraph that begins with ：": {f"{PROJECT}.下一步改进措施": "：加强管理"},
    "K2 原因 at the beginning": {REASON: "原因复杂，人员减少"},
    "K2 主要原因有： at the beginning": {REASON: "主要原因有：人员减少"},
    "K2 a second mark after 主要原因是：": {REASON: "主要原因是：，人员减少"},
    "K3 等等 before 等原因": {CAR_REASON: "调研租车等等"},
    "K3 等原因 before 等原因": {CAR_REASON: "调研租车等原因"},
    "K3 等支出 before 等支出": {f"{ITEM}.主要用途": "人员工资等支出"},
    "K3 等业务支出 before 等业务支出": {"项目支出主要包括": "科技活动周等业务支出"},
    "K3 主要包括 after 主要包括": {"项目支出主要包括": "主要包括科技活动周"},
    "K3 主要用于 after 主要用于": {"三公经费表.公务用车运行维护费.主要用于": "主要用于加油"},
    "K3 主要是 after 主要是": {CAR_REASON: "主要原因：主要是调研租车"},
    "K4 是因为 after 主要原因是": {"原因.2060101行政运行与年初预算相比": "是因为人员减少"},
    "K5 a class whose items all print 0.00": {
        "一般公共预算支出表.各科目.221.小计": "‹0.01›", "一般公共预算支出表.各科目.2210201.小计": "‹0.004›", "一般公共预算支出表.各科目.2210201.年初预算数": "‹0›",
    },
    "K8 等 on a line of its own": {"三公经费表.公务用车运行维护费.主要用于": ["加油；", "洗车", "等"]},
    "K7 nothing before 等原因, where none is asked for": {"原因.因公出国（境）费与上年相比": "—等"},
    "K6 basic spending equal to its budget": {
        "一般公共预算支出表.合计.基本支出": "‹52.345›", "财政拨款收支总表.支出.本年支出合计.基本支出年初预算数": "‹52.345›",
    },
    "K10 a reason where there is no figure of last year": {LAST: None, REASON: "本年新设立"},
    "K10 a reason where there is no budget": {f"{ITEM}.年初预算数": None},
    "K11 none of this, and yet classes of it": {
        "政府性基金表": {
            "合计": {"本年支出": Decimal(0)},
            "各科目": {
                code: {"科目名称": name, "本年支出": Decimal(5), "年初预算数": Decimal(5)}
                for code, name in (("212", "城乡社区支出"), ("21208", "土地出让支出"), ("2120801", "征地补偿支出"))
            },
        }
    },
    "K13 a paragraph that ends in a half-width full stop after a Latin letter": {"部门.主要职责.0": "推行ISO9001."},
    "K13 a paragraph that begins with a half-width full stop": {f"{PROJECT}.下一步改进措施": ".加强管理"},
    "K14 a paragraph that begins with a half-width mark": {f"{PROJECT}.下一步改进措施": "!加强管理"},
    "K12 a total whose classes all print 0.00": {"政府性基金表.合计.本年支出": "‹0.01›"},
    "K15 等等 and nothing else": {CAR_REASON: "等等"},
    "K16 a rare character that only some fonts have": {REASON: ["等", ":\ue123\U000f0123"]},
    "K17 a space that does not break, behind a mark": {CAR_REASON: ":\xa0油价上涨", "部门.主要职责": [":\xa0组织。", "二"]},
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found(name: str) -> None:
    _, faults = prose(FOUND[name])
    assert not faults, "\n".join(faults)


# What no report can be made of, because it would not say what the data says.
REFUSED: dict[str, Mapping[str, object]] = {
    "K7 a code of 06 that the form does not list": {
        "基本支出表.各科目.30117": {"科目名称": "新科目", "决算数": Decimal(5)}
    },
    "K9 a score above 100": {
        "预算绩效.重点评价项目": [{"名称": "甲", "资金": Decimal(1), "得分": Decimal(120)}]
    },
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    with pytest.raises(Unusable, match="请"):
        finished(dumps(changed(REFUSED[name])))


def test_the_oracle_rounds_half_up_and_never_prints_minus_zero() -> None:
    values = [Fraction(one) for one in ("0.125", "-0.125", "0.005", "-0.004", "1234567.895")]
    assert [money(value) for value in values] == ["0.13", "-0.13", "0.01", "0.00", "1234567.90"]
    assert half_up(Fraction(2, 3), 4) == Fraction("0.6667")
    assert [points(Fraction(one)) for one in ("96", "97.87", "95.5", "0")] == ["96", "97.87", "95.5", "0"]
    assert [chinese(number) for number in (1, 10, 11, 20, 26)] == ["一", "十", "十一", "二十", "二十六"]


ALLOWED = {
    "__future__",
    "collections",
    "dataclasses",
    "fractions",
    "io",
    "itertools",
    "re",
    "typing",
    "unicodedata",
    "xml",
    "zipfile",
}


def test_the_oracle_knows_nothing_of_narrator() -> None:
    for file in Path(oracle.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            assert not [name for name in names if name.split(".")[0] not in ALLOWED], file.name


@settings(max_examples=60)
@given(consistent())
def test_consistent_disclosures_add_up(raw: dict[str, Any]) -> None:
    """RULES T1 to T9 and X-1 to X-7, each within its tolerance."""
    scale = 10_000 if raw["金额单位"] == "元" else 1

    def at(path: str) -> Fraction:
        found: Any = raw
        for name in path.split("."):
            found = found.get(name, {})
        return Fraction(found or 0) / scale

    def adds(total: str, *parts: str) -> None:
        whole, addends = at(total), [at(part) for part in parts]
        assert abs(whole - sum(addends)) <= Fraction("0.005") * (len(addends) + 1), (
            f"{total} = {' + '.join(parts)}"
        )

    one, four = "收入支出总表", "财政拨款收支总表"
    incomes = [name for name in raw[one]["收入"] if name.endswith("收入")]
    classes = [name for name in raw[one]["支出"] if name in oracle.data.CLASSES]
    adds(f"{one}.收入.本年收入合计.决算数", *(f"{one}.收入.{name}.决算数" for name in incomes))
    adds(f"{one}.支出.本年支出合计.决算数", *(f"{one}.支出.{name}.决算数" for name in classes))
    adds(
        f"{one}.收入.总计.决算数",
        *(f"{one}.收入.{name}.决算数" for name in ("本年收入合计", "使用非财政拨款结余", "年初结转和结余")),
    )
    adds(
        f"{one}.支出.总计.决算数",
        *(f"{one}.支出.{name}.决算数" for name in ("本年支出合计", "年末结转和结余")),
    )
    adds(f"{one}.收入.总计.决算数", f"{one}.支出.总计.决算数")
    adds("收入决算表.合计.本年收入合计", f"{one}.收入.本年收入合计.决算数")
    adds("支出决算表.合计.本年支出合计", f"{one}.支出.本年支出合计.决算数")
    adds(f"{four}.收入.本年收入合计.决算数", "收入决算表.合计.财政拨款收入")
    adds(f"{four}.支出.本年支出合计.合计", *(f"{four}.支出.{name}.合计" for name in classes))
    adds(f"{four}.支出.总计.合计", f"{four}.收入.总计.决算数")
    adds("基本支出表.人员经费合计", "基本支出表.各科目.301.决算数", "基本支出表.各科目.303.决算数")
    adds("一般公共预算支出表.合计.基本支出", "基本支出表.人员经费合计", "基本支出表.公用经费合计")
    for table, total, column in (
        ("一般公共预算支出表", "小计", "一般公共预算财政拨款"),
        ("政府性基金表", "本年支出", "政府性基金预算财政拨款"),
        ("国有资本经营表", "本年支出", "国有资本经营预算财政拨款"),
    ):
        adds(f"{table}.合计.{total}", f"{four}.支出.本年支出合计.{column}")
        for path in ("合计", *(f"各科目.{code}" for code in raw[table]["各科目"])):
            adds(f"{table}.{path}.{total}", f"{table}.{path}.基本支出", f"{table}.{path}.项目支出")
    for table, total in (
        ("收入决算表", "本年收入合计"),
        ("支出决算表", "本年支出合计"),
        ("一般公共预算支出表", "小计"),
        ("政府性基金表", "本年支出"),
    ):
        codes = list(raw[table]["各科目"])
        for code in ["", *codes]:
            below = [
                other for other in codes if other.startswith(code) and len(other) == max(len(code) + 2, 3)
            ]
            path = f"各科目.{code}" if code else "合计"
            if len(code) < 7:
                adds(f"{table}.{path}.{total}", *(f"{table}.各科目.{other}.{total}" for other in below))
    report = tree(raw)
    assert sum(isinstance(block, Grid) for block in report) >= 9
