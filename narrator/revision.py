"""Making a report again: over one that people have worked on, and back from it into data.json.

Files are read at the beginning and written at the end, the old ones are still what they were when they
were read, and nobody else works on them meanwhile.
"""

from __future__ import annotations

import json as jsonlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from narrator import build, files
from narrator.build import Source
from narrator.compose.report import Composition
from narrator.disclosure import reading
from narrator.document import Document
from narrator.problem import Problem, Severity, Unusable
from narrator.readers import controls as reader
from narrator.readers import docx, json, package
from narrator.readers.docx import Snapshot
from narrator.writing import changes, lines, merge, reasons, situation
from narrator.writing.changes import Change
from narrator.writing.edits import Edits, edits
from narrator.writing.lines import Line
from narrator.writing.merge import Merged, Side
from narrator.writing.patch import last_name
from narrator.writing.reasons import Reason

OVERWRITE = "把它们写到数据或格式里；不要了就加 --overwrite（旧文件留作 {}）"


@dataclass(frozen=True)
class Existing:
    """A report that is there already, made by narrator. content: its bytes. printed: what was made; now: what
    it says. edits: what people changed.
    """

    path: Path
    content: bytes
    snapshot: Snapshot
    printed: tuple[Line, ...]
    now: tuple[reader.Line, ...]
    edits: Edits


@dataclass(frozen=True)
class Rendered:
    """A report that is ready to be written, and what there is to say about it.

    source: the data as data.json is to hold it: with new records, and Word's texts when they are pulled. merged: what came from Word. found: its
    texts. changes: what a reader would see changed; None when there was no report before. backup: where
    the old report is kept, when it is overwritten.
    """

    path: Path
    source: Source
    composition: Composition
    content: bytes
    merged: Merged | None
    found: Sequence[Reason]
    changes: Sequence[Change] | None
    old: bytes | None
    backup: Path | None
    pulled: bool = False

    @property
    def stale(self) -> list[Problem]:
        return self.source.located(list(reasons.problems(self.found)))


# ---- reading a report back ----


def existing(path: Path) -> Existing | None:
    """The report in the file PATH; None when it was not made by narrator, or by one that kept no lines.

    Raises Unusable when it can not be read.
    """
    opened = package.load(path)
    snapshot = docx.carried(opened)
    try:
        if snapshot is None:
            return None
        printed = lines.load(snapshot.get("原文"))
        jsonlib.loads(snapshot["数据"])
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return None
    contents = reader.read(opened)
    changed = edits(printed, contents)
    marked = tuple(replace(problem, file=str(path)) for problem in changed.outside)
    return Existing(
        path, opened.content, snapshot, tuple(printed), contents.lines, replace(changed, outside=marked)
    )


def word_records(old: Existing, words: Mapping[str, str]) -> dict[str, str]:
    """What the texts WORDS of Word, by slot, were written for: the figures that stood around them."""
    known, here = old.snapshot.get("原因记录", {}), old.snapshot.get("情形", {})
    made: dict[str, str] = {}
    for name, text in words.items():
        if situation.about(str(known.get(name, "")), text):
            made[name] = str(known[name])
        elif name in here and text:
            made[name] = f"{here[name]}#{situation.checksum(text)}"
    return made


def with_texts(source: Source, words: Mapping[str, str], records: Mapping[str, str]) -> Source:
    """SOURCE with Word's texts WORDS, and RECORDS of what they were written for.

    Raises Unusable when the data can not hold them.
    """
    try:
        text = reasons.with_records(merge.patched(source.text, words), records)
    except LookupError as error:
        raise Unusable([Problem(str(error), "Word里改的文字在数据里没有地方放", "在数据里改")]) from None
    disclosure, problems = reading.read(json.parse(text), source.form.model)
    if problems:
        told = [replace(problem, what=f"取回Word里的改动后，{problem.what}") for problem in problems]
        raise Unusable(build.located(told, source.path, text))
    return replace(source, text=text, disclosure=disclosure)


# ---- render ----


def render(
    source: Source,
    composition: Composition,
    path: Path,
    overwrite: bool = False,
    prefer: Side | None = None,
    pull: bool = False,
) -> Rendered:
    """The report COMPOSITION on SOURCE for the file PATH, with what people changed in the one that is there.

    Raises Unusable with every reason not to write it: conflicts, changes that would be lost.
    """
    files.free(path)
    word = path.suffix.lower() == ".docx"
    old = old_report(path, source, overwrite) if word and path.exists() else None
    content = old.content if old else path.read_bytes() if word and path.is_file() else None
    backup = backup_of(path) if overwrite and content is not None else None
    if old is None:
        source, found = remembering(source, composition.document, {})
        made = build.write(composition.document, source, path.suffix)
        return Rendered(path, source, composition, made, None, found, None, content, backup)
    base, data = jsonlib.loads(old.snapshot["数据"]), jsonlib.loads(source.text)
    merged = merge.merge(base, data, old.edits.texts, prefer)
    if not overwrite or merged.conflicts:
        refuse_losses(old, merged, composition.document, overwrite)
    records = word_records(old, merged.taken)
    known = {name: str(one) for name, one in old.snapshot.get("原因记录", {}).items()} | records
    source, found = remembering(source, composition.document, known)
    whole, full = source, composition
    if merged.taken:
        whole = with_texts(source, merged.taken, records)
        full = build.report(whole)
        whole, found = remembering(whole, full.document, known)
    kept = reasons.records(found, {**known, **held(whole, found)})
    after = whole if pull else source
    snapshot = build.snapshot(full.document, after, None if pull else composition.document, kept)
    made = build.write(full.document, after, path.suffix, snapshot)
    seen = list(changes.changes([as_line(line) for line in old.now], lines.lines(full.document)))
    return Rendered(path, after, full, made, merged, found, seen, content, backup, pull)


