"""Bringing what people wrote in Word back into data.json."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from narrator import build
from narrator.commands.existing_reports import describe_foreign, read_existing
from narrator.commands.saving import put_texts, refuse_workbook, save
from narrator.data_file import Source
from narrator.edits import merge
from narrator.edits.merge import MergedTexts, TakenSide
from narrator.edits.retyped import OFFERED
from narrator.files import whole
from narrator.files.lock import locked
from narrator.problem import Problem, Spot, Unusable
from narrator.readers import json
from narrator.texts.status import tell_where_to_write


@dataclass(frozen=True)
class Pulled:
    """What was pulled out of a report.

    text: data.json with it.
    left: what was not taken.
    backup: where the data file is kept as it was; None when no text of it is replaced.
    """

    text: str
    merged: MergedTexts
    left: Sequence[Problem]
    backup: Path | None = None


def pull_file(
    report: Path,
    data: Path,
    form_name: str | None = None,
    prefer: TakenSide | None = None,
    base: Path | None = None,
) -> Pulled:
    """Bring what people wrote in the controls of the report into the data file, and return what was done.

    prefer: whose text is taken where both sides changed it; None when that is to be told. base: an earlier report or
    the data, for a report that has lost what it carried along. Raises Unusable.
    """
    refuse_workbook(data)
    with locked(data, report):
        source = build.read(data, form_name)
        pulled = pull(report, source, prefer, base)
        backup = whole.backup_of(data) if pulled.merged.replaces else None
        save(source, pulled.text, backup)
    return replace(pulled, backup=backup)


def describe(pulled: Pulled, data: Path) -> Iterator[str]:
    """Return what was pulled into the data file, as lines to print."""
    yield from merge.describe_taken(pulled.merged)
    count = len(pulled.merged.taken)
    yield f"已取回{count}处文字，写进 {data}。" if count else f"没有要取回的文字，{data} 没有变。"
    if pulled.backup is not None:
        yield f"改以前的数据文件留作 {pulled.backup.name}。"
    yield from merge.describe_refused(pulled.merged)


def pull(report: Path, source: Source, prefer: TakenSide | None = None, base: Path | None = None) -> Pulled:
    """Return what people wrote in the controls of a report, brought into the text of the data.

    Raises Unusable: conflicts, a report that is not narrator's, texts that the data can not hold.
    """
    old = read_existing(report, base)
    if old is None:
        what, hint = describe_foreign(report, source)
        hint = hint or "选由 narrator render 生成的报告"
        raise Unusable([Problem("", f"{what}，取不回改动", hint, file=str(report))])
    data = json.parse(source.text)
    if str(old.year) != str(source.disclosure["年度"]):
        what = f"这是{old.year}年度的报告，与数据的年度不同"
        raise Unusable([Problem("", what, "选同一年度的报告和数据", file=str(report))])
    merged = merge.merge(old.base, data, old.edits.texts, prefer)
    outside = list(locate_offers(old.edits.outside, source.where, source.path.name))
    if merged.conflicts:
        problems = [*merge.conflict_problems(merged), *outside, *merged.homeless]
        raise Unusable(one._replace(file=str(report)) for one in problems)
    text = source.text
    if merged.taken:
        text = put_texts(source, merged.taken, old.written_for(merged.taken)).text
    return Pulled(text, merged, [*outside, *merged.homeless])


def locate_offers(problems: Iterable[Problem], lines: Mapping[str, Spot], data: str) -> Iterator[Problem]:
    """Return problems, with the line of the data file in those that offer a text for it.

    lines: where each value stands in the data. data: what the file is called.
    """
    for problem in problems:
        if problem.hint.startswith(OFFERED):
            name = problem.hint.removeprefix(OFFERED).removeprefix("：")
            where = tell_where_to_write(name, lines)
            problem = problem._replace(hint=f"{OFFERED}：{data}的“{name}”，{where}")
        yield problem
