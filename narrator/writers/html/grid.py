"""Tables as HTML: captions, header cells that say what they head, merged cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrator.document import Cell, Table
from narrator.writers.html.inline import Marks, inline, letters

ALIGNMENTS = {"左": "left", "中": "centre", "右": "right"}


def write_grid(block: Table, classes: str, marks: Marks) -> str:
    """Return a table; "" when it has no rows. Places of a row that no cell covers become empty cells.

    classes: the names of its look. The caption is for screen readers: above the table stands its heading.
    """
    if not block.columns or not (block.header or block.body):
        return ""
    name = letters(block.name)
    parts = [
        # Wider than a small screen, it is scrolled by itself, with the keyboard too.
        f'<div class="scroll" role="region" aria-label="{name}" tabindex="0">',
        f'<table class="{classes}"{marks.of_table()}>\n<caption>{name}</caption>\n',
        f"<colgroup>{'<col>' * len(block.columns)}</colgroup>\n",
    ]
    covered: dict[int, int] = {}  # how many rows a cell from above still covers, by column
    if block.header:
        parts.append("<thead>\n")
        for row in block.header:
            parts += ["<tr>", *write_row(row, len(block.columns), covered, marks, "col"), "</tr>\n"]
        parts.append("</thead>\n")
    parts.append("<tbody>\n")
    for number, row in enumerate(block.body):
        opening = '<tr class="kept">' if number in block.kept else "<tr>"
        parts += [opening, *write_row(row, len(block.columns), covered, marks, "row"), "</tr>\n"]
    parts.append("</tbody>\n</table></div>\n")
    return "".join(parts)


def write_row(
    row: Sequence[Cell], width: int, covered: dict[int, int], marks: Marks, scope: str
) -> Iterator[str]:
    """Yield the cells of a row of so many columns, and empty ones where nothing stands.

    covered: see `write_grid`; it is brought up to date. scope: what its header cells head, col or row.
    """
    heads = {cell.column for cell in row} if scope == "col" else find_row_heads(row)
    taken = {column for column, rows in covered.items() if rows > 0}
    begins = {cell.column: cell for cell in row}
    at = 0
    while at < width:
        cell = begins.get(at)
        if cell is None:
            if at not in taken:
                yield "<td></td>"
            at += 1
            continue
        yield write_cell(cell, scope if at in heads and has_words(cell) else "", marks)
        at += cell.columns
    for column in taken:
        covered[column] -= 1
    for cell in row:
        if cell.rows > 1:
            covered.update(dict.fromkeys(range(cell.column, cell.column + cell.columns), cell.rows - 1))


def find_row_heads(row: Sequence[Cell]) -> set[int]:
    """Return the columns of the cells that say what the figures at their right are; of a row without figures, that of
    its first cell with words, when others follow.

    A row of two halves, income and expenditure, has a head in each.
    """
    heads: set[int] = set()
    name: Cell | None = None
    for cell in row:
        if cell.align == "右":
            if name is not None:
                heads.add(name.column)
            name = None
        elif has_words(cell) and (name is None or cell.align == "左"):
            name = cell
    if not heads and len(row) > 1 and name is not None:
        heads.add(next(cell.column for cell in row if has_words(cell)))
    return heads


def has_words(cell: Cell) -> bool:
    """Return whether anything stands in a cell."""
    return any(text.string.strip() for text in cell.paragraphs)


def write_cell(cell: Cell, scope: str, marks: Marks) -> str:
    """Return a cell. scope: what it heads, col or row; "" when it is no header."""
    tag = "th" if scope else "td"
    attributes = [f'<{tag} class="{ALIGNMENTS[cell.align]}"']
    if cell.columns > 1:
        attributes.append(f' colspan="{cell.columns}"')
    if cell.rows > 1:
        attributes.append(f' rowspan="{cell.rows}"')
    if scope:
        group = "group" if scope == "col" and cell.columns > 1 else ""
        attributes.append(f' scope="{scope}{group}"')
    texts = [inline(text, marks.in_cells) for text in cell.paragraphs]
    inside = texts[0] if len(texts) == 1 else "".join(f"<p>{text}</p>" for text in texts)
    return f"{''.join(attributes)}{marks.of_cell(cell)}>{inside}</{tag}>"
