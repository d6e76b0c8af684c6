"""Which form a report is in, and of which year it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain, islice

from narrator.checks.printed.lines import line_texts, texts_of
from narrator.document import Document, Table
from narrator.form import Form
from narrator.form.form_choice import is_of_place, nearest_in_time
from narrator.tables.plain import plain

OF_ACCOUNTS = re.compile(r"(?<!\d)(\d{4})\s*年度(?:部门|单位)决算")
YEAR = re.compile(r"(?<!\d)(\d{4})\s*年度")
TEMPLATE = re.compile(r"\{[{%#][^{}]*[}%#]\}")  # what is filled in in a layout's grid
FILLED = "\0"
# What a cell begins with that is not printed
NOTATION = re.compile(r"^\s*(?:&\s*)?(?:=\^\s*)?(?:[左中右][:：])?")
# A table of a report is one of a form when it has more than half of its words, and not just these few.
HALF, FEW = 0.5, 4
COVER = 5  # lines
NEARLY = 0.7  # of the words of the tables of the form that a report is in: others may be its form as well


def likeliest_form(document: Document, forms: Iterable[Form]) -> Form | None:
    """Return the form, of those given, whose tables a document has, be it only a few of them; of several that have the
    same tables that of the place that the cover names, and of those that of the document's year, or of the nearest;
    None when it has those of none. Raises Unusable when the layouts of a form can not be read.
    """
    best: tuple[int, list[Form]] = (1, [])
    for known, form in count_words(document, forms):
        if known >= best[0]:
            best = known, [*(best[1] if known == best[0] else ()), form]
    own = [form for form in best[1] if is_named_on_cover(form, document)]
    return nearest_in_time(own or best[1], year_of(document, best[1][0])) if best[1] else None


def is_named_on_cover(form: Form, document: Document) -> bool:
    """Return whether one of the first lines of a document begins with the place whose form this is: its department's
    name, or a party committee's behind 中共."""
    first = islice(
        (text.strip() for block in document.blocks for text in texts_of(block) if text.strip()), COVER
    )
    return any(is_of_place(form, text) for text in first)


def resembling_forms(document: Document, forms: Iterable[Form]) -> list[Form]:
    """Return the forms, of those given, whose tables a document has at least nearly as many words of as of the form of
    which it has the most. Raises Unusable as `likeliest_form` does."""
    found = list(count_words(document, forms))
    most = max((known for known, _ in found), default=0)
    return [form for known, form in found if known and known >= most * NEARLY]


def count_words(document: Document, forms: Iterable[Form]) -> Iterator[tuple[int, Form]]:
    """Return how many words of the tables of each form a document has, in tables that are that form's."""
    tables = [
        {plain(string) for row in block.rows for string in row.strings}
        for block in document.blocks
        if isinstance(block, Table)
    ]

    @cache  # tables of several forms are printed in the same words
    def measure_shared(printed: frozenset[str]) -> list[tuple[float, int]]:
        """Return which share of the words of a layout, and how many of them, each table of the document has."""
        shared = [len(printed & words) for words in tables]
        return [(count / len(printed), count) for count in shared]

    for form in forms:
        layouts = (printed_words(layout.header, layout.body) for layout in form.layouts.values())
        found = map(max, zip(*(measure_shared(words) for words in layouts if words), strict=True))
        yield sum(count for share, count in found if share > HALF and count > FEW), form


@lru_cache(maxsize=1000)
def printed_words(header: str, body: str) -> frozenset[str]:
    """Return the words of a table that stand in the grids of its layout as they are printed, in plain form: a form is known by
    them without composing anything."""
    grids = TEMPLATE.sub(FILLED, f"{header}\n{body}")
    cells = (plain(NOTATION.sub("", cell)) for cell in re.split(r"[|\n]", grids) if FILLED not in cell)
    return frozenset(cell for cell in cells if len(cell) > 1)


def year_of(document: Document, form: Form) -> int:
    """Return the year that a report names most often, as that of its accounts (2023年度部门决算), or else at all;
    the form's when it names none.
    """
    texts = [text.string for block in document.blocks for text in line_texts(block) if "年度" in text.string]
    for pattern in (OF_ACCOUNTS, YEAR):
        years = Counter(chain.from_iterable([years_named(text, pattern) for text in texts]))
        if years:
            return years.most_common(1)[0][0]
    return form.year


@lru_cache(maxsize=20_000)
def years_named(text: str, pattern: re.Pattern[str]) -> tuple[int, ...]:
    """Return the years that a text names in a way, see `year_of`."""
    return tuple(map(int, pattern.findall(text)))
