"""What the sheets of an .ods say beside their values: merged, hidden and faulty cells (ODF 1.3 part 3, 9)."""

from __future__ import annotations

from narrator.readers.workbook.grids import Area, CellPosition, SheetMarks
from narrator.readers.workbook.refusals import refuse_damaged, refuse_locked
from narrator.readers.workbook.zip_parts import Attributes, ZipParts, local

CONTENT = "content.xml"
HIDDEN = ("collapse", "filter")
WIDEST = 16_384  # columns of a sheet
FARTHEST = 1_048_576  # rows of a sheet; no number of repetitions is believed beyond it


def read_marks(parts: ZipParts) -> dict[str, SheetMarks]:
    """Return the marks of every sheet of a workbook, by the sheet's name. Raises Unusable."""
    if CONTENT not in parts.names:
        refuse_damaged(parts.path)
    if "META-INF/manifest.xml" in parts.names and b"encryption-data" in parts.read("META-INF/manifest.xml"):
        refuse_locked(parts.path)
    scan = OdsScan()
    parts.walk(CONTENT, scan.begin, scan.end)
    return scan.sheets


class OdsScan:
    """The elements of all sheets as they pass by. A row or cell may stand for many (repeated)."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetMarks] = {}
        self.name = ""
        self.clear()

    def clear(self) -> None:
        """Begin a sheet: forget what is known of the one before."""
        self.merged: list[Area] = []
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self.faults: dict[CellPosition, str] = {}
        self.percents: set[CellPosition] = set()
        self.last_row = self.last_column = self.row = -1
        self.column = self.next_column = self.next_row = self.headed = 0
        self.repeated = self.filled = 0
        self.valued = self.error = self.kept = False

    def begin(self, tag: str, attributes: Attributes) -> None:
        """Note what an element tells where it begins: a sheet, its columns, rows and cells."""
        if tag == "table":
            self.clear()
            self.name = local(attributes, "name")
        elif tag == "table-column":
            count = repeat_count(local(attributes, "number-columns-repeated"))
            if local(attributes, "visibility") in HIDDEN:
                self.columns |= set(range(self.headed, self.headed + min(count, WIDEST)))
            self.headed += count
        elif tag == "table-row":
            self.row, self.next_column, self.filled = self.next_row, 0, -1
            self.repeated = repeat_count(local(attributes, "number-rows-repeated"))
            self.next_row += self.repeated
            if local(attributes, "visibility") in HIDDEN:
                self.rows |= set(range(self.row, self.row + min(self.repeated, 10_000)))
        elif tag in ("table-cell", "covered-table-cell"):
            count = repeat_count(local(attributes, "number-columns-repeated"))
            self.column, self.next_column = self.next_column, self.next_column + count
            self.valued = bool(local(attributes, "value-type"))
            self.error = any(
                value == "error" for key, value in attributes.items() if key.endswith("value-type")
            )
            if local(attributes, "value-type") == "percentage":
                self.percents |= {(self.row, self.column + more) for more in range(min(count, WIDEST))}
            self.kept = bool(local(attributes, "formula"))
            down, across = (
                repeat_count(local(attributes, f"number-{one}-spanned")) for one in ("rows", "columns")
            )
            if down * across > 1:
                self.merged.append(((self.row, self.column), (self.row + down - 1, self.column + across - 1)))

    def end(self, tag: str, text: str) -> None:
        """Note what an element tells where it ends: whether a cell has a value, and where the sheet ends."""
        if tag == "p":
            self.valued = True  # also of a formula whose result is no text
            if self.error:
                self.faults[self.row, self.column] = f"这一格是错误值{text[:20]}"
        elif tag in ("table-cell", "covered-table-cell"):
            if self.kept and not self.valued:
                self.faults[self.row, self.column] = "这一格是公式，文件里没有存下算出来的数"
            if self.valued or self.kept:
                self.filled = self.next_column - 1
            self.error = False
        elif tag == "table-row" and self.filled >= 0:
            self.last_row = self.row + self.repeated - 1
            self.last_column = max(self.last_column, self.filled)
        elif tag == "table":
            end = (self.last_row, self.last_column)
            self.sheets[self.name] = SheetMarks(
                tuple(self.merged),
                frozenset(self.rows),
                frozenset(self.columns),
                self.faults,
                end,
                frozenset(self.percents),
            )


def repeat_count(repeated: str) -> int:
    """Return how many cells or rows an element stands for, 1 unless it says another number."""
    return min(int(repeated), FARTHEST) if repeated.isdigit() and repeated != "0" else 1
