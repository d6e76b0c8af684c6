"""Whether a report is whole, and whether it is what its data give, on documents of a few lines."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from types import MappingProxyType, SimpleNamespace

import pytest
from labels import LABELS

from narrator import form
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.alignment import count_shared_letters
from narrator.checks.printed.alignment import read as aligned
from narrator.checks.printed.known_figures import DEPARTMENT, Implied, Known, find_derived, read_decimal
from narrator.checks.printed.lines import Line, printed_lines, texts_of
from narrator.checks.printed.pattern import Patterns
from narrator.checks.printed.pattern_pieces import Capture, Piece, clauses_of
from narrator.checks.printed.prose import Claim, Prose, Wanted, wanted_lines
from narrator.checks.printed.table_data import Reading
from narrator.checks.report import origin, structure
from narrator.checks.report.claims import check_stated_year
from narrator.checks.report.enumerations import without_figures
from narrator.checks.report.item_numbers import absent_numbers, check_numbering
from narrator.checks.report.reason_clauses import UNWRITTEN
from narrator.checks.report.recognition import likeliest_form, resembling_forms, year_of
from narrator.checks.report.stated_accounts import (
    find_misnamed,
    has_cell,
    in_attachments,
    looks_at,
    tell_of_tables,
)
from narrator.disclosure.value import Count, Figure, Words, Year
from narrator.document import Block, Cell, Document, Heading, Paragraph, Table
from narrator.facts.operand import leaf_paths
from narrator.number import Amount
from narrator.problem import Problem, shorten
from narrator.sources import Derived, Fact, Said, Slot, Wording
from narrator.spans import Span, Text
from narrator.tables.blueprint import Blueprint
from narrator.tables.matrix import matrices
from narrator.tables.plain import plain
from narrator.tables.table_as_read import PublicTable, Sheet
from narrator.tables.vocabulary import Blueprints

from ..small import document, layout, surveys, table
from ..small import form as small_form
from ..telling import in_full


def told(*found: Finding) -> list[str]:
    """Findings, a line each."""
    return [" ".join(in_full([one]).split()) for one in found]


def blueprint(name: str, title: str, number: str = "") -> Blueprint:
    return Blueprint(name, number, title, (), (), label=number or title)


def heading(text: str, level: int = 1) -> Heading:
    return Heading(level, Text(text), "标题")


def listed(text: str) -> Paragraph:
    return Paragraph(Text(text), "目录")


# ---- contents ----


def contents(
    *blocks: Block,
    titles: tuple[str, ...] = (),
    lacking: tuple[str, ...] = (),
    renamed: Mapping[str, str] = MappingProxyType({}),
) -> list[str]:
    """What is told of the contents of a report of BLOCKS, with tables of some TITLES, and without those that are LACKING."""
    reading = Reading(
        found=[(blueprint(title, title), [], (), ()) for title in titles],
        blueprints={one: blueprint(one, one) for one in lacking},
    )
    return told(*structure.check_contents(Document("", blocks), reading, renamed))


def test_the_contents_list_the_headings() -> None:
    parts = heading("第一部分 概况"), heading("一、职责", 2), heading("二、机构", 2), heading("（一）其他", 3)
    lines = listed("第一部分　概况……1"), listed("一、职责 ······ 2"), listed("二、机构3")
    assert contents(*lines, *parts) == []
    assert contents(*parts) == []
    assert contents(*lines) == []
    assert contents(listed(" "), *parts) == []
    assert contents(*lines[:2], *parts) == [
        "错误 标题“二、机构” 正文的这个标题，目录里没有。更新目录。 目录： 标题：二、机构"
    ]
    assert contents(lines[0], *parts) == []  # contents of parts alone
    assert contents(*lines, listed("三、预算"), *parts) == [
        "错误 目录“三、预算” 目录里的这一行，正文没有这个标题。更新目录。 目录：三、预算 标题："
    ]
    assert contents(*lines, listed("三、预算"), listed("三、预算……9"), *parts) == [
        "错误 目录“三、预算” 目录里的这一行，正文没有这个标题。更新目录。 目录：三、预算 标题："
    ]


def test_a_line_of_the_contents_may_be_nearly_a_heading() -> None:
    parts = heading("一、主要职责"), heading("二、机构设置")
    assert contents(listed("一、主要职能"), listed("二、机构设置"), *parts) == [
        "错误 目录“一、主要职能” 目录与正文的标题不同。更新目录，或者改正标题。 目录：一、主要职能 标题：一、主要职责"
    ]
    both = contents(listed("二、机构和人员设置"), listed("一、主要职能"), *parts)
    assert [line.split()[-1] for line in both] == ["标题：二、机构设置", "标题：一、主要职责"]
    assert contents(listed("主要职责"), listed("二、机构设置"), *parts) != []
    assert contents(listed("一、主要职责"), listed("二、机构设置"), heading("主要职责"), parts[1]) == []
    long = "一二三四五六七八九十" * 4
    assert contents(listed(long), *parts)[0].startswith(f"错误 目录“{long[:30]}” ")
    assert contents(listed("一、主要职责"), parts[0], heading(long))[0].startswith(f"错误 标题“{long[:30]}” ")


def test_what_has_another_name_elsewhere_may_have_that_in_the_contents() -> None:
    lines, parts = (
        (listed("一、某局职责"), listed("二、机构")),
        (heading("一、某某局职责"), heading("二、机构")),
    )
    assert len(contents(*lines, *parts)) == 1
    assert contents(*lines, *parts, renamed={"某某局职责": "某局职责"}) == []
    assert len(contents(*lines, *parts, renamed={"某某局职责": "某甲局职责"})) == 1
    bare = heading("某某局职责"), heading("二、机构")
    assert contents(*lines, *bare, renamed={"某某局职责": "某局职责"}) == []
    assert len(contents(*lines, *bare)) == 1


def test_a_line_of_the_contents_may_be_a_title_that_is_no_heading() -> None:
    lines, parts = (listed("一、职责"), listed("二、收入决算表")), (heading("一、职责"),)
    assert len(contents(*lines, *parts)) == 1
    assert contents(*lines, *parts, Paragraph(Text("收入决算表"), "正文")) == []
    assert len(contents(*lines, *parts, Paragraph(Text("收入决算表如下"), "正文"))) == 1
    assert contents(*lines, *parts, lacking=("收入决算表",)) == []  # of a table that is not there that tells
    assert len(contents(*lines, *parts, lacking=("支出决算表",))) == 1


def test_of_titles_of_tables_that_are_not_the_forms_it_is_not_told_here() -> None:
    found = listed("一、收入决算表"), heading("一、收入表")
    assert contents(*found) != []
    assert contents(*found, titles=("收入决算表",)) == []
    assert contents(*found, titles=("支出决算表",)) != []
    both = contents(*found, listed("二、某某"), heading("二、某书"), titles=("收入决算表",))
    assert [line.split()[1] for line in both] == ["目录“二、某某”"]


def test_headings_that_only_the_contents_number_have_the_forms_numbers() -> None:
    composed = Document(
        "",
        (
            Heading(1, Text("收入"), "", "一、"),
            Heading(2, Text("支出"), "", "（二）"),
            Heading(1, Text("三、结余"), ""),
        ),
    )

    def numbers(*lines: str) -> list[str]:
        return told(*structure.check_numbers(Document("", tuple(map(listed, lines))), composed))

    assert numbers("一、收入……1", "(二) 支出 2", "四、结余3", "五、别的4", "收入决算5") == []
    assert numbers("二、收入……1", "支出") == [
        "错误 目录“二、收入”的序号 目录里的序号与格式不同。核对序号。 目录：二、收入 格式：一、收入",
        "错误 目录“支出”的序号 目录里的序号与格式不同。核对序号。 目录：支出 格式：(二)支出",
    ]
    long = "字" * 40
    whole = Document("", (Heading(1, Text(long), "", "一、"),))
    [found] = structure.check_numbers(Document("", (listed(f"二、{long}"),)), whole)
    assert found.subject == f"目录“二、{'字' * 28}”的序号"


def test_how_much_a_line_is_like_a_heading() -> None:
    assert structure.heading_likeness("一、甲乙丙丁", "一、甲乙丙丁") == 1
    assert structure.heading_likeness("一、甲乙", "一、丙丁") == pytest.approx(0.5)
    assert structure.heading_likeness("一、甲乙", "二、丙丁") == 0
    assert structure.heading_likeness("甲乙丙丁戊", "甲乙丙己庚") == 0
    assert structure.heading_likeness("甲乙丙丁", "甲乙丙己") == pytest.approx(0.75)
    assert structure.heading_likeness("一、甲乙丙", "二、甲乙丁") == 0
    assert structure.heading_likeness("一、甲乙丙丁戊己", "一、庚辛壬癸子丑") == 0


# ---- titles, headings, covers, notes ----


SECOND = LABELS["收入决算表"]


def titles(above: tuple[str, ...], title: str = "收入决算表", number: str = SECOND) -> list[str]:
    found = [(blueprint("收入决算表", title, number), [[""]], above, ())]
    return told(*structure.check_titles(Reading(found=found)))


def numbers(*printed: str) -> list[str]:
    """What is told of the numbers 公开01表, 公开02表 and so on, printed otherwise."""
    found = [(blueprint("某表", "", f"公开0{at}表"), [[""]], (one,), ()) for at, one in enumerate(printed, 1)]
    return [one.what for one in structure.check_titles(Reading(found=found))]


def test_tables_that_are_all_numbered_in_one_other_way_are_told_once() -> None:
    assert numbers("附表1", "附表2", "附表3") == ["3张表的表号都与格式不同"]
    assert numbers("", "", "") == ["3张表前都没有表号"]
    found = [(blueprint("某表", "", f"公开0{at}表"), [[""]], (f"附表{at}",), ()) for at in (1, 2, 3)]
    assert told(*structure.check_titles(Reading(found=found))) == [
        "错误 各表的表号 3张表的表号都与格式不同。照格式改正。 表前（格式：公开01表）：附表1 表前（格式：公开02表）：附表2 "
        "表前（格式：公开03表）：附表3"
    ]
    assert numbers("附表1", "附表2") == ["表号与格式不同"] * 2
    assert numbers("附表1", "附表2", "公开03表") == ["表号与格式不同"] * 2
    assert len(numbers("附表1", "附表2", "公开2表")) == len(numbers("附表1", "附表2", "")) == 3
    assert numbers("公开01表", "公开02表", "公开03表") == []


def test_a_table_stands_under_its_title_and_its_number() -> None:
    assert titles(("二、收入 决算表", SECOND)) == []
    assert titles(("收入决算表（2023年度）", SECOND)) == []
    assert titles(("收入决算表及说明", "公开 02表")) == [
        "错误 公开02表 标题 表的标题与格式不同。照格式改正。 表前：收入决算表及说明 格式：收入决算表"
    ]
    assert titles(("支出表", " 收入表 ", "单位：万元", SECOND)) == [
        "错误 公开02表 标题 表的标题与格式不同。照格式改正。 表前：收入表 格式：收入决算表"
    ]
    assert titles((SECOND,)) == [
        "错误 公开02表 标题 表的标题与格式不同。照格式改正。 表前： 格式：收入决算表"
    ]
    assert titles(("收入决算表", "公开2表")) == [
        "错误 公开02表 表号 表号与格式不同。照格式改正。 表前：公开2表 格式：公开02表"
    ]
    assert titles(("收入决算表", "单位：万元")) == [
        "错误 公开02表 表号 表前没有“公开02表”。照格式补上。 格式：公开02表"
    ]
    assert titles((), title="", number="") == []
    assert len(titles(())) == 2
    assert (
        titles(("公开02表 收入决算表",)) == titles(("公开02表 收入决算表",), "公开02表收入决算表", "") == []
    )
    assert titles(("公开03表 收入决算表",)) == [
        "错误 公开02表 表号 表号与格式不同。照格式改正。 表前：公开03表 格式：公开02表"
    ]


def test_titles_that_all_are_other_ones_are_told_together() -> None:
    tables = [blueprint(name, f'{name}"三公"表', f"公开0{name}表") for name in "123"]

    def of(*above: str) -> list[str]:
        found = [(one, [[""]], (text, one.number), ()) for one, text in zip(tables, above, strict=True)]
        return told(*structure.check_titles(Reading(found=found)))

    assert of("1“三公”公开表", "2“三公”公开表", "3“三公”公开表") == [
        "错误 各表的标题 3张表的标题都与格式不同。照格式改正。 表前（格式：1“三公”表）：1“三公”公开表"
        " 表前（格式：2“三公”表）：2“三公”公开表 表前（格式：3“三公”表）：3“三公”公开表"
    ]
    assert of("", "", "") == [
        "错误 各表的标题 3张表前都没有标题。照格式补上。 格式：1“三公”表 格式：2“三公”表 格式：3“三公”表"
    ]
    assert of("1“三公”表", "2“三公”公开表", "") == [
        "错误 公开02表 标题 表的标题与格式不同。照格式改正。 表前：2“三公”公开表 格式：2“三公”表",
        "错误 公开03表 标题 表的标题与格式不同。照格式改正。 表前： 格式：3“三公”表",
    ]


def test_the_forms_public_tables_are_all_there() -> None:
    [(_, small)] = surveys(
        small_form(
            收入支出总表=layout("甲", title="[一、] 收入表"),
            收入决算表=layout("甲", title="支出表"),
            自评表=layout("甲"),
        )
    )
    found = [(blueprint("收入支出总表", "收入表", ""), [[""]], (), ())]
    assert told(*structure.check_tables(Reading(found=found, blueprints=small), Prose(), follows=True)) == [
        "不能核对 公开02表 没有找到《支出表》（公开02表），与它有关的都没有核对。"
        "补上这张表；有的话，核对它的标题和表头。"
    ]
    blank = Reading(
        found=found, blueprints=small, blank={"收入决算表": PublicTable("收入决算表", Sheet([], ()))}
    )
    assert told(*structure.check_tables(blank, Prose(), follows=True)) == [
        "不能核对 公开02表 《支出表》（公开02表）里没有数，与它有关的都没有核对。补上它的各行和数。"
    ]
    assert [
        one.subject for one in structure.check_tables(Reading(blueprints=small), Prose(), follows=True)
    ] == [
        LABELS["收入支出总表"],
        SECOND,
    ]
    torn = Reading(blueprints=small, torn={"收入支出总表"})  # of which reading it told
    assert [one.subject for one in structure.check_tables(torn, Prose(), follows=True)] == [SECOND]


def test_what_is_not_judged_without_a_table_is_shown_at_the_first_places() -> None:
    [(_, small)] = surveys(
        small_form(收入支出总表=layout("甲", title="收入表"), 收入决算表=layout("甲", title="支出表"))
    )
    lines = [(Line(at, f"第{at}句话", False), f"第{at}句话") for at in range(1, 5)]
    prose = Prose(unjudged={"收入支出总表": lines[:3], "收入决算表": lines})
    reading = Reading(found=[(blueprint("收入支出总表", "收入表"), [[""]], (), ())], blueprints=small)
    lacking, incomplete = structure.check_tables(reading, prose, follows=False)
    assert (len(lacking.sides), len(incomplete.sides), lacking.absent) == (3, 3, False)
    assert "，正文里列出它的数的4处也没有核对" in lacking.what
    assert incomplete.what == "《收入表》（公开01表）没有读全，正文里列出它的数的3处没有核对"
    assert incomplete.hint == "这张表改正以后再核对"


def test_headings_have_the_numbers_of_the_form() -> None:
    def outline(printed: str, wanted: str) -> list[str]:
        return told(
            *structure.check_outline(
                structure.find_misnumbered(
                    Prose(headings=[(Line(7, printed, True), Wanted(wanted, [], True))]),
                    [Line(7, printed, True)],
                )
            )
        )

    assert outline("二、收入", "一、收入") == [
        "错误 标题“收入”的序号 标题的序号与格式不同。核对序号。 正文：二、收入 ＠第7段 格式：一、收入"
    ]
    assert outline("一、收入", "一、 收入") == []
    assert outline("收入", "一、收入") == []
    assert outline("一、收入", "一、支出") == []
    long = "二、" + "字" * 40
    assert outline(long, f"一{long[1:]}")[0].startswith(f"错误 标题“{'字' * 30}”的序号")


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ((), []),
        (("一、甲", "二、乙"), ["三、丙", "四、丁"]),
        (("一、甲",), []),
        (("二、乙",), ["三、丙", "四、丁"]),
    ],
)
def test_what_counts_on_from_a_heading_that_is_none_of_the_form_s_has_no_number_of_the_form(
    known: tuple[str, ...], told: list[str]
) -> None:
    lines = [
        Line(number, text, True) for number, text in enumerate(("一、甲", "二、乙", "三、丙", "四、丁"), 1)
    ]
    wanted = {"三、丙": "一、丙", "四、丁": "二、丁"}
    pairs = [
        (line, Wanted(wanted.get(line.text, line.text), [], True))
        for line in lines
        if line.text in (*known, *wanted)
    ]
    unread = [(line, line.plain) for line in lines if line.text not in (*known, *wanted)]
    found = structure.check_outline(structure.find_misnumbered(Prose(headings=pairs, unread=unread), lines))
    assert [one.sides[0].value for one in found] == told


@pytest.mark.parametrize("read", [True, False])
def test_tables_that_are_attached_count_on_through_the_report(read: bool) -> None:
    """A heading that somebody wrote may well be read, and is none of the form's; its parts are numbered by themselves."""
    texts = ("附表1　甲", "一、收入", "附表2　乙", "一、收入", "第六部分　附表", "附表3　丙")
    lines = [Line(number, text, True) for number, text in enumerate(texts, 1)]
    first, _, own, *_, last = lines
    pairs = [(first, Wanted(first.text, [], True)), (last, Wanted("附表2　丙", [], True))]
    prose = Prose(headings=pairs)
    if read:
        prose.claims.append(Claim(own, own.plain, ()))
    found = structure.check_outline(structure.find_misnumbered(prose, lines))
    assert [one.sides[0].value for one in found] == ([] if read else ["附表3　丙"])


