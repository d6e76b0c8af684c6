"""What is wrong with a table layout by itself: its title, its unit, the cells of its grids."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrator.compose import columns
from narrator.compose.grid_notation import rows, widths_of
from narrator.compose.markup import MARK
from narrator.disclosure.model import MODEL
from narrator.form.table_layout import Layout
from narrator.problem import Problem

STATED_UNIT = re.compile(r"单位\s*[：:]\s*([亿万千百十]*元)")


def entitled(layout: Layout, unit: str) -> Iterator[Problem]:
    """Return a title of a public table that is a misprint of its name, and a unit above it that its figures do
    not have. unit: the one that they have.
    """
    name = MODEL.fields[layout.path.stem].description
    title = MARK.sub("", layout.title).strip()
    if columns.is_misprint(title, name):
        path, line = layout.place(layout.title)
        yield Problem("", f"标题写的是“{title}”，这张表叫“{name}”", "改正标题", file=str(path), line=line)
    for part in layout.line:
        found = STATED_UNIT.search(part)
        if found and found.group(1) != unit:
            what = f"这里写的是“{found.group()}”，表里的数都以{unit}印出来"
            path, line = layout.place(part)
            yield Problem("", what, f"改成{unit}", file=str(path), line=line)


def grid_problems(layout: Layout) -> Iterator[Problem]:
    """Return the lines of a layout's grids that do not have one cell for each column, or merge with nothing."""
    for source in (layout.header, layout.body):
        path, first = layout.place(source)
        plain = re.sub(r"\{\{.*?\}\}|\{#.*?#\}", "…", source)
        top = True
        for number, line in enumerate(plain.split("\n"), first):
            if not line.strip() or re.fullmatch(r"\s*\{%.*%\}\s*", line):
                continue
            what = widths_of(line, len(layout.aligns))
            if not what and top and "^" in [cell.strip() for cell in line.split("|")]:
                what = "第一行没有上面的格可以合并"
            top = False
            if what:
                yield Problem("", what, "改正这一行", file=str(path), line=number)
        if "{%" not in source:
            try:
                rows(plain, (), layout.aligns, layout.zeros_in(""))
            except ValueError as error:
                yield Problem("", str(error), "改正合并的格", file=str(path), line=first)
