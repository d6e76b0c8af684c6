"""The nine tables of raw data as rows of cells: a header of lines, and a body of texts, codes and amounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from .layouts import Layout

INCOMES = [
    "一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入", "上级补助收入",
    "事业收入", "经营收入", "附属单位上缴收入", "其他收入",
]  # fmt: skip
CLASSES = [
    "一般公共服务支出", "外交支出", "国防支出", "公共安全支出", "教育支出", "科学技术支出", "文化旅游体育与传媒支出",
    "社会保障和就业支出", "卫生健康支出", "节能环保支出", "城乡社区支出", "农林水支出", "交通运输支出",
    "资源勘探工业信息等支出", "商业服务业等支出", "金融支出", "援助其他地区支出", "自然资源海洋气象等支出",
    "住房保障支出", "粮油物资储备支出", "国有资本经营预算支出", "灾害防治及应急管理支出", "其他支出", "债务还本支出",
    "债务付息支出", "抗疫特别国债安排的支出",
]  # fmt: skip
FUNDS = ["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
COUNTED = "一二三四五六七八九十"
TITLES = {
    "收入支出总表": "收入支出决算总表", "收入决算表": "收入决算表", "支出决算表": "支出决算表",
    "财政拨款收支总表": "财政拨款收入支出决算总表", "一般公共预算支出表": "一般公共预算财政拨款支出决算表",
    "基本支出表": "一般公共预算财政拨款基本支出决算表", "三公经费表": "财政拨款“三公”经费支出决算表",
    "政府性基金表": "政府性基金预算财政拨款收入支出决算表", "国有资本经营表": "国有资本经营预算财政拨款支出决算表",
}  # fmt: skip
OLD = list(TITLES)
NEW = [*OLD[:6], "政府性基金表", "国有资本经营表", "三公经费表"]
COLUMNS = {
    "收入决算表": ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"],
    "支出决算表": ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"],
    "一般公共预算支出表": ["小计", "基本支出", "项目支出"],
    "政府性基金表": ["年初结转和结余", "本年收入", "本年支出", "基本支出", "项目支出", "年末结转和结余"],
    "国有资本经营表": ["年初结转和结余", "本年收入", "本年支出", "基本支出", "项目支出", "年末结转和结余"],
}  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """A cell with an amount, in the unit of the data; or none."""

    value: Decimal


@dataclass(frozen=True)
class Code:
    """A cell with the code of an item."""

    digits: str


Entry = str | Amount | Code


@dataclass
class Drawn:
    """A table. name: in the data. header, body: rows; "<" is one with the cell at its left, "^" with the one above."""

    name: str
    title: str
    header: list[list[str]]
    body: list[list[Entry]] = field(default_factory=list)


def ordinal(number: int) -> str:
    """NUMBER, from 1 to 99, in Chinese."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else ("" if tens == 1 else COUNTED[tens - 1]) + "十") + (
        COUNTED[ones - 1] if ones else ""
    )


def drawn_tables(raw: dict[str, Any], layout: Layout) -> Iterator[Drawn]:
    """The nine tables of RAW in LAYOUT's order."""
    for name in NEW if layout.order == "新" else OLD:
        table = DRAWN[name](raw.get(name, {}), layout)
        yield Drawn(name, TITLES[name], *table)


def amount(record: dict[str, Any] | None, *names: str) -> Amount:
    """The amount at NAMES of RECORD; none is zero."""
    value: Any = record
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return Amount(value if isinstance(value, Decimal) else Decimal(0))


def pairs(
    left: list[list[Entry]], right: list[list[Entry]], lines: bool, widths: tuple[int, int]
) -> list[list[Entry]]:
    """LEFT and RIGHT beside one another, the shorter one filled up before its last rows; with 行次 when LINES."""
    rows: list[list[Entry]] = []
    count = max(len(left), len(right))
    for number in range(count):
        row: list[Entry] = []
        for side, width, start in ((left, widths[0], 0), (right, widths[1], count)):
            cells: list[Entry] = list(side[number]) if number < len(side) else [""] * width
            row += [cells[0], *([str(start + number + 1)] if lines else []), *cells[1:]]
        rows.append(row)
    return rows


