"""Who does the work of a run: the processes of this machine or other machines, behind one signature."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class Runner(Protocol[Task, Result]):
    """Does tasks and returns each with what came of it, in their order; None for one that was lost with its process."""

    def __call__(
        self, work: Callable[[Task], Result], tasks: Iterable[Task], /
    ) -> Iterator[tuple[Task, Result | None]]: ...
