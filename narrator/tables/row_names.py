"""The names of the rows of a public table: which row a cell with a code or a name stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from narrator.disclosure.branch_shapes import LEVELS
from narrator.disclosure.classification import class_rows
from narrator.regex import compile_later
from narrator.tables.plain import ITEM_CODE, plain
from narrator.tables.vocabulary import SUM, TableWords, bare, places_of_figures, unbracketed

TOGETHER = re.compile(rf"({ITEM_CODE})(\D.*)")  # 2060101行政运行
BETWEEN = "-—－:：、.．· \t\u3000\xa0\n"  # what may stand between them
WHOLE = re.compile(r"[\[【']?(\d+)(?:\.0+)?[\]】]?")  # 2060101, [2060101], '2060101 as a cell of text has it
DOTTED = re.compile(r"\d{3}(?:[.-]\d{2}){1,2}")  # 206.01.01
# The name of a 科目 in prose, in plain form, which may have brackets of its own (政府办公厅(室)及相关机构事务), and an item with
# those above it: …(类)…(款)…(项).
NAME_IN_PROSE = r"(?:[^,。;:()]|\((?![类款项]\))[^,。;:()]{1,12}\)){1,40}+"
ITEM_IN_PROSE = compile_later(
    r"(?<![^,。;:、()\d])(?P<type>[^,。;:、()\d]++)\(类\)"
    rf"(?P<group>{NAME_IN_PROSE})\(款\)(?P<item>{NAME_IN_PROSE})\(项\)"
)
SUBTOTAL = "小计"  # of the rows of a class, below them
SHORTEST_CODE = min(LEVELS)
LIKE = 0.75  # how much of a name must be another's to be that one misprinted


class Named(NamedTuple):
    """The row that a cell names: its row or code, "" when it is not known; the name beside the code; whether it was
    named before; whether its name is not quite the one that it stands for."""

    row: str = ""
    name: str = ""
    again: bool = False


@dataclass
class RowNames:
    """Finds the rows of one side of a public table by its words; each row but once."""

    table: str
    side: str
    words: TableWords

    def __post_init__(self) -> None:
        self.order = {
            parts.row: at for at, parts in enumerate(places_of_figures(self.table)) if parts.side == self.side
        }
        self.coded = "0" in self.order
        self.met: set[str] = set()
        self.code = ""  # of the last row that had one
        self.last = -1
        self.stepwise = False  # whether a row prints but its own part of its code

    def knows(self, label: str) -> bool:
        """Return whether a label is the name of a row on this side."""
        return bool(self.candidates(bare(label)))

    def find(self, codes: Sequence[str], label: str, code: str) -> Named:
        """Return the row that has the code which some cells print, see `code_in_cells`, and the label."""
        name = label
        if self.coded and not code:
            code, name = part_label(label)
        if self.coded and not code:  # 2060101-行政运行 beside 行政运行
            code = next(
                (one for one, said in map(part_label, codes) if one and bare(said) == bare(label)), ""
            )
        if self.coded and not code:
            known = self.words.codes.get(bare(label), set())
            if len(known) == 1 and not self.candidates(bare(label)):
                [code] = known
        if self.coded and code:
            again = code in self.met
            self.met.add(code)
            self.code = code
            return Named(code, "" if plain(name) == code else name, again)
        return self.called(bare(label))

    def class_summed(self, label: str) -> tuple[str, str]:
        """Return the code and the name of the class that a row sums up by its label: the one that stands before 小计, or, where nothing
        does, that of the row above; "" twice for another row."""
        word = bare(label)
        name = unbracketed(word.removesuffix(SUBTOTAL))
        if word == SUBTOTAL:
            return self.code[:SHORTEST_CODE], ""
        if not self.coded or name == word:
            return "", ""
        return next(((code, one) for code, one in class_rows().items() if name in (code, one)), ("", ""))

    def called(self, word: str) -> Named:
        """Return the row that a word is the name of; of several, the next one."""
        several = [row for row in self.candidates(word) if row not in self.met]
        if not several:
            return Named(next(iter(self.candidates(word)), ""), again=bool(self.candidates(word)))
        row = next((one for one in several if self.order[one] > self.last), several[0])
        self.met.add(row)
        if len(self.candidates(word)) == 1:
            self.last = self.order[row]
        return Named(row)

    def candidates(self, word: str) -> list[str]:
        """Return the rows that a word may mean: to the letter, without what it has in brackets, or
        misprinted.
        """
        rows = self.words.rows
        found = rows.get((self.side, word)) or rows.get((self.side, unbracketed(word)))
        if not found and not self.coded and (both := TOGETHER.fullmatch(word)):
            return self.candidates(both[2])  # 208社会保障和就业支出
        if found or len(word) < 3 or self.coded:
            return found or (
                [SUM] if self.coded and word in ("合计", "总计", "本年合计") and SUM in self.order else []
            )
        near = [
            (ratio, several)
            for (side, other), several in rows.items()
            if side == self.side and (ratio := word_likeness(word, other)) >= LIKE
        ]
        near = [one for one in near if not self.met & {*one[1]}]
        return max(near)[1] if near else []


def are_in_steps(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the code cells of rows, of each those of 类, 款 and 项, print the row's own part and not those above it:
    208 | | and below it | 05 | and | | 01."""
    printed = [[plain(cell) for cell in row] for row in rows]
    parts = [[(at, cell) for at, cell in enumerate(row) if cell] for row in printed]
    coded = [row[0] for row in parts if len(row) == 1 and row[0][1].isdigit()]
    alone = all(len({cell for _, cell in row}) < 2 for row in parts)
    return (
        alone and {at for at, _ in coded} >= {0, 1} and all(len(one) == (2 if at else 3) for at, one in coded)
    )


