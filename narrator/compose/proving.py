"""Proving a form without any data: every path exists, every phrase resolves, every grid has its columns.

Templates are read as syntax trees and evaluated on the shapes of the data model instead of on data.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, nodes

from narrator.compose import columns
from narrator.compose.composition import LAST_YEAR, line_of
from narrator.compose.environment import environment
from narrator.compose.filters import FILTERS, OF_RECORDS
from narrator.compose.grid_notation import rows, widths_of
from narrator.compose.language import BUDGET, mistake, refusal
from narrator.compose.markup import MARK
from narrator.compose.outline import Outline
from narrator.compose.survey import survey
from narrator.compose.tokens import Tokens
from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape, TextsShape
from narrator.disclosure.model import MODEL, PUBLIC_TABLES, renamed
from narrator.disclosure.number_shapes import AmountShape, CountShape, ScoreShape, YearShape
from narrator.disclosure.shape import Shape
from narrator.disclosure.text_shapes import NameShape, ProseShape
from narrator.disclosure.value import join_path
from narrator.facts.operand import Publication
from narrator.form import Form
from narrator.phrases.book import layered
from narrator.phrases.entries import EACH, REASON, Book, Table
from narrator.phrases.proof import similar
from narrator.problem import Problem, Severity
from narrator.table_layout import Layout

FUNCTIONS = ("求和", "平均", "个数", "表")
ADDED = (AmountShape, CountShape, ScoreShape)  # what 求和 and 平均 take
NEEDS = {"数": (AmountShape, CountShape, ScoreShape), "文字": (ProseShape,), "列表": (CodedShape, ListShape)}
SYNONYMS = (("下降", "降低"), ("增长", "提高", "上升"))  # a form says one of them
LOOP = RecordShape(
    "loop", fields={name: CountShape() for name in ("index", "index0", "revindex", "length", "first", "last")}
)
MANY, SOME = 40, 5  # rows that a list of the data may have, and one below a row
STEP = 5  # what a statement or expression costs, about
OTHER_UNIT = re.compile(r"单位\s*[：:]\s*(?!万元)[亿千百十]*元")
FEW = 3  # tables that are worth naming when one is missing
DEEPEST = 20  # includes, tables and macros within one another
MOST = 100_000  # statements and expressions; the largest form has a tenth


@dataclass(frozen=True)
class Strings:
    """One of a few known strings: what a template writes itself, or loops over."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Tuples:
    """The rows of a list that a template writes itself, by column: what each column may be."""

    columns: tuple[Kind, ...]


@dataclass(frozen=True)
class Plain:
    """A number (or true, false, none) that a template writes itself."""

    value: object


# What an expression may be: a shape of the data, what a template writes, or None where nothing can be said.
Kind = Shape | Strings | Tuples | Plain | None
Names = Mapping[str, Kind]


class Endless(Exception):
    """Raised when the templates would go on and on; carries what to do."""


def lint(form: Form, book: Book) -> list[Problem]:
    """What is wrong with FORM in the words of BOOK; nothing when it is proved."""
    linter = Linter(form, book)
    linter.report()
    outline = form.folder / "form.toml"
    idle = {name: table for name, table in book.items() if name not in linter.called}
    for number, name in linter.unknown.items():
        problem = linter.problems[number]
        linter.problems[number] = replace(
            problem, what=problem.what + (similar(idle, name) or unused(form, idle))
        )
    if not linter.endless:
        linter.problems += list(misprinted(form, book, linter))
    if not linter.problems:  # else a template may not have been read to its end
        linter.problems += [
            *linter.outline.whole(),
            *uncalled(form, book, linter.called),
            *unlaid(form, linter),
        ]
    for pattern in form.unpublished:
        if all(map(Publication((pattern,)).prints, paths(form.own_model))):
            what = f"数据里没有“{pattern}”"
            hint = renamed(pattern) or "照数据里的路径写，按编码的行写*"
            linter.problems.append(Problem("未公布", what, hint, file=str(outline), line=form.line("未公布")))
    linter.problems += mixed(form, linter.called)
    return list(dict.fromkeys(linter.problems))


