"""The tables of a report that prints just what was composed: what their cells say is known from where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial

from narrator.checks.naming import called
from narrator.checks.printed.lines import texts_of
from narrator.checks.printed.own_tables import counted
from narrator.checks.printed.recognised_tables import NEAR
from narrator.checks.printed.report_tables import read_report_tables, row_with_name
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.item_names import ITEM_NAME
from narrator.disclosure.public_tables import public_table
from narrator.disclosure.relation import ROWS
from narrator.disclosure.value import Figure, Words, split_path
from narrator.document import Document, Table
from narrator.form import Form
from narrator.sources import Slot
from narrator.tables.blueprint import Blueprint
from narrator.tables.vocabulary import Blueprints


def reads_as_made(form: Form, blueprints: Blueprints) -> bool:
    """Return whether a reader sees in the tables of a form what they are made of, and nothing strange, as the specimen shows: a title, a
    header, a row of it may say something else."""
    if not all(map(says_what_it_is, blueprints.values())):
        return False
    specimen = blueprints.specimen
    made, read = (
        know_tables(specimen, specimen, form, blueprints),
        read_report_tables(specimen, form, blueprints, slips=False),
    )
    return (
        made is not None
        and not (read.findings or read.deviations)
        and all(read.shown.get(path) == text for path, text in made.shown.items())
    )


def says_what_it_is(blueprint: Blueprint) -> bool:
    """Return whether words of a form's own stand over a table, and in it the name of the item that it is about: a reader knows it, and
    which one it is of several, by nothing else."""
    return blueprint.has_words and (not blueprint.owner or row_with_name(blueprint) < len(blueprint.body))


def know_tables(document: Document, made: Document, form: Form, blueprints: Blueprints) -> Reading | None:
    """Return what the tables of a document say, which are those that were made, cell by cell; None where one of them is
    none of the form's."""
    tables = [block for block in made.blocks if isinstance(block, Table)]
    if len(tables) != sum(isinstance(block, Table) for block in document.blocks):
        return None
    reading = Reading(blueprints=blueprints, step=form.money.step)
    counts: dict[str, int] = {}
    above: list[str] = []
    below: list[str] = []
    notes: list[list[str]] = []
    for block in document.blocks:
        if not isinstance(block, Table):
            said = texts_of(block)
            above += said
            below += said
            continue
        table = tables[len(reading.found)]
        blueprint = blueprints.get(table.name)
        if blueprint is None:
            return None
        at = counts[blueprint.name] = counts.get(blueprint.name, 0) + 1
        below = []
        notes.append(below)
        reading.found.append((blueprint, [], tuple(above[-NEAR:]), ()))
        take_cells(table, blueprint, at, reading)
        above = []
    reading.found = [(*one[:3], tuple(lines)) for one, lines in zip(reading.found, notes, strict=True)]
    return reading


def take_cells(table: Table, blueprint: Blueprint, at: int, reading: Reading) -> None:
    """Keep what the cells of a table say. at: which of several of its kind it is."""
    called_by, coded = blueprint.label, blueprint.coded and not blueprint.by_row
    label = called_by if blueprint.table else f"{blueprint.title or blueprint.name}（第{at}张）"
    own = len(blueprint.owner) + 1 if blueprint.owner else 1
    shown = texts_by_path(table)
    if not reading.cells.keys().isdisjoint(shown):  # what stands somewhere first counts
        shown = {path: text for path, text in shown.items() if path not in reading.cells}
    reading.cells.call_later(
        shown,
        partial(called, label=called_by)
        if coded
        else partial(name_cell, called_by=called_by, label=label, own=own),
    )
    reading.shown.update(shown)


def take_own_names(names: Mapping[str, str], blueprint: Blueprint, reading: Reading) -> None:
    """Keep the names that a form itself prints beside the codes of a table. names: by code."""
    for code, name in names.items():
        path = f"{blueprint.name}.{ROWS}.{code}.{ITEM_NAME}"
        if path not in reading.cells:
            reading.cells[path] = called(path, blueprint.label)
            reading.shown[path] = name


def texts_by_path(table: Table) -> dict[str, str]:
    """Return what the cells of a table print of the figures and texts of the data, by their places there, the first time; a code says no
    more than its row does."""
    shown: dict[str, str] = {}
    keep = shown.setdefault
    for row in table.rows:
        for string, origin in zip(row.strings, row.origins, strict=True):
            if origin is None:  # the form's own words
                continue
            if type(origin) is Figure or (
                type(origin) is Words
                and not (origin.path.endswith(string) and origin.path.endswith(f".{string}"))
            ):
                keep(origin.path, string)
        for at, texts in row.complex.items():
            spans = [(text.string[start:end], source) for text in texts for start, end, source in text.spans]
            for words, source in spans:
                path = source.name if isinstance(source, Slot) else getattr(source, "path", "")
                if path:
                    keep(path, (row.strings[at] if len(spans) == 1 else words).strip())
    return shown


@lru_cache(maxsize=20_000)
def name_cell(path: str, called_by: str, label: str, own: int) -> str:
    """Return what a reader calls the cell of a table that prints what stands at a path. called_by: what the form calls a public table.
    label: what stands for the first steps of a path in any other. own: how many of them it stands for."""
    if public_table(path):
        return called(path, called_by)
    steps = [str(step) for step in split_path(path)]
    return " ".join([label, *map(counted, steps[-1:] if steps[-1].isdigit() else steps[own:])])
