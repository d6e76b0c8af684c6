"""The lines of the form that a report does not have, on documents of a few lines."""

from __future__ import annotations

from decimal import Decimal

from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Piece
from narrator.checks.printed.prose import Prose, Wanted
from narrator.checks.printed.table_data import Reading
from narrator.checks.report import missing_lines
from narrator.disclosure.value import Figure, Words
from narrator.document import Document, Page, Paragraph
from narrator.number import Amount
from narrator.sources import Fact, Said, Slot, Wording
from narrator.spans import Span, Text
from narrator.tables.vocabulary import Blueprints

from ..small import form as small_form
from ..small import layout, surveys
from .test_structure import blueprint, heading, told


def test_lines_of_the_form_that_are_missing_are_told() -> None:
    [(_, small)] = surveys(small_form(收入决算表=layout("甲", title="[一、] 收入决算表")))

    def lines(wanted: Wanted, *cells: tuple[str, str]) -> list[str]:
        tables = Reading(cells={path: path for path, _ in cells}, shown=dict(cells), blueprints=small)
        return told(*missing_lines.check_lines(Prose(absent=[wanted]), Known(tables, Document("", ()), list)))

    def wanted(text: str, heading: bool = False, *more: Piece) -> Wanted:
        return Wanted(text, [Piece("literal", text), *more], heading)

    assert lines(wanted("无财政评价项目。")) == [
        "提醒 “无财政评价项目。” 没有找到格式里的这句话。照格式补上，或者核对措辞。 格式：无财政评价项目。"
    ]
    assert lines(wanted("一二三四五六")) != []
    assert lines(wanted("一二三四五")) == []
    assert lines(wanted("一、机构", True)) == [
        "错误 “一、机构” 没有找到格式里的这个标题。照格式补上，或者核对措辞。 格式：一、机构"
    ]
    assert lines(wanted("甲乙", True)) != []
    assert lines(wanted("甲", True)) == []
    assert lines(wanted("三、收入决算表", True)) == []
    long = "（一）" + "字" * 70
    assert lines(wanted(f" {long} ")) == [
        f"提醒 “(一){'字' * 27}” 没有找到格式里的这句话。照格式补上，或者核对措辞。 格式：{long[:60]}"
    ]
    # a line that is there only for a figure that the report does not state, or that is nothing
    figure = Figure(Amount(Decimal(5)), "收入支出总表.收入")
    gone = wanted("一二三四五六", False, Piece("number", source=figure))
    assert lines(gone) == []
    assert lines(gone, ("收入支出总表.收入", "5")) != []
    # an item that the glossary does not explain
    item = wanted(
        "一、甲（类）乙（款）丙（项）：", False, Piece("free", source=Slot("名词解释.科目.2070999", False))
    )
    named = ("支出决算表.各科目.2070999.科目名称", "丙")
    entry = "提醒 “一、甲(类)乙(款)丙(项):” 名词解释里没有“2070999{}”这个科目。照格式补上。 格式：一、甲（类）乙（款）丙（项）："
    assert (lines(item, named), lines(item)) == ([entry.format(" 丙")], [entry.format("")])
    other = wanted("经营收入：指收入。", False, Piece("free", source=Slot("名词解释.经营收入", False)))
    assert "没有找到格式里的这句话" in lines(other)[0]
    both = wanted(
        "一二三四五六",
        False,
        Piece("number", source=figure),
        Piece("number", source=Figure(Amount(Decimal(0)), "没有")),
    )
    assert lines(both) == []
    assert lines(both, ("收入支出总表.收入", "5")) != []
    zero = Figure(Amount(Decimal(0)), "收入支出总表.收入")
    nought = wanted(
        "一二三四五六",
        False,
        Piece("number", source=zero),
        Piece("number", source=Figure(Amount(Decimal(0)), "没有")),
    )
    assert lines(nought, ("收入支出总表.收入", "")) == []
    said = Said(Wording((), "", "", 0), Fact("无", {}, (figure,)), "")
    chosen = wanted("一二三四五六", False, Piece("choice", source=said))
    assert lines(chosen) == []
    assert lines(chosen, ("收入支出总表.收入", "5")) != []


