"""What is told so rarely that no golden has it, word for word: each by a few hand-made things."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from narrator import form, form_knowledge
from narrator.checks import listing
from narrator.checks.data.agreement import judge_common
from narrator.checks.finding import Finding, Level
from narrator.checks.printed.blank_tables import tell_empty_copies
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import Line
from narrator.checks.printed.misspelt_names import find_numbered, tell_numbered
from narrator.checks.printed.misunderstood_rows import (
    misunderstood,
    rows_of_one_name,
    tell_misplaced,
    tell_unlabelled,
)
from narrator.checks.printed.pattern_pieces import Capture, Piece
from narrator.checks.printed.prose import Claim, Prose
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.enumerations import compare_lists, tell_listed_twice
from narrator.checks.report.form_following import tell_unknown_form
from narrator.checks.report.hygiene import FEW as FEW_ALIKE
from narrator.checks.report.hygiene import reworded_alike, skeleton_of
from narrator.checks.report.implied_figures import check_implied_change
from narrator.checks.report.origin import OtherRows, tell_other_rows
from narrator.checks.report.plain_sentences import table_numbers
from narrator.checks.report.reason_clauses import check_reason, reason_in_clause
from narrator.disclosure.relation import Sum
from narrator.disclosure.value import Figure
from narrator.document import Document
from narrator.facts.kinds import KINDS
from narrator.facts.operand import Publication
from narrator.form import load
from narrator.number import Amount
from narrator.tables.header_column import Header, HeaderColumn
from narrator.tables.table_as_read import NO_PLACE, Across, Fault, Printed, PublicTable, Sheet, Unread

from .notation import accounts
from .telling import in_full

BLUEPRINTS = form_knowledge.blueprints(load("辽宁2023"))
LINE = Line(7, "主要包括：某某。", False)
CLAIM = Claim(LINE, LINE.plain, ())
NOTHING_KNOWN = Known(Reading(), Document("", ()), tuple)


def line(number: int, text: str) -> Line:
    return Line(number, text, False)


# ---- tables ----


def test_a_second_copy_of_a_table_that_is_blank() -> None:
    assert in_full(tell_empty_copies(["支出决算表", "支出决算表", "没有这张"], BLUEPRINTS)) == (
        "错误 ST-1 公开03表\n    公开03表不止一张，填了数的以外，2张是空的。删去空的。\n"
    )


def test_numbers_before_the_names_of_items() -> None:
    names = {
        f"收入决算表.各科目.{code}.科目名称": Printed(f"{at}、{name}", None, at, 1)
        for at, (code, name) in enumerate((("205", "教育"), ("206", "科技"), ("207", "文化")), 1)
    }
    table = PublicTable("收入决算表", Sheet([]), names=names)
    right = dict(zip(names, ("教育", "科技", "文化"), strict=True))
    assert find_numbered(table, right) == [*names]
    assert find_numbered(table, {**right, next(iter(names)): "教 育"}) == [*names]
    assert find_numbered(table, {**right, next(iter(names)): "文教"}) == []  # two are few
    assert in_full(tell_numbered(table, [*names], "公开02表")) == (
        "提醒 AD-1 公开02表 科目名称\n    “1、教育”等3个科目名称前面有序号，别的表里没有。去掉序号。\n"
    )
    assert [*tell_numbered(table, [], "公开02表")] == []


COLUMNS = Header([HeaderColumn()] * 4)


def misread(*unread: Unread, name: str = "支出决算表") -> str:
    """What is told of a public table of which something was not understood."""
    table = PublicTable(name, Sheet([[""] * 4] * 9), unread=[*unread], header=COLUMNS)
    return in_full(misunderstood(table, BLUEPRINTS[name]))


def test_figures_that_share_a_cell() -> None:
    one, other = (f"支出决算表.各科目.{code}.项目支出" for code in ("2050201", "2050202"))
    assert misread(Unread(Fault.MERGED, "5.00", 3, 2, one, other)) == (
        "不能核对  公开03表 2050201 项目支出\n"
        "    公开03表 2050201 项目支出到2050202 项目支出合并成了一格，不知道5.00是哪一格的数。取消合并，各填各的数。\n"
    )


def test_codes_and_names_that_are_exchanged_or_missing() -> None:
    told = "错误 AD-1 公开03表 {}\n    {}。{}。\n"
    code = Unread(Fault.CODE, "2050202", 3, 0, "2050201", across=Across.CODES)
    assert misread(code) == told.format("2050201", "“2050201”和“2050202”两行的编码互换了", "照别的表改正")
    names = code._replace(across=Across.NAMES, between="2050203")
    assert misread(names) == told.format(
        "2050201", "“2050201”、“2050203”和“2050202”三行的名称互换了", "照别的表改正"
    )
    by_class = misread(code, name="基本支出表")
    assert by_class == "错误 AD-1 公开06表 2050201\n    “2050201”和“2050202”两行的编码互换了。照格式改正。\n"
    assert misread(Unread(Fault.CODE, "2050202", 3, 0)) == told.format(
        "2050202", "这一行没有科目编码和名称", "补上2050202和它的名称"
    )
    assert misread(Unread(Fault.CODE, "2050202", 3, 0, "小学教育")) == told.format(
        "2050202", "“小学教育”这一行没有科目编码", "补上2050202"
    )
    assert misread(Unread(Fault.CODE, "2050202", 3, 0, "小学教育", "2050209")) == told.format(
        "2050209", "“小学教育”这里的编码是2050209，照别处应当是2050202", "核对编码"
    )
    assert misread(Unread(Fault.NAME, "小学教育", 3, 0)) == (
        "错误 ST-4 公开03表 小学教育\n    这一行没有名称。补上“小学教育”。\n"
    )


def test_rows_of_one_name_and_rows_without_any() -> None:
    sums = [Unread(Fault.ROW, f"小计 {amount}", at, 0) for at, amount in enumerate(("5.00", "6.00"), 3)]
    assert misread(*sums) == (
        "不能核对  公开03表 “小计 5.00”等\n    有2行都叫“小计”，格式里没有这样的行。核对这几行。\n"
    )
    alone = "不能核对  公开03表 “小计 5.00”\n    格式里没有这一行。核对这一行。\n"
    assert misread(sums[0]) == alone
    assert misread(sums[0], Unread(Fault.ROW, "合计", 5, 0)).startswith(alone)  # of another name
    assert rows_of_one_name([*sums, Unread(Fault.ROW, "甲", 6, 0), Unread(Fault.ROW, "甲", 7, 0)]) == {
        "小计": sums
    }
    assert rows_of_one_name([sums[0], Unread(Fault.AGAIN, "小计", 6, 0), Unread(Fault.ROW, "", 7, 0)]) == {}
    nameless = [Unread(Fault.ROW, f"{amount} 7.00", at, 0) for at, amount in enumerate(("5.00", "6.00"), 3)]
    assert misread(*nameless) == (
        "不能核对  公开03表 “5.00 7.00”等\n    有2行有数，没有名称，不知道是哪一行的。补上名称。\n"
    )


def test_rows_that_stand_there_twice() -> None:
    again = [Unread(Fault.AGAIN, "小学", 3, 0, code) for code in ("2050201", "2050202")]
    assert misread(*again) == ("错误 AD-1 公开03表 2050201\n    编码2050201、2050202都不止一行。留下一行。\n")
    assert misread(again[0]) == "错误 AD-1 公开03表 2050201\n    编码2050201不止一行。留下一行。\n"
    assert misread(again[0], again[1]._replace(row=4)).count("留下一行") == 2
    assert misread(Unread(Fault.AGAIN, "合计", 3, 0)) == (
        "错误 ST-4 公开03表 “合计”\n    这一行重复了。删去一行。\n"
    )


def test_rows_whose_figures_prose_and_tables_exchange() -> None:
    one = Unread(Fault.SLIPPED, "小学", 3, 1, until="中学", across=Across.SAID)
    table = PublicTable("支出决算表", Sheet([]))
    assert in_full([tell_misplaced(one, table, "公开03表")]) == (
        "错误 ST-4 公开03表 小学\n    “小学”和“中学”在正文和表里的数互换了。核对正文和表里的数，别的表里的同样核对；改正以后再核对。\n"
    )
    three = one._replace(across=Across.THREE_ROWS, between="大学")
    assert in_full([tell_misplaced(three, table, "公开03表")]) == (
        "错误 ST-4 公开03表 小学\n    “小学”、“大学”和“中学”三行的数互换了。核对这三行的数；改正以后再核对。\n"
    )
    columns = one._replace(across=Across.COLUMNS, until="")
    assert in_full([tell_misplaced(columns, table, "公开03表")]) == (
        "错误 ST-4 公开03表 小学\n    各列的数错开了一列。核对表头和各列的数；改正以后再核对。\n"
    )
    blank = one._replace(kind=Fault.BLANK, across=Across.COLUMNS, until="")
    assert in_full([tell_misplaced(blank, table, "公开03表")]) == (
        "错误 ST-4 公开03表 小学\n    “小学”这一列只有合计有数，各科目都空着。补上各科目的数。\n"
    )


def test_a_row_or_a_cell_that_is_blank_and_names_that_slipped() -> None:
    table = PublicTable("基本支出表", Sheet([]))
    blank = Unread(Fault.BLANK, "小学", 3, 1)
    told = "错误 ST-4 公开06表 小学\n    {}空着，照别处应当有数。补上；不是漏填的，核对名称和数是不是错开了一行。\n"
    assert in_full([tell_misplaced(blank, table, "公开06表")]) == told.format("这一行")
    cell = blank._replace(path="基本支出表.各科目.30101.决算数")
    assert in_full([tell_misplaced(cell, table, "公开06表")]) == told.format("这一格")
    slipped = Unread(Fault.SLIPPED, "小学", 3, 1)
    listed = "；表没有错的，核对正文列举的科目"
    for one, where, prose, said in (
        (slipped, table, True, True),
        (slipped, table, False, False),  # data list nothing
        (slipped._replace(path="基本支出表"), table, True, False),
        (slipped, PublicTable("支出决算表", Sheet([])), True, False),
    ):
        found = tell_misplaced(one, where, "公开06表", prose=prose)
        assert (found.what, found.hint) == (
            f"从“小学”这一行起，{'编码和名称' if one.path else '名称和数'}错开了一行",
            f"核对这一行前后，是不是多了或者少了一格{listed if said else ''}；改正以后再核对",
        )


def unlabelled(*rows: str, name: str = "支出决算表") -> str:
    """What is told of a table of code, name and figure whose labels may be blank."""
    cells = [row.split("|") for row in rows]
    figures, names = {}, {}
    for at, (code, label, text) in enumerate(cells):
        row = code or label.partition(" ")[0]
        place = NO_PLACE._replace(row=row, column="项目支出")
        number = Decimal(text) if text else None
        shown = label.partition(" ")[2] if not code else label
        figures[f"{name}.各科目.{row}.项目支出"] = Printed(text, number, at, 2, shown, code, place)
        if shown:
            names[f"{name}.各科目.{row}.科目名称"] = Printed(shown, None, at, 1, parts=place)
    header = Header([HeaderColumn("编码"), HeaderColumn("名称"), HeaderColumn("数")])
    return in_full(tell_unlabelled(PublicTable(name, Sheet(cells), figures=figures, names=names, header=header), "公开03表"))  # fmt: skip


def test_rows_by_code_bear_a_name_and_a_code() -> None:
    nameless = "错误 AD-1 公开03表 {}\n    这一行没有科目名称。补上科目名称。\n"
    codeless = "错误 AD-1 公开03表 {}\n    “{}”这一行没有科目编码。补上{}。\n"
    assert unlabelled("205|教育|5.00", "206|科技|6.00") == ""
    assert unlabelled("205||5.00", "206|科技|6.00") == nameless.format("205")
    assert unlabelled("205||5.00") == nameless.format("205")  # of one it is not all
    assert unlabelled("205||5.00", "206||6.00") == (
        "错误 AD-1 公开03表\n    没有一个科目名称。补上科目名称。\n"
    )
    assert unlabelled("205||", "206|科技|6.00") == ""  # nothing stands there
    assert unlabelled("|205 教育|5.00", "206|科技|6.00") == codeless.format("205", "教育", "205")
    assert unlabelled("|205 教育|5.00") == codeless.format("205", "教育", "205")
    assert unlabelled("|205 教育|5.00", "|206 科技|6.00") == (
        "错误 AD-1 公开03表\n    没有一个科目编码。补上科目编码。\n"
    )
    assert unlabelled("|205 205教育|5.00", "206|科技|6.00") == ""  # it stands before the name
    assert unlabelled("205||5.00", name="财政拨款收支总表") == ""


def test_the_row_of_all_in_a_table_by_class_is_the_sum_of_its_parts() -> None:
    def told(
        total: str,
        first: str = "3.00",
        second: str = "2.00",
        word: str = "合计",
        unit: str = "",
        more: str = "",
    ) -> str:
        figures = {
            f"基本支出表.{name}": Printed(text, Decimal(text), at, 2, parts=NO_PLACE._replace(row=name, column="决算数"))
            for at, (name, text) in enumerate((("人员经费合计", first), ("公用经费合计", second)))
            if text
        }  # fmt: skip
        rows = [*[["", "", "", ""]] * 5, [word, word, total, more]]
        table = PublicTable("基本支出表", Sheet(rows), unit, figures, header=COLUMNS)
        table.unread.append(Unread(Fault.ROW, f"{word} {total}", 5, 0))
        return in_full(misunderstood(table, BLUEPRINTS["基本支出表"]))

    strange = "不能核对  公开06表 “{}”\n    格式里没有这一行。核对这一行。\n"
    assert told("5.00") == told("5.01") == told("4.99") == told("5.00", word="基本支出合计") == ""
    assert told("5.02") == (
        "错误 X-6 公开06表 合计\n    合计不是人员经费合计、公用经费合计之和。核对这几个数。\n    公开06表 合计：5.02\n"
        "    公开06表 人员经费合计：3.00\n    公开06表 公用经费合计：2.00\n"
    )
    assert told("4.98").startswith("错误 X-6")
    assert (told("5.015"), told("5.016")[:6]) == ("", "错误 X-6")
    assert told("105.00", unit="元") == ""
    assert told("205.00", unit="元").startswith("错误 X-6")
    assert told("9.00", more="5.00") == strange.format("合计 9.00")  # whose each is nobody knows
    assert told("5.00", word="甲") == strange.format("甲 5.00")
    assert told("9.00", second="") == strange.format("合计 9.00")


# ---- sentences ----


def test_an_item_that_is_listed_twice() -> None:
    listed = ["办公费", "水费", "办公费"]
    assert in_full(tell_listed_twice(listed, ["办公费", "水费"], CLAIM, "PR-8")) == (
        "错误 PR-8 “办公费”\n    同一项列举了2次。删去多出来的。\n    正文“主要包括:某某。”：办公费 ＠第7段\n"
    )
    assert [*tell_listed_twice(listed, ["办公费", "办公费", "水费"], CLAIM, "PR-8")] == []
    assert [*tell_listed_twice(listed, ["水费"], CLAIM, "PR-8")] == []  # which there is not at all


STANDARD = {"30201": "办公费", "30202": "印刷费", "30203": "咨询费", "30301": "离休费"}


@pytest.mark.parametrize(
    ("listed", "lacking", "neighbours"),
    [
        ("印刷费", ["30201"], True), ("印刷费", ["30203"], True), ("办公费", ["30203"], False), ("印刷费", ["30201", "30203"], False),
        ("咨询费", ["30301"], False), ("某某费", ["30201"], False),
    ],
)  # fmt: skip
def test_the_amount_of_an_item_may_stand_in_the_next_row_of_its_group(
    listed: str, lacking: list[str], neighbours: bool
) -> None:
    cells = {f"基本支出表.各科目.{code}.决算数": "某" for code in STANDARD}
    known = Known(Reading(cells=cells), Document("", ()), tuple, STANDARD)
    missing = {STANDARD[code]: f"基本支出表.各科目.{code}.决算数" for code in lacking}
    found = [*compare_lists([listed], missing, CLAIM, "PR-8", known)]
    what = "正文列举了这一项，表里有数的却是同一款的另一项"
    assert [one.what for one in found].count(what) == neighbours
    assert len(found) == (1 if neighbours else 1 + len(lacking))
    if neighbours:
        assert in_full(found) == (
            f"错误 PR-8 “{listed}”\n    {what}。核对表里的数是不是填错了一行；表没有错的，改正正文。\n"
            f"    正文“主要包括:某某。”：{listed} ＠第7段\n    表中：{STANDARD[lacking[0]]}\n"
        )


def test_a_rate_of_a_year_before_which_may_have_been_next_to_nothing() -> None:
    kind, now = KINDS["变动"], Figure(Amount(Decimal(5)), "表.甲")
    known = Known(Reading(cells={now.path: "甲"}, shown={now.path: "5.00"}), Document("", ()), tuple)
    fact = kind.fact(Publication(), now, Figure(Amount(Decimal(1)), "表.乙"))

    def told(amount: str, rate: str) -> str:
        figures = {
            name: Capture(Piece("number", source=name), text)
            for name, text in (("变动额", amount), ("变动率", rate))
        }
        capture = Capture(Piece("choice"), "增加", frozenset(["增加"]), tuple(figures.values()))
        return in_full(check_implied_change(capture, CLAIM, kind, fact, known, figures))

    sides = "    正文“主要包括:某某。”：{}% ＠第7段\n    5.00与变动额{}推出的上年数：{}\n"
    assert told("5.00", "60000.00") == (
        "尾差 PR-7 “增加”的变动率\n    推出的上年数是0.00，在四舍五入允许的范围内。四舍五入的尾差，一般不用改。\n"
        + sides.format("60000.00", "5.00", "0.00")
    )
    wrong = "错误 PR-7 “增加”的变动率\n    上年数不大于零，不能有变动率。核对增减、变动额和变动率。\n"
    assert told("5.00", "600.00") == wrong + sides.format("600.00", "5.00", "0.00")
    assert told("6.00", "600.00") == wrong + sides.format("600.00", "6.00", "-1.00")


@pytest.mark.parametrize(("also", "told"), [(("持平",), True), ((), False), (None, False)])
def test_a_form_may_ask_why_nothing_changed(also: tuple[str, ...] | None, told: bool) -> None:
    table = replace(form_knowledge.book(form.load("辽宁2023"))["与上年相比"], also=also)
    reason = Capture(Piece("choice", source="原因"), "", frozenset(["无"]))
    capture = Capture(Piece("choice"), "与上年持平", frozenset(["持平"]), (reason,))
    claim = Claim(line(7, "与上年持平。"), "与上年持平", (capture,))
    assert in_full(check_reason(capture, claim, table, None, False)) == (
        "错误 PR-4 “与上年持平”的原因\n    格式要说原因，而没有说明。写上原因。\n    正文“与上年持平”：与上年持平 ＠第7段\n"
        if told
        else ""
    )


def test_a_clause_of_a_reason_may_have_none() -> None:
    part = Capture(Piece("choice", source="原因"), "", frozenset(["有"]))
    assert reason_in_clause(part) == ""
    given = replace(part, parts=(Capture(Piece("free", source="理由"), "人员变动"),))
    assert reason_in_clause(given) == "人员变动"


def test_one_that_is_worded_otherwise_than_all_others_is_told_by_itself() -> None:
    wanted = "年初预算为…万元,决算数大于预算数的主要原因:…"

    def told(*printed: str) -> list[str]:
        prose = Prose(reworded=[(line(at, text), text, wanted) for at, text in enumerate(printed, 1)])
        return [words for words, _ in reworded_alike(prose)]

    usual = [f"预算{at}.00万元,执行{at}.50万元" for at in range(1, FEW_ALIKE + 2)]
    whole = [skeleton_of(wanted)] * len(usual)
    assert told(*usual) == told(*(f"{text},原因是{text}" for text in usual)) == whole
    assert told(*usual, "实际5.00万元") == [*whole, "实际…万元"]
    assert told(*usual, f"{usual[0]},主要原因是某,次要原因是某") == [*whole, "预算…万元,执行…万元,主要"]
    assert told(*usual[:-1], "实际5.00万元") == whole  # these are few


# ---- the report ----


def test_the_numbers_of_tables_follow_one_another() -> None:
    def told(*numbers: int) -> str:
        lines = [line(at, f"公开{number:02}表") for at, number in enumerate(numbers, 10)]
        return in_full(table_numbers([line(1, "某"), *lines, line(99, "公开05表见附件")]))

    assert told(1, 2, 3, 4) == told(2, 1, 3, 4) == told(1, 2, 4) == told() == ""  # more than a quarter
    assert told(1, 2, 3, 5) == (
        "提醒 ST-3 第4张表的表号\n    按顺序是4，这里是5。核对表号，逐个接着编。\n    正文：公开05表 ＠第13段\n"
    )


@pytest.mark.parametrize("many", [1, 5, 6])
def test_rows_that_only_a_report_has_or_only_its_data(many: int) -> None:
    rows = {at: (f"20{at}", f"20{at} 某{at}") for at in range(many)}
    hint = "改数据再生成；确实要这样写，就在数据里改"
    for other, first, last in ((OtherRows(rows, {}), "少了", "数据里有"), (OtherRows({}, rows), "多了", "数据里没有")):  # fmt: skip
        said = (
            [("200", f"“200 某0”等{many}行，到“20{many - 1} 某{many - 1}”")]
            if many > 5
            else [(code, f"“{words}”这一行") for code, words in rows.values()]
        )
        assert in_full(tell_other_rows("公开03表", other)) == "".join(
            f"错误 SN-2 公开03表 {code}\n    {first}{what}，{last}。{hint}。\n" for code, what in said
        )
    assert [*tell_other_rows("公开03表", OtherRows({0: ("", "")}, {}))] == []


def test_a_report_in_none_of_the_forms() -> None:
    some = load("辽宁2023")
    assert in_full(tell_unknown_form(some, False)) == (
        "不能核对  公开格式\n    这份报告不是照自带的格式写的（最像的是“辽宁2023”），标题、措辞、表样没有与格式比，只核对了数。"
        "是照它写的，用 --form 辽宁2023 写明；不是的，可以用 narrator forms learn 从去年的报告学一个格式。\n"
    )
    assert [*tell_unknown_form(some, True)] == []


def test_a_verdict_that_lacks_only_tables() -> None:
    absent = Finding(Level.UNCHECKED, "公开03表", "没有找到", "补上", absent=True)
    hint = Finding(Level.HINT, "甲", "", "")
    assert listing.verdict([absent]) == "核对：没有错误，但是缺公开表。不能核对1处。"
    assert listing.verdict([absent, hint]) == "核对：没有错误，但是缺公开表。提醒1处，不能核对1处。"
    assert listing.verdict([replace(absent, absent=False)]) == "核对：没有错误。不能核对1处。"
    assert listing.verdict([absent, Finding(Level.ERROR, "甲", "", "")]).startswith("核对：错误1处，")


WHOLE, BASIC, PROJECTS = (f"支出决算表.合计.{name}" for name in ("本年支出合计", "基本支出", "项目支出"))


@pytest.mark.parametrize(
    ("data", "cells", "told"),
    [
        ("03.合计.本年支出合计=5", [WHOLE, BASIC, PROJECTS], True),
        ("03.合计.本年支出合计=5", [WHOLE], False),  # no table prints the parts
        ("03.合计.本年支出合计=5", [BASIC, PROJECTS], False),
        ("03.合计.本年支出合计=0", [WHOLE, BASIC, PROJECTS], False),
        ("", [WHOLE, BASIC, PROJECTS], False),
    ],
)
def test_a_whole_of_a_report_none_of_whose_parts_is_filled_in(
    data: str, cells: list[str], told: bool
) -> None:
    relation = Sum(WHOLE, (BASIC, PROJECTS), stated=True)
    judged = replace(accounts(data, printed=True), cells=dict.fromkeys(cells, "某"))
    assert in_full(judge_common(judged, (relation,))) == (
        "提醒  公开03表 合计 本年支出合计\n    总额有数，下面的各项都没有填。补上各项的数。\n"
        f"    公开03表 合计 本年支出合计：5.00 ＠{WHOLE}\n    公开03表 合计 基本支出： ＠{BASIC}\n"
        f"    公开03表 合计 项目支出： ＠{PROJECTS}\n"
        if told
        else ""
    )
    assert [*judge_common(replace(judged, printed=False), (relation,))] == []
