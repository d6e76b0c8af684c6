"""A workbook as a data file: one that was filled in, or the public tables alone. Used by `build`, and so by every command."""

from __future__ import annotations

from pathlib import Path

from narrator import form as forms
from narrator.data_file import Opened, open_text
from narrator.filling.layout import Kept
from narrator.filling.reading_back import FilledWorkbook, find_kept, read_filled
from narrator.form import form_data
from narrator.form_knowledge import blueprints, known_words
from narrator.intake.lacking import tell_lacking
from narrator.intake.new_data import data_from
from narrator.intake.taking import take_tables
from narrator.readers import workbook
from narrator.readers.json import parse
from narrator.readers.workbook import Workbook


def open_workbook(path: Path, form_name: str | None) -> Opened:
    """Return the data in a workbook, read for the form of that name, or for the one that it names, with all that is
    wrong with them. Raises Unusable when it can not be read."""
    book = workbook.load(path)
    kept = find_kept(book)
    if kept is not None:
        filled = fill_in(book, kept, form_name)
        return open_text(
            path,
            parse(filled.text),
            filled.text,
            form_of_workbook(kept, form_name),
            filled.places,
            filled.told,
        )
    form = forms.load(form_name) if form_name else None
    taken = take_tables(book, known_words(form))
    text, form, _ = data_from(taken, form, form_name or "")
    lacking = tell_lacking(taken, blueprints(form)) if form else ()
    return open_text(path, parse(text), text, form_name, taken.places, [*taken.told, *lacking])


def fill_in(book: Workbook, kept: Kept, form_name: str | None) -> FilledWorkbook:
    """Return what a workbook says that was made from the data kept in it. Raises Unusable with every problem."""
    before = open_text(book.path, parse(kept.text), kept.text, form_of_workbook(kept, form_name))
    model = before.form.model if before.form else form_data.known_model()
    return read_filled(book, kept, model, known_words(before.form))


def form_of_workbook(kept: Kept, form_name: str | None) -> str | None:
    """Return the name of the form to read a workbook for; None for the one that its data name."""
    return form_name or kept.form or None
