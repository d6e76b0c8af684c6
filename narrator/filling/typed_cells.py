"""What stands in the cells to type in of a workbook that was filled in, and what it is in the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from narrator.disclosure.branch_shapes import ListShape, RecordShape
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.number_shapes import AmountShape, NumberShape
from narrator.disclosure.public_tables import public_table
from narrator.disclosure.shape import Shape
from narrator.disclosure.text_shapes import NameShape
from narrator.disclosure.value import join_path, path_of_steps, split_path
from narrator.files.patch import Value
from narrator.filling.layout import AGAIN, COLUMNS, CONFIRM, NONE, PLACE, STATE, TYPED, Kept
from narrator.intake.amounts import exact_amount
from narrator.intake.merging import NOTHING, MergedData, value_at
from narrator.number import MoneyUnit, read_digits
from narrator.problem import Problem, Severity, excerpt
from narrator.readers.workbook import Grid, Workbook
from narrator.tables.plain import plain as compact
from narrator.tables.public import NUMBER
from narrator.texts.status import TextState

CONFIRMS = frozenset([CONFIRM, "已确认", "确认了"])
NONES = frozenset([NONE, "没有", "null"])


@dataclass(frozen=True)
class TypedCell:
    """What stands in a cell to type in. place: such as 要填的!E5."""

    text: str
    place: str


def typed_columns(grid: Grid) -> tuple[int, int, int] | None:
    """Return the row of the titles and the columns of what is typed and of the paths, from 0; None on another sheet."""
    for number, row in enumerate(grid.texts[:10]):
        if TYPED in row and PLACE in row:
            return number, row.index(TYPED), row.index(PLACE)
    return None


def read_typed_cells(book: Workbook) -> tuple[dict[str, TypedCell], list[Problem], list[Problem]]:
    """Return what stands in the cells to type in, by path; what is wrong with them; and what else there is to say."""
    typed: dict[str, TypedCell] = {}
    problems: list[Problem] = []
    told: list[Problem] = []
    for grid, (top, column, path_column) in sheets_to_type(book):
        for number, row in enumerate(grid.texts[top + 1 :], top + 1):
            path, one = row[path_column].strip(), TypedCell(row[column].strip(), grid.address(number, column))
            if fault := grid.marks.faults.get((number, column)):
                problems.append(Problem(one.place, fault, "用Excel打开，算出结果再保存，或者直接填"))
            elif not path:
                if any(cell.strip() for cell in row):
                    what = "这一行是后来加的，不知道放到数据的哪里，没有取"
                    told.append(Problem(one.place, what, "填在原有的行里", Severity.WARNING))
            elif not is_path(path):
                problems.append(Problem(grid.address(number, path_column), "这一格不能改", AGAIN))
            elif (other := typed.setdefault(path, one)) is not one and other.text != one.text:
                what = f"这一行与{other.place}是同一处，填的不同"
                problems.append(Problem(one.place, what, "留下一行"))
    for name in COLUMNS:
        if not any(grid.name == name for grid, _ in sheets_to_type(book)):
            what = f"没有工作表“{name}”（改了名、删了，或者表头改了）"
            told.append(Problem("", what, "要从那里取就恢复它", Severity.WARNING))
    return typed, problems, told


def find_confirmed(book: Workbook, kept: Kept) -> tuple[dict[str, str], list[Problem]]:
    """Return the records of the stale reasons that people confirmed, by path; and what else stands for their states."""
    confirmed: dict[str, str] = {}
    told: list[Problem] = []
    for grid, (top, _, path_column) in sheets_to_type(book):
        if STATE not in grid.texts[top]:
            continue
        column = grid.texts[top].index(STATE)
        for number, row in enumerate(grid.texts[top + 1 :], top + 1):
            path, state = row[path_column].strip(), row[column].strip()
            if path not in kept.records or state == TextState.STALE.value:
                continue
            if state in CONFIRMS:
                confirmed[path] = kept.records[path]
            else:
                what = f"“{excerpt(state)}”不是“{CONFIRM}”，这条原因仍然算过时"
                told.append(
                    Problem(
                        grid.address(number, column), what, f"写“{CONFIRM}”，或者改写原因", Severity.WARNING
                    )
                )
    return confirmed, told


def sheets_to_type(book: Workbook) -> Iterator[tuple[Grid, tuple[int, int, int]]]:
    """Yield the sheets to type in, each with its row of titles and its columns, see `typed_columns`."""
    for grid in book.grids:
        if (columns := typed_columns(grid)) is not None:
            yield grid, columns


def is_path(text: str) -> bool:
    """Return whether a text is a path of data.json."""
    try:
        return bool(split_path(text))
    except ValueError:
        return False


def add_typed(
    merged: MergedData, raw: object, path: str, shape: Shape | None, text: str, unit: MoneyUnit
) -> None:
    """Add a typed text to what is changed in the data, unless they say the same.

    Raises ValueError with a clause on the text when it is not what may stand there, LookupError when its row has gone.
    """
    old = value_at(raw, path)
    if isinstance(shape, NumberShape):
        new: Value | object = typed_number(text, shape, unit) if text else NOTHING
        same = old == new or (new is NOTHING and shown_number(old, shape) is None)
    else:
        lines = paragraphs_of(text)
        if isinstance(shape, NameShape) and len(lines) > 1:
            raise ValueError("有几行，这里只写一行")
        new = lines if isinstance(shape, ListShape) else "\n".join(lines)
        before = shape.default if old is NOTHING and isinstance(shape, NameShape) else old
        same = lines == paragraphs_of(before)
    if same:
        return
    if any(path.startswith(f"{row}.") for row in merged.gone):
        raise LookupError(path)
    if new is NOTHING:
        merged.removed.append(path)
        merged.changed[path] = (old, "")
    else:
        merged.changed[path] = (old, new)  # type: ignore[assignment]
        merged.values[path] = new  # type: ignore[assignment]


def add_blanks(merged: MergedData, raw: object, model: RecordShape) -> None:
    """Add nought for the amounts that a row of a public table has to state, where something was typed of a row that the data do
    not have: in the table, that row was left blank."""
    for path in [*merged.values]:
        steps = split_path(path)
        above = path_of_steps(steps[:-1])
        row = shape_at(model, [str(step) for step in steps[:-1]])
        if public_table(path) and isinstance(row, RecordShape) and value_at(raw, above) is NOTHING:
            for name, shape in row.fields.items():
                if isinstance(shape, AmountShape) and shape.required:
                    merged.values.setdefault(join_path(above, name), Decimal(0))


def typed_number(text: str, shape: NumberShape, unit: MoneyUnit) -> Decimal | None:
    """Return the number that a text writes, None for 无 where there need not be one. Raises ValueError."""
    if text in NONES:
        if isinstance(shape, AmountShape) and not shape.blank:
            return None
        raise ValueError("不是数，没有发生的填0")
    printed = compact(text).removesuffix("%")
    if not NUMBER.fullmatch(printed):
        raise ValueError("不是数")
    number = read_digits(printed)
    if not isinstance(shape, AmountShape):
        return number
    amount, cut = exact_amount(number, unit, unit)
    if cut:
        raise ValueError(f"小数位太多，以{unit.value}计最多{unit.decimals}位")
    return amount


def shown_number(value: object, shape: Shape | None) -> Decimal | str | None:
    """Return a number of the data as the workbook shows it: 无 for one that there is not; None where nobody gave one."""
    if isinstance(value, Decimal):
        return value
    return NONE if value is None and isinstance(shape, AmountShape) and not shape.blank else None


def paragraphs_of(value: object) -> list[str]:
    """Return the paragraphs of a text, or of a list of texts, without blanks around them and without empty ones."""
    parts = value if isinstance(value, list) else [value]
    lines = (
        line.strip()
        for part in parts
        if isinstance(part, str)
        for line in part.replace("\t", " ").splitlines()
    )
    return [line for line in lines if line]
