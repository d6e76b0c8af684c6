"""Fields that a form adds in its data.toml: what they become, in whatever order, and every slip told."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from narrator.disclosure.branch_shapes import ListShape, RecordShape, TextsShape
from narrator.disclosure.fields import extended, read_fields
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.model import MODEL
from narrator.disclosure.number_shapes import CountShape
from narrator.disclosure.shape import ABSENT, DataReading
from narrator.number import MoneyUnit

FILE = Path("某省2025/data.toml")


def model(*sources: str) -> RecordShape:
    """The model with what each of SOURCES declares, one after the other."""
    made = MODEL
    for source in sources:
        fields, problems = read_fields(tomllib.loads(source), FILE)
        made, misfits = extended(made, fields, FILE)
        assert problems + misfits == []
    return made


def told(source: str) -> list[str]:
    fields, problems = read_fields(tomllib.loads(source), FILE)
    _, misfits = extended(MODEL, fields, FILE)
    assert all(problem.file == str(FILE) for problem in problems + misfits)
    return [f"{problem.where}：{problem.what}" for problem in problems + misfits]


def read(shape: Any, raw: object) -> list[str]:
    reading = DataReading(MoneyUnit.YUAN)
    shape.read(raw, "这里", reading)
    return [f"{problem.where}：{problem.what}" for problem in reading.problems]


ROOMS = """
["部门.内设机构"]
"说明" = "内设机构"
"必填" = true

["部门.内设机构.[].名称"]
"类型" = "名称"
"说明" = "机构名称"
"必填" = true

