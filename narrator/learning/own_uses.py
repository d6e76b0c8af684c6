"""What money was used for, in a paragraph that a report words itself: a text of people."""

from __future__ import annotations

import re

from narrator.disclosure.model import public_table
from narrator.learning.rewording import Rewording
from narrator.tables.vocabulary import TOTAL_COLUMNS

USE = re.compile(
    r"(?P<lead>主要(?:用于|是|为|包括)|开支内容(?:包括|为|是)?|任务完成情况|目标完成情况|改进措施|主要问题(?:及原因)?):?"
    r"(?P<text>[^。;\d:]{2,300}?(?=(?:等(?:支出|方面|业务支出)?)?(?:[。;]|$))|[^。;,\d:]{2,300}?(?=(?:等)?,))"
)
USES = "主要用途"
TERMS = "名词解释"


def write_uses(rewording: Rewording) -> None:
    """Put texts of the data in the place of what money was used for. Terms are explained in words of the form."""
    if TERMS in rewording.section or rewording.flat[:20].find(":指") >= 0:
        return
    for found in USE.finditer(rewording.flat):
        start, end = found.span("text")
        if not rewording.free(start, end):
            continue
        words = rewording.text[start:end]
        if found["lead"].startswith("主要") and is_use_of_row(rewording):
            rewording.notebook.stated.setdefault(f"{rewording.row}.{USES}", words)
            expression = f"项.{USES}"
        else:
            near, _ = rewording.words_before(start)
            description = f"{near}（{rewording.section}）"[:60]
            _, expression = rewording.notebook.own_place(near, "文字", words, description, rewording.row)
        rewording.put(start, end, f"{{{{ {expression} }}}}")


def is_use_of_row(rewording: Rewording) -> bool:
    """Return whether the paragraph tells of a row of a table whose rows say what they were used for."""
    table = public_table(rewording.row) if rewording.row else ""
    return table in ("一般公共预算支出表", "政府性基金表", "国有资本经营表") and table in TOTAL_COLUMNS