def test_numbers_of_tables_that_are_not_there_may_be_left_out() -> None:
    prints = Blueprints(
        {
            name: blueprint(name, title)
            for name, title in (("收入决算表", "收入决算表"), ("支出决算表", "支出决算表"))
        }
    )
    reading = Reading(blueprints=prints, found=[(prints["支出决算表"], [[""]], (), ())])
    composed = Document(
        "",
        (
            heading("第二部分 决算表"),
            heading("一、收入决算表", 2),
            heading("二、支出决算表", 2),
            heading("（三）收入决算表", 3),
            heading("收入决算表", 2),
        ),
    )
    assert {*absent_numbers(Known(reading, composed, list))} == {(1, 1), (2, 3)}
    assert {*absent_numbers(Known(Reading(blueprints=prints), composed, list))} == {(1, 1), (1, 2), (2, 3)}
    assert {*absent_numbers(Known(Reading(), composed, list))} == set()
    lines = [Line(at, text, True) for at, text in enumerate(["一、甲", "三、乙", "五、丙"], 1)]
    told = [one.what for one in check_numbering(lines, (), {(1, 2), (2, 4)})]
    assert told == ["前面是3，这里是5"]


def test_numbers_that_are_all_there_in_another_order_are_told_once() -> None:
    def numbering(*numbers: int) -> list[str]:
        lines = [Line(at, f"{number}、某项", False) for at, number in enumerate(numbers, 1)]
        return [one.what for one in check_numbering(lines)]

    assert numbering(1, 2, 4, 3, 5) == ["这里起的序号是4、3，次序不对"]
    assert numbering(1, 2, 5, 4, 3, 6, 7) == ["这里起的序号是5、4、3，次序不对"]
    assert numbering(1, 2, 4, 3, 6) == ["这里起的序号是4、3，次序不对", "前面是4，这里是6"]
    assert numbering(1, 2, 4, 5, 6) == ["前面是2，这里是4"]
    assert numbering(1, 2, 2, 3) == ["“2、”前面已经有了"]
    # Another list begins.
    assert numbering(1, 3, 1, 3, 2, 4) == ["前面是1，这里是3", "这里起的序号是3、2，次序不对"]


