"""Surveying a form's tables: each is composed once with a specimen, and what stands in each of its cells is then known
from where it came. So whatever composes can be read back, and lint can prove a table without knowing how it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from types import CodeType
from typing import NamedTuple

from jinja2 import Environment as Jinja
from jinja2 import Template, nodes

from narrator.compose.composition import FAULTS, Composer
from narrator.compose.environment import TOKENS, Environment, language
from narrator.compose.form_templates import Loader, environment
from narrator.compose.grid_notation import Grid
from narrator.compose.grid_notation import rows as grid_rows
from narrator.compose.language import DEEPEST
from narrator.compose.markup import Blocks
from narrator.compose.specimen import specimen
from narrator.compose.template_code import placed
from narrator.compose.tokens import Tokens
from narrator.disclosure.branch_shapes import CodedShape, RecordShape
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.value import Count, Figure, Step, Words, Year, split_path
from narrator.document import GAP, Block, Cell, Heading, Paragraph, Table, Text, gapped
from narrator.form import FORMS, Form
from narrator.problem import Unusable
from narrator.regex import compile_later
from narrator.sources import Derived, Operand, Slot
from narrator.table_layout import Layout
from narrator.tables.blueprint import EACH, OWN, Blueprint, Names, Place, Row
from narrator.tables.plain import plain, unnumbered
from narrator.tables.vocabulary import Blueprints

MARK, END = "\ue002", "\ue003"  # around the number of the line on which a piece of a template stands
LEVELS = ("类", "款", "项")
TABLE = compile_later(r"(?<!\w)表(?!\w)")  # the function that prints a table, in a template
INCLUDED = compile_later(r"""\binclude\s*["']([^"']+)["']""")


class Surveyed(NamedTuple):
    """A table as it was composed: its blocks, and the lines of its layout's file that its rows come from."""

    blocks: tuple[Block, ...]
    header: tuple[int, ...]
    body: tuple[int, ...]

    @property
    def table(self) -> Table:
        return next(block for block in self.blocks if isinstance(block, Table))


@lru_cache(maxsize=FORMS)
def survey(form: Form, phrases: frozenset[str], lines: bool = False) -> Blueprints:
    """Return the tables that a form prints, by the names of their layouts, in the order in which it prints them.

    phrases: what its templates may call. lines: whether to know the lines of rows, too, for which templates are
    compiled anew. A table that can not be composed is not among them: lint tells why.
    """
    surveyor = Surveyor(form, phrases, lines)
    surveyor.go()
    return surveyor.blueprints()


@lru_cache(maxsize=16)
def survey_table(form: Form, phrases: frozenset[str], name: str) -> Blueprint | None:
    """Return one table that a form prints, as `survey` does; None when it prints no such table. The others are not
    composed, unless this one needs what the templates around it give.
    """
    surveyor = Surveyor(form, phrases, False)
    surveyor.table(name)
    return (surveyor.blueprints() or survey(form, phrases)).get(name)


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
            main.render({**self.context, TOKENS: Tokens(self.budget)})
        except (*FAULTS, Unusable):  # of which lint tells, and composing
            pass

    def blueprints(self) -> Blueprints:
        """Return the tables that were composed, by the names of their layouts."""
        return Blueprints(
            (name, blueprint(self.form.own_model, name, self.form.layouts[name], composed))
            for name, composed in self.composed.items()
        )

    def table(self, name: str, /, **variables: object) -> Blocks:
        self.lines = []
        try:
            blocks = self.markup.numbered(super().table(name, **variables))
        except (*FAULTS, Unusable):  # of which lint tells, and composing; other tables may be whole
            return Blocks()
        self.composed.setdefault(name, []).append(Surveyed(blocks, *self.lines))
        return Blocks()

    def difference(self, whole: Operand, part: Operand) -> Derived:
        """相差: return what is left; in a specimen, whose figures do not add up, what is taken off may be the larger."""
        try:
            return super().difference(whole, part)
        except ValueError:
            return super().difference(part, whole)

    def grid(self, layout: Layout, source: str, variables: dict[str, object], align: str | None) -> Grid:
        """Return a grid; the line of each of its rows is kept."""
        path, first = layout.place(source)
        if not self.marks or "{" not in source:
            found = super().grid(layout, source, variables, align)
            numbers = [at for at, line in enumerate(source.split("\n"), first) if line.strip()]
            self.lines.append(tuple(numbers) if "{" not in source else (0,) * len(found.rows))
            return found
        tokens = Tokens(self.budget)
        env = environment(self.form)
        code = placed(marked_code(source, first), str(path))
        template = Template.from_code(env, code, env.make_globals(None))
        rendered = template.render({**self.context, **variables, TOKENS: tokens})
        numbers = []
        lines: list[str] = []
        for text in rendered.split("\n"):
            line, number = unmarked(text)
            if line and not line.isspace():
                lines.append(line)
                numbers.append(number or (numbers[-1] if numbers else first))
        self.lines.append(tuple(numbers))
        return grid_rows("\n".join(lines), tokens, layout.aligns, layout.zeros_in(self.form.zero), align)


