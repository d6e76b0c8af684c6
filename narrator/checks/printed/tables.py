"""The tables of a printed report, read into the same data that data.json holds.

What could not be read is told, never guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from narrator.checks.finding import Finding, Level, unchecked
from narrator.checks.printed.lines import texts_of
from narrator.checks.printed.raw import create
from narrator.checks.printed.rows import Rows
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.branch_shapes import RecordShape
from narrator.document import Document, Table
from narrator.form import Form
from narrator.number import Unit
from narrator.tables.blueprint import Blueprint
from narrator.tables.matrix import Matrix, matrices
from narrator.tables.plain import common, plain, unnumbered

ALIKE = 0.6  # how many of a layout's words a table must have to be that table


def read(document: Document, form: Form, blueprints: Mapping[str, Blueprint]) -> Reading:
    """The tables of DOCUMENT by the BLUEPRINTS of FORM."""
    reading = Reading(
        {"金额单位": Unit.WAN.value, "格式": form.name}, grids=matrices(document), blueprints=blueprints
    )
    tables = iter(reading.grids)
    layouts = [*blueprints.values()]
    before: list[str] = []
    pending: list[tuple[Blueprint, Matrix, list[str], list[str]]] = []
    counts: Counter[str] = Counter()
    for block in document.blocks:
        if not isinstance(block, Table):
            before += texts_of(block)
            if pending:
                pending[-1][3].extend(texts_of(block))
            continue
        rows = next(tables)
        layout = recognised(rows, before, layouts)
        if layout is not None and layout.table and layout.table in counts:
            what = f"{layout.label}不止一张"
            reading.findings.append(Finding(Level.ERROR, layout.label, what, "留下一张", rule="ST-1"))
        elif layout is not None:
            counts[layout.name] += 1
            pending.append((layout, rows, before[-8:], []))
        elif rows:
            what = f"没有认出这张表（{excerpt(rows)}）"
            reading.findings.append(unchecked(block.name or "表", what, "核对表的标题和表头"))
        before = []
    reading.found = [(layout, rows, tuple(up), tuple(down)) for layout, rows, up, down in pending]
    starts = [unnumbered(plain(text)).lstrip('"') for block in document.blocks for text in texts_of(block)]
    for name in counts:
        alike = [(layout, rows) for layout, rows, *_ in pending if layout.name == name]
        owner = blueprints[name].owner
        numbers = ranks([about(rows, layout, form.model, owner) for layout, rows in alike], starts)
        for at, ((layout, rows), number) in enumerate(zip(alike, numbers, strict=True), 1):
            each = () if layout.table else ("项", str(number))
            Rows(reading, layout, form.model, each, at, owner).read(rows)
    for layout in layouts:
        for path in fixed_rows(layout):
            create(reading.raw, path)
    return reading


def fixed_rows(layout: Blueprint) -> Iterator[tuple[str, ...]]:
    """The rows for fixed codes (基本支出表) that LAYOUT prints always: composing asks for them, printed or not."""
    for line in layout.body if layout.table else ():
        for place in line.places:
            if not line.loop and len(place.path) == 4 and place.path[1] == "各科目":
                yield place.path[:3]


def about(rows: Matrix, layout: Blueprint, model: RecordShape, owner: tuple[str, ...]) -> str:
    """The name of the item that the table ROWS is about; "" when it is about none."""
    if layout.table:
        return ""
    scratch = Reading()
    first = replace(layout, body=layout.body[: named_row(layout) + 1])  # the rest would be read for nothing
    Rows(scratch, first, model, ("项", "1"), 1, owner).known(rows)
    return next((plain(text) for path, text in scratch.shown.items() if path.endswith("名称")), "")


def named_row(layout: Blueprint) -> int:
    """The first row of LAYOUT that prints a name."""
    return next(
        (
            at
            for at, row in enumerate(layout.body)
            if any(place.path and place.path[-1].endswith("名称") for place in row.places)
        ),
        len(layout.body),
    )


def ranks(names: Sequence[str], starts: Sequence[str]) -> list[int]:
    """Which item each of the tables about NAMES is, from 1 on: in the order in which the prose, whose paragraphs
    begin with STARTS, tells of them; where it tells of none of them by name, in the order of the tables."""
    places = [place_of(name, starts) for name in names]
    if len(names) < 2 or None in places:
        return list(range(1, len(names) + 1))
    order = sorted(range(len(names)), key=lambda at: (places[at], at))
    return [order.index(at) + 1 for at in range(len(names))]


def place_of(name: str, starts: Sequence[str]) -> int | None:
    """Which of STARTS begins most like NAME, with half of its letters at least."""
    best, most = None, max(1, len(name) // 2)
    for number, start in enumerate(starts):
        if most < len(name) and start.startswith(name[: most + 1]):
            best, most = number, common(name, start)
    return best


def excerpt(rows: Matrix) -> str:
    return " ".join(dict.fromkeys(plain(cell) for cell in rows[0] if cell.strip()))[:40]


def recognised(rows: Matrix, before: Sequence[str], layouts: Sequence[Blueprint]) -> Blueprint | None:
    """The layout that the table ROWS has: by its number and title, which stand BEFORE it, and by its words."""
    words = {plain(cell) for cell in set().union(*rows) if cell.strip()}
    near = [part for text in before[-8:] for part in (plain(text), unnumbered(plain(text)))]
    heights = {len(layout.header) for layout in layouts}
    tops = {height: {plain(cell) for row in rows[: height + 1] for cell in row} for height in heights}
    best: tuple[float, Blueprint] | None = None
    for layout in layouts:
        share = len(words & layout.words) / max(len(layout.words), 1)
        if layout.heads:
            share = max(share, len(layout.heads & tops[len(layout.header)]) / len(layout.heads))
        numbered = bool(layout.number) and layout.number in near
        titled = layout.title in near
        score = share + 2 * numbered + titled
        if share >= (0.3 if numbered and titled else ALIKE) and (best is None or score > best[0]):
            best = score, layout
    return best[1] if best else None
