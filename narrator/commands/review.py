"""The review sheet (审核意见): what a check found, as a file that a finance bureau can send back."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from narrator.checks.finding import Level, Side
from narrator.checks.listing import ORDER, kind, part_by_table, verdict
from narrator.commands.data_check import Checked
from narrator.disclosure.text_shapes import UNPRINTABLE
from narrator.files import whole
from narrator.files.lock import locked
from narrator.problem import Problem, Unusable
from narrator.writers.saving_times import remove_times

HEADS = ("序号", "程度", "位置", "问题", "两边的数", "修改意见", "规则")
WIDTHS = (12, 16, 44, 50, 62, 50, 18)  # mm, of a landscape A4 page
ENDINGS = (".docx", ".xlsx")


class Remark(NamedTuple):
    """A row of the sheet: one finding, in the words of a reviewer."""

    number: int
    kind: str
    place: str
    what: str
    sides: str
    advice: str
    rule: str


def write_review(checked: Checked, source: Path, output: Path) -> None:
    """Write the review sheet on a file into another. Raises Unusable when that can not be written, or is there
    already: a reviewer may have written into it.
    """
    content = review_sheet(checked, source, output)
    with locked(output):
        whole.require_absent(output)
        whole.write(output, content)


def review_sheet(checked: Checked, source: Path, output: Path) -> bytes:
    """Return the review sheet on a file as the bytes of a .docx or an .xlsx, whichever the output's ending says.

    Raises Unusable for another ending. Tails (尾差) and what the unit has accepted are left out: nobody has to mend
    them.
    """
    ending = output.suffix.lower()
    if ending not in ENDINGS:
        hint = f"把文件的后缀改成{'或'.join(ENDINGS)}"
        raise Unusable(
            [Problem("", f"审核意见不能写成“{ending or '没有后缀的'}”文件", hint, file=str(output))]
        )
    title = f"{source.name} 审核意见"
    rows = list(remark_rows(checked))
    said = verdict(checked.findings)
    return as_document(title, said, rows) if ending == ".docx" else as_workbook(title, said, rows)


def remark_rows(checked: Checked) -> Iterator[Remark]:
    """Return the rows of the sheet: errors, hints and what could not be checked, each by the table or part it is in."""
    number = 0
    for wanted in ORDER:
        those = [one for one in checked.findings if kind(one) == wanted and one.level is not Level.TAIL]
        for part, found in part_by_table(
            [one for one in those if not one.accepted], checked.titles, checked.sections
        ).items():
            for one in found:
                number += 1
                sides = "\n".join(side_with_value(side) for side in one.sides)
                place = f"{part}\n{one.subject}"
                yield Remark(number, wanted, place, f"{one.what}。", sides, f"{one.hint}。", one.rule)


def side_with_value(side: Side) -> str:
    """Return one side of a comparison with its value, and with what it was reckoned from."""
    parts = "＋".join(f"{part.name}{part.value}" for part in side.parts)
    return f"{side}{f'（{parts}）' if parts else ''}"


def as_document(title: str, said: str, rows: list[Remark]) -> bytes:
    """Return the sheet as a .docx: a landscape table that a reviewer can add to."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    font = document.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(10)
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    document.core_properties.author = ""
    document.core_properties.title = title
    heading = document.add_paragraph()
    run = heading.add_run(title)
    run.bold, run.font.size = True, Pt(16)
    document.add_paragraph(said)
    table = document.add_table(rows=1, cols=len(HEADS), style="Table Grid")
    table.autofit = False
    for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    repeat = table.rows[0]._tr.get_or_add_trPr()
    repeat.append(repeat.makeelement(qn("w:tblHeader"), {}))
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = without_controls(value)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        for cell in column.cells:
            cell.width = Mm(width)
    buffer = BytesIO()
    document.save(buffer)
    return remove_times(buffer.getvalue())


def as_workbook(title: str, said: str, rows: list[Remark]) -> bytes:
    """Return the sheet as an .xlsx: a row a finding, to be filtered."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("审核意见")
    sheet.append([title])
    sheet.append([said])
    sheet.append(list(HEADS))
    for row in rows:
        sheet.append([row.number, *map(without_controls, row[1:])])
    sheet["A1"].font = Font(bold=True, size=16)
    for cell in sheet[3]:
        cell.font = Font(bold=True)
    for column, width in zip("ABCDEFG", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width / 2
    for line in sheet.iter_rows(min_row=4):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str):
                cell.data_type = "s"  # what somebody typed is no formula, even when it begins like one
    sheet.freeze_panes = "A4"
    sheet.auto_filter.ref = f"A3:G{len(rows) + 3}"
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = "3:3"
    buffer = BytesIO()
    book.save(buffer)
    return remove_times(buffer.getvalue())


def without_controls(value: object) -> str:
    """Return a value as text without the control characters that no office file may hold."""
    return UNPRINTABLE.sub("", str(value))
