"""What a reader would see changed between two files, data or reports, and what no reader sees in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from narrator.commands.existing_reports import read_any
from narrator.edits import differences
from narrator.edits.beside_text import find_unseen
from narrator.edits.differences import Change
from narrator.edits.report_lines import ReportLine, lines
from narrator.problem import Problem
from narrator.readers.docx.docx_report import Report


class Compared(NamedTuple):
    """What differs between two files. unseen: what stands in them and is not seen, which is not compared."""

    changes: list[Change]
    unseen: list[Problem]

    def as_data(self) -> list[dict[str, str]]:
        """Return the changes for programs."""
        return [{"所在": place, "旧": old, "新": new} for place, old, new in self.changes]


def compare_files(
    old: Path, new: Path, form_name: str | None = None, phrasebook: Path | None = None
) -> Compared:
    """Return what changed from the old file to the new one, each a data file or a report (.docx).

    Data are compared by the reports that they make. Raises Unusable when a file can not be read.
    """
    reports = {path: read_any(path, form_name, phrasebook) for path in (old, new)}
    hidden = [one._replace(file=str(path)) for path, read in reports.items() for one in find_unseen(read)]
    before, after = reports[old], reports[new]
    return Compared(
        [
            *differences.find_changes(lines(before.document), lines(after.document)),
            *differences.find_changes(list(lines_beside(before)), list(lines_beside(after))),
        ],
        hidden,
    )


def lines_beside(report: Report) -> Iterator[ReportLine]:
    """Return what stands beside the text of a report as lines: its title among the properties, headers, comments."""
    yield ReportLine(report.document.title, place="文件属性里的标题")
    yield from (ReportLine(note.words, place=note.kind) for note in report.notes if note.words)


def describe(found: Sequence[Change]) -> Iterator[str]:
    """Return the changes as lines to print, with how many they are."""
    yield from differences.describe_changes(found)
    yield f"共{len(found)}处不同。" if found else "没有不同。"
