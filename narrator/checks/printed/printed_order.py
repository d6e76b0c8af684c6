"""A composed report with what it says of the rows of a table in the order in which a printed one says it.

A loop of a form tells of the rows of a table, one after the other, in paragraphs or in the parts of a sentence, each of which
begins with the names of its row. A report may tell of them in another order, of one twice, or of one that the table does not have.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

from narrator.checks.printed.heads_of_rows import (
    Head,
    head_of_block,
    is_name_of_row,
    outermost,
    parts_about_rows,
)
from narrator.checks.printed.lines import Line
from narrator.checks.printed.stated_rows import (
    Stated,
    amounts_stated,
    find_stated_rows,
    is_in_place,
    match_rows,
    read_stated_row,
)
from narrator.document import Block, Document, Paragraph
from narrator.spans import cut, join
from narrator.tables.plain import plain, unnumbered

BEGIN = 8  # letters by which a sentence is known
END = re.compile("[。:：;；](?=.)")  # behind which a text may begin to tell of another row
NEAR = 2  # lines before and behind a list that may be of it


class Unlisted(NamedTuple):
    """A row that a report tells of and its table does not have. rows: the path of the table's rows."""

    line: Line
    rows: str
    names: tuple[str, ...]


class ToldRow(NamedTuple):
    """A row that a line of a report tells of, by its path. names, marks: those with which it begins to tell of it, see `Head`."""

    line: Line
    path: str
    names: tuple[str, ...]
    marks: tuple[str, ...]

    @property
    def named(self) -> str:
        """The names with their marks, as a sentence has them in plain form."""
        return "".join(map("".join, zip(self.names, self.marks, strict=True)))


class InOrder(NamedTuple):
    """A composed report in the order of a printed one. again: the rows of which its lines tell once more. unlisted: what tells of rows
    that no table has. told: the rows that its lines tell of, each in a paragraph of its own. left_out: those that a sentence leaves out
    which tells of all others of its table."""

    document: Document
    again: tuple[ToldRow, ...] = ()
    unlisted: tuple[Unlisted, ...] = ()
    told: tuple[ToldRow, ...] = ()
    left_out: tuple[ToldRow, ...] = ()


def in_printed_order(document: Document, lines: Sequence[Line], cells: Collection[str]) -> InOrder:
    """Return a composed report with what it says of rows in the order of the lines of a printed report. cells: the paths of the
    figures that the tables of that print."""
    blocks: list[Block] = []
    again: list[ToldRow] = []
    unlisted: list[Unlisted] = []
    told: list[ToldRow] = []
    left_out: list[ToldRow] = []
    taken: set[int] = set()
    with_heads = [(block, head_of_block(block, cells)) for block in document.blocks]
    stretches = [[*several] for _, several in groupby(with_heads, lambda one: one[1].rows if one[1] else "")]
    lists = [heads for stretch in stretches if (heads := [head for _, head in stretch if head])]
    found_in = iter(find_statements(lists, lines))
    for stretch in stretches:
        heads = [head for _, head in stretch if head]
        if not heads:
            blocks += [order_parts(block, lines, cells, taken, again, left_out) for block, _ in stretch]
            continue
        found = next(found_in)
        order = match_rows([one for _, one in found], [head.stated for head in heads])
        # A name that is not the table's may stand there twice.
        known = {
            one.names: number for (_, one), number in zip(found, order, strict=True) if number is not None
        }
        known |= {head.stated.names: number for number, head in enumerate(heads)}
        numbers = []
        for (line, one), number in zip(found, order, strict=True):
            place = known.get(one.names) if number is None else number
            if place is None:
                unlisted.append(Unlisted(line, heads[0].rows, one.names))
                continue
            numbers.append(place)
            told.append(ToldRow(line, heads[place].path, one.names, heads[place].marks))
            if number is None:
                again.append(told[-1])
        unstated = {*range(len(heads))}.difference(numbers)
        may_be = [number for number in unstated if may_be_there(heads[number], found, lines)]
        blocks += [stretch[number][0] for number in with_the_unstated(numbers, len(stretch), may_be)]
    same = [*map(id, blocks)] == [*map(id, document.blocks)]
    ordered = document if same else document._replace(blocks=tuple(blocks))
    return InOrder(ordered, tuple(again), tuple(unlisted), tuple(told), tuple(left_out))


