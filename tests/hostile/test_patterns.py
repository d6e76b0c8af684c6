"""No pattern takes more than a few steps for each letter, whatever text it meets: those of sentences are counted, the
regular expressions that search what people wrote are timed."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator

import pytest
from commands.desk import ROOT

from narrator import build
from narrator.checks.printed import matching
from narrator.checks.printed.pattern_pieces import Piece
from narrator.checks.printed.prose import wanted_lines
from narrator.commands.report_check import sentences
from narrator.compose import outline
from narrator.phrases import misprints, text_ends
from narrator.readers.docx import notes


def text_for(pieces: Iterable[Piece], letter: str, length: int, option: int) -> str:
    """A text that fits PIECES, with LENGTH letters in every figure and every free text."""
    found = ""
    for piece in pieces:
        match piece.kind:
            case "literal":
                found += piece.literal
            case "choice":
                found += text_for(piece.options[option % len(piece.options)][1], letter, length, option) if piece.options else ""  # fmt: skip
            case "number":
                found += "1" * length
            case _:
                found += letter * length
    return found


class Steps:
    """Counts what a reading by a pattern does: pieces that are tried, places where texts may end, digits read."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.count = 0
        end_of, ends = matching.end_of, matching.ends

        def counted_end(piece: Piece, string: str, at: int) -> int | None:
            end = end_of(piece, string, at)
            self.count += 1 + (end or at) - at
            return end

        def counted_ends(*arguments: object) -> Iterator[int]:
            for end in ends(*arguments):  # type: ignore[arg-type]
                self.count += 1
                yield end

        patch.setattr(matching, "end_of", counted_end)
        patch.setattr(matching, "ends", counted_ends)

    def read(self, start: matching.Node | None, text: str) -> int:
        self.count = 0
        matching.match_to(start, text, 0, True)
        return self.count


@pytest.mark.parametrize("sample", ["朝阳市科学技术局2023", "上海市某区某局2024"])
def test_every_sentence_is_read_in_linear_steps(sample: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = build.read(ROOT / "samples" / sample / "data.json")
    lines = wanted_lines(build.report(source).document, sentences(source.form, None))
    assert len(lines) > 100
    steps = Steps(monkeypatch)
    for line in lines:
        for letter in ("2", "字"):
            for option in range(2):
                for end in ("", "x"):
                    short, long = (text_for(line.pieces, letter, n, option) + end for n in (40, 320))
                    few, many = steps.read(line.start, short), steps.read(line.start, long)
                    assert many <= 40 * len(long) + 8 * few, (line.text[:40], letter, len(long), few, many)


# ---- regular expressions ----

SHORT, LONG = 400, 3_200
QUADRATIC = 24  # times as long: between 8, which is linear, and 64


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """The least of a few times that it takes to look for PATTERN everywhere in TEXT, and to fit it to the whole."""

    def once() -> float:
        begin = time.process_time()
        for _ in pattern.finditer(text):
            pass
        pattern.fullmatch(text)
        return time.process_time() - begin

    return min(once() for _ in range(5))


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (outline.WIDE, ("[", "[一、", "［")),
        (outline.NUMBER, ("[", "[一")),
        (misprints.FIGURE, ("1", "1.", "1 ", "百分之", "十")),
        (text_ends.QUOTED_END, ("。", "、", "”", "。”")),
        (notes.PAGE_NUMBER, ("-", "1", "/", "，1", "第")),
    ],
)
def test_a_search_takes_time_by_length(pattern: re.Pattern[str], letters: tuple[str, ...]) -> None:
    for letter in letters:
        short, long = (seconds(pattern, letter * (length // len(letter)) + "x") for length in (SHORT, LONG))
        assert long < QUADRATIC * max(short, 0.00005), (letter, short, long)
