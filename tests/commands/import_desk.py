"""A folder with data and a workbook, as an accountant imports the one into the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from narrator.commands.import_file import Imported, import_file
from narrator.commands.import_sources import Sources
from narrator.problem import Unusable


class ImportDesk:
    """data.json and a workbook beside it, which is edited and brought back."""

    def __init__(self, folder: Path, data: bytes, book: str) -> None:
        self.data, self.book = folder / "data.json", folder / book
        self.data.write_bytes(data)

    def edit(self, *changes: Callable[[openpyxl.Workbook], object]) -> None:
        book = openpyxl.load_workbook(self.book)
        for change in changes:
            change(book)
        book.save(self.book)

    def bring(self, **others: Any) -> Imported:
        return import_file(Sources(self.book, **others), self.data, None)

    def refusal(self) -> list[str]:
        """What is told when the workbook can not be brought back; nothing is written then."""
        before = self.data.read_bytes()
        with pytest.raises(Unusable) as caught:
            self.bring()
        assert self.data.read_bytes() == before
        return [str(problem) for problem in caught.value.problems]
