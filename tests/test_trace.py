"""The trace: where the figures and words of the prose come from, from data.json and from the report itself."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from facts.notation import figure
from strategies.render import SAMPLE, composed, finished, sample_text

from narrator import recorded_trace, trace
from narrator.cli.application import app
from narrator.disclosure.value import Count, Figure
from narrator.document import Document, Heading, Paragraph
from narrator.number import Amount
from narrator.readers import embedded, positions
from narrator.sources import Derived, Slot
from narrator.spans import Span, Text

DATA = SAMPLE / "data.json"
ROOT = SAMPLE.parents[1]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's report as a .docx, away from its data."""
    path = tmp_path_factory.mktemp("report") / "报告.docx"
    path.write_bytes(finished(sample_text()))
    return path


def explained(source: Path, what: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    app(["explain", str(source), what], standalone_mode=False)
    return [line.strip() for line in capsys.readouterr().out.splitlines()]


def rule(file: str, table: str, entry: str) -> str:
    """How a wording is named: its table and entry, the file, and the line found by looking for it."""
    lines = (ROOT / file).read_text("utf-8").split("\n")
    start = lines.index(f'["{table}"]')
    line = next(at for at in range(start, len(lines)) if lines[at].startswith(f'"{entry}" ='))
    return f"{table}.{entry}（{file}，第{line + 1}行）"


TITLES = {
    "收入支出总表": "公开01表 收入支出决算总表",
    "一般公共预算支出表": "公开05表 一般公共预算财政拨款支出决算表",
}


def cell(path: str) -> str:
    """A place in the data, with the number and title of its table and the line where its row stands."""
    table = TITLES.get(path.partition(".")[0])
    return f"{path}（{f'{table}，' if table else ''}第{positions.line_numbers(sample_text())[path]}行）"


# What the prose of the sample is asked, and what the answer must say, in this order.
ASKED = {
    "3.07%": [
        "与上年相比，今年收入总计减少26.99万元，降低3.07%，主要原因：人员变动，人员减少。",
        f"措辞：{rule('phrasebook/辽宁2023.toml', '与上年相比', '减少')}；情形“减少”：上年大于零，本年比上年少，仍大于零",
        f"措辞：{rule('phrasebook/通用.toml', '与上年相比', '原因句')}",
        "26.99 = 878.16 − 851.17",
        f"851.17  {cell('收入支出总表.收入.总计.决算数')}",
        f"878.16  {cell('收入支出总表.收入.总计.上年决算数')}",
        "3.07% = 26.99 ÷ 878.16",
        f"文字：{cell('原因.收入总计与上年相比')}",
    ],
    "326.53%": [
        "〔完成年初预算的326.53%，决算数与年初预算数存在差异的主要原因是退休人员补发十三薪〕",
        f"措辞：{rule('phrasebook/辽宁2023.toml', '项级完成年初预算', '大于')}；情形“大于”：决算数大于预算数，预算数大于零",
        "326.53% = 1.66 ÷ 0.50838",
        f"1.66  {cell('一般公共预算支出表.各科目.2080501.小计')}",
        f"0.50838  {cell('一般公共预算支出表.各科目.2080501.年初预算数')}",
        f"文字：{cell('原因.2080501行政单位离退休与年初预算相比')}",
    ],
    "97.87": [
        "组织对2个单位开展整体绩效自评，涉及资金851.17万元，自评平均分97.87分。《部门（单位）整体绩效自评表》见附件。",
        "97.87 = (95.9 + 99.84) ÷ 2",
        f"95.9  {cell('预算绩效.整体自评[1].总评价得分')}",
        f"99.84  {cell('预算绩效.整体自评[2].总评价得分')}",
    ],
    "持平": [
        "与上年相比，今年结转结余持平，主要原因：年末无结转结余。",
        f"措辞：{rule('phrasebook/通用.toml', '与上年相比', '持平')}；情形“持平”：变动额印出来是0.00",
        f"0.00  {cell('收入支出总表.支出.年末结转和结余.决算数')}",
        f"0.00  {cell('收入支出总表.支出.年末结转和结余.上年决算数')}",
        f"文字：{cell('原因.年末结转和结余与上年相比')}",
        f"措辞：{rule('phrasebook/辽宁2023.toml', '项级完成年初预算', '持平')}；情形“持平”：决算数与预算数之差印出来是0.00，预算数大于零",
        "100.00% = 1.08 与 1.08 相等",
    ],
}  # fmt: skip


@pytest.mark.parametrize("what", ASKED)
@pytest.mark.parametrize("kind", ["data", "report"])
def test_the_sample_explains_itself(
    what: str, kind: str, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = iter(explained(DATA if kind == "data" else report, what, capsys))
    for wanted in ASKED[what]:
        assert wanted in said, wanted  # in this order: the iterator goes on from there


def test_the_report_tells_what_the_data_tell(report: Path) -> None:
    entries = recorded_trace.trace(composed(sample_text()).document)
    assert embedded.snapshot(report)["出处"] == entries
    assert len(entries) > 50


def test_a_report_made_earlier_carries_the_entries_themselves() -> None:
    entries = recorded_trace.trace(composed(sample_text()).document)
    assert recorded_trace.read_trace(json.loads(json.dumps(entries))) == entries
    with pytest.raises(ValueError, match="no trace"):
        recorded_trace.read_trace([*entries, {}])


def test_every_figure_of_the_prose_is_traced() -> None:
    document = composed(sample_text()).document
    entries = recorded_trace.trace(document)

    def printed(numbers: list[trace.Number]) -> set[str]:
        return {one["印"].removesuffix("%") for one in numbers}

    known = set().union(*(printed(entry["数"]) for entry in entries))
    figures = {
        block.text.string[span.start : span.end]
        for block in document.blocks
        if isinstance(block, (Heading, Paragraph))
        for span in block.text.spans
        if isinstance(span.source, (Figure, Derived))
    }
    assert len(figures) > 60
    assert figures <= known


def test_every_wording_is_traced_to_a_line_that_holds_it() -> None:
    for entry in recorded_trace.trace(composed(sample_text()).document):
        if "规则" in entry:
            line = (ROOT / entry["文件"]).read_text("utf-8").split("\n")[entry["行"] - 1]
            assert line.startswith(f'"{entry["规则"].split(".")[1]}" = "')


# ---- one paragraph ----

CELL = Figure(Amount.of(5), "收入支出总表.甲")
DOUBLE = Derived(Amount.of(10), "5.00 + 5.00", (CELL, CELL))


def paragraph(string: str, **sources: object) -> Document:
    """A document of one paragraph, in which the words that SOURCES name have these sources."""
    spans = tuple(
        Span(string.index(words), string.index(words) + len(words), source)
        for words, source in sources.items()
    )
    return Document("标题", (Heading(1, Text("一、甲"), "标题"), Paragraph(Text(string, spans), "正文")))


def test_a_figure_that_stands_by_itself() -> None:
    (entry,) = recorded_trace.trace(paragraph("一共。甲10.00万元。乙。", **{"10.00": DOUBLE}))
    made = {"印": "5.00", "算式": "", "路径": "收入支出总表.甲"}
    assert entry == {
        "节": "一、甲",
        "句": "甲10.00万元。",
        "文": "10.00",
        "数": [{"印": "10.00", "算式": "5.00 + 5.00", "路径": "", "来源": [made, made]}],
        "文字": [],
    }


def test_a_text_that_stands_by_itself() -> None:
    (entry,) = recorded_trace.trace(paragraph("职责：管理。", 管理=Slot("部门.主要职责[1]")))
    assert (entry["句"], entry["文"], entry["数"], entry["文字"]) == (
        "职责：管理。",
        "管理",
        [],
        ["部门.主要职责[1]"],
    )


def test_what_has_no_source_in_the_data_is_not_traced() -> None:
    assert recorded_trace.trace(paragraph("甲乙", 甲="别的")) == []
    assert recorded_trace.trace(paragraph("甲乙")) == []


def test_a_figure_with_more_decimals_than_are_printed_is_told_with_them() -> None:
    entries = recorded_trace.trace(paragraph("甲0.51", **{"0.51": figure("0.50838")}))
    assert [one["印"] for entry in entries for one in entry["数"]] == ["0.50838"]
    for source, printed in ((Figure(None, "数"), "（没有）"), (Figure(Count(3), "数"), "3")):
        (entry,) = recorded_trace.trace(paragraph("甲0.51", **{"0.51": source}))
        assert [one["印"] for one in entry["数"]] == [printed]


@pytest.mark.parametrize(
    ("string", "start", "end", "said"),
    [
        ("甲。乙丙。丁", 2, 3, "乙丙。"),
        ("甲。乙丙。丁", 0, 1, "甲。"),
        ("甲。乙丙。丁", 5, 6, "丁"),
        ("甲。乙丙。丁", 2, 5, "乙丙。"),
        ("甲。乙丙。丁", 0, 5, "甲。乙丙。"),
        ("　甲乙", 1, 2, "甲乙"),
    ],
)
def test_the_sentence_around(string: str, start: int, end: int, said: str) -> None:
    assert trace.sentence_around(string, start, end) == said


# ---- asking ----


@pytest.fixture(scope="module")
def entries() -> list[trace.TraceEntry]:
    return recorded_trace.trace(composed(sample_text()).document)


@pytest.mark.parametrize("what", ["26.99", "26.99万元", " 26.99 ", "２６．９９", "26.99 万元"])
def test_a_figure_is_asked_for_as_it_is_printed(what: str, entries: list[trace.TraceEntry]) -> None:
    found = trace.find_entries(entries, what)
    assert len(found) == 3
    assert all("26.99" in entry["文"] for entry in found)


def test_a_figure_that_only_stands_behind_others(entries: list[trace.TraceEntry]) -> None:
    found = trace.find_entries(entries, "878.16")
    assert found
    assert all("878.16" not in entry["文"] for entry in found)


def test_a_figure_is_no_part_of_another(entries: list[trace.TraceEntry]) -> None:
    assert trace.find_entries(entries, "6.99") == []
    assert trace.find_entries(entries, "99999") == []
    for nought in ("0.00", "0.00%"):
        assert all(re.search(r"(?<!\d)0\.00", entry["文"]) for entry in trace.find_entries(entries, nought))


def test_a_figure_is_found_as_it_is_printed_and_by_its_exact_value() -> None:
    exact = figure("5122.079")
    more = Derived(Amount.of(Decimal("0.02")), "5,122.08 − 5,122.06", (exact,))
    entries = recorded_trace.trace(
        paragraph("共5,122.08万元，多0.02万元。", **{"5,122.08": exact, "0.02": more})
    )
    assert trace.find_entries(entries, "9" * 99 + ".5") == []
    for what in ("5,122.08", "5122.08", "5,122.08万元", "5122.08 元"):
        assert [one["文"] for one in trace.find_entries(entries, what)] == ["5,122.08"]
    assert len(trace.find_entries(entries, "5122.079")) == 2
    assert [one["文"] for one in trace.find_entries(entries, "5122.06")] == ["0.02"]  # only behind another
    assert trace.find_entries(entries, "122.08") == []


def test_a_section_is_asked_for_by_its_heading(entries: list[trace.TraceEntry]) -> None:
    found = trace.find_entries(entries, "收入支出决算总体情况说明")
    assert found
    assert {entry["节"].split(" › ")[-1] for entry in found} == {"一、收入支出决算总体情况说明"}
    assert trace.find_entries(entries, "没有这一节") == []


def test_a_cell_is_told_once_for_a_sentence() -> None:
    lines = list(
        trace.tell_entries(
            recorded_trace.trace(paragraph("甲10.00。", **{"10.00": DOUBLE})), {"收入支出总表.甲": 7}
        )
    )
    assert lines == [
        "\n【一、甲】",
        "\n  甲10.00。",
        "      10.00 = 5.00 + 5.00",
        "        5.00  收入支出总表.甲（第7行）",
    ]
    (*_, last) = trace.tell_entries(recorded_trace.trace(paragraph("甲10.00。", **{"10.00": DOUBLE})), {})
    assert last == "        5.00  收入支出总表.甲"
