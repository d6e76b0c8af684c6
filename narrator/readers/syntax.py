"""What is wrong at one place of a text that is no JSON, told to someone who does not know JSON, and how to read on behind it.

`recovery` goes through a whole text with it.
"""

from __future__ import annotations

import re
import unicodedata
from json import JSONDecodeError
from typing import NamedTuple

FULL_WIDTH = re.compile("[“”‘’、。「」\u2212\uff01-\uff5e]")
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xa0\xad\u2000-\u200f\u2028\u2029\u3000\ufeff]")
QUOTES = "“”‘’「」"
OPENING = {"“": "”", "‘": "’", "「": "」"}
HALF = {**dict.fromkeys(QUOTES, '"'), "、": ",", "。": ",", "−": "-"}
WORD = re.compile(r"""[^\s,:\[\]{}"“”‘’]+""")  # what somebody wrote without quotes
NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]*)(?P<rest>\.[0-9]+)?")
DASH = re.compile(r"(?:[-/\\—–－]{1,4})(?=[\s,\]}]|\Z)")  # an empty cell, as tables have it
ZEROS = re.compile(r"0+(?=[0-9])")
UNIT = re.compile(r"""[^\s0-9,:\[\]{}"]+""")
NAMED = re.compile(r'"[^"\n]*" ?:|[\]}]')  # how a line begins that belongs to the next member, or ends one
NOTHING = "填上数；没有发生的金额填0，没有可比的数（上年决算数一类）填null"


MISSING, NAMELESS, ENDED = (
    "前面少了逗号或括号", "应当是加双引号的名称", "之前数据就已经结束，后面多出了内容",
)  # fmt: skip
# What belongs where a parser says that it expects something.
DELIMITERS = {"Expecting ',' delimiter": ",", "Expecting ':' delimiter": ":"}


class Mend(NamedTuple):
    """The characters of a text from `start` up to `end` are to be others."""

    start: int
    end: int
    text: str


Edits = tuple[Mend, ...]


class SyntaxMistake(NamedTuple):
    """Something that is wrong at a position of a text.

    what, hint: see `Problem`. edits: what was meant; () when that can not be told.
    """

    position: int
    what: str
    hint: str
    edits: Edits = ()


def explain_mistake(error: JSONDecodeError) -> SyntaxMistake:
    """Return what is wrong at the place of an error, in Chinese."""
    text, position, message = error.doc, error.pos, error.msg
    rest = text[position : position + 1]
    put: Edits = ()
    last = len(text[:position].rstrip()) - 1  # what stands before, spaces left out
    before = text[last] if last >= 0 else ""
    if message.startswith(("Invalid", "Unterminated")):
        return mistake_in_text(text, position, message)
    if rest == "":
        return SyntaxMistake(len(text), "文件到这里就断了", "补上缺少的括号，或者重新复制完整的文件")
    if before == '"' and (quote := odd_quote(text, last)) is not None:
        return wide_run(text, quote)
    if dash := message == "Expecting value" and DASH.match(text, position):
        put = (Mend(position, dash.end(), "null"),)
        return SyntaxMistake(position, f"只有“{dash.group()}”，没有数", NOTHING, put)
    if FULL_WIDTH.match(rest):
        return wide_run(text, position, DELIMITERS.get(message, ""))
    if INVISIBLE.match(rest):
        what = f"有一个特殊的空格或看不见的字符（U+{ord(rest):04X}）"
        return SyntaxMistake(position, what, "删掉它，要空格就重新输入", (Mend(position, position + 1, " "),))
    if rest in "/#":
        return SyntaxMistake(
            position, "像是注释，JSON里不能写注释", "删掉注释", remove_comment(text, position)
        )
    if rest == "'":
        end = text.find("'", position + 1)
        closed = 0 < end < line_end(text, position)
        put = (Mend(position, position + 1, '"'), Mend(end, end + 1, '"')) if closed else ()
        return SyntaxMistake(position, "是单引号", "换成双引号", put)
    if message.startswith("Illegal trailing comma") or (before == "," and rest in ",}]"):
        at = position if rest == "," else last
        return SyntaxMistake(at, "多了一个逗号", "删掉它", (Mend(at, at + 1, ""),))
    if before == "," and rest.isdigit() and message.startswith("Expecting property name"):
        return SyntaxMistake(last, "的逗号像是千分位", "删掉数里的逗号", (Mend(last, position, ""),))
    if before.isdigit() and message == "Expecting ',' delimiter":
        found = mistake_behind_number(text, position, last)
        if found is not None:
            return found
    return mistake_between(text, position, last, message)


