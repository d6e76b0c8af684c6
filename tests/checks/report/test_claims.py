"""What single sentences say, each by itself: for what the samples' reports say nowhere."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from facts.notation import PUBLICATION, figure

from narrator.checks.data.compare import judge_ratio
from narrator.checks.finding import Level
from narrator.checks.printed.known_figures import Known, compute_again, read_value
from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Capture, Piece
from narrator.checks.printed.prose import Claim, Prose
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.budgets import budget_interval
from narrator.checks.report.claims import check_claims, headings_renamed, words_before_figure
from narrator.checks.report.enumerations import names_unread
from narrator.checks.report.fact_sentences import find_other_situations, in_times
from narrator.checks.report.implied_figures import check_share_change
from narrator.checks.report.ratios import operands_of_rate
from narrator.disclosure.value import Count, Figure, Percentage, Words, Year
from narrator.document import Document, Paragraph
from narrator.facts.change import CHANGE, CHANGE_IN_TIMES
from narrator.facts.kinds import KINDS
from narrator.facts.operand import Publication
from narrator.facts.points import SHARE_CHANGE
from narrator.number import Amount, Score
from narrator.sources import Derived, Fact
from narrator.spans import Span, Text

from ..telling import in_full


def amount(path: str, number: str = "35.52") -> Figure:
    return Figure(Amount(Decimal(number)), path)


def claim(text: str, source: object, printed: str, number: int = 7) -> Claim:
    return Claim(Line(number, text, False), text, (Capture(Piece("number", source=source), printed),))


def told(*found: Claim, tables: Reading | None = None) -> str:
    """What is wrong with FOUND, in a report that says nothing else."""
    known = Known(tables or Reading(), Document("", ()), lambda: [])
    prose = Prose(claims=list(found))
    known.listen(prose)
    return in_full(check_claims(prose, known, {}))


def test_what_only_the_prose_says_is_the_same_everywhere() -> None:
    figure = amount("机关运行经费.决算数")
    first = claim("机关运行经费支出35.52万元。", figure, "35.52", 3)
    assert told(first, claim("机关运行经费35.52万元。", figure, "35.52")) == ""
    assert told(first, claim("其中，机关运行经费支出35.25万元，比上年减少。", figure, "35.25")) == (
        "错误 PR-1 机关运行经费 决算数（“其中，机关运行经费支出3…”）\n"
        "    前后不同。核对正文和表，改正填错的一处。\n"
        "    正文“其中，机关运行经费支出35.25万元，比上年减少…”：35.25 ＠第7段\n"
        "    正文“机关运行经费支出35.52万元。”：35.52 ＠第3段\n"
    )


def test_a_figure_is_compared_with_the_cell_that_prints_it() -> None:
    figure = amount("收入支出总表.收入.总计.决算数", "851.17")
    tables = Reading(cells={figure.path: "公开01表 收入 总计 决算数"}, shown={figure.path: "851.17"})
    assert told(claim("收入总计851.17万元", figure, "851.17"), tables=tables) == ""
    assert told(claim("收入总计851.1700万元", figure, "851.1700"), tables=tables) == ""
    assert told(claim("收入总计851.2万元", figure, "851.2"), tables=tables) == ""
    assert told(claim("收入总计851.1万元", figure, "851.1"), tables=tables).startswith("错误 PR-1")
    assert told(claim("收入总计若干万元", figure, "若干"), tables=tables).startswith("错误 PR-1")


def test_of_a_class_that_two_tables_print_a_tail_apart_the_prose_may_have_either() -> None:
    path, other = "一般公共预算支出表.各科目.206.小计", "财政拨款收支总表.支出.科学技术支出.合计"
    cells = {
        path: "公开05表 206 小计",
        other: "公开04表 科学技术支出 合计",
        "收入支出总表.支出.合计": "公开01表",
    }

    def class_told(printed: str, elsewhere: str) -> str:
        shown = {"收入支出总表.支出.合计": printed, path: "619.33", other: elsewhere}
        said = claim(f"科学技术支出{printed}万元", amount(path, "619.33"), printed)
        return told(said, tables=Reading(cells=cells, shown=shown))

    assert class_told("619.33", "619.34") == ""
    assert class_told("619.34", "619.34") == (
        "尾差 PR-1 一般公共预算支出表 206 小计（“科学技术支出619.34…”）\n"
        "    两张表里的这个数差一个尾数，正文照其中一张。四舍五入的尾差，一般不用改。〔0.01万元〕\n"
        "    正文“科学技术支出619.34万元”：619.34 ＠第7段\n"
        "    公开05表 206 小计：619.33 ＠一般公共预算支出表.各科目.206.小计\n"
        "    公开04表 科学技术支出 合计：619.34 ＠财政拨款收支总表.支出.科学技术支出.合计\n"
    )
    assert class_told("619.35", "619.35").startswith("尾差 PR-1")
    assert class_told("619.31", "619.31").startswith("尾差 PR-1")
    assert class_told("619.36", "619.36").startswith("错误 PR-1")  # more than a tail
    assert class_told("619.34", "619.33").startswith("错误 PR-1")  # no table prints it
    assert class_told("619.34", "").startswith("错误 PR-1")


def test_a_blank_cell_of_a_public_table_is_zero_and_of_another_states_nothing() -> None:
    for path, wrong in (("收入支出总表.收入.总计.决算数", True), ("预算绩效.项目[1].总分", False)):
        figure = amount(path, "0")
        tables = Reading(cells={path: "某表"}, shown={path: ""})
        assert ("PR-1" in told(claim("收入5.00万元", figure, "5.00"), tables=tables)) is wrong


def test_a_sum_is_that_of_its_parts() -> None:
    parts = (amount("甲", "1.5"), amount("乙", "2.25"))
    whole = Derived(Amount(Decimal("3.75")), "1.50 + 2.25", parts)
    said = [claim("甲1.50万元", parts[0], "1.50", 1), claim("乙2.25万元", parts[1], "2.25", 2)]
    assert told(*said, claim("合计3.75万元", whole, "3.75")) == ""
    assert told(*said, claim("甲乙合计3.57万元", whole, "3.57")) == (
        "错误 PR-2 合计（“甲乙合计”）\n    与各项算得的不同。核对正文和表，改正填错的一处。\n"
        "    正文“甲乙合计3.57万元”：3.57 ＠第7段\n    1.50 + 2.25：3.75\n"
    )
    count = Derived(Count(4), "", (Figure(Count(4), "丙"),))
    four = claim("丙4个", Figure(Count(4), "丙"), "4", 1)
    assert told(four, claim("共5个", count, "5")).startswith("错误 PF-2 个数（“共”）")
    mean = Derived(Score.of(Decimal(95)), "", (Figure(Score.of(Decimal(95)), "丁"),))
    score = claim("得95分", Figure(Score.of(Decimal(95)), "丁"), "95", 1)
    assert told(score, claim("平均59分", mean, "59")).startswith("错误 PF-3 平均分（“平均”）")
    performance = Derived(Amount(Decimal(5)), "", (amount("预算绩效.整体自评[1].年初预算支出金额", "5"),))
    five = claim("5万元", performance.operands[0], "5.00", 1)
    assert told(five, claim("共6.00万元", performance, "6.00")).startswith("错误 PF-2 合计")


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        (("3", "1", "2"), ""),
        (("3", "2", "1"), ""),  # which of them is of which kind of money, no table says
        (("3", "2", "2"), "共3个，各种资金性质之和4：2 2"),
        (("3", "1", "1"), "共3个，各种资金性质之和2：1 1"),
        (("3", "3", "若干"), ""),
        (("3", "4", "若干"), "共3个，各种资金性质之和4：4 若干"),
    ],
)
def test_counts_of_projects_by_kind_of_money_make_up_their_number(
    printed: tuple[str, ...], found: str
) -> None:
    def count(number: int, *paths: str) -> Derived:
        return Derived(Count(number), f"共{number}项", tuple(Figure(Count(1), path) for path in paths))

    whole, one, other = count(3), count(1, "预算绩效.项目[1].名称"), count(2, "预算绩效.项目[2].名称")
    text = f"共{printed[0]}个项目,其中一般公共预算项目{printed[1]}个,政府性基金项目{printed[2]}个。"
    captures = [
        Capture(Piece("number", source=source), words)
        for source, words in zip((whole, one, other), printed, strict=True)
    ]
    # However the kinds of money are chosen: as many of the one as are not of the other.
    columns = {id(whole): [whole, whole], id(one): [one, count(2)], id(other): [other, count(1)]}
    known = Known(Reading(), Document("", ()), list, choices=columns)
    prose = Prose(claims=[Claim(Line(7, text, False), text, tuple(captures))])
    told = list(check_claims(prose, known, {}))
    shown = {
        f"{one.sides[0].value and '共'}{one.sides[0].value}个，{one.sides[1].name}{one.sides[1].value}："
        + " ".join(part.value for part in one.sides[1].parts)
        for one in told
    }
    assert shown == ({found} if found else set())
    for finding in told:
        assert (finding.rule, finding.level, finding.what) == ("PF-2", Level.ERROR, "与各种资金性质之和不同")
        assert finding.subject == "个数（“共”）"
        assert [part.name for part in finding.sides[1].parts] == ["其中一般公共预算项目", "政府性基金项目"]


def test_the_words_before_a_figure_tell_it_from_others() -> None:
    derived = Derived(Amount(Decimal(0)), "", ())

    def words(text: str, printed: str) -> str:
        said = claim(text, derived, printed)
        return words_before_figure(said.captures[0], said)

    long = "一二三四五六七八九十甲乙丙丁戊己5.1万元，另有5.1人"
    assert words(long, "5.1") == "三四五六七八九十甲乙丙丁戊己"
    assert words("5.1万元", "5.1") == "5.1万元"
    assert words("甲5.1万元，乙5.1万元", "5.1") == "甲"
    assert words("甲5人，乙5万元，丙5万元", "5") == "甲5人，乙"


def test_each_of_several_figures_that_print_alike_is_told_by_its_own_words() -> None:
    text = "甲0.00万元，乙（2023年）0.00万元，丙10.00万元，丁0.00万元"
    pieces = [
        Piece("number", source=Derived(Amount(Decimal(0)), "", (amount(str(at), "0"),))) for at in range(4)
    ]
    captures = tuple(map(Capture, pieces, ("0.00", "0.00", "10.00", "0.00")))
    said = Claim(Line(7, text, False), text, captures)
    assert [words_before_figure(one, said)[-3:] for one in captures] == [
        "甲",
        "3年）",
        "元，丙",
        "元，丁",
    ]
    # What the sentence does not print has its beginning alone.
    other = Capture(Piece("number", source=Year(2024)), "2024")
    more = Claim(said.line, text, (*captures, other))
    assert words_before_figure(other, more) == "甲0.00万元，乙（2023…"


def named(text: str, words: Words, printed: str, apart: bool = False, heading: bool = False) -> Claim:
    captures = (Capture(Piece("free", source=words, apart=apart), printed),)
    return Claim(Line(9, text, heading), text, captures)


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("支出决算表.各科目.206.科目名称", "AD-1"),
        ("预算绩效.项目[1].名称", "PF-1"),
        ("部门.名称", "ST-2"),
        ("部门.下属", "HY-8"),
    ],
)
def test_one_thing_has_one_name(path: str, rule: str) -> None:
    words = Words("甲项目", path)
    tables = Reading(cells={path: "某表 甲"}, shown={path: "甲项目"})
    assert told(named("关于甲项目的说明", words, "甲项目"), tables=tables) == ""
    assert told(named("关于甲项目部门(单位)的说明", words, "甲项目部门(单位)"), tables=tables) == ""
    wrong = told(named("关于甲工程的说明", words, "甲工程"), tables=tables)
    assert wrong.startswith(f"错误 {rule} ")
    assert wrong.endswith(
        "    两处名称不同。改成一样的名称。\n    正文“关于甲工程的说明”：甲工程 ＠第9段\n"
        f"    某表 甲：甲项目 ＠{path}\n"
    )
    if rule != "AD-1":  # which a code has is not said by the place where it stands
        first = named("甲项目", words, "甲项目")
        assert told(first, named("关于甲工程", words, "甲工程")).endswith("    正文：甲项目 ＠第9段\n")


def test_a_name_goes_on_to_the_white_space_behind_it() -> None:
    path = "名词解释.某"
    tables = Reading(cells={path: "某表"}, shown={path: "死亡抚恤"})
    words = Words("死亡抚恤", path)

    def printed(text: str, captured: str = "死亡抚恤", apart: bool = True) -> str:
        found = told(named(text, words, captured, apart), tables=tables)
        return found.split("：")[1].split(" ＠")[0] if found else ""

    assert printed("死亡抚恤 反映支出") == ""
    assert printed("死亡抚恤金 反映支出") == "死亡抚恤金"
    assert printed("死亡抚恤金 反映支出", apart=False) == ""
    assert printed("死亡抚恤金额多 反映支出") == "死亡抚恤金额多"
    assert printed("死亡抚恤金额很多 反映支出") == ""  # too much of it
    assert printed("死亡抚恤（项） 反映支出") == ""  # not letters alone


def test_headings_that_call_something_otherwise_are_known_with_its_name() -> None:
    cells = {"部门.名称": "表 甲", "预算绩效.项目[1].名称": "表 乙"}
    known = Known(Reading(cells=cells, shown={}), Document("", ()), lambda: [])
    unit, project = Words("某局", "部门.名称"), Words("活动周", "预算绩效.项目[1].名称")
    text = "二、某厅“活动月”项目：某厅"
    both = named(text, unit, "某厅", heading=True)
    both = replace(both, captures=(*both.captures, *named(text, project, "活动月").captures))
    right = named("三、某局的说明", unit, "某局", heading=True)
    below = named("某厅的说明", unit, "某厅")
    prose = Prose(claims=[both, right, below])
    assert headings_renamed(prose, known) == {'某厅"活动月"项目:某厅': '某局"活动周"项目:某厅'}


def test_the_year_is_the_same_everywhere() -> None:
    assert told(claim("2023年度收入", Year(2023), "2023")) == ""
    assert told(claim("2022年度收入", Year(2023), "2022")) == (
        "错误 ST-2 年度（“2022年度收入”）\n    年度与报告的年度不同。核对年度。\n"
        "    正文“2022年度收入”：2022 ＠第7段\n    报告的年度：2023\n"
    )


def test_a_share_of_nothing_is_none() -> None:
    kind = KINDS["占比"]
    situation = next(name for name in kind.situations if name.startswith("全为零"))
    fact = Fact(situation, {}, (amount("甲", "0"), amount("乙", "0")))

    def share(printed: str) -> str:
        figure = Capture(Piece("number", source="比例"), printed)
        capture = Capture(Piece("choice"), f"占{printed}%", frozenset([situation]), (figure,))
        said = Claim(Line(7, "采购占比", False), "采购占比", (capture,))
        return in_full(
            find_other_situations(
                capture, said, kind, fact, {"比例": figure}, Known(Reading(), Document("", ()), list)
            )
        )

    assert share("0.00") == ""
    assert share("0") == ""
    assert share("5.00") == (
        "错误 PR-3 “占5.00%”的比例\n    整体为零而有比例。照数改写这句话。\n"
        "    正文“采购占比”：5.00 ＠第7段\n    整体为零，没有比例：0.00\n"
    )


@pytest.mark.parametrize(
    ("shown", "number", "known"), [("", "1", False), ("—", "1", False), ("", "0", True), ("1.00", "1", True)]
)
def test_a_blank_of_a_public_table_is_no_number_but_nought(shown: str, number: str, known: bool) -> None:
    """Of a budget that is not there the data have none, and what is composed of them has another number."""
    figure = amount("一般公共预算支出表.各科目.2080801.年初预算数", number)
    tables = Reading(cells={figure.path: "公开05表"}, shown={figure.path: shown})
    said = Known(tables, Document("", ()), list).value(figure)
    assert (said is figure.value) == known


def test_a_share_that_changed_is_that_of_its_part_and_the_points_are_those_between_both() -> None:
    """Where what last year's share is of stands nowhere: 0.33 ÷ 1.00, each of them rounded."""
    part, whole = amount("收入决算表.合计.财政拨款收入", "0.33"), amount("收入决算表.合计.本年收入合计", "1")
    cells = {part.path: "公开02表 财政拨款收入", whole.path: "公开02表 本年收入合计"}
    known = Known(Reading(cells=cells), Document("", ()), list)
    fact = Fact("增加", {}, (part, whole, amount("甲", "0"), amount("乙", "0")))

    def change(share: str, before: str, points: str, situation: str = "增加") -> str:
        printed = {"比例": share, "上年比例": before, "变动点数": points}
        figures = {
            name: Capture(Piece("number", source=name), text) for name, text in printed.items() if text
        }
        capture = Capture(Piece("choice"), f"占{share}%", frozenset([situation]), tuple(figures.values()))
        said = Claim(Line(7, "占比", False), "占比", (capture,))
        return in_full(check_share_change(capture, said, SHARE_CHANGE, fact, known, figures))

    assert change("33.00", "30.00", "3.00") == change("33.00", "36.00", "3.00", "减少") == ""
    # What the sentence leaves out is not held against it.
    assert change("33.00", "", "3.10") == change("", "30.00", "3.10") == change("33.00", "30.00", "") == ""
    assert change("43.00", "", "").startswith("错误 PR-3")
    assert change("33.10", "30.00", "3.10") == (
        "尾差 PR-3 “占33.10%”的比例\n    比例与算得的不同。四舍五入的尾差，一般不用改。\n"
        "    正文“占比”：33.10% ＠第7段\n    0.33 ÷ 1.00：33.00%\n"
    )
    assert change("43.00", "30.00", "13.00") == (
        "错误 PR-3 “占43.00%”的比例\n    比例与算得的不同。照算式改正。\n"
        "    正文“占比”：43.00% ＠第7段\n    0.33 ÷ 1.00：33.00%\n"
    )
    assert change("33.00", "36.00", "3.00") == (
        "错误 PR-4 “占33.00%”\n    说法与两年的比例不符。照数改写这句话。\n"
        "    正文“占比”：33.00% ＠第7段\n    上年：36.00%\n"
    )
    assert change("33.00", "30.00", "3.10") == (
        "错误 PR-7 “占33.00%”的变动点数\n    变动点数与算得的不同。照算式改正。\n"
        "    正文“占比”：3.10 ＠第7段\n    33.00% − 30.00%：3.00\n"
    )


