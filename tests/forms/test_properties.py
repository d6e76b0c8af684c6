"""What holds for every disclosure in the forms 上海2024, 中央2023, 四川2023 and 重庆2023 and in the overlays of the first
two, judged by their oracles; and between two forms.

The properties are those of tests/test_properties.py for 辽宁2023, and so are the profiles: CI runs a few
examples of each, always the same; `pytest -m deep` runs thousands.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

import oracle
import pytest
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from oracle import central as central_oracle
from oracle import chongqing as chongqing_oracle
from oracle import shanghai
from oracle import sichuan as sichuan_oracle
from oracle.report import Grid, Paragraph, Report
from properties import Form, Property, Raw, batches
from strategies import central as central_strategies
from strategies import chongqing as chongqing_strategies
from strategies import consistent, hostile, texts
from strategies import sichuan as sichuan_strategies
from strategies.central import central
from strategies.changes import cell, places, swapped
from strategies.chongqing import chongqing
from strategies.render import blocks, dumps, loads
from strategies.shanghai import PAIRS, SHARED, SLOTS, district
from strategies.sichuan import sichuan
from test_properties import spoiled

from .complete import complete, everything
from .documents import CENTRAL, composed, put, raw


def tree(data: Raw, form: str = "") -> Report:
    """The report on DATA in FORM, or in the form that it names."""
    return list(blocks(composed(data, form or data["格式"]).document))


class Tried(NamedTuple):
    """FORM with its oracle. DRAWN: its disclosures. PAIRS: what says how it changed, by slot: where this year's figure stands,
    and where last year's does. SLOTS of reasons, which are written in what SAMPLE returns."""

    form: Form
    drawn: Callable[..., SearchStrategy[Raw]]
    pairs: Mapping[str, tuple[str, str]]
    slots: Sequence[str]
    sample: Callable[[], Raw]

    def swaps(self, data: Raw) -> None:
        """This year and last year exchanged: 增加 becomes 减少 and the other way round, the amount stays."""
        for (now, column), (before, last) in (
            [cell(data, path) for path in pair] for pair in self.pairs.values()
        ):
            # What there is nothing of is not compared with anything.
            for row, name in ((now, column), (now, "预算数"), (before, last)):
                if name in row:
                    row[name] = row[name] or Decimal(1)
        data["三公经费表"]["公务接待费"]["外事接待费"] = Decimal(0)  # not more than either year's
        claims = self.form.judged(data, tree(data)).claims
        other = swapped(data, self.pairs)
        assert {claim.subject for claim in claims} <= self.pairs.keys()
        back = {claim.subject: claim for claim in self.form.judged(other, tree(other)).claims}
        for claim in claims:
            assume(claim.subject in back)  # a figure of last year that prints as zero says 无 this year
            assert claim.amount == back[claim.subject].amount
            assert claim.direction is not None
            assert back[claim.subject].direction == -claim.direction

    def kept(self, drawn: tuple[str, str, str]) -> None:
        """A reason stands in the report once, and unharmed, whatever was typed around it."""
        self.form.keeps(self.differing(), *drawn)

    def differing(self) -> Raw:
        """The sample, with every figure that a reason is asked for different from what it is compared with."""
        paths = {before: Decimal(12_345) for _, before in self.pairs.values()}
        fund = {f"三公经费表.因公出国（境）费.{name}": Decimal(50_000) for name in ("预算数", "决算数")}
        return put(loads(text_of(self.sample)), paths | (fund if self.sample is raw else {}))

    def noticed(self, drawn: tuple[Raw, int]) -> None:
        """The oracle sees a digit, a direction word, a paragraph or a row that is not as it should be."""
        data, number = drawn
        report = list(tree(data))
        # The terms are the form's own words, held against the published form (test_fact_sheet).
        heads = [
            (at, block) for at, block in enumerate(report) if isinstance(block, Paragraph) and block.level
        ]
        start, level = next(
            ((at, one.level) for at, one in heads if one.text.endswith("名词解释")), (len(report), 0)
        )
        end = next((at for at, one in heads if at > start and one.level <= level), len(report))
        before, terms, after = report[:start], report[start:end], report[end:]
        for chance in map(random.Random, range(number, number + 5)):
            if chance.randrange(len(before) + len(after)) < len(before):
                wrong = [*spoiled(before, chance), *terms, *after]
            else:
                wrong = [*before, *terms, *spoiled(after, chance)]
            assert self.form.judge(loads(dumps(data)), wrong).faults, [
                pair for pair in zip(report, wrong, strict=False) if pair[0] != pair[1]
            ][:1]


