"""Mistakes of the text, line by line: for every rule what fails and what passes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain

import pytest

from narrator.checks.finding import Finding, Level
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import CONTROL, Line
from narrator.checks.printed.prose import Prose
from narrator.checks.printed.table_data import Reading
from narrator.checks.report import hygiene
from narrator.checks.report.prose_places import words_around
from narrator.checks.report.punctuation import check_marks
from narrator.checks.report.word_mistakes import check_word_mistakes
from narrator.document import Document
from narrator.form import load
from narrator.tables.blueprint import Blueprint
from narrator.tables.plain import plain

from ..telling import in_full


def printed(lines: list[Line], reading: Reading | None = None) -> hygiene.Places:
    return hygiene.printed_texts(lines, (reading or Reading()).words)


TELLS: dict[str, Callable[[list[Line]], Iterator[Finding]]] = {
    "HY-1": lambda lines: chain(hygiene.check_placeholders(printed(lines)), check_word_mistakes(lines)),
    "HY-2": hygiene.check_options,
    "HY-3": lambda lines: hygiene.check_repeated_words(printed(lines)),
    "HY-4": lambda lines: chain(
        hygiene.check_doubled_marks(lines, printed(lines)), check_word_mistakes(lines)
    ),
    "HY-5": check_marks,
    "PR-4": check_word_mistakes,
    "HY-6": check_word_mistakes,
    "T1-5": check_word_mistakes,
}
# The rule, a line that fails, and one that passes; what was found stands between ‹ and ›.
TEXTS = [
    ("HY-1", "主要原因：‹【请填写原因】›。", "主要原因：【带土移植】项目增加。"),
    ("HY-1", "收入总计‹××›万元。", "收入总计5×3万元。"),
    ("HY-1", "某‹XXX›局", "引进XRD设备，X染色体"),
    ("HY-1", "某‹ＸＸＸ›局", "Ｘ染色体"),
    ("HY-1", "部门：‹□□›", "□是 □否"),
    ("HY-1", "部门：‹○○○›", "一○二○年，二○○八年，○○"),
    ("HY-1", "部门：‹____›", "部门：a_b"),
    ("HY-1", "‹•••••›", "一·二·三"),
    ("HY-1", "‹……………›", "等等……"),
    ("HY-1", "‹（此处›填写职责）", "（此外还有职责）"),
    ("HY-1", "‹{{›年度}}", "{年度}"),
    ("HY-1", "‹请根据本部门实际情况填写›", "根据本部门实际情况，"),
    ("HY-1", "（按照单位实际情况说明）", "按单位实际支出说明"),
    ("HY-1", "没有的‹没有的请删除›", "没有的不写"),
    ("HY-1", "‹此处填列›数", "此处是"),
    ("HY-1", "‹样式说明›", "样式，说明"),
    ("HY-1", "‹可自行增加行›", "可以增加"),
    ("HY-1", "没有的‹仍保留该表格式›", "保留该表"),
    ("HY-1", "‹并在本表下方作下述说明›", "在本表下方"),
    ("HY-1", "某某‹局部门（单位）›", "某某部门（单位）"),
    ("HY-2", "今年收入‹增加（减少›）5万元", "今年收入增加（上年减少）5万元"),
    ("HY-2", "决算数‹大于/小于›预算数", "大小/小于"),
    ("HY-2", "‹增长(或下降›)5%", "增长（同比）5%"),
    ("HY-3", "‹项目绩效目标完成情况：项目绩效目标完成情况：›一是", "项目绩效目标完成情况：一是"),
    ("HY-3", "资金‹使用使用›合规性", "资金使用，使用合规"),
    ("HY-3", "‹的原因的原因›", "人人有责，天天向上"),
    ("HY-4", "无财政评价项目‹。。›", "无财政评价项目。"),
    ("HY-4", "人员变动‹，、›人员减少", "人员变动，人员减少"),
    ("HY-4", "二十大精神‹ and ›习近平", "使用Android系统"),
    ("HY-5", "支出 41.36 万元,具体包括:", "支出1,234.56万元，具体包括："),
    ("HY-5", "(类)行政单位(款)医疗", "（类）行政单位（款）医疗"),
    ("HY-5", "养老保险等支出,完成", "运算符号(>=)，占比3:1"),
    ("HY-5", "养老保险等支出, 完成", "GDP, CPI"),
    ("HY-5", "养老保险等支出,", "养老保险等支出，"),
    ("HY-5", "养老 (保险)等支出", "养老（保险）等支出（2023年）"),
    ("HY-5", "（其中，绩效评级为“优”的‹项目39个›。", "（一）项目39个。"),
    ("HY-5", "关于《预算法的实施意见", "1)《预算法》和《条例》（修订）"),
    ("HY-5", "一、关于“三公”经费‹的 说›明，一共有三项内容如下所示。", "第一部分 朝阳市科学技术局2023 年度部门决算情况，说明如下。"),
    ("HY-5", "负责建设工程项目规划管理，对执行情况‹实行跟踪监督›", "负责建设工程项目规划管理，对执行情况实行跟踪监督。"),
    # of published accounts
    ("PR-4", "较2022年度决算数‹增加0.00万元›，主要原因是：无变化。", "较2022年度决算数增加10.00万元，增长0.00%。"),
    ("PR-4", "因公出国（境）费支出决算‹减少0万元›，完成预算。", "因公出国（境）费支出决算减少0.05万元。"),
    ("PR-4", "决算‹减少0.00元›，与上年一样。", "决算减少10.00元/人。"),
    ("PR-4", "支出与上年相同‹，增长0%›。", "支出增加0.01万元，增长0.00%。"),
    ("PR-4", "主要‹原因是与上年持平›，无增减变化。", "主要原因是人员变动。"),
    ("PR-4", "决算数‹小于预算数的主要原因：人员经费支出数小于预算数›。", "决算数小于预算数的主要原因：人员减少。"),
    ("HY-4", "决算数‹大小于›预算数。", "决算数大于预算数，小于上年。"),
    ("HY-4", "支出比上年‹减增加›5万元。", "支出没有增减变化。"),
    ("HY-4", "决算1618万元，‹与上年下降›7.6%。", "与上年相比下降7.6%。"),
    ("HY-4", "‹减少0.03万元，减少了1.44%›。", "减少0.03万元，下降1.44%。"),
    ("HY-4", "八、‹关2020年度›预算绩效情况的说明", "有关2020年度、机关2020年度、相关2020年度"),
    ("HY-4", "项目支出增加，较‹上一度›增加。", "较上一年度增加。"),
    ("HY-1", "考察，‹列明›公务接待2批次。", "分别列明各项。"),
    ("HY-6", "国内公务接待支出‹0.39万›（含外宾）。", "一共3.5万人。"),
    ("HY-6", "支出增加1193.20万元，‹增长13.95›。", "支出增加1193.20万元，增长13.95%。"),
    ("HY-6", "某类39.10万元，‹占39.32›；某类", "占39.32%；"),
    ("HY-6", "收入‹总计9859.38›，其中：", "收入总计9859.38万元，其中："),
    ("HY-6", "支出0.00万元，其中支出‹12,000.00元›，共3.00万元。", "人均接待费120元，共3.00万元，2.00万元。"),
    ("HY-6", "支出决算0万元，‹0›；公务接待费", "支出决算0万元，占0%；"),
    ("T1-5", "‹收、支总计各是4125.49，4143.91万元›", "收、支总计各是4125.49、4125.49万元"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "failing", "passing"), TEXTS, ids=[text for _, text, _ in TEXTS])
def test_a_line_is_told_with_what_is_wrong_in_it(rule: str, failing: str, passing: str) -> None:
    text = failing.replace("‹", "").replace("›", "")
    [found] = [one for one in TELLS[rule]([Line(7, text, False)]) if one.rule in ("", rule)]
    told = "".join(side.value for side in found.sides) + found.what + found.subject
    if "‹" in failing:
        wrong = failing[failing.index("‹") + 1 : failing.index("›")].strip()[:16]
        assert wrong in told or plain(wrong) in told
    assert all((side.name.startswith("正文"), side.path) == (True, "第7段") for side in found.sides)
    assert [one for one in TELLS[rule]([Line(7, passing, False)]) if one.rule in ("", rule)] == []


def test_what_stands_in_several_places_is_told_once_with_each() -> None:
    lines = [Line(n, "资金使用使用合规", False) for n in (3, 5)]
    [found] = hygiene.check_repeated_words(printed(lines))
    assert [side.path for side in found.sides] == ["第3段", "第5段"]


def test_placeholders_of_one_table_are_told_together() -> None:
    reading = Reading(cells={"a": "某表（第1张） 甲", "b": "某表（第1张） 乙", "c": "某表（第2张） 甲"})
    reading.shown = {"a": "•••", "b": "•••", "c": "•••"}
    found = list(hygiene.check_placeholders(printed([], reading)))
    assert [len(one.sides) for one in found] == [2, 1]
    assert found[0].what.endswith("共2处")
    assert "共" not in found[1].what


def test_a_figure_in_a_cell_is_no_text() -> None:
    reading = Reading(cells={"a": "某表 甲"}, shown={"a": "12.30%"})
    assert reading.words == []


def test_halves_of_punctuation_are_counted() -> None:
    [found] = check_marks([Line(1, "甲,乙,丙:丁", False)])
    assert found.what == "这一段有3处半角标点"


def line(text: str, number: int = 7) -> Line:
    return Line(number, text, False)


def slips(*differs: tuple[str, str, str], title: str = "") -> str:
    """What is told of lines whose printed words differ from the form's."""
    layout = Blueprint("收入支出总表", "收入支出总表", title, (), ())
    prose = Prose(differs=[(line(text), printed, wanted) for text, printed, wanted in differs])
    reading = Reading(found=[(layout, [], (), ())] if title else [])
    return in_full(hygiene.check_wording(prose, reading))


