"""构成: whether the things that are listed make up the whole, or a part of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.notation import PUBLICATION, figure
from narrator.disclosure.value import Listing, Words
from narrator.facts.presence import COMPOSITION

HUNDREDTHS = st.integers(0, 99_999)


@given(st.integers(0, 3), HUNDREDTHS, HUNDREDTHS)
def test_the_parts_are_the_whole_where_both_print_the_same(items, whole, listed):
    names = Listing(Words(f"项{at}", f"处{at}") for at in range(items))
    fact = COMPOSITION.fact(PUBLICATION, names, figure(f"{whole / 100:.2f}"), figure(f"{listed / 100:.2f}"))
    assert fact.situation == ("无" if not items else "全部" if whole == listed else "部分")
    assert {*COMPOSITION.situations[fact.situation].blanks} <= fact.blanks.keys()
    assert str(fact.blanks["列出合计"]) == f"{listed / 100:.2f}"


def test_what_is_no_name_is_told():
    with pytest.raises(TypeError, match="不是名称"):
        COMPOSITION.fact(PUBLICATION, Listing([figure("1")]), figure("1"), figure("1"))
