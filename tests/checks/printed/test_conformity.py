"""Where a public table is not as the form has it: each row, each column once, and nothing of what is only ordered otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from forms.documents import CENTRAL, raw

from narrator import form_knowledge
from narrator.checks.finding import Finding, Level
from narrator.checks.printed.conformity import (
    deviations,
    is_misnamed,
    misnamed_rows,
    tell_rows_elsewhere,
)
from narrator.checks.printed.header_words import compare_header, words_over_labels
from narrator.checks.printed.lines import texts_of
from narrator.checks.printed.misunderstood_rows import misunderstood, tell_misplaced
from narrator.checks.printed.table_columns import strange_columns
from narrator.document import Cell, Paragraph, Table
from narrator.form import load
from narrator.spans import Text
from narrator.tables.plain import plain
from narrator.tables.public import read_public_table
from narrator.tables.table_as_read import Across, Printed, PublicTable, Sheet, Unread
from narrator.tables.vocabulary import Blueprints

from ..alterations import added, changed, table
from ..reports import HOME, before, cells, findings, made, original, told, without
from ..telling import in_full
from ..test_wrong_figures import news

BLUEPRINTS = form_knowledge.blueprints(load("辽宁2023"))
HEAD = ["项目|预算数|决算数"]
ROWS = ["合计|9|9", "1、因公出国（境）费|1|1", "2、公务接待费|2|2", "3、公务用车购置及运行费|6|6", "其中：（1）公务用车运行维护费|4|4", "（2）公务用车购置费|2|2"]  # fmt: skip
TITLE = "财政拨款“三公”经费支出决算表"


def told_of(rows: list[str], title: str = TITLE, blueprints: Blueprints = BLUEPRINTS) -> list[str]:
    """What is told of a table of ROWS, a line each."""
    sheet = Sheet([[cell.strip() for cell in row.split("|")] for row in rows], (title,))
    read = read_public_table(sheet, blueprints.vocabulary)
    blueprint = blueprints[read.name]
    found = (
        *deviations(read, blueprint),
        *strange_columns(read, blueprint),
        *misunderstood(read, blueprint),
    )
    return [" ".join(in_full([one]).split()) for one in found]


CROSSED = form_knowledge.blueprints(load("中央2023"))  # whose table has the expenses side by side, twice
EXPENSES = [
    "合计",
    "因公出国（境）费",
    "公务用车购置费",
    "公务用车运行维护费",
    "公务用车购置及运行维护费",
    "公务接待费",
]
AMOUNTS = ["9.00", "1.00", "2.00", "4.00", "6.00", "2.00"]


@pytest.mark.parametrize("left_out", range(len(EXPENSES)))
@pytest.mark.parametrize("upright", [True, False])
def test_an_expense_that_is_missing_is_told_by_its_name_where_the_form_has_it_in_a_column(
    left_out: int, upright: bool
) -> None:
    """The table as the form has it, or with the expenses below one another; without its numbers of columns."""
    lines = [*zip(EXPENSES, AMOUNTS, strict=True)]
    name = EXPENSES[left_out].replace("及运行维护费", "及运行费")

    def printed(lines: list[tuple[str, str]]) -> list[str]:
        if upright:
            return ["项目|预算数|决算数", *(f"{name}|{amount}|{amount}" for name, amount in lines)]
        above = ["预算数"] * len(lines) + ["决算数"] * len(lines)
        names, amounts = zip(*lines, strict=True)
        return ["|".join(above), "|".join(names * 2), "|".join(amounts * 2)]

    assert told_of(printed(lines), blueprints=CROSSED) == []
    del lines[left_out]
    assert told_of(printed(lines), blueprints=CROSSED) == [
        f"错误 ST-4 公开09表 {name} 没有“{name}”。照格式补上。"
    ]


@pytest.mark.parametrize("form", ["中央2023", "上海2024"])  # 预算数 over the expenses, and below each
def test_an_expense_that_lacks_one_of_its_columns_is_told_by_both_words(form: str) -> None:
    """Left out, or as wide as the form has it with another word over it, or that and blank: each is told once."""
    blueprints = form_knowledge.blueprints(load(form))
    blueprint = blueprints["三公经费表"]
    header = [[place.text for place in line.places] for line in blueprint.header]
    header = [line for line in header if not line[0].isdigit()]
    [paths] = [[place.path[1:] for place in row.places] for row in blueprint.body]
    amounts = dict(zip([*EXPENSES[:4], "公务用车购置及运行费", *EXPENSES[5:]], AMOUNTS, strict=True))
    rows = [*header, [amounts[name] for name, _ in paths]]

    def told(rows: list[list[str]]) -> list[str]:
        return told_of(["|".join(row) for row in rows], blueprint.title, blueprints)

    assert told(rows) == []
    for at, (name, column) in enumerate(paths):
        lacks = f"错误 ST-4 {blueprint.label} 表头 {name} {column} 没有读到“{name} {column}”这一列。照格式补上，或者改正表头。"
        assert told([row[:at] + row[at + 1 :] for row in rows]) == [lacks]
        others = [*rows[:-2], [*rows[-2][:at], "某某费用", *rows[-2][at + 1 :]]]
        [found] = told([*others, rows[-1]])
        assert found.startswith("不能核对")
        assert "没有读懂这一列" in found
        assert told([*others, [*rows[-1][:at], "", *rows[-1][at + 1 :]]]) == [lacks]


@pytest.mark.parametrize("form", ["中央2023", "上海2024"])
def test_a_header_whose_merged_cells_were_split_is_read_where_its_words_suffice(form: str) -> None:
    blueprints = form_knowledge.blueprints(load(form))
    blueprint = blueprints["三公经费表"]
    whole = [[place.text for place in line.places] for line in blueprint.header]
    split = [
        [
            "" if (at and word == line[at - 1]) or (number and word == whole[number - 1][at]) else word
            for at, word in enumerate(line)
        ]
        for number, line in enumerate(whole)
    ]
    assert sum(line.count("") for line in split) > 9
    amounts = dict(zip([*EXPENSES[:4], "公务用车购置及运行费", *EXPENSES[5:]], AMOUNTS, strict=True))
    row = [amounts[place.path[1]] for place in blueprint.body[0].places]
    for header in (whole, split):
        assert told_of(["|".join(line) for line in (*header, row)], blueprint.title, blueprints) == []
    lost = [["" if word == "预算数" else word for word in line] for line in split]
    assert read_public_table(Sheet([*lost, row], (blueprint.title,)), blueprints.vocabulary).name == ""


def test_a_table_as_the_form_has_it() -> None:
    assert told_of(HEAD + ROWS) == []


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (HEAD + ROWS[:2] + ROWS[3:], ["错误 ST-4 公开07表 2、公务接待费 没有“2、公务接待费”这一行。照格式补上。"]),
        (HEAD + ROWS[1:] + ROWS[:1], []),
        ([*HEAD, ROWS[0], "", *ROWS[1:]], []),
        (HEAD + [row.replace("接待费", "接侍费") for row in ROWS], ["错误 ST-4 公开07表 2、公务接待费 这里应当是“2、公务接待费”。照格式改正。 公开07表：2、公务接侍费 格式：2、公务接待费"]),
        (HEAD + [row.replace("2、", "") for row in ROWS], []),
        ([*HEAD, *ROWS, "会议费|3|3"], ["不能核对 公开07表 “会议费 3” 格式里没有这一行。核对这一行。"]),
        ([*HEAD, *ROWS, ROWS[2]], ["错误 ST-4 公开07表 “2、公务接待费 2” 这一行重复了。删去一行。"]),
        (["项目|决算数", *[row.rpartition("|")[0] for row in ROWS]], ["错误 ST-4 公开07表 表头 预算数 没有读到“预算数”这一列。照格式补上，或者改正表头。"]),
        (["项目|预算数|决算数|增减率", *[f"{row}|5" for row in ROWS]], ["不能核对 公开07表 “增减率” 没有读懂这一列。核对表头。"]),
    ],
)  # fmt: skip
def test_what_is_otherwise_is_told_once(rows: list[str], found: list[str]) -> None:
    width = rows[0].count("|") + 1
    assert told_of([row if row else "|" * (width - 1) for row in rows]) == found


def test_a_row_that_is_misnamed_is_not_understood_in_a_report_that_is_not_of_the_form() -> None:
    rows = HEAD + [row.replace("公务接待费", "业务招待费") for row in ROWS]
    read = read_public_table(Sheet([row.split("|") for row in rows], (TITLE,)), BLUEPRINTS.vocabulary)
    assert in_full(misnamed_rows(read, BLUEPRINTS[read.name])) == (
        "不能核对  公开07表 “2、业务招待费 2”\n    格式里没有这一行。核对这一行。\n"
    )
    assert told_of(rows) == [
        "错误 ST-4 公开07表 2、公务接待费 这里应当是“2、公务接待费”。照格式改正。 公开07表：2、业务招待费 2 格式：2、公务接待费"
    ]


def test_a_column_that_the_form_has_no_words_over_is_called_as_its_data_are() -> None:
    rows = ["项目|决算数", *[row.rpartition("|")[0] for row in ROWS]]
    read = read_public_table(Sheet([row.split("|") for row in rows], (TITLE,)), BLUEPRINTS.vocabulary)
    [found] = deviations(read, replace(BLUEPRINTS[read.name], header=()))
    assert found.what == "没有读到“预算数”这一列"


def test_numbers_before_names_may_be_others_where_they_grow() -> None:
    income = [f"{number}、{name}|{at}" for at, (number, name) in enumerate([("一", "一般公共服务支出"), ("二", "外交支出"), ("三", "国防支出")], 1)]  # fmt: skip
    head = ["支出|支出", "项目|决算数"]

    def wrong(rows: list[str]) -> list[str]:
        return [one for one in told_of(head + rows, "收入支出决算总表") if "这里应当是" in one]

    assert wrong(income) == []
    assert wrong([income[0], income[2].replace("三", "二")]) == []
    assert wrong([income[0], income[1], income[2].replace("三、", "二、")]) != []


@pytest.mark.parametrize("at", range(3))
def test_a_wrong_number_before_a_name_is_no_fault_of_the_others(at: int) -> None:
    """The last class has another number than in the form, as two stand before it that the form does not have."""
    names = ["一、一般公共服务支出", "二、外交支出", "三、国防支出", "四、公共安全支出"]
    added = ["二十四、债务还本支出", "二十五、债务付息支出", "二十六、抗疫特别国债安排的支出"]
    typed = [*names[:at], "七" + names[at][1:], *names[at + 1 :]]
    rows = [f"{name}|{number}" for number, name in enumerate([*typed, *added])]
    blueprints = form_knowledge.blueprints(load("上海2024"))
    found = told_of(["支出|支出", "项目|决算数", *rows], "收入支出决算总表", blueprints)
    wrong = [one.split("：")[-1] for one in found if "这里应当是" in one]
    assert wrong == [names[at]]


def test_rows_whose_numbers_are_in_another_order_than_in_the_form_are_a_hint() -> None:
    head, title = ["支出|支出", "项目|决算数"], "收入支出决算总表"
    rows = ["一、一般公共服务支出|1", "二、外交支出|2", "三、国防支出|3"]
    what = "提醒 ST-4 公开01表 “三、国防支出” 各行的次序与格式不同。照格式的次序排。"

    def hints(rows: list[str]) -> list[str]:
        return [one for one in told_of([*head, *rows], title) if "次序" in one]

    assert hints(rows) == []
    assert hints([rows[0], rows[2], rows[1]]) == [what]
    assert hints([rows[2][2:], *rows[:2]]) == []  # without numbers of their own


ITEMS = {"30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30106": "伙食补助费", "30107": "绩效工资", "30108": "机关事业单位基本养老保险缴费"}  # fmt: skip


def test_names_that_slipped_are_told_once_and_those_beside_them_each() -> None:
    def wrong(names: list[str]) -> list[str]:
        rows = [f"{code}|{name}|1" for code, name in zip(ITEMS, names, strict=True)]
        found = told_of(["经济分类科目编码|科目名称|决算数", *rows], "一般公共预算财政拨款基本支出决算表")
        return [one.split(" ", 3)[3].split("。")[0] for one in found if "没有" not in one]

    names = [*ITEMS.values()]
    assert wrong(names) == []
    slipped = "“{}”起 从“{}”这一行起，编码和名称错开了一行".format
    up, down = "30102 奖金", "30102 基本工资"
    assert wrong([names[0], *names[2:], names[5]]) == [slipped(up, up)]
    assert wrong([names[0], *names[:5]]) == [slipped(down, down)]
    assert wrong(["工资", *names[:1], *names[1:5]]) == ["基本工资 这里应当是“基本工资”", slipped(down, down)]
    assert len(wrong([names[1], names[0], *names[2:]])) == 2
    assert wrong([names[0], *names[2:5], *names[4:]]) == [slipped(up, up)]  # as few as are enough
    assert len(wrong([names[0], *names[2:4], *names[3:]])) == 2


def test_a_table_by_code_without_names_lacks_one_column() -> None:
    title = "一般公共预算财政拨款支出决算表"
    rows = ["206|科学技术支出|9|9|0", "20601|科学技术管理事务|9|9|0", "2060101|行政运行|9|9|0"]
    whole = ["科目编码|科目名称|小计|基本支出|项目支出", *rows]
    lacking = "没有读到“科目名称”这一列"
    assert not [one for one in told_of(whole, title) if lacking in one]
    nameless = ["|".join([*row.split("|")[:1], *row.split("|")[2:]]) for row in whole]
    assert len([one for one in told_of(nameless, title) if lacking in one]) == 1


def exchanged(block: Table, one: int, other: int, body: bool) -> Table:
    """BLOCK with two of its columns in each other's places, or their heads alone when not BODY."""
    to = {one: other, other: one}
    header, rows = (
        tuple(
            tuple(
                sorted(
                    (cell._replace(column=to.get(cell.column, cell.column)) for cell in row),
                    key=lambda cell: cell.column,
                )
            )
            for row in part
        )
        for part in (block.header, block.body)
    )
    return block._replace(header=header, body=rows if body else block.body)