def lines_with_rows(lines: Sequence[Line], told: Sequence[ToldRow]) -> list[Line]:
    """Return lines that know the rows of which they tell. One that tells of several is cut where it begins to tell of each; one of which
    that place is not found knows none."""
    of_line: dict[int, list[ToldRow]] = {}
    for one in told:
        of_line.setdefault(id(one.line), []).append(one)
    found: list[Line] = []
    for line in lines:
        rows = of_line.get(id(line), [])
        places = [0, *(place_of_row(line.text, one) for one in rows[1:]), len(line.text)]
        if not rows or line.own or places != sorted({*places}):
            found.append(line)
            continue
        cuts = pairwise(places) if rows[1:] else ()
        parts = [replace(line, text=line.text[start:end]) for start, end in cuts] or [line]
        for part, one in zip(parts, rows, strict=True):
            part.row = one.path
            found.append(part)
    return found


def place_of_row(text: str, told: ToldRow) -> int:
    """Return where a text, behind a mark, begins to tell of a row; 0 where it does not."""
    for mark in END.finditer(text):
        stated = read_stated_row(unnumbered(plain(text[mark.end() :])), told.marks)
        if stated and stated.names == told.names:
            return mark.end()
    return 0


def with_the_unstated(numbers: Sequence[int], many: int, may_be: Collection[int] = ()) -> list[int]:
    """Return numbers with those up to so many that are none of them: those that may be there all the same behind the next one before
    them that is, the others behind all, where nothing is taken for them."""
    order = [*numbers]
    unstated = [one for one in range(many) if one not in numbers]
    for number in (one for one in unstated if one in may_be):
        before = next((one for one in reversed(range(number)) if one in order), None)
        order.insert(0 if before is None else order.index(before) + 1, number)
    return order + [one for one in unstated if one not in may_be]


def with_the_misnamed(numbers: Sequence[int | None], many: int) -> list[int | None]:
    """Return the numbers of the rows that the parts of a sentence tell of, with one of up to so many that is none of them for a part whose
    name is no row's, where it stands as that row's would."""
    found = [*numbers]
    for at, known in enumerate(numbers):
        if known is None:
            unstated = (one for one in range(many) if one not in found)
            found[at] = next((one for one in unstated if is_in_place(at, one, found, many)), None)
    return found


def may_be_there(head: Head, found: Sequence[tuple[Line, Stated]], lines: Sequence[Line]) -> bool:
    """Return whether a head may be there and was not found: no row of its level was, or a line among those that were, or near them,
    that states no names in the form's way has its row's name or one of its amounts."""
    if all(len(one.names) != len(head.stated.names) for _, one in found):
        return True
    numbers = {line.number for line, _ in found}
    first, last = min(numbers) - NEAR, max(numbers) + NEAR
    return any(
        is_told_in(line, head)
        for line in lines
        if first <= line.number <= last and line.number not in numbers
    )


def is_told_in(line: Line, head: Head) -> bool:
    """Return whether the name of a head's row or one of its amounts stands in a line."""
    return head.stated.names[-1] in line.plain or bool(amounts_stated(line.plain) & head.stated.amounts)


def find_statements(
    lists: Sequence[Sequence[Head]], lines: Sequence[Line]
) -> list[list[tuple[Line, Stated]]]:
    """Return for each of some lists of heads the lines of the printed report that state them, each with what it states. In both
    the lists stand in the same order, with headings between them, which may be all that tells one from another."""
    shapes = {head.marks for heads in lists for head in heads}
    runs: list[list[Line]] = [[]]
    for line in lines:
        may_be = any(all(map(line.plain.__contains__, marks)) for marks in shapes)
        if may_be and any(find_stated_rows(line.plain, marks) for marks in shapes):
            runs[-1].append(line)
        elif line.heading:
            runs.append([])
    runs = [run for run in runs if run]
    may = [[*(measure_statements(heads, run) for run in runs)] for heads in lists]
    # How much is stated of each list and those behind it, in each run and those behind it.
    most = [[0] * (len(runs) + 1) for _ in range(len(lists) + 1)]
    for at in reversed(range(len(lists))):
        for place in reversed(range(len(runs))):
            both = may[at][place][0] and may[at][place][0] + most[at + 1][place + 1]
            most[at][place] = max(most[at + 1][place], most[at][place + 1], both)
    found: list[list[tuple[Line, Stated]]] = []
    place = 0
    for at in range(len(lists)):
        while place < len(runs) and most[at][place] == most[at][place + 1]:
            place += 1
        own = place < len(runs) and most[at][place] > most[at + 1][place]
        found.append(may[at][place][1] if own else [])
        place += own
    return [own or find_bare_statements(heads, lines) for own, heads in zip(found, lists, strict=True)]


