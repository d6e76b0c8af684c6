"""Which other figure a comparison is of: never one of another row, of other money, or of a whole beside its part."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from narrator.disclosure.relations import RELATIONS
from narrator.disclosure.value import Listing, Record, Words
from narrator.form import load
from narrator.form_knowledge import book
from narrator.learning.data_place import AMOUNT, WEAK, DataPlace
from narrator.learning.notebook import Notebook
from narrator.learning.own_sentences import write_sentence
from narrator.learning.phrase_tables import Phrases
from narrator.learning.traced_numbers import DataPlaces

SPENT = "财政拨款收支总表.支出.本年支出合计"
STATE, LAST = f"{SPENT}.国有资本经营预算财政拨款", f"{SPENT}.上年决算数"
STAFF, RUNNING = "基本支出表.人员经费合计", "基本支出表.公用经费合计"


def label_of(path: str) -> str:
    """What words call a figure."""
    table, *steps = path.split(".")
    return "".join(one for one in steps if one not in WEAK) or table.removesuffix("表")


def notebook_of(values: dict[str, str]) -> Notebook:
    """A notebook on figures at these paths; "" for one that no table prints."""
    form = load("中央2023")
    places = [
        DataPlace(path, path, Decimal(value) if value else None, AMOUNT, label_of(path))
        for path, value in values.items()
    ]
    phrases = Phrases(book(form), form.printing)
    return Notebook(
        DataPlaces(places, {}, RELATIONS), phrases, [], 2023, "", {}, {}, form.publication, Record({}, "")
    )


def test_parts_that_stand_in_one_row_have_a_last_year_each() -> None:
    notebook = notebook_of({STAFF: "72191.66", RUNNING: "11180.54"})
    text = (
        "人员经费72191.66万元，较上年决算数增加42843.02万元，增长145.98%。"
        "公用经费11180.54万元，较上年决算数减少18168.10万元，下降61.90%。"
    )
    written = write_sentence(notebook, text, "一般公共预算财政拨款基本支出决算情况说明。").source
    assert notebook.stated == {
        "基本支出表.上年人员经费合计": Decimal("29348.64"),
        "基本支出表.上年公用经费合计": Decimal("29348.64"),
    }
    assert f"({STAFF}, 基本支出表.上年人员经费合计" in written
    assert f"({RUNNING}, 基本支出表.上年公用经费合计" in written


@pytest.mark.parametrize("year", ["上年", "上年度", "上一年", "上一年度", "去年", "2022年", "2022年度"])
def test_a_comparison_is_read_whatever_the_year_before_is_called(year: str) -> None:
    notebook = notebook_of({STAFF: "72191.66"})
    text = f"人员经费72191.66万元，比{year}增加42843.02万元，增长145.98%。"
    written = write_sentence(notebook, text, "一般公共预算财政拨款基本支出决算情况说明。").source
    assert notebook.stated == {"基本支出表.上年人员经费合计": Decimal("29348.64")}
    assert f"({STAFF}, 基本支出表.上年人员经费合计" in written
    assert f"{year}增加" not in written


def test_a_part_of_a_row_is_not_held_against_last_years_whole() -> None:
    notebook = notebook_of({STATE: "35573.55", f"{SPENT}.合计": "88000.00", LAST: ""})
    text = "国有资本经营预算财政拨款支出35573.55万元，较上年决算数减少16730.72万元，下降31.99%。"
    assert LAST not in write_sentence(notebook, text, "国有资本经营预算财政拨款支出决算情况说明。").source
    assert notebook.stated == {f"{SPENT}.上年国有资本经营预算财政拨款": Decimal("52304.27")}


@pytest.mark.parametrize(
    ("named", "whole"), [("", True), ("1.农林水支出（类）水利（款）防汛（项）。", False)]
)
def test_a_row_that_no_table_has_has_no_budget_of_the_whole(named: str, whole: bool) -> None:
    budget = "一般公共预算支出表.合计.年初预算数"
    notebook = notebook_of({budget: ""})
    write_sentence(notebook, f"{named}年初预算数为61782.26万元。", "一般公共预算支出合计")
    assert (budget in notebook.stated) is whole
    assert [*notebook.stated.values()] == [Decimal("61782.26")]


def test_what_is_new_of_an_item_is_not_called_as_what_its_data_have() -> None:
    notebook = notebook_of({})
    item = Record({"名称": Words("某项目", "甲"), "资金": Words("", "乙")}, "预算绩效.项目[1]")
    notebook.record = Record({"预算绩效": Record({"项目": Listing([item])}, "预算绩效")}, "")
    assert notebook.own_place("资金", AMOUNT, Decimal(1), "", item.path)[1] == "项.资金2"
    assert notebook.own_place("收益", AMOUNT, Decimal(1), "", item.path)[1] == "项.收益"


def test_one_figure_of_last_year_is_not_two() -> None:
    notebook = notebook_of({f"{SPENT}.合计": "88000.00", LAST: ""})
    text = "本年支出合计88000.00万元，较上年决算数{}，下降{}。"
    for words in (("减少12000.00万元", "12.00%"), ("减少22000.00万元", "20.00%")):
        write_sentence(notebook, text.format(*words), "财政拨款支出决算情况说明。")
    assert notebook.stated.pop(LAST) == Decimal("100000.00")
    assert Decimal("22000.00") in notebook.stated.values()  # asked about


def test_a_number_in_yuan_is_no_word_of_the_form() -> None:
    notebook = notebook_of({})
    assert "2295169.75" not in write_sentence(notebook, "人均接待费2295169.75元，", "实物量情况").source
    assert notebook.stated == {"其他数据.人均接待费": "2295169.75"}


def test_a_comparison_with_a_budget_is_one_whichever_way_it_goes() -> None:
    spent, budget = "一般公共预算支出表.合计.小计", "一般公共预算支出表.合计.年初预算数"
    notebook = notebook_of({spent: "148899.14", budget: ""})
    text = "一般公共预算支出148899.14万元，较年初预算数减少127724.48万元，下降46.17%，主要原因是缓办。"
    written = write_sentence(notebook, text, "一般公共预算财政拨款支出决算情况说明。").source
    assert f"与预算相比({spent}, {budget}, " in written
    assert notebook.stated[budget] == Decimal("276623.62")
    (phrase,) = notebook.phrases.learned
    assert phrase.entries["增加"].startswith("{{ 主语 }}较年初预算数增加{{ 变动额 }}万元")
    assert "上年" not in "".join(phrase.entries.values())


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("根据要求开展了评价。", "{{ 其他数据.绩效自评结果 }}。"),
        ("1.关于自评结果的说明。完成较好。", "[1.] 关于自评结果的说明。{{ 其他数据.关于自评结果的说明 }}。"),
        ("自评结果", "自评结果"),
        ("评价3个项目。", "评价{{ 其他数据.评价 }}个项目。"),
    ],
)
def test_what_people_tell_of_their_work_is_a_text_of_theirs(text: str, source: str) -> None:
    assert write_sentence(notebook_of({}), text, "绩效自评结果").source == source


@pytest.mark.parametrize(
    ("said", "column"), [("年初预算", "年初预算数"), ("全年预算", "全年预算数"), ("预算", "预算数")]
)
def test_which_budget_it_is_is_never_guessed(said: str, column: str) -> None:
    spent = "一般公共预算支出表.合计"
    notebook = notebook_of({f"{spent}.小计": "135959.05", f"{spent}.年初预算数": ""})
    text = f"一般公共预算支出决算为135959.05万元，完成{said}的71.04%。"
    write_sentence(notebook, text, "一般公共预算财政拨款支出决算情况说明。")
    assert [path for path in notebook.stated if path.endswith("预算数")] == [f"{spent}.{column}"]


def test_a_numbered_duty_is_one_though_it_has_a_number() -> None:
    notebook = notebook_of({})
    for text in ("3.拟订规划。", "4.推进“15分钟社区生活圈”建设。"):
        assert write_sentence(notebook, text, "主要职能").source == "[1.] {{ 项 }}"
    assert [*notebook.stated] == ["部门.主要职责[1]", "部门.主要职责[2]"]
    assert notebook.stated["部门.主要职责[2]"] == "推进“15分钟社区生活圈”建设。"


def test_a_rate_of_what_was_nothing_teaches_how_a_rate_is_said() -> None:
    spent, last = "一般公共预算支出表.合计.小计", "一般公共预算支出表.合计.上年决算数"
    notebook = notebook_of({spent: "307.82", last: ""})
    text = "一般公共预算支出307.82万元。与2022年度相比，一般公共预算支出增加307.82万元，增长100.00%。"
    written = write_sentence(notebook, text, "一般公共预算财政拨款支出决算情况说明。").source
    assert f"与上年相比2({spent}, {last}, " in written
    assert notebook.stated[last] == 0
    (phrase,) = notebook.phrases.learned
    assert "增长{{ 变动率 }}%" in phrase.entries["增加"]
    assert "变动率" not in phrase.entries["从零增加"]


def test_of_two_budgets_the_one_that_is_completed_is_the_second() -> None:
    spent, first, whole = (f"一般公共预算支出表.合计.{one}" for one in ("小计", "年初预算数", "全年预算数"))
    notebook = notebook_of({spent: "307.82", first: "", "支出决算表.合计.本年支出合计": "307.82"})
    text = "一般公共预算支出年初预算数为0万元，全年预算为321.02万元，支出决算为307.82万元，完成全年预算的95.89%。"
    written = write_sentence(notebook, text, "一般公共预算财政拨款支出决算情况说明。").source
    assert f"{{{{ {first} }}}}万元" in written
    assert f"完成预算2({spent}, {whole}" in written
    assert notebook.stated == {first: 0, whole: Decimal("321.02")}


def test_a_budget_right_behind_the_name_of_its_row_is_no_word() -> None:
    row = "一般公共预算支出表.各科目.2210201"
    notebook = notebook_of({f"{row}.小计": "26.00", f"{row}.年初预算数": ""})
    notebook.rows = {row: {"科目名称": "住房公积金", "款": "住房改革支出", "类": "住房保障支出"}}
    text = "住房保障支出（类）住房改革支出（款）住房公积金（项）年初预算26.50万元，支出决算26.00万元，完成年初预算的98.11%。"
    written = write_sentence(notebook, text, "一般公共预算财政拨款支出决算具体情况").source
    assert not any(number in written for number in ("26.50", "26.00", "98.11")), written


START, END = "收入支出总表.收入.年初结转和结余.决算数", "收入支出总表.支出.年末结转和结余.决算数"


def test_a_difference_of_two_amounts_is_no_word_and_no_change_against_last_year() -> None:
    notebook = notebook_of({END: "105.14", START: "120.64", f"{END[:-3]}上年决算数": "120.64"})
    text = "年末结转和结余105.14万元，比年初结转和结余120.64万元减少15.50万元，下降12.85%。"
    written = write_sentence(notebook, text, "收入支出决算总体情况说明。").source
    assert not re.search(r"\d|上年", written)
    assert f"比年初结转和结余{{{{ {START} }}}}万元" in written
    assert {Decimal("15.50"), Decimal("12.85"), "减少", "下降"} == {*notebook.stated.values()}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("开展培训12期，举办展览15场。", [12, 15]),
        ("惠及群众21万人次，较去年多2万人次。", ["21", "2"]),
        ("新购图书5.2万册，接待1200余名读者。", ["5.2", "1200"]),
        ("完成投资1.2亿元，是计划的3倍。", ["1.2", "3"]),
        ("举办第12期培训，按《关于9项措施的通知》落实9大类、20万元以下项目。", []),
    ],
)
def test_what_is_counted_is_asked_each_year_and_what_is_named_is_not(text: str, asked: list[object]) -> None:
    notebook = notebook_of({})
    written = write_sentence(notebook, text, "工作情况").source
    assert [*notebook.stated.values()] == asked
    assert bool(re.search(r"\d", re.sub(r"\{\{.*?\}\}", "", written))) is not bool(asked)


def test_a_number_between_those_of_a_fact_is_no_word_of_its_phrase() -> None:
    spent, budget = "一般公共预算支出表.合计.小计", "一般公共预算支出表.合计.年初预算数"
    notebook = notebook_of({spent: "90.00", budget: "100.00"})
    text = "一般公共预算支出年初预算为100.00万元，涉及3个项目，支出决算为90.00万元，完成年初预算的90.00%。"
    written = write_sentence(notebook, text, "一般公共预算财政拨款支出决算情况说明。").source
    assert Decimal(3) in notebook.stated.values()
    assert "涉及{{" in written
    assert not [text for one in notebook.phrases.learned for text in one.entries.values() if "涉及" in text]


@pytest.mark.parametrize(
    ("behind", "reason", "phrase"),
    [
        ("，决算数小于年初预算数", "", "，决算数小于年初预算数"),
        (
            "。决算数小于年初预算数，主要原因是缓办",
            "，主要原因是{{ 理由 }}",
            "。决算数小于年初预算数{{ 原因 }}",
        ),
    ],
)
def test_a_budget_and_what_was_spent_of_it_are_one_fact_without_a_rate(
    behind: str, reason: str, phrase: str
) -> None:
    spent, budget = "一般公共预算支出表.合计.小计", "一般公共预算支出表.合计.年初预算数"
    notebook = notebook_of({spent: "90.00", budget: "100.00"})
    text = f"一般公共预算支出年初预算为100.00万元，支出决算为90.00万元{behind}。"
    written = write_sentence(notebook, text, "一般公共预算财政拨款支出决算情况说明。").source
    assert f"({spent}, {budget}, " in written
    both = "{{ 主语 }}年初预算为{{ 预算数 }}万元，支出决算为{{ 决算数 }}万元"
    assert notebook.phrases.heard == [("完成", "小于", f"{both}{phrase}", reason, "完成预算")]


@pytest.mark.parametrize("before", ["", "抚恤。", "出国年初未安排预算；"])
def test_what_was_spent_without_a_budget_is_one_fact_with_what_it_is_compared_with(before: str) -> None:
    spent = "一般公共预算支出表.合计.小计"
    notebook = notebook_of({spent: "18.65", spent.replace("小计", "年初预算数"): "0.00"})
    text = f"{before}年初未安排预算，支出决算为18.65万元。决算数大于预算数的主要原因：按实际发生数追加。"
    written = write_sentence(notebook, text, "一般公共预算财政拨款支出决算情况说明。").source
    (said,) = notebook.phrases.heard
    assert said[1:4] == (
        "未安排预算",
        "年初未安排预算，支出决算为{{ 决算数 }}万元。决算数大于预算数{{ 原因 }}",
        "的主要原因：{{ 理由 }}",
    )
    assert written.startswith(f"{before.replace('未安排预算', '{{ 其他数据.出国年初说法 }}')}{{{{ 完成预算2(")
    assert "18.65" not in written


def test_spending_without_a_name_is_the_total_that_the_section_told_of_last() -> None:
    total, this_year = "收入支出总表.支出.总计.决算数", "收入支出总表.支出.本年支出合计.决算数"
    notebook = notebook_of(
        {
            total: "90.00",
            this_year: "90.00",
            **{one.replace("决算数", "上年决算数"): "" for one in (total, this_year)},
        }
    )
    section = "收入支出决算总体情况说明"
    write_sentence(notebook, "支出总计90.00万元，包括：", section)
    written = write_sentence(notebook, "与上年相比，今年支出增加10.00万元，增长12.50%。", section).source
    assert f"({total}, " in written
    assert f"({this_year}, " not in written
