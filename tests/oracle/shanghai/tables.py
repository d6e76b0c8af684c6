"""The tables of the 上海2024 report: the units in part one, 公开01表 to 公开09表 in part two, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ..data import CLASSES, FUNDS, Data, lines
from ..report import Grid, Paragraph, tight
from ..tables import BY_FUNCTION, cell, compare, compare_rows, numbered

TITLES = [
    "收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款基本支出决算表", "财政拨款“三公”经费支出决算表",
    "政府性基金预算财政拨款收入支出决算表", "国有资本经营预算财政拨款收入支出决算表",
]  # fmt: skip
KINDS = [name for name in CLASSES if not name.startswith("债务")]
INCOMES = ["上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"]
FLOWS = BY_FUNCTION["政府性基金表"]
COLUMNS = {**BY_FUNCTION, "国有资本经营表": FLOWS}
LEFT = "301 01 02 03 06 07 08 09 10 11 12 13 14 99", "303 01 02 03 04 05 06 07 08 09 10 11 99"
RIGHT = (
    "302 01 02 03 04 05 06 07 08 09 11 12 13 14 15 16 17 18 24 25 26 27 28 29 31 39 40 99",
    "310 01 02 03 07 13 19 21 22 99",
)
THREE = (
    "合计",
    "因公出国（境）费",
    "公务用车购置及运行费",
    "公务用车购置费",
    "公务用车运行维护费",
    "公务接待费",
)
Rows = list[tuple[str, ...]]


def units(blocks: Sequence[Paragraph | Grid], data: Data, told: str, head: str) -> Iterator[str]:
    """The faults of the table of units, which stands last in part one where there are two or more.

    told: where under 部门 it stands what the last column tells of each unit. head: of that column.
    """
    grids = [block for block in blocks if isinstance(block, Grid)]
    names = [name.strip() for name in data.dig("部门", "决算单位")]
    if len(grids) != (len(names) > 1) or (grids and blocks[-1] is not grids[0]):
        yield f"第一部分有{len(grids)}张表，有{len(names)}个单位"
        return
    notes = data.dig("部门", told) or {}
    wanted: Rows = [("序号", "单位名称", head)]
    wanted += [(str(at), name, "\n".join(lines(notes.get(name)))) for at, name in enumerate(names, 1)]
    if grids:
        yield from compare_rows("决算单位", grids[0].rows, wanted)


def tables(blocks: Sequence[Paragraph | Grid], data: Data) -> Iterator[str]:
    """The faults of part two, BLOCKS."""
    grids = [(at, block) for at, block in enumerate(blocks) if isinstance(block, Grid)]
    texts = [tight(block.text) if isinstance(block, Paragraph) else "" for block in blocks]
    yield from compare(
        "第二部分的标题", texts[0], f"第二部分{tight(data.department)}{data.year}年度{data.kind}决算表"
    )
    if len(grids) != len(TITLES):
        yield f"有{len(grids)}张公开表，应当有{len(TITLES)}张"
        return
    made = [
        balance, by_function("收入决算表"), by_function("支出决算表"), grants, by_function("一般公共预算支出表"), economic, three,
        by_function("政府性基金表"), by_function("国有资本经营表"),
    ]  # fmt: skip
    for number, ((at, grid), title, rows) in enumerate(zip(grids, TITLES, made, strict=True), 1):
        yield from compare(f"公开0{number}表 标题", texts[at - 2], title)
        yield from compare(f"公开0{number}表 单位", texts[at - 1], "单位：万元")
        yield from compare(f"公开0{number}表 注", texts[at + 1][:6], "注：本表反映")
        yield from compare_rows(f"公开0{number}表", grid.rows, rows(data))
    following = [*(at for at, _ in grids[1:]), len(blocks) + 2]
    for number, table, name in (
        (8, "政府性基金表", "政府性基金预算财政拨款"),
        (9, "国有资本经营表", "国有资本经营预算财政拨款"),
    ):
        places = [(table, "合计"), *(row.path for row in data.rows(table))]
        empty = not any(
            cell(data, *place, one)
            for place in places
            for one in ("年初结转和结余", "本年收入", "本年支出", "年末结转和结余")
        )
        note = f"说明：{tight(data.department)}本年度没有{name}收入和支出，故本表无数据。"
        below = texts[grids[number - 1][0] + 2 : following[number - 1] - 2]
        yield from compare(f"公开0{number}表 说明", "｜".join(below), note if empty else "")


def beside(left: Rows, right: Rows) -> Rows:
    """LEFT and RIGHT side by side; the shorter one ends in blank cells."""
    widths = len(left[0]), len(right[0])
    return [
        (one or ("",) * widths[0]) + (other or ("",) * widths[1]) for one, other in zip_longest(left, right)
    ]


def balance(data: Data) -> Rows:
    """收入支出总表"""

    def rows(side: str, names: dict[str, str]) -> Rows:
        return [(label, cell(data, "收入支出总表", side, name, "决算数")) for label, name in names.items()]

    body = beside(
        rows("收入", numbered([*(f"{fund}收入" for fund in FUNDS), *INCOMES])), rows("支出", numbered(KINDS))
    )
    ends = [
        ("本年收入合计", "本年支出合计"),
        ("使用非财政拨款结余", "结余分配"),
        ("年初结转和结余", "年末结转和结余"),
        ("总计", "总计"),
    ]
    for left, right in ends:
        body += beside(rows("收入", {left: left}), rows("支出", {right: right}))
    return [("收入", "收入", "支出", "支出"), ("项目", "决算数", "项目", "决算数"), *body]


def grants(data: Data) -> Rows:
    """财政拨款收支总表"""

    def left(label: str, name: str) -> tuple[str, ...]:
        return (label, cell(data, "财政拨款收支总表", "收入", name, "决算数"))

    def right(label: str, name: str) -> tuple[str, ...]:
        return (label, *(cell(data, "财政拨款收支总表", "支出", name, column) for column in ("合计", *FUNDS)))

    funds = numbered(FUNDS)
    body = beside([left(*one) for one in funds.items()], [right(*one) for one in numbered(KINDS).items()])
    body += beside([left("本年收入合计", "本年收入合计")], [right("本年支出合计", "本年支出合计")])
    carried = "财政拨款结转和结余"
    body += beside([left(f"年初{carried}", f"年初{carried}")], [right(f"年末{carried}", f"年末{carried}")])
    body += beside([left(label, f"年初{fund}结转和结余") for label, fund in funds.items()], [("",) * 5] * 3)
    body += beside([left("总计", "总计")], [right("总计", "总计")])
    heads = ("项目", "决算数", "项目", "合计", *FUNDS)
    return [("收入", "收入", *["支出"] * 5), heads, *body]


def by_function(table: str):  # type: ignore[no-untyped-def]
    """公开02, 03, 05, 08 and 09: 合计 in the first row, or in 公开05表 in the last."""
    columns = COLUMNS[table]

    def rows(data: Data) -> Rows:
        total = ("合计", "合计", *(cell(data, table, "合计", name) for name in columns))
        each = [
            (row.code, row.name, *(cell(data, *row.path, name) for name in columns))
            for row in data.rows(table)
        ]
        heads = ["合计" if name == "小计" else name for name in columns]
        second = list(heads)
        if columns is FLOWS:
            heads[2:5], second[2:5] = ["本年支出"] * 3, ["合计", "基本支出", "项目支出"]
        top = [("项目", "项目", *heads), ("功能分类科目编码", "科目名称", *second)]
        return [*top, *each, total] if table == "一般公共预算支出表" else [*top, total, *each]

    return rows


def economic(data: Data) -> Rows:
    """公开06表: two blocks of codes; the names are the data's where it has the row."""

    def block(kinds: Sequence[str]) -> list[str]:
        return [
            code
            for one in kinds
            for kind, *items in [one.split()]
            for code in (kind, *(kind + item for item in items))
        ]

    def half(codes: Sequence[str]) -> Rows:
        return [(code, NAMES[code], cell(data, "基本支出表", "各科目", code, "决算数")) for code in codes]

    ends = beside(
        *([(name, name, cell(data, "基本支出表", name))] for name in ("人员经费合计", "公用经费合计"))
    )
    heads = ("经济分类科目编码", "科目名称", "决算数") * 2
    return [heads, *beside(half(block(LEFT)), half(block(RIGHT))), *ends]


