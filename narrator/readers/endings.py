"""By what endings of their names files are told apart before they are opened."""

from __future__ import annotations

from pathlib import Path

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


def is_workbook(path: Path) -> bool:
    """Return whether a file is a workbook by its name."""
    return path.suffix.lower() in WORKBOOKS