@pytest.mark.parametrize("many", [2, 3, 4, 9])
def test_an_item_that_is_worded_otherwise_than_many_others_is_told_by_itself(many: int) -> None:
    said = [
        f"预算为{number}.00万元，决算为{number}.50万元。大于预算数的主要原因：甲{number}。"
        for number in range(many)
    ]
    odd = "预算为8.00万元，去出为8.50万元。大于预算数。"
    prose = Prose(reworded=[(line(text, at), text, "预算为…") for at, text in enumerate([*said, odd])])
    found = list(hygiene.check_wording(prose, Reading()))
    assert len(found) == (2 if many > 3 else 1)
    assert found[0].what.endswith(f"，共{many if many > 3 else many + 1}处")
    assert many < 4 or [side.value for side in found[1].sides] == [odd, "预算为…"]


def test_words_that_are_not_the_forms_are_told_beside_the_forms() -> None:
    assert slips(("甲。乙。", "乙。", "丙。")) == (
        "提醒  “乙。”\n    这里的话与格式的不同。核对错字、脱字，照格式改正。\n    正文“甲。乙。”：乙。 ＠第7段\n    格式：丙。\n"
    )
    assert slips(("甲。", "", "丙。")) == (
        "提醒  “丙。”\n    格式里的这半句没有找到。核对错字、脱字，照格式改正。\n    正文“甲。”： ＠第7段\n    格式：丙。\n"
    )
    assert slips(("甲。乙。", "乙。", "")) == (
        "提醒  “乙。”\n    格式里没有这些话。核对错字、脱字，照格式改正。\n    正文“甲。乙。”：乙。 ＠第7段\n    格式：\n"
    )
    long = "一二三四五六七八九十" * 4
    assert slips(("", long, "丙")).startswith(f"提醒  “{long[:30]}”\n")


