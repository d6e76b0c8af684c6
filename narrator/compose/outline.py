"""Proving a form's markup without any data: its styles, pages, headings and numbers, line by line of a template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from narrator.compose.markup import HEADING_STYLES
from narrator.compose.numbering import MARKS
from narrator.form import Form, Layout
from narrator.problem import Problem

COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
TAGS = re.compile(r"^\s*(?:\{%.*?%\}\s*)*")  # what may stand before a line's own words
STYLE = re.compile(r"@(\S*)\s*(\S*)")
HEADING = re.compile(r"(#+)\s*")
NUMBER = re.compile(r"\[([^\[\]{}\s]{1,5})\]")
PARAGRAPHS, PAGES, TABLES = "段落样式", "页面版式", "表格样式"
OWN = ("页", "目录")  # what @ makes besides paragraphs


class Outline:
    """What the templates of one form say in markup. contents: whether any of them has @目录."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.contents = False
        self.headings = False

    def template(self, source: str, path: Path) -> Iterator[Problem]:
        """What is wrong with the markup of the template SOURCE in the file PATH."""
        plain = COMMENT.sub(lambda found: "\n" * found.group().count("\n"), source)
        for number, line in enumerate(plain.split("\n"), 1):
            for what, hint in self.line(TAGS.sub("", line)):
                yield Problem("", what, hint, file=str(path), line=number)

    def line(self, text: str) -> Iterator[tuple[str, str]]:
        """What is wrong with one line of a template: what, and what to do."""
        heading = HEADING.match(text)
        if heading:
            depth = len(heading.group(1))
            text = text[heading.end() :]
            self.headings = True
            if depth not in HEADING_STYLES:
                yield f"标题最多{max(HEADING_STYLES)}级", f"最多写{max(HEADING_STYLES)}个#"
            else:
                yield from self.named(PARAGRAPHS, HEADING_STYLES[depth])
        elif style := STYLE.match(text):
            text = text[style.end(1) :].lstrip()
            self.contents = self.contents or style.group(1) == "目录"
            if style.group(1) == "页":
                yield from self.named(PAGES, style.group(2))
            elif style.group(1) not in OWN:
                yield from self.named(PARAGRAPHS, style.group(1))
        number = NUMBER.match(text)
        if number and number.group(1) not in MARKS:
            yield (
                f"没有“[{number.group(1)}]”这种自动编号",
                f"从{'、'.join(f'[{mark}]' for mark in MARKS)}中选",
            )

    def layout(self, layout: Layout) -> Iterator[Problem]:
        """What is wrong with the styles that LAYOUT names."""
        self.headings = self.headings or bool(layout.title)
        names = [(TABLES, layout.look), (PAGES, layout.page), (PARAGRAPHS, layout.style)]
        names += [(PARAGRAPHS, "表号")] if layout.number else []
        names += [(PARAGRAPHS, "表头行")] if layout.line else []
        names += [(PARAGRAPHS, "表注")] if layout.notes else []
        for kind, name in names:
            for what, hint in self.named(kind, name) if name else ():
                yield Problem("", what, hint, file=str(layout.path))

    def named(self, kind: str, name: str) -> Iterator[tuple[str, str]]:
        styles = self.form.styles.get(kind)
        # Of a sheet without any, the reader of styles.toml tells.
        if isinstance(styles, Mapping) and styles and name not in styles:
            yield f"styles.toml里没有“{name}”这种{kind}", f"改正名称，或者在styles.toml里补上{kind}“{name}”"

    def whole(self) -> Iterator[Problem]:
        """What is wrong with all of it: headings that no contents list."""
        if self.headings and not self.contents:
            path = str(self.form.folder / self.form.main)
            yield Problem("", "全文没有目录，标题都没有列出来", "在封面后面写一行 @目录", file=path)
        styles = self.form.styles.get(PARAGRAPHS)
        if not isinstance(styles, Mapping) or not styles:
            return
        known = [one.get("Word样式") for one in styles.values() if isinstance(one, Mapping)]
        for name in ("toc 1", "toc 2") if self.contents else ():
            if name not in known:
                what, hint = (
                    f"目录要用Word样式“{name}”，一个样式也没有写它",
                    f'给一个段落样式写上 "Word样式" = "{name}"',
                )
                yield Problem(PARAGRAPHS, what, hint, file=str(self.form.folder / "styles.toml"))
