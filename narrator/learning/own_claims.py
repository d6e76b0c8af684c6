"""Claims about figures that no fact of a paragraph bears out, in words alone: 与上一年度持平, 没有“三公”经费支出, 故本表无数据. They
tell of one year: left as words of the form, they would be printed of any figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrator.learning.own_reasons import YEARLY
from narrator.learning.own_uses import is_of_terms
from narrator.learning.rewording import Rewording, narrow_marks

CLAIM = re.compile(
    r"(?P<than>[与同和较比](?:上一?年度?|去年|\d{4}年度?|(?:年初|全年|调整)?预算)(?:决算|支出|收入)?数?(?:相比)?,?)?"
    r"(?:基本)?(?:持平|无增减(?:变[化动])?|(?:没有|未发生|无)(?:增减)?变化)"
    r"|(?:大于|小于|等于|高于|低于)(?:年初|全年|调整)?预算数?(?=[,。;)]|$)"
    r"|(?:没有|未发生|未安排|(?<!有)无(?![形偿法关线障]))[^,。;:()\d]{0,40}?(?:收入|支出|收支|经费|拨款|费用?|预算|决算|数据)"
    r"(?:安排|情况)?(?=[,。;)]|$)"
    r"|(?:故|因此)?(?:本表|此表)(?:无数据|为空表?)|故?(?:以|为)空表(?:公开|列示)?(?=[,。;)]|$)"
)
YEAR = re.compile(r"\d{4}年")
SUPPOSED = re.compile(r"(?:^|[,。;:(])(?:如果?|若|凡|对于?)[^,。;:]*$")  # what is so only if: of any year


def write_claims(rewording: Rewording) -> None:
    """Put texts of this year in the place of claims that belong to no fact. Terms are explained in words of the form."""
    if is_of_terms(rewording):
        return
    department = narrow_marks(rewording.notebook.department)
    for start, end in find_claims(rewording.flat):
        if rewording.free(start, end):
            near, words = rewording.words_before(start)[0], rewording.text[start:end]
            near = near.replace(department, "") if department else near
            description = f"{near}后面的说法：{words}，或者别的词（{rewording.section or '表注'}）"[:60]
            name = "说法" if rewording.row else f"{near or words}说法"
            _, expression = rewording.notebook.own_place(name, YEARLY, words, description, rewording.row)
            rewording.put(start, end, f"{{{{ {expression} }}}}")


def find_claims(flat: str) -> Iterator[tuple[int, int]]:
    """Yield where claims begin and end: those that only a comma parts are one."""
    spans: list[tuple[int, int]] = []
    for found in CLAIM.finditer(flat):
        if SUPPOSED.search(flat, max(0, found.start() - 60), found.start()):
            continue
        named = found["than"] and YEAR.search(
            found["than"]
        )  # a year is a field of the form, no word of the claim
        start = found.end("than") if named else found.start()
        if spans and flat[spans[-1][1] : start] == ",":
            spans[-1] = spans[-1][0], found.end()
        else:
            spans.append((start, found.end()))
    yield from spans
