"""What is wanted of data.json: each figure and text that is missing, with the sentence that asks for it and where to type it.

`missing` lists it; `import`, `sheet` and the page ask for it, too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from narrator.checks.naming import called
from narrator.compose.composition import compose, sketch
from narrator.data_file import Opened
from narrator.disclosure import reading
from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape, TextsShape
from narrator.disclosure.lookup import ANY, shape_at
from narrator.disclosure.model import MODEL
from narrator.disclosure.number_shapes import AmountShape
from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.disclosure.relation import ROWS
from narrator.disclosure.text_shapes import DateShape, NameShape, ProseShape
from narrator.disclosure.value import Figure, Year, split_path
from narrator.document import Document, texts
from narrator.form import FORMS, Form
from narrator.form_knowledge import blueprints, book
from narrator.intake.merging import NOTHING, value_at
from narrator.problem import Problem, Unusable
from narrator.sources import Derived, Said, Slot, Source
from narrator.spans import Span, Text
from narrator.texts.status import REASONS, RECORD, tell_where_to_write
from narrator.trace import with_operands

BLANK = "＿＿"
# What a value looks like that is still to be written: the first that fits, dates before other names.
VALUES: Mapping[type, str] = {
    DateShape: '"2024年8月"', NameShape: '"…"', ProseShape: '"…"', ListShape: '["…"]', RecordShape: RECORD, CodedShape: RECORD, TextsShape: RECORD,
}  # fmt: skip


@dataclass(frozen=True)
class WantedText:
    """Something that is to be written. path: where. sentence: the one that asks for it, with blanks; "" when none
    does. where: what to type, and where. printed: whether it is a figure that a public table prints."""

    path: str
    sentence: str
    where: str
    printed: bool = False


def name_within(path: str) -> str:
    """Return what a path is called under the heading of its section."""
    whole = called(path)
    return whole.partition(" ")[2] or whole


def find_wanted(opened: Opened) -> Iterator[WantedText]:
    """Return what is missing in an opened data file: what its form must have, and figures and texts that its
    report asks for.
    """
    paths = [problem.where for problem in opened.problems]
    slots: list[str] = []
    document: Document | None = None
    if opened.form is not None:
        disclosure, _ = reading.read(without_nulls(opened.raw), opened.form.model)
        document = sketch(disclosure, opened.form, book(opened.form))
        try:
            slots = [one.where for one in compose(disclosure, opened.form, book(opened.form)).missing]
        except Unusable as error:
            paths += [problem.where for problem in error.problems if problem.where and not problem.file]
            slots = list(unfilled_slots(document)) if document else []
    said = first_sentences(document, frozenset([*paths, *slots])) if document else {}
    lines = opened.where
    model = opened.form.model if opened.form else MODEL
    begun: set[str] = set()
    for path in sorted(dict.fromkeys([*paths, *slots]), key=order_of_section):
        shape = shape_at(model, [str(step) for step in split_path(path)])
        value = next((shown for kind, shown in VALUES.items() if isinstance(shape, kind)), "…")
        shown = '"…"' if path.startswith(f"{REASONS}.") else value
        printed = isinstance(shape, AmountShape) and is_printed(path, opened.form)
        # Of figures that tables print no line is told to which another could add.
        where = tell_where_to_write(path, lines, shown, None if printed else begun)
        yield WantedText(path, said.get(path, ""), where, printed)


def is_printed(path: str, form: Form | None) -> bool:
    """Return whether a public table prints the figure at a path."""
    if form is None:
        return str(split_path(path)[0]) in PUBLIC_TABLES
    steps = tuple(map(str, split_path(path)))
    printed = printed_by(form)  # a form lists codes, or prints those that the data have
    return steps in printed or (steps[1:2] == (ROWS,) and (*steps[:2], ANY, *steps[3:]) in printed)


@lru_cache(maxsize=FORMS)
def printed_by(form: Form) -> frozenset[tuple[str, ...]]:
    """Return the names on the way to every figure that the public tables of a form print, and its own by code, with * for
    every code."""
    found = set()
    for blueprint in blueprints(form).values():
        for row in blueprint.body if blueprint.data_table else ():
            found |= {(*place.base, *place.path) for place in row.places if place.path}
    return frozenset(found)


def is_missing(raw: object, problem: Problem) -> bool:
    """Return whether a problem is only that there is nothing yet at its place in parsed JSON; a file that holds something
    else than data altogether is wrong.
    """
    if not problem.where:
        return False
    value = value_at(raw, problem.where)
    return value is NOTHING or value is None or value in ("", [])


def without_nulls(raw: object) -> object:
    """Return parsed JSON without members that are null: as if nobody had begun to write them."""
    if isinstance(raw, dict):
        return {name: without_nulls(one) for name, one in raw.items() if one is not None}
    return [without_nulls(one) for one in raw if one is not None] if isinstance(raw, list) else raw


# ---- the sentences that ask ----


def first_sentences(document: Document, paths: frozenset[str]) -> dict[str, str]:
    """Return the first sentence of a document that asks for each of the paths, with blanks for them."""
    found: dict[str, str] = {}
    # Templates join a year with words, of which no source is left: “2000年度“三公”经费” where it is not known.
    sources = [span.source for text in texts(document) for span in text.spans]
    years = {f"{one}年" for one in sources if isinstance(one, Year) and one.path in paths}
    for text in texts(document):
        asking = [(span, here) for span in text.spans if (here := asked_paths(span.source, paths))]
        blanks = sorted((span.start, -span.end) for span, _ in asking)
        for span, here in asking:
            told = with_blanks(text, span, [(start, -end) for start, end in blanks])
            for path in here:
                if told.strip(BLANK):  # more than a cell of a table
                    found.setdefault(path, without_years(told, years))
    return found


def without_years(told: str, years: Collection[str]) -> str:
    """Return a sentence with blanks for the years that stand in the place of one that is not known."""
    for year in years:
        told = told.replace(year, f"{BLANK}年")
    return told


def asked_paths(source: Source, paths: frozenset[str]) -> list[str]:
    """Return those of the paths that a text with a source says something of."""
    match source:
        case Slot():
            here = [source.name]
        case Figure():
            here = [source.path]
        case Year():
            here = [source.path]
        case Derived():
            here = [one.path for one in with_operands(source) if isinstance(one, Figure)]
        case Said():
            figures = [one for one in source.fact.operands if isinstance(one, (Figure, Derived))]
            here = [
                one.path for figure in figures for one in with_operands(figure) if isinstance(one, Figure)
            ]
        case _:
            here = []
    return [path for path in here if path in paths]


def with_blanks(text: Text, around: Span, blanks: Sequence[tuple[int, int]]) -> str:
    """Return the sentence of a text that has a span in it; its blanks, each from a place to another, say
    nothing.
    """
    first = text.string.rfind("。", 0, around.start) + 1
    last = text.string.find("。", max(around.end - 1, around.start)) + 1 or len(text.string)
    pieces, at = [], first
    for start, end in blanks:
        if first <= start < last and start >= at:
            pieces += [text.string[at:start], BLANK]
            at = end
    return "".join([*pieces, text.string[at:last]]).strip()


def unfilled_slots(document: Document) -> Iterator[str]:
    """Return the slots of a document that nobody has written anything for, in its order."""
    for text in texts(document):
        for span in text.spans:
            if isinstance(span.source, Slot) and not span.source.filled:
                yield span.source.name


# ---- where it belongs ----


def heading_of_path(path: str, form: Form | None) -> str:
    """Return the heading under which a path is listed: the table's number and title in the form, or the part
    of the data.
    """
    first = str(split_path(path)[0])
    if first not in PUBLIC_TABLES:
        return first
    layout = form.layouts.get(first) if form else None
    if layout is None:
        return first
    title = re.sub(r"^\[[^\]]*\]\s*", "", layout.title)
    return f"{layout.number} {title or first}".strip()


def order_of_section(path: str) -> int:
    """Return where the section of a path comes in the list: parts of the data in their order, the reasons
    last.
    """
    names = list(MODEL.fields)
    first = str(split_path(path)[0])
    return len(names) if first == REASONS else names.index(first) if first in names else len(names) - 1
