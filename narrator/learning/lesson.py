"""What is learned from a report: the whole way from its lines to the files of an overlay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from typing import Any

from narrator.checks.finding import Finding
from narrator.checks.printed.possible_data import completed, lenient_model, possible
from narrator.checks.printed.prose import Claim
from narrator.checks.printed.raw_data import store
from narrator.checks.report.inspection import Basis, read_to_judge
from narrator.checks.report.report_rules import ReadReport
from narrator.disclosure import reading
from narrator.disclosure.branch_shapes import CodedShape, RecordShape
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS
from narrator.disclosure.relations import RELATIONS
from narrator.disclosure.value import Record, split_path
from narrator.document import Document, Table
from narrator.form import Form
from narrator.intake.foreign_report import take_report
from narrator.learning.amending import amend
from narrator.learning.answers import Answers, find_wrong_answers
from narrator.learning.counterparts import (
    PrintedBlock,
    as_patterns,
    place_lines,
    place_parts,
    printed_blocks,
    release_reworded,
)
from narrator.learning.data_place import AMOUNT
from narrator.learning.differing_grids import Grids
from narrator.learning.faults import find_faults
from narrator.learning.form_entries import find_outvoted
from narrator.learning.inventory import ComposedBlock, Element, Inventory, TemplateParagraph, compose_marked
from narrator.learning.items import (
    release_undated,
    store_items,
    take_budgets_of_rates,
    take_parts_of_shares,
    take_texts,
    take_wholes,
    with_items,
)
from narrator.learning.layouts import learn_layouts
from narrator.learning.left_out import paragraphs_always_printed, paragraphs_under_heading, said_of_data
from narrator.learning.listed_units import take_units
from narrator.learning.losses import LossContext
from narrator.learning.lowered_marks import are_lowered, raise_marks
from narrator.learning.named_texts import read_named_texts, renamed_lines
from narrator.learning.notebook import Asked, Notebook, find_hints, row_names
from narrator.learning.overlay import Files, elements_by_paragraph, write_files
from narrator.learning.own_sentences import write_words
from narrator.learning.phrase_tables import Phrase, Phrases
from narrator.learning.plain_letters import as_meant
from narrator.learning.report_entries import MadeEntries, make_entries
from narrator.learning.table_places import (
    around_tables,
    headed_tables,
    is_left_out,
    parted_tables,
    tables_in,
)
from narrator.learning.traced_numbers import find_data_places
from narrator.learning.unasked import figures_said, find_unasked, find_zeros_printed
from narrator.number import read_digits
from narrator.problem import Problem, Severity, Unusable

CHOSEN = re.compile(r"""in \[(\w+)\] \| 选\("(\w+)", "(.+?)"\)""")
ABOVE = re.compile(r"(?:编制)?(?:部门|单位)(?:名称)?[：:]\s*([^\s：:。]{3,})(?=\s)")


@dataclass
class Lesson:
    """What was learned.

    raw: last year's data, in 万元.
    files: the templates.
    phrases: phrase tables.
    data: what is asked for besides the base's data, by path: kind and description.
    unprinted: patterns of figures that it does not print.
    printed: the paths of those that its own tables do.
    tables: their names in order.
    zero: what an amount of zero prints in most.
    lowered: whether its numbers stand a level lower than the marks of its templates say.
    document: the report, its headings known.
    blocks: of the report.
    base: lines that are the base's.
    own: those that the report words itself.
    asked: figures that are asked about.
    doubts: about the answers.
    faults: what is wrong in the report itself.
    said: paths of figures that the base's lines say.
    known: what says why a line is lost.
    """

    raw: dict[str, Any]
    files: Files
    phrases: list[Phrase]
    data: dict[str, tuple[str, str]]
    unprinted: set[str]
    printed: set[str]
    tables: tuple[str, ...]
    zero: str
    lowered: bool
    document: Document
    blocks: Sequence[PrintedBlock]
    base: list[str]
    own: list[str]
    asked: list[Asked]
    answers: Answers
    doubts: list[Problem]
    faults: list[Finding]
    said: set[str]
    known: LossContext


def learn_from_report(document: Document, basis: Basis, answers: Answers) -> Lesson:
    """Return what a report teaches of its form, which goes on from that of the basis. answers: what a person said of figures that
    were asked about. Raises Unusable when one is wrong."""
    form, book, model = basis.form, basis.patterns.book, lenient_model(basis.form)
    whole = read_to_judge(document, basis)
    faults = find_faults(whole, basis)
    printed = read_to_judge(amend(whole, faults), basis)
    inventory, names = Inventory(form), tables_in(printed)
    beside = place_beside_base(printed, basis, inventory)
    blocks, data = beside.blocks, beside.data
    record = reading.read(data, model)[0]
    titles = {name: layout.title for name, layout in form.layouts.items()}
    places = find_data_places(record, form.own_model, titles, (*RELATIONS, *form.relations))
    texts = [as_meant(one.text) for one in blocks if one.line]
    doubts = find_wrong_answers(answers, places, texts, [f"{name}：" for name in form.layouts])
    if wrong := [one for one in doubts if one.severity is Severity.ERROR]:
        raise Unusable(wrong)
    hints, department = list(find_hints(beside.lines, book)), data.get("部门", {}).get("名称", "")

    def write_with(phrases: Phrases) -> tuple[Notebook, MadeEntries]:
        """Return a notebook with these phrases, and the entries of the form that are made with it."""
        rows = row_names(record)
        notebook = Notebook(
            places, phrases, hints, printed.year, department, rows, answers.places, form.publication, record
        )
        return notebook, make_entries(blocks, names, inventory, notebook)

    first, _ = write_with(Phrases(book, form.printing))
    notebook, (entries, base, own, replaced) = write_with(first.phrases.rehearsed())
    grids = read_grids(blocks, names, printed, notebook)
    lines = grids.lines(form, record, book) | dict(learn_named_texts(printed, form, data, notebook))
    around, layouts = around_tables(blocks), form.layouts
    tables = dict(
        learn_layouts(blocks, around, names, layouts, data, lambda text: write_words(notebook, text), lines)
    )
    for path, value in notebook.stated_data():
        store(data, [str(step) for step in split_path(path)], value)
    matched = {one.paragraph.number for one in entries if one.paragraph}
    final = said_of_data(data, printed.tables.cells, book, inventory)
    unseen = (*paragraphs_always_printed(beside.certain), *final)
    absent = replaced | find_absent(unseen, matched, inventory.elements(), names, blocks, record)
    files = write_files(entries, inventory, absent, reading.read(data, model)[0])
    files.templates.update(tables)
    for path in find_zeros_printed(entries, places, {*find_unasked(form.model, data)}):
        store(data, path.split("."), Decimal(0))
    learned = phrases_called(notebook.phrases.learned, files.templates.values())
    return Lesson(
        data,
        files,
        learned,
        notebook.own,
        notebook.unprinted | grids.unprinted(basis.blueprints, economic_codes(model)),
        grids.printed(),
        tuple(names),
        grids.zero,
        beside.lowered,
        whole.document,
        blocks,
        base,
        own,
        notebook.asked,
        answers,
        doubts,
        faults,
        figures_said(beside.lines, matched),
        LossContext(
            form.name,
            base,
            find_outvoted(entries),
            names,
            grids.slipped(),
            {*chain(*(row.values() for row in notebook.rows.values()))},
            faults,
        ),
    )


def economic_codes(model: RecordShape) -> list[str]:
    """Return the codes by economic classification of which data of a model may have figures; none where it lists none."""
    shape = shape_at(model, (BY_ECONOMIC_CLASS, "各科目"))
    return [*shape.names] if isinstance(shape, CodedShape) else []


@dataclass
class BesideBase:
    """A report beside its base. blocks: of the report, each with the line of the base that it is. data: what they and the tables
    say, in 万元. lines: what the base composes when there is something of everything. certain: what it composes of the tables
    alone, with what no table says there, and not there. lowered: as of a lesson."""

    blocks: list[PrintedBlock]
    data: dict[str, Any]
    lines: list[ComposedBlock]
    certain: list[list[ComposedBlock]]
    lowered: bool


def place_beside_base(printed: ReadReport, basis: Basis, inventory: Inventory) -> BesideBase:
    """Return a report with its lines beside those of the base, and the data that it was made from."""
    form, book, model = basis.form, basis.patterns.book, lenient_model(basis.form)
    several, certain = [], []
    for made_up in (1, 0):
        raw, likely = possible(printed.tables, model, made_up)
        certain.append(compose_marked(likely, book, inventory))
        several.append(as_patterns(compose_all(raw, basis, inventory), basis.patterns))
    blocks = printed_blocks(printed.document, form.money.unit)
    place_lines(blocks, several)
    release_undated(blocks, form.model)
    data = take_data(printed, blocks, basis, inventory)
    take_choices(blocks, data, inventory)
    take_units(blocks, data)
    filled = completed(model, data, printed.tables.cells, 1)
    release_reworded(blocks, compose_marked(reading.read(filled, model)[0], book, inventory))
    place_parts(blocks, several[0].lines)
    if lowered := form.lowered and are_lowered(blocks):
        raise_marks(blocks)
    if not data.get("部门", {}).get("名称") and (department := name_above_tables(blocks)):
        store(data, ["部门", "名称"], department)
    return BesideBase(blocks, data, several[0].lines, certain, lowered)


def find_absent(
    unseen: Iterable[TemplateParagraph],
    matched: set[int],
    elements: Sequence[Element],
    names: Sequence[str],
    blocks: Sequence[PrintedBlock],
    record: Record,
) -> set[int]:
    """Return the numbers of the paragraphs of the base that a report does not have. unseen: those that would be there; matched:
    the numbers of those that are. names: of its tables in order."""
    under_headings = paragraphs_under_heading(elements, matched)
    absent = {paragraph.number for paragraph in (*unseen, *under_headings) if paragraph.number not in matched}
    absent |= {
        paragraph.number
        for one in elements
        for paragraph in one.paragraphs
        if is_left_out(paragraph, one, names, record)
    }
    headed = headed_tables(blocks, names, around_tables(blocks))
    return absent | {
        paragraph.number for one in parted_tables(elements, names, headed) for paragraph in one.paragraphs
    }


def name_above_tables(blocks: Sequence[PrintedBlock]) -> str:
    """Return the name of the department that most lines above tables say (部门：某局); "" when none does."""
    found = Counter(named[1] for one in blocks if (named := ABOVE.match(one.text.strip())))
    return found.most_common(1)[0][0] if found else ""


def phrases_called(learned: Sequence[Phrase], templates: Iterable[str]) -> list[Phrase]:
    """Return the phrase tables that a template calls: of rows that are told in several ways one way is printed."""
    called = {name for text in templates for name in re.findall(r"(\w+)\(", text)}
    return [one for one in learned if one.name in called]


def compose_all(raw: dict[str, Any], basis: Basis, inventory: Inventory) -> list[ComposedBlock]:
    """Return what the base composes of data in which every list has an item and every text words."""
    model = lenient_model(basis.form)
    return compose_marked(reading.read(with_items(model, raw), model)[0], basis.patterns.book, inventory)


def take_data(
    printed: ReadReport, blocks: Sequence[PrintedBlock], basis: Basis, inventory: Inventory
) -> dict[str, Any]:
    """Return the data of a report: what its tables and the sentences print that are the base's."""
    printed.prose.claims = [
        Claim(one.line, one.line.plain, one.captures) for one in blocks if one.line and one.base
    ]
    printed.known.listen(printed.prose)
    data, cells = take_report(printed, basis).raw, printed.tables.cells
    found = take_parts_of_shares(blocks, cells) | take_texts(blocks, cells) | take_wholes(blocks, cells)
    found |= take_budgets_of_rates(blocks, cells)
    store_items(data, found)
    # Read once more beside what the base says of these figures: only a change has a reason.
    again = [replace(one, base=None, captures=()) for one in blocks]
    whole = completed(lenient_model(basis.form), data, cells, 1)
    place_lines(again, [as_patterns(compose_all(whole, basis, inventory), basis.patterns)])
    release_undated(again, basis.form.model)
    store_items(
        data, {path: words for path, words in take_texts(again, ()).items() if isinstance(words, str)}
    )
    return data


