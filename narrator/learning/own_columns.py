"""Columns of a table by code of which nothing is understood: each is data of the form's own, a cell of it for every row. As words
of the form they would be printed of any rows of any year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from narrator.learning.data_place import AMOUNT, COUNT
from narrator.learning.notebook import Asked, Notebook, pattern_of_row
from narrator.number import read_digits
from narrator.tables.plain import DASHES
from narrator.tables.public import NUMBER

TEXT = "名称"


@dataclass(frozen=True)
class OwnColumn:
    """A column of a public table. table: its name. words: those over it. cells: what stands in it, in plain form, by the paths of the
    rows."""

    table: str
    words: str
    cells: Mapping[str, str]

    @property
    def printed(self) -> dict[str, str]:
        """What stands in the cells that print something, by the paths of the rows."""
        return {row: text for row, text in self.cells.items() if text not in DASHES}

    @property
    def kind(self) -> str:
        """Which kind of data it holds: 金额, 个数 where none lacks, or a 名称."""
        texts = self.printed.values()
        if not all(map(NUMBER.fullmatch, texts)):
            return TEXT
        if any("." in text for text in texts):
            return AMOUNT
        return COUNT if len(texts) == len(self.cells) else TEXT

    def name_in(self, notebook: Notebook) -> str:
        """Return what the column is called below its rows, its cells kept as data: the one that a person said it is, or a new one."""
        printed, kind = self.printed, self.kind
        where, first = f"{self.table}：“{self.words}”这一列", next(iter(printed.values()))
        if answer := notebook.answers.get((where, first)):
            return answer.rpartition(".")[2]
        taken = {one.path for one in notebook.places.all()}.union(notebook.stated)
        called = name = notebook.name_of(self.words, kind)
        number = 2
        while any(f"{row}.{name}" in taken for row in self.cells):
            name, number = f"{called}{number}", number + 1
        for row in self.cells:
            whole = f"{row}.{name}"
            path = whole if row.endswith(".合计") else f"{pattern_of_row(row)}.{name}"
            notebook.own[path] = (kind, where)
            if row in printed:
                text = printed[row]
                notebook.stated[whole] = text if kind == TEXT else read_digits(text)
        notebook.asked.append(Asked(where, first, f"{next(iter(printed))}.{name}", ()))
        return name
