"""What stands in a template, written again with some of its paragraphs."""

from __future__ import annotations

from narrator.form import load
from narrator.learning.inventory import Branch, Inventory, TemplateParagraph, paragraphs_in, write_nodes


def test_a_macro_stays_without_its_paragraphs_and_a_loop_does_not() -> None:
    """What calls the macro may still stand elsewhere."""
    macro = Branch("{% macro 各项(表) %}", [TemplateParagraph(1, "甲")], "{% endmacro %}")
    loop = Branch("{% for 项 in 表 %}", [TemplateParagraph(2, "乙")], "{% endfor %}")
    assert list(write_nodes([macro, loop], lambda paragraph: [])) == [macro.opening, macro.closing]
    assert list(write_nodes([loop], lambda paragraph: [paragraph.source])) == [
        loop.opening,
        "乙",
        "",
        loop.closing,
    ]


def test_what_calls_a_macro_that_calls_another_prints_the_paragraphs_of_both() -> None:
    inventory = Inventory(load("上海2025"))
    elements = inventory.elements()
    (row,) = paragraphs_in([inventory.macros["各项支出"]])
    files = [one.file for one in inventory.callers(row)]
    assert files == ["说明/一般公共预算支出.jinja", "说明/其他两种预算.jinja", "说明/其他两种预算.jinja"]
    (title,) = (
        paragraph for one in elements for paragraph in one.paragraphs if "其他重要事项" in paragraph.source
    )
    assert inventory.callers(title) == []
