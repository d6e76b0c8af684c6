"""What holds for every disclosure in the 上海2024 form, judged by its oracle; and between the two forms.

The properties are those of tests/test_properties.py for the other form, and so are the profiles: CI runs a few
examples of each, always the same; `pytest -m deep` runs thousands.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

import oracle
import oracle.docx
import pytest
from hypothesis import Phase, assume, given, seed, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from oracle import Verdict, shanghai
from oracle.cursor import Piece
from oracle.report import Grid, Paragraph, Report
from strategies import consistent, hostile, texts
from strategies.changes import multiplied, shuffled, swapped
from strategies.render import blocks, dumps, finished, loads
from strategies.shanghai import PAIRS, SHARED, SLOTS, district
from test_properties import spoiled

from .documents import composed, put, raw

Raw = dict[str, Any]
UNPRINTED = "这一行的数印不出来"


def tree(data: Raw, form: str = "上海2024") -> Report:
    return list(blocks(composed(data, form).document))


def judged(data: Raw, report: Report) -> Verdict:
    """The oracle's verdict on REPORT, which must be without faults."""
    verdict = shanghai.judge(loads(dumps(data)), report)
    assert not verdict.faults, "\n".join(verdict.faults)
    return verdict


def right(data: Raw) -> None:
    """Every sentence and every cell is right."""
    judged(data, tree(data))


def right_in_word(data: Raw) -> None:
    """The .docx says what the tree says; the same input gives the same bytes."""
    content = finished(dumps(data))
    assert oracle.docx.read(content) == tree(data)
    assert finished(dumps(data)) == content


def swaps(data: Raw) -> None:
    """This year and last year exchanged: 增加 becomes 减少 and the other way round, the amount stays."""
    for path, now in PAIRS.values():
        row: Any = data
        for name in path.split("."):
            row = row[name]
        # What there is nothing of is not compared with anything.
        for column in (now, "上年决算数", "预算数"):
            if row.get(column, 1) is None or not row.get(column, 1):
                row[column] = Decimal(1)
    claims = judged(data, tree(data)).claims
    other = swapped(data, PAIRS)
    assert {claim.subject for claim in claims} <= PAIRS.keys()
    back = {claim.subject: claim for claim in judged(other, tree(other)).claims}
    for claim in claims:
        assume(claim.subject in back)  # a figure of last year that prints as zero says 无 this year
        assert claim.amount == back[claim.subject].amount
        assert claim.direction is not None
        assert back[claim.subject].direction == -claim.direction


def scales(data: Raw) -> None:
    """Ten times every amount: every amount in the prose is ten times as large, all else stays as it is."""
    data = multiplied(data, lambda amount: amount and amount.quantize(Decimal("0.01")))
    larger = multiplied(data, lambda amount: amount * 10)
    pieces, others = (judged(one, tree(one)).pieces for one in (data, larger))
    assert len(pieces) == len(others)
    for at, (piece, other) in enumerate(zip(pieces, others, strict=True)):
        if piece.kind == "缺":  # a placeholder tells the figures of its sentence
            continue
        if piece.kind == "数" and pieces[at + 1].text.startswith("万元"):
            piece = Piece("数", f"{Decimal(piece.text) * 10:.2f}")
        assert piece == other


def unit_free(data: Raw) -> None:
    """The same amounts in 元 and in 万元 give the same report."""
    assert tree(data) == tree(multiplied(data, lambda amount: amount * 10_000) | {"金额单位": "元"})


def order_free(data: Raw) -> None:
    """The order of keys in data.json does not matter."""
    assert tree(data) == tree(shuffled(data, random.Random(0)))


MARK = "〔甲乙丙丁〕"


def kept(drawn: tuple[str, str, str]) -> None:
    """A reason stands in the report once, and unharmed, whatever was typed around it."""
    slot, before, after = drawn
    data = differing()
    data["原因"][slot] = f"{before}{MARK}{after}"
    report = tree(data)
    judged(data, report)
    assert sum(block.text.count(MARK) for block in report if isinstance(block, Paragraph)) == 1


def differing() -> Raw:
    """The sample, with every figure that a reason is asked for different from what it is compared with."""
    paths = {f"{path}.上年决算数": Decimal(12_345) for path, _ in PAIRS.values()}
    fund = {f"公开07表.因公出国（境）费.{name}": Decimal(50_000) for name in ("预算数", "决算数")}
    return put(raw(), paths | fund)