def misprinted(form: Form, book: Book, linter: Linter) -> Iterator[Problem]:
    """What is wrong with what the tables of FORM print, which are composed with a specimen for it; of a table that
    LINTER found unfit nothing is said, unless it was composed all the same."""
    prints = Publication(form.unpublished).prints
    surveyed = survey(form, frozenset(book), lines=True)
    for name, body in linter.bodies.items():
        file, blueprint = str(form.layouts[name].path), surveyed.get(name)
        if blueprint is None:
            unfit = list(grid_problems(form.layouts[name]))
            yield from unfit
            if not unfit and not linter.problems:
                what, hint = "用样例数据一张这样的表也排不出来，报告里的就读不回来", "检查表外面的 for 和筛选"
                yield Problem(name, what, hint, file=file, line=1)
            continue
        for line, what, hint in columns.slips(blueprint, form.model, prints, name in PUBLIC_TABLES):
            yield Problem("", what, hint, file=file, line=line)
        for line in rowless(body, {row.line for row in blueprint.body}):
            what, hint = "这个 for 用样例数据一行也排不出来，报告里的行就读不回来", "检查列表和筛选的条件"
            yield Problem("", what, hint, file=file, line=line)


def rowless(body: nodes.Template, printed: set[int]) -> Iterator[int]:
    """The lines of the loops in BODY none of whose lines is PRINTED."""
    for loop in body.find_all(nodes.For):
        lines: set[int] = set()
        for output in loop.find_all(nodes.Output):
            for part in output.nodes:
                texts = part.data.split("\n") if isinstance(part, nodes.TemplateData) else ["…"]
                lines |= {part.lineno + at for at, text in enumerate(texts) if text.strip()}
        if lines and not lines & printed:
            yield loop.lineno


def own(form: Form, book: Book) -> list[Table]:
    """The tables of BOOK that stand in FORM's own phrasebook."""
    files = {str(path) for path in form.phrasebooks()[1:]}
    return [table for table in book.values() if table.file in files]


def unused(form: Form, idle: Book) -> str:
    """What to add to a complaint about a missing table: which of FORM's own tables are IDLE."""
    found = [f"“{table.name}”（{Path(table.file).name}，第{table.line}行）" for table in own(form, idle)]
    return f"；没有用到的有{'、'.join(found)}" if 0 < len(found) <= FEW else ""


def uncalled(form: Form, book: Book, called: set[str]) -> Iterator[Problem]:
    """The tables of FORM's own phrasebook that nothing CALLED."""
    likened = {table.like for table in book.values()}
    for table in own(form, book):
        if table.name not in called | likened:
            what = "没有模板用到这张短语表"
            yield Problem(table.name, what, "删掉，或者在模板里用上", file=table.file, line=table.line)


def unlaid(form: Form, linter: Linter) -> Iterator[Problem]:
    """The layouts of FORM that LINTER did not come to, and the public tables, prescribed for all departments, of
    which no layout that it came to prints anything."""
    for name in PUBLIC_TABLES:
        if name not in linter.in_tables:
            title = form.own_model.fields[name].description
            hint = f'在模板里写上 {{{{ 表("{name}") }}}}，表样放在 tables 里'
            main = str(form.folder / form.main)
            yield Problem(name, f"全文没有印《{title}》", hint, file=main, line=1)
    for name, layout in form.layouts.items():
        if name not in linter.laid_out and name not in PUBLIC_TABLES:
            what, hint = "没有模板用到这个表样", "删掉，或者在模板里用上"
            yield Problem(name, what, hint, Severity.WARNING, file=str(layout.path), line=1)


def paths(shape: Shape, path: str = "") -> Iterator[str]:
    """The paths of the leaves of SHAPE, with zeros for the codes that no public table lists."""
    match shape:
        case RecordShape(fields=fields):
            for name, field in fields.items():
                yield from paths(field, join_path(path, name))
        case CodedShape(row=row, lengths=lengths, names=names):
            for code in (*names, *("0" * length for length in lengths)):
                yield from paths(row, join_path(path, code))
        case ListShape(item=item):
            yield from paths(item, f"{path}[1]")
        case _:
            yield path


