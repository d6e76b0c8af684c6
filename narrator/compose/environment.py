"""The Jinja environment of a form: sandboxed, strict, with a closed set of filters. The only Jinja here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, Template, Undefined, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from narrator.compose.tokens import Tokens
from narrator.disclosure.value import Coded, Figure, Listing, Record, Words, Year, join_path
from narrator.facts.operand import Derived
from narrator.number import Amount, Score

TOKENS = "记号"  # the name under which a rendering finds its tokens


class Missing(StrictUndefined):
    """A name that the data does not have; says in Chinese which, and where it was looked for."""

    @property
    def _undefined_message(self) -> str:
        if isinstance(self._undefined_obj, Record):
            return f"数据里没有“{join_path(self._undefined_obj.path, str(self._undefined_name))}”"
        return f"没有“{self._undefined_name}”这个名称"


@pass_context
def tokenize(context: Context, value: object) -> object:
    """What a template prints for VALUE: its own strings as they are, everything else as a token."""
    if isinstance(value, str):
        return value
    if isinstance(value, Undefined):
        return str(value)  # raises: StrictUndefined does not print
    tokens: Tokens = context[TOKENS]
    return tokens.put(value)


class Environment(ImmutableSandboxedEnvironment):
    """Jinja for forms: names of records are data paths, and nothing else of Python is in reach."""

    intercepted_binops = frozenset(("**", "*", "%"))

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Record):
            return obj.fields[attribute] if attribute in obj.fields else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, (Figure, Words, Year, Listing, Derived)):
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, Record):
            return self.getattr(obj, str(argument))
        if isinstance(obj, Coded) and isinstance(argument, str):
            return obj.row(argument)
        return super().getitem(obj, argument)


# ---- filters: what a template may do with a list of the data ----


def level(name: str) -> Callable[..., Listing]:
    """The filter that keeps the rows of one level, below some of the rows or codes above."""

    def keep(rows: Listing, *above: object) -> Listing:
        codes = tuple(str(row["科目编码"]) if isinstance(row, Record) else str(row) for row in above)
        return Listing(
            row
            for row in rows
            if isinstance(row, Record) and str(row["级次"]) == name and (not codes or str(row["科目编码"]).startswith(codes))
        )

    return keep


def with_money(rows: Listing, *columns: str) -> Listing:
    """The rows in which one of COLUMNS does not print as zero."""

    def prints(value: object) -> bool:
        return isinstance(value, Figure) and isinstance(value.value, Amount) and bool(value.value.published)

    return Listing(row for row in rows if isinstance(row, Record) and any(prints(row[column]) for column in columns))


def where(rows: Listing, column: str, wanted: str) -> Listing:
    """The rows whose COLUMN is WANTED."""
    return Listing(row for row in rows if isinstance(row, Record) and str(row[column]) == wanted)


def column(rows: Listing, path: str) -> Listing:
    """The values of PATH (资金.年度资金总额.全年预算数) in every row."""
    return Listing(dig(row, path) for row in rows)


def between(rows: Listing, column: str, low: int, high: int = 10**9) -> Listing:
    """The rows whose score in COLUMN is at least LOW and below HIGH."""

    def holds(value: object) -> bool:
        return isinstance(value, Figure) and isinstance(value.value, Score) and low <= value.value.points < high

    return Listing(row for row in rows if isinstance(row, Record) and holds(row[column]))


def take(record: Record, name: object) -> object:
    """The text under NAME in texts whose names are not known beforehand; an empty one when not given."""
    key = str(name)
    return record.fields.get(key, Words("", join_path(record.path, key), "文字", given=False))


def dig(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = value[name]
    return value


FILTERS: Mapping[str, Callable[..., object]] = {
    "类级": level("类"),
    "款级": level("款"),
    "项级": level("项"),
    "有数": with_money,
    "选": where,
    "取列": column,
    "分数段": between,
    "取": take,
}


@lru_cache(maxsize=8)
def environment(folder: Path) -> Environment:
    """The environment of the form in FOLDER; templates are compiled once per process."""
    env = Environment(
        loader=FileSystemLoader(str(folder)),
        undefined=Missing,
        finalize=tokenize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    env.filters.clear()
    env.filters.update(FILTERS)
    env.globals.clear()
    return env


@lru_cache(maxsize=512)
def compiled(folder: Path, source: str, path: str, first_line: int) -> CodeType:
    """The code of the template SOURCE that stands in the file PATH from FIRST_LINE on."""
    return environment(folder).compile("\n" * (first_line - 1) + source, path, path)


def template(folder: Path, source: str, path: Path, first_line: int = 1) -> Template:
    """A template that stands inside another file, such as the body of a table layout."""
    env = environment(folder)
    return Template.from_code(env, compiled(folder, source, str(path), first_line), env.make_globals(None))
