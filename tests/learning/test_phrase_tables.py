"""What a report says of comparisons becomes the same phrase tables, whatever it says first."""

from __future__ import annotations

from itertools import permutations

import pytest

from narrator.facts.kinds import KINDS
from narrator.form import load
from narrator.form_knowledge import book
from narrator.learning.carried_words import mirrored_wording
from narrator.learning.phrase_tables import Phrases
from narrator.phrases.entries import PhraseTable
from narrator.phrases.wording import parse
from narrator.sources import Wording

BEGUN = "年初预算为{{ 预算数 }}万元，支出决算为{{ 决算数 }}万元，完成年初预算的{{ 完成率 }}%。决算数"
SAID = [
    ("持平", f"{BEGUN}同预算数持平", ""),
    ("小于", f"{BEGUN}小于预算数{{{{ 原因 }}}}", "的主要原因：{{ 理由 }}"),
    ("大于", f"{BEGUN}大于预算数{{{{ 原因 }}}}", "的主要原因：{{ 理由 }}"),
]


@pytest.mark.parametrize("order", [*permutations(range(len(SAID)))])
def test_one_table_says_all_situations_of_a_sentence_in_any_order(order: tuple[int, ...]) -> None:
    form = load("上海2024")
    first = Phrases(book(form), form.printing)
    for at in order:
        first.say(KINDS["完成"], *SAID[at], "完成预算")
    again = first.rehearsed()
    (table,) = again.learned
    assert {name: table.entries[name] for name, *_ in SAID} == {name: said for name, said, _ in SAID}
    assert [again.say(KINDS["完成"], *one, "完成预算") for one in SAID] == [table.spoken()] * 3
    assert table.spoken().reasoned


def test_what_is_said_often_gives_the_wording_and_what_cannot_be_said_is_left() -> None:
    form = load("上海2024")
    first = Phrases(book(form), form.printing)
    often, once = f"{BEGUN}小于预算数{{{{ 原因 }}}}", f"{BEGUN}低于预算数{{{{ 原因 }}}}"
    for wording in (once, often, often):
        first.say(KINDS["完成"], "小于", wording, "的主要原因：{{ 理由 }}", "完成预算")
    with pytest.raises(ValueError, match="持平"):
        first.say(KINDS["完成"], "大于", "决算数同预算数持平{{ 原因 }}", "", "完成预算")
    assert [one.entries["小于"] for one in first.rehearsed().learned] == [often, once]


def test_the_opposite_of_what_was_seen_is_said_in_its_words() -> None:
    form = load("上海2024")
    phrases = Phrases(book(form), form.printing)
    whole = BEGUN.replace("年初", "全年")
    phrases.say(
        KINDS["完成"], "小于", f"{whole}小于全年预算数{{{{ 原因 }}}}", "的主要原因：{{ 理由 }}", "完成预算"
    )
    phrases.say(KINDS["变动"], "减少", "{{ 主语 }}减少{{ 原因 }}", "的主要原因是{{ 理由 }}", "与上年相比")
    completed, changed = (one.entries for one in phrases.learned)
    assert completed["大于"] == f"{whole}大于全年预算数{{{{ 原因 }}}}"
    assert changed["增加"] == "{{ 主语 }}增加{{ 原因 }}"
    assert all(changed.values())  # silence would leave the marks of the sentence: 。。
    assert "持平" in changed["持平"]


def test_words_that_go_one_way_are_not_turned_round() -> None:
    assert mirrored_wording("小于", "未完成预算，决算数小于预算数") == ("", "")
    assert mirrored_wording("持平", "决算数与预算数持平") == ("", "")
    assert mirrored_wording("减少", "减少{{ 变动额 }}万元，降低{{ 变动率 }}%") == (
        "增加",
        "增加{{ 变动额 }}万元，增长{{ 变动率 }}%",
    )


def test_what_is_said_of_more_and_of_less_in_the_same_words_is_one_table() -> None:
    form = load("中央2023")
    first = Phrases(book(form), form.printing)
    clause = "，主要原因是{{ 理由 }}"
    said = [
        (
            way,
            f"{{{{ 主语 }}}}较上年{what}{way}{{{{ 变动额 }}}}万元，{rate}{{{{ 变动率 }}}}%{{{{ 原因 }}}}",
            clause,
        )
        for what in ("决算数", "支出数")
        for way, rate in (("减少", "下降"), ("增加", "增长"))
    ]
    for one, times in zip(said, (5, 1, 2, 4), strict=True):
        for _ in range(times):
            first.say(KINDS["变动"], *one, "与上年相比")
    again = first.rehearsed()
    assert [{way: one.entries[way] for way in ("减少", "增加")} for one in again.learned] == [
        {way: wording for way, wording, _ in said if what in wording} for what in ("决算数", "支出数")
    ]


def test_a_table_of_the_budget_of_the_whole_year_says_no_other_in_any_situation() -> None:
    form = load("上海2024")
    phrases = Phrases(book(form), form.printing)
    wording = "全年预算为{{ 预算数 }}万元，支出决算为{{ 决算数 }}万元，完成全年预算的{{ 完成率 }}%。决算数小于预算数{{ 原因 }}"
    phrases.say(KINDS["完成"], "小于", wording, "的主要原因：{{ 理由 }}", "完成预算")
    (phrase,) = phrases.learned
    assert not [entry for entry in phrase.entries.values() if "年初" in entry]


def test_the_amounts_that_were_seen_are_printed_in_each_situation_in_which_the_words_hold() -> None:
    form = load("辽宁2023")
    phrases = Phrases(book(form), form.printing)
    seen = "年初预算为{{ 预算数 }}万元，支出决算为{{ 决算数 }}万元。决算数小于预算数{{ 原因 }}"
    phrases.say(KINDS["完成"], "小于", seen, "的主要原因：{{ 理由 }}", "完成预算")
    (phrase,) = phrases.learned
    assert {phrase.entries[way] for way in ("小于", "略小于", "负数小于")} == {seen}
    assert {phrase.entries[way] for way in ("大于", "略大于")} == {seen.replace("小于", "大于")}
    assert "{{ 预算数 }}" not in phrase.entries["未安排预算"]  # there is none


def test_a_situation_in_which_every_table_of_the_base_is_silent_stays_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kind = KINDS["完成"]
    silent = {key: Wording(parse(""), f"甲.{key}", "", 0) for key in kind.situations}
    base = PhraseTable("甲", "", 0, kind, (), silent)
    monkeypatch.setattr("narrator.learning.phrase_tables.find_unsound", lambda *_: [])
    phrases = Phrases({"甲": base}, load("辽宁2023").printing)
    phrase = phrases.begin("乙", base, "小于", "决算数小于预算数{{ 原因 }}", "的原因：{{ 理由 }}")
    assert phrase is not None
    assert phrase.entries["持平"] == ""