def three(data: Data) -> Rows:
    """公开07表: three levels of heads, and one row of twelve figures."""
    cars = "公务用车购置及运行维护费"
    heads = ["合计", "因公出国（境）费", cars, cars, cars, "公务接待费"]
    below = ["合计", "因公出国（境）费", "小计", "公务用车购置费", "公务用车运行维护费", "公务接待费"]
    return [
        ("财政拨款“三公”经费",) * 12,
        tuple(name for name in heads for _ in range(2)),
        tuple(name for name in below for _ in range(2)),
        ("预算数", "决算数") * 6,
        tuple(cell(data, "三公经费表", row, column) for row in THREE for column in ("预算数", "决算数")),
    ]


# The names as the form prints them.
NAMES = dict(
    line.split()
    for line in """\
301 工资福利支出
30101 基本工资
30102 津贴补贴
30103 奖金
30106 伙食补助费
30107 绩效工资
30108 机关事业单位基本养老保险缴费
30109 职业年金缴费
30110 职工基本医疗保险缴费
30111 公务员医疗补助缴费
30112 其他社会保障缴费
30113 住房公积金
30114 医疗费
30199 其他工资福利支出
303 对个人和家庭的补助
30301 离休费
30302 退休费
30303 退职（役）费
30304 抚恤金
30305 生活补助
30306 救济费
30307 医疗费补助
30308 助学金
30309 奖励金
30310 个人农业生产补贴
30311 代缴社会保险费
30399 其他对个人和家庭的补助
302 商品和服务支出
30201 办公费
30202 印刷费
30203 咨询费
30204 手续费
30205 水费
30206 电费
30207 邮电费
30208 取暖费
30209 物业管理费
30211 差旅费
30212 因公出国（境）费用
30213 维修（护）费
30214 租赁费
30215 会议费
30216 培训费
30217 公务接待费
30218 专用材料费
30224 被装购置费
30225 专用燃料费
30226 劳务费
30227 委托业务费
30228 工会经费
30229 福利费
30231 公务用车运行维护费
30239 其他交通费用
30240 税金及附加费用
30299 其他商品和服务支出
310 资本性支出
31001 房屋建筑物购建
31002 办公设备购置
31003 专用设备购置
31007 信息网络及软件购置更新
31013 公务用车购置
31019 其他交通工具购置
31021 文物和陈列品购置
31022 无形资产购置
31099 其他资本性支出
""".splitlines()
)
