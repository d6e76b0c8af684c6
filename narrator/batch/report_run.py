"""Reports of a whole folder: which units it holds, which have to be done, what came of them."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from narrator.batch import overview
from narrator.batch.digests import digest_path
from narrator.batch.ledger import Ledger, open_ledger
from narrator.batch.made_files import make_folder
from narrator.batch.outcome import Outcome, exit_code, lost_unit
from narrator.batch.report_unit import ReportOrder, ReportTask, make_unit_report
from narrator.batch.unit_task import Runner
from narrator.files import whole
from narrator.files.lock import locked
from narrator.intake.submissions import (
    FolderContents,
    Submission,
    find_clashes,
    find_units,
    is_data,
    join_folders,
)
from narrator.problem import Problem, Unusable
from narrator.writers import WRITERS

LEDGER = ".narrator-记录.json"


@dataclass
class ReportRun:
    """A run over a folder. done: what came of the units so far. again: whether units that are as they were are done
    too. failed: whether those alone are done that have not been so far."""

    folder: Path
    output: Path
    order: ReportOrder
    found: FolderContents
    ledger: Ledger
    again: bool = False
    failed: bool = False
    done: list[Outcome] = field(default_factory=list)

    @property
    def problems(self) -> list[Problem]:
        """What there is to say of the folder as a whole."""
        return [*self.found.problems, *self.ledger.problems]

    @property
    def overview(self) -> Path:
        """Where the overview is written."""
        return self.output / overview.FILE_NAME

    @property
    def exit_code(self) -> int:
        """How the run ends: 1 when a report that was to be checked has errors, see `outcome.exit_code`."""
        return exit_code(
            self.done, self.order.check and any(one.errors or one.report_errors for one in self.done)
        )

    def do(self, run: Runner) -> Generator[Outcome, None, None]:
        """Do the units, and return what came of each as soon as it is known; what is known is written down also when
        this is broken off. Raises Unusable when another run works on the folder, or it can not be written to."""
        with ExitStack() as stack:
            if not self.order.dry_run:
                make_folder(self.output)
                stack.enter_context(locked(self.overview, patience=0))
                whole.require_free(self.overview)
                stack.callback(self.finish)
            words = order_digest(self.order)
            tasks: list[ReportTask] = []
            for unit in self.found.units:
                if (known := self.find_known(unit, words)) is not None:
                    self.done.append(known)
                    yield known
                else:
                    tasks.append(self.task(unit))
            for task, came in run(make_unit_report, tasks):
                outcome = came or lost_unit(task.name)
                self.done.append(outcome)
                if not self.order.dry_run:
                    self.ledger.put(words, outcome)
                yield outcome

    def find_known(self, unit: Submission, words: str) -> Outcome | None:
        """Return what came of a unit in an earlier run when it is not to be done again; None when it is."""
        if self.again or self.order.dry_run:
            return None
        return self.ledger.find_made(unit.name) if self.failed else self.ledger.find_done(unit.name, words)

    def task(self, unit: Submission) -> ReportTask:
        """Return what is to be done for a unit."""
        targets = tuple(unit.name_of(one) for one in (".docx", *self.order.also))
        known = self.ledger.written(unit.name)
        return ReportTask(unit.name, unit.path, self.output, targets, self.order, known, unit.workbooks)

    def finish(self) -> None:
        """Write down what was done. Raises Unusable."""
        self.done.sort(key=lambda one: one.name)
        self.ledger.save()
        whole.write(self.overview, overview.make_overview(self.done, self.problems))


def plan_reports(
    folder: Path, output: Path, order: ReportOrder, again: bool = False, failed: bool = False
) -> ReportRun:
    """Return the run over a folder that makes a report of every unit under the same name in another.

    Raises Unusable when nothing can be done: no such folder, no units, two units for one file, files of a kind that can
    not be made.
    """
    refuse_endings(order.also)
    if output.resolve() == folder.resolve():
        what = "报告不能写在收来的数据中间"
        raise Unusable([Problem("", what, "换一个文件夹，例如 -o 成稿", file=str(output))])
    found = join_folders(find_units(folder, is_data, [output]))
    ledger = open_ledger(output, LEDGER)
    run = ReportRun(folder, output, order, found, ledger, again, failed)
    targets = [(unit, name) for unit in found.units for name in run.task(unit).targets]
    own = Submission(f"{overview.FILE_NAME}（narrator写的汇总）", output / overview.FILE_NAME)
    if clashes := list(find_clashes([(own, overview.FILE_NAME), *targets])):
        raise Unusable([*found.problems, *clashes])
    return run


def refuse_endings(also: Sequence[str]) -> None:
    """Raise Unusable when files of a kind can not be made beside the reports."""
    kinds = [one for one in WRITERS if one != ".docx"]
    problems = [
        Problem("", f"不会写“{one}”文件", f"--also 后面写{'、'.join(k[1:] for k in kinds)}，用逗号分开")
        for one in also
        if one not in kinds
    ]
    if ".pdf" in also:
        from narrator.writers.office import require_office

        require_office("做PDF")
    if problems:
        raise Unusable(problems)


def order_digest(order: ReportOrder) -> str:
    """Return what tells one order from another in what it makes of the same data."""
    words = digest_path(order.phrasebook) if order.phrasebook else ""
    return "/".join(
        [order.form or "", words, *order.also, "final" if order.final else "", "check" if order.check else ""]
    )
