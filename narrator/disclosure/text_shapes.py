"""The shapes of texts in data.json: names on one line, and prose in paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from narrator.disclosure.clean_text import FULL_WIDTH, ODD, SOFT_HYPHEN, clean_text, tell_codes
from narrator.disclosure.shape import ABSENT, DataReading, Shape
from narrator.disclosure.value import Words
from narrator.disclosure.written_date import read_date
from narrator.problem import excerpt
from narrator.regex import compile_later

# Characters that XML 1.0 can not hold; a document with one of them would not open.
UNPRINTABLE = compile_later("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What is said of odd characters, by kind: soft hyphens, full-width letters, what looks like another character.
ODD_KINDS = (
    ("有看不见的软连字符{}，已经去掉", "核对；在数据里也可以删掉"),
    ("有全角的字母或数字{}，按半角的印", "核对；在数据里也可以改成半角的"),
    ("有样子像、其实是别的字的字符{}，多半是从PDF粘贴来的，按通常的字印", "核对；在数据里也可以重新输入"),
)
# In prose somebody may mean it: it is where a word may be broken.
SOFT = ("有看不见的软连字符{}，照原样印", "不是有意的就在数据里删掉")
UNTOLD = ("有认不出来的字符{}，照原样印，别人的电脑上可能是空格或方框", "在数据里重新输入这个字")
# In a name these, too, that nobody sees: they would make two equal names differ.
UNSEEN = compile_later(f"{UNPRINTABLE.pattern[:-1]}\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff]")


@lru_cache(maxsize=4096)  # most names stand in several tables, and in the data of others
def plain_name(raw: str) -> str:
    """Return a name without blanks around it; "" when there is something odd in it."""
    text = raw.strip()
    return text if text.isprintable() and not ODD.search(text) else ""


@dataclass(frozen=True)
class NameShape(Shape):
    """A name or another short text on one line; not empty.

    choices: the only names allowed here, when there are such. default: the one that it is when nobody has chosen; "" for
    none.
    """

    choices: tuple[str, ...] = ()
    default: str = ""

    def read(self, raw: object, path: str, reading: DataReading) -> Words:
        """Return a text on one line, without blanks around it and without odd characters; "" when it is none.

        See `Shape.read`.
        """
        if raw is ABSENT:
            if self.required:
                self.tell_missing(path, reading)
            return Words(self.default, path, "名称", False, self.choices)
        if type(raw) is str and not self.choices and (name := plain_name(raw)):
            return Words(name, path)  # as nearly all are
        if not isinstance(raw, str):
            reading.kind_problem(path, raw, "文字", "填文字，两边加引号")
            return Words("", path)
        text = raw.strip()
        if ODD.search(text):
            text = cleaned(text, path, reading).strip()
        if text and not self.choices and text.isprintable():
            return Words(text, path)
        if not text and self.required:
            reading.problem(path, f"这里是空的{self.note}", "填上文字")
        elif not text.isprintable() and ("\n" in text or "\r" in text or "\t" in text):
            reading.problem(path, f"“{excerpt(text)}”里有换行或制表符", "写在一行里")
        elif not text.isprintable() and (bad := UNSEEN.search(text)) is not None:
            unprintable_problem(path, text, bad, reading)
        elif self.choices and text not in self.choices:
            # No nearest one: whoever wrote 亿元 must not be told to write 元.
            reading.problem(
                path, f"“{excerpt(text)}”不在可选的范围内", f"从{'、'.join(self.choices)}中选一个"
            )
        return Words(text, path, choices=self.choices)

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of a short text, or of a choice among several."""
        schema: dict[str, object] = {"type": "string"}
        if self.choices:
            schema["enum"] = list(self.choices)
        if self.default:
            schema["default"] = self.default
        if self.required:
            schema["minLength"] = 1
        return schema