def test_the_cover_names_the_unit() -> None:
    def cover(text: str, number: int = 2, unit: str = "市科学技术局") -> list[str]:
        claim = Claim(Line(9, "", False), "", ())
        known = Known(Reading(), Document("", ()), list, said={"部门.名称": (unit, claim)} if unit else {})
        return told(*structure.check_cover(Prose(unread=[(Line(number, text, False), text)]), known))

    assert cover("市科学技木局") == [
        "错误 封面上的部门名称 部门名称与正文和表不同。改成一样的名称。 正文：市科学技木局 ＠第2段 表和正文：市科学技术局"
    ]
    assert cover("市科学技木局", 1) != []
    assert cover("市科学技木局", 3) == []
    assert cover("市科学技术局") == []
    assert cover("市财政局") == []
    assert cover("某县科学馆") == []
    assert cover("甲乙丙子丑", unit="甲乙丙丁戊") == []  # three fifths are not enough
    assert cover("甲乙丙丁子丑", unit="甲乙丙丁戊己") != []
    assert cover("市科学技木局", unit="") == []


def test_an_empty_table_has_its_note() -> None:
    made = small_form(
        政府性基金表=layout("甲", notes=("注：本表反映基金。", "如本表为空，则无。")),
        国有资本经营表=layout("甲", notes=("{{ 年度 }}年空着的，我{{ 部门.称谓 }}没有。",)),
        自评表=layout("甲", notes=("空着。",)),
    )
    [(_, small)] = surveys(made)

    def notes(shown: dict[str, str], *below: str, table: str = "政府性基金表", **said: str) -> list[str]:
        found = [(small[name], [[""]], (), below) for name in (table, "自评表")]
        known = SimpleNamespace(said={f"部门.{name}": (words, None) for name, words in said.items()})
        return told(*structure.check_notes(Reading(found=found, shown=shown), known))  # type: ignore[arg-type]

    told_so = [
        "错误 公开08表 表注 这张表是空的，下面没有说明。写上“如本表为空，则无。”。 格式：如本表为空，则无。"
    ]
    assert notes({}, "注：本表反映基金。") == told_so
    assert notes({}, "如本表 为空，则无。") == []
    for nothing in ("", "0.00", "-", "—", "/", " 0 "):
        assert notes({"政府性基金表.合计.小计": nothing}) == told_so
    assert notes({"政府性基金表.合计.小计": "5"}) == []
    assert notes({"政府性基金表.各科目.206.科目名称": "科技"}) == told_so
    assert notes({"国有资本经营表.合计.小计": "5"}) == told_so
    # What the data fill in may be anything; of a choice that the report makes elsewhere it is told.
    other = partial(notes, {}, table="国有资本经营表")
    assert other("2023年空着的，我单位没有。") == []
    for wrong in ("2023年空着的，我单位", "年空着，我没有。", "我部门没有。", ""):
        assert "写上“…年空着的，我部门没有。”" in other(wrong)[0]
    assert "写上“…年空着的，我单位没有。”" in other(称谓="单位")[0]


def test_the_note_below_an_empty_table_is_about_that_table() -> None:
    fund, capital, expenses = "政府性基金表", "国有资本经营表", "三公经费表"

    def notes(table: str, *below: str) -> list[str]:
        one = Blueprint(table, "", "某表", (), (), label="某表")
        return told(*structure.check_subject_of_notes(Reading(found=[(one, [[""]], (), below)])))

    assert notes(fund, "注：本表反映基金。", "我局本年度没有国有资本预算收支，故本表无数据。") == [
        "错误 某表 表注的对象 这张表下面的说明说的是另一张表的“国有资本”。改成这张表的。"
        " 表注：我局本年度没有国有资本预算收支，故本表无数据。 表：某表"
    ]
    assert notes(capital, "无政府性基金支出，本表为空。") != []
    assert notes(expenses, "未发生政府性基金支出，本表为空。") != []
    for right in (
        "没有政府性基金收支，故本表无数据。",
        "没有政府性基金、国有资本经营预算收支，故本表无数据。",
        "国有资本管理局没有此类收支，故本表无数据。",  # the department's name
        "没有国有资本经营预算收支。",  # not said of the table
        "如本表为空，则我部门本年度无此类资金收支余。",
    ):
        assert notes(fund, right) == []
    # What stands behind the title of the next table is of that.
    assert notes(fund, "国有资本经营预算财政拨款支出决算表", "没有国有资本经营支出，故本表无数据。") == []
    assert notes("收入决算表", "没有国有资本经营收入，故本表无数据。") == []


# ---- which year, which code, which place ----


def test_the_year_is_the_one_that_the_report_names_most_often() -> None:
    liaoning = form.load("辽宁2023")
    assert year_of(document("2022年度部门决算", "2021年度", "2021年度"), liaoning) == 2022
    assert year_of(document("2022 年度单位决算", "2024年度部门决算", "2024年度部门决算"), liaoning) == 2024
    assert year_of(document("2021年度收入", "2022年度支出、2022年度结余"), liaoning) == 2022
    assert year_of(document("12022年度部门决算", "2020年"), liaoning) == 2023
    assert year_of(document(heading("2020年度部门决算")), liaoning) == 2020


