"""Two runs at once: whoever writes locks first and reads then, so that what another run wrote is never lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from commands.desk import INCOME, SCIENCE, Desk, typed
from narrator.files import lock
from narrator.problem import Unusable

Between = Callable[[Callable[[], object]], None]
PULLED = "刚刚取回的话"


@pytest.fixture
def between(monkeypatch: pytest.MonkeyPatch) -> Between:
    """Does something while the next run waits for its first lock: what another one does before it lets go."""

    def arrange(happens: Callable[[], object]) -> None:
        taken, waiting = lock.take_lock, [True]

        def delayed(beside: Path, path: Path, patience: float) -> IO[bytes] | None:
            if waiting.pop() if waiting else False:
                happens()
            return taken(beside, path, patience)

        monkeypatch.setattr(lock, "take_lock", delayed)

    return arrange


def test_a_text_that_was_pulled_meanwhile_is_in_the_report(desk: Desk, between: Between) -> None:
    assert desk.render() == 0
    between(lambda: desk.change(lambda raw: raw["原因"].update({INCOME: PULLED})))
    assert desk.render() == 0
    assert PULLED in desk.text()
    assert desk.raw["原因"][INCOME] == PULLED


@pytest.mark.parametrize(
    "command",
    [
        ("reasons", "data.json", "--add"),
        ("next", "data.json", "-o", "下年.json"),
        ("pull", "报告.docx", "data.json"),
    ],
)
def test_every_command_that_writes_keeps_what_was_written_meanwhile(
    desk: Desk, between: Between, command: tuple[str, ...]
) -> None:
    assert desk.render() == 0
    desk.edit(typed(f"原因.{SCIENCE}", "局长写的"))
    between(lambda: desk.change(lambda raw: raw["原因"].update({INCOME: PULLED})))
    there = [desk.folder / one if "." in one else one for one in command]
    assert desk.run(*there) == 0, desk.err
    assert desk.raw["原因"][INCOME] == PULLED
    if command[0] == "next":
        assert PULLED in (desk.folder / "下年.json").read_text("utf-8")


def test_what_a_run_reads_is_locked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from narrator import data_file

    refused: list[bool] = []

    def reading(*arguments: Any) -> object:
        try:
            with lock.locked(desk.data, patience=0):
                refused.append(False)
        except Unusable:
            refused.append(True)
        return read(*arguments)

    read = data_file.json.load
    monkeypatch.setattr(data_file.json, "load", reading)
    assert desk.render() == 0
    assert refused[0]
    assert desk.run("reasons", desk.data) == 0
    assert refused[-1]


def test_a_report_is_not_written_over_its_data(desk: Desk) -> None:
    before = desk.files()
    assert desk.run("render", desk.data, "-o", desk.data) == 2
    assert "这是数据文件" in desk.err
    assert desk.files() == before