class TableLoader(Loader):
    """Loads the templates of a form that print tables; those that do not are empty, which saves compiling them."""

    def get_source(self, environment: Jinja, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, current = super().get_source(environment, template)
        return source if self.prints_tables(environment, source) else "", path, current

    def prints_tables(self, environment: Jinja, source: str, depth: int = DEEPEST) -> bool:
        """Return whether a template, or one that it includes, may print a table: whether the function's name stands
        there as a word."""
        if TABLE.search(source) or not depth:
            return True
        included = (
            super(TableLoader, self).get_source(environment, name) for name in INCLUDED.findall(source)
        )
        return any(self.prints_tables(environment, inner, depth - 1) for inner, *_ in included)


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


def unmarked(text: str) -> tuple[str, int]:
    """A line of output without its marks, and the line that its first words stand on; 0 when it has no mark."""
    before, *pieces = text.split(MARK)
    number, line = 0, before
    for piece in pieces:
        digits, _, words = piece.partition(END)
        if not number and words.strip():
            number = int(digits)
        line += words
    return line, number


# ---- from composed tables to blueprints ----


def blueprint(model: RecordShape, name: str, layout: Layout, composed: Sequence[Surveyed]) -> Blueprint:
    """Return what a layout prints.

    name: of the table. composed: it as it was composed, once or for each item of a list in the model.
    """
    owner = owner_of(composed)
    first = composed[0]
    table = first.table
    header, body = (
        [
            row_of(places, line, owner, model)
            for places, line in zip(spread(rows, len(table.columns)), lines, strict=True)
        ]
        for rows, lines in ((table.header, first.header), (table.body, first.body))
    )
    heading = next((block for block in first.blocks if isinstance(block, Heading)), None)
    below = first.blocks[first.blocks.index(table) + 1 :]
    notes = [block.text for block in below if isinstance(block, Paragraph)]
    return Blueprint(
        name,
        plain(layout.number),
        unnumbered(plain(gapped(heading.text))) if heading else "",
        tuple(header),
        tuple(together(body)),
        tuple(notes),
        owner[:-1],
    )


class Source(NamedTuple):
    """The one value that a cell prints: the names on the way to it, and its words."""

    steps: tuple[Step, ...]
    words: str

    @property
    def names(self) -> Names:
        return tuple(map(str, self.steps))


def source_of(cell: Cell) -> Source | None:
    """Return the one value that a cell prints; None when it prints words of the form, or several values."""
    if len(cell.paragraphs) != 1 or len(cell.paragraphs[0].spans) != 1:
        return None
    string, [span] = cell.paragraphs[0]
    if (span.start, span.end) != (0, len(string)):
        return None
    match span.source:
        case Figure(path=path) | Words(path=path) | Year(path=path) | Slot(name=path):
            return Source(split_path(path), string)
        case _:
            return None


def sources_of(cell: Cell) -> Iterator[str]:
    """Return the paths of all the figures that a cell prints, or that what it prints is reckoned from."""
    for text in cell.paragraphs:
        for span in text.spans:
            if isinstance(span.source, (Figure, Derived)):
                yield from leaves(span.source)


def leaves(operand: Operand) -> Iterator[str]:
    if isinstance(operand, Figure):
        yield operand.path
    else:
        for one in operand.operands:
            yield from leaves(one)


def owner_of(composed: Sequence[Surveyed]) -> Names:
    """Return the first item of the list for each of whose items a table was composed, such as 预算绩效 项目
    1; () when it was not composed for the items of a list.
    """
    if len(composed) < 2:
        return ()
    firsts: list[Counter[tuple[Names, int]]] = []
    for one in composed:
        found: Counter[tuple[Names, int]] = Counter()
        for row in one.table.body:
            for cell in row:
                source = source_of(cell)
                at = (
                    next((n for n, step in enumerate(source.steps) if isinstance(step, int)), 0)
                    if source
                    else 0
                )
                if source and at:
                    found[(source.names[:at], int(source.steps[at]))] += 1
        firsts.append(found)
    if not all(firsts):
        return ()
    owners = [max(found, key=found.__getitem__) for found in firsts]
    lists = {names for names, _ in owners}
    if len(lists) > 1 or len({number for _, number in owners}) < len(owners):
        return ()
    return (*owners[0][0], str(owners[0][1]))


def spread(rows: Sequence[Sequence[Cell]], width: int) -> list[list[tuple[Place, Source | None]]]:
    """Return the cells of rows in all the places that they cover, each with the one value that it prints."""
    places: list[list[tuple[Place, Source | None]]] = [[(Place(), None)] * width for _ in rows]
    for number, row in enumerate(rows):
        for cell in row:
            values = any(text.spans for text in cell.paragraphs)
            words = "" if values else "\n".join(text.string for text in cell.paragraphs)
            figures = (span.source for text in cell.paragraphs for span in text.spans)
            counted = any(isinstance(one, Figure) and isinstance(one.value, Count) for one in figures)
            place = Place(words, sources=tuple(sources_of(cell)), filled=values, counted=counted)
            source = source_of(cell)
            for down in range(cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    begins = not down and column == cell.column
                    places[number + down][column] = (replace(place, own=begins, above=down > 0), source)
    return places


def row_of(places: Sequence[tuple[Place, Source | None]], line: int, owner: Names, model: RecordShape) -> Row:
    """Return the row with the given places. line: where it stands. owner: the item for which its table was
    composed.
    """
    item = item_of(places, owner, model)
    listed = item[:-1]
    if owner and listed[: len(owner)] == owner:
        listed = (OWN, *listed[len(owner) :])
    return Row(tuple(named(place, source, item, owner) for place, source in places), listed, item[-1:], line)


def item_of(places: Sequence[tuple[Place, Source | None]], owner: Names, model: RecordShape) -> Names:
    """The item of a list that a row is about: 支出决算表 各科目 201; () when a form prints the row for no list.

    An item by number is one always; a row by code is one where the code or its name comes from the data, too.
    """
    found: Counter[Names] = Counter()
    told = {place.text for place, _ in places if place.text}
    for place, source in places:
        if source is None or not place.own:
            continue
        names = source.names
        begin = len(owner) if owner and names[: len(owner)] == owner else 0
        for at in range(len(names), begin, -1):
            if isinstance(source.steps[at - 1], int):
                found[names[:at]] += 1
                break
            if at > 1 and isinstance(shape_at(model, names[: at - 1]), CodedShape):
                if names[at - 1] not in told and names[at:] in ((), ("科目名称",)):
                    found[names[:at]] += len(places)  # more than all the figures of other rows
                else:
                    found[names[:at]] += 0
                break
    item, many = found.most_common(1)[0] if found else ((), 0)
    return item if many else ()


def named(place: Place, source: Source | None, item: Names, owner: Names) -> Place:
    """Return a place with the names of what it prints.

    source: what it prints. item: the item of a list that its row is for. owner: the item for which its table
    was composed.
    """
    if source is None:
        return place
    names = source.names
    if item and names[: len(item)] == item:
        base, path = (*item[:-1], EACH), names[len(item) :]
        if not path and source.words in (item[-1], *LEVELS):
            path = ("科目编码",) if source.words == item[-1] else ("级次",)
        return replace(place, path=path, base=base, item=not path)
    if owner and names[: len(owner)] == owner:
        return replace(place, path=(OWN, *names[len(owner) :]), base=(*owner[:-1], EACH))
    return place if item else replace(place, path=names)


def together(rows: Sequence[Row]) -> Iterator[Row]:
    """Return rows in which those that one loop printed are one; words that are not the same in all of them
    are none.
    """
    found: dict[object, Row] = {}
    for number, row in enumerate(rows):
        paths = tuple(place.path for place in row.places)
        key = (row.line, row.loop, paths) if row.loop else number
        first = found.setdefault(key, row)
        if first is not row:
            places = [
                one if one.text == other.text else replace(one, text="")
                for one, other in zip(first.places, row.places, strict=True)
            ]
            found[key] = replace(first, places=tuple(places), keys=first.keys + row.keys)
    yield from found.values()
