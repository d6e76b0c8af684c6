"""Where a writer's text meets the words around it: what it says at its ends that they have said, or will say.

主要用于｜主要是会议, 建立了｜各负其责的工作机制｜的预算绩效管理工作机制. One way for every text, whatever sentence it stands in.
"""

from __future__ import annotations

import re
from functools import lru_cache

from narrator.regex import compile_later

SPACE = " \t\n\r\xa0\u3000\u200b\ufeff"
TAIL = f"。．.！!？?；;，,、：:…~～{SPACE}"
# Marks that end a sentence inside the quotes or brackets which a text ends with.
CLOSING = "”’」』）)】》"
QUOTED_END = compile_later(rf"(?<![。．；;，,、：:])[。．；;，,、：:]+([{CLOSING}]+)$")
# What a writer puts in front of a reason that the sentence has said already.
COUNTED = "[一二三四五六七八九十两几多]+[个点种条项方面]*"
LEAD = compile_later(
    r"^(?:其中?|究其)?的?(?:主要|变动|差异|增减|具体|根本|直接)*原因(?:主要)?"
    r"(?:(?:是|为|系|在于)(?:由于|因为)?|由于|因为|有(?=\s*[：:])|如下(?=\s*[：:，,。])|(?=\s*[：:，,]))"
    rf"|^(?:主要|具体)?原因有(?:以下|如下|下列)?{COUNTED}(?=\s*[：:，,])"
    rf"|^(?:主要)?有(?:以下|如下|下列)?(?:{COUNTED})?的?(?:主要)?原因(?=\s*[：:])"
    rf"|^(?:主要)?有(?:以下|如下|下列)(?:{COUNTED})?(?=\s*[：:])"
    r"|^主要(?:是|为|系|在于|因(?!素))(?:由于|因为)?"
    r"|^(?:由于|因为)"
    r"|^是(?![是否非日])(?:由于|因为)?"
)
# And what the sentence has said before that: 支出减少的主要原因是…, 决算数小于预算数的原因是…
RESTATED = compile_later(
    r"^(?:与[^，。；：]{1,8}相比，?)?"
    r"(?:(?:决算|预算|收入|支出|收支|经费|费用)*数?(?:(?:大于|小于|高于|低于|多于|少于|超过|与)(?:年初|全年|上年)?(?:决算|预算)?数?)?"
    r"(?:存在差异|增加|减少|增长|上升|下降|降低|增减|变动|变化|不同)?的)?"
    r"(?=(?:主要)?原因(?:是|为|系|在于|[：:]))"
)
# What leads on to a text in the words before it, and what a text leads on to itself with.
LEADS = ("是", "为", "系", "包括", "用于", "有", "在于", "如下")
LEADING = compile_later(f"(?:主要)?(?:{'|'.join(LEADS)})$")
MAINLY = compile_later("原因|主要(?:是|为|系)")
USE = compile_later(r"^主要(?:是(?![否非])|为|系|包括|用于|有|在于)")
CAUSES = ("原因", "的缘故", "所致", "所造成", "所导致", "所引起")
CAUSED = compile_later(r"(?:(?<=等)原因|的(?:主要)?原因|的缘故|所(?:致|造成|导致|引起))$")
LINK = compile_later(
    "(?:主要)?(?:是(?![指否非])|为|系|包括|在于)[：:，,]?|(?:主要)?(?:有|如下)?[：:]|(?=是?指|反映)"
)
CLAUSE_ENDS = "，。；！？,;!?…\n"
CLAUSE = compile_later(f"[{CLAUSE_ENDS}]")
FIRST_CLAUSE = compile_later(rf"[^：:、（({CLAUSE_ENDS}]*")
AND_SO_ON = compile_later(r"([^，。；、：…]{0,4}?)等([^，。；、：]*)")
MORE = "原因|因素|支出|费用|方面"  # what one writes behind 等 when the sentence says it anyway
# Words that end in 等 without meaning "and so on".
EQUAL = (
    *("平等", "同等", "相等", "不等", "均等", "对等", "中等", "高等", "初等", "上等", "下等", "优等"),
    *("劣等", "特等", "头等", "一等", "二等", "三等", "何等", "此等"),
)


def without_end_marks(text: str) -> str:
    """Return a text without the marks at its ends, those inside a closing quote too."""
    text = text.rstrip(TAIL)
    return without_front_marks(QUOTED_END.sub(r"\1", text))


