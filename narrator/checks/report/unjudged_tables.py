"""What the prose says of a table that is not there, or was not all read: its items can not be told from the form's, so nothing is
judged.

Of them what is said of the table (ST-1) tells, and no other rule.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from narrator.checks.printed.conformity import is_incomplete
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import Line
from narrator.checks.printed.missing_rows import EXPENSE, INCOME
from narrator.checks.printed.prose import Prose
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.hygiene import MONEY
from narrator.disclosure import classification
from narrator.disclosure.parts_and_wholes import columns_within
from narrator.disclosure.public_tables import public_table
from narrator.disclosure.value import Figure
from narrator.regex import compile_later
from narrator.tables.plain import plain

LEVEL = compile_later(r"([^\d(),。;:]{2,40})\((?:类|款|项)\)")  # the name of an item, in plain form


def set_aside_absent(prose: Prose, lines: Sequence[Line], known: Known, year: int) -> None:
    """Take what lists figures of absent tables out of what differs from the form and what was not read, and keep it by
    table.

    Which table that is, the sentence in front of the list says, or the section of these lines: its heading bears the
    title of the table, or it states figures of that table and of no other. What names an item that no table of one kind of money
    prints is of the one that is absent, and so is what stands above it with a colon. year: of the classification.
    """
    lacking = set(known.tables.lacking)
    if not lacking:
        return
    sections = sections_of(lines)
    tables, alone = tables_told(prose, lines, known, lacking, sections)

    items = {plain(name) for name in classification.classification_of(year).functional.values()}
    kind = next((name for name in columns_within(EXPENSE) if name in lacking), None)
    printed_names = {
        plain(text)
        for path, text in known.tables.shown.items()
        if path.endswith("名称") and public_table(path) not in (INCOME, EXPENSE)
    }

    def keep_aside(line: Line, printed: str) -> bool:
        """Keep what is printed in a line with the absent table that it is about; return whether there is one."""
        table = tables.get(line.number) if MONEY.search(printed) else None
        if table is None and not line.heading:
            table = alone.get(sections[line.number])
            if table is None and (names := set(LEVEL.findall(line.plain)) & items) and names - printed_names:
                table = kind
            if table is None and line.plain.endswith(":"):
                table = tables.get(line.number + 1)
        if table is not None:
            tables[line.number] = table
            prose.unjudged.setdefault(table, []).insert(0, (line, printed))
        return table is not None

    # From the last line on: what is set aside tells of the line above it.
    prose.differs = [one for one in reversed(prose.differs) if one[2] or not keep_aside(*one[:2])][::-1]
    prose.unread = [
        one for one in reversed(prose.unread) if not MONEY.search(one[1]) or not keep_aside(*one)
    ][::-1]


def set_aside_incomplete(prose: Prose, lines: Sequence[Line], known: Known) -> None:
    """Take what states figures and is about a table of which a column or the sum was not read out of what differs from the
    form, and keep it by table: its words are read by what the table prints. Of such a table no other
    words are too many, and no words of the form are missed. Of one with figures that slipped, or a row that is blank and should
    not be, nothing is told: what stands in its rows, and so what is said, nobody knows."""
    misplaced = known.tables.misplaced
    incomplete = find_incomplete(known.tables) if prose.differs or misplaced else []
    names = [*incomplete, *misplaced]
    if not names:
        return
    sections = sections_of(lines)
    tables, alone = tables_told(prose, lines, known, names, sections)

    def table_of(line: Line) -> str | None:
        """Return the table of which a line states figures, or the one that its section is about. None when it is about none."""
        return tables.get(line.number) or alone.get(sections[line.number])

    left = []
    for line, printed, wanted in prose.differs:
        table = table_of(line)
        if table in misplaced:
            continue
        if table in incomplete and MONEY.search(printed):
            prose.unjudged.setdefault(str(table), []).append((line, stretch(line.plain, printed)))
        elif table is None or (printed and (wanted or table not in incomplete)):
            left.append((line, printed, wanted))
    prose.differs = left
    prose.reworded = [one for one in prose.reworded if table_of(one[0]) not in misplaced]
    prose.unread = [
        one for one in prose.unread if not MONEY.search(one[1]) or table_of(one[0]) not in misplaced
    ]


def find_incomplete(tables: Reading) -> list[str]:
    """Return the names of those of the form's tables of which a column or the sum was not read."""
    read = ((blueprint, tables.public.get(blueprint.data_table)) for blueprint, *_ in tables.found)
    return [one.name for one, table in read if table is not None and is_incomplete(table, one)]


def stretch(string: str, left: str) -> str:
    """Return the part of a string of which words are left, from the first of them to the last."""
    head = next(at for at in range(len(left), -1, -1) if left[:at] in string)
    tail = next(at for at in range(len(left) + 1) if left[at:] in string)
    start, end = string.find(left[:head]), string.rfind(left[tail:]) + len(left) - tail
    return string[start:end] if start < end else left


def tables_told(
    prose: Prose, lines: Sequence[Line], known: Known, names: Collection[str], sections: Mapping[int, int]
) -> tuple[dict[int, str], dict[int, str]]:
    """Return the lines that state figures of some tables, and the sections that are about one of them alone, each with its
    table: its heading bears the title of the table, or it states figures of that table and of no other."""
    tables: dict[int, str] = {}  # by number of the paragraph
    about: dict[int, set[str]] = {}  # by section
    for claim in prose.claims:
        for capture in claim.every:
            source = capture.piece.source
            if isinstance(source, Figure) and (table := public_table(source.path)):
                about.setdefault(sections[claim.line.number], set()).add(table)
                if table in names:
                    tables.setdefault(claim.line.number, table)
    alone = {section: one for section, [one, *more] in about.items() if not more and one in names}
    for line in lines:
        for table in names if line.heading else ():
            if line.plain.startswith(known.tables.blueprints[table].title.removesuffix("表")):
                alone[line.number] = table
    return tables, alone


def sections_of(lines: Sequence[Line]) -> dict[int, int]:
    """Return for the number of each line that of the heading above it, 0 when there is none."""
    found: dict[int, int] = {}
    heading = 0
    for line in lines:
        heading = line.number if line.heading else heading
        found[line.number] = heading
    return found
