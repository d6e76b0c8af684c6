"""Proving the filters in a form's templates: what stands before one is a list or a record of what it looks for, and what
stands in its brackets is known."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from jinja2 import nodes

from narrator.compose.expressions import Expressions, names_something
from narrator.compose.filters import FILTERS, LEVEL_FILTERS, OF_RECORDS
from narrator.compose.value_kinds import (
    LISTS,
    RECORDS,
    Fields,
    Kind,
    Names,
    Plain,
    Rows,
    Strings,
    Written,
    alternatives,
    either,
    item_of,
    known_strings,
    shape_of_row,
)
from narrator.disclosure.branch_shapes import CODE_PARTS, CodedShape, RecordShape, TextsShape
from narrator.disclosure.text_shapes import NameShape, ProseShape
from narrator.form import Form

COLUMNS, NUMBERS = ("column", "columns", "path"), ("low", "high", "number")  # parameters of filters


class Filters(Expressions):
    """The filters in the expressions of one form's templates; how its calls are proved and its statements walked is for classes
    below to say.

    selecting: the columns by which 选 selects. cases: by the file and the option, the values for which 选 selects the one
    record there, with their lines.
    """

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self.selecting: set[str] = set()
        self.cases: dict[tuple[str, object, tuple[str, ...]], dict[str, int]] = {}

    def filtered(self, node: nodes.Filter, names: Names) -> Kind:
        """Return what a filter leaves of a list or a record."""
        name = node.name
        of = self.kind(node.node, names) if node.node is not None else None
        arguments = [self.kind(argument, names) for argument in node.args]
        keywords = {str(pair.key): self.kind(pair.value, names) for pair in node.kwargs}
        if name not in FILTERS:
            self.problem(node, f"没有“{name}”这种筛选", "从" + "、".join(FILTERS) + "中选")
            return None
        try:
            bound = inspect.signature(FILTERS[name]).bind(of, *arguments, **keywords).arguments
        except TypeError:
            self.problem(node, f"“| {name}”括号里的数据多了或者少了", "照别的模板写")
            return None
        if not self.fits(node, name, [*arguments, *keywords.values()], bound):
            return None
        wanted = (*RECORDS, TextsShape) if name in OF_RECORDS else (*LISTS, Written)
        if not all(one is None or isinstance(one, wanted) for one in alternatives(of)):
            self.problem(
                node, f"“| {name}”前面要是{'一组数据' if name in OF_RECORDS else '列表'}", "改正路径"
            )
            return None
        return either([self.left(node, one, bound) for one in alternatives(of)])

    def fits(self, node: nodes.Filter, name: str, given: list[Kind], bound: Mapping[str, Any]) -> bool:
        """Return whether what stands in the brackets of a filter can be used there; tell when it can not. bound: that by the
        name of the parameter."""
        parts = [one for kind in given for one in alternatives(kind) if one is not None]
        if not all(isinstance(one, (Plain, RecordShape)) or names_something(one) for one in parts) or any(
            isinstance(one, Plain) and not isinstance(one.value, int) for one in parts
        ):
            self.problem(node, f"“| {name}”括号里的数据不对", "写名称，两边加引号")
            return False
        for parameter in NUMBERS:
            if not all(one is None or isinstance(one, Plain) for one in alternatives(bound.get(parameter))):
                self.problem(node, f"“| {name}”括号里要写数", "不加引号")
                return False
        for parameter in COLUMNS:
            columns = bound.get(parameter, ())
            for column in columns if isinstance(columns, tuple) else (columns,):
                if column is not None and not known_strings(column):
                    self.problem(node, f"“| {name}”括号里要写名称", "写名称，两边加引号")
                    return False
        if name == "有数" and not given:
            self.problem(node, "“| 有数”括号里没有写看哪几列", "写列的名称，两边加引号")
            return False
        return True

    def left(self, node: nodes.Filter, of: Kind, bound: Mapping[str, Any]) -> Kind:
        """Return what a filter leaves of one kind of list or record."""
        item = item_of(of)
        columns = [name for one in bound.get("columns", ()) for name in known_strings(one)]
        match node.name:
            case "有数":
                self.columns_of(node, of, columns)
            case "选" | "分数段":
                names = known_strings(bound["column"])
                if node.name == "选":
                    self.selecting.update(names)
                self.wanted(node, self.columns_of(node, of, names), names, bound.get("wanted"))
            case "取列":
                return Rows(either([self.leaf(node, item, path) for path in known_strings(bound["path"])]))
            case "各列":
                return self.across(node, of, columns)
            case "取":
                return self.taken(node, of, bound["name"])
            case "码段":
                levels = known_strings(bound["level"])
                if not levels or not {*levels} <= {*CODE_PARTS}:
                    self.problem(node, "“码段”的括号里要写级次", f"从{'、'.join(CODE_PARTS)}中选")
                return self.member(node, of, ("科目编码",))
            case name if name in LEVEL_FILTERS:
                self.columns_of(node, of, ("科目编码", "级次"))
                for one in (one for above in bound.get("above", ()) for one in alternatives(above)):
                    if isinstance(one, RecordShape):
                        self.member(node, one, ("科目编码",))
                return (
                    Rows(shape_of_row(of, LEVEL_FILTERS[name])) if isinstance(of, CodedShape) else Rows(item)
                )
        return Rows(item) if isinstance(of, Written) else of

    def columns_of(self, node: nodes.Filter, of: Kind, names: tuple[str, ...] | list[str]) -> Kind:
        """Return what the columns with those names hold in the items of a list; tell when an item has none."""
        item = item_of(of)
        for one in alternatives(item):
            if one is not None and not isinstance(one, RECORDS):
                self.problem(node, f"“| {node.name}”前面的列表里有不是一组数据的东西", "改正路径")
                return None
        return self.member(node, item, tuple(names)) if names else None

    def leaf(self, node: nodes.Filter, of: Kind, path: str) -> Kind:
        """Return what stands at a path of records below one."""
        for name in path.split("."):
            if not all(one is None or isinstance(one, RECORDS) for one in alternatives(of)):
                self.problem(node, f"“{name}”的上一级下面没有别的数据", "改正路径")
                return None
            of = self.member(node, of, (name,))
        return of

    def across(self, node: nodes.Filter, of: Kind, columns: list[str]) -> Kind:
        """Return the list of rows that columns of a record make."""
        if isinstance(of, TextsShape):
            self.problem(node, "“| 各列”前面要是一组数据", "改正路径")
            return None
        number = either([self.member(node, of, (name,)) for name in columns])
        return Rows(Fields("", {"名称": Strings(tuple(columns)), "数": number}) if columns else None)

    def taken(self, node: nodes.Filter, of: Kind, name: Kind) -> Kind:
        """Return what 取 finds under a name in texts whose names the data give."""
        if not isinstance(of, TextsShape) and of is not None:
            self.problem(node, "“| 取”前面要是名称由数据来定的一组文字", "改成路径")
            return None
        return ProseShape()

    def wanted(self, node: nodes.Filter, column: Kind, names: tuple[str, ...], wanted: Kind) -> None:
        """Tell when 选 wants a value that a column, of which the form says what may be chosen, never holds."""
        if isinstance(column, NameShape) and column.choices and isinstance(wanted, Strings):
            alone = isinstance(node.node, nodes.List)  # the one record: what it holds decides what is said
            key = (self.file, names, column.choices)
            lines = self.cases.setdefault(key, {}) if alone else {}
            for value in wanted.values:
                lines.setdefault(value, node.lineno)
                if value not in column.choices:
                    self.problem(node, f"“{value}”不在可选的范围内", f"从{'、'.join(column.choices)}中选")
