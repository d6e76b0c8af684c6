"""Which sentences a report may have, where its tables allow several kinds: there was something, or nothing, or what
other choices give."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from narrator.cache import Cache
from narrator.checks.printed.alignment import read
from narrator.checks.printed.lines import Line, texts_of
from narrator.checks.printed.pattern import Patterns
from narrator.checks.printed.possible_data import possible, with_choices, with_unlisted_rows
from narrator.checks.printed.printed_order import InOrder, lines_with_rows
from narrator.checks.printed.prose import Prose, Wanted, wanted_of
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.value import Figure, Record, Words
from narrator.document import Block, Document
from narrator.tables.plain import plain, unnumbered

# How forms say that there was nothing.
NOTHING = re.compile("无[^，。；]{0,40}(?:支出|收入|经费|项目|预算)|未(?:安排|发生|编制|开展)|没有|0[.]00")
LONGEST = 20  # items of a list that no table prints


class Mixture(NamedTuple):
    """A composed report with the sentences of another. optional: the texts of its lines of which no table tells
    whether they are there, those of the second report among them."""

    document: Document
    optional: frozenset[str]


class Likely(NamedTuple):
    """The report that printed lines most likely are, what they claim by its patterns, and what it was composed from."""

    composed: Document
    prose: Prose
    tables: Reading


def read_likely(
    lines: Sequence[Line],
    tables: Reading,
    model: RecordShape,
    patterns: Patterns,
    compose: Callable[[Record], InOrder],
) -> Likely:
    """Return the report that printed lines most likely are, composed from what their tables print, and what the lines
    claim by its patterns. compose: makes the report that data give, in the order of the lines.

    It tells of the rows of a table in the order of the lines, and of those that these tell of and no table has. Only where lines are
    left that it does not read it is composed once more: it may say what other choices give, and that there was nothing where
    the tables do not tell.
    """
    cache = Cache()
    given, likely = possible(tables, model, cache=cache)
    order = compose(likely)
    added: tuple[str, ...] = ()
    if order.unlisted:
        tables, added = with_unlisted_rows(tables, order.unlisted)
        given, likely = possible(tables, model, before=given, cache=cache)
        order = compose(likely)
    lines = lines_with_rows(lines, order.told)
    strange = [one.line for one in order.unlisted]  # what the form would not say of a row without a figure
    composed, prose = read_most(
        [line for line in lines if line not in strange] if strange else lines,
        order.document,
        tables,
        model,
        patterns,
        compose,
        given,
        cache,
    )
    prose.unread += [(line, line.text.strip()) for line in strange]
    prose.again = order.again
    prose.left_out = order.left_out
    prose.unlisted = added
    if added:
        prose.absent = [one for one in prose.absent if not is_of_rows(one, added)]
    return Likely(composed, prose, tables)


def is_of_rows(wanted: Wanted, rows: Sequence[str]) -> bool:
    """Return whether a wanted line tells of one of some rows."""
    paths = [span.source.path for span in wanted.spans if isinstance(span.source, (Figure, Words))]
    return any(path.startswith(f"{row}.") for path in paths for row in rows)


def read_most(
    lines: Sequence[Line],
    composed: Document,
    tables: Reading,
    model: RecordShape,
    patterns: Patterns,
    compose: Callable[[Record], InOrder],
    given: Mapping[str, Any],
    cache: Cache,
) -> tuple[Document, Prose]:
    """Return the report that reads the most of printed lines: a composed one, or that with sentences of another, and what the lines
    claim by it. given: the data that it was composed from. cache: of what was read of those."""
    prose = read(lines, composed, patterns, cache)
    if not (prose.differs or prose.unread):
        return composed, prose
    left = min(len(prose.differs) + len(prose.unread), LONGEST)
    something = not prose.differs and not any(NOTHING.search(text) for _, text in prose.unread)
    stated = with_choices(tables, prose)
    other = compose(possible(stated, model, int(something), left, given, cache)[1]).document
    mixed, optional = mix(composed, other, prose, lines, patterns, cache)
    if mixed is not composed:
        before = {text for block in composed.blocks for text in texts_of(block)}
        composed, prose = mixed, read(lines, mixed, patterns, cache)
        # What is made up may be more than there is: its numbers are none.
        prose.headings = [(line, one) for line, one in prose.headings if one.text in before]
    prose.absent = [one for one in prose.absent if one.text not in optional]
    return composed, prose


def mix(
    something: Document,
    nothing: Document,
    prose: Prose,
    lines: Sequence[Line],
    patterns: Patterns,
    cache: Cache,
) -> Mixture:
    """Return the first composed document with those sentences of the second that the printed lines have and the
    first has not; the very first where there are none. prose: what was read of the lines by the first alone. cache: as of reading."""
    whole = {claim.text for claim in prose.claims if claim.text == claim.line.plain}
    left = [line for line in lines if line.plain not in whole]  # what stands twice was read already
    here, there = list(something.blocks), list(nothing.blocks)
    both = {*map(id, here)} & {*map(id, there)}

    def said(block: Block) -> str | int:
        """Return what tells a block from those that say something else: the very block where both have it."""
        return id(block) if id(block) in both else shown(block)

    same = SequenceMatcher(None, [*map(said, here)], [*map(said, there)], autojunk=False)
    found: list[Block] = []
    optional: set[str] = set()
    for kind, start, stop, first, last in same.get_opcodes():
        part, other = here[start:stop], there[first:last] if kind != "equal" else []
        printed = [block for block in other if take_printed(block, left, patterns, cache)]
        if kind != "equal" and (printed or not other):
            optional.update(text for block in part for text in texts_of(block))
        optional.update(text for block in printed for text in texts_of(block))
        found += [*part, *printed]
    whole_report = something._replace(blocks=tuple(found)) if len(found) > len(here) else something
    return Mixture(whole_report, frozenset(optional))


def shown(block: Block) -> str:
    """Return the words of a block, without a number before them."""
    return "\n".join(unnumbered(plain(text)) for text in texts_of(block))


def take_printed(block: Block, lines: list[Line], patterns: Patterns, cache: Cache) -> bool:
    """Return whether one of the lines says what a composed block says, of what that names, and take that line off:
    one that is printed once is composed once."""
    for one in cache.call(wanted_of, block, patterns):
        for number, line in enumerate(lines):
            if one.captures_named(line.plain) is not None:
                del lines[number]
                return True
    return False
