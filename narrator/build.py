"""The whole flow on one screen: read → derive, phrase and compose → write.

Each step is a pure function of the one before; files are opened only at the two ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from narrator.appearance import style_problems
from narrator.cache import NO_CACHE, Cache
from narrator.checks.data.unused import unprinted
from narrator.compose.composition import Composition, compose
from narrator.data_file import Opened, Source, open_json, require_source
from narrator.document import Document
from narrator.form_knowledge import book
from narrator.problem import Unusable
from narrator.readers.endings import is_table_file
from narrator.snapshot import make_snapshot
from narrator.writers import PAGED, WRITERS, find_writer


def open_data(path: Path, form_name: str | None = None, cache: Cache = NO_CACHE) -> Opened:
    """Return a data file, data.json or a workbook, as it is, finished or not, read for a form, with all that is wrong with it.

    form_name: the form; None for the one that the data name. cache: see `Source`. Raises Unusable when it can not be read at all.
    """
    if is_table_file(path):
        from narrator.filling.opening import open_workbook  # not on the way to render data.json

        return open_workbook(path, form_name)
    return open_json(path, form_name, cache)


def read(path: Path, form_name: str | None = None, phrasebook: Path | None = None) -> Source:
    """Return the disclosure in a data file, ready to make a report of. phrasebook: the unit's own words; None for the file that the
    data name. Raises Unusable with every problem, each with its line or cell."""
    return require_source(open_data(path, form_name), phrasebook)


def report(source: Source) -> Composition:
    """Return the report on a data file in its form, in that form's words and the unit's own; a draft where texts are missing. Raises
    Unusable."""
    form = source.form
    try:
        made = compose(source.disclosure, form, book(form, source.words), source.cache)
        if lost := unprinted(source.disclosure, made.document, form.labels, form.left_out, source.cache):
            raise Unusable(lost)
    except Unusable as error:
        raise Unusable(source.located(error.problems)) from error
    return replace(made, missing=tuple(source.located(made.missing)))


def write(
    document: Document, source: Source, ending: str, made_from: Sequence[bytes] = (), pages: bool = False
) -> bytes:
    """Return a document as a file of the kind that an ending names (`WRITERS`); a .docx carries a snapshot of what it was made from:
    the given one, or that of the document itself. pages: whether the contents list the pages, where the file has any. Raises
    Unusable for an ending that no writer knows, for styles that the form lacks, and where LibreOffice is needed and not there."""
    writer, styles = find_writer(ending), source.form.styles
    carried = (made_from or make_snapshot(document, source)) if writer is WRITERS[".docx"] else ()
    try:
        paged = PAGED[ending.lower()](document, styles) if pages and ending.lower() in PAGED else document
        return writer(paged, styles, carried)
    except Unusable as error:
        raise Unusable(style_problems(error, source.form)) from error
