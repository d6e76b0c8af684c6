"""The sheet of sums in a workbook to fill in: formulas beside what was given, and a mark where both differ."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle

from narrator.disclosure.branch_shapes import LEVELS
from narrator.disclosure.relation import MINUS, ROWS
from narrator.filling.cell_styles import SAID, SUM, begin_sheet, protect
from narrator.filling.layout import FIGURES, SUMS
from narrator.filling.sums import Summed
from narrator.filling.table_sheets import Placed

WRONG = PatternFill("solid", bgColor="F8B4B4")


def fill_sums(book: Workbook, sums: Iterable[Summed], placed: Placed, half: Decimal) -> None:
    """Write the sheet of sums: what was given, what its parts add up to, and a mark where both differ; the cell in the
    table turns red then, too.

    half: how far a number that a table prints may be from the exact one, in the unit of the tables.
    """
    target = book.create_sheet(SUMS)
    titles = {"表": 16, "哪个数": 44, "怎么加": 36, "填的": 14, "加起来": 14, "差": 12, "": 8}
    begin_sheet(target, titles)
    row = 2
    for one in sums:
        formula = formula_of(one, placed)
        if not formula:
            continue
        sheet, cell = placed.cells[one.whole]
        name = " ".join(step for step in one.whole.split(".")[1:] if step != ROWS)
        tail = half * (len(one.parts) + 1)
        values = (
            sheet,
            f"{name}（{cell}）",
            one.said,
            f"={amount_at(one.whole, one, placed)}",
            f"={formula}",
            f"=ROUND(D{row}-E{row},6)",
            f'=IF(F{row}=0,"",IF(ABS(F{row})<={tail},"尾差","不符"))',
        )
        for column, value in enumerate(values, 1):
            target.cell(row, column, value).style = SUM if 4 <= column <= 6 else SAID
        rule = red_where([f'{cell_in_formula((SUMS, f"$G${row}"))}="不符"'])
        book[sheet].conditional_formatting.add(cell, rule)
        row += 1
    target.conditional_formatting.add(f"A2:G{max(row - 1, 2)}", red_where(['$G2="不符"']))
    target.auto_filter.ref = f"A1:G{max(row - 1, 2)}"
    protect(target)


def red_where(formulas: list[str]) -> Rule:
    """Return the rule that a cell turns red where a formula holds."""
    return Rule(type="expression", dxf=DifferentialStyle(fill=WRONG), formula=formulas)


def formula_of(one: Summed, placed: Placed) -> str:
    """Return the formula of a sum; "" when it or a part of it stands in no table. Rows that are put in later are counted, too,
    where the rows one level below are known by their codes."""
    if any(each.removeprefix(MINUS) not in placed.cells for each in (one.whole, *one.parts)):
        return ""
    table = one.whole.partition(".")[0]
    if one.code is not None and table in placed.codes:
        sheet, column, first, last = placed.codes[table]
        letter = "".join(filter(str.isalpha, placed.cells[one.whole][1]))
        codes, amounts = (
            f"{cell_in_formula((sheet, f'${name}${first}'))}:${name}${last}" for name in (column, letter)
        )
        begins = f'*(LEFT({codes},{len(one.code)})="{one.code}")' if one.code else ""
        length = min(length for length in LEVELS if length > len(one.code))
        return (
            f"SUMPRODUCT((LEN({codes})={length}){begins},{amounts})"
            if begins
            else (f"SUMPRODUCT(--(LEN({codes})={length}),{amounts})")
        )
    return "".join(
        ("-" if part.startswith(MINUS) else "+") + amount_at(part.removeprefix(MINUS), one, placed)
        for part in one.parts
    ).removeprefix("+")


def amount_at(path: str, one: Summed, placed: Placed) -> str:
    """Return the figure at a path as the formula of a sum has it: in the unit of the tables, where the sum has figures of
    both, of tables and of those that are typed in the unit of the data."""
    places = [placed.cells[each.removeprefix(MINUS)] for each in (one.whole, *one.parts)]
    mixed = len({sheet == FIGURES for sheet, _ in places}) > 1
    place = placed.cells[path]
    return cell_in_formula(place) + (placed.scale if mixed and place[0] == FIGURES else "")


def cell_in_formula(place: tuple[str, str]) -> str:
    """Return a cell of a sheet as a formula names it."""
    return f"'{place[0].replace(chr(39), chr(39) * 2)}'!{place[1]}"