def test_a_reason_that_is_none_is_an_error_where_the_form_has_other_words() -> None:
    told = slips(("", "主要原因是无。", "持平。"), ("", "戊。", "己。"))
    assert told.startswith(
        "错误 PR-4 “主要原因是无。”\n"
        "    “主要原因是无”不成话。核对：相等就写持平，不写原因；不等就写明原因。\n"
        "    正文：主要原因是无。 ＠第7段\n    格式：持平。\n"
        "提醒  “戊。”\n"
    )
    assert slips(("", "主要原因是无。", "")).startswith("提醒  ")


def test_a_title_with_its_year_in_one_line_is_no_slip() -> None:
    titled = ("收入支出决算总表（2023年度）", "(2023年度)", "收入支出决算总表")
    assert slips(titled, ("", "戊。", "己。"), title="收入支出决算总表").startswith("提醒  “戊。”")
    assert slips(titled, title="支出决算表") != ""
    assert slips(("收入支出决算总表（2023", "(2023", "总表"), title="收入支出决算总表") != ""


def test_a_title_over_a_table_that_is_told_as_such_is_told_of_no_more() -> None:
    layout = Blueprint("收入决算表", "公开02表", "收入决算表", (), ())
    reading = Reading(found=[(layout, [], ("二、收入决算明细表", "公开02表"), ())])

    def told(text: str) -> list[str]:
        differs = [(line(text), "收入决算明细表", "收入决算表")]
        return [one.subject for one in hygiene.check_wording(Prose(differs=differs), reading)]

    assert told("二、收入决算明细表") == []
    assert told("见收入决算明细表") == ["“收入决算明细表”"]


