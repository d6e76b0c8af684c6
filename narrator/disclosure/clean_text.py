"""The one place where characters that only look like others become those: what people paste from a PDF or a web page.

Only what can mean one thing is replaced, and whoever reads says so. What can not be told is left, and told with its
code point.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from narrator.numerals import read_numeral
from narrator.regex import compile_later

# Characters that are not what they look like: soft hyphens, combining marks, radicals, compatibility ideographs,
# full-width letters and digits; those of no meaning that others share (private use, the mark of what was unreadable).
ODD_RANGES = (
    "\u00ad\u0300-\u036f\u2e80-\u2fdf\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0002f800-\U0002fa1f"
    "\ue000-\uf8ff\ufffd"
)
ODD = compile_later(f"[{ODD_RANGES}]")
SOFT_HYPHEN = "\u00ad"
# What nobody sees and no word has: where a line may be broken, and where not. They come with what is copied from web pages.
UNSEEN = f"{SOFT_HYPHEN}\u200b\u200c\u200d\u2060\ufeff"
WITHOUT_UNSEEN = dict.fromkeys(map(ord, UNSEEN))
# Radicals of Unicode's CJK Radicals Supplement that are written like a letter, and have no decomposition; from its
# EquivalentUnifiedIdeograph.txt.
RADICALS = str.maketrans(
    dict(
        zip(
            "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⺟",
            "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟母",
            strict=True,
        )
    )
)
FULL_WIDTH = compile_later("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
UNKNOWN = compile_later("[\u2e80-\u2fdf\ue000-\uf8ff\ufffd]")  # that are left when all is replaced
KANGXI = compile_later("[\u2f00-\u2fdf]")
# Marks with the letter before them, and compatibility ideographs: what has one letter. Other letters are left as they are,
# though Unicode would take some of them apart.
COMPOSED = compile_later("[^\u0300-\u036f]?[\u0300-\u036f]+|[\uf900-\ufaff\U0002f800-\U0002fa1f]")
NUMBERS = (
    compile_later("[（(]([一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)][ \u3000]?"),
    compile_later("([一二三四五六七八九十]{1,3})、"),
    compile_later("([0-9]{1,2})[.．、](?![0-9])[ \u3000]?"),
)


class Cleaned(NamedTuple):
    """A text with its odd characters replaced. odd: those that were, each once. unknown: those that nobody can tell."""

    text: str
    odd: str
    unknown: str


def clean(text: str) -> str:
    """Return a text in which every character is the one that it looks like, as far as only one can be meant."""
    return clean_text(text).text if ODD.search(text) else text


def take_out_unseen(text: str) -> str:
    """Return a text as it looks: without the characters that nobody sees."""
    return text if text.isprintable() else text.translate(WITHOUT_UNSEEN)


def clean_text(text: str) -> Cleaned:
    """Return a text like `clean`, with what was odd in it."""
    made = KANGXI.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text.translate(RADICALS))
    made = FULL_WIDTH.sub(lambda found: chr(ord(found[0]) - 0xFEE0), made.replace(SOFT_HYPHEN, ""))
    made = COMPOSED.sub(lambda found: unicodedata.normalize("NFC", found[0]), made)
    left = set(made)
    odd = "".join(dict.fromkeys(char for char in ODD.findall(text) if char not in left))
    return Cleaned(made, odd, "".join(dict.fromkeys(UNKNOWN.findall(made))))


def tell_codes(chars: str) -> str:
    """Return characters for a message, each with its code point: “⾏”（U+2F8F）."""
    shown = (f"“{char}”" if char.isprintable() and not unicodedata.combining(char) else "" for char in chars)
    return "、".join(f"{one}（U+{ord(char):04X}）" for one, char in zip(shown, chars, strict=True))


def strip_numbers(items: Sequence[str]) -> list[str] | None:
    """Return the items of a list without the numbers （一）、（二）… that they begin with; None when they do not count
    from one, each by one."""
    for pattern in NUMBERS:
        found = [pattern.match(item) for item in items]
        numbers = [read_numeral(match[1]) if match else 0 for match in found]
        if items and numbers == list(range(1, len(items) + 1)):
            return [item[match.end() :].strip() for item, match in zip(items, found, strict=True) if match]
    return None


def leading_number(item: str) -> str:
    """Return the number that an item begins with; "" when it begins with none."""
    found = next(filter(None, (pattern.match(item) for pattern in NUMBERS)), None)
    return found[0].strip() if found else ""