def code_in_step(cells: Sequence[str], above: str) -> str:
    """Return the code of a row whose cells print its own part alone, below a row with a code; "" when they do not follow it."""
    parts = [(at, part) for at, cell in enumerate(cells) if (part := plain(cell))]
    if len(parts) != 1 or not parts[0][1].isdigit():
        return ""
    [(at, part)] = parts
    begin = [0, *sorted(LEVELS)][at]
    return above[:begin] + part if len(above) >= begin else ""


def part_label(label: str) -> tuple[str, str]:
    """Return the code and the name that stand in one cell; "" and the label where no code stands before a name."""
    found = TOGETHER.fullmatch(plain(label))
    if not found:
        return "", label
    code = found[1]
    end = next((at for at in range(len(code), len(label)) if plain(label[:at]) == code), len(label))
    name = label[end:].strip(BETWEEN)
    return (code, name) if name else ("", label)


def word_likeness(word: str, other: str) -> float:
    """Return how much of two words is the same; 0 when they are of quite another length."""
    return (
        0.0 if abs(len(word) - len(other)) > 2 else SequenceMatcher(None, word, other, autojunk=False).ratio()
    )


def code_in_cells(cells: Sequence[str]) -> str:
    """Return the code that cells print: one, one in parts (类 款 项), or one merged over them; "" when they
    print none.
    """
    parts = [found.group(1) for cell in cells if (found := WHOLE.fullmatch(plain(cell)))]
    if not parts:
        dotted = {one for cell in cells if DOTTED.fullmatch(one := plain(cell))}
        return re.sub("[.-]", "", dotted.pop()) if len(dotted) == 1 else ""
    if len(set(parts)) == 1 and len(parts[0]) in LEVELS:
        return parts[0]
    longest = max(parts, key=len)
    if all(len(part) in LEVELS and longest.startswith(part) for part in parts):
        return longest
    joined = parts[0] + "".join(part.zfill(2) for part in parts[1:])
    return joined if len(parts[0]) == 3 and len(joined) in LEVELS else ""