def noticed(drawn: tuple[Raw, int]) -> None:
    """The oracle sees a digit, a direction word, a paragraph or a row that is not as it should be."""
    data, number = drawn
    report = list(tree(data))
    terms = next(at for at, block in enumerate(report) if getattr(block, "text", "").startswith("第四部分"))
    for chance in range(number, number + 5):
        # The terms are the form's own words, held against the published form (test_fact_sheet).
        wrong = [*spoiled(report[:terms], random.Random(chance)), *report[terms:]]
        assert shanghai.judge(loads(dumps(data)), wrong).faults, [
            pair for pair in zip(report, wrong, strict=False) if pair[0] != pair[1]
        ][:1]


def in_both(data: Raw) -> None:
    """Both forms accept the data, and say the same of what both compare; their tables print the same figures."""
    there = loads(dumps(data | {"格式": "辽宁2023"}))
    report, other = tree(data), tree(there, "辽宁2023")
    verdict = oracle.judge(there, other)
    assert not verdict.faults, "\n".join(verdict.faults)
    ours = {claim.subject: claim for claim in judged(data, report).claims}
    for claim in verdict.claims:
        if claim.subject in SHARED and claim.subject in ours:
            assert claim[1:3] == ours[claim.subject][1:3]
    assert figures(report)[:1] == figures(other)[:1]


def figures(report: Report) -> list[Counter[str]]:
    """The amounts that each table prints."""
    grids = [block for block in report if isinstance(block, Grid) and len(block.rows[0]) > 3]
    return [Counter(text for row in grid.rows for text in row if "." in text) for grid in grids]


class Property(NamedTuple):
    """CHECK of what STRATEGY draws: FEW examples in CI, so many BATCHES of a thousand when deep."""

    check: Callable[[Any], None]
    strategy: SearchStrategy[Any]
    few: int
    batches: int


PLAIN_ACCOUNTS = district(consistent(unit="万元", rounded=False, new=False))
PROPERTIES = {
    "consistent": Property(right, district(consistent()), 60, 20),
    "hostile": Property(right, district(hostile()), 60, 20),
    "docx": Property(right_in_word, district(), 12, 2),
    "swap": Property(swaps, district(consistent(new=False)), 30, 4),
    "scale": Property(scales, PLAIN_ACCOUNTS, 25, 4),
    "unit": Property(unit_free, PLAIN_ACCOUNTS, 15, 2),
    "order": Property(order_free, district(), 12, 2),
    "reason": Property(kept, st.tuples(st.sampled_from(SLOTS), texts.EDGE, texts.EDGE), 60, 5),
    "oracle": Property(noticed, st.tuples(district(), st.integers(0, 10**6)), 25, 4),
    "both forms": Property(in_both, district(consistent()), 25, 4),
}


def phases(name: str) -> tuple[Phase, ...]:
    """What the oracle overlooks says itself where it is: making it smaller takes minutes and helps nobody."""
    return (Phase.generate,) if name == "oracle" else tuple(Phase)


@pytest.mark.parametrize("name", PROPERTIES)
def test_property(name: str) -> None:
    check, strategy, few, _ = PROPERTIES[name]
    settings(max_examples=few, phases=phases(name))(given(strategy)(check))()


@pytest.mark.deep
@pytest.mark.parametrize(
    ("name", "batch"), [(name, batch) for name, one in PROPERTIES.items() for batch in range(one.batches)]
)
def test_property_deep(name: str, batch: int) -> None:
    check, strategy, *_ = PROPERTIES[name]
    chosen = settings(settings.get_profile("deep"), max_examples=1000, phases=phases(name))
    chosen(seed(batch)(given(strategy)(check)))()


@pytest.mark.parametrize("text", texts.MARKUP + texts.LONG)
def test_texts_that_look_like_markup_come_out_as_typed(text: str) -> None:
    data = raw()
    name = text if text.isprintable() else "某局"
    data["部门"] |= {"名称": name, "主要职责": [text], "决算单位备注": {"上海市某区图书馆": text}}
    data["原因"]["收入总计与上年相比"] = data["公开05表"]["各科目"]["2070101"]["主要用途"] = text
    data["公开07表"]["公务接待费"]["主要用于"] = data["名词解释"]["事业收入"] = text
    data["预算绩效管理"] |= {"制度名称": [name], "工作机制": text}
    judged(data, tree(data))
    right_in_word(data)
