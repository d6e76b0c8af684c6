"""The tables of a report beside those that the base prints: which they are, in which order, and which lines belong to them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrator.checks.report.report_rules import ReadReport
from narrator.disclosure.value import Record
from narrator.document import Paragraph, Spread, Table
from narrator.learning.counterparts import PrintedBlock
from narrator.learning.inventory import Element, TemplateParagraph
from narrator.regex import YEAR_OF_ACCOUNTS
from narrator.tables.plain import plain

LISTED = re.compile(r"^\s*+\{%\s*+for\s++\w++\s++in\s++\[([^\]]++)\]\s*+%\}")  # a loop over names
# A loop that goes round once when a list has so many items
SEVERAL = re.compile(r" in (\w[\w.]*+) \| 第\((\d+)\)")
NUMBER = re.compile(r"公开\d+表|附?表\d+")
TITLE = re.compile(r"表(?:\([^()]{1,12}\))?$")
NOTE = re.compile(
    rf"公开\d+表$|^[^。：:]{{0,40}}[：:]\s*[^。\s][^。]*$|^\s*[（(]?{YEAR_OF_ACCOUNTS}[）)]?\s*$"
)


def tables_in(printed: ReadReport) -> list[str]:
    """Return the names of the tables of a report in order, "" for one that is none of the base's."""
    named = {id(rows): blueprint.name for blueprint, rows, *_ in printed.tables.found}
    return [named.get(id(rows), "") for rows in printed.tables.grids]


def ends_like_title(text: str) -> bool:
    """Return whether a line is the title of a table, by how it ends."""
    return bool(TITLE.search(plain(text))) and not NUMBER.fullmatch(plain(text))


def is_left_out(paragraph: TemplateParagraph, element: Element, names: Sequence[str], record: Record) -> bool:
    """Return whether a paragraph of the base is a table that the report does not have, though it has what the base prints it
    for. names: of those that it has. record: its data."""
    named = [one for one in re.findall(r'"([^"]+)"', paragraph.source) if paragraph.table]
    asked = SEVERAL.search(element.opening)
    return (
        bool(named)
        and named[0] not in names
        and (asked is None or has_items(record, asked[1], int(asked[2])))
    )


def has_items(record: Record, path: str, number: int) -> bool:
    """Return whether a list has so many items; one that is not of the data itself always does."""
    first, *rest = path.split(".")
    return first not in record or len(record.listing(first, *rest)) >= number


def table_elements(elements: Sequence[Element]) -> dict[str, Element]:
    """Return the elements of the base that print tables, by the names of the tables."""
    found: dict[str, Element] = {}
    for one in elements:
        for paragraph in one.paragraphs:
            if paragraph.table or "表(" in paragraph.source:
                source = paragraph.source + one.opening
                for name in re.findall(r'"([^"]+)"', source):
                    found.setdefault(name, one)
    return found


def headed_tables(blocks: Sequence[PrintedBlock], names: Sequence[str], around: set[int]) -> set[str]:
    """Return the names of the tables above which the report has a line of its own, that belongs to none. names: of its tables
    in order; around: the numbers of the lines that belong to tables."""
    found: set[str] = set()
    grids = iter(names)
    own = False
    for one in blocks:
        if one.line is None:
            name = next(grids)
            found |= {name} if own else set()
            own = False
        elif (one.base is None or one.base.paragraph is None) and one.number not in around:
            own = True
    return found


def parted_tables(elements: Sequence[Element], names: Sequence[str], headed: set[str]) -> list[Element]:
    """Return the loops of the base that print one table after the other, where the report does not have those tables in that
    order, or lines of its own between them. names: of the tables that it has; headed: those above which such a line stands."""
    found = []
    for one in elements:
        listed = LISTED.match(one.opening)
        if listed and all(paragraph.table for paragraph in one.paragraphs):
            wanted = re.findall(r'"([^"]+)"', listed[1])
            begin = names.index(wanted[0]) if wanted[0] in names else 0
            if list(names[begin : begin + len(wanted)]) != wanted or not headed.isdisjoint(wanted[1:]):
                found.append(one)
    return found


def around_tables(blocks: Sequence[PrintedBlock]) -> set[int]:
    """Return the numbers of the lines that belong to tables: their titles, numbers, the lines above and the notes below."""
    found: set[int] = set()
    for at, one in enumerate(blocks):
        if not isinstance(one.block, Table):
            continue
        for other in reversed(blocks[max(0, at - 4) : at]):
            if isinstance(other.block, Table) or other.level == 1:
                break
            short = (
                isinstance(other.block, Spread) or NOTE.search(other.text) or TITLE.search(plain(other.text))
            )
            if not short:
                break
            found.add(other.number)
        for other in blocks[at + 1 :]:
            if (
                other.line is None
                or other.level
                or isinstance(other.block, Spread)
                or not isinstance(other.block, Paragraph)
            ):
                break
            if (
                other.block.style != "表注"
                and not plain(other.text).startswith(("注:", "说明:"))
                and not found_note(other.text)
            ):
                break
            found.add(other.number)
    return found


def found_note(text: str) -> bool:
    """Return whether a line goes on with the notes of a table."""
    return bool(re.match(r"本表|如本表|其中：", text))
