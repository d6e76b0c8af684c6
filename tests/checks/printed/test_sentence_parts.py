"""How the parts of a sentence are found in another order, under other names, or not at all: by hand-made pieces."""

from __future__ import annotations

import pytest

from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Capture, Piece, skeleton
from narrator.checks.printed.prose import Claim, Prose
from narrator.checks.printed.sentence_parts import (
    CLAUSE,
    NEXT,
    SENTENCE,
    STEPS,
    Gap,
    bears_the_name_of_another,
    ends_with_figure,
    is_said_in,
    name_of,
    place_of,
    read_by_parts,
    remainder,
    states_amount,
    with_likest_options,
    with_moved_words,
)
from narrator.disclosure.value import Figure
from narrator.number import Amount
from narrator.sources import Fact, Said, Wording

from ..report.test_sentences import BOOK
from .test_printed import choice, free, number, words

LINE = Line(1, "某", False)


def amount(path: str = "甲") -> Piece:
    return Piece("number", source=Figure(Amount.of(5), path))


def item(name: str) -> Piece:
    return Piece("free", name, item=True, least=1)


def said(*options: tuple[str, tuple[Piece, ...]], composed: str) -> Piece:
    """A choice of wordings that say a fact, of which one was composed."""
    source = Said(Wording((), "某", "", 1), Fact(composed, {}, ()), "")
    return Piece("choice", source=source, options=tuple((frozenset([name]), one) for name, one in options))


# ---- words that are told elsewhere ----


def test_words_are_about_pieces_whose_subject_stands_in_them() -> None:
    gap = Gap([words("公务接待费支出"), amount(), words("万元。")], "别的话")
    assert is_said_in(gap, "其中公务接待费支出5万元", BOOK)
    assert not is_said_in(gap, "其中公务用车费支出5万元", BOOK)
    assert not is_said_in(gap._replace(text="公务接待费支出为零"), "其中公务接待费支出5万元", BOOK)
    assert not is_said_in(Gap([words("公务接待费支出。")], ""), "公务接待费支出", BOOK)  # no figure


def moved(*read: Claim | Gap) -> list[tuple[str, int]]:
    """What is told in the places of what was read: words, and how many pieces are left for them."""
    return [
        (one.text, -1 if isinstance(one, Claim) else len(one.pieces)) for one in with_moved_words(read, BOOK)
    ]


def test_words_for_which_nothing_is_left_stand_with_the_pieces_that_are_about_them() -> None:
    claim = Claim(LINE, "收入5万元。", ())
    pieces = [words("公务接待费支出"), amount(), words("万元。")]
    here, there = Gap(pieces, "某话,"), Gap([], "公务接待费支出5万元。")
    told = [("某话,…公务接待费支出5万元。", 3), ("收入5万元。", -1)]
    assert moved(here, claim, there) == told
    assert moved(there, claim, here) == told[::-1]
    assert moved(here._replace(text=""), there) == [("公务接待费支出5万元。", 3)]
    assert moved(here, there, there) == [("某话,…公务接待费支出5万元。…公务接待费支出5万元。", 3)]
    other = Gap([], "公务用车费支出5万元。")
    assert moved(here, other) == [("某话,", 3), ("公务用车费支出5万元。", 0)]
    assert moved(claim, there) == [("收入5万元。", -1), ("公务接待费支出5万元。", 0)]
    marks = Gap([], "。")
    assert moved(here, marks) == [("某话,", 3), ("。", 0)]
    assert moved(here, here._replace(text="二")) == [("某话,", 3), ("二", 3)]
    # of two such places the first
    assert moved(here, here._replace(text="二"), there)[0] == ("某话,…公务接待费支出5万元。", 3)


# ---- names ----


def test_an_items_name_is_another_one_where_its_own_begins_a_part_as_well() -> None:
    def bears(text: str, string: str, name: str = "会议费") -> bool:
        return bears_the_name_of_another((Capture(item(name), text),), string)

    assert bears("培训费", "培训费5万元,会议费3万元")
    assert not bears("会议费", "培训费5万元,会议费3万元")
    assert not bears("培训费", "培训费5万元")
    assert not bears("培训费", "会议费3万元,培训费5万元")  # it begins the string, and no part behind a mark
    assert not bears("培训费", "培训费5万元和会议费3万元")
    assert not bears_the_name_of_another((Capture(free("会议费"), "培训费"),), "培训费,会议费")  # no item's
    assert name_of([item("会议费"), words("支出")]) == "会议费"
    assert name_of([words("会议费"), item("培训费")]) == name_of([]) == ""


def test_a_part_stands_where_its_own_name_does_and_not_where_another_one_does() -> None:
    part = [item("会议费"), words("支出"), number(), words("万元;")]
    names = ("会议费", "培训费")

    def place(string: str, at: int = 0) -> str | None:
        found = place_of(part, string, at, CLAUSE, NEXT, names)
        return found and string[found[0] : found[2]]

    assert place("培训费支出5万元;会议费支出3万元;") == "会议费支出3万元;"
    assert place("培训费支出5万元;") is None
    assert place("某某费支出5万元;") == "某某费支出5万元;"  # whose name is misspelt
    assert place("培训费支出5万元;某某费支出3万元;") == "某某费支出3万元;"
    assert place("会议费支出5万元。") == "会议费支出5万元。"
    assert place("会议费支出5万") is None


def test_the_last_part_goes_on_to_the_end_of_the_string() -> None:
    part = [words("主要用于:"), free()]

    def place(string: str, last: bool) -> str | None:
        found = place_of(part, string, 0, SENTENCE, NEXT, (), last)
        return found and string[found[0] : found[2]]

    assert place("主要用于:甲。乙。", True) == "主要用于:甲。乙。"
    assert place("主要用于:甲。乙。", False) == "主要用于:"


