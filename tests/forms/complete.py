"""The samples as a form wants them: with all that it asks for beside the public tables, and every text that it misses."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import cycle
from typing import Any

from strategies.asked import Hand, ask

from narrator import form as forms
from narrator.compose.composition import Composition
from narrator.disclosure.value import split_path

from .documents import CENTRAL, SAMPLES, composed, put, raw

# What an overlay asks for, as a writer would give it.
MORE: dict[str, dict[str, object]] = {
    "湖北2023": {"专项和转移支付支出": "本部门2023年度没有专项支出、转移支付支出。"},
    "湖南2023": {
        "会议费": {"决算数": Decimal(28640), "人次": Decimal(64), "召开": "年度工作会议，内容为部署全年工作"},
        "培训费": {"决算数": Decimal(74350), "人次": Decimal(120), "开展": "馆员培训，内容为古籍修复"},
        "节庆活动": {"金额": Decimal(0)},
        "预算绩效.整体自评报告": [{"标题": "部门基本情况", "段落": ["本部门共有4个决算单位。"]}],
        "预算绩效.项目自评报告": [{"标题": "项目实施情况", "段落": ["各项目按计划完成。"]}],
    },
}
NIL = Decimal(0)
STOCK = "按实际工作需要安排"
NAMES = ("文化惠民演出", "古籍修复保护")


def complete(form: str, sample: str = "", base: dict[str, Any] | None = None) -> dict[str, Any]:
    """The data of SAMPLE, or BASE, complete for FORM; "" for the sample of the form that it goes on from."""
    one = forms.load(form)
    data = put(base or raw(sample or SAMPLES[one.chain[-1].name]), {"年度": Decimal(one.year), "格式": form})
    put(data, {} if base else MORE.get(form, {}))
    if one.chain[-1].name == "中央2023":
        names = cycle(NAMES)
        ask(data, Hand(lambda: STOCK, lambda: next(names), lambda: NIL, lambda: 2, lambda now: now))
    write_texts(data, form, lambda: STOCK)
    return data


def write_texts(data: dict[str, Any], form: str, text: Callable[[], str]) -> Composition:
    """Write a TEXT in each place of DATA for which FORM asks for one; return the report, which misses nothing then unless
    it asks for another one."""
    composition = composed(data, form)
    for problem in composition.missing:
        *above, last = split_path(problem.where)
        holder: Any = data
        for step in above:
            holder = holder[step - 1] if isinstance(step, int) else holder.setdefault(step, {})
        holder[last] = text()
    return composed(data, form) if composition.missing else composition


def bare(form: str) -> dict[str, Any]:
    """A single unit that is no administrative one, without money for anything but its own running: no funds, no “三公”, no
    cars, no projects to tell of, no total of last year."""
    data = raw(CENTRAL)
    move(
        data,
        "政府性基金",
        "项目支出",
        {"2070904": ""},
        *map(Decimal, (-300_000, -380_000, -120_000, -40_000)),
    )
    plan(data, "项目支出", Decimal(-400_000))
    add(data["收入支出总表"]["支出"]["年末结转和结余"], "上年决算数", Decimal(-120_000))
    items = data["基本支出表"]["各科目"]
    for code in ("30217", "30231"):
        add(items["30201"], "决算数", items.pop(code)["决算数"])
    return complete(
        form,
        base=put(
            data,
            {
                "部门.称谓": "单位",
                "部门.单位性质": "事业单位",
                "部门.公布日期": ...,
                "部门.决算单位": ["国家某某局图书馆"],
                "部门.决算单位性质": ...,
                "部门.机构设置": "本单位内设3个科室，分别为：办公室、采编部、借阅部。",
                "三公经费表": {name: emptied(row) for name, row in data["三公经费表"].items()},
                "国有资产占用": emptied(data["国有资产占用"]),
                "机关运行经费": emptied(data["机关运行经费"]),
                "收入支出总表.收入.总计.上年决算数": None,
                "收入支出总表.支出.总计.上年决算数": None,
                "预算绩效.项目": [],
                "预算绩效.重点评价项目": [],
                "预算绩效.部门评价报告": [],
                "预算绩效.项目自评报告": [],
                "预算绩效.各项目自评报告": [],
                "原因": {},
                "原因记录": ...,
            },
        ),
    )


def everything(form: str) -> dict[str, Any]:
    """The sample with money of every kind, in every table that it belongs in."""
    data = raw(CENTRAL)
    names = {
        "223": "国有资本经营预算支出",
        "22399": "其他国有资本经营预算支出",
        "2239999": "其他国有资本经营预算支出",
    }
    move(data, "国有资本经营", "基本支出", names, Decimal(50_000), Decimal(50_000))
    plan(data, "基本支出", Decimal(40_000))
    data["国有资本经营表"]["各科目"]["2239999"] |= {"主要用途": "补助改制企业", "年初预算数": Decimal(40_000)}
    for income, expense, amount in (
        ("上级补助收入", "上缴上级支出", Decimal(1_000)),
        ("附属单位上缴收入", "对附属单位补助支出", Decimal(2_000)),
    ):
        for name, column, whole in (
            ("收入决算表", income, "本年收入合计"),
            ("支出决算表", expense, "本年支出合计"),
        ):
            for row in rows_of(data[name], "2070104"):
                add(row, column, amount)
                add(row, whole, amount)
        balance(data["收入支出总表"], income, "文化旅游体育与传媒支出", amount, amount)
    guests = data["三公经费表"]["公务接待费"]
    guests |= {"国（境）外公务接待批次": 1, "国（境）外公务接待人数": 3}
    for row in (guests, data["三公经费表"]["合计"]):
        add(row, "上年决算数", Decimal(1_359))
    del data["原因记录"]
    return complete(form, base=data)


def move(
    data: dict[str, Any],
    purse: str,
    kind: str,
    names: dict[str, str],
    income: Decimal,
    spent: Decimal,
    opening: Decimal = NIL,
    closing: Decimal = NIL,
) -> None:
    """Put money of PURSE (政府性基金, 国有资本经营), for expenditure of a KIND under the last code of NAMES, into every table
    that holds it, or take it out. NAMES: of the codes that are new."""
    code, grant = max(names, key=len), f"{purse}预算财政拨款"
    own, grants = data[f"{purse}表"], data["财政拨款收支总表"]
    moved = {
        "年初结转和结余": opening,
        "本年收入": income,
        "本年支出": spent,
        kind: spent,
        "年末结转和结余": closing,
    }
    for table, columns in (
        (data["收入决算表"], {"本年收入合计": income, "财政拨款收入": income}),
        (data["支出决算表"], {"本年支出合计": spent, kind: spent}),
        (own, moved),
    ):
        for number in (code[:3], code[:5], code):
            table["各科目"].setdefault(number, {"科目名称": names.get(number, "")})
        for row in rows_of(table, code):
            for column, amount in columns.items():
                add(row, column, amount)
        table["各科目"] = {number: row for number, row in sorted(table["各科目"].items()) if row[next(iter(columns))] or any(map(row.get, columns))}  # fmt: skip
    line = data["支出决算表"]["各科目"][code[:3]]["科目名称"]
    balance(data["收入支出总表"], f"{grant}收入", line, income, spent, opening, closing)
    balance(grants, grant, line, income, spent, opening, closing, grant)
    add(grants["收入"].setdefault("年初财政拨款结转和结余", {}), "决算数", opening)
    add(grants["收入"].setdefault(f"年初{grant}结转和结余", {}), "决算数", opening)


def balance(
    table: dict[str, Any],
    source: str,
    line: str,
    income: Decimal,
    spent: Decimal,
    opening: Decimal = NIL,
    closing: Decimal = NIL,
    grant: str = "",
) -> None:
    """Add what was received from SOURCE and spent on LINE to both sides of a table of all money, or of all grants."""
    left, right = table["收入"], table["支出"]
    for name, amount in ((source, income), ("本年收入合计", income), ("总计", income + opening)):
        add(left.setdefault(name, {}), "决算数", amount)
    if not grant:
        add(left["年初结转和结余"], "决算数", opening)
    rest = "年末财政拨款结转和结余" if grant else "年末结转和结余"
    for name, amount in ((line, spent), ("本年支出合计", spent), (rest, closing), ("总计", spent + closing)):
        for column in ("合计", grant) if grant else ("决算数",):
            add(right.setdefault(name, {}), column, amount)


def plan(data: dict[str, Any], kind: str, amount: Decimal) -> None:
    """Add to what was planned to be spent, as basic expenditure or on projects (KIND)."""
    whole = data["财政拨款收支总表"]["支出"]["本年支出合计"]
    for column in ("年初预算数", f"{kind}年初预算数"):
        add(whole, column, amount)


def rows_of(table: dict[str, Any], code: str) -> list[dict[str, Any]]:
    """The rows of a table by code that have money of CODE: 合计, 类, 款, 项."""
    return [table["合计"], *(table["各科目"][number] for number in (code[:3], code[:5], code))]


def add(row: dict[str, Any], column: str, amount: Decimal) -> None:
    row[column] = (row.get(column) or NIL) + amount


def emptied(row: dict[str, Any]) -> dict[str, Any]:
    """A row with nothing in it: its numbers are zero, and its texts stay."""
    return {
        name: type(value)(0) if isinstance(value, int | Decimal) else value for name, value in row.items()
    }
