"""What a report carries along is validated like data: whatever stands there, every command answers in Chinese."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands.desk import Desk, saved

from narrator.snapshot import dump
from narrator.writers.docx.archive import SNAPSHOT_PARTS

TEXT = re.compile(r"(<[^<>]*snapshot[^<>]*>)([^<]*)(</)")
Change = Callable[[dict[str, Any]], object]


def carrying(package: bytes, change: Change) -> bytes:
    """The report PACKAGE with CHANGE made to its snapshot."""

    parts: list[dict[str, Any]] = []

    def read(xml: str) -> str:
        found = TEXT.search(xml)
        assert found
        parts.append(json.loads(html.unescape(found[2])))
        return xml

    def write(xml: str) -> str:
        found = TEXT.search(xml)
        assert found
        part = {name: whole[name] for name in parts.pop(0)}
        return xml[: found.start(2)] + html.escape(json.dumps(part), quote=False) + xml[found.end(2) :]

    for name in SNAPSHOT_PARTS:
        saved(package, read, name)
    whole = {name: value for part in parts for name, value in part.items()}
    change(whole)
    for name in SNAPSHOT_PARTS:
        package = saved(package, write, name)
    return package


def put(name: str, value: object) -> Change:
    return lambda snapshot: snapshot.__setitem__(name, value)


ANYTHING: list[object] = [None, 5, "", [[1]], {"甲": 1}, [["", "", ["x", [1]]]]]
NAMES = ["格式", "数据", "短语", "出处", "原文", "版式", "情形", "原因记录"]
ENTRY = {"节": "甲", "句": "乙", "文": "乙", "数": [], "文字": []}  # as earlier reports carry them
NESTED = '{"年度": 2023, "甲": ' + "[" * 100_000 + "]" * 100_000 + "}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    desk = Desk(tmp_path_factory.mktemp("made"))
    assert desk.render() == 0
    return desk.report.read_bytes()


def answers(folder: Path, report: bytes) -> list[int]:
    """How every command that reads a report ends with REPORT; `Desk.run` refuses tracebacks."""
    desk = Desk(folder)
    desk.report.write_bytes(report)
    codes = [
        desk.run(*command)
        for command in (
            ("explain", desk.report),
            ("explain", desk.report, "26.99"),
            ("pull", desk.report, desk.data),
            ("check", desk.report),
            ("render", desk.data, "-o", desk.report),
        )
    ]
    assert all(code in (0, 1, 2) for code in codes)
    return codes


@pytest.mark.parametrize("name", NAMES)
def test_a_field_of_any_type(made: bytes, name: str, tmp_path: Path) -> None:
    for number, value in enumerate(ANYTHING):
        folder = tmp_path / str(number)
        folder.mkdir()
        answers(folder, carrying(made, put(name, value)))


@pytest.mark.parametrize(
    "change",
    [
        put("短语", 5),
        put("出处", [[1]]),
        put("情形", ""),
        put("原因记录", []),
        put("数据", NESTED),
        put("数据", '{"年度": ' + "9" * 5000 + "}"),
        put("数据", "{"),
        lambda snapshot: snapshot["出处"][0].append([1, ""]),  # a number that is no text
        lambda snapshot: snapshot["出处"][0].append(["1", "甲", [99_999]]),
        lambda snapshot: snapshot["出处"][0].append(["1", "甲", [-1]]),
        lambda snapshot: snapshot["出处"][1].append(["甲", "乙", True]),
        lambda snapshot: snapshot["出处"][2].append(["甲", ["乙", [0, 1, 99_999]]]),
        lambda snapshot: snapshot["出处"][2].append(
            ["甲", ["乙", [0, 2, "丙"]]]
        ),  # more than the paragraph has
        lambda snapshot: snapshot["出处"][2].append(["甲", ["乙", [0, 1, 0, "减少", 5, [], [], []]]]),
        lambda snapshot: snapshot["出处"].append([]),
        put("出处", [{**ENTRY, "数": [{"印": 1}]}]),
        put("出处", [{**ENTRY, "分句": 5}]),
        lambda snapshot: snapshot["原文"].append(["", "", ["甲", ["一", 2, "名", True]]]),
        lambda snapshot: snapshot["版式"].update(表=5),
    ],
)
def test_what_was_altered_is_told(made: bytes, change: Change, tmp_path: Path) -> None:
    codes = answers(tmp_path, carrying(made, change))
    assert codes[2] == 2 or codes[0] == 2


def test_a_formula_without_end(made: bytes, tmp_path: Path) -> None:
    def of_an_earlier_report(snapshot: dict[str, Any]) -> None:
        one: dict[str, Any] = {"印": "1", "算式": "", "路径": "", "来源": []}
        for _ in range(300):
            one = {"印": "1", "算式": "甲", "路径": "", "来源": [one]}
        snapshot["出处"] = [{**ENTRY, "数": [one]}]

    def twice_the_one_before(snapshot: dict[str, Any]) -> None:
        numbers = snapshot["出处"][0]
        for _ in range(300):
            numbers.append(["1", "甲", [len(numbers) - 1] * 2])

    for number, change in enumerate((of_an_earlier_report, twice_the_one_before)):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert answers(folder, carrying(made, change))[:2] == [2, 2]


def test_characters_that_xml_can_not_hold_come_back() -> None:
    odd = {"甲\ufffe": ["\uffff\\\ufffe\\ufffe", "\x00\x1f"]}
    told = dump(odd).decode()
    assert json.loads(told) == odd
    assert all(char.isprintable() for char in told)
