"""Which form a report is in, and of which year it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from narrator.checks.printed.lines import texts_of
from narrator.document import Document, Table
from narrator.form import Form
from narrator.tables.blueprint import Blueprint
from narrator.tables.matrix import matrix
from narrator.tables.plain import plain

OF_ACCOUNTS = re.compile(r"(?<!\d)(\d{4})\s*年度(?:部门|单位)决算")
YEAR = re.compile(r"(?<!\d)(\d{4})\s*年度")
# A table of a report is one of a form when it has more than half of its words, and not just these few.
HALF, FEW = 0.5, 4


def likeliest(document: Document, surveys: Iterable[tuple[Form, Mapping[str, Blueprint]]]) -> Form | None:
    """The form, of those whose tables SURVEYS know, whose tables DOCUMENT has, be it only a few of them; None when it
    has those of none."""
    tables = [
        {plain(cell) for row in matrix(block) for cell in row}
        for block in document.blocks
        if isinstance(block, Table)
    ]
    best: tuple[float, Form | None] = (0, None)
    for form, blueprints in surveys:
        wanted = [blueprint.words for blueprint in blueprints.values() if blueprint.words]
        found = [
            max(((len(one & words) / len(one), len(one & words)) for one in wanted), default=(0, 0))
            for words in tables
        ]
        known = sum(count for share, count in found if share > HALF and count > FEW)
        if known > best[0]:
            best = known, form
    return best[1]


def year_of(document: Document, form: Form) -> int:
    """The year that the report names most often: as that of the accounts (2023年度部门决算), or else at all."""
    texts = [text for block in document.blocks for text in texts_of(block) if "年度" in text]
    for pattern in (OF_ACCOUNTS, YEAR):
        years = Counter(int(found.group(1)) for text in texts for found in pattern.finditer(text))
        if years:
            return years.most_common(1)[0][0]
    return form.year
