"""What a reader would see changed between two reports: sentence by sentence, and cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from narrator.edits import sentences
from narrator.edits.line_pairs import IndexedLines, pair_lines, without_spacing, words_compared
from narrator.edits.report_lines import ReportLine, place_for_people
from narrator.problem import name_unseen, shorten_numbers
from narrator.regex import compile_later

# Figures and the words that say a direction; where only these differ, they alone are told.
FIGURE = r"-?\d[\d,]*(?:\.\d+)?%?|增加|减少|增长|下降|降低|大于|小于|持平"
TOKEN = compile_later(f"{FIGURE}|.", re.S)
ALONE = compile_later(FIGURE)


class Change(NamedTuple):
    """A sentence or a cell that changed.

    place: the heading and the row where it stands.
    old, new: what it was and is; "" when it came or went. The same when only its paragraph is another one: two were
        joined, one was parted, or it was moved.
    """

    place: str
    old: str
    new: str


def find_changes(old: Sequence[ReportLine], new: Sequence[ReportLine]) -> Iterator[Change]:
    """Return every sentence that differs between the lines of two reports, in reading order; one that went and came
    beside where it was is one change.
    """
    above: Change | None = None
    for change in find_differences(old, new):
        if above is not None and (above.place, above.old, above.new) == (
            change.place,
            change.new,
            change.old,
        ):
            yield change._replace(old=change.old or change.new, new=change.old or change.new)
            above = None
            continue
        if above is not None:
            yield above
        above = change
    if above is not None:
        yield above


def find_differences(old: Sequence[ReportLine], new: Sequence[ReportLine]) -> Iterator[Change]:
    """Return every sentence that differs between the lines of two reports, one that went and one that came apart."""
    for made, found, _ in pair_lines(compared_side(old), compared_side(new)):
        if made is None and found is not None:
            yield Change(place_for_people(new[found]), "", without_spacing(new[found].text))
        elif found is None and made is not None:
            yield Change(place_for_people(old[made]), without_spacing(old[made].text), "")
        elif (
            made is not None
            and found is not None
            and words_compared(old[made].text) != words_compared(new[found].text)
        ):
            for before, after in sentences.find_changed(
                without_spacing(old[made].text), without_spacing(new[found].text)
            ):
                yield Change(place_for_people(new[found]), before, after)


def compared_side(lines: Sequence[ReportLine]) -> IndexedLines:
    """Return the lines of a report as `line_pairs` compares them; without slots, since a reader sees none."""
    texts = [words_compared(line.text) for line in lines]
    return IndexedLines(
        texts, texts, [()] * len(lines), [(without_spacing(line.place), line.row) for line in lines]
    )


def describe_changes(changes: Sequence[Change]) -> Iterator[str]:
    """Return the changes as lines to print, under their places."""
    last = None
    for change in (Change(*map(words_shown, one)) for one in changes):
        if change.place != last:
            last = change.place
            yield f"【{last or '封面'}】"
        if change.old == change.new:
            yield f"  ↵ {change.new}　字没有改，换了地方或者分段"
        elif not change.old:
            yield f"  ＋ {change.new}"
        elif not change.new:
            yield f"  − {change.old}"
        elif pieces := find_figures(change.old, change.new):
            moved = "；".join(f"{one} → {other}" for one, other in pieces)
            if pieces == [(change.old, change.new)]:
                yield f"  {moved}"
            else:
                yield f"  {change.new}"
                yield f"    {moved}"
        else:
            yield f"  − {change.old}"
            yield f"  ＋ {change.new}"


def words_shown(text: str) -> str:
    """Return a text as it is shown: without what has no end or is seen by nobody."""
    return name_unseen(shorten_numbers(text))


def find_figures(old: str, new: str) -> list[tuple[str, str]]:
    """Return the figures and directions that differ between two sentences, each with what stands there now; []
    when more than these differ.
    """
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    pieces = [(before[a:b], after[c:d]) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]
    if not all(tokens and all(map(ALONE.fullmatch, tokens)) for piece in pieces for tokens in piece):
        return []
    return [("".join(one), "".join(other)) for one, other in pieces]
