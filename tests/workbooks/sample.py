"""Makes samples/朝阳市科学技术局2023/公开表.xlsx from the data beside it, as a finance system exports such tables:

    PYTHONPATH=tests:. python -m workbooks.sample

In 元, codes in three columns, numbers as text with separators, a cover and a table of contents, sheets named GK01 to GK09.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from strategies.render import SAMPLE, loads

from narrator.files import whole
from narrator.writers.saving_times import EPOCH
from narrator.writers.xlsx import pack_workbook

from .layouts import Layout
from .writing import save_workbook

EXPORT = Layout(unit="元", sheets="GK", codes="三", numbers="逗", cover=True)
BOOK = SAMPLE / "公开表.xlsx"


def sample() -> dict[str, Any]:
    """The data of the sample."""
    return loads((SAMPLE / "data.json").read_text("utf-8"))


def make(path: Path) -> None:
    """Write the workbook; the same data give the same bytes."""
    save_workbook(path, sample(), EXPORT)
    book = load_workbook(path)
    book.properties.creator = ""
    book.properties.created = book.properties.modified = EPOCH
    whole.write(path, pack_workbook(book))


if __name__ == "__main__":
    make(BOOK)
    print(BOOK)