def test_one_of_the_next_parts_is_looked_at_and_no_later_one() -> None:
    part = [words("甲乙丙丁"), number(), words("个。")]
    for before, found in ((NEXT - 1, True), (NEXT, False)):
        string = "某。" * before + "甲乙丙丁5个。"
        place = place_of(part, string, 0, SENTENCE, NEXT, ())
        assert (place is not None) is found


@pytest.mark.parametrize(
    ("piece", "ends"),
    [
        (number(), True), (words("甲"), False), (free(), False), (choice(甲=(words("甲"),)), True),
        (choice(甲=(words("甲"), Piece("choice", source="原因"))), False),
        (choice(甲=(words("甲"),), 乙=(Piece("choice", source="原因"),)), False),
    ],
)  # fmt: skip
def test_what_ends_with_a_figure_gives_no_reason(piece: Piece, ends: bool) -> None:
    assert ends_with_figure(piece) is ends


# ---- wordings ----


@pytest.mark.parametrize(
    ("pieces", "states"),
    [
        ((words("支出"), number(), words("万元。")), True), ((words("支出"), number(), words("元。")), True), ((words("占"), number(), words("%。")), True),
        ((words("共"), number(), words("个。")), False), ((words("支出万元。"),), False), ((number(),), False), ((), False),
    ],
)  # fmt: skip
def test_a_pattern_states_an_amount_or_a_rate(pieces: tuple[Piece, ...], states: bool) -> None:
    assert states_amount(pieces) is states


def test_a_wording_without_amounts_is_told_as_the_one_that_is_most_like_what_stands_there() -> None:
    none = (words("没有安排支出。"),)
    more = (words("支出比上年增加"), number(), words("万元。"))
    less = (words("支出比上年减少"), number(), words("万元。"))
    found = [words("其中,"), said(("无", none), ("多", more), ("少", less), composed="无"), words("完。")]

    def told(string: str) -> str:
        return skeleton(with_likest_options(found, string))

    assert told("其中,支出比上年减少5.00万元。完。") == "其中,支出比上年减少…万元。完。"
    assert told("其中,支出比上年增加5.00万元。完。") == "其中,支出比上年增加…万元。完。"
    assert told("其中,没有安排支出。5.00完。") == "其中,没有安排支出。完。"  # all of it stands there
    assert told("其中,支出减少。完。") == "其中,没有安排支出。完。"  # no amount stands there
    # how much of a wording stands there counts, not how long it is; and only those with amounts
    short = (words("支出减少"), number(), words("万元。"))
    wide = (words("支出与上年同期相比有所减少"), number(), words("万元,其中基本支出不减少。"))
    bare = (words("支出减少。"),)
    options = [said(("无", none), ("宽", wide), ("短", short), ("光", bare), composed="无")]
    assert skeleton(with_likest_options(options, "支出减少5.00万元,其中。")) == "支出减少…万元。"
    assert skeleton(with_likest_options(options[:1], "支出同减少5.00万。")) == "支出减少…万元。"
    composed = [said(("多", more), ("少", less), composed="多")]
    assert skeleton(with_likest_options(composed, "支出比上年减少5.00万元。")) == "支出比上年增加…万元。"
    plain = [choice(甲=none, 乙=more)]
    assert with_likest_options(plain, "支出比上年增加5.00万元。") == plain


# ---- what is left ----


def left(found: list[Piece], string: str, steps: int = 1) -> tuple[list[tuple[str, str]], int]:
    """What is told of a string that is left, and of how many pieces it is known that they were not read."""
    prose = Prose()
    remainder(prose, LINE, found, string, STEPS[-steps:], BOOK)
    return [(printed, wanted) for _, printed, wanted in prose.differs], len(prose.untold)


def test_what_is_left_of_a_line_is_told_with_what_the_form_has_there() -> None:
    pattern = [words("支出合计"), amount(), words("万元。")]
    assert left([], "。") == ([], 0)
    assert left([], "别的话。") == ([("别的话。", "")], 0)
    assert left(pattern, "") == ([("", "支出合计…万元。")], 3)
    assert left(pattern, "。") == ([("", "支出合计…万元。")], 3)
    assert left([words("支出"), amount(), words("。")], "") == ([], 3)  # too few words
    assert left([free(), words("。")], "写的人的话。") == ([], 0)  # a writer's text
    assert left([free(), words("。")], "") == ([], 0)
    assert left([words("共"), free(), words("。")], "共…。") == (
        [],
        0,
    )  # too few to be sure, and yet the same


def test_pieces_that_were_not_read_are_gathered() -> None:
    prose = Prose(untold=[words("早先")])
    for string in ("别的话5.00万元。", ""):
        remainder(prose, LINE, [words("支出合计"), amount(), words("万元。")], string, STEPS[-1:], BOOK)
    assert [one.literal for one in prose.untold][:2] == ["早先", "支出合计"]
    assert len(prose.untold) == 7


def test_a_short_part_stands_right_behind_the_one_before_it() -> None:
    pattern = [words("支出合计"), amount(), words("万元,占"), number(), words("%;收入合计"), amount("乙"), words("万元。")]  # fmt: skip

    def claims(string: str) -> list[str]:
        prose = Prose()
        read_by_parts(prose, LINE, pattern, string, STEPS[-1:], BOOK)
        return [one.text for one in prose.claims]

    assert claims("支出合计5万元,占3%;收入合计6万元。") == ["支出合计5万元,", "占3%;", "收入合计6万元。"]
    assert claims("支出合计5万元,某某,占3%;收入合计6万元。") == ["支出合计5万元,", "收入合计6万元。"]
    assert claims("占3%;收入合计6万元。") == ["收入合计6万元。"]
