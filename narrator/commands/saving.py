"""data.json as narrator changes it: records of what reasons were written for, and texts that come from Word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from narrator.data_file import Opened, Source, with_places
from narrator.disclosure import reading
from narrator.document import Document
from narrator.files import whole
from narrator.problem import Problem, Severity, Unusable
from narrator.readers import json
from narrator.readers.endings import is_workbook
from narrator.texts import situation, status
from narrator.texts.status import Reason

# ---- records ----


def known_records(source: Source, found: Sequence[Reason]) -> dict[str, str]:
    """Return the records in the data that are about the texts found, by slot."""
    kept = status.find_records(source.disclosure)
    return {one.path: kept[one.path] for one in found if situation.is_about(kept.get(one.path, ""), one.text)}


def add_new_records(source: Source, found: Sequence[Reason], records: Mapping[str, str]) -> str:
    """Return the text of the data with those records that it does not hold yet and that are about texts it
    holds.
    """
    kept = known_records(source, found)
    return status.add_records(source.text, {p: one for p, one in records.items() if kept.get(p) != one})


def remember_records(
    source: Source, document: Document, known: Mapping[str, str]
) -> tuple[Source, list[Reason]]:
    """Return the data with what the new texts of a document were written for, and all its texts.

    known: the records that the report before had.
    """
    found = status.find_reasons(source.disclosure, document, known, source.cache)
    new = status.make_records(found, {**known, **known_records(source, found)})
    return replace(source, text=add_new_records(source, found, new)), found


# ---- texts of Word ----


def put_texts(source: Source, words: Mapping[str, str], records: Mapping[str, str]) -> Source:
    """Return the data with Word's texts, by slot, and the records of what they were written for.

    Raises Unusable when the data can not hold them.
    """
    from narrator.edits import merge  # not on the way to a first report

    try:
        text = status.add_records(merge.patch_data(source.text, words), records)
    except LookupError as error:
        raise Unusable([Problem(str(error), "Word里改的文字在数据里没有地方放", "在数据里改")]) from None
    disclosure, problems = reading.read(json.parse(text), source.form.model)
    if problems:
        told = [problem._replace(what=f"取回Word里的改动后，{problem.what}") for problem in problems]
        raise Unusable(with_places(told, source.path, text, source.form))
    return replace(source, text=text, disclosure=disclosure)


# ---- saving ----


def refuse_workbook(path: Path) -> None:
    """Raise Unusable when a file is a workbook: nothing is written back into one."""
    if is_workbook(path):
        hint = f"先做数据文件：narrator import {path.name} -o data.json，再用 data.json 运行这条命令"
        raise Unusable([Problem("", "Excel文件里不能写回数据", hint, file=str(path))])


def save(source: Source | Opened, text: str, backup: Path | None = None) -> bool:
    """Put a text into the data file, whose bytes around it stay; return whether there was anything to do.

    backup: where the file is kept as it was, or None. Raises Unusable when somebody else changed the file since
    it was read.
    """
    if text == source.text:
        return False
    refuse_workbook(source.path)
    old, was = whole.read(source.path), source.text.encode()
    if not old.endswith(was):  # before it there may be a byte order mark
        whole.refuse_changed(source.path)
    if backup is not None:
        whole.write(backup, old)
    whole.write(source.path, old.removesuffix(was) + text.encode())
    return True


def save_records(source: Source, text: str) -> list[Problem]:
    """Save a text in which only records are new; return why that could not be done, if it could not."""
    if is_workbook(source.path):  # what reasons were written for, the report carries along
        return []
    try:
        save(source, text)
    except Unusable as error:
        return tell_unsaved(error)
    return []


def tell_unsaved(error: Unusable) -> list[Problem]:
    """Return why records could not be saved; the report is there all the same, so they are hints."""
    return [
        one._replace(severity=Severity.WARNING, what=f"没有记下原因针对的变动：{one.what}")
        for one in error.problems
    ]
