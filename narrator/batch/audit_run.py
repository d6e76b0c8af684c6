"""The check of a whole folder: data, workbooks and reports, a review sheet for each, and one overview of all findings."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from narrator.batch import overview, report_run
from narrator.batch.audit_book import FILE_NAME, AuditBook
from narrator.batch.audit_unit import audit_unit
from narrator.batch.ledger import Ledger, open_ledger
from narrator.batch.made_files import make_folder
from narrator.batch.outcome import Outcome, exit_code, lost_unit
from narrator.batch.unit_task import Order, Runner, UnitTask
from narrator.files import whole
from narrator.files.lock import locked
from narrator.intake.submissions import FolderContents, Submission, find_units, is_checkable
from narrator.problem import Problem, Unusable

LEDGER = ".narrator-审核记录.json"


@dataclass
class AuditRun:
    """A check of a folder. done: what came of the files so far."""

    folder: Path
    output: Path
    order: Order
    found: FolderContents
    ledger: Ledger
    done: list[Outcome] = field(default_factory=list)

    @property
    def overview(self) -> Path:
        """Where the overview is written."""
        return self.output / FILE_NAME

    @property
    def problems(self) -> list[Problem]:
        """What there is to say of the folder as a whole."""
        return [*self.found.problems, *self.ledger.problems]

    @property
    def exit_code(self) -> int:
        """How the run ends: 1 when there are errors, see `outcome.exit_code`."""
        return exit_code(self.done, any(one.errors for one in self.done))

    def do(self, run: Runner) -> Generator[Outcome, None, None]:
        """Check the files, and return what came of each as soon as it is known; the overview is written when all are
        done. Raises Unusable when another run works on the folder, or it can not be written to."""
        make_folder(self.output)
        with locked(self.overview, patience=0):
            whole.require_free(self.overview)
            book = AuditBook(self.problems)
            try:
                for task, came in run(audit_unit, [self.task(unit) for unit in self.found.units]):
                    one = came or lost_unit(task.name)
                    book.put(one)
                    one = replace(one, audit=None)  # many of which would fill the memory
                    self.done.append(one)
                    self.ledger.put("", one)
                    yield one
            finally:
                content = book.save()  # also when it is broken off: a book may not stay open
                self.ledger.save()
            whole.write(self.overview, content)

    def task(self, unit: Submission) -> UnitTask:
        """Return what is to be done for a file."""
        targets = (f"{unit.name} 审核意见.docx",)
        return UnitTask(
            unit.name, unit.path, self.output, targets, self.order, self.ledger.written(unit.name)
        )


def plan_audit(folder: Path, output: Path, form: str | None = None) -> AuditRun:
    """Return the check of a folder that writes into another. form: the form to read the files for, or None.

    What `batch` made in the folder beside the reports says nothing that these do not say, and is left out. Raises
    Unusable when nothing can be done.
    """
    if output.resolve() == folder.resolve():
        what = "审核意见不能写在要核对的文件中间"
        raise Unusable([Problem("", what, "换一个文件夹，例如 --report 审核", file=str(output))])
    copies = {path for one in folder.rglob(report_run.LEDGER) for path in find_own_output(one.parent)}

    def is_unit(path: Path) -> bool:
        """Return whether a file is one to check: of a kind that can be, and nothing that a run made beside its reports."""
        return is_checkable(path) and path not in copies

    found = find_units(folder, is_unit, [output])
    return AuditRun(folder, output, Order(form), found, open_ledger(output, LEDGER))


def find_own_output(output: Path) -> Iterator[Path]:
    """Return what `batch` made in its output folder beside the reports."""
    yield output / overview.FILE_NAME
    for _, one in open_ledger(output, report_run.LEDGER).entries.values():
        yield from (output / name for name in one.files if Path(name).suffix != ".docx")
