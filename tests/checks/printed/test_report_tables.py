"""Which table is which, and the data that a report may have been made from, in a form of a few cells."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from narrator.checks.printed.missing_rows import (
    find_several,
    items_told,
    lend_lost_rows,
    lend_row_above,
    lend_rows,
)
from narrator.checks.printed.possible_data import completed, drop, lenient, lenient_model, otherwise, possible
from narrator.checks.printed.recognised_tables import find_by_words
from narrator.checks.printed.report_tables import (
    name_of_item,
    rank_by_prose,
    read_report_tables,
    row_with_name,
    rows_of_fixed_codes,
)
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape
from narrator.disclosure.number_shapes import AmountShape, CountShape, PercentageShape, ScoreShape
from narrator.disclosure.text_shapes import NameShape
from narrator.document import Document, Heading
from narrator.form import load
from narrator.spans import Text
from narrator.tables.blueprint import Blueprint
from narrator.tables.public import words_of_row

from ..small import MODEL, document, form, grid, layout, surveyed, surveys, table, told

TEN = "甲甲|乙乙|丙丙|丁丁|戊戊|己己|庚庚|辛辛|壬壬|癸癸"
ABOVE = ["收入支出总表", "十干表"]


def known(text: str, above: list[str], *layouts: Blueprint) -> str | None:
    found = find_by_words(grid(text), above, layouts)
    return found and found.name


def test_a_table_of_another_width_is_a_forms_own_only_under_its_title_or_number() -> None:
    own = surveyed("十干表", TEN.replace("|", " | "), title="[一、] 十干表", number="公开12表")
    assert own.table == ""
    assert known(TEN, [], own) == "十干表"
    assert known(f"{TEN}|子子", [], own) is None
    assert known(f"{TEN}|子子", ["十干表"], own) == known(f"{TEN}|子子", ["公开12表"], own) == "十干表"
    assert known("", [], own) is None


def test_a_table_is_known_by_more_than_half_of_its_words() -> None:
    tens = surveyed("收入支出总表", TEN.replace("|", " | "), title="[一、] 十干表", number="收入支出总表")
    six, five, three, two = ("|".join(TEN.split("|")[:count]) for count in (6, 5, 3, 2))
    assert known(six, [], tens) == "收入支出总表"
    assert known(five, [], tens) is None
    assert known(f"{five}|己|己 己", [], tens) == "收入支出总表"
    # under its number and its title fewer words are enough, under one of them they are not
    assert known(three, ABOVE, tens) == "收入支出总表"
    assert known(two, ABOVE, tens) is None
    assert known(five, ABOVE[:1], tens) is None
    assert known(five, ABOVE[1:], tens) is None
    assert known(three, ["收入支出总表", "三、十 干 表"], tens) == "收入支出总表"
    assert known(three, [*ABOVE, *["话"] * 6], tens) == "收入支出总表"
    assert known(three, [*ABOVE, *["话"] * 7], tens) is None
    assert (
        known(
            "别的", ABOVE, surveyed("收入支出总表", "{{ 部门.名称 }}", title="十干表", number="收入支出总表")
        )
        is None
    )


def test_a_table_is_known_by_its_header() -> None:
    long = surveyed(
        "自评表",
        TEN.replace("|己己", ";己己").replace("|", " | "),
        header="项目 | 决算数 | 预算数 | 差额 | 单位;栏次|一|二|三|四",
    )
    assert known("项目|决算数|预算数|差额|单位;栏次|一|二|三|四;a|b|c|d|e", [], long) == "自评表"
    assert known("项目|决算数|预算数|差额|单位;某|1|2|3|4", [], long) is None
    assert known("项目|决算数|预算数|差额|单位;栏次|1|2|3|4", [], long) == "自评表"
    assert known("部门;年度;项目|决算数|预算数|差额|单位", [], long) is None
    assert known("部门;年度;项目|决算数|预算数|差额|单位;栏次|一|二|三|四", [], long) is None
    assert known("部门;项目|决算数|预算数|差额|单位;栏次|一|二|三|四", [], long) == "自评表"


def test_of_two_tables_it_is_the_one_that_it_is_more_like() -> None:
    one = surveyed("甲", "收入 | 支出 | 合计", title="甲表", number="1号")
    other = surveyed("乙", "收入 | 支出 | 合计", title="乙表", number="2号")
    more = surveyed("丙", "收入 | 支出 | 合计 | 结余")
    assert known("收入|支出|合计", [], one, other, more) == "甲"
    assert known("收入|支出|合计", [], more, other, one) == "乙"
    assert known("收入|支出|合计|结余", [], more, one) == "丙"
    assert known("收入|支出|合计", ["乙表"], one, other) == "乙"
    assert known("收入|支出|合计", ["甲表", "2号"], one, other) == "乙"
    assert known("收入|支出|合计", ["甲表", "2号"], other, one) == "乙"


def test_the_first_row_that_prints_a_name_is_known() -> None:
    assert row_with_name(surveyed("表", "甲 | {{ 项.总分 }};乙 | {{ 项.名称 }};丙 | {{ 项.名称 }}")) == 1
    assert row_with_name(surveyed("表", "甲 | {{ 项.总分 }};乙 | 名称")) == 2


def test_what_a_table_is_about_is_the_name_in_it() -> None:
    def name(text: str, body: str = "总分 | {{ 项.总分 }};名称 | {{ 项.名称 }};得分 | {{ 项.人次 }}") -> str:  # fmt: skip
        return name_of_item(grid(text), surveyed("自评表", body), MODEL)

    assert name("总分|9;名称|科技 活动；得分|8") == "科技活动;得分"
    assert name("总分|9;名称|科技活动") == "科技活动"
    assert name("总分|9") == ""
    assert name("总分|9", body="总分 | {{ 项.总分 }}") == ""


def test_the_rows_for_fixed_codes_are_known() -> None:
    body = '301 | {{ 一般公共预算支出表.各科目["301"].小计 }} | 甲;{% for 行 in 一般公共预算支出表.各科目 %};{{ 行.科目编码 }} | {{ 行.小计 }} | 乙;{% endfor %};302 | {{ 一般公共预算支出表.各科目["302"].小计 }} | {{ 部门.名称 }}'
    assert list(rows_of_fixed_codes(surveyed("一般公共预算支出表", body))) == [
        ("一般公共预算支出表", "各科目", "301"),
        ("一般公共预算支出表", "各科目", "302"),
    ]
    assert list(rows_of_fixed_codes(surveyed("自评表", body))) == []


def test_a_table_is_shown_by_its_first_row() -> None:
    assert words_of_row(grid("甲 乙|甲 乙||丙;丁|||")[0]) == "甲乙 丙"
    assert words_of_row(["甲" * 50]) == "甲" * 40


FORM, BLUEPRINTS = surveys(form(
    收入支出总表=layout("一、其他收入 | {{ 收入支出总表.收入.其他 }};总计 | {{ 收入支出总表.收入.总计 }}", "项目 | 决算数", title="[一、] 收入支出决算总表", number="公开01表"),
    自评表=layout("项目名称 | {{ 项.名称 }} | 总分 | {{ 项.总分 }}", title="[附表1] 自评表"),
))[0]  # fmt: skip


def reading_of(printed: Document) -> Reading:
    return read_report_tables(printed, FORM, BLUEPRINTS)


TITLE = "收入支出决算总表"
INCOME, SCORES = "项目|决算数;一、其他收入|6;总计|5", "项目名称|{}|总分|{}"
READ = {"收入": {"总计": {"决算数": 5}, "其他收入": {"决算数": 6}}}


def test_the_tables_of_a_report_are_read_with_what_stands_around_them() -> None:
    lines = [f"话{n}" for n in range(9)]
    reading = reading_of(
        document(*lines, TITLE, table(INCOME), "注：一。", "注：二。", table("甲|乙;丙|丁"), "注：三。")
    )
    assert reading.raw == {"金额单位": "万元", "格式": "小表", "收入支出总表": READ}
    assert reading.cells["收入支出总表.收入.总计.决算数"] == "公开01表 收入 总计"
    assert reading.shown["收入支出总表.收入.其他收入.决算数"] == "6"
    [(found, rows, above, below)] = reading.found
    assert (found.name, rows[2]) == ("收入支出总表", ["总计", "5"])
    assert above == (*lines[2:], TITLE)
    assert below == ("注：一。", "注：二。", "注：三。")
    assert told(reading) == ["不能核对 某表 没有认出这张表（甲 乙）。核对表的标题和表头。"]


def test_what_stands_above_a_table_stands_behind_the_one_before() -> None:
    scores = table(SCORES.format("甲", 90))
    reading = reading_of(document("甲", table("某|表"), TITLE, table(INCOME), "丙", scores))
    assert [(found.name, above, below) for found, _, above, below in reading.found] == [
        ("收入支出总表", (TITLE,), ("丙",)),
        ("自评表", ("丙",), ()),
    ]


def test_a_public_table_is_there_once() -> None:
    again = table(INCOME.replace("5", "8"))
    reading = reading_of(document(TITLE, table(INCOME), "甲", TITLE, again, "乙"))
    assert told(reading) == ["错误 ST-1 公开01表 公开01表不止一张。留下一张。"]
    assert reading.raw["收入支出总表"] == READ
    assert [below for *_, below in reading.found] == [("甲", TITLE, "乙")]


def test_amounts_in_yuan_are_read_in_ten_thousands() -> None:
    reading = reading_of(document(TITLE, "单位：元", table(INCOME.replace("|5", "|50,000.00"))))
    assert reading.raw["收入支出总表"]["收入"]["总计"] == {"决算数": 5}
    assert reading.shown["收入支出总表.收入.总计.决算数"] == "50,000.00"


def test_what_is_no_number_was_not_read() -> None:
    reading = reading_of(document(TITLE, table(INCOME.replace("|5", "|五"))))
    assert told(reading) == ["不能核对 公开01表 收入 总计 “五”不是数。填数字。 表中：五"]
    assert reading.unread == {"收入支出总表.收入.总计.决算数"}
    # What stands for it lets composed sentences have the item; nothing that depends on it is judged.
    assert reading.raw["收入支出总表"]["收入"]["总计"]["决算数"] > 0


def test_tables_of_items_are_those_of_the_items_that_the_prose_tells_of() -> None:
    tables = [table(SCORES.format("科技活动周", 90)), table(SCORES.format("大厦维修", 80))]
    assert reading_of(document(*tables)).raw["预算绩效"]["项目"] == [
        {"名称": "科技活动周", "总分": 90},
        {"名称": "大厦维修", "总分": 80},
    ]
    prose = document(Heading(2, Text("（一）“大厦维修”项目"), ""), "2.“科技活动周”项目", *tables)
    assert reading_of(prose).raw["预算绩效"]["项目"] == [
        {"名称": "大厦维修", "总分": 80},
        {"名称": "科技活动周", "总分": 90},
    ]
    reading = reading_of(document(*tables[:1], table(SCORES.format("大厦维修", "高"))))
    assert told(reading) == ["不能核对 自评表（第2张） 总分 “高”不是数。填数字。 表中：高"]


def test_the_same_name_twice_is_in_the_order_of_the_tables() -> None:
    assert rank_by_prose(["甲甲", "乙乙", "甲甲"], ["甲甲", "乙乙"]) == [1, 3, 2]


# ---- data that a report may have been made from ----

MANY = RecordShape(
    fields={
        "数": CountShape(),
        "三公经费表": RecordShape(fields={"决算数": AmountShape(), "保有量": CountShape()}),
        "采购": RecordShape(fields={"总额": AmountShape(), "上年": AmountShape(blank=False), "比例": ScoreShape()}),
        "一般公共预算支出表": CodedShape(row=RecordShape(fields={"科目名称": NameShape(), "小计": AmountShape()})),
        "项目": ListShape(item=RecordShape(fields={"名称": NameShape(), "自评表中的名称": NameShape(), "级次": NameShape(choices=("省", "市"))})),
        "单位": ListShape(item=NameShape()),
    }
)  # fmt: skip


def test_what_no_table_prints_is_made_up() -> None:
    assert completed(MANY, {}, {}, 1) == {
        "数": 1,
        "三公经费表": {"保有量": 1},
        "采购": {"总额": 1, "上年": 1, "比例": 0},
    }
    cells = dict.fromkeys(["数", "三公经费表.决算数", "三公经费表.保有量", "采购.总额", "采购.上年"], "")
    assert completed(MANY, {}, cells, 1) == {
        "数": 0,
        "三公经费表": {"保有量": 0},
        "采购": {"总额": 0, "上年": 1, "比例": 0},
    }
    raw = {
        "项目": [{"名称": "甲"}, {}],
        "一般公共预算支出表": {"2060101": {"小计": 5}, "20799": {"科目名称": "乙"}},
        "单位": ["丙"],
        "别的": 1,
        "采购": {"总额": 7},
    }
    whole = completed(MANY, raw, {"采购.上年": ""}, 1)
    assert whole["项目"] == [{"名称": "甲", "级次": "省"}, {"名称": "某某", "级次": "省"}]
    assert whole["一般公共预算支出表"] == {
        "206": {"科目名称": "某某"},
        "20601": {"科目名称": "某某"},
        "2060101": {"科目名称": "某某", "小计": 5},
        "207": {"科目名称": "某某"},
        "20799": {"科目名称": "乙"},
    }
    assert list(whole["一般公共预算支出表"]) == sorted(whole["一般公共预算支出表"])
    assert (whole["单位"], whole["采购"]["总额"], "别的" in whole) == (["丙"], 7, False)
    assert raw == {"项目": [{"名称": "甲"}, {}], "一般公共预算支出表": {"2060101": {"小计": 5}, "20799": {"科目名称": "乙"}}, "单位": ["丙"], "别的": 1, "采购": {"总额": 7}}  # fmt: skip
    wrong = {"项目": "无", "一般公共预算支出表": 5, "单位": None, "采购": 3}
    made = completed(MANY, wrong, {}, 1)
    assert {name: made[name] for name in wrong} == {
        "项目": "无",
        "一般公共预算支出表": 5,
        "单位": None,
        "采购": {"总额": 1, "上年": 1, "比例": 0},
    }


def test_a_figure_is_made_up_where_its_path_is_not_a_cell() -> None:
    model = RecordShape(fields={"项目": ListShape(item=RecordShape(fields={"人次": CountShape(), "表": RecordShape(fields={"数": CountShape()})}))})  # fmt: skip
    made = completed(model, {"项目": [{}, {}]}, {"项目[1].人次": "", "项目[2].表.数": ""}, 1)
    assert made == {"项目": [{"人次": 0, "表": {"数": 1}}, {"人次": 1, "表": {"数": 0}}]}


CHOSEN = RecordShape(
    fields={
        "资金性质": NameShape(choices=("一般", "基金", "国资")),
        "称谓": NameShape(default="单位"),
        "完成": PercentageShape("百分数"),
        "目标": ListShape(item=NameShape()),
        "指标": ListShape(item=RecordShape(fields={"性质": NameShape(choices=("数量", "质量"))})),
    }
)
LISTS = RecordShape(fields={"项目": ListShape(item=CHOSEN), "单位": ListShape(item=NameShape()), "性质": CHOSEN.fields["资金性质"]})  # fmt: skip


def test_choices_and_lists_that_no_table_prints_are_made_only_where_they_are_asked_for() -> None:
    one = {"资金性质": "一般", "完成": 1}
    assert completed(LISTS, {"项目": [{}, {}]}, {}, 1) == {"项目": [one, one], "性质": "一般"}
    assert completed(LISTS, {"项目": [{}, {}]}, {"项目[2].完成": ""}, 0) == {
        "项目": [{"资金性质": "一般", "完成": 0}, {"资金性质": "一般"}],
        "性质": "一般",
    }


@pytest.mark.parametrize("made_up", [0, 1])
def test_lists_have_an_item_for_each_choice_and_each_item_chooses_otherwise(made_up: int) -> None:
    def item(choice: str, items: int, several: int = 2) -> dict[str, Any]:
        # Of records within an item one is enough for each choice, of names there are as many as are asked for.
        inner = [{"性质": ("质量", "数量")[n % 2]} for n in range(several)]
        return {"资金性质": choice, "称谓": "某某", "完成": 1, "目标": ["某某"] * items, "指标": inner}

    made = completed(LISTS, {}, {}, made_up, 2)
    assert made == {
        "项目": [item("基金", 2), item("国资", 2), item("一般", 2)],
        "单位": ["某某"] * 2,
        "性质": "基金",
    }
    given = {"项目": [{"资金性质": "国资", "指标": [{}, {}, {}], "目标": ["甲"]}], "单位": ["乙"]}
    made = completed(LISTS, given, {}, made_up, 4)
    first = {**item("国资", 4, 3), "目标": ["甲"]}
    assert made["项目"] == [first, item("国资", 4), item("一般", 4)]
    assert made["单位"] == ["乙"]
    deep = completed(LISTS, {"项目": [{}] * 4}, {}, made_up, 1)["项目"]
    assert [one["资金性质"] for one in deep] == ["基金", "国资", "一般", "基金"]
    assert [len(one["指标"]) for one in deep] == [2] * 4


def test_records_in_a_list_that_chooses_nothing_are_as_many_as_are_asked_for_and_one_within_an_item() -> None:
    plain = RecordShape(fields={"数": CountShape()})
    model = RecordShape(fields={"外": ListShape(item=RecordShape(fields={"内": ListShape(item=plain)}))})
    assert completed(model, {}, {}, 0, 3) == {"外": [{"内": [{"数": 1}]}] * 3}
    assert completed(model, {"外": [{"内": [{"数": 5}, {}]}]}, {}, 0, 3) == {
        "外": [{"内": [{"数": 5}, {"数": 1}]}]
    }
    assert completed(model, {}, {}, 1) == {}
    assert completed(model, {"外": []}, {}, 1) == {"外": []}


def test_rows_by_code_are_completed_as_records_are() -> None:
    model = CodedShape(row=CHOSEN)
    choices = {"资金性质": "一般", "完成": 1}
    assert completed(model, {"206": {}}, {"207.完成": ""}, 1) == {"206": choices}
    assert completed(model, {"206": {}, "207": {}}, {"207.完成": ""}, 1) == {
        "206": choices,
        "207": {"资金性质": "一般"},
    }
    assert completed(model, {"206": {"目标": []}}, {}, 0, 1)["206"]["目标"] == ["某某"]


def test_a_name_in_a_table_of_its_own_is_the_one_in_the_prose_too_and_none_is_made_up_for_it() -> None:
    item = MANY.fields["项目"]
    assert completed(item, [{"自评表中的名称": "甲"}, {}], {}, 1) == [
        {"自评表中的名称": "甲", "名称": "甲", "级次": "省"},
        {"名称": "某某", "级次": "省"},
    ]


def test_what_tables_do_not_print_is_chosen_otherwise_in_turn() -> None:
    raw = {"预算绩效": {"项目": [{"名称": "甲"}, {"资金性质": "一般"}]}}
    made = list(otherwise(raw, MODEL))
    assert [[one["资金性质"] for one in data["预算绩效"]["项目"]] for data in made] == [
        ["基金", "基金"],
        ["国资", "国资"],
    ]
    assert raw == {"预算绩效": {"项目": [{"名称": "甲"}, {"资金性质": "一般"}]}}
    assert list(otherwise({"预算绩效": {}}, MODEL)) == [{"预算绩效": {}}] * 2
    assert list(otherwise({}, MODEL)) == [{}] * 2
    assert list(otherwise(raw, MANY)) == []


def test_nothing_is_required_of_a_report() -> None:
    inner = RecordShape(required=True, fields={"名称": NameShape(required=True)})
    strict = RecordShape(
        required=True,
        fields={
            "科目": CodedShape(required=True, row=inner),
            "列": ListShape(required=True, item=inner),
            "数": AmountShape("金额", required=True, blank=False),
        },
    )
    row = RecordShape(fields={"名称": NameShape()})
    assert lenient(strict) == RecordShape(
        fields={
            "科目": CodedShape(row=row),
            "列": ListShape(item=row),
            "数": AmountShape("金额", blank=False),
        }
    )


def test_what_stands_at_a_place_is_taken_out() -> None:
    raw: dict[str, Any] = {"甲": [{"乙": 1}, {"乙": 2, "丙": 3}], "丁": {"戊": 4}}
    drop(raw, ["甲", "2", "乙"])
    assert raw == {"甲": [{"乙": 1}, {"丙": 3}], "丁": {"戊": 4}}
    drop(raw, ["丁", "戊"])
    drop(raw, ["没有", "甲"])
    drop(raw, ["没有", "甲", "乙"])
    drop(raw, ["丁", "己"])
    assert raw == {"甲": [{"乙": 1}, {"丙": 3}], "丁": {}}
    drop(raw, ["甲", "1"])
    assert raw == {"甲": [{"乙": 1}, {"丙": 3}], "丁": {}}


@pytest.mark.parametrize(
    ("score", "where", "left"),
    [("90", "预算绩效.项目[1].总分", "90"), ("1094", "预算绩效.项目[1].总分", "0"), ("1094", "别处", "")],
)
def test_what_can_not_be_is_left_out(score: str, where: str, left: str) -> None:
    raw = {"金额单位": "万元", "预算绩效": {"项目": [{"名称": "甲", "总分": Decimal(score)}]}}
    tables = Reading(raw, {where: "", "预算绩效.项目[1].名称": ""})
    given, disclosure = possible(tables, lenient_model(load("辽宁2023")))
    [project] = disclosure["预算绩效"]["项目"]  # type: ignore[call-overload, index]
    assert str(project["总分"]) == left  # type: ignore[index]
    assert given["预算绩效"]["项目"][0]["总分"] == Decimal(left or score)
    assert raw["预算绩效"]["项目"][0]["总分"] == Decimal(score)  # type: ignore[index]


SPENT = {"201": ("甲", 5, 5), "20101": ("乙", 3, 3), "20102": ("丙", 2, 2), "223": ("丁", 3, 3)}
GIVEN = {"201": ("甲", 5, 5), "20101": ("乙", 3, 3), "20102": ("丙", 2, 2)}


def coded(columns: tuple[str, str], rows: dict[str, tuple[str, int, int]]) -> dict[str, dict[str, Any]]:
    """Rows by code with a name and amounts in two columns."""
    first, second = columns
    return {
        code: {"科目名称": name, first: Decimal(whole), second: Decimal(part)}
        for code, (name, whole, part) in rows.items()
    }


@pytest.mark.parametrize(
    ("name", "columns", "total", "rows", "lost"),
    [
        ("一般公共预算支出表", ("小计", "基本支出"), (8, 8), GIVEN, "没有“223 丁”这一行，公开03表里有，上级比下面各行之和多3万元"),
        ("一般公共预算支出表", ("小计", "基本支出"), (7, 7), GIVEN, "没有“223 丁”这一行，公开03表里有，上级比下面各行之和多2万元"),
        ("收入决算表", ("本年收入合计", "财政拨款收入"), (9, 9), GIVEN, "没有“223 丁”这一行，公开03表里有，上级比下面各行之和多4万元"),
        ("收入决算表", ("本年收入合计", "财政拨款收入"), (5, 5), {"201": GIVEN["201"], "20101": GIVEN["20101"]}, "没有“20102 丙”这一行，公开03表里有，上级比下面各行之和多2万元"),
        ("一般公共预算支出表", ("小计", "基本支出"), (8, 5), GIVEN, ""),
        ("一般公共预算支出表", ("小计", "基本支出"), (9, 9), GIVEN, ""),
        ("一般公共预算支出表", ("小计", "基本支出"), (5, 5), GIVEN, ""),
        ("一般公共预算支出表", ("小计", "基本支出"), (4, 4), GIVEN, ""),
        ("一般公共预算支出表", ("小计", "基本支出"), (5, 5), {"201": GIVEN["201"]}, ""),
    ],
)  # fmt: skip
def test_a_row_is_lost_where_the_sums_are_short_by_what_it_may_hold(
    name: str, columns: tuple[str, str], total: tuple[int, int], rows: dict[str, Any], lost: str
) -> None:
    printed, expense = coded(columns, rows), coded(("本年支出合计", "基本支出"), SPENT)
    sums = dict(zip(columns, map(Decimal, total), strict=True))
    reading = Reading(
        raw={name: {"合计": sums, "各科目": printed}, "支出决算表": {"各科目": expense}},
        blueprints={one: surveyed(one, "甲甲") for one in (name, "支出决算表")},
    )
    found = list(lend_lost_rows(reading, name, dict(printed), expense))
    assert [one.what for one in found] == ([lost] if lost else [])
    lent = printed.keys() - rows.keys()
    assert all(f"{name}.各科目.{code}.{columns[0]}" in reading.unread for code in lent)
    assert len(lent) == bool(lost)


@pytest.mark.parametrize(("other", "lost"), [(4, ["223"]), (3, []), (2, ["223"])])
def test_of_two_rows_that_may_be_lost_it_is_the_one_that_holds_just_what_is_short(
    other: int, lost: list[str]
) -> None:
    name, columns = "一般公共预算支出表", ("小计", "基本支出")
    printed = coded(columns, GIVEN)
    expense = coded(("本年支出合计", "基本支出"), {**SPENT, "224": ("戊", other, other)})
    reading = Reading(
        raw={name: {"合计": dict.fromkeys(columns, Decimal(8)), "各科目": printed}},
        blueprints={one: surveyed(one, "甲甲") for one in (name, "支出决算表")},
    )
    assert len(list(lend_lost_rows(reading, name, dict(printed), expense))) == len(lost)
    assert sorted(printed.keys() - GIVEN.keys()) == lost


@pytest.mark.parametrize(
    ("name", "total", "others", "lost"),
    [
        ("一般公共预算支出表", 12, {"223": 3, "224": 4}, "“223 丁”、“224 丁”"),
        ("一般公共预算支出表", 12, {"223": 3, "224": 4, "225": 5}, "“223 丁”、“224 丁”"),
        ("一般公共预算支出表", 12, {"223": 5, "224": 6}, "“223 丁”、“224 丁”"),  # some of it other money
        ("一般公共预算支出表", 12, {"223": 3, "224": 4, "225": 3}, ""),  # these or those
        ("一般公共预算支出表", 12, {"223": 3, "224": 3}, ""),
        ("一般公共预算支出表", 20, {"223": 3, "224": 3, "225": 3, "226": 3, "227": 3}, ""),
        ("收入决算表", 12, {"223": 9, "224": 9}, "“223 丁”、“224 丁”"),
    ],
)
def test_several_rows_that_are_lost_below_one_are_named(
    name: str, total: int, others: dict[str, int], lost: str
) -> None:
    columns = ("小计", "基本支出") if name == "一般公共预算支出表" else ("本年收入合计", "财政拨款收入")
    printed = coded(columns, GIVEN)
    more = {code: ("丁", amount, amount) for code, amount in others.items()}
    expense = coded(("本年支出合计", "基本支出"), {**GIVEN, **more})
    sums = dict.fromkeys(columns, Decimal(total))
    reading = Reading(
        raw={name: {"合计": sums, "各科目": printed}, "支出决算表": {"各科目": expense}},
        blueprints={one: surveyed(one, "甲甲") for one in (name, "支出决算表")},
    )
    found = [*lend_lost_rows(reading, name, dict(printed), expense)]
    assert [one.what.split("这2行")[0] for one in found] == ([f"没有{lost}"] if lost else [])
    assert {(one.code, one.hint) for one in found} <= {("223、224", "补上漏了的行，或者改正编码")}
    assert len(printed.keys() - GIVEN.keys()) == 2 * bool(lost)


@pytest.mark.parametrize(
    ("short", "rows", "found"),
    [
        ("7", "3 4", "甲乙"),
        ("7", "3 4 5", "甲乙"),  # the third is not needed
        ("7", "3 1 4", "甲丙"),
        ("7", "3 4 4", ""),  # these or those
        ("7", "2 2 3", "甲乙丙"),
        ("7", "1 2 2 2", "甲乙丙丁"),
        ("7", "1 1 1 2 2", ""),  # of many nobody knows
        ("7", "7", ""),  # one is not several
        ("7", "5 6", "甲乙"),  # some of it is other money, and neither is enough
        ("7", "5 6 3", ""),
        ("7", "3 3.9 0.05", ""),  # together they are too little
        ("7", "2 3", ""),
        # each of the rows may be off by 0.01
        ("7", "3 4.03 1", "甲乙"),
        ("7", "3 3.97 1", "甲乙"),
        ("7", "3 4.04 1", ""),
        ("7", "5 6.97", "甲乙"),
        ("7", "5 6.98", ""),
        ("7", "3 3.98", "甲乙"),
        ("7", "3 3.97", ""),
        # in each column
        ("7,2", "3,1 4,1", "甲乙"),
        ("7,2", "3,1 4,1 4,0", "甲乙"),
        ("7,2", "3,1 4,1 4,1", ""),
        ("7,2", "3,1 4,0 1,1", "甲乙丙"),
        ("7,2", "5,2 6,2", "甲乙"),
        ("7,2", "7,1 8,2", ""),  # the second alone has enough
        ("7,2", "3,1 3.98,4", "甲乙"),
        ("7,2", "3,1 3.97,4", ""),
        # nobody knows what each should hold
        ("", "0 0", "甲乙"),
        ("", "0 0 0 0", "甲乙丙丁"),
        ("", "0 0 0 0 0", ""),
        ("", "0", ""),
    ],
)  # fmt: skip
def test_rows_are_lost_together_where_no_others_may_be(short: str, rows: str, found: str) -> None:
    wanted = [Decimal(one) for one in short.split(",") if one]
    held = [[Decimal(one) for one in row.split(",")] for row in rows.split()]
    lost = {
        name: [has - lacks for has, lacks in zip(row, wanted, strict=False)]
        for name, row in zip("甲乙丙丁戊", held, strict=False)
    }
    assert "".join(find_several(lost, wanted, Decimal("0.01"))) == found


@pytest.mark.parametrize(
    ("step", "more", "lost"),
    [
        ("0.01", "0.1", 1),
        ("0.1", "0.1", 0),
        ("0.1", "0.3", 1),
        ("0.000001", "0.001", 1),
        ("0.01", "0.001", 0),
    ],
)
def test_what_is_short_is_judged_by_the_smallest_amount_that_the_form_prints(
    step: str, more: str, lost: int
) -> None:
    name, columns = "一般公共预算支出表", ("小计", "基本支出")
    printed, expense = coded(columns, GIVEN), coded(("本年支出合计", "基本支出"), SPENT)
    reading = Reading(
        raw={name: {"合计": dict.fromkeys(columns, 5 + Decimal(more)), "各科目": printed}},
        blueprints={one: surveyed(one, "甲甲") for one in (name, "支出决算表")},
        step=Decimal(step),
    )
    assert len(list(lend_lost_rows(reading, name, dict(printed), expense))) == lost


def test_items_that_the_prose_tells_of_may_have_brackets_in_their_names() -> None:
    names = {
        "2010301": "行政运行",
        "2010399": "其他政府办公厅（室）及相关机构事务支出",
        "20103": "政府办公厅（室）及相关机构事务",
        "2010401": "行政运行",
        "20104": "发展与改革事务",
        "2010501": "行政运行",  # of a group that nobody names
    }
    office = "一般公共服务支出(类)政府办公厅(室)及相关机构事务(款)"
    for code, name in (("2010301", "行政运行"), ("2010399", "其他政府办公厅(室)及相关机构事务支出")):
        assert items_told([f"1.{office}{name}(项)年初预算为0万元。"], names) == {code: names[code]}
    assert items_told([office, "行政运行(项)5.00万元。"], names) == {}


def test_a_row_above_others_has_their_sums_and_the_name_of_another_table() -> None:
    rows = coded(
        ("小计", "基本支出"), {"20101": ("乙", 3, 1), "2010101": ("己", 3, 1), "20102": ("丙", 2, 2)}
    )
    reading = Reading(raw={"一般公共预算支出表": {"各科目": rows}})
    lend_row_above(reading, "一般公共预算支出表", "201", [{}, coded(("甲", "乙"), SPENT)])
    assert rows["201"] == {"科目名称": "甲", "小计": Decimal(5), "基本支出": Decimal(3)}


def test_a_row_without_those_above_it_is_told_where_it_is_printed_and_not_where_it_is_lent() -> None:
    granted, expense = "一般公共预算支出表", "支出决算表"
    item = {"2299901": ("己", 1, 1)}
    reading = Reading(
        raw={
            granted: {"各科目": coded(("小计", "基本支出"), {**GIVEN, **item, "2019": ("庚", 0, 0)})},
            expense: {"各科目": coded(("本年支出合计", "基本支出"), GIVEN)},
            "基本支出表": {"各科目": {"301": {"决算数": Decimal(3)}, "2299901": {"决算数": Decimal(1)}}},
        },
        blueprints={one: surveyed(one, "甲甲") for one in (expense, granted, "基本支出表")},
    )
    reading.found += [(one, [], (), ()) for one in reading.blueprints.values()]
    found = lend_rows(reading)
    # A code of 4 digits, or of 7 in 基本支出表, is none: reading the data tells of it.
    assert sorted((one.table, one.code, one.what) for one in found) == [
        (granted, "229、22999", "有2299901，却没有它上级的229、22999这一行"),
        (expense, "2299901", "没有“2299901 己”这一行，公开05表里有"),
    ]
    assert {"229", "22999", "2299901"} <= reading.raw[expense]["各科目"].keys()


@pytest.mark.parametrize(("spent", "told"), [(0, ["223"]), (1, ["223"]), (3, [])])
def test_what_another_kind_of_money_paid_for_is_no_row_that_is_lost(spent: int, told: list[str]) -> None:
    granted, expense, fund = "一般公共预算支出表", "支出决算表", "政府性基金表"
    columns = ("小计", "基本支出")
    reading = Reading(
        raw={
            granted: {"合计": dict.fromkeys(columns, Decimal(7)), "各科目": coded(columns, GIVEN)},
            expense: {"各科目": coded(("本年支出合计", "基本支出"), SPENT)},
            fund: {"各科目": coded(("本年支出", "基本支出"), {"223": ("丁", spent, spent)})},
        },
        blueprints={one: surveyed(one, "甲甲") for one in (granted, expense, fund)},
    )
    reading.found += [(one, [], (), ()) for one in reading.blueprints.values()]
    assert [one.code for one in lend_rows(reading)] == told


@pytest.mark.parametrize(("basic", "lost"), [(8, 1), (6, 0)])
def test_a_row_that_does_not_add_up_itself_lacks_no_other(basic: int, lost: int) -> None:
    name, columns = "一般公共预算支出表", ("小计", "基本支出")
    printed, expense = coded(columns, GIVEN), coded(("本年支出合计", "基本支出"), SPENT)
    reading = Reading(
        raw={name: {"合计": {"小计": Decimal(8), "基本支出": Decimal(basic)}, "各科目": printed}},
        cells={f"{name}.合计.{column}": "" for column in (*columns, "项目支出")},
        blueprints={one: surveyed(one, "甲甲") for one in (name, "支出决算表")},
        step=Decimal(1),
    )
    assert len(list(lend_lost_rows(reading, name, dict(printed), expense))) == lost


def test_a_row_that_does_not_add_up_itself_hides_none_that_lacks_one() -> None:
    name, columns = "一般公共预算支出表", ("小计", "基本支出")
    printed = coded(columns, {code: GIVEN[code] for code in ("201", "20101")})
    reading = Reading(
        raw={name: {"合计": {"小计": Decimal(8), "基本支出": Decimal(6)}, "各科目": printed}},
        cells={f"{name}.合计.{column}": "" for column in (*columns, "项目支出")},
        blueprints={one: surveyed(one, "甲甲") for one in (name, "支出决算表")},
        step=Decimal("0.01"),
    )
    expense = coded(("本年支出合计", "基本支出"), SPENT)
    assert [one.code for one in lend_lost_rows(reading, name, dict(printed), expense)] == ["20102"]


def test_a_row_of_which_another_table_prints_part_is_lost_all_the_same() -> None:
    granted, expense = "一般公共预算支出表", "支出决算表"
    own = coded(("本年支出合计", "基本支出"), {"201": GIVEN["201"], "20101": GIVEN["20101"]})
    reading = Reading(
        raw={
            granted: {"各科目": coded(("小计", "基本支出"), GIVEN)},
            expense: {"各科目": {**own, "20102": {"项目支出": Decimal(0)}}},
        },
        blueprints={one: surveyed(one, "甲甲") for one in (granted, expense)},
        codes={expense: {"201", "20101"}},
    )
    reading.found += [(one, [], (), ()) for one in reading.blueprints.values()]
    assert [one.what for one in lend_rows(reading)] == ["没有“20102 丙”这一行，公开05表里有"]


def test_a_row_that_both_tables_of_expense_lost_is_known_by_the_incomes_and_none_by_another_group_s_item() -> (
    None
):
    granted, expense, income = "一般公共预算支出表", "支出决算表", "收入决算表"
    rows = {"220": ("甲", 5, 5), "22001": ("乙", 5, 5), "2200102": ("丙", 3, 3)}
    both = {
        table: {
            "合计": dict.fromkeys(columns, Decimal(5)),
            "各科目": coded(columns, rows),
        }
        for table, columns in ((granted, ("小计", "基本支出")), (expense, ("本年支出合计", "基本支出")))
    }
    earned = coded(("本年收入合计", "财政拨款收入"), {**rows, "2200199": ("丁", 2, 2)})
    told = items_told(["甲(类)戊(款)行政运行(项)2.00万元。"], {"2200101": "行政运行", "22001": "乙"})
    assert told == {}
    for printed, lost in ((earned, ["2200199"] * 2), ({}, [])):
        reading = Reading(
            raw={**deepcopy(both), income: {"各科目": printed}},
            blueprints={one: surveyed(one, "甲甲") for one in (granted, expense, income)},
        )
        reading.found += [(one, [], (), ()) for one in reading.blueprints.values()]
        found = lend_rows(reading, told)
        assert [one.code for one in found] == lost
        assert all("公开02表里有" in one.what for one in found)
