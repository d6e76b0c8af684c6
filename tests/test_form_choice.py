"""Which form fits a department and a year."""

from __future__ import annotations

import pytest

from narrator import form as forms
from narrator.form_choice import form_of, tell_year


@pytest.mark.parametrize(
    ("department", "year", "form"),
    [
        ("上海市普陀区规划和自然资源局", 2024, "上海2024"),
        ("中共上海市普陀区委社会工作部", 2025, "上海2025"),
        ("中国共产党辽宁省委员会宣传部", None, "辽宁2023"),
        ("辽宁省某厅", 2023, "辽宁2023"),
        ("辽宁省某厅", 2024, "辽宁2024"),
        ("辽宁省某厅", 2030, "辽宁2024"),
        ("朝阳市科学技术局", 2023, ""),
        ("", 2023, ""),
    ],
)
def test_the_form_follows_from_the_place_that_a_name_begins_with_and_the_year(
    department: str, year: int | None, form: str
) -> None:
    assert form_of(department, year) == form


def test_data_of_another_year_than_the_forms_are_told() -> None:
    old = forms.load("辽宁2023")
    assert list(tell_year(old, 2023)) == []
    [known], [unknown] = list(tell_year(old, 2024)), list(tell_year(old, 2031))
    assert (known.what, known.hint) == ("数据是2024年度的，格式“辽宁2023”是2023年度的", "改用“辽宁2024”")
    assert "narrator forms new 辽宁2031 --from 辽宁2023" in unknown.hint
