"""Proving the expressions of a form's templates on the shapes of the data model: every path exists, every filter gets what it
needs."""

from __future__ import annotations

import inspect
from abc import abstractmethod

from jinja2 import nodes

from narrator.compose.filters import FILTERS, OF_RECORDS
from narrator.compose.held_sums import HeldSums
from narrator.compose.proof_walk import ProofWalk
from narrator.compose.value_kinds import (
    Kind,
    Names,
    Plain,
    Strings,
    Tuples,
    common_kind,
    copy_shape,
    shape_of_row,
)
from narrator.disclosure.branch_shapes import CODE_PARTS, CodedShape, ListShape, RecordShape, TextsShape
from narrator.disclosure.number_shapes import AmountShape
from narrator.disclosure.public_tables import renamed
from narrator.disclosure.shape import Shape
from narrator.disclosure.text_shapes import NameShape
from narrator.form import Form


class Expressions(ProofWalk):
    """The expressions of one form's templates; how its calls are proved and its statements walked is for classes below to say.

    selecting: the columns by which 选 selects. cases: by the file and the option, the values for which 选 selects the one
    record there, with their lines.
    """

    def __init__(self, form: Form) -> None:
        super().__init__(str(form.folder / "form.toml"))
        self.form = form
        self.sums = HeldSums(form)
        self.selecting: set[str] = set()
        self.cases: dict[tuple[str, object, tuple[str, ...]], dict[str, int]] = {}

    @abstractmethod
    def call(self, node: nodes.Call, names: Names) -> Kind:
        """Prove a call of a macro, a table of the phrasebook or a function, and return what it makes."""

    def kind(self, node: nodes.Node, names: Names) -> Kind:
        """Return what an expression is."""
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
                now = renamed(name)
                self.problem(
                    node,
                    now or f"没有“{name}”这个名称",
                    "改成现在的名称"
                    if now
                    else "照 narrator schema 里的名称写；本格式另外要的数据，写进data.toml",
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

    def printed(self, node: nodes.Node, kind: Kind) -> None:
        """Tell when an expression has no printed form."""
        several = isinstance(kind, (RecordShape, CodedShape, ListShape, TextsShape, Tuples))
        written = isinstance(node, (nodes.List, nodes.Tuple))
        if several or written or (isinstance(kind, Plain) and type(kind.value) is not int):
            self.problem(node, "这里是一组数据，不是能印出来的数或文字", "写到具体的一项")

    def written(self, items: list[nodes.Expr], names: Names) -> Kind:
        """Return what a list is that the template writes itself."""
        rows = [
            [self.kind(part, names) for part in item.items]
            for item in items
            if isinstance(item, (nodes.Tuple, nodes.List))
        ]
        if not rows:
            one = common_kind([self.kind(item, names) for item in items])
            return ListShape(item=one) if isinstance(one, Shape) else one
        if len(rows) != len(items) or len({len(row) for row in rows}) != 1:
            return None
        return Tuples(tuple(common_kind(column) for column in zip(*rows, strict=True)))

    def member(self, node: nodes.Node, of: Kind, names: tuple[str, ...]) -> Kind:
        """Return the member under one of the names; tell of every name that is not there."""
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
                    found = shape_of_row(self.sums.row(of, name))
                    if not (name.isdigit() and len(name) in of.lengths):
                        self.problem(node, f"“{name}”不是科目编码", "写科目编码，或者用 for")
                case TextsShape() | None:
                    pass
                case _:
                    self.problem(node, f"“{name}”的上一级下面没有别的数据", "改正路径")
        return copy_shape(found) if isinstance(found, Shape) and len(names) > 1 else found

    def item(self, node: nodes.Node, of: Kind) -> Kind:
        """Return an item of a list by its number."""
        match of:
            case ListShape(item=item):
                return item
            case CodedShape():
                self.problem(node, "科目编码要写成文字", "编码两边加引号")
            case Shape() | Plain():
                self.problem(node, "方括号里写数，前面要是列表", "改正路径")
        return None

    def filtered(self, node: nodes.Filter, names: Names) -> Kind:
        """Return what a filter leaves of a list or a record."""
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
        item = (
            shape_of_row(of) if isinstance(of, CodedShape) else of.item if isinstance(of, ListShape) else None
        )
        if node.name in ("有数", "选", "分数段"):
            columns = arguments if node.name == "有数" else arguments[:1]
            for column in columns:
                if isinstance(column, Strings):
                    self.selecting.update(column.values if node.name == "选" else ())
                    self.wanted(node, self.member(node, item, column.values), arguments)
        if node.name == "取列" and arguments and isinstance(arguments[0], Strings):
            leaf: Kind = item
            for name in arguments[0].values[0].split("."):
                leaf = self.member(node, leaf, (name,))
            return ListShape(item=leaf) if isinstance(leaf, Shape) else None
        if node.name == "各列":
            leaves = [self.member(node, of, one.values) for one in arguments if isinstance(one, Strings)]
            number = common_kind(leaves)
            fields = {"名称": NameShape(), "数": number if isinstance(number, Shape) else AmountShape()}
            return ListShape(item=RecordShape(fields=fields))
        if node.name == "码段":
            level = arguments[0].values if isinstance(arguments[0], Strings) else ()
            if not level or not {*level} <= {*CODE_PARTS}:
                self.problem(node, "“码段”的括号里要写级次", f"从{'、'.join(CODE_PARTS)}中选")
            return self.member(node, of, ("科目编码",))
        return None if node.name == "取" else of

    def wanted(self, node: nodes.Filter, column: Kind, arguments: list[Kind]) -> None:
        """Tell when 选 wants a value that a column, of which the form says what may be chosen, never holds."""
        wanted = arguments[1] if node.name == "选" and len(arguments) > 1 else None
        if isinstance(column, NameShape) and column.choices and isinstance(wanted, Strings):
            alone = isinstance(node.node, nodes.List)  # the one record: what it holds decides what is said
            lines = self.cases.setdefault((self.file, arguments[0], column.choices), {}) if alone else {}
            for value in wanted.values:
                lines.setdefault(value, node.lineno)
                if value not in column.choices:
                    self.problem(node, f"“{value}”不在可选的范围内", f"从{'、'.join(column.choices)}中选")
