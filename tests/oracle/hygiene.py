"""How a page reads, whatever it says: what never may occur in the form's words and where texts meet them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from .cursor import Piece

STOPS = "，。、；：！？,.;:!?．"
NEVER = {
    "-0.00": r"[-−]0\.00(?!\d)",
    "两个负号": r"[-−]{2}",
    "增减后面有负号": r"(?:增加|减少|增长|降低|下降)[-−]",
    "连着两个标点": f"[，。、；：！？][{STOPS}]",
    "半角标点后面又有标点": "话[,.;:．][，。、；：]",
    "空括号": r"（\s*）|\(\s*\)|“”|《》|【】",
    "重复的词": r"(万元|原因|主要|主要是|支出|收入|预算|完成|增加|减少|持平|其中|包括|年度?|等|的|占|比|为|是|辆|个|人次|批次|[（(]类[)）])\1",
    "没有下文的原因": r"(?<!等)原因(?:是|：)?[，。；]",
    "原因是无": r"原因(?:是|：)无[，。；]",
    "没有填的空": r"\{\{|\}\}|\{%|[\ue000-\uf8ff]",
}
RULES = [(what, re.compile(pattern)) for what, pattern in NEVER.items()]


def faults(pieces: Sequence[Piece]) -> list[str]:
    """What is wrong with PIECES, the whole text of a part, in order."""
    # Names are judged where they stand; of a text only punctuation at its ends counts here.
    shown = {"名": "名", "缺": "【缺】"}
    skeleton = "".join(
        ends(piece.text) if piece.kind == "话" else shown.get(piece.kind, piece.text) for piece in pieces
    )
    found = [
        f"{what}：…{skeleton[max(0, match.start() - 16) : match.end() + 16]}…"
        for what, rule in RULES
        for match in rule.finditer(skeleton)
    ]
    return found + [f"重复的词：…{before.text[-16:]}⟨{after.text[:16]}⟩" for before, after in seams(pieces) if echo(before.text, after.text)]  # fmt: skip


def ends(text: str) -> str:
    first, last = text[0], text[-1]
    decimal = re.match(r"[.．]\d", text)  # the point of .5 is no mark
    return (first if first in STOPS and not decimal else "") + "话" + (last if last in STOPS else "")


def seams(pieces: Sequence[Piece]) -> Iterable[tuple[Piece, Piece]]:
    """Where a writer's text meets the form's words."""
    return [pair for pair in pairwise(pieces) if {piece.kind for piece in pair} == {"话", "词"}]


# What leads on to something, twice: 主要用于｜主要是会议, 主要原因：｜原因有二：
LEADING = re.compile(
    r"(?:主要(?:是|为|系|包括|用于|有|在于)|原因(?:是|为)?|包括|用于|主要问题|措施|情况)[：:]?$"
)
LED = re.compile(
    r"主要(?:是(?![否非])|系|包括|用于|在于)|(?:其|具体)?(?:主要)?原因(?:是|为|系|如下|有[一二两三四几]*[：:]|[：:])"
    r"|(?:包括|用于)|[^，。；：]{0,6}(?:主要问题|措施|情况)(?:是|为|如下)?[：:]"
)


def echo(before: str, after: str) -> bool:
    """Whether AFTER begins with a word that BEFORE ends with: 主要是｜主要是, 等支出｜等支出, 是｜是因为; leads on as BEFORE
    does; or goes on with the noun that BEFORE ends with: 的工作机制｜的预算绩效管理工作机制."""
    if before.endswith("是") and after.startswith("是因为"):
        return True
    if before.endswith("等等") and after.startswith("等"):
        return True
    if (
        (found := LEADING.search(before))
        and (led := LED.match(after))
        and related(found.group(), led.group())
    ):
        return True
    if after.startswith("的") and (noun := re.match(r"的([^，。；：、]{2,})", after)):
        return any(before.endswith(noun.group(1)[at:]) for at in range(len(noun.group(1)) - 1))
    sizes = range(2, min(len(before), len(after), 8) + 1)
    return any(before.endswith(after[:size]) and after[:size].isalpha() for size in sizes)


def related(leading: str, led: str) -> bool:
    """Whether LED, at the beginning of a text, repeats LEADING: a reason after a reason, a use after a use, a label
    after the same label."""
    labels = [word for word in ("原因", "主要问题", "措施", "情况") if word in led]
    return (
        any(word in leading for word in labels)
        if labels
        else leading.startswith(("主要", "原因", "包括", "用于")) and "主要问题" not in leading
    )
