"""data.json as narrator changes it: records of what reasons were written for, and texts that come from Word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from narrator import build
from narrator.commands import next
from narrator.data_file import Source, located
from narrator.disclosure import reading
from narrator.document import Document
from narrator.edits import merge
from narrator.files import whole
from narrator.files.patch import last_name, put_all
from narrator.problem import Problem, Severity, Unusable
from narrator.readers import json, positions
from narrator.texts import situation, status
from narrator.texts.status import Reason, State

# ---- records ----


def held(source: Source, found: Sequence[Reason]) -> dict[str, str]:
    """The records in SOURCE that are about the texts FOUND, by slot."""
    kept = status.recorded(source.disclosure)
    return {one.path: kept[one.path] for one in found if situation.about(kept.get(one.path, ""), one.text)}


def with_records(source: Source, found: Sequence[Reason], records: Mapping[str, str]) -> str:
    """The text of SOURCE with those of RECORDS that it does not hold yet and that are about texts it holds."""
    kept = held(source, found)
    return status.with_records(source.text, {p: one for p, one in records.items() if kept.get(p) != one})


def remembering(source: Source, document: Document, known: Mapping[str, str]) -> tuple[Source, list[Reason]]:
    """The texts of DOCUMENT on SOURCE, and SOURCE with what the new ones among them were written for.

    known: the records that the report before had.
    """
    found = status.reasons(source.disclosure, document, known)
    new = status.records(found, {**known, **held(source, found)})
    return replace(source, text=with_records(source, found, new)), found


def record(
    source: Source, document: Document, which: Sequence[str], confirm: bool
) -> tuple[Source, list[Problem]]:
    """SOURCE with a record of every reason in DOCUMENT, saved; and why it could not be.

    confirm: those of WHICH, or all, fit the figures of now. Raises Unusable: a name that no reason has, a
    file that can not be written to confirm something.
    """
    found = status.reasons(source.disclosure, document)
    known = {name for one in found for name in (one.path, last_name(one.path))}
    if unknown := sorted(set(which) - known):
        hint = "照 narrator reasons 列出的名称写"
        raise Unusable(Problem(name, "报告里没有这一处", hint, file=str(source.path)) for name in unknown)
    agreed = status.confirmed(status.named(found, which)) if confirm else {}
    text = with_records(source, found, status.records(found, held(source, found)) | agreed)
    problems: list[Problem] = []
    if confirm:
        save(source, text)
    else:
        problems = remembered(source, text)
    disclosure, _ = reading.read(json.parse(text), source.form.model)
    return (source if problems else replace(source, text=text, disclosure=disclosure)), problems


def with_blanks(source: Source, document: Document) -> Source:
    """SOURCE with an empty text, to be written, for each reason that DOCUMENT asks for and it has no place for."""
    there, found = positions.lines(source.text), status.reasons(source.disclosure, document)
    missing = [one.path for one in found if one.state is State.MISSING and one.path not in there]
    text = put_all(source.text, dict.fromkeys(missing, ""))
    save(source, text)
    disclosure, _ = reading.read(json.parse(text), source.form.model)
    return replace(source, text=text, disclosure=disclosure)


# ---- next year ----


def asked_for(source: Source) -> list[str]:
    """The names of the reasons that the report on SOURCE asks for, in its order; none when it makes no report."""
    try:
        found = status.reasons(source.disclosure, build.report(source).document)
    except Unusable:
        return []
    return [last_name(one.path) for one in found if one.path.startswith(f"{status.REASONS}.")]


def before_figures(path: Path) -> tuple[list[Reason], Mapping[str, int]] | None:
    """The reasons of the data file PATH, made by `next` and not filled in yet, and where its texts stand; None
    when it has none from last year. Raises Unusable when it can not be read.
    """
    raw, text = json.load(path)
    found = next.hinted(raw)
    return (found, positions.lines(text)) if found else None


# ---- texts of Word ----


def with_texts(source: Source, words: Mapping[str, str], records: Mapping[str, str]) -> Source:
    """SOURCE with Word's texts WORDS, and RECORDS of what they were written for.

    Raises Unusable when the data can not hold them.
    """
    try:
        text = status.with_records(merge.patched(source.text, words), records)
    except LookupError as error:
        raise Unusable([Problem(str(error), "Word里改的文字在数据里没有地方放", "在数据里改")]) from None
    disclosure, problems = reading.read(json.parse(text), source.form.model)
    if problems:
        told = [replace(problem, what=f"取回Word里的改动后，{problem.what}") for problem in problems]
        raise Unusable(located(told, source.path, text))
    return replace(source, text=text, disclosure=disclosure)


# ---- saving ----


def save(source: Source, text: str) -> bool:
    """Put TEXT into the data file of SOURCE, whose bytes around it stay; whether there was anything to do.

    Raises Unusable when somebody else changed it since it was read.
    """
    if text == source.text:
        return False
    old, was = whole.read(source.path), source.text.encode()
    if not old.endswith(was):  # before it there may be a byte order mark
        whole.refuse_changed(source.path)
    whole.write(source.path, old.removesuffix(was) + text.encode())
    return True


def remembered(source: Source, text: str) -> list[Problem]:
    """Save TEXT, in which only records are new; why that could not be done, if it could not."""
    try:
        save(source, text)
    except Unusable as error:
        return [
            replace(one, severity=Severity.WARNING, what=f"没有记下原因针对的变动：{one.what}")
            for one in error.problems
        ]
    return []
