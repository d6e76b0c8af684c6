"""Lines against texts whose lines are known because the test itself wrote them, token by token."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
from disclosure.notation import SAMPLE, TEXT, line, places
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.disclosure.value import join_path
from narrator.readers.positions import line_numbers, place

quick = settings(max_examples=150)

names = st.sampled_from(
    ["甲", "a", "a.b", "b", "", "[1]", 'x"y', "\\", "换\n行", "😀", "2060101", "\u2028", "}", ",", ":"]
)
leaves = st.sampled_from(
    ["0", "-1.5e+3", "1E400", "true", "null", "NaN", '"{[,:]}"', '"\\"\\n\\\\"', '""', '"多\\u000a行"']
)


class Pairs(list[tuple[str, Any]]):
    """A JSON object as it is written: names in order, perhaps one of them twice."""


trees = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.lists(st.tuples(names, inner), max_size=4).map(Pairs),
    max_leaves=12,
)


class Writer:
    """Writes a tree as JSON with random space between the tokens, and notes on which line each value begins."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.text = ""
        self.lines: dict[tuple[str | int, ...], int] = {}

    def put(self, token: str) -> int:
        self.text += self.draw(st.sampled_from(["", "", " ", "\n", "\r\n", "\t\n\n "]))
        number = self.text.count("\n") + 1
        self.text += token
        return number

    def write(self, tree: Any, here: tuple[str | int, ...] = ()) -> int:
        """Writes TREE, which stands HERE; returns the line on which it begins."""
        if isinstance(tree, str):
            return self.put(tree)
        beginning = self.put("{" if isinstance(tree, Pairs) else "[")
        for number, item in enumerate(tree, 1):
            if number > 1:
                self.put(",")
            if isinstance(tree, Pairs):
                below = (*here, item[0])
                self.lines = {other: at for other, at in self.lines.items() if other[: len(below)] != below}
                self.lines[below] = self.put(json.dumps(item[0], ensure_ascii=self.draw(st.booleans())))
                self.put(":")
                self.write(item[1], below)
            else:
                self.lines[*here, number] = self.write(item, (*here, number))
        self.put("}" if isinstance(tree, Pairs) else "]")
        return beginning


def written(steps: tuple[str | int, ...]) -> str:
    path = ""
    for step in steps:
        path = join_path(path, step) if isinstance(step, str) else f"{path}[{step}]"
    return path


@quick
@given(st.data(), trees)
def test_lines_are_where_the_test_wrote_them(data, tree):
    writer = Writer(data.draw)
    writer.write(tree)
    writer.put("")
    json.loads(writer.text)  # the test writes JSON
    assert line_numbers(writer.text) == {written(steps): at for steps, at in writer.lines.items()}


@quick
@given(st.data(), trees, names)
def test_what_is_missing_stands_where_it_would_be_put(data, tree, name):
    writer = Writer(data.draw)
    writer.write(tree)
    where = line_numbers(writer.text)
    for steps, at in writer.lines.items():
        if (*steps, name) not in writer.lines:
            assert place(join_path(written(steps), name), where) == at
            assert place(join_path(join_path(written(steps), name), "甲.[乙"), where) == at
        if (*steps, 9) not in writer.lines:
            assert place(f"{written(steps)}[9]", where) == at


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("1", {}),
        ('{"a": 1}', {"a": 1}),
        ('{\n"a":\n1}', {"a": 2}),
        ('[\n1,\n"x\\ny", [\n2]]', {"[1]": 2, "[2]": 3, "[3]": 3, "[3][1]": 4}),
        ('{"a": {"b": 1, "c": 2},\n "a": {\n"c": 3}}', {"a": 2, "a.c": 3}),
        ('{"a": [1, {"b": 2}],\n "ab": 5,\n "a": 4}', {"a": 3, "ab": 2}),
        ('{"a.b": 1,\n"a": {"b": 2}}', {'["a.b"]': 1, "a": 2, "a.b": 2}),
        ('{"\\u5e74\\u5ea6": 1}', {"年度": 1}),
    ],
)
def test_by_example(text, where):
    assert line_numbers(text) == where


@pytest.mark.parametrize(
    ("path", "at"),
    [
        ("", None),
        ("a", 1),
        ("a.b", 2),
        ("a.b.c.d", 2),
        ("a.x", 1),
        ("a.x[3].y", 1),
        ("z", None),
        ("z.a.b", None),
        ("l[2]", 4),
        ("l[7].b", 3),
        ('["a.b"].c', 5),
        ("a.b甲[", 1),  # no path that join_path makes, and no reason to fail
        ("]", None),
        ('["a.b"]["c.d[e"][2]', 5),
        ('a["b.c"].d', 1),
    ],
)
def test_place_falls_back_to_what_holds_it(path, at):
    assert place(path, {"a": 1, "a.b": 2, "l": 3, "l[2]": 4, '["a.b"]': 5}) == at


def test_no_depth_is_too_deep():
    depth = sys.getrecursionlimit() * 3
    found = line_numbers("[\n" * depth + "]" * depth)
    assert len(found) == depth - 1
    assert found["[1]" * (depth - 1)] == depth


def test_the_sample_line_by_line():
    found = line_numbers(TEXT)
    assert list(found) == places(json.loads(TEXT))
    shown = SAMPLE.read_text("utf-8").split("\n")
    for path, at in found.items():
        name = path.rpartition(".")[2]
        if not name.endswith("]"):
            assert f'"{name}"' in shown[at - 1], path


def test_the_notation_of_these_tests_counts_lines_as_well():
    text = json.dumps(json.loads(TEXT), ensure_ascii=False, indent=1)
    found = line_numbers(text)
    for path in (
        "年度",
        "一般公共预算支出表.各科目.2080501.年初预算数",
        "预算绩效.项目[4].指标[3].分值",
        "部门.主要职责[16]",
    ):
        assert line(text, path) == found[path]
