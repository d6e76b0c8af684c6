"""What is known of a form, made once per process: its phrasebook, the tables that it prints, the words by which tables are known."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from narrator import form as forms
from narrator.checks.data.codes import standard
from narrator.compose.plain_grid import names_by_code, read_plain
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS
from narrator.form import FORMS, Form, form_folders
from narrator.phrases import book as books
from narrator.phrases.book import PhraseFile
from narrator.phrases.entries import Book

if TYPE_CHECKING:
    from narrator.tables.vocabulary import Blueprints, Vocabulary


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
