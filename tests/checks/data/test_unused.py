"""Data that no sentence uses: told one by one, or as a whole where nothing of a whole is used."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from disclosure.notation import SAMPLE
from forms.documents import LIAONING, SHANGHAI, composed, put, raw
from labels import LABELS
from strategies.render import dumps

from narrator import build
from narrator.checks.data.unused import short_value as value_said
from narrator.checks.data.unused import unprinted, unused
from narrator.commands.rendered_report import Rendered
from narrator.data_file import open_text, require_source
from narrator.disclosure import reading
from narrator.disclosure.value import Count, Figure, Listing, Record, Value, Words, Year
from narrator.document import Cell, Column, Document, Paragraph, Table
from narrator.form import load
from narrator.number import Amount, Score
from narrator.problem import Severity
from narrator.readers.json import parse
from narrator.sources import Derived, Fact, Said, Slot, Wording
from narrator.spans import Span, Text


def told(data: dict[str, Any], form: str) -> dict[str, str]:
    disclosure, problems = reading.read(parse(dumps(data)), load(form).model)
    assert problems == []
    return {one.where: one.what for one in unused(disclosure, composed(data, form).document)}


def test_a_part_that_another_form_asks_for_is_told_in_one_line() -> None:
    found = told(raw(), "上海2024")
    assert found["预算绩效"].startswith("这里的")
    assert not [place for place in found if place.startswith("预算绩效.")]
    assert found["收入支出总表.支出.总计.上年决算数"] == "4986.23没有用到"
    assert len(found) < 25


def test_a_row_that_nobody_uses_is_told_and_not_its_table() -> None:
    row = {"科目名称": "其他文化和旅游支出", "本年收入合计": 10000}
    data = put(raw(LIAONING), {"名词解释.科目.9999999": "没有这一项"})
    assert told(data, "辽宁2023")["名词解释.科目.9999999"] == "“没有这一项”没有用到"
    data = raw()
    data["收入决算表"]["各科目"]["2070199"] = row
    assert "收入决算表.各科目" not in told(data, "上海2024")


def test_a_single_leaf_is_told_with_what_stands_there() -> None:
    data = raw()
    data["部门"]["机构设置"] = "本部门设办公室"
    assert told(data, "上海2024")["部门.机构设置"] == "“本部门设办公室”没有用到"


def test_what_is_kept_for_the_next_run_is_used() -> None:
    name = "PF-1 项目“甲.乙[1]”的名称"  # in a path it stands in brackets
    data = {**raw(LIAONING), "已核实": {name: "已经核实"}, "原因记录": {name: "减少1.00万元（2.00→1.00）"}}
    assert not [place for place in told(data, "辽宁2023") if place.startswith(("已核实", "原因记录"))]


def test_names_that_the_form_prescribes_are_used() -> None:
    for sample, form in ((SHANGHAI, "上海2024"), (LIAONING, "辽宁2023")):
        assert not [place for place in told(raw(sample), form) if place.endswith("科目名称")]


def test_a_total_of_last_year_that_only_check_compares_is_used() -> None:
    source = build.read(SAMPLE)
    made = Rendered(SAMPLE, source, build.report(source), b"", [])
    assert made.unused == []
    assert (
        told(raw(LIAONING), "辽宁2023")["三公经费表.合计.上年决算数"] == "2.20没有用到"
    )  # by the report alone
    text = source.text.replace('"原因": {', '"原因": { "收入总计与上年": "甲",')
    stray = require_source(open_text(SAMPLE, parse(text), text))
    assert [one.where for one in replace(made, source=stray).unused] == ["原因.收入总计与上年"]


# ---- on small records, part by part ----


def figure(path: str, number: str = "5", given: bool = True) -> Figure:
    return Figure(Amount(Decimal(number)), path, given)


def record(path: str, **fields: Value) -> Record:
    return Record(fields, path)


def printing(*sources: object, table: bool = False) -> Document:
    """A document with a span for each of SOURCES, in a paragraph or in a table."""
    text = Text("字", tuple(Span(0, 1, source) for source in sources))
    printed = Table("表", (Column(10, "左"),), (), ((Cell(0, (text,), "左"),),), "")
    block = printed if table else Paragraph(text, "正文")
    return Document("报告", (block,))


def idle(data: Record, *sources: object) -> list[tuple[str, str]]:
    return [(one.where, one.what) for one in unused(data, printing(*sources))]


def test_each_thing_that_nobody_uses_is_told_with_what_it_says() -> None:
    data = record(
        "",
        数=figure("数", "12.3"),
        个数=Figure(Count(7), "个数"),
        得分=Figure(Score.of(Decimal("97.5")), "得分"),
        短=Words("十二个字的一段话是这样", "短"),
        长=Words("十二个字的一段话应当是这样的", "长"),
        用了=figure("用了"),
    )
    assert idle(data, figure("用了")) == [
        ("数", "12.30没有用到"),
        ("个数", "7没有用到"),
        ("得分", "97.5没有用到"),
        ("短", "“十二个字的一段话是这样”没有用到"),
        ("长", "“十二个字的一段话应当是这…”没有用到"),
    ]
    [one] = unused(record("", 甲=figure("甲"), 乙=figure("乙")), printing(figure("乙")))
    assert (one.severity, one.hint) == (Severity.WARNING, "核对名称和位置；本格式用不到的可以留着")


def test_zeros_empty_texts_and_what_is_not_given_are_no_loss() -> None:
    data = record(
        "",
        零=figure("零", "0.00"),
        没有=figure("没有", "5", given=False),
        空=Figure(None, "空"),
        零个=Figure(Count(0), "零个"),
        空话=Words("", "空话"),
        没有的话=Words("话", "没有的话", "文字", given=False),
        年度=Year(2023),
    )
    assert idle(data) == []


def test_what_steers_the_report_and_what_rows_know_of_themselves_is_no_data() -> None:
    row = record("支出决算表.各科目.206", 科目编码=Words("206", "a"), 级次=Words("类", "b"), 类=Words("甲", "c"), 款=Words("乙", "d"), 数=figure("支出决算表.各科目.206.数"))  # fmt: skip
    data = record("", 格式=Words("辽宁2023", "格式"), 部门=record("部门", 级次=Words("市", "部门.级次"), 名称=Words("某局", "部门.名称")), 行=row)  # fmt: skip
    assert idle(data) == [("部门.名称", "“某局”没有用到"), ("支出决算表.各科目.206.数", "5.00没有用到")]


def test_a_whole_of_which_nothing_is_used_is_told_as_one() -> None:
    part = record("表.行", 甲=figure("表.行.甲"), 乙=figure("表.行.乙"), 零=figure("表.行.零", "0"))
    single = record("单", 甲=figure("单.甲"))
    data = record("", 表=record("表", 行=part, 别的=figure("表.别的")), 单=single)
    assert idle(data, figure("表.别的")) == [("表.行", "这里的2个数据都没有用到"), ("单.甲", "5.00没有用到")]
    assert idle(data, figure("表.行.甲")) == [
        ("表.行.乙", "5.00没有用到"),
        ("表.别的", "5.00没有用到"),
        ("单.甲", "5.00没有用到"),
    ]
    assert idle(data) == [("表", "这里的3个数据都没有用到"), ("单.甲", "5.00没有用到")]
    listed = record("", 项=Listing([Words("甲", "项[1]"), Words("乙", "项[2]")]), 用=figure("用"))
    assert idle(listed, Words("甲", "项[1]"), figure("用")) == [("项[2]", "“乙”没有用到")]


def test_a_sentence_uses_all_that_it_was_made_from() -> None:
    sources = [figure(name) for name in "甲乙丙丁"]
    derived = Derived(
        Amount(Decimal(5)), "甲＋乙", (sources[0], Derived(Amount(Decimal(5)), "乙", (sources[1],)))
    )
    said = Said(
        Wording(("字",), "表.持平", "book.toml", 1), Fact("持平", {}, (sources[2], Listing([sources[3]]))), ""
    )
    data = record(
        "", **{one.path: one for one in sources}, 话=Words("话", "话"), 槽=Words("话", "槽", "文字")
    )
    assert idle(data) == [
        *((name, "5.00没有用到") for name in "甲乙丙丁"),
        ("话", "“话”没有用到"),
        ("槽", "“话”没有用到"),
    ]
    assert idle(data, derived, Slot("槽", ""), Words("话", "话")) == [
        ("丙", "5.00没有用到"),
        ("丁", "5.00没有用到"),
    ]
    assert ("丙", "5.00没有用到") not in idle(data, said)
    for kind in ("名称", "文字"):  # by a name a fact tells of what it is
        named = replace(said, fact=Fact("持平", {"某": Words("话", "话", kind)}, ()))
        assert (("话", "“话”没有用到") in idle(data, named)) == (kind == "文字")


def test_a_row_with_money_that_the_tables_do_not_print_is_told() -> None:
    def row(code: str, number: str) -> Record:
        path = f"一般公共预算支出表.各科目.{code}"
        return record(path, 科目编码=Words(code, path), 小计=figure(f"{path}.小计", number), 基本支出=figure(f"{path}.基本支出", "0"))  # fmt: skip

    rows = Listing([row("206", "5"), row("207", "0.004"), row("208", "3")])
    table = record(
        "一般公共预算支出表",
        合计=record("一般公共预算支出表.合计", 小计=figure("一般公共预算支出表.合计.小计")),
        各科目=rows,
    )
    data = record("", 一般公共预算支出表=table, 政府采购=record("政府采购", 总额=figure("政府采购.总额")))
    whole, shown = figure("一般公共预算支出表.合计.小计"), figure("一般公共预算支出表.各科目.208.基本支出")
    [one] = unprinted(data, printing(whole, shown, table=True), {})
    assert one.what == "一般公共预算支出表没有这一行，这一行的数印不出来"
    [one] = unprinted(data, printing(whole, shown, table=True), LABELS)
    assert (one.where, one.what) == (
        "一般公共预算支出表.各科目.206",
        "公开05表没有这一行，这一行的数印不出来",
    )
    assert one.hint == "核对编码和名称，改到表里有的行"
    assert [one.where for one in unprinted(data, printing(whole, shown), LABELS)] == [
        "一般公共预算支出表.合计",
        "一般公共预算支出表.各科目.206",
        "一般公共预算支出表.各科目.208",
    ]  # the prose prints no rows


def test_what_a_value_says_is_told_in_short() -> None:
    twelve = "一二三四五六七八九十甲乙"
    assert [value_said(Words(text, "")) for text in (twelve, f"{twelve}丙", "")] == [
        f"“{twelve}”",
        f"“{twelve}…”",
        "",
    ]
    assert value_said(Words(twelve, "", given=False)) == ""
    assert [value_said(Figure(Count(number), "")) for number in (3, 0)] == ["3", ""]
    assert value_said(Figure(Count(3), "", given=False)) == ""
