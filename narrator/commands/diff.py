"""What a reader would see changed between two files, data or reports, and what no reader sees in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from narrator.commands.existing import read_document
from narrator.edits import differences
from narrator.edits.asides import find_unseen
from narrator.edits.differences import Change
from narrator.edits.report_lines import lines
from narrator.problem import Problem


class Compared(NamedTuple):
    """What differs between two files. unseen: what stands in them and is not seen, which is not compared."""

    changes: list[Change]
    unseen: list[Problem]


def compare_files(
    old: Path, new: Path, form_name: str | None = None, phrasebook: Path | None = None
) -> Compared:
    """Return what changed from the old file to the new one, each a data file or a report (.docx).

    Data are compared by the reports that they make. Raises Unusable when a file can not be read.
    """
    documents = {path: read_document(path, form_name, phrasebook) for path in (old, new)}
    before, after = (lines(documents[path]) for path in (old, new))
    hidden = [replace(one, file=str(path)) for path, read in documents.items() for one in find_unseen(read)]
    return Compared(list(differences.find_changes(before, after)), hidden)


def describe(found: Sequence[Change]) -> Iterator[str]:
    """Return the changes as lines to print, with how many they are."""
    yield from differences.describe_changes(found)
    yield f"共{len(found)}处不同。" if found else "没有不同。"
