"""The report of one unit, made as `render` makes it, in a process of its own; never an exception, always an outcome."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from narrator import build
from narrator.batch.digests import NOTHING, digest_file, digest_path
from narrator.batch.made_files import making_folder, write_again
from narrator.batch.outcome import Outcome, State, failed, refused, tell
from narrator.checks.finding import Level
from narrator.checks.listing import kind
from narrator.commands.render import Options, Rendered, describe, render_file
from narrator.disclosure.value import Figure
from narrator.number import Amount
from narrator.problem import Problem, Unusable

# The totals of a report, by what the overview calls them: where they stand in the data.
TOTALS = {
    "收入总计": ("收入支出总表", "收入", "总计", "决算数"),
    "上年收入总计": ("收入支出总表", "收入", "总计", "上年决算数"),
    "支出总计": ("收入支出总表", "支出", "总计", "决算数"),
    "上年支出总计": ("收入支出总表", "支出", "总计", "上年决算数"),
}


@dataclass(frozen=True)
class ReportOrder:
    """What is asked for, of every unit alike. also: the endings of files that are made beside the .docx. check: whether
    the finished report is checked too."""

    form: str | None = None
    phrasebook: Path | None = None
    also: tuple[str, ...] = ()
    final: bool = False
    check: bool = False
    overwrite: bool = False
    dry_run: bool = False


@dataclass(frozen=True)
class ReportTask:
    """One unit. output: the folder of all reports; report: the name of its report in it. known: the digests of what was
    made for it before, by name."""

    name: str
    source: Path
    output: Path
    report: str
    order: ReportOrder
    known: Mapping[str, str]

    @property
    def targets(self) -> list[str]:
        """The names of the files that are made for it."""
        return [self.report, *(str(Path(self.report).with_suffix(one).as_posix()) for one in self.order.also)]


def make_unit_report(task: ReportTask) -> Outcome:
    """Return what came of making a unit's report and what is made beside it."""
    began = time.monotonic()
    try:
        if task.order.dry_run:
            return make(task, began)
        with making_folder(task.output / task.report):
            return make(task, began)
    except Unusable as error:
        return refused(task.name, error.problems, time.monotonic() - began)
    except Exception as error:  # one unit's fault never stops another
        return failed(task.name, error, time.monotonic() - began)


def make(task: ReportTask, began: float) -> Outcome:
    """Make the files of a unit and return what came of it. Raises Unusable."""
    order, path = task.order, task.output / task.report
    options = Options(overwrite=order.overwrite, final=order.final, dry_run=order.dry_run)
    made = render_file(task.source, path, order.form, order.phrasebook, options)
    printed: Counter[str] = Counter()
    unwritten: list[Problem] = []
    if not order.dry_run:
        unwritten = list(write_copies(task, made))
        if order.check:
            from narrator.commands.report_check import check_report

            printed = Counter(map(kind, check_report(path, order.form).findings))
    missing, stale = list(made.composition.missing), made.stale
    problems = [*unwritten, *made.source.told, *missing, *stale, *made.misplaced, *made.doubts, *made.unsaved]
    _, *remarks = describe(made)  # of which the first says what the state says
    found = Counter(map(kind, made.findings))
    checked = order.check and not order.dry_run
    return Outcome(
        task.name,
        State.PARTIAL
        if unwritten
        else State.DRAFT
        if missing
        else State.FINAL
        if order.final
        else State.COMPLETE,
        len(missing),
        len(stale),
        found[Level.ERROR.value],
        found[Level.HINT.value],
        printed[Level.ERROR.value] if checked else None,
        printed[Level.HINT.value] if checked else None,
        dict(find_amounts(made)),
        tell(problems, *remarks),
        {}
        if order.dry_run
        else {
            name: digest_file(task.output / name) for name in task.targets if (task.output / name).exists()
        },
        {} if order.dry_run else {str(one): digest_path(one) for one in made_from(made, order)},
        round(time.monotonic() - began, 2),
    )


def find_amounts(made: Rendered) -> Iterator[tuple[str, str]]:
    """Return the totals of a report in 万元, exact, by their names; not those that the data do not have."""
    for name, place in TOTALS.items():
        figure = made.source.disclosure.at(*place)
        if isinstance(figure, Figure) and isinstance(figure.value, Amount):
            yield name, f"{figure.value.wan:f}"


def made_from(made: Rendered, order: ReportOrder) -> Iterator[Path]:
    """Return the files and folders that a report was made from: the data, a unit's words, a form that does not ship."""
    yield made.source.path
    if made.source.words:
        yield Path(made.source.words.file)
    yield from made.source.form.own_folders


# ---- what is made beside the report ----


def write_copies(task: ReportTask, made: Rendered) -> Iterator[Problem]:
    """Make the files beside the report; return why one could not be made."""
    for target in task.targets[1:]:
        try:
            path = task.output / target
            content = build.write(made.composition.document, made.source, path.suffix)
            write_again(path, content, task.known.get(target, NOTHING), task.order.overwrite)
        except Unusable as error:
            yield from error.problems