["部门.内设机构.[].人数.编制"]
"类型" = "个数"
"说明" = "编制人数"
"""


def test_a_list_of_records_begins_where_nothing_was() -> None:
    shape = model(ROOMS).fields["部门"]
    assert isinstance(shape, RecordShape)
    rooms = shape.fields["内设机构"]
    assert isinstance(rooms, ListShape)
    assert (rooms.description, rooms.required) == ("内设机构", True)
    assert read(rooms, [{"名称": "办公室"}]) == []
    assert read(rooms, [{"名称": "办公室", "人数": {}}, {"人数": {"编制": "三"}}]) == [
        "这里[2].名称：缺少这一项（机构名称）",
        "这里[2].人数.编制：这里是文字“三”，应当是个数",
    ]


def test_texts_by_name() -> None:
    shape = model('["部门.备注"]\n"类型" = "按名称的文字"\n"说明" = "各单位的备注"').fields["部门"]
    assert isinstance(shape, RecordShape)
    notes = shape.fields["备注"]
    assert isinstance(notes, TextsShape)
    assert read(notes, {"甲.乙": "新设立", "丙": ["一", "二"]}) == []
    assert read(notes, {"甲": 5}) == ["这里.甲：这里是一组数据{…}，应当是文字"]


UNIT = '["部门.自称"]\n"选项" = ["部门", "单位"]\n"说明" = "自称部门还是单位"\n'


def test_what_may_be_chosen() -> None:
    title = model(UNIT).fields["部门"].fields["自称"]  # type: ignore[attr-defined]
    assert (title.required, title.description) == (True, "自称部门还是单位")
    assert read(title, "单位") == []
    assert read(title, "单 位") == ["这里：“单 位”不在可选的范围内"]
    assert title.schema()["enum"] == ["部门", "单位"]
    assert "default" not in title.schema()
    assert not model(f'{UNIT}"必填" = false').fields["部门"].fields["自称"].required  # type: ignore[attr-defined]


def test_a_choice_that_nobody_has_to_make() -> None:
    title = model(f'{UNIT}"不填就是" = "单位"').fields["部门"].fields["自称"]  # type: ignore[attr-defined]
    assert (title.required, title.schema()["default"]) == (False, "单位")
    found = title.read(ABSENT, "这里", DataReading(MoneyUnit.WAN))
    assert (str(found), found.given, found.choices) == ("单位", False, ("部门", "单位"))
    # A form that goes on from it and declares the options anew asks for it again.
    again = model(f'{UNIT}"不填就是" = "单位"', UNIT).fields["部门"].fields["自称"]  # type: ignore[attr-defined]
    assert (again.required, again.default) == (True, "")


def test_what_may_be_chosen_instead() -> None:
    """A form that goes on from another says otherwise what may be chosen, also of what the model has."""
    level = model('["部门.级次"]\n"选项" = ["省", "市"]\n"说明" = "级次"\n').fields["部门"].fields["级次"]  # type: ignore[attr-defined]
    assert (level.choices, level.description, level.required) == (("省", "市"), "级次", True)


def test_a_description_says_what_is_missing() -> None:
    made = model('["政府采购"]\n"说明" = "政府采购情况，没有的各项填0"\n"必填" = true').fields["政府采购"]
    assert made.note == "（政府采购情况，没有的各项填0）"
    assert made.required
    assert model('["政府采购"]\n"必填" = true').fields["政府采购"].description == "政府采购支出情况"


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ('["甲"]\n"类型" = "数"', "甲：没有“数”这种类型"),
        ('["甲"]\n"类型" = []', "甲：“类型”要是文字"),
        ('["甲"]\n"类型" = {}', "甲：“类型”要是文字"),
        ('["甲"]\n"类型" = "金额"', "甲：新的数据项没有说明"),
        ('["甲"]\n"类型" = "金额"\n"说明" = 1', "甲：“说明”要是文字，“必填”要是true或false"),
        ('["甲"]\n"必填" = 1', "甲：“说明”要是文字，“必填”要是true或false"),
        ('["甲"]\n"必填" = true', "甲：数据里没有“甲”"),
        ('"甲" = 1', "甲：数据项的写法不对"),
        ('["甲"]\n"单位" = "元"', "甲：数据项的写法不对"),
        ('["甲"]\n"选项" = "部门"\n"说明" = "甲"', "甲：“选项”的写法不对"),
        ('["甲"]\n"选项" = []\n"说明" = "甲"', "甲：“选项”的写法不对"),
        ('["甲"]\n"选项" = ["部门", "部门"]\n"说明" = "甲"', "甲：“选项”的写法不对"),
        ('["甲"]\n"选项" = ["部门", " 单位"]\n"说明" = "甲"', "甲：“选项”的写法不对"),
        ('["甲"]\n"选项" = ["部门,单位"]\n"说明" = "甲"', "甲：“选项”的写法不对"),
        ('["甲"]\n"选项" = ["部门"]\n"类型" = "文字"\n"说明" = "甲"', "甲：“选项”的写法不对"),
        ('["甲"]\n"选项" = ["部门"]', "甲：新的数据项没有说明"),
        ('["甲"]\n"选项" = ["部门"]\n"说明" = "甲"\n"不填就是" = "单位"', "甲：“不填就是”要是“选项”中的一个，写了它就不必填"),
        ('["甲"]\n"选项" = ["部门"]\n"说明" = "甲"\n"不填就是" = "部门"\n"必填" = true', "甲：“不填就是”要是“选项”中的一个，写了它就不必填"),
        ('["甲"]\n"类型" = "名称"\n"说明" = "甲"\n"不填就是" = "部门"', "甲：“不填就是”要是“选项”中的一个，写了它就不必填"),
        ('["甲..乙"]\n"类型" = "金额"\n"说明" = "乙"', "甲..乙：路径要有1到10个名称，用一个点隔开"),
        ('[""]\n"类型" = "金额"\n"说明" = "乙"', "：路径要有1到10个名称，用一个点隔开"),
        ('["年度.甲"]\n"类型" = "金额"\n"说明" = "乙"', "年度.甲：“甲”的上一级下面不能有数据"),
        ('["部门.名称"]\n"类型" = "金额"\n"说明" = "乙"', "部门.名称：这个数据项已经有了，类型不同"),
        ('["部门.[].甲"]\n"类型" = "金额"\n"说明" = "乙"', "部门.[].甲：“[]”的上一级下面不能有数据"),
        ('["部门.主要职责.甲"]\n"类型" = "金额"\n"说明" = "乙"', "部门.主要职责.甲：“甲”的上一级下面不能有数据"),
        ('["一般公共预算支出表.各科目.2010101.甲"]\n"类型" = "金额"\n"说明" = "乙"', "一般公共预算支出表.各科目.2010101.甲：“2010101”的上一级下面不能有数据"),
    ],
)  # fmt: skip
def test_a_slip(source: str, problem: str) -> None:
    assert told(source) == [problem]


def test_a_path_as_deep_as_an_abyss() -> None:
    [problem] = told(f'["{"甲." * 100_000}甲"]\n"类型" = "金额"\n"说明" = "乙"')
    assert len(problem) < 120


def test_a_figure_that_need_not_be_filled_in_is_not_zero() -> None:
    """The sentence that prints it asks for it."""
    stated = model('["三公经费表.公务接待费.国内公务接待批次"]\n"必填" = false')
    for made, value in ((stated, "None"), (MODEL, "0")):
        shape = shape_at(made, ("三公经费表", "公务接待费", "国内公务接待批次"))
        assert isinstance(shape, CountShape)
        assert str(shape.read(ABSENT, "批次", DataReading(MoneyUnit.YUAN)).value) == value
