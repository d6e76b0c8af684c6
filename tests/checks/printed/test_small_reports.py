"""What becomes of a table of a small report: what is read otherwise, and what is told (small_reports.txt).

`pytest --accept` writes the file anew, for review.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from narrator.checks.printed.report_tables import read_report_tables
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.document import Block, Document, Table
from narrator.tables.continued_rows import join_continued
from narrator.tables.matrix import Matrix, matrix

from ..reports import basis
from ..small import document, table
from ..telling import Golden, in_full
from ..whats_read import of_tables, otherwise
from .small_report import report

GOLDEN = Golden(Path(__file__).with_name("small_reports.txt"))
FEW = 8  # lines of a kind that are told one by one when they are no longer there
TITLES = {
    "01": "收入支出决算总表", "02": "收入决算表", "03": "支出决算表", "04": "财政拨款收入支出决算总表", "05": "一般公共预算财政拨款支出决算表",
    "06": "一般公共预算财政拨款基本支出决算表", "07": "财政拨款“三公”经费支出决算表", "08": "政府性基金预算财政拨款收入支出决算表", "09": "国有资本经营预算财政拨款支出决算表",
}  # fmt: skip
NAMES = dict(
    zip(TITLES, [*[*PUBLIC_TABLES][:6], "三公经费表", "政府性基金表", "国有资本经营表"], strict=True)
)
Change = Callable[[Matrix], Matrix]
Part = tuple[list[str], Matrix]  # a table with the lines above it
Parts = dict[str, Part]


@cache
def whole() -> dict[str, Matrix]:
    grids = {block.name: matrix(block) for block in report().blocks if isinstance(block, Table)}
    return {number: grids[name] for number, name in NAMES.items()}


def printed(numbers: Iterable[str]) -> Parts:
    return {
        one: ([f"公开{one}表", TITLES[one], "单位：万元"], [[*row] for row in whole()[one]])
        for one in numbers
    }


def laid_out(parts: Iterable[Part]) -> Document:
    blocks: list[str | Block] = []
    for lines, rows in parts:
        blocks += [*lines, table(";".join("|".join(row) for row in rows))] if rows else lines
    return document(*blocks)


def read(parts: Iterable[Part]) -> Reading:
    one = basis()
    return read_report_tables(
        join_continued(laid_out(parts), one.blueprints.vocabulary), one.form, one.blueprints
    )


def all_of(reading: Reading) -> Counter[str]:
    found = (
        in_full([*reading.findings, *reading.deviations]),
        *(f"另 {in_full([one])}" for one in reading.instead),
    )
    return Counter([*of_tables(reading), *(line for text in found for line in text.splitlines())])


@cache
def before(numbers: tuple[str, ...]) -> Counter[str]:
    return all_of(read(printed(numbers).values()))


# ---- what may become of a table ----


def at(rows: Matrix, name: str) -> int:
    """The row that prints NAME, as a code or with it at the end of a cell."""
    return next(
        n for n, row in enumerate(rows) if any(cell == name or cell.endswith(f"、{name}") for cell in row)
    )


def put(name: str, column: int, text: str) -> Change:
    """TEXT in a cell of the row NAME."""

    def change(rows: Matrix) -> Matrix:
        rows[at(rows, name)][column] = text
        return rows

    return change


def drop(*names: str) -> Change:
    return lambda rows: [row for n, row in enumerate(rows) if n not in {at(rows, name) for name in names}]


def again(name: str, where: int | None = None) -> Change:
    """The row NAME once more, at the end or before another row."""

    def change(rows: Matrix) -> Matrix:
        place = len(rows) if where is None else where
        return [*rows[:place], [*rows[at(rows, name)]], *rows[place:]]

    return change


def added(cells: str, behind: str) -> Change:
    """A row of CELLS behind the row of a name."""

    def change(rows: Matrix) -> Matrix:
        place = at(rows, behind) + 1
        return [*rows[:place], cells.split("|"), *rows[place:]]

    return change


def moved(first: str, last: str, columns: Iterable[int], by: int = 1) -> Change:
    """What stands in some columns of the rows from FIRST to LAST stands BY rows lower; what is lost is lost."""

    def change(rows: Matrix) -> Matrix:
        begin, end = at(rows, first), at(rows, last)
        old = [[*row] for row in rows]
        for number in range(begin, end + 1):
            for column in columns:
                there = number - by
                rows[number][column] = old[there][column] if begin <= there <= end else ""
        return rows

    return change


def exchanged(one: str, other: str, columns: Iterable[int]) -> Change:
    def change(rows: Matrix) -> Matrix:
        a, b = rows[at(rows, one)], rows[at(rows, other)]
        for column in columns:
            a[column], b[column] = b[column], a[column]
        return rows

    return change


def crossed(one: int, other: int, first: str = "合计") -> Change:
    """The figures of two columns in one another's place, from a row on."""

    def change(rows: Matrix) -> Matrix:
        for row in rows[at(rows, first) :]:
            row[one], row[other] = row[other], row[one]
        return rows

    return change


def without_column(column: int) -> Change:
    return lambda rows: [[cell for n, cell in enumerate(row) if n != column] for row in rows]


def times(factor: int) -> Change:
    """Each amount times a factor: in another unit."""

    def change(rows: Matrix) -> Matrix:
        return [[f"{float(cell) * factor:.2f}" if "." in cell else cell for cell in row] for row in rows]

    return change


def blank(columns: Iterable[int], first: str = "合计", last: str | None = None, text: str = "") -> Change:
    """TEXT for every figure in some columns, from a row until another; of rows that have a name alone."""

    def change(rows: Matrix) -> Matrix:
        for row in rows[at(rows, first) : at(rows, last) + 1 if last else len(rows)]:
            for column in columns:
                named = any(cell and not cell[0].isdigit() for cell in row[max(0, column - 5) : column])
                row[column] = text if named else ""
        return rows

    return change


