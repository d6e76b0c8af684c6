"""Random layouts of public tables, laid out by themselves: what a department may publish, with what must be read of it.

Nothing here comes from narrator: the words are those of the Ministry's tables and of what departments made of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

Draw = Any
COLUMNS = {
    "收入决算表": ("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
    "支出决算表": ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"),
    "一般公共预算支出表": ("小计", "基本支出", "项目支出"),
    "政府性基金表": ("年初结转和结余", "本年收入", "本年支出", "基本支出", "项目支出", "年末结转和结余"),
}  # fmt: skip
TITLES = {
    "收入决算表": "收入决算表", "支出决算表": "支出决算表", "一般公共预算支出表": "一般公共预算财政拨款支出决算表",
    "政府性基金表": "政府性基金预算财政拨款收入支出决算表", "收入支出总表": "收入支出决算总表",
    "基本支出表": "一般公共预算财政拨款基本支出决算表", "三公经费表": "财政拨款“三公”经费支出决算表",
}  # fmt: skip
# Headings that departments cut over two rows.
CUT = {
    "本年收入合计": ("本年收入", "合计"), "财政拨款收入": ("财政拨款", "收入"), "附属单位上缴收入": ("附属单位", "上缴收入"),
    "本年支出合计": ("本年支出", "合计"), "对附属单位补助支出": ("对附属单位", "补助支出"), "上缴上级支出": ("上缴上级", "支出"),
    "年初结转和结余": ("年初结转", "和结余"), "年末结转和结余": ("年末结转", "和结余"),
}  # fmt: skip
INCOMES = ("一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")  # fmt: skip
CLASSES = ("一般公共服务支出", "外交支出", "国防支出", "公共安全支出", "教育支出", "科学技术支出", "社会保障和就业支出", "卫生健康支出", "住房保障支出", "其他支出", "债务还本支出", "债务付息支出", "抗疫特别国债安排的支出")  # fmt: skip
INCOME_SUMS = ("本年收入合计", "使用非财政拨款结余", "年初结转和结余", "总计")
EXPENSE_SUMS = ("本年支出合计", "结余分配", "年末结转和结余", "总计")
NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三"]
ITEMS = {"301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "302": "商品和服务支出", "30201": "办公费", "30231": "公务用车运行维护费", "30239": "其他交通费用", "303": "对个人和家庭的补助", "30302": "退休费", "310": "资本性支出", "31002": "办公设备购置"}  # fmt: skip
TRIPS = (
    "合计",
    "因公出国（境）费",
    "公务接待费",
    "公务用车购置及运行费",
    "公务用车运行维护费",
    "公务用车购置费",
)

amounts = st.integers(0, 10**8).map(lambda cents: f"{cents // 100}.{cents % 100:02}" if cents else "")


@dataclass
class Laid:
    """A table that was laid out. figures: what must be read, by the path below the table. strange: how many rows and
    columns nobody knows it has. unit: what stands behind each figure, ￥ before it."""

    name: str
    above: tuple[str, ...]
    rows: list[list[str]]
    figures: dict[str, str]
    strange: int = 0
    unit: str = ""


@st.composite
def titles(draw: Draw, name: str) -> tuple[str, ...]:
    number = draw(
        st.sampled_from(["", "公开03表", "公开07表 ", "表5 ", "附件1-2 ", "三、", "2023年度", "某县某局"])
    )
    title = draw(st.sampled_from([TITLES[name], TITLES[name].replace("决算表", "决算公开表"), TITLES[name].replace("决算表", "决算明细表")]))  # fmt: skip
    lines = draw(st.sampled_from([(), ("公开部门：某局", "单位：万元"), ("金额单位：万元",)]))
    return (number + title, *lines)


@st.composite
def by_code(draw: Draw) -> Laid:
    """A table by functional classification."""
    name = draw(st.sampled_from(sorted(COLUMNS)))
    total = {"一般公共预算支出表": "小计", "政府性基金表": "本年支出"}.get(name, COLUMNS[name][0])
    columns = draw(st.permutations(COLUMNS[name]))
    left_out = draw(st.sets(st.sampled_from([one for one in columns if one != total]), max_size=2))
    columns = [one for one in columns if one not in left_out]
    strange = draw(st.booleans())
    codes = sorted(draw(st.sets(st.sampled_from(["201", "20101", "2010101", "2010102", "206", "20601", "2060101", "208", "20805", "2080505", "2080506"]), min_size=1)))  # fmt: skip
    style = draw(st.sampled_from(["一格", "三格", "合并", "数", "同格"]))
    many = {"三格": 3, "合并": 3, "同格": 0}.get(style, 1)
    values = {row: {column: draw(amounts) for column in columns} for row in ("合计", *codes)}
    figures = {
        (f"合计.{column}" if row == "合计" else f"各科目.{row}.{column}"): values[row][column]
        for row in values
        for column in columns
    }
    header = heads(draw, columns, many, strange, total)
    body = []
    for row in codes:
        code = {"三格": [row[:3], row[3:5], row[5:]], "合并": [row] * 3, "数": [f"{row}.0"]}.get(style, [row])
        indent = draw(st.sampled_from(["", "　　", "  "]))
        label = f"{indent}科目{row}"
        if style == "同格":
            code, label = [], indent + row + draw(st.sampled_from(["科目", " 科目", "-科目"]))
        body.append([*code, label, *values[row].values(), *(["7.77"] if strange else [])])
    sums = [*["合计"] * (many + 1), *values["合计"].values(), *(["7.77"] if strange else [])]
    body.insert(0 if draw(st.booleans()) else len(body), sums)
    if draw(st.booleans()):
        body.insert(draw(st.integers(0, len(body))), [""] * len(sums))
    added = draw(st.booleans())
    if added:
        body.append([*[""] * many, "本行是加的", "3.33", *[""] * (len(sums) - many - 2)])
    parts = [[*range(many)], *([at] for at in range(many, len(sums)))]
    return Laid(name, draw(titles(name)), in_any_order(draw, header + body, parts), figures, added + strange)


def in_any_order(
    draw: Draw, rows: list[list[str]], parts: list[list[int]], times: int = 1
) -> list[list[str]]:
    """Rows with their columns in any order, the same one in each of so many blocks. parts: of the first block, what stays
    together."""
    width = sum(map(len, parts))
    order = [at for part in draw(st.permutations(parts)) for at in part]
    return [[row[at + width * block] for block in range(times) for at in order] for row in rows]


def heads(draw: Draw, columns: list[str], many: int, strange: bool, total: str) -> list[list[str]]:
    """A header of one row or several over COLUMNS, the first MANY + 1 cells over codes and names."""
    extra = ["增减说明数"] if strange else []
    kind = draw(st.sampled_from(["一行", "两行", "分开"]))
    names = [
        draw(st.sampled_from([total, "合计", total])) if one == total and one in ("小计",) else one
        for one in columns
    ]
    if kind == "一行":
        rows = [[*["科目编码"] * many, "科目名称", *names, *extra]]
    elif kind == "两行":
        rows = [
            [*["项目"] * (many + 1), *names, *extra],
            [*["功能分类科目编码"] * many, "科目名称", *names, *extra],
        ]
        if many == 3 and draw(st.booleans()):
            rows.append(["类", "款", "项", "栏次", *numbers(draw, len(names) + strange)])
            return rows
    else:
        cut = [CUT.get(one, (one, one)) for one in names]
        rows = [
            [*["项目"] * (many + 1), *[one for one, _ in cut], *extra],
            [*["科目编码"] * many, "科目名称", *[other for _, other in cut], *extra],
        ]
    if draw(st.booleans()):
        rows.append([*["栏次"] * (many + 1), *numbers(draw, len(names) + strange)])
    return rows


def numbers(draw: Draw, many: int) -> list[str]:
    """The numbers of so many columns (栏次), one way or another."""
    way = draw(st.sampled_from(["1", "（1）", "A", "1=2+3"]))
    if way == "A":
        return [chr(ord("A") + at) for at in range(many)]
    if way == "（1）":
        return [f"（{at}）" for at in range(1, many + 1)]
    return [f"{at}={at + 1}+{at + 2}" if way != "1" and at % 3 == 1 else str(at) for at in range(1, many + 1)]


@st.composite
def two_sides(draw: Draw) -> Laid:
    """收入支出决算总表: two halves side by side."""
    halves: list[list[tuple[str, str]]] = []
    figures: dict[str, str] = {}
    for side, names, sums in (("收入", INCOMES, INCOME_SUMS), ("支出", CLASSES, EXPENSE_SUMS)):
        kept = [one for one in names if draw(st.integers(0, 5))]
        numbered = draw(st.booleans())
        half = []
        for at, one in enumerate([*kept, *sums]):
            value = draw(amounts)
            figures[f"{side}.{one}.决算数"] = value
            half.append((f"{NUMERALS[at]}、{one}" if numbered and one in kept else one, value))
        halves.append(half)
    lined = draw(st.booleans())
    money = draw(st.sampled_from(["金额", "决算数"]))
    line = ["行次"] if lined else []
    header = [["项目", *line, money, "项目", *line, money]]
    if draw(st.booleans()):
        header.insert(0, [*["收入"] * (2 + lined), *["支出"] * (2 + lined)])
    if lined and draw(st.booleans()):
        header.append(["栏次", "", "1", "栏次", "", "2"])
    height = max(map(len, halves))
    body = []
    for at in range(height):
        row: list[str] = []
        for which, half in enumerate(halves):
            label, value = half[at] if at < len(half) else ("", "")
            row += [label, *([str(at + 1 + which * height)] if lined else []), value]
        body.append(row)
    rows = in_any_order(draw, header + body, [[at] for at in range(2 + lined)], 2)
    return Laid("收入支出总表", draw(titles("收入支出总表")), rows, figures)


@st.composite
def in_blocks(draw: Draw) -> Laid:
    """基本支出决算表: one block or several side by side."""
    codes = [one for one in ITEMS if draw(st.integers(0, 5))] or ["301"]
    many = draw(st.integers(1, 3))
    size = -(-len(codes) // many)
    blocks = [codes[at * size : (at + 1) * size] for at in range(many)]
    values = {code: draw(amounts) for code in codes}
    money = draw(st.sampled_from(["决算数", "金额"]))
    kind = draw(st.sampled_from(["科目编码", "经济分类科目编码"]))
    rows = [[kind, "科目名称", money] * many]
    for at in range(size):
        row: list[str] = []
        for block in blocks:
            code = block[at] if at < len(block) else ""
            row += [
                f"{code}.0" if code and draw(st.booleans()) else code,
                ITEMS.get(code, ""),
                values.get(code, ""),
            ]
        rows.append(row)
    people, running = draw(amounts), draw(amounts)
    for label, value in (("人员经费合计", people), ("公用经费合计", running)):
        rows.append([label, label, value, *[""] * (3 * many - 3)])
    figures = {f"各科目.{code}.决算数": value for code, value in values.items()}
    figures |= {"人员经费合计": people, "公用经费合计": running}
    rows = in_any_order(draw, rows, [[0], [1], [2]], many)
    return Laid("基本支出表", draw(titles("基本支出表")), rows, figures)


@st.composite
def trips(draw: Draw) -> Laid:
    """“三公”经费支出决算表: in rows, or in one row under two kinds of headers."""
    values = {one: {kind: draw(amounts) for kind in ("预算数", "决算数")} for one in TRIPS}
    figures = {f"{one}.{kind}": value for one, both in values.items() for kind, value in both.items()}
    way = draw(st.sampled_from(["行", "按项", "按数"]))
    if way == "行":
        kinds = draw(st.permutations(["预算数", "决算数"]))
        order = draw(st.permutations(TRIPS))
        rows = [["项目", *kinds], *[[f"  {one}", *(values[one][kind] for kind in kinds)] for one in order]]
    else:
        cells = [(one, kind) for one in TRIPS for kind in ("预算数", "决算数")]
        if way == "按数":
            cells = [(one, kind) for kind in ("预算数", "决算数") for one in TRIPS]
        over = [[one for one, _ in cells], [kind for _, kind in cells]]
        rows = [*(over if way == "按项" else over[::-1]), [values[one][kind] for one, kind in cells]]
    return Laid("三公经费表", draw(titles("三公经费表")), rows, figures)


@st.composite
def with_units(draw: Draw) -> Laid:
    """A table whose unit stands in the words over its figures, behind each figure, both or neither."""
    laid = draw(st.one_of(by_code(), two_sides(), in_blocks(), trips()))
    ways = [("", ""), ("", ""), ("（万元）", ""), ("", "万元"), ("（万元）", "万元"), ("", "￥")]
    over, behind = draw(st.sampled_from(ways))
    heads = {"金额", "决算数", "预算数", *(word for words in COLUMNS.values() for word in words)}
    for number, row in enumerate(laid.rows):
        for at, cell in enumerate(row):
            if number < 2 and cell in heads:
                row[at] = cell + over
            elif re.fullmatch(r"\d+\.\d\d", cell):
                row[at] = f"￥ {cell}" if behind == "￥" else cell + behind
    laid.unit = behind
    return laid


tables = with_units()
