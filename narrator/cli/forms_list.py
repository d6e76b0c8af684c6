"""The list of the forms that there are, as `narrator forms` prints it; it loads no typer."""

from __future__ import annotations

from pathlib import Path

from narrator.cli.screen import answer
from narrator.commands.forms import list_forms
from narrator.problem import Unusable


def show_forms(format: str = "text", output: Path | None = None) -> None:
    """Print the forms that ship or stand in the current folder. format, output: as of `answer`. Raises Unusable, when
    that is done, for those that can not be loaded."""
    listed = list_forms(Path())
    answer(listed.lines(), listed.as_data, format, output)
    if listed.problems:
        raise Unusable(listed.problems)
