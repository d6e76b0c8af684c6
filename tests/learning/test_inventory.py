"""What stands in a template, written again with some of its paragraphs."""

from __future__ import annotations

from narrator.learning.inventory import Branch, Unit, write_nodes


def test_a_macro_stays_without_its_paragraphs_and_a_loop_does_not() -> None:
    """What calls the macro may still stand elsewhere."""
    macro = Branch("{% macro 各项(表) %}", [Unit(1, "甲")], "{% endmacro %}")
    loop = Branch("{% for 项 in 表 %}", [Unit(2, "乙")], "{% endfor %}")
    assert list(write_nodes([macro, loop], lambda unit: [])) == [macro.opening, macro.closing]
    assert list(write_nodes([loop], lambda unit: [unit.source])) == [loop.opening, "乙", "", loop.closing]
