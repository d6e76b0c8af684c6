"""How a sentence in other words is cut into what it says of each subject: by hand-made words."""

from __future__ import annotations

import pytest

from narrator.checks.printed.pattern_pieces import Piece
from narrator.checks.printed.reworded import (
    find_piece_places,
    left,
    place_of_subject,
    subject_in,
    subject_that_stayed,
    turns,
    untaken,
    value_behind,
    years_of,
)
from narrator.disclosure.value import Figure, Year
from narrator.number import Amount

from .test_printed import choice, number, words


@pytest.mark.parametrize(
    ("taken", "shown", "pieces"),
    [
        ([], "支出5万元,占3%。", ["支出5万元,占3%。"]),
        ([(0, 5)], "…,占3%。", [",占3%。"]),
        ([(0, 5), (6, 9)], "…", [",", "。"]),  # the mark between two is left out, and the last one
        ([(6, 9), (0, 5)], "…", [",", "。"]),
        ([(2, 3)], "支出…万元,占3%。", ["支出", "万元,占3%。"]),
        ([(2, 3), (7, 8)], "支出…万元,占…%。", ["支出", "万元,占", "%。"]),
        ([(0, 5), (2, 4)], "…,占3%。", [",占3%。"]),  # one in another
        ([(0, 3), (2, 5)], "…,占3%。", [",占3%。"]),
        ([(0, 10)], "…", [""]),
    ],
)  # fmt: skip
def test_what_is_left_of_a_sentence_stands_beside_what_is_taken(
    taken: list[tuple[int, int]], shown: str, pieces: list[str]
) -> None:
    assert left("支出5万元,占3%。", taken) == shown
    assert [*untaken("支出5万元,占3%。", taken)] == pieces


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("一般公共预算支出", "一般公共预算支出"), ("其中:基本支出", "基本支出"), ("基本支出,占", "基本支出"), ("甲乙丙丁。戊己庚", "甲乙丙丁"),
        ("甲乙丙丁;戊己庚辛、壬癸", "戊己庚辛"), ("甲乙丙丁|戊己庚辛", "戊己庚辛"), ("甲乙丙", ""), ("", ""), ("1234甲乙丙", ""), ("2023年甲乙丙", "2023年甲乙丙"),
    ],
)  # fmt: skip
def test_a_subject_is_the_last_clause_of_four_letters(said: str, subject: str) -> None:
    assert subject_in(said) == subject


