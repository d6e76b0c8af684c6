"""Going on from a report that people have worked on: what they changed in it stays, what would be lost stops it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from narrator import build
from narrator.commands.existing_reports import Existing, describe_foreign, read_existing
from narrator.commands.rendered_report import Options, Rendered, write_report
from narrator.commands.saving import known_records, put_texts, remember_records
from narrator.compose.composition import Composition
from narrator.data_file import Source
from narrator.document import Document
from narrator.edits import differences, merge, report_lines
from narrator.edits.merge import MergedTexts
from narrator.files import whole
from narrator.problem import Problem, Severity, Unusable
from narrator.readers import json
from narrator.snapshot import make_snapshot
from narrator.texts import status

LOSSES = "把它们写到数据或格式里；不要了就加 --overwrite（旧文件留作 {}）"


def render_again(source: Source, composition: Composition, old: Existing, options: Options) -> Rendered:
    """Return the report on the data with what people changed in the old one. Raises Unusable."""
    unchanged = source.text == old.snapshot["数据"]  # as mostly: then they are parsed already
    data = old.base if unchanged else json.parse(source.text)
    merged = merge.merge(old.base, data, old.edits.texts, options.prefer)
    gone = [] if options.pull else list(find_unprinted(merged.taken, composition.document))
    refuse_losses(old, merged, gone, options.overwrite)
    merged = merged.without(one.where for one in gone)
    records = old.written_for(merged.taken)
    known = {**old.records, **records}
    source, found = remember_records(source, composition.document, known)
    merged_in, full = source, composition
    if merged.taken:
        merged_in = put_texts(source, merged.taken, records)
        full = build.report(merged_in)
        merged_in, found = remember_records(merged_in, full.document, known)
    after = merged_in if options.pull else source
    kept = status.make_records(found, {**known, **known_records(merged_in, found)})
    # Without --pull the next run has to find Word's texts changed again: printed is what the data alone says.
    printed = None if options.pull else composition.document
    made_from = make_snapshot(full.document, after, printed, kept, found)
    content, unnumbered = write_report(full, after, old.path.suffix, options, made_from)
    seen = list(differences.find_changes(old.now, report_lines.lines(full.document)))
    kept_data = whole.backup_of(source.path) if options.pull and merged.replaces else None
    made = Rendered(old.path, after, full, content, found, merged, seen)
    return replace(made, pulled=options.pull, data_backup=kept_data, unnumbered=unnumbered)


def find_worked_on(path: Path, source: Source, options: Options) -> Existing | None:
    """Return the report that is there already, for its changes to be kept; None to write over it. Raises
    Unusable.
    """
    if path.suffix.lower() != ".docx":
        return None
    hint = f"换一个文件名；要盖掉它就加 --overwrite（旧文件留作 {whole.backup_of(path).name}）"
    try:
        old = read_existing(path)
        what, cure = describe_foreign(path, source) if old is None else ("", "")
        hint = f"先{cure}；或者{hint}" if cure else hint
    except Unusable as error:
        if options.overwrite:
            return None
        raise Unusable(one._replace(hint=hint) for one in error.problems) from error
    if old is not None:
        if str(old.year) == str(source.disclosure["年度"]):
            return old
        what = f"已有的是{old.year}年度的报告"
    if options.overwrite:
        return None
    raise Unusable([Problem("", what, hint, file=str(path))])


def refuse_losses(old: Existing, merged: MergedTexts, gone: Sequence[Problem], overwrite: bool) -> None:
    """Raise Unusable when something that people wrote in Word would be lost, or is not decided."""
    problems = merge.conflict_problems(merged)
    lost = [] if overwrite else [*old.edits.outside, *merged.homeless, *gone]
    if lost:
        problems += [one._replace(severity=Severity.ERROR) for one in lost]
        hint = LOSSES.format(whole.backup_of(old.path).name)
        problems.append(Problem("", f"报告里有{len(lost)}处改动会丢失，没有生成", hint))
    if problems:
        raise Unusable(one._replace(file=str(old.path)) for one in problems)


def find_unprinted(taken: Mapping[str, str], document: Document) -> Iterator[Problem]:
    """Return what was taken from Word and has no place in the report that the data alone makes."""
    printed = {blank.name for line in report_lines.lines(document) for blank in line.blanks}
    for name, words in taken.items():
        if words and name not in printed:
            what = f"新的报告里没有这一处，在Word里改的“{words}”会丢失"
            yield Problem(name, what, "先用 narrator pull 取回，或者生成时加 --pull")
