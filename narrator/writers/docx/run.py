"""Text as runs, and content controls around the parts that a writer wrote.

A control carries the name of its slot, so that the text can be found again in a file that people have
worked on in Word. Spans of any other source leave no trace in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from zlib import crc32

from narrator.regex import compile_later
from narrator.sources import Slot
from narrator.spans import Text, slot_spans
from narrator.writers.docx.escapes import attribute, escape, legal

# Word takes no longer tags and titles; it counts in units of UTF-16.
LONGEST_TAG = 64
MOST_KEPT = 2000  # runs
_BREAKS = compile_later("(\r\n|[\t\n\r\v])")
# Word sets “ ” … and the like in the Latin font unless the run says that it is East Asian (ECMA-376, 17.3.2.26);
# Chinese characters and full-width marks always have the East Asian one, ASCII always the Latin one.
_EAST = '<w:rFonts w:hint="eastAsia"/>'
_EITHER = compile_later(
    "[^\x00-\x7f\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef\U00020000-\U0003ffff]"
)
_PLACEHOLDER = f'<w:rPr><w:rStyle w:val="PlaceholderText"/>{_EAST}<w:highlight w:val="yellow"/></w:rPr>'


def run(string: str) -> str:
    """Return a text as a run of ordinary text; "" when it is empty."""
    if not string:
        return ""
    if _EITHER.search(string):
        return f"<w:r><w:rPr>{_EAST}</w:rPr>{_letters(string)}</w:r>"
    return f"<w:r>{_letters(string)}</w:r>"


def runs(text: Text, numbers: Iterator[int]) -> str:
    """Return a text as runs and content controls. numbers: gives each control an id of its own.

    Raises ValueError when two slots overlap: whose words would the shared ones be?
    """
    string = text.string
    slots = slot_spans(text)
    if not slots:
        return run(string)
    parts = []
    at = 0
    for start, end, slot in sorted(slots, key=itemgetter(0, 1)):
        if start < at:
            raise ValueError(f"slot {slot.name!r} overlaps another one in {string!r}")
        parts.append(run(string[at:start]))
        parts.append(_control(slot, string[start:end], next(numbers)))
        at = end
    parts.append(run(string[at:]))
    return "".join(parts)


class KeptRuns(dict[str, bytes]):
    """Texts as runs of ordinary text, in UTF-8, made when they are asked for. Cells say the same things over and over: 0.00, a
    unit's name, the labels of a form; so they are kept, until there are too many."""

    def __missing__(self, string: str) -> bytes:
        if len(self) >= MOST_KEPT:
            self.clear()
        made = self[string] = run(string).encode()
        return made


kept_runs = KeptRuns()


def tag(name: str) -> str:
    """Return the tag of a slot: its name, or the beginning of that and a check sum when it is too long for
    Word.
    """
    name = legal(name)
    if len(name) <= LONGEST_TAG // 2:
        return name
    units = name.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TAG:
        return name
    # The check sum is of the whole name, so names that begin alike still differ.
    ending = f"…{crc32(name.encode()):08x}"
    return units[: 2 * (LONGEST_TAG - len(ending))].decode("utf-16-le", "ignore") + ending


@lru_cache(maxsize=2000)  # of a form, but for the numbers of items
def written_tag(name: str) -> str:
    """Return the tag of a slot as the value of an attribute."""
    return attribute(tag(name))


def _control(slot: Slot, string: str, number: int) -> str:
    """Return what a writer wrote, or the prompt for it, in a content control that carries the name of its
    slot.
    """
    # Not declared as plain text (w:text): LibreOffice would take the yellow off, and in Word nobody
    # could make a second paragraph of a long text.
    # A placeholder names no entry of a glossary: Word takes only entries of the type bbPlcHdr, which
    # openxml-audit calls invalid (it confuses w:type with the type of a section). A control that is emptied
    # shows Word's own prompt instead, which `edits.comparison` knows.
    name = written_tag(slot.name)
    if slot.filled:
        # Even an empty text needs a run: a control without one has no place to write in.
        shown, content = "", run(string) or "<w:r><w:t/></w:r>"
    else:
        shown, content = "<w:showingPlcHdr/>", f"<w:r>{_PLACEHOLDER}{_letters(string)}</w:r>"
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{name}"/><w:id w:val="{number}"/>'
        f"{shown}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _letters(string: str) -> str:
    """Return a text as elements of a run: words, tabs, line breaks."""
    if not string.isprintable():
        return "".join(map(_piece, filter(None, _BREAKS.split(string))))
    if string[:1] == " " or string[-1:] == " ":
        return f'<w:t xml:space="preserve">{escape(string)}</w:t>'
    return f"<w:t>{escape(string)}</w:t>"


def _piece(string: str) -> str:
    """Return a tab, a line break, or words without either, as an element of a run."""
    if string == "\t":
        return "<w:tab/>"
    if _BREAKS.fullmatch(string):
        return "<w:br/>"
    return f'<w:t xml:space="preserve">{escape(legal(string))}</w:t>'
