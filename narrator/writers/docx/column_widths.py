"""How wide the columns of a table are: as its layout has them, no wider than the page, no figure broken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise

from narrator.document import Column, Cut, Table
from narrator.writers.docx.heights import WIDEST
from narrator.writers.look import PageLayout, TableStyle, dxa

LEAST = 0.6  # of its width that a column of words keeps


def column_widths(
    block: Table, style: TableStyle, layout: PageLayout, longest: Mapping[int, int]
) -> list[int]:
    """Return the widths of the columns of a table on a page, in twentieths of a point. longest: its `longest_figures`."""
    return roomy(widths(block.columns, layout.text_width), needs(longest, style))


def widths(columns: Sequence[Column], available: int) -> list[int]:
    """Return the widths of the columns in twentieths of a point, all made smaller in proportion when they
    would exceed what is available.
    """
    total = sum(column.width for column in columns)
    scale = available / dxa(total) if dxa(total) > available else 1.0
    edges = [0]
    reached = 0.0
    for column in columns:
        reached += column.width
        # Edges are rounded, not widths, so that the widths add up to the table's.
        edges.append(min(round(reached * 1440 / 25.4 * scale), available))
    return [right - left for left, right in pairwise(edges)]


def longest_figures(block: Table) -> dict[int, int]:
    """Return how many characters the longest figure of each column has, where there are any."""
    longest: dict[int, int] = {}
    for part in block.stretches:
        if part.first < len(block.header):
            continue
        strings = part.strings
        for column, cells in figure_cells(part.cuts).items():
            said = [strings[at] for at in cells]
            figure = max(said, key=len)
            if not is_figure(figure):
                figure = max(filter(is_figure, said), key=len, default="")
            longest[column] = max(longest.get(column, 0), len(figure))
    return {column: long for column, long in longest.items() if long}


@lru_cache(maxsize=200)
def figure_cells(cuts: tuple[Cut, ...]) -> dict[int, list[int]]:
    """Return the cells of rows that are cut so, by their places in a `Stretch`, in which the figures of each column stand."""
    found: dict[int, list[int]] = {}
    for at, (column, align, columns, _) in enumerate(chain.from_iterable([cut.cells for cut in cuts])):
        if align == "右" and columns == 1:
            found.setdefault(column, []).append(at)
    return found


def is_figure(string: str) -> bool:
    """Return whether a text is a figure, or nothing."""
    return string.strip("-0123456789.") == ""


def needs(longest: Mapping[int, int], style: TableStyle) -> dict[int, int]:
    """Return how wide each column must be, in twentieths of a point, for none of its figures to be broken into
    two lines, in the widest of the fonts that stand in for the one of the style. longest: how long they are.
    """
    around = 2 * style.side_margin + style.right_indent
    em = style.text.half_points * 10
    return {at: around + round((long - 0.5) * WIDEST * em) for at, long in longest.items()}


def roomy(widths: list[int], needs: Mapping[int, int]) -> list[int]:
    """Return the widths with columns that are narrower than they need made wider, at the cost of those that
    have room.
    """
    lack = {at: need - widths[at] for at, need in needs.items() if need > widths[at]}
    if not lack:
        return widths
    spare = [max(0, width - needs.get(at, round(width * LEAST))) for at, width in enumerate(widths)]
    share = min(1.0, sum(spare) / sum(lack.values()))  # of what is lacking, that there is
    wider = [width + round(lack.get(at, 0) * share) for at, width in enumerate(widths)]
    left = sum(wider) - sum(widths)
    for at, room in enumerate(spare):
        taken = round(left * room / total) if (total := sum(spare[at:])) else 0
        wider[at] -= taken
        left -= taken
    return wider
