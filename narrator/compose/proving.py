"""Proving the templates of a form without any data: they are read as syntax trees and walked, statement by statement,
on the shapes of the data model instead of on data."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, nodes

from narrator.compose.composition import LAST_YEAR, YEAR_IN_WORDS
from narrator.compose.expressions import holds_table
from narrator.compose.form_templates import read_template
from narrator.compose.language import mistake
from narrator.compose.layout_proof import entitled, grid_problems
from narrator.compose.outline import Outline
from narrator.compose.proof_walk import Endless
from narrator.compose.template_calls import FUNCTIONS, Calls
from narrator.compose.template_code import syntax_tree, template_code
from narrator.compose.value_kinds import (
    LISTS,
    LOOP,
    Kind,
    Names,
    Written,
    alternatives,
    either,
    item_of,
    known_strings,
    length_of_list,
)
from narrator.disclosure.number_shapes import AmountShape, YearShape
from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.form import Form
from narrator.form.table_layout import Layout
from narrator.phrases.entries import Book
from narrator.problem import Problem
from narrator.regex import compile_later

NOT_ALONE = ("表要单独写成一段", "在它前后各空一行")
LEFT_OPEN = compile_later("[}%#]}")  # what ends a tag of a template, among the words that it prints
UNIT = compile_later("[亿万千百十]{0,4}元")  # behind an amount


class Linter(Calls):
    """Walks the templates of one form."""

    def __init__(self, form: Form, book: Book) -> None:
        super().__init__(form, book)
        other = {*book, *FUNCTIONS, *self.doubtful}
        data = {name: one for name, one in self.sums.fields.items() if name not in other}
        self.known: dict[str, Kind] = {**data, **dict.fromkeys((LAST_YEAR, YEAR_IN_WORDS), YearShape())}
        self.layouts = form.sound_layouts[0]
        self.laid_out: set[str] = set()
        self.outline = Outline(form)
        self.endless = False
        self.bodies: dict[str, nodes.Template] = {}  # the bodies of layouts, by name
        self.in_tables: set[str] = set()  # the names that bodies of tables begin at
        self.read: set[Path] = set()  # the files of the templates that were walked
        self.flowing = False  # whether what is walked prints into the report itself, not into a table

    def report(self) -> None:
        """Walk the whole report, unless it has no end."""
        try:
            self.template(self.form.main, dict(self.known))
            self.source(self.form.file_title, self.form.place("文件标题"), dict(self.known))
        except Endless as error:
            self.endless = True
            what, hint = error.args
            self.problems.append(Problem("", what, hint, file=self.at[0], line=self.at[1]))

    def template(self, name: str, names: dict[str, Kind], node: nodes.Node | None = None) -> None:
        """Walk a template file of the form, in which those names are known. node: what includes it."""
        try:
            source, path = read_template(self.form, name)
        except TemplateNotFound as error:
            self.problem(node, str(error), "检查文件名和编码")
            return
        if path not in self.read:
            self.read.add(path)
            self.problems += self.outline.template(source, path)
        flowing, self.flowing = self.flowing, True
        self.source(source, (path, 1), names)
        self.flowing = flowing

    def source(self, source: str, place: tuple[Path, int], names: dict[str, Kind]) -> nodes.Template | None:
        """Walk a source that stands in a file from that line on; return its syntax tree, None when something
        keeps it from being read.
        """
        path, line = place
        outer, self.file = self.file, str(path)
        macros, self.macros = self.macros, dict(self.macros)  # what an included file defines stays in it
        try:
            self.enter(place, "模板互相包含，没有尽头", "去掉其中一个 include")
            text, told = "\n" * (line - 1) + source, len(self.problems)
            parsed = syntax_tree(text)
            self.body(parsed.body, names)
            if len(self.problems) == told:  # else it would be told again
                template_code(source, str(path), line)
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

    def body(self, body: list[nodes.Node], names: dict[str, Kind]) -> None:
        """Walk the statements of a template or a macro, in which those names are known."""
        for node in body:
            self.statement(node, names)

    def statement(self, node: nodes.Node, names: dict[str, Kind]) -> None:
        """Walk one statement."""
        if self.refused(node) and not isinstance(node, nodes.For):
            return
        match node:
            case nodes.Output():
                for at, part in enumerate(node.nodes):
                    kind = self.kind(part, names)
                    self.printed(part, kind)
                    self.flow(part, kind)
                    if any(isinstance(one, AmountShape) for one in alternatives(kind)):
                        self.amount(part, node.nodes[at + 1 :])
                    unflowing = not self.flowing or is_macro(part)
                    if holds_table(kind) and unflowing and not alone(node.nodes, at):
                        self.problem(part, *NOT_ALONE)
            case nodes.For():
                self.loop(node, names)
            case nodes.Assign():
                self.bind(node.target, self.kind(node.node, names), names)
            case nodes.Macro():
                self.macros[node.name] = (node, names)
            case nodes.Include(template=nodes.Const(value=str() as name)):
                self.include(node, name, names)

    def amount(self, part: nodes.Expr, behind: list[nodes.Expr]) -> None:
        """Tell when an amount is followed by another unit than the form prints amounts in."""
        unit = self.form.money.unit.value
        words = behind[0].data if behind and isinstance(behind[0], nodes.TemplateData) else ""
        if (found := UNIT.match(words)) and found.group() != unit:
            self.problem(
                part, f"金额后面写的是“{found.group()}”，这个格式的金额以{unit}印出来", f"改成“{unit}”"
            )

    def flow(self, part: nodes.Expr, kind: Kind) -> None:
        """Note in the outline what the report itself prints; tell when a table does not stand alone there."""
        if not self.flowing:
            return
        if isinstance(part, nodes.TemplateData):
            if found := LEFT_OPEN.search(part.data):
                line = part.lineno + part.data.count("\n", 0, found.start())
                what = f"这里的“{found.group()}”没有开头，会印出来"
                self.problems.append(Problem("", what, "删去，或者补上开头", file=self.file, line=line))
            self.problems += self.outline.words(part.data, self.file, part.lineno)
        elif holds_table(kind) and is_macro(part):
            pass  # of a macro, whose parts were noted when it was walked
        elif not (self.outline.table() if holds_table(kind) else self.outline.value()):
            self.problem(part, *NOT_ALONE)

    def include(self, node: nodes.Include, name: str, names: dict[str, Kind]) -> None:
        """Walk the template that is included."""
        self.template(name, dict(names), node)

    def loop(self, node: nodes.For, names: dict[str, Kind]) -> None:
        """Walk the body of a loop once for what its items may be."""
        over = self.kind(node.iter, names)
        if not all(one is None or isinstance(one, (*LISTS, Written)) for one in alternatives(over)):
            self.problem(node, "for 的后面要是列表", "改成列表的路径")
            over = None
        inner = {**names, "loop": LOOP}
        self.bind(node.target, either(map(item_of, alternatives(over))), inner)
        times, self.times = self.times, self.times * length_of_list(node.iter, over)
        macros, self.macros = self.macros, dict(self.macros)  # what a loop defines stays in it
        self.body(node.body, inner)
        self.times, self.macros = times, macros
        first, lines = first_printed(node.body)
        apart = lines > (
            1 if self.outline.begun else 0
        )  # what is printed the next time begins another paragraph
        if self.flowing and first is not None and not apart and (is_table(first) or self.outline.tabled):
            if self.outline.tabled or not self.outline.alone:
                self.problem(first, *NOT_ALONE)
            self.outline.tabled = False

    def bind(self, target: nodes.Node, kind: Kind, names: dict[str, Kind]) -> None:
        """Give names to what a loop or a set assigns."""
        match target:
            case nodes.Name(name=name):
                names[name] = kind
            case nodes.Tuple(items=parts):
                wanted = [one for one in alternatives(kind) if one is not None]
                rows = [
                    one.items for one in wanted if isinstance(one, Written) and len(one.items) == len(parts)
                ]
                if len(rows) < len(wanted):
                    self.problem(
                        target, f"这里要{len(parts)}个数据，给的不是{len(parts)}个", "写一样多的名称"
                    )
                    rows = []
                for at, part in enumerate(parts):
                    self.bind(part, either([row[at] for row in rows]), names)

    def table(
        self, node: nodes.Call, arguments: list[Kind], keywords: Mapping[str, Kind], names: Names
    ) -> None:
        """Walk the layouts that a call of 表 may name."""
        named = known_strings(arguments[0]) if arguments else ()
        if len(arguments) != 1 or not (named or arguments[0] is None):
            self.problem(node, "“表”的括号里先写一个表样的名称", "改正模板")
        for name in named:
            layout = self.layouts.get(name)
            if layout is None:
                if not os.path.lexists(self.form.file(f"tables/{name}.toml")):  # else the file is told of
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
        """Walk the sources of a layout, in which those names are known."""
        if layout.title and self.flowing:
            path, line = layout.place(layout.title)
            self.problems += self.outline.heading(2, layout.listed + layout.title, str(path), line)
        flowing, self.flowing = self.flowing, False
        for source in (layout.title, *layout.line, layout.header, *layout.notes):
            self.source(source, layout.place(source), dict(names))
        body = self.source(layout.body, layout.place(layout.body), dict(names))
        self.flowing = flowing
        if body is None:
            self.problems += grid_problems(layout)
            return
        self.in_tables |= {one.name for one in body.find_all(nodes.Name)}
        self.bodies[layout.path.stem] = body
        if layout.path.stem in PUBLIC_TABLES:
            self.problems += entitled(layout, self.form.money.unit.value)


def is_table(node: nodes.Node) -> bool:
    """Return whether a part of a template is a call of 表."""
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "表"


def is_macro(node: nodes.Node) -> bool:
    """Return whether a part of a template that holds a table is a call of a macro."""
    return isinstance(node, nodes.Call) and not is_table(node)


def first_printed(body: list[nodes.Node]) -> tuple[nodes.Expr | None, int]:
    """Return what statements print first, and behind how many ends of lines; None for it where none is known."""
    lines = 0
    for node in body:
        for part in node.nodes if isinstance(node, nodes.Output) else ():
            if not isinstance(part, nodes.TemplateData):
                return part, lines
            words = part.data.lstrip()
            lines += part.data[: len(part.data) - len(words)].count("\n")
            if words:
                return part, lines
        if not isinstance(node, (nodes.Output, nodes.Assign, nodes.Macro)):
            break
    return None, lines


def alone(parts: list[nodes.Expr], at: int) -> bool:
    """Return whether what a template prints there is a paragraph of its own, as far as the words around it
    tell.
    """
    before, after = (
        "".join(one.data for one in beside if isinstance(one, nodes.TemplateData))
        for beside in (parts[:at][-1:], parts[at + 1 : at + 2])
    )
    return not re.split(r"\n\s*\n", before)[-1].strip() and not re.split(r"\n\s*\n", after)[0].strip()
