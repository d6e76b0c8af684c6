"""A report of a few codes, consistent throughout: its public tables with what stands around them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from forms.complete import write_texts
from forms.documents import LIAONING, raw

from narrator.document import Block, Document, Heading, Paragraph, Spread, Table

from ..reports import made

NAMES = {
    "206": "科学技术支出", "20601": "科学技术管理事务", "2060101": "行政运行", "2060199": "其他科学技术管理事务支出",
    "20604": "技术研究与开发", "2060404": "科技成果转化与扩散",
    "208": "社会保障和就业支出", "20805": "行政事业单位养老支出", "2080501": "行政单位离退休", "2080505": "机关事业单位基本养老保险缴费支出",
    "212": "城乡社区支出", "21208": "国有土地使用权出让收入安排的支出", "2120801": "征地和拆迁补偿支出",
}  # fmt: skip
# Of each item: basic and project expenditure out of the general budget, and what was paid out of 事业收入 besides.
GENERAL = {
    "2060101": ("200.10", "0", "0"),
    "2060199": ("5.05", "3.00", "0"),
    "2060404": ("0", "17.90", "2.40"),
    "2080501": ("10.20", "0", "0"),
    "2080505": ("20.30", "0", "0"),
}
FUNDS = {"2120801": "30.00"}
ECONOMIC = {
    "30101": ("基本工资", "120.45"), "30102": ("津贴补贴", "50.00"), "30108": ("机关事业单位基本养老保险缴费", "20.30"),
    "30201": ("办公费", "15.10"), "30211": ("差旅费", "12.20"), "30231": ("公务用车运行维护费", "7.40"), "30302": ("退休费", "10.20"),
}  # fmt: skip
LONGEST = 7  # digits of the code of an item
UNKNOWN = [
    "收入支出总表.收入.总计.上年决算数", "收入支出总表.支出.总计.上年决算数", "收入支出总表.支出.年末结转和结余.上年决算数",
    *(f"财政拨款收支总表.支出.本年支出合计.{name}" for name in ("上年决算数", "年初预算数", "基本支出年初预算数", "项目支出年初预算数")),
]  # fmt: skip
CLASSES = {"301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助"}


def levels(items: Mapping[str, Mapping[str, Decimal]]) -> dict[str, Any]:
    """Rows by code, with the sums of those above."""
    rows: dict[str, dict[str, Any]] = {}
    for code, row in items.items():
        for above in (code[:3], code[:5], code):
            into = rows.setdefault(above, {"科目名称": NAMES[above]})
            for column, number in row.items():
                if number:
                    into[column] = into.get(column, Decimal(0)) + number
    return dict(sorted(rows.items()))


def total(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The sums of all classes."""
    columns = {column for row in rows.values() for column in row} - {"科目名称"}
    classes = [row for code, row in rows.items() if len(code) == 3]
    return {column: sum(row.get(column, Decimal(0)) for row in classes) for column in sorted(columns)}


def coded(items: Mapping[str, Mapping[str, Decimal]]) -> dict[str, Any]:
    rows = levels(items)
    return {"合计": total(rows), "各科目": rows}


def data() -> dict[str, Any]:
    """What the report says."""
    amounts = {code: tuple(map(Decimal, row)) for code, row in GENERAL.items()}
    funds = {code: Decimal(number) for code, number in FUNDS.items()}
    general = coded(
        {
            code: {"小计": basic + project, "基本支出": basic, "项目支出": project}
            for code, (basic, project, _) in amounts.items()
        }
    )
    spent = {
        code: {"本年支出合计": sum(row, Decimal(0)), "基本支出": row[0], "项目支出": row[1] + row[2]}
        for code, row in amounts.items()
    }
    spent |= {code: {"本年支出合计": number, "项目支出": number} for code, number in funds.items()}
    earned = {
        code: {"本年收入合计": sum(row, Decimal(0)), "财政拨款收入": row[0] + row[1], "事业收入": row[2]}
        for code, row in amounts.items()
    }
    earned |= {code: {"本年收入合计": number, "财政拨款收入": number} for code, number in funds.items()}
    expense, income = coded(spent), coded(earned)
    fund = coded(
        {code: {"本年收入": number, "本年支出": number, "项目支出": number} for code, number in funds.items()}
    )
    granted, paid = general["合计"]["小计"], fund["合计"]["本年支出"]
    own, all_in = income["合计"]["事业收入"], income["合计"]["本年收入合计"]
    classes = {NAMES[code]: row["本年支出合计"] for code, row in expense["各科目"].items() if len(code) == 3}
    of_general = {NAMES[code]: row["小计"] for code, row in general["各科目"].items() if len(code) == 3}

    def one(number: Decimal) -> dict[str, Decimal]:
        return {"决算数": number}

    def both(budget: Decimal, fund: Decimal) -> dict[str, Decimal]:
        shown = {"合计": budget + fund, "一般公共预算财政拨款": budget, "政府性基金预算财政拨款": fund}
        return {name: number for name, number in shown.items() if number}

    economic = {
        code: {"科目名称": name, "决算数": Decimal(number)} for code, (name, number) in ECONOMIC.items()
    }
    for code, name in CLASSES.items():
        below = (row["决算数"] for item, row in economic.items() if item.startswith(code))
        economic[code] = {"科目名称": name, "决算数": sum(below, Decimal(0))}
    cars = {"预算数": Decimal("8.00"), "决算数": Decimal("7.40")}
    nothing = {"预算数": Decimal(0), "决算数": Decimal(0)}
    return {
        "收入支出总表": {
            "收入": {"一般公共预算财政拨款收入": one(granted), "政府性基金预算财政拨款收入": one(paid), "事业收入": one(own), "本年收入合计": one(all_in), "总计": one(all_in)},
            "支出": {**{name: one(number) for name, number in classes.items()}, "本年支出合计": one(all_in), "年末结转和结余": one(Decimal(0)), "总计": one(all_in)},
        },
        "收入决算表": income, "支出决算表": expense,
        "财政拨款收支总表": {
            "收入": {"一般公共预算财政拨款": one(granted), "政府性基金预算财政拨款": one(paid), "本年收入合计": one(granted + paid), "总计": one(granted + paid)},
            "支出": {
                **{name: both(of_general.get(name, Decimal(0)), paid if name == NAMES["212"] else Decimal(0)) for name in classes},
                "本年支出合计": both(granted, paid), "总计": both(granted, paid),
            },
        },
        "一般公共预算支出表": general, "基本支出表": {"人员经费合计": Decimal("200.95"), "公用经费合计": Decimal("34.70"), "各科目": dict(sorted(economic.items()))},
        "三公经费表": {"合计": cars, "因公出国（境）费": nothing, "公务接待费": nothing, "公务用车购置及运行费": cars, "公务用车运行维护费": cars, "公务用车购置费": nothing},
        "政府性基金表": fund, "国有资本经营表": {"合计": {"本年支出": Decimal(0)}, "各科目": {}},
    }  # fmt: skip


