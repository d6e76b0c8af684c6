"""What the data.toml of a form, and of those that it goes on from, declares: fields of its own, and relations between
figures."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from narrator import toml
from narrator.bounds import LARGEST_TEXT
from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.fields import RELATION_KEYS, extended, optional, read_fields
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.model import MODEL
from narrator.form.form_folders import names, shipped_chain
from narrator.problem import Problem, Unusable
from narrator.regex import compile_later

if TYPE_CHECKING:
    from narrator.disclosure.relation import Declared


WORD = compile_later(r"\w+")


class DeclaredModel(NamedTuple):
    """Data as the data.toml files of forms declare them. problems: what is wrong with some of the declarations, which the model
    does without. doubtful: the names that the data may have by those, or have otherwise than in the model."""

    model: RecordShape
    problems: Sequence[Problem] = ()
    doubtful: frozenset[str] = frozenset()


def grow_model(
    model: RecordShape, folders: Iterable[Path], required: bool = True, relaxed: bool = False
) -> RecordShape:
    """Return a model with the fields that the forms in those folders add, one after the other.

    required: False when none of the forms' own fields has to be filled in; relaxed: whether what one of them says need
    not be filled in then need not be. Raises Unusable.
    """
    for folder in folders:
        model, problems, _ = add_declared(model, folder, required, relaxed)
        if problems:
            raise Unusable(problems)
    return model


def add_declared(
    model: RecordShape, folder: Path, required: bool = True, relaxed: bool = False
) -> DeclaredModel:
    """Return a model with the fields that the form in a folder adds, see `grow_model`, as far as its declarations hold. Raises
    Unusable when its data.toml can not be read."""
    path = folder / "data.toml"
    if not os.path.lexists(path):
        return DeclaredModel(model)
    data, source = toml.read_within(path, folder)
    fields, problems = read_fields(data, path)
    if not required:
        fields = [
            replace(f, required=False, shape=optional(f.shape) if f.shape else None)
            for f in fields
            if f.shape or (relaxed and f.required is False)
        ]
    model, misfits = extended(model, fields, path)
    wrong = problems + misfits
    doubtful = frozenset(doubtful_name(model, problem.where.split(".")) for problem in wrong)
    return DeclaredModel(model, toml.with_lines(wrong, source, str(path)), doubtful)


def doubtful_name(model: RecordShape, path: Sequence[str]) -> str:
    """Return the name that is in doubt when a declaration for a path does not hold: the first that a model lacks, or the last."""
    lacking = (name for at, name in enumerate(path) if shape_at(model, path[: at + 1]) is None)
    return next(lacking, path[-1])


def model_as_far_as_declared(folders: Iterable[Path]) -> DeclaredModel:
    """Return the common data with what the forms in those folders add, one after the other, as far as their declarations hold.
    Raises Unusable when a data.toml can not be opened; of one that is no TOML every word may be a name in a group of the data."""
    grown = DeclaredModel(MODEL)
    for folder in folders:
        try:
            one = add_declared(grown.model, folder)
        except Unusable as error:
            words = frozenset(words_in(folder / "data.toml"))
            if not words:
                raise
            one = DeclaredModel(grown.model, error.problems, words - grown.model.fields.keys())
        grown = DeclaredModel(one.model, (*grown.problems, *one.problems), grown.doubtful | one.doubtful)
    return grown


def words_in(path: Path) -> Iterable[str]:
    """Return the words in a file; none for what is no file, or too large for a text that people write."""
    if not path.is_file() or path.stat().st_size > LARGEST_TEXT:
        return ()
    return WORD.findall(path.read_bytes().decode("utf-8", "replace"))


def known_model(besides: Sequence[Path] = ()) -> RecordShape:
    """Return the data that every form that ships with narrator knows, besides what the forms in those folders add; none is
    required for a form, nor, of all forms, what one of them does without. Raises Unusable.
    """
    model: RecordShape = MODEL
    done = set(besides)
    for name in names():
        for folder in reversed(shipped_chain(name)):  # what it goes on from first
            if folder not in done:
                model = grow_model(model, [folder], required=False, relaxed=not besides)
                done.add(folder)
    return model


def read_relations(
    folders: Iterable[Path], declared: DeclaredModel
) -> tuple[tuple[Declared, ...], list[Problem]]:
    """Return the relations that the forms in those folders declare between the figures of a model, and what is wrong with the others;
    what a folder declares for a figure takes the place of what those after it declare for that. Of what names something
    doubtful, and of a file that is none, nothing is said.
    """
    from narrator.disclosure.own_relations import own_relations  # not on the way to render

    declarations: list[Declared] = []
    wrong: list[Problem] = []
    settled: set[str] = set()
    for folder in folders:
        path = folder / "data.toml"
        if not os.path.lexists(path):
            continue
        try:
            data, source = toml.read_within(path, folder)
        except Unusable:
            continue
        certain = {
            name: entry
            for name, entry in data.items()
            if name not in settled and declared.doubtful.isdisjoint(WORD.findall(f"{name} {entry}"))
        }
        found, problems = own_relations(certain, declared.model, path)
        wrong += toml.with_lines(problems, source, str(path))
        declarations += found
        settled |= {
            name
            for name, entry in data.items()
            if isinstance(entry, dict) and not entry.keys().isdisjoint(RELATION_KEYS)
        }
    return tuple(declarations), wrong
