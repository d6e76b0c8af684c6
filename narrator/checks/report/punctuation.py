"""HY-5: punctuation: pairs are whole, Chinese text has Chinese marks, no spaces inside it, and a full stop at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from narrator.checks.finding import Finding, Level
from narrator.checks.printed.lines import Line
from narrator.checks.report.prose_places import MOST as ENOUGH
from narrator.checks.report.prose_places import SHORT, at_line, words_around
from narrator.checks.report.word_mistakes import as_one_finding
from narrator.problem import shorten
from narrator.regex import HAN, compile_later

BEHIND, BEFORE = rf"[{HAN}）”》]", rf"[{HAN}（“《]"
# Each class of Chinese characters takes a millisecond to compile, and there are twelve.
HALF_WIDTH = compile_later(
    rf"(?:(?<={BEHIND})|(?<={BEHIND}\s))[,;:?!](?=\s*(?:{BEFORE}|$))"
    rf"|(?<=[{HAN}])\s?[()](?=\s*(?:[{HAN}]|$))|(?:(?<=\s)|^)\((?=[{HAN}])|(?<=[{HAN}])\)(?=[\s。，；])"
)
MARK = re.compile("[,;:?!()]")  # of half width, without asking what stands beside it
PAIRS = (("《", "》", "书名号"), ("（", "）", "括号"), ("“", "”", "引号"), ("【", "】", "括号"))
NUMBERED = re.compile(r"^\s*(?:[一二三四五六七八九十\d]+|[①-⑳])\s*[)）]")
GAP = compile_later(rf"(?<=[{HAN}，。；：、])[ \u3000]+(?=[{HAN}])")
# A number, and of an entry of the glossary its code and its name: blanks part them from what they are about.
PARTED = compile_later(
    r"^\s*+(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[.、．])?+\s*+"
    r"(?:\d{3,7}\s*+\S{2,40}\s++)?"
)
ENDS = "。！？；：…”）)》.;:!?】"
MOST = 14  # letters that are shown
FEW = 5  # paragraphs with the same fault that are told one by one
LONG = 20  # letters of a paragraph that is a sentence
FULL_STOP = re.compile("[，。；]")


def check_marks(lines: Sequence[Line]) -> Iterator[Finding]:
    """Return what is wrong with the marks of lines."""
    yield from check_pairs_of_marks(lines)
    yield from check_half_width_marks(lines)
    gaps = [(line, words_around(line.text, found)) for line in lines for found in gaps_in(line)]
    if gaps:
        yield as_one_finding(Level.HINT, "HY-5", "汉字之间有空格", "删去空格", gaps)
    open_ended = [(line, line.text.strip()[-MOST:]) for line in lines if is_open(line)]
    if open_ended:
        yield as_one_finding(Level.HINT, "HY-5", "这一段末尾没有句号", "补上“。”", open_ended)


def check_pairs_of_marks(lines: Sequence[Line]) -> Iterator[Finding]:
    """Return what breaks HY-5: brackets, quotation marks and title marks that are opened are closed in the same paragraph."""
    for line in lines:
        text = NUMBERED.sub("", line.text).replace("(", "（").replace(")", "）")  # of one pair each width
        for opening, closing, name in PAIRS:
            first, second = text.count(opening), text.count(closing)
            if first != second and (name != "引号" or '"' not in text):
                what = f"这一段有{first}个“{opening}”、{second}个“{closing}”"
                side = at_line(line, shorten(line.text, ENOUGH))
                subject = f"“{line.text.strip()[:SHORT]}”的{name}"
                yield Finding(Level.HINT, subject, what, f"补上{name}", (side,), rule="HY-5")


def check_half_width_marks(lines: Sequence[Line]) -> Iterator[Finding]:
    """Return what breaks HY-5: marks between Chinese words are full-width ones. Where very many are not, that is told once."""
    found = [(line, list(HALF_WIDTH.finditer(line.text))) for line in lines if MARK.search(line.text)]
    wrong = [(line, marks) for line, marks in found if marks]
    if len(wrong) > FEW:
        count = sum(len(marks) for _, marks in wrong)
        sides = tuple(at_line(line, words_around(line.text, marks[0])) for line, marks in wrong)
        what = f"有{len(wrong)}段用了半角标点，一共{count}处"
        yield Finding(Level.HINT, "半角标点", what, "改成全角标点", sides, rule="HY-5")
        return
    for line, marks in wrong:
        what = f"这一段有{len(marks)}处半角标点"
        side = at_line(line, words_around(line.text, marks[0]))
        yield Finding(
            Level.HINT, f"“{line.text.strip()[:SHORT]}”", what, "改成全角标点", (side,), rule="HY-5"
        )


def gaps_in(line: Line) -> Iterator[re.Match[str]]:
    """Return the spaces between letters of a sentence; titles may be spaced."""
    text = line.text.rstrip()
    if (
        (" " in text or "\u3000" in text)
        and not line.heading
        and len(line.plain) >= LONG
        and FULL_STOP.search(text)
    ):
        begin = PARTED.match(line.text)
        yield from GAP.finditer(text, begin.end() if begin else 0)


def is_open(line: Line) -> bool:
    """Return whether a line is a sentence without a full stop at its end."""
    text = line.text.strip()
    return (
        not line.heading
        and len(line.plain) >= LONG
        and FULL_STOP.search(text) is not None
        and text[-1:] not in ENDS
    )