def test_a_form_without_tables_is_that_of_no_report() -> None:
    assert likeliest_form(document(table("甲乙|丙丁")), [small_form()]) is None
    five = small_form(表=layout("甲甲 | 乙乙 | 丙丙 | 丁丁 | 戊戊"))
    assert likeliest_form(document(table("甲甲|乙乙|丙丙|丁丁|戊戊")), [small_form(), five]) is five
    assert likeliest_form(document(table("甲甲|乙乙|丙丙|丁丁|别的")), [five]) is None
    ten = small_form(表=layout("甲甲 | 乙乙 | 丙丙 | 丁丁 | 戊戊 | 己己 | 庚庚 | 辛辛 | 壬壬 | 癸癸"))
    assert likeliest_form(document(table("甲甲|乙乙|丙丙|丁丁|戊戊")), [ten]) is None
    assert likeliest_form(document(table("甲甲|乙乙|丙丙|丁丁|戊戊|己己")), [ten]) is ten
    assert likeliest_form(document(table("甲甲|乙乙|丙丙|丁丁|戊戊|己己")), [ten, five]) is ten
    both = [five, small_form(表=five.layouts["表"])]
    assert likeliest_form(document(table("甲甲|乙乙|丙丙|丁丁|戊戊")), both) is five
    filled = "{{ 年度 }} | {{ 收入 | 有数('甲甲') }} | 庚庚 | 辛辛 | 壬壬\n& =^ 甲甲 | 中:乙乙 | =^ 右: 丙丙 | 左：丁丁 | 戊戊"
    assert (
        likeliest_form(document(table("甲甲|乙乙|丙丙|丁丁|戊戊")), [small_form(表=layout(filled))])
        is not None
    )


def test_of_forms_with_the_same_tables_it_is_that_of_the_place_on_the_cover() -> None:
    forms = [form.load(name)._replace(authority=name) for name in ("辽宁2023", "四川2023")]
    for one in forms:
        one.__dict__["layouts"] = {"表": layout("甲甲 | 乙乙 | 丙丙 | 丁丁 | 戊戊")}
    words = table("甲甲|乙乙|丙丙|丁丁|戊戊")

    def likeliest(*lines: str) -> str:
        found = likeliest_form(document(*lines, words), forms)
        return found.name if found else ""

    assert likeliest("四川省某厅", "2023年度部门决算") == "四川2023"
    assert likeliest("2023年度部门决算", "", "一", "二", "三", "中共四川省委某部") == "四川2023"
    assert likeliest("辽宁省某厅", "2023年度部门决算") == "辽宁2023"
    assert likeliest("2023年度部门决算", "一", "二", "三", "四", "四川省某厅") == "辽宁2023"  # too far down
    assert likeliest("某某四川省某厅") == "辽宁2023"


def test_forms_whose_tables_a_report_has_nearly_as_well_may_be_its_own() -> None:
    words = [f"{stem}{stem}" for stem in "甲乙丙丁戊己庚辛壬癸"]
    ten, seven, six, none = (
        small_form(表=layout(" | ".join(some))) for some in (words, words[:7], words[:6], ["子子"])
    )
    report = document(table("|".join(words)))
    assert resembling_forms(report, [six, seven, none, ten]) == [seven, ten]
    assert resembling_forms(report, [six, none]) == [six]
    assert resembling_forms(report, [none]) == resembling_forms(document(), [ten]) == []


def test_one_code_has_one_name() -> None:
    shown = {
        "收入决算表.各科目.206.科目名称": "科技", "支出决算表.各科目.206.科目名称": "科技支出", "一般公共预算支出表.各科目.206.科目名称": "科技",
        "别的.各科目.206.科目名称": "别的", "一般公共预算支出表.各科目.2060.科目名称": "行政", "一般公共预算支出表.各科目.206.小计": "5",
    }  # fmt: skip
    once = {path: text for path, text in shown.items() if not path.startswith("支出决算表")}
    assert [*find_misnamed("206", Reading(shown=once), LABELS)] == []  # the other name is no table's
    assert in_full(find_misnamed("206", Reading(shown=shown), LABELS)) == (
        "错误 AD-1 206 科目名称\n    同一编码在各表里的名称不同。改成一样的名称。\n"
        "    公开02表、公开05表：科技 ＠收入决算表.各科目.206.科目名称\n    公开03表：科技支出 ＠支出决算表.各科目.206.科目名称\n"
    )
    problems = [
        Problem("收入决算表.各科目.206.科目名称", "甲", "乙"),
        Problem("支出决算表.各科目.206.科目名称", "甲", "乙"),
        Problem("基本支出表.各科目.301.科目名称", "甲", "乙"),
        Problem("收入支出总表.收入", "不是数", "填数"),
        Problem("", "错了", "改"),
    ]
    assert told(*tell_of_tables(problems, Reading(shown=shown), LABELS))[1:] == [
        "不能核对 公开01表 收入 不是数。填数。",
        "不能核对 数据 错了。改。",
    ]
    assert len(list(tell_of_tables(problems, Reading(shown=shown), LABELS))) == 3


def test_sides_are_called_as_they_stand_in_the_attachments() -> None:
    tables = Reading(cells={"预算绩效.项目[1].总分": "自评表（第1张） 总分", "收入支出总表.收入": "别的"})
    known = Known(
        tables, Document("", ()), list, implied={"收入支出总表.支出": Implied(Decimal(5), Decimal(0))}
    )
    part = Side("预算绩效 项目 第1项 总分", "9", "预算绩效.项目[1].总分")
    whole = Side("公开01表 收入", "5", "收入支出总表.收入", (part, Side("预算绩效 总", "3", "预算绩效.没有")))
    found = Finding(
        Level.ERROR, "甲", "乙", "丙", (whole, part, Side("公开01表 支出", "5", "收入支出总表.支出"))
    )
    assert in_full([in_attachments(found, known)]) == (
        "错误  甲\n    乙。丙。\n    公开01表 收入：5 ＠收入支出总表.收入\n"
        "        自评表（第1张） 总分：9 ＠预算绩效.项目[1].总分\n        预算绩效 总：3 ＠预算绩效.没有\n"
        "    自评表（第1张） 总分：9 ＠预算绩效.项目[1].总分\n    公开01表 支出（由正文推出）：5 ＠收入支出总表.支出\n"
    )