def find_bare_statements(heads: Sequence[Head], lines: Sequence[Line]) -> list[tuple[Line, Stated]]:
    """Return the lines under one heading that begin with the last names of the rows of heads, some of the names above or of the marks
    behind them left out, each with what it states: of several headings those under which most do, when that is most of the heads."""
    begins = [(head, re.compile(bare_beginning(head))) for head in heads]
    runs: list[list[tuple[Line, Stated]]] = [[]]
    for line in lines:
        if line.heading:
            runs.append([])
            continue
        stated = amounts_stated(line.plain)
        fits = [
            (len(head.stated.amounts & stated), found.end(), head)
            for head, begin in begins
            if (found := begin.match(line.plain))
        ]
        if not fits:
            continue
        _, end, head = max(fits, key=lambda one: one[:2])
        behind, own = line.plain[end : end + 1], head.stated.behind
        if behind == own or (behind.isdigit() and own.isdigit()):
            runs[-1].append((line, head.stated._replace(amounts=stated)))
    best = max(runs, key=len)
    return best if len({one.names for _, one in best}) * 2 > len(heads) else []


def bare_beginning(head: Head) -> str:
    """Return the names of a row as a pattern, all but the last one and the marks behind them left out or not."""
    pairs = [
        (re.escape(name), re.escape(mark)) for name, mark in zip(head.stated.names, head.marks, strict=True)
    ]
    above = "".join(f"(?:{name}(?:{mark})?)?" for name, mark in pairs[:-1])
    return "{}{}(?:{})?".format(above, *pairs[-1])


def measure_statements(heads: Sequence[Head], run: Sequence[Line]) -> tuple[int, list[tuple[Line, Stated]]]:
    """Return how much some lines state of heads, 0 where they mostly tell of other rows, and which of them state what."""
    shapes = {head.marks for head in heads}
    known = {head.stated.names: head for head in heads}
    found = [
        (line, one)
        for line in run
        for marks in shapes
        for one in find_stated_rows(line.plain, marks)
        if all(marks) or one.names in known
    ]
    named = {one.names: one for _, one in found if one.names in known}
    if 2 * len(named) < len({one.names for _, one in found}):
        return 0, []
    alike = sum(one.behind == known[names].stated.behind for names, one in named.items())
    return len(named) and len(named) + alike, found


def order_parts(
    block: Block,
    lines: Sequence[Line],
    cells: Collection[str],
    taken: set[int],
    again: list[ToldRow],
    left_out: list[ToldRow],
) -> Block:
    """Return a paragraph with the parts of a sentence that tell of rows in the order in which a printed line has them. taken: the
    numbers of lines that are other paragraphs. again, left_out: what it tells again, or leaves out, is put there, see `InOrder`."""
    if not isinstance(block, Paragraph) or sum(map(is_name_of_row, block.text.spans)) < 2:
        return block
    text = block.text
    parts = list(parts_about_rows(text, outermost(text), cells))
    if len(parts) < 2:
        return block
    heads = [part.head for part in parts]
    words = ["".join(map("".join, zip(head.stated.names, head.marks, strict=True))) for head in heads]
    begin = plain(text.string[:BEGIN])
    amounts = frozenset[str]().union(*(head.stated.amounts for head in heads))
    near = [
        (many, line.plain.startswith(begin), len(amounts_stated(line.plain) & amounts), -line.number, line)
        for line in lines
        if line.number not in taken and (many := sum(map(line.plain.__contains__, words))) > 1
    ]
    if not near:
        return block
    best = max(near, key=lambda one: one[:-1])[-1]
    taken.add(best.number)
    known = {head.stated.names: number for number, head in enumerate(heads)}
    marks_behind = heads[0].marks
    found = [
        one for one in find_stated_rows(best.plain, marks_behind) if all(marks_behind) or one.names in known
    ]
    order = match_rows(found, [head.stated for head in heads])
    numbers = [
        known.get(one.names) if number is None else number for one, number in zip(found, order, strict=True)
    ]
    named = with_the_misnamed(numbers, len(parts))
    stated = [number for number in named if number is not None]
    unstated = {*range(len(parts))}.difference(stated)
    lacking = [number for number in sorted(unstated) if not is_told_in(best, heads[number])]
    told = [ToldRow(best, head.path, head.stated.names, head.marks) for head in heads]
    again += [told[number] for at, number in enumerate(stated) if number in stated[:at]]
    left_out += [told[number] for number in lacking]
    wanted = [one for one in with_the_unstated(stated, len(parts)) if one not in lacking]
    if wanted == list(range(len(parts))):
        return block
    marks = [cut(text, part.end - 1, part.end) for part in parts]
    marks = [*marks[:1] * (len(wanted) - 1), marks[-1]]
    pieces = [cut(text, 0, parts[0].start)]
    for number, mark in zip(wanted, marks, strict=True):
        pieces += [cut(text, parts[number].start, parts[number].end - 1), mark]
    return block._replace(text=join([*pieces, cut(text, parts[-1].end, len(text.string))]))
