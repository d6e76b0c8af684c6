"""Data that no sentence, no table and no rule used: a typing mistake, or a figure in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fnmatch import translate
from operator import attrgetter

from narrator.cache import NO_CACHE, Cache
from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.disclosure.value import Count, Figure, Listing, Record, Value, Words, Year, join_path
from narrator.document import Document, Origin, Table, sources_of_document
from narrator.number import Amount, Score
from narrator.problem import Problem, Severity, shorten
from narrator.sources import Derived, Said, Slot
from narrator.tables.plain import is_nought

# These steer the report, or are prescribed word for word, and are not printed themselves.
STEERING = (
    "格式",
    "短语",
    "金额单位",
    "部门.级次",
    "预算绩效.项目*.资金性质",  # most forms select by it; by what else a form selects, its templates are asked
    "原因记录*",  # names with dots or quotes are paths in brackets
    "已核实*",
    "基本支出表.各科目.*.科目名称",
)
HINT = "核对名称和位置；本格式用不到的可以留着"
PATH = attrgetter("path")

# Rows by code know their code, their level and the rows above them: those are no data.
ABOVE = ("科目编码", "级次", "类", "款")


def no_rule(path: str) -> bool:
    """Return that no rule judges the figure at a path."""
    return False


def unused(
    disclosure: Record,
    document: Document,
    is_judged: Callable[[str], bool] = no_rule,
    find_selecting: Callable[[], Collection[str]] = tuple,
) -> list[Problem]:
    """Return what a disclosure gives and a document does not use; where nothing of a whole is used, the
    whole.

    is_judged: whether a rule compares the figure at a path with others: last year's total that a form does not print
    is used then, too. find_selecting: gives the names of what the form's templates select by, see
    `selecting_columns`; asked for only when something is left that may be one of them. Zeros and empty texts are no loss
    and left out.
    """
    used: set[str] = set()
    for source in sources_of_document(document):
        note(source, used)

    def find_idle(steering: Sequence[str]) -> list[Problem]:
        """Return a problem for what the data give and nothing uses, besides what the steering names select by."""
        told: list[tuple[str, str]] = []
        find_unused(disclosure, "", used, any_of(steering), told)
        return [
            Problem(path, f"{shown}没有用到", HINT, Severity.WARNING)
            for path, shown in told
            if not is_judged(path)
        ]

    found = find_idle(STEERING)
    if found and (selecting := find_selecting()):
        return find_idle((*STEERING, *(f"*.{name}" for name in selecting)))
    return found


def any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """Return an expression that the paths match which fit one of the patterns."""
    return re.compile("|".join(map(translate, patterns)))


def find_unused(
    value: Record | Listing, path: str, used: set[str], steering: re.Pattern[str], told: list[tuple[str, str]]
) -> tuple[int, int]:
    """Return how many leaves of a value, which stands at a path, are not among the paths used, and how many it gives; those that
    steer do not count. told: gets the paths of what is not used, and what stands there."""
    begun, unused, given = len(told), 0, 0
    for place, part in data_members(value):
        if isinstance(part, (Record, Listing)):
            fewer, more = find_unused(part, place, used, steering, told)
            unused, given = unused + fewer, given + more
        elif (shown := short_value(part)) and not steering.match(place):
            given += 1
            if place not in used:
                unused += 1
                told.append((place, shown))
    if path and 1 < unused == given:
        told[begun:] = [(path, f"这里的{unused}个数据都")]
    return unused, given


def data_members(value: Record | Listing) -> Iterator[tuple[str, Value]]:
    """Return the parts of a value that are data, with their paths."""
    if isinstance(value, Record):
        for name, part in value.fields.items():
            if name not in ABOVE:
                yield join_path(value.path, name) if isinstance(part, Listing) else part.path, part
    else:
        for part in value:
            if not isinstance(part, Listing):  # lists of lists there are none
                yield part.path, part


def unprinted(
    disclosure: Record,
    document: Document,
    labels: Mapping[str, str],
    left_out: Collection[str] = (),
    cache: Cache = NO_CACHE,
) -> list[Problem]:
    """Return a problem for each row of the public tables that has money and that the form's tables do not
    print anywhere.

    labels: what the form calls the tables, see `Form.labels`. left_out: the tables that it says it does not print. cache:
    of another search.
    """
    given = [table for name, table in disclosure.items() if name in PUBLIC_TABLES and name not in left_out]
    blocks = [block for block in document.blocks if isinstance(block, Table)]
    return cache.call(find_unprinted_rows, labels, tuple(given), tuple(blocks))


def find_unprinted_rows(
    labels: Mapping[str, str], given: tuple[Value, ...], blocks: tuple[Table, ...]
) -> list[Problem]:
    """Return the problems of `unprinted`. given: the public tables of the data. blocks: all tables of the report."""
    printed = {
        source.path
        for block in blocks
        for row in block.rows[len(block.header) :]
        for source in row.sources()
        if type(source) is Figure
    }
    problems: list[Problem] = []
    for table in given:
        if isinstance(table, Record):
            records: list[tuple[Record, list[Figure]]] = []
            gather_records(table, records)
            for row, figures in records:
                if printed.isdisjoint(map(PATH, figures)) and any(map(money, figures)):
                    problems.append(
                        Problem(
                            row.path,
                            f"{labels.get(table.path, table.path)}没有这一行，这一行的数印不出来",
                            "核对编码和名称，改到表里有的行",
                        )
                    )
    return problems


def gather_records(value: Value, found: list[tuple[Record, list[Figure]]]) -> None:
    """Add the records of a value to those found, each with the figures that it holds itself."""
    if isinstance(value, Record):
        figures: list[Figure] = []
        found.append((value, figures))
        for name, part in value.fields.items():
            if type(part) is Figure:
                figures.append(part)
            elif type(part) is not Words and name not in ABOVE:
                gather_records(part, found)
    elif isinstance(value, Listing):
        for part in value:
            gather_records(part, found)


def money(figure: Figure) -> bool:
    """Return whether a figure is an amount that does not print as zero."""
    return isinstance(figure.value, Amount) and bool(figure.value.published)


def note(source: Origin | Listing, used: set[str]) -> None:
    """Add the paths of the data that a source was made from to the paths used so far."""
    match source:
        case Slot(name, _):
            used.add(name)
        case Said(fact=fact):
            for operand in fact.operands:
                note(operand, used)
            used.update(
                one.path for one in fact.blanks.values() if isinstance(one, Words) and one.kind == "名称"
            )
        case Derived(_, _, operands):
            for operand in operands:
                note(operand, used)
        case Figure() | Words():
            used.add(source.path)
        case Year() | Listing():
            pass  # the year is always said; what is listed is said item by item


def short_value(value: Figure | Words | Year) -> str:
    """Return what a value says, in short; "" when it is not given, or nothing."""
    if isinstance(value, Year) or not value.given:
        return ""
    if isinstance(value, Words):
        return f"“{shorten(value.text, 12)}”" if value.text else ""
    number = str(value.value) if isinstance(value.value, (Amount, Count, Score)) else ""
    return "" if is_nought(number) else number
