"""The forms that there are, and new ones begun from them."""

from __future__ import annotations

from pathlib import Path

from narrator import form as forms
from narrator.problem import Problem, Unusable


def list_forms(folder: Path) -> tuple[list[str], list[Problem]]:
    """Return a line for every form that ships or stands in the folder, and what is wrong with those that can not
    be loaded.
    """
    lines: list[str] = []
    problems: list[Problem] = []
    for name in (*forms.names(), *forms.own_names(folder)):
        try:
            one = forms.load(name)
        except Unusable as error:
            problems += error.problems
        else:
            lines.append(f"{name}\t{one.year}年度\t{one.authority}\t{one.title}")
    return lines, problems


def begin_form(name: str, model: str, folder: Path) -> Path:
    """Make a new form in the folder, a copy of the form that `model` names, and return where it stands.

    Raises Unusable when the name is taken or can not be one, or nothing can be written there.
    """
    return forms.begin(name, forms.load(model), folder)
