"""Reads a workbook from a file: bounded first, its cells by calamine, as texts that say what Excel shows."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from narrator.bounds import LARGEST_WORKBOOK, read_file
from narrator.readers.workbook import ods_marks, xls_marks, xlsx_marks
from narrator.readers.workbook.compound import SIGNATURE, Compound
from narrator.readers.workbook.grids import Grid, SheetMarks, Workbook
from narrator.readers.workbook.refusals import (
    refuse_damaged,
    refuse_disguise,
    refuse_ending,
    refuse_large,
    refuse_locked,
)
from narrator.readers.workbook.zip_parts import ZipParts
from narrator.readers.zipped import UNTRUSTED, refuse

MOST_CELLS = 2_000_000  # of a sheet, from A1 to the last cell with a value
MOST_SHEETS = 500
SIGNIFICANT = 15  # digits of a number that Excel keeps and shows
ZIPPED = b"PK\x03\x04"


def load(path: Path) -> Workbook:
    """Return the workbook in a file. Raises Unusable: not there, another kind of file, with a password,
    damaged, or too large.
    """
    refuse_ending(path)
    return load_content(path, read_file(path, LARGEST_WORKBOOK))


def load_content(path: Path, content: bytes) -> Workbook:
    """Return the workbook that the content of a file is. Raises Unusable as `load` does."""
    if not content.startswith((ZIPPED, SIGNATURE)):
        refuse_disguise(path, content)
    if content.startswith(ZIPPED):
        parts = ZipParts(path, content)
        named = (
            ods_marks.read_marks(parts) if ods_marks.CONTENT in parts.names else xlsx_marks.read_marks(parts)
        )
        return read_sheets(path, content, named)
    refuse_encrypted(path, content)
    return read_sheets(path, content, xls_marks.read_marks(path, content))


def refuse_encrypted(path: Path, content: bytes) -> None:
    """Raise Unusable when the content is an .xlsx behind a password, or no workbook."""
    try:
        streams = Compound(content).streams
    except (ValueError, IndexError):
        refuse_damaged(path)
    if "EncryptedPackage" in streams:
        refuse_locked(path)
    if "WordDocument" in streams:
        refuse(path, "这是Word文件，不是Excel文件", "选Excel文件")


def read_sheets(path: Path, content: bytes, marks: dict[str, SheetMarks] | list[SheetMarks]) -> Workbook:
    """Return the workbook in the content of a file, whose sheets have the given marks, by name or in order.
    Raises Unusable.
    """
    import python_calamine as calamine  # only needed here

    listed = list(marks.values()) if isinstance(marks, dict) else marks
    if len(listed) > MOST_SHEETS:
        refuse(path, f"有{len(listed)}张工作表，多得不正常", UNTRUSTED)
    for number, one in enumerate(listed):
        if (one.end[0] + 1) * (one.end[1] + 1) > MOST_CELLS:
            name = f"“{list(marks)[number]}”" if isinstance(marks, dict) else f"{number + 1}"
            refuse_large(
                path, f"工作表{name}的内容一直到第{one.end[0] + 1}行第{one.end[1] + 1}列，大得不正常"
            )
    try:
        return grids(path, calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)), marks)
    except calamine.PasswordError:
        refuse_locked(path)
    except (calamine.CalamineError, ValueError, OSError):
        refuse_damaged(path)
    except BaseException as error:  # what Rust panics with is no Exception
        if type(error).__name__ != "PanicException":
            raise
        refuse_damaged(path)


def grids(path: Path, book: Any, marks: dict[str, SheetMarks] | list[SheetMarks]) -> Workbook:
    """Return the sheets of a calamine workbook that can be seen, and the others."""
    shown: list[Grid] = []
    hidden: list[Grid] = []
    for number, sheet in enumerate(book.sheets_metadata):
        if not str(sheet.typ).endswith("WorkSheet"):
            continue  # a chart
        mine = (
            marks.get(sheet.name) if isinstance(marks, dict) else dict(enumerate(marks)).get(number)
        ) or SheetMarks()
        cells = book.get_sheet_by_name(sheet.name)
        merged = mine.merged or tuple(cells.merged_cell_ranges or ())
        visible = str(sheet.visible).endswith(".Visible")
        (shown if visible else hidden).append(
            sheet_grid(sheet.name, cells.to_python(skip_empty_area=False), replace(mine, merged=merged))
        )
    return Workbook(path, tuple(shown), tuple(hidden))


def sheet_grid(name: str, values: list[list[object]], marks: SheetMarks) -> Grid:
    """Return a sheet with the texts of its values; what is faulty reads as # and nothing else."""
    texts = [
        [text if isinstance(text := value, str) else cell_text(value) for value in row] for row in values
    ]
    for row, column in marks.faults:
        widen(texts, row, column)
        texts[row][column] = "#"
    width = max(map(len, texts), default=0)
    left_over = MOST_CELLS  # areas may lie over one another
    for (top, left), (bottom, right) in marks.merged:
        if top >= len(texts) or left >= len(texts[top]):
            continue
        left_over -= (min(bottom + 1, len(texts)) - top) * (min(right + 1, width) - left)
        if left_over < 0:
            break
        text = texts[top][left]
        for line in texts[top : min(bottom + 1, len(texts))]:
            end = min(right + 1, width)
            line += [""] * (end - len(line))
            line[left:end] = [text] * (end - left)
    return Grid(name, trim_texts(texts), marks)


def widen(texts: list[list[str]], row: int, column: int) -> None:
    """Make texts large enough for a cell at a row and a column."""
    texts += [[] for _ in range(row + 1 - len(texts))]
    texts[row] += [""] * (column + 1 - len(texts[row]))


def trim_texts(texts: Sequence[list[str]]) -> list[list[str]]:
    """Return texts without the empty rows and columns at their end, each row as long as the longest."""
    last = max((number for number, row in enumerate(texts) if any(row)), default=-1)
    kept = texts[: last + 1]
    width = max((1 + max(at for at, text in enumerate(row) if text) for row in kept if any(row)), default=0)
    return [[*row[:width], *([""] * (width - len(row)))] for row in kept]


def cell_text(value: object) -> str:
    """Return the value of a cell as a text: a number with the digits that Excel keeps, and no exponent."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case int():
            return str(value)
        case float():
            shown = f"{value:.{SIGNIFICANT}g}"
            return f"{Decimal(shown):f}" if "e" in shown else shown
        case datetime.datetime():
            return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
        case datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return str(value)
