"""What to call the row of a table: for whoever tells where something stands."""

from __future__ import annotations

from collections.abc import Iterable

from narrator.regex import compile_later

CHINESE = compile_later("[\u3400-\u9fff]")


def row_label(texts: Iterable[str]) -> str:
    """Return the first of the cells of a row that is in words, shortened; "" when none is."""
    for text in texts:
        if not text.isascii() and CHINESE.search(text):
            return " ".join(text[:20].split())
    return ""
