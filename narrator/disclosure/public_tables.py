"""The nine public tables as data.json has them: which rows and columns each has, and what the prose asks for in a row.

The public tables are prescribed by the Ministry of Finance for all departments. They bear names here, since their
numbers change: until the accounts of 2021 三公经费表 was “三公”, since those of 2022 it is 政府性基金 in most forms.
What number a table has, a form says. What the prose needs beside a row (last year, initial budgets, counts) stands in
that row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from narrator.disclosure.branch_shapes import CodedShape, RecordShape
from narrator.disclosure.classification import basic_rows, class_rows
from narrator.disclosure.clean_text import clean
from narrator.disclosure.number_shapes import AmountShape, CountShape
from narrator.disclosure.shape import Shape
from narrator.disclosure.text_shapes import NameShape, ProseShape
from narrator.numerals import read_numeral
from narrator.regex import BEFORE_TABLE_NUMBER, compile_later

FUNDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")


def named_fields(description: str, fields: Mapping[str, Shape], required: bool = False) -> RecordShape:
    """Return the shape of a part of a table with named fields."""
    return RecordShape(description, required, fields)


def amount_columns(names: Sequence[str], required: Sequence[str] = ()) -> dict[str, Shape]:
    """Return the columns of those names, of amounts; a blank is zero. required: those that every row must have."""
    return {name: AmountShape(name, name in required) for name in names}


def figure_to_ask(name: str) -> AmountShape:
    """A figure that is not in the public table but that prose needs: a blank is told, null is 没有."""
    return AmountShape(name, blank=False)


def rows_by_name(
    names: Sequence[str], columns: Mapping[str, Shape], required: Sequence[str] = ()
) -> dict[str, Shape]:
    """Return rows with the row names of the form, each with the columns."""
    return {name: RecordShape(name, name in required, columns) for name in names}


FINAL = {"决算数": AmountShape("本年决算数", required=True), "上年决算数": figure_to_ask("上年决算数")}

INCOMES = (
    "一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入",
    "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入",
)  # fmt: skip
TABLE_01 = named_fields(
    "收入支出决算总表",
    {
        "收入": named_fields(
            "收入，按表中的行",
            rows_by_name(
                [*INCOMES, "本年收入合计", "使用非财政拨款结余", "年初结转和结余", "总计"],
                FINAL,
                ["本年收入合计", "总计"],
            ),
            required=True,
        ),
        "支出": named_fields(
            "支出，按表中的行（功能分类的类）",
            rows_by_name(
                [*class_rows().values(), "本年支出合计", "结余分配", "年末结转和结余", "总计"],
                FINAL,
                ["本年支出合计", "总计"],
            ),
            required=True,
        ),
    },
    required=True,
)  # fmt: skip

NAME = {"科目名称": NameShape("科目名称，与其他各表一致", required=True)}
USE = {"主要用途": ProseShape("项级科目主要用于什么，例如“人员工资”；不写“主要是”和“等支出”")}
BUDGET = {"年初预算数": figure_to_ask("年初预算数"), **USE}


def coded_table(
    title: str, columns: Sequence[str], total: str, row: Mapping[str, Shape], sum_row: Mapping[str, Shape]
) -> RecordShape:
    """A table by functional classification: the row 合计 and rows by 功能分类科目编码."""
    figures = amount_columns(columns, [total])
    return named_fields(
        title,
        {
            "合计": named_fields("合计行", {**figures, **sum_row}, required=True),
            "各科目": CodedShape(
                "按功能分类科目编码（类3位、款5位、项7位）",
                True,
                named_fields("", {**NAME, **figures, **row}),
            ),
        },
        required=True,
    )


TABLE_02_COLUMNS = (
    "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入",
)  # fmt: skip
TABLE_03_COLUMNS = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
TABLE_02 = coded_table("收入决算表", TABLE_02_COLUMNS, "本年收入合计", {}, {})
TABLE_03 = coded_table("支出决算表", TABLE_03_COLUMNS, "本年支出合计", {}, {})

BY_FUND = {"合计": AmountShape("合计", required=True), **amount_columns(FUNDS)}
SPENT_BY_FUND = {
    **BY_FUND,
    "上年决算数": figure_to_ask("上年财政拨款支出合计"),
    "年初预算数": figure_to_ask("财政拨款支出年初预算合计"),
    "基本支出年初预算数": figure_to_ask("财政拨款基本支出年初预算"),
    "项目支出年初预算数": figure_to_ask("财政拨款项目支出年初预算"),
}
TABLE_04 = named_fields(
    "财政拨款收入支出决算总表",
    {
        "收入": named_fields(
            "收入，按表中的行",
            {
                **rows_by_name([*FUNDS, "本年收入合计", "年初财政拨款结转和结余"], FINAL, ["本年收入合计"]),
                **rows_by_name([f"年初{fund}结转和结余" for fund in FUNDS], FINAL),
                **rows_by_name(["总计"], FINAL, ["总计"]),
            },
            required=True,
        ),
        "支出": named_fields(
            "支出，按表中的行（功能分类的类）和资金性质",
            {
                **rows_by_name([*class_rows().values()], BY_FUND),
                "本年支出合计": named_fields("本年支出合计", SPENT_BY_FUND, required=True),
                **rows_by_name(["年末财政拨款结转和结余", "总计"], BY_FUND, ["总计"]),
            },
            required=True,
        ),
    },
    required=True,
)
TABLE_05 = coded_table(
    "一般公共预算财政拨款支出决算表",
    ["小计", "基本支出", "项目支出"], "小计", BUDGET,
    {"上年决算数": figure_to_ask("上年一般公共预算财政拨款支出"), "年初预算数": figure_to_ask("一般公共预算财政拨款支出年初预算")},
)  # fmt: skip
TABLE_06 = named_fields(
    "一般公共预算财政拨款基本支出决算表",
    {
        "各科目": CodedShape(
            "按部门预算支出经济分类科目编码（类3位、款5位）",
            True,
            named_fields("", {**NAME, "决算数": AmountShape("决算数", required=True)}),
            (3, 5),
            basic_rows(),
        ),
        "人员经费合计": AmountShape("人员经费合计", required=True),
        "公用经费合计": AmountShape("公用经费合计", required=True),
    },
    required=True,
)

THREE = {
    "预算数": AmountShape("年初预算数", required=True),
    "决算数": AmountShape("决算数", required=True),
    "上年决算数": figure_to_ask("上年决算数"),
}
TABLE_07 = named_fields(
    "财政拨款“三公”经费支出决算表",
    {
        "合计": named_fields("合计行", THREE, required=True),
        "因公出国（境）费": named_fields(
            "因公出国（境）费",
            {**THREE, "团组数": CountShape("团组数（个）", True), "人次": CountShape("累计人次", True)},
            True,
        ),
        "公务接待费": named_fields(
            "公务接待费",
            {
                **THREE,
                "国内公务接待批次": CountShape("国内公务接待批次", True),
                "国内公务接待人数": CountShape("国内公务接待人数", True),
                "外事接待批次": CountShape("其中外事接待批次", True),
                "外事接待人数": CountShape("其中外事接待人数", True),
                "外事接待费": AmountShape("其中外事接待金额", True),
                "国（境）外公务接待批次": CountShape("国（境）外公务接待批次", blank=False),
                "国（境）外公务接待人数": CountShape("国（境）外公务接待人数", blank=False),
                "国（境）外公务接待费": figure_to_ask("国（境）外公务接待金额"),
            },
            True,
        ),
        "公务用车购置及运行费": named_fields("公务用车购置及运行费", THREE, True),
        "公务用车运行维护费": named_fields(
            "其中：公务用车运行维护费",
            {
                **THREE,
                "主要用于": ProseShape(
                    "公务用车运行维护费主要用于什么，例如“加油、过桥、车辆保险、日常维修”；不写“等”"
                ),
                "保有量": CountShape("年末使用财政拨款开支运行维护费的公务用车保有量（辆）", True),
            },
            True,
        ),
        "公务用车购置费": named_fields(
            "其中：公务用车购置费", {**THREE, "购置数": CountShape("当年购置公务用车数（辆）", True)}, True
        ),
    },
    required=True,
)
TABLE_08 = coded_table(
    "政府性基金预算财政拨款收入支出决算表",
    ["年初结转和结余", "本年收入", "本年支出", "基本支出", "项目支出", "年末结转和结余"], "本年支出", BUDGET, {},
)  # fmt: skip
TABLE_09 = coded_table(
    "国有资本经营预算财政拨款支出决算表",
    ["年初结转和结余", "本年收入", "本年支出", "基本支出", "项目支出", "年末结转和结余"], "本年支出", BUDGET, {},
)  # fmt: skip

# What every department publishes, by the names that data.json gives the tables, in the order of the accounts of 2021;
# each is described by its official title.
PUBLIC_TABLES: Mapping[str, RecordShape] = {
    "收入支出总表": TABLE_01,
    "收入决算表": TABLE_02,
    "支出决算表": TABLE_03,
    "财政拨款收支总表": TABLE_04,
    "一般公共预算支出表": TABLE_05,
    "基本支出表": TABLE_06,
    "三公经费表": TABLE_07,
    "政府性基金表": TABLE_08,
    "国有资本经营表": TABLE_09,
}
# Those with a row for each item of expenditure by function (支出功能分类科目), and of them those of one kind of fiscal funds.
BY_FUNCTION = ("收入决算表", "支出决算表", "一般公共预算支出表", "政府性基金表", "国有资本经营表")
OF_FUND = BY_FUNCTION[2:]
BY_ECONOMIC_CLASS = "基本支出表"  # which has rows in blocks side by side; the prose lists its items
TWO_SIDED = ("收入支出总表", "财政拨款收支总表")  # income beside expenditure, with a row for each class
THREE_EXPENSES = "三公经费表"  # whose rows are columns in some forms
# How data.json called the tables once: by their numbers in the accounts of 2021 and before.
NUMBERED = {f"公开{number:02}表": name for number, name in enumerate(PUBLIC_TABLES, 1)}
# One of those, however somebody writes it.
NUMBER = compile_later(f"{BEFORE_TABLE_NUMBER}0?([1-9一二三四五六七八九])表?|0?([1-9一二三四五六七八九])表")
# And the numbers that the accounts since 2022 have given to others of them.
RENUMBERED = {"公开07表": "政府性基金表", "公开08表": "国有资本经营表", "公开09表": "三公经费表"}


# And what people may call them by, who know the titles.
TITLED = {shape.description: name for name, shape in PUBLIC_TABLES.items() if shape.description != name}
TITLED |= {title.removeprefix("财政拨款"): name for title, name in TITLED.items() if "三公" in title}
STRAIGHT = str.maketrans("“”", '""')
OTHER_NAMES = {**NUMBERED, **TITLED, **{title.translate(STRAIGHT): name for title, name in TITLED.items()}}


def as_numbered(name: str) -> str:
    """Return the number of a public table as forms write it (公开07表) that a name is in whatever spelling (公开7表, 表7, 公开七表);
    "" for a name that is none."""
    found = NUMBER.fullmatch(clean(name).replace(" ", ""))
    return f"公开{read_numeral(found[1] or found[2]):02}表" if found else ""


def renamed(name: str) -> str:
    """Return how data.json calls the public table that a name, of a table or a path, calls by its old number or by its
    title: a clause that tells both tables where the number means another one since 2022; "" otherwise.
    """
    begins = (
        other for other in OTHER_NAMES if name.startswith(other) and not name[len(other) :][:1].isalnum()
    )
    other = next(begins, name.partition(".")[0])
    number = as_numbered(other)
    if number in RENUMBERED:
        return f"“{other}”按2021年的编号叫“{NUMBERED[number]}”，按2022年起的编号叫“{RENUMBERED[number]}”"
    table = OTHER_NAMES.get(number or other)
    return f"“{other}”{'现在' if number else '这里'}叫“{table}”" if table else ""


def public_table(path: str) -> str:
    """Return the name of the public table in which a path stands; "" when it stands in none."""
    name = path.partition(".")[0]
    return name if name in PUBLIC_TABLES else ""