def mixed(form: Form, called: set[str]) -> Iterator[Problem]:
    """Wordings of FORM, among the tables that it CALLED, with another word for what it says elsewhere.

    A unit's own wordings are left alone: it may have its reasons.
    """
    tables = [table for name, table in layered(form.phrasebooks())[0].items() if name in called]
    wordings = {wording for table in tables for wording in table.entries.values()}
    for words in SYNONYMS:
        used = {word: [one for one in wordings if word in one.literal] for word in words}
        usual = max(words, key=lambda word: len(used[word]))
        for word in words:
            if word != usual:
                for one in sorted(used[word], key=lambda one: one.line):
                    what = f"这里说“{word}”，这个格式别处说“{usual}”"
                    yield Problem(one.rule, what, f"改成“{usual}”", file=one.file, line=one.line)


class Linter:
    """Walks the templates of one form."""

    def __init__(self, form: Form, book: Book) -> None:
        self.form = form
        self.book = book
        self.env = environment(form.folder)
        self.problems: list[Problem] = []
        self.known: dict[str, Kind] = {**form.own_model.fields, LAST_YEAR: YearShape()}
        self.called: set[str] = set()
        self.laid_out: set[str] = set()
        self.unknown: dict[int, str] = {}  # the problems that are tables nobody has, by number
        self.macros: dict[
            str, tuple[nodes.Macro, Names]
        ] = {}  # with the names that are known where it stands
        self.outline = Outline(form)
        self.endless = False
        self.bodies: dict[str, nodes.Template] = {}  # the bodies of layouts, by name
        self.in_tables: set[str] = set()  # the names that bodies of tables begin at
        self.read: set[str] = set()  # the names of the templates that were walked
        self.file = str(form.folder / "form.toml")
        self.flowing = False  # whether what is walked prints into the report itself, not into a table
        self.within: list[object] = []  # the sources and macros that are being walked, outermost first
        self.steps = 0
        self.times = 1  # how often what is walked is done, as far as can be told
        self.work = 0
        self.at: tuple[str, int | None] = (self.file, None)

    def report(self) -> None:
        """Walk the whole report, unless it has no end."""
        try:
            self.template(self.form.main, dict(self.known))
            title = self.form.line("文件标题")
            self.source(self.form.file_title, self.form.folder / "form.toml", title, dict(self.known))
        except Endless as error:
            self.endless = True
            what, hint = error.args
            self.problems.append(Problem("", what, hint, file=self.at[0], line=self.at[1]))

    # ---- templates ----

    def template(self, name: str, names: dict[str, Kind], node: nodes.Node | None = None) -> None:
        """Walk the template file NAME of the form, in which NAMES are known."""
        path = self.form.folder / name
        loader = self.env.loader
        assert loader is not None
        try:
            source, *_ = loader.get_source(self.env, name)
        except TemplateNotFound as error:
            self.problem(node, str(error), "检查文件名和编码")
            return
        if name not in self.read:
            self.read.add(name)
            self.problems += self.outline.template(source, path)
        flowing, self.flowing = self.flowing, True
        self.source(source, path, 1, names)
        self.flowing = flowing

    def source(self, source: str, path: Path, line: int, names: dict[str, Kind]) -> nodes.Template | None:
        """Walk SOURCE, which stands in PATH from LINE on; its syntax tree, unless something keeps it from being read."""
        outer, self.file = self.file, str(path)
        macros, self.macros = self.macros, dict(self.macros)  # what an included file defines stays in it
        try:
            self.enter((path, line), "模板互相包含，没有尽头", "去掉其中一个 include")
            text, told = "\n" * (line - 1) + source, len(self.problems)
            parsed = self.env.parse(text)
            self.body(parsed.body, names)
            if len(self.problems) == told:  # else it would be told again
                self.env.compile(text, str(path), str(path))
            return parsed
        except TemplateSyntaxError as error:
            self.problems.append(
                Problem(
                    "",
                    f"模板写法不对（{mistake(error.message)}）",
                    "改正模板",
                    file=self.file,
                    line=error.lineno,
                )
            )
        except TemplateError as error:
            self.problem(None, str(error), "改正模板")
        except RecursionError:
            self.problem(None, "模板写得太长，套得太深", "分成几句")
        finally:
            self.within.pop()
            self.file, self.macros = outer, macros
        return None

    def enter(self, one: object, what: str, hint: str) -> None:
        """ONE, a source or a macro, is walked within the others. Raises Endless with WHAT when it is in itself."""
        inside = one in self.within
        self.within.append(one)
        if inside:
            raise Endless(what, hint)
        if len(self.within) > DEEPEST:
            raise Endless(f"include 和 macro 套得太深，超过{DEEPEST}层", "少套几层")

    def body(self, body: list[nodes.Node], names: dict[str, Kind]) -> None:
        for node in body:
            self.statement(node, names)

    def refused(self, node: nodes.Node) -> bool:
        """Whether a form may not use NODE at all; tells why."""
        self.steps += 1
        self.work += STEP * self.times
        self.at = (self.file, node.lineno or self.at[1])
        if self.steps > MOST or self.work > BUDGET:
            raise Endless("模板要做的事太多，好像没有尽头", "少套几层for，或者用筛选只留要用的行")
        why = refusal(node)
        if why:
            self.problem(node, *why)
        return why is not None

    def statement(self, node: nodes.Node, names: dict[str, Kind]) -> None:
        if self.refused(node) and not isinstance(node, nodes.For):
            return
        match node:
            case nodes.Output():
                for at, part in enumerate(node.nodes):
                    self.printed(part, self.kind(part, names))
                    self.flow(part)
                    if is_table(part) and not alone(node.nodes, at):
                        self.problem(part, "表要单独写成一段", "在它前后各空一行")
            case nodes.For():
                self.loop(node, names)
            case nodes.Assign():
                self.bind(node.target, self.kind(node.node, names), names)
            case nodes.Macro():
                self.macros[node.name] = (node, names)
            case nodes.Include(template=nodes.Const(value=str() as name)):
                self.include(node, name, names)

    def flow(self, part: nodes.Expr) -> None:
        """PART is printed; it goes into the outline when the report itself prints it."""
        if not self.flowing:
            return
        if isinstance(part, nodes.TemplateData):
            self.problems += self.outline.words(part.data, self.file, part.lineno)
        else:
            self.outline.value()

    def include(self, node: nodes.Include, name: str, names: dict[str, Kind]) -> None:
        self.template(name, dict(names), node)

    def printed(self, node: nodes.Node, kind: Kind) -> None:
        """Whether KIND has a printed form."""
        several = isinstance(kind, (RecordShape, CodedShape, ListShape, TextsShape, Tuples))
        written = isinstance(node, (nodes.List, nodes.Tuple))
        if several or written or (isinstance(kind, Plain) and type(kind.value) is not int):
            self.problem(node, "这里是一组数据，不是能印出来的数或文字", "写到具体的一项")

    def loop(self, node: nodes.For, names: dict[str, Kind]) -> None:
        over = self.kind(node.iter, names)
        match over:
            case CodedShape():
                items: list[Kind] = [row_of(over)]
            case ListShape(item=item):
                items = [item]
            case Strings() if not isinstance(node.iter, nodes.Const):
                items = [over]
            case Tuples():
                items = [over]
            case None:
                items = [None]
            case _:
                self.problem(node, "for 的后面要是列表", "改成列表的路径")
                items = [None]
        for one in items:
            inner = dict(names)
            inner["loop"] = LOOP
            self.bind(node.target, one, inner)
            times, self.times = self.times, self.times * length(node.iter, over)
            self.body(node.body, inner)
            self.times = times

    def bind(self, target: nodes.Node, kind: Kind, names: dict[str, Kind]) -> None:
        match target:
            case nodes.Name(name=name):
                names[name] = kind
            case nodes.Tuple(items=parts):
                columns = kind.columns if isinstance(kind, Tuples) else ()
                if isinstance(kind, (Shape, Plain)) or (columns and len(columns) != len(parts)):
                    self.problem(
                        target, f"这里要{len(parts)}个数据，给的不是{len(parts)}个", "写一样多的名称"
                    )
                for at, part in enumerate(parts):
                    self.bind(part, columns[at] if at < len(columns) else None, names)

    # ---- expressions ----

    def kind(self, node: nodes.Node, names: Names) -> Kind:
        """What the expression NODE is."""
        if self.refused(node):
            return None
        match node:
            case nodes.Const(value=str() as value):
                return Strings((value,))
            case nodes.Const(value=value):
                return Plain(value)
            case nodes.List(items=items) | nodes.Tuple(items=items):
                return self.written(items, names)
            case nodes.Name(name=name):
                if name in names:
                    return names[name]
                self.problem(
                    node,
                    f"没有“{name}”这个名称",
                    renamed(name) or "照 narrator schema 里的名称写；本格式另外要的数据，写进data.toml",
                )
            case nodes.Getattr(node=of, attr=attr):
                return self.member(node, self.kind(of, names), (attr,))
            case nodes.Getitem(node=of, arg=nodes.Const(value=int())):
                return self.item(node, self.kind(of, names))
            case nodes.Getitem(node=of, arg=arg):
                key = self.kind(arg, names)
                return self.member(node, self.kind(of, names), key.values if isinstance(key, Strings) else ())
            case nodes.Filter():
                return self.filtered(node, names)
            case nodes.Call():
                return self.call(node, names)
            case nodes.Or() | nodes.And():
                right, left = self.kind(node.right, names), self.kind(node.left, names)
                return left if isinstance(node, nodes.Or) else right
            case nodes.Concat(nodes=parts):
                for part in parts:
                    self.printed(part, self.kind(part, names))
        return None

    def written(self, items: list[nodes.Expr], names: Names) -> Kind:
        """A list that the template writes itself."""
        rows = [
            [self.kind(part, names) for part in item.items]
            for item in items
            if isinstance(item, (nodes.Tuple, nodes.List))
        ]
        if not rows:
            one = common([self.kind(item, names) for item in items])
            return ListShape(item=one) if isinstance(one, Shape) else one
        if len(rows) != len(items) or len({len(row) for row in rows}) != 1:
            return None
        return Tuples(tuple(common(column) for column in zip(*rows, strict=True)))

    def member(self, node: nodes.Node, of: Kind, names: tuple[str, ...]) -> Kind:
        """The member of OF under one of NAMES; tells of every name that it does not have."""
        found: Kind = None
        for name in names:
            match of:
                case RecordShape(fields=fields):
                    if name in fields:
                        found = fields[name]
                    else:
                        where = f"“{of.description}”" if of.description else "这里"
                        self.problem(
                            node,
                            f"{where}没有“{name}”",
                            f"改成其中的名称：{'、'.join([*fields][:14])}；本格式另外要的数据，写进data.toml",
                        )
                case CodedShape():
                    found = row_of(of)
                    if not (name.isdigit() and len(name) in of.lengths):
                        self.problem(node, f"“{name}”不是科目编码", "写科目编码，或者用 for")
                case TextsShape() | None:
                    pass
                case _:
                    self.problem(node, f"“{name}”的上一级下面没有别的数据", "改正路径")
        return found

    def item(self, node: nodes.Node, of: Kind) -> Kind:
        """An item of OF by its number."""
        match of:
            case ListShape(item=item):
                return item
            case CodedShape():
                self.problem(node, "科目编码要写成文字", "编码两边加引号")
            case Shape() | Plain():
                self.problem(node, "方括号里写数，前面要是列表", "改正路径")
        return None

    def filtered(self, node: nodes.Filter, names: Names) -> Kind:
        if node.name not in FILTERS:
            self.problem(node, f"没有“{node.name}”这种筛选", "从" + "、".join(FILTERS) + "中选")
            return None
        of = self.kind(node.node, names) if node.node is not None else None
        arguments = [self.kind(argument, names) for argument in node.args]
        try:
            inspect.signature(FILTERS[node.name]).bind(
                of, *arguments, **{str(pair.key): None for pair in node.kwargs}
            )
        except TypeError:
            self.problem(node, f"“| {node.name}”括号里的数据多了或者少了", "照别的模板写")
            return None
        record = node.name in OF_RECORDS
        lists = (RecordShape, TextsShape) if record else (CodedShape, ListShape)
        single = isinstance(node.node, nodes.Const) or isinstance(of, Plain)
        if single or (isinstance(of, Shape) and not isinstance(of, lists)):
            self.problem(node, f"“| {node.name}”前面要是{'一组数据' if record else '列表'}", "改正路径")
            return None
        item = row_of(of) if isinstance(of, CodedShape) else of.item if isinstance(of, ListShape) else None
        if node.name in ("有数", "选", "分数段"):
            columns = arguments if node.name == "有数" else arguments[:1]
            for column in columns:
                if isinstance(column, Strings):
                    self.member(node, item, column.values)
        if node.name == "取列" and arguments and isinstance(arguments[0], Strings):
            leaf: Kind = item
            for name in arguments[0].values[0].split("."):
                leaf = self.member(node, leaf, (name,))
            return ListShape(item=leaf) if isinstance(leaf, Shape) else None
        if node.name == "各列":
            leaves = [self.member(node, of, one.values) for one in arguments if isinstance(one, Strings)]
            number = common(leaves)
            fields = {"名称": NameShape(), "数": number if isinstance(number, Shape) else AmountShape()}
            return ListShape(item=RecordShape(fields=fields))
        return None if node.name == "取" else of

    def call(self, node: nodes.Call, names: Names) -> Kind:
        if not isinstance(node.node, nodes.Name):
            self.problem(node, "只能用短语表的名称和" + "、".join(FUNCTIONS), "改正模板")
            return None
        name = node.node.name
        arguments = [self.kind(argument, names) for argument in node.args]
        keywords = {pair.key: self.kind(pair.value, names) for pair in node.kwargs}
        if name in self.macros:
            self.expand(node, *self.macros[name], arguments, keywords)
        elif name == "表":
            self.table(node, arguments, keywords, names)
        elif name in self.book:
            self.phrase(node, self.book[name], arguments, keywords)
        elif name not in FUNCTIONS:
            self.problem(node, f"短语里没有“{name}”这张表", "改正名称，或者在短语文件里加上这张表")
            self.unknown[len(self.problems) - 1] = name
        else:
            self.function(node, name, arguments, keywords)
        return None

    def function(
        self, node: nodes.Call, name: str, arguments: list[Kind], keywords: Mapping[str, Kind]
    ) -> None:
        """Whether the call NODE gives 求和, 平均 or 个数 what it needs."""
        if keywords or not arguments or (name == "个数" and len(arguments) != 1):
            self.problem(
                node, f"“{name}”的括号里要写{'一个列表' if name == '个数' else '数，或者一列数'}", "改正模板"
            )
        lists = (CodedShape, ListShape)
        for one in arguments:
            item = one.item if isinstance(one, ListShape) and name != "个数" else one
            given = isinstance(item, (Shape, Plain)) or isinstance(node.args[0], nodes.Const)
            if given and not isinstance(item, lists if name == "个数" else ADDED):
                self.problem(
                    node, f"“{name}”的数据里有不是{'列表' if name == '个数' else '数'}的东西", "改正路径"
                )

    def expand(
        self,
        node: nodes.Call,
        macro: nodes.Macro,
        names: Names,
        arguments: list[Kind],
        keywords: Mapping[str, Kind],
    ) -> None:
        """Walk the body of MACRO as the call NODE fills its parameters, with the NAMES where it stands."""
        parameters = [parameter.name for parameter in macro.args]
        defaults = dict(
            zip(parameters[::-1], [self.kind(one, names) for one in macro.defaults][::-1], strict=False)
        )
        given: dict[str, Kind] = {**defaults, **keywords, **dict(zip(parameters, arguments, strict=False))}
        if len(arguments) > len(parameters) or given.keys() != {*parameters}:
            self.problem(node, f"“{macro.name}”要的数据是：{'、'.join(parameters) or '（没有）'}", "改正模板")
        inner: dict[str, Kind] = {**names, **dict.fromkeys(parameters), **given}
        try:
            self.enter(id(macro), "macro 调用了自己", "去掉这个调用")
            self.body(macro.body, inner)
        finally:
            self.within.pop()

    def phrase(
        self, node: nodes.Call, table: Table, arguments: list[Kind], keywords: Mapping[str, Kind]
    ) -> None:
        """Whether the call NODE gives TABLE all that its wordings need."""
        self.called.add(table.name)
        if table.kind is None:
            return
        wanted = table.kind.arguments
        if len(arguments) != len(wanted):
            self.problem(node, f"“{table.name}”要{len(wanted)}个数据（{'、'.join(wanted)}）", "改正模板")
        for need, name, one in zip(table.kind.needs, wanted, arguments, strict=False):
            if isinstance(one, (Shape, Strings, Plain)) and not isinstance(one, NEEDS[need]):
                self.problem(node, f"“{table.name}”的“{name}”要是{need}", "改正路径")
        named = {*(table.parameters or ()), *(["原因"] if REASON in table.entries else [])}
        if named != keywords.keys():
            self.problem(
                node, f"“{table.name}”的参数应当是：{'、'.join(sorted(named)) or '（没有）'}", "改正模板"
            )
        for pair in node.kwargs:
            if pair.key != "原因":
                self.printed(pair.value, keywords[pair.key])
        if isinstance(keywords.get("原因"), (Shape, Plain)):
            self.problem(node, f"“{table.name}”的“原因”要写成文字", "写原因的名称，两边加引号")
        item = arguments[0] if arguments else None
        fields = (
            row_of(item)
            if isinstance(item, CodedShape)
            else item.item
            if isinstance(item, ListShape)
            else None
        )
        if EACH in table.entries and isinstance(fields, RecordShape):
            for blank in table.entries[EACH].blanks:
                if blank not in fields.fields:
                    self.problem(node, f"“{table.name}.{EACH}”里的“{blank}”在列举的数据里没有", "改正短语")

    def table(
        self, node: nodes.Call, arguments: list[Kind], keywords: Mapping[str, Kind], names: Names
    ) -> None:
        """Walk the layouts that the call NODE may name."""
        if len(arguments) != 1 or isinstance(arguments[0], (Shape, Plain)):
            self.problem(node, "“表”的括号里先写一个表样的名称", "改正模板")
        for name in arguments[0].values if arguments and isinstance(arguments[0], Strings) else ():
            layout = self.form.layouts.get(name)
            if layout is None:
                self.problem(node, f"没有“{name}”的表样", f"在 tables 里加上 {name}.toml")
                continue
            if name not in self.laid_out:
                self.problems += self.outline.layout(layout)
            self.laid_out.add(name)
            for given in node.kwargs:
                self.in_tables |= {
                    one.name for one in (given, *given.find_all(nodes.Name)) if isinstance(one, nodes.Name)
                }
            self.layout(layout, {**self.known, **keywords})

    def layout(self, layout: Layout, names: Names) -> None:
        """Walk the sources of LAYOUT, in which NAMES are known."""
        if layout.title and self.flowing:
            at = (str(layout.path), line_of(layout, layout.title))
            self.problems += self.outline.heading(2, layout.listed + layout.title, *at)
        flowing, self.flowing = self.flowing, False
        for source in (layout.title, *layout.line, layout.header, *layout.notes):
            self.source(source, layout.path, line_of(layout, source), dict(names))
        body = self.source(layout.body, layout.path, line_of(layout, layout.body), dict(names))
        self.flowing = flowing
        if body is None:
            self.problems += grid_problems(layout)
            return
        self.in_tables |= {one.name for one in body.find_all(nodes.Name)}
        self.bodies[layout.path.stem] = body
        if layout.path.stem in PUBLIC_TABLES:
            self.problems += entitled(layout)

    def problem(self, node: nodes.Node | None, what: str, hint: str) -> None:
        inside = (node, *node.find_all(nodes.Node)) if node is not None else ()
        line = next((one.lineno for one in inside if one.lineno), None)
        self.problems.append(Problem("", what, hint, file=self.file, line=line))


