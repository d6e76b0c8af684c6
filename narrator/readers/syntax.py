"""What is wrong with a text that is no JSON, told to someone who does not know JSON. Used by the JSON reader."""

from __future__ import annotations

import re
from json import JSONDecodeError

from narrator.problem import Problem

FULL_WIDTH = re.compile("[“”‘’、。「」\uff01-\uff5e]")
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xa0\u2000-\u200f\u2028\u2029\u3000\ufeff]")


def explain(error: JSONDecodeError) -> Problem:
    """Return what is wrong at the place of an error, and what to do, in Chinese."""
    text, position, message = error.doc, error.pos, error.msg
    rest = text[position : position + 1]
    last = len(text[:position].rstrip()) - 1  # what stands before, spaces left out
    before = text[last] if last >= 0 else ""

    def at(position: int, what: str, hint: str) -> Problem:
        column = position - text.rfind("\n", 0, position)
        return Problem("", f"第{column}个字符处{what}", hint, line=text.count("\n", 0, position) + 1)

    if not text.strip():
        return Problem("", "文件是空的", "检查是不是选错了文件")
    if message.startswith("Invalid control character"):
        if rest in "\r\n":
            return at(
                position, "的文字里换了行，或者少了结尾的引号", "补上引号；一段文字写在一行里，分段的写成列表"
            )
        if rest == "\t":
            return at(position, "的文字里有制表符", "换成空格")
        return at(
            position, f"的文字里有一个看不见的控制字符（U+{ord(rest):04X}）", "删掉这个字符，重新输入这几个字"
        )
    if message.startswith("Invalid \\"):
        return at(position, "的反斜杠“\\”后面写得不对", "把反斜杠写成两个：\\\\")
    if message.startswith("Unterminated string"):
        return at(position, "开始的文字没有结尾的引号", "补上结尾的引号，再看文件是不是完整")
    if rest == "":
        line = text.count("\n") + 1
        return Problem("", "文件到这里就断了", "补上缺少的括号，或者重新复制完整的文件", line=line)
    if FULL_WIDTH.match(rest):
        return at(position, f"是全角的“{rest}”", "换成半角的（英文输入法）")
    if INVISIBLE.match(rest):
        return at(
            position, f"有一个特殊的空格或看不见的字符（U+{ord(rest):04X}）", "删掉它，要空格就重新输入"
        )
    if rest in "/#":
        return at(position, "像是注释，JSON里不能写注释", "删掉注释")
    if rest == "'":
        return at(position, "是单引号", "换成双引号")
    if message.startswith("Illegal trailing comma") or (before == "," and rest in ",}]"):
        return at(position if rest == "," else last, "多了一个逗号", "删掉它")
    if before == "," and rest.isdigit() and message.startswith("Expecting property name"):
        return at(last, "的逗号像是千分位", "删掉数里的逗号")
    if before.isdigit() and message == "Expecting ',' delimiter":
        if rest in "元万亿千百%":
            return at(position, f"的“{rest}”写在了数的后面", "去掉单位")
        if rest.isdigit() and last == position - 1:
            return at(last, "的数以0开头", "去掉数前面多余的0")
    match message:
        case "Expecting ',' delimiter":
            if "\n" in text[last:position]:
                return at(last, "后面少了逗号", "补上逗号")
            return at(position, "前面少了逗号或括号", "检查上一项的末尾；文字里面的引号要用“”")
        case "Expecting ':' delimiter":
            return at(position, "少了冒号", "在名称和值之间写半角的冒号；再看名称两边是不是都是半角的双引号")
        case "Expecting property name enclosed in double quotes":
            return at(position, "应当是加双引号的名称", "给名称两边加双引号")
        case "Expecting value" if rest in ",]}":
            return at(position, "前面少了一个值", "补上值，没有发生的金额填0")
        case "Expecting value":
            return at(position, "的值写得不对", "给文字两边加双引号；数只写数字，例如0.5")
        case "Extra data":
            return at(position, "之前数据就已经结束，后面多出了内容", "检查前面的括号是不是合上得太早")
        case _:
            return at(position, "不是正确的JSON写法", "检查引号、逗号和括号")
