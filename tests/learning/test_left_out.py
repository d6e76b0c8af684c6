"""What the base prints of last year's data, or with a heading of its own, and the report does not have is left out."""

from __future__ import annotations

import pytest
from forms.complete import complete
from forms.documents import put

from narrator.form import load
from narrator.form_knowledge import book
from narrator.learning.inventory import Inventory
from narrator.learning.left_out import paragraphs_under_heading, said_of_data


@pytest.mark.parametrize("duties", [["拟订规划。"], []])
def test_what_the_base_prints_of_the_data_is_known_though_tables_do_not_show_it(duties: list[str]) -> None:
    form = load("辽宁2023")
    data = put(complete("辽宁2023"), {"部门.主要职责": duties})
    paragraphs = said_of_data(data, {}, book(form), Inventory(form))
    assert any("{{ 职责 }}" in paragraph.source for paragraph in paragraphs) == bool(duties)


def test_a_part_with_a_heading_within_a_part_that_was_seen_is_left_out_when_it_was_not() -> None:
    elements = Inventory(load("中央2023")).elements()
    part = next(
        one for one in elements if any("第五部分" in paragraph.source for paragraph in one.paragraphs)
    )
    seen = {paragraph.number for paragraph in part.paragraphs if "第五部分" in paragraph.source}
    lost = [paragraph.source for paragraph in paragraphs_under_heading(elements, seen)]
    assert any("部门评价报告" in source for source in lost)
    assert not any("第五部分" in source or "项目支出绩效自评表" in source for source in lost)
    whole = {paragraph.number for paragraph in part.paragraphs}
    assert [*paragraphs_under_heading(elements, whole)] == [*paragraphs_under_heading(elements, set())] == []