def length(node: nodes.Node, kind: Kind) -> int:
    """How many rows the list NODE, which is of KIND, may well have."""
    match node:
        case nodes.List(items=items) | nodes.Tuple(items=items):
            return len(items)
        case nodes.Filter(name="第"):
            return 1
        case nodes.Filter(name="各列", args=columns):
            return len(columns)
        case nodes.Filter(node=nodes.Expr() as of, args=arguments):
            narrowed = bool(arguments) and node.name not in ("有数", "取列")
            return min(SOME if narrowed else MANY, length(of, kind))
    return len(kind.values) if isinstance(kind, Strings) else MANY


def is_table(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "表"


def alone(parts: list[nodes.Expr], at: int) -> bool:
    """Whether what a template prints AT is a paragraph of its own, as far as the words around it tell."""
    before = parts[at - 1].data if at and isinstance(parts[at - 1], nodes.TemplateData) else ""  # type: ignore[attr-defined]
    after = parts[at + 1].data if isinstance(next(iter(parts[at + 1 :]), None), nodes.TemplateData) else ""  # type: ignore[attr-defined]
    return not re.split(r"\n\s*\n", before)[-1].strip() and not re.split(r"\n\s*\n", after)[0].strip()


def common(kinds: Sequence[Kind]) -> Kind:
    """What all of KINDS are: strings together, shapes if they are alike; None where nothing can be said."""
    strings = [kind for kind in kinds if isinstance(kind, Strings)]
    if kinds and len(strings) == len(kinds):
        return Strings(tuple(value for kind in strings for value in kind.values))
    shapes = [kind for kind in kinds if isinstance(kind, Shape)]
    alike = len(shapes) == len(kinds) and len({type(shape) for shape in shapes}) == 1
    if not alike or not isinstance(shapes[0], RecordShape):
        return shapes[0] if alike else None
    shared = {
        name: field
        for name, field in shapes[0].fields.items()
        if all(isinstance(one, RecordShape) and name in one.fields for one in shapes)
    }
    return replace(shapes[0], fields=shared)


def row_of(shape: CodedShape) -> RecordShape:
    """The shape of a row by code, with what reading adds to it."""
    name = NameShape()
    above = replace(shape.row, fields={**shape.row.fields, "科目编码": name, "级次": name})
    return replace(above, fields={**above.fields, "类": above, "款": above})


def entitled(layout: Layout) -> Iterator[Problem]:
    """A title of a public table that is a misprint of its name, and a unit above it that its figures do not have."""
    name = MODEL.fields[layout.path.stem].description
    title = MARK.sub("", layout.title).strip()
    if columns.near(title, name):
        line = line_of(layout, layout.title)
        yield Problem(
            "", f"标题写的是“{title}”，这张表叫“{name}”", "改正标题", file=str(layout.path), line=line
        )
    for part in layout.line:
        if found := OTHER_UNIT.search(part):
            what = f"这里写的是“{found.group()}”，表里的数都以万元印出来"
            yield Problem("", what, "改成万元", file=str(layout.path), line=line_of(layout, part))


def grid_problems(layout: Layout) -> Iterator[Problem]:
    """Lines of the grids of LAYOUT that do not have one cell for each column, or merge with nothing."""
    for source in (layout.header, layout.body):
        first = line_of(layout, source)
        plain = re.sub(r"\{\{.*?\}\}|\{#.*?#\}", "…", source)
        top = True
        for number, line in enumerate(plain.split("\n"), first):
            if not line.strip() or re.fullmatch(r"\s*\{%.*%\}\s*", line):
                continue
            what = widths_of(line, len(layout.aligns))
            if not what and top and "^" in [cell.strip() for cell in line.split("|")]:
                what = "第一行没有上面的格可以合并"
            top = False
            if what:
                yield Problem("", what, "改正这一行", file=str(layout.path), line=number)
        if "{%" not in source:
            try:
                rows(plain, Tokens(), layout.aligns, "")
            except ValueError as error:
                yield Problem("", str(error), "改正合并的格", file=str(layout.path), line=first)
