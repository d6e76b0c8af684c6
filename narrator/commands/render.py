"""Making a report and writing it; over one that people have worked on, `edited_report` says what goes into it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from narrator import build
from narrator.checks.finding import Finding
from narrator.commands.rendered_report import AS_USUAL, Options, Rendered, write_report
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


def render_file(
    data: Path,
    output: Path | None = None,
    form_name: str | None = None,
    phrasebook: Path | None = None,
    options: Options = AS_USUAL,
) -> Rendered:
    """Make the report on the data file, write it, and return what was done.

    output: the file of the report, or None for one beside the data, named by its title. Raises Unusable with every
    reason not to make it; nothing is written then.
    """
    if options.pull:
        refuse_workbook(data)
    named = [] if output is None else [output]
    with locked(data, *named):  # before they are read: what another run writes is not lost
        source = build.read(data, form_name, phrasebook)
        composition = build.report(source)
        path = output or data.parent / whole.file_name(composition.document.title, ".docx")
        refuse_data(path, source)
        with nullcontext() if output else locked(path, patience=0):
            made = render(source, composition, path, options)
            return made if options.dry_run else replace(made, unsaved=write(made, source))


def render(
    source: Source,
    composition: Composition,
    path: Path,
    options: Options = AS_USUAL,
) -> Rendered:
    """Return the report on the data for a file, with what people changed in the one that is there.

    Raises Unusable with every reason not to write it: conflicts, changes that would be lost.
    """
    whole.require_free(path)
    content = whole.read(path) if path.exists() else None
    losing = options.overwrite or options.prefer is not None  # a text that somebody wrote
    backup = whole.backup_of(path) if losing and content is not None else None
    if content is not None:
        from narrator.commands.edited_report import (  # not on the way to a first report
            find_worked_on,
            render_again,
        )

        if (old := find_worked_on(path, source, options)) is not None:
            made = render_again(source, composition, old, options)
            if options.final:
                refuse_unready(made)
            return replace(made, old=old.content, backup=backup)
    source, found = remember_records(source, composition.document, {})
    carries = path.suffix.lower() == ".docx"
    made_from = make_snapshot(composition.document, source, found=found) if carries else ()
    if options.final:  # told before LibreOffice is asked for the pages
        refuse_unready(Rendered(path, source, composition, b"", found))
    written, unnumbered = write_report(composition, source, path.suffix, options, made_from)
    if (
        content is not None and not options.overwrite and content != written
    ):  # a text, which tells nothing of itself
        hint = f"换一个文件名；要盖掉它就加 --overwrite（旧文件留作 {whole.backup_of(path).name}）"
        raise Unusable([Problem("", "已经有这个文件，内容不同", hint, file=str(path))])
    made = Rendered(path, source, composition, written, found, old=content, backup=backup)
    return replace(made, unnumbered=unnumbered)


def refuse_data(path: Path, source: Source) -> None:
    """Raise Unusable when the report would be written over its own data."""
    if os.path.exists(path) and os.path.exists(source.path) and os.path.samefile(path, source.path):
        raise Unusable([Problem("", "这是数据文件，不能把报告写在它上面", "换一个文件名", file=str(path))])


def refuse_unready(made: Rendered) -> None:
    """Raise Unusable, with every reason, when a report can not be final."""
    if reasons := find_obstacles(made):
        told = Problem("", f"还有{len(reasons)}处，不能定稿", "改好以后再运行", file=str(made.source.path))
        raise Unusable([*reasons, *made.misplaced, told])


def find_obstacles(rendered: Rendered) -> list[Problem]:
    """Return why a report can not be final: what is missing, what is stale, what the rules find in the data and, where
    nothing is missing, in the report, each once: all that it could not be published for."""
    from narrator.commands.publish import find_unfinished  # not on the way to a draft
    from narrator.commands.report_check import check_composed

    composition, source, there = rendered.composition, rendered.source, rendered.source.where
    mine = [*composition.missing, *rendered.stale]
    found = {one.key: one for one in rendered.findings if one.counts}
    if not composition.missing:
        written = check_composed(source)
        found = {**{one.key: one for one in written if one.counts}, **found}
        mine += [one._replace(file=str(source.path)) for one in find_unfinished(composition.document)]
    return [
        *(one._replace(severity=Severity.ERROR) for one in mine),
        *(tell_finding(one, source, there) for one in found.values()),
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
