"""Reads a JSON file with exact numbers: every number becomes a Decimal, none passes through a float."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from narrator.bounds import LARGEST_TEXT, MOST_VALUES, read_file
from narrator.cache import NO_CACHE, Cache
from narrator.disclosure.shape import Repeated
from narrator.problem import Problem, Unusable

# How files begin that are opened by mistake instead of data.json.
OTHER_FILES = {
    b"PK\x03\x04": "Word、Excel或压缩文件",
    b"\xd0\xcf\x11\xe0": "旧版的Word或Excel文件",
    b"%PDF": "PDF文件",
}


def load(path: Path, cache: Cache = NO_CACHE) -> tuple[object, str]:
    """Return the data in a JSON file (objects with repeated keys as Repeated) and its text. cache: see `parse`.

    Raises Unusable with a message for a clerk: no file, not UTF-8, no JSON and where.
    """
    text = decode(read_file(path, LARGEST_TEXT))
    return parse(text, cache), text


def decode(content: bytes) -> str:
    """Return the content of a file as text. Raises Unusable when it is another kind of file, or not UTF-8."""
    for beginning, kind in OTHER_FILES.items():
        if content.startswith(beginning):
            refuse_json(f"这是{kind}，不是JSON数据文件", "选数据文件，例如data.json")
    save = "用记事本打开，另存为，编码选UTF-8"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4]:
        refuse_json("文件是UTF-16编码，不是UTF-8编码", save)
    try:
        return content.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        if error.reason == "unexpected end of data":
            refuse_json("文件到这里就断了", "重新复制或下载完整的文件", line)
        refuse_json("文件不是UTF-8编码", save, line)


def parse(text: str, cache: Cache = NO_CACHE) -> object:
    """Return a text as JSON. Raises Unusable: it is none, or more than any accounts hold.

    With a cache, the members of an object that are written as they were in another text are the very objects of that one.
    """
    values = sum(map(text.count, ",[{")) if len(text) > MOST_VALUES else 0
    if len(text) > LARGEST_TEXT or values > MOST_VALUES:
        refuse_json("里面的内容多得不正常，不像是决算数据", "检查是不是选错了文件")
    try:
        return parse_value(text) if cache is NO_CACHE else parse_by_members(text, cache)
    except json.JSONDecodeError:
        from narrator.readers.recovery import find_mistakes  # not on the way to render

        raise Unusable(find_mistakes(text)) from None
    except RecursionError:
        refuse_json("括号套得太深，不像是决算数据", "检查是不是选错了文件")


def parse_value(text: str) -> object:
    """Return a text as JSON. Raises JSONDecodeError."""
    try:
        return parse_with(Decimal, text)
    except ArithmeticError:  # an exponent beyond all bounds
        return parse_with(read_exact_number, text)


def parse_with(read: Callable[[str], Decimal], text: str) -> object:
    """Return a text as JSON. read: reads a number with a fraction or an exponent. Raises JSONDecodeError, and what that
    does."""
    return json.loads(
        text, parse_float=read, parse_int=Decimal, parse_constant=Decimal, object_pairs_hook=build_object
    )


def parse_by_members(text: str, cache: Cache) -> object:
    """Return a text as JSON, each member of an object by itself, as far as the cache does not have it. Raises
    JSONDecodeError."""
    from narrator.readers.positions import cut_parts  # not on the way to render

    begin = len(text) - len(text.lstrip())
    try:
        places = list(cut_parts(text, begin)) if text[begin : begin + 1] == "{" else []
    except ValueError:
        return parse_value(text)  # which tells what is wrong
    if not places or text[places[-1][2] :].strip() != "}":
        return parse_value(text)
    return build_object(
        [(str(name), cache.call(parse_value, text[start:end])) for name, start, end in places]
    )


def parse_members(text: str) -> dict[str, Any]:
    """Return a text as a JSON object, the members of which may be anything. Raises Unusable: it is none, or more than
    any accounts hold."""
    raw = parse(text)
    if not isinstance(raw, dict):
        refuse_json("这里不是一组数据{…}", "检查是不是选错了文件")
    return raw


def read_exact_number(digits: str) -> Decimal:
    """Return the number that digits write; one with an exponent beyond all bounds becomes one that is refused
    later.

    So it is told with its place, and together with every other problem.
    """
    try:
        return Decimal(digits)
    except ArithmeticError:
        mantissa, _, exponent = digits.lower().partition("e")
        sign = "-" if mantissa.startswith("-") else ""
        return (
            Decimal(f"{sign}1E{'-' if exponent.startswith('-') else '+'}999999")
            if Decimal(mantissa)
            else Decimal(0)
        )


def build_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return a JSON object; Repeated when it holds a name more than once."""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    counts = Counter(name for name, _ in pairs)
    return Repeated(found, [name for name, count in counts.items() if count > 1])


def refuse_json(what: str, hint: str, line: int | None = None) -> NoReturn:
    """Raise Unusable with that one problem of the file."""
    raise Unusable([Problem("", what, hint, line=line)])
