"""Fitting a table onto its page: where some rows would spill onto a second one, all are lower, and then the type smaller,
within the limits of the table's style, as a careful typist does it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from narrator.document import Block, Heading, Paragraph, Spread, Table
from narrator.writers.docx.column_widths import column_widths, longest_figures
from narrator.writers.docx.heights import RowNeeds, lone_height, row_needs, total_height
from narrator.writers.look import Look, PageLayout, TableStyle

SLACK = 120  # twentieths of a point that programs may differ by on a page


class Fitted(NamedTuple):
    """How a table is set on its page: its style, and in twentieths of a point how wide its columns are, and how high its
    rows, those of the header first."""

    style: TableStyle
    widths: list[int]
    heights: list[int]


def fit_table(block: Table, beside: Sequence[Block], look: Look, layout: PageLayout) -> Fitted:
    """Return how a table is set: with rows as low, and type as small, as they must be for all of it to be on one page; as
    its style has it when it is on one already, or can not be.

    beside: all that stands on the page beside the table.
    """
    style = look.tables[block.style]
    room = find_room(block, style, beside, look, layout)
    longest = longest_figures(block)
    for smaller in style.smaller_sizes() if room else ():
        if len(block.rows) * max(smaller.least_row_height, lone_height(smaller)) > room:
            continue  # even if each cell had but one line
        widths = column_widths(block, smaller, layout, longest)
        needs = row_needs(block, smaller, widths)
        heights = needs.heights(smaller.row_height)
        if sum(heights) <= room:
            return Fitted(smaller, widths, heights)
        if sum(needs.heights(smaller.least_row_height)) <= room:
            high = greatest_height(needs, smaller, room)
            return Fitted(smaller._replace(row_height=high), widths, needs.heights(high))
    widths = column_widths(block, style, layout, longest)
    return Fitted(style, widths, row_needs(block, style, widths).heights(style.row_height))


def greatest_height(needs: RowNeeds, style: TableStyle, room: int) -> int:
    """Return how high rows may be, at least, for a table to be no higher than there is room. The least height of the style
    fits, and its own does not."""
    most = min(style.row_height - 1, room // len(needs.rows))  # and as high as that where no row needs more
    if sum(needs.heights(most)) <= room:
        return most
    heights = range(style.least_row_height, most)
    return heights[bisect_right(heights, room, key=lambda height: sum(needs.heights(height))) - 1]


def find_room(
    block: Table, style: TableStyle, beside: Sequence[Block], look: Look, layout: PageLayout
) -> int:
    """Return how high a table may be for its page, if its style lets it shrink; 0 when it does not, when it is too long
    whatever is done, or not alone on the page."""
    lines = [one for one in beside if isinstance(one, (Heading, Paragraph, Spread))]
    if not style.can_shrink or len(lines) != len(beside):
        return 0
    room = layout.text_height - total_height(lines, look, layout) - SLACK
    return room if (len(block.header) + len(block.body)) * style.least_row_height <= room else 0
