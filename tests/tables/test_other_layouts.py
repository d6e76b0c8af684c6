"""Layouts of public tables that no form of ours prints: what is not a table's own figure is none of it."""

from __future__ import annotations

import pytest

from narrator import form
from narrator.form_knowledge import blueprints
from narrator.tables.plain import plain
from narrator.tables.public import read_public_table
from narrator.tables.table_as_read import PublicTable, Sheet

VOCABULARY = blueprints(form.load("中央2023")).vocabulary


def read(title: str, text: str) -> PublicTable:
    """The table of TEXT, a line for a row, below TITLE."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return read_public_table(Sheet(rows, (title,)), VOCABULARY)


def figures(table: PublicTable) -> dict[str, str]:
    """What TABLE prints, without blanks."""
    return {path: one.text for path, one in table.figures.items() if one.text}


def test_basic_expense_in_one_column_with_its_two_parts_beside_it() -> None:
    table = read(
        "一般公共预算财政拨款基本支出决算表",
        """
        项目|项目|合计|人员经费|公用经费
        经济分类科目编码|科目名称|合计|人员经费|公用经费
        合计|合计|9.00|5.00|4.00
        301|工资福利支出|5.00|5.00|
        30101|基本工资|5.00|5.00|
        302|商品和服务支出|4.00||4.00
        30201|办公费|4.00||4.00
        """,
    )
    assert (table.name, table.unread) == ("基本支出表", [])
    assert figures(table) == {
        "基本支出表.各科目.301.决算数": "5.00",
        "基本支出表.各科目.30101.决算数": "5.00",
        "基本支出表.各科目.302.决算数": "4.00",
        "基本支出表.各科目.30201.决算数": "4.00",
        "基本支出表.人员经费合计": "5.00",
        "基本支出表.公用经费合计": "4.00",
    }


def test_income_beside_expense_is_none_of_the_table_of_expense() -> None:
    table = read(
        "一般公共预算财政拨款收入支出决算表",
        """
        功能分类科目编码|科目名称|年初结转和结余|本年收入|本年收入|本年支出|本年支出|本年支出|年末结转和结余
        功能分类科目编码|科目名称|合计|合计|基本支出|小计|基本支出|项目支出|合计
        合计|合计|1.00|8.00|5.00|7.00|4.00|3.00|2.00
        206|科学技术支出|1.00|8.00|5.00|7.00|4.00|3.00|2.00
        """,
    )
    row = {"小计": "7.00", "基本支出": "4.00", "项目支出": "3.00"}
    assert table.name == "一般公共预算支出表"
    assert figures(table) == {
        f"一般公共预算支出表.{where}.{name}": text
        for where in ("合计", "各科目.206")
        for name, text in row.items()
    }


def test_the_sum_of_three_kinds_is_not_that_of_cars() -> None:
    all_three = "一般公共预算财政拨款支出安排的“三公”经费"
    cars = "公务用车购置及运行维护费"
    table = read(
        "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表",
        f"""
        项目|{all_three}|{all_three}|{all_three}|{all_three}|{all_three}|{all_three}|会议费|培训费
        项目|小计|因公出国（境）费用|公务接待费|{cars}|{cars}|{cars}|会议费|培训费
        项目|小计|因公出国（境）费用|公务接待费|小计|公务用车购置费|公务用车运行维护费|会议费|培训费
        预算数|9.00|1.00|2.00|6.00|2.00|4.00|7.00|8.00
        决算数|6.00|1.00|1.00|4.00|1.00|3.00|7.00|8.00
        """,
    )
    assert table.figures["三公经费表.合计.决算数"].text == "6.00"
    assert table.figures["三公经费表.公务用车购置及运行费.决算数"].text == "4.00"
    assert not [one for one in table.figures.values() if one.text in ("7.00", "8.00")]


def test_the_unit_may_stand_in_a_row_of_the_table() -> None:
    table = read(
        "支出决算表",
        """
        编制单位：某局|编制单位：某局|编制单位：某局|编制单位：某局|金额单位：元
        功能分类科目编码|科目名称|本年支出合计|基本支出|项目支出
        合计|合计|70,000.00|40,000.00|30,000.00
        """,
    )
    assert (table.name, table.unit) == ("支出决算表", "元")


@pytest.mark.parametrize("first", ["", "收入|收入\n"])
@pytest.mark.parametrize("second", ["", "支出|支出\n", "支出|\n项目|决算数\n"])
@pytest.mark.parametrize("turned", [False, True])
def test_one_side_of_a_table_may_stand_below_the_other(first: str, second: str, turned: bool) -> None:
    """By the names of each, whether it says so or not: 年初 is none of 年末, and the second 总计 is that of the other side."""
    income = "一、一般公共预算财政拨款收入|9.00\n二、事业收入|\n本年收入合计|9.00\n年初结转和结余|1.00\n总计|10.00\n"
    expense = (
        "一、一般公共服务支出|2.00\n二、教育支出|6.50\n本年支出合计|8.50\n年末结转和结余|1.50\n总计|10.00\n"
    )
    parts = [expense, income] if turned else [income, expense]
    other = str.maketrans("收入支出", "支出收入")
    over = [one.translate(other) if turned else one for one in (first, second)]
    table = read("收入支出决算总表", f"{over[0]}项目|决算数\n{parts[0]}{over[1]}{parts[1]}")
    assert (table.name, table.unread) == ("收入支出总表", [])
    assert {path.removeprefix("收入支出总表."): text for path, text in figures(table).items()} == {
        "收入.一般公共预算财政拨款收入.决算数": "9.00", "收入.本年收入合计.决算数": "9.00",
        "收入.年初结转和结余.决算数": "1.00", "收入.总计.决算数": "10.00",
        "支出.一般公共服务支出.决算数": "2.00", "支出.教育支出.决算数": "6.50", "支出.本年支出合计.决算数": "8.50",
        "支出.年末结转和结余.决算数": "1.50", "支出.总计.决算数": "10.00",
    }  # fmt: skip


def test_budgets_beside_the_final_figures_of_both_sides() -> None:
    """As 财决01表 has them: the final figures are read by their heads, the budgets are columns of their own."""
    table = read(
        "收入支出决算总表",
        """
        收入|收入|收入|收入|收入|支出|支出|支出|支出|支出
        项目|行次|年初预算数|全年预算数|决算数|项目|行次|年初预算数|全年预算数|决算数
        栏次||1|2|3|栏次||4|5|6
        一、一般公共预算财政拨款收入|1|7.00|8.00|9.00|五、教育支出|31|5.00|6.00|8.50
        本年收入合计|27|7.00|8.00|9.00|本年支出合计|57|5.00|6.00|8.50
        总计|30|7.00|8.00|9.00|总计|60|5.00|6.00|9.00
        """,
    )
    assert (table.name, table.unread) == ("收入支出总表", [])
    final = {path: text for path, text in figures(table).items() if path.endswith(".决算数")}
    assert [*final.values()] == ["9.00"] * 3 + ["8.50", "8.50", "9.00"]
    assert {path.rpartition(".")[2] for path in figures(table)} == {"年初预算数", "全年预算数", "决算数"}


def test_codes_in_three_columns_each_with_its_own_part_alone() -> None:
    """What stands above a row says the rest of its code; a part without that is not guessed."""
    rows = """
        功能分类科目编码|功能分类科目编码|功能分类科目编码|科目名称|本年支出合计|基本支出|项目支出
        类|款|项|栏次|1|2|3
        合计|合计|合计|合计|9.00|4.00|5.00
        206|||科学技术支出|9.00|4.00|5.00
        |01||科学技术管理事务|9.00|4.00|5.00
        ||01|行政运行|4.00|4.00|
        |04||技术研究与开发|5.00||5.00
        ||04|科技成果转化与扩散|5.00||5.00
        """
    table = read("支出决算表", rows)
    assert (table.name, table.unread) == ("支出决算表", [])
    assert [path.split(".")[2] for path in table.names] == ["206", "20601", "2060101", "20604", "2060404"]
    assert figures(table)["支出决算表.各科目.2060404.项目支出"] == "5.00"
    torn = read("支出决算表", rows.replace("|04||技术研究与开发", "|||技术研究与开发"))
    assert [path.split(".")[2] for path in torn.names] == ["206", "20601", "2060101"]
    assert [one.what for one in torn.unread] == ["技术研究与开发 5.00", "04 科技成果转化与扩散 5.00"]


def test_codes_before_the_names_of_classes() -> None:
    table = read(
        "收入支出决算总表",
        """
        收入|收入|支出|支出
        项目|决算数|项目|决算数
        一般公共预算财政拨款收入|9.00|205教育支出|8.50
        年初结转和结余|1.00|208 社会保障和就业支出|1.50
        总计|10.00|总计|10.00
        """,
    )
    assert (table.name, table.unread) == ("收入支出总表", [])
    assert figures(table)["收入支出总表.支出.社会保障和就业支出.决算数"] == "1.50"


def test_figures_whose_names_are_not_there_are_none_of_the_names_at_their_right() -> None:
    """As where the names of the left block stand in another table."""
    table = read(
        "一般公共预算财政拨款基本支出决算表",
        """
        决算数|经济分类科目编码|科目名称|决算数
        5.00|302|商品和服务支出|4.00
        4.50|30201|办公费|
        0.50|30202|印刷费|4.00
        """,
    )
    assert figures(table) == {
        "基本支出表.各科目.302.决算数": "4.00",
        "基本支出表.各科目.30202.决算数": "4.00",
    }
    assert [(one.kind, one.what, one.column) for one in table.unread] == [("列", "决算数", 0)]


SUBTOTALS = """
    功能分类科目编码|科目名称|本年支出合计|基本支出|项目支出
    合计|合计|9.00|5.00|4.00
    206|科学技术支出|6.00|4.00|2.00
    20601|科学技术管理事务|6.00|4.00|2.00
    {0}|6.00|4.00|2.00
    208|社会保障和就业支出|3.00|1.00|2.00
    20805|行政事业单位养老支出|3.00|1.00|2.00
    {1}|3.00|1.00|2.00
    """


@pytest.mark.parametrize("names", [("科学技术支出小计|科学技术支出小计", "|社会保障和就业支出小计"), ("小计|小计", "|小计"), ("|科学技术支出（类）小计", "208小计|208小计"), ("206|小计", "208|社会保障和就业支出 小计")])  # fmt: skip
def test_a_subtotal_that_says_what_the_row_of_its_class_does_is_no_row_that_nobody_knows(
    names: tuple[str, str],
) -> None:
    table = read("支出决算表", SUBTOTALS.format(*names))
    assert (table.name, table.unread, len(table.figures)) == ("支出决算表", [], 15)
    wrong = read("支出决算表", SUBTOTALS.format(*names).rpartition("2.00")[0] + "2.01\n")
    assert len(wrong.unread) == 1


def test_a_subtotal_in_the_place_of_the_row_of_its_class_is_that() -> None:
    names = ("|科学技术支出小计", "|社会保障和就业支出小计")
    lines = [
        line
        for line in SUBTOTALS.format(*names).splitlines()
        if not line.strip().startswith(("206|", "208|"))
    ]
    table = read("支出决算表", "\n".join(lines))
    assert (table.unread, len(table.figures)) == ([], 15)
    assert figures(table)["支出决算表.各科目.208.基本支出"] == "1.00"
    assert table.names["支出决算表.各科目.208.科目名称"].text == "社会保障和就业支出"
    strange = read("支出决算表", "\n".join(lines).replace("社会保障和就业支出小计", "不知道的小计"))
    assert [one.what for one in strange.unread] == ["不知道的小计 3.00 1.00 2.00"]


@pytest.mark.parametrize("row", ["注：数据取自2024年度部门决算，合计9.00万元。", "第 3 页", "第1页，共2页", "— 3 —", "2.四舍五入可能有尾差"])  # fmt: skip
@pytest.mark.parametrize("merged", [True, False])
def test_a_note_or_the_number_of_a_page_is_no_row(row: str, merged: bool) -> None:
    """In one cell over all columns, and a page's number in any; of a table whose rows are columns, too."""
    cars = "公务用车购置及运行维护费"
    head = f"合计|因公出国（境）费|公务接待费|{cars}|{cars}|{cars}\n合计|因公出国（境）费|公务接待费|小计|公务用车购置费|公务用车运行维护费"
    crossed = f"{head}\n决算数|决算数|决算数|决算数|决算数|决算数\n6.00|1.00|1.00|4.00|1.00|3.00\n"
    coded = "科目编码|科目名称|本年支出合计|基本支出|项目支出\n合计|合计|9.00|5.00|4.00\n206|科学技术支出|9.00|5.00|4.00\n"
    for title, rows, width in (("“三公”经费支出决算表", crossed, 6), ("支出决算表", coded, 5)):
        is_page = not row.startswith(("注", "2"))
        cells = [row] * width if merged or not is_page else [""] * (width - 1) + [row]
        table = read(title, rows + "|".join(cells))
        whole = read(title, rows)
        assert (table.unread, table.figures) == ([], whole.figures)