def test_what_is_printed_is_a_number_of_the_kind_that_it_should_be() -> None:
    assert read_value("4", Count(0)) == Count(4)
    assert read_value("4.5", Count(0)) is None
    assert read_value("97.5", Score.of(Decimal(0))) == Score.of(Decimal("97.5"))
    assert read_value("94.12%", Percentage(Decimal(0))) == Percentage(Decimal("94.12"))
    assert read_value("1,234.5", Amount(Decimal(0))) == Amount(Decimal("1234.5"))
    assert read_value("5", None) == Amount(Decimal(5))
    assert read_value("若干", Count(0)) is None
    assert read_value("1e20", Amount(Decimal(0))) is None


def test_what_is_put_together_is_of_its_kind_and_as_printed() -> None:
    amounts = Derived(Amount(Decimal(0)), "", ())
    assert compute_again(amounts, [Amount(Decimal("1.004")), Amount(Decimal("2.004"))]) == Amount(
        Decimal("3.00")
    )
    assert compute_again(amounts, [Amount(Decimal(1)), Count(2)]) is None
    scores = Derived(Score.of(Decimal(0)), "", ())
    assert compute_again(scores, [Score.of(Decimal(90)), Score.of(Decimal(95))]) == Score.of(Decimal("92.5"))
    assert compute_again(scores, [Score.of(Decimal(90)), Count(2)]) is None
    assert compute_again(scores, []) is None
    assert compute_again(Derived(Count(0), "", ()), [Count(3), Count(4)]) == Count(7)
    counted, left = Derived(Count(0), "", (), rest=True), Derived(Amount(Decimal(0)), "", (), rest=True)
    assert compute_again(counted, [Count(7), Count(4), Count(2)]) == Count(1)
    assert compute_again(counted, [Count(4), Count(4)]) == Count(0)
    assert compute_again(counted, [Count(4), Count(5)]) is None
    five, six = Amount(Decimal(5)), Amount(Decimal(6))
    assert compute_again(left, [six, five]) == Amount(Decimal(1))
    assert compute_again(left, [five, five]) == Amount(Decimal(0))
    assert compute_again(left, [five, six]) is None