def remembering(source: Source, document: Document, known: Mapping[str, str]) -> tuple[Source, list[Reason]]:
    """The texts of DOCUMENT on SOURCE, and SOURCE with what the new ones among them were written for.

    known: the records that the report before had. A data.json that keeps no records is left alone.
    """
    found = reasons.reasons(source.disclosure, document, known)
    if f'"{reasons.RECORDS}"' not in source.text:
        return source, found
    new = reasons.records(found, {**known, **held(source, found)})
    return replace(source, text=with_records(source, found, new)), found


def held(source: Source, found: Sequence[Reason]) -> dict[str, str]:
    """The records in SOURCE that are about the texts FOUND, by slot."""
    kept = reasons.recorded(source.disclosure)
    return {one.path: kept[one.path] for one in found if situation.about(kept.get(one.path, ""), one.text)}


def old_report(path: Path, source: Source, overwrite: bool) -> Existing | None:
    """The report at PATH, for its changes to be kept; None to write over it. Raises Unusable."""
    hint = f"换一个文件名；要盖掉它就加 --overwrite（旧文件留作 {backup_of(path).name}）"
    try:
        old = existing(path)
    except Unusable as error:
        if overwrite and path.is_file():
            return None
        raise Unusable(replace(one, hint=hint) for one in error.problems) from error
    if old is not None and (year := year_of(old)) == source.disclosure["年度"].number:  # type: ignore[union-attr]
        return old
    if overwrite:
        return None
    what = "已有的文件不是narrator生成的" if old is None else f"已有的是{year}年度的报告"
    raise Unusable([Problem("", what, hint, file=str(path))])


def year_of(old: Existing) -> object:
    data = jsonlib.loads(old.snapshot["数据"])
    return data.get("年度") if isinstance(data, dict) else None


def as_line(line: reader.Line) -> Line:
    return Line(line.text, (), line.place, line.row)


def refuse_losses(old: Existing, merged: Merged, document: Document, overwrite: bool) -> None:
    """Raise Unusable when something that people wrote in Word would be lost, or is not decided."""
    problems = [replace(one, file=str(old.path)) for one in merge.clashes(merged)]
    if not overwrite:
        printed = {blank.name for line in lines.lines(document) for blank in line.blanks}
        gone = [
            Problem(name, f"新的报告里没有这一处，在Word里改的“{words}”会丢失", "先用 narrator pull 取回")
            for name, words in merged.taken.items()
            if words and name not in printed
        ]
        lost = [*old.edits.outside, *merged.homeless, *gone]
        problems += [replace(one, severity=Severity.ERROR, file=str(old.path)) for one in lost]
        if lost:
            what = f"报告里有{len(lost)}处改动会丢失，没有生成"
            problems.append(Problem("", what, OVERWRITE.format(backup_of(old.path).name), file=str(old.path)))
    if problems:
        raise Unusable(problems)


def backup_of(path: Path) -> Path:
    """Where the old report at PATH is kept; never a file that is there already."""
    names = [f"{path.stem}.bak{number or ''}{path.suffix}" for number in range(1000)]
    return next((path.with_name(name) for name in names if not path.with_name(name).exists()), path)


def blocking(rendered: Rendered, form: str | None = None) -> list[Problem]:
    """Why RENDERED can not be final: what is missing, what is stale, what the rules found in the data."""
    data = rendered.source.path
    findings, _ = build.check(data, form)
    mine = [*rendered.composition.missing, *rendered.stale]
    return [
        *(replace(one, severity=Severity.ERROR) for one in mine),
        *(Problem(one.key, one.what, one.hint, file=str(data)) for one in findings if one.counts),
    ]


def write(rendered: Rendered, before: Source) -> list[Problem]:
    """Write RENDERED, and its data where it differs from BEFORE. Raises Unusable.

    Texts that were pulled are in data.json before the report that takes them for granted; the old report
    is kept before the new one is there. Returns why nothing could be remembered in data.json.
    """
    if rendered.pulled:
        save(before, rendered.source.text)
    if rendered.old is not None:
        unchanged(rendered.path, rendered.old)
        if rendered.backup is not None:
            files.write(rendered.backup, rendered.old)
    files.write(rendered.path, rendered.content)
    return [] if rendered.pulled else remembered(before, rendered.source.text)


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


