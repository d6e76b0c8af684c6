"""Reports that are there already: what they were made from, what they say now, what people changed in them."""

from __future__ import annotations

import gc
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from narrator import build
from narrator.data_file import Source
from narrator.document import Document
from narrator.edits import merge, page_layout, report_lines
from narrator.edits.comparison import Edits, find_edits
from narrator.edits.report_lines import ReportLine
from narrator.files import patch
from narrator.problem import Problem, Unusable
from narrator.readers import embedded
from narrator.readers.docx import package
from narrator.readers.docx.file_kinds import is_document
from narrator.readers.embedded import Snapshot
from narrator.snapshot import make_snapshot
from narrator.texts import situation, status
from narrator.writers.docx.run import tag

if TYPE_CHECKING:
    from narrator.readers.docx.docx_report import Report


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
    now: tuple[ReportLine, ...]
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
        found: list[Problem] = []
        for name, why in find_stale_records(self.snapshot).items():
            edit = self.edits.texts.get(name)
            text = merge.write_as_data(edit, patch.value(self.base, name) or "") if edit else ""
            if edit and not situation.is_about(self.records[name], text):
                continue
            problem = status.stale_problem(name, why)
            hint = f"先用 narrator pull 取回Word里的文字，再{problem.hint}" if edit else problem.hint
            found.append(problem._replace(hint=hint, file=str(self.path)))
        return found


def find_stale_records(snapshot: Snapshot) -> dict[str, str]:
    """Return which reasons of a report were written for other figures than it was made with, by slot, each with why."""
    here = snapshot.get("情形", {})
    found = {
        name: situation.explain_staleness(record, now)
        for name, record in snapshot.get("原因记录", {}).items()
        if (now := situation.read_record(here.get(name, ""))) is not None
    }
    return {name: why for name, why in found.items() if why}


def read_existing(path: Path, base: Path | None = None) -> Existing | None:
    """Return the report in a file; None when it was not made by narrator, or by one that kept no lines.

    base: an earlier report or the data that it was made from, for one that has lost what it carried along; its
    texts are then known by the names of its controls. Raises Unusable when it can not be read.
    """
    from narrator.readers.docx.docx_report import read_package  # not on the way to a fresh render

    opened = package.load(path)
    carried = embedded.carried_snapshot(opened, whole=True)
    borrowed = carried is None and base is not None
    if borrowed and base is not None:
        carried = read_base(base)
    if carried is None or "原文" not in carried:
        return None
    data, year = embedded.data_made_from(opened, carried)
    try:
        made, laid_out = report_lines.load(carried["原文"]), page_layout.load_layout(carried.get("版式"))
    except ValueError:
        embedded.refuse_altered(opened)
    read = read_package(opened)
    if borrowed and not has_known_controls(read.document, made):
        what = "报告里narrator的控件一个也没有了，不能确定哪段文字属于哪一项"
        opened.refuse(what, "把改过的文字写到数据里")
    found = find_edits(made, read, laid_out, carried.get("标题"))
    outside = tuple(problem._replace(file=str(path)) for problem in found.outside)
    now = tuple(report_lines.lines(read.document))
    return Existing(path, opened.content, carried, now, replace(found, outside=outside), data, year)


def read_base(base: Path) -> Snapshot:
    """Return what a report was made from, as an earlier one or the data tell it. Raises Unusable."""
    if not is_document(base):
        source = build.read(base)
        made_from, printed = map(json.loads, make_snapshot(build.report(source).document, source))
        return cast(Snapshot, made_from | printed)
    found = embedded.carried_snapshot(package.load(base), whole=True)
    if found is None:
        what = "这份报告也没有带着数据，不能作为 --base"
        hint = "选一份 narrator render 生成以后没有用别的软件存过的报告，或者生成它的数据文件"
        raise Unusable([Problem("", what, hint, file=str(base))])
    return found


def has_known_controls(document: Document, made: Sequence[ReportLine]) -> bool:
    """Return whether a report that was read still has controls with the names of slots in the lines that were made."""
    names = {tag(blank.name) for line in made for blank in line.blanks}
    return any(blank.name in names for line in report_lines.lines(document) for blank in line.blanks)


def describe_foreign(path: Path, source: Source) -> tuple[str, str]:
    """Return what a readable report is that has nothing to go on from, and what to do to bring its texts into the data;
    "" where nothing can be done."""
    from narrator.readers.docx.docx_report import read_package  # not on the way to a fresh render

    opened = package.load(path)
    if embedded.is_published(opened):
        return "这是供公开的报告（narrator publish 生成），不带数据，接不上Word里的改动", ""
    if has_known_controls(read_package(opened).document, report_lines.lines(build.report(source).document)):
        what = "报告里narrator带着的数据没有了（有的编辑软件保存时会丢掉），控件还在"
        return (
            what,
            "用 narrator pull 报告 数据 --base 取回改动：--base 后面写改以前的那份报告，或者生成它的数据文件",
        )
    return "这份文件不是narrator生成的，或者记录不全", ""


def read_any(path: Path, form: str | None = None, phrasebook: Path | None = None) -> Report:
    """Return what a report says, or the report on a data file would. Raises Unusable."""
    from narrator.readers.docx.docx_report import Report, read_docx  # not on the way to a fresh render

    if is_document(path):
        return read_docx(path)
    return Report(build.report(build.read(path, form, phrasebook)).document)


def stale_in_file(path: Path, form: str | None = None, phrasebook: Path | None = None) -> list[Problem]:
    """Return the reasons in a file, data or a report, that were written for other figures than stand around
    them now.

    [] where that can not be told: of data that makes no report, of a report that narrator did not make.
    """
    try:
        if is_document(path):
            carried = embedded.carried_snapshot(package.load(path))
            if carried is None or not find_stale_records(carried):
                return []  # without reading what it says
            gc.collect()  # of what a check composed before, which holds itself
            old = read_existing(path)
            return old.stale() if old else []
        source = build.read(path, form, phrasebook)
        if not status.find_records(source.disclosure):
            return []  # without composing the report
        found = status.find_reasons(source.disclosure, build.report(source).document)
    except Unusable:
        return []
    return source.located(list(status.tell_stale(found)))
