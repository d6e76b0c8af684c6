"""More than people write, or what no file can hold: told with its place, in one line each."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from commands.desk import ROOT, Desk

from narrator.data_file import with_places
from narrator.phrases.words import accounts_for_sameness
from narrator.problem import Problem
from narrator.sources import Slot
from narrator.spans import Text, join, paragraphs


@pytest.mark.parametrize("number", [2_001, 10_000, 100_000])
def test_a_list_longer_than_any_unit_has(desk: Desk, number: int) -> None:
    desk.change(lambda raw: raw["部门"].update(主要职责=["职责。"] * number))
    assert desk.run("render", desk.data) == 2
    assert len(desk.err.splitlines()) == 1
    assert f"部门.主要职责：这里有{number}项，一个列表最多2000项。" in desk.err


def test_names_that_nobody_knows_without_number(desk: Desk) -> None:
    desk.change(lambda raw: raw.update({f"不认识{number}": 1 for number in range(100_000)}))
    assert desk.run("render", desk.data) == 2
    *listed, last = desk.err.splitlines()
    assert len(listed) == 3_000
    assert last.endswith("还有97000处问题没有列出。请先改正上面的，再运行一次。")


@pytest.mark.parametrize(
    ("words", "told"),
    [("{{ " + "1" * 5_000 + " }}", "长得不正常的数"), ('{{ "\\ud800" }}', "印不出来的字符")],
)
def test_a_template_that_no_file_can_hold(desk: Desk, words: str, told: str) -> None:
    pack = desk.folder / "某省2025"
    shutil.copytree(ROOT / "templates" / "辽宁2023", pack)
    shutil.copy(ROOT / "phrasebook" / "辽宁2023.toml", pack / "phrasebook.toml")
    main = pack / "report.jinja"
    main.write_text(f"{main.read_text('utf-8')}\n{words}\n", "utf-8")
    assert desk.run("render", desk.data, "--form", f"{pack}/") == 2
    assert told in desk.err
    assert "report.jinja，第" in desk.err


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def seconds(work: Callable[[], object]) -> float:
    """The least of a few times that WORK takes."""

    def once() -> float:
        begin = time.process_time()
        work()
        return time.process_time() - begin

    return min(once() for _ in range(3))


@pytest.mark.parametrize(
    "work",
    [
        lambda count: paragraphs(join([Text("甲").from_source(Slot("乙")), "\n"] * count)),
        lambda count: accounts_for_sameness("人员未减少，" * count),
    ],
    ids=["paragraphs", "accounts_for_sameness"],
)
def test_the_time_for_a_long_text_is_linear(work: Callable[[int], object]) -> None:
    short, long = (seconds(partial(work, count)) for count in (1_000, 8_000))
    assert long < 24 * max(short, 0.0005)  # between 8, which is linear, and 64


def test_the_time_to_place_problems_is_linear() -> None:
    """Each problem gets its line without counting all lines again."""

    def seconds(count: int) -> float:
        text = json.dumps({f"键{number}": 1 for number in range(count)}, ensure_ascii=False, indent=1)
        problems = [Problem(f"键{number}", "没有这个名称的数据项", "删掉") for number in range(count)]
        begin = time.process_time()
        found = with_places(problems, Path("data.json"), text)
        assert found[-1].line == count + 1
        return time.process_time() - begin

    assert min(seconds(4_000) for _ in range(3)) < 12 * max(min(seconds(1_000) for _ in range(3)), 0.001)
