"""Tables that another form has, and the base lacks: with their data and their styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from narrator import form as forms
from narrator import toml
from narrator.compose.outline import PARAGRAPHS
from narrator.disclosure.lookup import shape_at
from narrator.form import Form, form_folders
from narrator.form.table_layout import Layout
from narrator.form_knowledge import blueprints
from narrator.learning.drafting import AddedTable
from narrator.learning.layouts import write_layout
from narrator.tables.blueprint import EACH, OWN, Blueprint
from narrator.tables.matrix import Matrix
from narrator.tables.plain import plain

LINE = re.compile(r"栏次|\d+")  # the row of a header that numbers its columns, which some reports leave out
ALIKE = 0.6  # how many of a layout's words a table has that is that table
PATH = re.compile(r"(?<![\w.])[^\W\d]\w*+(?:\.[^\W\d]\w*+)++")
TEXT_STYLE = "文字样式"
# Where the page, the title and the look of a table have their styles
STYLED = ("页面版式", PARAGRAPHS, "表格样式")


def others_than(base: Form) -> list[Form]:
    """Return the forms that ship but the base, first those from which it goes on, of which it may leave out a table."""
    shipped = [forms.load(name) for name in form_folders.names()]
    return sorted((one for one in shipped if one.name != base.name), key=lambda one: one not in base.chain)


def find_table(
    rows: Matrix, others: Sequence[Form], left_out: Sequence[str] = ()
) -> tuple[Form, Blueprint] | None:
    """Return which table of which of other forms a table of a report is; None when it is none of theirs. left_out: the public
    tables that the base does not print: it reads the others itself."""
    likely = [
        (share, form, blueprint)
        for form in others
        for blueprint in blueprints(form).values()
        if (not blueprint.table or blueprint.by_row or blueprint.table in left_out)
        and (share := table_likeness(rows, blueprint)) >= ALIKE
    ]
    return max(likely, key=lambda one: one[0])[1:] if likely else None


def find_told_again(
    rows: Matrix, title: str, base: Form, others: Sequence[Form]
) -> tuple[Form, Blueprint] | None:
    """Return which public table of which of other forms a table of a report is, where the base has a table of that name under
    another title; None when it is none. title: in plain form, without its number."""
    likely = [
        (share, form, blueprint)
        for form in others
        for blueprint in blueprints(form).values()
        if blueprint.table
        and blueprint.title == title
        and (own := blueprints(base).get(blueprint.name))
        and own.title != title
        and (share := table_likeness(rows, blueprint)) >= ALIKE
    ]
    return max(likely, key=lambda one: one[0])[1:] if likely else None


def table_likeness(rows: Matrix, blueprint: Blueprint) -> float:
    """Return how many of the words that a form's table always prints stand in a table of a report; 0 for one with other columns
    or another header."""
    if not blueprint.body or len(rows[0]) != len(blueprint.body[0].places):
        return 0.0
    top = {plain(cell) for row in rows[: len(blueprint.header) + 1] for cell in row}
    if not {one for one in blueprint.heads if not LINE.fullmatch(one)} <= top or not blueprint.words:
        return 0.0
    words = {plain(cell) for row in rows for cell in row}
    return len(words & blueprint.words) / len(blueprint.words)


def borrow_table(form: Form, blueprint: Blueprint, base: Form, name: str = "") -> AddedTable:
    """Return a table of another form, with what the base lacks of its data and its styles. name: what it is called beside the
    base's own of its name, whose place it takes otherwise."""
    layout = form.layouts[blueprint.name]
    paths = {path for row in blueprint.body for path in paths_of_row(row.places, row.loop, blueprint.owner)}
    lacking = {
        ".".join(path) for path in paths | named_in(layout.body, form) if not shape_at(base.own_model, path)
    }
    names = {path[0] for path in paths if ".".join(path) in lacking}
    declared: dict[str, Mapping[str, Any]] = {}
    for one in reversed(form.chain):
        path = one.folder / "data.toml"
        entries = toml.read_within(path, one.folder)[0] if path.exists() else {}
        for key, entry in entries.items():
            if not isinstance(entry, dict):
                continue
            mentioned = {str(part).split(".")[0] for part in entry.get("等于", ())}
            if key.split(".")[0] in names or key in lacking or mentioned & names:
                declared[key] = {name: value for name, value in entry.items() if name != "必填"}
    called = name or blueprint.name
    return AddedTable(
        called,
        "\n".join(write_layout(layout, base.layouts.get(called))) + "\n",
        ".".join(blueprint.owner),
        {key: entry for key, entry in declared.items() if entry},
        dict(missing_styles(layout, form.styles, base.styles)),
    )


def named_in(body: str, form: Form) -> set[tuple[str, ...]]:
    """Return the paths of the data that a form's layout names, in whatever it does with them."""
    found = {tuple(one.split(".")) for one in PATH.findall(body)}
    return {path for path in found if shape_at(form.own_model, path)}


def paths_of_row(
    places: Sequence[Any], loop: tuple[str, ...], owner: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """Yield the paths of the data that a row of a form's table prints."""
    for place in places:
        if place.path:
            above = (*loop, EACH) if loop else ()
            path = (*above, *place.path)
            yield (*owner, "1", *path[1:]) if path[0] == OWN else path


def missing_styles(
    layout: Layout, styles: Mapping[str, Any], base: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, str], Mapping[str, Any]]]:
    """Yield the styles that a layout names and the base lacks, by their kind and name."""
    wanted = [
        (kind, name)
        for kind, name in zip(STYLED, (layout.page, layout.style, layout.look), strict=True)
        if name
    ]
    for kind, name in wanted:
        entry = styles.get(kind, {}).get(name)
        if entry and name not in base.get(kind, {}):
            yield (kind, name), entry
            text = entry.get(TEXT_STYLE)
            if text and text not in base.get(PARAGRAPHS, {}):
                yield (PARAGRAPHS, text), styles[PARAGRAPHS][text]
