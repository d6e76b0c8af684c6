"""The Jinja environment of all forms: sandboxed, strict, with a closed set of filters. The only Jinja here."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from math import inf
from types import CodeType
from typing import Any, NamedTuple

from jinja2 import (
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    Undefined,
    nodes,
    pass_context,
)
from jinja2.compiler import CodeGenerator
from jinja2.lexer import TOKEN_RAW_BEGIN, TokenStream
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from narrator.cache import NO_CACHE, Cache
from narrator.compose.filters import FILTERS, OF_RECORDS
from narrator.compose.language import JOIN, LARGEST, PAY, Budget, closed, find_begun
from narrator.compose.markup import Blocks
from narrator.compose.pieces import Joined, Pieces, put_together, settle_words, words_alone
from narrator.disclosure.value import Coded, Figure, Listing, Record, Words, Year, join_path
from narrator.sources import Derived
from narrator.spans import Text

WORK = "#work"  # under which a rendering finds its `Work`; no template can say it
PRINTABLE = (str, Figure, Derived, Words, Year, Text, Blocks, Pieces)
PRINTED = frozenset(PRINTABLE)


class Work(NamedTuple):
    """What all the templates of a report share. budget: what they may do together. cache: of what filters made of the same
    lists before."""

    budget: Budget
    cache: Cache = NO_CACHE


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


def require_printed(value: object) -> object:
    """Return what a template prints. Raises TypeError, in Chinese, for what has no printed form."""
    if type(value) in PRINTED or prints(value):
        return value
    raise TypeError("这里是一组数据，不是能印出来的数或文字")


@pass_context
def pay(context: Context, cost: int) -> None:
    """Pay for a body of a template; it stands at the beginning of each (see `language`)."""
    work: Work = context.parent[WORK]
    work.budget.spend(cost)


@pass_context
def join_as_text(context: Context, parts: tuple[object, ...]) -> str | Pieces:
    """Return the parts in one, as the operator ~ has it: in one text, in which data stays data; or, where all are words of
    the form or what macros made, as a macro would make it. Raises TypeError, in Chinese, for what does not print."""
    work: Work = context.parent[WORK]
    for part in parts:
        if not prints(part) or isinstance(part, Blocks):
            raise TypeError("“~”两边要是数或文字")
    if all(type(part) in (str, Pieces) for part in parts):
        joined = put_together(parts)
    else:
        joined = Joined("".join(map(words_alone, parts)))
    work.budget.spend(len(joined))
    return joined


def fill_template(template: Template, context: dict[str, object]) -> str | Pieces:
    """Return what a template makes of a context, which it leaves as it is. Raises whatever it may, with the lines of the
    template in its traceback."""
    try:
        return put_together(template.root_render_func(template.new_context(context, shared=True)))
    except Exception:
        template.environment.handle_exception()


CALL = 20  # what a call costs of the budget, besides what it goes through and makes
SCOPES = (
    "_loop_vars",
    "_block_vars",
)  # what compiled templates give a call, for functions that ask for the context


class PieceGenerator(CodeGenerator):
    """Compiles templates that give what they print as it is, where Jinja makes a string of it."""

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        """Write what stands before an expression that is printed."""
        self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        """Write what stands behind it."""
        self.write(")")


class Environment(ImmutableSandboxedEnvironment):
    """Jinja for forms: names of records are data paths, and nothing else of Python is in reach."""

    code_generator_class = PieceGenerator
    concat = staticmethod(put_together)  # type: ignore[assignment]

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
        """Return what a function or a macro gives, paid for. What is in reach to be called is narrator's, a macro or a loop's,
        none of which asks for the context.

        Raises TypeError, in Chinese, for what can not be called so.
        """
        work: Work = context.parent[WORK]
        cost = CALL
        for one in arguments:
            if isinstance(one, Listing):
                cost += len(one)
        work.budget.spend(cost)
        for scope in SCOPES:
            parameters.pop(scope, None)
        if not isinstance(obj, (Macro, Undefined)):
            # A function wants the words alone of what a macro made with values in it.
            if Pieces in {*map(type, arguments)}:
                arguments = tuple([settle_words(one) for one in arguments])
            if parameters and Pieces in {*map(type, parameters.values())}:
                parameters = {name: settle_words(one) for name, one in parameters.items()}
        elif isinstance(obj, Macro) and (
            len(arguments) > len(obj.arguments) or parameters.keys() - {*obj.arguments}
        ):
            raise TypeError(f"“{obj.name}”要的数据是：{'、'.join(obj.arguments) or '（没有）'}")
        if not callable(obj):
            raise TypeError("这里没有可以调用的东西")
        result = obj(*arguments, **parameters)
        if isinstance(result, (str, Pieces)):
            work.budget.spend(len(result))
        return result

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        """Return the tokens of a template. Raises TemplateSyntaxError, in Chinese, where one begins what is printed as it is
        written: nothing of a template may be."""
        tokens = refuse_raw(self.lexer.tokeniter(source, name, filename, state), name, filename)
        return TokenStream(self.lexer.wrap(tokens, name, filename), name, filename)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Return a template as a tree.

        Raises TemplateSyntaxError, in Chinese, for one that is too large or nested too deeply.
        """
        if len(source) > LARGEST:
            raise TemplateSyntaxError("模板太大", 1, name, filename)
        try:
            return super()._parse(source, name, filename)
        except TemplateSyntaxError as error:
            error.lineno = find_begun(source, error.message) or error.lineno
            raise
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


def refuse_raw(
    tokens: Iterable[tuple[int, str, str]], name: str | None, filename: str | None
) -> Iterator[tuple[int, str, str]]:
    """Yield the tokens of a template. Raises TemplateSyntaxError, in Chinese, at a raw block."""
    for token in tokens:
        if token[1] == TOKEN_RAW_BEGIN:
            raise TemplateSyntaxError("模板里不能用“{% raw %}”", token[0], name, filename)
        yield token


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
        work: Work = context.parent[WORK]
        if isinstance(rows, Undefined):
            str(rows)  # raises
        if not isinstance(rows, wanted) or isinstance(rows, (Text, Blocks)):
            raise TypeError(f"“| {name}”前面要是{'一组数据' if wanted is Record else '列表'}")
        for one in (*arguments, *named.values()):
            if not isinstance(one, (str, int, Words, Record)):
                raise TypeError(f"“| {name}”括号里的数据不对")
        try:
            if named or not least <= 1 + len(arguments) <= most:
                given = signature.bind(rows, *arguments, **named).arguments
            else:
                given = dict(zip(signature.parameters, (rows, *arguments), strict=False))
        except TypeError:
            raise TypeError(f"“| {name}”括号里的数据多了或者少了") from None
        for number in numbers:
            if not isinstance(given.get(number, 0), int):
                raise TypeError(f"“| {name}”括号里要写数")
        work.budget.spend(len(rows))
        try:
            if named:
                return function(rows, *arguments, **named)
            return work.cache.call(function, rows, *arguments)
        except KeyError as error:
            raise TypeError(f"“| {name}”：数据里没有“{error.args[0]}”") from None

    return run


@lru_cache(maxsize=1)
def language() -> Environment:
    """Return the environment that is the same for all forms: what their templates may say. It loads nothing."""
    env = Environment(
        undefined=MissingName,
        finalize=require_printed,
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
