"""Joining what a person wrote into a sentence, so that it reads right however it was typed.

Nothing inside a text is ever changed: only its ends are, where it meets the sentence around it.
"""

from __future__ import annotations

import re
import unicodedata

# What a writer puts in front of a reason that the sentence has said already.
LEAD = re.compile(
    r"^(?:其中?)?的?(?:主要|变动|差异|增减)*原因(?:主要)?"
    r"(?:(?:是|为|系|在于)(?:由于|因为)?|由于|因为|有(?=\s*[：:])|如下(?=\s*[：:，,。])|(?=\s*[：:，,]))"
    r"|^(?:主要)?有(?:以下|如下|下列)[一二三四五六七八九十两几]*[个点种方面]*的?(?:主要)?原因(?=\s*[：:])"
    r"|^主要(?:是|为|系|在于|因(?!素))(?:由于|因为)?"
    r"|^(?:由于|因为)"
    r"|^是(?![是否非日])(?:由于|因为)?"
)
# And what the sentence has said before that: 支出减少的主要原因是…
RESTATED = re.compile(
    r"^(?:与[^，。；：]{1,8}相比，?)?(?:(?:决算|预算|收入|支出|收支|经费|费用)*数?(?:存在差异|增加|减少|增长|上升|下降|降低|增减|变动|变化|不同)的)?"
    r"(?=(?:主要)?原因(?:是|为|系|在于|[：:]))"
)
SPACE = " \t\n\r\xa0\u3000\u200b\ufeff"
TAIL = f"。．.！!？?；;，,、：:…~～{SPACE}"
QUOTES = f"“”\"'‘’「」『』()（）[]【】《》{SPACE}"
# Marks that end a sentence inside the quotes or brackets which a text ends with.
QUOTED_END = re.compile(r"[。．；;，,、：:]+([”’」』）)】》]+)$")
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
ENDS = "。！？…!?"
MORE = "原因|因素|支出|费用|方面"  # what one writes behind 等 when the sentence says it anyway
# Words that end in 等 without meaning "and so on".
EQUAL = (
    *("平等", "同等", "相等", "不等", "均等", "对等", "中等", "高等", "初等", "上等", "下等", "优等"),
    *("劣等", "特等", "头等", "一等", "二等", "三等", "何等", "此等"),
)


def given(text: str) -> bool:
    """Return whether a text says anything: 无, “无”。, 没有, /, —, 等等 and 《》 do not."""
    bare = without_lead(f"{text.strip(TAIL + QUOTES)}：").strip(TAIL + QUOTES)
    return unicodedata.normalize("NFKC", bare).casefold() not in NOTHING and any(
        unicodedata.category(char).startswith(SAYING) for char in bare.strip("等")
    )


def inline(text: str, before: str, after: str) -> str:
    """Return a text as it stands inside a sentence, between the words before and after it.

    Its lines are joined, a 主要原因是 in front goes when the words before say so already, punctuation at its end
    goes, and so does its 等 when the words after begin with 等.
    """
    stripped = bared(one_line(text))
    if re.search("原因|主要是", before):
        stripped = without_lead(stripped) or stripped
    said = re.search(r"主要(?:包括|用于|是)$", before)
    if said and stripped.startswith(said.group()):
        stripped = bared(stripped.removeprefix(said.group())) or stripped
    return without_more(stripped, after)


def one_line(text: str) -> str:
    """Return the lines of a text in one; where neither of two has a mark, a semicolon comes between them."""
    joined = ""
    for line in filter(None, (line.strip(SPACE) for line in text.splitlines())):
        if not joined or joined[-1] in TAIL:
            joined += line.lstrip(TAIL) if joined else line
        else:
            joined += line if line[0] in TAIL else f"；{line}"
    return joined


def bared(text: str) -> str:
    """Return a text without the marks at its ends, those inside a closing quote too; the point of .5 is no
    mark.
    """
    text = QUOTED_END.sub(r"\1", text.rstrip(TAIL))
    bare = text.lstrip(TAIL)
    return (
        text[len(text) - len(bare) - 1 :]
        if re.search(r"[.．]$", text[: -len(bare)]) and bare[0].isdecimal()
        else bare
    )


def without_lead(text: str) -> str:
    """Return a text without every 主要原因是 in front of it; "" when it is nothing else.

    支出减少的主要原因是 goes as well, unless other causes follow whose subjects it sets apart.
    """
    if text.count("原因") == 1:
        text = RESTATED.sub("", text)
    while found := LEAD.match(text):
        text = bared(text[found.end() :])
    return text


def without_more(text: str, after: str) -> str:
    """Return a text without its 等, 等等, 等原因 or 收入等 at the end, where the words after it say that; the 等 of 不平等
    stays.
    """
    follows = re.match(r"([^，。；、：…]{0,4}?)等([^，。；、：]*)", after)
    if not follows:
        return text
    kind, things = follows.groups()
    text = without_and_so_on(text, things)
    bare = text.removesuffix(kind).rstrip(TAIL)
    return without_and_so_on(bare, things) if bare else text


def without_and_so_on(text: str, things: str) -> str:
    """Return a text without the 等 at its end, with or without the things that follow it."""
    found = re.search(f"(等+)(?:{re.escape(things)}|{MORE})?$", text)
    if not found:
        return text
    end = found.start(1)
    if text[: end + 1].endswith(EQUAL):
        if len(found.group(1)) == 1:
            return text
        end += 1
    return text[:end].rstrip(TAIL) or text


def closed(text: str) -> tuple[str, str]:
    """Return a text as a paragraph of its own, and the full stop that it still needs: 。 or "".

    A comma, a colon or a half-width full stop at its end is not how a paragraph ends, and a mark at its
    beginning not how one begins.
    """
    body = re.sub(r"^(?:[，。；：、！？,;:!?\s]|[.．](?!\d))+", "", text).rstrip(f"，、：,:.．{SPACE}")
    return body, ending(body)


def ending(text: str) -> str:
    """Return the full stop that a text still needs at its end: 。 or ""."""
    return "" if not text or text.rstrip("”’」』）)\"' ")[-1:] in tuple(ENDS + "；;") else "。"
