"""Paragraphs that somebody added to a report in Word: which of them can be a unit's own texts (补充说明)."""

from __future__ import annotations

from collections import Counter, defaultdict

from narrator.compose.own_texts import section_name, section_title
from narrator.disclosure.model import OWN_TEXTS
from narrator.disclosure.value import join_path, path_of_steps, split_path
from narrator.document import PICTURE, Document, headings
from narrator.edits.found_lines import FoundLines
from narrator.edits.line_pairs import find_bigrams, without_spacing
from narrator.edits.report_lines import ReportLine
from narrator.regex import compile_later

SENTENCE = compile_later("[。！？][”’」』）)]*$")  # how a paragraph ends that is no note and no heading
SHARED = 0.8  # of the pairs of letters of a paragraph that another has too: it is that one, or a piece of it


class OwnParagraphs:
    """The sections of a report to which paragraphs may be added."""

    def __init__(self, lines: FoundLines, document: Document) -> None:
        self.lines = lines
        self.headings = {without_spacing(heading.text.string) for heading in headings(document)}
        made = Counter(
            section_name(line.place)
            for line in lines.made
            if without_spacing(line.text) == without_spacing(line.place)
        )
        self.sections = {name for name, times in made.items() if times == 1}
        names = (split_path(blank.name) for line in lines.made for blank in line.blanks)
        self.slots = {
            section_name(str(name[1])): path_of_steps(name)
            for name in names
            if name[0] == OWN_TEXTS and name[1:]
        }
        stayed = {pair.made for pair in lines.pairs if pair.found is not None}
        # Where a text of a writer was taken away whole, a new paragraph may be that text.
        self.emptied: dict[str, dict[str, int]] = defaultdict(dict)  # by section, their slots
        for number, line in enumerate(lines.made):
            if number not in stayed:
                self.emptied[without_spacing(line.place)] |= {blank.name: number for blank in line.blanks}

    def slot_for(self, line: ReportLine) -> str:
        """Return the slot that a paragraph which was added belongs to; "" when it can not be one of the unit's own."""
        name = section_name(line.place)
        bare = (
            not line.row and not line.cell and not line.hidden and not line.blanks and "\t" not in line.text
        )
        if (
            not bare
            or not SENTENCE.search(line.text.rstrip())
            or PICTURE in line.text
            or without_spacing(line.text) in self.headings
        ):
            return ""
        if (
            name not in self.sections
            or self.emptied.get(without_spacing(line.place))
            or self.is_known(line.text)
        ):
            return ""
        return self.slots.get(name) or join_path(OWN_TEXTS, section_title(line.place))

    def gone_from(self, line: ReportLine) -> str:
        """Return the slot whose text was taken away whole from the section of a line, when there is but one; else ""."""
        slots = [] if line.row else list(self.emptied.get(without_spacing(line.place), ()))
        return slots[0] if len(slots) == 1 else ""

    def is_known(self, text: str) -> bool:
        """Return whether a paragraph says what the report said already: it was moved, copied or split."""
        mine = find_bigrams(without_spacing(text))
        return any(
            len(mine & find_bigrams(without_spacing(line.text))) >= SHARED * len(mine)
            for line in self.lines.made
        )