def read_grids(
    blocks: Sequence[PrintedBlock], names: Sequence[str], printed: ReadReport, notebook: Notebook
) -> Grids:
    """Return the grids of the public tables of a report. names: of its tables in order."""
    tables = {
        name: one.block
        for name, one in zip(names, (one for one in blocks if one.line is None), strict=True)
        if isinstance(one.block, Table)
    }

    def write_own(words: str, cell: str, number: str, whole: str) -> str:
        """Return how a template says a number of a cell: as a person answered, as the figure that it should be and is, or as
        data of the form's own."""
        answer, printed = notebook.answers.get((cell, number)), read_digits(number)
        for one in notebook.places.everywhere:
            if one.path == answer or (one.path == whole and one.value == printed):
                return one.expression
        path, expression = notebook.own_place(words, AMOUNT, printed, cell[:60])
        notebook.asked.append(Asked(cell, number, path, ()))
        return expression

    return Grids(
        tables,
        printed.tables.public,
        lambda text: write_words(notebook, text),
        write_own,
        lambda one: one.name_in(notebook),
    )


def learn_named_texts(
    printed: ReadReport, form: Form, data: dict[str, Any], notebook: Notebook
) -> Iterator[tuple[str, list[str]]]:
    """Keep the texts beside names in the base's own tables, and yield what their layouts say otherwise, by their names."""
    for blueprint, rows, *_ in printed.tables.found:
        layout = form.layouts[blueprint.name]
        columns = [] if blueprint.table else list(read_named_texts(rows, layout))
        for one in columns:
            steps = one.path.split(".")
            for name, text in one.texts.items():
                store(data, [*steps, name], text)
            if shape_at(form.own_model, steps) is None:
                notebook.own[one.path] = ("按名称的文字", f"{one.word}，写在{blueprint.name}的名称后面")
        if columns:
            yield blueprint.name, list(renamed_lines(layout, columns))


def take_choices(blocks: Sequence[PrintedBlock], raw: dict[str, Any], inventory: Inventory) -> None:
    """Keep what was chosen where paragraphs of the base are there that it prints only then."""
    owners = elements_by_paragraph(inventory.elements())
    for block in blocks:
        paragraph = block.base.paragraph if block.base else None
        element = owners.get(paragraph.number) if paragraph else None
        if found := CHOSEN.search(element.opening if element else ""):
            raw.setdefault(found[1], {}).setdefault(found[2], found[3])
