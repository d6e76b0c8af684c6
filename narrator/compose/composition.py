"""Composing a whole report: what a form's templates can call, and the order in which it happens."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from narrator.cache import NO_CACHE, Cache
from narrator.compose.environment import WORK, Work, fill_template
from narrator.compose.form_templates import environment, template
from narrator.compose.grid_notation import ComposedGrid, mark_values, rows
from narrator.compose.language import VALUE, Budget, mistake
from narrator.compose.markup import Blocks, Markup, TableHeading
from narrator.compose.pieces import Pieces, parts_of
from narrator.compose.plain_grid import PlainGrid, fill_words, read_plain, read_words
from narrator.disclosure.model import OWN_TEXTS
from narrator.disclosure.value import Count, Figure, Listing, Record, Value, Words, Year
from narrator.document import Block, Column, Document, Page, Paragraph, Spread, Table
from narrator.facts.operand import Publication, difference, mean, total
from narrator.form import Form
from narrator.form.table_layout import Layout
from narrator.phrases.engine import Speaker, is_unfilled
from narrator.phrases.entries import Book
from narrator.problem import Problem, Unusable
from narrator.regex import HAN_LETTER
from narrator.sources import Derived, Operand
from narrator.spans import Text

NO_ROWS = ComposedGrid()
Place = Callable[[str], tuple[Path, int]]  # where a template stands that a TOML file holds
# What a template calls the year before, and the year of the accounts in words: 二〇二三.
LAST_YEAR, YEAR_IN_WORDS = "上年", "汉字年度"
# What a faulty template can raise, besides Unusable.
FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError, MemoryError)


@dataclass(frozen=True)
class Composition:
    """A composed report. missing: the texts that sentences ask for and nobody has written yet."""

    document: Document
    missing: tuple[Problem, ...]


def compose(disclosure: Record, form: Form, book: Book, cache: Cache = NO_CACHE) -> Composition:
    """Return the report on a disclosure in a form, in the words of a book.

    cache: of a report before, whose sentences, tables and blocks are in this one where they are made of the same figures
    and texts. Raises Unusable: a template that asks for what is not there, with its file, line and data path; a figure
    that a sentence needs and the data does not give.
    """
    return Composer(disclosure, form, book, cache).compose()


def compose_prose(disclosure: Record, form: Form, book: Book, cache: Cache = NO_CACHE) -> Document:
    """Return the report on a disclosure as `compose` does, its tables without rows: for whoever wants its sentences, in
    less than half of the time. cache: as of `compose`. Raises Unusable."""
    return Composer(disclosure, form, book, cache, with_rows=False).compose().document


def sketch(disclosure: Record, form: Form, book: Book) -> Document | None:
    """Return the report as far as it can be composed of data that are not complete yet, to see which sentence asks
    for what; None when a template can not go on without what is missing."""
    try:
        return Document("", tuple(Composer(disclosure, form, book).body()))
    except (Unusable, *FAULTS):
        return None


class Composer:
    """One report in the making. with_rows: whether its tables have any."""

    def __init__(
        self, disclosure: Record, form: Form, book: Book, cache: Cache = NO_CACHE, with_rows: bool = True
    ) -> None:
        self.form = form
        self.cache = cache
        self.with_rows = with_rows
        self.budget = Budget()
        self.publication = form.publication
        self.speaker = Speaker(book, disclosure.record("原因"), self.publication)
        self.own = disclosure.texts(OWN_TEXTS) if OWN_TEXTS in disclosure else {}
        self.markup = Markup(self.speaker, self.budget, cache, form.lowered)
        year = disclosure.year("年度")
        self.context: dict[str, object] = {
            **disclosure.fields,
            **{name: self.phrase(name) for name in book},
            "求和": self.total,
            "相差": self.difference,
            "平均": self.mean,
            "个数": self.count,
            "表": self.table,
            WORK: Work(self.budget, cache),
            LAST_YEAR: cache.call(year_before, year),
            YEAR_IN_WORDS: cache.call(year_in_words, year),
        }

    def compose(self) -> Composition:
        """Return the whole report; once. Raises Unusable."""
        try:
            blocks = tuple(self.body())
            title = self.title()
        except FAULTS as error:
            raise Unusable(
                [
                    *self.speaker.problems,
                    template_problem(error, self.form),
                ]
            ) from error
        finally:
            # Its functions hold this object, and that all data: they would wait for the garbage collector.
            self.context.clear()
        if self.speaker.problems:
            raise Unusable(self.speaker.problems)
        return Composition(Document(title, blocks), tuple(self.speaker.missing))

    def body(self) -> list[Block]:
        """Return the blocks that the form's main template makes, and the unit's own texts between them."""
        main = environment(self.form).get_template(self.form.main)
        blocks = self.markup.blocks(fill_template(main, self.context))
        if not self.own:
            return blocks
        from narrator.compose.own_texts import add_own_texts  # which most data do not have

        made, problems = add_own_texts(blocks, self.own, lambda words: self.speaker.slot(words, "", ""))
        self.speaker.problems += problems
        return made

    def title(self) -> str:
        """Return the title of the document, which names its file."""
        return self.inner(self.form.file_title, lambda _: self.form.place("文件标题"), self.context).string

    def inner(self, source: str, place: Place, scope: dict[str, object]) -> Text:
        """Return a template that stands on a line of a form's TOML file, rendered, as text. place, scope: as of `render`."""
        return self.markup.text(parts_of(self.render(source, place, scope)))

    def render(self, source: str, place: Place, scope: dict[str, object]) -> str | Pieces:
        """Return what a template makes that stands on a line of a form's TOML file. place: tells on which. scope: what it may
        say."""
        if "{" not in source:  # nothing to fill in: most titles, header grids and notes
            return source
        if plain := read_words(source):
            made = fill_words(plain, scope)
            if made is not None:
                self.budget.spend(VALUE * len(plain))
                return made
        return fill_template(template(self.form, source, *place(source)), scope)

    # ---- what templates call ----

    def phrase(self, name: str) -> Callable[..., Text]:
        """Return the function that says a fact in the words of a table of the phrasebook."""

        def say(*arguments: object, **parameters: object) -> Text:
            """Return the text that says the fact of some operands; kept for the next time when there is a cache."""
            if self.cache is NO_CACHE:
                return self.speaker.say(name, arguments, parameters)
            speaker, slot = self.speaker, parameters.get("原因")
            reason = speaker.reasons.get(slot) if isinstance(slot, str) else None
            text, problems, missing = self.cache.call(
                say_alone, speaker.book, speaker.publication, speaker.reasons.path, reason, name, arguments,
                tuple(parameters.items()),
            )  # fmt: skip
            speaker.problems += problems
            speaker.missing += missing
            return text

        return say

    def total(self, *operands: Operand | Listing) -> Operand:
        """求和: return the sum of figures, or of a list of them; one that nobody has filled in, to be asked for where it is
        printed."""
        refuse_nothing("求和", operands)
        opened = flatten_operands(operands)
        return unfilled_among(opened) or self.cache.call(total_of, self.publication, *opened)

    def difference(self, whole: Operand, part: Operand) -> Operand:
        """相差: return a figure less another one, both amounts or both counts; one that nobody has filled in, as `total`.
        Raises TypeError, in Chinese, for what is no figure."""
        for one in (whole, part):
            if not isinstance(one, (Figure, Derived)):
                raise TypeError("相差的数据里有不是数的东西")
        return unfilled_among((whole, part)) or self.cache.call(difference, whole, part, self.publication)

    def mean(self, *operands: Operand | Listing) -> Derived:
        """平均: return the average of scores."""
        refuse_nothing("平均", operands)
        return self.cache.call(mean_of, self.publication, *flatten_operands(operands))

    def count(self, items: Listing) -> Derived:
        """个数: return how many items a list has. Raises TypeError, in Chinese, for what is no list."""
        if not isinstance(items, Listing):
            raise TypeError("个数要一个列表")
        return self.cache.call(count_items, items)

    def table(self, name: str, /, **variables: object) -> Blocks:
        """表: return the table that a layout describes, on the page that it begins, with heading and notes. Raises TypeError
        or ValueError, in Chinese, when there is no such layout."""
        layout = self.form.layouts.get(name) if isinstance(name, str) else None
        if not isinstance(name, str):
            raise TypeError("“表”的括号里先写表样的名称")
        if layout is None:
            raise ValueError(f"没有“{name}”的表样（{self.form.folder.name}/tables/{name}.toml）")
        make = self.cache.call
        scope = {**self.context, **variables} if variables else self.context
        blocks: list[Block | TableHeading] = [make(Page, layout.page)] if layout.page else []
        if layout.title:
            title = self.render(layout.title, layout.place, scope)
            blocks.append(TableHeading(title, layout.style, layout.listed))
        if layout.number:
            blocks.append(make(Paragraph, make(Text, layout.number), "表号"))
        line = tuple(self.inner(part, layout.place, scope) for part in layout.line)
        if line:
            blocks.append(make(make_spread, *line))
        header, body = NO_ROWS, NO_ROWS
        if self.with_rows:
            header = self.grid(layout, layout.header, scope, "中")
            body = self.grid(layout, layout.body, scope, None)
        blocks.append(make(make_table, name, layout, header, body))
        blocks += [make(Paragraph, self.inner(note, layout.place, scope), "表注") for note in layout.notes]
        return Blocks(blocks)

    def grid(self, layout: Layout, source: str, scope: dict[str, object], align: str | None) -> ComposedGrid:
        """Return a grid, filled. scope: what it may say. Raises Unusable when it is no grid."""
        simple = "{" in source and not align and not layout.zeros  # zeros are alike in all columns
        if simple and (plain := read_plain(source, layout.aligns)) and plain.roots <= scope.keys():
            values = [scope[name] for name in plain.roots]
            filled, cost = self.cache.call(filled_plain, plain, self.form.zero, *values)
            self.budget.spend(cost)
            if filled is not None:
                return filled
        made = self.render(source, layout.place, scope)
        try:
            if made is source:  # nothing was filled in, as in the headers of most tables
                return fixed_rows(source, layout.aligns, align)
            marked, values = mark_values(made, self.budget)
            return self.cache.call(filled_rows, layout, marked, self.form.zero, align, *values)
        except ValueError as error:
            path, _ = layout.place(source)
            raise Unusable([Problem("", str(error), "改正表样里这一行", file=str(path))]) from error