@pytest.mark.parametrize(
    ("clause", "subject"),
    [
        ("公务接待费与上年持平", "公务接待费"), ("公务接待费较上年度决算数持平", "公务接待费"), ("公务接待费和上一年支出相比持平", "公务接待费"),
        ("公务接待费与上年持平的", ""), ("公务接待费与预算持平", ""), ("公务接待费持平", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_clause_says_of_a_subject_that_nothing_changed(clause: str, subject: str) -> None:
    assert subject_that_stayed(clause) == subject


@pytest.mark.parametrize(
    ("subject", "string", "place"),
    [
        ("基本支出决算", "基本支出决算5万元", (0, 6)),
        ("基本支出决算", "其中:基本支出决算5万元", (3, 9)),
        ("基本支出决算", "其他基本支出决算5万元", None),
        ("基本支出决算", "基本支出5万元", (0, 4)),  # two thirds of it
        ("基本支出决算数", "基本支出5万元", (0, 4)),
        ("基本支出决算数额", "基本支出5万元", None),
        ("基本支出", "基本支", None),  # four letters at least
        ("基本支出决算", "其他基本支出5万元", None),
        ("", "基本支出", None),
        ("基本支出", "基本支出5万元,基本支出6万元", (0, 4)),
        ("支出的支决", "的支出" * 80, (1, 5)),  # letters that stand there often count as well
    ],
)
def test_a_subject_stands_in_a_string_whole_or_nearly(
    subject: str, string: str, place: tuple[int, int] | None
) -> None:
    assert place_of_subject(subject, string) == place


def test_a_clause_turns_to_another_subject_where_it_begins_with_more_of_that() -> None:
    own, other = "公务接待费支出", "公务用车购置费支出"
    string = "公务接待费支出5万元,减少1万元。公务用车购置费支出3万元,增加1万元。"
    at = string.index("公务用车")
    assert [*turns(string, 0, own, [own, other])] == [at]
    assert [*turns(string, at, other, [own, other])] == [*turns(string, at, own, [own, other])] == []
    assert [*turns(string, 0, own, [own])] == []
    assert [*turns(string, at - 1, own, [own, other])] == [at]
    assert [*turns("甲乙丙丁,戊己庚,", 0, "甲乙丙丁", ["甲乙丙丁", "戊己庚"])] == []  # of too few letters
    assert [*turns("甲乙丙丁,戊己庚辛", 0, "甲乙丙丁", ["甲乙丙丁", "戊己庚辛"])] == [5]
    assert [*turns("甲乙丙丁,甲乙丙戊", 0, "甲乙丙丁", ["甲乙丙丁", "甲乙丙戊"])] == [5]
    assert [*turns("甲乙丙丁,甲乙丙丁", 0, "甲乙丙丁", ["甲乙丙丁", "甲乙丙丁戊"])] == []  # as much of both


def test_a_figure_stands_right_behind_its_subject_and_before_its_unit() -> None:
    piece = number()
    found = [words("支出"), piece, words("万元,占")]

    def value(string: str, start: int = 2) -> str | None:
        place = value_behind(piece, string, start, found)
        return None if place is None else string[slice(*place)]

    assert value("支出5.00万元") == value("支出为5.00万元") == value("支出合计5.00万个") == "5.00"
    assert value("支出-5.00万元") == "-5.00"
    assert value("支出5.00元") is None
    assert value("支出。5.00万元") is None
    assert value("支出;5.00万元") is None
    assert value("支出,5.00万元") == "5.00"
    assert value("支出") is None
    assert value(f"支出{'多' * 10}5.00万元") == "5.00"
    assert value(f"支出{'多' * 14}5.00万元") is None
    assert value_behind(piece, "支出5.00万元", 2, found[:2]) is None  # the form has no unit there
    assert value_behind(piece, "支出5.00万元", 2, [*found[:2], choice(甲=(words("万元"),))]) is None


def test_the_years_of_a_pattern_are_those_it_was_composed_with() -> None:
    year = Piece("number", source=Year(2023))
    assert [*years_of([year, words("年支出,比2022年")])] == ["2023年", "2022年"]
    assert [*years_of([year, words("支出")])] == []
    assert [*years_of([words("支出"), year])] == []
    inside = choice(甲=(year, words("年度")))
    assert [*years_of([words("2021年"), inside])] == ["2021年", "2023年"]


def test_figures_and_claims_have_the_words_before_them_as_their_subject() -> None:
    one, other = (Piece("number", source=Figure(Amount.of(5), path)) for path in ("甲", "乙"))
    said = choice(甲=(words("比上年增加"),), 乙=(words("减少"),))
    found = [words("本年收入合计"), one, words("万元,其中:财政拨款收入"), other, words("万元。事业收入"), number(), said]  # fmt: skip
    places = [*find_piece_places(found, [said])]
    assert [place.piece for place in places] == [one, other, said]
    assert [place.subject for place in places] == ["本年收入合计", "财政拨款收入", "比上年增加"]
    short = choice(甲=(words("增加"),))
    assert [place.subject for place in find_piece_places([*found[:-1], short], [short])][-1] == "事业收入"
    assert [place.piece for place in find_piece_places(found, [])] == [one, other]

    def subjects(*pieces: Piece) -> list[str]:
        return [place.subject for place in find_piece_places(pieces, [one for one in pieces if one.options])]

    name = Piece("free", "会议费", item=True)
    assert subjects(words("其中,"), name, words("支出"), one) == ["会议费支出"]
    assert subjects(words("会议费"), Piece("free"), words("支出决算"), one) == ["支出决算"]
    assert subjects(words("会议费支出"), one, words("支出"), other) == ["会议费支出"] * 2
    assert subjects(words("会议费支出"), one, words("决算数"), choice(甲=(words("减少不多"), one))) == [
        "会议费支出",
        "决算数减少不多",
    ]
    assert subjects(words("会议费支出"), choice(甲=(one, words("减少不多")))) == ["会议费支出"]
    assert subjects(words("会议费支出"), said, words("决算"), one) == ["会议费支出比上年增加", "会议费支出"]
