"""Numbers that stand a level lower than the marks of the base say are learned as they are printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from learning.measure import published, sample_of
from narrator.checks.printed.lines import Line
from narrator.commands.learn import learn_form
from narrator.document import Heading, Paragraph, Table
from narrator.learning.counterparts import PrintedBlock
from narrator.learning.inventory import ComposedBlock, TemplateParagraph
from narrator.learning.lowered_marks import are_lowered, raise_marks
from narrator.spans import Text


def block(number: int, text: str, level: int = 0, source: str = "", style: str = "正文") -> PrintedBlock:
    """A line of a report, which is that of a paragraph of the base."""
    words = Text(text, ())
    node = Heading(level, words, "") if level else Paragraph(words, style)
    base = ComposedBlock(TemplateParagraph(number, source), words, level, "") if source else None
    return PrintedBlock(number, node, Line(number, text, level > 0), level, base)


@pytest.mark.parametrize(("printed", "lowered"), [("（一）收入", True), ("一、收入", False)])
def test_most_lines_of_the_base_say_whether_numbers_are_lowered(printed: str, lowered: bool) -> None:
    part = block(1, "一、概况", 1, "# [一、] 概况")
    assert are_lowered([part, block(2, printed, 2, "## [一、] 收入")]) is lowered
    assert not are_lowered([part, block(2, "（一）收入", 2)])


def test_lowered_numbers_are_those_of_the_templates() -> None:
    blocks = [
        block(1, "一、概况", 1),
        block(2, "（一）收入", 2),
        block(3, "1.基本支出。"),
        block(4, "（2）项目支出。"),
        block(5, "没有编号。"),
        PrintedBlock(6, Table("", (), (), (), "")),
        block(7, "2.单位为万元。", style="表注"),
    ]
    raise_marks(blocks)
    assert [one.text for one in blocks] == [
        "一、概况", "一、收入", "（一）基本支出。", "1.项目支出。", "没有编号。", "", "2.单位为万元。",
    ]  # fmt: skip


@pytest.mark.parametrize(("form", "stated"), [("中央2023", True), ("浙江2023", False)])
def test_a_form_says_whether_its_numbers_are_lowered(tmp_path: Path, form: str, stated: bool) -> None:
    path = tmp_path / "去年.docx"
    path.write_bytes(published(sample_of(form), bare=False))
    learned = learn_form(path, "某地2024", "浙江2023", tmp_path)
    assert learned.proof is not None
    assert learned.proof.same_lines > 0.95 * learned.proof.lines > 150
    assert ('"编号降一级" = false' in (learned.folder / "form.toml").read_text("utf-8")) is stated