def mistake_in_text(text: str, position: int, message: str) -> SyntaxMistake:
    """Return what is wrong within a text in quotes, or at its end."""
    rest = text[position : position + 1]
    if message.startswith("Unterminated string"):
        return SyntaxMistake(position, "开始的文字没有结尾的引号", "补上结尾的引号，再看文件是不是完整")
    if message.startswith("Invalid \\"):
        at = text.rfind("\\", 0, position + 1)  # where digits are wanted, the place told is behind it
        return SyntaxMistake(
            position, "的反斜杠“\\”后面写得不对", "把反斜杠写成两个：\\\\", (Mend(at, at + 1, "\\\\"),)
        )
    if rest in "\r\n":
        return mistake_at_line_end(text, position)
    if rest == "\t":
        return SyntaxMistake(position, "的文字里有制表符", "换成空格", (Mend(position, position + 1, " "),))
    what = f"的文字里有一个看不见的控制字符（U+{ord(rest):04X}）"
    return SyntaxMistake(
        position, what, "删掉这个字符，重新输入这几个字", (Mend(position, position + 1, ""),)
    )


def mistake_at_line_end(text: str, position: int) -> SyntaxMistake:
    """Return what is wrong where a line ends before the quotes of a text do."""
    begin = text.rfind('"', 0, position)
    inside = text[begin + 1 : position]
    end = begin + 1 + len(inside.rstrip())
    if text[end - 1 : end] == ",":
        end -= 1
    if text[end - 1 : end] in QUOTES and end - 1 > begin:
        return wide_run(text, end - 1)
    is_name = text[:begin].rstrip()[-1:] in ("{", ",")
    colon = re.search("[:：]", inside) if is_name else None
    follows = text[position:].lstrip()[:200]
    what = "的文字里换了行，或者少了结尾的引号"
    hint = "补上引号；一段文字写在一行里，分段的写成列表"
    if colon is not None:
        end = begin + 1 + colon.start()
        return SyntaxMistake(position, what, hint, (Mend(end, end, '"'),))
    if NAMED.match(follows):
        return SyntaxMistake(position, what, hint, (Mend(end, end, '"'),))
    breaks = len(text[position:]) - len(text[position:].lstrip("\r\n"))
    return SyntaxMistake(position, what, hint, (Mend(position, position + breaks, " "),))


def odd_quote(text: str, last: int) -> int | None:
    """Return where a full-width quotation mark or colon stands that was to end the text whose closing quote stands at
    `last`; None when there is none."""
    begin = text.rfind('"', text.rfind("\n", 0, last) + 1, last)
    inside = text[begin + 1 : last] if begin >= 0 else ""
    for number, char in enumerate(inside):
        behind = inside[number + 1 :].lstrip()
        if char in QUOTES and (behind[:1] in (",", ":", "，", "：") or (not behind and number)):
            return begin + 1 + number
    return None


def mistake_behind_number(text: str, position: int, last: int) -> SyntaxMistake | None:
    """Return what is wrong behind the digits of a number; None when that is nothing of the number's own."""
    rest = text[position]
    put: Edits = ()
    begin = last
    while begin > 0 and (text[begin - 1].isdigit() or text[begin - 1] in ".-"):
        begin -= 1
    written = text[begin : last + 1]
    if rest in "元万亿千百%" or (rest.isalpha() and last == position - 1):
        unit = UNIT.match(text, position)
        end = unit.end() if unit else position + 1
        put = (Mend(position, end, ""),)
        return SyntaxMistake(position, f"的“{rest}”写在了数的后面", "去掉单位", put)
    if rest == "." and last == position - 1:
        more = re.compile("[0-9.]*").match(text, position + 1)
        end = more.end() if more else position + 1
        put = (Mend(position, end, ""),)
        if "." in written:
            return SyntaxMistake(position, "的数有两个小数点", "留下一个", put)
        what = "的小数点后面没有数字" if end == position + 1 else "的小数点写得不对"
        return SyntaxMistake(position, what, f"补上小数；没有小数就删掉小数点，写成{written}", put)
    if rest.isdigit() and last == position - 1:
        zeros = ZEROS.match(text, begin + (text[begin] == "-"))
        put = (Mend(zeros.start(), zeros.end(), ""),) if zeros else ()
        return SyntaxMistake(last, "的数以0开头", "去掉数前面多余的0", put)
    if rest.isdigit() and "\n" not in text[last:position]:
        hint = "检查上一项的末尾；文字里面的引号要用“”"
        return SyntaxMistake(position, MISSING, hint, (Mend(last + 1, position, ""),))
    return None


