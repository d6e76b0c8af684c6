"""How the document looks, as values: paragraph styles, page layouts and table styles of a form.

Read from styles.toml by `styles_file`, used by every writer of a file with a look. Lengths are in the units
of WordprocessingML: twentieths of a point (`dxa`), half points for type sizes, eighths of a point for
rules, hundredths of a character for indents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from narrator.document import Contents, Document, Heading, Page, Paragraph, Spread, Table
from narrator.problem import Problem

# What Word calls the styles that it knows by itself, and the ids that it gives them.
WORD_STYLES: Mapping[str, str] = {
    "Normal": "Normal",
    "Title": "Title",
    "footer": "Footer",
    **{f"heading {level}": f"Heading{level}" for level in range(1, 10)},
    **{f"toc {level}": f"TOC{level}" for level in range(1, 10)},
}
BODY = "Normal"
PAGE_NUMBER = "footer"
# What kind of style a block names.
_KINDS = {Heading: "段落样式", Paragraph: "段落样式", Spread: "段落样式", Table: "表格样式"}
# The layout of what stands before the first Page.
DEFAULT_LAYOUT = "正文"


def dxa(millimetres: float) -> int:
    """Return a length in millimetres as twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


class ParagraphStyle(NamedTuple):
    """The look of a kind of paragraph.

    word_name: the style of Word that this one is, such as 「heading 1」; "" when it is one of our own.
    line: fixed line spacing; 0 for single spacing.
    outline: the level in the outline, counted from 1; 0 for body text.
    """

    name: str
    word_name: str
    chinese_font: str
    latin_font: str
    half_points: int
    bold: bool
    align: str
    line: int
    before: int
    after: int
    first_indent: int
    left_indent: int
    outline: int
    page_break_before: bool
    keep_with_next: bool

    @property
    def identifier(self) -> str:
        """The name by which paragraphs refer to the style (w:pStyle)."""
        return WORD_STYLES.get(self.word_name, self.name)


class PageLayout(NamedTuple):
    """The paper, its margins and its page number.

    numbered: whether the page number is printed.
    first_number: where counting starts when this is the first numbered layout of the document; 0 to go on
        counting.
    footer: from the lower edge of the page number to the lower edge of the paper.
    """

    name: str
    width: int
    height: int
    landscape: bool
    top: int
    bottom: int
    left: int
    right: int
    numbered: bool
    first_number: int
    footer: int
    centred: bool

    @property
    def text_width(self) -> int:
        """The length from the left to the right margin, in twentieths of a point."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """The length from the upper to the lower margin, in twentieths of a point."""
        return self.height - self.top - self.bottom


class TableStyle(NamedTuple):
    """The look of a kind of table.

    text: the style of the text in cells, with what this table style changes in it.
    base: the name of the paragraph style that `text` was made from.
    row_height: at least; 0 when the text decides.
    least_row_height, least_half_points: how low rows and how small type may become for a table to fit onto its page.
    right_indent: space between a right-aligned text and the edge of its cell's margin.
    """

    name: str
    text: ParagraphStyle
    base: str
    outer_rule: int
    inner_rule: int
    row_height: int
    side_margin: int
    end_margin: int
    right_indent: int
    least_row_height: int
    least_half_points: int
    size: str = ""  # how small its type is, when that is smaller than it should be

    def cell_style(self, align: str) -> str:
        """Return the identifier of the paragraph style for cells aligned 左, 中 or 右."""
        return f"{self.name}·{align}{self.size}"

    @property
    def can_shrink(self) -> bool:
        """Whether its rows may become lower, or its type smaller."""
        return self.least_row_height < self.row_height or self.least_half_points < self.text.half_points

    def smaller_sizes(self) -> Iterator[TableStyle]:
        """Return the style itself, then with type half a point smaller, and so on as far as it may."""
        yield self
        text = self.text
        for size in range(text.half_points - 1, self.least_half_points - 1, -1):
            yield self._replace(
                text=text._replace(half_points=size, line=text.line * size // text.half_points),
                size=f"·{size / 2:g}磅",
            )


class Look(NamedTuple):
    """Everything that styles.toml says. fonts: what may stand in for a font that is not installed."""

    fonts: Mapping[str, tuple[str, ...]]
    paragraphs: Mapping[str, ParagraphStyle]
    pages: Mapping[str, PageLayout]
    tables: Mapping[str, TableStyle]

    def known_to_word(self, word_name: str) -> ParagraphStyle | None:
        """Return the style that stands for Word's own style of that name, or None."""
        return next((style for style in self.paragraphs.values() if style.word_name == word_name), None)

    def missing(self, document: Document) -> list[Problem]:
        """Return a problem for every style and layout that a document names and styles.toml does not have."""
        here = {"段落样式": self.paragraphs, "页面版式": self.pages, "表格样式": self.tables}
        problems = [
            Problem(f"{kind}.{name}", "报告用到它，styles.toml里没有", f"在styles.toml里补上{kind}「{name}」")
            for kind, name in _used(document)
            if name not in here[kind]
        ]
        levels = max((block.levels for block in document.blocks if isinstance(block, Contents)), default=0)
        for word_name in (f"toc {level}" for level in range(1, levels + 1)):
            if self.known_to_word(word_name) is None:
                hint = f'给一个段落样式写上 "Word样式" = "{word_name}"'
                problems.append(
                    Problem("段落样式", f"目录要用Word样式「{word_name}」，一个样式也没有写它", hint)
                )
        return problems


def _used(document: Document) -> Iterable[tuple[str, str]]:
    """Return the kind and the name of everything of a look that a document refers to, each once."""
    used: list[tuple[str, str]] = []
    if not document.blocks or not isinstance(document.blocks[0], Page):
        used.append(("页面版式", DEFAULT_LAYOUT))
    used += [
        ("页面版式", block.layout) if isinstance(block, Page) else (_KINDS[type(block)], block.style)
        for block in document.blocks
        if not isinstance(block, Contents)  # set in Word's own styles, whatever it names
    ]
    return dict.fromkeys(used)
