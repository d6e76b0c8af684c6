"""What the sheets of an .xls say beside their values: hidden and faulty cells ([MS-XLS] 2.4)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from narrator.readers.workbook.compound import Compound
from narrator.readers.workbook.grids import LITERAL, CellPosition, SheetMarks
from narrator.readers.workbook.refusals import refuse_damaged, refuse_locked

# Records that matter, by their numbers.
EOF, BOF, FILEPASS, BOUNDSHEET = 0x000A, 0x0809, 0x002F, 0x0085
ROW, COLINFO, BOOLERR, FORMULA = 0x0208, 0x007D, 0x0205, 0x0006
NUMBER, RK, LABEL, LABELSST, RSTRING, MULRK = 0x0203, 0x027E, 0x0204, 0x00FD, 0x00D6, 0x00BD
FORMAT, XF = 0x041E, 0x00E0
VALUES = (NUMBER, RK, LABEL, LABELSST, RSTRING, BOOLERR, FORMULA)
PERCENT_FORMATS = (9, 10)  # 0% and 0.00%, which every workbook has
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
        formats, styles = {*PERCENT_FORMATS}, []
        for number, record in records(stream, 0):
            if number == FILEPASS:
                refuse_locked(path)
            if number == BOUNDSHEET:
                offsets.append(struct.unpack_from("<I", record)[0])
            elif number == FORMAT and "%" in LITERAL.sub("", code_of_format(record)):
                formats.add(struct.unpack_from("<H", record)[0])
            elif number == XF:
                styles.append(struct.unpack_from("<H", record, 2)[0])
        percent = frozenset(at for at, one in enumerate(styles) if one in formats)
        return [sheet_marks(stream, offset, percent) for offset in offsets]
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


def code_of_format(record: bytes) -> str:
    """Return the code of a number format."""
    length, wide = struct.unpack_from("<HB", record, 2)
    return (
        record[5 : 5 + length * 2].decode("utf-16-le")
        if wide & 1
        else record[5 : 5 + length].decode("latin-1")
    )


def styles_of_record(number: int, record: bytes, column: int) -> Iterator[tuple[int, int]]:
    """Yield the columns in which a record has numbers, each with its style. column: the first."""
    if number in (NUMBER, RK, FORMULA):
        yield column, struct.unpack_from("<H", record, 4)[0]
    elif number == MULRK:
        for at, place in enumerate(range(4, len(record) - 2, 6)):
            yield column + at, struct.unpack_from("<H", record, place)[0]


def sheet_marks(stream: bytes, offset: int, percent: frozenset[int]) -> SheetMarks:
    """Return the marks of the sheet that begins at an offset. percent: the styles that show percentages."""
    rows: set[int] = set()
    columns: set[int] = set()
    faults: dict[CellPosition, str] = {}
    percents: set[CellPosition] = set()
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
            percents |= {
                (row, at) for at, style in styles_of_record(number, record, column) if style in percent
            }
            wrong = error_of(number, record)
            if wrong is not None:
                faults[row, column] = f"这一格是错误值{ERRORS.get(wrong, '')}"
    end = (last_row, last_column)
    return SheetMarks((), frozenset(rows), frozenset(columns), faults, end, frozenset(percents))


def error_of(number: int, record: bytes) -> int | None:
    """Return the error that a cell holds; None when it holds a value."""
    if number == BOOLERR and record[7]:
        return record[6]
    if number == FORMULA and record[12:14] == b"\xff\xff" and record[6] == 2:
        return record[8]
    return None
