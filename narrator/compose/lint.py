"""Proving a form without any data: every path exists, every phrase resolves, every grid has its columns.

Templates are read as syntax trees and evaluated on the shapes of the data model instead of on data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError, nodes

from narrator.compose.environment import FILTERS, environment
from narrator.compose.grid import widths_of
from narrator.compose.report import LAST_YEAR
from narrator.disclosure.shape import (
    CodedShape,
    ListShape,
    NameShape,
    RecordShape,
    Shape,
    TextsShape,
    YearShape,
)
from narrator.form import Form, Layout
from narrator.phrases.book import EACH, REASON, Book, Table
from narrator.problem import Problem, Severity

FUNCTIONS = ("求和", "平均", "个数", "表")
CHOICES = (nodes.If, nodes.CondExpr)


@dataclass(frozen=True)
class Strings:
    """One of a few known strings: what a template writes itself, or loops over."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class Tuples:
    """The rows of a list that a template writes itself."""

    rows: tuple[tuple[object, ...], ...]


# What an expression may be: a shape of the data, known strings, or None where nothing can be said.
Kind = Shape | Strings | Tuples | None
Names = Mapping[str, Kind]


def lint(form: Form, book: Book) -> list[Problem]:
    """What is wrong with FORM in the words of BOOK; nothing when it is proved."""
    linter = Linter(form, book)
    linter.template(form.main, dict(linter.known))
    linter.source(form.file_title, form.folder / "form.toml", 1, dict(linter.known))
    own = {str(path) for path in form.phrasebooks()[1:]}
    for table in book.values():
        if table.name not in linter.called and table.file in own and not any(
            other.like == table.name for other in book.values()
        ):
            linter.problems.append(
                Problem(table.name, "没有模板用到这张短语表", "删掉，或者在模板里用上", file=table.file, line=table.line)
            )
    for name in form.layouts.keys() - linter.laid_out:
        path = str(form.layouts[name].path)
        linter.problems.append(
            Problem(name, "没有模板用到这个表样", "删掉，或者在模板里用上", Severity.WARNING, file=path)
        )
    return list(dict.fromkeys(linter.problems))