@dataclass(frozen=True)
class DateShape(NameShape):
    """A month, or a day, however it is written; it prints in digits (2023年8月), or in words (二〇二三年八月)."""

    yearly: ClassVar[bool] = True
    in_words: bool = False

    def read(self, raw: object, path: str, reading: DataReading) -> Words:
        """Return a month or a day in the way in which the report prints it; as it stands when it is none.

        See `Shape.read`.
        """
        words = super().read(raw, path, reading)
        if not words:
            return words
        found = read_date(words.text)
        if found is None:
            reading.problem(
                path, f"“{excerpt(words.text)}”不是年月", "写成2024年8月、2024-08或者2024年8月15日"
            )
            return words
        return Words(found.in_words() if self.in_words else found.in_digits(), path)


@dataclass(frozen=True)
class ProseShape(Shape):
    """A text of one or more paragraphs: a string, or a list of strings with one paragraph each."""

    def read(self, raw: object, path: str, reading: DataReading) -> Words:
        """Return a text with a line for each paragraph that says something; "" when there is none. See `Shape.read`."""
        if raw is ABSENT:
            if self.required:
                self.tell_missing(path, reading)
            return Words("", path, "文字", False)
        if type(raw) is str and (text := raw.strip()) and raw.isprintable() and not ODD.search(raw):
            return Words(text, path, "文字")  # as most are
        parts = raw if isinstance(raw, list) else [raw]
        lines: list[str] = []
        for number, part in enumerate(parts, 1):
            here = f"{path}[{number}]" if isinstance(raw, list) else path
            if not isinstance(part, str):
                reading.kind_problem(here, part, "文字", "填文字，两边加引号")
                continue
            if ODD.search(part):
                pieces = part.split(SOFT_HYPHEN)
                if pieces[1:]:
                    reading.note(SOFT, here, tell_codes(SOFT_HYPHEN))
                part = SOFT_HYPHEN.join(cleaned(piece, here, reading) for piece in pieces)
            if part.isprintable():  # on one line, and nothing in it that is not seen
                lines.append(part.strip())
            elif (bad := UNPRINTABLE.search(part)) is not None:
                unprintable_problem(here, part, bad, reading)
            else:
                lines += [line.strip() for line in part.replace("\t", " ").splitlines()]
        text = "\n".join(line for line in lines if line)
        if self.required and not text and all(isinstance(part, str) for part in parts):
            reading.problem(path, f"这里是空的{self.note}", "填上文字")
        return Words(text, path, "文字", given=raw is not None)

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of a text, or of a list of paragraphs."""
        string: dict[str, object] = {"type": "string", **({"minLength": 1} if self.required else {})}
        items: dict[str, object] = {"type": "array", "items": {"type": "string"}}
        return {"anyOf": [string, {**items, **({"minItems": 1} if self.required else {})}]}


def cleaned(text: str, path: str, reading: DataReading) -> str:
    """Return a text with its odd characters replaced, and note which ones they were."""
    text, odd, unknown = clean_text(text)
    for char in odd:
        reading.note(ODD_KINDS[kind_of(char)], path, tell_codes(char))
    for char in unknown:
        reading.note(UNTOLD, path, tell_codes(char))
    return text


def kind_of(char: str) -> int:
    """Return the number of the kind of an odd character, see ODD_KINDS."""
    if char == SOFT_HYPHEN:
        return 0
    return 1 if FULL_WIDTH.match(char) else 2


def unprintable_problem(path: str, text: str, bad: re.Match[str], reading: DataReading) -> None:
    """Tell of a character that no document can hold, and what it stands behind."""
    before = text[max(0, bad.start() - 8) : bad.start()]
    place = f"“{excerpt(before)}”后面" if before else "开头"
    reading.problem(
        path,
        f"{place}有一个看不见的控制字符（U+{ord(bad.group()):04X}）",
        "删掉这个字符（多半是从别处粘贴来的），重新输入这几个字",
    )


@dataclass(frozen=True)
class YearlyProseShape(ProseShape):
    """A text that tells of this year alone."""

    yearly: ClassVar[bool] = True
