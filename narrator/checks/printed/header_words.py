"""The header of a printed table beside that of the form (ST-4): how many rows it takes, which words are not there, and which
stand over other columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from narrator.checks.finding import Finding, Level, Side
from narrator.tables.blueprint import Blueprint, BlueprintRow
from narrator.tables.header import column_number, is_line
from narrator.tables.matrix import Matrix
from narrator.tables.plain import plain
from narrator.tables.vocabulary import LINE, without_unit

FIX_HEADER = "照格式改正表头"


class ComparedHeader(NamedTuple):
    """How many rows at the top of a table are its header, and where that is not as the form has it."""

    rows: int
    findings: list[Finding]


class ExchangedWord(NamedTuple):
    """A word of the form's header in whose place another of its words stands: the column, from 0 on, what stands there, and
    what the form has there."""

    column: int
    printed: str
    wanted: str


def compare_header(
    rows: Matrix, blueprint: Blueprint, label: str, *, depth: int = 0, moved: Collection[str] = ()
) -> ComparedHeader:
    """Return how many rows at the top of a table are its header, and where that is not as the blueprint has it.

    label: what a reader calls the table. depth: how many rows were read as its header, when its figures were read by the words over
    their columns, in whatever order and row these stand; 0 where they were read by their places. moved: the words over columns of
    which that tells that their figures were exchanged.
    """
    at = 0
    over_labels = words_over_labels(blueprint) if depth else frozenset()
    findings: list[Finding] = []
    exchanged: list[ExchangedWord] = []
    for line in blueprint.header:
        wanted = {place.literal for place in line.places if place.literal and place.own}
        numbers_alone = is_line([*wanted])  # 栏次, with which a table may do without
        if at < len(rows) and wanted and not (numbers_alone and not is_line([*map(plain, rows[at])])):
            have = {word for cell in rows[at] for word in (plain(cell), without_unit(cell))}
            if numbers_alone and (
                others := have - wanted - {LINE, ""}
            ):  # numbered otherwise: （1）, A, 1=2+3
                is_misspelt = any(column_number(one) is None for one in others)
                have = (have | wanted) - ({LINE} if is_misspelt else set())
            last = at + 1 == len(rows) and not is_of_body(rows[at], blueprint)
            if len(wanted & have) * 2 >= len(wanted) or last:
                missing = wanted - have
                if missing and not numbers_alone:
                    missing -= words_of_one_line(rows[:depth], blueprint)
                findings += (
                    tell_missing_word(word, label, Level.HINT if word in over_labels else Level.ERROR)
                    for word in sorted(missing)
                )
                if not (numbers_alone and depth):
                    exchanged += find_exchanged_words(rows[at], line)
                at += 1
    exchanged = [one for one in exchanged if not {one.printed, one.wanted} <= {*moved}]
    if exchanged:
        findings.append(tell_order(exchanged, label, by_meaning=depth > 0))
    return ComparedHeader(at, findings)


def words_of_one_line(rows: Matrix, blueprint: Blueprint) -> set[str]:
    """Return the words of some rows that one line of the form's header has, and no other one: they may stand in any row."""
    lines = Counter(word for line in blueprint.header for word in {place.literal for place in line.places})
    return {word for row in rows for cell in row if lines[word := plain(cell)] == 1}


def is_row(row: Sequence[str], line: BlueprintRow) -> bool:
    """Return whether a row has all the labels of a line of the form's table, which has some."""
    labels = line.labels
    return bool(labels) and all(plain(row[column]) == word for column, word in labels.items())


def is_of_body(row: Sequence[str], blueprint: Blueprint) -> bool:
    """Return whether a row is one of the form's that stand below the header, as the sum of an empty table is."""
    return any(len(row) == len(line.places) and is_row(row, line) for line in blueprint.body)


def find_exchanged_words(row: Sequence[str], line: BlueprintRow) -> Iterator[ExchangedWord]:
    """Return the words of a line of the form's header instead of which others of its words stand in a row.

    What stands elsewhere only because its cells are merged otherwise is none of them, nor are the numbers of columns.
    """
    have = [plain(cell) for cell in row]
    wanted = line.spans
    for columns, word in wanted.items() if len(row) == len(line.places) else ():
        here = [have[column] for column in columns]
        other = next((one for one in here if one in wanted.values()), "")
        if other and word in have and word not in here and not word.isdigit():
            yield ExchangedWord(columns[0], other, word)


def put_columns_in_order(rows: Matrix, blueprint: Blueprint) -> tuple[Matrix, bool]:
    """Return rows with their columns in the order of the form's, where each stands under the words of another one of them, and
    whether that is so. No two columns of the form have the same words over them then."""
    header = [line for line in blueprint.header if not is_line([one.literal for one in line.places])]
    width = len(header[0].places) if header else 0
    if not width or len(rows) < len(header) or len(rows[0]) != width:
        return rows, False
    wanted = [tuple(line.places[at].literal for line in header) for at in range(width)]
    have = [tuple(map(plain, column)) for column in zip(*rows[: len(header)], strict=True)]
    if have == wanted or sorted(have) != sorted(wanted) or len(set(wanted)) < width:
        return rows, False
    order = [have.index(words) for words in wanted]
    return [[row[at] for at in order] for row in rows], True


def words_over_labels(blueprint: Blueprint) -> frozenset[str]:
    """Return the words of a form's header that stand over the words of columns of codes and names, and over no figures: 项目 over
    科目编码 and 科目名称, without which all is read."""
    figures = {at for row in blueprint.body for at, _ in row.figures}
    return frozenset(
        word
        for upper, lower in pairwise(blueprint.header)
        for columns, word in upper.spans.items()
        if len(columns) > 1 and figures.isdisjoint(columns)
        if all(lower.places[at].literal not in ("", word) for at in columns)
    )


def tell_missing_word(word: str, label: str, level: Level = Level.ERROR) -> Finding:
    """Return that a word of the form's header is not in that of the table that a reader calls by a label."""
    return Finding(level, f"{label} 表头 {word}", f"表头里没有“{word}”", FIX_HEADER, rule="ST-4")


def tell_order(exchanged: Sequence[ExchangedWord], label: str, *, by_meaning: bool) -> Finding:
    """Return that columns stand in another order than in the form: once, with all of them. Where what stands in them is
    known by their words alone, that is no error."""
    columns, have, words = zip(*dict.fromkeys(sorted(exchanged)), strict=True)
    at = "、".join(str(column + 1) for column in dict.fromkeys(columns))
    sides = Side(f"{label} 第{at}列", "、".join(have)), Side("格式", "、".join(words))
    shown = "、".join(words)
    several = len(words) > 1
    if by_meaning:
        level, hint = Level.HINT, "照格式的次序排"
        order = "这几列的次序" if several else "这一列的位置"
        what = f"{order}与格式不同，格式是“{shown}”，数是照表头读的"
    else:
        level, hint = Level.ERROR, FIX_HEADER
        what = f"表头的这{'几' if several else '一'}列应当是“{shown}”"
    return Finding(level, f"{label} 表头 {words[0]}", what, hint, sides, rule="ST-4")
