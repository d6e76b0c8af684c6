"""HY-1: a picture that has its title stands there as well: a report that was copied without its pictures keeps only
the titles (“（图1：收入决算结构图）（饼状图）”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from narrator.checks.finding import Finding, Level
from narrator.checks.printed.lines import Line
from narrator.checks.report.prose_places import at_line
from narrator.document import PICTURE, Document, texts

# A line that is nothing but the title of a picture, in plain form.
TITLE = re.compile(r"\(?图\s?[\d一二三四五六七八九十]{1,3}(?:[-.]\d{1,3})?[:、.]?[^。;,]{1,40}")


def find_missing_pictures(lines: Sequence[Line], document: Document) -> Iterator[Finding]:
    """Return a hint where a report has more titles of pictures than pictures. Which title lacks its own is not
    guessed: a picture may float far from the line that it belongs to.
    """
    titles = [line for line in lines if not line.heading and TITLE.fullmatch(line.plain)]
    if not titles:
        return
    pictures = sum(text.string.count(PICTURE) for text in texts(document))
    if len(titles) > pictures:
        what = f"有{len(titles)}个图题，报告里{f'只有{pictures}张图' if pictures else '没有图'}"
        sides = tuple(at_line(line, line.text) for line in titles)
        yield Finding(Level.HINT, "图", what, "把图放上，或者删去图题", sides)
