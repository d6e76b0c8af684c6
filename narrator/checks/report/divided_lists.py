"""How a printed enumeration is divided into its items, whatever marks stand between them and within them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from narrator.phrases.entries import BETWEEN, EACH, PhraseTable
from narrator.sources import Blank
from narrator.tables.plain import plain

ITEM_MARKS = "。;,"  # of which one is easily set for another between items, in plain form


def divide_items(text: str, table: PhraseTable, expected: Iterable[str] = ()) -> list[str]:
    """Return the items of a printed enumeration. Those that are expected may themselves hold what stands
    between or around items.
    """
    expected = list(expected)
    between, (before, after) = plain(str(table.entries[BETWEEN])), words_around_items(table)
    pattern = "".join(
        ".+?" if isinstance(piece, Blank) else re.escape(plain(piece)) for piece in table.entries[EACH].pieces
    )
    if not between and pattern == ".+?":
        return [text]
    one_item = re.compile(f".*?(?={re.escape(between)}|$)" if between else pattern)
    inside = between or after
    held = {one for one in expected if inside and inside in one[len(before) : len(one) - len(after)]}
    long = sorted(held, key=len, reverse=True)
    if between in ITEM_MARKS and not any(mark in one for one in expected for mark in ITEM_MARKS):
        # A mistake of one mark for another.
        text = text.translate(dict.fromkeys(map(ord, ITEM_MARKS), between))
    found: list[str] = []
    while text:
        whole = next(
            (one for one in long if f"{text}{between}{before}".startswith(one + (between or before))), None
        )
        if whole is None:
            item = one_item.search(text)
            if item is None:
                break
            whole, text = item.group(), text[item.start() :]
        found.append(whole)
        text = text[len(whole) + len(between) :]
    return [part for part in found if part]


def words_around_items(table: PhraseTable) -> tuple[str, str]:
    """Return what stands before and behind each item of a table's enumerations, in plain form."""
    pieces = table.entries[EACH].pieces
    before, after = pieces[0], pieces[-1]
    return plain(before) if isinstance(before, str) else "", plain(after) if isinstance(after, str) else ""


def divide_by_other_marks(printed: Sequence[str], texts: Sequence[str]) -> Iterator[str]:
    """Yield the items of a list, those that other marks stand between than the form has there one by one, and the last without 等. texts:
    the items that there are."""
    for at, one in enumerate(printed, 1):
        parts = [] if one in texts else re.split(f"[{ITEM_MARKS}]", one)
        last = one.removesuffix("等") if at == len(printed) and one not in texts else one
        yield from parts if len(parts) > 1 and all(part in texts for part in parts) else [last]
