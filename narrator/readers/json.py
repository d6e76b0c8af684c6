"""Reads a JSON file with exact numbers: every number becomes a Decimal, none passes through a float."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

from narrator.disclosure.shape import Repeated
from narrator.problem import Problem, Unusable

LARGEST_FILE = 64 * 1024 * 1024  # bytes: a report of 3,000 rows has about 2 MB


def load(path: Path) -> tuple[object, str]:
    """The data in the JSON file PATH (objects with repeated keys as Repeated) and its text.

    Raises Unusable with a message for a clerk: no file, not UTF-8, no JSON and where.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            refuse("文件超过64MB，不像是决算数据", "检查是不是选错了文件")
        content = path.read_bytes()
    except FileNotFoundError:
        refuse("没有这个文件", "检查文件名和文件夹")
    except IsADirectoryError:
        refuse("这是文件夹，不是文件", "写出文件夹里数据文件的名称")
    except OSError as error:
        refuse(f"文件打不开（{error.strerror}）", "检查权限，或者关闭正在使用它的程序")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        refuse("文件不是UTF-8编码", "用记事本打开，另存为，编码选UTF-8", line)
    return parse(text), text


def parse(text: str) -> object:
    """TEXT as JSON. Raises Unusable."""
    try:
        return json.loads(
            text, parse_float=Decimal, parse_int=Decimal, parse_constant=Decimal, object_pairs_hook=members
        )
    except json.JSONDecodeError as error:
        refuse(*explain(error), error.lineno)
    except RecursionError:
        refuse("括号套得太深，不像是决算数据", "检查是不是选错了文件")
    except ArithmeticError:
        refuse("有一个数的指数太大", "检查数里有没有多余的e")


def members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Repeated(pairs)


def explain(error: json.JSONDecodeError) -> tuple[str, str]:
    """What is wrong at the place of ERROR, and what to do, in Chinese."""
    rest = error.doc[error.pos : error.pos + 1]
    place = f"第{error.colno}个字符处"
    if not error.doc.strip():
        return "文件是空的", "检查是不是选错了文件"
    if rest in ("“", "”", "‘", "’", "，", "：", "｛", "｝", "［", "］"):
        return f"{place}是全角的“{rest}”", "换成半角的（英文输入法）"
    if rest == "":
        return "文件到这里就断了", "补上结尾的引号或括号"
    match error.msg:
        case "Expecting ',' delimiter":
            return f"{place}前面少了逗号或括号", "检查上一项的末尾"
        case "Expecting ':' delimiter":
            return f"{place}少了冒号", "名称和值之间写冒号"
        case "Expecting property name enclosed in double quotes" | "Illegal trailing comma before end of object":
            return f"{place}要有加双引号的名称，或者上一项末尾多了逗号", "给名称加双引号，删掉最后一项后面的逗号"
        case "Expecting value" | "Illegal trailing comma before end of array":
            return f"{place}要有一个值，或者上一项末尾多了逗号", "补上值，文字加双引号，最后一项后面不写逗号"
        case "Invalid control character at":
            return f"{place}的文字里直接换了行", "一段写在一行里，分段写成列表"
        case "Extra data":
            return f"{place}后面多出内容", "检查括号是不是早早合上了"
        case _:
            return f"{place}不是正确的JSON写法（{error.msg}）", "检查引号、逗号和括号"


def refuse(what: str, hint: str, line: int | None = None) -> NoReturn:
    raise Unusable([Problem("", what, hint, line=line)])