def test_marks_and_foreign_words_are_told_with_the_words_around_them() -> None:
    lines = [line("一二三四五六七八九十甲乙，。丙丁一二三四五六七八九十"), line("好。"), line("甲、，乙", 9)]
    reading = Reading(cells={"a": "某表 甲", "b": "某表 乙"}, shown={"a": "学习 and 贯彻", "b": "12.3"})
    found = in_full(hygiene.check_doubled_marks(lines, printed(lines, reading)))
    assert found == (
        "提醒  “三四五六七八九十甲乙，。丙丁一二三四五六七八”\n    标点重复。删去一个。\n"
        "    正文“一二三四五六七八九十甲乙，。丙丁…”：三四五六七八九十甲乙，。丙丁一二三四五六七八 ＠第7段\n"
        "提醒  “甲、，乙”\n    标点重复。删去一个。\n    正文：甲、，乙 ＠第9段\n"
        "提醒  “学习 and 贯彻”\n    中文里夹着“and”。改成中文。\n    某表 甲：学习 and 贯彻\n"
    )


def test_every_slip_is_told_word_for_word() -> None:
    lines = [
        line("【请填写本部门的主要职责和其他情况，一共八十字以内】"),
        line("今年增加（减少）5万元", 8),
        line("使用使用", 9),
    ]
    assert in_full(hygiene.check_placeholders(printed(lines))) == (
        "错误  正文 “【请填写本部门的主要职责和其他情况，一共”\n    还留着格式的提示，没有填写。填写，或者删去。\n"
        "    正文：【请填写本部门的主要职责和其他情况，一共八十字以内】 ＠第7段\n"
    )
    assert in_full(hygiene.check_options(lines)) == (
        "错误  “今年增加（减少）5万元”\n    两个选项都留着。留下一个。\n    正文：今年增加（减少）5万元 ＠第8段\n"
    )
    assert in_full(hygiene.check_repeated_words(printed(lines))) == (
        "提醒  “使用使用”\n    “使用”重复了。核对，删去重复的。\n    正文：使用使用 ＠第9段\n"
    )
    assert in_full(check_marks([line("（一）这一段话从头数起第二十个字以后就不再列出来,完,了")])) == (
        "提醒 HY-5 “（一）这一段话从头数起第二十个字以后就不”\n    这一段有2处半角标点。改成全角标点。\n"
        "    正文“（一）这一段话从头数起第二十个字…”：个字以后就不再列出来,完,了 ＠第7段\n"
    )