@pytest.mark.parametrize(("name", "columns"), [("一般公共预算支出表", (3, 4)), ("支出决算表", (3, 6))])
def test_columns_in_another_order_are_read_all_the_same_and_told_as_a_hint(
    name: str, columns: tuple[int, int]
) -> None:
    told_before = before()

    def new(body: bool) -> list[Finding]:
        document = changed(original(), name, lambda block: exchanged(block, *columns, body))
        return [one for one in findings(document) if not told([one]) <= told_before]

    [found] = new(body=True)
    assert (found.rule, found.level) == ("ST-4", Level.HINT)
    assert "次序与格式不同" in found.what
    # Heads alone that stand in each other's places are wrong: the figures say so.
    assert any(one.level is Level.ERROR for one in new(body=False))


def slipped(first: int, last: int, step: int, columns: range) -> Callable[[list[Any]], list[Any]]:
    """Moves the figures in some columns of rows of a body, a row down (1) or up (-1); one is lost, one is blank."""

    def change(rows: list[Any]) -> list[Any]:
        texts = [{cell.column: cell.paragraphs for cell in row} for row in rows]
        blank = dict.fromkeys(columns, (Text(""),))

        def moved(at: int) -> Any:
            there = texts[at - step] if first <= at - step <= last else blank
            return tuple(
                cell._replace(paragraphs=there[cell.column]) if cell.column in columns else cell
                for cell in rows[at]
            )

        return [moved(at) if first <= at <= last else row for at, row in enumerate(rows)]

    return change


