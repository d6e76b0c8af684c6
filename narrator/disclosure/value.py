"""The leaves and branches of a disclosure: every value knows where it stands in data.json."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, TypeVar, Union, cast

from narrator.disclosure.written_date import write_year
from narrator.number import Amount, Score
from narrator.regex import compile_later


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage that a published table states as it is; it keeps the decimals it was given with."""

    per_cent: Decimal

    def __str__(self) -> str:
        return f"{self.per_cent if self.per_cent else self.per_cent.copy_abs():f}%"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things (辆, 个, 批次, 人次); never negative."""

    number: int

    def __str__(self) -> str:
        return str(self.number)


Number = Amount | Count | Score | Percentage


# There are thousands of figures and words: Final is checked by mypy, where frozen would cost every one of them.
@dataclass(slots=True, unsafe_hash=True)
class Figure:
    """A number of data.json and the path where it stands.

    value: None when data.json says null: there is no such figure (a new unit has no last year).
    given: False when data.json does not hold the key; an amount is then zero, or None where a blank could
        be a mistake (last year's figures, budgets).
    """

    value: Final[Number | None]
    path: Final[str]
    given: Final[bool] = True

    def __str__(self) -> str:
        """Return the number as printed, without a unit; "" when there is none."""
        return "" if self.value is None else str(self.value)


@dataclass(slots=True, unsafe_hash=True)
class Words:
    """A text that a person wrote and the path where it stands.

    kind: 名称 for names, which may appear many times; 文字 for prose, which a writer may edit in Word. given: False when
    data.json does not hold it; the text is then empty, or the choice that is made by itself. choices: the only names
    that may stand there, when there are such.
    """

    text: Final[str]
    path: Final[str]
    kind: Final[str] = "名称"
    given: Final[bool] = True
    choices: Final[tuple[str, ...]] = ()

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Year:
    """The year of the accounts. in_words: whether it is printed as 二〇二三 and not as 2023."""

    number: int
    path: str = "年度"
    in_words: bool = False

    def __str__(self) -> str:
        return write_year(self.number) if self.in_words else str(self.number)


class Record(Mapping[str, "Value"]):
    """Named values, in the order of the model; a template reads them as 表.行.列.

    `record`, `figure`, `words`, `year`, `listing`, `coded`, `rows` and `texts` return what the model has at the end of the
    names on the way to it. The model decides what that is, so another kind is a mistake of the program: they raise
    TypeError, and KeyError for a name that the model does not have.
    """

    __slots__ = ("fields", "path")

    def __init__(self, fields: dict[str, Value], path: str) -> None:
        self.fields = fields
        self.path = path

    def __getitem__(self, name: str) -> Value:
        return self.fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)

    def __repr__(self) -> str:
        return f"Record({self.path!r})"

    def at(self, *names: str) -> Value:
        """Return the value at the names, of whatever kind."""
        found: Value = self
        for name in names:
            found = (found if isinstance(found, Record) else of_kind(Record, found)).fields[name]
        return found

    def record(self, *names: str) -> Record:
        """Return the record at the names."""
        return of_kind(Record, self.at(*names))

    def figure(self, *names: str) -> Figure:
        """Return the number at the names; one that data.json does not give is a figure too, see `Figure`."""
        return of_kind(Figure, self.at(*names))

    def words(self, *names: str) -> Words:
        """Return the text at the names; it is empty when nobody has written one."""
        return of_kind(Words, self.at(*names))

    def year(self, *names: str) -> Year:
        """Return the year of accounts at the names."""
        return of_kind(Year, self.at(*names))

    def listing(self, *names: str) -> Listing:
        """Return the list at the names."""
        return of_kind(Listing, self.at(*names))

    def coded(self, *names: str) -> Coded:
        """Return the rows by code at the names."""
        return of_kind(Coded, self.at(*names))

    def rows(self, *names: str) -> list[Record]:
        """Return the records of the list at the names: the rows of a table, the projects."""
        items = self.listing(*names)
        if {*map(type, items)} <= {Record}:  # as all that a model has
            return cast("list[Record]", [*items])
        return [of_kind(Record, item) for item in items]

    def texts(self, *names: str) -> dict[str, Words]:
        """Return the texts of the record at the names (原因, 已核实), by their names."""
        return {name: of_kind(Words, text) for name, text in self.record(*names).items()}


class Listing(tuple["Value", ...]):
    """Values of one kind in order: the rows of a table, the items of a list."""


class Coded(Listing):
    """The rows of a table by code, in order of their codes. blanks: the rows without data that somebody asked for."""

    rows: Mapping[str, Record]
    blank: Callable[[str], Record]
    blanks: dict[str, Record]

    def __new__(cls, rows: Mapping[str, Record], blank: Callable[[str], Record]) -> Coded:
        self = super().__new__(cls, rows.values())
        self.rows, self.blank, self.blanks = rows, blank, {}
        return self

    def row(self, code: str) -> Record:
        """Return the row with that code; one that the data does not have is blank."""
        if code in self.rows:
            return self.rows[code]
        if code not in self.blanks:
            self.blanks[code] = self.blank(code)
        return self.blanks[code]


Value = Union[Figure, Words, Year, Record, Listing]
Kind = TypeVar("Kind", Figure, Words, Year, Record, Coded, Listing)


def of_kind(kind: type[Kind], value: Value) -> Kind:
    """Return the value, which is of that kind. Raises TypeError when it is of another."""
    if not isinstance(value, kind):
        raise TypeError(
            f"{getattr(value, 'path', 'a list')} is a {type(value).__name__}, not a {kind.__name__}"
        )
    return value


# Names that read as one part of a path without quotes.
PLAIN_NAME = compile_later(r'[^\s.\[\]"\\]+')
PART = compile_later(r'\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|\.?([^.\[\]"\\]+)')
ESCAPED = compile_later(r'\\u\{([0-9A-F]{1,6})\}|\\(["\\])')
REASON = "原因."
Step = str | int


@lru_cache(maxsize=4096)
def is_bare_name(name: str) -> bool:
    """Return whether a name stands in a path as it is, without quotation marks."""
    return PLAIN_NAME.fullmatch(name) is not None and name.isprintable()


def join_path(path: str, name: str) -> str:
    """Return the path of a name below another path: 支出决算表.合计.

    A name with a dot, a bracket or something invisible in it is quoted, so that no two places share a path
    and spaces are seen: 原因["一.二"].
    """
    if is_bare_name(name):
        return f"{path}.{name}" if path else name
    shown = name.replace("\\", "\\\\").replace('"', '\\"')
    shown = "".join(char if char.isprintable() else f"\\u{{{ord(char):X}}}" for char in shown)
    return f'{path}["{shown}"]'


def path_of_steps(steps: Sequence[Step], path: str = "") -> str:
    """Return the path through those steps, the other way round from `split_path`; behind another path, when one is given."""
    for step in steps:
        path = f"{path}[{step}]" if isinstance(step, int) else join_path(path, step)
    return path


def split_path(path: str) -> tuple[Step, ...]:
    """Return the names and the numbers (from 1) that a path goes through: 部门.主要职责[2] → 部门, 主要职责, 2.

    A reason's name is one step, whatever is in it. Raises ValueError when the text is no path.
    """
    if path.startswith(REASON):
        return (REASON[:-1], path.removeprefix(REASON))
    return split_parts(path)


@lru_cache(maxsize=1 << 14)
def split_parts(path: str) -> tuple[Step, ...]:
    """The same with a reason's name read like any other, as `join_path` writes it. Raises ValueError."""
    names = tuple(path.split("."))
    # As in most, and a long report has more of them than are kept: letter by letter would take thrice as long.
    if not ("[" in path or "]" in path or '"' in path or "\\" in path) and all(names):
        return names
    found: list[Step] = []
    at = 0
    while at < len(path):
        part = PART.match(path, at)
        if part is None:
            raise ValueError(f"no path: {path}")
        quoted, number, name = part.groups()
        found.append(unescape_name(quoted) if quoted is not None else int(number) if number else name)
        at = part.end()
    return tuple(found)


def unescape_name(quoted: str) -> str:
    """Return a quoted name of a path as it was before `join_path` quoted it."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], quoted)