def test_lines_about_a_table_are_not_missed_where_a_sentence_says_that_there_is_nothing_of_it() -> None:
    titles = {"政府性基金表": "政府性基金预算财政拨款收入支出决算表", "支出决算表": "支出决算表"}
    blueprints = Blueprints({name: blueprint(name, title) for name, title in titles.items()})
    fund, other = "政府性基金表.合计.本年支出", "支出决算表.合计.项目支出"

    def missed(said: str, text: str, *paths: str, heading: bool = False, **shown: str) -> bool:
        figures = [Piece("number", source=Figure(Amount(Decimal(5)), path)) for path in paths]
        absent = Wanted(text, [Piece("literal", text), *figures], heading)
        printed = {fund: shown.get("fund", "0.00"), other: shown.get("other", "7.00")}
        reading = Reading(cells={path: path for path in printed}, shown=printed, blueprints=blueprints)
        prose = Prose(absent=[absent], unread=[(Line(1, said, False), said)])
        return bool([*missing_lines.check_lines(prose, Known(reading, Document("", ()), list))])

    denial, long = "本部门无政府性基金预算财政拨款支出。", "政府性基金支出用于以下各项目。"
    assert not missed(denial, long, fund)
    assert not missed(denial, long, fund, fund)
    assert not missed(denial, long)
    assert missed("本部门有政府性基金预算财政拨款支出。", long)
    assert missed(denial, long, fund, fund="3.00")
    assert missed(denial, long, fund, other, other="0.01")
    assert missed(denial, "全部支出用于以下各项目。", other)
    assert missed(denial, "全部支出用于以下各项目。")
    assert missed(denial, "三、政府性基金支出情况", heading=True)
    assert not missed(denial, "（三）政府性基金支出情况", heading=True)


def test_a_heading_with_nothing_below_it_is_told_where_the_form_has_something() -> None:
    long = f"一、{'甲乙丙丁戊己庚辛壬癸' * 4}"
    text = Paragraph(Text("一段话"), "正文")
    composed = Document("", (heading(long), text, heading("二、其他"), heading("（一）细目", 2), text))
    printed = Document(
        "", (heading(long), heading("二、其他"), heading("（一）细目", 2), heading("三、别的"))
    )
    assert told(*missing_lines.check_emptied(printed, composed)) == [
        f"错误 “{long[:30]}” 这个标题下面没有内容。照格式补上。 标题：{long}",
        "错误 “(一)细目” 这个标题下面没有内容。照格式补上。 标题：（一）细目",
    ]
    assert told(*missing_lines.check_emptied(composed, composed)) == []


def test_what_follows_a_heading_is_what_is_not_blank() -> None:
    one, other, last = heading("一、职责"), heading("二、机构"), heading("三、其他")
    text, blank = Paragraph(Text("一段话"), "正文"), Paragraph(Text(" \u3000"), "正文")
    blocks = (Page(""), blank, text, one, Page(""), blank, text, other, blank, last, blank)
    assert list(missing_lines.by_heading(Document("", blocks))) == [(one, text), (other, last), (last, None)]


def test_of_the_unit_of_a_table_that_states_another_one_too_that_is_told() -> None:
    """And nothing else that is missing is passed over for it."""

    unit, other = "金额单位：万元", "无财政评价项目。"
    absent = [Wanted(text, [Piece("literal", text)], False) for text in (unit, other)]

    def lines(*misstated: str) -> list[str]:
        known = Known(Reading(misstated=[*misstated]), Document("", ()), list)
        return [one.sides[0].value for one in missing_lines.check_lines(Prose(absent=absent), known)]

    assert lines() == [unit, other]
    assert lines("支出决算表") == [other]


def test_a_budget_that_only_a_sentence_on_its_row_would_state_is_unsaid_where_that_is_not_there() -> None:
    row = "一般公共预算支出表.各科目.2010101"
    spent, budget = (Figure(Amount(Decimal(5)), f"{row}.{name}") for name in ("小计", "年初预算数"))
    pieces = [Piece("literal", "行政运行"), *(Piece("number", source=one) for one in (spent, budget))]

    def unsaid(spans: tuple[Span, ...], printed: str) -> frozenset[str]:
        tables = Reading(cells={spent.path: ""}, shown={spent.path: printed})
        absent = [Wanted("行政运行……", pieces, False, spans)]
        return missing_lines.figures_unsaid(Prose(absent=absent), Known(tables, Document("", ()), list))

    of_row = (Span(0, 4, Words("行政运行", f"{row}.科目名称")),)
    assert unsaid(of_row, "5.00") == {budget.path}
    assert unsaid((), "5.00") == frozenset()  # a sentence of no row
