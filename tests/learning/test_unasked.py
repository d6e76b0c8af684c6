"""What a form requires and data do not say is found wherever it stands, once for each item that lacks it."""

from __future__ import annotations

from decimal import Decimal

from forms.complete import complete

from narrator.checks.printed.possible_data import lenient_model
from narrator.disclosure import reading
from narrator.form import load
from narrator.form_knowledge import book
from narrator.learning.data_place import COUNT, DataPlace
from narrator.learning.form_entries import FormEntry
from narrator.learning.inventory import Inventory, compose_marked
from narrator.learning.traced_numbers import DataPlaces
from narrator.learning.unasked import figures_said, find_unasked, find_zeros_printed


def test_what_is_required_and_not_there_is_named_as_data_toml_does() -> None:
    shape = load("中央2023").model
    everything = set(find_unasked(shape, {}))
    assert "部门" in everything
    raw = {"部门": {"名称": "某局"}, "预算绩效": {"项目": [{"名称": "甲"}, {"名称": "乙"}]}}
    found = set(find_unasked(shape, raw))
    assert "部门.名称" not in found
    assert "部门" not in found
    assert "预算绩效.项目.[].主管部门" in found
    assert "预算绩效.项目.[].名称" not in found


def test_what_a_sentence_of_the_base_says_is_asked_for() -> None:
    form = load("中央2023")
    inventory, model = Inventory(form), lenient_model(form)
    lines = compose_marked(reading.read(complete("中央2023"), model)[0], book(form), inventory)
    share = next(
        one for one in lines if one.paragraph and "采购.货物采购授予中小企业合同金额" in one.paragraph.source
    )
    assert share.paragraph
    needed = figures_said(lines, {share.paragraph.number})
    assert "政府采购.货物采购授予中小企业合同金额" in needed
    assert not figures_said(lines, set())


def test_a_zero_that_the_report_prints_is_of_its_data() -> None:
    places = DataPlaces([DataPlace("三公.团组数", "三公.团组数", Decimal(0), COUNT, "")], {}, ())
    said, other = FormEntry("团组{{ 三公.团组数 }}个"), FormEntry("无此支出")
    assert [*find_zeros_printed([other, said], places, {"三公.团组数"})] == ["三公.团组数"]
    assert [*find_zeros_printed([other], places, {"三公.团组数"})] == []
    assert [*find_zeros_printed([said], places, set())] == []
