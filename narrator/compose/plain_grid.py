"""Grids whose cells are words and names of data, and whose rows come from lists of the data: filled without Jinja.

Most tables of a form are such, and most of a long report is their rows. What a template may say besides (filters,
functions, macros) is Jinja's, and so is every message: a grid that can not be filled here, for whatever reason, is
rendered as a template, which gives the same where both can.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from narrator.compose.grid_notation import (
    ComposedGrid,
    FilledLine,
    LineSource,
    cell_value,
    make_grid,
    read_grid_line,
    split_paragraphs,
)
from narrator.compose.language import VALUE, Budget
from narrator.compose.pieces import Pieces, put_together
from narrator.disclosure.value import Coded, Figure, Listing, Words, Year
from narrator.document import Origin, settle
from narrator.number import Amount
from narrator.regex import compile_later
from narrator.sources import Derived, Slot
from narrator.spans import join, text_from

_NAME = r"[^\W\d]\w*"
_PATH = rf'{_NAME}(?:\.{_NAME}|\["[^"\\{{}}|]+"\])*'
FOR = compile_later(rf"^\s*+\{{%\s*+for\s++({_NAME})\s++in\s++({_PATH})\s*+%\}}\s*+")
END_FOR = compile_later(r"^\s*+\{%\s*+endfor\s*+%\}\s*+")
PRINTED = compile_later(rf"\{{\{{\s*({_PATH}(?:\s+or\s+{_PATH})*)\s*\}}\}}")
OR = compile_later(r"(?<!\s)\s++or\s++")
STEP = compile_later(rf'\.({_NAME})|\["([^"]+)"\]')
# What stands in a template for something else than a value of the data.
WORDS_OF_JINJA = frozenset(
    (
        "loop",
        "self",
        "true",
        "false",
        "none",
        "True",
        "False",
        "None",
        "not",
        "and",
        "or",
        "in",
        "is",
        "if",
        "else",
    )
)


class Path(NamedTuple):
    """Where a value stands: what the template calls that in which it is, and the steps from there. A step is a name, and
    whether it stands in brackets."""

    root: str
    steps: tuple[tuple[str, bool], ...]


class Choice(NamedTuple):
    """Several values, of which the first that is not empty is printed."""

    paths: tuple[Path, ...]


class Mixed(NamedTuple):
    """Words and values, one behind the other."""

    pieces: tuple[str | Path | Choice, ...]


Said = str | Path | Choice | Mixed  # what a cell says: words of the form, a value, or both


class PlainLine(NamedTuple):
    """A line of a grid: how it is cut into cells, and what they say before they are filled, those that say the same in every
    report all of it.

    fields: the cells that are filled with a field of a record: where that stands, and of each which cell it is, and the
    name of the field. filled: the other cells that are filled, and with what.
    """

    source: LineSource
    strings: tuple[str, ...]
    fields: tuple[tuple[Path, tuple[tuple[int, str], ...]], ...]
    filled: tuple[tuple[int, Path | Choice | Mixed], ...]


class Loop(NamedTuple):
    """Lines that are there for each item of a list. name: what they call it. rows: the list."""

    name: str
    rows: Path
    lines: tuple[PlainLine | Loop, ...]


class PlainGrid(NamedTuple):
    """A grid to be filled. roots: what its paths begin with, besides the items of its loops."""

    lines: tuple[PlainLine | Loop, ...]
    roots: frozenset[str]

    def fill(self, context: Mapping[str, object], zero: str, budget: Budget) -> ComposedGrid | None:
        """Return the grid with the values of a context; None when they are not such as can be filled in here.

        zero: what an amount of zero prints. budget: what all templates of the report may do together.
        """
        try:
            scope = {name: context[name] for name in self.roots}
            filled: list[FilledLine] = []
            fill_lines(self.lines, scope, zero, filled)
            budget.spend(VALUE * sum([len(strings) for _, strings, _ in filled]))
            return make_grid(filled)
        except (LookupError, AttributeError, ValueError):  # which the template tells, with its line
            return None


@lru_cache(maxsize=200)
def read_plain(source: str, aligns: Sequence[str]) -> PlainGrid | None:
    """Return the grid that a layout states; None when it says more than words and names of data."""
    open_lines: list[list[PlainLine | Loop]] = [[]]
    loops: list[tuple[str, Path]] = []
    roots: set[str] = set()
    named: set[str] = set()  # by loops
    try:
        for line in source.split("\n"):
            if not line or line.isspace():
                continue
            if begin := FOR.fullmatch(line):
                path = read_path(begin[2])
                if path.root not in [name for name, _ in loops]:
                    roots.add(path.root)
                loops.append((begin[1], path))
                named.add(begin[1])
                open_lines.append([])
            elif END_FOR.fullmatch(line):
                inside = tuple(open_lines.pop())
                open_lines[-1].append(Loop(*loops.pop(), inside))
            else:
                plain = read_plain_line(line, aligns)
                names = {name for name, _ in loops}
                roots |= {path.root for path in paths_of(plain) if path.root not in names}
                open_lines[-1].append(plain)
    except (IndexError, ValueError):  # something else, or a mistake, which the template tells
        return None
    if loops or not WORDS_OF_JINJA.isdisjoint(roots | named):
        return None
    return PlainGrid(tuple(open_lines[0]), frozenset(roots))


def read_plain_line(line: str, aligns: Sequence[str]) -> PlainLine:
    """Return a line of a grid. Raises ValueError when it says more than words and names of data."""
    found = read_grid_line(line, aligns)
    said = [read_cell(cell.source) for cell in found.cells]
    strings = tuple([one if isinstance(one, str) else "" for one in said])
    fields: dict[Path, list[tuple[int, str]]] = {}
    filled: list[tuple[int, Path | Choice | Mixed]] = []
    for at, one in enumerate(said):
        if isinstance(one, Path) and one.steps and not one.steps[-1][1]:
            fields.setdefault(Path(one.root, one.steps[:-1]), []).append((at, one.steps[-1][0]))
        elif not isinstance(one, str):
            filled.append((at, one))
    return PlainLine(
        found, strings, tuple((path, tuple(cells)) for path, cells in fields.items()), tuple(filled)
    )


def read_cell(source: str) -> Said:
    """Return what a cell says. Raises ValueError when it is more than words and names of data."""
    pieces: list[str | Path | Choice] = []
    for place, piece in enumerate(PRINTED.split(source)):
        if place % 2:
            paths = tuple(map(read_path, OR.split(piece)))
            pieces.append(paths[0] if len(paths) == 1 else Choice(paths))
        elif "{" in piece or "}" in piece:
            raise ValueError("no plain cell")
        elif piece:
            pieces.append(piece)
    match pieces:
        case []:
            return ""
        case [str(words)]:
            return words
        case [Path() | Choice() as value]:
            return value
        case _:
            return Mixed(tuple(pieces))


def names_by_code(grid: PlainGrid) -> dict[str, str]:
    """Return the words that a grid has behind the codes of the rows whose figures it prints beside them, by code."""
    found: dict[str, str] = {}
    for line in grid.lines:
        if isinstance(line, PlainLine):
            filled = {at for _, cells in line.fields for at, _ in cells} | {at for at, _ in line.filled}
            words = [string for at, string in enumerate(line.strings) if at not in filled]
            codes = {path.steps[1][0] for path, _ in line.fields if len(path.steps) == 2}
            found |= {code: name for code, name in pairwise(words) if code in codes and name}
    return found


@lru_cache(maxsize=500)
def read_words(source: str) -> tuple[str | Path | Choice, ...]:
    """Return the words and names of data that a line of a layout states; none when it says more than that."""
    try:
        said = read_cell(source)
    except ValueError:
        return ()
    pieces = said.pieces if isinstance(said, Mixed) else (said,)
    return () if any(path.root in WORDS_OF_JINJA for path in paths_among(pieces)) else pieces


def fill_words(pieces: Sequence[str | Path | Choice], scope: Mapping[str, object]) -> str | Pieces | None:
    """Return words with their values; None when they are not such as can be filled in here. scope: what paths begin with."""
    try:
        return put_together([one if isinstance(one, str) else find_value(one, scope) for one in pieces])
    except (LookupError, AttributeError):  # which the template tells, with its line
        return None


def read_path(source: str) -> Path:
    """Return the path that a template writes."""
    steps = list(STEP.finditer(source))
    root = source[: steps[0].start()] if steps else source
    return Path(root, tuple((step[1] or step[2], step[1] is None) for step in steps))


def paths_of(line: PlainLine) -> Iterator[Path]:
    """Return the paths of the values in a line."""
    yield from (path for path, _ in line.fields)
    for _, said in line.filled:
        yield from paths_among(said.pieces if isinstance(said, Mixed) else (said,))


def paths_among(pieces: Sequence[str | Path | Choice]) -> Iterator[Path]:
    """Return the paths of the values among words."""
    for piece in pieces:
        if isinstance(piece, Choice):
            yield from piece.paths
        elif isinstance(piece, Path):
            yield piece


def fill_lines(
    lines: Sequence[PlainLine | Loop], scope: dict[str, object], zero: str, filled: list[FilledLine]
) -> None:
    """Add the lines of a grid to those that are filled. scope: what paths begin with. Raises LookupError or AttributeError for
    what can not be printed here."""
    for line in lines:
        if isinstance(line, Loop):
            rows = find(line.rows, scope)
            if not isinstance(rows, Listing):
                raise LookupError("no list")
            inside = {**scope}
            for row in rows:
                inside[line.name] = row
                fill_lines(line.lines, inside, zero, filled)
            continue
        source, words, values, others = line
        strings = [*words]
        origins: list[Origin] = [None] * len(strings)
        for path, cells in values:
            fields = find(path, scope).fields
            for at, name in cells:
                value = fields[name]
                if type(value) is Figure:
                    amount, origins[at] = value.value, value
                    strings[at] = amount.tabulated(zero) if type(amount) is Amount else str(value)
                elif type(value) is Words and value.kind == "名称":
                    strings[at], origins[at] = value.text, value
                else:
                    strings[at], origins[at] = print_value(printable(value), zero)
        for at, said in others:
            strings[at], origins[at] = fill_cell(said, scope, zero)
        filled.append((source, strings, origins))


def fill_cell(said: Path | Choice | Mixed, scope: Mapping[str, object], zero: str) -> tuple[str, Origin]:
    """Return what a cell says and comes from. Raises LookupError or AttributeError for what can not be printed here."""
    if isinstance(said, Mixed):
        text = join(
            [one if isinstance(one, str) else cell_value(find_value(one, scope), zero) for one in said.pieces]
        )
        return settle(split_paragraphs(text))
    return print_value(find_value(said, scope), zero)


def print_value(value: Figure | Words | Year | Derived, zero: str) -> tuple[str, Origin]:
    """Return what a cell with one value says and comes from."""
    if type(value) is Words and "\n" not in value.text:  # as most are that are no figures
        if value.kind != "文字":
            return value.text, value
        return (value.text, (text_from(value.text, Slot(value.path)),)) if value.text else ("", None)
    return settle(split_paragraphs(cell_value(value, zero)))


def find_value(said: Path | Choice, scope: Mapping[str, object]) -> Figure | Words | Year | Derived:
    """Return the value at a path, or of several the first that is not empty, the last if none is. Raises LookupError when
    it has no printed form."""
    found: object = None
    for path in (said,) if isinstance(said, Path) else said.paths:
        if found := find(path, scope):
            break
    return printable(found)


def printable(found: object) -> Figure | Words | Year | Derived:
    """Return a value. Raises LookupError when it has no printed form."""
    if isinstance(found, (Figure, Words, Year, Derived)):
        return found
    raise LookupError("no value")


def find(path: Path, scope: Mapping[str, object]) -> Any:
    """Return what stands at a path. Raises LookupError or AttributeError when there is nothing."""
    root, steps = path
    found: Any = scope[root]
    for name, in_brackets in steps:
        found = found.row(name) if in_brackets and type(found) is Coded else found.fields[name]
    return found