@cache
def text_of(sample: Callable[[], Raw]) -> str:
    """The data of SAMPLE as JSON: some take as long as a report."""
    return dumps(sample())


DISTRICT = Tried(Form(tree, shanghai.judge), district, places(PAIRS), SLOTS, raw)
COUNTRY = Tried(
    Form(tree, central_oracle.judge),
    central,
    places(central_strategies.PAIRS),
    central_strategies.SLOTS,
    lambda: raw(CENTRAL),
)
SICHUAN = Tried(
    Form(tree, sichuan_oracle.judge),
    sichuan,
    places(central_strategies.PAIRS),
    sichuan_strategies.SLOTS,
    lambda: complete(sichuan_strategies.FORM),
)
CHONGQING = Tried(
    Form(tree, chongqing_oracle.judge),
    chongqing,
    chongqing_strategies.PAIRS,
    (*chongqing_strategies.PAIRS, *chongqing_strategies.PLANNED),
    lambda: put(
        everything(chongqing_strategies.FORM),
        {budget: Decimal(54_321) for _, budget in chongqing_strategies.PLANNED.values()},
    ),
)


def in_both(data: Raw) -> None:
    """Both forms accept the data, and say the same of what both compare; their tables print the same figures."""
    there = loads(dumps(data | {"格式": "辽宁2023"}))
    report, other = tree(data), tree(there)
    verdict = oracle.judge(there, other)
    assert not verdict.faults, "\n".join(verdict.faults)
    ours = {claim.subject: claim for claim in DISTRICT.form.judged(data, report).claims}
    for claim in verdict.claims:
        if claim.subject in SHARED and claim.subject in ours:
            assert claim[1:3] == ours[claim.subject][1:3]
    assert figures(report)[:1] == figures(other)[:1]


def figures(report: Report) -> list[Counter[str]]:
    """The amounts that each table prints."""
    grids = [block for block in report if isinstance(block, Grid) and len(block.rows[0]) > 3]
    return [Counter(text for row in grid.rows for text in row if "." in text) for grid in grids]


ADDED_UP = consistent(unit="万元", rounded=False, new=False)


def properties(tried: Tried, before: str, *few: int) -> dict[str, Property]:
    """What holds for a form, by its name after BEFORE; how many examples CI tries of each."""
    form, drawn = tried.form, tried.drawn
    checks: list[tuple[str, Callable[[Any], None], SearchStrategy[Any], int]] = [
        ("consistent", form.right, drawn(consistent()), 20),
        ("hostile", form.right, drawn(hostile()), 20),
        ("docx", form.right_in_word, drawn(), 2),
        ("swap", tried.swaps, drawn(consistent(new=False)), 4),
        ("scale", form.scales, drawn(ADDED_UP), 4),
        ("unit", form.unit_free, drawn(ADDED_UP), 2),
        ("order", form.order_free, drawn(), 2),
        ("reason", tried.kept, st.tuples(st.sampled_from(tried.slots), texts.EDGE, texts.EDGE), 5),
        ("oracle", tried.noticed, st.tuples(drawn(), st.integers(0, 10**6)), 4),
    ]
    return {
        before + name: Property(check, strategy, count, deep)
        for (name, check, strategy, deep), count in zip(checks, few, strict=True)
    }


PROPERTIES = {
    **properties(DISTRICT, "", 20, 18, 6, 9, 8, 8, 8, 18, 9),
    "both forms": Property(in_both, district(consistent()), 12, 4),
    **properties(COUNTRY, "中央 ", 12, 12, 3, 4, 4, 4, 4, 9, 6),
    **properties(SICHUAN, "四川 ", 8, 8, 1, 3, 3, 2, 2, 6, 5),
    **properties(CHONGQING, "重庆 ", 10, 10, 2, 4, 3, 2, 2, 9, 6),
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
    DISTRICT.form.right_in_word(data)
