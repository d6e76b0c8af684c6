"""Bringing what people wrote in Word back into data.json."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from narrator.commands.existing import existing, foreign
from narrator.commands.saving import with_texts
from narrator.data_file import Source
from narrator.edits import merge
from narrator.edits.merge import Merged, Side
from narrator.problem import Problem, Unusable
from narrator.readers import json


@dataclass(frozen=True)
class Pulled:
    """What was pulled out of a report: TEXT is data.json with it. left: what was not taken."""

    text: str
    merged: Merged
    left: Sequence[Problem]


def pull(report: Path, source: Source, prefer: Side | None = None) -> Pulled:
    """What people wrote in the controls of REPORT, brought into the text of SOURCE.

    Raises Unusable: conflicts, a report that is not narrator's, texts that the data can not hold.
    """
    old = existing(report)
    if old is None:
        hint = "选由 narrator render 生成的报告"
        raise Unusable([Problem("", f"{foreign(report)}，取不回改动", hint, file=str(report))])
    data = json.parse(source.text)
    if str(old.year) != str(source.disclosure["年度"]):
        what = f"这是{old.year}年度的报告，与数据的年度不同"
        raise Unusable([Problem("", what, "选同一年度的报告和数据", file=str(report))])
    merged = merge.merge(old.base, data, old.edits.texts, prefer)
    if merged.conflicts:
        problems = [*merge.clashes(merged), *old.edits.outside, *merged.homeless]
        raise Unusable(replace(one, file=str(report)) for one in problems)
    text = source.text
    if merged.taken:
        text = with_texts(source, merged.taken, old.written_for(merged.taken)).text
    return Pulled(text, merged, [*old.edits.outside, *merged.homeless])
