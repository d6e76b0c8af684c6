"""The texts that a report asks for: which are missing, written, not needed or stale, and what each was written for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from narrator import build
from narrator.commands.saving import add_new_records, known_records, refuse_workbook, save, save_records
from narrator.data_file import Source
from narrator.disclosure import reading
from narrator.document import Document
from narrator.files.lock import locked
from narrator.files.patch import last_name, put_all
from narrator.problem import Problem, Spot, Unusable
from narrator.readers import json
from narrator.texts import status
from narrator.texts.reason_hints import reasons_with_hints
from narrator.texts.status import Reason, TextState


class ListedTexts(NamedTuple):
    """The texts that a report asks for. lines: to print. problems: why data.json could not remember what they were
    written for. found, where: the texts, and where they stand in the data."""

    lines: list[str]
    problems: list[Problem]
    found: Sequence[Reason]
    where: Mapping[str, Spot]


def list_reasons(
    data: Path,
    names: Sequence[str],
    form_name: str | None = None,
    phrasebook: Path | None = None,
    *,
    confirm: bool = False,
    todo: bool = False,
    add: bool = False,
) -> ListedTexts:
    """Return the texts that the report on the data file asks for.

    names: only these; empty for all. confirm: stale reasons fit the figures of now. todo: only those that are
    missing or stale. add: each that is missing gets an empty text in data.json, to be written there. Before the
    figures are filled in, the reasons of last year are listed. Raises Unusable when the data can not be read,
    a name is not known, or data.json can not be written.
    """
    if add or confirm:
        refuse_workbook(data)
    with locked(data):
        try:
            source = build.read(data, form_name, phrasebook)
        except Unusable as error:
            if confirm or add or not (early := read_unfilled(data)):
                raise
            found = status.select_reasons(early[0], names)
            lines = list(status.describe_reasons(found, early[1], not todo, heading=status.OF_LAST_YEAR))
            more = f"数据还有{len(error.problems)}处没有填好，填好以后才有句子；用 narrator render 逐行列出。"
            return ListedTexts([*lines, more], [], found, early[1])
        document = build.report(source).document
        if add:
            source = add_empty_reasons(source, document)
        source, problems = record_reasons(source, document, names, confirm)
    found = status.select_reasons(status.find_reasons(source.disclosure, document), names)
    lines = list(status.describe_reasons(found, source.where, not todo, source.form.entitled))
    return ListedTexts(lines, problems, found, source.where)


def record_reasons(
    source: Source, document: Document, which: Sequence[str], confirm: bool
) -> tuple[Source, list[Problem]]:
    """Save with the data what every reason of the document was written for; return the data, and why it could
    not be saved.

    which: names of reasons, or none for all. confirm: these fit the figures of now. Raises Unusable: a name
    that no reason has, or a file that can not be written to confirm something.
    """
    found = status.find_reasons(source.disclosure, document)
    known = {name for one in found for name in (one.path, last_name(one.path))}
    if unknown := sorted(set(which) - known):
        hint = "照 narrator reasons 列出的名称写"
        raise Unusable(Problem(name, "报告里没有这一处", hint, file=str(source.path)) for name in unknown)
    agreed = status.confirm_records(status.select_reasons(found, which)) if confirm else {}
    text = add_new_records(source, found, status.make_records(found, known_records(source, found)) | agreed)
    problems: list[Problem] = []
    if confirm:
        save(source, text)
    else:
        problems = save_records(source, text)
    disclosure, _ = reading.read(json.parse(text), source.form.model)
    return (source if problems else replace(source, text=text, disclosure=disclosure)), problems


def add_empty_reasons(source: Source, document: Document) -> Source:
    """Save an empty text, to be written, for each reason that the document asks for and the data has no place
    for; return the data with them.
    """
    there, found = source.where, status.find_reasons(source.disclosure, document)
    missing = [one.path for one in found if one.state is TextState.MISSING and one.path not in there]
    text = put_all(source.text, dict.fromkeys(missing, ""))
    save(source, text)
    disclosure, _ = reading.read(json.parse(text), source.form.model)
    return replace(source, text=text, disclosure=disclosure)


def read_unfilled(path: Path) -> tuple[list[Reason], Mapping[str, Spot]] | None:
    """Return the reasons of a data file that `next` made and nobody has filled in yet, and where its texts
    stand.

    None when it has none from last year. Raises Unusable when it can not be read.
    """
    opened = build.open_data(path)
    found = reasons_with_hints(opened.raw)
    return (found, opened.where) if found else None
