"""What the parts of a report's text come from: figures, names, texts of writers, derived figures, wordings;
and what was done to it in Word.

Values only. `facts` derives, `phrases` words, and both leave these behind in the spans of a text (`document`), so
that every figure and every word can be traced, checked and found again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from narrator.disclosure.value import Count, Figure, Listing, Value, Words, Year
from narrator.number import Amount, Multiple, Rate, Score


class Slot(NamedTuple):
    """The source of a text that a writer wrote, or is still to write.

    name: the place in data.json that holds the text, such as 「原因.收入总计与上年相比」.
    filled: False when the text is a placeholder, because nothing has been written yet.
    control: in a report that was read, the number of its content control, of which `name` is the tag ("" when a
    program took it away); 0 in one that was composed.
    of_sameness: whether it is a reason that is asked for although there is no difference.
    """

    name: str
    filled: bool = True
    control: int = 0
    of_sameness: bool = False


class Formatting(NamedTuple):
    """What somebody made a part of a report look like that was read.

    kind: 加粗, 分页 and the like. of_paragraph: it is the look of the whole paragraph, or of its cell; its span is empty.
    """

    kind: str
    of_paragraph: bool = False


class Hidden(NamedTuple):
    """Words of a report that was read which nobody sees on its pages; their span is empty, where they stand.

    words: "" for a whole file that stands in the report (w:altChunk), of which nothing is read.
    """

    words: str


# There are hundreds of these three: Final is checked by mypy, where frozen would cost every one of them.
@dataclass(slots=True, unsafe_hash=True)
class Derived:
    """A number computed from others. formula: what was computed, in printed figures.

    exact: the sum of the exact amounts, where `value` is the sum of the printed ones, or what is left of them; None
    elsewhere. rest: whether it is what is left of the first operand without the second.
    """

    value: Final[Amount | Rate | Multiple | Count | Score]
    formula: Final[str]
    operands: Final[tuple[Operand, ...]]
    exact: Final[Amount | None] = None
    rest: Final[bool] = False

    def __str__(self) -> str:
        """Return the number as printed, without a unit."""
        return str(self.value)


Operand = Figure | Derived


@dataclass(slots=True, unsafe_hash=True)
class Fact:
    """A situation that holds, with the figures that a wording may fill in and all it was derived from."""

    situation: Final[str]
    blanks: Final[Mapping[str, Value | Operand]]
    operands: Final[tuple[Operand | Listing, ...]]


@dataclass(frozen=True, slots=True)
class Blank:
    """A place in a wording, filled with what its name stands for."""

    name: str


@dataclass(frozen=True)
class Wording:
    """What a phrasebook entry says.

    pieces: literal strings and blanks in order.
    rule: the table and the entry, such as 「与上年相比.减少」.
    file, line: where the entry stands.
    """

    pieces: tuple[str | Blank, ...] = field(hash=False)  # which the rest tells well enough
    rule: str
    file: str
    line: int

    @property
    def blanks(self) -> tuple[str, ...]:
        """The names of its blanks, in order."""
        return tuple(piece.name for piece in self.pieces if isinstance(piece, Blank))

    @property
    def literal(self) -> str:
        """The words without the blanks, which are shown as …."""
        return "…".join(piece for piece in self.pieces if isinstance(piece, str))

    def __str__(self) -> str:
        return "".join(p if isinstance(p, str) else f"{{{{ {p.name} }}}}" for p in self.pieces)


@dataclass(slots=True, unsafe_hash=True)
class Said:
    """The source of what a wording said: which wording, for which fact, and what its situation means.

    words: what the template wrote for the wordings of its table (名目), by the name of the parameter, whether this
    wording says it or not.
    """

    wording: Final[Wording]
    fact: Final[Fact]
    meaning: Final[str]
    words: Final[tuple[tuple[str, str], ...]] = ()


Source = Slot | Figure | Words | Year | Derived | Said | Formatting | Hidden
