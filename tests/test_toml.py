"""TOML that people write: no slip is told in English, and every entry has its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from narrator import toml
from narrator.problem import Problem, Unusable
from narrator.shipped import shipped

SLIPS = [
    ("a", 1, "名称后面少了等号"),
    ("[a", 1, "方括号没有成对"),
    ("[[a]", 1, "方括号没有成对"),
    ("a = 1\nb =", 2, "等号后面的值写得不对"),
    ("a = 1\nb = c", 2, "等号后面的值写得不对"),
    ("a = True", 1, "等号后面的值写得不对"),
    ("a = “甲”", 1, "等号后面的值写得不对"),
    ("甲 = 1", 1, "这里应当是名称"),
    ('"甲" ＝ 1', 1, "名称后面少了等号"),
    ("a = [1\n\n", 1, "列表少了右方括号，或者两项之间少了逗号"),
    ("a = [\n1\n2]", 3, "列表少了右方括号，或者两项之间少了逗号"),
    ("a = {b = 1", 1, "花括号没有成对，或者两项之间少了逗号"),
    ('a = "x\nb = 1', 1, "引号没有成对"),
    ("a = 'x\nb = 'y'", 1, "引号没有成对"),
    ("a = '''x\nb = 1", 2, "引号没有成对"),
    ('a = """x', 1, "引号没有成对"),
    ("a = 1\na = 2", 2, "这个名称前面已经写过了"),
    ("a = {b = 1, b = 2}", 1, "这个名称前面已经写过了"),
    ('["甲"]\n["甲"]', 2, '["甲"]这张表写了两次'),
    ('["甲"."乙"]\n\n["甲"."乙"]', 3, '["甲"."乙"]这张表写了两次'),
    ("a = {}\na.b = 1", 2, "这张表前面已经写完了，不能在这里再加"),
    ("a = 'b' c", 1, "一行里写了两项，或者值的后面多了东西"),
    ('a = "\\q"', 1, "双引号里的反斜杠“\\”有别的意思"),
    ('a = "\\uD800"', 1, "双引号里的反斜杠“\\”有别的意思"),
    ('a = "\\uZ"', 1, "双引号里的反斜杠“\\”有别的意思"),
    ('a = "\x01"', 1, "这里有看不见的控制字符"),
    ("a = 1 # \x01", 1, "这里有看不见的控制字符"),
    ("a = 2024-02-30", 1, "这里像日期又不是日期"),
    ("a = " + "9" * 5000, 1, "数太长"),
    ("a = " + "[" * 100_000, 1, "括号套得太深"),
]


@pytest.mark.parametrize(("text", "line", "what"), SLIPS)
def test_a_slip(text: str, line: int, what: str) -> None:
    with pytest.raises(Unusable) as error:
        toml.read(text, "甲.toml")
    (problem,) = error.value.problems
    assert (problem.file, problem.line) == ("甲.toml", line)
    assert problem.what == f"不是正确的TOML写法（{what}）"
    assert problem.hint


def test_every_message_of_the_parser_has_its_chinese() -> None:
    """Read from its source, so that a new Python with a new message is noticed here."""
    source = Path(tomllib._parser.__file__).read_text("utf-8")  # type: ignore[attr-defined]
    messages = re.findall(r'suffixed_err\(\s*src,\s*\w+,\s*f?(".*?"(?=[,)\s])|\'.*?\')', source)
    assert len(messages) > 20
    unknown = toml.explain_message("")
    assert [
        one
        for one in messages
        if toml.explain_message(one[1:-1].replace("{key}", "('a',)").replace("{expect!r}", "']'")) == unknown
    ] == []


def leaves(data: Mapping[str, object], path: str = "") -> Iterator[str]:
    for name, value in data.items():
        here = f"{path}.{name}" if path else name
        yield here
        if isinstance(value, dict):
            yield from leaves(value, here)


FILES = sorted(shipped("templates").rglob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_where_the_entries_of_the_forms_stand(path: Path) -> None:
    text = path.read_text("utf-8")
    where = toml.line_numbers_of(text)
    lines = text.split("\n")
    for entry in leaves(tomllib.loads(text)):
        if entry not in ("字体", "段落样式", "页面版式", "表格样式"):  # which no line names alone
            assert entry.split(".")[-1] in lines[where[entry] - 1], entry


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('"甲" = 1 # "乙" = 2\n\n丙 = 3', {"甲": 1, "丙": 3}),
        ("a = '''\nb = 1\n[c]\n'''\nd = 2", {"a": 1, "d": 5}),
        ('a = """\n\\"""\nb = 1\n"""\nc = 2', {"a": 1, "c": 5}),
        ("a = [\n  [1],\n  {b = 2},\n]\nc = 2", {"a": 1, "c": 5}),
        ('[a]\n"b.c" = 1\nd.e = 2\n[f."g"]\nh = 3', {"a": 1, "a.b.c": 2, "a.d.e": 3, "f.g": 4, "f.g.h": 5}),
        ("[[a]]\nb = 1\n[[a]]\nb = 2", {"a": 1, "a.b": 2}),
        ('"\\u7532" = "]"\nb = "["\nc = 1', {"甲": 1, "b": 2, "c": 3}),
        ("a = 1\r\nb = 2\r\n", {"a": 1, "b": 2}),
    ],
)
def test_where_an_entry_stands(text: str, where: dict[str, int]) -> None:
    assert toml.line_numbers_of(text) == where


def test_a_problem_is_told_with_the_nearest_line() -> None:
    text = "[a]\nb = 1\nc = 2"
    problems = [Problem(where, "", "") for where in ("a.c", "a.d", "a.b.x.y", "z")]
    assert [one.line for one in toml.with_lines(problems, text, "f")] == [3, 1, 2, 1]


@pytest.mark.parametrize(
    "text", ["", "甲局", '说“好”和"好"', "一\\二\n三\t四", *map(chr, range(32)), "\x7f", "\u2028"]
)
def test_a_quoted_text_is_read_back(text: str) -> None:
    assert tomllib.loads(f"{toml.quote('键' + text)} = {toml.quote(text)}") == {f"键{text}": text}
