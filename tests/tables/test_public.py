"""Public tables are read by meaning: whatever the order of their columns, the depth of their headers, the kind of their
codes, their numbers and titles. What can not be read is told and not guessed."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from narrator import form_knowledge
from narrator.form import load
from narrator.tables.public import read_public_table
from narrator.tables.table_as_read import PublicTable, Sheet
from narrator.tables.vocabulary import Blueprints, Vocabulary, table_titled, vocabulary

EXPENSE = "支出决算表"


@cache
def forms() -> list[Blueprints]:
    return [form_knowledge.blueprints(load(name)) for name in ("辽宁2023", "上海2024")]


@cache
def words() -> Vocabulary:
    return vocabulary(forms())


def read(text: str, title: str, *above: str) -> PublicTable:
    """What a table says whose rows are cut at ; and cells at |; < is merged with the cell at its left, ^ with the one above."""
    rows: list[list[str]] = []
    for line in text.strip().split(";"):
        row: list[str] = []
        for at, cell in enumerate(line.strip().split("|")):
            cell = cell.strip()
            row.append(row[-1] if cell == "<" else rows[-1][at] if cell == "^" else cell)
        rows.append(row)
    return read_public_table(Sheet(rows, (title, *above)), words())


def figures(table: PublicTable) -> dict[str, str]:
    """The figures that are no blanks, by path below the table."""
    return {path.partition(".")[2]: one.text for path, one in table.figures.items() if one.text}


def unread(table: PublicTable) -> list[str]:
    return [f"{one.kind} {one.what}" for one in table.unread]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("收入支出决算总表", "收入支出总表"), ("一、收入支出决算总表（公开01表）", "收入支出总表"), ("2023年度收支决算总表", "收入支出总表"),
        ("公开02表 收入决算表", "收入决算表"), ("表三 支出决算表", "支出决算表"), ("支出决算明细表", "支出决算表"), ("支出决算公开表", "支出决算表"),
        ("财政拨款收入支出决算总表", "财政拨款收支总表"), ("财政拨款收支决算总表", "财政拨款收支总表"),
        ("一般公共预算财政拨款支出决算表", "一般公共预算支出表"), ("一般公共预算财政拨款支出决算明细表（按功能分类）", "一般公共预算支出表"),
        ("一般公共预算财政拨款基本支出决算表", "基本支出表"), ("一般公共预算财政拨款基本支出决算明细表", "基本支出表"),
        ("公开07表 政府性基金预算财政拨款收入支出决算表", "政府性基金表"), ("公开08表政府性基金预算财政拨款收入支出决算表", "政府性基金表"),
        ("国有资本经营预算财政拨款支出决算表", "国有资本经营表"), ("国有资本经营预算财政拨款收入支出决算表", "国有资本经营表"),
        ("财政拨款“三公”经费支出决算表", "三公经费表"), ("公开09表 一般公共预算财政拨款\"三公\"经费支出决算表", "三公经费表"),
        ("一般公共预算财政拔款支出决算表", "一般公共预算支出表"), ("五、一般公共预祘财政拨款收入支出决算表", "一般公共预算支出表"),
        ("一般公共预算财政拨款基木支出决算表（公开06表）", "基本支出表"), ("财政拨款“三供”经费支出决算表", "三公经费表"),
        ("某局2024年度政府姓基金预算财政拨款收入支出决算表", "政府性基金表"), ("政府性金预算财政拨款支出决算表", "政府性基金表"),
        ("国有资资本经营预算财政拨款收入支出决算表", "国有资本经营表"), ("财政拨款支出决算明细表", "支出决算表"),
        ("项目支出绩效自评表", ""), ("注：本表反映部门本年度各项支出情况。", ""), ("政府采购支出情况表", ""), ("机构运行信息表", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_title_names_its_table_whatever_its_number(title: str, name: str) -> None:
    assert table_titled(title) == name


HEAD = "项目|<|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出;功能分类科目编码|科目名称|^|^|^|^|^|^"
BODY = "合计|<|9|4|5|||;206|科学技术支出|9|4|5|||;20601|科学技术管理事务|9|4|5|||;2060101|行政运行|4|4||||;2060102|一般行政管理事务|5||5|||"
SAYS = {
    f"{row}.{column}": value
    for row, values in {
        "合计": "945", "各科目.206": "945", "各科目.20601": "945", "各科目.2060101": "44 ", "各科目.2060102": "5 5",
    }.items()
    for column, value in zip(("本年支出合计", "基本支出", "项目支出"), values, strict=True)
    if value != " "
}  # fmt: skip


def lay(head: str, body: str) -> str:
    return f"{head};{body}"


def three(body: str) -> str:
    """BODY with codes in three cells."""
    rows = []
    for line in body.split(";"):
        code, *rest = line.split("|")
        parts = [code[:3], code[3:5], code[5:]] if code.isdigit() else [code, "<", "<"]
        rows.append("|".join([*parts, *rest]))
    return ";".join(rows)


@pytest.mark.parametrize(
    "text",
    [
        lay(HEAD, BODY),
        lay(HEAD + ";栏次|<|1|2|3|4|5|6", BODY),
        # codes in three cells, in one over three columns, as numbers, in full width, beside the name
        lay("项目|<|<|<|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出;支出功能分类科目编码|<|<|科目名称|^|^|^|^|^|^;类|款|项|栏次|1|2|3|4|5|6", three(BODY)),
        lay("项目|<|<|<|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出;功能分类科目编码|<|<|科目名称|^|^|^|^|^|^", BODY.replace("|", "|<|<|", 1).replace(";2", ";2").replace("206|", "206|<|<|").replace("20601|", "20601|<|<|").replace("2060101|", "2060101|<|<|").replace("2060102|", "2060102|<|<|").replace("<|<|<|<|", "<|<|<|")),
        lay(HEAD, BODY.replace("2060101|", "2060101.0|").replace(";206|", ";206.0|")),
        lay(HEAD, BODY.replace("2060101|", "２０６０１０１|")),
        lay("科目|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出", "合计|9|4|5|||;206科学技术支出|9|4|5|||;20601 科学技术管理事务|9|4|5|||;　2060101　行政运行|4|4||||;2060102一般行政管理事务|5||5|||"),
        # indented names, 合计 last, blank rows, a note in the table
        lay(HEAD, BODY.replace("行政运行", "　　行政运行")),
        lay(HEAD, BODY.partition(";")[2] + ";" + BODY.partition(";")[0]),
        lay(HEAD, BODY.replace(";20601|", ";||||||| ;20601|") + ";注：本表反映各项支出情况。|<|<|<|<|<|<|<"),
        # a header in other words and of another depth; the title and the unit in the table itself
        lay("项目|<|本年支出|基本|项目|上缴上级|经营|对附属单位;^|^|合计|支出|支出|支出|支出|补助支出;科目编码|科目名称|^|^|^|^|^|^", BODY),
        lay("支出决算表|<|<|<|<|<|<|<;单位：万元|<|<|<|<|<|<|<;" + HEAD, BODY),
        # columns in another order, and fewer
        lay("科目编码|科目名称|项目支出|基本支出|本年支出合计", "合计|<|5|4|9;206|科学技术支出|5|4|9;20601|科学技术管理事务|5|4|9;2060101|行政运行||4|4;2060102|一般行政管理事务|5||5"),
        lay("科目名称|本年支出合计|基本支出|项目支出|科目编码", "合计|9|4|5|;科学技术支出|9|4|5|206;科学技术管理事务|9|4|5|20601;行政运行|4|4||2060101;一般行政管理事务|5||5|2060102"),
    ],
)  # fmt: skip
def test_rows_by_code_are_read_in_whatever_layout(text: str) -> None:
    for title in (EXPENSE, "公开03表 支出决算公开表", ""):
        table = read(text, title)
        assert table.name == EXPENSE
        assert figures(table) == SAYS
        assert unread(table) == []
    assert {path.split(".")[2]: one.text for path, one in table.names.items()} == {
        "206": "科学技术支出", "20601": "科学技术管理事务", "2060101": "行政运行", "2060102": "一般行政管理事务",
    }  # fmt: skip


def test_what_is_not_understood_is_told_and_not_guessed() -> None:
    more = read(
        lay(
            HEAD.replace("上缴上级支出", "其中：人员").replace("|^|^|^|^|^|^", "|^|^|^|^|^|^"),
            BODY.replace("4|5|||", "4|5|3||"),
        ),
        EXPENSE,
    )
    assert figures(more) == SAYS
    assert unread(more) == ["列 人员"]
    assert not any("上缴上级支出" in path for path in more.figures)
    strange = read(lay(HEAD, BODY + ";甲|乙|7|7||||"), EXPENSE)
    assert (figures(strange), unread(strange)) == (SAYS, ["行 甲 乙 7"])
    again = read(lay(HEAD, BODY + ";2060101|行政运行|8|8||||"), EXPENSE)
    assert (figures(again), [(one.kind, one.path) for one in again.unread]) == (SAYS, [("重", "2060101")])
    word = read(lay(HEAD, BODY.replace("行政运行|4|4", "行政运行|4|四")), EXPENSE)
    assert word.figures["支出决算表.各科目.2060101.基本支出"].number is None
    assert unread(word) == ["数 四"]
    for text in ("甲|乙;丙|丁", "序号|单位名称|备注;1|某局|", ""):
        assert read(text, EXPENSE).name == ""


@pytest.mark.parametrize(
    ("printed", "known"),
    [("附属单位补助支出", True), ("对附属单位补助", True), ("补助支出", False), ("附属单位补助", False)],
)  # fmt: skip
def test_a_word_of_a_header_that_is_cut_short_is_what_alone_it_may_be(printed: str, known: bool) -> None:
    table = read(
        lay(HEAD.replace("对附属单位补助支出", printed), BODY.replace("|4|4||||", "|4|4||||3")), EXPENSE
    )
    assert (figures(table) == {**SAYS, "各科目.2060101.对附属单位补助支出": "3"}) == known
    assert unread(table) == ([] if known else [f"列 {printed}"])


def test_a_word_of_a_header_that_two_columns_may_have_is_not_guessed() -> None:
    heads = "功能分类科目编码|科目名称|年初结转和结余|本年收入|小计|基本支出|项目支出"
    both = read(f"{heads};229|甲|1|2|3|1|2", "政府性基金预算财政拨款收入支出决算表")
    assert unread(both) == []
    cut = read(
        f"{heads.replace('年初结转和结余', '结转和结余')};229|甲|1|2|3|1|2",
        "政府性基金预算财政拨款收入支出决算表",
    )
    assert unread(cut) == ["列 结转和结余"]


def test_a_dash_and_a_blank_are_read_as_nothing() -> None:
    table = read(lay(HEAD, BODY.replace("|4|4||||", "|4|4|-|—||")), EXPENSE)
    found = table.figures["支出决算表.各科目.2060101.项目支出"]
    assert (found.number, found.text) == (None, "-")
    assert unread(table) == []
    assert table.figures["支出决算表.合计.本年支出合计"].number == Decimal(9)


def test_the_unit_is_the_one_that_stands_above() -> None:
    assert read(lay(HEAD, BODY), EXPENSE, "部门：某局", "金额单位：万元").unit == "万元"
    assert read(lay(HEAD, BODY), EXPENSE, "单位:元").unit == "元"
    assert read(lay(HEAD, BODY), EXPENSE).unit == ""


# ---- tables with two sides ----

SUMMARY = (
    "收入|<|支出|<;项目|决算数|项目|决算数;一、一般公共预算财政拨款收入|9|一、一般公共服务支出|;二、政府性基金预算财政拨款收入||二、科学技术支出|8;"
    "八、其他收入|1|二十四、债务还本支出|;||二十五、债务付息支出|;||二十六、抗疫特别国债安排的支出|2;"
    "本年收入合计|10|本年支出合计|10;使用非财政拨款结余（含专用结余）||结余分配|;年初结转和结余|3|年末结转和结余|3;总计|13|总计|13"
)  # fmt: skip
SUMS = {
    "收入.一般公共预算财政拨款收入": "9", "收入.其他收入": "1", "收入.本年收入合计": "10", "收入.年初结转和结余": "3", "收入.总计": "13",
    "支出.科学技术支出": "8", "支出.抗疫特别国债安排的支出": "2", "支出.本年支出合计": "10", "支出.年末结转和结余": "3", "支出.总计": "13",
}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        SUMMARY,
        SUMMARY.replace("收入|<|支出|<;", ""),
        SUMMARY.replace("二十六、", "二十四、").replace("二十四、债务还本支出", "债务还本支出"),
        SUMMARY.replace("决算数", "金额"),
        SUMMARY.replace(";二、政府性基金预算财政拨款收入||", ";||"),
        SUMMARY.replace("||二十五、债务付息支出|;", ""),
        SUMMARY.replace("一、一般公共预算财政拨款收入", "　　一、一般公共预算 财政拨款收入"),
    ],
)
def test_two_halves_side_by_side_are_read_by_the_names_of_rows(text: str) -> None:
    table = read(text, "收入支出决算总表")
    assert figures(table) == {f"{path}.决算数": value for path, value in SUMS.items()}
    assert unread(table) == []


def test_two_halves_with_numbers_of_rows() -> None:
    rows = ["收入|<|<|支出|<|<", "项目|行次|金额|项目|行次|金额", "栏次||1|栏次||2"]
    for at, line in enumerate(SUMMARY.split(";")[2:], 1):
        income, amount, expense, other = line.split("|")
        rows.append(f"{income}|{at}|{amount}|{expense}|{at + 30}|{other}")
    table = read(";".join(rows), "收入支出决算总表")
    assert figures(table) == {f"{path}.决算数": value for path, value in SUMS.items()}
    assert unread(table) == []


GRANTS = (
    "收入|<|支出|<|<|<|<;项目|金额|项目|合计|一般公共预算财政拨款|政府性基金预算财政拨款|国有资本经营预算财政拨款;"
    "一、一般公共预算财政拨款|5|一、一般公共服务支出|||;二、政府性基金预算财政拨款|1|二、科学技术支出|7|6|1|;"
    "本年收入合计|6|本年支出合计|7|6|1|;年初财政拨款结转和结余|1|年末财政拨款结转和结余||||;一、一般公共预算财政拨款|1||||;总计|7|总计|7|6|1|"
)


def test_a_name_that_stands_there_twice_is_told_apart_by_what_stands_above() -> None:
    rows = [line + "|" * (6 - line.count("|")) for line in GRANTS.split(";")]
    says = figures(read(";".join(rows), "财政拨款收入支出决算总表"))
    assert says["收入.一般公共预算财政拨款.决算数"] == "5"
    assert says["收入.年初一般公共预算财政拨款结转和结余.决算数"] == "1"
    less = [row for row in rows if not row.startswith("一、一般公共预算财政拨款|5")]
    says = figures(read(";".join(less), "财政拨款收支决算总表"))
    assert "收入.一般公共预算财政拨款.决算数" not in says
    assert says["收入.年初一般公共预算财政拨款结转和结余.决算数"] == "1"
    assert says["支出.科学技术支出.政府性基金预算财政拨款"] == "1"


# ---- the economic items, three blocks side by side ----

BLOCKS = (
    "人员经费|<|<|公用经费|<|<|<|<|<;科目编码|科目名称|决算数|科目编码|科目名称|决算数|科目编码|科目名称|决算数;"
    "301|工资福利支出|9|302|商品和服务支出|5|310|资本性支出|;30101|基本工资|9|30231|公务用车运行维护费|2|31002|办公设备购置|;"
    "|||30239|其他交通费用|3|||;人员经费合计|<|9|公用经费合计|<|<|<|<|5"
)
ITEMS = {"301": "9", "30101": "9", "302": "5", "30231": "2", "30239": "3"}


@pytest.mark.parametrize(
    "text",
    [
        BLOCKS,
        BLOCKS.replace("公用经费合计|<|<|<|<|5", "公用经费合计|||||5"),
        BLOCKS.replace("人员经费|<|<|公用经费|<|<|<|<|<;", ""),
        BLOCKS.replace("科目编码", "经济分类科目编码").replace("决算数", "金额"),
        BLOCKS.replace("30231|公务用车", "|公务用车"),
        BLOCKS.replace("30101|", "30101.0|"),
    ],
)
def test_three_blocks_side_by_side_are_read_by_code(text: str) -> None:
    table = read(text, "一般公共预算财政拨款基本支出决算表")
    sums = {"人员经费合计": "9", "公用经费合计": "5"}
    assert figures(table) == {**{f"各科目.{code}.决算数": value for code, value in ITEMS.items()}, **sums}
    assert unread(table) == []


def test_a_row_that_is_missing_moves_no_other() -> None:
    table = read(BLOCKS.replace("30231|公务用车运行维护费|2", "||"), "一般公共预算财政拨款基本支出决算表")
    assert "各科目.30231.决算数" not in figures(table)
    assert figures(table)["各科目.30239.决算数"] == "3"


# ---- “三公” in a row and in rows; official headers of funds ----

ACROSS = (
    "财政拨款“三公”经费|<|<|<|<|<|<|<|<|<|<|<;合计|<|因公出国（境）费|<|公务用车购置及运行维护费|<|<|<|<|<|公务接待费|<;"
    "^|^|^|^|小计|<|公务用车购置费|<|公务用车运行维护费|<|^|^;预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数;"
    "9|8|1|1|6|5|2|2|4|3|2|2"
)
BY_KIND = (
    "预算数|<|<|<|<|<|决算数|<|<|<|<|<;合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费|合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费;"
    "^|^|小计|公务用车购置费|公务用车运行维护费|^|^|^|小计|公务用车购置费|公务用车运行维护费|^;1|2|3|4|5|6|7|8|9|10|11|12;9|1|6|2|4|2|8|1|5|2|3|2"
)
DOWN = "项目|预算数|决算数;合计|9|8;1、因公出国（境）费|1|1;2、公务接待费|2|2;3、公务用车购置及运行费|6|5;其中：（1）公务用车运行维护费|4|3;（2）公务用车购置费|2|2"  # fmt: skip


@pytest.mark.parametrize("text", [ACROSS, BY_KIND, DOWN])
def test_the_three_expenses_are_read_across_and_down(text: str) -> None:
    table = read(text, "财政拨款“三公”经费支出决算表")
    values = {"合计": "98", "因公出国（境）费": "11", "公务接待费": "22", "公务用车购置及运行费": "65", "公务用车运行维护费": "43", "公务用车购置费": "22"}  # fmt: skip
    assert figures(table) == {f"{row}.{column}": value for row, both in values.items() for column, value in zip(("预算数", "决算数"), both, strict=True)}  # fmt: skip
    assert unread(table) == []


def test_the_word_at_the_side_of_names_across_is_no_name_of_a_row() -> None:
    table = read(
        "项目|合计|因公出国（境）费|公务接待费;预算数|9|1|2;决算数|8|1|2", "财政拨款“三公”经费支出决算表"
    )
    assert {one.label for one in table.figures.values()} == {""}
    assert figures(table)["公务接待费.决算数"] == "2"


def test_an_empty_table_is_read_as_empty() -> None:
    table = read(ACROSS.rpartition(";")[0] + ";|||||||||||", "财政拨款“三公”经费支出决算表")
    assert len(table.figures) == 12
    assert figures(table) == {}


OFFICIAL = "项目|<|年初结转和结余|本年收入|本年支出|<|<|年末结转和结余;功能分类科目编码|科目名称|^|^|^|^|^|^;合计|<|||合计|基本支出|项目支出|"


def test_the_official_header_of_funds_is_one() -> None:
    empty = read(OFFICIAL + ";|||||||", "政府性基金预算财政拨款收入支出决算表")
    assert (empty.name, figures(empty), unread(empty)) == ("政府性基金表", {}, [])
    assert "政府性基金表.合计.本年支出" in empty.figures
    filled = read(OFFICIAL + ";212|城乡社区支出||7|7||7|", "公开07表政府性基金预算财政拨款收入支出决算表")
    assert figures(filled) == {f"各科目.212.{column}": "7" for column in ("本年收入", "本年支出", "项目支出")}
    # of the sum only what stands there was read: nothing is made up for the rest
    assert "政府性基金表.合计.本年支出" not in filled.figures
    assert unread(filled) == []
    both = OFFICIAL.replace("合计|<|||", "合计|<|12.00|30.00|")
    summed = read(both + "4.00;212|城乡社区支出||7|7||7|", "政府性基金预算财政拨款收入支出决算表")
    assert figures(summed)["合计.年初结转和结余"] == "12.00"
    assert figures(summed)["合计.年末结转和结余"] == "4.00"
    assert unread(summed) == []


def test_the_sums_below_an_official_header_are_not_those_in_it() -> None:
    table = read(
        OFFICIAL + ";合计|<||7|7||7|;212|城乡社区支出||7|7||7|", "政府性基金预算财政拨款收入支出决算表"
    )
    named = ("合计", "各科目.212")
    assert figures(table) == {
        f"{row}.{column}": "7" for row in named for column in ("本年收入", "本年支出", "项目支出")
    }
    assert unread(table) == []


def test_a_line_of_numbers_moves_with_its_columns() -> None:
    head = HEAD.replace("基本支出|项目支出", "项目支出|基本支出") + ";栏次|<|1|3|2|4|5|6"
    table = read(
        lay(head, BODY.replace("|4|5|||", "|5|4|||").replace("|4||||", "||4|||").replace("|5||5|", "|5|5||")),
        EXPENSE,
    )
    assert figures(table) == SAYS
    assert unread(table) == []


def test_a_table_without_a_title_is_known_by_its_columns_where_they_leave_no_doubt() -> None:
    assert read(lay(HEAD, BODY), "").name == EXPENSE
    assert read(OFFICIAL + ";212|城乡社区支出||7|7||7|", "").name == ""


def test_a_form_alone_has_words_enough() -> None:
    for form in forms():
        assert isinstance(form, Blueprints)
        assert {*form.vocabulary.tables} == {*words().tables}


# ---- budgets as they were passed and as they were changed ----


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (
            "项目|年初预算数|全年预算数|决算数",
            {"合计.预算数": "1", "合计.全年预算数": "2", "合计.决算数": "3"},
        ),
        ("项目|预算数|调整预算数|决算数", {"合计.预算数": "1", "合计.全年预算数": "2", "合计.决算数": "3"}),
        ("项目|全年预算数|决算数", {"合计.预算数": "1", "合计.决算数": "2"}),
    ],
)
def test_a_changed_budget_is_another_only_beside_the_first(head: str, says: dict[str, str]) -> None:
    body = f"合计|{'|'.join(map(str, range(1, head.count('|') + 1)))}"
    table = read(f"{head};{body}", "财政拨款“三公”经费支出决算表")
    assert figures(table) == says
    assert unread(table) == []


def test_a_changed_budget_in_a_row() -> None:
    rows = "项目|合计|公务接待费;{}预算数|9|2;决算数|8|1"
    for name in ("", "年初", "全年"):
        table = read(rows.format(name), "财政拨款“三公”经费支出决算表")
        assert figures(table)["公务接待费.预算数"] == "2"
    both = read(f"{rows.format('年初')};全年预算数|7|3", "财政拨款“三公”经费支出决算表")
    assert (figures(both)["公务接待费.预算数"], figures(both)["公务接待费.全年预算数"]) == ("2", "3")


CODES = [
    ("206|科学技术支出|3.00", "2060101|行政运行|3.00"),
    ("[206]|科学技术支出（类）|3.00", "【2060101】|行政运行(项)|3.00"),
    ("206|科学技术支出（206）|3.00", "2060101|行政运行(2060101)|3.00"),
    ("206-科学技术支出|科学技术支出|3.00", "2060101-行政运行|行政运行|3.00"),
]


@pytest.mark.parametrize("rows", CODES)
def test_habits_of_writing_codes_and_names_are_no_part_of_them(rows: tuple[str, str]) -> None:
    table = read(f"编码|科目名称|本年支出合计;合计|<|3.00;{';'.join(rows)}", EXPENSE)
    assert figures(table) == {
        "合计.本年支出合计": "3.00",
        "各科目.206.本年支出合计": "3.00",
        "各科目.2060101.本年支出合计": "3.00",
    }
    assert [one.text for one in table.names.values()] == ["科学技术支出", "行政运行"]
    assert unread(table) == []


def test_who_signs_and_the_sums_of_pages_are_no_rows() -> None:
    head = "编码|科目名称|本年支出合计;合计|<|3.00;2060101|行政运行（款）|3.00"
    around = ";过次页|<|3.00;承前页|<|3.00;单位负责人：张三|财务负责人：李四|制表人：王五;填报日期：2024年8月2日|<|<"
    table = read(head + around, EXPENSE)
    assert unread(table) == []
    assert [one.text for one in table.names.values()] == ["行政运行（款）"]  # which is no level of that code
    assert unread(read(f"{head};单位负责人：张三|某某|3.00", EXPENSE)) != []


@pytest.mark.parametrize("first", ["收入", "支出"])
def test_incomes_and_expenditures_in_one_list_are_told_apart_by_the_rows_over_them(first: str) -> None:
    sides = {
        "收入": "收入|;一、一般公共预算财政拨款收入|3.00;年初结转和结余|2.00;总计|5.00",
        "支出": "支出|;六、科学技术支出|4.00;年末结转和结余|1.00;总计|5.00",
    }
    body = ";".join([sides.pop(first), *sides.values()])
    table = read(f"项目|决算数;{body}", "收入支出决算总表")
    assert unread(table) == []
    assert figures(table) == {
        "收入.一般公共预算财政拨款收入.决算数": "3.00",
        "收入.年初结转和结余.决算数": "2.00",
        "收入.总计.决算数": "5.00",
        "支出.科学技术支出.决算数": "4.00",
        "支出.年末结转和结余.决算数": "1.00",
        "支出.总计.决算数": "5.00",
    }
