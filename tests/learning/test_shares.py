"""How much of each form is learned from a report in it: sentences and rows that the learned form makes again of other data.

`pytest -m deep tests/learning/test_shares.py -s` prints the shares of all pairs of forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from strategies.pairs import Raw, pairs

from learning.measure import Share, bases_of, finished_pair, measure, sample_of
from narrator.form_folders import names
from narrator.problem import Unusable

ROWS = 8  # of functional codes: a report on less says next to nothing
EVERY = [(name, base, own) for name in names() for base, own in bases_of(name)]


def draw_pairs(form: str, count: int, start: int) -> list[tuple[Raw, Raw]]:
    """So many pairs of disclosures that a form prints, always the same."""
    found: list[tuple[Raw, Raw]] = []

    @seed(start)
    @settings(max_examples=8 * count, phases=(Phase.generate,), suppress_health_check=[HealthCheck.too_slow])
    @given(pairs(sample_of(form)))
    def collect(drawn: tuple[Raw, Raw]) -> None:
        if len(drawn[0]["一般公共预算支出表"]["各科目"]) >= ROWS:
            found.append(drawn)

    collect()
    return list(islice(finished_pairs(found, start), count))


def finished_pairs(drawn: list[tuple[Raw, Raw]], start: int) -> Iterator[tuple[Raw, Raw]]:
    """The drawn pairs that their form prints, with every text: some have a row that a form's tables do not."""
    for one in drawn:
        with suppress(Unusable):
            yield finished_pair(one, Random(start))


def shares(form: str, base: str, count: int = 1, start: int = 0) -> list[Share]:
    return [measure(form, base, pair, bool(at % 2)) for at, pair in enumerate(draw_pairs(form, count, start))]


def test_another_disclosure_is_told_as_the_form_tells_it() -> None:
    (one,) = shares("湖南2023", "中央2023")
    assert one.wrong == []
    assert one.same >= 0.9 * one.sentences > 180
    assert one.same_rows == one.rows > 150


@pytest.mark.deep
@pytest.mark.parametrize(("form", "base", "own"), EVERY)
def test_shares(form: str, base: str, own: bool) -> None:
    for one in shares(form, base, 2):
        print(one)
        for what in (one.wrong, one.others):
            for old, new in what:
                print("    ", "WRONG" if what is one.wrong else "other", old[:150], "→", new[:150])
