"""Rows of one table that a report tells one by one, some in the words of the base and some in its own: one loop prints them all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from narrator.disclosure.model import TERMS
from narrator.learning.counterparts import PrintedBlock
from narrator.learning.inventory import Branch, Element, TemplateParagraph
from narrator.learning.notebook import Notebook
from narrator.learning.own_names import find_row, mark_of
from narrator.learning.own_reasons import REASON
from narrator.learning.plain_letters import as_meant, narrow_marks
from narrator.tables.plain import plain, unnumbered

GIVES_REASON = re.compile(r"原因\s*=")  # in a call: of a row that differs from its budget or from last year


class RowBlock(NamedTuple):
    """A block that tells of a row. level: how long the code of the row is, 0 of an item of a list. looped: the base's paragraph in
    a loop that prints it, None for one of the report's own."""

    block: PrintedBlock
    row: str
    level: int
    looped: TemplateParagraph | None

    @property
    def is_silent(self) -> bool:
        """Whether it is as the base's only because nothing differs: the words in which a reason is given do not stand in it."""
        given = self.looped is not None and GIVES_REASON.search(self.looped.source)
        return bool(given) and REASON.search(narrow_marks(self.block.text)) is None


@dataclass
class SharedRows:
    """Blocks that tell of rows of which others stand in other words. own: the numbers of those of the base that the report's own loop
    prints; silent: of those of them that say nothing of how it is worded. base: those of the report's own that
    the base's loop prints. replaced: the paragraphs of the base that print none then, by their numbers."""

    own: set[int] = field(default_factory=set)
    silent: set[int] = field(default_factory=set)
    base: dict[int, TemplateParagraph] = field(default_factory=dict)
    replaced: set[int] = field(default_factory=set)


def share_rows(
    blocks: Sequence[PrintedBlock], owners: Mapping[int, Element], skip: Collection[int], notebook: Notebook
) -> SharedRows:
    """Return which blocks on rows are printed by the loop of others. owners: the elements of the base's paragraphs. skip: of the
    lines that belong to tables."""
    shared = SharedRows()
    for several in runs_of_rows(blocks, owners, skip, notebook):
        looped = [(one, one.looped) for one in several if one.looped]
        own = [one for one in several if not one.looped]
        if not looped or not own:
            continue
        paragraphs = {paragraph.number for _, paragraph in looped}
        elsewhere = {
            one.base.paragraph.number
            for one in blocks
            if one.base and one.base.paragraph and one.number not in {row.block.number for row in several}
        }
        silent = {one.block.number for one, _ in looped if one.is_silent}
        if len(own) < len(looped) - len(silent) or paragraphs & elsewhere:
            shared.base |= {one.block.number: looped[0][1] for one in own}
            continue
        shared.own |= {one.block.number for one, _ in looped}
        shared.silent |= silent
        shared.replaced |= paragraphs
    return shared


def runs_of_rows(
    blocks: Sequence[PrintedBlock], owners: Mapping[int, Element], skip: Collection[int], notebook: Notebook
) -> Iterator[list[RowBlock]]:
    """Yield the blocks that stand one behind the other and tell of rows of one table at one level, each row once."""
    run: list[RowBlock] = []
    for block in blocks:
        one = None if block.number in skip else row_block(block, owners, notebook)
        if run and (one is None or not tells_of_next_row(run, one)):
            yield from by_level(run)
            run = []
        if one is not None:
            run.append(one)
    yield from by_level(run)


def tells_of_next_row(run: Sequence[RowBlock], one: RowBlock) -> bool:
    """Return whether a block tells of a row of the same table as those of a run, and of none of theirs."""
    return table_of_row(run[-1].row) == table_of_row(one.row) and one.row not in {other.row for other in run}


def by_level(run: Sequence[RowBlock]) -> Iterator[list[RowBlock]]:
    """Yield the blocks of a run level by level."""
    for level in sorted({one.level for one in run}):
        yield [one for one in run if one.level == level]


def table_of_row(row: str) -> str:
    """Return the path of the table or list in which a row stands."""
    return row.rpartition("[")[0] if row.endswith("]") else row.rpartition(".")[0]


def row_block(block: PrintedBlock, owners: Mapping[int, Element], notebook: Notebook) -> RowBlock | None:
    """Return a block that tells of a row; None for one that tells of none, or explains a term."""
    section = unnumbered(plain(block.section))
    if block.line is None or block.level or TERMS in section:
        return None
    row, _ = find_row(narrow_marks(mark_of(as_meant(block.text))[1]), section, notebook)
    paragraph = block.base.paragraph if block.base else None
    looped = (
        paragraph
        if paragraph and paragraph.number in owners and is_looped(paragraph, owners[paragraph.number].node)
        else None
    )
    if not row or (paragraph is not None and looped is None):
        return None
    return RowBlock(block, row, 0 if row.endswith("]") else len(row.rpartition(".")[2]), looped)


def is_looped(paragraph: TemplateParagraph, node: object) -> bool:
    """Return whether a paragraph is the only one of a loop in what stands in a template."""
    if not isinstance(node, Branch):
        return False
    return any(is_looped(paragraph, one) for one in node.nodes) or (
        paragraph in node.nodes
        and not any(
            isinstance(one, (TemplateParagraph, Branch)) for one in node.nodes if one is not paragraph
        )
    )
