"""What came of one unit: its state, what there is to say about it, and which files were made from which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from narrator.problem import Problem, gather

if TYPE_CHECKING:
    from narrator.commands.review import Remark

MOST_TOLD = 200  # lines about one unit; beyond, they are counted


class UnitState(Enum):
    """What came of a unit; the value is what the user reads."""

    FINAL = "定稿"
    COMPLETE = "文字齐全"
    DRAFT = "草稿"
    CHECKED = "已核对"
    PARTIAL = "没有做全"
    REFUSED = "没有做成"
    FAULT = "程序出错"
    LOST = "进程意外结束"

    @property
    def is_done(self) -> bool:
        """Whether all of the unit's files were made."""
        return self not in (UnitState.PARTIAL, UnitState.REFUSED, UnitState.FAULT, UnitState.LOST)

    @property
    def is_draft(self) -> bool:
        """Whether a report was made that lacks texts."""
        return self is UnitState.DRAFT


@dataclass(frozen=True)
class Audit:
    """What the rules find in one file.

    verdict: in one line. kinds: how many findings there are of each kind. rules: the same by rule and kind. remarks:
    what somebody has to mend or to look at, in order of the rules.
    """

    verdict: str
    kinds: Counter[str]
    rules: Counter[tuple[str, str]]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Outcome:
    """What came of one unit.

    missing, stale: how many of its texts are.
    errors, hints: what the rules find in its data that the unit has not accepted.
    report_errors, report_hints: the same of the finished report; None when that was not checked.
    amounts: the totals of its report by their names, in 万元.
    told: problems and remarks, a line each.
    files: the digests of the files made, by their names in the output folder.
    made_from: the digests of what they were made from, by paths.
    seconds: how long it took.
    fault: the traceback of a fault of the program, for those who mend it.
    repeated: whether it is as an earlier run left it, and nothing was done.
    audit: what the rules find, of a file that was checked; it is put into the overview and not kept.
    """

    name: str
    state: UnitState
    missing: int = 0
    stale: int = 0
    errors: int = 0
    hints: int = 0
    report_errors: int | None = None
    report_hints: int | None = None
    amounts: Mapping[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    made_from: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    fault: str = field(default="", compare=False)
    repeated: bool = False
    audit: Audit | None = None


def exit_code(outcomes: Sequence[Outcome], wrong: bool) -> int:
    """Return how a run ends: 3 when the program itself went wrong, 2 when a unit could not be done, 1 when something
    is wrong in what was checked, 0 otherwise."""
    states = {one.state for one in outcomes}
    if UnitState.FAULT in states:
        return 3
    if not all(state.is_done for state in states):
        return 2
    return 1 if wrong else 0


def refused_unit(name: str, problems: Sequence[Problem]) -> Outcome:
    """Return that a unit could not be done, for those problems."""
    return Outcome(name, UnitState.REFUSED, told=tell_most(problems))


def lost_unit(name: str) -> Outcome:
    """Return that the process that worked on a unit ended by itself, also when it worked on this unit alone."""
    what = "处理这个单位的进程意外结束了两次，内存不够，或者被系统、别的程序结束"
    told = Problem("", what, "单独处理这一个文件看看", file=name)
    return Outcome(name, UnitState.LOST, told=(str(told),))


def failed_unit(name: str, error: Exception) -> Outcome:
    """Return that the program itself went wrong at a unit."""
    import traceback

    what = f"narrator自己出了错（{type(error).__name__}）"
    told = Problem("", what, "加上 --verbose 再运行一次，把印出来的全文交给维护的人", file=name)
    fault = "".join(traceback.format_exception(error))
    return Outcome(name, UnitState.FAULT, told=(str(told),), fault=fault)


def tell_most(problems: Sequence[Problem], *lines: str) -> tuple[str, ...]:
    """Return lines and problems as lines of text, so many of them as anybody reads."""
    told = [*lines, *map(str, gather(problems))]
    more = len(told) - MOST_TOLD
    return (*told[:MOST_TOLD], *([f"……另有{more}条"] if more > 0 else []))
