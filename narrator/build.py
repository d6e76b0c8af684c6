"""The whole flow on one screen: open and read → derive and phrase → compose → write.

Each step is a pure function of the one before; files are opened only at the two ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from narrator import form as forms
from narrator.appearance import style_problems
from narrator.cache import NO_CACHE, Cache
from narrator.checks.data.codes import standard
from narrator.checks.data.unused import unprinted
from narrator.compose.composition import Composition, compose
from narrator.compose.plain_grid import names_by_code, read_plain
from narrator.data_file import Opened, Source, open_json, require_source
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS
from narrator.document import Document
from narrator.form import FORMS, Form, form_folders
from narrator.phrases import book as books
from narrator.phrases.book import PhraseFile
from narrator.phrases.entries import Book
from narrator.problem import Problem, Unusable
from narrator.readers.endings import is_table_file
from narrator.snapshot import make_snapshot
from narrator.writers import PAGED, WRITERS

if TYPE_CHECKING:
    from narrator.tables.vocabulary import Blueprints, Vocabulary


def read(path: Path, form_name: str | None = None, phrasebook: Path | None = None) -> Source:
    """Return the disclosure in a data file, data.json or a workbook, read for a form.

    form_name: the form; None for the one that the data names. phrasebook: the unit's own words; None for the file that
    the data names. Raises Unusable with every problem, each with its line or cell.
    """
    return require_source(open_data(path, form_name), phrasebook)


def open_data(path: Path, form_name: str | None = None, cache: Cache = NO_CACHE) -> Opened:
    """Return a data file as it is, finished or not, with all that is wrong with it. cache: see `Source`. Raises Unusable
    when it can not be read at all."""
    if is_table_file(path):
        from narrator.filling.opening import open_workbook  # not on the way to render data.json

        return open_workbook(path, form_name, known_words, blueprints)
    return open_json(path, form_name, cache)


def book(form: Form, words: PhraseFile | None = None) -> Book:
    """Return the proved phrasebook of a form with a unit's own words over it; read once per process."""
    return layered_book(form, words)


@lru_cache(maxsize=FORMS)
def layered_book(form: Form, words: PhraseFile | None) -> Book:
    """Return the phrasebook of `book`, kept by form and words."""
    return books.load(form.phrasebooks(), words, form.printing)


def blueprints(form: Form, words: PhraseFile | None = None) -> Blueprints:
    """Return the tables that a form prints; surveyed once per process."""
    from narrator.compose.survey import survey  # not on the way to render

    return survey(form.tables_from, frozenset(book(form, words)))


@lru_cache(maxsize=FORMS)
def standard_items(form: Form, words: PhraseFile | None = None) -> Mapping[str, str]:
    """Return the names of the economic items that a form itself prints in 基本支出表, by code; none when it prints the
    data's. The table is only surveyed where it says more than words and names of data."""
    layout = form.tables_from.layouts.get(BY_ECONOMIC_CLASS)
    if layout and (plain := read_plain(layout.body, layout.aligns)):
        return names_by_code(plain)
    return standard(blueprints(form, words).get(BY_ECONOMIC_CLASS))


@lru_cache(maxsize=FORMS)
def known_words(form: Form | None) -> Vocabulary:
    """Return the words by which public tables are known: those of the forms that ship with narrator, and of the form
    in use."""
    from narrator.tables.vocabulary import vocabulary  # not on the way to render

    shipped = list(dict.fromkeys(forms.load(name).tables_from for name in form_folders.names()))
    own = [form.tables_from] if form and form.tables_from not in shipped else []
    return vocabulary([blueprints(one) for one in (*shipped, *own)])


def report(source: Source) -> Composition:
    """Return the report on a data file in its form, in that form's words and the unit's own.

    Raises Unusable. Missing texts are no error here: the report is then a draft.
    """
    try:
        composition = compose(source.disclosure, source.form, book(source.form, source.words), source.cache)
    except Unusable as error:
        raise Unusable(source.located(error.problems)) from error
    form = source.form
    if lost := unprinted(source.disclosure, composition.document, form.labels, form.left_out, source.cache):
        raise Unusable(source.located(lost))
    return replace(composition, missing=tuple(source.located(composition.missing)))


def write(
    document: Document, source: Source, ending: str, made_from: bytes | None = None, pages: bool = False
) -> bytes:
    """Return a document as a file of the kind that the ending names, one of those of `WRITERS`.

    A .docx carries a snapshot of what it was made from: the given one, or that of the document itself. pages: whether the
    contents list the pages, where the file has any. Raises Unusable for an ending that no writer knows, for styles that
    the form lacks, and where LibreOffice is needed and not there.
    """
    writer = WRITERS.get(ending.lower())
    if writer is None:
        kinds = "、".join(WRITERS)
        raise Unusable([Problem("", f"不会写“{ending or '没有后缀的'}”文件", f"把报告文件的后缀改成{kinds}")])
    carried = None if writer is not WRITERS[".docx"] else made_from or make_snapshot(document, source)
    try:
        if pages and ending.lower() in PAGED:
            document = PAGED[ending.lower()](document, source.form.styles)
        return writer(document, source.form.styles, carried)
    except Unusable as error:
        raise Unusable(style_problems(error, source.form)) from error
