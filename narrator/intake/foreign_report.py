"""Takes from a printed report, whoever made it, what it says: the figures of its tables, and what its prose states.

It is read as `check` reads it: tables by the one reader, sentences by those of the form. What was not understood is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from narrator.checks.finding import Level
from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Capture, every
from narrator.checks.printed.possible_data import lenient_model, possible
from narrator.checks.printed.prose import Claim
from narrator.checks.printed.raw_data import store
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.inspection import Basis, read_to_judge
from narrator.checks.report.report_rules import ReadReport
from narrator.disclosure import reading
from narrator.disclosure.branch_shapes import ListShape, RecordShape
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.model import TERMS
from narrator.disclosure.number_shapes import AmountShape
from narrator.disclosure.public_tables import PUBLIC_TABLES, public_table
from narrator.disclosure.relation import ROWS
from narrator.disclosure.text_shapes import NameShape, ProseShape
from narrator.disclosure.value import Record, Words, split_path
from narrator.document import Document, Heading, Paragraph, texts
from narrator.form import Form
from narrator.number import MoneyUnit
from narrator.problem import shorten
from narrator.sources import Said, Slot
from narrator.tables.plain import SPACE, plain, unnumbered

LONG, LONGER = 34, 120  # characters of a line, and of one that says what is wrong
MOST = 12  # lines that were not understood: more are counted and not listed


@dataclass
class ForeignReport:
    """What a printed report in a form says. raw: the data, as far as they are known, in 万元. texts: what people wrote, with the
    line that it was taken from, by path. tables: the public tables that were read. unread: lines that were not
    understood, in their order. left: what of its tables was not. doubts: what of them was read otherwise than it is printed, or is
    missed beside other tables."""

    raw: dict[str, Any]
    form: Form
    texts: dict[str, str] = field(default_factory=dict)
    tables: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def read_foreign(document: Document, basis: Basis) -> ForeignReport:
    """Return what a report says."""
    return take_report(read_to_judge(document, basis), basis)


def take_report(printed: ReadReport, basis: Basis) -> ForeignReport:
    """Return what a report says that was read."""
    form = basis.form
    raw = printed.known.raw()
    raw["年度"], raw["金额单位"] = Decimal(printed.year), MoneyUnit.WAN.value
    for path in printed.tables.cells:  # a blank of a public table is zero
        steps = [str(step) for step in split_path(path)]
        shape = shape_at(form.model, steps)
        blank = not printed.tables.shown[path] and path not in printed.tables.unread
        if blank and public_table(path) and isinstance(shape, AmountShape) and shape.required:
            store(raw, steps, Decimal(0))
    for name, shape in PUBLIC_TABLES.items():
        if name in raw and ROWS in shape.fields:
            raw[name].setdefault(ROWS, {})  # a table that was read and has no items
    found = dict(written_texts(printed))
    for path, (words, _) in found.items():
        steps = [str(step) for step in split_path(path)]
        if not steps[-1].isdigit() or steps[0] == TERMS:
            store(raw, steps, words)
    listed = lists_of(printed, basis.compose(with_lists(printed.tables, form)))
    lists = {path: lines for path, lines in listed if not in_tables(printed.tables, path)}
    for path, lines in lists.items():
        store(raw, [str(step) for step in split_path(path)], [words for words, _ in lines])
        found |= {f"{path}[{number}]": one for number, one in enumerate(lines, 1)}
    tables = tuple(
        blueprint.label for blueprint, *_ in printed.tables.found if blueprint.data_table or blueprint.number
    )
    taken = {line.number for lines in lists.values() for _, line in lines}
    left = (line.text for line, _ in printed.prose.unread if line.number not in taken and len(line.text) > 1)
    unread = tuple(dict.fromkeys(left))
    strange = (*printed.tables.findings, *printed.tables.instead)
    odd = tuple(f"{one.subject}：{one.what}" for one in strange if one.level is Level.UNCHECKED)
    doubted = [one for one in strange if one.level is not Level.UNCHECKED]
    doubted += [one for one in printed.tables.deviations if one.rule == "ST-1"]  # a table that is there again
    doubts = tuple(f"{one.subject}：{one.what}" for one in doubted)
    return ForeignReport(
        raw, form, {path: line.text for path, (_, line) in found.items()}, tables, unread, odd, doubts
    )


def in_tables(tables: Reading, path: str) -> bool:
    """Return whether tables print the items of a list, whatever stands under a heading."""
    value: object = tables.raw
    for step in split_path(path):
        value = value.get(str(step)) if isinstance(value, dict) else None
    return bool(value)


def written_texts(printed: ReadReport) -> Iterator[tuple[str, tuple[str, Line]]]:
    """Yield what people wrote in a printed report, with the line in which it stands, by path."""
    known = printed.known
    within = dict(blanks_of(known.composed))
    for path, (words, claim) in known.said.items():
        if path not in known.numbers and (found := original_words(claim.line.text, words)):
            yield path, (found, claim.line)
    for claim in printed.prose.claims:
        for capture in claim.every:
            paths = within.get(id(capture.piece.source), [])
            free = [one.text for one in words_in_blanks(capture)]
            if (
                len(paths) == len(free) == 1
                and paths[0] not in known.said
                and (found := original_words(claim.line.text, free[0]))
            ):
                yield paths[0], (found, claim.line)


def with_lists(tables: Reading, form: Form) -> Record:
    """Return the data of tables with two items in every list of texts, to see where a report has them: some list no single
    one."""
    model = lenient_model(form)
    raw, _ = possible(tables, model)
    for path in text_lists(form.model):
        store(raw, list(path), ["某项", "另一项"])
    return reading.read(raw, model)[0]


def text_lists(shape: RecordShape, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the names on the way to each list of texts of the model."""
    for name, inner in shape.fields.items():
        match inner:
            case RecordShape():
                yield from text_lists(inner, (*above, name))
            case ListShape(item=NameShape() | ProseShape()):
                yield (*above, name)


