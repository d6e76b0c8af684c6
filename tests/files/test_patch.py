"""Changing single values of a JSON text: what was asked for changes, no other character does."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest
from commands.desk import SAMPLE
from hypothesis import given
from hypothesis import strategies as st

from narrator.disclosure.value import path_of_steps, split_path
from narrator.files import patch
from narrator.readers.positions import extents

NAME = st.one_of(
    st.sampled_from(["原因", "a.b", 'q"', "x[1]", "\\", "名 称", "{}", "\u200b"]), st.text(max_size=5)
)
LEAF = st.one_of(st.text(max_size=8), st.integers(), st.none(), st.booleans())
TREE = st.recursive(
    LEAF,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAME, inner, max_size=3)),
    max_leaves=8,
)
LAYOUT = st.sampled_from([{"indent": 2}, {"indent": "\t"}, {"indent": None}, {"separators": (",", ":")}])


def at(raw: Any, steps: list[str | int]) -> Any:
    for step in steps:
        raw = raw[step - 1 if isinstance(step, int) else step]
    return raw


def walk(raw: Any, steps: tuple[str | int, ...] = ()) -> Any:
    yield steps, raw
    if isinstance(raw, dict):
        for name, inner in raw.items():
            yield from walk(inner, (*steps, name))
    if isinstance(raw, list):
        for number, inner in enumerate(raw, 1):
            yield from walk(inner, (*steps, number))


@given(st.dictionaries(NAME, TREE, max_size=4), LAYOUT, st.booleans(), st.data(), st.text(max_size=6))
def test_one_text_is_put_where_it_belongs(
    raw: dict, layout: dict, ascii_only: bool, data: st.DataObject, text: str
) -> None:
    source = json.dumps(raw, ensure_ascii=ascii_only, **layout)
    places = [steps for steps, value in walk(raw) if steps and isinstance(value, str)]
    new = [(*steps, "新的") for steps, value in walk(raw) if isinstance(value, dict)]
    new = [
        steps for steps in new if split_path(path_of_steps(steps)) == steps
    ]  # no name of a reason holds another
    steps = data.draw(st.sampled_from([*places, *new]))
    text = text.replace("\n", "")
    after = patch.put_value(source, path_of_steps(steps), text)
    changed = json.loads(after)
    assert at(changed, list(steps)) == text
    holder = at(changed, list(steps[:-1]))
    if steps in places:
        holder[steps[-1] - 1 if isinstance(steps[-1], int) else steps[-1]] = at(raw, list(steps))
        start, end = extents(source, [steps])[path_of_steps(steps)]
        assert after == source[:start] + json.dumps(text, ensure_ascii=False) + source[end:]
    else:
        del holder["新的"]
    assert changed == raw


@given(st.dictionaries(NAME, TREE, max_size=4), LAYOUT)
def test_every_value_is_where_its_extent_says(raw: dict, layout: dict) -> None:
    source = json.dumps(raw, ensure_ascii=False, **layout)
    places = dict(walk(raw))
    every = extents(source, places)
    assert every.keys() == {path_of_steps(steps) for steps in places}
    for steps, value in places.items():
        start, end = every[path_of_steps(steps)]
        assert json.loads(source[start:end]) == value
        alone = extents(source, [steps])
        assert alone.items() <= every.items()
        around = [steps[:depth] for depth in range(len(steps) + 1)]
        assert alone.keys() >= {path_of_steps(place) for place in around}


@given(st.lists(st.one_of(NAME.filter(bool), st.integers(1, 99)), min_size=2, max_size=4))
def test_a_path_goes_back_to_its_steps(steps: list[str | int]) -> None:
    steps = ["根", *steps]
    assert list(split_path(path_of_steps(steps))) == steps


@pytest.mark.parametrize(
    ("source", "path", "value", "after"),
    [
        ('{"a": {"b": "c"}}', "a.d", "e", '{"a": {"b": "c", "d": "e"}}'),
        ("{}", "a", "b", '{\n  "a": "b"\n}'),
        ('{\n    "a": 1\n}', "b.c", "d", '{\n    "a": 1,\n    "b": {\n        "c": "d"\n    }\n}'),
        ('{\n  "a": [\n    "x",\n    "y"\n  ]\n}', "a", "x\nz", '{\n  "a": [\n    "x",\n    "z"\n  ]\n}'),
        ('{\n  "a": [\n    "x",\n    "y"\n  ]\n}', "a", "x", '{\n  "a": [\n    "x"\n  ]\n}'),
        ('{\n  "a": "x"\n}', "a", "x\ny", '{\n  "a": ["x", "y"]\n}'),
        ('{"a": ["x", "y"]}', "a[2]", "z", '{"a": ["x", "z"]}'),
        ('{"原因": {"a.b": "c"}}', "原因.a.b", "d", '{"原因": {"a.b": "d"}}'),
        (
            '{\r\n  "a": {\r\n    "b": 1\r\n  }\r\n}',
            "a.c",
            "d",
            '{\r\n  "a": {\r\n    "b": 1,\r\n    "c": "d"\r\n  }\r\n}',
        ),
    ],
)
def test_put(source: str, path: str, value: str, after: str) -> None:
    assert patch.put_value(source, path, value) == after


@pytest.mark.parametrize("path", ["a[3]", "a[1].b", "b.c"])
def test_no_place(path: str) -> None:
    with pytest.raises(LookupError):
        patch.put_value('{"a": ["x"], "b": "c"}', path, "d")


def test_the_sample_stays_to_the_letter() -> None:
    source = SAMPLE.read_text("utf-8")
    for path, value in [
        ("部门.主要职责[2]", "甲"),
        ("原因.收入总计与上年相比", "乙"),
        ("名词解释.科目.2060101", "丙"),
    ]:
        after = patch.put_value(source, path, value)
        assert sum(a != b for a, b in zip(source.splitlines(), after.splitlines(), strict=True)) == 1
        assert patch.put_value(after, path, patch.value(json.loads(source), path) or "") == source


@given(st.dictionaries(NAME, TREE, max_size=4), LAYOUT, st.data())
def test_many_texts_are_put_as_one_after_another(raw: dict, layout: dict, data: st.DataObject) -> None:
    source = json.dumps(raw, ensure_ascii=False, **layout)
    holders = [steps for steps, value in walk(raw) if isinstance(value, (dict, list))]
    new = st.tuples(st.sampled_from(holders), st.lists(st.sampled_from(["新的", "甲", "乙"]), max_size=2))
    old = st.sampled_from([(steps, []) for steps, _ in walk(raw)])
    places = data.draw(st.lists(st.one_of(new, old).map(lambda two: (*two[0], *two[1])), max_size=6))
    text = st.one_of(st.text(max_size=4), st.lists(st.text(max_size=4), max_size=3))
    values = {path_of_steps(steps): data.draw(text) for steps in places if steps}
    assert either(lambda: patch.put_all(source, values)) == either(lambda: one_by_one(source, values))


def one_by_one(source: str, values: Mapping[str, patch.Value]) -> str:
    for path, value in values.items():
        source = patch.put_value(source, path, value)
    return source


def either(put: Callable[[], str]) -> str | None:
    """What PUT gives; None when there is no place for something."""
    try:
        return put()
    except LookupError:
        return None


def test_the_work_for_many_texts_is_linear(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in the file is looked for once, however many texts are put there."""
    times: list[int] = []
    monkeypatch.setattr(patch, "extents", lambda text, paths: times.append(len(text)) or extents(text, paths))
    source = json.dumps({"原因": {"甲": "乙"}, "部门": {}})
    records = {f"原因记录.{number}": "减少" for number in range(500)}
    after = patch.put_all(source, {**records, "原因.甲": "丙", "原因.丁": "戊", "部门.名称": "己"})
    assert json.loads(after)["原因记录"] == dict.fromkeys(map(str, range(500)), "减少")
    assert times == [len(source)]