@pytest.mark.parametrize(
    ("name", "rows", "step", "columns", "found"),
    [
        (
            "支出决算表",
            (5, 11),
            1,
            range(2, 8),
            "公开03表 “科技成果转化与扩散”起 从“科技成果转化与扩散”这一行起",
        ),
        (
            "支出决算表",
            (5, 11),
            -1,
            range(2, 8),
            "公开03表 “科技成果转化与扩散”起 从“科技成果转化与扩散”这一行起",
        ),
        (
            "财政拨款收支总表",
            (26, 31),
            1,
            range(5, 9),
            "公开04表 “本年支出合计”起 从“本年支出合计”这一行起",
        ),
        (
            "收入支出总表",
            (0, 30),
            1,
            range(2, 3),
            "公开01表 “一、一般公共预算财政拨款收入”起 从“一、一般公共预算财政拨款收入”这一行起",
        ),
        (
            "收入支出总表",
            (0, 30),
            -1,
            range(2, 3),
            "公开01表 “一、一般公共预算财政拨款收入”起 从“一、一般公共预算财政拨款收入”这一行起",
        ),
        (  # among incomes, which add up to the same
            "收入支出总表",
            (0, 6),
            1,
            range(2, 3),
            "公开01表 “一、一般公共预算财政拨款收入”起 从“一、一般公共预算财政拨款收入”这一行起",
        ),
        (
            "支出决算表",
            (5, 11),
            1,
            range(4, 5),
            "公开03表 “科技成果转化与扩散”起 从“科技成果转化与扩散”这一行起",
        ),
        ("三公经费表", (2, 5), -1, range(1, 3), "公开07表 “合计”起 从“合计”到“2、公务接待费”之间的一行起"),
        (
            "基本支出表",
            (2, 18),
            -1,
            range(2, 3),
            "公开06表 “基本工资”起 从“基本工资”到“奖金”之间的一行起",
        ),
    ],
)
def test_figures_that_slipped_are_one_finding(
    name: str, rows: tuple[int, int], step: int, columns: range, found: str
) -> None:
    document = table(original(), name, slipped(*rows, step, columns))
    new = [one for one in findings(document) if not told([one]) <= before()]
    assert [f"{one.subject} {one.what}" for one in new] == [f"{found}，名称和数错开了一行"]


@pytest.mark.parametrize("name", ["支出决算表", "三公经费表"])
def test_a_table_of_noughts_is_one_finding_where_many_figures_elsewhere_belong_in_it(name: str) -> None:
    def nought(text: Text) -> Text:
        return Text("0.00" if "." in text.string and text.string.replace(".", "").isdigit() else text.string)

    def change(rows: list[Any]) -> list[Any]:
        return [
            tuple(cell._replace(paragraphs=tuple(map(nought, cell.paragraphs))) for cell in row)
            for row in rows
        ]

    new = [one for one in findings(table(original(), name, change)) if not told([one]) <= before()]
    if name == "三公经费表":  # each of the few is judged
        assert {one.rule for one in new} > {"X-9"}
        return
    [found] = new
    assert "里的数都是零，别的表里有它的数，与它有关的都没有核对" in found.what


