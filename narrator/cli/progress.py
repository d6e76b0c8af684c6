"""What a long run shows: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import contextlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator

from narrator.cli import screen
from narrator.cli.screen import say

EVERY = 10.0  # seconds between two plain lines
Advance = Callable[[str], None]  # takes what came of one unit, in a word


@contextlib.contextmanager
def show_progress(total: int) -> Iterator[Advance]:
    """Return what to call for every unit that is done, of so many; it shows how far the run has come."""
    if screen.volume.quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        yield from show_bar(total)
    else:
        yield from print_lines(total)


def show_bar(total: int) -> Iterator[Advance]:
    """Draw a bar with what has come of the units, how many are done in a second, and the time that is left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    counts: Counter[str] = Counter()
    began = time.monotonic()
    columns = (
        BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[counts]}", markup=False),
        TextColumn("{task.fields[speed]}", markup=False), TextColumn("还要"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, counts="", speed="")

        def advance(state: str) -> None:
            counts[state] += 1
            speed = counts.total() / max(time.monotonic() - began, 0.001)
            bar.update(task, advance=1, counts=tell_counts(counts), speed=f"每秒{speed:.1f}个")

        yield advance


def print_lines(total: int) -> Iterator[Advance]:
    """Print how far the run has come, now and then."""
    counts: Counter[str] = Counter()
    began = printed = time.monotonic()

    def advance(state: str) -> None:
        nonlocal printed
        counts[state] += 1
        now, done = time.monotonic(), counts.total()
        if now - printed >= EVERY and done < total:
            printed = now
            left = (now - began) / done * (total - done)
            say(f"{done}/{total}　{tell_counts(counts)}　每秒{done / (now - began):.1f}个　还要{left:.0f}秒")

    yield advance


def tell_counts(counts: Counter[str]) -> str:
    """Return what came of how many units, in one line."""
    return "，".join(f"{name}{number}个" for name, number in counts.items())
