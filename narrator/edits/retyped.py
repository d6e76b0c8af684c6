"""Texts whose control was deleted in Word and which were typed anew as plain words: found by what stands around them.

Nobody can be sure of that, so they are offered with the place in the data where they belong, and not taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from narrator.edits.line_pairs import without_spacing
from narrator.edits.report_lines import LineBlank, ReportLine

RETYPED = "“{}”的框没有了，这里的文字像是它改成了“{}”，没有采用"
OFFERED = "是它的话，写到数据里"  # how the hint begins that offers a text, before the slot's name


def find_retyped(before: ReportLine, after: ReportLine, kept: Sequence[LineBlank]) -> dict[str, str] | None:
    """Return what stands now where slots of a line stood whose controls are gone, by slot; None when that can not be told.

    before: the line as it was made. after: as it is. kept: the controls that are still there.
    """
    if len(kept) >= len(before.blanks):
        return None
    text, at, typed = without_spacing(after.text), 0, dict[str, str]()
    ends = [blank.end for blank in before.blanks]
    starts = [blank.start for blank in before.blanks]
    pieces = [
        without_spacing(before.text[end:start])
        for end, start in zip([0, *ends], [*starts, len(before.text)], strict=True)
    ]
    if not text.startswith(pieces[0]) or any(not piece for piece in pieces[1:-1]):
        return None
    at = len(pieces[0])
    last = pieces[-1].rstrip("。")
    for blank, piece in zip(before.blanks, pieces[1:], strict=True):
        is_last = blank is before.blanks[-1]
        end = len(text.rstrip("。")) - len(last) if is_last else text.find(piece, at)
        if end < at or (is_last and not text.rstrip("。").endswith(last)):
            return None
        typed[blank.name] = text[at:end].strip()
        at = end + len(piece)
    still = {
        blank.name for blank in before.blanks if any(after.written(one) == typed[blank.name] for one in kept)
    }
    changed = {
        blank.name: typed[blank.name]
        for blank in before.blanks
        if blank.name not in still
        and typed[blank.name]
        and typed[blank.name] != without_spacing(before.written(blank))
    }
    return changed or None
