"""Whichever word a report has for how much was spent beside a budget, it is told where the figures say otherwise."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pytest

from narrator.document import Document, Paragraph
from narrator.spans import Text

from ..reports import findings, original

SAID = re.compile(r"决算数(?:[与同比]((?:年初)?预算数)持平|([大小]于)((?:年初)?预算数))")
SIGNS = {None: 0, "大于": 1, "小于": -1}
WORDS = {
    "大于{}": 1, "高于{}": 1, "超过{}": 1, "比{}增加": 1, "同{}增加": 1, "较{}有所增长": 1, "与{}相比增加": 1,
    "小于{}": -1, "低于{}": -1, "不足{}": -1, "比{}减少": -1, "同{}减少": -1, "比{}下降": -1,
    "与{}持平": 0, "与{}一致": 0, "等于{}": 0,
}  # fmt: skip


@cache
def sound(name: str) -> Counter[str]:
    return told(original(name), name)


def told(document: Document, name: str) -> Counter[str]:
    """How often each rule is told to be broken."""
    return Counter(one.rule for one in findings(document, name=name) if one.level.value == "错误")


@pytest.mark.parametrize("name", ["上海2024", "中央2023"])
@pytest.mark.parametrize("words", WORDS)
def test_a_wrong_direction_is_told_in_each_sentence_whatever_its_word(name: str, words: str) -> None:
    blocks, wrong = [], 0
    for block in original(name).blocks:
        said = SAID.search(block.text.string) if isinstance(block, Paragraph) else None
        if said and SIGNS[said[2]] != WORDS[words]:
            wrong += 1
            new = f"决算数{words.format(said[1] or said[3])}"
            text = block.text.string  # type: ignore[union-attr]
            block = Paragraph(Text(f"{text[: said.start()]}{new}{text[said.end() :]}"), block.style)  # type: ignore[union-attr]
        blocks.append(block)
    assert wrong > 5
    assert told(original(name)._replace(blocks=tuple(blocks)), name) - sound(name) == {"PR-4": wrong}


EQUAL = re.compile(r"100[.]00%((?:[,，。；])?)决算数[与同](年初)?预算数持平")


@pytest.mark.parametrize(("name", "rule"), [("中央2023", "PR-5"), ("辽宁2023", "PR-4")])
@pytest.mark.parametrize("rate", ["101.00", "99.00", "87.65"])
def test_a_wrong_rate_of_equal_figures_is_told_alone(name: str, rule: str, rate: str) -> None:
    """In a sentence in other words too: what it says of the figures is so, whatever the rate would say of them.
    Where the budget is stated nowhere, as in 辽宁2023, the rate alone tells of it, and the words are not what it says."""
    blocks, wrong = [], 0
    for block in original(name).blocks:
        said = EQUAL.search(block.text.string) if isinstance(block, Paragraph) else None
        if said:
            wrong += 1
            text = block.text.string  # type: ignore[union-attr]
            new = f"{text[: said.start()]}{rate}%{said[1]}决算数同预算数持平{text[said.end() :]}"
            block = Paragraph(Text(new), block.style)  # type: ignore[union-attr]
        blocks.append(block)
    assert wrong
    assert told(original(name)._replace(blocks=tuple(blocks)), name) - sound(name) == {rule: wrong}
