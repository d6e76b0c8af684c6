"""A few figures of a small table, each compared with a number that it should be: what is checked where a test needs no report.

They are numbers by path, None for a blank: `{"甲表.各科目.101.一": Decimal("5.00"), "甲表.各科目.101.二": None}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from narrator.checks.finding import Finding, Level, Side
from narrator.checks.wrong_figures import NamedFigure, Row, Trying

Figures = Mapping[str, Decimal | None]


def digits(number: Decimal | None) -> str:
    """NUMBER as a finding prints it."""
    return "" if number is None else f"{number:f}"


def at(path: str, number: Decimal | None) -> Side:
    """The side of a figure, whose name has the words of its PATH: 甲表 101 一."""
    return Side(path.replace(".各科目", "").replace(".", " "), digits(number), path)


def asking(
    path: str, number: Decimal | None, right: Decimal | str, level: Level = Level.ERROR, rule: str = "T-1"
) -> Finding:
    """That the figure at a PATH is a NUMBER and should be another one."""
    mine = at(path, number)
    return Finding(level, mine.name, "两边不同", "核对", (mine, Side("别处", str(right))), "1.00万元", rule)


def trying(due: Figures, more: Mapping[str, list[Finding]] | None = None) -> Trying[Figures]:
    """How numbers are tried out where each figure is compared with what is DUE. more: what is found besides where the
    figure at a path is what is due there."""

    def put(checked: Figures, figure: NamedFigure, number: Decimal | None) -> Figures | None:
        known = figure.path in checked and checked[figure.path] == figure.printed
        return {**checked, figure.path: number} if known else None

    def rows(checked: Figures, path: str) -> list[Row]:
        row = path.rpartition(".")[0]
        found: dict[str, dict[str, NamedFigure]] = {}
        for one, number in checked.items():
            if one.startswith(row):
                found.setdefault(one.rpartition(".")[0], {})[one.rpartition(".")[2]] = NamedFigure(
                    one, number
                )
        return list(found.values())

    return Trying(put, lambda checked: judged(checked, due, more or {}), rows)


def judged(checked: Figures, due: Figures, more: Mapping[str, list[Finding]]) -> list[Finding]:
    """What is found in figures that are compared with what is DUE."""
    found = [
        asking(path, number, digits(due[path]))
        for path, number in checked.items()
        if path in due and number != due[path]
    ]
    return found + [one for path, others in more.items() if checked[path] == due[path] for one in others]