@pytest.mark.parametrize("name", ["收入决算表", "支出决算表", "一般公共预算支出表"])
@pytest.mark.parametrize("code", ["206", "221"])
def test_a_class_that_is_missing_whole_is_one_finding(name: str, code: str) -> None:
    """And nothing that depends on its rows is judged, nor are sentences on them strange."""

    def change(rows: list[Any]) -> list[Any]:
        return [row for row in rows if not row[0].paragraphs[0].string.startswith(code)]

    document = table(original(), name, change)
    new = (one for one in findings(document) if not told([one]) <= before())
    [found] = [one for one in new if not one.subject.startswith("20604 ")]  # now in fewer tables
    assert found.rule == "ST-4"
    assert found.what.startswith(f"没有“{code} ")
    assert "”这一行和它下面的各行，" in found.what


def test_of_figures_that_slipped_by_two_rows_it_is_said_by_how_many() -> None:
    def change(rows: list[Any]) -> list[Any]:
        once = slipped(5, 11, 1, range(2, 8))
        return once(once(rows))

    [found] = [
        one for one in findings(table(original(), "支出决算表", change)) if not told([one]) <= before()
    ]
    assert found.what == "从“科技成果转化与扩散”这一行起，名称和数错开了两行"
    assert "是不是多了或者少了两格" in found.hint


def headed(block: Table, *lines: str) -> Table:
    """BLOCK with a header of LINES, cells at |, as many as it has columns."""
    rows = [
        tuple(Cell(at, (Text(word),), "center") for at, word in enumerate(line.split("|"))) for line in lines
    ]
    return block._replace(header=tuple(rows))


WIDE = "功能分类科目编码|科目名称|支出|支出|支出|支出|支出|支出"
HEADS = "功能分类科目编码|科目名称|{}|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出"


def of_total(*lines: str) -> list[str]:
    """What is told of a report more than of the sample when the total of its 支出决算表 is wrong and stands below LINES."""

    def change(block: Table) -> Table:
        [first, *rest] = block.body
        wrong = tuple(
            one._replace(paragraphs=(Text("9999.99"),)) if one.column == 2 else one for one in first
        )
        return headed(block._replace(body=(wrong, *rest)), *lines)

    told_before = before()
    document = changed(original(), "支出决算表", change)
    found = [one for one in findings(document) if not told([one]) <= told_before]
    return [" ".join(in_full([one]).split()) for one in found if one.level is not Level.TAIL]


def test_a_total_below_the_word_that_says_what_table_it_is_is_read() -> None:
    [wrong] = of_total(WIDE, HEADS.format("合计"))
    assert wrong.startswith("错误 T3-1 公开03表 合计 本年支出合计 这个数改成851.17")


def test_a_column_that_is_not_understood_is_told_in_a_table_with_as_many_columns_as_the_form() -> None:
    found = of_total(WIDE, HEADS.format("甲"))
    assert [one for one in found if "公开03表" in one] == [
        "不能核对 读 公开03表 “支出甲” 没有读懂这一列。核对表头。"
    ]


@pytest.mark.parametrize(("row", "name"), [(0, "合计"), (1, "科学技术支出")])
def test_a_row_that_is_blank_is_one_finding(row: int, name: str) -> None:
    document = table(original(), "一般公共预算支出表", slipped(row, row, 1, range(2, 5)))
    new = [one for one in findings(document) if not told([one]) <= before()]
    assert [f"{one.subject} {one.what}" for one in new] == [f"公开05表 {name} 这一行空着，照别处应当有数"]


def more_of(name: str, change: Callable[[Any], Any], form: str = HOME) -> list[str]:
    """What is told of a report more than of the sample of a form when its table NAME is changed, without tails."""
    document = changed(original(form), name, change)
    found = [one for one in findings(document, None, form) if not told([one]) <= before(form)]
    return [" ".join(in_full([one]).split()) for one in found if one.level is not Level.TAIL]


def renamed(old: str, new: str) -> Callable[[Any], Any]:
    """Calls what the header and the rows of a table call OLD by a NEW name."""

    def change(block: Table) -> Table:
        header, body = (
            tuple(
                tuple(
                    cell._replace(
                        paragraphs=tuple(Text(one.string.replace(old, new)) for one in cell.paragraphs)
                    )
                    for cell in row
                )
                for row in part
            )
            for part in (block.header, block.body)
        )
        return block._replace(header=header, body=body)

    return change


