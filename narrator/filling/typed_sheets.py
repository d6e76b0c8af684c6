"""The sheets of a workbook to fill in that have a row for every figure or text to be typed."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from narrator.disclosure.number_shapes import AmountShape, NumberShape
from narrator.filling.cell_styles import (
    AMOUNT,
    NUMBER,
    SAID,
    SIZE,
    WORDS,
    begin_sheet,
    protect,
    put_words,
    unlock,
)
from narrator.filling.layout import COLUMNS, CONFIRM, PLACE, STATE, TYPED, TypedRow
from narrator.filling.table_sheets import Placed
from narrator.filling.validations import check_of, list_check
from narrator.writers.wrapping import height_of

STILL_FITS = "“确认”（原因还对得上）；不对就改写右边的原因"
PIXELS = 7  # of a column, by its width in characters


def fill_rows(target: Worksheet, name: str, rows: Sequence[TypedRow], placed: Placed) -> None:
    """Write a sheet to type in, and note where its figures stand."""
    titles = COLUMNS[name]
    begin_sheet(target, titles)
    typed = list(titles).index(TYPED) + 1
    checks: dict[str, DataValidation] = {}
    for number, row in enumerate(rows, 2):
        for column, title in enumerate(titles, 1):
            if column != typed:
                said = row.path if title == PLACE else row.said.get(title, "")
                put_words(target, number, column, said, SAID)
        here = target.cell(number, typed)
        write_typed_row(target, number, typed, row)
        words = {**row.said, TYPED: str(row.value or "")}
        target.row_dimensions[number].height = max(
            height_of(words.get(title, ""), width * PIXELS, SIZE)
            for title, width in titles.items()
            if title != PLACE
        )
        asked = [(here, check_of(row))]
        if row.record:
            state = target.cell(number, list(titles).index(STATE) + 1)
            unlock(state)
            asked.append((state, list_check(f'"{row.said[STATE]},{CONFIRM}"', STILL_FITS)))
        for cell, check in asked:
            if check is not None:
                checks.setdefault(f"{check.type}{check.formula1}{check.prompt}", check).add(cell)
        if isinstance(row.shape, NumberShape):
            placed.cells.setdefault(row.path, (target.title, here.coordinate))
    for check in checks.values():
        target.add_data_validation(check)
    target.auto_filter.ref = f"A1:{get_column_letter(len(titles))}{max(len(rows) + 1, 2)}"
    target.column_dimensions[get_column_letter(list(titles).index(PLACE) + 1)].hidden = True
    protect(target)


def write_typed_row(target: Worksheet, number: int, column: int, row: TypedRow) -> None:
    """Write the value of a row, to be typed over."""
    if isinstance(row.shape, NumberShape):
        here = target.cell(number, column, row.value)
        here.style = AMOUNT if isinstance(row.shape, AmountShape) else NUMBER
    else:
        put_words(target, number, column, str(row.value or ""), WORDS)
