"""For which facts a report asks for reasons: the whole report, composed, is the oracle."""

from __future__ import annotations

from pathlib import Path

import pytest
from forms.documents import LIAONING, SHANGHAI, composed, raw
from forms.test_overlays import load, overlay
from strategies.render import dumps

from narrator import form as forms
from narrator.compose.asked_reasons import find_facts
from narrator.disclosure import reading
from narrator.disclosure.value import Record
from narrator.document import texts
from narrator.form import Form
from narrator.form_knowledge import book
from narrator.readers.json import parse
from narrator.sources import Slot
from narrator.texts.situation import find_situation, situation_around
from narrator.texts.status import REASONS

BUDGET = "一般公共预算财政拨款支出与年初预算相比"
SAID = f'{{{{ 一般公共预算完成年初预算(一般公共预算支出表.合计.小计, 一般公共预算支出表.合计.年初预算数, 原因="{BUDGET}") }}}}'
SECTION = "说明/其他重要事项.jinja"


def data(sample: str, form: Form) -> Record:
    return reading.read(parse(dumps(raw(sample))), form.model)[0]


@pytest.mark.parametrize(("sample", "name"), [(SHANGHAI, "上海2024"), (LIAONING, "辽宁2023")])
def test_they_are_those_in_which_the_report_gives_a_reason(sample: str, name: str) -> None:
    form = forms.load(name)
    disclosure = data(sample, form)
    names = disclosure.texts(REASONS).keys()
    expected = {
        str(situation_around(text, span))
        for text in texts(composed(raw(sample), name).document)
        for span in text.spans
        if isinstance(span.source, Slot) and span.source.filled and span.source.name.startswith(f"{REASONS}.")
    } - {"None"}
    facts = find_facts(disclosure, form, book(form), names)
    assert facts is not None
    assert expected
    assert expected <= {str(find_situation(fact)) for fact in facts}
    assert find_facts(disclosure, form, book(form), {"没有的原因"}) == []


@pytest.mark.parametrize(
    "line",
    [
        f'{{% set 话 = 占(一般公共预算支出表.合计.小计, 一般公共预算支出表.合计.小计) ~ "" %}}\n{SAID}',  # put together
        f"{{{{ 没有这样的话 }}}}\n{SAID}",
    ],
)
def test_templates_that_do_more_than_print_are_composed(line: str, tmp_path: Path) -> None:
    form = with_section(tmp_path, line)
    assert find_facts(data(SHANGHAI, form), form, book(form), {BUDGET}) is None


def test_a_report_whose_tables_ask_for_reasons_is_composed(tmp_path: Path) -> None:
    body = f"{SAID} | 一"
    layout = (
        f'"表格样式" = "公开表"\n"列宽" = [80, 80]\n"对齐" = ["左", "左"]\n"表体" = \'\'\'\n{body}\n\'\'\'\n'
    )
    form = with_section(tmp_path, '{{ 表("原因表") }}', layout)
    assert form.layouts["原因表"].asks_for_reasons
    assert find_facts(data(SHANGHAI, form), form, book(form), {BUDGET}) is None


def with_section(folder: Path, line: str, layout: str = "") -> Form:
    """A form in FOLDER that goes on from 上海2024 and has a line, and a table, of its own."""
    files = {SECTION: f'{line}\n\n{{% include "沿用/{SECTION}" %}}\n'}
    if layout:
        files["tables/原因表.toml"] = layout
    overlay(folder, base="上海2024", **files)
    forms.load.cache_clear()
    return load(folder)
