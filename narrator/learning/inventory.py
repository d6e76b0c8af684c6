"""The templates of a form paragraph by paragraph, and which paragraph composed what: every one is marked before it is
rendered, and so are its expressions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import Environment as Jinja
from jinja2 import Template

from narrator.compose.composition import Composer
from narrator.compose.environment import Environment, fill_template, language
from narrator.compose.form_templates import UNDER, Loader, read_template
from narrator.disclosure.value import Record
from narrator.document import Block, Heading, Paragraph
from narrator.form import Form
from narrator.phrases.entries import Book
from narrator.spans import Span, Text

# Around the mark of a paragraph (p7) or of an expression (its begin e7, its end /7)
OPEN, CLOSE = "\ue010", "\ue011"
MARKED = re.compile(f"{OPEN}([pe/])(\\d+){CLOSE}")
CONTROL = re.compile(r"^\s*+\{%-?\s*+(\w++)(.*?)-?%\}\s*$")
COMMENT = re.compile(r"\{#.*?#\}\n?|(\{#.*)", re.S)  # one that does not end stays: Jinja tells of it
INCLUDED = re.compile(r"""^\s*+["'](.+?)["']""")
EXPRESSION = re.compile(r"\{\{-?\s*+((?:(?!-?\}\})\S|\s++(?!-?\}\}))+?)\s*+-?(?:\}\}|\Z)")
PREFIX = re.compile(r"^(?:#{1,4}\s+|@\S+[ \t]+)?(?:\[[^\]\n]+\]\s*)?")
CALLED = re.compile(r"^\s*+\{\{\s*+(\w++)\([^{}]*\)\s*\}\}\s*")  # nothing but a call
TABLE = re.compile(r"^\s*+\{\{\s*+表\([^{}]*\)\s*\}\}\s*")
BARE = re.compile(r"@(?:页 .*|目录)\s*")  # a paragraph that prints no text of its own


@dataclass(eq=False)
class TemplateParagraph:
    """A paragraph of a template, as it stands there. expressions: what it fills in, by the numbers of their marks."""

    number: int
    source: str
    expressions: dict[int, str] = field(default_factory=dict)

    @property
    def table(self) -> bool:
        """Whether it is nothing but a table."""
        return TABLE.fullmatch(self.source) is not None

    @property
    def blank(self) -> bool:
        """Whether it is nothing but one text or name of the data."""
        prefix = PREFIX.match(self.source)
        found = EXPRESSION.fullmatch(self.source[prefix.end() if prefix else 0 :].strip())
        return found is not None and "(" not in found[1]


@dataclass(eq=False)
class Branch:
    """A loop or a macro, with what stands in it. opening, closing: its lines."""

    opening: str
    nodes: list[Node] = field(default_factory=list)
    closing: str = ""

    @property
    def macro(self) -> bool:
        """Whether it is a macro, which prints nothing where it stands."""
        return "macro" in self.opening.split("(")[0]


@dataclass(eq=False)
class NamedValue:
    """A line that gives a name to a value."""

    source: str


@dataclass(eq=False)
class Included:
    """A line that includes another template, by its name."""

    source: str
    name: str


Node = TemplateParagraph | Branch | NamedValue | Included


@dataclass(eq=False)
class Element:
    """What stands in a template outside of all else: a paragraph, or a loop. settings: the lines and macros before it that
    may give it names. order: counts the elements of the form in the order in which they are printed. within: what stands in
    the condition that it opens, whose names are given before it; "" when it opens none."""

    file: str
    node: TemplateParagraph | Branch
    settings: tuple[NamedValue | Branch, ...]
    order: int
    within: str = ""

    @property
    def paragraphs(self) -> list[TemplateParagraph]:
        """Its paragraphs."""
        return list(paragraphs_in([self.node]))

    @property
    def opening(self) -> str:
        """The line that opens a loop; "" of a paragraph."""
        return self.node.opening if isinstance(self.node, Branch) else ""


class Inventory:
    """The templates of a form, read when they are first asked for."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.files: dict[str, list[Node]] = {}
        self.paragraphs: dict[int, TemplateParagraph] = {}
        self.expressions: dict[int, str] = {}
        self.marks = 0
        self.listed: list[Element] = []
        self.macros: dict[str, Branch] = {}

    def nodes(self, name: str) -> list[Node]:
        """Return what stands in a template of that name."""
        if name not in self.files:
            source = read_template(self.form, name)[0]
            self.files[name] = self.parse(COMMENT.sub(r"\1", source).split("\n"))
        return self.files[name]

    def elements(self) -> list[Element]:
        """Return what the form prints, in order, with what is included in its place."""
        if not self.listed:
            self.walk(self.form.main, (), self.listed)
        return self.listed

    def callers(self, paragraph: TemplateParagraph) -> list[Element]:
        """Return the elements that print a paragraph by a macro, or by one that calls it, in order; none for one that stands in
        no macro."""
        names = [name for name, one in self.macros.items() if paragraph in paragraphs_in([one])]
        for name in names:  # which grows: a macro is called by others
            call = macro_call(name)
            above = [other for other in self.macros if other not in names]
            names += [
                other
                for other in above
                if any(call.search(one.source) for one in paragraphs_in([self.macros[other]]))
            ]
        calls = [macro_call(name) for name in names]
        return [
            one
            for one in self.elements()
            if any(call.search(other.source) for call in calls for other in one.paragraphs)
        ]

    def walk(self, name: str, settings: tuple[NamedValue | Branch, ...], found: list[Element]) -> None:
        """Add the elements of a template. settings: what has a name where it is included."""
        for node in self.nodes(name):
            match node:
                case Included(name=other):
                    self.walk(other, settings, found)
                case NamedValue():
                    settings += (node,)
                case Branch(macro=True):
                    settings += (node,)
                case _:
                    found.append(Element(name, node, settings, len(found)))

    def parse(self, lines: list[str]) -> list[Node]:
        """Return the nodes of the lines of a template, and take the lines away as far as they are read."""
        found: list[Node] = []
        while lines:
            line = lines.pop(0)
            control = CONTROL.fullmatch(line)
            if control is None:
                if line.strip():
                    found.append(self.add_paragraph([line, *rest_of_paragraph(lines)]))
                continue
            word, rest = control.groups()
            if word in ("endfor", "endmacro"):
                lines.insert(0, line)
                break
            if word == "set":
                found.append(NamedValue(line))
            elif word == "include" and (name := INCLUDED.match(rest)):
                # What a template of the base replaces has no name of its own in a form that goes on from the base.
                found += self.nodes(name[1]) if name[1].startswith(UNDER) else [Included(line, name[1])]
            else:
                branch = Branch(line)
                if branch.macro:
                    self.macros[rest.split("(")[0].strip()] = branch
                branch.nodes = self.parse(lines)
                branch.closing = lines.pop(0) if lines else ""
                found.append(branch)
        return found

    def add_paragraph(self, lines: list[str]) -> TemplateParagraph:
        """Return the paragraph that stands on lines."""
        paragraph = TemplateParagraph(self.mark(), "\n".join(lines))
        self.paragraphs[paragraph.number] = paragraph
        for one in EXPRESSION.finditer(paragraph.source):
            paragraph.expressions[self.mark()] = one[1]
        self.expressions |= paragraph.expressions
        return paragraph

    def mark(self) -> int:
        """Return the next number of a mark."""
        self.marks += 1
        return self.marks

    def marked(self, name: str) -> str:
        """Return the text of a template with its marks."""
        return (
            "\n".join(
                write_nodes(self.nodes(name), lambda paragraph: [mark_paragraph(paragraph, self.macros)])
            )
            + "\n"
        )


def macro_call(macro: str) -> re.Pattern[str]:
    """Return what finds a call of a macro in a template."""
    return re.compile(rf"(?<!\w){re.escape(macro)}\(")


def rest_of_paragraph(lines: list[str]) -> Iterator[str]:
    """Take the lines that go on with a paragraph away from those that follow it, and yield them."""
    depth = 0
    while lines and lines[0].strip():
        control = CONTROL.fullmatch(lines[0])
        word = control[1] if control else ""
        if word in ("endfor", "endmacro") and not depth:
            return
        depth += (word == "for") - (word == "endfor")
        yield lines.pop(0)


def paragraphs_in(nodes: list[Node]) -> Iterator[TemplateParagraph]:
    """Yield the paragraphs of nodes and of all in them."""
    for node in nodes:
        if isinstance(node, TemplateParagraph):
            yield node
        elif isinstance(node, Branch):
            yield from paragraphs_in(node.nodes)


def write_nodes(nodes: list[Node], write: Callable[[TemplateParagraph], list[str]]) -> Iterator[str]:
    """Yield the lines of nodes, with a blank line behind each paragraph. write: gives what a paragraph becomes: nothing,
    one, or several."""
    for node in nodes:
        match node:
            case TemplateParagraph():
                for one in write(node):
                    yield one
                    yield ""
            case Branch():
                inside = list(write_nodes(node.nodes, write))
                if any(inside) or node.macro:  # what calls a macro stands elsewhere
                    yield node.opening
                    yield from inside
                    yield node.closing
            case NamedValue() | Included():
                yield node.source
                if isinstance(node, Included):
                    yield ""


def mark_paragraph(paragraph: TemplateParagraph, macros: Mapping[str, Branch]) -> str:
    """Return a paragraph with its mark and those of its expressions; a table, a new page, or what a macro prints as
    paragraphs as it is."""
    call = CALLED.fullmatch(paragraph.source)
    if paragraph.table or BARE.fullmatch(paragraph.source) or (call and call[1] in macros):
        return paragraph.source
    numbers = iter(paragraph.expressions)

    def enclosed(found: re.Match[str]) -> str:
        """Return an expression between marks that bear its number."""
        number = next(numbers)
        return f"{OPEN}e{number}{CLOSE}{found[0]}{OPEN}/{number}{CLOSE}"

    marked = EXPRESSION.sub(enclosed, paragraph.source)
    prefix = PREFIX.match(marked)
    at = prefix.end() if prefix else 0
    return f"{marked[:at]}{OPEN}p{paragraph.number}{CLOSE}{marked[at:]}"


class MarkedLoader(Loader):
    """Loads the templates of a form with their marks."""

    def __init__(self, inventory: Inventory) -> None:
        super().__init__(inventory.form)
        self.inventory = inventory

    def load(self, environment: Jinja, name: str, globals: object = None) -> Template:
        """Return a template with the marks of the inventory in it."""
        source = self.inventory.marked(name)
        code = environment.compile(source, name, name)
        return Template.from_code(environment, code, {}, lambda: True)


class MarkedComposer(Composer):
    """A report in the making whose paragraphs bear the marks of an inventory."""

    def __init__(self, disclosure: Record, book: Book, inventory: Inventory) -> None:
        super().__init__(disclosure, inventory.form, book)
        self.marked: Environment = language().overlay(loader=MarkedLoader(inventory))

    def body(self) -> list[Block]:
        """Return the blocks of the report, with the marks."""
        return self.markup.blocks(fill_template(self.marked.get_template(self.form.main), self.context))


@dataclass
class FilledExpression:
    """What an expression printed. source: the expression. start, end: where it stands in its text."""

    source: str
    start: int
    end: int


@dataclass
class ComposedBlock:
    """A block that the form composed. paragraph: the paragraph of the template that it comes from; None for one of a table's.
    text: without marks."""

    paragraph: TemplateParagraph | None
    text: Text
    heading: int
    style: str
    filled: list[FilledExpression] = field(default_factory=list)


def compose_marked(disclosure: Record, book: Book, inventory: Inventory) -> list[ComposedBlock]:
    """Return the lines that a disclosure gives in the form of an inventory, each with the paragraph that it comes from.
    Raises Unusable."""
    found: list[ComposedBlock] = []
    for block in MarkedComposer(disclosure, book, inventory).body():
        if isinstance(block, (Heading, Paragraph)):
            one = unmark(block, inventory)
            if one.paragraph is None and found and isinstance(block, Paragraph) and block.style == "正文":
                one.paragraph = found[-1].paragraph  # a text of several paragraphs
            if one.text.string.strip() or one.text.spans:
                found.append(one)
    return found


def unmark(block: Heading | Paragraph, inventory: Inventory) -> ComposedBlock:
    """Return a block without its marks."""
    string, cuts, shown = block.text.string, [], ""
    paragraph: TemplateParagraph | None = None
    begun: dict[int, int] = {}
    filled: list[FilledExpression] = []
    end = 0
    for mark in MARKED.finditer(string):
        shown += string[end : mark.start()]
        end = mark.end()
        cuts.append(mark.span())
        number = int(mark[2])
        if mark[1] == "p":
            paragraph = inventory.paragraphs[number] if not shown.strip() or paragraph is None else paragraph
        elif mark[1] == "e":
            begun[number] = len(shown)
        elif number in begun:
            filled.append(FilledExpression(inventory.expressions[number], begun.pop(number), len(shown)))
    shown += string[end:]

    def place(at: int) -> int:
        """Return where a place of the marked text stands without the marks."""
        return at - sum(min(at, stop) - start for start, stop in cuts if start < at)

    spans = tuple(Span(place(one.start), place(one.end), one.source) for one in block.text.spans)
    level = block.level if isinstance(block, Heading) else 0
    return ComposedBlock(paragraph, Text(shown, spans), level, block.style, filled)