def told(rendered: Rendered) -> Iterator[str]:
    """What was done with what was there before, as lines to print."""
    if rendered.backup is not None:
        yield f"旧文件留作 {rendered.backup.name}。"
    if rendered.merged is not None and rendered.merged.taken:
        where = (
            "已写进数据文件"
            if rendered.pulled
            else "还没有写进数据文件：运行 narrator pull，或者生成时加 --pull"
        )
        yield f"留用了Word里改的{len(rendered.merged.taken)}处文字（{where}）："
        yield from (f"  {line}" for line in merge.told(rendered.merged))
    if rendered.changes is not None:
        yield (
            f"与已有的报告相比，改了{len(rendered.changes)}处。"
            if rendered.changes
            else "与已有的报告相比，没有变化。"
        )
        yield from changes.told(rendered.changes)


def unchanged(path: Path, content: bytes) -> None:
    """Raise Unusable when the file PATH no longer holds CONTENT."""
    try:
        same = path.read_bytes() == content
    except OSError:
        same = False
    if not same:
        raise Unusable([Problem("", "文件刚才被别的程序改了，没有写", "再运行一次", file=str(path))])


# ---- data.json ----


def save(source: Source, text: str) -> bool:
    """Put TEXT into the data file of SOURCE, whose bytes around it stay; whether there was anything to do.

    Raises Unusable when somebody else changed it since it was read.
    """
    if text == source.text:
        return False
    old = source.path.read_bytes()
    before = old[: len(old) - len(source.text.encode())]
    unchanged(source.path, before + source.text.encode())
    files.write(source.path, before + text.encode())
    return True


def with_records(source: Source, found: Sequence[Reason], records: Mapping[str, str]) -> str:
    """The text of SOURCE with those of RECORDS that it does not hold yet and that are about texts it holds."""
    kept = held(source, found)
    return reasons.with_records(source.text, {p: one for p, one in records.items() if kept.get(p) != one})


def record(
    source: Source, found: Sequence[Reason], which: Sequence[str], confirm: bool
) -> tuple[Source, list[Problem]]:
    """SOURCE with a record of every reason FOUND, saved; and why it could not be.

    confirm: those of WHICH, or all, fit the figures of now. Raises Unusable: a name that no reason has, a
    file that can not be written to confirm something.
    """
    asked = set(which)
    known = {name for one in found for name in (one.path, last_name(one.path))}
    if asked - known:
        hint = "照 narrator reasons 列出的名称写"
        told = [
            Problem(name, "报告里没有这一处", hint, file=str(source.path)) for name in sorted(asked - known)
        ]
        raise Unusable(told)
    agreed = reasons.named(found, which)
    records = reasons.records(found, held(source, found)) | (reasons.confirmed(agreed) if confirm else {})
    text = with_records(source, found, records)
    if confirm:
        save(source, text)
    problems = [] if confirm else remembered(source, text)
    disclosure, _ = reading.read(json.parse(text), source.form.model)
    return (source if problems else replace(source, text=text, disclosure=disclosure)), problems


# ---- pull ----


@dataclass(frozen=True)
class Pulled:
    """What was pulled out of a report: TEXT is data.json with it. left: what was not taken."""

    source: Source
    text: str
    merged: Merged
    left: Sequence[Problem]


def pull(report: Path, source: Source, prefer: Side | None = None) -> Pulled:
    """What people wrote in the controls of REPORT, brought into the text of SOURCE.

    Raises Unusable: conflicts, a report that is not narrator's, texts that the data can not hold.
    """
    old = existing(report)
    if old is None:
        what = "这份文件不是narrator生成的，或者记录不全，取不回改动"
        raise Unusable([Problem("", what, "选由 narrator render 生成的报告", file=str(report))])
    if (year := year_of(old)) != source.disclosure["年度"].number:  # type: ignore[union-attr]
        what = f"这是{year}年度的报告，与数据的年度不同"
        raise Unusable([Problem("", what, "选同一年度的报告和数据", file=str(report))])
    merged = merge.merge(
        jsonlib.loads(old.snapshot["数据"]), jsonlib.loads(source.text), old.edits.texts, prefer
    )
    if merged.conflicts:
        raise Unusable(replace(one, file=str(report)) for one in merge.clashes(merged))
    text = (
        with_texts(source, merged.taken, word_records(old, merged.taken)).text
        if merged.taken
        else source.text
    )
    return Pulled(source, text, merged, [*old.edits.outside, *merged.homeless])


# ---- diff ----


def printed(path: Path, form: str | None = None, phrasebook: Path | None = None) -> list[Line]:
    """What the report PATH says, or the report on the data PATH would. Raises Unusable."""
    if path.suffix.lower() == ".docx":
        return [as_line(line) for line in reader.read(package.load(path)).lines]
    return lines.lines(build.report(build.read(path, form, phrasebook)).document)
