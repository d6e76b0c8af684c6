"""Rows of a table that a paragraph tells of one after the other: they become a loop within it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import copy

from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, public_table
from narrator.disclosure.relations import PEOPLE, RUNNING
from narrator.learning.form_entries import filters_for_rows
from narrator.learning.own_figures import is_main_figure
from narrator.learning.own_names import place_among, tables_meant
from narrator.learning.plain_letters import narrow_marks
from narrator.learning.rewording import NUMBER, Rewording
from narrator.number import read_digits

Writer = Callable[[Rewording], str]
SEPARATORS = "，；、,;"
ECONOMIC = f"{BY_ECONOMIC_CLASS}.各科目."
WITH_AMOUNT = '有数("决算数")'
LIST_BEGINS = "(?<=[:为是括])"  # what leads to a list, and so is none of its items
LIST_ENDS = (
    r"(?=[^、\d-]|$)"  # with no amount behind: a name with its amount is a row, and no member of a list
)
OF_LEVEL = r"(?:\([类款项]\))?(?=\d)"


def write_rows(rewording: Rewording, write: Writer) -> None:
    """Put a loop in the place of the rows that a paragraph tells of one after the other. write: gives a paragraph as a
    template says it."""
    for rows in rows_by_level(rewording):
        for group in groups_of(rewording, rows):
            first, last = group[0][1].start(), end_of_last(rewording.flat, group[-1][1])
            if len(group) < 2 or last >= len(rewording.text) or not rewording.free(first, last + 1):
                continue
            if source := write_group(rewording, group, last, write):
                rewording.put(first, last + 1, source)


def rows_by_level(rewording: Rewording) -> Iterator[dict[str, str]]:
    """Yield the paths of the rows of each level of each table, by their names: those of the table that the heading means first, and
    of others of the kind only where it does not say whose money it is."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    for path, names in rewording.notebook.rows.items():
        if public_table(path):
            table, _, code = path.rpartition(".")
            found.setdefault((table, len(code)), {})[narrow_marks(names["科目名称"])] = path
    tables = tables_meant(rewording.flat, rewording.section)
    meant = [one for one in found if len(tables) > 1 or one[0].startswith((ECONOMIC[:-1], tables[0]))]
    yield from (found[one] for one in sorted(meant, key=lambda one: place_among(tables, one[0])))


def groups_of(rewording: Rewording, rows: dict[str, str]) -> Iterator[list[tuple[str, re.Match[str]]]]:
    """Yield the rows that stand one after the other, in the order of their table, each with its place: those whose main figure
    stands behind the name."""
    names = "|".join(map(re.escape, sorted(rows, key=len, reverse=True)))
    group: list[tuple[str, re.Match[str]]] = []
    for found in re.finditer(f"({names}){OF_LEVEL}", rewording.flat):
        path = rows[found[1]]
        number = NUMBER.match(rewording.flat, found.end())
        fits = number is not None and has_main_figure(rewording, path, number[0])
        if group and (not fits or not stands_next(rewording.flat, group[-1], found, path)):
            yield group
            group = []
        if fits:
            group.append((path, found))
    if group:
        yield group


def stands_next(flat: str, last: tuple[str, re.Match[str]], found: re.Match[str], path: str) -> bool:
    """Return whether a row stands right behind the last one of a group."""
    between = flat[last[1].end() : found.start()]
    return path > last[0] and "。" not in between and between[-1:] in SEPARATORS


def has_main_figure(rewording: Rewording, path: str, number: str) -> bool:
    """Return whether a number is the main figure of a row."""
    main = rewording.notebook.places.main_figure(path)
    return main is not None and is_main_figure(main, read_digits(number))


def end_of_last(flat: str, found: re.Match[str]) -> int:
    """Return where the words of the last row end."""
    stop = re.compile(r"[。;]|,(?!占)|$").search(flat, found.end())
    return stop.start() if stop else len(flat)


