"""Slips of the text, line by line: for every rule what fails and what passes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from narrator.checks.finding import Finding
from narrator.checks.printed.lines import Line
from narrator.checks.printed.prose import Prose
from narrator.checks.printed.reading import Reading
from narrator.checks.report import hygiene

TELLS: dict[str, Callable[[list[Line]], Iterator[Finding]]] = {
    "HY-1": lambda lines: hygiene.placeholders(lines, Reading()),
    "HY-2": hygiene.options,
    "HY-3": lambda lines: hygiene.repeated(lines, Reading()),
    "HY-4": lambda lines: hygiene.slips(Prose(), lines, Reading()),
    "HY-5": hygiene.punctuation,
}
# The rule, a line that fails, and one that passes; what was found stands between ‹ and ›.
TEXTS = [
    ("HY-1", "主要原因：‹【请填写原因】›。", "主要原因：【带土移植】项目增加。"),
    ("HY-1", "收入总计‹××›万元。", "收入总计5×3万元。"),
    ("HY-1", "某‹XXX›局", "引进XRD设备，X染色体"),
    ("HY-1", "部门：‹____›", "部门：a_b"),
    ("HY-1", "‹•••••›", "一·二·三"),
    ("HY-1", "‹……………›", "等等……"),
    ("HY-1", "‹（此处›填写职责）", "（此外还有职责）"),
    ("HY-1", "‹{{›年度}}", "{年度}"),
    ("HY-2", "今年收入‹增加（减少›）5万元", "今年收入增加（上年减少）5万元"),
    ("HY-2", "决算数‹大于/小于›预算数", "大小/小于"),
    ("HY-2", "‹增长(或下降›)5%", "增长（同比）5%"),
    ("HY-3", "‹项目绩效目标完成情况：项目绩效目标完成情况：›一是", "项目绩效目标完成情况：一是"),
    ("HY-3", "资金‹使用使用›合规性", "资金使用，使用合规"),
    ("HY-3", "‹的原因的原因›", "人人有责，天天向上"),
    ("HY-4", "无财政评价项目‹。。›", "无财政评价项目。"),
    ("HY-4", "人员变动‹，、›人员减少", "人员变动，人员减少"),
    ("HY-4", "二十大精神‹ and ›习近平", "使用Android系统"),
    ("HY-5", "支出 41.36 万元,具体包括:", "支出1,234.56万元，具体包括："),
    ("HY-5", "(类)行政单位(款)医疗", "（类）行政单位（款）医疗"),
    ("HY-5", "养老保险等支出,完成", "运算符号(>=)，占比3:1"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "failing", "passing"), TEXTS, ids=[text for _, text, _ in TEXTS])
def test_a_line_is_told_with_what_is_wrong_in_it(rule: str, failing: str, passing: str) -> None:
    text = failing.replace("‹", "").replace("›", "")
    [found] = TELLS[rule]([Line(7, text, False)])
    told = "".join(side.value for side in found.sides) + found.what + found.subject
    if "‹" in failing:
        assert failing[failing.index("‹") + 1 : failing.index("›")].strip()[:16] in told
    assert all(side.name == "正文第7段" for side in found.sides)
    assert list(TELLS[rule]([Line(7, passing, False)])) == []


def test_what_stands_in_several_places_is_told_once_with_each() -> None:
    lines = [Line(n, "资金使用使用合规", False) for n in (3, 5)]
    [found] = hygiene.repeated(lines, Reading())
    assert [side.name for side in found.sides] == ["正文第3段", "正文第5段"]


def test_placeholders_of_one_table_are_told_together() -> None:
    reading = Reading(cells={"a": "某表（第1张） 甲", "b": "某表（第1张） 乙", "c": "某表（第2张） 甲"})
    reading.shown = {"a": "•••", "b": "•••", "c": "•••"}
    found = list(hygiene.placeholders([], reading))
    assert [len(one.sides) for one in found] == [2, 1]
    assert found[0].what.endswith("共2处")
    assert "共" not in found[1].what


def test_a_figure_in_a_cell_is_no_text() -> None:
    reading = Reading(cells={"a": "某表 甲"}, shown={"a": "12.30%"})
    assert list(hygiene.cells(reading)) == []


def test_halves_of_punctuation_are_counted() -> None:
    [found] = hygiene.punctuation([Line(1, "甲,乙,丙:丁", False)])
    assert found.what == "这一段有3处半角标点"
