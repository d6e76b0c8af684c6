"""By what endings of their names files are told apart before they are opened."""

from __future__ import annotations

from pathlib import Path

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
# Tables that Excel or WPS opens and this program does not read, by their endings.
OTHER_TABLES = {
    ".csv": "CSV文本，没有工作表",
    ".tsv": "文本，没有工作表",
    ".et": "WPS自己的表格格式（.et）",
    ".ett": "WPS的表格模板（.ett）",
    ".xlsb": "Excel二进制工作簿（.xlsb）",
    ".xlt": "Excel模板（.xlt）",
    ".xltx": "Excel模板（.xltx）",
    ".numbers": "苹果的表格文件（.numbers）",
}


def is_workbook(path: Path) -> bool:
    """Return whether a file is a workbook by its name."""
    return path.suffix.lower() in WORKBOOKS


def is_table_file(path: Path) -> bool:
    """Return whether a file is a table by its name: a workbook, or one of another kind, which is told when it is read."""
    return is_workbook(path) or path.suffix.lower() in OTHER_TABLES
