"""Tokens: values pass through a template whole, whatever they say."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.compose.language import Budget
from narrator.compose.tokens import Joined, Tokens
from narrator.disclosure.value import Words
from narrator.document import Span, Text
from narrator.sources import Slot

LITERALS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\ue000\ue001"), max_size=5)


@settings(max_examples=100)
@given(st.lists(st.one_of(LITERALS, st.integers().map(lambda n: (n,)))))
def test_what_is_put_comes_back_between_the_words(pieces):
    tokens = Tokens()
    rendered = "".join(piece if isinstance(piece, str) else tokens.put(piece) for piece in pieces)
    found = tokens.split(rendered)
    assert "".join(str(one) for one in found) == "".join(str(one) for one in pieces)
    assert [one for one in found if not isinstance(one, str)] == [
        one for one in pieces if not isinstance(one, str)
    ]
    assert "" not in found


def test_words_alone():
    tokens = Tokens()
    text = Text("甲乙", (Span(0, 1, Slot("某处")),))
    rendered = f"前{tokens.put(text)}中{tokens.put(Words('丙', '路'))}{tokens.put(5)}后"
    assert tokens.plain(rendered) == "前甲乙中丙5后"
    assert tokens.plain(text) == "甲乙"
    assert tokens.plain("丁") == "丁"
    assert tokens.settled(rendered) == "前甲乙中丙5后"
    assert isinstance(tokens.settled(rendered), Joined)
    assert type(tokens.settled("丁")) is str
    assert tokens.settled(text) is text


def test_a_value_that_looks_like_a_token_stays_as_it_is():
    tokens = Tokens()
    tokens.put("别的")
    joined = Joined("\ue0000\ue001")
    assert tokens.plain(joined) == "\ue0000\ue001"
    assert tokens.settled(joined) is joined
    assert tokens.split(tokens.put(Words("\ue0000\ue001", "路"))) == [Words("\ue0000\ue001", "路")]


def test_a_budget_is_shared():
    budget = Budget(5)
    Tokens(budget).budget.spend(3)
    Tokens(budget).budget.spend(2)
    assert budget.left == 0