def head(row: int, column: int, text: str) -> Change:
    """TEXT in a cell of the header."""

    def change(rows: Matrix) -> Matrix:
        rows[row][column] = text
        return rows

    return change


FIGURES = {"02": range(2, 9), "03": range(2, 8), "05": range(2, 5), "08": range(2, 8)}
CODED = ("02", "03", "05")
VIEW = ("01", "02", "03", "04", "05")  # tables that are printed beside one another
Case = tuple[tuple[str, ...], dict[str, list[Change]]]


def of_coded_tables() -> Iterator[tuple[str, Case]]:
    """What may happen to any table by code, to each of them in another place."""
    for number, (first, middle, last) in zip(
        CODED,
        (("206", "2060199", "2080505"), ("合计", "20604", "2080501"), ("20601", "208", "2080505")),
        strict=True,
    ):
        figures, whole_row = FIGURES[number], range(9 if number == "02" else 8 if number == "03" else 5)
        changes: dict[str, Change] = {
            f"没有{middle}": drop(middle), f"没有{first}": drop(first), f"没有{middle}和{last}": drop(middle, last),
            f"{middle}两行": again(middle), f"{last}没有名称": put(last, 1, ""), f"{middle}没有编码": put(middle, 0, ""),
            f"{middle}的编码打错": put(middle, 0, middle[:-1] + "7"), f"{last}的名称打错": put(last, 1, "机关事业基本养老费"),
            f"{middle}空着": blank(figures, middle, middle), f"{last}的数是零": blank(figures, last, last, "0.00"),
            f"{middle}的数不是数": put(middle, 2, "约8万"), f"{last}的数多印一位": put(last, 2, "20.305"),
            f"从{first}起数低一行": moved(first, last, figures), f"从{first}起数高一行": moved(first, last, figures, -1),
            f"从{middle}起数低一行": moved(middle, last, figures), f"从{middle}起数高一行": moved(middle, last, figures, -1),
            f"从{first}起数低两行": moved(first, last, figures, 2), f"从{middle}起第一列低一行": moved(middle, last, [2]),
            f"从{first}起基本支出高一行": moved(first, last, [3], -1),
            f"从{middle}起名称低一行": moved(middle, last, [1]), f"从{first}起名称高一行": moved(first, last, [1], -1),
            f"从{middle}起编码低一行": moved(middle, last, [0]), f"从{first}起编码高一行": moved(first, last, [0], -1),
            f"从{middle}起编码和名称低一行": moved(middle, last, [0, 1]), f"从{first}起编码和名称高一行": moved(first, last, [0, 1], -1),
            f"{middle}和{last}的数互换": exchanged(middle, last, figures), f"{middle}和{last}整行互换": exchanged(middle, last, whole_row),
            "两列互换": crossed(2, 3), f"从{middle}起两列互换": crossed(3, 4, middle), f"{middle}的数右移一列": put_right(middle, figures),
            "各行的数右移一列": put_right("", figures), "没有第一列数": without_column(2), "没有最后一列": without_column(max(figures)),
            "没有编码一列": without_column(0), "没有名称一列": without_column(1), "以元计": times(10_000), "各数都是零": blank(figures, text="0.00"), "没有一个数": blank(figures),
            "没有一个编码": blank([0], "206"), "表头一词打错": head(0, 3, "某某支出"),
            f"多一行{middle}9": added("|".join([f"{middle}9", "某某支出", "1.00", *[""] * (len(figures) - 1)]), last),
            "多一行名称": added("|".join(["", "某某支出", "1.00", *[""] * (len(figures) - 1)]), last),
            "多一行注": added("|".join(["", "注：本表反映各项收支。", *[""] * len(figures)]), last),
            f"{last}的名称折成两行": lambda rows, last=last: folded(rows, last),
        }  # fmt: skip
        for what, change in changes.items():
            yield f"{number} {what}", (VIEW, {number: [change]})


def put_right(name: str, columns: range) -> Change:
    """The figures of the row NAME, or of all rows with figures, a column to the right."""

    def change(rows: Matrix) -> Matrix:
        begin = at(rows, name or "合计")
        for row in rows[begin : begin + 1 if name else len(rows)]:
            row[columns[0] : columns[-1] + 1] = ["", *row[columns[0] : columns[-1]]]
        return rows

    return change


def folded(rows: Matrix, name: str) -> Matrix:
    """The rest of the name of a row in a row of its own."""
    place = at(rows, name)
    words, rest = rows[place][1][:6], rows[place][1][6:]
    rows[place][1] = words
    return [*rows[: place + 1], ["", rest, *[""] * (len(rows[0]) - 2)], *rows[place + 1 :]]