def test_a_rate_is_a_tail_where_rounding_explains_it() -> None:
    from fractions import Fraction as F

    half = F(1, 200)

    def level(printed: str, part: str, whole: str, tail: F = half) -> Level:
        return judge_ratio(Decimal(printed), F(part), tail, F(whole), tail)

    # 1 ÷ 2, each within 0.005: from 0.995 ÷ 2.005 to 1.005 ÷ 1.995, and half a hundredth to each side
    assert level("50.38", "1", "2") is Level.TAIL
    assert level("50.39", "1", "2") is Level.ERROR
    assert level("49.63", "1", "2") is Level.TAIL
    assert level("49.62", "1", "2") is Level.ERROR
    assert level("50.4", "1", "2") is Level.TAIL
    assert level("50", "1", "2") is Level.TAIL
    assert level("49", "1", "2") is Level.ERROR
    assert level("100.00", "0.004", "0.005") is Level.TAIL  # the whole may be nearly nothing
    assert level("9950.00", "1", "0.005") is Level.TAIL  # 0.995 ÷ 0.01
    assert level("9949.99", "1", "0.005") is Level.ERROR
    assert level("100.00", "1", "-0.005") is Level.ERROR
    assert level("-50.00", "-1", "2") is Level.TAIL
    assert level("50.01", "1", "2", F(0)) is Level.ERROR