def zeros(shown: dict[str, str], zero: str) -> str:
    form = load("辽宁2023")._replace(zero=zero)
    return in_full(hygiene.check_zeros(Reading(shown=shown), form))


def test_zero_is_printed_as_the_form_has_it() -> None:
    shown = {"收入决算表.a": "0.00", "收入决算表.b": "", "收入决算表.c": "0", "收入决算表.d": "5", "收入支出总表.a": "", "政府采购.a": "0.00"}  # fmt: skip
    assert (
        zeros(shown, "")
        == "提醒  公开02表 零值\n    这张表有2处零印成“0.00”、“0”，格式空着。各表的零值统一。\n"
    )
    assert zeros(shown, "0.00") == (
        "提醒  公开02表 零值\n    这张表有1处零印成“”，格式印“0.00”。各表的零值统一。\n"
    )
    assert zeros({"收入决算表.a": "0.00"}, "0.00") == ""
    assert zeros({"收入决算表.a": ""}, "") == ""
    assert "有2处零印成“0.0”、“0”，" in zeros({"收入决算表.a": "0", "收入决算表.b": "0.0"}, "")
    two = {"支出决算表.a": "0", "收入决算表.a": "0"}
    assert [text.split()[1] for text in zeros(two, "").splitlines()[::2]] == ["公开03表", "公开02表"]


def test_what_states_figures_and_was_not_read_is_told_and_not_guessed() -> None:
    forty = "另有专项资金12.34万元用于别处" + "字" * 23
    prose = Prose(unread=[(line(text), text) for text in ("增长5％。", "没有数。", forty, forty + "长")])
    assert in_full(hygiene.tell_unread_text(prose)) == "".join(
        f"不能核对  正文“{name}”\n    没有读懂这句话，里面的数没有核对。人工核对。\n    正文：{text} ＠第7段\n"
        for name, text in (
            ("增长5%。", "增长5％。"),
            ("另有专项资金12.34万元用于别处字字字", forty),
            ("另有专项资金12.34万元用于别处字字字", forty + "…"),
        )
    )


@pytest.mark.parametrize(
    ("own", "told"),
    [
        (f"{CONTROL}原因.甲100%{CONTROL}。发现的问题:{CONTROL}乙{CONTROL}", False),
        (f"{CONTROL}原因.甲{CONTROL}。另有2.00万元。", True),
        ("", True),  # it has no controls: whose words they are is not known
    ],
)
def test_figures_of_a_writers_text_are_the_writers(own: str, told: bool) -> None:
    text = "增加5.00万元。发现的问题：无"
    assert bool(list(hygiene.tell_unread_text(Prose(unread=[(replace(line(text), own=own), text)])))) is told


def test_an_item_that_no_table_has_is_told() -> None:
    shown = {"一般公共预算支出表.各科目.206.科目名称": "科学技术支出", "一般公共预算支出表.各科目.20604.科目名称": "技术研究", "一般公共预算支出表.各科目.2060401.科目名称": "机构运行（项）",
             "一般公共预算支出表.各科目.2101101.科目名称": "单位医疗", "别的.各科目.2050202.科目名称": "小学教育", "一般公共预算支出表.各科目.2060401.小计": "5"}  # fmt: skip
    known = Known(Reading(shown=shown), Document("", ()), list)

    def items(text: str) -> str:
        return in_full(hygiene.check_items(Prose(unread=[(line(text), text)]), known))

    assert items("科学技术支出（类）技术研究（款）机构运行（项）：反映机构支出。") == ""
    assert items("1.科学技术（类）别的（款）机构运行（项）") == ""
    assert items("教育支出（类）普通教育（款）小学教育（项）。") == (
        "提醒  “教育支出(类)普通教育(款)小学教育(项)”\n    这里写的科目，决算表里没有。核对；照抄来的就删去。\n"
        "    正文：教育支出(类)普通教育(款)小学教育(项) ＠第7段\n    表中：没有这个科目\n"
    )
    assert items("教育支出（类）技术研究（款）机构运行（项）") != ""
    assert items("科学技术支出（类）技术研究（款）技术研究（项）") != ""
    assert items("科学技术支出（类）机构运行（项）") == ""
    assert items("卫生健康支出（类）医疗（款）单位医疗（项）") != ""  # of a class that no table names
    office = "一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）其他政府办公厅（室）及相关机构事务支出（项）"
    assert "这里写的科目，决算表里没有" in items(f"1.{office}：反映其他支出。")
    two = items(
        "甲类支出（类）乙（款）丙（项），科学技术支出（类）技术研究（款）机构运行（项），丁类（类）戊（款）己（项）"
    )
    assert [text.split()[1] for text in two.splitlines()[::4]] == [
        "“甲类支出(类)乙(款)丙(项)”",
        "“丁类(类)戊(款)己(项)”",
    ]


