"""The shapes that data.json is made of: how each is read, what is wrong with one that does not fit.

`model.py` builds the whole of data.json from these; a form adds fields of its own with them. A shape
reads raw JSON (dict, list, str, Decimal, bool, None) into values and appends every problem it finds.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, NamedTuple

from narrator.bounds import MOST_PROBLEMS
from narrator.cache import NO_CACHE, Cache
from narrator.disclosure.value import Record, Value
from narrator.number import MONEY, ZERO, Amount, Money, MoneyUnit
from narrator.problem import Problem, Severity, excerpt

KINDS = {
    dict: "一组数据{…}",
    list: "列表[…]",
    str: "文字",
    Decimal: "数",
    bool: "true/false",
    type(None): "null",
}


MOST_NOTED = 5  # characters that one note names


class Absent:
    """The raw value of a key that data.json does not hold."""


ABSENT = Absent()


class Repeated(dict[str, object]):
    """A JSON object that held some names more than once. repeated: those names. The last value of each counts."""

    def __init__(self, members: Mapping[str, object], repeated: Sequence[str]) -> None:
        super().__init__(members)
        self.repeated = tuple(repeated)


class BlankRecord(NamedTuple):
    """A record of which nothing is given. places: of each of its fields the name, the shape and the path."""

    record: Record
    places: Sequence[tuple[str, Shape, str]]


@dataclass
class DataReading:
    """What one reading knows and finds: the unit of its amounts, how the form that it is for prints them, the problems
    so far, and how many more there are than are told. notes: what it took for something else than was written, by
    what is said of it: where, and what. cache: see `read`. blanks: by their paths the records of which nothing is given,
    kept with the shape of the whole; None for those that were read once, and are not made yet."""

    unit: MoneyUnit
    money: Money = MONEY
    problems: list[Problem] = field(default_factory=list)
    more: int = 0
    notes: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)
    cache: Cache = NO_CACHE
    blanks: dict[str, BlankRecord | None] = field(default_factory=dict)
    zero: Amount = field(init=False)

    def __post_init__(self) -> None:
        # What most cells of most tables hold: made once.
        self.zero = ZERO if self.money is MONEY else Amount(Decimal(0), self.money)

    def read(self, shape: Shape, raw: object, path: str) -> Value:
        """Return what a shape reads of a raw value at a path. With a cache it is what the shape read of the same value
        there before, if that had nothing to tell of it."""
        if self.cache is NO_CACHE:
            return shape.read(raw, path, self)
        value, silent = self.cache.call(
            read_alone, shape, raw, path, self.unit, self.money, self.cache, self.blanks
        )
        return value if silent else shape.read(raw, path, self)

    def note(self, saying: tuple[str, str], path: str, what: str) -> None:
        """Note that something at a path was taken for something else. saying: what is said of that, with a gap for
        `what`, and what to do."""
        self.notes.setdefault(saying, []).append((path, what))

    def every_note(self) -> list[Problem]:
        """Return what was noted, what is said of many places in one."""
        return [
            Problem(
                found[0][0],
                (f"这里等{places}处" if (places := len({path for path, _ in found})) > 1 else "这里")
                + what.format("、".join(list(dict.fromkeys(told for _, told in found))[:MOST_NOTED])),
                hint,
                Severity.WARNING,
            )
            for (what, hint), found in self.notes.items()
        ]

    @property
    def is_full(self) -> bool:
        """Whether further problems are only counted."""
        return len(self.problems) >= MOST_PROBLEMS

    def problem(self, path: str, what: str, hint: str) -> None:
        """Add a problem at that path."""
        if self.is_full:
            self.more += 1
        else:
            self.problems.append(Problem(path, what, hint))

    def every_problem(self) -> list[Problem]:
        """Return the problems, at the end one that says how many more there are."""
        rest = Problem("", f"还有{self.more}处问题没有列出", "先改正上面的，再运行一次")
        return [*self.problems, rest] if self.more else self.problems

    def kind_problem(self, path: str, raw: object, wanted: str, hint: str) -> None:
        """Add the problem that another kind of value stands at the path than is wanted there."""
        shown = ""
        if isinstance(raw, str):
            shown = f"“{excerpt(raw)}”"
        elif isinstance(raw, Decimal):
            shown = digits(raw)
        elif isinstance(raw, bool):
            shown = str(raw).lower()
        kind = "" if isinstance(raw, bool) else KINDS.get(type(raw), "一组数据{…}")
        self.problem(path, f"这里是{kind}{shown}，应当是{wanted}", hint)


def digits(number: Decimal) -> str:
    """Return a number for a message, shortened in the middle when it is long."""
    shown = str(number)
    return shown if len(shown) <= 24 else f"{shown[:12]}…{shown[-8:]}"


def read_alone(
    shape: Shape,
    raw: object,
    path: str,
    unit: MoneyUnit,
    money: Money,
    cache: Cache,
    blanks: dict[str, BlankRecord | None],
) -> tuple[Value, bool]:
    """Return what a shape reads of a raw value, and whether there is nothing to tell of it."""
    reading = DataReading(unit, money, cache=cache, blanks=blanks)
    value = shape.read(raw, path, reading)
    return value, not (reading.problems or reading.notes)


@dataclass(frozen=True)
class Shape:
    """What may stand at one place of data.json.

    description: what the place holds, in Chinese, for the JSON Schema and for messages.
    required: whether data.json must hold it. yearly: whether what stands there tells of this year alone, so that the next
    one begins without it.
    """

    yearly: ClassVar[bool] = False

    description: str = ""
    required: bool = False

    @abstractmethod
    def read(self, raw: object, path: str, reading: DataReading) -> Value:
        """Return the raw value as a value of the disclosure.

        What is wrong with it is added to `reading`; the value is then the nearest harmless one, so that
        reading goes on and finds everything else, too. raw: JSON, or ABSENT where data.json does not hold
        the key.
        """

    @abstractmethod
    def schema(self) -> dict[str, object]:
        """Return the JSON Schema (2020-12) of this shape."""

    @property
    def note(self) -> str:
        """The description in brackets, for messages."""
        return f"（{self.description}）" if self.description else ""

    @property
    def wanting(self) -> str:
        """What to do where it is missing, for messages."""
        return "补上"

    def tell_missing(self, path: str, reading: DataReading) -> None:
        """Tell that data.json holds nothing here; that is a problem when the shape is required."""
        if self.required:  # who reads thousands asks that first
            reading.problem(path, f"缺少这一项{self.note}", self.wanting)