def of_two_sided_tables() -> Iterator[tuple[str, Case]]:
    """What may happen to 收入支出总表 and 财政拨款收支总表."""
    first, last = "一、一般公共服务支出", "二十六、抗疫特别国债安排的支出"
    science, social = "六、科学技术支出", "八、社会保障和就业支出"
    for number, income, label, right in (
        ("01", 2, "一、一般公共预算财政拨款收入", [5]),
        ("04", 2, "一、一般公共预算财政拨款", [5, 6, 7, 8]),
    ):
        side = [0, 1, 2]
        changes: dict[str, Change] = {
            "支出从第一类起数低一行": moved(first, "总计", right), "支出从第一类起数高一行": moved(first, "总计", right, -1),
            "支出从科学技术起到最后一类数低一行": moved(science, last, right), "支出从科学技术起名称低一行": moved(science, last, [3]),
            "支出名称从第一类起高一行": moved(first, last, [3], -1), "支出第一列从科学技术起低一行": moved(science, last, right[:1]),
            "支出从科学技术起低三行": moved(science, "总计", right, 3), "收入从第一项起高一行": moved(label, "本年收入合计", [income], -1),
            "收入名称从第二项起高一行": moved("事业收入" if number == "01" else "政府性基金预算财政拨款", "本年收入合计", [0], -1),
            "两类的数互换": exchanged(science, social, right), "两类的名称互换": exchanged(science, social, [3]), "两类的一列数互换": exchanged(science, social, right[:1]),
            "一类空着": blank(right, science, science), "一类的数不是数": put(science, right[0], "无法统计"), "一类是零": blank(right, science, science, "0.00"),
            "一类写错": put(science, 3, "六、科学技木支出"), "一类没有名称": put(science, 3, ""), "一类没有序号": put(science, 3, "科学技术支出"), "一类的序号错": put(social, 3, "四、社会保障和就业支出"),
            "一类格式没有": put("二十五、债务付息支出", 3, "二十五、其他类支出"), "一类格式没有而有数": lambda rows, right=right: put("二十五、其他类支出", right[0], "9.99")(put("二十五、债务付息支出", 3, "二十五、其他类支出")(rows)),
            "没有一类": drop(social), "没有几类": drop("三、国防支出", "四、公共安全支出", "五、教育支出"), "没有合计": drop("本年支出合计"), "没有总计": drop("总计"), "只有前十行": lambda rows: rows[:13],
            "一类两行": again(social), "合计错": put("本年支出合计", right[0], "988.95"), "总计是零": blank([income, *right], "总计", "总计", "0.00"), "年末结转有数": put("年末结转和结余" if number == "01" else "年末财政拨款结转和结余", right[0], "1.00"),
            "没有收入的数一列": without_column(2), "没有支出的数一列": without_column(right[0]), "没有收入的名称一列": without_column(0), "没有支出的名称一列": without_column(3), "没有行次": lambda rows: without_column(3)(without_column(1)(rows)),
            "没有支出一边": lambda rows: [row[:3] for row in rows], "没有收入一边": lambda rows: [row[3:] for row in rows], "两边互换": lambda rows: [[*row[3:], *row[:3]] for row in rows],
            "收入的数一列表头写错": head(1, 2, "金颔"), "支出的数一列表头写错": head(1, right[0], "金颔"), "没有表头": lambda rows, first=label: rows[at(rows, first) :], "栏次不在": lambda rows: [row for row in rows if row[0] != "栏次"],
            "一边的表头写错": lambda rows: [[cell.replace("支出", "支付") if n < 2 and cell == "支出" else cell for cell in row] for n, row in enumerate(rows)],
            "以元计": times(10_000), "没有一个数": blank([income, *right], label), "各数都是零": blank([income, *right], label, text="0.00"), "总计一行的数右移": lambda rows, right=right: put("总计", right[-1], "1.00")(put("总计", right[0], "")(rows)),
            "多一行": added("|".join(["二、某某收入", "9", "1.00", *[""] * (len(right) + 2)]), label), "多一行注": added("|".join(["注：本表反映收支。"] * (len(right) + 5)), "总计"), "收入一边的行": lambda rows, side=side: [*rows[:-1], [*(rows[-1][n] if n in side else "" for n in range(len(rows[0])))], rows[-1]],
        }  # fmt: skip
        for what, change in changes.items():
            yield f"{number} {what}", (VIEW, {number: [change]})


def of_basic_expenditure() -> Iterator[tuple[str, Case]]:
    """What may happen to 基本支出表, which has three blocks side by side."""
    view = ("03", "04", "05", "06", "07")
    left, middle, right = [0, 1, 2], [3, 4, 5], [6, 7, 8]
    changes: dict[str, Change] = {
        "左边从基本工资起数低一行": moved("30101", "30399", [2]), "左边从301起数高一行": moved("301", "30399", [2], -1), "中间从办公费起数低一行": moved("30201", "30299", [5]), "中间从302起数高一行": moved("302", "30299", [5], -1),
        "中间从差旅费起数低两行": moved("30211", "30299", [5], 2), "左边名称低一行": moved("30101", "30399", [1]), "左边名称从301起高一行": moved("301", "30399", [1], -1), "左边编码低一行": moved("30101", "30399", [0]), "中间编码从302起高一行": moved("302", "30299", [3], -1),
        "中间编码和名称低一行": moved("30201", "30299", [3, 4]), "左边编码和名称高一行": moved("30102", "30399", [0, 1], -1), "基本工资和津贴补贴的数互换": exchanged("30101", "30102", [2]), "差旅费和公务用车的数互换": exchanged("30211", "30231", [5]),
        "没有一行": drop("30211"), "没有前几行": drop("30101", "30102", "30103"), "没有后几行": lambda rows: rows[:20], "没有差旅费的三格": lambda rows: put("30211", 3, "")(put("30211", 4, "")(put("30211", 5, "")(rows))),
        "一类空着": blank([5], "302", "302"), "没有301的编码": put("301", 0, ""), "没有基本工资的名称": put("30101", 1, ""), "没有津贴补贴的编码": put("30102", 0, ""), "编码打错": put("30211", 3, "30217"), "编码多一位": put("30211", 3, "302110"),
        "名称打错": put("30211", 4, "差旅弗"), "名称是别行的": put("30211", 4, "会议费"), "数不是数": put("30211", 5, "见附件"), "多印一个数": put("30301", 2, "3.00"), "一行两次": again("30211"),
        "没有左边的数": without_column(2), "没有中间的数": without_column(5), "没有右边的数": without_column(8), "没有左边的编码": without_column(0), "没有中间的名称": without_column(4), "没有中间的三列": lambda rows: [[*row[:3], *row[6:]] for row in rows],
        "只有左边": lambda rows: [row[:3] for row in rows], "中间的表头写错": head(-len(whole()["06"]) + 1, 5, "决算教"), "中间的编码表头写错": head(1, 3, "科目代号"), "中间的名称表头写错": head(1, 4, "某某"), "没有表头": lambda rows: rows[2:],
        "左边和中间互换": lambda rows: [[*row[3:6], *row[:3], *row[6:]] for row in rows], "一栏一行": lambda rows: [["科目编码", "科目名称", "决算数"], *(row[a : a + 3] for a in (0, 3, 6) for row in rows[2:] if row[a])],
        "以元计": times(10_000), "没有一个数": blank([2, 5, 8], "301"), "各数都是零": blank([2, 5, 8], "301", text="0.00"), "合计错": put("301", 2, "199.75"), "右边的数是别处的": put("30701", 8, "15.10"),
        "人员经费合计在下面": added("人员经费合计|人员经费合计|200.95|公用经费合计|公用经费合计|公用经费合计|公用经费合计|公用经费合计|34.70", "39999"), "多一行": added("30199|其他|1.00||||||", "30399"),
    }  # fmt: skip
    for what, change in changes.items():
        yield f"06 {what}", (view, {"06": [change]})
    assert (left, middle, right) == ([0, 1, 2], [3, 4, 5], [6, 7, 8])


