"""The Jinja environment of all forms: sandboxed, strict, with a closed set of filters. The only Jinja here."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache
from math import inf
from types import CodeType
from typing import Any

from jinja2 import (
    StrictUndefined,
    TemplateSyntaxError,
    Undefined,
    nodes,
    pass_context,
)
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from narrator.compose.filters import FILTERS, OF_RECORDS
from narrator.compose.language import JOIN, LARGEST, PAY, closed
from narrator.compose.markup import Blocks
from narrator.compose.tokens import Joined, Tokens
from narrator.disclosure.value import Coded, Figure, Listing, Record, Words, Year, join_path
from narrator.document import Text
from narrator.sources import Derived

TOKENS = "#tokens"  # under which a rendering finds its tokens; no template can say it
PRINTABLE = (str, Figure, Derived, Words, Year, Text, Blocks)


class MissingName(StrictUndefined):
    """A name that the data does not have; says in Chinese which, and where it was looked for."""

    @property
    def _undefined_message(self) -> str:
        """What Jinja says of the name, in Chinese."""
        if isinstance(self._undefined_obj, Record):
            return f"数据里没有“{join_path(self._undefined_obj.path, str(self._undefined_name))}”"
        return f"没有“{self._undefined_name}”这个名称"


def prints(value: object) -> bool:
    """Return whether a value has a printed form: a text, a figure, a number; not a table, a list or a
    function.

    Raises UndefinedError for a name that is not there.
    """
    if isinstance(value, Undefined):
        str(value)  # raises: StrictUndefined does not print
    return isinstance(value, PRINTABLE) or (isinstance(value, int) and not isinstance(value, bool))


@pass_context
def tokenize(context: Context, value: object) -> object:
    """Return what a template prints for a value: its own strings as they are, everything else as a token."""
    if type(value) is str:
        return value
    if type(value) not in PRINTABLE and not prints(value):
        raise TypeError("这里是一组数据，不是能印出来的数或文字")
    tokens: Tokens = context.parent[TOKENS]
    return tokens.put(value)


@pass_context
def pay(context: Context, cost: int) -> str:
    """Pay for a body of a template; it stands at the beginning of each (see `language`)."""
    tokens: Tokens = context.parent[TOKENS]
    tokens.budget.spend(cost)
    return ""


@pass_context
def join_as_text(context: Context, parts: tuple[object, ...]) -> str:
    """Return the parts in one string, as the operator ~ has it; data in it stays data."""
    tokens: Tokens = context.parent[TOKENS]
    for part in parts:
        if not prints(part) or isinstance(part, Blocks):
            raise TypeError("“~”两边要是数或文字")
    literal = all(type(part) is str for part in parts)
    joined = "".join(str(part) if literal else tokens.plain(part) for part in parts)
    tokens.budget.spend(len(joined))
    return joined if literal else Joined(joined)


SCOPES = ("_loop_vars", "_block_vars")  # what compiled templates give every call, for the context to take out


class Environment(ImmutableSandboxedEnvironment):
    """Jinja for forms: names of records are data paths, and nothing else of Python is in reach."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the field of a record, or what a loop has under a name; Missing for any other attribute."""
        if isinstance(obj, Record) and attribute in obj.fields:
            return obj.fields[attribute]
        if isinstance(obj, LoopContext):
            return super().getattr(obj, attribute)
        if isinstance(obj, Undefined):
            str(obj)  # raises: the first name that is not there is the one to tell
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return the field of a record, the row of a code, or the item of a list; Missing when there is none."""
        if isinstance(argument, (str, Words)):
            if isinstance(obj, Coded):
                return obj.row(str(argument))
            return self.getattr(obj, str(argument))
        if isinstance(obj, (list, tuple)) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.undefined(obj=obj, name=str(argument) if isinstance(argument, int) else "…")

    def call(self, context: Context, obj: Any, *arguments: Any, **parameters: Any) -> Any:
        """Return what a function or a macro gives, paid for.

        Raises TypeError, in Chinese, for what can not be called so.
        """
        tokens: Tokens = context.parent[TOKENS]
        cost = 20
        for one in arguments:
            if isinstance(one, Listing):
                cost += len(one)
        tokens.budget.spend(cost)
        if not isinstance(obj, (Macro, Undefined)):
            # What a macro made is text of the form with tokens in it; a function wants the text alone.
            if str in map(type, arguments):
                arguments = tuple([tokens.settled(one) for one in arguments])
            if str in map(type, parameters.values()):
                parameters = {name: tokens.settled(one) for name, one in parameters.items()}
        elif isinstance(obj, Macro) and (
            len(arguments) > len(obj.arguments) or parameters.keys() - {*obj.arguments, *SCOPES}
        ):
            raise TypeError(f"“{obj.name}”要的数据是：{'、'.join(obj.arguments) or '（没有）'}")
        if not callable(obj):
            raise TypeError("这里没有可以调用的东西")
        result = super().call(context, obj, *arguments, **parameters)
        if isinstance(result, str):
            tokens.budget.spend(len(result))
        return result

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Return a template as a tree.

        Raises TemplateSyntaxError, in Chinese, for one that is too large or nested too deeply.
        """
        if len(source) > LARGEST:
            raise TemplateSyntaxError("模板太大", 1, name, filename)
        try:
            return super()._parse(source, name, filename)
        except RecursionError:
            raise TemplateSyntaxError("括号套得太深", 1, name, filename) from None
        except ValueError:  # more digits than Python reads
            raise TemplateSyntaxError("里面有一个长得不正常的数", 1, name, filename) from None

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        """Return the Python of a template, which pays for what it does. Raises TemplateSyntaxError where it may not do it."""
        try:
            closed(source, name, filename)
            return super()._generate(source, name, filename, defer_init)
        except RecursionError:
            raise TemplateSyntaxError("写得太长，套得太深", 1, name, filename) from None

    def _compile(self, source: str, filename: str) -> CodeType:
        """Return the code of a template's Python. Raises TemplateSyntaxError for what Python can not nest."""
        try:
            return super()._compile(source, filename)
        except (SyntaxError, RecursionError, MemoryError):  # beyond what Python itself can nest
            raise TemplateSyntaxError("写得太长，套得太深", 1, None, filename) from None


