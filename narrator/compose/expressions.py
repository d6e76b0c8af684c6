"""Proving the expressions of a form's templates on the shapes of the data model: every path exists, whatever the data, and
every value can be what it is used for. What filters leave is for `filter_proof`, what calls make for `template_calls`."""

from __future__ import annotations

from abc import abstractmethod

from jinja2 import nodes

from narrator.compose.held_sums import HeldSums
from narrator.compose.proof_walk import ProofWalk
from narrator.compose.value_kinds import (
    Either,
    Fields,
    Kind,
    Made,
    Names,
    Plain,
    Strings,
    Written,
    alternatives,
    either,
    false_part,
    known_strings,
    true_part,
)
from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape, TextsShape
from narrator.disclosure.public_tables import renamed
from narrator.disclosure.shape import Shape
from narrator.disclosure.text_shapes import NameShape, ProseShape
from narrator.form import Form


class Expressions(ProofWalk):
    """The expressions of one form's templates; how its filters and calls are proved and its statements walked is for classes
    below to say. doubtful: names of data that the form does not declare as it should: of what is called so nothing is said."""

    def __init__(self, form: Form) -> None:
        super().__init__(str(form.folder / "form.toml"))
        self.form = form
        self.doubtful = form.declared_model.doubtful
        self.sums = HeldSums(form)

    @abstractmethod
    def call(self, node: nodes.Call, names: Names) -> Kind:
        """Prove a call of a macro, a table of the phrasebook or a function, and return what it makes."""

    @abstractmethod
    def filtered(self, node: nodes.Filter, names: Names) -> Kind:
        """Prove a filter, and return what it leaves."""

    def kind(self, node: nodes.Node, names: Names) -> Kind:
        """Return what an expression is."""
        if self.refused(node):
            return None
        match node:
            case nodes.TemplateData() | nodes.Const(value=str()):
                return Strings((node.data if isinstance(node, nodes.TemplateData) else node.value,))
            case nodes.Const(value=value):
                return Plain(value)
            case nodes.List(items=items) | nodes.Tuple(items=items):
                return Written(tuple([self.kind(item, names) for item in items]))
            case nodes.Name(name=name):
                if name in names:
                    return names[name]
                if name in self.doubtful:
                    return None
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
            case nodes.Getitem(node=of, arg=nodes.Const(value=int() as number)):
                return self.item(node, self.kind(of, names), number)
            case nodes.Getitem(node=of, arg=arg):
                return self.looked_up(node, self.kind(of, names), self.kind(arg, names))
            case nodes.Filter():
                return self.filtered(node, names)
            case nodes.Call():
                return self.call(node, names)
            case nodes.Or():
                left, right = self.kind(node.left, names), self.kind(node.right, names)
                return either([*true_part(left), *([right] if false_part(left) else [])])
            case nodes.And():
                left, right = self.kind(node.left, names), self.kind(node.right, names)
                return either([*false_part(left), *([right] if true_part(left) else [])])
            case nodes.Concat(nodes=parts):
                for part in parts:
                    kind = self.kind(part, names)
                    self.printed(part, kind)
                    if holds_table(kind):
                        self.problem(part, "“~”两边要是数或文字", "表要单独写成一段")
                return Made(joined=True)
        return None

    def printed(self, node: nodes.Node, kind: Kind) -> None:
        """Tell when an expression has no printed form."""
        if not all(map(may_be_printed, alternatives(kind))):
            self.problem(node, "这里是一组数据，不是能印出来的数或文字", "写到具体的一项")

    def member(self, node: nodes.Node, of: Kind, names: tuple[str, ...]) -> Kind:
        """Return the member under one of the names; tell of every name that is not there."""
        return either([self.one_member(node, one, name) for name in names for one in alternatives(of)])

    def one_member(self, node: nodes.Node, of: Kind, name: str) -> Kind:
        """Return the member under a name; tell when there is none."""
        match of:
            case RecordShape() | Fields() if name in self.doubtful:
                pass
            case RecordShape(fields=fields) | Fields(fields=fields):
                if name in fields:
                    return fields[name]
                where = f"“{of.description}”" if of.description else "这里"
                self.problem(
                    node,
                    f"{where}没有“{name}”",
                    f"改成其中的名称：{'、'.join([*fields][:14])}；本格式另外要的数据，写进data.toml",
                )
            case CodedShape():
                if name.isdigit() and len(name) in of.lengths:
                    return self.sums.row(of, name).row  # which the data may not have: it knows no code then
                self.problem(node, f"“{name}”不是科目编码", "写科目编码，或者用 for")
            case TextsShape():
                what = f"“{name}”的上一级里有哪些名称要看数据，这里可能没有"
                self.problem(node, what, f'写成 | 取("{name}")')
            case None:
                pass
            case _:
                self.problem(node, f"“{name}”的上一级下面没有别的数据", "改正路径")
        return None

    def item(self, node: nodes.Node, of: Kind, number: int) -> Kind:
        """Return an item of a list by its number; tell when there may be none."""
        found: list[Kind] = []
        for one in alternatives(of):
            match one:
                case Written(items=items) if number < len(items):
                    found.append(items[number])
                case Written(items=items):
                    self.problem(node, f"这一列只有{len(items)}项，没有第{number + 1}项", "改正方括号里的数")
                case CodedShape():
                    self.problem(node, "科目编码要写成文字", "编码两边加引号")
                case ListShape():
                    what = "列表有几项要看数据，这一项可能没有"
                    self.problem(node, what, f"用 for 和 | 第({number + 1})")
                case None:
                    pass
                case _:
                    self.problem(node, "方括号里写数，前面要是列表", "改正路径")
        return either(found)

    def looked_up(self, node: nodes.Node, of: Kind, key: Kind) -> Kind:
        """Return what stands under a key in brackets that is no number as it is written."""
        if names := known_strings(key):
            return self.member(node, of, names)
        if of is None or key is None:
            return None
        if isinstance(of, CodedShape) and all(map(names_something, alternatives(key))):
            return of.row
        self.problem(node, "方括号里写的，这里不知道是哪一项", "写名称，两边加引号；或者用 for 和筛选")
        return None


def may_be_printed(kind: Kind) -> bool:
    """Return whether what is of a kind has a printed form; True where nothing can be said."""
    match kind:
        case Plain(value=value):
            return type(value) is int
        case Shape():
            return not isinstance(kind, (RecordShape, CodedShape, ListShape, TextsShape))
        case Strings() | Made() | None:
            return True
        case Either(kinds=kinds):
            return all(map(may_be_printed, kinds))
    return False


def names_something(kind: Kind) -> bool:
    """Return whether what is of a kind can name something: a text of the data, or one that the template writes or joins."""
    return isinstance(kind, (Strings, NameShape, ProseShape)) or (isinstance(kind, Made) and kind.joined)


def holds_table(kind: Kind) -> bool:
    """Return whether what is of a kind may be a table, or hold one."""
    return any(isinstance(one, Made) and one.whole for one in alternatives(kind))