def of_other_tables() -> Iterator[tuple[str, Case]]:
    """What may happen to the tables of “三公” and of single funds."""
    view = ("01", "03", "04", "06", "07", "08", "09")
    cars, service = "3、公务用车购置及运行费", "2、公务接待费"
    expenses: dict[str, Change] = {
        "决算数低一行": moved("合计", "（2）公务用车购置费", [2]), "决算数高一行": moved("合计", "（2）公务用车购置费", [2], -1), "两列低一行": moved("合计", "（2）公务用车购置费", [1, 2]), "名称低一行": moved("1、因公出国（境）费", "（2）公务用车购置费", [0]), "名称高一行": moved("合计", "（2）公务用车购置费", [0], -1),
        "两列互换": crossed(1, 2), "没有接待费": drop(service), "没有合计": drop("合计"), "没有预算数": without_column(1), "没有决算数": without_column(2), "没有名称": without_column(0), "接待费写错": put(service, 0, "2、公务招待弗"), "接待费没有序号": put(service, 0, "公务接待费"),
        "接待费空着": put(service, 0, ""), "全年预算": lambda rows: [[cell.replace("预算数", "全年预算数") for cell in row] for row in rows], "年初和全年预算": lambda rows: [[row[0], row[1], row[1], row[2]] if n else [row[0], "年初预算数", "全年预算数", row[2]] for n, row in enumerate(rows)],
        "合计两行": again("合计"), "数不是数": put(cars, 2, "七万"), "以元计": times(10_000), "没有一个数": blank([1, 2]), "多一行": added("会议费|1.00|1.00", service), "没有表头": lambda rows: rows[1:], "横着排": lambda rows: [[row[n] for row in rows] for n in range(3)],
    }  # fmt: skip
    for what, change in expenses.items():
        yield f"07 {what}", (view, {"07": [change]})
    figures = range(2, 8)
    funds: dict[str, Change] = {
        "本年收入错": put("合计", 3, "35.00"), "从合计起低一行": moved("合计", "2120801", figures), "从合计起高一行": moved("合计", "2120801", figures, -1), "本年支出一列高一行": moved("合计", "2120801", [4], -1), "名称低一行": moved("212", "2120801", [1]), "没有类": drop("212"), "没有款": drop("21208"), "没有项": drop("2120801"), "没有合计": drop("合计"),
        "编码打错": put("2120801", 0, "2120810"), "没有编码": put("21208", 0, ""), "名称打错": put("2120801", 1, "征地和折迁补偿支出"), "两列互换": crossed(3, 4), "没有小计": without_column(4), "没有本年收入": without_column(3), "没有项目支出": without_column(6), "没有编码一列": without_column(0), "小计的表头写错": head(1, 4, "小汁"),
        "本年支出的表头写错": lambda rows: [[cell.replace("本年支出", "今年支出") if not n else cell for cell in row] for n, row in enumerate(rows)], "没有一行": lambda rows: rows[:4], "没有一个数": blank(figures), "年初结转空着": put("212", 2, "1.00"), "以元计": times(10_000),
    }  # fmt: skip
    for what, change in funds.items():
        yield f"08 {what}", (view, {"08": [change]})
    yield "09 照08的", (view, {"09": [lambda rows: [[*row] for row in whole()["08"]]]})
    yield "09 多一行", (view, {"09": [added("223|国有资本经营预算支出|5.00||5.00", "合计")]})


def of_several_tables() -> Iterator[tuple[str, Case]]:
    """What may happen to several tables at once."""
    item = "2060199"
    everywhere: dict[str, Change] = {
        "都没有一项": drop(item), "都没有一款": drop("20604"), "都没有一类": drop("208"), "一项的编码都打错": put(item, 0, "2060197"), "一项的名称都打错": put(item, 1, "其他科学技木管理事务支出"), "一项的数都是零": blank([2, 3, 4], item, item, "0.00"),
    }  # fmt: skip
    for what, change in everywhere.items():
        yield f"各表{what}", (VIEW, {number: [change] for number in CODED})
    for code in ("2060499", "2060403", "2079904", "20604"):
        wrong = put("2060404", 0, code)
        yield f"02和03的编码都打成{code}", (VIEW, {"02": [wrong], "03": [wrong]})
        yield f"03和05的编码都打成{code}", (VIEW, {"03": [wrong], "05": [wrong]})
    yield "两表没有一项", (VIEW, {number: [drop(item)] for number in ("02", "05")})
    yield "两表没有一项而上级错", (VIEW, {"03": [drop(item)], "05": [put("20601", 2, "300.00")]})
    yield (
        "两表的名称不同",
        (VIEW, {"02": [put(item, 1, "其他管理事务")], "03": [put(item, 1, "其他科技事务")]}),
    )
    yield (
        "两表都错开",
        (
            VIEW,
            {
                "03": [moved("206", "2080505", range(2, 8))],
                "05": [moved("20601", "2080505", range(2, 5), -1)],
            },
        ),
    )
    yield "错开而少一行", (VIEW, {"03": [moved("206", "2080505", range(2, 8)), drop("2080501")]})
    yield "错开而表头错", (VIEW, {"03": [moved("206", "2080505", range(2, 8)), head(0, 3, "某某支出")]})
    yield "空着而一行的名称错", (VIEW, {"05": [blank(range(2, 5), item, item), put("20604", 1, "技术开发")]})


