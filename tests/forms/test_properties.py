"""What holds for every disclosure in the 上海2024 form, judged by its oracle; and between the two forms.

The properties are those of tests/test_properties.py for the other form, and so are the profiles: CI runs a few
examples of each, always the same; `pytest -m deep` runs thousands.
"""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal
from typing import Any

import oracle
import pytest
from hypothesis import assume
from hypothesis import strategies as st
from oracle import shanghai
from oracle.report import Grid, Report
from properties import Form, Property, Raw, batches
from strategies import consistent, hostile, texts
from strategies.changes import swapped
from strategies.render import blocks, dumps, loads
from strategies.shanghai import PAIRS, SHARED, SLOTS, district
from test_properties import spoiled

from .documents import composed, put, raw


def tree(data: Raw, form: str = "上海2024") -> Report:
    return list(blocks(composed(data, form).document))


DISTRICT = Form(tree, shanghai.judge)
judged = DISTRICT.judged


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


def kept(drawn: tuple[str, str, str]) -> None:
    """A reason stands in the report once, and unharmed, whatever was typed around it."""
    DISTRICT.keeps(differing(), *drawn)


def differing() -> Raw:
    """The sample, with every figure that a reason is asked for different from what it is compared with."""
    paths = {f"{path}.上年决算数": Decimal(12_345) for path, _ in PAIRS.values()}
    fund = {f"三公经费表.因公出国（境）费.{name}": Decimal(50_000) for name in ("预算数", "决算数")}
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


PLAIN_ACCOUNTS = district(consistent(unit="万元", rounded=False, new=False))
PROPERTIES = {
    "consistent": Property(DISTRICT.right, district(consistent()), 20, 20),
    "hostile": Property(DISTRICT.right, district(hostile()), 18, 20),
    "docx": Property(DISTRICT.right_in_word, district(), 6, 2),
    "swap": Property(swaps, district(consistent(new=False)), 9, 4),
    "scale": Property(DISTRICT.scales, PLAIN_ACCOUNTS, 8, 4),
    "unit": Property(DISTRICT.unit_free, PLAIN_ACCOUNTS, 8, 2),
    "order": Property(DISTRICT.order_free, district(), 8, 2),
    "reason": Property(kept, st.tuples(st.sampled_from(SLOTS), texts.EDGE, texts.EDGE), 18, 5),
    "oracle": Property(noticed, st.tuples(district(), st.integers(0, 10**6)), 9, 4),
    "both forms": Property(in_both, district(consistent()), 12, 4),
}


@pytest.mark.parametrize("name", PROPERTIES)
def test_property(name: str) -> None:
    PROPERTIES[name].hold()


@pytest.mark.deep
@pytest.mark.parametrize(("name", "batch"), batches(PROPERTIES))
def test_property_deep(name: str, batch: int) -> None:
    PROPERTIES[name].hold_deep(batch)


@pytest.mark.parametrize("text", texts.MARKUP + texts.LONG)
def test_texts_that_look_like_markup_come_out_as_typed(text: str) -> None:
    data = raw()
    name = text if text.isprintable() else "某局"
    data["部门"] |= {"名称": name, "主要职责": [text], "决算单位备注": {"上海市某区图书馆": text}}
    data["原因"]["收入总计与上年相比"] = data["一般公共预算支出表"]["各科目"]["2070101"]["主要用途"] = text
    data["三公经费表"]["公务接待费"]["主要用于"] = data["名词解释"]["事业收入"] = text
    data["预算绩效管理"] |= {"制度名称": [name], "工作机制": text}
    DISTRICT.right_in_word(data)
