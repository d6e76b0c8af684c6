"""The proof of a learned form: last year's report, made again from its data, beside the one that it was learned from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from narrator.build import book
from narrator.checks.finding import Finding
from narrator.checks.printed.possible import lenient_model
from narrator.compose.composition import compose, sketch
from narrator.disclosure import reading
from narrator.document import CONTENTS, Document, Heading, Paragraph, Spread, Table
from narrator.form import Form
from narrator.learning.faults import is_faulty
from narrator.tables.matrix import matrix
from narrator.tables.plain import plain


@dataclass(frozen=True)
class Proof:
    """What is the same in a report and in the one that the learned form makes. lines, rows: how many the report has;
    same_lines, same_rows: how many of them were made again. others: what stands there and what was made instead, "" for
    nothing."""

    lines: int
    same_lines: int
    rows: int
    same_rows: int
    others: tuple[tuple[str, str], ...]

    def lines_to_tell(self, most: int, faults: Sequence[Finding]) -> Iterator[str]:
        """Yield what to say of it; of what is not the same no more than so many. faults: what is wrong in the report."""
        yield f"用去年的数据再做一遍：{self.lines}段话里{self.same_lines}段一样，{self.rows}行表里{self.same_rows}行一样。"
        if self.others:
            yield "不一样的（去年的 → 照学到的格式做的）："
        for old, new in self.others[:most]:
            why = "（去年的这句对不上）" if is_faulty(old, faults) else ""
            yield f"  {old[:60] or '（没有）'} → {new[:60] or '（没有）'}{why}"
        if len(self.others) > most:
            yield f"  ……还有{len(self.others) - most}处"


def prove(document: Document, form: Form, raw: dict[str, object]) -> Proof:
    """Return how far a learned form makes the report again that it was learned from. raw: last year's data. Raises
    Unusable."""
    return compare(document, remake(form, raw))


def remake(form: Form, raw: dict[str, object]) -> Document:
    """Return the report that a form makes of raw data, whatever they lack. Raises Unusable."""
    record = reading.read(raw, lenient_model(form))[0]
    words = book(form)
    return sketch(record, form, words) or compose(record, form, words).document


def compare(document: Document, made: Document) -> Proof:
    """Return what is the same in two reports: their lines and the rows of their tables, in order."""
    old, new = list(lines_in(document)), list(lines_in(made))
    same, others = matching(old, new)
    rows, own = list(rows_in(document)), list(rows_in(made))
    same_rows, other_rows = matching(rows, own)
    return Proof(len(old), same, len(rows), same_rows, (*others, *other_rows))


def lines_in(document: Document) -> Iterator[str]:
    """Yield the lines of a report outside its tables and contents."""
    for block in document.blocks:
        match block:
            case Paragraph(style=style) if style == CONTENTS:
                continue
            case Heading(text=text) | Paragraph(text=text) if text.string.strip():
                yield text.string.strip()
            case Spread(texts=texts):
                yield "\t".join(one.string for one in texts if one.string.strip())


def rows_in(document: Document) -> Iterator[str]:
    """Yield the rows of the tables of a report that print something."""
    for block in document.blocks:
        if isinstance(block, Table):
            for row in filter(any, matrix(block)):
                yield " | ".join(plain(cell) for cell in row)


def matching(old: list[str], new: list[str]) -> tuple[int, list[tuple[str, str]]]:
    """Return how many of some lines stand in others, in order, and what stands there otherwise, side by side. Blanks and
    forms of marks say nothing, as for `check`."""
    same, others = 0, []
    matcher = SequenceMatcher(None, [*map(plain, old)], [*map(plain, new)], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            same += j - i
            continue
        here, there = old[i:j], new[k:m]
        size = max(len(here), len(there))
        others += list(zip(here + [""] * (size - len(here)), there + [""] * (size - len(there)), strict=True))
    return same, others
