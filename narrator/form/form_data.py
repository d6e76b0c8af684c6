"""What the data.toml of a form, and of those that it goes on from, declares: fields of its own, and relations between
figures."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from narrator import toml
from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.fields import RELATION_KEYS, extended, optional, read_fields
from narrator.disclosure.model import MODEL
from narrator.form.form_folders import names, shipped_chain
from narrator.problem import Problem, Unusable

if TYPE_CHECKING:
    from narrator.disclosure.relation import Declared


def grow_model(
    model: RecordShape, folders: Iterable[Path], required: bool = True, relaxed: bool = False
) -> RecordShape:
    """Return a model with the fields that the forms in those folders add, one after the other.

    required: False when none of the forms' own fields has to be filled in; relaxed: whether what one of them says need
    not be filled in then need not be. Raises Unusable.
    """
    for folder in folders:
        path = folder / "data.toml"
        if not os.path.lexists(path):
            continue
        data, source = toml.read_within(path, folder)
        fields, problems = read_fields(data, path)
        if not required:
            fields = [
                replace(f, required=False, shape=optional(f.shape) if f.shape else None)
                for f in fields
                if f.shape or (relaxed and f.required is False)
            ]
        model, misfits = extended(model, fields, path)
        if problems or misfits:
            raise Unusable(toml.with_lines(problems + misfits, source, str(path)))
    return model


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
    folders: Iterable[Path], own_model: RecordShape
) -> tuple[tuple[Declared, ...], list[Problem]]:
    """Return the relations that the forms in those folders declare between the figures of a model, and what is wrong with the others;
    what a folder declares for a figure takes the place of what those after it declare for that. Raises Unusable when a file is none.
    """
    from narrator.disclosure.own_relations import own_relations  # not on the way to render

    declarations: list[Declared] = []
    wrong: list[Problem] = []
    settled: set[str] = set()
    for folder in folders:
        path = folder / "data.toml"
        if not os.path.lexists(path):
            continue
        data, source = toml.read_within(path, folder)
        found, problems = own_relations(
            {name: entry for name, entry in data.items() if name not in settled}, own_model, path
        )
        wrong += toml.with_lines(problems, source, str(path))
        declarations += found
        settled |= {
            name
            for name, entry in data.items()
            if isinstance(entry, dict) and not entry.keys().isdisjoint(RELATION_KEYS)
        }
    return tuple(declarations), wrong
