"""Proving a form's markup without any data: its styles and pages line by line, its headings in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path

from jinja2 import TemplateNotFound

from narrator.compose.form_templates import read_template, template_names
from narrator.compose.markup import HEADING_STYLES, LISTED
from narrator.compose.numbering import MARKS
from narrator.form import Form
from narrator.form.table_layout import Layout
from narrator.numerals import write_numeral
from narrator.problem import Problem, Severity, Unusable

COMMENT = re.compile(r"\{#.*?(?:#\}|\Z)", re.DOTALL)
TAGS = re.compile(r"^\s*(?:\{%.*?%\}\s*)*")  # what may stand before a line's own words
STYLE = re.compile(r"@(\S*)\s*(\S*)")
HEADING = re.compile(r"(#+)(\s*)")
NUMBER = re.compile(r"\[([^\[\]{}\s]{1,5})\]")
MARKED = re.compile("|".join(re.escape(f"[{mark}]") for mark in MARKS))
WIDE = re.compile(rf"(?!{MARKED.pattern})[\[［【]({'|'.join(map(re.escape, MARKS))})[\]］】]")
PART = re.compile(r"第([一二三四五六七八九十\d]+)(?:部分|章)")
# A number that counts only as far as the one who wrote it did → the mark that counts by itself.
WRITTEN = tuple(
    (re.compile(pattern), mark)
    for pattern, mark in (
        (r"[一二三四五六七八九十]{1,5}、", "[一、]"),
        (r"[（(][一二三四五六七八九十]+[）)]", "[（一）]"),
        (r"\d{1,5}[.．](?!\d)", "[1.]"),
        (r"\d{1,5}、", "[1、]"),
        (r"[（(]\d+[）)]", "[（1）]"),
    )
)
PARAGRAPHS, PAGES, TABLES = "段落样式", "页面版式", "表格样式"
OWN = ("页", "目录")  # what @ makes besides paragraphs


class Outline:
    """What the templates of one form say in markup. contents: whether any of them has @目录.

    numbered: for every part of the report and level, its headings: whether each has a number, and where it is.
    """

    def __init__(self, form: Form) -> None:
        self.form = form
        self.styles = readable_styles(form)
        self.contents = False
        self.headings = False
        self.part = 0
        self.counted = 0  # of the parts, those with a number
        self.depth = 1  # of the heading before
        self.numbered: dict[tuple[int, int], dict[tuple[str, int], bool]] = {}
        self.begun = False  # whether the line that is being made says something already
        self.blank = True  # whether the line before said nothing
        self.tabled = False  # whether a table stands in the paragraph that is being made

    # ---- line by line, as they stand in the files ----

    def template(self, source: str, path: Path) -> Iterator[Problem]:
        """Return what is wrong with the markup of a template in a file."""
        for number, line in template_lines(source):
            for what, hint in self.line(line):
                yield Problem("", what, hint, file=str(path), line=number)

    def line(self, text: str) -> Iterator[tuple[str, str]]:
        """Return what is wrong with one line of a template: what, and what to do."""
        heading = HEADING.match(text)
        if heading:
            depth = len(heading.group(1))
            text = text[heading.end() :]
            self.headings = True
            if depth not in HEADING_STYLES:
                yield f"标题最多{max(HEADING_STYLES)}级", f"最多写{max(HEADING_STYLES)}个#"
            elif not text.strip():
                yield "#后面没有标题", "写上标题，或者删去这一行"
            elif not heading.group(2):
                yield "#后面没有空格，不会成为标题", "在#和标题之间空一格"
            else:
                yield from self.named(PARAGRAPHS, HEADING_STYLES[depth])
            yield from check_number_of_heading(text)
        elif style := STYLE.match(text):
            text = text[style.end(1) :].lstrip()
            self.contents = self.contents or style.group(1) == "目录"
            if style.group(1) == "页":
                yield from self.named(PAGES, style.group(2))
            elif style.group(1) not in OWN:
                yield from self.named(PARAGRAPHS, style.group(1))
                yield from self.hidden(style.group(1))
        yield from numbers(text)

    def hidden(self, name: str) -> Iterator[tuple[str, str]]:
        """Return a mistake when paragraphs in that style look like headings that no contents list."""
        styles = self.styles.get(PARAGRAPHS)
        style = styles.get(name) if isinstance(styles, Mapping) else None
        if isinstance(style, Mapping) and style.get("大纲级别"):
            yield f"“{name}”是标题的样式，用@写的标题不进目录", "用#写标题，或者换一种样式"

    def layout(self, layout: Layout) -> Iterator[Problem]:
        """Return what is wrong with the styles that a table layout names, and with the number of its title."""
        self.headings = self.headings or bool(layout.title)
        mistakes = [
            (key, mistake)
            for key, kind, name in looks_of_layout(layout)
            for mistake in self.named(kind, name)
        ]
        mistakes += [
            ("标题", mistake) for mistake in (*check_number_of_heading(layout.title), *numbers(layout.title))
        ]
        mistakes += [("表头行", mistake) for one in layout.line for mistake in numbers(one)]
        mistakes += [("表注", mistake) for one in layout.notes for mistake in numbers(one)]
        mistakes += [("目录编号", mistake) for mistake in only_number(layout)]
        for key, (what, hint) in mistakes:
            path, line = layout.key_place(key)
            yield Problem(key, what, hint, file=str(path), line=line)

    def named(self, kind: str, name: str) -> Iterator[tuple[str, str]]:
        """Return a mistake when styles.toml has no style or page of that name."""
        styles = self.styles.get(kind)
        # Of a sheet without any, the reader of styles.toml tells.
        if isinstance(styles, Mapping) and styles and name not in styles:
            nearest = "、".join(get_close_matches(name, styles, len(styles), 0))
            yield (
                f"styles.toml里没有“{name}”这种{kind}",
                f"改成其中的名称：{nearest}；或者在styles.toml里补上",
            )

    # ---- in the order in which they are printed ----

    def value(self) -> bool:
        """Note that a value is printed: the line says something. Return whether it may stand there: not beside a table."""
        self.begun = True
        return not self.tabled

    @property
    def alone(self) -> bool:
        """Whether nothing stands yet in the paragraph that is being made."""
        return self.blank and not self.begun

    def table(self) -> bool:
        """Note that a table is printed. Return whether it stands in a paragraph of its own, as far as that is made."""
        alone = self.alone
        self.begun = self.tabled = True
        return alone

    def words(self, words: str, file: str, line: int) -> Iterator[Problem]:
        """Note that words are printed, which begin on a line of a file; return what is wrong with what they
        begin there.
        """
        for at, text in enumerate(words.split("\n")):
            if at:
                self.blank, self.begun = not self.begun, False
                self.tabled = self.tabled and not self.blank
            text = text.strip()
            if not text:
                continue
            if self.tabled:
                yield Problem("", "表要单独写成一段", "在它后面空一行", file=file, line=line + at)
                self.tabled = False
            if not self.begun:
                yield from self.begin(text, file, line + at)
            self.begun = True

    def begin(self, text: str, file: str, line: int) -> Iterator[Problem]:
        """Return what is wrong with a line that begins with that text, where it stands in the report."""
        heading = HEADING.match(text)
        if not self.blank and (heading or STYLE.match(text) or MARKED.match(text)):
            what = "前面没有空行，会和上一段连成一段"
            yield Problem("", what, "在这一行前面空一行", file=file, line=line)
        elif heading and len(heading.group(1)) in HEADING_STYLES:
            yield from self.heading(len(heading.group(1)), text[heading.end() :], file, line)

    def heading(self, depth: int, text: str, file: str, line: int) -> Iterator[Problem]:
        """Note that a heading of that depth is printed; return what is wrong with it in its place."""
        self.part += depth == 1
        if depth > self.depth + 1:
            what, hint = (
                f"标题从第{self.depth}级跳到第{depth}级",
                f"少写{depth - self.depth - 1}个#，或者补上中间的标题",
            )
            yield Problem("", what, hint, file=file, line=line)
        if depth == 1 and (number := PART.match(text)):
            self.counted += 1
            said, wanted = number.group(1), write_numeral(self.counted)
            if said not in (wanted, str(self.counted)):
                what, hint = f"“{number.group()}”是全文的第{wanted}个部分", f"把“{said}”改成“{wanted}”"
                yield Problem("", what, hint, file=file, line=line)
        self.depth = depth
        self.numbered.setdefault((self.part, depth), {})[file, line] = bool(MARKED.match(text))

    def whole(self) -> Iterator[Problem]:
        """Return what is wrong with all of it: headings that no contents list, or that their neighbours'
        numbers leave out.
        """
        for (_, depth), headings in self.numbered.items():
            if depth > 1 and any(headings.values()):
                for (file, line), numbered in headings.items():
                    if not numbered:
                        what, hint = (
                            "这一部分同级的标题有编号，这一个没有",
                            "写上编号，例如[一、]；不要编号的不用管",
                        )
                        yield Problem("", what, hint, Severity.WARNING, file, line)
        if self.headings and not self.contents and not self.form.no_contents:
            path = str(self.form.file(self.form.main))
            what = "全文没有目录，标题都没有列出来"
            hint = '在封面后面写一行 @目录；格式就没有目录的，在 form.toml 里写 "没有目录" = true'
            yield Problem("", what, hint, file=path, line=1)
        styles = self.styles.get(PARAGRAPHS)
        if not isinstance(styles, Mapping) or not styles:
            return
        known = [one.get("Word样式") for one in styles.values() if isinstance(one, Mapping)]
        sheet = self.form.file("styles.toml")
        for name in (f"toc {level}" for level in range(1, LISTED + 1)) if self.contents else ():
            if name not in known:
                what, hint = (
                    f"目录要用Word样式“{name}”，一个样式也没有写它",
                    f'给一个段落样式写上 "Word样式" = "{name}"',
                )
                yield Problem(PARAGRAPHS, what, hint, file=str(sheet), line=1)


def readable_styles(form: Form) -> Mapping[str, object]:
    """Return the page and paragraph styles of a form; {} when they can not be read, of which the reader of styles.toml tells."""
    try:
        return form.styles
    except Unusable:
        return {}


def template_lines(source: str) -> Iterator[tuple[int, str]]:
    """Return the lines of a template with their numbers, without comments and without what only steers."""
    plain = COMMENT.sub(lambda found: "\n" * found.group().count("\n"), source)
    for number, line in enumerate(plain.split("\n"), 1):
        yield number, TAGS.sub("", line)


def readable_templates(form: Form) -> Iterator[tuple[Path, str]]:
    """Return the templates of a form that can be read."""
    for name in template_names(form):
        with suppress(TemplateNotFound):
            source, path = read_template(form, name)
            yield path, source


def looks_of_layout(layout: Layout) -> Iterator[tuple[str, str, str]]:
    """Return what a layout names of styles.toml: under which key of its own, the kind and the name."""
    yield "表格样式", TABLES, layout.look
    named = [("版面", PAGES, layout.page), ("标题样式", PARAGRAPHS, layout.style)]
    said = [("表号", layout.number), ("表头行", layout.line), ("表注", layout.notes)]
    yield from (one for one in named if one[2])
    yield from ((key, PARAGRAPHS, key) for key, there in said if there)


def find_unknown_looks(form: Form) -> dict[str, list[Problem]]:
    """Return where the templates and layouts of a form name a style or page that its styles.toml does not
    have, by place there.
    """
    outline = Outline(form)
    found: dict[str, list[Problem]] = {}

    def tell(kind: str, name: str, path: Path, line: int) -> None:
        """Keep what is wrong with the name of a style or page that stands on a line of a file."""
        for what, hint in outline.named(kind, name):
            found.setdefault(f"{kind}.{name}", []).append(Problem("", what, hint, file=str(path), line=line))

    for path, source in readable_templates(form):
        for number, line in template_lines(source):
            if (style := STYLE.match(line)) and style.group(1) != "目录":
                page = style.group(1) == "页"
                tell(PAGES if page else PARAGRAPHS, style.group(2 if page else 1), path, number)
    for layout in form.sound_layouts[0].values():
        for key, kind, name in looks_of_layout(layout):
            tell(kind, name, *layout.key_place(key))
    return found


def check_number_of_heading(text: str) -> Iterator[tuple[str, str]]:
    """Return a mistake when a heading has a number that does not count by itself."""
    for pattern, mark in WRITTEN:
        if number := pattern.match(text):
            yield f"标题的编号“{number.group()}”是写死的，少了一项就不对", f"写成{mark}，自动编号"


def only_number(layout: Layout) -> Iterator[tuple[str, str]]:
    """Return what is wrong with the mark that numbers a heading in the contents only."""
    if layout.listed and not MARKED.fullmatch(layout.listed):
        marks = "、".join(f"[{mark}]" for mark in MARKS)
        yield f"“{layout.listed}”不是自动编号", f"从{marks}中选，只写一个"
    elif layout.listed and MARKED.match(layout.title):
        yield "标题已经有编号，目录里会有两个", "删去一个"


def numbers(text: str) -> Iterator[tuple[str, str]]:
    """Return what is wrong with the marks of numbers in a paragraph or a heading without what is before."""
    if wide := WIDE.match(text):
        yield f"“{wide.group()}”的方括号是全角的，不会变成编号", f"写成半角的[{wide.group(1)}]"
    number = NUMBER.match(text)
    if number and number.group(1) not in MARKS:
        marks = "、".join(f"[{mark}]" for mark in MARKS)
        yield f"没有“[{number.group(1)}]”这种自动编号", f"从{marks}中选"
    words = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text)
    for mark in MARKED.finditer(words):
        if mark.start():
            yield f"自动编号“{mark.group()}”不在一段的开头，不会变成编号", "移到开头，或者另起一段"
