"""Words of a report that nobody sees on its pages: hidden, or in another file that stands in it as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from narrator.checks.finding import Finding, Level
from narrator.document import Document, Heading, texts_in
from narrator.sources import Hidden


def find_unseen_words(document: Document) -> Iterator[Finding]:
    """Return a hint for every place of a report where words stand that are not seen."""
    place = "封面"
    for block in document.blocks:
        if isinstance(block, Heading):
            place = block.text.string
        for text in texts_in([block]):
            for span in text.spans:
                if not isinstance(span.source, Hidden):
                    continue
                if words := " ".join(span.source.words.split()):
                    what, hint = f"有隐藏的文字“{words}”，读者看不见", "取消隐藏，或者删掉"
                else:
                    what, hint = (
                        "嵌着另一份文件，里面的内容没有读",
                        "用Word打开报告再保存，把它变成报告自己的文字",
                    )
                yield Finding(Level.HINT, f"{place} 看不见的文字", what, hint)