def whole_data() -> dict[str, Any]:
    """The sample's data with those of the report in their places."""
    whole = raw(LIAONING)
    for name, table in data().items():
        if name == "三公经费表":  # which has numbers of things besides
            for expense, row in table.items():
                whole[name][expense] |= row
        else:
            whole[name] = table
    for table in ("一般公共预算支出表", "政府性基金表"):
        for code, row in whole[table]["各科目"].items():
            row |= {"年初预算数": None} if len(code) == LONGEST else {}
    for place in UNKNOWN:
        *above, last = place.split(".")
        row = whole
        for step in above:
            row = row.setdefault(step, {})
        row[last] = None
    return whole


LAST = {
    "收入支出总表.收入.总计.上年决算数": "301.00", "收入支出总表.支出.总计.上年决算数": "301.00", "收入支出总表.支出.年末结转和结余.上年决算数": "0",
    "财政拨款收支总表.支出.本年支出合计.上年决算数": "286.55", "财政拨款收支总表.支出.本年支出合计.年初预算数": "280.00",
    "财政拨款收支总表.支出.本年支出合计.基本支出年初预算数": "240.00", "财政拨款收支总表.支出.本年支出合计.项目支出年初预算数": "40.00",
    "一般公共预算支出表.各科目.2060101.年初预算数": "190.00", "一般公共预算支出表.各科目.2060199.年初预算数": "8.05", "一般公共预算支出表.各科目.2060404.年初预算数": "0",
    "一般公共预算支出表.各科目.2080501.年初预算数": "11.00", "政府性基金表.各科目.2120801.年初预算数": "40.00",
}  # fmt: skip
DUTIES = ["组织拟订科技发展规划并组织实施。", "完成市委、市政府交办的其他任务。"]


@cache
def told() -> Document:
    """The whole report, in which last year's figures and budgets are told too, and all that is asked for is written."""
    whole = whole_data()
    for place, number in LAST.items():
        *above, last = place.split(".")
        row = whole
        for step in above:
            row = row[step]
        row[last] = Decimal(number)
    whole["部门"]["主要职责"] = DUTIES
    whole["预算绩效"] |= {"项目": [], "整体自评": []}
    whole["机关运行经费"] = {"决算数": Decimal("34.70"), "上年决算数": Decimal("30.00")}
    for name in ("原因", "原因记录"):
        whole[name] = {}
    whole["名词解释"]["科目"] = {}
    write_texts(whole, "辽宁2023", lambda: "工作安排有变化")
    document = made(whole)
    blocks = (block for block in document.blocks if not is_entry(block))
    return document._replace(blocks=tuple(map(with_unit_alone, blocks)))


def is_entry(block: Block) -> bool:
    """Whether it tells what an item is."""
    return isinstance(block, Paragraph) and block.text.string[:LONGEST].isdigit()


def with_unit_alone(block: Block) -> Block:
    """What stands over a table without the name of the unit and the year."""
    return block._replace(texts=block.texts[-1:]) if isinstance(block, Spread) else block


@cache
def report() -> Document:
    """The public tables of the report, with their titles and what else stands around them."""
    whole = made(whole_data())
    tables = [
        at for at, block in enumerate(whole.blocks) if isinstance(block, Table) and block.name in data()
    ]
    near = {at - step for at in tables for step in (0, 1, 2)}
    kept = tuple(
        block
        for at, block in enumerate(whole.blocks)
        if at in near and isinstance(block, (Heading, Paragraph, Spread, Table))
    )
    return whole._replace(blocks=kept)