def guard_filter(name: str, function: Callable[..., object]) -> Callable[..., object]:
    """Return a function as the filter of that name: told in Chinese when it does not fit, and paid for."""
    signature = inspect.signature(function)
    every = signature.parameters.values()
    numbers = [one.name for one in every if one.annotation == "int"]
    fixed = [one for one in every if one.kind is not one.VAR_POSITIONAL]
    least, most = (
        sum(one.default is one.empty for one in fixed),
        len(fixed) if len(fixed) == len(every) else inf,
    )
    wanted = Record if name in OF_RECORDS else (Listing, list, tuple)

    @pass_context
    def run(context: Context, rows: object, *arguments: object, **named: object) -> object:
        """Apply the filter to rows. Raises TypeError, in Chinese, when they are no rows or the arguments do not fit."""
        tokens: Tokens = context.parent[TOKENS]
        if isinstance(rows, Undefined):
            str(rows)  # raises
        if not isinstance(rows, wanted) or isinstance(rows, (Text, Blocks)):
            raise TypeError(f"“| {name}”前面要是{'一组数据' if wanted is Record else '列表'}")
        if not all(isinstance(one, (str, int, Words, Record)) for one in (*arguments, *named.values())):
            raise TypeError(f"“| {name}”括号里的数据不对")
        try:
            if named or not least <= 1 + len(arguments) <= most:
                given = signature.bind(rows, *arguments, **named).arguments
            else:
                given = dict(zip(signature.parameters, (rows, *arguments), strict=False))
        except TypeError:
            raise TypeError(f"“| {name}”括号里的数据多了或者少了") from None
        if any(not isinstance(given.get(number, 0), int) for number in numbers):
            raise TypeError(f"“| {name}”括号里要写数")
        tokens.budget.spend(len(rows))
        try:
            if named:
                return function(rows, *arguments, **named)
            return tokens.cache.call(function, rows, *arguments)
        except KeyError as error:
            raise TypeError(f"“| {name}”：数据里没有“{error.args[0]}”") from None

    return run


@lru_cache(maxsize=1)
def language() -> Environment:
    """Return the environment that is the same for all forms: what their templates may say. It loads nothing."""
    env = Environment(
        undefined=MissingName,
        finalize=tokenize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    env.filters.clear()
    env.filters.update({PAY: pay, JOIN: join_as_text})
    env.filters.update({name: guard_filter(name, function) for name, function in FILTERS.items()})
    env.tests.clear()
    env.globals.clear()
    return env