def balance(raw: dict[str, Any], layout: Layout) -> tuple[list[list[str]], list[list[Entry]]]:
    left: list[list[Entry]] = [
        [f"{ordinal(n)}、{name}", amount(raw, "收入", name, "决算数")] for n, name in enumerate(INCOMES, 1)
    ]
    right: list[list[Entry]] = [
        [f"{ordinal(n)}、{name}", amount(raw, "支出", name, "决算数")] for n, name in enumerate(CLASSES, 1)
    ]
    left += [["", ""]] * (len(right) - len(left))
    for name, shown in (
        ("本年收入合计", "本年收入合计"),
        ("使用非财政拨款结余", "使用非财政拨款结余"),
        ("年初结转和结余", "年初结转和结余"),
        ("总计", "总计"),
    ):
        left.append([shown, amount(raw, "收入", name, "决算数")])
    right += [
        [name, amount(raw, "支出", name, "决算数")]
        for name in ("本年支出合计", "结余分配", "年末结转和结余", "总计")
    ]
    line = ["行次"] if layout.lines else []
    header = [
        ["收入", *["<"] * (1 + len(line)), "支出", *["<"] * (1 + len(line))],
        ["项目", *line, "金额", "项目", *line, "金额"],
    ]
    return header, pairs(left, right, layout.lines, (2, 2))


def grants(raw: dict[str, Any], layout: Layout) -> tuple[list[list[str]], list[list[Entry]]]:
    left: list[list[Entry]] = [
        [f"{ordinal(n)}、{name}", amount(raw, "收入", name, "决算数")] for n, name in enumerate(FUNDS, 1)
    ]

    def spent(shown: str, name: str) -> list[Entry]:
        return [
            shown,
            amount(raw, "支出", name, "合计"),
            *(amount(raw, "支出", name, fund) for fund in FUNDS),
        ]

    right = [spent(f"{ordinal(n)}、{name}", name) for n, name in enumerate(CLASSES, 1)]
    left += [["", ""]] * (len(right) - len(left))
    left.append(["本年收入合计", amount(raw, "收入", "本年收入合计", "决算数")])
    left.append(["年初财政拨款结转和结余", amount(raw, "收入", "年初财政拨款结转和结余", "决算数")])
    left += [
        [f"{ordinal(n)}、{fund}", amount(raw, "收入", f"年初{fund}结转和结余", "决算数")]
        for n, fund in enumerate(FUNDS, 1)
    ]
    left.append(["总计", amount(raw, "收入", "总计", "决算数")])
    right += [
        spent("本年支出合计", "本年支出合计"),
        spent("年末财政拨款结转和结余", "年末财政拨款结转和结余"),
    ]
    right += [["", "", "", "", ""]] * 3
    right.append(spent("总计", "总计"))
    line = ["行次"] if layout.lines else []
    header = [
        ["收入", *["<"] * (1 + len(line)), "支出", *["<"] * (4 + len(line))],
        ["项目", *line, "金额", "项目", *line, "合计", *FUNDS],
    ]
    return header, pairs(left, right, layout.lines, (2, 5))


def coded(name: str, raw: dict[str, Any], layout: Layout) -> tuple[list[list[str]], list[list[Entry]]]:
    columns = COLUMNS[name]
    first = ["类", "款", "项"] if layout.codes == "三" else ["功能分类科目编码"]
    over = ["项目", *["<"] * len(first)]
    if "本年支出" in columns:
        spent = columns.index("本年支出")
        top = [*columns[:spent], "本年支出", "<", "<", *columns[spent + 3 :]]
        below = ["^"] * spent + ["小计", "基本支出", "项目支出"] + ["^"] * (len(columns) - spent - 3)
    else:
        top, below = columns, ["^"] * len(columns)
    header = [[*over, *top], [*first, "科目名称", *below]]
    if layout.lines:
        header.append(["栏次", *["<"] * len(first), *map(str, range(1, len(columns) + 1))])
    body: list[list[Entry]] = [
        ["合计", *["<"] * len(first), *(amount(raw, "合计", column) for column in columns)]
    ]
    for code, row in sorted(raw.get("各科目", {}).items()):
        cells: list[Entry] = [Code(code)]
        if layout.codes == "三":
            cells = [code[:3], code[3:5], code[5:7]]
        body.append([*cells, row["科目名称"], *(amount(row, column) for column in columns)])
    return header, body


