"""Joining what a person wrote into a sentence, so that it reads right however it was typed.

Nothing inside a text is ever changed: only its ends are, where it meets the sentence around it.
"""

from __future__ import annotations

import re
import unicodedata

from narrator.phrases.text_ends import (
    SPACE,
    TAIL,
    without_beginning,
    without_end_marks,
    without_ending,
    without_front_marks,
    without_lead,
)
from narrator.regex import compile_later

QUOTES = f"“”\"'‘’「」『』()（）[]【】《》{SPACE}"
NOTHING = frozenset(
    (
        *(
            "无",
            "没有",
            "暂无",
            "无原因",
            "没有原因",
            "无差异",
            "无变动",
            "无变化",
            "无增减变化",
            "不适用",
            "略",
            "空",
        ),
        *("待定", "待填", "待填写", "待补充", "同上", "见上", "n/a", "na", "null", "none"),
    )
)
# Letters, digits, signs; and rare characters that fonts put where Unicode has none, or has had none so far.
SAYING = ("L", "N", "S", "Co", "Cn")
LONGEST_NOTHING = max(
    map(len, NOTHING)
)  # no character is lost where those of another width are made usual ones
ENDS = (*"。！？…!?；;",)
FRONT = compile_later(r"^(?:[，。；：、！？,;:!?\s]|[.．](?!\d))+")


# What a reason says when it accounts for figures that are the same, or for a figure that has none beside it.
EQUAL = "不变|一致|相同|相等|持平|一样"
CHANGE = compile_later(
    "增加|减少|增长|下降|降低|上升|提高|新增|追加|压减|压缩|超支|变动(?!不大)|变化(?!不大)|调整|差异"
)
NEAR = 9  # letters before a change in which it may be negated
NEGATED = compile_later("(?:无|没有|未|不)[^，。；、]{0,6}$")
SAME = compile_later(
    f"{EQUAL}|稳定|正常|固定|保持|延续|沿用|同上年|均为|不大"
    "|(?:按|照|依|据)[^，。；]{0,8}预算|预算执行|新(?:成立|设立?|组建|划入|增单位)|(?:首|当)年|首次"
)
NOTHING_THERE = compile_later("无(?!法|需|从|力)|没有|未|不")


def accounts_for_sameness(text: str, of_nothing: bool = False, asked: bool = False) -> bool:
    """Return whether a reason may account for figures that are the same, or that have no figure beside them:
    人员没有变动 does, 人员减少 does not.

    of_nothing: whether there was nothing in both years, or no figure beside the other; then 年末无结转结余 does, too.
    asked: whether the form asks for a reason there; then any does that tells of no change.
    """
    starts = (found.start() for found in CHANGE.finditer(text))
    changes = [NEGATED.search(text[max(at - NEAR, 0) : at]) is None for at in starts]
    if any(changes):
        return re.search(EQUAL, text) is not None
    return bool(
        asked
        or changes
        or SAME.search(text) is not None
        or (of_nothing and NOTHING_THERE.search(text) is not None)
    )


def says_anything(text: str) -> bool:
    """Return whether a text says anything: 无, “无”。, 没有, /, —, 等等 and 《》 do not."""
    bare = without_lead(f"{text.strip(TAIL + QUOTES)}：").strip(TAIL + QUOTES)
    if len(bare) <= LONGEST_NOTHING and unicodedata.normalize("NFKC", bare).casefold() in NOTHING:
        return False
    return any(unicodedata.category(char).startswith(SAYING) for char in bare.strip("等"))


def as_inside_sentence(text: str, before: str, after: str) -> str:
    """Return a text as it stands inside a sentence, between the words before and after it; "" when it says no more
    than they do.

    Its lines are joined, punctuation at its ends goes, and so does what the words before have said already
    (主要原因是) and those after say again (等).
    """
    return without_ending(without_said_before(without_end_marks(one_line(text)), before), before, after)


def without_said_before(text: str, before: str) -> str:
    """Return a text as it stands behind the words before it, without what they have said."""
    return without_beginning(without_front_marks(text), before)


def one_line(text: str) -> str:
    """Return the lines of a text in one; where neither of two has a mark, a semicolon comes between them."""
    joined = ""
    for line in filter(None, (line.strip(SPACE) for line in text.splitlines())):
        if not joined or joined[-1] in TAIL:
            joined += line.lstrip(TAIL) if joined else line
        else:
            joined += line if line[0] in TAIL else f"；{line}"
    return joined


def as_paragraph(text: str) -> tuple[str, str]:
    """Return a text as a paragraph of its own, and the full stop that it still needs: 。 or "".

    A comma, a colon or a half-width full stop at its end is not how a paragraph ends, and a mark at its
    beginning not how one begins.
    """
    body = FRONT.sub("", text).rstrip(f"，、：,:.．{SPACE}")
    return body, missing_stop(body)


def missing_stop(text: str) -> str:
    """Return the full stop that a text still needs at its end: 。 or ""."""
    return "" if not text or text.rstrip("”’」』）)\"' ")[-1:] in ENDS else "。"
