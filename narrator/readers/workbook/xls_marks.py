"""What the sheets of an .xls say beside their values: hidden and faulty cells ([MS-XLS] 2.4)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from narrator.readers.workbook.compound import Compound
from narrator.readers.workbook.grids import CellPosition, SheetMarks
from narrator.readers.workbook.refusals import refuse_damaged, refuse_locked

# Records that matter, by their numbers.
EOF, BOF, FILEPASS, BOUNDSHEET = 0x000A, 0x0809, 0x002F, 0x0085
ROW, COLINFO, BOOLERR, FORMULA = 0x0208, 0x007D, 0x0205, 0x0006
NUMBER, RK, LABEL, LABELSST, RSTRING, MULRK = 0x0203, 0x027E, 0x0204, 0x00FD, 0x00D6, 0x00BD
VALUES = (NUMBER, RK, LABEL, LABELSST, RSTRING, BOOLERR, FORMULA)
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def read_marks(path: Path, content: bytes) -> list[SheetMarks]:
    """Return the marks of every sheet of an .xls, in order; charts and the like have empty ones. Raises
    Unusable.
    """
    try:
        compound = Compound(content)
        if "EncryptedPackage" in compound.streams:
            refuse_locked(path)
        stream = compound.read("Workbook" if "Workbook" in compound.streams else "Book")
        offsets = []
        for number, record in records(stream, 0):
            if number == FILEPASS:
                refuse_locked(path)
            if number == BOUNDSHEET:
                offsets.append(struct.unpack_from("<I", record)[0])
        return [sheet_marks(stream, offset) for offset in offsets]
    except (ValueError, IndexError, AttributeError, struct.error):
        refuse_damaged(path)


def records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Return the records of a stream from a place to the end of what begins there."""
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        yield number, stream[at + 4 : at + 4 + length]
        if number == EOF:
            return
        at += 4 + length


def sheet_marks(stream: bytes, offset: int) -> SheetMarks:
    """Return the marks of the sheet that begins at an offset."""
    rows: set[int] = set()
    columns: set[int] = set()
    faults: dict[CellPosition, str] = {}
    last_row = last_column = depth = -1
    for number, record in records(stream, offset):
        if number == BOF:
            depth += 1
        elif number == ROW and struct.unpack_from("<H", record, 12)[0] & 0x20:
            rows.add(struct.unpack_from("<H", record)[0])
        elif number == COLINFO and struct.unpack_from("<H", record, 8)[0] & 0x1:
            first, last = struct.unpack_from("<HH", record)
            columns |= set(range(first, min(last, 255) + 1))
        elif number in VALUES or number == MULRK:
            row, column = struct.unpack_from("<HH", record)
            end = struct.unpack_from("<H", record, len(record) - 2)[0] if number == MULRK else column
            last_row, last_column = max(last_row, row), max(last_column, end)
            wrong = error_of(number, record)
            if wrong is not None:
                faults[row, column] = f"这一格是错误值{ERRORS.get(wrong, '')}"
    return SheetMarks((), frozenset(rows), frozenset(columns), faults, (last_row, last_column))


def error_of(number: int, record: bytes) -> int | None:
    """Return the error that a cell holds; None when it holds a value."""
    if number == BOOLERR and record[7]:
        return record[6]
    if number == FORMULA and record[12:14] == b"\xff\xff" and record[6] == 2:
        return record[8]
    return None
