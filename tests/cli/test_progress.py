"""What a long run shows: a bar that fits its terminal, or plain lines."""

from __future__ import annotations

import io
import re

import pytest
from rich.cells import cell_len

from narrator.batch.outcome import Outcome, UnitState
from narrator.cli import progress
from narrator.cli.progress import Progress, show_progress, tell_seconds

STATES = [UnitState.COMPLETE, UnitState.DRAFT, UnitState.REFUSED, UnitState.LOST, UnitState.COMPLETE]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("width", [80, 120])
def test_a_bar_fits_the_terminal_and_tells_all(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    total = 12_345
    with show_progress(total) as advance:
        for number in range(total):
            advance(Outcome(str(number), STATES[number % 5]))
    drawn = [
        re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", line) for line in re.split(r"[\r\n]+", terminal.getvalue())
    ]
    assert max(map(cell_len, drawn)) == width
    last = [line for line in drawn if "12345/12345" in line][-1]
    assert re.search(r"━+ 12345/12345　没有做成4938　草稿2469　每秒\d+\.\d个　还要0秒", last)


def test_elsewhere_it_prints_a_line_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter(range(1000))  # seconds
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    with show_progress(40) as advance:
        for _ in range(40):
            advance(Outcome("甲", UnitState.COMPLETE))
    lines = capsys.readouterr().out.splitlines()
    assert 2 <= len(lines) <= 6
    assert all(re.fullmatch(r"\d+/40　每秒\d\.\d个　还要[\d分]+秒", line) for line in lines)


def test_what_was_done_before_makes_nothing_seem_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 2.0, 12.0, 12.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    run = Progress(4)
    for repeated in (True, True, False):
        run.add(Outcome("甲", UnitState.COMPLETE, repeated=repeated))
    assert str(run) == "3/4　每秒0.1个　还要10秒"


def test_a_time_is_told_as_people_do() -> None:
    assert [tell_seconds(one) for one in (0.4, 59.4, 61, 3599, 7260)] == [
        "0秒", "59秒", "1分01秒", "59分59秒", "2小时01分",
    ]  # fmt: skip
