"""A form as if it printed its amounts in 元: what its templates, tables and words say behind an amount, and its form.toml.

A report in 元 is read, judged and learned from by its form in 元, so that what it prints is known to its last decimal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from narrator import toml
from narrator.document import Document
from narrator.form.form_keys import PROSE, PROSE_ZERO, TABLES, UNIT
from narrator.form.number_formats import (
    find_number_formats,
    money_unit_of_tables,
    restate_wordings,
    with_number_formats,
)
from narrator.form.official_form import Form
from narrator.number import MoneyUnit
from narrator.phrases.entries import Book

OF_MONEY = (UNIT, PROSE, TABLES, PROSE_ZERO)
# 100万元以上设备 is the name of a thing, and what an average is told in is said by its name.
OF_AMOUNTS = re.compile(r"(?<![1-9]0)(?<![1-9]00)(?<!均值)(?<!均值万元 \}\})万元")


def form_in_yuan(base: Form, stated: dict[str, str], folder: Path, book: Book) -> Form:
    """Return a form as if it printed numbers as entries of form.toml state, where they state that amounts are in 元; the base
    itself where they do not. folder: one that is not there yet, for the files that this takes. book: the base's."""
    if UNIT not in stated:
        return base
    folder.mkdir()
    draft = with_number_formats(base, stated)
    for file, text in restated_files(base):
        place = folder / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    (folder / "phrasebook.toml").write_text(
        "\n".join(restate_wordings(book, draft.printing, in_yuan)), "utf-8"
    )
    return draft._replace(folder=folder, base=base, near=())


def restated_files(base: Form) -> Iterator[tuple[str, str]]:
    """Yield the templates and table layouts of a form that name the unit of amounts, by their names: of a layout the entries
    that do."""
    layouts: dict[str, dict[str, Any]] = {}
    for one in reversed(base.chain):
        for path in sorted((one.folder / "tables").glob("*.toml")):
            layouts.setdefault(path.stem, {}).update(toml.read_within(path, one.folder)[0])
    for name, entries in layouts.items():
        if named := {key: other for key, value in entries.items() if (other := in_yuan_all(value)) != value}:
            lines = (f"{toml.quote(key)} = {toml.write_value(value)}\n" for key, value in named.items())
            yield f"tables/{name}.toml", "".join(lines)
    names = {path.relative_to(one.folder) for one in base.chain for path in one.folder.rglob("*.jinja")}
    for name in sorted(map(Path.as_posix, names)):
        text = base.file(name).read_text("utf-8")
        if (other := in_yuan(text)) != text:
            yield name, other


def in_yuan(text: str) -> str:
    """Return a text that names the unit of amounts, with 元 for 万元."""
    return OF_AMOUNTS.sub(MoneyUnit.YUAN.value, text)


def in_yuan_all(value: Any) -> Any:
    """Return a text, or a list of them, with 元 for 万元; what is neither as it is."""
    match value:
        case str():
            return in_yuan(value)
        case list():
            return [in_yuan_all(one) for one in value]
        case _:
            return value


def is_in_other_money_unit(document: Document, form: Form) -> bool:
    """Return whether the tables of a report that was not made in a form are in 元, and those of the form are not."""
    return form.money.unit is not MoneyUnit.YUAN and money_unit_of_tables(document) is MoneyUnit.YUAN


def form_in_money_unit_of(document: Document, form: Form, folder: Path, book: Book) -> Form:
    """Return the form by which a report is read that was not made in it: as if it printed 元, when both the prose and the tables
    of the report do. folder, book: as of `form_in_yuan`."""
    if not is_in_other_money_unit(document, form):
        return form
    stated = find_number_formats(document, form)
    return form_in_yuan(form, {key: stated[key] for key in OF_MONEY if key in stated}, folder, book)