@given(st.dictionaries(NAME, TREE, max_size=4), LAYOUT, st.data())
def test_members_are_taken_out_and_nothing_else(raw: dict, layout: dict, data: st.DataObject) -> None:
    source = json.dumps(raw, ensure_ascii=False, **layout)
    members = [steps for steps, _ in walk(raw) if steps and isinstance(steps[-1], str)]
    gone = data.draw(st.lists(st.sampled_from(members), unique=True)) if members else []
    after = json.loads(patch.take_out_members(source, map(path_of_steps, gone)))
    for steps in sorted(gone, key=len, reverse=True):
        del at(raw, list(steps[:-1]))[steps[-1]]
    assert after == raw
    assert patch.take_out_members(source, []) == source


def test_what_is_around_a_member_stays() -> None:
    text = '{\n  "甲": 1,\n  "乙": { "丙": 2, "丁": 3 },\n  "戊": 4\n}\n'
    assert patch.take_out_members(text, ["乙.丙"]) == text.replace('"丙": 2, ', "")
    assert patch.take_out_members(text, ["乙.丁"]) == text.replace(', "丁": 3', "")
    assert patch.take_out_members(text, ["乙"]) == text.replace(',\n  "乙": { "丙": 2, "丁": 3 }', "")
    assert patch.take_out_members(text, ["甲"]) == text.replace('"甲": 1,\n  ', "")


def test_numbers_are_put_with_their_digits_in_a_row_of_their_own() -> None:
    text = '{\n  "各科目": {\n    "201": { "小计": 1.00 }\n  }\n}\n'
    new = {
        "各科目.201.小计": Decimal("2.50"),
        "各科目.202.科目名称": "名",
        "各科目.202.小计": Decimal("1E+2"),
    }
    row = '"202": { "科目名称": "名", "小计": 100 }'
    assert patch.put_all(text, new) == text.replace("1.00 }", f"2.50 }},\n    {row}")
    assert patch.put_value(text, "各科目.201.小计", None) == text.replace("1.00", "null")
