"""A public table that was found on a sheet of a workbook."""

from __future__ import annotations

from dataclasses import dataclass

from narrator.intake.cutting import CutTable
from narrator.tables.table_as_read import PublicTable


@dataclass
class FoundTable:
    """A public table and the part of a sheet that it was read from."""

    cut: CutTable
    table: PublicTable

    def place(self, row: int, column: int) -> str:
        """Return where a row and a column of the table stand on the sheet: 公开03表!D9."""
        return self.cut.address(row, column)