def of_edges() -> Iterator[tuple[str, Case]]:
    """What hardly ever is, and where what may still be is hardly seen."""
    item, group = "2060404", "20604"
    yield "03 只有合计", (VIEW, {"03": [lambda rows: rows[:3]]})
    yield "03 只有合计，没有04", (("01", "02", "03", "05"), {"03": [lambda rows: rows[:3]]})
    yield "03 只有表头", (VIEW, {"03": [lambda rows: rows[:1]]})
    yield "06 只有表头", (("03", "05", "06"), {"06": [lambda rows: rows[:2]]})
    yield "06 只有左边的表头", (("03", "05", "06"), {"06": [lambda rows: [row[:3] for row in rows[:2]]]})
    yield "03 编码完全不同", (VIEW, {"03": [put(item, 0, "2079999")]})
    yield "03 编码完全不同，上级也不同", (VIEW, {"03": [put(item, 0, "2069999"), put(group, 0, "20699")]})
    yield "03 编码是别的级次", (VIEW, {"03": [put(item, 0, "206040401")]})
    yield "03 编码空着一位", (VIEW, {"03": [put(item, 0, "206 04 04")]})
    yield (
        "03 编码在名称里",
        (VIEW, {"03": [put(item, 0, ""), put("科技成果转化与扩散", 1, f"{item} 科技成果转化与扩散")]}),
    )
    yield "03 表头空着一格", (VIEW, {"03": [head(0, 3, "")]})
    yield "03 表头两格一样", (VIEW, {"03": [head(0, 4, "基本支出")]})
    yield "05 表头空着一列", (VIEW, {"05": [head(0, 3, ""), head(1, 3, "")]})
    yield (
        "05 多一列没有表头的数",
        (VIEW, {"05": [lambda rows: [[*row, "" if n < 3 else "1.00"] for n, row in enumerate(rows)]]}),
    )
    yield (
        "05 多一列没有表头的字",
        (VIEW, {"05": [lambda rows: [[*row, "" if n < 3 else "备注"] for n, row in enumerate(rows)]]}),
    )
    yield (
        "05 多一列有表头的数",
        (
            VIEW,
            {
                "05": [
                    lambda rows: [
                        [*row, "上年数" if n < 2 else "4" if n == 2 else "1.00"] for n, row in enumerate(rows)
                    ]
                ]
            },
        ),
    )
    yield (
        "02 多一列没有数",
        (VIEW, {"02": [lambda rows: [[*row, "备注" if not n else ""] for n, row in enumerate(rows)]]}),
    )
    yield "03 两行一样的合计", (VIEW, {"03": [again("合计", 3)]})
    yield "03 合计在最后", (VIEW, {"03": [again("合计"), lambda rows: [*rows[:2], *rows[3:]]]})
    yield (
        "03 合计写成总计",
        (
            VIEW,
            {
                "03": [
                    lambda rows: [
                        [cell.replace("合计", "总计") if n == 2 else cell for cell in row]
                        for n, row in enumerate(rows)
                    ]
                ]
            },
        ),
    )
    yield "03 科目的次序颠倒", (VIEW, {"03": [lambda rows: [*rows[:3], *reversed(rows[3:])]]})
    yield "03 类都没有", (VIEW, {"03": [drop("206", "208", "212")]})
    yield (
        "03 只有类",
        (VIEW, {"03": [lambda rows: [*rows[:3], *(row for row in rows[3:] if len(row[0]) == 3)]]}),
    )
    yield (
        "03 只有项",
        (VIEW, {"03": [lambda rows: [*rows[:3], *(row for row in rows[3:] if len(row[0]) == 7)]]}),
    )
    yield "03 一款和它下面的都没有", (VIEW, {"03": [drop(group, item)]})
    yield "02 一款和它下面的都没有", (VIEW, {"02": [drop(group, item)]})
    yield (
        "02 一类和它下面的都没有",
        (VIEW, {"02": [lambda rows: [row for row in rows if not row[0].startswith("208")]]}),
    )
    yield "05 上级只多一分", (VIEW, {"05": [drop("2060199"), put("20601", 2, "200.11")]})
    yield "05 上级多的与一行差一分", (VIEW, {"05": [drop("2060199"), put("20601", 2, "208.16")]})
    yield "05 上级多的与一行差五分", (VIEW, {"05": [drop("2060199"), put("20601", 2, "208.20")]})
    yield "05 上级的各列加不上", (VIEW, {"05": [drop("2060199"), put("20601", 3, "200.10")]})
    yield "02 上级多的有两行可以是", (VIEW, {"02": [drop("2060199", "2060101"), put("20601", 2, "8.05")]})
    yield "03 负数", (VIEW, {"03": [put(item, 4, "-20.30"), put(item, 2, "-20.30")]})
    yield (
        "03 数带千位、全角和空格",
        (VIEW, {"03": [put("合计", 2, " ２８８.９５ "), put("206", 2, "0,228.45"), put("208", 2, "30. 50")]}),
    )
    yield (
        "03 零印成横线",
        (VIEW, {"03": [blank([4], "2060101", "2060101", "—"), blank([5, 6, 7], "206", "2080505", "-")]}),
    )
    yield "03 各数带元，表上面写万元", (VIEW, {"03": [with_unit("元", 10_000)]})
    yield "03 各数带万元，表上面也写万元", (VIEW, {"03": [with_unit("万元", 1)]})
    yield "03 各数带元而是万元的数", (VIEW, {"03": [with_unit("元", 1)]})
    yield "03 各数带万元而是元的数", (VIEW, {"03": [with_unit("万元", 10_000)]})
    yield (
        "03 表头写元，表上面写万元",
        (
            VIEW,
            {
                "03": [
                    times(10_000),
                    head(0, 2, "本年支出合计（元）"),
                    head(0, 3, "基本支出（元）"),
                    head(0, 4, "项目支出（元）"),
                ]
            },
        ),
    )
    yield (
        "03 表头写元而是万元的数",
        (
            VIEW,
            {
                "03": [
                    head(0, 2, "本年支出合计（元）"),
                    head(0, 3, "基本支出（元）"),
                    head(0, 4, "项目支出（元）"),
                ]
            },
        ),
    )
    yield "03 一列的表头写元", (VIEW, {"03": [head(0, 2, "本年支出合计（元）")]})
    yield "03 数带单位", (VIEW, {"03": [put("合计", 2, "288.95万元")]})
    yield "03 很长的字", (VIEW, {"03": [put("合计", 2, "详见附件第三页下半部分的说明以及附注中的各项")]})
    yield "03 科目名称折行", (VIEW, {"03": [put(item, 1, "科技成果\n转化与扩散")]})
    yield (
        "03 科目名称带空格和序号",
        (VIEW, {"03": [put(item, 1, " 科技成果 转化与扩散"), put("206", 1, "一、科学技术支出")]}),
    )
    yield (
        "03 编码和名称在一格",
        (
            VIEW,
            {
                "03": [
                    lambda rows: [
                        row if n < 3 else ["", f"{row[0]}{row[1]}", *row[2:]] for n, row in enumerate(rows)
                    ]
                ]
            },
        ),
    )
    yield "03 编码分在三列", (VIEW, {"03": [in_three]})
    yield "两行错开的一半", (VIEW, {"03": [moved("20601", "2060199", range(2, 8))]})
    yield "错开的两行", (VIEW, {"03": [moved("2080501", "2080505", range(2, 8))]})
    yield "错开的三行，最后的不在", (VIEW, {"03": [moved("20805", "2080505", range(2, 8))]})
    yield (
        "三行的数轮换",
        (
            VIEW,
            {
                "03": [
                    exchanged("2060101", "2060199", range(2, 8)),
                    exchanged("2060199", "2060404", range(2, 8)),
                ]
            },
        ),
    )
    yield (
        "两对的数互换",
        (
            VIEW,
            {
                "03": [
                    exchanged("2060101", "2060199", range(2, 8)),
                    exchanged("2080501", "2080505", range(2, 8)),
                ]
            },
        ),
    )
    yield "一列的两行互换", (VIEW, {"05": [exchanged("2060101", "2080505", [2])]})
    yield (
        "两表同样错开",
        (VIEW, {"02": [moved("206", "2080505", range(2, 9))], "03": [moved("206", "2080505", range(2, 8))]}),
    )
    yield "三列移动", (VIEW, {"05": [crossed(2, 3), crossed(3, 4)]})
    yield (
        "项目支出移到基本支出",
        (
            VIEW,
            {
                "05": [
                    lambda rows: [
                        row if n < 4 or not row[4] else [*row[:3], row[4], ""] for n, row in enumerate(rows)
                    ]
                ]
            },
        ),
    )
    yield (
        "两行空着",
        (VIEW, {"05": [blank([2, 3, 4], "2060101", "2060101"), blank([2, 3, 4], "2080505", "2080505")]}),
    )
    yield "相邻的两行空着", (VIEW, {"05": [blank([2, 3, 4], "2060101", "2060199")]})
    yield "合计空着", (VIEW, {"05": [blank([2, 3, 4], "合计", "合计")]})
    yield "只有一列空着", (VIEW, {"05": [blank([3], "206", "2080505")]})
    yield "除合计以外空着", (VIEW, {"05": [blank([2, 3, 4], "206", "2080505")]})
    yield "空着一项的一列", (VIEW, {"05": [blank([2], "2060101", "2060101")]})


