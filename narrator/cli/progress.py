"""What a long run shows: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import contextlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from narrator.cli import screen
from narrator.cli.screen import say

if TYPE_CHECKING:
    from narrator.batch.outcome import Outcome

EVERY = 10.0  # seconds between two plain lines
Advance = Callable[["Outcome"], None]  # takes what came of one unit


@dataclass
class Progress:
    """How far a run has come: units done so far, of so many; made: those of them that were not done before. began: when
    the first of these was begun, in seconds of the monotonic clock."""

    total: int
    done: int = 0
    made: int = 0
    failed: int = 0
    drafts: int = 0
    began: float = field(default_factory=lambda: time.monotonic())

    def add(self, outcome: Outcome) -> None:
        """Count what came of one unit."""
        self.done += 1
        if outcome.repeated:  # these come first and take no time
            self.began = time.monotonic()
        else:
            self.made += 1
        self.failed += not outcome.state.is_done
        self.drafts += outcome.state.is_draft

    @property
    def speed(self) -> float:
        """Units done in a second."""
        return self.made / max(time.monotonic() - self.began, 0.001)

    def __str__(self) -> str:
        """Return it as a line: done, failed, drafts, how many in a second, how long the others will take."""
        failed = f"　没有做成{self.failed}" if self.failed else ""
        drafts = f"　草稿{self.drafts}" if self.drafts else ""
        left = tell_seconds((self.total - self.done) / self.speed) if self.made else "？"
        return f"{self.done}/{self.total}{failed}{drafts}　每秒{self.speed:.1f}个　还要{left}"


def tell_seconds(seconds: float) -> str:
    """Return a time as people say it."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole}秒"
    return (
        f"{whole // 60}分{whole % 60:02}秒"
        if whole < 3600
        else f"{whole // 3600}小时{whole % 3600 // 60:02}分"
    )


@contextlib.contextmanager
def show_progress(total: int) -> Iterator[Advance]:
    """Return what to call for every unit that is done, of so many; it shows how far the run has come."""
    if screen.volume.quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        yield from draw_bar(Progress(total))
    else:
        yield from print_lines(Progress(total))


def draw_bar(progress: Progress) -> Iterator[Advance]:
    """Draw a bar as wide as the terminal, with how far the run has come beside it."""
    from rich import progress as bars
    from rich.console import Console

    columns = (bars.BarColumn(bar_width=None), bars.TextColumn("{task.fields[told]}", markup=False))
    with bars.Progress(*columns, console=Console(stderr=True), transient=True, expand=True) as bar:
        task = bar.add_task("", total=progress.total, told=str(progress))

        def advance(outcome: Outcome) -> None:
            """Count what came of one unit, and move the bar."""
            progress.add(outcome)
            bar.update(task, advance=1, told=str(progress))

        yield advance


def print_lines(progress: Progress) -> Iterator[Advance]:
    """Print how far the run has come, now and then."""
    printed = progress.began

    def advance(outcome: Outcome) -> None:
        """Count what came of one unit, and print how far the run has come if that was not said lately."""
        nonlocal printed
        progress.add(outcome)
        now = time.monotonic()
        if now - printed >= EVERY and progress.done < progress.total:
            printed = now
            say(str(progress))

    yield advance


def tell_counts(counts: Counter[str]) -> str:
    """Return what came of how many units, in one line."""
    return "，".join(f"{name}{number}个" for name, number in counts.items())
