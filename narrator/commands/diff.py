"""What a reader would see changed between two files, data or reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from narrator.commands.existing import read_lines
from narrator.edits import differences
from narrator.edits.differences import Change


def compare_files(
    old: Path, new: Path, form_name: str | None = None, phrasebook: Path | None = None
) -> list[Change]:
    """Return what changed from the old file to the new one, each a data file or a report (.docx).

    Data are compared by the reports that they make. Raises Unusable when a file can not be read.
    """
    before, after = (read_lines(path, form_name, phrasebook) for path in (old, new))
    return list(differences.find_changes(before, after))


def describe(found: Sequence[Change]) -> Iterator[str]:
    """Return the changes as lines to print, with how many they are."""
    yield from differences.describe_changes(found)
    yield f"共{len(found)}处不同。" if found else "没有不同。"
