"""The base with tables added that it does not print: a form for as long as something is learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrator.form import Form
from narrator.form_knowledge import blueprints
from narrator.tables.blueprint import OWN
from narrator.toml import quote, write_value


@dataclass(frozen=True)
class AddedTable:
    """A table that is added to the base, or takes the place of its own of that name. layout: its file. owner: the path
    of the list for each of whose items it is printed, "" for one that is printed once. data: the entries of
    data.toml that the base lacks; styles: those of styles.toml."""

    name: str
    layout: str
    owner: str
    data: Mapping[str, Mapping[str, Any]]
    styles: Mapping[tuple[str, str], Mapping[str, Any]]

    @property
    def call(self) -> str:
        """What prints it, in a template."""
        if not self.owner:
            return f'{{{{ 表("{self.name}") }}}}'
        return (
            f'{{% for {OWN} in {self.owner} %}}\n{{{{ 表("{self.name}", {OWN}={OWN}) }}}}\n\n{{% endfor %}}'
        )


def with_tables(base: Form, tables: Sequence[AddedTable], folder: Path) -> Form:
    """Return the base with tables added behind all else. folder: an empty one, where their files are written."""
    if not tables:
        return base
    (folder / "tables").mkdir()
    for one in tables:
        (folder / "tables" / f"{one.name}.toml").write_text(one.layout, "utf-8")
    main = base.file(base.main).read_text("utf-8").rstrip("\n")
    printed = blueprints(base)  # it may have layouts of tables that it does not call for
    if calls := [one.call for one in tables if one.name not in printed]:
        (folder / base.main).write_text("\n\n".join([main, *calls]) + "\n", "utf-8")
    write_entries(folder / "data.toml", {(key,): entry for one in tables for key, entry in one.data.items()})
    write_entries(folder / "styles.toml", {key: entry for one in tables for key, entry in one.styles.items()})
    return base._replace(folder=folder, base=base, near=())


def with_wordings(draft: Form, lines: Sequence[str], folder: Path) -> Form:
    """Return a draft that says some things otherwise than the base. lines: of a phrasebook. folder: where its files are written."""
    if not lines:
        return draft
    (folder / "phrasebook.toml").write_text("\n".join(lines), "utf-8")
    return draft if draft.folder == folder else draft._replace(folder=folder, base=draft, near=())


def write_entries(path: Path, entries: Mapping[tuple[str, ...], Mapping[str, Any]]) -> None:
    """Write a file of TOML, a table for each key; no file when there is none."""
    if entries:
        path.write_text(entries_as_text(entries), "utf-8")


def entries_as_text(entries: Mapping[tuple[str, ...], Mapping[str, Any]]) -> str:
    """Return the text of a file of TOML, a table for each key."""
    return "\n".join(
        f"[{'.'.join(map(quote, key))}]\n"
        + "".join(f"{quote(name)} = {write_value(value)}\n" for name, value in entry.items())
        for key, entry in entries.items()
    )