def with_unit(unit: str, factor: int) -> Change:
    """Each amount times a factor, with a unit behind it."""

    def change(rows: Matrix) -> Matrix:
        return [
            [f"{float(cell) * factor:.2f}{unit}" if "." in cell else cell for cell in row] for row in rows
        ]

    return change


def in_three(rows: Matrix) -> Matrix:
    """A code in three columns: class, group, item."""
    return [
        [row[0]] * 3 + row[1:] if n < 3 else [row[0][:3], row[0][3:5], row[0][5:], *row[1:]]
        for n, row in enumerate(rows)
    ]


CASES: dict[str, Case] = {
    title: case
    for cases in (
        of_coded_tables,
        of_two_sided_tables,
        of_basic_expenditure,
        of_other_tables,
        of_several_tables,
        of_edges,
    )
    for title, case in cases()
}


@pytest.mark.parametrize("title", CASES)
def test_what_becomes_of_a_table_is_read_and_told_as_it_was_reviewed(title: str, accept: bool) -> None:
    view, changes = CASES[title]
    parts = printed(view)
    for number, those in changes.items():
        lines, rows = parts[number]
        for change in those:
            rows = change(rows)
        parts[number] = lines, rows
    hold(title, parts.values(), view, accept)


def hold(title: str, parts: Iterable[Part], view: tuple[str, ...], accept: bool) -> None:
    GOLDEN.holds(title, otherwise(all_of(read(parts)), before(view), FEW), accept, [*CASES, *REPORTS])


