"""The report of one unit, made as `render` makes it, in a process of its own; never an exception, always an outcome."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from narrator import build
from narrator.batch.digests import NOTHING, digest_file, digest_path
from narrator.batch.made_files import making_folder, write_again
from narrator.batch.outcome import Outcome, UnitState, failed_unit, refused_unit, tell_most
from narrator.batch.unit_task import Order, UnitTask
from narrator.checks.finding import Level
from narrator.checks.listing import kind
from narrator.commands.render import describe, render_file
from narrator.commands.rendered_report import Options, Rendered
from narrator.disclosure.value import Figure
from narrator.number import Amount
from narrator.problem import Problem, Unusable

DRY = "只是看看，没有写进数据文件。"
# The totals of a report, by what the overview calls them: where they stand in the data.
TOTALS = {
    "收入总计": ("收入支出总表", "收入", "总计", "决算数"),
    "上年收入总计": ("收入支出总表", "收入", "总计", "上年决算数"),
    "支出总计": ("收入支出总表", "支出", "总计", "决算数"),
    "上年支出总计": ("收入支出总表", "支出", "总计", "上年决算数"),
}


@dataclass(frozen=True)
class ReportOrder(Order):
    """also: the endings of files that are made beside the .docx. check: whether the finished report is checked too. The
    others are as in `render`."""

    also: tuple[str, ...] = ()
    final: bool = False
    check: bool = False
    overwrite: bool = False
    dry_run: bool = False


@dataclass(frozen=True)
class ReportTask(UnitTask):
    """The report of one unit, the first of the targets, and what is made beside it."""

    order: ReportOrder


def make_unit_report(task: ReportTask) -> Outcome:
    """Return what came of making a unit's report and what is made beside it."""
    began = time.monotonic()
    try:
        with contextlib.nullcontext() if task.order.dry_run else making_folder(task.path):
            made = make(task)
    except Unusable as error:
        made = refused_unit(task.name, error.problems)
    except Exception as error:  # one unit's fault never stops another
        made = failed_unit(task.name, error)
    return replace(made, seconds=round(time.monotonic() - began, 2))


def make(task: ReportTask) -> Outcome:
    """Make the files of a unit and return what came of it. Raises Unusable."""
    order = task.order
    brought, doubts = bring_in_workbooks(task)
    options = Options(overwrite=order.overwrite, final=order.final, dry_run=order.dry_run)
    made = render_file(task.source, task.path, order.form, order.phrasebook, options)
    unwritten = [] if order.dry_run else list(write_copies(task, made))
    missing = made.composition.missing
    _, *remarks = describe(made)  # of which the first says what the state says
    found = Counter(map(kind, made.findings))
    outcome = Outcome(
        task.name,
        UnitState.PARTIAL
        if unwritten
        else UnitState.DRAFT
        if missing
        else UnitState.FINAL
        if order.final
        else UnitState.COMPLETE,
        len(missing),
        len(made.stale),
        found[Level.ERROR.value],
        found[Level.HINT.value],
        amounts=dict(report_totals(made)),
        told=tell_most([*unwritten, *doubts, *made.problems], *brought, *remarks),
    )
    if order.dry_run:
        return outcome
    there = [name for name in task.targets if (task.output / name).exists()]
    outcome = replace(
        outcome,
        files={name: digest_file(task.output / name) for name in there},
        made_from={str(one): digest_path(one) for one in inputs_of(made, task)},
    )
    return check_made(outcome, task) if order.check else outcome


def bring_in_workbooks(task: ReportTask) -> tuple[list[str], list[Problem]]:
    """Take what the unit filled in beside its data into them, as `import` does; return what was changed, as lines, and
    what there is to look at. In a dry run it is only told. Raises Unusable when a workbook is not of these data."""
    lines: list[str] = []
    doubts: list[Problem] = []
    for book in task.workbooks:
        from narrator.commands.import_file import bring_in, import_file  # few units have any
        from narrator.commands.import_sources import Sources

        before = digest_file(task.source)
        try:
            if task.order.dry_run:
                would = bring_in(Sources(book), task.source, task.order.form)
                told, found, changed = [*would.lines, DRY], would.problems, would.text != would.before
            else:
                made = import_file(Sources(book), task.source, None, task.order.form)
                told, found, changed = [*made.lines], made.problems, digest_file(task.source) != before
        except Unusable as error:
            what = f"它和 {task.source.name} 在一个文件夹里，当作一个单位的"
            together = Problem("", what, "不是一个单位的，放到另一个文件夹", file=str(book))
            raise Unusable([*error.problems, together]) from None
        doubts += found
        if changed:
            lines += [f"{book.name}：{line.strip()}" for line in told]
    return lines, doubts


def check_made(outcome: Outcome, task: ReportTask) -> Outcome:
    """Return what came of a unit with how much the rules find in its report as printed. Raises Unusable."""
    from narrator.commands.report_check import check_report  # not without --check

    printed = Counter(map(kind, check_report(task.path, task.order.form).findings))
    return replace(outcome, report_errors=printed[Level.ERROR.value], report_hints=printed[Level.HINT.value])


def report_totals(made: Rendered) -> Iterator[tuple[str, str]]:
    """Return the totals of a report in 万元, exact, by their names; not those that the data do not have."""
    for name, place in TOTALS.items():
        figure = made.source.disclosure.at(*place)
        if isinstance(figure, Figure) and isinstance(figure.value, Amount):
            yield name, f"{figure.value.wan:f}"


def inputs_of(made: Rendered, task: ReportTask) -> Iterator[Path]:
    """Return the files and folders that a report was made from: the data and what was filled in beside them, a unit's
    words, a form that does not ship."""
    yield made.source.path
    yield from task.workbooks
    if made.source.words:
        yield Path(made.source.words.file)
    yield from made.source.form.own_folders


def write_copies(task: ReportTask, made: Rendered) -> Iterator[Problem]:
    """Make the files beside the report; return why one could not be made."""
    for target in task.targets[1:]:
        try:
            path = task.output / target
            content = build.write(made.composition.document, made.source, path.suffix, pages=True)
            write_again(path, content, task.known.get(target, NOTHING), task.order.overwrite)
        except Unusable as error:
            yield from error.problems