def test_the_unit_may_stand_in_a_row_over_expenses_side_by_side() -> None:
    heads = "合计|合计|公务接待费|公务接待费\n预算数|决算数|预算数|决算数\n2.85|0.39|2.85|0.39"
    table = read("“三公”经费支出决算表", f"编制单位：某局|||金额单位：万元\n{heads}")
    assert (table.name, table.unread, len(table.figures), table.unit) == ("三公经费表", [], 4, "万元")
    assert table.figures["三公经费表.公务接待费.决算数"].text == "0.39"


def test_figures_below_nought_may_stand_in_brackets() -> None:
    rows = "科目编码|科目名称|本年支出合计|基本支出|项目支出\n合计|合计|9.00|14.00|（5.00）\n206|科学技术支出|9.00|1,014.00|(1,005.00)"
    table = read("支出决算表", rows)
    assert table.unread == []
    assert table.figures["支出决算表.合计.项目支出"].number == -5
    assert table.figures["支出决算表.各科目.206.项目支出"].number == -1005
    whole = read("支出决算表", rows.replace("(1,005.00)", "(1,005)"))
    assert whole.figures["支出决算表.各科目.206.项目支出"].number == -1005
    for note in ("（1）", "(2023)"):
        assert [one.what for one in read("支出决算表", rows.replace("（5.00）", note)).unread] == [
            plain(note)
        ]


