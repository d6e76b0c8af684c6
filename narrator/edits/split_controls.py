"""Controls that an edit in Word has split: pieces of one name that stand next to one another are one text.

What a writer sees is one text going on, so it is read as one; a second piece that says the same is a copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from narrator.edits.report_lines import LineBlank, LineLook, ReportLine


def join_split(lines: Iterable[ReportLine], single: Set[str]) -> Iterator[ReportLine]:
    """Return lines with every split control as one again. single: tags of slots that stand in one place, whose
    lines may have been broken, too.
    """
    above: ReportLine | None = None
    for line in map(mend_line, lines):
        if above is not None and is_broken(above, line, single):
            above = join_lines(above, line)
            continue
        if above is not None:
            yield above
        above = line
    if above is not None:
        yield above


def join_broken(lines: Iterable[ReportLine], broken: Set[int]) -> Iterator[ReportLine]:
    """Return lines, those with the numbers in `broken` each as one with the next."""
    above: ReportLine | None = None
    for number, line in enumerate(lines):
        above = line if above is None else join_lines(above, line)
        if number not in broken:
            yield above
            above = None


def mend_line(line: ReportLine) -> ReportLine:
    """Return a line with the pieces of a control that touch as one control."""
    kept: list[LineBlank] = []
    for one in line.blanks:
        if kept and not line.text[kept[-1].end : one.start].strip() and are_pieces(line, kept[-1], line, one):
            kept[-1] = kept[-1]._replace(end=one.end)
        else:
            kept.append(one)
    return line._replace(blanks=tuple(kept)) if len(kept) < len(line.blanks) else line


def is_broken(above: ReportLine, line: ReportLine, single: Set[str]) -> bool:
    """Return whether a control was split by breaking its line into these two."""
    if not above.blanks or not line.blanks or above.cell != line.cell:
        return False
    last, first = above.blanks[-1], line.blanks[0]
    between = above.text[last.end :] + line.text[: first.start]
    return last.name in single and not between.strip() and are_pieces(above, last, line, first)


def are_pieces(above: ReportLine, last: LineBlank, line: ReportLine, first: LineBlank) -> bool:
    """Return whether the last control of one line and the first of the next are one control, or have one name
    and say different things.
    """
    if not last.name or last.name != first.name or not last.filled or not first.filled:
        return False
    said = above.text[last.start : last.end].strip(), line.text[first.start : first.end].strip()
    return last.control == first.control or said[0] != said[1]


def join_lines(above: ReportLine, line: ReportLine) -> ReportLine:
    """Return two lines as one, in which the last control of the one and the first of the other are one."""
    on = len(above.text) + 1
    moved = [one._replace(start=one.start + on, end=one.end + on) for one in line.blanks]
    piece = above.blanks[-1]._replace(end=moved[0].end)
    controls = (*above.blanks[:-1], piece, *moved[1:])
    looks = [
        look if look.start < 0 else LineLook(look.start + on, look.end + on, look.what) for look in line.looks
    ]
    text = f"{above.text}\n{line.text}"
    return above._replace(text=text, blanks=controls, looks=(*above.looks, *looks))
