"""What is wrong with an input, as a value: every reader and check returns problems, none prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from narrator.regex import compile_later

MANY_DIGITS = compile_later(r"\d{60,}")  # more than any figure, any code and any bank account has
# Characters that nobody sees, by number, as a message names them: two texts that differ in nothing else would look the same.
UNSEEN = {0xAD: "（软连字符）"} | {
    code: f"（看不见的字符U+{code:04X}）"
    for code in (*range(0x200B, 0x2010), *range(0x2028, 0x202F), 0x2060, 0xFEFF)
}
Spot = int | str  # where a value stands in a user's file: its line, or of a workbook its sheet and cell


def tell_spot(spot: Spot) -> str:
    """Return where a value stands, as people say it: 第9行, 公开03表!D9."""
    return f"第{spot}行" if isinstance(spot, int) else spot


def spot_as_data(spot: Spot | None) -> dict[str, Spot]:
    """Return where a value stands, for programs; nothing when that is not known."""
    return {"行" if isinstance(spot, int) else "格": spot} if spot else {}


def shorten_numbers(text: str) -> str:
    """Return a text for a message, its numbers without end by their first digits and how many they are."""
    return MANY_DIGITS.sub(lambda digits: f"{digits[0][:20]}…（共{len(digits[0])}位）", text)


def name_unseen(text: str) -> str:
    """Return a text for a message, with names in the place of characters that nobody sees."""
    return text if text.isprintable() else text.translate(UNSEEN)


class Severity(Enum):
    """How much a problem matters; the value is what the user reads."""

    ERROR = "错误"
    WARNING = "提醒"


class Problem(NamedTuple):
    """One thing that is wrong, where it is, and what to do about it.

    where: a place in the user's own file, such as 「支出决算表.合计.本年支出合计」; "" for the whole file.
    what: what is wrong, one Chinese clause without a full stop.
    hint: what to do, one Chinese clause without a full stop; "" when there is nothing to do.
    table: the number that the form in use gives the public table in which the place stands (公开03表), or the
        table's title there when it has no number; "" when it stands in none, or the form is not known.
    file: the file as the user named it; "" while only the caller knows it.
    line: the line in that file, counted from 1; None when that is not known.
    cell: the sheet and the cell of a workbook (公开03表!D9); "" for another file, or when that is not known.
    shown: lines to print below, such as the line of the file as it stands and a mark below it; mostly "".
    """

    where: str
    what: str
    hint: str
    severity: Severity = Severity.ERROR
    file: str = ""
    line: int | None = None
    table: str = ""
    cell: str = ""
    shown: str = ""

    def __str__(self) -> str:
        """Return the problem as one Chinese line, as it is printed, with what is shown below it."""
        place = "，".join(
            part for part in (self.file, f"第{self.line}行" if self.line else self.cell, self.where) if part
        ) + (f"（{self.table}）" if self.table else "")
        hint = f"请{self.hint}。" if self.hint else ""
        told = name_unseen(
            shorten_numbers(f"{self.severity.value}：{place}{'：' if place else ''}{self.what}。{hint}")
        )
        return told + "".join(f"\n    {line}" for line in self.shown.split("\n") if self.shown)


def problems_as_data(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Return problems for programs."""
    return [
        {
            "程度": one.severity.value,
            "文件": one.file,
            "位置": one.where,
            "说明": one.what,
            "办法": one.hint,
            **spot_as_data(one.line or one.cell),
        }
        for one in problems
    ]


def gather(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Return the problems in their order, neighbours that say the same of fields of one record and one line
    told as one; and what is told twice once.
    """
    for _, group in groupby(problems, key=grouping_key):
        first, *others = group
        names = (one.where.rpartition(".")[2] for one in others if one.where != first.where)
        yield first._replace(where="、".join([first.where, *dict.fromkeys(names)]))


def grouping_key(problem: Problem) -> object:
    """Return a key that is equal for problems that can be told as one."""
    record = problem.where.rpartition(".")[0]
    same = problem._replace(where=record)
    return same if problem.line and record else (same, problem.where)


class Unusable(Exception):
    """Raised when an input or an output can not be used; it carries every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def shorten(text: str, most: int = 20) -> str:
    """Return the beginning of a text, with … when there is more of it."""
    return f"{text[:most]}…" if len(text) > most else text


def excerpt(text: str) -> str:
    """Return the beginning of a text for a message: on one line, and nothing in it that a terminal would obey."""
    return "".join(char if char.isprintable() else "□" for char in shorten(text))
