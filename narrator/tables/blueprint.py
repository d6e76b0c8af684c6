"""A form's tables as they are known once they have been composed: which cell prints which figure of the data.

Made by compose.survey; read by lint, by check and by the reader of public tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from narrator.disclosure.branch_shapes import OF_CODE
from narrator.disclosure.item_names import ITEM_NAME
from narrator.disclosure.public_tables import public_table
from narrator.disclosure.relation import ROWS
from narrator.spans import Text
from narrator.tables.plain import DASHES, plain

OWN = "项"  # what the path of a figure begins with in a table that a form prints for each item of a list
QUOTED = re.compile(r'"([^"]*)"')  # as titles in plain form have it
TEXTS = (*OF_CODE, ITEM_NAME, "级次")  # what of a row by code is no figure
EACH = "*"  # stands in the names on the way to a figure for every code, or every item of a list
Names = tuple[str, ...]


@dataclass(frozen=True)
class BlueprintCell:
    """A cell of a form's table.

    text: the words that it always prints, or "". path: the names of the figure or text of the data that it prints,
    below the item of the row's list or of the table's own (项), or (). own: whether the cell begins here, and is not
    one with the cell at its left or above. above: whether it is one with the cell above. item: whether it prints an
    item of the row's list itself, a name. base: where its path begins (支出决算表 各科目 *), or () when that is where
    the data begin. sources: the paths of all the figures that it prints or reckons with. filled: whether the data
    fill it in. counted: whether what it prints is a number of things. with_code: whether the code of its row stands in it before
    the name that the path is of. mixed: whether it prints something of the data and something else, so that nobody can read it back.
    """

    text: str = ""
    path: Names = ()
    own: bool = True
    above: bool = False
    item: bool = False
    base: Names = ()
    sources: Names = ()
    filled: bool = False
    counted: bool = False
    with_code: bool = False
    mixed: bool = False

    @cached_property
    def literal(self) -> str:
        """The words that it always prints, in plain form."""
        return plain(self.text)


@dataclass(frozen=True)
class BlueprintRow:
    """A row of a form's table, or all the rows that one loop prints.

    loop: the path of the list whose items it prints one by one, or (). keys: the codes or numbers of the items of
    the specimen that it printed. line: where it stands in the layout's file; 0 when that is not known.
    """

    places: tuple[BlueprintCell, ...]
    loop: Names = ()
    keys: Names = ()
    line: int = 0

    @cached_property
    def printed(self) -> tuple[tuple[int, Names], ...]:
        """The columns that print something of the data, each with its path."""
        return tuple((at, place.path) for at, place in enumerate(self.places) if place.path and place.own)

    @cached_property
    def figures(self) -> tuple[tuple[int, Names], ...]:
        """The columns that print figures of a public table, each with the path of its figure below the table."""
        found = ((at, ("各科目", "0", *path) if self.loop else path[1:]) for at, path in self.printed)
        return tuple((at, below) for at, below in found if below and below[-1] not in TEXTS)

    @cached_property
    def labels(self) -> Mapping[int, str]:
        """The words and codes by which this row is known, by column; line numbers (行次) are none."""
        return {
            at: place.literal
            for at, place in enumerate(self.places)
            if place.literal and place.own and not (place.literal.isdigit() and len(place.literal) < 3)
        } or {at: place.literal for at, place in enumerate(self.places) if place.literal and place.own}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Of each column the words at its left that name the row, "" where there are none."""
        found = [""]
        for place in self.places[:-1]:
            is_name = not (place.path or place.literal in DASHES or place.literal.isdigit())
            found.append(place.literal if is_name else found[-1])
        return tuple(found)

    @cached_property
    def spans(self) -> Mapping[tuple[int, ...], str]:
        """The words that it prints always, each by the columns over which its cell runs."""
        own = [at for at, place in enumerate(self.places) if place.own]
        ends = [*own[1:], len(self.places)]
        return {
            (at, *(column for column in range(at + 1, end) if self.places[column].literal == word)): word
            for at, end in zip(own, ends, strict=True)
            if (word := self.places[at].literal)
        }


def is_inner(loop: Names) -> bool:
    """Return whether a loop goes through a list of a row by code (一般公共预算项目支出表 各科目 2060101 各项目)."""
    return loop[1:2] == (ROWS,) and len(loop) > 2


@dataclass(frozen=True)
class Blueprint:
    """A form's table.

    name: of its layout's file. number: 公开01表, or "". title: in plain form, without its numbering mark, with … for
    what the data fill in. owner: the list for each of whose items the form prints such a table, or (). notes: those
    below the table, as they are of a specimen. label: what messages call it: 公开01表, or its title when the form numbers
    none.
    """

    name: str
    number: str
    title: str
    header: tuple[BlueprintRow, ...]
    body: tuple[BlueprintRow, ...]
    notes: tuple[Text, ...] = ()
    owner: Names = ()
    label: str = ""

    @cached_property
    def table(self) -> str:
        """The name of the public table that this is, or ""."""
        return public_table(self.name)

    @property
    def titled(self) -> str:
        """The title, or where there is none that which stands as the first row of the header; "" for none."""
        first = {plain(place.literal) for place in self.header[0].places} if self.header else set()
        return self.title or (first.pop() if len(first) == 1 else "")

    @cached_property
    def coded(self) -> str:
        """The table of the data whose rows by code this lists, when it is one of the form's own; "" for a public table."""
        lists = (row.loop[0] for row in self.body if row.loop[1:] == (ROWS,))
        return (
            "" if self.table or self.owner else next((name for name in lists if not public_table(name)), "")
        )

    @property
    def data_table(self) -> str:
        """The table of the data that this is to a reader: a public one, or one by code of the form's own; "" for others."""
        return self.table or self.coded

    @cached_property
    def by_row(self) -> bool:
        """Whether its rows alone tell what it prints, and no word over its columns: beside the figures of a public table it
        prints others (机构运行信息表), or under a row by code the items of a list of that row."""
        return any(is_inner(row.loop) for row in self.body) or any(
            place.path[:1] not in ((), (self.table,), (OWN,))
            for row in self.body
            if self.table and not row.loop
            for place in row.places
        )

    @property
    def has_words(self) -> bool:
        """Whether words of the form's own stand over the table or head its columns: a reader knows it by nothing else."""
        heads = (place.text for row in self.header for place in row.places)
        return any((self.title, self.number, *heads))

    @property
    def quoted_title(self) -> str:
        """The title with the quotes that are printed."""
        return QUOTED.sub(r"“\1”", self.title)

    @property
    def cited(self) -> str:
        """What a message calls this table: 《支出决算表》（公开03表）."""
        return f"《{self.quoted_title}》（{self.number}）" if self.number else f"《{self.quoted_title}》"

    @cached_property
    def own_item_names(self) -> Mapping[str, str]:
        """The names that it prints itself behind the codes of the rows whose figures it prints beside them."""
        found: dict[str, str] = {}
        for row in self.body:
            words = [place.text for place in row.places if place.own and not place.path]
            codes = {place.path[2] for place in row.places if len(place.path) == 4}
            found |= {code: name for code, name in pairwise(words) if code in codes and name}
        return found

    @cached_property
    def heads(self) -> frozenset[str]:
        """The words that its header prints always."""
        return frozenset(place.literal for row in self.header for place in row.places if place.literal)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that it prints always."""
        rows = (*self.header, *self.body)
        return frozenset(place.literal for row in rows for place in row.places if len(place.literal) > 1)
