"""The shapes of places in the data."""

from __future__ import annotations

from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.number_shapes import AmountShape
from narrator.disclosure.text_shapes import NameShape

ROW = RecordShape(fields={"小计": AmountShape()})
MODEL = RecordShape(
    fields={
        "一般公共预算支出表": RecordShape(fields={"各科目": CodedShape(row=ROW)}),
        "单位": ListShape(item=NameShape()),
        "项目": ListShape(item=RecordShape(fields={"名称": NameShape()})),
    }
)


def test_what_stands_at_a_place_of_the_model() -> None:
    assert isinstance(shape_at(MODEL, ("一般公共预算支出表", "各科目")), CodedShape)
    assert shape_at(MODEL, ("一般公共预算支出表", "各科目", "206")) is ROW
    assert isinstance(shape_at(MODEL, ("一般公共预算支出表", "各科目", "206", "小计")), AmountShape)
    assert isinstance(shape_at(MODEL, ("单位", "3")), NameShape)
    assert isinstance(shape_at(MODEL, ("项目", "2", "名称")), NameShape)
    assert shape_at(MODEL, ()) is MODEL
    for path in (
        ("没有",),
        ("一般公共预算支出表", "没有"),
        ("单位", "1", "甲"),
        ("一般公共预算支出表", "各科目", "206", "小计", "甲"),
    ):
        assert shape_at(MODEL, path) is None