class Linter:
    """Walks the templates of one form."""

    def __init__(self, form: Form, book: Book) -> None:
        self.form = form
        self.book = book
        self.env = environment(form.folder)
        self.problems: list[Problem] = []
        self.known: dict[str, Kind] = {**form.model.fields, LAST_YEAR: YearShape()}
        self.called: set[str] = set()
        self.laid_out: set[str] = set()
        self.macros: dict[str, nodes.Macro] = {}
        self.file = ""
        self.depth = 0

    # ---- templates ----

    def template(self, name: str, names: dict[str, Kind]) -> None:
        """Walk the template file NAME of the form, in which NAMES are known."""
        path = self.form.folder / name
        try:
            source = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            self.problem(None, f"模板“{name}”打不开，或者不是UTF-8编码", "检查文件名和编码")
            return
        self.source(source, path, 1, names)

    def source(self, source: str, path: Path, line: int, names: dict[str, Kind]) -> None:
        outer, self.file = self.file, str(path)
        self.depth += 1
        try:
            if self.depth > 20:
                self.problem(None, "模板互相包含，没有尽头", "去掉其中一个 include")
                return
            self.body(self.env.parse("\n" * (line - 1) + source).body, names)
        except TemplateSyntaxError as error:
            self.problems.append(
                Problem("", f"模板写法不对（{error.message}）", "改正模板", file=self.file, line=error.lineno)
            )
        except TemplateError as error:
            self.problem(None, str(error), "改正模板")
        finally:
            self.depth -= 1
            self.file = outer

    def body(self, body: list[nodes.Node], names: dict[str, Kind]) -> None:
        for node in body:
            self.statement(node, names)

    def statement(self, node: nodes.Node, names: dict[str, Kind]) -> None:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    self.kind(part, names)
            case nodes.For():
                self.loop(node, names)
            case nodes.Assign():
                self.bind(node.target, self.kind(node.node, names), names)
            case nodes.Macro():
                self.macros[node.name] = node
            case nodes.Include(template=nodes.Const(value=str() as name)):
                self.template(name, dict(names))
            case nodes.If():
                self.problem(node, "模板里不能用 if：该说什么由短语表的情形决定", "改用短语表，或者 for 和筛选")
            case _:
                self.problem(node, f"模板里不能用“{type(node).__name__}”这种语句", "改用 for、set、macro 或 include")

    def loop(self, node: nodes.For, names: dict[str, Kind]) -> None:
        over = self.kind(node.iter, names)
        if node.test is not None:
            self.problem(node, "for 里不能带 if", "改用筛选，例如 | 有数(\"决算数\")")
        match over:
            case CodedShape():
                items: list[Kind] = [row_of(over)]
            case ListShape(item=item):
                items = [item]
            case Strings():
                items = [over]
            case Tuples(rows):
                columns = list(zip(*rows, strict=True))
                items = [Tuples(tuple(columns))]
            case None:
                items = [None]
            case _:
                self.problem(node, "for 的后面要是列表", "改成列表的路径")
                items = [None]
        for one in items:
            inner = dict(names)
            inner["loop"] = None
            self.bind(node.target, one, inner)
            self.body(node.body, inner)

    def bind(self, target: nodes.Node, kind: Kind, names: dict[str, Kind]) -> None:
        match target:
            case nodes.Name(name=name):
                names[name] = kind
            case nodes.Tuple(items=parts):
                columns = kind.rows if isinstance(kind, Tuples) else ()
                for at, part in enumerate(parts):
                    column = columns[at] if at < len(columns) else ()
                    strings = tuple(value for value in column if isinstance(value, str))
                    self.bind(part, Strings(strings) if strings else None, names)

    # ---- expressions ----

    def kind(self, node: nodes.Node, names: Names) -> Kind:
        """What the expression NODE is."""
        match node:
            case nodes.Const(value=str() as value):
                return Strings((value,))
            case nodes.List(items=items) | nodes.Tuple(items=items):
                return self.written(items)
            case nodes.Name(name=name):
                if name in names:
                    return names[name]
                self.problem(node, f"没有“{name}”这个名称", "照 narrator schema 里的名称写")
            case nodes.Getattr(node=of, attr=attr):
                return self.member(node, self.kind(of, names), (attr,))
            case nodes.Getitem(node=of, arg=arg):
                key = self.kind(arg, names)
                return self.member(node, self.kind(of, names), key.values if isinstance(key, Strings) else ())
            case nodes.Filter():
                return self.filtered(node, names)
            case nodes.Call():
                return self.call(node, names)
            case nodes.CondExpr():
                self.problem(node, "模板里不能用 if：该说什么由短语表的情形决定", "改用短语表")
            case nodes.Or() | nodes.And():
                self.kind(node.right, names)
                return self.kind(node.left, names)
            case nodes.Concat(nodes=parts):
                for part in parts:
                    self.kind(part, names)
        return None

    def written(self, items: list[nodes.Expr]) -> Kind:
        """A list that the template writes itself."""
        rows: list[tuple[object, ...]] = []
        for item in items:
            if isinstance(item, nodes.Const):
                rows.append((item.value,))
            elif isinstance(item, (nodes.Tuple, nodes.List)):
                rows.append(tuple(part.value if isinstance(part, nodes.Const) else None for part in item.items))
        if rows and all(isinstance(item, nodes.Const) for item in items):
            return Strings(tuple(str(row[0]) for row in rows))
        return Tuples(tuple(rows)) if rows and len({len(row) for row in rows}) == 1 else None

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
                        self.problem(node, f"{where}没有“{name}”", "改成其中的名称：" + "、".join([*fields][:14]))
                case CodedShape():
                    found = row_of(of)
                    if not (name.isdigit() and len(name) in of.lengths):
                        self.problem(node, f"“{name}”不是科目编码", "写科目编码，或者用 for")
                case TextsShape() | None:
                    pass
                case _:
                    self.problem(node, f"“{name}”的上一级下面没有别的数据", "改正路径")
        return found

    def filtered(self, node: nodes.Filter, names: Names) -> Kind:
        if node.name not in FILTERS:
            self.problem(node, f"没有“{node.name}”这种筛选", "从" + "、".join(FILTERS) + "中选")
            return None
        of = self.kind(node.node, names) if node.node is not None else None
        arguments = [self.kind(argument, names) for argument in node.args]
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
        return None if node.name == "取" else of

    def call(self, node: nodes.Call, names: Names) -> Kind:
        if not isinstance(node.node, nodes.Name):
            self.problem(node, "只能用短语表的名称和" + "、".join(FUNCTIONS), "改正模板")
            return None
        name = node.node.name
        arguments = [self.kind(argument, names) for argument in node.args]
        keywords = {pair.key: self.kind(pair.value, names) for pair in node.kwargs}
        if name in self.macros:
            self.expand(self.macros[name], arguments, names)
        elif name == "表":
            self.table(node, arguments, keywords, names)
        elif name in self.book:
            self.phrase(node, self.book[name], arguments, keywords)
        elif name not in FUNCTIONS:
            self.problem(node, f"短语里没有“{name}”这张表", "改正名称，或者在短语文件里加上这张表")
        return None

    def expand(self, macro: nodes.Macro, arguments: list[Kind], names: Names) -> None:
        inner = dict(names)
        for parameter, argument in zip(macro.args, arguments, strict=False):
            inner[parameter.name] = argument
        self.depth += 1
        if self.depth <= 20:
            self.body(macro.body, inner)
        else:
            self.problem(macro, "macro 调用了自己", "去掉这个调用")
        self.depth -= 1

    def phrase(self, node: nodes.Call, table: Table, arguments: list[Kind], keywords: Mapping[str, Kind]) -> None:
        """Whether the call NODE gives TABLE all that its wordings need."""
        self.called.add(table.name)
        if table.kind is None:
            return
        wanted = table.kind.arguments
        if len(arguments) != len(wanted):
            self.problem(node, f"“{table.name}”要{len(wanted)}个数据（{'、'.join(wanted)}）", "改正模板")
        named = {*(table.parameters or ()), *(["原因"] if REASON in table.entries else [])}
        if named != keywords.keys():
            self.problem(node, f"“{table.name}”的参数应当是：{'、'.join(sorted(named)) or '（没有）'}", "改正模板")
        item = arguments[0] if arguments else None
        fields = row_of(item) if isinstance(item, CodedShape) else item.item if isinstance(item, ListShape) else None
        if EACH in table.entries and isinstance(fields, RecordShape):
            for blank in table.entries[EACH].blanks:
                if blank not in fields.fields:
                    self.problem(node, f"“{table.name}.{EACH}”里的“{blank}”在列举的数据里没有", "改正短语")

    def table(
        self, node: nodes.Call, arguments: list[Kind], keywords: Mapping[str, Kind], names: Names
    ) -> None:
        """Walk the layouts that the call NODE may name."""
        for name in arguments[0].values if arguments and isinstance(arguments[0], Strings) else ():
            layout = self.form.layouts.get(name)
            if layout is None:
                self.problem(node, f"没有“{name}”的表样", f"在 tables 里加上 {name}.toml")
                continue
            self.laid_out.add(name)
            inner = {**self.known, **keywords}
            for source in (layout.title, *layout.line, layout.header, layout.body, *layout.notes):
                self.source(source, layout.path, line_of(layout, source), dict(inner))
            self.problems += grid_problems(layout)

    def problem(self, node: nodes.Node | None, what: str, hint: str) -> None:
        line = getattr(node, "lineno", None)
        self.problems.append(Problem("", what, hint, file=self.file, line=line))


def row_of(shape: CodedShape) -> RecordShape:
    """The shape of a row by code, with what reading adds to it."""
    name = NameShape()
    above = replace(shape.row, fields={**shape.row.fields, "科目编码": name, "级次": name})
    return replace(above, fields={**above.fields, "类": above, "款": above})


def line_of(layout: Layout, source: str) -> int:
    """The line of LAYOUT's file on which SOURCE begins."""
    return layout.source[: layout.source.find(source)].count("\n") + 1 if source else 1


def grid_problems(layout: Layout) -> Iterator[Problem]:
    """Lines of the grids of LAYOUT that do not have one cell for each column, or merge with nothing."""
    for source in (layout.header, layout.body):
        first = line_of(layout, source)
        plain = re.sub(r"\{\{.*?\}\}|\{#.*?#\}", "…", source)
        for number, line in enumerate(plain.split("\n"), first):
            if not line.strip() or re.fullmatch(r"\s*\{%.*%\}\s*", line):
                continue
            what = widths_of(line, len(layout.aligns))
            if what:
                yield Problem("", what, "改正这一行", file=str(layout.path), line=number)
