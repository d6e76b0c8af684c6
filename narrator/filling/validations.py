"""What may be typed into a cell of a workbook to fill in: checks that Excel makes, and the words that it says."""

from __future__ import annotations

from typing import Literal

from openpyxl.worksheet.datavalidation import DataValidation

from narrator.disclosure.number_shapes import AmountShape, CountShape, PercentageShape, ScoreShape
from narrator.disclosure.text_shapes import NameShape
from narrator.filling.layout import TypedRow

LARGEST = "1000000000000"
LONGEST_LIST = 255  # characters of choices that a validation holds itself


def check_of(row: TypedRow) -> DataValidation | None:
    """Return what may be typed in a row; None for any text."""
    match row.shape:
        case AmountShape(blank=blank):
            return amount_check("金额，只写数字" + ("" if blank else "；没有可比的数写“无”"), strict=blank)
        case CountShape():
            return number_check("whole", "0", "1000000000", "个数：0或正整数")
        case ScoreShape():
            return number_check("decimal", "0", "100", "分数：0到100")
        case PercentageShape():
            return number_check("decimal", "-100000000", "100000000", "百分号前面的数，例如62")
        case NameShape(choices=choices) if choices and len(",".join(choices)) < LONGEST_LIST:
            return list_check(f'"{",".join(choices)}"', "、".join(choices))
    return None


def amount_check(told: str, strict: bool = True) -> DataValidation:
    """Return the check of cells that hold amounts. strict: whether nothing else may be typed."""
    check = number_check("decimal", f"-{LARGEST}", LARGEST, told)
    check.errorStyle = "stop" if strict else "warning"
    return check


def number_check(kind: Literal["whole", "decimal"], low: str, high: str, told: str) -> DataValidation:
    """Return the check of cells that hold numbers of a kind in a range. told: what to fill in, in Chinese."""
    check = DataValidation(type=kind, operator="between", formula1=low, formula2=high, allow_blank=True)
    return with_message(check, told)


def list_check(source: str, told: str) -> DataValidation:
    """Return the check of cells with something to choose; what is not in the list may stand there after a question."""
    check = with_message(DataValidation(type="list", formula1=source, allow_blank=True), told)
    check.errorStyle = "warning"
    return check


def with_message(check: DataValidation, told: str) -> DataValidation:
    """Return a check that says what it wants."""
    check.error, check.errorTitle, check.prompt = f"这里填{told}。", "填的不对", told
    check.showErrorMessage = check.showInputMessage = True
    return check
