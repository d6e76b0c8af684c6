"""Pieces: values pass through a template whole, whatever they say."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.compose.environment import Work
from narrator.compose.language import Budget
from narrator.compose.pieces import Joined, Pieces, parts_of, put_together, settle_words, words_alone
from narrator.disclosure.value import Words
from narrator.sources import Slot
from narrator.spans import Span, Text

LITERALS = st.text(st.characters(exclude_categories=("Cs",)), max_size=5)
MADE = st.recursive(
    st.one_of(LITERALS, st.integers(), LITERALS.map(Joined)),
    lambda inner: st.lists(inner, max_size=5).map(put_together),
    max_leaves=20,
)


def flat(made: list[object]) -> list[object]:
    return [one for part in made for one in (part.parts if isinstance(part, Pieces) else [part])]


@settings(max_examples=100)
@given(st.lists(MADE))
def test_what_is_put_together_has_the_same_values_between_the_same_words(made):
    parts = parts_of(put_together(made))
    assert "".join(map(str, parts)) == "".join(map(str, made))
    assert [one for one in parts if type(one) is not str] == [
        one for one in flat(made) if type(one) is not str
    ]
    literal = [type(one) is str for one in parts]
    assert (True, True) not in pairwise(literal)
    assert not [one for one in parts if type(one) is str and not one]


def test_words_alone():
    text = Text("甲乙", (Span(0, 1, Slot("某处")),))
    made = put_together(["前", text, "中", Words("丙", "路"), 5, "", "后"])
    assert isinstance(made, Pieces)
    assert str(made) == "前甲乙中丙5后"
    assert len(made) == len("前中后") + 3
    assert words_alone(text) == "甲乙"
    assert words_alone("丁") == "丁"
    settled = settle_words(made)
    assert settled == "前甲乙中丙5后"
    assert type(settled) is Joined
    assert settle_words("丁") == "丁"
    assert settle_words(text) is text


def test_words_of_the_form_alone_are_a_string():
    assert put_together(["甲", "", "乙"]) == "甲乙"
    assert type(put_together([])) is str
    assert parts_of("") == []


def test_a_budget_is_shared():
    budget = Budget(5)
    Work(budget).budget.spend(3)
    Work(budget).budget.spend(2)
    assert budget.left == 0
