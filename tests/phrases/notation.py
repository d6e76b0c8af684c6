"""The notation of the tests of phrases: small books written in TOML, and what is wrong with them.

    wrong('''
    [甲]
    事实 = "占比"
    有比例 = "占{{ 比例 }}%"
    ''')                         → ["2 甲.全为零：缺少这种情形的短语…", …]

Every problem is told as its line, its place and what it says. Keys may stand without quotes. Several
texts are laid over one another, in that order; a problem in a later one has its number (2:) before the line.
"""

from __future__ import annotations

import re
import tempfile
from itertools import combinations
from pathlib import Path

from narrator.phrases import book as books
from narrator.phrases.entries import Book
from narrator.phrases.misprints import USUAL, Printing
from narrator.problem import Problem, Unusable
from narrator.sources import Said, Slot
from narrator.spans import Text

SHIPPED = Path(__file__).parents[2] / "phrasebook"
COMMON = SHIPPED / "通用.toml"
QUOTED = re.compile(r"(?m)^(\s*)([^\s\"'\[\]=#]+)(\s*=)")


def toml(text: str) -> str:
    """TEXT with its keys and table names in quotes, as TOML wants Chinese ones."""
    text = re.sub(r"(?m)^(\s*)\[([^\"'\]]+)\]", r'\1["\2"]', text.strip("\n"))
    return QUOTED.sub(r'\1"\2"\3', text)


def layered(
    *texts: str, own: str | None = None, elsewhere: tuple[str, ...] = (), printing: Printing = USUAL
) -> tuple[Book, list[Problem]]:
    """The book that TEXTS make, the first one the common book, and what is wrong with it.

    own: a unit's own over them; elsewhere: tables of other forms; printing: how the form prints numbers.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.toml") for number in range(1, len(texts) + 1)]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(toml(text), "utf-8")
        unit = Path(folder, "本单位.toml")
        unit.write_text(toml(own or ""), "utf-8")
        return books.layer_books(paths, None if own is None else unit, elsewhere, printing)


def told(problem: Problem) -> str:
    number = Path(problem.file).stem
    return f"{'' if number == '1' else f'{number}:'}{problem.line} {problem.where}：{problem.what}"


def wrong(
    *texts: str, own: str | None = None, elsewhere: tuple[str, ...] = (), printing: Printing = USUAL
) -> list[str]:
    """What is wrong with the book that TEXTS make, and a unit's OWN."""
    return [told(problem) for problem in layered(*texts, own=own, elsewhere=elsewhere, printing=printing)[1]]


def book(*texts: str) -> Book:
    """The book that TEXTS make; it must be proved."""
    found, problems = layered(*texts)
    if problems:
        raise Unusable(problems)
    return found


# ---- what was said ----


def marked(text: Text) -> str:
    """TEXT with its spans drawn: ⟨a number⟩, «a text of the writer», «!a placeholder», 〔rule| words that it chose〕.

    Spans that do not nest are no text.
    """
    spans = sorted(text.spans, key=lambda span: (span.start, -span.end))
    for one, other in combinations(spans, 2):
        assert other.end <= one.end or other.start >= one.end, "spans cross"
        assert 0 <= one.start <= one.end <= len(text.string)
    out: list[str] = []
    open_: list[tuple[int, str]] = []
    for at in range(len(text.string) + 1):
        while open_ and open_[-1][0] == at:
            out.append(open_.pop()[1])
        for span in spans:
            if span.start == at and span.end > at:
                first, last = drawn(span.source)
                out.append(first)
                open_.append((span.end, last))
        out.append(text.string[at : at + 1])
    return "".join(out)


def drawn(source: object) -> tuple[str, str]:
    match source:
        case Said(wording=wording):
            return f"〔{wording.rule}|", "〕"
        case Slot(filled=filled):
            return "«" if filled else "«!", "»"
        case _:
            return "⟨", "⟩"
