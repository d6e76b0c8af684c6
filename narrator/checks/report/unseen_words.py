"""Words of a report that nobody sees on its pages: hidden, or in another file that stands in it as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from narrator.checks.finding import Finding, Level
from narrator.checks.printed.lines import line_texts
from narrator.document import Block, Document, Heading, Origin, Table
from narrator.sources import Hidden


def find_unseen_words(document: Document) -> Iterator[Finding]:
    """Return a hint for every place of a report where words stand that are not seen."""
    place = "封面"
    for block in document.blocks:
        if isinstance(block, Heading):
            place = block.text.string
        for source in sources_in(block):
            if not isinstance(source, Hidden):
                continue
            if words := " ".join(source.words.split()):
                what, hint = f"有隐藏的文字“{words}”，读者看不见", "取消隐藏，或者删掉"
            else:
                what, hint = (
                    "嵌着另一份文件，里面的内容没有读",
                    "用Word打开报告再保存，把它变成报告自己的文字",
                )
            yield Finding(Level.HINT, f"{place} 看不见的文字", what, hint)


def sources_in(block: Block) -> Iterator[Origin]:
    """Yield what the texts of a block come from, and what is no source besides."""
    for row in block.rows if isinstance(block, Table) else ():
        if row.complex or Hidden in map(type, row.origins):
            yield from row.sources()
    for text in line_texts(block):
        yield from (span.source for span in text.spans)