def mistake_between(text: str, position: int, last: int, message: str) -> SyntaxMistake:
    """Return what is wrong between the names and values of a text. last: where what stands before ends."""
    rest = text[position]
    put: Edits = ()
    match message:
        case "Expecting ',' delimiter":
            if rest in "]}":
                put = (Mend(position, position, "}" if rest == "]" else "]"),)
                return SyntaxMistake(position, MISSING, "检查上一项的末尾；文字里面的引号要用“”", put)
            if "\n" in text[last:position]:
                return SyntaxMistake(last, "后面少了逗号", "补上逗号", (Mend(last + 1, last + 1, ","),))
            put = (Mend(last + 1, last + 1, ","),) if rest == '"' and last < position - 1 else ()
            return SyntaxMistake(position, MISSING, "检查上一项的末尾；文字里面的引号要用“”", put)
        case "Expecting ':' delimiter":
            hint = "在名称和值之间写半角的冒号；再看名称两边是不是都是半角的双引号"
            begin = text.rfind('"', text.rfind("\n", 0, last) + 1, last)
            if text[last] == '"' and text[begin + 1 : last].rstrip()[-1:] in (":", "：") and begin >= 0:
                colon = begin + len(text[begin:last].rstrip()) - 1
                put = (Mend(colon, colon + 1, '":'),)
                return SyntaxMistake(colon, "前面少了名称结尾的引号", "给名称两边加双引号", put)
            put = (Mend(position, position + 1, ":"),) if rest in "=;" else ()
            return SyntaxMistake(position, "少了冒号", hint, put)
        case "Expecting property name enclosed in double quotes":
            return SyntaxMistake(position, NAMELESS, "给名称两边加双引号", quote_word(text, position, ":"))
        case "Expecting value" if rest in ",]}":
            put = (Mend(position, position, "null"),)
            return SyntaxMistake(position, "前面少了一个值", "补上值，没有发生的金额填0", put)
        case "Expecting value":
            return mistake_in_value(text, position)
        case "Extra data":
            what, hint = ENDED, "检查前面的括号是不是合上得太早"
            if rest in "]}":
                return SyntaxMistake(position, what, hint, (Mend(position, position + 1, ""),))
            closed = max(text.rfind("}", 0, position), text.rfind("]", 0, position))
            return SyntaxMistake(position, what, hint, (Mend(closed, closed + 1, ""),) if closed > 0 else ())
        case _:
            return SyntaxMistake(position, "不是正确的JSON写法", "检查引号、逗号和括号")


def mistake_in_value(text: str, position: int) -> SyntaxMistake:
    """Return what is wrong with a value that is no text, no number, and nothing else that JSON knows."""
    number = NUMBER.match(text, position)
    if number and (number["whole"] or number["rest"]):
        sign, whole, rest = number["sign"], number["whole"].lstrip("0") or "0", number["rest"] or ""
        meant = f"{sign.removeprefix('+')}{whole}{rest}"
        what = "的数前面多了“+”" if sign == "+" else "的小数点前面没有数字"
        return SyntaxMistake(position, what, f"写成{meant}", (Mend(position, number.end(), meant),))
    hint = "给文字两边加双引号；数只写数字，例如0.5"
    return SyntaxMistake(position, "的值写得不对", hint, quote_word(text, position, ",]}"))


def wide_run(text: str, position: int, wanted: str = "") -> SyntaxMistake:
    """Return that the character at a position is a full-width one, with those of its kind that follow in the line.

    wanted: what belongs there, a comma or a colon; "" when that is not known.
    """
    char = text[position]
    put: Edits = ()
    if char in OPENING:
        closing = text.find(OPENING[char], position, line_end(text, position))
        if closing > 0:
            put = (Mend(position, position + 1, '"'), Mend(closing, closing + 1, '"'))
    elif wanted and not char.isalnum() and char not in QUOTES:
        put = (Mend(position, position + 1, wanted),)
    else:
        end = position + 1
        while char not in QUOTES and FULL_WIDTH.match(text, end) and text[end] not in QUOTES:
            end += 1
        put = tuple(Mend(at, at + 1, as_half_width(text[at])) for at in range(position, end))
    return SyntaxMistake(position, f"是全角的“{char}”", "换成半角的（英文输入法）", put)


def as_half_width(char: str) -> str:
    """Return what a full-width character is in JSON."""
    return HALF.get(char, unicodedata.normalize("NFKC", char))


def quote_word(text: str, position: int, behind: str) -> Edits:
    """Return the edits that put quotes around the word at a position; none when there is no word, or one of the
    characters `behind` does not follow it."""
    word = WORD.match(text, position)
    if word is None or text[word.end() : word.end() + 100].lstrip()[:1] not in behind:
        return ()
    return Mend(position, position, '"'), Mend(word.end(), word.end(), '"')


def remove_comment(text: str, position: int) -> Edits:
    """Return the edit that takes a comment away; none when it holds what looks like data, or is none."""
    end = text.find("*/", position) + 2 if text.startswith("/*", position) else line_end(text, position)
    is_whole = not text[text.rfind("\n", 0, position) + 1 : position].strip()
    if end < position or not (text[position] == "#" or text[position + 1 : position + 2] in ("/", "*")):
        return ()
    return (Mend(position, end, ""),) if is_whole or '"' not in text[position:end] else ()


def line_end(text: str, position: int) -> int:
    """Return where the line of a position ends."""
    end = text.find("\n", position)
    return len(text) if end < 0 else end
