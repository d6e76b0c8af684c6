"""Items of lists that moved, came and went: told by their words, judged by an oracle that knows what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from narrator.edits.moved_items import find_new_names

# No two of these have half of their words in common.
WORDS = [f"{char * 3}的工作" + char * 5 for char in "甲乙丙丁戊己庚辛"]
NEW = [f"{char * 3}的事务" + char * 5 for char in "子丑寅卯"]
PLACE = "部门.主要职责[{}]"


def places(old: Sequence[object], new: Sequence[object], words: dict[int, str]) -> dict[int, int | None]:
    """Where the items of OLD that Word edited (WORDS, by number) stand in NEW, both the same list of the data."""
    base, data = ({"部门": {"主要职责": list(one)}} for one in (old, new))
    numbers = {PLACE.format(number): number for number in range(1, 99)}
    found = find_new_names(base, data, {PLACE.format(number): text for number, text in words.items()})
    return {numbers[old]: numbers[new] if new else None for old, new in found.items()}


class Item(NamedTuple):
    """An item of the data now. OLD: its number in the list before; None of one that came."""

    old: int | None
    text: str


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[str], list[Item]]:
    """A list of texts, and what became of it: items came, went, moved, were written anew or changed a little."""
    base = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
    now = [Item(number, text) for number, text in enumerate(base, 1)]
    fresh = iter(NEW)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(now)))
        match draw(st.sampled_from(["come", "go", "move", "change", "rewrite"])):
            case "come":
                now.insert(at, Item(None, next(fresh)))
            case "go" if at < len(now):
                now.pop(at)
            case "move" if at < len(now):
                now.insert(draw(st.integers(0, len(now) - 1)), now.pop(at))
            case "change" if at < len(now):
                now[at] = now[at]._replace(text=f"{now[at].text}等")
            case "rewrite" if at < len(now):
                now[at] = now[at]._replace(text=next(fresh))
    return base, now


@given(histories(), st.sets(st.integers(1, 6)))
def test_no_item_takes_the_place_of_another(history: tuple[list[str], list[Item]], edited: set[int]) -> None:
    """Whatever happened: an item is where its words are; where they are not, it is at no other's words."""
    base, now = history
    texts = [item.text for item in now]
    words = {number: f"话{number}" for number in edited if number <= len(base)}
    found = places(base, texts, words)
    assert found.keys() == words.keys()
    taken = [place for place in found.values() if place is not None]
    assert len(taken) == len(set(taken))
    for number, place in found.items():
        word = base[number - 1]
        if base.count(word) == texts.count(word) == 1:
            assert place == texts.index(word) + 1
        elif place is not None:
            assert texts[place - 1] == word or texts[place - 1] not in base


@given(histories(), st.integers(1, 6))
def test_an_item_that_is_clear_is_found(history: tuple[list[str], list[Item]], number: int) -> None:
    """Of different texts: those that stayed as they were, wherever they are now, and those changed a little."""
    base, now = history
    if number > len(base) or len(set(base)) < len(base):
        return
    true = next((at for at, item in enumerate(now, 1) if item.old == number), None)
    found = places(base, [item.text for item in now], {number: "话"})[number]
    if true is not None and now[true - 1].text.rstrip("等") == base[number - 1]:
        assert found == true
    elif true is None and len(now) < len(base) and all(item.old for item in now) and not rewritten(base, now):
        assert found is None


def rewritten(base: Sequence[str], now: Sequence[Item]) -> bool:
    return any(item.text != base[item.old - 1] for item in now if item.old)


def test_an_item_in_front() -> None:
    assert places(["甲", "乙"], ["子", "甲", "乙"], {1: "话", 2: "语"}) == {1: 2, 2: 3}


def test_an_item_that_went_and_one_that_moved() -> None:
    assert places(["甲", "乙", "丙"], ["丙", "乙"], {1: "话", 2: "语", 3: "言"}) == {1: None, 2: 2, 3: 1}