def in_new_column(at: int, end: int) -> Callable[[Any], Any]:
    """Moves the figures of a column to a new one at the END of a table, of a name that nobody knows."""

    def change(block: Table) -> Table:
        def wider(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
            here = next(one for one in row if one.column == at)
            rest = [one._replace(paragraphs=(Text(""),)) if one is here else one for one in row]
            return (*rest, here._replace(column=end))

        header = tuple((*row, Cell(end, (Text("别的什么"),), "center")) for row in block.header)
        columns = (*block.columns, block.columns[-1])
        return block._replace(columns=columns, header=header, body=tuple(map(wider, block.body)))

    return change


def test_sums_over_a_column_that_was_not_understood_are_not_judged_nor_is_a_blank_column_beside_it() -> None:
    found = more_of("支出决算表", in_new_column(4, 8))
    assert [one for one in found if "公开03表" in one] == [
        "不能核对 读 公开03表 “别的什么” 没有读懂这一列。核对表头。"
    ]
    assert not any(one.startswith("错误") for one in found)


def with_figures_beside(block: Table) -> Table:
    """The table with another year's figures and by how much these grew at its right, and a total that is wrong by 0.30."""
    end = max(cell.column for cell in block.body[0]) + 1
    right = [("上年总数", "9.00"), ("增长率", "1.25%")]

    def wider(row: tuple[Cell, ...], texts: list[str]) -> tuple[Cell, ...]:
        return (*row, *(Cell(end + at, (Text(text),), "center") for at, text in enumerate(texts)))

    total, *rest = block.body
    total = tuple(one._replace(paragraphs=(Text("851.47"),)) if one.column == 2 else one for one in total)
    return block._replace(
        columns=(*block.columns, *block.columns[-2:]),
        header=tuple(wider(row, [word for word, _ in right]) for row in block.header),
        body=tuple(wider(row, [figure for _, figure in right]) for row in (total, *rest)),
    )


def test_sums_beside_a_column_that_is_none_of_their_parts_are_judged() -> None:
    found = [one for one in more_of("支出决算表", with_figures_beside) if "公开03表" in one]
    assert [one for one in found if one.startswith("不能核对")] == [
        f"不能核对 读 公开03表 “{word}” 没有读懂这一列。核对表头。" for word in ("上年总数", "增长率")
    ]
    assert any("公开03表 合计 本年支出合计" in one for one in found if one.startswith("错误"))


def test_sums_over_a_row_that_was_not_understood_are_not_judged_and_a_class_of_another_year_is_no_error() -> (
    None
):
    [found] = more_of("收入支出总表", renamed("住房保障支出", "人工智能支出"))
    assert found.startswith("不能核对 读 公开01表 “")
    assert "格式里没有这一行，这里是“十九、住房保障支出”" in found
    [found] = more_of("收入支出总表", renamed("年初结转和结余", "别的什么"))
    assert found.startswith("错误 ST-4 公开01表 年初结转和结余 这里应当是“年初结转和结余”。照格式改正。")


def test_what_was_understood_may_be_too_much_already() -> None:
    def change(block: Table) -> Table:
        [first, *rest] = block.body
        more = tuple(
            one._replace(paragraphs=(Text("99999.99"),)) if one.column == 3 else one for one in first
        )
        return renamed("项目支出", "别的什么")(block._replace(body=(more, *rest)))

    assert any("T3-1 公开03表 合计 本年支出合计" in one for one in more_of("支出决算表", change))


def lacking_column(column: int) -> Callable[[Table], Table]:
    """Takes a column out of a table, and out of the cells that run over it."""

    def narrower(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        return tuple(
            one._replace(
                column=one.column - (one.column > column),
                columns=one.columns - (one.column <= column < one.column + one.columns),
            )
            for one in row
            if one.columns > 1 or one.column != column
        )

    def change(block: Table) -> Table:
        header, body = (tuple(map(narrower, part)) for part in (block.header, block.body))
        return block._replace(columns=block.columns[:-1], header=header, body=body)

    return change


UNJUDGED = (
    "不能核对 ST-1 支出决算表 《支出决算表》没有读全，正文里列出它的数的1处没有核对。这张表改正以后再核对。"
)


def test_a_sentence_about_a_column_that_is_not_there_is_told_with_its_table_and_as_it_stands() -> None:
    missing, sentence = more_of("支出决算表", lacking_column(4), "上海2024")
    assert missing.startswith("错误 ST-4 支出决算表 表头 项目支出 没有读到“项目支出”这一列")
    assert sentence.startswith(UNJUDGED)
    printed = {line for block in original("上海2024").blocks for line in texts_of(block)}
    assert any(sentence.partition("”：")[2].partition(" ＠")[0] in plain(line) for line in printed)


def test_sentences_about_a_sum_that_is_not_there_are_told_with_its_table() -> None:
    missing, sentences = more_of("支出决算表", lambda block: block._replace(body=block.body[1:]), "上海2024")
    assert missing == "错误 ST-4 支出决算表 合计 没有“合计”这一行。照格式补上。"
    assert sentences.startswith(UNJUDGED)


def test_items_of_a_glossary_are_not_missed_in_a_table_that_is_absent() -> None:
    strange = Paragraph(Text("1.科学技术支出（类）技术研究与开发（款）没有的（项）：反映其他支出。"), "正文")
    with_glossary = added(original(), "名词解释", strange)
    missed = "这里写的科目，决算表里没有"
    assert any(one.what == missed for one in findings(with_glossary))
    lacking = without(with_glossary, "支出决算表")
    assert not any(one.what == missed for one in findings(lacking))


def test_a_column_that_is_taken_off_and_was_not_read_is_no_zero() -> None:
    """年末结转和结余 is 年初结转和结余＋本年收入－本年支出: without the last nobody knows what it should be."""
    found = more_of("政府性基金表", renamed("合计", "别的什么"), "上海2024")
    assert any("ST-4" in one for one in found)
    assert not [one for one in found if "T8-1" in one]


@pytest.mark.parametrize("block", range(3))
def test_figures_of_a_block_that_are_not_there_are_told_once_and_are_not_those_of_the_next_block(
    block: int,
) -> None:
    """基本支出表 with its codes, names and figures three times beside one another, as the form has them."""
    blueprint = CROSSED["基本支出表"]
    header = [[place.text for place in line.places] for line in blueprint.header]
    body = [[place.literal if not place.path else "1.00" for place in row.places] for row in blueprint.body]
    at = 3 * block + 2

    def told(rows: list[list[str]]) -> list[str]:
        return told_of(["|".join(row) for row in rows], blueprint.title, CROSSED)

    assert told([*header, *body]) == []
    [found] = told([row[:at] + row[at + 1 :] for row in (*header, *body)])
    called = " ".join(dict.fromkeys(line[at] for line in header))
    assert f"没有读到“{called}”这一列" in found
    for label, word in ((at - 2, "科目编码"), (at - 1, "科目名称")):
        found = told([row[:label] + row[label + 1 :] for row in (*header, *body)])
        assert [one for one in found if f"没有读到“{word}”这一列" in one]
    *above, lowest = [line for line in header if not line[at].isdigit()]
    misspelt = [*above, [*lowest[:at], "某某某", *lowest[at + 1 :]], *body]
    [found] = told(misspelt)
    assert found.startswith("不能核对")
    assert "没有读懂这一列" in found


@pytest.mark.parametrize("name", ["收入支出总表", "财政拨款收支总表"])
def test_figures_whose_names_were_not_understood_are_not_those_of_the_other_side(name: str) -> None:
    """The second 项目 of a table of both sides is called otherwise: what stands at its right is no income."""
    blueprint = CROSSED[name]
    header = [[place.text for place in line.places] for line in blueprint.header]
    body = [[place.literal if not place.path else "1.00" for place in row.places] for row in blueprint.body]
    at = next(at for at, word in enumerate(header[1]) if word == "项目" and at)
    header = [
        [("项错" if here == at and word == "项目" else word) for here, word in enumerate(line)]
        for line in header
    ]
    [found] = told_of(["|".join(row) for row in (*header, *body)], blueprint.title, CROSSED)
    assert found.startswith("不能核对")
    assert "没有读懂这一列" in found


@pytest.mark.parametrize("name", ["收入支出总表", "财政拨款收支总表"])
def test_a_column_of_one_side_that_is_not_there_is_told_once_and_by_its_side(name: str) -> None:
    """Each column of figures, and each with names, left out; the other side is read as before."""
    blueprint = CROSSED[name]
    header = [[place.text for place in line.places] for line in blueprint.header]
    body = [[place.literal if not place.path else "1.00" for place in row.places] for row in blueprint.body]
    for at, word in enumerate(header[1]):
        if word == "行次":
            continue
        left = ["|".join(row[:at] + row[at + 1 :]) for row in (*header, *body)]
        [found] = told_of(left, blueprint.title, CROSSED)
        side = header[0][at]
        assert found.startswith(
            f"错误 ST-4 {blueprint.label} 表头 {side} {word} 没有读到“{side} {word}”这一列"
        ) or (word == "项目" and f"“{side}”没有名称。补上各行名称的一列" in found)


@pytest.mark.parametrize(
    ("name", "words"), [("收入支出总表", ["金额"]), ("财政拨款收支总表", ["金额", "合计"])]
)
def test_a_side_whose_amounts_have_no_column_makes_no_error_of_the_other(name: str, words: list[str]) -> None:
    """01 without the 金额 of its incomes, and then of its expenses, in a whole report."""
    blueprint = BLUEPRINTS[name]
    lines = [[place.text for place in line.places] for line in blueprint.header]
    places = [at for at, word in enumerate(lines[1]) if word in words]
    assert places
    for at in places:
        errors = [one for one in more_of(name, lacking_column(at)) if one.startswith("错误")]
        side, word = lines[0][at], lines[1][at]
        assert errors == [
            f"错误 ST-4 {blueprint.label} 表头 {side} {word} 没有读到“{side} {word}”这一列。照格式补上，或者改正表头。"
        ]


@pytest.mark.parametrize("column", [5, 9])
def test_what_is_said_of_an_expense_whose_column_is_not_there_is_not_called_strange(column: int) -> None:
    """Of 公务用车 what it is for, which is said where there is expense: nobody knows whether there is."""
    [only] = more_of("三公经费表", lacking_column(column), "上海2024")
    assert only.startswith("错误 ST-4 财政拨款“三公”经费支出决算表 表头 公务用车")
    assert only.endswith("决算数”这一列。照格式补上，或者改正表头。")


def without_cell(name: str, column: int) -> Callable[[Table], Table]:
    """Takes the text out of a cell of the row with a name."""

    def change(block: Table) -> Table:
        def blanked(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
            texts = [plain(one.string) for cell in row for one in cell.paragraphs]
            return tuple(
                cell._replace(paragraphs=(Text(""),)) if cell.column == column and name in texts else cell
                for cell in row
            )

        return block._replace(body=tuple(map(blanked, block.body)))

    return change


@pytest.mark.parametrize("table_name", ["收入决算表", "支出决算表", "一般公共预算支出表"])
@pytest.mark.parametrize(
    ("name", "code"), [("住房公积金", "2210201"), ("社会保障和就业支出", "208"), ("抚恤", "20808")]
)
def test_a_row_without_its_code_or_its_name_is_one_finding(table_name: str, name: str, code: str) -> None:
    label = BLUEPRINTS[table_name].label
    assert more_of(table_name, without_cell(name, 0)) == [
        f"错误 AD-1 {label} {code} “{name}”这一行没有科目编码。补上{code}。"
    ]
    assert more_of(table_name, without_cell(name, 1)) == [
        f"错误 AD-1 {label} {code} 这一行没有科目名称。补上科目名称。"
    ]


def test_a_row_of_basic_expense_without_its_code_or_its_name_is_one_finding() -> None:
    label = BLUEPRINTS["基本支出表"].label
    assert more_of("基本支出表", without_cell("绩效工资", 0)) == [
        f"错误 AD-1 {label} 30107 “绩效工资”这一行没有科目编码。补上30107。"
    ]
    assert more_of("基本支出表", without_cell("绩效工资", 1)) == [
        f"错误 AD-1 {label} 30107 这一行没有科目名称。补上科目名称。"
    ]


@pytest.mark.parametrize(
    ("table_name", "columns", "what"),
    [
        ("基本支出表", (1, 4, 7), "科目名称"),
        ("基本支出表", (0, 3, 6), "科目编码"),
        ("支出决算表", (1,), "科目名称"),
    ],
)
def test_a_table_by_code_without_any_name_or_any_code_is_one_finding(
    table_name: str, columns: tuple[int, ...], what: str
) -> None:
    """What its codes, or names, tell is judged all the same."""

    def change(block: Table) -> Table:
        def blanked(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
            return tuple(
                cell._replace(paragraphs=(Text(""),))
                if cell.column in columns and cell.columns == 1
                else cell
                for cell in row
            )

        return block._replace(body=tuple(map(blanked, block.body)))

    label = BLUEPRINTS[table_name].label
    wrong = [one for one in more_of(table_name, change) if one.startswith("错误")]
    assert wrong == [f"错误 AD-1 {label} 没有一个{what}。补上{what}。"]


@pytest.mark.parametrize(
    ("table_name", "name", "column"),
    [
        ("收入支出总表", "八、社会保障和就业支出", 3),
        ("财政拨款收支总表", "八、社会保障和就业支出", 3),
        ("财政拨款收支总表", "本年支出合计", 3),
        ("基本支出表", "人员经费合计", 0),
    ],
)
def test_a_row_without_its_name_is_read_where_the_form_has_it_and_told_once(
    table_name: str, name: str, column: int
) -> None:
    """Neither do its figures slip, nor is it one of the other side."""
    label = BLUEPRINTS[table_name].label
    assert more_of(table_name, without_cell(name, column)) == [
        f"错误 ST-4 {label} {name} 这一行没有名称。补上“{name}”。"
    ]


@pytest.mark.parametrize("note", ["注：本表反映部门本年度的支出情况", "2.本表的数可能有尾差。"])
def test_a_note_in_the_last_row_is_no_row(note: str) -> None:
    """Its cells are not merged."""
    assert told_of([*HEAD, *ROWS, f"{note}||"]) == []
    assert len(told_of([*HEAD, *ROWS, f"{note}|5|5"])) == 1
    assert len(told_of([*HEAD, *ROWS, "别的什么||"])) == 1


def test_a_table_by_code_without_any_code_is_told_as_that() -> None:
    def without_codes(block: Table) -> Table:
        return block._replace(
            body=tuple(
                tuple(
                    cell._replace(paragraphs=(Text(""),)) if cell.column == 0 and cell.columns == 1 else cell
                    for cell in row
                )
                for row in block.body
            )
        )

    blueprint = BLUEPRINTS["一般公共预算支出表"]
    told = more_of("一般公共预算支出表", without_codes)
    what = f"{blueprint.cited}没有一个科目编码，与它有关的都没有核对"
    assert [one for one in told if what in one] == [f"不能核对 读 {blueprint.label} {what}。补上科目编码。"]
    assert not [one for one in told if one.startswith("错误")]


@pytest.mark.parametrize("form", [HOME, "上海2024"])
def test_of_sentences_on_a_column_that_slipped_nothing_is_told_besides(form: str) -> None:
    """项目支出, up from the sum: what the prose says of it can not be read by the table."""

    def change(block: Table) -> Table:
        texts = [cell.paragraphs for row in block.body for cell in row if cell.column == 4]
        body = tuple(
            tuple(one._replace(paragraphs=moved) if one.column == 4 else one for one in row)
            for row, moved in zip(block.body, [*texts[1:], (Text(""),)], strict=True)
        )
        return block._replace(body=body)

    found = more_of("支出决算表", change, form)
    assert any("名称和数错开了一行" in one for one in found)
    assert not [one for one in found if "没有读懂" in one or "HY-4" in one]


MISPLACED = [
    (
        Unread("错", "决算数", 2, 1, until="预算数", across=Across.PAIR),
        "表 决算数",
        "“决算数”和“预算数”两列的数互换了",
    ),
    (Unread("错", "决算数", 2, 1, across=Across.COLUMNS), "表 决算数", "各列的数错开了一列"),
    (Unread("错", "合计", 2, 1, across=Across.ROW), "表 合计", "这一行的数错开了一列"),
    (Unread("错", "甲", 2, 1, until="丙", across=Across.ROWS), "表 甲", "“甲”和“丙”两行的数互换了"),
    (Unread("错", "甲", 2, 1), "表 “甲”起", "从“甲”这一行起，名称和数错开了一行"),
    (Unread("错", "甲", 2, 1, until="丙"), "表 “甲”起", "从“甲”到“丙”之间的一行起，名称和数错开了一行"),
    (Unread("错", "甲", 2, 1, "基本支出表"), "表 “甲”起", "从“甲”这一行起，编码和名称错开了一行"),
    (Unread("空", "甲", 2, 1), "表 甲", "这一行空着，照别处应当有数"),
]


@pytest.mark.parametrize(("unread", "subject", "what"), MISPLACED)
def test_what_stands_in_another_place_is_told_in_words_for_it(
    unread: Unread, subject: str, what: str
) -> None:
    for name in ("基本支出表", "支出决算表"):
        for prose in (True, False):
            found = tell_misplaced(unread, PublicTable(name, Sheet([], ())), "表", prose=prose)
            assert (found.level, found.subject, found.what, found.rule) == (
                Level.ERROR,
                subject,
                what,
                "ST-4",
            )
            listed = (
                prose and name == "基本支出表" and unread.kind == "错" and not (unread.path or unread.across)
            )
            assert ("核对正文列举的科目" in found.hint) == listed


def test_a_name_is_another_one_where_neither_the_name_nor_the_code_of_the_row_stands() -> None:
    def misnamed(
        shown: str, label: str = "一、办公费", code: str = "", beside: str = "", orderly: bool = True
    ) -> bool:
        marks = {(1, 1): (3, 1, 5), (2, 1): (2, 0, 1 if orderly else 0)} | (
            {} if orderly else {(3, 1): (2, 2, 0)}
        )
        return is_misnamed(Printed("5", None, 1, 1, shown, beside), label, code, lambda: marks)

    assert not misnamed("一、办公费")
    assert not misnamed("办公费")
    assert misnamed("办公费", orderly=False)
    assert misnamed("印刷费")
    assert misnamed("印刷费", orderly=False)
    assert not misnamed("30201", code="30201", orderly=False)
    assert not misnamed("")
    assert misnamed("", code="30201", beside="30201")
    assert not misnamed("印刷费", label="")


@pytest.mark.parametrize("name", ["合计", "总计", "基本支出合计"])
@pytest.mark.parametrize(("total", "wrong"), [("9.00", False), ("9.01", False), ("8.99", False), ("9.02", True), ("4", True)])  # fmt: skip
def test_a_sum_of_all_basic_expenses_is_compared_with_its_parts(name: str, total: str, wrong: bool) -> None:
    """No form's data have it: it is none of them, and no row that nobody knows."""
    title = "一般公共预算财政拨款基本支出决算表"
    rows = ["科目编码|科目名称|决算数", "301|工资福利支出|5.00", "302|商品和服务支出|4.00"]
    sums = ["人员经费合计|人员经费合计|5.00", "公用经费合计|公用经费合计|4.00", f"{name}|{name}|{total}"]
    found = [one for one in told_of([*rows, *sums], title) if "X-6" in one or "没有这一行。核对" in one]
    assert (
        found
        == [
            f"错误 X-6 公开06表 {name} {name}不是人员经费合计、公用经费合计之和。核对这几个数。"
            f" 公开06表 {name}：{total} 公开06表 人员经费合计：5.00 公开06表 公用经费合计：4.00"
        ]
        * wrong
    )
    assert not any("X-6" in one for one in told_of([*rows, sums[2]], title)), "nobody knows its parts"


def with_text(code: str, at: int, text: str) -> Callable[[Any], Any]:
    """Prints a TEXT in a column of the row with a CODE or a name."""

    def change(block: Table) -> Table:
        body = []
        for row in block.body:
            here = {one.column: plain(one.paragraphs[0].string) for one in row if one.paragraphs}
            start = next((place for place, word in here.items() if word == code), None)
            to = -1 if start is None else start + at
            body.append(
                tuple(one._replace(paragraphs=(Text(text),)) if one.column == to else one for one in row)
            )
        return block._replace(body=tuple(body))

    return change


@pytest.mark.parametrize("text", ["12.3O", "####"])
@pytest.mark.parametrize(("name", "code", "at"), [("一般公共预算支出表", "208", 2), ("一般公共预算支出表", "2080501", 2), ("基本支出表", "30101", 2), ("基本支出表", "30201", 2), ("支出决算表", "合计", 3), ("收入决算表", "合计", 3)])  # fmt: skip
def test_of_what_is_no_number_nothing_else_is_told(name: str, code: str, at: int, text: str) -> None:
    """It is no nought either: sentences that list what was spent are read as if it were an amount."""
    [found] = more_of(name, with_text(code, at, text), "上海2024")
    assert found.startswith("不能核对 ")
    assert f"“{text}”不是数。填数字。" in found


def test_a_word_over_codes_and_names_alone_is_missed_less_than_one_over_figures() -> None:
    """项目 stands there over both; all is read without it. Of a table that is read by its places it is as wrong as any other."""
    blueprint = form_knowledge.blueprints(load("上海2024"))["一般公共预算支出表"]
    assert words_over_labels(blueprint) == {"项目"}
    rows = [
        ["", "", "合计", "基本支出", "项目支出"],
        ["功能分类科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ]
    for depth, level in ((2, Level.HINT), (0, Level.ERROR)):
        found = compare_header(rows, blueprint, "05表", depth=depth).findings
        assert [(one.level, one.what) for one in found] == [(level, "表头里没有“项目”")]
    rows[0][0], rows[0][2] = "项目", "总数"
    rows[1][2] = "总数"
    [wrong] = {one.level for one in compare_header(rows, blueprint, "05表", depth=2).findings}
    assert wrong is Level.ERROR


def test_a_word_that_stands_in_another_row_of_the_header_is_there() -> None:
    """Of a table that is read by its places that is not asked."""
    blueprint = form_knowledge.blueprints(load("辽宁2023"))["一般公共预算支出表"]
    rows = [
        ["项目", "项目", "金额", "金额", "金额"],
        ["项目", "项目", "本年支出", "本年支出", "本年支出"],
        ["功能分类科目编码", "科目名称", "小计", "基本支出", "项目支出"],
        ["栏次", "栏次", "1", "2", "3"],
    ]
    assert not compare_header(rows, blueprint, "05表", depth=4).findings
    rows[1][2:] = ["当年", "当年", "当年"]
    for depth in (0, 4):
        [found] = compare_header(rows, blueprint, "05表", depth=depth).findings
        assert (found.level, found.what) == (Level.ERROR, "表头里没有“本年支出”")


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        # the cells of 项目 and of 功能分类科目编码 are no longer one
        ("项目|合计|项目|基本支出|项目支出;科目名称||功能分类科目编码||", "这几列的次序"),
        ("合计|基本支出|项目支出|项目|项目;|||功能分类科目编码|科目名称", "这几列的次序"),
        ("项目|项目|合计|项目支出|基本支出;功能分类科目编码|科目名称|||", "这几列的次序"),
        ("项目|项目|合计|基本支出|项目支出;功能分类科目编码|科目名称|||", ""),
    ],
)
def test_columns_in_another_order_are_a_hint_where_all_is_read_by_words(heads: str, told: str) -> None:
    blueprint = form_knowledge.blueprints(load("上海2024"))["一般公共预算支出表"]
    rows = [row.split("|") for row in heads.split(";")]
    found = compare_header(rows, blueprint, "05表", depth=2).findings
    assert [(one.level, one.what[:6]) for one in found] == ([(Level.HINT, told)] if told else [])


@pytest.mark.parametrize(
    ("codes", "wrong"),
    [
        ("208 20805 2080501 2080502 210 21011 2101101", ""),
        ("210 21011 2101101 208 20805 2080501", ""),  # classes in another order
        ("20805 2080501 2101101", ""),  # no row of the level above is there
        ("208 20805 2080501 210 21011 2080502 2101101", "2080502"),
        ("2080502 208 20805 2080501", "2080502"),
        ("208 2080501 2080502 20805", "2080501、2080502"),  # 20805 stands below 208
    ],
)
def test_rows_that_do_not_stand_below_that_of_the_level_above_are_told_once(codes: str, wrong: str) -> None:
    found = list(tell_rows_elsewhere(PublicTable("支出决算表", Sheet([])), codes.split(), "公开03表"))
    assert ["不在上级科目的下面" in one.what for one in found] == [True] * bool(wrong)
    for one in found:
        assert one.what.split("”不在")[0].strip("“").replace("”、“", "、") == wrong
        assert one.subject == f"公开03表 {wrong.partition('、')[0]}"


@pytest.mark.parametrize("name", ["支出决算表", "基本支出表"])
def test_a_row_of_a_report_that_stands_among_others_is_told(name: str) -> None:
    def move(one: Table) -> Table:
        rows = [row for row in one.body if row[0].paragraphs[0].string.isdigit()]
        away = rows[2]
        body = [row for row in one.body if row is not away]
        return one._replace(body=(*body, away) if name == "支出决算表" else (away, *body))

    [only] = news(changed(original(HOME), name, move), HOME)
    assert only.rule == "ST-4"
    assert only.what.endswith("不在上级科目的下面")


def test_sums_that_the_form_has_not_are_told_once() -> None:
    def add(one: Table) -> Table:
        body: list[Any] = []
        for row in one.body:
            if len(row[0].paragraphs[0].string) == 3:
                body.append(
                    (
                        row[0]._replace(paragraphs=(Text(""),)),
                        row[1]._replace(paragraphs=(Text("小计"),)),
                        *row[2:],
                    )
                )
            body.append(row)
        return one._replace(body=tuple(body))

    document = changed(original(HOME), "支出决算表", add)
    [only] = [one for one in news(document, HOME) if "小计" in one.subject]
    assert "行都叫“小计”" in only.what


@pytest.mark.parametrize("wrong", ["栏栏次", "栏", "拦次"])
@pytest.mark.parametrize("name", ["收入支出总表", "收入决算表", "财政拨款收支总表", "一般公共预算支出表"])
def test_the_word_before_the_numbers_of_columns_may_be_misspelt(name: str, wrong: str) -> None:
    """That is told, and what stands under the columns is read as ever."""
    form = "中央2023"
    document = made(raw(CENTRAL), form)
    done = False

    def put(text: Text) -> Text:
        nonlocal done
        if done or text.string != "栏次":
            return text
        done = True
        return Text(wrong)

    blocks = [
        block._replace(header=cells(block.header, put), body=cells(block.body, put))
        if isinstance(block, Table) and block.name == name
        else block
        for block in document.blocks
    ]
    assert done
    other = findings(document._replace(blocks=tuple(blocks)), name=form)
    [(_, what, _)] = told(other) - told(findings(document, name=form))
    assert what == "表头里没有“栏次”"
