"""What stands beside the text of a report: comments, footnotes, headers and footers, files within the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from narrator.document import texts_in
from narrator.readers.docx.blocks import Body
from narrator.readers.docx.package import Package, W
from narrator.readers.docx.stylesheet import Stylesheet
from narrator.regex import compile_later
from narrator.sources import Hidden

COMMENT = "批注"
CALLED = {"comments": COMMENT, "footnotes": "脚注", "endnotes": "尾注", "header": "页眉", "footer": "页脚"}
PAGE_NUMBER = compile_later(r"第?\d{0,6}页?(?:[/，,]{0,2}共?\d{1,6}页)?")
DASHES = "—–－-"  # around a page number


class Note(NamedTuple):
    """Something beside the text.

    kind: what it is, 批注 or 页眉. words: what it says; "" for nothing, or the number of a page. unseen: what stands in it
    and nobody sees, as in `Hidden`.
    """

    kind: str
    words: str
    unseen: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind}“{self.words}”" if self.words else f"空的{self.kind}"


def find_notes(package: Package, styles: Stylesheet) -> Iterator[Note]:
    """Return what stands beside the text of a report; page numbers are no news. Raises Unusable."""
    for kind, called in CALLED.items():
        for part in package.related(kind):
            root = package.root(part)
            # Footnotes of a type are the lines that part them from the text.
            for one in [root] if kind in ("header", "footer") else root:
                if one.get(f"{W}type") is not None:
                    continue
                inside = Body(package, styles)
                inside.read(one)
                texts = list(texts_in(inside.blocks))
                words = " ".join(" ".join(text.string for text in texts).split())
                if PAGE_NUMBER.fullmatch("".join(words.split()).strip(DASHES)):
                    words = ""
                spans = (span for text in texts for span in text.spans)
                unseen = tuple(span.source.words for span in spans if isinstance(span.source, Hidden))
                if words or unseen or called == COMMENT:  # an empty one, too, says who wrote it
                    yield Note(called, words, unseen)
