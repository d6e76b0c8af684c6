"""The check of one file as `check` does it, with its review sheet; never an exception, always an outcome."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from narrator.batch.digests import NOTHING, digest_file
from narrator.batch.made_files import making_folder, write_again
from narrator.batch.outcome import Outcome, State, failed, refused, tell
from narrator.checks.finding import Level
from narrator.checks.listing import kind, verdict
from narrator.commands.check import Checked, check_file
from narrator.commands.review import Remark, remarks, review_sheet
from narrator.problem import Problem, Unusable

NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True)
class AuditTask:
    """One file. output: the folder of all review sheets; sheet: the name of its own in it. known: the digests of what
    was written for it before, by name."""

    name: str
    source: Path
    output: Path
    sheet: str
    form: str | None
    known: Mapping[str, str]


@dataclass(frozen=True)
class Audit:
    """What came of the check of one file.

    verdict: in one line. kinds: how many findings there are of each kind. rules: the same by rule and kind. remarks:
    what somebody has to mend or to look at, in order of the rules. unread: what else was not read.
    """

    outcome: Outcome
    verdict: str = ""
    kinds: Counter[str] | None = None
    rules: Counter[tuple[str, str]] | None = None
    remarks: tuple[Remark, ...] = ()
    unread: tuple[str, ...] = ()


def audit_unit(task: AuditTask) -> Audit:
    """Return what came of checking a file and writing its review sheet."""
    began = time.monotonic()
    try:
        return audit(task, check_file(task.source, task.form), began)
    except Unusable as error:
        return Audit(refused(task.name, error.problems, time.monotonic() - began))
    except Exception as error:  # one file's fault never stops another
        return Audit(failed(task.name, error, time.monotonic() - began))


def audit(task: AuditTask, checked: Checked, began: float) -> Audit:
    """Write the review sheet on a file that was checked, and return what came of it."""
    path = task.output / task.sheet
    problems: tuple[Problem, ...] = ()
    try:
        with making_folder(path):
            content = review_sheet(checked, task.source, path)
            write_again(path, content, task.known.get(task.sheet, NOTHING))
    except Unusable as error:
        problems = error.problems
    kinds = Counter(map(kind, checked.findings))
    outcome = Outcome(
        task.name,
        State.PARTIAL if problems else State.CHECKED,
        errors=kinds[Level.ERROR.value],
        hints=kinds[Level.HINT.value],
        told=tell([*problems, *checked.told]),
        files={} if problems else {task.sheet: digest_file(path)},
        seconds=round(time.monotonic() - began, 2),
    )
    return Audit(
        outcome,
        verdict(checked.findings),
        kinds,
        Counter((one.rule, kind(one)) for one in checked.findings),
        tuple(sorted(remarks(checked), key=lambda one: rule_order(one.rule))),
        tell(checked.told),
    )


def rule_order(rule: str) -> tuple[str, list[int]]:
    """Return where a rule comes among the others: T3-2 before T3-10."""
    return NUMBERS.sub("", rule), [int(one) for one in NUMBERS.findall(rule)]
