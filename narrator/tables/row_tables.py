"""The reader of public tables that their rows alone tell of: 机构运行信息表, which has 机关运行经费, cars and 政府采购 beside “三公”.

What such a table prints is known from the form's blueprint: each name of a row with the figures at its right, by the words
over them. It is found again whatever stands beside what, in one block or in several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from typing import NamedTuple

from narrator.disclosure.value import join_path
from narrator.number import read_digits
from narrator.tables.blueprint import Blueprint, BlueprintCell, BlueprintRow
from narrator.tables.matrix import Matrix
from narrator.tables.money_unit import find_money_unit, number_in
from narrator.tables.plain import DASHES, plain, unnumbered
from narrator.tables.public import ENOUGH, lines_of, words_of_row
from narrator.tables.table_as_read import Fault, Printed, PublicTable, Sheet, Unread
from narrator.tables.vocabulary import (
    LINE,
    NAMES,
    NUMBERS,
    FigurePlace,
    Vocabulary,
    bare,
    unbracketed,
)

PLANNED = (
    "预算"  # of two columns that are called otherwise than in the form, the one that says so is the budget's
)


class FormRow(NamedTuple):
    """A row of a form's table as far as one name goes: the figures at its right, by the words over them."""

    label: str
    figures: Mapping[str, BlueprintCell]


def read_by_rows(sheet: Sheet, vocabulary: Vocabulary) -> PublicTable | None:
    """Return what a sheet says, as the public table that its rows alone tell of whose title stands above it; None when none
    does, or it is hardly like it."""
    titles = {unnumbered(plain(line)) for line in lines_of(sheet)}
    titled = (blueprint for blueprint in vocabulary.by_row if blueprint.title in titles)
    tables = (interpret_rows(sheet, blueprint) for blueprint in titled)
    return next((table for table in tables if table.share >= ENOUGH), None)


def interpret_rows(sheet: Sheet, blueprint: Blueprint) -> PublicTable:
    """Return a sheet read as a table that its rows alone tell of; its share is that of its names which the form knows."""
    rows = sheet.rows
    known = lines_of_form(blueprint)
    table = PublicTable(blueprint.table, sheet)
    starts = name_columns(rows, known)
    first = next(
        (at for at, row in enumerate(rows) if any(find_named_rows(known, row[start]) for start in starts)),
        len(rows),
    )
    words = [word_over(rows[:first], at) for at in range(len(rows[0]) if rows else 0)]
    table.unit = find_money_unit(reversed(lines_of(sheet)), rows[:first], sheet.below)
    met: Counter[str] = Counter()
    seen = understood = 0
    for start, end in zip(starts, [*starts, len(words)][1:], strict=True):
        columns = [at for at in range(start + 1, end) if words[at]]
        for number in range(first, len(rows)):
            row = rows[number]
            filled = [at for at in columns if plain(row[at]) not in DASHES]
            if not row[start].strip() and not filled:
                continue
            seen += 1
            several = find_named_rows(known, row[start])
            if not several:
                table.unread.append(
                    Unread(Fault.ROW, words_of_row([row[start], *(row[at] for at in filled)]), number, start)
                )
                continue
            understood += 1
            line = several[min(met[several[0].label], len(several) - 1)]
            met[line.label] += 1
            read_figures(table, line, number, [(at, words[at]) for at in columns])
    table.share = understood / seen if seen else 0.0
    return table


@lru_cache(maxsize=16)
def lines_of_form(blueprint: Blueprint) -> Mapping[str, Sequence[FormRow]]:
    """Return the rows of a form's table by their bare names, those of one name in their order."""
    found: dict[str, list[FormRow]] = {}
    for row in blueprint.body:
        for line in lines_of_row(row, blueprint.header):
            found.setdefault(line.label, []).append(line)
    return found


def lines_of_row(row: BlueprintRow, header: Sequence[BlueprintRow]) -> Iterator[FormRow]:
    """Yield what each name in a row of a form's table tells of."""
    names = [at for at, word in sorted(row.labels.items()) if word not in DASHES]
    printed = dict.fromkeys(at for at, _ in row.printed)
    for start, end in zip(names, [*names, len(row.places)][1:], strict=True):
        figures = [at for at in printed if start < at < end]
        over = [[place.literal for place in line.places] for line in header]
        yield FormRow(bare(row.places[start].text), {word_over(over, at): row.places[at] for at in figures})


def find_named_rows(known: Mapping[str, Sequence[FormRow]], text: str) -> Sequence[FormRow]:
    """Return the rows of the form that a cell may name, to the letter or without what it has in brackets at its end; none
    when it names none."""
    word = bare(text)
    if word in known or not word:
        return known.get(word, ())
    alike = [name for name in known if unbracketed(name) == unbracketed(word)]
    return known[alike[0]] if len(alike) == 1 else ()


def name_columns(rows: Matrix, known: Mapping[str, Sequence[FormRow]]) -> list[int]:
    """Return the columns that hold the names of rows, in which several stand that the form knows; of those over which
    cells are merged, the first."""
    counts: Counter[int] = Counter()
    for row in rows:
        for at, text in enumerate(row):
            if (not at or row[at - 1] != text) and find_named_rows(known, text):
                counts[at] += 1
    return sorted(at for at, many in counts.items() if many > 1)


def word_over(header: Sequence[Sequence[str]], at: int) -> str:
    """Return the lowest word over a column of figures; "" over one that holds names or numbers rows."""
    over = [word for line in header if (word := bare(line[at])) and word != LINE and not word.isdigit()]
    return over[-1] if over and over[-1] not in NAMES | NUMBERS else ""


def read_figures(table: PublicTable, line: FormRow, number: int, columns: Sequence[tuple[int, str]]) -> None:
    """Read the figures of one row, in columns with the words over them, and tell of those that the form does not have."""
    for at, word in columns:
        text = table.sheet.rows[number][at].strip()
        printed = plain(text)
        place = figure_under(line, word)
        if place is None:
            if printed not in DASHES:
                table.unread.append(Unread(Fault.COLUMN, words_of_row([line.label, word, text]), number, at))
            continue
        path = reduce(join_path, place.path)
        amount = number_in(printed, table.unit)
        if printed not in DASHES and not amount:
            table.unread.append(Unread(Fault.NUMBER, printed[:20], number, at, path))
        value = read_digits(amount) if amount else None
        parts = FigurePlace("", line.label, word)
        table.figures[path] = Printed(text, value, number, at, line.label, parts=parts, counted=place.counted)


def figure_under(line: FormRow, word: str) -> BlueprintCell | None:
    """Return the figure of a row under a word: under the same one in the form, or the only one that is the budget's, or
    none of a budget, as that word says; None when there is no such figure."""
    if word in line.figures:
        return line.figures[word]
    alike = [place for name, place in line.figures.items() if (PLANNED in name) == (PLANNED in word)]
    return alike[0] if len(alike) == 1 else None
