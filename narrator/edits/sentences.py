"""Sentences: where a text ends one, and which of two texts' sentences differ."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from narrator.regex import compile_later

SENTENCE = compile_later(r"[^。！？；\n]*(?:[。！？；\n]+|$)")


def split_sentences(text: str) -> list[str]:
    """Return the sentences of a text, each with what ends it."""
    return [sentence for sentence in SENTENCE.findall(text) if sentence]


def find_changed(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Return the sentences of the old text that are not in the new one, each with what stands there now; ""
    where nothing does.
    """
    before, after = split_sentences(old), split_sentences(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        if b - a == d - c:
            yield from zip(before[a:b], after[c:d], strict=True)
        else:
            yield "".join(before[a:b]), "".join(after[c:d])