def test_a_side_has_a_cell_where_a_table_prints_it_or_something_of_its_row() -> None:
    tables = Reading(cells={"甲.乙.丙": "某表"})
    assert [has_cell(Side("", "", path), tables) for path in ("甲.乙.丙", "甲.乙", "甲", "甲.乙.丁", "甲.", "乙")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_units_are_called_as_the_report_lists_them() -> None:
    def units(listed: str, called: str, path: str = "预算绩效.整体自评[1].部门（单位）名称") -> list[str]:
        known = Known(Reading(cells={path: "整体自评表"}, shown={path: called}), Document("", ()), list)
        unread = [(Line(7, one, False), one) for one in listed.split("|")]
        return told(*structure.check_units(Prose(unread=unread), known))

    assert units("朝阳市科技企业服务中心", "212006朝阳市科技企业服务中心-211300000") == []
    twenty = "子丑寅卯辰巳午未申酉戌亥甲乙丙丁戊己庚辛"
    assert units(f"{twenty[:17]}一二三", twenty) != []  # as much of it as is enough
    assert units(f"{twenty[:16]}一二三四", twenty) == []
    assert (units(twenty[:-2], twenty) != [], units(twenty[:-3], twenty)) == (True, [])
    assert units("朝阳市科技企业服务中", "212006朝阳市科技企业服务中心-211300000") == [
        "提醒 单位“朝阳市科技企业服务中” 两处名称不同。改成一样的名称。 正文：朝阳市科技企业服务中 ＠第7段"
        " 整体自评表：212006朝阳市科技企业服务中心-211300000 ＠预算绩效.整体自评[1].部门（单位）名称"
    ]
    assert units("朝阳市科技企业服务", "朝阳市科技企业服务中心") != []
    assert (
        len(units("朝阳市科技企业服务中|朝阳市科技企业服务心", "朝阳市科技企业服务中心")) == 1
    )  # the first that is near
    assert units("朝阳市科技企业服", "朝阳市科技企业服务中心") == []
    assert units("北京市科技企业服务中", "朝阳市科技企业服务中心") == []
    assert units("朝阳市科技企业服务中", "朝阳市科技企业服务中心", "预算绩效.项目[1].名称") == []


def test_what_looks_at_a_table_that_is_missing_can_not_be_checked() -> None:
    part = Side("丙", "3", "一般公共预算支出表.合计")
    found = Finding(
        Level.ERROR,
        "甲",
        "乙",
        "丙",
        (Side("公开03表 合计", "5"), Side("各项", "6", parts=(part,))),
        rule="X-1",
    )
    assert not looks_at(found, ["收入支出总表"], LABELS)
    assert not looks_at(found, [], LABELS)
    for missing in (
        ["支出决算表"],
        ["收入支出总表", "一般公共预算支出表"],
        ["支出决算表", "一般公共预算支出表"],
    ):
        assert looks_at(found, missing, LABELS)


def test_small_words() -> None:
    assert shorten("一二三四", 3) == "一二三…"
    assert shorten("一二三", 3) == "一二三"
    assert without_figures("工资1,234.50万元") == "工资万元"
    assert [bool(UNWRITTEN.search(text)) for text in ("【原因】", "请填写", "甲")] == [True, True, False]


# ---- what is known ----


def test_what_tables_and_prose_state_is_put_together() -> None:
    claim = Claim(Line(3, "", False), "", ())
    said = {
        "采购.总额": ("1,234.50", claim), "年度": ("2023", claim), "部门.名称": ("某局", claim), "部门.单位[1]": ("某所", claim),
        "原因.甲": ("某某", claim), "一般公共预算支出表.各科目.206.主要用途": ("工资", claim), "车辆.数": ("若干", claim), "车辆.辆": ("3", claim),
        "金额单位": ("元", claim), "备注": ("有", claim), "": ("无", claim),
    }  # fmt: skip
    numbers = {path: Figure(Amount(Decimal(0)), path) for path in ("采购.总额", "车辆.数")}
    amounts = tuple(Span(0, 1, figure) for figure in numbers.values())
    composed = Document("", (Paragraph(Text("number", amounts), "正文"),))
    tables = Reading({"一般公共预算支出表": {"各科目": {"206": {"小计": 5}}}})
    implied = {
        "收入支出总表.收入": Implied(Decimal(7), Decimal(0)),
        "收入支出总表.支出": Implied(None, Decimal(0)),
    }
    known = Known(tables, composed, list, said=said, numbers=numbers, implied=implied)
    assert known.raw() == {
        "一般公共预算支出表": {"各科目": {"206": {"小计": 5, "主要用途": "工资"}}},
        "采购": {"总额": Decimal("1234.50")},
        "部门": {"名称": "某局"},
        "车辆": {"辆": "3"},
        "备注": "有",
        "收入支出总表": {"收入": 7, "支出": None},
    }
    assert tables.raw == {"一般公共预算支出表": {"各科目": {"206": {"小计": 5}}}}
    assert list(known.figures) == ["采购.总额", "车辆.数"]
    assert known.figures is known.figures


def test_what_prose_alone_says_is_heard_where_it_is_said_first() -> None:
    sources = [
        Figure(None, "数"),
        Words("甲", "名"),
        Slot("原因.甲", filled=True),
        Figure(None, "表中"),
        Figure(None, "数"),
        "别的",
    ]
    nameless = Capture(Piece("free", source=Words("某局", DEPARTMENT)), "本部门")
    numbers = (Capture(Piece("number", source=source), str(at)) for at, source in enumerate(sources))
    captures = (nameless, *numbers)
    known = Known(Reading(cells={"表中": ""}), Document("", ()), list)
    claim = Claim(Line(3, "", False), "", captures)
    known.listen(Prose(claims=[claim]))
    assert known.said == {"数": ("0", claim), "名": ("1", claim), "原因.甲": ("2", claim)}
    assert known.numbers == {"数": sources[0]}


def test_a_number_is_read_in_its_plain_form() -> None:
    assert [read_decimal(text) for text in ("1,234.50", "５％", "-3", " 4 ")] == [
        Decimal("1234.50"),
        5,
        -3,
        4,
    ]
    assert [read_decimal(text) for text in ("若干", "", "%")] == [None] * 3


def test_figures_are_known_from_tables_and_prose() -> None:
    claim = Claim(Line(3, "", False), "", ())
    tables = Reading(
        cells={"收入支出总表.甲": "", "自评.乙": "", "自评.丙": ""},
        shown={"收入支出总表.甲": "5.00", "自评.乙": "", "自评.丙": "5"},
    )
    known = Known(tables, Document("", ()), list, said={"丁": ("7.50", claim), "戊": ("若干", claim)})

    def figure(path: str) -> Figure:
        return Figure(Amount(Decimal(5)), path)

    def value(*paths: str) -> str:
        whole = Derived(Amount(Decimal(9)), "甲 + 乙", tuple(map(figure, paths)))
        return str(known.value(whole))

    assert [str(known.value(figure(path))) for path in ("收入支出总表.甲", "自评.乙", "自评.丙", "丁", "戊", "己")] == [
        "5.00", "None", "5.00", "7.50", "None", "None",
    ]  # fmt: skip
    assert value("收入支出总表.甲", "自评.丙") == "9.00"  # as it was composed
    assert value("收入支出总表.甲", "丁") == "12.50"
    assert value("丁", "戊") == "None"
    assert value("自评.乙", "丁") == "None"
    assert value() == "9.00"
    for nothing in (Derived(Count(0), "", ()), Derived(Amount(Decimal(0)), "", ())):
        assert known.value(nothing) is None
    fresh = known.fresh(figure("丁"))
    assert isinstance(fresh, Figure)
    assert (str(fresh), fresh.path) == ("7.50", "丁")
    assert known.fresh(figure("己")) is None
    again = known.fresh(Derived(Amount(Decimal(9)), "式", (figure("丁"), figure("收入支出总表.甲"))))
    assert isinstance(again, Derived)
    assert (str(again), again.formula) == ("12.50", "式")
    assert list(
        leaf_paths(Derived(Count(0), "", (figure("甲"), Derived(Count(0), "", (figure("乙"),)))))
    ) == [
        "甲",
        "乙",
    ]


def test_what_depends_on_choices_that_a_report_does_not_print_is_unsure() -> None:
    def paper(*sums: Derived) -> Document:
        spans = [Span(0, 1, one) for one in sums[1:]]
        said = Said(Wording((), "", "", 0), Fact("有", {}, (sums[0], Figure(None, "某"))), "")
        return Document("", (Paragraph(Text("number", (Span(0, 1, said), *spans)), "正文"),))

    def count(number: int, path: str = "预算绩效.项目[1].资金性质") -> Derived:
        return Derived(Count(number), "", (Figure(Count(1), path),))

    ones = [count(1), count(2), count(3, "收入支出总表.收入"), Derived(Count(4), "", ())]
    assert list(find_derived(paper(*ones))) == ones
    asked: list[int] = []

    def known(*others: Document) -> Known:
        def again() -> list[Document]:
            asked.append(1)
            return list(others)

        return Known(Reading(), paper(*ones), again)

    same = known(paper(count(1), count(2), count(3), Derived(Count(4), "", ())))
    assert not any(map(same.is_unsure, ones))
    changed = known(
        paper(count(9), count(2), count(9), Derived(Count(4), "", ())),
        paper(count(1), count(2), count(3), Derived(Count(5), "", ())),
    )
    asked.clear()
    assert [changed.is_unsure(one) for one in ones] == [True, False, False, True]
    assert asked == [1]
    shorter = known(paper(count(1)))
    assert [shorter.is_unsure(one) for one in ones] == [True, True, False, True]


# ---- what its data give ----


def slot(text: str, *places: tuple[int, int]) -> Text:
    return Text(text, tuple(Span(start, end, Slot("甲", filled=True)) for start, end in places))


def given(have: list[Text | str], want: list[Text | str]) -> list[str]:
    one, other = (
        Document(
            "", tuple(Paragraph(Text(text) if isinstance(text, str) else text, "正文") for text in texts)
        )
        for texts in (have, want)
    )
    return told(*origin.tell_differences(printed_lines(one), matrices(one), other, LABELS))


def differs(number: int, have: str, want: str) -> str:
    return f"错误 SN-1 “{plain(have)}” 这一段与数据给出的不同。{origin.HINT}。 正文：{have} ＠第{number}段 数据给出的：{want}"


def lost(want: str) -> str:
    return f"错误 SN-1 “{plain(want)}” 报告里没有这一段。{origin.HINT}。 数据给出的：{want}"


def test_the_prose_is_what_its_data_give() -> None:
    assert given(["甲", "乙", "丙"], ["甲", "乙", "丙"]) == []
    assert given(["甲", "丁", "丙"], ["甲", "乙", "丙"]) == [differs(2, "丁", "乙")]
    assert given(["甲", "丙"], ["甲", "乙", "丙"]) == [lost("乙")]
    assert given(["甲", "丁", "丙"], ["甲", "丙"]) == [differs(2, "丁", "")]
    assert given(["丁", "戊"], ["甲", "乙"]) == [differs(1, "丁", "甲"), differs(2, "戊", "乙")]
    assert given(["丁"], ["甲", "乙"]) == [differs(1, "丁", "甲"), lost("乙")]
    assert given([" 甲 ", "", "乙，"], ["甲", " ", "乙,"]) == []
    long = "字" * 130
    assert given([long], ["甲"]) == [
        f"错误 SN-1 “{'字' * 30}” 这一段与数据给出的不同。{origin.HINT}。 正文：{'字' * 120} ＠第1段 数据给出的：甲"
    ]
    assert given(["甲"], [long]) == [
        f"错误 SN-1 “甲” 这一段与数据给出的不同。{origin.HINT}。 正文：甲 ＠第1段 数据给出的：{'字' * 120}"
    ]
    assert given([], [long]) == [
        f"错误 SN-1 “{'字' * 30}” 报告里没有这一段。{origin.HINT}。 数据给出的：{'字' * 120}"
    ]


def test_the_texts_of_writers_are_free() -> None:
    want = slot("增加，主要原因是人员增加。", (8, 12))
    assert given(["增加，主要原因是物价上涨。"], [want]) == []
    assert given([slot("增加，主要原因是物价上涨。", (8, 12))], [want]) == []
    assert given(["减少，主要原因是人员增加。"], [want]) == [
        differs(1, "减少，主要原因是人员增加。", "增加，主要原因是人员增加。")
    ]
    assert given([slot("增加，主要原因是物价上涨了。", (8, 12))], [want]) != []
    # a text of its own: one more paragraph or one less is the writer's
    whole = slot("1.职责一。", (2, 5))
    assert given(["1.新的职责。"], [whole]) == []
    assert given([], [whole]) == []
    assert given(["1.新的职责。", "还有别的。"], [whole, "乙"]) == [differs(2, "还有别的。", "乙")]
    assert given(["甲", "子", "丑", "丙"], ["甲", slot("乙", (0, 1)), "丙"]) == []
    assert given(["甲", "子", "丑", "丁", "丙"], ["甲", slot("乙", (0, 1)), "戊", "丙"]) == [
        differs(3, "丑", "戊"),
        differs(4, "丁", ""),
    ]
    assert given(["甲", "另有一段", "丙"], ["甲", "丙"]) == [differs(2, "另有一段", "")]
    long = slot("一共五个字职责", (5, 7))
    assert given([], [long]) == [lost("一共五个字职责")]
    assert given([], [slot("一共四字职责", (4, 6))]) == []
    assert given([], ["四个字的"]) == [lost("四个字的")]


def test_a_pattern_of_a_text_leaves_the_writers_parts_free() -> None:
    def shown(text: Text) -> list[str]:
        return [
            piece.literal if piece.kind == "literal" else f"<{piece.kind}>"
            for piece in origin.writable_pattern(text)
        ]

    assert shown(slot("甲乙丙丁", (1, 2), (3, 4))) == ["甲", "<free>", "丙", "<free>"]
    assert shown(slot("甲乙丙丁", (0, 2), (1, 3))) == ["<free>", "丙丁"]
    assert shown(slot("甲 （一）", (1, 2))) == ["甲", "<free>", "(一)"]
    assert shown(Text("甲", (Span(0, 1, "别的"),))) == ["甲"]
    text = slot("甲乙丙", (1, 2))
    assert [one.source for one in origin.writable_pattern(text)] == [None, text.spans[0].source, None]


def cells(have: list[str], want: list[str], *free: tuple[int, int, int, int]) -> list[str]:
    one, other = Document("", tuple(map(table, have))), Document("", tuple(map(table, want)))
    if free:
        [block] = other.blocks
        rows = [list(row) for row in block.body]  # type: ignore[union-attr]
        for row, column, columns, down in free:
            filled = Text("写", (Span(0, 1, Slot("甲", filled=True)),))
            rows[row][column] = Cell(column, (filled,), "左", columns, down)
        other = Document("", (block._replace(body=tuple(map(tuple, rows))),))  # type: ignore[union-attr, call-arg]
    return told(*origin.check_tables_as_made(matrices(one), other, LABELS))


def test_which_tables_are_printed_as_they_were_composed_is_known_of_as_many() -> None:
    made = document(table("甲"), table("乙"))
    [one, other] = matrices(made)
    tables = [block for block in made.blocks if isinstance(block, Table)]
    assert origin.tables_as_made([one, other], made) == tables
    assert origin.tables_as_made([one, [["丙"]]], made) == [tables[0], None]
    assert origin.tables_as_made([one], made) == []


@pytest.mark.parametrize(("order", "differing"), [((0, 1, 2), 0), ((2, 0, 1), 0), ((0, 2, 1), 1)])
def test_columns_of_a_table_in_another_order_are_what_their_heads_say(
    order: tuple[int, ...], differing: int
) -> None:
    """Three columns with their heads, and their numbers left behind; and one figure altered, too, or none."""
    heads, numbers, row = ["科目", "甲", "乙"], ["栏次", "1", "2"], ["公用", "5.00", "6.00"]

    def laid(*lines: list[str]) -> Document:
        above, below = table(";".join("|".join(line) for line in lines[:2])), table("|".join(lines[2]))
        return Document("", (above._replace(header=above.body, body=below.body),))

    def moved(line: list[str]) -> list[str]:
        return [line[at] for at in order]

    printed = laid(moved(heads), numbers, moved([row[0], row[1], "7.00"] if differing else row))
    found = list(origin.check_tables_as_made(matrices(printed), laid(heads, numbers, row), LABELS))
    assert [finding.sides[0].value for finding in found] == ["7.00"] * differing
    assert all(f"第3行第{order.index(2) + 1}列" in finding.subject for finding in found)


@pytest.mark.parametrize("rows", [[], [1]])
@pytest.mark.parametrize("columns", [[], [1], [4], [1, 4]])
@pytest.mark.parametrize("figure", ["5.00", "7.00"])
def test_numbers_of_rows_and_columns_may_be_left_out(
    rows: list[int], columns: list[int], figure: str
) -> None:
    """栏次, one 行次, or all are not printed; the figures are those of the data, or one is not."""
    lines = [
        ["收入", "行次", "金额", "支出", "行次", "金额"], ["栏次", "", "1", "栏次", "", "2"], ["公用", "1", "5.00", "甲", "3", "6.00"],
        ["人员", "2", "6.00", "乙", "4", ""],
    ]  # fmt: skip

    def laid(lines: list[list[str]], head: int) -> Document:
        every = table(";".join("|".join(line) for line in lines))
        return Document("", (every._replace(header=every.body[:head], body=every.body[head:]),))

    printed = [
        [figure if text == "5.00" else text for at, text in enumerate(line) if at not in columns]
        for number, line in enumerate(lines)
        if number not in rows
    ]
    found = list(origin.check_tables_as_made(matrices(laid(printed, 2 - len(rows))), laid(lines, 2), LABELS))
    assert [one.sides[0].value for one in found] == ([] if figure == "5.00" else ["7.00"])
    place = f"第{3 - len(rows)}行第{3 - (1 in columns)}列 公用"
    assert all(place in one.subject for one in found)


def test_a_first_row_of_figures_alone_numbers_no_columns() -> None:
    made = document(table("甲|乙;1|2;3.00|4.00"))
    [block] = made.blocks
    assert isinstance(block, Table)
    block = block._replace(header=block.body[:1], body=block.body[1:])
    [given] = matrices(Document("", (block,)))
    assert list(origin.GivenCells.without_numbers(given, given, block).rows) == [0, 1, 2]
    numbered = block._replace(header=(*block.header, *block.body[:1]), body=block.body[1:])
    assert list(origin.GivenCells.without_numbers(given[::2], given, numbered).rows) == [0, 2]
    assert list(origin.GivenCells.without_numbers(given, given, numbered).rows) == [0, 1, 2]


def test_the_tables_are_what_its_data_give() -> None:
    hint = f"。{origin.HINT}。"
    assert cells(["甲|5;乙|6"], ["甲|5;乙|6"]) == []
    assert cells(["甲|5;乙|7"], ["甲|5;乙|6"]) == [
        f"错误 SN-2 第1张表（某表） 第2行第2列 乙 这一格与数据给出的不同{hint} 报告：7 数据给出的：6"
    ]
    assert cells(["甲|5;12|7"], ["甲|5;12|6"]) == [
        f"错误 SN-2 第1张表（某表） 第2行第2列 这一格与数据给出的不同{hint} 报告：7 数据给出的：6"
    ]
    assert cells(["甲|（5）", "丙|1"], ["甲|(5)", "丙|2"]) == [
        f"错误 SN-2 第2张表（某表） 第1行第2列 丙 这一格与数据给出的不同{hint} 报告：1 数据给出的：2"
    ]
    typed_otherwise = "甲|4,811.26;乙|４８１１．２６;丙|－12%"
    assert cells([typed_otherwise], ["甲|4811.26;乙|4,811.26;丙|-12%"]) == []
    assert len(cells([typed_otherwise], ["甲|48112.6;乙|4811.62;丙|12%"])) == 3
    assert cells(["甲|5"], ["甲|5;乙|6"]) == [f"错误 SN-2 第1张表（某表） 表的行列与数据给出的不同{hint}"]
    three = "101|甲|5.00;102|乙|6.00;103|丙|7.00"
    assert cells(["101|甲|5.00;103|丙|7.00"], [three]) == [
        f"错误 SN-2 第1张表（某表） 102 少了“102 乙”这一行，数据里有{hint}"
    ]
    assert cells([f"{three};104|丁|8.00; | | "], [three]) == [
        f"错误 SN-2 第1张表（某表） 104 多了“104 丁”这一行，数据里没有{hint}"
    ]
    assert cells([f" | | ;{three}"], [three]) == []  # a blank row says nothing
    assert cells([f"104|丁|8.00;{three.replace('7.00', '9.00')}"], [three]) == [
        f"错误 SN-2 第1张表（某表） 104 多了“104 丁”这一行，数据里没有{hint}",
        f"错误 SN-2 第1张表（某表） 第4行第3列 丙 这一格与数据给出的不同{hint} 报告：9.00 数据给出的：7.00",
    ]
    long_table = ";".join(f"{100 + at}|名{at}|{at}.00" for at in range(20))
    shorter = ";".join(long_table.split(";")[:14])
    assert cells([shorter], [long_table]) == [
        f"错误 SN-2 第1张表（某表） 114 少了“114 名14”等6行，到“119 名19”，数据里有{hint}"
    ]
    assert cells(["甲|5|6"], ["甲|5"]) == [f"错误 SN-2 第1张表（某表） 表的行列与数据给出的不同{hint}"]
    assert len(cells(["甲|5", "乙|6"], ["甲|5|6", "乙|7"])) == 2
    assert cells(["甲|5"], []) == [
        f"错误 SN-2 表的张数 表的张数与数据给出的不同{hint} 报告：1张 数据给出的：0张"
    ]
    assert cells(["乙|6.00;甲|5.00"], ["甲|5.00;乙|6.00"]) == []
    assert cells(["乙|7.00;甲|5.00"], ["甲|5.00;乙|6.00"]) == [
        f"错误 SN-2 第1张表（某表） 第1行第2列 乙 这一格与数据给出的不同{hint} 报告：7.00 数据给出的：6.00"
    ]
    assert len(cells(["|6.00;|5.00"], ["|5.00;|6.00"])) == 2  # no words tell these rows apart
    assert cells(["甲|1|2;乙|3|4;丙|5|6"], ["甲|2|3;乙|4|5;丙|6|7"]) == [
        f"错误 SN-2 第1张表（某表） 有6格与数据给出的不同{hint} "
        "第1行第2列 甲：1（数据给出的：2） 第1行第3列 甲：2（数据给出的：3） 第2行第2列 乙：3（数据给出的：4） "
        "第2行第3列 乙：4（数据给出的：5） 第3行第2列 丙：5（数据给出的：6）"
    ]
    long = "字" * 90
    assert f"报告：{'字' * 80} 数据给出的：甲" in cells([f"{long}|5"], ["甲|5"])[0]
    assert f"报告：甲 数据给出的：{'字' * 80}" in cells(["甲|5"], [f"{long}|5"])[0]


def test_cells_that_writers_fill_are_free() -> None:
    assert cells(["甲|5;乙|7"], ["甲|5;乙|6"], (1, 1, 1, 1)) == []
    assert len(cells(["甲|5;乙|7"], ["甲|5;乙|6"], (0, 1, 1, 1))) == 1
    assert cells(["甲|8;乙|7"], ["甲|5;乙|6"], (0, 1, 1, 2)) == []


# ---- lines of the form and lines of the report ----


def test_a_line_is_read_as_what_begins_as_it_does_and_has_the_longest_of_its_words() -> None:
    pieces = [Piece("literal", "收入"), Piece("number"), Piece("literal", "万元,都已上缴。")]
    one = Wanted("收入【缺数】万元，都已上缴。", pieces, False)
    assert one.longest == "万元,都已上缴。"
    printed = ["收入5万元,都已上缴。", "收入5万元,没有上缴。", "支出5万元,都已上缴。"]
    assert [one.begins(text) for text in printed] == [True, False, False]
    assert one.begins(one.said)
    assert not Wanted("甲。", [Piece("free"), Piece("literal", "。")], False).begins("甲。")


def test_lines_of_the_form_know_how_they_begin_and_end() -> None:
    one = Wanted("", [Piece("literal", "收入"), Piece("number"), Piece("literal", "万元。")], False)
    assert (one.begin, one.end) == ("收入", "万元。")
    assert [one.may_be(text) for text in ("收入5万元。", "收入5万元", "支出5万元。")] == [True, False, False]
    free = Wanted("", [Piece("number"), Piece("literal", "个项目"), Piece("free")], False)
    assert (free.begin, free.end, free.needed) == ("", "", (("个项目",),))
    assert [free.may_be(text) for text in ("随便个项目", "随便")] == [True, False]
    # What has no words of the form's but a mark is everybody's.
    assert not Wanted("", [Piece("free"), Piece("literal", "。")], False).may_be("随便。")
    assert not Wanted("", [], False).may_be("随便")
    assert Wanted("", [Piece("choice", options=((frozenset("甲"), ()),))], False).may_be("")
    several = tuple((frozenset(word), (Piece("literal", word), Piece("free"))) for word in ("增加", "减少"))
    changed = Wanted("", [Piece("number"), Piece("choice", options=several)], False)
    assert changed.needed == (("增加", "减少"),)
    assert [changed.may_be(text) for text in ("5增加", "5减少甲", "5持平")] == [True, True, False]
    nothing = Piece("choice", options=(*several, (frozenset("无"), ())))
    assert Wanted("", [Piece("number"), nothing], False).may_be("5")  # what is chosen may say nothing
    assert [Wanted("", [nothing], False).may_be(text) for text in ("增加", "", "5")] == [True, True, False]


def test_the_lines_of_a_composed_report_are_patterns() -> None:
    composed = document(
        heading("一、收入"),
        "（二）支出。",
        " ",
        Paragraph(Text("", (Span(0, 0, Slot("甲", filled=False)),)), ""),
        table("甲|乙"),
    )
    found = [
        (one.text, [piece.literal for piece in one.pieces], one.heading)
        for one in wanted_lines(composed, Patterns({}))
    ]
    assert found == [("一、收入", ["收入"], True), ("（二）支出。", ["支出。"], False), ("", [""], False)]


def prose(form_lines: list[str | Block], *printed: str | Block) -> Prose:
    return aligned(printed_lines(document(*printed)), document(*form_lines), Patterns({}))


def summary(found: Prose) -> dict[str, list[str]]:
    """What is left over when the lines are read."""
    shown = {
        "读": [claim.text for claim in found.claims],
        "不同": [f"{have}/{want}" for _, have, want in found.differs],
        "没读": [text for _, text in found.unread],
        "没有": [one.text for one in found.absent],
        "标题": [f"{line.text}/{one.text}" for line, one in found.headings],
        "在别处": [line.text for line in found.moved],
    }
    return {name: one for name, one in shown.items() if one}


def test_lines_are_read_in_order_beside_those_of_the_form() -> None:
    lines: list[str | Block] = [
        heading("一、收入情况"),
        "本部门收入正常。",
        "本部门支出正常。",
        "没有其他事项了。",
    ]
    assert summary(prose(lines, *lines)) == {
        "读": ["收入情况", "本部门收入正常。", "本部门支出正常。", "没有其他事项了。"],
        "标题": ["一、收入情况/一、收入情况"],
    }
    assert summary(prose(lines, lines[0], lines[2])) == {
        "读": ["收入情况", "本部门支出正常。"],
        "没有": ["本部门收入正常。", "没有其他事项了。"],
        "标题": ["一、收入情况/一、收入情况"],
    }
    assert summary(prose(lines, "一、收入情况", "另外的一句话。", *lines[1:])) == {
        "读": ["收入情况", "本部门收入正常。", "本部门支出正常。", "没有其他事项了。"],
        "没读": ["另外的一句话。"],
    }
    assert summary(prose(lines, lines[0], "本部门收入正常。另有说明。", *lines[2:]))["不同"] == [
        "另有说明。/"
    ]
    assert summary(prose(lines, lines[0], lines[2], lines[1], lines[3])) == {
        "读": ["收入情况", "本部门支出正常。", "本部门收入正常。", "没有其他事项了。"],
        "标题": ["一、收入情况/一、收入情况"],
        "在别处": ["本部门支出正常。"],
    }
    assert summary(prose(lines)) == {
        "没有": ["一、收入情况", "本部门收入正常。", "本部门支出正常。", "没有其他事项了。"]
    }
    far: list[str | Block] = [f"第{n}句话是这样写的。" for n in range(61)]
    assert "没读" not in summary(prose(far, far[59]))
    assert summary(prose(far, "开头的话没有了的。", far[60]))["没读"] != []


def block_of(name: str) -> list[str | Block]:
    """What stands around a public table of a form: its title, its unit and its note."""
    return [heading(f"部门{name}决算表", 2), "金额单位：万元", f"注：本表反映部门本年度各项{name}情况。"]


@pytest.mark.parametrize(
    ("order", "moved"),
    [
        ("收支总三结", ""),
        ("支收总三结", "支"),
        ("收支总结三", "结"),
        ("收支三结总", "总"),
        ("结收支总三", "结"),
        ("三收支总结", "三"),
        ("收支支总三结", ""),
    ],
)
def test_what_stands_around_a_table_is_known_wherever_the_table_stands(order: str, moved: str) -> None:
    names = {"收": "收入", "支": "支出", "总": "财政拨款收支", "三": "“三公”经费", "结": "结转和结余"}
    form = [line for one in names.values() for line in block_of(one)]
    found = prose(form, *[line for one in order for line in block_of(names[one])])
    told = summary(found)
    assert told.keys() <= {
        "读",
        "标题",
        "在别处",
        "没读",
    }  # nothing is missing, and nothing said in other words
    assert {one.said for _, one in found.headings} == {plain(f"部门{name}决算表") for name in names.values()}
    again = {
        line for one in names if order.count(one) > 1 for line in [*map(shown_line, block_of(names[one]))]
    }
    assert {*told.get("没读", [])} == again
    assert [line.text for line in found.moved if line.heading] == [f"部门{names[one]}决算表" for one in moved]


def shown_line(line: str | Block) -> str:
    return line if isinstance(line, str) else texts_of(line)[0]


def test_of_titles_in_each_other_s_place_the_notes_are_there_and_the_order_is_told_once() -> None:
    form = [*block_of("收入"), *block_of("支出"), *block_of("财政拨款收支")]
    printed = [form[3], *form[1:3], form[0], *form[4:]]
    found = prose(form, *printed)
    assert summary(found).keys() == {"读", "标题", "在别处"}
    assert told(*structure.check_outline((), found.moved)) == [
        "提醒 “部门支出决算表”的次序 这个标题的次序与格式不同。照格式的次序排。 正文：部门支出决算表 ＠第1段"
    ]
    assert not [*structure.check_outline(())]
    notes = found.moved * 2
    assert "这2个标题的次序" in told(*structure.check_outline((), notes))[0]
    for line in notes:
        line.heading = False
    assert "这4段的次序" in told(*structure.check_outline((), notes))[0]


def test_a_list_that_is_torn_into_paragraphs_is_read_as_one() -> None:
    parts = (
        "一是行政运行所需的办公经费和差旅费；",
        "二是开展科学普及活动和科技周；",
        "三是保障离退休人员的待遇。",
    )
    whole = f"本部门的项目支出主要用于：{''.join(parts)}"
    form: list[str | Block] = [whole, "没有其他事项了。"]
    begun = "本部门全部的项目支出主要用于："
    torn = summary(prose(form, f"{begun}{parts[0]}", *parts[1:], form[1]))
    assert torn == summary(prose(form, f"{begun}{''.join(parts)}", form[1]))
    assert "没有" not in torn
    assert "没读" not in torn


def test_how_many_letters_two_texts_share() -> None:
    pattern = clauses_of([Piece("literal", "收入合计,"), Piece("number"), Piece("literal", "万元。其中;")])
    assert count_shared_letters(pattern, "收入合计,5万元。其中;", 0) == (11, 11, 9)
    assert count_shared_letters(pattern, "支出,5万元。", 0) == (3, 11, 4)
    assert count_shared_letters(pattern, "收入合计5万元", 0) == (8, 11, 5)  # whatever marks stand between
    assert count_shared_letters((), "甲", 3) == (0, 0, 3)
    assert count_shared_letters(clauses_of([Piece("choice", options=())]), "甲", 1) == (0, 0, 1)


@pytest.mark.parametrize(
    ("told", "left"),
    [("公开03表 102", 0), ("公开03表 102、103", 0), ("公开03表 102 乙", 0), ("公开03表 1021", 1), ("公开05表 102", 1)],
)  # fmt: skip
def test_a_row_that_is_told_to_be_missing_is_not_told_again(told: str, left: int) -> None:
    lost = Finding(Level.ERROR, "公开03表 102", "少了“102 乙”这一行，数据里有", "", rule="SN-2")
    more = Finding(Level.ERROR, "公开03表 102", "多了“102 乙”这一行，数据里没有", "", rule="SN-2")
    missing = Finding(Level.ERROR, told, "没有“102 乙”这一行", "", rule="ST-4")
    assert origin.without_told([lost, more], [missing]) == [*[lost] * left, more]
    other = Finding(Level.ERROR, told, "编码和名称不同", "", rule="AD-1")
    assert origin.without_told([lost], [other]) == [lost]


def test_a_text_is_made_of_its_pieces_in_their_order() -> None:
    for pieces, text, made in (
        (["甲"], "甲", True),
        (["甲"], "甲乙", False),
        (["甲", "乙"], "甲乙", True),
        (["甲", "乙"], "甲某乙", True),
        (["甲乙", "乙丙"], "甲乙丙", False),
        (["甲", "乙", "丙"], "甲乙丙", True),
        (["甲", "乙", "丙"], "甲某乙某丙", True),
        (["甲", "乙", "乙丙"], "甲乙丙", False),
        (["甲", "丁", "丙"], "甲乙丙", False),
        (["", "甲", ""], "甲", True),
        (["", "甲", ""], "某甲某", True),
        (["", "甲", ""], "某", False),
    ):
        assert structure.has_pieces_in_order(pieces, text) == made, (pieces, text)


def test_more_than_a_few_rows_and_cells_are_told_together() -> None:
    def rows(count: int) -> list[str]:
        lost = {at: (f"20{at}", f"科目{at}") for at in range(count)} | {count: ("", "")}
        return [one.what for one in origin.tell_other_rows("表", origin.OtherRows(lost, {}))]

    assert rows(5) == [f"少了“科目{at}”这一行，数据里有" for at in range(5)]
    assert rows(6) == ["少了“科目0”等6行，到“科目5”，数据里有"]
    long = "一二三四五六七八九十" * 9

    def cells_of(count: int) -> list[Finding]:
        changed = [origin.ChangedCell(f"第{at}行", "甲", long, f"某{long}") for at in range(count)]
        return list(origin.tell_changed_cells("表", changed))

    assert [one.subject for one in cells_of(5)] == [f"表 第{at}行 甲" for at in range(5)]
    assert [side.value for side in cells_of(1)[0].sides] == [long[:80], f"某{long}"[:80]]
    [found] = cells_of(6)
    assert (found.subject, found.what) == ("表", "有6格与数据给出的不同")
    assert [side.value for side in found.sides] == [f"{long[:40]}（数据给出的：{f'某{long}'[:40]}）"] * 5


def test_a_year_in_words_may_be_written_otherwise() -> None:
    def year(text: str, in_words: bool = True) -> list[str]:
        source = Year(2023, in_words=in_words)
        line = Line(1, f"{text}年度部门决算", False)
        captures = Capture(Piece("free", source=source), text)
        return told(*check_stated_year(captures, Claim(line, line.plain, (captures,)), source))

    assert year("二〇二三") == year("二○二三") == year("2023", in_words=False) == []
    assert (
        len(year("二〇二二"))
        == len(year("二〇二三", in_words=False))
        == len(year("2022", in_words=False))
        == 1
    )
