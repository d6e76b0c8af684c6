"""Names of codes that are misspelt in one public table of a report: read as the others have them, so that each is one finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

from narrator.checks.finding import Finding, Level, Side
from narrator.checks.naming import called
from narrator.checks.printed.raw_data import create
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.item_names import ITEM_NAME
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, BY_FUNCTION, public_table
from narrator.disclosure.relation import ROWS
from narrator.disclosure.value import join_path
from narrator.tables.label_slips import MANY
from narrator.tables.plain import plain, unnumbered
from narrator.tables.table_as_read import PublicTable

SEVERAL = 2  # tables that agree with one another


def find_right_names(table: PublicTable, reading: Reading, standard: Mapping[str, str]) -> dict[str, str]:
    """Return the names that codes of a table should have, by their paths, where it prints others, which are nobody's: what all other
    tables print, several of them or one and the classification. standard: what the classification calls codes."""
    right: dict[str, str] = {}
    for path, printed in table.names.items() if table.name in BY_FUNCTION else ():
        code, name = printed.parts.row, plain(printed.text)
        if name == plain(standard.get(code, "")):
            continue
        places = [
            reduce(join_path, (other, ROWS, code, ITEM_NAME)) for other in BY_FUNCTION if other != table.name
        ]
        others = [
            reading.public[public_table(one)].names.get(one)
            for one in places
            if public_table(one) in reading.public
        ]
        texts = {plain(one.text): one.text for one in others if one is not None}
        if len(texts) != 1 or name in texts:
            continue
        [(called, text)] = texts.items()
        sure = called == plain(standard.get(code, "")) or sum(one is not None for one in others) >= SEVERAL
        if sure and (name in names_above(code, table) or name not in {*map(plain, standard.values())}):
            right[path] = text
    return right


def names_above(code: str, table: PublicTable) -> set[str]:
    """Return the names of the rows of a table by code that are above one, in plain form: their codes stand beside them."""
    paths = (
        reduce(join_path, (table.name, ROWS, code[:length], ITEM_NAME)) for length in range(1, len(code))
    )
    return {plain(table.names[path].text) for path in paths if path in table.names}


def find_numbered(table: PublicTable, right: Mapping[str, str]) -> list[str]:
    """Return the paths of those names of a table that have numbers before them and are right but for that, where these are many; none
    where they are few. right: the names that it should print, by their paths."""
    numbered = [
        path for path, name in right.items() if unnumbered(plain(table.names[path].text)) == plain(name)
    ]
    return numbered if len(numbered) >= MANY else []


def tell_numbered(table: PublicTable, numbered: Sequence[str], label: str) -> Iterator[Finding]:
    """Return that names of a table have numbers before them, by their paths; nothing where there are none. label: what it is called."""
    if numbered:
        first = table.names[numbered[0]].text
        what = f"“{first}”等{len(numbered)}个科目名称前面有序号，别的表里没有"
        yield Finding(Level.HINT, f"{label} 科目名称", what, "去掉序号", rule="AD-1")


def lend_names(table: PublicTable, reading: Reading, standard: Mapping[str, str], label: str) -> None:
    """Give the economic codes beside which 基本支出表 prints no name the one that they have. standard: what the classification calls
    codes. label: what the table is called."""
    codes = {one.parts.row for one in table.figures.values()} if table.name == BY_ECONOMIC_CLASS else set()
    lacking = codes - {one.parts.row for one in table.names.values()}
    for code in sorted(lacking & standard.keys()):
        create(reading.raw, (table.name, ROWS, code))[ITEM_NAME] = standard[code]
        path = reduce(join_path, (table.name, ROWS, code, ITEM_NAME))
        reading.cells[path], reading.shown[path] = called(path, label), ""


def find_misnamed(code: str, tables: Reading, labels: Mapping[str, str]) -> Iterator[Finding]:
    """Return that a code bears several names in the public tables; nothing where they print but one, as the other then is
    no table's. labels: what the form calls these tables."""
    found: dict[str, list[str]] = {}
    for path, text in tables.shown.items():
        if public_table(path) and path.endswith(f".{code}.{ITEM_NAME}"):
            found.setdefault(text, []).append(path)
    sides = tuple(
        Side("、".join(labels[public_table(path)] for path in paths), text, paths[0])
        for text, paths in found.items()
    )
    what = "同一编码在各表里的名称不同"
    if len(sides) > 1:
        yield Finding(Level.ERROR, f"{code} {ITEM_NAME}", what, "改成一样的名称", sides, rule="AD-1")
