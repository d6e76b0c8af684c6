"""Which form a report is in, and of which year it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from narrator.checks.printed.grid import grid, plain
from narrator.checks.printed.layout import backwards
from narrator.checks.printed.lines import texts_of
from narrator.document import Document, Table
from narrator.form import Form

OF_ACCOUNTS = re.compile(r"(?<!\d)(\d{4})\s*年度(?:部门|单位)决算")
YEAR = re.compile(r"(?<!\d)(\d{4})\s*年度")


def likeliest(document: Document, forms: Iterable[Form]) -> Form | None:
    """The one of FORMS whose tables DOCUMENT has; None when it has those of none."""
    words = {
        plain(cell)
        for block in document.blocks
        if isinstance(block, Table)
        for row in grid(block)
        for cell in row
    }
    best: tuple[float, Form | None] = (0.5, None)
    for form in forms:
        wanted = [backwards(name, layout).words for name, layout in form.layouts.items()]
        share = sum(len(one & words) / max(len(one), 1) for one in wanted) / max(len(wanted), 1)
        if share > best[0]:
            best = share, form
    return best[1]


def year_of(document: Document, form: Form) -> int:
    """The year that the report names most often: as that of the accounts (2023年度部门决算), or else at all."""
    texts = [text for block in document.blocks for text in texts_of(block)]
    for pattern in (OF_ACCOUNTS, YEAR):
        years = Counter(int(found.group(1)) for text in texts for found in pattern.finditer(text))
        if years:
            return years.most_common(1)[0][0]
    return form.year