def test_a_rate_leaves_no_budget_or_nothing_known_of_it() -> None:
    spent = Amount(Decimal(50))
    assert budget_interval(spent, "50.00", True) == (0, 0)
    assert budget_interval(spent, "0.00", False) == (0, 0)
    assert budget_interval(Amount(Decimal(0)), "0.00", False) is None
    assert budget_interval(spent, "", False) is None
    assert budget_interval(None, "50.00", False) is None
    assert budget_interval(spent, "若干", False) is None


def test_what_stands_behind_each_rate_of_two_shares() -> None:
    """Half a unit of the last digit may lie between each amount and the exact one."""
    fact = SHARE_CHANGE.fact(PUBLICATION, *map(figure, ("1.00", "2.00", "3.00", "4.00")))
    half = Fraction(1, 200)
    assert operands_of_rate("比例", fact) == (1, half, 2, half)
    assert operands_of_rate("上年比例", fact) == (3, half, 4, half)


def test_what_stands_behind_a_number_of_times() -> None:
    """A change is of two amounts: a whole unit of the last digit may lie between it and the exact one."""
    fact = CHANGE_IN_TIMES.fact(PUBLICATION, *map(figure, ("9.00", "4.00")))
    half = Fraction(1, 200)
    assert operands_of_rate("变动率", fact) == (5, 2 * half, 4, half)
    assert operands_of_rate("变动倍数", fact) == (5, 2 * half, 4, half)
    assert operands_of_rate("相当倍数", fact) == (9, half, 4, half)


