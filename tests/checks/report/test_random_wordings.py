"""A sound report in other usual words, with lists torn and joined and figures written otherwise, has no new error; a
figure that is altered in such words is told all the same.
"""

from __future__ import annotations

import random
import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narrator.checks.finding import Finding, Level
from narrator.document import Document, Paragraph
from narrator.spans import Text

from ..reports import findings, original

SAMPLES = ["辽宁2023", "上海2024"]
WORDS = [
    ("与上年相比", ["较上年", "比上年", "和上年相比"]),
    ("降低", ["下降"]),
    ("下降", ["降低"]),
    ("主要原因：", ["主要原因是", "主要原因是："]),
    ("与年初预算数持平", ["与年初预算持平", "等于年初预算数"]),
    ("；", ["。", "，"]),
    ("。其中：", ["，其中："]),
    ("，其中：", ["。其中："]),
]
AMOUNT = re.compile(r"(?<![\d.])(\d{3,})(\.\d\d)(?=万元)")
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


def rewritten(text: str, rng: random.Random) -> str:
    """TEXT with some of its words and figures as others write them."""
    for old, ways in WORDS:
        if old in text and rng.random() < 0.4:
            text = text.replace(old, rng.choice(ways), 1)
    if rng.random() < 0.3:
        text = AMOUNT.sub(lambda found: f"{int(found[1]):,}{found[2]}", text)
    elif rng.random() < 0.2:
        text = AMOUNT.sub(lambda found: found.group().translate(WIDE), text)
    elif rng.random() < 0.2:
        text = AMOUNT.sub(lambda found: f" {found.group()} ", text)
    return text


def places(document: Document) -> list[int]:
    """The paragraphs of DOCUMENT that state amounts."""
    return [
        at
        for at, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and AMOUNT.search(block.text.string)
    ]


def reworded(document: Document, rng: random.Random, most: int) -> Document:
    """DOCUMENT with at most MOST of its paragraphs in other words, without what a writer's program would know."""
    blocks = list(document.blocks)
    for at in rng.sample(places(document), most):
        block = blocks[at]
        assert isinstance(block, Paragraph)
        blocks[at] = block._replace(text=Text(rewritten(block.text.string, rng)))
    return document._replace(blocks=tuple(blocks))


def errors(found: list[Finding]) -> set[tuple[str, str]]:
    return {(one.rule, one.what) for one in found if one.level is Level.ERROR}


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_other_usual_words_are_no_error(name: str, seed: int) -> None:
    document = original(name)
    before = errors(findings(document, name=name))
    assert errors(findings(reworded(document, random.Random(seed), 6), name=name)) <= before


@pytest.mark.parametrize("name", SAMPLES)
def test_a_figure_altered_in_other_words_is_told(name: str) -> None:
    rng, told, tried = random.Random(20260101), 0, 0
    for _ in range(6):
        document = reworded(original(name), rng, 4)
        [at] = rng.sample(places(document), 1)
        block = document.blocks[at]
        assert isinstance(block, Paragraph)
        found = rng.choice([*AMOUNT.finditer(block.text.string)])
        other = f"{Decimal(found.group()) + 1000:.2f}"
        text = block.text.string[: found.start()] + other + block.text.string[found.end() :]
        blocks = list(document.blocks)
        blocks[at] = block._replace(text=Text(text))
        before = {(one.key, one.level) for one in findings(document, name=name)}
        after = {(one.key, one.level) for one in findings(document._replace(blocks=tuple(blocks)), name=name)}
        tried += 1
        told += any(level in (Level.ERROR, Level.HINT) for _, level in after - before)
    assert told >= tried - 1
