"""What the sheets of an .xlsx say beside their values: merged, hidden and faulty cells (ECMA-376 part 1, 18.3)."""

from __future__ import annotations

import posixpath
import re

from narrator.readers.workbook.grids import LITERAL, Area, CellPosition, SheetMarks
from narrator.readers.workbook.refusals import refuse_damaged
from narrator.readers.workbook.zip_parts import Attributes, ZipParts, local
from narrator.readers.zipped import refuse

BOOK = "xl/workbook.xml"
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
# Parts that are unpacked whole when cells are read.
STRINGS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
PERCENT_FORMATS = frozenset(["9", "10"])  # 0% and 0.00%, which every workbook has (18.8.30)
NO_RESULT = "这一格是公式，文件里没有存下算出来的数"
LAST_COLUMN = 16384


def read_marks(parts: ZipParts) -> dict[str, SheetMarks]:
    """Return the marks of every sheet of a workbook, by the sheet's name. Raises Unusable."""
    if BOOK not in parts.names:
        refuse_other_kinds(parts)
    if STRINGS in parts.names:
        parts.read(STRINGS)  # so that its size is what the file says
    percent = percent_styles(parts) if STYLES in parts.names else frozenset()
    targets = relations(parts)
    sheets: dict[str, str] = {}

    def begin(tag: str, attributes: Attributes) -> None:
        """Keep the part of a sheet that the workbook lists, by the sheet's name."""
        if tag == "sheet":
            target = targets.get(local(attributes, "id"), "")
            if target in parts.names:
                sheets[attributes.get("name", "")] = target

    parts.walk(BOOK, begin)
    return {
        name: sheet_marks(parts, target, percent)
        for name, target in sheets.items()
        if "/worksheets/" in target
    }


def refuse_other_kinds(parts: ZipParts) -> None:
    """Raise Unusable for a zipped file that is no .xlsx."""
    names = parts.names
    if "xl/workbook.bin" in names:
        refuse(parts.path, "这是Excel二进制工作簿（.xlsb），不能直接读", "用Excel打开，另存为.xlsx")
    if any(name.startswith("word/") for name in names):
        refuse(parts.path, "这是Word文件，不是Excel文件", "选Excel文件")
    refuse_damaged(parts.path)


def relations(parts: ZipParts) -> dict[str, str]:
    """Return the parts that the workbook names, by the ids under which it names them."""
    name = "xl/_rels/workbook.xml.rels"
    found: dict[str, str] = {}

    def begin(tag: str, attributes: Attributes) -> None:
        """Keep the part that a relation leads to, by the relation's id."""
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            found[attributes.get("Id", "")] = whole

    if name in parts.names:
        parts.walk(name, begin)
    return found


def percent_styles(parts: ZipParts) -> frozenset[str]:
    """Return the numbers of the styles of cells that show a number as a percentage."""
    formats: set[str] = {*PERCENT_FORMATS}
    styles: list[str] = []  # the formats of those that cells have
    of_cells = False

    def begin(tag: str, attributes: Attributes) -> None:
        """Note a number format, and which one a style of cells has."""
        nonlocal of_cells
        if tag == "numFmt" and "%" in LITERAL.sub("", attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
        elif tag in ("cellXfs", "cellStyleXfs", "cellStyles"):
            of_cells = tag == "cellXfs"
        elif tag == "xf" and of_cells:
            styles.append(attributes.get("numFmtId", ""))

    parts.walk(STYLES, begin)
    return frozenset(str(at) for at, one in enumerate(styles) if one in formats)


def sheet_marks(parts: ZipParts, name: str, percent: frozenset[str]) -> SheetMarks:
    """Return the marks of the sheet in a part. percent: the styles that show percentages."""
    scan = XlsxScan(percent)
    parts.walk(name, scan.begin, scan.end)
    return SheetMarks(
        tuple(scan.merged),
        frozenset(scan.rows),
        frozenset(scan.columns),
        scan.faults,
        (scan.last_row, scan.last_column),
        frozenset(scan.percents),
    )


class XlsxScan:
    """A sheet's elements as they pass by; rows and cells without a reference follow the one before."""

    def __init__(self, percent: frozenset[str]) -> None:
        self.percent = percent  # the styles that show percentages
        self.percents: set[CellPosition] = set()
        self.shows_percent = False
        self.merged: list[Area] = []
        self.rows: set[int] = set()
        self.columns: set[int] = set()
        self.faults: dict[CellPosition, str] = {}
        self.last_row = self.last_column = -1
        self.row = self.column = -1
        self.kind = ""
        self.formula = self.valued = False

    def begin(self, tag: str, attributes: Attributes) -> None:
        """Note what an element tells where it begins: a cell, its kind and formula, a row."""
        if tag == "c":
            found = REFERENCE.fullmatch(attributes["r"]) if "r" in attributes else None
            if found:
                self.row, self.column = int(found[2]) - 1, column_of_letters(found[1])
            else:
                self.column += 1
            self.kind = attributes.get("t", "")
            self.formula = self.valued = False
            self.shows_percent = self.kind in ("", "n") and attributes.get("s") in self.percent
        elif tag == "f":
            self.formula = True
        elif tag == "row":
            number = attributes.get("r", "")
            self.row = int(number) - 1 if number.isdigit() else self.row + 1
            self.column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.rows.add(self.row)
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = (attributes.get(key, "") for key in ("min", "max"))
            if first.isdigit() and last.isdigit():
                self.columns |= set(range(int(first) - 1, min(int(last), LAST_COLUMN)))
        elif tag == "mergeCell" and (area := read_area(attributes.get("ref", ""))):
            self.merged.append(area)

    def end(self, tag: str, text: str) -> None:
        """Note what an element tells where it ends: errors, formulas without a value, where the sheet ends."""
        if tag in ("v", "t"):
            self.valued = self.valued or bool(text)
            if tag == "v" and self.kind == "e":
                self.faults[self.row, self.column] = f"这一格是错误值{text[:20]}"
        elif tag == "c":
            if self.formula and not self.valued and self.kind != "str":
                self.faults[self.row, self.column] = NO_RESULT
                self.valued = True
            if self.valued and self.shows_percent:
                self.percents.add((self.row, self.column))
            if self.valued:
                self.last_row = max(self.last_row, self.row)
                self.last_column = max(self.last_column, self.column)


def read_area(reference: str) -> Area | None:
    """Return the cells that a reference (B3:D3) names; None when it names none."""
    corners = [REFERENCE.fullmatch(corner) for corner in reference.split(":")]
    places = [(int(found[2]) - 1, column_of_letters(found[1])) for found in corners if found]
    return (places[0], places[-1]) if places and len(places) == len(corners) <= 2 else None


def column_of_letters(letters: str) -> int:
    """Return the number of a column from 0: of A 0, of AA 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