def without_front_marks(text: str) -> str:
    """Return a text without the marks at its beginning; the point of .5 is no mark."""
    bare = text.lstrip(TAIL)
    marks = text[: len(text) - len(bare)]
    return marks[-1] + bare if marks.endswith((".", "．")) and bare[:1].isdecimal() else bare


def without_beginning(text: str, before: str) -> str:
    """Return a text that begins with no mark without what it says first and the words before have said; "" when it
    says no more.
    """
    said = last_clause(before)
    bare = said.rstrip(f"：:{SPACE}")
    while text and said:
        was, text = text, without_front_marks(without_said(text, said, bare))
        if text == was:
            break
    return text


@lru_cache(maxsize=4)  # both ends of a text ask for that of the words before it
def last_clause(text: str) -> str:
    """Return what a text says behind the last mark that ends a clause."""
    return CLAUSE.split(text)[-1]


def without_said(text: str, said: str, bare: str) -> str:
    """Return a text without one thing that it says first, where the clause before it has said that. bare: the clause
    without its colon.
    """
    if MAINLY.search(said) and (shorter := without_lead(text)) != text:
        return shorter
    leading = LEADING.search(bare) if bare.endswith(LEADS) else None
    if (leading or bare.endswith("原因")) and (found := USE.match(text)):
        return text[found.end() :]
    if text[:2] not in bare:  # nothing of what follows begins so
        return text
    label = bare[: leading.start()] if leading else bare
    several = "原因" in bare and text.count("原因") > 1  # other causes follow, whose subjects it sets apart
    for length in range(min(len(bare), len(text)), 1, -1):
        word, noun = bare[-length:], label[-length:]
        if several:
            break
        if text.startswith(word) and word.isalpha() and (said == bare or LEADING.search(word)):
            return text[length:]  # the same word twice
        if len(noun) == length and text.startswith(noun) and (found := LINK.match(text, length)):
            return text[found.end() :]  # the label again
    return text


def without_lead(text: str) -> str:
    """Return a text without every 主要原因是 in front of it; "" when it is nothing else.

    支出减少的主要原因是 goes as well, unless other causes follow whose subjects it sets apart.
    """
    if text.count("原因") == 1:
        text = RESTATED.sub("", text)
    while found := LEAD.match(text):
        text = without_front_marks(text[found.end() :])
    return text


def without_ending(text: str, before: str, after: str) -> str:
    """Return a text without what it says last and the words after say again, or those before have said; "" when it
    says no more.
    """
    follows = FIRST_CLAUSE.findall(after)[0]
    caused = "原因" in last_clause(before) and not follows.startswith("等")
    while text:
        was = text
        text = without_more(text, after)
        if caused and text.endswith(CAUSES) and not text.removesuffix("原因").endswith(EQUAL):
            text = CAUSED.sub("", text)
        text = without_noun(text, follows).rstrip(TAIL)
        if text == was:
            break
    return text


def without_noun(text: str, follows: str) -> str:
    """Return a text without the words at its end with which the clause that follows begins; or, when that is 的 and a
    noun, without the noun's last words: 各负其责的工作机制｜的预算绩效管理工作机制. Of 等 `without_more` knows more.
    """
    if follows.startswith("等"):
        return text
    for length in range(min(len(text), len(follows)), 1, -1):
        if text.endswith(follows[:length]) and follows[:length].isalpha():
            return text[:-length]
        if follows.startswith("的") and text.endswith(follows[-length:]):
            return text[:-length].removesuffix("的")
    return text


def without_more(text: str, after: str) -> str:
    """Return a text without its 等, 等等, 等原因 or 收入等 at the end, where the words after it say that; the 等 of 不平等
    stays.
    """
    follows = AND_SO_ON.match(after) if "等" in after else None
    if not follows:
        return text
    kind, things = follows.groups()
    text = without_and_so_on(text, things)
    return without_and_so_on(text.removesuffix(kind).rstrip(TAIL), things)


def without_and_so_on(text: str, things: str) -> str:
    """Return a text without the 等 at its end, with or without the things that follow it."""
    found = re.search(f"(?<!等)(等+)(?:{re.escape(things)}|{MORE})?$", text)
    if not found:
        return text
    end = found.start(1)
    if text[: end + 1].endswith(EQUAL):
        if len(found.group(1)) == 1:
            return text
        end += 1
    return text[:end].rstrip(TAIL)
