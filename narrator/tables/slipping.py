"""Names and figures of a public table that slipped against one another: a cell too many or too few, and all rows below
bear the figures of their neighbours. It shows in the sums of the table, which agree again once the slip is undone, in
what the prose lists: the items that have a figure, and no others, and in figures that are parts of others elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from math import inf
from typing import NamedTuple

from narrator.disclosure.branch_shapes import code_above, codes_below
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, TWO_SIDED
from narrator.disclosure.relations import PEOPLE, RUNNING
from narrator.number import CENT
from narrator.tables.plain import plain
from narrator.tables.table_as_read import Printed, PublicTable, Unread
from narrator.tables.vocabulary import SUM, TOTAL_COLUMNS

CLASS = 3  # digits of the code of a class
# Sums and items that do not agree before anybody asks whether the table slipped; one fewer are enough where no single
# figure that is wrong explains them.
MANY = 3
LONGEST = 150  # rows of a table that is asked; each of them may be the first that slipped
MOST_RUNS = 1500  # rows between two others that may have slipped are tried at so many places
BETWEEN = re.compile(r"[、,;:。\d.]+(?:万?元)?")  # what stands between the items of a list, in plain form
BEFORE, BEHIND = re.compile("包括|用于|其中|有|含"), re.compile(r"等.{0,4}")
Values = Mapping[str, Decimal | None]
ZERO = Decimal(0)
NO_BOUNDS: Mapping[str, Decimal] = {}


class Slip(NamedTuple):
    """The place from which a table slipped: its row and column in the table, from 0, and the name of the row.

    step: by how many rows the figures stand too low; -1 when they stand a row too high. last: the last row that
    slipped. lost: the number that stands nowhere in the table for it, where another table tells it. until: the name of the last
    row from which on the table may as well have slipped, "" when it is the same one.
    """

    row: int
    column: int
    name: str
    step: int
    last: int
    lost: Decimal | None = None
    until: str = ""


class Evidence(NamedTuple):
    """What the figures of a table, by code, are judged by. below: the codes one level below each, those of the sums first.
    listed: whether the prose lists an item. bounds: the most that a figure may be, in the unit of the table. tail: what
    rounding leaves for each addend, and a little more, in that unit. usual: what a figure usually is, in that unit."""

    below: Mapping[str, Sequence[str]]
    listed: Mapping[str, bool]
    bounds: Mapping[str, Decimal]
    tail: Decimal = CENT
    usual: Mapping[str, Decimal] = NO_BOUNDS


class ExplainingSlip(NamedTuple):
    """A slip that would explain what is wrong with a table: how well, the least first, with the slip, and the figures as they would
    stand without it, by code."""

    order: tuple[int, bool, int, int, int]
    slip: Slip
    moved: Values

    @property
    def left(self) -> int:
        """How much would be wrong still."""
        return self.order[0]


def find_slip(
    table: PublicTable,
    lines: Sequence[str] = (),
    bounds: Mapping[str, Decimal] = NO_BOUNDS,
    least: Decimal = CENT,
    usual: Mapping[str, Decimal] = NO_BOUNDS,
) -> Slip | None:
    """Return where the figures of a table slipped against its codes; None when its sums, the items that the lines of
    the prose list and the most that its figures may be, by code, agree with it, or would not agree either way.

    least: the smallest amount that the form prints, in the unit of the table; of less than a cent nothing is judged.
    usual: what figures usually are, by code: of places that explain as much it is one that makes them so.
    """
    total = TOTAL_COLUMNS.get(table.name)
    columns: dict[int, list[Printed]] = defaultdict(list)
    for printed in sorted(table.figures.values(), key=lambda one: one.row):
        if printed.parts.column == total and printed.parts.row.isdigit():
            columns[printed.column].append(printed)
    values = {one.parts.row: one.number or ZERO for many in columns.values() for one in many}
    listed = items_listed(columns.values(), lines) if table.name == BY_ECONOMIC_CLASS else {}
    whole = next((one for one in table.figures.values() if one.parts == ("", SUM, total)), None)
    if whole is not None:
        values[""] = whole.number or ZERO
    elif table.name == BY_ECONOMIC_CLASS:
        sums = [one.number for one in table.figures.values() if not one.parts.row.isdigit()]
        values |= {"": sum(filter(None, sums), ZERO)} if all(sums) and sums else {}
    below = codes_below(values)
    evidence = Evidence(
        {code: below[code] for code in sorted(below, key=len)}, listed, bounds, max(least, CENT), usual
    )
    wrong, right_before = judged(values, evidence)
    few = wrong < MANY
    if wrong < MANY - 1 or len(values) > LONGEST or (few and may_be_one_figure(values, evidence)):
        return find_slipped_sum(table, values, evidence)
    # The sums, which no words of the prose make wrong.
    alone = Evidence(evidence.below, {}, {}, evidence.tail)
    sums_wrong, sums_right = judged(values, alone)
    spans = {column: wrong_spans(many, values, evidence) for column, many in columns.items()}
    for ends in (blocks_of, prefixes_of) if table.name == BY_ECONOMIC_CLASS and sums_wrong else (blocks_of,):
        runs = [run for many in columns.values() for run in enumerate(ends(many, table.name, whole))]
        if table.name != BY_ECONOMIC_CLASS:  # rather the fewest rows
            runs += [(0, run) for many in columns.values() for run in runs_between(many, values, evidence)]
        found: list[ExplainingSlip] = []
        for number, block in runs:
            firsts, lasts = spans[block[-1].column]
            behind = len(firsts) - bisect_right(firsts, block[-1].row)
            for at, first in enumerate(block):
                if bisect_left(lasts, first.row) + behind > wrong // 2:
                    continue  # so many sums of which nothing moves stay wrong
                for step in (1, -1) if first is not whole or not at else ():
                    moved = undone(block[at:], step)
                    left, right = judged({**values, **moved}, evidence, wrong // 2)
                    if left * 2 <= wrong and right >= MANY and not (few and right <= right_before):
                        # Of places that explain as much: a class that was lost would be told by its sum.
                        lost = step < 0 and len(first.parts.row) == CLASS
                        name = first.label or first.parts.row
                        slip = Slip(first.row, first.column, name, step, block[-1].row)
                        like = are_as_usual({**values, **moved}, evidence)
                        found.append(ExplainingSlip((left, lost, -right, -like, number), slip, moved))
        if not found:
            continue
        best = likeliest(found, values, evidence)
        if best.left * 4 <= wrong and ends is blocks_of:
            return best.slip
        # The prose may list other items than the table for other reasons: sums that agree again are enough.
        if wrong - best.left >= MANY and sums_wrong:
            sums_left, right = judged({**values, **best.moved}, alone)
            if not sums_left and right > sums_right:
                return best.slip
    return None


def wrong_spans(
    many: Sequence[Printed], values: Values, evidence: Evidence
) -> tuple[Sequence[int], Sequence[int]]:
    """Return of the sums that are wrong, 合计 left out, and all of whose rows have their figures in a column, the first rows and the
    last rows, each in order."""
    rows = {one.parts.row: one.row for one in many}
    spans = []
    for code, parts in evidence.below.items():
        of_sum = (code, *parts)
        total = sum((values[part] or ZERO for part in parts), ZERO)
        apart = abs((values.get(code) or ZERO) - total) > evidence.tail * (len(parts) + 1)
        if code and apart and all(one in rows for one in of_sum):
            spans.append((min(rows[one] for one in of_sum), max(rows[one] for one in of_sum)))
    return sorted(first for first, _ in spans), sorted(last for _, last in spans)


def likeliest(found: Sequence[ExplainingSlip], values: Values, evidence: Evidence) -> ExplainingSlip:
    """Return which of some slips explains most. Where several would leave the table alike, as among blank cells, it is the one of
    the fewest rows. Of others that explain as much it is the latest, to the last row; but where a figure was lost, and may
    belong to one row as to another, the first of them, until the latest."""
    order = min(one.order for one in found)
    alike: dict[tuple[object, ...], ExplainingSlip] = {}
    for one in sorted(
        (one for one in found if one.order == order), key=lambda one: (-one.slip.row, one.slip.last)
    ):
        left = settled({**values, **one.moved}, evidence)
        alike.setdefault((one.slip.step, one.slip.column, *sorted(left.items())), one)
    down = [one for one in alike.values() if one.slip.step > 0]
    if down:
        return max(down, key=lambda one: (one.slip.row, one.slip.last))
    first = min(alike.values(), key=lambda one: (one.slip.row, -one.slip.last))
    until = max(
        (one.slip for one in alike.values() if one.slip.column == first.slip.column), key=lambda one: one.row
    )
    return (
        first if until.row == first.slip.row else first._replace(slip=first.slip._replace(until=until.name))
    )


def settled(values: Values, evidence: Evidence) -> Values:
    """Return values with the one part of a sum that is not known put in: what the others leave."""
    values = dict(values)
    for code, parts in evidence.below.items():
        total, lost = values.get(code), [part for part in parts if values[part] is None]
        if total is not None and len(lost) == 1:
            rest = total - sum((values[part] or ZERO for part in parts), ZERO)
            values[lost[0]] = rest if abs(rest) > evidence.tail * (len(parts) + 1) else ZERO
    return values


def are_as_usual(values: Values, evidence: Evidence) -> int:
    """Return how many values are what they usually are."""
    return sum(values.get(code) == usual for code, usual in evidence.usual.items())


def runs_between(many: Sequence[Printed], values: Values, evidence: Evidence) -> Iterator[Sequence[Printed]]:
    """Yield what may have slipped between others of the figures in a column: what begins within the rows of the first sum that is
    wrong and ends within those of the last, the others being right."""
    at = {one.parts.row: number for number, one in enumerate(many)}
    spans = []
    for code, parts in evidence.below.items():
        rows = [at[one] for one in (code, *parts) if one in at]
        gap = (values.get(code) or ZERO) - sum((values[part] or ZERO for part in parts), ZERO)
        if code and rows and abs(gap) > evidence.tail * (len(parts) + 1):
            spans.append((min(rows), max(rows)))
    if not spans:
        return
    begins, ends = min(spans, key=lambda span: span[1]), max(spans)
    left = MOST_RUNS
    for last in range(ends[0], min(ends[1] + 1, len(many) - 1)):
        left -= last + 1 - begins[0]
        if left < 0:
            return
        yield many[begins[0] : last + 1]


def find_slipped_sum(table: PublicTable, values: Values, evidence: Evidence) -> Slip | None:
    """Return that a sum of 基本支出表 below the items slipped alone: it is blank though its classes are not, and what it should
    be stands in the row above or nowhere. None when no sum did."""
    for one in table.figures.values() if table.name == BY_ECONOMIC_CLASS else ():
        if one.parts.row.isdigit() or one.number:
            continue
        above = [
            each
            for each in table.figures.values()
            if each.column == one.column and each.row < one.row and each.parts.column == one.parts.column
        ]
        last = max(above, key=lambda each: each.row, default=None)
        total = sum((values.get(code) or ZERO for code in classes_of(one)), ZERO)
        tail = evidence.tail * (len(classes_of(one)) + 1)
        if total <= tail:
            continue  # the sum of nothing
        if last is not None and last.number and abs(last.number - total) <= tail:
            return Slip(last.row, last.column, last.label or last.parts.row, -1, one.row, ZERO)
        return Slip(one.row, one.column, one.label, 1, one.row, total)
    return None


def classes_of(whole: Printed) -> Sequence[str]:
    """Return the codes of the classes that a sum of 基本支出表 adds up."""
    return PEOPLE if whole.parts.row.startswith("人员") else RUNNING


def blocks_of(many: Sequence[Printed], table: str, whole: Printed | None) -> list[Sequence[Printed]]:
    """Return what may slip together of the figures in a column of a table, the likeliest first: all of them, with 合计
    (whole) where that stands below, a blank one most likely, or above; or by economic class, those down to where a class ends.
    """
    if table == BY_ECONOMIC_CLASS:
        return [many, *(many[:at] for at, one in enumerate(many) if at and len(one.parts.row) == CLASS)]
    if whole is None or whole.column != many[0].column:
        return [many]
    if whole.row < many[0].row:
        return [many, [whole, *many]]
    return [many, [*many, whole]] if whole.number else [[*many, whole], many]


def prefixes_of(many: Sequence[Printed], table: str, whole: Printed | None) -> list[Sequence[Printed]]:
    """Return what may slip together of the figures by economic class in a column, down to wherever a figure stands below."""
    return [many[:at] for at, one in enumerate(many) if at and one.number]


def items_listed(columns: Collection[Sequence[Printed]], lines: Sequence[str]) -> dict[str, bool]:
    """Return the codes of the items of those classes that lines, in plain form, list by name, and whether each item is
    listed. Of a class the line tells that lists most of it.
    """
    items = {
        one.parts.row: plain(one.label) for many in columns for one in many if len(one.parts.row) > CLASS
    }
    names = set(items.values())
    # Most lines name none of them: those are not cut into what they may list.
    naming = (line for line in lines if sum(map(line.__contains__, names)) >= MANY)
    lists = [found for line in naming if len(found := names_in(line) & names) >= MANY]
    listed: dict[str, bool] = {}
    for above in {code[:CLASS] for code in items}:
        below = {code: name for code, name in items.items() if code.startswith(above)}
        most = max((found.intersection(below.values()) for found in lists), key=len, default=set())
        if most:
            listed |= {code: name in most for code, name in below.items()}
    return listed


def names_in(line: str) -> set[str]:
    """Return what may be the items of a list in a line, in plain form."""
    parts = BETWEEN.split(line)
    return {BEHIND.sub("", BEFORE.split(part)[-1]) for part in parts} | set(parts)


def undone(slipped: Sequence[Printed], step: int) -> Values:
    """Return slipped figures, in their order, by the code to which they belong ("" of 合计); None of what is lost."""
    numbers = [one.number or ZERO for one in slipped]
    moved: list[Decimal | None] = [*numbers[1:], None] if step > 0 else [None, *numbers[:-1]]
    codes = ["" if one.parts.row == SUM else one.parts.row for one in slipped]
    return dict(zip(codes, moved, strict=True))


def judged(values: Values, evidence: Evidence, most: float = inf) -> tuple[int, int]:
    """Return how many values, by code, are not the sums of those one level below, or are listed though they are blank,
    or not though they are there, or are too much; and how many are as they should be, those left out that rounding
    alone may make so. Where more than `most` are not, it is not looked for how many.

    Of what is not known nothing is said, but that the one part of a sum that is not known is what the others leave.
    """
    values = dict(values)
    wrong = right = 0
    for code, parts in evidence.below.items():
        if wrong > most:
            return wrong, right
        total = values.get(code)
        if total is None:
            continue
        lost = [part for part in parts if values[part] is None]
        known = [number for part in parts if (number := values[part]) is not None]
        rest = total - sum(known, ZERO)
        tail = evidence.tail * (len(parts) + 1)
        if len(lost) == 1 and rest > tail:
            values[lost[0]] = rest
        elif len(lost) < 2:
            values |= dict.fromkeys(lost, ZERO)
            agrees = abs(rest) <= tail
            wrong += not agrees
            right += agrees and abs(total) > tail
    for code, expected in evidence.listed.items():
        if wrong > most:
            return wrong, right
        value = values[code]
        if value is not None:
            wrong += bool(value) != expected
            right += bool(value) and expected
    for code, bound in evidence.bounds.items():
        wrong += (values.get(code) or ZERO) > bound
    return wrong, right


def may_be_one_figure(values: Mapping[str, Decimal], evidence: Evidence) -> bool:
    """Return whether one value alone, were it another one, would have everything agree; see `judged`."""
    below = evidence.below
    for code in values:
        fitting: list[Decimal | None] = []
        if parts := below.get(code):
            fitting.append(sum((values[part] for part in parts), ZERO))
        if code and (above := code_above(code)) in values:
            rest = sum((values[part] for part in below[above] if part != code), ZERO)
            fitting.append(values[above] - rest)
        if any(not judged({**values, code: one}, evidence, 0)[0] for one in fitting or [None]):
            return True
    return False


def take_out_slipped(table: PublicTable, slip: Slip) -> dict[str, Decimal | None]:
    """Take the figures from a slip on out of a table, in its block of columns or in its column alone, and return by their paths the numbers
    that would stand there without it, None for a blank: most likely, but not for certain. Where that number was lost
    and nothing tells it, it is the one that stands there.
    """
    columns: dict[int, list[tuple[str, Printed]]] = defaultdict(list)
    for path, one in sorted(table.figures.items(), key=lambda item: item[1].row):
        here = one.column == slip.column or table.name not in (BY_ECONOMIC_CLASS, *TWO_SIDED)
        if here and slip.row <= one.row <= slip.last:
            columns[one.column].append((path, one))
    rest: dict[str, Decimal | None] = {}
    for many in columns.values():
        moved = undone([one for _, one in many], slip.step).values()
        for (path, one), number in zip(many, moved, strict=True):
            lost = one.number if slip.lost is None else slip.lost or None
            rest[path] = lost if number is None else number or None
    coded = [
        one.row for one in table.figures.values() if one.column == slip.column and one.parts.row.isdigit()
    ]
    if table.name == BY_ECONOMIC_CLASS and slip.last == max(coded, default=-1):
        rest |= dict(sums_slipped(table, slip, rest))
        slip = slip._replace(last=len(table.sheet.rows))
    for path in rest:
        del table.figures[path]
    table.unread = [one for one in table.unread if not is_of_slip(one, table, slip)]
    if not any(one.kind == "错" and one.row == slip.row for one in table.unread):  # in another column
        table.unread.append(Unread("错", slip.name, slip.row, slip.column, until=slip.until))
    return rest


def is_of_slip(one: Unread, table: PublicTable, slip: Slip) -> bool:
    """Return whether what was not understood is a row that has no name, and figures only because they slipped there."""
    here = one.column <= slip.column and slip.row <= one.row <= slip.last
    return one.kind == "行" and here and name_of_row(one, table) == ""


def name_of_row(one: Unread, table: PublicTable) -> str | None:
    """Return what stands as the name of a row that was not understood; None where its side has no column of names."""
    names = column_of_names(one.column, table)
    return None if names is None else table.sheet.rows[one.row][names].strip()


def column_of_names(column: int, table: PublicTable) -> int | None:
    """Return the column in which the rows to which a column of figures belongs have their names; None when there is none."""
    columns = table.header.columns[:column] if table.header else []
    return max((at for at, one in enumerate(columns) if one.kind == "名称"), default=None)


def sums_slipped(
    table: PublicTable, slip: Slip, rest: Mapping[str, Decimal | None]
) -> Iterator[tuple[str, Decimal | None]]:
    """Yield the paths of the sums of 基本支出表 that stand below what slipped to the end of a column, and slipped with it as
    they are not what the classes add up to: with what these do, given the numbers that would stand there. Where the number
    of a class was lost, only a blank sum slipped for certain."""
    unknown = slip.step < 0 and any(
        (one.row, one.column) == slip[:2] and len(one.parts.row) == CLASS for one in table.figures.values()
    )
    for path, one in table.figures.items():
        if one.column != slip.column or one.row <= slip.last:
            continue
        classes = classes_of(one)
        paths = [f"{BY_ECONOMIC_CLASS}.各科目.{code}.{one.parts.column}" for code in classes]
        standing = (rest.get(each, table.figures[each].number) for each in paths if each in table.figures)
        total = sum(filter(None, standing), ZERO)
        if abs(total - (one.number or ZERO)) > CENT * (len(classes) + 1) and not (unknown and one.number):
            yield path, None if unknown else total
