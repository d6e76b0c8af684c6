"""What money was used for, in a paragraph that a report words itself: a text of people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrator.disclosure.model import TERMS
from narrator.disclosure.public_tables import OF_FUND, public_table
from narrator.learning.data_place import YEARLY
from narrator.learning.rewording import Rewording

LEAD = re.compile(
    r"((?:主要(?:是|为)?)?用于(?:召开|开展|举办|采购|开支)?|主要(?:是|为|包括)|(?<=[,;:万元])包括(?=:)|(?:开支|具体)内容(?:包括|为|是)?|从评价(?:情况|结果)来?看|任务完成情况|目标完成情况|改进措施|主要问题(?:及原因)?)[:,]?"
)
NONE = "无"  # that there is none, which is of this year, too
LISTS = re.compile("包括")  # what money was spent on, this year
SHORTEST, LONGEST = 2, 300  # letters of a text
# The longest text, with what may end it and one letter that is too much
STRETCH = re.compile(r"[^。;\d:]{1,306}+")
AND_SO_ON = re.compile(r"等(?:支出|方面|业务支出)?$")
USES = "主要用途"


def write_uses(rewording: Rewording) -> None:
    """Put texts of the data in the place of what money was used for. Terms are explained in words of the form."""
    if is_of_terms(rewording):
        return
    for lead, start, end in find_uses(rewording.flat):
        if not rewording.free(start, end):
            continue
        words = rewording.text[start:end]
        if lead.startswith("主要") and is_use_of_row(rewording):
            rewording.notebook.stated.setdefault(f"{rewording.row}.{USES}", words)
            expression = f"项.{USES}"
        else:
            near, _ = rewording.words_before(start)
            description = f"{near}（{rewording.section}）"[:60]
            kind = YEARLY if LISTS.search(lead) else "文字"
            _, expression = rewording.notebook.own_place(near, kind, words, description, rewording.row)
        rewording.put(start, end, f"{{{{ {expression} }}}}")


def is_of_terms(rewording: Rewording) -> bool:
    """Return whether the paragraph explains a term."""
    return TERMS in rewording.section or rewording.flat[:20].find(":指") >= 0


def find_uses(flat: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words that lead to each text of what money was used for, and where the text begins and ends."""
    past = 0
    for lead in LEAD.finditer(flat):
        if lead.start() >= past and (length := length_of_use(flat, lead.end())):
            past = lead.end() + length
            yield lead[1], lead.end(), past


def length_of_use(flat: str, start: int) -> int:
    """Return how many letters the text has that begins there: up to the end of its sentence or, where a figure or a colon
    comes before that, up to its first comma. 0 when it has too few or too many."""
    stretch = STRETCH.match(flat, start)
    if stretch is None:
        return 0
    clause, comma, _ = stretch[0].partition(",")
    ends = [AND_SO_ON.sub("", stretch[0]), stretch[0]] if flat[stretch.end() :][:1] in ("", "。", ";") else []
    if comma:
        ends += [AND_SO_ON.sub("", clause), clause]
    return next((len(text) for text in ends if text == NONE or SHORTEST <= len(text) <= LONGEST), 0)


def is_use_of_row(rewording: Rewording) -> bool:
    """Return whether the paragraph tells of a row of a table whose rows say what they were used for."""
    return public_table(rewording.row) in OF_FUND
