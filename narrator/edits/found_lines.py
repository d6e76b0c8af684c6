"""The lines of a report beside those that were made, and which slot each control in them holds.

A control is known by its tag. LibreOffice takes the tags away; then it is known by what stands around it
and by the order. What can not be told for certain is reported, never guessed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from narrator.document import PICTURE, Document
from narrator.edits.beside_text import ELSEWHERE
from narrator.edits.line_pairs import (
    BARE,
    MARK,
    IndexedLines,
    LinePair,
    pair_lines,
    without_spacing,
    words_compared,
)
from narrator.edits.report_lines import LineBlank, ReportLine, lines, place_for_people
from narrator.edits.split_controls import join_broken, join_split
from narrator.problem import Problem, Severity
from narrator.writers.docx.run import tag

Key = tuple[int, LineBlank]  # a control, and the number of the line that it was found in


class FoundLines:
    """One report beside what was made.

    found: the lines of the report. pairs: which of them is which line that was made. known: the slot of each
    control that was identified. problems: what was found out so far, each with the line that it is about.
    """

    def __init__(self, made: Sequence[ReportLine], document: Document) -> None:
        self.made = made
        now = lines(document)
        self.names = {tag(blank.name): blank.name for line in made for blank in line.blanks}
        self.tagged = any(c.name in self.names for line in now for c in line.blanks)
        self.holders = set(find_holders(now))
        single = {tag(place.name) for place in find_printed(made) if len(place.blanks) == 1}
        ours = (line._replace(blanks=self.ours(line.blanks)) for line in place_found_lines(made, now))
        self.found = list(join_split(ours, single))
        self.pairs = self.aligned()
        if not self.tagged and (broken := set(self.broken())):
            self.found = list(join_broken(self.found, broken))
            self.pairs = self.aligned()
        self.partner = {pair.made: pair.found for pair in self.pairs if pair.made is not None}
        self.problems: list[tuple[int, Problem]] = []  # with the line that each is about, for their order
        self.known: dict[Key, str] = {}  # the slot of each control that was identified
        self.identify()
        self.controls: dict[str, set[Key]] = defaultdict(set)
        for key, name in self.known.items():
            self.controls[name].add(key)

    def ours(self, found: tuple[LineBlank, ...]) -> tuple[LineBlank, ...]:
        """Return the controls of a line that may be ours: not those that other people put in, nor any within
        another.
        """
        kept: list[LineBlank] = []
        for control in sorted(found, key=lambda c: (c.start, -c.end)):
            if control.name not in self.names if self.tagged else control.control in self.holders:
                continue
            if not kept or control.start >= kept[-1].end:
                kept.append(control)
        return tuple(kept)

    def aligned(self) -> list[LinePair]:
        """Return which found line is which line that was made."""
        made, found = self.made, self.found
        return pair_lines(
            IndexedLines(
                [words_compared(line.text) for line in made],
                [mark_slots(line.text, line.blanks) for line in made],
                [tuple(tag(blank.name) for blank in line.blanks) if self.tagged else () for line in made],
                [(without_spacing(line.place), line.row) for line in made],
            ),
            IndexedLines(
                [words_compared(line.text) for line in found],
                [mark_slots(line.text, line.blanks) for line in found],
                [tuple(control.name for control in line.blanks) if self.tagged else () for line in found],
                [(without_spacing(line.place), line.row) for line in found],
            ),
        )

    def broken(self) -> Iterator[int]:
        """Return the found lines that were one with the next before a control in them was broken: together
        they say around it what was made. (With names that is known before.)
        """
        for pair, after in pairwise(self.pairs):
            made = pair.made if after.made is None else after.made if pair.made is None else None
            if made is None or pair.found is None or after.found != pair.found + 1:
                continue
            above, line = self.found[pair.found], self.found[after.found]
            if above.cell == line.cell and above.blanks and line.blanks:
                pieces = mark_slots(above.text, above.blanks), mark_slots(line.text, line.blanks)
                before = mark_slots(self.made[made].text, self.made[made].blanks)
                if pieces[0].endswith(MARK) and pieces[0] + pieces[1].removeprefix(MARK) == before:
                    yield pair.found

    def identify(self) -> None:
        """Find the slot of every control: by its tag, or by the line that it stands in."""
        if self.tagged:
            for number, line in enumerate(self.found):
                for control in line.blanks:
                    self.known[number, control] = self.names[control.name]
            return
        for before, pair in zip([LinePair(None, None), *self.pairs], self.pairs, strict=False):
            if pair.found is None or not self.found[pair.found].blanks:
                continue
            found = self.found[pair.found].blanks
            blanks = self.made[pair.made].blanks if pair.made is not None else ()
            if len(found) == len(blanks) and pair.sure and not self.beside_another(pair):
                for control, blank in zip(found, blanks, strict=True):
                    self.known[pair.found, control] = blank.name
            elif pair.made is None and self.within(before, pair.found):
                above = self.found[pair.found - 1].blanks[-1]
                self.known[pair.found, found[0]] = self.known[pair.found - 1, above]
            else:
                what = (
                    f"不能确定“{text_for_message(self.found[pair.found].text)}”里的文字属于哪一项，没有采用"
                )
                self.problem(pair.found, what, "把这段文字写到数据里")

    def beside_another(self, pair: LinePair) -> bool:
        """Return whether a line was changed around its controls, and a line with controls came beside it: part
        of its texts may stand there.
        """
        if pair.made is None or pair.found is None:
            return False
        made, found = self.made[pair.made], self.found[pair.found]
        if mark_slots(made.text, made.blanks) == mark_slots(found.text, found.blanks):
            return False
        come = {one.found for one in self.pairs if one.made is None and one.found is not None}
        return any(self.found[at].blanks for at in come & {pair.found - 1, pair.found + 1})

    def within(self, before: LinePair, number: int) -> bool:
        """Return whether a found line, a control and nothing else, came between two paragraphs of one slot.

        before: the pair before it.
        """
        if before.found != number - 1 or before.made is None or before.made + 1 >= len(self.made):
            return False
        above, below = self.made[before.made].blanks, self.made[before.made + 1].blanks
        line = self.found[number]
        if not above or not below or above[-1].name != below[0].name or len(line.blanks) != 1:
            return False
        known = self.found[number - 1].blanks
        return (
            bool(known)
            and (number - 1, known[-1]) in self.known
            and not mark_slots(line.text, line.blanks).strip(BARE)
        )

    def problem(self, line: int, what: str, hint: str = ELSEWHERE) -> None:
        """Note what people did in a found line."""
        where = place_for_people(self.found[line]) if line < len(self.found) else ""
        self.problems.append((line, Problem(where, what, hint, Severity.WARNING)))

    def text(self, key: Key) -> str:
        """Return what stands in a control."""
        line, control = key
        return self.found[line].text[control.start : control.end]


class PrintedSlot(NamedTuple):
    """A place where a slot was printed: its blanks, each with its line."""

    name: str
    blanks: tuple[tuple[int, LineBlank], ...]


def find_holders(lines: Sequence[ReportLine]) -> Iterator[int]:
    """Return the controls around several of the lines with controls in them, by number: other people's, not
    ours.
    """
    wide = Counter(control.control for line in lines for control in line.blanks)
    for line in lines:
        for control in line.blanks:
            whole = (control.start, control.end) == (0, len(line.text))
            if whole and wide[control.control] > 1 and len(line.blanks) > 1:
                yield control.control


def mark_slots(text: str, slots: Sequence[LineBlank]) -> str:
    """Return a text with MARK for each slot; slots that touch are one."""
    pieces: list[str] = []
    at = 0
    for slot in slots:
        pieces += [text[at : slot.start], MARK]
        at = slot.end
    return words_compared("".join([*pieces, text[at:]])).replace(f"{MARK} ", MARK).replace(f" {MARK}", MARK)


def place_found_lines(made: Sequence[ReportLine], found: Sequence[ReportLine]) -> Iterator[ReportLine]:
    """Return found lines, each with its place told by the headings that were made, whatever the styles have
    become.
    """
    headings = {without_spacing(line.place) for line in made}
    place = ""
    for line in found:
        place = (
            without_spacing(line.text) if without_spacing(line.text) in headings and not line.row else place
        )
        yield line._replace(place=place)


def find_printed(made: Sequence[ReportLine]) -> Iterator[PrintedSlot]:
    """Return every place where a slot was made to stand: a text of several paragraphs is one place."""
    open_places: dict[str, list[tuple[int, LineBlank]]] = {}
    done: list[list[tuple[int, LineBlank]]] = []
    for number, line in enumerate(made):
        for blank in line.blanks:
            place = open_places.get(blank.name)
            if place is not None and place[-1][0] == number - 1:
                place.append((number, blank))
            else:
                open_places[blank.name] = [(number, blank)]
                done.append(open_places[blank.name])
    return (PrintedSlot(place[0][1].name, tuple(place)) for place in done)


def text_for_message(text: str) -> str:
    """Return a text for a message, whole, since it is written nowhere else; a picture is told."""
    return without_spacing(text).replace(PICTURE, "（图片或符号）") or "（空的）"
