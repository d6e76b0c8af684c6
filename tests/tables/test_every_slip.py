"""Wherever figures and classes slip, from one row on and down to another: what is told holds the row where that begins, and
nothing that is wrong is judged. What codes and names that slipped are taken for is reviewed (slips.txt; `pytest --accept`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from checks.telling import Golden

from narrator.tables.public import read_public_table
from narrator.tables.slipping import Slip, take_out_slipped
from narrator.tables.table_as_read import PublicTable, Sheet

from . import test_class_slips as classes
from . import test_label_slips as labels
from . import test_slipping as slipping
from .test_public import words

ROUNDED = Decimal("0.05")
GOLDEN = Golden(Path(__file__).with_name("slips.txt"))


def moved(values: Sequence[str], step: int, at: int, end: int) -> list[str]:
    """VALUES from one on up to another a row too low (1) or too high (-1); one is lost at the end or at the beginning."""
    inner = ["", *values[at : end - 1]] if step > 0 else [*values[at + 1 : end], ""]
    return [*values[:at], *inner, *values[end:]]


def ways(values: Sequence[str], ends: Sequence[int]) -> Iterator[tuple[str, list[str]]]:
    for step in (1, -1):
        for end in ends:
            for at in range(0, end - 2, 1 if end > 10 else 2):
                yield f"{at}至{end} {'下' if step > 0 else '上'}移", moved(values, step, at, end)


def summed(values: Sequence[str], above: bool) -> PublicTable:
    """A table by functional class, its sum above or below its rows."""
    rows = [[code, code, one, one, ""] for code, one in zip(slipping.CODES, values, strict=False)]
    total = ["合计", "合计", values[-1] if len(values) > len(rows) else "51.00", "", ""]
    body = [total, *rows] if above else [*rows, total]
    return read_public_table(Sheet([*slipping.HEAD, *body], ("一般公共预算财政拨款支出决算表",)), words())


def holds(table: PublicTable, slip: Slip, column: int, right: Sequence[str]) -> bool:
    """Whether a slip is told from the first row that is wrong in a column, or from one before to one behind it, only figures that are
    RIGHT there, from the first one on, but for what rounding may be, are left, and nothing else than these would stand there."""
    figures = sorted((one for one in table.figures.values() if one.column == column), key=lambda one: one.row)
    truth = {one.row: Decimal(number or 0) for one, number in zip(figures, right, strict=False)}
    wrong = [one.row for one in figures if one.row in truth and (one.number or 0) != truth[one.row]]
    names = {one.label or one.parts.row: one.row for one in figures}
    places = {path: one.row for path, one in table.figures.items() if one.column == column}
    meant = take_out_slipped(table, slip)
    left = [one for one in table.figures.values() if one.column == column and one.row in truth]
    return (
        slip.row <= wrong[0] <= names[slip.until or slip.name]
        and all(abs((one.number or 0) - truth[one.row]) <= ROUNDED for one in left)
        and all(
            number is None or number == truth.get(places[path], number)
            for path, number in meant.items()
            if path in places
        )
    )


def test_figures_that_slipped_are_told_from_their_row_wherever_that_is() -> None:
    many, known = len(slipping.CODES), 0
    for number, (name, values) in enumerate(ways(slipping.VALUES, (many, 9))):
        table = summed(values, above := bool(number % 2))
        slip = slipping.find_slip(table)
        right = ["51.00", *slipping.VALUES] if above else slipping.VALUES
        assert slip is None or holds(table, slip, 2, right), name
        known += slip is not None
    for name, values in ways(whole := [*slipping.VALUES, "51.00"], (many + 1,)):
        table = summed(values, False)
        slip = slipping.find_slip(table)
        assert slip is None or holds(table, slip, 2, whole), name
        known += slip is not None
    assert known > 40


def test_items_that_slipped_are_told_by_what_the_prose_lists() -> None:
    known = {False: 0, True: 0}
    for name, values in ways(slipping.SPENT, (len(slipping.SPENT), 7)):
        for lines in ([], [slipping.LISTED]):
            table = slipping.economic(values)
            slip = slipping.find_slip(table, lines)
            assert slip is None or holds(table, slip, 2, ["34.00", *slipping.SPENT]), name
            known[bool(lines)] += slip is not None
    assert not known[False]  # any order of the items of a class adds up to it
    assert known[True] > 10
    for name, values in ways(slipping.PAY, (len(slipping.PAY), 12)):
        table = slipping.paid(values)
        slip = slipping.find_slip(
            table, [slipping.OTHERS], {"30199": Decimal("0.04"), "30113": Decimal("17.70")}
        )
        assert slip is None or holds(table, slip, 2, slipping.PAY), name


def test_classes_that_slipped_are_told_from_their_row_wherever_that_is() -> None:
    known = 0
    for name, values in ways(classes.VALUES, (len(classes.VALUES), 6)):
        table = classes.read(values)
        for slip in classes.class_slips(table, classes.MEANT):
            assert holds(table, slip, 3, classes.VALUES), name
            known += 1
    assert known > 5


def labels_slipped() -> Iterator[tuple[str, str]]:
    codes, names = [*labels.NAMES], [*labels.NAMES.values()]
    for which, cells in (("名称", names), ("编码", codes)):
        for name, values in ways(cells, (len(cells), 8)):
            table = labels.read(values, names) if which == "编码" else labels.read(codes, values)
            found = labels.straight(table)
            told = [f"{one.row},{one.column} {one.what} {one.path}" for one in found.unread]
            rows = " ".join(f"{one.row}{one.parts.row}{one.text}" for one in found.names.values())
            yield f"{which} {name}", f"{told}：{rows}\n"


def test_every_slip_of_labels_is_taken_for_what_was_reviewed(accept: bool) -> None:
    found = dict(labels_slipped())
    if accept:
        GOLDEN.write(found)
    assert found == GOLDEN.read()