# ---- what may become of a report ----


def part(number: str, *lines: str, change: Change | None = None, under: str | None = None) -> Part:
    """A table under its title, with LINES below that; UNDER: the title of another one, "" for none."""
    title = TITLES[number if under is None else under] if under != "" else "某表"
    rows = [[*row] for row in whole()[number]]
    return [f"公开{under or number}表", title, *lines, "单位：万元"], change(rows) if change else rows


def bare(number: str, rows: Matrix | None = None, *lines: str) -> Part:
    """A table with nothing but LINES above it."""
    return [*lines], [[*row] for row in (whole()[number] if rows is None else rows)]


def emptied(number: str) -> Matrix:
    """A table as a template has it, without figures."""
    figures = {"01": [2, 5], "04": [2, 5, 6, 7, 8], "06": [2, 5, 8], "07": [1, 2]}.get(
        number, [*range(2, len(whole()[number][0]))]
    )
    return blank(figures, "合计" if number not in ("01", "04", "06") else whole()[number][3][0])(
        [[*row] for row in whole()[number]]
    )


Report = tuple[tuple[str, ...], Callable[[], list[Part]]]
THREE = ("03", "04", "05")
REPORTS: dict[str, Report] = {
    "各表照格式": (VIEW, lambda: [part(number) for number in VIEW]),
    "03和05的标题互换": (VIEW, lambda: [part("01"), part("02"), part("03", under="05"), part("04"), part("05", under="03")]),
    "01和04的标题互换": (VIEW, lambda: [part("01", under="04"), part("02"), part("03"), part("04", under="01"), part("05")]),
    "05下面又印了03": (VIEW, lambda: [part("01"), part("02"), part("03"), part("04"), part("03", under="05")]),
    "03印了两次": (VIEW, lambda: [*(part(number) for number in VIEW), part("03")]),
    "03印了两次，第二次没有标题": (VIEW, lambda: [*(part(number) for number in VIEW), bare("03")]),
    "03下面又印了一次，数不同": (THREE, lambda: [part("03"), part("03", change=put("合计", 2, "300.00")), part("04"), part("05")]),
    "空的03在上面": (THREE, lambda: [(part("03")[0], emptied("03")), bare("03"), part("04"), part("05")]),
    "空的03在上面，都有标题": (THREE, lambda: [(part("03")[0], emptied("03")), part("03"), part("04"), part("05")]),
    "空的03在下面": (THREE, lambda: [part("03"), bare("03", emptied("03")), part("04"), part("05")]),
    "空的05在最后": (VIEW, lambda: [*(part(number) for number in VIEW), (part("05")[0], emptied("05"))]),
    "空的01": (VIEW, lambda: [(part("01")[0], emptied("01")), *(part(number) for number in VIEW[1:])]),
    "03没有标题": (THREE, lambda: [bare("03", None, "单位：万元"), part("04"), part("05")]),
    "各表都没有标题": (VIEW, lambda: [bare(number) for number in VIEW]),
    "标题是表的第一行": (THREE, lambda: [bare("03", [[TITLES["03"]] * 8, *whole()["03"]]), part("04"), part("05")]),
    "标题和单位是表的头几行": (THREE, lambda: [bare("03", [["公开03表"] * 8, [TITLES["03"]] * 8, ["单位：元"] * 8, *times(10_000)([[*row] for row in whole()["03"]])]), part("04"), part("05")]),
    "标题不认得": (THREE, lambda: [part("03", under=""), part("04"), part("05")]),
    "没有表号": (THREE, lambda: [bare("03", None, TITLES["03"]), part("04"), part("05")]),
    "只有表号": (THREE, lambda: [bare("03", None, "公开03表"), part("04"), part("05")]),
    "03分成两张，续表有表头": (THREE, lambda: [bare("03", whole()["03"][:9], TITLES["03"]), bare("03", [*whole()["03"][:2], *whole()["03"][9:]], "续表"), part("04"), part("05")]),
    "03分成两张，续表没有表头": (THREE, lambda: [bare("03", whole()["03"][:9], TITLES["03"]), bare("03", whole()["03"][9:], "续表"), part("04"), part("05")]),
    "03分成两张，没有一句话": (THREE, lambda: [bare("03", whole()["03"][:9], TITLES["03"]), bare("03", whole()["03"][9:]), part("04"), part("05")]),
    "03分成两张，标题又有": (THREE, lambda: [bare("03", whole()["03"][:9], TITLES["03"]), bare("03", whole()["03"][9:], TITLES["03"]), part("04"), part("05")]),
    "03分成两张，列不同": (THREE, lambda: [bare("03", whole()["03"][:9], TITLES["03"]), bare("03", [row[:6] for row in whole()["03"][9:]]), part("04"), part("05")]),
    "03分成两张，中间有别的话": (THREE, lambda: [bare("03", whole()["03"][:9], TITLES["03"]), bare("03", whole()["03"][9:], "下面说明其他事项，与表没有关系。"), part("04"), part("05")]),
    "03分成两张，后一张在前": (THREE, lambda: [bare("03", [*whole()["03"][:2], *whole()["03"][9:]], TITLES["03"]), bare("03", whole()["03"][:9], "续表"), part("04"), part("05")]),
    "01分成两张": (("01", "03", "04"), lambda: [bare("01", whole()["01"][:20], TITLES["01"]), bare("01", whole()["01"][20:], "续表"), part("03"), part("04")]),
    "06分成两张": (("05", "06"), lambda: [part("05"), bare("06", whole()["06"][:15], TITLES["06"]), bare("06", whole()["06"][15:], "续表")]),
    "03分成左右两张": (THREE, lambda: [bare("03", [row[:5] for row in whole()["03"]], TITLES["03"]), bare("03", [[*row[:2], *row[5:]] for row in whole()["03"]], "续表"), part("04"), part("05")]),
    "两张表并成一张": (VIEW, lambda: [part("01"), part("02"), bare("03", [*whole()["03"], *([*row, *[""] * 3] for row in whole()["05"])], TITLES["03"]), part("04")]),
    "别的表在前面": (THREE, lambda: [bare("03", [["姓名", "职务"], ["张三", "局长"]], "人员名单"), *(part(number) for number in THREE)]),
    "标题下面是别的表": (THREE, lambda: [bare("03", [["姓名", "职务"], ["张三", "局长"]], "公开03表", TITLES["03"]), part("04"), part("05")]),
    "标题下面是空的格": (THREE, lambda: [bare("03", [["", ""], ["", ""]], "公开03表", TITLES["03"]), part("04"), part("05")]),
    "标题下面是别的表，只有表号": (THREE, lambda: [bare("03", [["姓名", "职务"], ["张三", "局长"]], "公开03表"), part("04"), part("05")]),
    "标题下面是两张别的表": (THREE, lambda: [*(bare("03", [["姓名", name], ["张三", "局长"]], TITLES["03"]) for name in ("职务", "职级")), part("04"), part("05")]),
    "没有03，05只有合计": (VIEW, lambda: [part("01"), part("02"), part("04"), part("05", change=lambda rows: rows[:4])]),
    "没有05，03只有合计": (VIEW, lambda: [part("01"), part("02"), part("03", change=lambda rows: rows[:3]), part("04")]),
    "没有01和04，03以元计": (("02", "03", "05"), lambda: [part("02"), part("03", change=times(10_000)), part("05")]),
    "没有01和04，05以元计": (("02", "03", "05"), lambda: [part("02"), part("03"), part("05", change=times(10_000))]),
    "只有03，以元计": (("03",), lambda: [part("03", change=times(10_000))]),
    "03大一千倍": (VIEW, lambda: [part(number, change=times(1000) if number == "03" else None) for number in VIEW]),
    "写元的05小一千倍": (VIEW, lambda: [*(part(number) for number in VIEW[:4]), (["公开05表", TITLES["05"], "单位：元"], times(10)([[*row] for row in whole()["05"]]))]),
    "03的标题写错": (THREE, lambda: [bare("03", None, "公开03表", "支出决祘表"), part("04"), part("05")]),
    "标题在表的下面": (THREE, lambda: [bare("03"), ([TITLES["03"], "公开04表", TITLES["04"]], [[*row] for row in whole()["04"]]), part("05")]),
    "标题上面隔着九句话": (THREE, lambda: [bare("03", None, TITLES["03"], *(f"第{n}句别的话。" for n in range(9))), part("04"), part("05")]),
    "01下面又印了04": (VIEW, lambda: [part("04", under="01"), part("02"), part("03"), part("04"), part("05")]),
    "02下面又印了02而数不同": (VIEW, lambda: [part("01"), part("02"), part("02", change=put("合计", 2, "999.00")), part("03"), part("04"), part("05")]),
    "02的标题下面是03": (("01", "03", "04", "05"), lambda: [part("01"), part("03", under="02"), part("04"), part("05")]),
    "03和02的标题都在03上": (VIEW, lambda: [part("01"), part("02"), (["公开02表", TITLES["02"], "公开03表", TITLES["03"]], [[*row] for row in whole()["03"]]), part("04"), part("05")]),
    "没有01": (VIEW, lambda: [part(number) for number in VIEW[1:]]),
    "没有03": (VIEW, lambda: [part(number) for number in VIEW if number != "03"]),
    "没有05": (VIEW, lambda: [part(number) for number in VIEW if number != "05"]),
    "没有表": (THREE, list),
    "次序颠倒": (VIEW, lambda: [part(number) for number in reversed(VIEW)]),
    "各表以元计": (VIEW, lambda: [(["公开" + number + "表", TITLES[number], "单位：元"], times(10_000)([[*row] for row in whole()[number]])) for number in VIEW]),
    "一张写元，数是万元": (VIEW, lambda: [*(part(number) for number in VIEW[:4]), (["公开05表", TITLES["05"], "单位：元"], [[*row] for row in whole()["05"]])]),
    "没有一张写单位": (VIEW, lambda: [bare(number, None, TITLES[number]) for number in VIEW]),
    "没有写单位，一张是元": (VIEW, lambda: [*(bare(number, None, TITLES[number]) for number in VIEW[:4]), bare("05", times(10_000)([[*row] for row in whole()["05"]]), TITLES["05"])]),
    "正文说到没有的一项": (VIEW, lambda: [*(part(number, change=drop("2060199") if number in CODED else None) for number in VIEW), (["科学技术支出（类）科学技术管理事务（款）其他科学技术管理事务支出（项）。支出决算为8.05万元。"], [])]),
    "正文列举了06的各项": (("05", "06"), lambda: [part("05"), part("06", change=moved("30101", "30399", [2])), (["人员经费主要包括：基本工资、津贴补贴、机关事业单位基本养老保险缴费、退休费。", "公用经费主要包括：办公费、差旅费、公务用车运行维护费等。"], [])]),
    "正文列举了中间的各项": (("05", "06"), lambda: [part("05"), part("06", change=moved("302", "30299", [5], -1)), (["公用经费包括办公费、差旅费、公务用车运行维护费。"], [])]),
}  # fmt: skip


@pytest.mark.parametrize("title", REPORTS)
def test_what_becomes_of_a_report_is_read_and_told_as_it_was_reviewed(title: str, accept: bool) -> None:
    view, made = REPORTS[title]
    hold(title, made(), view, accept)
