"""Surveying a form's tables: each is composed once with a specimen, and what stands in each of its cells is then known
from where it came. So whatever composes can be read back, and lint can prove a table without knowing how it is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import chain
from types import CodeType

from jinja2 import Environment as Jinja
from jinja2 import Template, nodes

from narrator.compose.composition import FAULTS, Composer
from narrator.compose.environment import Environment, fill_template, language
from narrator.compose.form_templates import Loader, environment, read_template
from narrator.compose.grid_notation import ComposedGrid, mark_values
from narrator.compose.grid_notation import rows as grid_rows
from narrator.compose.language import DEEPEST
from narrator.compose.markup import Blocks
from narrator.compose.printed_cells import Surveyed, make_blueprint
from narrator.compose.specimen import specimen
from narrator.compose.template_code import place_in_file
from narrator.document import Document
from narrator.form import FORMS, Form
from narrator.form.table_layout import Layout
from narrator.problem import Unusable
from narrator.regex import compile_later
from narrator.sources import Operand
from narrator.spans import GAP, Text
from narrator.tables.vocabulary import Blueprints

MARK, END = "\ue002", "\ue003"  # around the number of the line on which a piece of a template stands
TABLE = compile_later(r"(?<!\w)表(?!\w)")  # the function that prints a table, in a template
INCLUDED = compile_later(r"""\binclude\s*["']([^"']+)["']""")


@lru_cache(maxsize=FORMS)
def survey(form: Form, phrases: frozenset[str], lines: bool = False) -> Blueprints:
    """Return the tables that a form prints, by the names of their layouts, in the order in which it prints them.

    phrases: what its templates may call. lines: whether to know the lines of rows, too, for which templates are
    compiled anew. A table that can not be composed is not among them: lint tells why.
    """
    surveyor = Surveyor(form, phrases, lines)
    surveyor.go()
    return surveyor.blueprints()


class Surveyor(Composer):
    """Composes the tables of a form, and nothing of what it says beside them."""

    def __init__(self, form: Form, phrases: frozenset[str], marks: bool) -> None:
        super().__init__(specimen(form.own_model, form.year), form, {})
        self.marks = marks
        self.context |= dict.fromkeys(phrases, say_nothing)
        self.composed: dict[str, list[Surveyed]] = {}
        self.lines: list[tuple[int, ...]] = []

    def go(self) -> None:
        """Go through the form's templates that print tables, as far as they go."""
        try:
            main = without_prose(self.form).get_template(self.form.main)
            fill_template(main, self.context)
        except (*FAULTS, Unusable):  # of which lint tells, and composing
            pass

    def blueprints(self) -> Blueprints:
        """Return the tables that were composed, by the names of their layouts."""
        found = Blueprints(
            (name, make_blueprint(self.form.own_model, name, self.form.layouts[name], composed))
            for name, composed in self.composed.items()
        )
        every = chain.from_iterable(self.composed.values())
        found.specimen = Document("", tuple(chain.from_iterable(one.blocks for one in every)))
        return found

    def table(self, name: str, /, **variables: object) -> Blocks:
        """Compose a table and keep it, with the lines of its rows; return nothing to print."""
        self.lines = []
        try:
            blocks = self.markup.numbered(super().table(name, **variables))
        except (*FAULTS, Unusable):  # of which lint tells, and composing; other tables may be whole
            return Blocks()
        self.composed.setdefault(name, []).append(Surveyed(blocks, *self.lines))
        return Blocks()

    def difference(self, whole: Operand, part: Operand) -> Operand:
        """相差: return what is left; in a specimen, whose figures do not add up, what is taken off may be the larger."""
        try:
            return super().difference(whole, part)
        except ValueError:
            return super().difference(part, whole)

    def grid(self, layout: Layout, source: str, scope: dict[str, object], align: str | None) -> ComposedGrid:
        """Return a grid; the line of each of its rows is kept."""
        path, first = layout.place(source)
        if not self.marks or "{" not in source:
            found = super().grid(layout, source, scope, align)
            numbers = [at for at, line in enumerate(source.split("\n"), first) if line.strip()]
            self.lines.append(tuple(numbers) if "{" not in source else (0,) * len(found.rows))
            return found
        env = environment(self.form)
        code = place_in_file(marked_code(source, first), str(path))
        template = Template.from_code(env, code, env.make_globals(None))
        marked, values = mark_values(fill_template(template, scope), self.budget)
        numbers = []
        lines: list[str] = []
        for text in marked.split("\n"):
            line, number = unmark_line(text)
            if line and not line.isspace():
                lines.append(line)
                numbers.append(number or (numbers[-1] if numbers else first))
        self.lines.append(tuple(numbers))
        return grid_rows("\n".join(lines), values, layout.aligns, layout.zeros_in(self.form.zero), align)


class TableLoader(Loader):
    """Loads the templates of a form that print tables; those that do not are empty, which saves compiling them."""

    def get_source(self, environment: Jinja, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template as `Loader` does; "" for one that prints no table."""
        source, path, current = super().get_source(environment, template)
        return source if self.prints_tables(source) else "", path, current

    def prints_tables(self, source: str, depth: int = DEEPEST) -> bool:
        """Return whether a template, or one that it includes, may print a table: whether the function's name stands
        there as a word."""
        if TABLE.search(source) or not depth:
            return True
        included = (read_template(self.form, name)[0] for name in INCLUDED.findall(source))
        return any(self.prints_tables(inner, depth - 1) for inner in included)


@lru_cache(maxsize=FORMS)
def without_prose(form: Form) -> Environment:
    """Return the environment of a form, with the templates that print no table left empty."""
    return environment(form).overlay(loader=TableLoader(form))


def say_nothing(*arguments: object, **parameters: object) -> Text:
    """A phrase of which only its place matters."""
    return Text(GAP)


@lru_cache(maxsize=512)
def marked_code(source: str, first: int) -> CodeType:
    """Return the code of a template that prints before each piece of its output the line that the piece stands on.

    source: its text, which stands in its file from line `first` on. What macros print stands on the line of
    their call.
    """
    tree = language().parse(source)
    mark_pieces(tree, first - 1)
    return language().compile(tree)


def mark_pieces(node: nodes.Node, above: int) -> None:
    """Put marks into a node of a template. above: how many lines stand above the template in its file."""
    for inner in node.iter_child_nodes():
        if not isinstance(inner, nodes.Macro):
            mark_pieces(inner, above)
    if isinstance(node, nodes.Output):
        pieces: list[nodes.Expr] = []
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                lines = part.data.split("\n")
                data = "\n".join(
                    f"{MARK}{part.lineno + at + above}{END}{line}" for at, line in enumerate(lines)
                )
                pieces.append(nodes.TemplateData(data, lineno=part.lineno))
            else:
                data = f"{MARK}{part.lineno + above}{END}"
                pieces += [nodes.TemplateData(data, lineno=part.lineno), part]
        node.nodes = pieces


def unmark_line(text: str) -> tuple[str, int]:
    """A line of output without its marks, and the line that its first words stand on; 0 when it has no mark."""
    before, *pieces = text.split(MARK)
    number, line = 0, before
    for piece in pieces:
        digits, _, words = piece.partition(END)
        if not number and words.strip():
            number = int(digits)
        line += words
    return line, number