def lists_of(printed: ReadReport, composed: Document) -> Iterator[tuple[str, list[tuple[str, Line]]]]:
    """Yield the lists of texts (主要职责, 决算单位) in a printed report, by path: what stands, a line each, under the
    heading under which the form has the list, but for the form's own sentences there."""
    own = {claim.line.number for claim in printed.prose.claims if not is_written_text(claim)}
    for path, heading in headings_of_lists(composed):
        lines: list[tuple[str, Line]] = []
        inside = False
        for line in printed.lines:
            if line.heading:
                inside = line.plain == heading
            elif inside and line.number not in own and (words := original_words(line.text, line.plain)):
                lines.append((words, line))
        if lines:
            yield path, lines


def is_written_text(claim: Claim) -> bool:
    """Return whether a line that was read is a text that people wrote and nothing else."""
    return [capture.text for capture in claim.captures] == [claim.line.plain]


def headings_of_lists(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the lists of texts that a composed document prints a line each, by path, each with the heading above, in
    plain form."""
    heading, seen = "", set()
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = unnumbered(plain(block.text.string))
        elif isinstance(block, Paragraph) and len(block.text.spans) == 1:
            source = block.text.spans[0].source
            place = (
                source.path if isinstance(source, Words) else source.name if isinstance(source, Slot) else ""
            )
            path, item, _ = place.partition("[")
            if item and place.endswith("]") and path not in seen and place.count("[") == 1:
                seen.add(path)
                yield path, heading


def blanks_of(document: Document) -> Iterator[tuple[int, list[str]]]:
    """Yield the texts, by path, that people write within each wording of a composed report, by the id of what was said."""
    for text in texts(document):
        for span in text.spans:
            if isinstance(span.source, Said):
                inside = [one for one in text.spans if span.start <= one.start and one.end <= span.end]
                slots = [one.source.name for one in inside if isinstance(one.source, Slot)]
                words = [one.source.path for one in inside if isinstance(one.source, Words)]
                yield id(span.source), list(dict.fromkeys([*slots, *words]))


def words_in_blanks(capture: Capture) -> Iterator[Capture]:
    """Yield what stands in the blanks of a wording that are no figures and no wordings themselves."""
    for one in every(capture.parts):
        if one.piece.kind == "free":
            yield one


def original_words(line: str, words: str) -> str:
    """Return words, which are in plain form, as a line prints them; "" when they do not stand in it."""
    kept = [at for at, char in enumerate(line) if not SPACE.fullmatch(char)]
    start = plain(line).find(plain(words)) if words else -1
    if start < 0 or len(kept) != len(plain(line)):
        return ""
    return line[kept[start] : kept[start + len(plain(words)) - 1] + 1]


def tell_report(report: ForeignReport, name: str, called: Callable[[str], str]) -> Iterator[str]:
    """Yield what was taken from where in a report, which is called by a name, and what was not understood.

    called: gives what people call a path.
    """
    yield f"{name} 不是narrator生成的，照格式“{report.form.name}”能读懂的读了：{'、'.join(report.tables) or '没有认出公开表'}。"
    for path, line in report.texts.items():
        yield f"  {called(path)}：从“{line[:24]}{'…' if len(line) > 24 else ''}”里取的"
    yield from tell_some(report.left, "表里没有读懂的{}处，没有取：", "处", LONGER)
    yield from tell_some(report.doubts, "表里要核对的{}处：", "处", LONGER)
    yield from tell_some(report.unread, "没有读懂的{}段，没有取：", "段")


def tell_some(lines: Sequence[str], first: str, unit: str, most: int = LONG) -> Iterator[str]:
    """Yield the first of some lines, shortened, below a line that says how many there are; nothing when there are none."""
    if lines:
        yield f"  {first.format(len(lines))}"
        for line in lines[:MOST]:
            yield f"    {shorten(line, most)}"
        if len(lines) > MOST:
            yield f"    ……还有{len(lines) - MOST}{unit}"
