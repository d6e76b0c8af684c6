"""TOML files that people write by hand: read, with every mistake told in Chinese, and where each entry stands."""

from __future__ import annotations

import os
import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from narrator.bounds import LARGEST_SHEET, read_text
from narrator.problem import Problem, Unusable
from narrator.regex import compile_later

# What tomllib says of a mistake, and the same in Chinese: what, and what to do; {} is what it quotes.
MISTAKES = (
    (r"Cannot declare \((.+)\) twice", "[{}]这张表写了两次", "把两处合成一处，或者删掉一处"),
    (r"Cannot overwrite a value|Duplicate inline", "这个名称前面已经写过了", "留下一处"),
    (r"Cannot (?:mutate|redefine)", "这张表前面已经写完了，不能在这里再加", "移到前面那张表里"),
    (r"Exceeds the limit", "数太长", "改成短一些的数"),
    (r"Expected '=' after a key", "名称后面少了等号", "写成 名称 = 值"),
    (r"Expected '\]", "方括号没有成对", "补上“]”"),
    (r"Expected newline", "一行里写了两项，或者值的后面多了东西", "一行写一项；给文字两边加上引号"),
    (r"Unclosed array", "列表少了右方括号，或者两项之间少了逗号", "补上“]”或者“,”"),
    (r"Unclosed inline table", "花括号没有成对，或者两项之间少了逗号", "补上“}}”或者“,”"),
    (r"Unterminated string|Expected \"|character '\\n'", "引号没有成对", "补上引号；几行的文字用三个引号"),
    (r"Illegal character|Found invalid character", "这里有看不见的控制字符", "删掉它"),
    (r"Unescaped|hex value|Unicode scalar", "双引号里的反斜杠“\\”有别的意思", "改用单引号，或者写两个“\\”"),
    (r"Invalid date", "这里像日期又不是日期", "写成文字，两边加引号"),
    (
        r"Invalid initial character|Invalid statement",
        "这里应当是名称",
        "给名称两边加上英文的引号，后面写等号",
    ),
    (r"Invalid value", "等号后面的值写得不对", "给文字两边加上英文的引号；数和true、false不加"),
)
PART = r"""(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[^\s"'=\[\]{}.,#]+)"""
NAMES = compile_later(rf"{PART}(?:[ \t]*\.[ \t]*{PART})*")
TOKEN = compile_later(
    r'"""(?:\\.|[^\\])*?"""+|\'\'\'.*?\'\'\'+|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|\#[^\n]*|.', re.DOTALL
)
# What no string in quotation marks holds as it is, and how it is written there.
ESCAPES = {code: f"\\u{code:04X}" for code in (*range(9), *range(11, 32), 127)}
ESCAPES |= {ord('"'): '\\"', ord("\\"): "\\\\", ord("\n"): "\\n"}


def quote(text: str) -> str:
    """Return a text as TOML has it in quotation marks."""
    return f'"{text.translate(ESCAPES)}"'


def write_value(value: object) -> str:
    """Return a value as TOML has it: a truth value, a text, a number, or a list of them."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return quote(value)
        case list():
            return f"[{', '.join(map(write_value, value))}]"
        case _:
            return str(value)


def read(text: str, file: str) -> dict[str, object]:
    """Return the data of a TOML text. The file is named in what is told.

    Raises Unusable with the line of the mistake, in Chinese, when the text is no TOML.
    """
    try:
        return tomllib.loads(text)
    except RecursionError:
        problem = Problem("", "不是正确的TOML写法（括号套得太深）", "去掉多余的括号", file=file, line=1)
    except ValueError as error:  # TOMLDecodeError, or a number too long
        what, hint = explain_message(str(error))
        problem = Problem(
            "", f"不是正确的TOML写法（{what}）", hint, file=file, line=line_of(str(error), text)
        )
    raise Unusable([problem])


def refuse_outside(path: Path, folder: Path) -> None:
    """Raise Unusable when a file leads out of the form's folder."""
    if not os.path.realpath(path).startswith(os.path.join(os.path.realpath(folder), "")):
        hint = "把文件复制到格式的文件夹里，不要用链接"
        raise Unusable([Problem("", "这个文件不在格式的文件夹里", hint, file=str(path))])


