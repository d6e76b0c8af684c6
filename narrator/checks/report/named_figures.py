"""PR-1: a figure behind the name of a row or a column is that of this name, though the form has another one in that place, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.known_figures import Known, read_decimal
from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Piece
from narrator.checks.printed.prose import NamedAmount, Prose
from narrator.checks.printed.reworded import find_piece_places
from narrator.checks.printed.table_data import Reading, each_without_a_step
from narrator.checks.report.prose_places import LONG, at_line
from narrator.disclosure.value import Figure, split_path
from narrator.tables.plain import PRINTED_NUMBER, is_nought, plain

AMOUNT = re.compile(rf"(?<![\d.,])({PRINTED_NUMBER})万元")
MARK = re.compile("[,;:。…]")  # behind which words begin that name an amount
JOINED = ("和", "与", "及", "、")  # before a name that has the amount together with another one
NUMBER = re.compile(PRINTED_NUMBER)


def take_named_figures(prose: Prose, known: Known) -> None:
    """Take from what was not read of the prose the amounts that stand behind the names of figures of the tables; what has no others is
    no longer unread."""
    pieces_of = {line.number: pieces for line, pieces in prose.patterns}
    left = []
    for line, printed, wanted in prose.differs:
        pieces = pieces_of.get(line.number, ())
        named = [*find_named_amounts(line, printed, pieces, known.tables)] if pieces else []
        others = [*NUMBER.findall(printed)]
        for one in named:
            others.remove(one.text)
        if not named or not all(map(is_nought, others)):
            left.append((line, printed, wanted))
            continue
        wrong = [one for one in named if read_decimal(one.text) != (known.printed(one.path) or 0)]
        prose.named += wrong
        if not wrong:
            prose.reworded.append((line, printed, wanted))
    prose.differs = left


def find_named_amounts(
    line: Line, printed: str, pieces: Sequence[Piece], tables: Reading
) -> Iterator[NamedAmount]:
    """Yield the amounts in words of a line that stand right behind the name of one figure of a table, as the form's sentence in that place
    would name it. pieces: of that sentence."""
    amounts = [*AMOUNT.finditer(printed)]
    names = paths_by_name(pieces, tables) if amounts else {}
    end = 0
    for found in amounts:
        words = MARK.split(printed[end : found.start()])[-1]
        end = found.end()
        called = max((name for name in names if words.endswith(name)), key=len, default="")
        if called and not words.removesuffix(called).endswith(JOINED):
            yield NamedAmount(line, f"{words}{found.group()}", names[called], found[1])


def paths_by_name(pieces: Sequence[Piece], tables: Reading) -> dict[str, str]:
    """Return the paths of the figures of tables that a sentence may tell of, by the words before them: those of its pieces, and those that
    stand beside them in their tables, in another row or column."""
    names: dict[str, str] = {}
    others: dict[str, str] = {}
    for place in find_piece_places(pieces, []):
        source = place.piece.source
        if not place.subject or not isinstance(source, Figure):
            continue
        near = [path for one in each_without_a_step(source.path) for path in tables.beside.get(one, ())]
        if source.path not in near:  # which no table prints
            continue
        names[place.subject] = source.path
        for path in near:
            step, other = differing_step(source.path, path)
            if step and not step.isdigit() and step in place.subject:
                others.setdefault(place.subject.replace(step, other), path)
    return {**others, **names}


def differing_step(path: str, other: str) -> tuple[str, str]:
    """Return the one step in which the path of a figure differs from another one, as both have it, in plain form; "" twice where they differ
    in none, or in several."""
    both = split_path(path), split_path(other)
    steps = [(str(one), str(its)) for one, its in zip(*both, strict=False) if one != its]
    [(one, its)] = steps if len(steps) == 1 and len(both[0]) == len(both[1]) else [("", "")]
    return plain(one), plain(its)


def check_named_figures(prose: Prose, known: Known) -> Iterator[Finding]:
    """Return what breaks PR-1: an amount behind the name of a figure is what its table prints. Where it is what the table prints beside
    that, the name may be wrong."""
    for one in prose.named:
        own = Side(known.tables.cells[one.path], known.tables.shown.get(one.path, ""), one.path)
        number = read_decimal(one.text)
        others = [
            Side(where, known.tables.shown[path], path)
            for path, where in known.tables.cells.items()
            if known.printed(path) == number and differing_step(path, one.path)[0]
        ]
        what = "正文与表不同" + ("，这个数是表里另一项的" if len(others) == 1 else "")
        hint = "核对名称和数，改正填错的一处"
        sides = (at_line(one.line, one.words), own, *(others if len(others) == 1 else ()))
        subject = f"{known.called(one.path)}（“{one.words[:LONG]}”）"
        yield Finding(Level.ERROR, subject, what, hint, sides, rule="PR-1")