def test_what_was_found_is_shown_with_the_words_around_it() -> None:
    found = re.search("某", "一二三四五六七八九十甲某乙 丙\n一二三四五六七八九十")
    assert found
    assert words_around(found.string, found) == "二三四五六七八九十甲某乙 丙 一二三四五六"
    first = re.search("某", "某乙")
    assert first
    assert words_around("某乙", first) == "某乙"


def test_only_texts_of_cells_are_read() -> None:
    shown = {"a": "甲乙", "b": "甲", "c": "12.3", "d": "-5%", "e": "1,2", "f": "5个", "g": ""}
    reading = Reading(cells={name: f"某表 {name}" for name in shown}, shown=shown)
    assert reading.words == [("某表 a", "甲乙"), ("某表 f", "5个")]


def test_placeholders_are_told_by_what_they_are() -> None:
    reading = Reading(cells={"a": "公开01表 甲", "b": "公开01表 乙"}, shown={"a": "好×××", "b": "____"})
    assert in_full(hygiene.check_placeholders(printed([line("××"), line("填××和××")], reading))) == (
        "错误  正文 “××”\n    还留着格式的提示，没有填写，共2处。填写，或者删去。\n    正文：×× ＠第7段\n    正文：填××和×× ＠第7段\n"
        "错误  公开01表 “×××”\n    还留着格式的提示，没有填写。填写，或者删去。\n    公开01表 甲：好×××\n"
        "错误  公开01表 “____”\n    还留着格式的提示，没有填写。填写，或者删去。\n    公开01表 乙：____\n"
    )


def test_what_is_repeated_in_cells_is_told_with_their_places() -> None:
    reading = Reading(cells={"a": "某表 甲", "b": "某表 乙"}, shown={"a": "使用使用", "b": "使用使用"})
    assert in_full(hygiene.check_repeated_words(printed([line("使用使用"), line("使用使用")], reading))) == (
        "提醒  “使用使用”\n    “使用”重复了。核对，删去重复的。\n    正文：使用使用 ＠第7段\n    某表 甲：使用使用\n    某表 乙：使用使用\n"
    )


def test_figures_that_were_not_read_in_the_place_of_the_same_words_are_told_together() -> None:
    lines = [replace(line(f"{name}8.95万元用于日常运转。"), number=at) for at, name in enumerate("甲乙", 1)]
    prose = Prose(differs=[(one, one.text, "决算数大于…万元。") for one in lines])
    [one] = hygiene.tell_unread_text(prose, follows=True)
    assert (one.level, one.what) == (Level.UNCHECKED, "没有读懂这句话，里面的数没有核对，共2处")
    assert [side.value for side in one.sides] == [*(each.text for each in lines), "决算数大于…万元。"]
    assert in_full(hygiene.check_wording(prose, Reading())) == ""
    assert len([*hygiene.tell_unread_text(prose)]) == 2  # of a report in no form


def test_of_a_long_text_that_was_not_read_the_first_figure_is_shown() -> None:
    text = f"执法{'用' * 40}车…辆、离退休干部用车0台、其他用车…辆。"
    assert hygiene.from_first_figure(text) == "…离退休干部用车0台、其他用车…辆。"
    assert hygiene.from_first_figure("离退休干部用车0台。") == "离退休干部用车0台。"
