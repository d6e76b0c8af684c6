"""The sample, broken at random: reading never fails, and what the JSON Schema refuses it tells as well."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from narrator.disclosure import reading
from narrator.disclosure.model import MODEL
from narrator.disclosure.schema import schema_text
from narrator.disclosure.value import Listing, Record, Value
from narrator.readers import json as reader
from narrator.readers import positions

from .notation import CHINESE, TEXT, places, steps

quick = settings(max_examples=50)

DATA = json.loads(TEXT)
PLACES = places(DATA)
NAMED = [place for place in PLACES if not place.endswith("]")]
VALIDATOR = Draft202012Validator(json.loads(schema_text()))
# What the reader asks for and a JSON Schema can not say.
BEYOND_SCHEMA = re.compile(
    "^(同一编码在这里叫|[0-9]+的名称是|有[0-9等行]+，却没有它|.*小数位太多，|.*数太大$|.*最多两位小数$|.*控制字符|.*里有换行)"
)
# A value of every JSON type, and some of what people really write.
VALUES: list[Any] = [
    None, True, False, 0, -1, 2.5, 1e300, 123.4567891, "", "无", "1,234.50万元", "\x00", "甲\n乙", [], [[]], [1], ["甲"],
    {}, {"甲": 1}, {"206": {}}, [{}], [None],
]  # fmt: skip


def reached(data: Any, place: str) -> tuple[Any, Any]:
    """What holds PLACE in DATA, and the last step to it."""
    *above, last = steps(place)
    for step in above:
        data = data[step]
    return data, last


def renamed(inside: dict[str, Any], old: str, new: str) -> None:
    """Gives the member OLD the name NEW, in the same position."""
    members = [(new if name == old else name, value) for name, value in inside.items()]
    inside.clear()
    inside.update(members)


def agree(data: Any) -> None:
    """Reads DATA; what the schema refuses must be told, in Chinese, and with a line when it has a place."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    disclosure, problems = reading.read(reader.parse(text))
    assert isinstance(disclosure, Record)
    if VALIDATOR.is_valid(data):
        assert [problem for problem in problems if not BEYOND_SCHEMA.search(problem.what)] == []
    else:
        assert problems
    where = positions.line_numbers(text)
    for problem in problems:
        assert CHINESE.search(problem.what)
        assert CHINESE.search(problem.hint)
        line = positions.place(problem.where, where)
        assert line is not None or problem.where.partition(".")[0] not in data


@quick
@given(st.sampled_from(NAMED))
def test_a_member_taken_out(place):
    data = json.loads(TEXT)
    inside, last = reached(data, place)
    del inside[last]
    agree(data)


@quick
@given(
    st.sampled_from(NAMED),
    st.sampled_from(["", "备注", "a.b", "[1]", "206", "2060", "总计", " "]),
    st.booleans(),
)
def test_a_member_renamed(place, name, add):
    data = json.loads(TEXT)
    inside, last = reached(data, place)
    renamed(inside, last, f"{last}{name}" if add else name)
    agree(data)


@quick
@given(st.sampled_from(PLACES), st.sampled_from(VALUES))
def test_a_value_of_another_type(place, value):
    data = json.loads(TEXT)
    inside, last = reached(data, place)
    inside[last] = value
    agree(data)


@quick
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(VALUES)), min_size=2, max_size=12))
def test_many_values_of_other_types(changes):
    data = json.loads(TEXT)
    for place, value in changes:
        try:
            inside, last = reached(data, place)
            inside[last] = value
        except (TypeError, KeyError, IndexError):
            continue  # the place went with one that held it
    agree(data)


def everything(value: Value) -> list[object]:
    """Every value in VALUE with its name, in order."""
    if isinstance(value, Record):
        return [value.path, *([name, everything(inner)] for name, inner in value.fields.items())]
    return [*map(everything, value)] if isinstance(value, Listing) else [value]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from([*VALUES, None])), max_size=12))
def test_what_was_read_before_changes_nothing(changes):
    """What a model keeps of the records of which nothing is given (`DataReading.blanks`) is what it would make of them."""
    data = json.loads(TEXT)
    for place, value in changes:
        try:
            inside, last = reached(data, place)
            inside[last] = value
            if value is None:
                del inside[last]
        except (TypeError, KeyError, IndexError):
            continue
    raw = reader.parse(json.dumps(data))
    kept, told = reading.read(raw)
    MODEL.blanks.clear()
    first, problems = reading.read(raw)
    again, same = reading.read(raw)
    assert everything(kept) == everything(first) == everything(again)
    assert told == problems == same


raw_trees = st.recursive(
    st.sampled_from(VALUES),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*DATA, "合计", "各科目"]), inner, max_size=5)
    ),
    max_leaves=20,
)


@quick
@given(raw_trees)
def test_anything_at_all(data):
    disclosure, problems = reading.read(reader.parse(json.dumps(data)))
    assert isinstance(disclosure, Record)
    assert problems  # nothing this small is the accounts of a department
