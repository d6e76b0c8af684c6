"""Where figures, classes and names slip, wherever that begins and ends: what is taken for the slip, and what would stand there
without it (slips.txt). `pytest --accept` writes the file anew, for review.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from checks.telling import Golden

from narrator.tables.class_slips import class_slips
from narrator.tables.public import read_public_table
from narrator.tables.slipping import Slip, find_slip, take_out_slipped
from narrator.tables.table_as_read import PublicTable, Sheet

from . import test_class_slips as classes
from . import test_label_slips as labels
from . import test_slipping as slipping
from .test_public import words

GOLDEN = Golden(Path(__file__).with_name("slips.txt"))


def moved(values: Sequence[str], step: int, at: int, end: int) -> list[str]:
    """VALUES from one on up to another a row too low (1) or too high (-1); one is lost at the end or at the beginning."""
    inner = ["", *values[at : end - 1]] if step > 0 else [*values[at + 1 : end], ""]
    return [*values[:at], *inner, *values[end:]]


def ways(values: Sequence[str], ends: Sequence[int]) -> Iterator[tuple[str, list[str]]]:
    for step in (1, -1):
        for end in ends:
            for at in range(0, end - 2, 1 if end > 10 else 2):
                yield f"{at}至{end} {'下' if step > 0 else '上'}移", moved(values, step, at, end)


def summed(values: Sequence[str], above: bool) -> PublicTable:
    """A table by functional class, its sum above or below its rows."""
    rows = [[code, code, one, one, ""] for code, one in zip(slipping.CODES, values, strict=False)]
    total = ["合计", "合计", values[-1] if len(values) > len(rows) else "51.00", "", ""]
    body = [total, *rows] if above else [*rows, total]
    return read_public_table(Sheet([*slipping.HEAD, *body], ("一般公共预算财政拨款支出决算表",)), words())


def said(table: PublicTable, slip: Slip | None) -> str:
    """A slip, and what would stand in the rows without it."""
    if slip is None:
        return "没有\n"
    rest = take_out_slipped(table, slip)
    shown = " ".join(
        f"{path.split('.')[-2]}={'' if number is None else number}"
        for path, number in rest.items()
        if not path.endswith(("项目支出", "基本支出"))
    )
    name = slip.name + (f"…{slip.until}" if slip.until else "")
    where = f"{slip.row},{slip.column} {name} {slip.step:+} 至{slip.last} {slip.lost or ''}".rstrip()
    return f"{where}：{shown} {[one.what for one in table.unread]}\n"


def figures_slipped() -> Iterator[tuple[str, str]]:
    many = len(slipping.CODES)
    for number, (name, values) in enumerate(ways(slipping.VALUES, (many, 9))):
        table = summed(values, above := bool(number % 2))
        yield f"功能分类 {name} 合计在{'上' if above else '下'}", said(table, find_slip(table))
    for name, values in ways([*slipping.VALUES, "51.00"], (many + 1,)):
        table = summed(values, False)
        yield f"功能分类 {name} 带着合计", said(table, find_slip(table))
    for name, values in ways(slipping.SPENT, (len(slipping.SPENT), 7)):
        for lines in ([], [slipping.LISTED]):
            table = slipping.economic(values)
            yield f"经济分类 {name}{' 正文列举' if lines else ''}", said(table, find_slip(table, lines))
    for name, values in ways(slipping.PAY, (len(slipping.PAY), 12)):
        table = slipping.paid(values)
        most = {"30199": Decimal("0.04"), "30113": Decimal("17.70")}
        yield f"工资福利 {name}", said(table, find_slip(table, [slipping.OTHERS], most))
    for at in range(0, many - 1, 2):
        values = [*slipping.VALUES]
        values[at], values[at + 1] = "7.77", "8.88"
        table = summed(values, True)
        yield f"功能分类 {at}、{at + 1}错", said(table, find_slip(table))


def classes_slipped() -> Iterator[tuple[str, str]]:
    for name, values in ways(classes.VALUES, (len(classes.VALUES), 6)):
        table = classes.read(values)
        slips = [*class_slips(table, classes.MEANT, classes.TAIL)]
        yield f"类 {name}", "".join(said(table, one) for one in slips) or "没有\n"


def labels_slipped() -> Iterator[tuple[str, str]]:
    codes, names = [*labels.NAMES], [*labels.NAMES.values()]
    for which, cells in (("名称", names), ("编码", codes)):
        for name, values in ways(cells, (len(cells), 8)):
            table = labels.read(values, names) if which == "编码" else labels.read(codes, values)
            found = labels.straight(table)
            told = [f"{one.row},{one.column} {one.what} {one.path}" for one in found.unread]
            rows = " ".join(f"{one.row}{one.parts.row}{one.text}" for one in found.names.values())
            yield f"{which} {name}", f"{told}：{rows}\n"


def test_every_slip_is_taken_for_what_was_reviewed(accept: bool) -> None:
    found = dict([*figures_slipped(), *classes_slipped(), *labels_slipped()])
    if accept:
        GOLDEN.write(found)
    assert found == GOLDEN.read()