def write_group(
    rewording: Rewording, group: Sequence[tuple[str, re.Match[str]]], end: int, write: Writer
) -> str:
    """Return the loop that prints some rows; "" when it says them in other words. Nothing is noted then."""
    notebook = rewording.notebook
    earlier = copy(notebook.asked), dict(notebook.stated), dict(notebook.own)
    starts = [found.start() for _, found in group]
    sources: set[str] = set()
    marks: set[str] = set()
    for at, (path, found) in enumerate(group):
        stop = starts[at + 1] - 1 if at + 1 < len(group) else end
        marks |= {rewording.text[stop]} if at + 1 < len(group) else set()
        text = rewording.text[found.start() : stop]
        item = re.compile(re.escape(found[1])).match(narrow_marks(text))
        part = Rewording(notebook, text, rewording.section, path, item)
        part.inside = True
        sources.add(write(part))
    if len(sources) != 1 or len(marks) != 1:
        notebook.asked[:], notebook.stated, notebook.own = earlier[0], earlier[1], earlier[2]
        return ""
    table = group[0][0].rpartition(".")[0]
    kept = filters_for_rows(table, {path for path, _ in group}, notebook.record)
    loop = f"{{% for 项 in {table}{kept} %}}"
    return write_loop_of(loop, sources.pop(), rewording.text[end], marks.pop())


def write_loop_of(loop: str, source: str, last: str, between: str) -> str:
    """Return a loop within a paragraph. last, between: the marks behind the last one and behind the others."""
    return f'\n{loop}\n{source}{{{{ loop.last and "{last}" or "{between}" }}}}\n{{% endfor %}}\n'


def write_lists(rewording: Rewording) -> None:
    """Put a loop in the place of the names of all items of expense of some types, or of one, that have an amount."""
    notebook = rewording.notebook
    items = {
        code: narrow_marks(names["科目名称"])
        for path, names in notebook.rows.items()
        if path.startswith(ECONOMIC) and len(code := path.rpartition(".")[2]) == 5
    }
    types = sorted({code[:3] for code in items})
    running = tuple(one for one in types if one not in PEOPLE)
    for several in (PEOPLE, running, *((one,) for one in types)):
        names = [
            name
            for code, name in items.items()
            if code[:3] in several and row_has_amount(rewording, f"{ECONOMIC}{code}")
        ]
        found = (
            re.search(f"{LIST_BEGINS}{re.escape('、'.join(names))}{LIST_ENDS}", rewording.flat)
            if names
            else None
        )
        if found is None or (len(names) == 1 and len(several) > 1) or found.end() >= len(rewording.text):
            continue
        if rewording.free(found.start(), found.end() + 1):
            last = rewording.text[found.end()]
            rewording.put(found.start(), found.end() + 1, write_list_of(several, rewording.row, last))


def write_list_of(types: tuple[str, ...], row: str, last: str) -> str:
    """Return the loop that prints the names of the items of some types that have an amount. row: the path of the row that the
    paragraph tells of, whose own items are told by it; last: the mark behind the last one."""
    if row == f"{ECONOMIC}{types[0]}":
        return write_loop_of(
            f"{{% for 款 in {ECONOMIC[:-1]} | 款级(项) | {WITH_AMOUNT} %}}", "{{ 款.科目名称 }}", last, "、"
        )
    codes = types if types == PEOPLE or len(types) == 1 else RUNNING
    stated = ", ".join(f'"{one}"' for one in codes)
    return write_loop_of(
        f"{{% for 项 in {ECONOMIC[:-1]} | 款级({stated}) | {WITH_AMOUNT} %}}", "{{ 项.科目名称 }}", last, "、"
    )


def row_has_amount(rewording: Rewording, path: str) -> bool:
    """Return whether a row has an amount of its own; those of the rows above it are told of it, too."""
    places = rewording.notebook.places.rows.get(path, ())
    return any(one.value for one in places if one.path.startswith(f"{path}."))
