"""What a folder of submissions holds: the files that are units, in order, and those that are none."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from narrator.bounds import tell_unopened
from narrator.problem import Problem, Severity, Unusable
from narrator.readers.docx.file_kinds import is_document
from narrator.readers.endings import is_table_file, is_workbook

DATA = ".json"
OWN_DATA = "data.json"  # by this name a folder holds the data of one unit


@dataclass(frozen=True)
class Submission:
    """A file of a folder that is worked on by itself. name: its path within the folder, its parts parted by /. workbooks:
    those beside a data.json in a folder of its own, see `join_folders`."""

    name: str
    path: Path
    workbooks: tuple[Path, ...] = ()

    def name_of(self, ending: str) -> str:
        """Return the name of a file that is made of it: its own with that ending."""
        return Path(self.name).with_suffix(ending).as_posix()


@dataclass(frozen=True)
class FolderContents:
    """What a folder holds.

    units: in order of their names. others: how many files are no units, by the endings of their names. problems: parts
    of the folder that can not be looked into, and tables of kinds that are not read.
    """

    units: tuple[Submission, ...]
    others: Counter[str]
    problems: tuple[Problem, ...]


def is_data(path: Path) -> bool:
    """Return whether a file is a data file by its name: data.json or a workbook."""
    return path.suffix.lower() == DATA or is_workbook(path)


def is_checkable(path: Path) -> bool:
    """Return whether a file is by its name one that can be checked: data, a workbook or a report."""
    return is_data(path) or is_document(path)


def find_units(folder: Path, is_unit: Callable[[Path], bool], besides: Iterable[Path] = ()) -> FolderContents:
    """Return the units in a folder, as `list_units` does. Raises Unusable also when there is no unit in it."""
    found = list_units(folder, is_unit, besides)
    if not found.units:
        what = "文件夹里没有可以处理的文件"
        raise Unusable([*found.problems, Problem("", what, "检查是不是选错了文件夹", file=str(folder))])
    return found


def list_units(folder: Path, is_unit: Callable[[Path], bool], besides: Iterable[Path] = ()) -> FolderContents:
    """Return the units in a folder and in the folders within it.

    besides: folders that are not looked into. Hidden files, and those that Word and Excel leave beside an open file,
    are none of the user's. Raises Unusable when there is no such folder.
    """
    if not folder.is_dir():
        there = os.path.lexists(folder)
        what = "这是文件，不是文件夹" if there else "没有这个文件夹"
        raise Unusable([Problem("", what, "写收来的数据所在的文件夹", file=str(folder))])
    left_out = {os.path.realpath(one) for one in besides}
    problems: list[Problem] = []
    units: list[Submission] = []
    others: Counter[str] = Counter()

    def tell(error: OSError) -> None:
        """Keep that a folder can not be opened."""
        what, hint = tell_unopened(error, False)
        problems.append(
            Problem("", what.replace("文件打不开", "文件夹打不开"), hint, file=str(error.filename))
        )

    for here, folders, names in os.walk(folder, onerror=tell):
        folders[:] = [
            one
            for one in folders
            if not one.startswith(".") and os.path.realpath(os.path.join(here, one)) not in left_out
        ]
        for name in names:
            path = Path(here, name)
            if name.startswith((".", "~$")):
                continue
            if is_unit(path) and not is_backup(path, names):
                units.append(Submission(path.relative_to(folder).as_posix(), path))
                continue
            others[path.suffix.lower() or name] += 1
            if is_table_file(path) and not is_workbook(path):
                what = "这种表格不能直接读，没有处理"
                problems.append(Problem("", what, "用Excel或WPS另存为 .xlsx", Severity.WARNING, str(path)))
    return FolderContents(tuple(sorted(units, key=lambda unit: unit.name)), others, tuple(problems))


def join_folders(found: FolderContents) -> FolderContents:
    """Return what a folder holds with each folder in it that has a data.json as one unit: the workbooks beside the
    data, such as one that was filled in, belong to them."""
    owners = {
        one.path.parent: one for one in found.units if one.path.name == OWN_DATA and one.name != OWN_DATA
    }
    books: dict[Path, list[Path]] = {folder: [] for folder in owners}
    units = []
    for one in found.units:
        if one.path.parent in owners and is_workbook(one.path):
            books[one.path.parent].append(one.path)
        else:
            units.append(one)
    joined = (
        replace(one, workbooks=tuple(books[one.path.parent])) if one in owners.values() else one
        for one in units
    )
    return replace(found, units=tuple(joined))


def is_backup(path: Path, names: Iterable[str]) -> bool:
    """Return whether a file is what `files.whole.backup_of` keeps of another of the names: 报告.bak.docx, 报告.bak1.docx."""
    stem, dot, last = path.stem.rpartition(".bak")
    return bool(dot) and (not last or last.isdigit()) and f"{stem}{path.suffix}" in names


def find_clashes(targets: Iterable[tuple[Submission, str]]) -> Iterator[Problem]:
    """Return which units would be written to one file. targets: units with the names of files that they are written to.

    Names that differ in capitals or in how an accent is encoded are one file on Windows or macOS.
    """
    claimed: dict[str, list[Submission]] = {}
    for unit, target in targets:
        claimed.setdefault(unicodedata.normalize("NFC", target).casefold(), []).append(unit)
    told = set()
    for those in claimed.values():
        first, *others = those
        for other in others:
            if (first, other) not in told:
                told.add((first, other))
                what = f"“{first.name}”和“{other.name}”会写到同一个文件"
                yield Problem("", what, "改一个的名称，或者只留一个", file=str(other.path))
