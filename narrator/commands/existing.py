"""Reports that are there already: what they were made from, what they say now, what people changed in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from narrator import build
from narrator.edits import merge, page_layout, report_lines
from narrator.edits.comparison import Edits, find_edits
from narrator.edits.report_lines import Line
from narrator.files import patch
from narrator.problem import Problem, Unusable
from narrator.readers import embedded
from narrator.readers.docx import package
from narrator.readers.docx.file_kinds import is_document
from narrator.readers.embedded import Snapshot
from narrator.texts import situation, status


@dataclass(frozen=True)
class Existing:
    """A report that is there already, made by narrator.

    content: its bytes.
    now: what it says.
    edits: what people changed.
    base, year: the data that it was made from, parsed, and their year.
    """

    path: Path
    content: bytes
    snapshot: Snapshot
    now: tuple[Line, ...]
    edits: Edits
    base: Mapping[str, object]
    year: int

    @property
    def records(self) -> dict[str, str]:
        """What its reasons were written for, by slot."""
        return self.snapshot.get("原因记录", {})

    def written_for(self, words: Mapping[str, str]) -> dict[str, str]:
        """Return what texts of Word, by slot, were written for: the figures that stood around them."""
        here = self.snapshot.get("情形", {})
        made: dict[str, str] = {}
        for name, text in words.items():
            if situation.is_about(self.records.get(name, ""), text):
                made[name] = self.records[name]
            elif name in here and text:
                made[name] = f"{here[name]}#{situation.checksum(text)}"
        return made

    def stale(self) -> list[Problem]:
        """Return its reasons that were written for other figures, those in Word too; not those edited in Word
        since.
        """
        base, here = self.base, self.snapshot.get("情形", {})
        found: list[Problem] = []
        for name, record in self.records.items():
            edit, now = self.edits.texts.get(name), situation.read_record(here.get(name, ""))
            text = merge.write_as_data(edit, patch.value(base, name) or "") if edit else ""
            if now is None or (edit and not situation.is_about(record, text)):
                continue
            if why := situation.explain_staleness(record, now):
                problem = status.stale_problem(name, why)
                hint = f"先用 narrator pull 取回Word里的文字，再{problem.hint}" if edit else problem.hint
                found.append(replace(problem, hint=hint, file=str(self.path)))
        return found


def read_existing(path: Path) -> Existing | None:
    """Return the report in a file; None when it was not made by narrator, or by one that kept no lines.

    Raises Unusable when it can not be read.
    """
    from narrator.readers.docx.report import report  # not on the way to a fresh render

    opened = package.load(path)
    snapshot = embedded.carried(opened)
    if snapshot is None or "原文" not in snapshot:
        return None
    base, year = embedded.made_from(opened, snapshot)
    try:
        made, laid_out = report_lines.load(snapshot["原文"]), page_layout.load_layout(snapshot.get("版式"))
    except ValueError:
        embedded.refuse_altered(opened)
    read = report(opened)
    found = find_edits(made, read, laid_out, snapshot.get("标题"))
    outside = tuple(replace(problem, file=str(path)) for problem in found.outside)
    now = tuple(report_lines.lines(read.document))
    return Existing(path, opened.content, snapshot, now, replace(found, outside=outside), base, year)


def describe_foreign(path: Path) -> str:
    """Return what a readable report is that has nothing to go on from."""
    if embedded.published(package.load(path)):
        return "这是供公开的报告（narrator publish 生成），不带数据，接不上Word里的改动"
    return "这份文件不是narrator生成的，或者记录不全"


def read_lines(path: Path, form: str | None = None, phrasebook: Path | None = None) -> list[Line]:
    """Return what a report says, or the report on a data file would. Raises Unusable."""
    if is_document(path):
        from narrator.readers.docx.report import read_report  # not on the way to a fresh render

        return report_lines.lines(read_report(path).document)
    return report_lines.lines(build.report(build.read(path, form, phrasebook)).document)


def find_stale(path: Path, form: str | None = None, phrasebook: Path | None = None) -> list[Problem]:
    """Return the reasons in a file, data or a report, that were written for other figures than stand around
    them now.

    [] where that can not be told: of data that makes no report, of a report that narrator did not make.
    """
    try:
        if is_document(path):
            old = read_existing(path)
            return old.stale() if old else []
        source = build.read(path, form, phrasebook)
        found = status.find_reasons(source.disclosure, build.report(source).document)
    except Unusable:
        return []
    return source.located(list(status.find_stale(found)))