@pytest.mark.parametrize("codes", [("'206", "'20601", "'2060101"), ("206", "206.01", "206.01.01"), ("206", "206-01", "206-01-01")])  # fmt: skip
def test_codes_as_cells_of_text_or_with_points_have_them(codes: tuple[str, str, str]) -> None:
    names = ("科学技术支出", "科学技术管理事务", "行政运行")
    lines = [f"{code}|{name}|9.00|9.00|" for code, name in zip(codes, names, strict=True)]
    head = ["功能分类科目编码|科目名称|本年支出合计|基本支出|项目支出", "合计|合计|9.00|9.00|"]
    table = read("支出决算表", "\n".join([*head, *lines]))
    assert (table.name, table.unread) == ("支出决算表", [])
    assert [path.split(".")[2] for path in table.names] == ["206", "20601", "2060101"]


HEADS_OF_TRIPS = """
    合计|合计|因公出国（境）费|因公出国（境）费|公务接待费|公务接待费
    预算数|决算数|预算数|决算数|预算数|决算数
    2.85|0.39|1.00|0.20|1.85|0.19
    """


def test_the_name_of_an_expense_may_be_misprinted_over_its_columns() -> None:
    table = read("“三公”经费支出决算表", HEADS_OF_TRIPS.replace("公务接待费", "公务招待费"))
    assert (table.name, table.unread) == ("三公经费表", [])
    assert figures(table) == figures(read("“三公”经费支出决算表", HEADS_OF_TRIPS))
    strange = read("“三公”经费支出决算表", HEADS_OF_TRIPS.replace("公务接待费", "会议费"))
    assert not [path for path in strange.figures if "公务接待费" in path]


@pytest.mark.parametrize(("over", "column"), [("", "决算数"), ("“三公”经费决算数", "决算数"), ("2024年“三公”经费预算数", "预算数")])  # fmt: skip
def test_figures_below_the_names_of_expenses_alone_are_what_all_of_them_are_said_to_be(
    over: str, column: str
) -> None:
    rows = ["合计|因公出国（境）费|公务接待费", "0.39|0.20|0.19"]
    top = [f"{over}|{over}|{over}"] * bool(over)
    table = read("“三公”经费支出决算表", "\n".join([*top, *rows]))
    names = ("合计", "因公出国（境）费", "公务接待费")
    assert table.unread == []
    assert figures(table) == {
        f"三公经费表.{name}.{column}": text
        for name, text in zip(names, ("0.39", "0.20", "0.19"), strict=True)
    }
