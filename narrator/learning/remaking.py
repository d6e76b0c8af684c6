"""The proof of a learned form: last year's report, made again from its data, beside the one that it was learned from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from narrator.checks.printed.possible_data import lenient_model
from narrator.compose.composition import compose, sketch
from narrator.disclosure import reading
from narrator.document import CONTENTS, Document, Heading, Paragraph, Spread, Table
from narrator.form import Form
from narrator.form_knowledge import book
from narrator.learning.losses import Loss, LossContext, tell_loss
from narrator.tables.matrix import matrix
from narrator.tables.plain import plain, unnumbered

ROW = re.compile(r"^(?:[^,。;:、\d]*?\([类款项]\))++")


@dataclass(frozen=True)
class Proof:
    """What is the same in a report and in the one that the learned form makes. lines, rows: how many the report has;
    same_lines, same_rows: how many of them were made again. others: what was not, in the order of the report. repeated: lines on
    rows that were made more often than the report tells of them."""

    lines: int
    same_lines: int
    rows: int
    same_rows: int
    others: tuple[Loss, ...]
    repeated: tuple[str, ...] = ()

    def lines_to_tell(self, most: int, known: LossContext, file: str) -> Iterator[str]:
        """Yield what to say of it; of what is not the same no more than so many. known: of the report. file: where all of it is
        listed."""
        yield f"用去年的数据再做一遍：{self.lines}段话里{self.same_lines}段一样，{self.rows}行表里{self.same_rows}行一样。"
        if self.others:
            yield f"不一样的（去年的 → 照学到的格式做的；全文并排列在 {file} 末尾）："
        yield from (f"  {tell_loss(one, known.tell_why(one))}" for one in self.others[:most])
        if len(self.others) > most:
            yield f"  ……还有{len(self.others) - most}处"


def remake_report(document: Document, form: Form, raw: dict[str, object]) -> Proof:
    """Return how far a learned form makes the report again that it was learned from. raw: last year's data. Raises
    Unusable."""
    return align_reports(document, remake(form, raw))


def remake(form: Form, raw: dict[str, object]) -> Document:
    """Return the report that a form makes of raw data, whatever they lack. Raises Unusable."""
    record = reading.read(raw, lenient_model(form))[0]
    words = book(form)
    return sketch(record, form, words) or compose(record, form, words).document


def align_reports(document: Document, made: Document) -> Proof:
    """Return what is the same in two reports: their lines and the rows of their tables, in order."""
    old, new = list(lines_outside_tables(document)), list(lines_outside_tables(made))
    same, others = match_lines(old, new)
    tables = list(rows_by_table(document))
    rows, own = [row for _, row in tables], list(rows_in(made))
    same_rows, other_rows = match_lines(rows, own)
    numbered = (
        Loss(one.old, one.new, tables[min(place, len(tables) - 1)][0] if tables else None)
        for place, one in other_rows
    )
    losses = (*(one for _, one in others), *numbered)
    return Proof(len(old), same, len(rows), same_rows, losses, tuple(find_lines_made_twice(old, new)))


def find_lines_made_twice(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield the lines on rows of a table that stand among those that were made more often than a report tells of the row; the rows of
    which it tells not at all are no repetition."""
    told = Counter(map(row_names_of_line, old))
    made: Counter[str] = Counter()
    for line in new:
        row = row_names_of_line(line)
        made[row] += 1
        if row and 0 < told[row] < made[row]:
            yield line


def row_names_of_line(line: str) -> str:
    """Return the names of the row that a line begins with, up to the last of its levels (某某（类）某某（款）某某（项）), without the
    number before them; "" for a line on none."""
    found = ROW.match(unnumbered(plain(line)))
    return found[0] if found else ""


def lines_outside_tables(document: Document) -> Iterator[str]:
    """Yield the lines of a report outside its tables and contents."""
    for block in document.blocks:
        match block:
            case Paragraph(style=style, text=text) if CONTENTS in (style, "".join(text.string.split())):
                continue
            case Heading(text=text) | Paragraph(text=text) if text.string.strip():
                yield text.string.strip()
            case Spread(texts=texts):
                yield "\t".join(one.string for one in texts if one.string.strip())


def rows_in(document: Document) -> Iterator[str]:
    """Yield the rows of the tables of a report that print something."""
    yield from (row for _, row in rows_by_table(document))


def rows_by_table(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the rows of the tables of a report that print something, each with the number of its table, from 0."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    for number, table in enumerate(tables):
        for row in filter(any, matrix(table)):
            yield number, " | ".join(plain(cell) for cell in row)


def match_lines(old: list[str], new: list[str]) -> tuple[int, list[tuple[int, Loss]]]:
    """Return how many of some lines stand in others, in order, and what stands there otherwise, side by side, each with the place
    among the former. Blanks and forms of marks say nothing, as for `check`."""
    same: int = 0
    others: list[tuple[int, Loss]] = []
    matcher = SequenceMatcher(None, [*map(plain, old)], [*map(plain, new)], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            same += j - i
            continue
        pairs = zip_longest(old[i:j], new[k:m], fillvalue="")
        others += [(i + at, Loss(here, there)) for at, (here, there) in enumerate(pairs)]
    return same, others
