"""The 上海2024 form: its rules in brackets, one by one, in sentences worked out by hand.

The whole report of the sample is a golden (tests/test_sample.py); these say which of it was looked at and
why, and what becomes of it when the data are others.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from labels import NAMES

from narrator.document import Heading, Table
from narrator.problem import Unusable

from .documents import LIAONING, composed, plain, prose, put, raw, section

NOTHING = Decimal(0)
UNIT = "上海市某区某局"

# ---- the sample, sentence by sentence ----

# 收入总计 5122.08 (51220790.35 元), last year 4986.23; 135.85 ÷ 4986.23 = 2.7245%.
# 三公 29.38 against 12.11: 17.27 ÷ 12.11 = 142.609%; cars 28.51 against 11.25: 17.26 ÷ 11.25 = 153.422%.
SENTENCES = [
    "上海市某区某局2024年度收入支出总计5122.08万元。与2023年度相比，收入支出总计增加135.85万元，增长2.72%。主要原因：图书馆总馆",
    "本年收入合计4996.44万元，其中：财政拨款收入4818.26万元，占96.43%；事业收入126.48万元，占2.53%；经营收入43.16万元，占0.86%；其他收入8.54万元，占0.17%。",
    "本年支出合计5014.44万元，其中：基本支出3869.22万元，占77.16%；项目支出1105.36万元，占22.04%；经营支出39.85万元，占0.79%。",
    "财政拨款收入支出总计4915.26万元。与2023年度相比，财政拨款收入支出总计增加193.68万元，增长4.10%。主要原因：",
    "一般公共预算财政拨款支出4811.26万元，占本年支出合计的95.95%。与2023年度相比，一般公共预算财政拨款支出增加228.02万元，增长4.98%。主要原因：",
    "主要用于以下方面：文化旅游体育与传媒支出（类）3958.89万元，占82.28%；社会保障和就业支出（类）436.62万元，占9.07%；卫生健康支出（类）166.91万元，占3.47%；住房保障支出（类）248.84万元，占5.17%。",
    "一般公共预算财政拨款支出年初预算为4831.20万元，支出决算为4811.26万元，完成年初预算的99.59%。决算数小于预算数的主要原因：",
    "1、文化旅游体育与传媒支出（类）文化和旅游（款）行政运行（项）。主要用于：局机关在职人员工资福利和机关日常运转。年初预算为842.00万元，支出决算为863.25万元。决算数大于预算数的主要原因：人员正常晋级晋档，在职人员经费增加。",
    "5、文化旅游体育与传媒支出（类）文化和旅游（款）旅游宣传（项）。主要用于：旅游节庆活动和旅游公共服务宣传。年初预算为86.00万元，支出决算为86.00万元。决算数与预算数持平。",
    "11、社会保障和就业支出（类）抚恤（款）死亡抚恤（项）。主要用于：去世人员一次性抚恤金和丧葬补助。年初未安排预算，支出决算为18.65万元。决算数大于预算数的主要原因：",
    "15、住房保障支出（类）住房改革支出（款）购房补贴（项）。",
    "一般公共预算财政拨款基本支出3869.22万元。其中：人员经费3045.06万元，主要包括：基本工资、津贴补贴、奖金、伙食补助费、绩效工资、",
    "退休费、抚恤金、奖励金；公用经费824.16万元，主要包括：办公费、印刷费、手续费、",
    "办公设备购置、专用设备购置、信息网络及软件购置更新。",
    "“三公”经费财政拨款支出年初预算为32.00万元，支出决算为29.38万元，完成预算的91.81%，其中：因公出国（境）费决算为0.00万元，年初未安排预算；公务用车购置及运行维护费支出决算为28.51万元，完成预算的95.03%；公务接待费支出决算为0.86万元，完成预算的43.00%。2024年度“三公”经费支出决算数小于预算数的主要原因：",
    "2024年度“三公”经费财政拨款支出决算数比2023年度增加17.27万元，增长142.61%，其中：因公出国（境）费支出决算持平；公务用车购置及运行维护费支出决算增加17.26万元，增长153.42%；公务接待费支出决算持平。公务用车购置及运行维护费支出增加的主要原因是按规定更新报废公务用车1辆。",
    "因公出国（境）费支出决算0.00万元，占0.00%；公务用车购置及运行维护费支出决算28.51万元，占97.04%；公务接待费支出决算0.86万元，占2.93%。",
    "公务用车购置支出为17.98万元。主要用于更新报废的应急保障用车，购置公务用车1辆。",
    "2024年，上海市某区某局所属各预算单位开支财政拨款的公务用车保有量为5辆。",
    "国内公务接待支出0.86万元（含外宾接待支出0.00万元）。主要用于接待外省市文化和旅游部门来沪考察交流人员，公务接待12批次、96人次，其中：接待外宾0批次、0人次。",
    "政府性基金预算财政拨款收入30.00万元，支出38.00万元，支出具体情况如下：",
    "1、文化旅游体育与传媒支出（类）旅游发展基金支出（款）地方旅游开发项目补助（项）。主要用于：乡村旅游公共服务设施提升补助。年初预算为40.00万元，支出决算为38.00万元。决算数小于预算数的主要原因：",
    "上海市某区某局2024年度无国有资本经营预算财政拨款收入和支出。",
    "平均得分92.67分（其中，绩效评级为“优”的项目4个；绩效评级为“良”的项目2个；绩效评级为“合格”的项目0个；",
    "机关运行经费支出231.86万元，无可比的2023年度决算数。",
    "其中：部级领导干部用车0辆、主要领导干部用车0辆、机要通信用车1辆、",
    "二、事业收入：指事业单位开展专业业务活动及其辅助活动取得的收入。主要是：文化艺术培训收入等。",
    "十一、机关运行经费：",
]


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return prose(raw())


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_of_the_sample(sentence: str, lines: list[str]) -> None:
    assert any(sentence in line for line in lines)


def test_the_order_of_the_parts() -> None:
    headings = [
        block.text.string
        for block in composed(raw()).document.blocks
        if isinstance(block, Heading) and block.level <= 2
    ]
    parts = [heading for heading in headings if heading.startswith("第")]
    assert parts == [
        "第一部分　上海市某区某局概况",
        "第二部分　上海市某区某局2024年度部门决算表",
        "第三部分　上海市某区某局2024年度部门决算情况说明",
        "第四部分　名词解释",
    ]
    assert [len(list(part)) for part in (headings[1:3], headings[4:13], headings[14:25])] == [2, 9, 11]
    assert headings[4:13:8] == ["收入支出决算总表", "国有资本经营预算财政拨款收入支出决算表"]
    assert headings[14:25:10] == ["一、收入支出决算总体情况说明", "十一、其他重要事项的情况说明"]


def test_the_sample_adds_up_in_yuan() -> None:
    data = raw()

    def amounts(row: dict[str, Any]) -> dict[str, Decimal]:
        return {name: value for name, value in row.items() if isinstance(value, Decimal)}

    for name in ("收入决算表", "支出决算表", "一般公共预算支出表", "政府性基金表"):
        rows = data[name]["各科目"]
        for above in [*rows, ""]:
            below = [
                rows[code]
                for code in rows
                if code.startswith(above) and len(code) == (len(above) + 2 if above else 3)
            ]
            if below:
                total = rows[above] if above else data[name]["合计"]
                for column in amounts(total).keys() - {"上年决算数", "年初预算数"}:
                    assert total[column] == sum(row.get(column, NOTHING) for row in below), (
                        name,
                        above,
                        column,
                    )
    budgets = [
        row["年初预算数"] for row in data["一般公共预算支出表"]["各科目"].values() if "年初预算数" in row
    ]
    assert data["一般公共预算支出表"]["合计"]["年初预算数"] == sum(budgets)
    one, four, six = data["收入支出总表"], data["财政拨款收支总表"], data["基本支出表"]
    income, spending = ({name: row["决算数"] for name, row in one[side].items()} for side in ("收入", "支出"))
    assert (
        income["总计"]
        == income["本年收入合计"] + income["使用非财政拨款结余"] + income["年初结转和结余"]
        == spending["总计"]
    )
    assert spending["总计"] == spending["本年支出合计"] + spending["结余分配"] + spending["年末结转和结余"]
    assert income["本年收入合计"] == data["收入决算表"]["合计"]["本年收入合计"]
    assert spending["本年支出合计"] == data["支出决算表"]["合计"]["本年支出合计"]
    assert four["收入"]["总计"]["决算数"] == four["支出"]["总计"]["合计"]
    assert six["人员经费合计"] + six["公用经费合计"] == data["一般公共预算支出表"]["合计"]["基本支出"]
    scores = [project["总分"] for project in data["预算绩效"]["项目"]]
    assert abs(data["预算绩效管理"]["绩效自评"]["平均得分"] - Decimal(sum(scores)) / len(scores)) <= Decimal(
        "0.005"
    )
    assert data["预算绩效管理"]["绩效自评"]["项目数"] == len(scores)


# ---- the rules in brackets ----


def change(values: dict[str, object], heading: str, following: str) -> list[str]:
    return section(prose(put(raw(), values)), heading, following)


def test_what_is_not_involved_is_not_listed() -> None:
    nothing = {f"收入决算表.合计.{name}": NOTHING for name in ("事业收入", "经营收入", "其他收入")}
    assert change(nothing, "二、收入决算情况说明", "三、") == [
        "本年收入合计4996.44万元，其中：财政拨款收入4818.26万元，占96.43%。"
    ]
    # The first one left out must not leave its semicolon behind.
    [line] = change({"收入决算表.合计.财政拨款收入": NOTHING}, "二、收入决算情况说明", "三、")
    assert line.startswith("本年收入合计4996.44万元，其中：事业收入126.48万元，占2.53%；经营收入")
    everything = {
        f"支出决算表.合计.{name}": Decimal(10000) for name in ("上缴上级支出", "对附属单位补助支出")
    }
    [line] = change(everything, "三、支出决算情况说明", "四、")
    assert line.endswith(
        "项目支出1105.36万元，占22.04%；上缴上级支出1.00万元，占0.02%；经营支出39.85万元，占0.79%；对附属单位补助支出1.00万元，占0.02%。"
    )


def test_no_income_at_all() -> None:
    assert change({"收入决算表.合计": {"本年收入合计": NOTHING}}, "二、收入决算情况说明", "三、") == [
        "本年收入合计0.00万元。"
    ]


def test_income_of_no_kind_is_not_announced() -> None:
    """Columns that all print as zero leave no 其中 behind."""
    assert change(
        {"收入决算表.合计": {"本年收入合计": Decimal(60), "其他收入": Decimal(49)}},
        "二、收入决算情况说明",
        "三、",
    ) == ["本年收入合计0.01万元。"]


def test_flat_is_said_as_flat_and_without_a_reason() -> None:
    total = raw()["收入支出总表"]["收入"]["总计"]["决算数"]
    assert change(
        {"收入支出总表.收入.总计.上年决算数": total + 49}, "一、收入支出决算总体情况说明", "二、"
    ) == ["上海市某区某局2024年度收入支出总计5122.08万元。与2023年度相比，收入支出总计持平。"]
    spent = raw()["一般公共预算支出表"]["合计"]["小计"]
    lines = change(
        {"一般公共预算支出表.合计.年初预算数": spent}, "（三）一般公共预算财政拨款支出决算具体情况", "1、"
    )
    assert lines == [
        "一般公共预算财政拨款支出年初预算为4811.26万元，支出决算为4811.26万元，完成年初预算的100.00%。决算数与预算数持平。其中："
    ]


def test_a_reason_is_not_said_where_budget_and_final_agree() -> None:
    values = {"原因.2070113旅游宣传与年初预算相比": "用不到的原因"}
    assert "用不到的原因" not in "\n".join(prose(put(raw(), values)))


def test_both_directions() -> None:
    [line] = change(
        {"收入支出总表.收入.总计.上年决算数": Decimal("60000000")}, "一、收入支出决算总体情况说明", "二、"
    )
    fall = Decimal("6000") - Decimal("5122.08")
    rate = Fraction(fall) / 6000 * 100
    assert f"收入支出总计减少{fall}万元，下降{float(rate):.2f}%。主要原因：" in line


def test_a_new_unit_has_no_last_year() -> None:
    paths = [
        "收入支出总表.收入.总计",
        "财政拨款收支总表.收入.总计",
        "一般公共预算支出表.合计",
        *(f"三公经费表.{row}" for row in ("合计", "因公出国（境）费", "公务接待费", "公务用车购置及运行费")),
    ]
    data = put(raw(), {f"{path}.上年决算数": None for path in paths} | {"原因": {}})
    text = "\n".join(section(prose(data), "第三部分　上海市某区某局2024年度部门决算情况说明", "第四部分"))
    assert "收入支出总计5122.08万元。收入支出总计无可比的2023年度决算数。\n" in text
    assert (
        "2024年度“三公”经费财政拨款支出决算数无可比的2023年度决算数，其中：因公出国（境）费支出决算无可比的2023年度决算数；"
        in text
    )
    assert "None" not in text
    assert "比2023年度增加" not in text


def test_no_three_public_expenses() -> None:
    rows = ("合计", "公务接待费", "公务用车购置及运行费", "公务用车运行维护费", "公务用车购置费")
    spent = {f"三公经费表.{row}.{column}": NOTHING for row in rows for column in ("预算数", "决算数")}
    nothing = spent | {f"三公经费表.{row}.上年决算数": NOTHING for row in rows}
    part = ("七、财政拨款“三公”经费支出决算情况说明", "八、")
    assert change(nothing, *part) == [f"{UNIT}2024年度无“三公”经费财政拨款支出。"]
    # What there was last year is compared.
    said = change(spent, *part)
    assert "“三公”经费财政拨款支出年初未安排预算，当年未发生支出，" in said[1]
    assert "下降100.00%" in said[2]


def test_three_public_expenses_with_a_budget_only() -> None:
    rows = ("合计", "公务接待费", "公务用车购置及运行费", "公务用车运行维护费", "公务用车购置费")
    lines = change(
        {f"三公经费表.{row}.决算数": NOTHING for row in rows},
        "七、财政拨款“三公”经费支出决算情况说明",
        "八、",
    )
    assert lines[0] == "（一）“三公”经费财政拨款支出决算总体情况说明。"
    assert "支出决算为0.00万元，完成预算的0.00%，" in lines[1]
    assert "主要用于" not in "\n".join(lines)


def test_three_public_expenses_without_a_budget() -> None:
    """That there was none is said once for the whole, and not as a budget of 0.00."""
    rows = ("合计", "公务接待费", "公务用车购置及运行费", "公务用车运行维护费", "公务用车购置费")
    text = change(
        {f"三公经费表.{row}.预算数": NOTHING for row in rows},
        "七、财政拨款“三公”经费支出决算情况说明",
        "八、",
    )[1]
    assert text.startswith(
        "“三公”经费财政拨款支出年初未安排预算，支出决算为29.38万元，其中：因公出国（境）费决算为0.00万元，"
        "年初未安排预算；公务用车购置及运行维护费支出决算为28.51万元，年初未安排预算；"
    )
    assert "预算为0.00" not in text


def test_no_running_expenses() -> None:
    lines = change({"机关运行经费.决算数": NOTHING}, "（一）机关运行经费支出情况", "（二）")
    assert lines == [f"{UNIT}2024年度无机关运行经费支出。"]


def test_running_expenses_against_last_year() -> None:
    values = {"机关运行经费.上年决算数": Decimal("2000000"), "原因.机关运行经费与上年相比": "新馆舍投入使用"}
    lines = change(values, "（一）机关运行经费支出情况", "（二）")
    assert lines == [
        "机关运行经费支出231.86万元，比2023年度增加31.86万元，增长15.93%。主要原因是新馆舍投入使用。"
    ]


def test_an_empty_table_says_so_and_so_does_the_prose() -> None:
    note = "说明：上海市某区某局本年度没有{}预算财政拨款收入和支出，故本表无数据。"
    full, empty = (
        prose(raw()),
        prose(put(raw(), {"政府性基金表": {"合计": {"本年支出": NOTHING}, "各科目": {}}})),
    )
    assert note.format("政府性基金") not in full
    assert note.format("国有资本经营") in full
    assert empty.count(note.format("政府性基金")) == 1
    assert section(empty, "八、政府性基金预算财政拨款收入支出决算情况说明", "九、") == [
        f"{UNIT}2024年度无政府性基金预算财政拨款收入和支出。"
    ]


def test_money_carried_over_is_no_income_and_no_spending() -> None:
    values: dict[str, object] = {
        "政府性基金表": {
            "合计": {"本年支出": NOTHING, "年初结转和结余": Decimal(100), "年末结转和结余": Decimal(100)},
            "各科目": {},
        }
    }
    lines = prose(put(raw(), values))
    assert not any("没有政府性基金预算财政拨款收入和支出，故本表无数据" in line for line in lines)
    assert f"{UNIT}2024年度无政府性基金预算财政拨款收入和支出。" in lines


def test_a_budget_that_was_not_spent_is_explained() -> None:
    row = {
        "科目名称": "其他文化和旅游支出",
        "小计": NOTHING,
        "年初预算数": Decimal(100000),
        "主要用途": "文化旅游融合调研",
    }
    lines = prose(
        put(
            raw(),
            {
                "一般公共预算支出表.各科目.2070199": row,
                "原因.2070199其他文化和旅游支出与年初预算相比": "工作推迟",
            },
        )
    )
    sentence = "文化旅游体育与传媒支出（类）文化和旅游（款）其他文化和旅游支出（项）。主要用于：文化旅游融合调研。年初预算为10.00万元，支出决算为0.00万元。决算数小于预算数的主要原因：工作推迟。"
    assert [line for line in lines if line.endswith(sentence)] == [f"6、{sentence}"]


def test_one_unit_has_an_organisation_instead_of_a_list() -> None:
    values = {"部门.决算单位": [UNIT], "部门.机构设置": "本部门设办公室、财务科2个内设机构"}
    data = put(raw(), values)
    lines = prose(data)
    assert section(lines, "二、机构设置", "第二部分") == ["本部门设办公室、财务科2个内设机构。"]
    assert "二、部门决算单位构成" not in lines
    assert not [block for block in composed(data).document.blocks if getattr(block, "name", "") == "决算单位"]
    assert "二、机构设置" in plain(composed(data).document).split("第一部分　")[0]


@pytest.mark.parametrize("typed", ["培训", "培训等", "培训收入", "培训收入等", "培训收入等。"])
def test_a_glossary_does_not_say_income_twice(typed: str) -> None:
    [line] = [
        one for one in prose(put(raw(), {"名词解释.事业收入": typed})) if one.startswith("二、事业收入：")
    ]
    assert line.endswith("取得的收入。主要是：培训收入等。")


def test_a_glossary_without_income_keeps_the_words() -> None:
    lines = change({"收入决算表.合计.事业收入": NOTHING}, "第四部分　名词解释", "三、经营收入")
    assert lines[1] == "二、事业收入：指事业单位开展专业业务活动及其辅助活动取得的收入。"


# ---- the tables ----


def table(number: str) -> Table:
    return named(NAMES[int(number) - 1])


def named(name: str) -> Table:
    blocks = composed(raw()).document.blocks
    return next(block for block in blocks if isinstance(block, Table) and block.name == name)


def words(row: tuple[Any, ...]) -> list[str]:
    return ["".join(text.string for text in cell.paragraphs) for cell in row]


def test_the_units_stand_in_a_table_among_the_text() -> None:
    blocks = composed(raw()).document.blocks
    units = named("决算单位")
    before = blocks[blocks.index(units) - 1]
    assert before.text.string == "纳入上海市某区某局2024年度部门决算编制范围的单位包括："  # type: ignore[union-attr]
    assert [words(row) for row in (*units.header, *units.body)] == [
        ["序号", "单位名称", "备注"],
        ["1", "上海市某区某局（本级）", ""],
        ["2", "上海市某区图书馆", ""],
        ["3", "上海市某区文化馆", ""],
        ["4", "上海市某区博物馆", "2024年9月起开展非独立核算经营活动"],
    ]


def test_the_rows_that_only_this_form_has() -> None:
    assert words(table("05").body[-1]) == ["合计", "4811.26", "3869.22", "942.04"]
    assert words(table("02").body[0])[0] == "合计"
    assert words(table("08").body[0]) == ["合计", "12.00", "30.00", "38.00", "", "38.00", "4.00"]
    assert len(table("06").body) == 39
    assert words(table("06").body[-1]) == ["人员经费合计", "3045.06", "公用经费合计", "824.16"]


def test_table_07_has_twelve_columns_under_three_levels() -> None:
    seven = table("07")
    assert len(seven.columns) == 12
    assert [len(row) for row in seven.header] == [1, 4, 3, 12]
    assert words(seven.header[2]) == ["小计", "公务用车购置费", "公务用车运行维护费"]
    assert words(seven.header[3]) == ["预算数", "决算数"] * 6
    assert words(seven.body[0]) == [
        "32.00",
        "29.38",
        "",
        "",
        "30.00",
        "28.51",
        "18.00",
        "17.98",
        "12.00",
        "10.53",
        "2.00",
        "0.86",
    ]


def test_a_row_that_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(Unusable) as raised:
        composed(put(raw(), {"收入支出总表.支出.债务付息支出.决算数": Decimal(10000)}))
    [problem] = raised.value.problems
    assert problem.where == "收入支出总表.支出.债务付息支出"


# ---- what the form asks for ----


def test_only_what_this_form_uses_is_asked_for() -> None:
    """Data that only the 辽宁 form wants can be left out."""
    gone = [
        "预算绩效",
        "名词解释.科目",
        "项目支出主要包括",
        "部门.级次",
        "国有资产占用.副省级以上领导干部用车",
    ]
    gone += [
        f"政府采购.{kind}授予{size}合同金额"
        for kind, size in (
            ("", "中小企业"),
            ("", "小微企业"),
            *((k, "中小企业") for k in ("货物采购", "工程采购", "服务采购")),
        )
    ]
    assert prose(put(raw(), dict.fromkeys(gone, ...))) == prose(raw())


def test_what_it_asks_the_other_sample_for_is_one_list() -> None:
    with pytest.raises(ValueError, match="预算绩效管理") as raised:
        composed(raw(LIAONING))
    told = str(raised.value).splitlines()
    assert len(told) == 9
    assert all("缺少这一项" in line for line in told)
    for path in (
        "财政拨款收支总表.收入.总计.上年决算数",
        "一般公共预算支出表.合计.年初预算数",
        "国有资产占用.部级领导干部用车",
    ):
        assert any(path in line for line in told)


def test_missing_texts_make_a_draft() -> None:
    gone = {
        "原因.收入总计与上年相比": ...,
        "一般公共预算支出表.各科目.2070101.主要用途": ...,
        "预算绩效管理.工作机制": "无",
    }
    composition = composed(put(raw(), gone))
    assert [problem.where for problem in composition.missing] == [
        "原因.收入总计与上年相比",
        "一般公共预算支出表.各科目.2070101.主要用途",
        "预算绩效管理.工作机制",
    ]
