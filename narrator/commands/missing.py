"""What is still missing in data.json, as one list: by table and section, each with the sentence that asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from narrator.build import open_data
from narrator.commands.wanted import (
    WantedText,
    find_wanted,
    heading_of_path,
    is_missing,
    name_within,
    order_of_section,
)
from narrator.data_file import Opened
from narrator.disclosure.value import split_path
from narrator.form import Form
from narrator.problem import Problem, Unusable
from narrator.readers.endings import is_workbook

TABLE_FIGURES = "用 narrator import 公开表.xlsx {} 从Excel里取"
IN_WORKBOOK = "填在这张公开表里"


class MissingList(NamedTuple):
    """What is missing in data. lines: to print; none when something is wrong. wrong: what is wrong, of which nothing
    else can be said. found: what is missing. form: that of the data, when it is known."""

    lines: list[str]
    wrong: list[Problem]
    found: list[WantedText]
    form: Form | None

    def as_data(self) -> list[dict[str, object]]:
        """Return what is missing for programs."""
        return [
            {
                "所在": heading_of_path(one.path, self.form),
                "位置": one.path,
                "句子": one.sentence,
                "写在": one.where,
                "公开表的数": one.printed,
            }
            for one in self.found
        ]


def require_missing(data: Path, form_name: str | None = None) -> MissingList:
    """Return what is missing in the data file. Raises Unusable when it can not be read, or when something in it is wrong
    and not only missing."""
    missing = find_missing(data, form_name)
    if missing.wrong:
        raise Unusable(missing.wrong)
    return missing


def find_missing(data: Path, form_name: str | None = None) -> MissingList:
    """Return what is missing in the data file, and what is wrong in it. Raises Unusable when it can not be read."""
    return find_missing_in(open_data(data, form_name))


def find_missing_in(opened: Opened) -> MissingList:
    """Return what is missing in an opened data file, and what is wrong in it. Raises Unusable when the words of its form can not
    be read."""
    wrong = [problem for problem in opened.problems if not is_missing(opened.raw, problem)]
    if wrong:
        return MissingList([], wrong, [], opened.form)
    found = list(find_wanted(opened))
    return MissingList(list(lines_of_missing(found, opened)), [], found, opened.form)


def lines_of_missing(found: list[WantedText], opened: Opened) -> Iterator[str]:
    """Return the list of what is missing in an opened data file, as lines."""
    yield f"还缺{len(found)}处：" if found else "不缺什么了。"
    for title, group in groupby(
        sorted(found, key=lambda one: order_of_section(one.path)),
        lambda one: heading_of_path(one.path, opened.form),
    ):
        yield f"\n【{title}】"
        yield from tell_section(list(group), opened.path)


def tell_section(found: list[WantedText], data: Path) -> Iterator[str]:
    """What is missing in one table or section, as lines; figures that a table prints together."""
    printed = [one for one in found if one.printed]
    for name, group in groupby(printed, lambda one: str(split_path(one.path)[1])):
        count = len(list(group))
        how = IN_WORKBOOK if is_workbook(data) else TABLE_FIGURES.format(data.name)
        yield f"  {name}：{count}个数　{how}"
    others = [one for one in found if not one.printed]
    for (told, _), same in groupby(others, lambda one: (one.sentence, one.sentence or one.path)):
        together = list(same)
        yield f"  {'、'.join(name_within(one.path) for one in together)}"
        if told:
            yield f"      {told}"
        yield from (f"      {where}" for where in dict.fromkeys(one.where for one in together))
