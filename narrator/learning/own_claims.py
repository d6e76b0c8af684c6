"""Claims about figures that no fact of a paragraph bears out, in words alone: 与上一年度持平, 没有“三公”经费支出, 故本表无数据, 近九成,
连续两年, and years before last. They tell of one year: left as words of the form, they would be printed of any figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrator.learning.data_place import YEARLY
from narrator.learning.own_uses import is_of_terms
from narrator.learning.plain_letters import narrow_marks
from narrator.learning.rewording import Rewording
from narrator.regex import YEAR_BEFORE

NUMERAL = "[一二两三四五六七八九十百点零]"
SHORT = NUMERAL + "{1,5}"
OF_WORDS = "立为员果效本品功长就分都交"  # 一成立: no tenth of anything
CLAIM = re.compile(
    rf"(?P<than>[与同和较比](?:{YEAR_BEFORE}|(?:年初|全年|调整)?预算)(?:决算|支出|收入)?数?(?:相比)?,?)?"
    r"(?:基本)?(?:持平|无增减(?:变[化动])?|(?:没有|未发生|无)(?:增减)?变化)"
    r"|(?:大于|小于|等于|高于|低于)(?:年初|全年|调整)?预算数?(?=[,。;)]|$)"
    r"|(?:没有|未发生|未安排|(?<!有)无(?![形偿法关线障]))[^,。;:()\d]{0,40}?(?:收入|支出|收支|经费|拨款|费用?|(?:预算|决算)数?|数据)"
    r"(?:安排|情况)?(?=[,。;)]|$)"
    r"|(?:不可比|无可比性?|无法(?:进行)?(?:比较|对比))(?=[,。;)]|$)"
    rf"|(?:[近约逾达]|超过?|达到|高达|不足)?(?:{NUMERAL}成(?![{OF_WORDS}])[多半]?|百分之{SHORT}|{SHORT}分之{SHORT}|{SHORT}倍|一半|半数|过半)"
    rf"|翻[了两一]{{1,2}}番|(?:已经?|并)?连续(?:{SHORT}|\d{{1,2}})年"
    r"|(?:故|因此)?(?:本表|此表)(?:无数据|为空表?)|故?(?:以|为)空表(?:公开|列示)?(?=[,。;)]|$)"
)
OTHER_YEAR = re.compile(r"(?<!\d)20\d\d(?=年|[-~—至到]{1,2}20\d\d年)")
TITLED = re.compile(r"《[^《》]*$|》\([^()]*$")  # in the title of a document, or in brackets right behind it
LONG_AGO = 6  # years
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


def write_other_years(rewording: Rewording) -> None:
    """Put texts of this year in the place of years near it that are neither this one nor the last, which a template knows; those of
    documents and of long ago are the same each year."""
    if is_of_terms(rewording):
        return
    this = rewording.notebook.year
    for found in OTHER_YEAR.finditer(rewording.flat):
        of_title = TITLED.search(rewording.flat, 0, found.start())
        if this - int(found[0]) in (0, 1) or abs(this - int(found[0])) > LONG_AGO or of_title:
            continue
        if rewording.free(*found.span()):
            near, _ = rewording.words_before(found.start())
            description = f"{near}后面的年份（{rewording.section}）"[:60]
            _, expression = rewording.notebook.own_place(
                f"{near}年份", YEARLY, found[0], description, rewording.row
            )
            rewording.put(*found.span(), f"{{{{ {expression} }}}}")


def find_claims(flat: str) -> Iterator[tuple[int, int]]:
    """Yield where claims begin and end: those that only a comma parts are one."""
    spans: list[tuple[int, int]] = []
    for found in CLAIM.finditer(flat):
        if SUPPOSED.search(flat, max(0, found.start() - 60), found.start()):
            continue
        # A year is a field of the form, no word of the claim
        named = found["than"] and YEAR.search(found["than"])
        start = found.end("than") if named else found.start()
        if spans and flat[spans[-1][1] : start] == ",":
            spans[-1] = spans[-1][0], found.end()
        else:
            spans.append((start, found.end()))
    yield from spans
