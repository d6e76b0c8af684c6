"""The check of one file as `check` does it, with its review sheet; never an exception, always an outcome."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import replace

from narrator.batch.digests import NOTHING, digest_file
from narrator.batch.made_files import making_folder, write_again
from narrator.batch.outcome import Audit, Outcome, UnitState, failed_unit, refused_unit, tell_most
from narrator.batch.unit_task import UnitTask
from narrator.checks.finding import Level
from narrator.checks.listing import kind, verdict
from narrator.commands.check import check_file
from narrator.commands.data_check import Checked
from narrator.commands.review import remark_rows, review_sheet
from narrator.problem import Problem, Unusable

NUMBERS = re.compile(r"\d+")


def audit_unit(task: UnitTask) -> Outcome:
    """Return what came of checking a file and writing its review sheet."""
    began = time.monotonic()
    try:
        made = audit(task, check_file(task.source, task.order.form))
    except Unusable as error:
        made = refused_unit(task.name, error.problems)
    except Exception as error:  # one file's fault never stops another
        made = failed_unit(task.name, error)
    return replace(made, seconds=round(time.monotonic() - began, 2))


def audit(task: UnitTask, checked: Checked) -> Outcome:
    """Write the review sheet on a file that was checked, and return what came of it."""
    problems: tuple[Problem, ...] = ()
    (sheet,) = task.targets
    try:
        with making_folder(task.path):
            content = review_sheet(checked, task.source, task.path)
            write_again(task.path, content, task.known.get(sheet, NOTHING))
    except Unusable as error:
        problems = error.problems
    kinds = Counter(map(kind, checked.findings))
    return Outcome(
        task.name,
        UnitState.PARTIAL if problems else UnitState.CHECKED,
        errors=kinds[Level.ERROR.value],
        hints=kinds[Level.HINT.value],
        told=tell_most([*problems, *checked.told]),
        files={} if problems else {sheet: digest_file(task.path)},
        audit=Audit(
            verdict(checked.findings),
            kinds,
            Counter((one.rule, kind(one)) for one in checked.findings),
            tuple(sorted(remark_rows(checked), key=lambda one: rule_order(one.rule))),
        ),
    )


def rule_order(rule: str) -> tuple[str, list[int]]:
    """Return where a rule comes among the others: T3-2 before T3-10."""
    return NUMBERS.sub("", rule), [int(one) for one in NUMBERS.findall(rule)]
