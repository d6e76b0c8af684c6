"""An official form: a folder with its outline and prose, table layouts and page styles, all data.

A form may go on from another one (沿用): what its folder does not have is taken from that one's. Whoever reads a file of
a form asks `Form.holder` which form of the chain has it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from narrator import toml
from narrator.form.form_keys import (
    PROSE,
    PROSE_ZERO,
    RATE_ZERO,
    RATES,
    TABLES,
    UNIT,
)
from narrator.problem import Problem, Unusable
from narrator.shipped import shipped

# What a form is made into is loaded when it is asked for: to list the forms takes none of it.
if TYPE_CHECKING:
    from narrator.disclosure.branch_shapes import RecordShape
    from narrator.disclosure.relation import Declared
    from narrator.facts.operand import Publication
    from narrator.form.form_data import DeclaredModel
    from narrator.form.table_layout import Layout
    from narrator.number import Money
    from narrator.number_format import NumberFormat
    from narrator.phrases.misprints import Printing


class StatedForm(NamedTuple):
    """What an official form says of itself in its form.toml, and in those of the forms that it goes on from.

    title: its full name.
    main: the template that begins the report.
    file_title: the template of the document's title.
    zero: what a table prints for an amount of zero.
    unpublished: patterns of paths whose figures the form does not print (see `facts.operand.Publication`).
    base: the form that it goes on from (沿用), or None.
    left_out: the public tables that it does not print, by their names in the data.
    near: the provinces without a form that ships whose own is most like this one; not its base's.
    no_contents: whether its report has no contents.
    lowered: whether its parts are numbered 一、, and all that is in them a level lower than the marks say.
    together: words for one thing that it uses side by side (下降, 降低); of others lint tells.
    numbers: what it states of how numbers are printed, by the keys of `form_keys.NUMBER_KEYS`, its base's included.
    """

    folder: Path
    name: str
    title: str
    year: int
    authority: str
    main: str
    file_title: str
    zero: str
    unpublished: tuple[str, ...]
    source: str  # of form.toml, to tell lines in messages
    base: Form | None = None
    left_out: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    no_contents: bool = False
    lowered: bool = False
    together: tuple[str, ...] = ()
    numbers: Mapping[str, str] = MappingProxyType({})


class Form(StatedForm):
    """An official form: what it states, and what is made of the files in its folder, each when it is asked for."""

    def __hash__(self) -> int:
        """Return a number that is the same for equal forms; the texts need not be looked at for that."""
        return hash(self.folder)

    @cached_property
    def money(self) -> Money:
        """How it prints amounts. Raises Unusable when sentences and tables would have other decimals."""
        from narrator.number import MONEY, Money, MoneyUnit

        if not self.numbers.keys() & {UNIT, PROSE, TABLES, PROSE_ZERO}:
            return MONEY
        prose = self.number_format(PROSE)
        tables = self.number_format(TABLES) if TABLES in self.numbers else prose
        if prose.places != tables.places:
            path, line = self.place(TABLES)
            what = f"正文里的金额印{prose.places}位小数，表里的印{tables.places}位，读者对不上"
            raise Unusable([Problem(TABLES, what, "改成一样多的小数位", file=str(path), line=line)])
        unit = MoneyUnit(self.numbers.get(UNIT, MoneyUnit.WAN.value))
        money = Money(unit, prose, tables, self.numbers.get(PROSE_ZERO))
        return MONEY if money == MONEY else money

    @cached_property
    def rates(self) -> NumberFormat:
        """How it prints per cent."""
        from dataclasses import replace

        format = self.number_format(RATES)
        return replace(format, zero=self.numbers[RATE_ZERO]) if RATE_ZERO in self.numbers else format

    def number_format(self, key: str) -> NumberFormat:
        """Return the number format that it states under a key, that of two decimals when it states none."""
        from narrator.number_format import TWO_DECIMALS, NumberFormat

        return NumberFormat.of(self.numbers[key]) if key in self.numbers else TWO_DECIMALS

    @property
    def printing(self) -> Printing:
        """How it prints the numbers for which wordings are written."""
        from narrator.phrases.misprints import Printing

        return Printing((self.money.unit.value,), (self.rates.places,), self.rates.zero)

    @cached_property
    def publication(self) -> Publication:
        """What a reader of its reports knows of a figure, and as which number."""
        from narrator.facts.operand import Publication

        return Publication(self.unpublished, self.rates, self.money)

    @cached_property
    def chain(self) -> tuple[Form, ...]:
        """This form, the one that it goes on from, the one that that goes on from …"""
        return (self, *(self.base.chain if self.base else ()))

    @cached_property
    def folders(self) -> tuple[Path, ...]:
        """Its folder and those of the forms that it goes on from, in the order of its chain."""
        return tuple(one.folder for one in self.chain)

    @property
    def own_folders(self) -> list[Path]:
        """The folders of this form and of those that it goes on from which do not ship with narrator."""
        ours = shipped("templates").resolve()
        return [folder for folder in self.folders if folder.resolve().parent != ours]

    def holder(self, name: str) -> Form:
        """Return the form whose file of that name this one uses: the first of its chain that has one, itself when
        none has."""
        return next((one for one in self.chain if os.path.lexists(one.folder / name)), self)

    def file(self, name: str) -> Path:
        """Return the file of that name that this form uses, where it stands or should stand."""
        return self.holder(name).folder / name

    def place(self, key: str) -> tuple[Path, int]:
        """Return the form.toml that states a key for this form, and the line of it."""
        if key not in self.lines and self.base:
            return self.base.place(key)
        return self.folder / "form.toml", toml.nearest_line(key, self.lines)

    @cached_property
    def lines(self) -> Mapping[str, int]:
        """The lines of the keys in its own form.toml."""
        return toml.line_numbers_of(self.source)

    @cached_property
    def styles(self) -> Mapping[str, object]:
        """The page and paragraph styles; what an entry does not state is as in the form that this one goes on from.
        Raises Unusable."""
        path = self.folder / "styles.toml"
        if self.base is None:
            return toml.read_within(path, self.folder)[0]
        if not os.path.lexists(path):
            return self.base.styles
        return toml.lay_over(self.base.styles, toml.read_within(path, self.folder)[0])

    @cached_property
    def model(self) -> RecordShape:
        """The data that this form asks for. Raises Unusable.

        Fields of the other forms that ship with narrator are known, so that the same data.json serves
        several forms, but none of theirs is required.
        """
        from narrator.form.form_data import grow_model, known_model

        return self.printed(grow_model(known_model(self.folders), reversed(self.folders)))

    @cached_property
    def own_model(self) -> RecordShape:
        """The data that this form may use: the common part, and what its own data.toml adds to it. Raises
        Unusable.

        A form that needs nothing more has no data.toml.
        """
        declared = self.declared_model
        if declared.problems:
            raise Unusable(declared.problems)
        return declared.model

    @property
    def declared_model(self) -> DeclaredModel:
        """The data that this form may use, as far as what its data.toml declares holds, and what is wrong with the rest: read anew
        until nothing is. Raises Unusable when a data.toml can not be opened."""
        from narrator.form.form_data import DeclaredModel, model_as_far_as_declared

        if "own_model" in vars(self):
            return DeclaredModel(self.own_model)
        declared = model_as_far_as_declared(reversed(self.folders))
        return declared._replace(model=self.printed(declared.model))

    def printed(self, model: RecordShape) -> RecordShape:
        """Return a model of data whose amounts are read as this form prints them."""
        from narrator.disclosure.branch_shapes import DataShape

        return DataShape(model.description, model.required, model.fields, self.money, self.named_by_title)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words in its files but data.toml, which declares data: among them the name of whatever its templates print."""
        from narrator.form.form_data import words_in

        files = [path for folder in self.folders for path in folder.rglob("*") if path.name != "data.toml"]
        return frozenset(word for path in files for word in words_in(path))

    @cached_property
    def relations(self) -> tuple[Declared, ...]:
        """The relations that its data.toml declares between the figures of its own model. Raises Unusable.

        Where it declares some for a figure, those that the forms behind it declare for that figure do not count.
        """
        _ = self.own_model  # of which it is told first
        relations, problems = self.sound_relations
        if problems:
            raise Unusable(problems)
        return relations

    @property
    def sound_relations(self) -> tuple[tuple[Declared, ...], list[Problem]]:
        """Those of its relations that can be read, and what is wrong with the others. Raises Unusable when a data.toml can not be
        opened."""
        from narrator.form.form_data import read_relations

        return read_relations(self.folders, self.declared_model)

    @cached_property
    def layouts(self) -> dict[str, Layout]:
        """The table layouts by the names of their files. Raises Unusable."""
        layouts, problems = self.sound_layouts
        if problems:
            raise Unusable(problems)
        return layouts

    @property
    def sound_layouts(self) -> tuple[dict[str, Layout], list[Problem]]:
        """Those of its table layouts that can be read, by the names of their files, and what is wrong with the others: read anew
        until nothing is.

        What the layout of a form does not state is as in the layout of that name of the form that it goes on from.
        """
        from narrator.form.table_layout import read_layout

        if "layouts" in vars(self):
            return self.layouts, []
        layouts: dict[str, Layout] = {}
        problems: list[Problem] = []
        if self.base:
            try:
                layouts |= self.base.layouts
            except Unusable as error:
                layouts, problems = self.base.sound_layouts[0], list(error.problems)
        for path in sorted((self.folder / "tables").glob("*.toml")):
            try:
                layouts[path.stem] = read_layout(path, self.folder, layouts.pop(path.stem, None))
            except Unusable as error:
                problems += error.problems
        return layouts, problems

    @property
    def tables_from(self) -> Form:
        """The form whose tables this one has: the first of its chain that lays out or places some of its own."""
        return next((one for one in self.chain if one.base is None or one.touches_tables), self)

    @property
    def touches_tables(self) -> bool:
        """Whether its folder holds more than its form.toml, styles and words, so that its tables may not be those of
        the form that it goes on from."""
        harmless = {"form.toml", "styles.toml", "phrasebook.toml"}
        return any(path.name not in harmless for path in self.folder.iterdir())

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What this form calls the public tables (公开03表), by the names that data.json gives them.

        A table that the form does not number is called by its title, one that it leaves out by the name of data.json.
        Raises Unusable.
        """
        from narrator.disclosure.public_tables import PUBLIC_TABLES

        said = {name: layout.label for name, layout in self.layouts.items()}
        return {name: said.get(name) or name for name in PUBLIC_TABLES}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The headings of the public tables of this form, by what messages call them (公开03表 → 公开03表 支出决算表). Raises
        Unusable."""
        return {label: self.entitled(name) or label for name, label in self.labels.items()}

    def named_by_title(self) -> Mapping[str, str]:
        """Return the names of its table layouts by the titles that it prints over them. Raises Unusable."""
        return {layout.words_of_title: name for name, layout in self.layouts.items()}

    def numbered(self, path: str) -> str:
        """Return the number that this form gives the public table in which a path stands (公开03表), its title when
        it numbers none, "" when the path stands in no table of this form. Raises Unusable."""
        from narrator.disclosure.public_tables import public_table

        layout = self.layouts.get(public_table(path))
        return layout.label if layout else ""

    def entitled(self, path: str) -> str:
        """Return the number and the title that this form gives the public table in which a path stands: 公开03表
        支出决算表.

        "" when the path stands in none. Raises Unusable.
        """
        from narrator.disclosure.public_tables import public_table

        name = public_table(path)
        layout = self.layouts.get(name)
        if not name or layout is None:
            return ""
        return " ".join(filter(None, (layout.number, layout.words_of_title)))

    def phrasebooks(self) -> list[Path]:
        """The phrasebook files of this form, each over the one before: the common one, those of the forms that it goes
        on from, its own."""
        common = shipped("phrasebook") / "通用.toml"
        found = [one.own_phrasebook for one in reversed(self.chain)]
        return list(dict.fromkeys([common, *filter(None, found)]))

    @property
    def own_phrasebook(self) -> Path | None:
        """The phrasebook file of this form alone, or None. Raises Unusable when it leads out of the folder."""
        own = self.folder / "phrasebook.toml"
        if own.exists():
            toml.refuse_outside(own, self.folder)
            return own
        beside = shipped("phrasebook") / f"{self.folder.name}.toml"
        return beside if beside.exists() else None