@lru_cache(maxsize=100)
def fixed_rows(source: str, aligns: Sequence[str], align: str | None) -> ComposedGrid:
    """Return a grid that has nothing to fill in."""
    return rows(source, (), aligns, aligns, align)  # which has no amounts: no zero is printed


def filled_rows(layout: Layout, marked: str, zero: str, align: str | None, *values: object) -> ComposedGrid:
    """Return a grid with those values, see `mark_values`."""
    return rows(marked, values, layout.aligns, layout.zeros_in(zero), align)


def filled_plain(plain: PlainGrid, zero: str, *values: object) -> tuple[ComposedGrid | None, int]:
    """Return a grid filled with the values of its roots, see `PlainGrid.fill`, and what that cost of the budget. The grid is
    None where Jinja has to fill it."""
    budget = Budget()
    left = budget.left
    return plain.fill(dict(zip(plain.roots, values, strict=True)), zero, budget), left - budget.left


def make_table(name: str, layout: Layout, header: ComposedGrid, body: ComposedGrid) -> Table:
    """Return a table with its rows."""
    return Table(
        name,
        aligned_columns(layout.widths, layout.aligns),
        header.rows,
        body.rows,
        layout.look,
        body.kept,
        body.heads,
    )


@lru_cache(maxsize=200)
def aligned_columns(widths: Sequence[float], aligns: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of a table of a form."""
    return tuple(Column(width, align) for width, align in zip(widths, aligns, strict=True))


def make_spread(*line: Text) -> Spread:
    """Return the line above a table."""
    return Spread(line, "表头行")


def say_alone(
    book: Book,
    publication: Publication,
    path: str,
    reason: Value | None,
    name: str,
    arguments: tuple[object, ...],
    named: tuple[tuple[str, object], ...],
) -> tuple[Text, list[Problem], list[Problem]]:
    """Return what a speaker that knows no reason but one says, and what problems it has and what it misses.

    path: where the reasons stand. name: the table of the book. arguments, named: what the fact is derived from, and the
    parameters.
    """
    parameters = dict(named)
    slot = parameters.get("原因")
    reasons = Record({slot: reason} if reason is not None and isinstance(slot, str) else {}, path)
    speaker = Speaker(book, reasons, publication)
    text = speaker.say(name, arguments, parameters)
    return text, speaker.problems, speaker.missing


def total_of(publication: Publication, *operands: Operand) -> Derived:
    """Return the sum of operands."""
    return total(operands, publication)


def mean_of(publication: Publication, *operands: Operand) -> Derived:
    """Return the average of operands."""
    return mean(operands, publication)


def unfilled_among(operands: Sequence[Operand]) -> Operand | None:
    """Return the first of operands that nobody has filled in; None when there is none."""
    return next((one for one in operands if isinstance(one, Figure) and is_unfilled(one)), None)


def count_items(items: Listing) -> Derived:
    """Return how many items a list has."""
    return Derived(Count(len(items)), f"共{len(items)}项", ())


def refuse_nothing(name: str, operands: Sequence[object]) -> None:
    """Raise TypeError, in Chinese, when a function that takes figures is given none, and no list of them."""
    if not operands:
        raise TypeError(f"“{name}”的括号里要写数，或者一列数")


def year_before(year: Year) -> Year:
    """Return the year that the figures of a year are compared with."""
    return Year(year.number - 1, year.path)


def year_in_words(year: Year) -> Year:
    """Return a year that is printed in words."""
    return Year(year.number, year.path, in_words=True)


def flatten_operands(operands: tuple[Operand | Listing, ...]) -> list[Operand]:
    """Return operands with lists opened. Raises TypeError in Chinese for what is no figure."""
    opened: list[Operand] = []
    for operand in operands:
        for one in operand if isinstance(operand, Listing) else (operand,):
            if isinstance(one, (Record, Words, Listing)) or not hasattr(one, "value"):
                raise TypeError("求和、平均的数据里有不是数的东西")
            opened.append(one)  # type: ignore[arg-type]
    return opened


def template_problem(error: Exception, form: Form) -> Problem:
    """Return what an error says of the template of a form that raised it: its file, line, and message; its main template
    when the file is not known.
    """
    main, within = str(form.file(form.main)), tuple(str(one.folder) for one in form.chain)
    if isinstance(error, TemplateSyntaxError):
        what = f"模板写法不对（{mistake(error.message)}）"
        return Problem("", what, "改正模板", file=error.filename or main, line=error.lineno)
    frames = traceback.extract_tb(error.__traceback__)
    places = [(frame.filename, frame.lineno) for frame in frames if frame.filename.startswith(within)]
    file, line = places[-1] if places else (main, None)
    what = str(error)
    if isinstance(error, RecursionError):
        what = "模板调用自己，没有尽头"
        [((file, line), _)] = Counter(places).most_common(1) or [((file, line), 0)]
    elif not HAN_LETTER.search(what):  # Python's own words, such as a macro's wrong arguments
        what = "模板不能这样写：这里的数据合不到一起"
    return Problem("", what, "改正模板，或者补上数据", file=file, line=line)