def test_equal_items_are_told_apart_by_order_or_not_at_all() -> None:
    assert places(["甲", "乙", "甲"], ["甲", "甲", "乙"], {3: "话"}) == {3: 2}
    assert places(["甲", "甲"], ["甲"], {1: "话", 2: "语"}) == {1: None, 2: None}
    assert places(["甲", "乙", "甲"], ["乙", "甲"], {1: "话", 3: "语"}) == {1: None, 3: 2}


def test_a_full_stop_and_spaces_do_not_count() -> None:
    assert places(["甲 乙。", "丙"], ["丙。", "甲  乙"], {1: "话", 2: "语"}) == {1: 2, 2: 1}


def test_the_data_that_say_what_word_says() -> None:
    assert places([WORDS[0], "乙"], ["子", "丑", "乙", "话。"], {1: "话"}) == {1: 4}


def test_a_text_changed_on_both_sides_is_the_one_with_half_of_its_words_or_the_one_between() -> None:
    assert places([WORDS[0], "乙"], ["子", f"{WORDS[0]}等", "乙"], {1: "话"}) == {1: 2}
    assert places(["甲", "乙", "丙"], ["子", "甲", "丑", "丙"], {2: "话"}) == {2: 3}
    assert places(["甲", "乙", "丙"], ["甲", "丑", "寅", "丙"], {2: "话"}) == {2: None}
    assert places(["甲", "乙", "丙"], ["丙", "丑", "甲"], {2: "话"}) == {2: None}


def test_records_are_known_by_their_names_alone() -> None:
    def found(old: list[str], new: list[str], number: int) -> str | None:
        base, data = ({"项目": [{"名称": name, "问题": "同一句"} for name in names]} for names in (old, new))
        name = f"项目[{number}].问题"
        return find_new_names(base, data, {name: "话"})[name]

    assert found(["甲", "乙"], ["子", "甲", "乙"], 2) == "项目[3].问题"
    assert found(["甲", "乙"], ["乙", "甲"], 1) == "项目[2].问题"
    assert found(["甲", "乙"], ["甲", "丑"], 2) is None
    assert found(["甲", "甲"], ["甲", "甲"], 2) == "项目[2].问题"
    assert found(["甲", "甲"], ["甲", "甲", "甲"], 2) is None


def test_items_in_records_of_lists_and_what_is_no_list() -> None:
    base = {"项目": [{"名称": "甲", "做法": ["一", "二"]}, {"名称": "乙", "做法": ["三"]}]}
    data = {"项目": [{"名称": "乙", "做法": ["三"]}, {"名称": "甲", "做法": ["新", "一", "二"]}]}
    slots = {"项目[1].做法[2]": "话", "项目[2].做法[1]": "语", '原因.别的"[1].': "言", "项目": ""}
    assert find_new_names(base, data, slots) == {
        "项目[1].做法[2]": "项目[2].做法[3]",
        "项目[2].做法[1]": "项目[1].做法[1]",
        '原因.别的"[1].': '原因.别的"[1].',
        "项目": "项目",
    }
    assert find_new_names(base, {"项目": "一句话"}, {"项目[1].做法[2]": "话"}) == {"项目[1].做法[2]": None}
    assert find_new_names(base, [], {"项目[1].做法[2]": "话"}) == {"项目[1].做法[2]": None}


def test_of_very_many_changed_items_those_between_others_are_found() -> None:
    """Five hundred on each side are too many to compare each with each."""
    old = [f"{number}号" for number in range(1001)]
    new = ["新", *(f"第{number}" if number % 2 else f"{number}号" for number in range(1001))]
    base, data = {"职责": old}, {"职责": new}
    assert find_new_names(base, data, {"职责[2]": "话", "职责[1001]": "语"}) == {
        "职责[2]": "职责[3]",
        "职责[1001]": "职责[1002]",
    }
