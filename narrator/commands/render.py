"""Making a report and writing it; over one that people have worked on, `worked_on` says what goes into it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from narrator import build
from narrator.checks.data.unused import unused
from narrator.checks.finding import Finding
from narrator.commands.saving import (
    refuse_workbook,
    remember_records,
    save,
    save_records,
)
from narrator.compose.composition import Composition
from narrator.data_file import Source
from narrator.files import whole
from narrator.files.lock import locked
from narrator.problem import Problem, Severity, Spot, Unusable
from narrator.snapshot import make_snapshot
from narrator.texts import status
from narrator.texts.status import Reason

if TYPE_CHECKING:
    from narrator.edits.differences import Change
    from narrator.edits.merge import MergedTexts, TakenSide


@dataclass(frozen=True)
class Options:
    """What the user asked for. pull: Word's texts go into data.json. prefer: whose text wins a conflict.
    overwrite: what was changed beside the controls is given up. final: nothing may be missing, stale or wrong.
    dry_run: nothing is written. pages: whether the contents list the pages; None for yes where that costs nothing, or
    the report is whole and LibreOffice at hand: those of a draft move with every text that is yet to come.
    """

    pull: bool = False
    overwrite: bool = False
    prefer: TakenSide | None = None
    final: bool = False
    dry_run: bool = False
    pages: bool | None = False

    def lists_pages(self, ending: str, is_draft: bool) -> bool:
        """Return whether the contents of a report of that kind list the pages."""
        if self.pages is not None or ending.lower() != ".docx":
            return self.pages is not False
        if is_draft:
            return False
        from narrator.writers.office import find_office  # not on the way to a draft

        return find_office() is not None


@dataclass(frozen=True)
class Rendered:
    """A report that is ready to be written, and what there is to say about it.

    source: the data as data.json is to hold it: with new records, and Word's texts when they are pulled.
    composition: the report with Word's texts.
    found: its texts.
    merged: what came from Word; None when there is no report to go on from.
    changes: what a reader would see changed; None, like `merged`.
    old: what the file holds that is written over; None when there is none.
    backup: where that is kept.
    pulled: whether Word's texts go into data.json.
    data_backup: where data.json is kept as it was; None when no text of it is replaced.
    unsaved: why data.json could not remember what the reasons were written for.
    unnumbered: why the contents do not list the pages, though LibreOffice was asked for them.
    """

    path: Path
    source: Source
    composition: Composition
    content: bytes
    found: Sequence[Reason]
    merged: MergedTexts | None = None
    changes: Sequence[Change] | None = None
    old: bytes | None = None
    backup: Path | None = None
    pulled: bool = False
    data_backup: Path | None = None
    unsaved: Sequence[Problem] = ()
    unnumbered: Sequence[Problem] = ()

    @property
    def problems(self) -> list[Problem]:
        """What somebody has to mend or to look at, in the order in which it is told."""
        return [
            *self.source.told,
            *self.composition.missing,
            *self.stale,
            *self.misplaced,
            *self.doubts,
            *self.unsaved,
            *self.unnumbered,
        ]

    @cached_property
    def stale(self) -> list[Problem]:
        """The reasons that were written for other figures."""
        return self.source.located(list(status.tell_stale(self.found)))

    @property
    def misplaced(self) -> list[Problem]:
        """Reasons that read like those for a difference where there is none."""
        return self.source.located(list(status.tell_misplaced(self.found)))

    @property
    def doubts(self) -> list[Problem]:
        """What speaks against the 金额单位 that the data state, unless the unit has accepted it."""
        from narrator.checks.data.magnitude import doubtful

        return self.source.located(doubtful(self.source.disclosure))

    @cached_property
    def findings(self) -> list[Finding]:
        """What the rules find in the data."""
        from narrator.commands.data_check import check_disclosure

        source = self.source
        return check_disclosure(source.disclosure, source.form, source.words, self.composition.document)

    @property
    def unused(self) -> list[Problem]:
        """What the data give and neither the report nor a rule of `check` uses."""
        from narrator.disclosure.last_years import LAST_YEARS
        from narrator.disclosure.related import find_related
        from narrator.disclosure.relation import Declared
        from narrator.disclosure.relations import RELATIONS

        rules = (*RELATIONS, Declared("", "", "", LAST_YEARS), *self.source.form.relations)

        def is_judged(path: str) -> bool:
            """Return whether a rule looks at the figure at a path."""
            return any(find_related(path, rules))

        def find_selecting() -> frozenset[str]:
            """Return the names of the columns by which templates select rows."""
            from narrator.compose.form_proof import selecting_columns  # reads every template

            return selecting_columns(self.source.form, build.book(self.source.form, self.source.words))

        idle = unused(self.source.disclosure, self.composition.document, is_judged, find_selecting)
        return self.source.located(idle)


def render_file(
    data: Path,
    output: Path | None = None,
    form_name: str | None = None,
    phrasebook: Path | None = None,
    options: Options = Options(),
) -> Rendered:
    """Make the report on the data file, write it, and return what was done.

    output: the file of the report, or None for one beside the data, named by its title. Raises Unusable with every
    reason not to make it; nothing is written then.
    """
    if options.pull:
        refuse_workbook(data)
    with locked(data):  # before it is read: what another run writes is not lost
        source = build.read(data, form_name, phrasebook)
        composition = build.report(source)
        path = output or data.parent / whole.file_name(composition.document.title, ".docx")
        refuse_data(path, source)
        with locked(path):
            made = render(source, composition, path, options)
            if options.final and (reasons := find_obstacles(made)):
                told = Problem("", f"还有{len(reasons)}处，不能定稿", "改好以后再运行", file=str(data))
                raise Unusable([*reasons, *made.misplaced, told])
            return made if options.dry_run else replace(made, unsaved=write(made, source))


def render(
    source: Source,
    composition: Composition,
    path: Path,
    options: Options = Options(),
) -> Rendered:
    """Return the report on the data for a file, with what people changed in the one that is there.

    Raises Unusable with every reason not to write it: conflicts, changes that would be lost.
    """
    whole.require_free(path)
    content = whole.read(path) if path.exists() else None
    losing = options.overwrite or options.prefer is not None  # a text that somebody wrote
    backup = whole.backup_of(path) if losing and content is not None else None
    if content is not None:
        from narrator.commands.worked_on import (  # not on the way to a first report
            find_worked_on,
            render_again,
        )

        if (old := find_worked_on(path, source, options)) is not None:
            made = render_again(source, composition, old, options)
            return replace(made, old=old.content, backup=backup)
    source, found = remember_records(source, composition.document, {})
    carries = path.suffix.lower() == ".docx"
    made_from = make_snapshot(composition.document, source, found=found) if carries else None
    written, unnumbered = write_report(composition, source, path.suffix, options, made_from)
    if (
        content is not None and not options.overwrite and content != written
    ):  # a text, which tells nothing of itself
        hint = f"换一个文件名；要盖掉它就加 --overwrite（旧文件留作 {whole.backup_of(path).name}）"
        raise Unusable([Problem("", "已经有这个文件，内容不同", hint, file=str(path))])
    made = Rendered(path, source, composition, written, found, old=content, backup=backup)
    return replace(made, unnumbered=unnumbered)


def write_report(
    composition: Composition, source: Source, ending: str, options: Options, made_from: bytes | None = None
) -> tuple[bytes, list[Problem]]:
    """Return a report as a file of the kind that the ending names, and why its contents do not list the pages though they
    would by themselves. made_from: as of `build.write`. Raises Unusable."""
    document = composition.document
    if not options.lists_pages(ending, bool(composition.missing)):
        return build.write(document, source, ending, made_from), []
    try:
        return build.write(document, source, ending, made_from, pages=True), []
    except Unusable as error:
        if options.pages or ending.lower() != ".docx":
            raise
        hint = "在Word里点目录，按F9；或者加 --no-pages"
        told = [Problem("", f"目录没有页码：{one.what}", hint, Severity.WARNING) for one in error.problems]
        return build.write(document, source, ending, made_from), told


def refuse_data(path: Path, source: Source) -> None:
    """Raise Unusable when the report would be written over its own data."""
    if os.path.exists(path) and os.path.exists(source.path) and os.path.samefile(path, source.path):
        raise Unusable([Problem("", "这是数据文件，不能把报告写在它上面", "换一个文件名", file=str(path))])


def find_obstacles(rendered: Rendered) -> list[Problem]:
    """Return why a report can not be final: what is missing, what is stale, what the rules found in the data."""
    mine = [*rendered.composition.missing, *rendered.stale]
    there = rendered.source.where
    return [
        *(one._replace(severity=Severity.ERROR) for one in mine),
        *(tell_finding(one, rendered.source, there) for one in rendered.findings if one.counts),
    ]


def tell_finding(finding: Finding, source: Source, there: Mapping[str, Spot]) -> Problem:
    """Return a finding as a problem of the data file, at the first of its sides that stands there.

    there: where each value stands.
    """
    sides = [one for side in finding.sides for one in (side, *side.parts)]
    spot = next((there[side.path] for side in sides if side.path in there), None)
    return Problem(
        finding.key,
        finding.described,
        finding.hint,
        file=str(source.path),
        line=spot if isinstance(spot, int) else None,
        cell=spot if isinstance(spot, str) else "",
    )


def write(rendered: Rendered, before: Source) -> list[Problem]:
    """Write a report, and its data where they differ from those before; return why nothing could be remembered
    there.

    Texts that were pulled are in data.json before the report that takes them for granted; the old report is
    kept before the new one is there. Raises Unusable.
    """
    if rendered.old is not None:
        whole.require_unchanged(rendered.path, rendered.old)
    if rendered.pulled:
        save(before, rendered.source.text, rendered.data_backup)
    if rendered.backup is not None and rendered.old is not None:
        whole.write(rendered.backup, rendered.old)
    whole.write(rendered.path, rendered.content)
    return [] if rendered.pulled else save_records(before, rendered.source.text)


def describe(rendered: Rendered) -> Iterator[str]:
    """Return what was made, and what was done with what was there before, as lines to print."""
    missing = len(rendered.composition.missing)
    state = f"草稿，还缺{missing}处文字" if missing else "文字齐全"
    if wrong := sum(one.counts for one in rendered.findings):
        state += f"，核对有{wrong}处错误"
    yield f"已生成 {rendered.path}（{rendered.source.form.name}，{state}）"
    if rendered.backup is not None:
        yield f"旧文件留作 {rendered.backup.name}。"
    if rendered.data_backup is not None:
        yield f"改以前的数据文件留作 {rendered.data_backup.name}。"
    if rendered.merged is None or rendered.changes is None:
        return
    from narrator.edits import differences, merge  # not on the way to a first report

    if rendered.merged.taken:
        pulled = "已写进数据文件"
        kept = "还没有写进数据文件：运行 narrator pull，或者生成时加 --pull"
        where = pulled if rendered.pulled else kept
        yield f"留用了Word里改的{len(rendered.merged.taken)}处文字（{where}）："
        yield from (f"  {line}" for line in merge.describe_taken(rendered.merged))
    yield from merge.describe_refused(rendered.merged)
    count = len(rendered.changes)
    yield f"与已有的报告相比，改了{count}处。" if count else "与已有的报告相比，没有变化。"
    yield from differences.describe_changes(rendered.changes)
