"""A file that was dropped on the page: this year's report, last year's, or public tables; what it would bring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from narrator import build
from narrator.commands.import_file import import_file, make_data
from narrator.commands.import_sources import Sources, is_last_years
from narrator.commands.pull import pull, pull_file
from narrator.data_file import Opened
from narrator.edits import merge
from narrator.problem import Problem, Unusable
from narrator.readers.docx.file_kinds import is_document
from narrator.readers.endings import is_table_file


class DroppedKind(Enum):
    """What a file is for the data on the page."""

    REPORT = auto()  # this year's, in which somebody wrote
    LAST_YEARS = auto()
    TABLES = auto()  # public tables, or a workbook that was filled in


@dataclass(frozen=True)
class Dropped:
    """A file that was dropped on the page."""

    path: Path
    kind: DroppedKind

    @staticmethod
    def recognize(path: Path, opened: Opened) -> Dropped:
        """Return a file with what it is for the data. Raises Unusable for one of which nothing can be taken."""
        if is_last_years(path, opened.raw, opened.form):
            return Dropped(path, DroppedKind.LAST_YEARS)
        if is_table_file(path):
            return Dropped(path, DroppedKind.TABLES)
        if is_document(path):
            return Dropped(path, DroppedKind.REPORT)
        what = "既不是报告（.docx）或公开表（Excel），也不是去年的数据"
        raise Unusable([Problem("", what, "选今年或者去年的报告、公开表", file=path.name)])

    @property
    def sources(self) -> Sources:
        """The file as what `import` takes."""
        return Sources(last_year=self.path) if self.kind is DroppedKind.LAST_YEARS else Sources(self.path)

    def describe(self, data: Path, form_name: str | None, phrasebook: Path | None) -> list[str]:
        """Return what the file would change in the data and what not, as lines. Raises Unusable."""
        if self.kind is DroppedKind.REPORT:
            return list(describe_pull(self.path, data, form_name, phrasebook))
        made = make_data(self.sources, data, data, form_name)
        lines = [*made.lines, *map(str, made.problems)]
        if made.text == made.before:
            lines.append("与数据没有不同，没有要改的。")
        return lines

    def take(self, data: Path, form_name: str | None) -> None:
        """Bring what the file says into the data. Raises Unusable."""
        if self.kind is DroppedKind.REPORT:
            pull_file(self.path, data, form_name)
        else:
            import_file(self.sources, data, None, form_name)


def describe_pull(report: Path, data: Path, form_name: str | None, phrasebook: Path | None) -> Iterator[str]:
    """Yield what would be pulled out of a report, and what not. Raises Unusable."""
    offered = pull(report, build.read(data, form_name, phrasebook))
    yield from list(merge.describe_taken(offered.merged)) or ["没有要取回的文字。"]
    yield from map(str, offered.left)
