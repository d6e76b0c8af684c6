"""The work on one unit, and who does it: the processes of this machine or other machines, behind one signature."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from narrator.batch.outcome import Outcome


@dataclass(frozen=True)
class Order:
    """What is asked for, of every unit alike. form: instead of those that the data name. phrasebook: the user's own
    words, or None."""

    form: str | None = None
    phrasebook: Path | None = None


@dataclass(frozen=True)
class UnitTask:
    """The work on one unit. output: the folder of all that is made; targets: the names of the files in it that are made
    for this unit. known: the digests of what was made for it before, by name. workbooks: what the unit filled in beside
    its data, see `submissions.Submission`."""

    name: str
    source: Path
    output: Path
    targets: tuple[str, ...]
    order: Order
    known: Mapping[str, str]
    workbooks: tuple[Path, ...] = ()

    @property
    def path(self) -> Path:
        """Where the first of the targets is written."""
        return self.output / self.targets[0]


Task = TypeVar("Task", bound=UnitTask)


class Runner(Protocol):
    """Does tasks and returns each with what came of it, in their order; None for one that was lost with its process."""

    def __call__(
        self, work: Callable[[Task], Outcome], tasks: Iterable[Task], /
    ) -> Iterator[tuple[Task, Outcome | None]]: ...
