"""Words by which a wording of a report differs from one of the base, carried over to the base's other wordings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from narrator.facts.kind import Kind

REASON_HERE = "{{ 原因 }}"
TOKEN = re.compile(
    r"\{\{[^{}]*+\}\}|[比较]上年|与上年|相比|增加|减少|增长|下降|降低|上升|大于|小于|高于|低于|决算数?|预算数?|年初|万元|\d+|.",
    re.S,
)
DIRECTED = re.compile("增|减|升|降|涨|大于|小于|高于|低于|超|不足|持平|差异|多|少|一致|相同")
TURN = re.compile("增加|减少|增长|下降|降低|上升|持平")

OPPOSITE = {"大于": "小于", "小于": "大于", "增加": "减少", "减少": "增加"}  # situations, and words of them
MIRRORED = OPPOSITE | {
    "高于": "低于",
    "低于": "高于",
    "增长": "下降",
    "上升": "下降",
    "下降": "增长",
    "降低": "增长",
}
SWAPPED = re.compile("|".join(MIRRORED))
ONE_WAY = re.compile("未|不足|超|仅|节|多|少(?!于)")  # words that are turned round by no other word


def mirrored_wording(situation: str, wording: str) -> tuple[str, str]:
    """Return the situation that is the opposite of another, and a wording of that one turned round; two times "" when it has no
    opposite or the wording words that can not be turned round."""
    other = OPPOSITE.get(situation, "")
    plain = SWAPPED.sub("", wording)
    if not other or ONE_WAY.search(plain):
        return "", ""
    return other, SWAPPED.sub(lambda found: MIRRORED[found[0]], wording)


def wording_likeness(one: str, other: str) -> float:
    """Return how much two wordings have in common: 0 to 1."""
    return SequenceMatcher(None, TOKEN.findall(one), TOKEN.findall(other), autojunk=False).ratio()


def carry_words(kind: Kind, stated: Mapping[str, str], situation: str, wording: str) -> dict[str, str]:
    """Return the wordings of a table of the base, by situation, with those words that another wording of one of them has
    instead."""
    replaced, begin, end = differing_words(TOKEN.findall(stated[situation]), TOKEN.findall(wording))
    way = kind.situations[situation].direction
    entries: dict[str, str] = {}
    for name, one in kind.situations.items():
        entry = stated.get(name, "")
        same_way = one.direction == way  # else words of a direction are not carried over
        for left, old, new in replaced:
            if same_way or not DIRECTED.search(old + new):
                entry = entry.replace(left + old, left + new, 1)
            elif TURN.fullmatch(old) and not DIRECTED.search(words := new.removesuffix(old)):
                turn = TURN.search(entry)
                entry = f"{entry[: turn.start()]}{words}{entry[turn.start() :]}" if turn else entry
        before, after = (words if same_way or not DIRECTED.search(words) else "" for words in (begin, end))
        entries[name] = f"{before}{entry}{after}" if entry else entry
    return entries


def differing_words(old: list[str], new: list[str]) -> tuple[list[tuple[str, str, str]], str, str]:
    """Return the words of a wording that are other ones in another, each with the word before it and with those others; and
    what the other has before it and behind it. Blanks are no words."""
    replaced: list[tuple[str, str, str]] = []
    begin = end = ""
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = "".join(old[i:j]), "".join(new[k:m])
        if kind == "equal" or "{{" in before + after:
            continue
        left = old[i - 1] if i and "{{" not in old[i - 1] else ""
        if kind != "insert":
            replaced.append((left, before, after))
        elif i == 0:
            begin = after
        elif i == len(old):
            end = after
        elif left:
            replaced.append((left, "", after))
        elif "{{" not in old[i]:
            replaced.append(("", old[i], after + old[i]))
    return replaced, begin, end