def read_within(path: Path, folder: Path) -> tuple[dict[str, object], str]:
    """Return the data and the text of a TOML file of the form in that folder. Raises Unusable."""
    refuse_outside(path, folder)
    source = read_text(path, LARGEST_SHEET, "格式文件")
    return read(source, str(path)), source


def explain_message(message: str) -> tuple[str, str]:
    """Return what a message of tomllib says, in Chinese, and what to do about it."""
    for pattern, what, hint in MISTAKES:
        if found := re.search(pattern, message):
            names = "".join(found.groups()).replace("'", '"').replace(", ", ".").strip(",")
            return what.format(names), hint.format()
    return "检查引号、等号和方括号", "改正写法"


def line_of(message: str, text: str) -> int:
    """Return the line that a message of tomllib names; without one, the last line of the text that says
    something.
    """
    found = re.search(r"at line (\d+)", message)
    return int(found.group(1)) if found else text.rstrip().count("\n") + 1


def lay_over(base: Mapping[str, object], own: Mapping[str, object]) -> dict[str, object]:
    """Return the entries of a TOML file laid over those of another, table by table."""
    merged = dict(base)
    for key, value in own.items():
        under = base.get(key)
        both = isinstance(under, Mapping) and isinstance(value, Mapping)
        merged[key] = lay_over(under, value) if both else value  # type: ignore[arg-type]
    return merged


def line_numbers_of(text: str) -> Mapping[str, int]:
    """Return where the tables and entries of a correct text stand: their names joined by dots, and the line
    (from 1) of the first that bears them.
    """
    found: dict[str, int] = {}
    ends = [at for at, char in enumerate(text) if char == "\n"]
    table = ""
    for at, header, name in statements(text):
        table = name if header else table
        path = name if header or not table else f"{table}.{name}"
        found.setdefault(path, bisect_right(ends, at - 1) + 1)
    return found


def statements(text: str) -> Iterator[tuple[int, bool, str]]:
    """Return the tables and entries of a text in order: the character where each begins, whether it is a
    table, and its names joined by dots.
    """
    at, depth, fresh = 0, 0, True
    while at < len(text):
        if fresh and text[at] not in " \t\r\n#":
            header = text[at] == "["
            begin = re.compile(r"\[*[ \t]*").match(text, at)
            names = NAMES.match(text, begin.end() if begin else at)
            if names:
                yield at, header, ".".join(map(unquote, re.findall(PART, names.group())))
                at = names.end()
                depth = (begin.group().count("[") if begin else 0) if header else 0
            fresh = False
        token = TOKEN.match(text, at)
        if token is None:  # there is one, for any character
            return
        at = token.end()
        depth += (token.group() in ("[", "{")) - (token.group() in ("]", "}"))
        fresh = fresh or (token.group() == "\n" and depth <= 0)


def unquote(name: str) -> str:
    """Return a name without its quotation marks."""
    if name[0] not in "\"'":
        return name
    return name[1:-1] if name[0] == "'" else str(tomllib.loads(f"a = {name}")["a"])


def with_lines(problems: Iterable[Problem], text: str, file: str) -> list[Problem]:
    """Return the problems of a file, each with the file and the line of its place, or of the nearest place
    around it.
    """
    told = [*problems]
    where = line_numbers_of(text) if told else {}  # most files have none
    return [
        problem if problem.line else problem._replace(file=file, line=nearest_line(problem.where, where))
        for problem in told
    ]


def nearest_line(path: str, where: Mapping[str, int]) -> int:
    """Return the line of a path, or of the nearest thing that it is in; 1 when none is known."""
    while path and path not in where:
        path = path.rpartition(".")[0]
    return where.get(path, 1)
