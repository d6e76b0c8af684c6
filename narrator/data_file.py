"""A data file that was read for a form: its disclosure, and its text to tell lines by; or the cells of a workbook."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from narrator import form as forms
from narrator.bounds import stands_in
from narrator.cache import NO_CACHE, Cache
from narrator.disclosure import reading
from narrator.disclosure.clean_text import clean
from narrator.disclosure.value import Record
from narrator.form import Form, form_data
from narrator.form.form_choice import choose_form, suggest_form, tell_choice, tell_year, with_form
from narrator.phrases import book as books
from narrator.phrases.book import PhraseFile
from narrator.problem import Problem, Spot, Unusable, excerpt
from narrator.readers import json, positions
from narrator.readers.endings import is_workbook

NOWHERE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Source:
    """A data file that was read for a form: its disclosure, and its text to tell lines by.

    words: the unit's own phrasebook, over the form's; None when it has none. places: of a workbook, the sheet and cell
    of each value, by path. told: what else its reader has to say. cache: what was made of data that were read before.
    """

    path: Path
    text: str
    disclosure: Record
    form: Form
    words: PhraseFile | None = None
    places: Mapping[str, str] = field(default_factory=dict)
    told: tuple[Problem, ...] = ()
    cache: Cache = field(default=NO_CACHE, compare=False, repr=False)

    def located(self, problems: Sequence[Problem]) -> list[Problem]:
        """Return problems of the data with the file and the line of each."""
        return with_places(problems, self.path, self.text, self.form, self.places)

    @property
    def where(self) -> Mapping[str, Spot]:
        """Where each value stands, by path: the line of a text, the sheet and cell of a workbook."""
        return self.places if is_workbook(self.path) else positions.line_numbers(self.text)


def with_places(
    problems: Sequence[Problem],
    path: Path,
    text: str,
    form: Form | None = None,
    places: Mapping[str, str] = NOWHERE,
) -> list[Problem]:
    """Return problems of a data file, whose text is given, with the file and the line of each, and with what the
    form calls the public table in which it stands; those of other files as they are. places: of a workbook, the cells.
    """
    if not problems:
        return []
    where = {} if is_workbook(path) else positions.line_numbers(text)
    return [
        problem
        if problem.file
        else problem._replace(
            file=str(path),
            line=positions.place(problem.where, where),
            cell=cell_of(problem.where, places),
            table=form.numbered(problem.where) if form else "",
        )
        for problem in problems
    ]


def cell_of(path: str, places: Mapping[str, str]) -> str:
    """Return the cell of a value, of the first that stands within it, or of the list that holds it; "" when none is
    known."""
    inside = (cell for place, cell in places.items() if place.startswith((f"{path}.", f"{path}[")))
    return places.get(path) or next(inside, "") or places.get(path.rpartition("[")[0], "")


@dataclass(frozen=True)
class Opened:
    """A data file as it is, finished or not. raw: its JSON. form: None when it names none that can be loaded.
    problems: all that is wrong with it, with lines. places, told, cache: see `Source`."""

    path: Path
    raw: object
    text: str
    form: Form | None
    disclosure: Record
    problems: tuple[Problem, ...]
    places: Mapping[str, str] = field(default_factory=dict)
    told: tuple[Problem, ...] = ()
    cache: Cache = field(default=NO_CACHE, compare=False, repr=False)

    @property
    def where(self) -> Mapping[str, Spot]:
        """See `Source.where`."""
        return self.places if is_workbook(self.path) else positions.line_numbers(self.text)


def require_source(opened: Opened, phrasebook: Path | None = None) -> Source:
    """Return a data file that was opened, ready to make a report of.

    phrasebook: the unit's own words; None for the file that the data names (短语), which stands beside it, if any.
    Raises Unusable with every problem, each with its line.
    """
    if opened.form is None or opened.problems:
        raise Unusable([*opened.problems, *opened.told])
    path = opened.path
    source = Source(
        path,
        opened.text,
        opened.disclosure,
        opened.form,
        places=opened.places,
        told=opened.told,
        cache=opened.cache,
    )
    words = str(source.disclosure["短语"])
    own = phrasebook or (path.parent / words if words else None)
    if words and not phrasebook and not stands_in(path.parent, words):
        what, hint = f"“{excerpt(words)}”不在数据文件的文件夹里", "把文件放到数据文件旁边，只写文件名"
        raise Unusable(source.located([Problem("短语", what, hint)]))
    if own and not phrasebook and not os.path.isfile(own):
        missing = Problem("短语", f"没有“{words}”这个短语文件", "改正文件名；文件和数据文件放在一起")
        raise Unusable(source.located([missing]))
    return replace(source, words=books.sheet(own) if own else None)


def open_json(path: Path, form_name: str | None = None, cache: Cache = NO_CACHE) -> Opened:
    """Return a data file in JSON, read for the form of that name, or for the one that it names, with all that is wrong with it.
    cache: see `Source`.

    Raises Unusable when it is no JSON, or the form itself can not be read.
    """
    try:
        raw, text = json.load(path, cache)
    except Unusable as error:
        raise Unusable(problem._replace(file=str(path)) for problem in error.problems) from error
    return open_text(path, raw, text, form_name, cache=cache)


def open_text(
    path: Path,
    raw: object,
    text: str,
    form_name: str | None = None,
    places: Mapping[str, str] = NOWHERE,
    told: Sequence[Problem] = (),
    cache: Cache = NO_CACHE,
) -> Opened:
    """Return what is, or is to be, the data file at the path: its text, and that parsed; read as `open_json` does.
    places, told, cache: see `Source`."""
    named = raw.get("格式") if isinstance(raw, dict) else None
    stated = clean(named.strip()) if isinstance(named, str) else ""
    name = form_name or stated
    form: Form | None = None
    problems: list[Problem] = []
    notes: list[Problem] = []
    if not name and isinstance(raw, dict) and (name := choose_form(raw)):
        notes.append(tell_choice(name))
    if name:
        raw = with_form(raw, name)
        try:
            form = forms.load(name, path.parent if not form_name else None)
        except Unusable as error:
            if any(problem.file for problem in error.problems):
                raise  # the form itself can not be read: nothing can be said of the data
            problems += (
                error.problems if form_name else with_places(error.problems, path, text, places=places)
            )
    disclosure, found = read_for(form, raw, stated, path.parent, notes, cache)
    told = [*told, *with_places(notes, path, text, form, places)]
    problems += with_places([*map(suggest_form, found)] if not name else found, path, text, form, places)
    hints = tell_year(form, disclosure.year("年度").number) if form and not problems else ()
    told = (*told, *with_places(list(hints), path, text, form, places))
    return Opened(path, raw, text, form, disclosure, tuple(problems), places, told, cache)


def read_for(
    form: Form | None, raw: object, stated: str, folder: Path, notes: list[Problem], cache: Cache
) -> tuple[Record, list[Problem]]:
    """Return raw data as a disclosure for a form, None when that is not known, and what is wrong with it.

    What only other forms know is told apart from mistakes when something is wrong: the data of nearly all that is
    not, and then the other forms need not be read. stated, folder: see `forms.model_for_both`. notes, cache: see `reading.read`.
    """
    if form:
        mine: list[Problem] = []
        disclosure, found = reading.read(raw, form.own_model, mine, cache)
        if not found:
            notes += mine
            return disclosure, found
    return reading.read(
        raw, forms.model_for_both(form, stated, folder) if form else form_data.known_model(), notes, cache
    )
