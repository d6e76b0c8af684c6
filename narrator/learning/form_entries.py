"""What stands in a learned form, paragraph by paragraph, and the loops that print those which tell of rows of one table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from narrator.compose.filters import FILTERS
from narrator.disclosure.branch_shapes import LEVELS
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, public_table
from narrator.disclosure.relations import PEOPLE, RUNNING
from narrator.disclosure.value import Record
from narrator.learning.inventory import Element, TemplateParagraph
from narrator.tables.vocabulary import TOTAL_COLUMNS
from narrator.toml import quote


@dataclass(eq=False)
class FormEntry:
    """What stands in the learned form at one place.

    element: of the base; None for a paragraph of the report's own.
    source: of that.
    row: the path of the row that it tells of, "" for none.
    paragraph: which paragraph of the element was seen.
    changed: what it became, when it is not as the base has it.
    text: of the report, that became a paragraph of its own.
    figure: what it prints of an item that the base's data do not have, "" for nothing.
    family: which of several loops over the rows of one table prints it.
    silent: whether it says nothing of how the others of its loop are worded.
    """

    source: str = ""
    element: Element | None = None
    paragraph: TemplateParagraph | None = None
    changed: str = ""
    row: str = ""
    text: str = ""
    figure: str = ""
    family: int = 0
    silent: bool = False


def loop_key(entry: FormEntry) -> str:
    """Return what the paragraphs of one loop have in common, the rows of one table; "" for a paragraph that is in none."""
    return entry.row.rpartition("[")[0] if entry.row.endswith("]") else entry.row.rpartition(".")[0]


def write_loop(same: Sequence[FormEntry], record: Record) -> str:
    """Return the loop that prints paragraphs that tell of rows one by one: of the items of each type below it, where the report
    tells of types and of items."""
    path = loop_key(same[0])
    if same[0].row.endswith("]"):
        source = likeliest_source(same)
        figure = next(one.figure for one in same if one.source == source)
        told, there = {one.row for one in same}, record.listing(*path.split("."))
        kept = f' | 有数("{figure}")' if figure and len(told) < len(there) else ""
        return f"{{% for 项 in {path}{kept} %}}\n{source}\n\n{{% endfor %}}"
    levels = sorted({level_of_row(one) for one in same})
    outer = [one for one in same if level_of_row(one) == levels[0]]
    rows = filters_for_rows(path, {one.row for one in outer}, record)
    if len(levels) == 1:
        return f"{{% for 项 in {path}{rows} %}}\n{likeliest_source(outer)}\n\n{{% endfor %}}"
    inner = [one for one in same if level_of_row(one) == levels[-1]]
    below = filters_for_rows(path, {one.row for one in inner}, record).replace("| 项级", "| 项级(类)")
    type_line = re.sub(r"(?<![\w.])项\.", "类.", likeliest_source(outer))
    return (
        f"{{% for 类 in {path}{rows} %}}\n{type_line}\n\n"
        f"{{% for 项 in {path}{below} %}}\n{likeliest_source(inner)}\n\n{{% endfor %}}\n{{% endfor %}}"
    )


def find_outvoted(entries: Sequence[FormEntry]) -> set[str]:
    """Return the texts of a report on rows of a table that most of them word otherwise."""
    rows: dict[tuple[str, int, int], list[FormEntry]] = {}
    for one in entries:
        if key := loop_key(one):
            rows.setdefault((key, one.family, level_of_row(one)), []).append(one)
    told = {one.text for one in entries if one.element and one.text}  # by the base's loop
    return told | {
        one.text
        for same in rows.values()
        for one in same
        if not one.silent and one.source != likeliest_source(same)
    }


def goes_on_with(family: Sequence[FormEntry], entry: FormEntry) -> bool:
    """Return whether a paragraph on a row is told in one loop with others: it is of the same level, or they tell of each type
    with its items right behind it, and not of all types and then of all items."""
    levels, level = {level_of_row(one) for one in family}, level_of_row(entry)
    if entry.row.endswith("]") or levels == {level}:
        return True
    code = family[-1].row.rpartition(".")[2]
    return len(levels) > 1 or (level > max(levels) and entry.row.rpartition(".")[2].startswith(code))


def level_of_row(entry: FormEntry) -> int:
    """Return how long the code is of the row that a paragraph tells of."""
    return len(entry.row.rpartition(".")[2])


def likeliest_source(entries: Sequence[FormEntry]) -> str:
    """Return the paragraph that most of those of one loop are."""
    sources = [one.source for one in entries if not one.silent] or [one.source for one in entries]
    return max(sources, key=sources.count)


def filters_for_rows(path: str, wanted: set[str], record: Record) -> str:
    """Return the filters that keep those rows of a table by code which the report tells of."""
    rows = record.listing(*path.split("."))
    level = f"{LEVELS[min(len(one.rpartition('.')[2]) for one in wanted)]}级"
    main = TOTAL_COLUMNS[public_table(path)]
    choices = [[main], [main, "年初预算数"], []]
    groups = ((), PEOPLE, RUNNING) if public_table(path) == BY_ECONOMIC_CLASS else ((),)
    for above, columns in product(groups, choices):
        try:
            kept = FILTERS["有数"](rows, *columns) if columns else rows
        except KeyError:
            continue
        if {one.path for one in FILTERS[level](kept, *above)} == wanted:  # type: ignore[attr-defined]
            break
    else:
        above, columns = (), [main]
    types = f"({', '.join(map(quote, above))})" if above else ""
    stated = ", ".join(f'"{one}"' for one in columns)
    return f" | {level}{types}" + (f" | 有数({stated})" if columns else "")