def test_a_rate_may_be_told_in_times() -> None:
    def derived(now: int, before: int) -> Fact:
        return CHANGE.derive(Publication(), *(Figure(Amount(Decimal(one)), "甲") for one in (now, before)))

    times = in_times("变动倍数", derived(150, 50))
    assert times is not None
    assert str(times) == "2"
    assert in_times("变动率", derived(150, 50)) is None
    assert in_times("变动倍数", derived(50, 50)) is None
    assert in_times("变动倍数", derived(50, 0)) is None


def test_a_figure_is_called_by_the_cell_that_prints_it_or_else_by_its_place_in_the_prose() -> None:
    known = Known(Reading(cells={"甲.乙": "某表 乙"}), Document("", ()), list)
    assert known.place("甲.乙") == "某表 乙"
    assert known.place("甲.丙") == "甲 丙（正文所述）"


def test_an_item_whose_row_was_not_read_may_be_named() -> None:
    place = "基本支出表.各科目.30201.决算数"
    for cells, text, unread in (
        ({}, "包括办公费、水费", True),
        ({place: "某表"}, "包括办公费、水费", False),
        ({}, "包括水费", False),
    ):
        known = Known(Reading(cells=dict(cells)), Document("", ()), list, {"30201": "办公费"})
        assert names_unread(text, known) == unread


def test_a_computed_figure_that_no_report_composes_stands_for_itself() -> None:
    """And the report is composed otherwise but once."""
    asked: list[int] = []
    known = Known(Reading(), Document("", ()), lambda: asked.append(1) or [])
    five, six = (Derived(Amount(Decimal(one)), "甲", ()) for one in (5, 6))
    assert list(known.otherwise(five)) == [five]
    assert list(known.otherwise(six)) == [six]
    assert not known.is_unsure(five)
    assert asked == [1]
    text = Text("5", (Span(0, 1, five),))
    report, other = (Document("", (Paragraph(Text("5", (Span(0, 1, one),)), ""),)) for one in (five, six))
    known = Known(Reading(), report, lambda: [other, Document("", ())])
    assert list(known.otherwise(five)) == [five, six, None]
    assert known.is_unsure(five)
    known = Known(Reading(), Document("", (Paragraph(text, ""),)), lambda: [report])
    assert list(known.otherwise(five)) == [five, five]
    assert not known.is_unsure(five)