def basic(raw: dict[str, Any], layout: Layout) -> tuple[list[list[str]], list[list[Entry]]]:
    header = [["经济分类科目编码", "科目名称", "决算数"]]
    body: list[list[Entry]] = [
        [Code(code), row["科目名称"], amount(row, "决算数")]
        for code, row in sorted(raw.get("各科目", {}).items())
    ]
    body.append(["人员经费合计", "<", amount(raw, "人员经费合计")])
    body.append(["公用经费合计", "<", amount(raw, "公用经费合计")])
    return header, body


def three(raw: dict[str, Any], layout: Layout) -> tuple[list[list[str]], list[list[Entry]]]:
    rows = [
        ("合计", "合计"), ("1、因公出国（境）费", "因公出国（境）费"), ("2、公务接待费", "公务接待费"),
        ("3、公务用车购置及运行费", "公务用车购置及运行费"), ("其中：（1）公务用车运行维护费", "公务用车运行维护费"),
        ("（2）公务用车购置费", "公务用车购置费"),
    ]  # fmt: skip
    body: list[list[Entry]] = [
        [shown, amount(raw, name, "预算数"), amount(raw, name, "决算数")] for shown, name in rows
    ]
    return [["项目", "预算数", "决算数"]], body


DRAWN = {
    "收入支出总表": balance, "财政拨款收支总表": grants, "基本支出表": basic, "三公经费表": three,
    **{name: (lambda raw, layout, name=name: coded(name, raw, layout)) for name in COLUMNS},
}  # fmt: skip


def written(raw: dict[str, Any]) -> dict[str, Decimal]:
    """Every amount that the nine tables of RAW show, by its path; those that are zero, too."""
    found: dict[str, Decimal] = {}

    def put(path: str, value: Amount) -> None:
        found[path] = value.value

    for side, names in (
        ("收入", [*INCOMES, "本年收入合计", "使用非财政拨款结余", "年初结转和结余", "总计"]),
        ("支出", [*CLASSES, "本年支出合计", "结余分配", "年末结转和结余", "总计"]),
    ):
        for name in names:
            put(f"收入支出总表.{side}.{name}.决算数", amount(raw["收入支出总表"], side, name, "决算数"))
    table = raw["财政拨款收支总表"]
    for name in [
        *FUNDS,
        "本年收入合计",
        "年初财政拨款结转和结余",
        *(f"年初{fund}结转和结余" for fund in FUNDS),
        "总计",
    ]:
        put(f"财政拨款收支总表.收入.{name}.决算数", amount(table, "收入", name, "决算数"))
    for name in [*CLASSES, "本年支出合计", "年末财政拨款结转和结余", "总计"]:
        for column in ("合计", *FUNDS):
            put(f"财政拨款收支总表.支出.{name}.{column}", amount(table, "支出", name, column))
    for name, columns in COLUMNS.items():
        for column in columns:
            put(f"{name}.合计.{column}", amount(raw.get(name), "合计", column))
            for code, row in raw.get(name, {}).get("各科目", {}).items():
                put(f"{name}.各科目.{code}.{column}", amount(row, column))
    for code, row in raw["基本支出表"]["各科目"].items():
        put(f"基本支出表.各科目.{code}.决算数", amount(row, "决算数"))
    for name in ("人员经费合计", "公用经费合计"):
        put(f"基本支出表.{name}", amount(raw["基本支出表"], name))
    for name in (
        "合计",
        "因公出国（境）费",
        "公务接待费",
        "公务用车购置及运行费",
        "公务用车运行维护费",
        "公务用车购置费",
    ):
        for column in ("预算数", "决算数"):
            put(f"三公经费表.{name}.{column}", amount(raw["三公经费表"], name, column))
    return found
