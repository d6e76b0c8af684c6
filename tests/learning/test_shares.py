"""How much of each form is learned from a report in it: sentences and rows that the learned form makes again of other data.

`pytest -m deep tests/learning/test_shares.py -n 2 -rP` prints the shares of all pairs of forms and what is otherwise, and `| grep
'^|'` behind it the rows of the README's table alone; some six minutes on two cores.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import count, islice
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from strategies.pairs import Raw, pairs

from learning.measure import Share, bases_of, finished_pair, measure, sample_of
from narrator.form.form_folders import names
from narrator.problem import Unusable

DRAWS = 4  # of each pair of forms; of each second one the heading styles are taken away
ROWS = 8  # of functional codes: a report on less says next to nothing
EVERY = [(name, base, own) for name in names() for base, own in bases_of(name)]


def draw_pairs(form: str, number: int, start: int) -> list[tuple[Raw, Raw]]:
    """So many pairs of disclosures at most that a form prints, always the same."""
    found: list[tuple[Raw, Raw]] = []

    @seed(start)
    @settings(max_examples=8 * number, phases=(Phase.generate,), suppress_health_check=[HealthCheck.too_slow])
    @given(pairs(sample_of(form)))
    def collect(drawn: tuple[Raw, Raw]) -> None:
        if len(drawn[0]["一般公共预算支出表"]["各科目"]) >= ROWS:
            found.append(drawn)

    collect()
    return list(islice(finished_pairs(found, start), number))


def finished_pairs(drawn: list[tuple[Raw, Raw]], start: int) -> Iterator[tuple[Raw, Raw]]:
    """The drawn pairs that their form prints, with every text: some have a row that a form's tables do not."""
    for one in drawn:
        with suppress(Unusable):
            yield finished_pair(one, Random(start))


@cache
def several_pairs(form: str) -> list[tuple[Raw, Raw]]:
    """Pairs of disclosures for a form that have nothing to do with one another."""
    return list(islice((pair for start in count() for pair in draw_pairs(form, 1, start)), DRAWS))


def test_another_disclosure_is_told_as_the_form_tells_it() -> None:
    (pair,) = draw_pairs("湖南2023", 1, 0)
    one = measure("湖南2023", "中央2023", pair, bare=False)
    assert one.wrong == []
    assert one.same >= 0.9 * one.sentences > 180
    assert one.same_rows == one.rows > 150


def test_shares_of_several_draws_are_one() -> None:
    one = Share("甲", "乙", 200, 199, 9, 9, 1, 2, ["问"], [("错", "对")], [])
    both = one + Share("甲", "乙", 100, 100, 1, 1, 0, 3, [], [], [("旧", "新")])
    assert both == Share("甲", "乙", 300, 299, 10, 10, 1, 5, ["问"], [("错", "对")], [("旧", "新")])
    assert both.row(True) == "| 甲 | 乙（同系） | 99.6% | 100% | 1 |"
    assert (
        replace(both, wrong=[], same=299_990, sentences=300_000).row(False)
        == "| 甲 | 乙 | 99.9% | 100% | 0 |"
    )


@pytest.mark.deep
@pytest.mark.parametrize(("form", "base", "own"), EVERY)
def test_shares(form: str, base: str, own: bool) -> None:
    found = [measure(form, base, pair, bool(at % 2)) for at, pair in enumerate(several_pairs(form))]
    for at, one in enumerate(found):
        print(one, "without heading styles" * (at % 2))
        for what in (one.wrong, one.others):
            for old, new in what:
                print("    ", "WRONG" if what is one.wrong else "other", old[:150], "→", new[:150])
    whole = sum(found, Share(form, base))
    print(whole.row(own))
    assert whole.wrong == []
    assert whole.same >= 0.95 * whole.sentences
