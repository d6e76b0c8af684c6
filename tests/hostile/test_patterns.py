"""No pattern of a sentence takes more steps than a few for each letter, whatever text it meets: they are counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from commands.desk import ROOT

from narrator import build
from narrator.checks.printed import matching
from narrator.checks.printed.piece import Piece
from narrator.checks.printed.prose import wanted_lines
from narrator.commands.check import sentences


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
