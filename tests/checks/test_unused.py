"""Data that no sentence uses: told one by one, or as a whole where nothing of a whole is used."""

from __future__ import annotations

from typing import Any

from forms.documents import LIAONING, SHANGHAI, composed, put, raw
from strategies.render import dumps

from narrator.checks.data.unused import unused
from narrator.disclosure import reading
from narrator.form import load
from narrator.readers.json import parse


def told(data: dict[str, Any], form: str) -> dict[str, str]:
    disclosure, problems = reading.read(parse(dumps(data)), load(form).model)
    assert problems == []
    return {one.where: one.what for one in unused(disclosure, composed(data, form).document)}


def test_a_part_that_another_form_asks_for_is_told_in_one_line() -> None:
    found = told(raw(), "上海2024")
    assert found["预算绩效"].startswith("这里的")
    assert not [place for place in found if place.startswith("预算绩效.")]
    assert found["公开01表.支出.总计.上年决算数"] == "4986.23没有用到"
    assert len(found) < 25


def test_a_row_that_nobody_uses_is_told_and_not_its_table() -> None:
    row = {"科目名称": "其他文化和旅游支出", "本年收入合计": 10000}
    data = put(raw(LIAONING), {"名词解释.科目.9999999": "没有这一项"})
    assert told(data, "辽宁2023")["名词解释.科目.9999999"] == "“没有这一项”没有用到"
    data = raw()
    data["公开02表"]["各科目"]["2070199"] = row
    assert "公开02表.各科目" not in told(data, "上海2024")


def test_a_single_leaf_is_told_with_what_stands_there() -> None:
    data = raw()
    data["部门"]["机构设置"] = "本部门设办公室"
    assert told(data, "上海2024")["部门.机构设置"] == "“本部门设办公室”没有用到"


def test_what_is_kept_for_the_next_run_is_used() -> None:
    name = "PF-1 项目“甲.乙[1]”的名称"  # in a path it stands in brackets
    data = {**raw(LIAONING), "已核实": {name: "已经核实"}, "原因记录": {name: "减少1.00万元（2.00→1.00）"}}
    assert not [place for place in told(data, "辽宁2023") if place.startswith(("已核实", "原因记录"))]


def test_names_that_the_form_prescribes_are_used() -> None:
    for sample, form in ((SHANGHAI, "上海2024"), (LIAONING, "辽宁2023")):
        assert not [place for place in told(raw(sample), form) if place.endswith("科目名称")]
