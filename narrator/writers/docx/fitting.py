"""Fitting a table onto its page: where some rows would spill onto a second one, all are lower, and then the type smaller,
within the limits of the table's style, as a careful typist does it."""

from __future__ import annotations

from collections.abc import Sequence

from narrator.document import Block, Heading, Paragraph, Spread, Table
from narrator.writers.docx.column_widths import column_widths
from narrator.writers.docx.heights import row_heights, total_height
from narrator.writers.docx.look import Look, PageLayout, TableStyle

SLACK = 120  # twentieths of a point that programs may differ by on a page


def fit_style(block: Table, beside: Sequence[Block], look: Look, layout: PageLayout) -> TableStyle:
    """Return the style of a table with rows as low, and type as small, as it must have for all to be on one page; its own
    style when it is on one already, or can not be.

    beside: all that stands on the page beside the table.
    """
    style = look.tables[block.style]
    lines = [one for one in beside if isinstance(one, (Heading, Paragraph, Spread))]
    if not style.can_shrink or len(lines) != len(beside):
        return style
    room = layout.text_height - total_height(lines, look, layout) - SLACK
    if (len(block.header) + len(block.body)) * style.least_row_height > room:
        return style
    for smaller in style.smaller_sizes():
        widths = column_widths(block, smaller, layout)

        def fits(row_height: int, smaller: TableStyle = smaller, widths: Sequence[int] = widths) -> bool:
            return sum(row_heights(block, smaller._replace(row_height=row_height), widths)) <= room

        if fits(style.row_height):
            return smaller
        if fits(style.least_row_height):
            low, high = (
                style.least_row_height,
                style.row_height,
            )  # the lower one fits, the higher one does not
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if fits(middle) else (low, middle)
            return smaller._replace(row_height=low)
    return style
