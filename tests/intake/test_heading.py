"""Which department the lines above tables speak of."""

from __future__ import annotations

import pytest

from narrator.intake.heading import department_of, same_department


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("部门：朝阳市科学技术局", "朝阳市科学技术局"),
        ("编制单位: 012001-朝阳市科学技术局", "朝阳市科学技术局"),
        ("预算部门（单位）名称：【012001】朝阳市科学技术局", "朝阳市科学技术局"),
        ("金额单位：万元", ""),
        ("单位：（万元）", ""),
    ],
)
def test_a_department_stands_behind_its_word(line: str, name: str) -> None:
    assert department_of(line) == name


def test_one_department_may_have_more_before_or_behind_its_name() -> None:
    assert same_department("辽宁省朝阳市科学技术局", "朝阳市科学技术局")
    assert same_department("朝阳市科学技术局（本级）", "朝阳市科学技术局")
    assert not same_department("朝阳市科学技术局", "朝阳市教育局")
