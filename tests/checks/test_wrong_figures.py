"""One wrong figure of a report is told once, and two of them are both told."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from narrator.checks.finding import Finding, Level, Side
from narrator.checks.report.inspection import judge_report
from narrator.checks.wrong_figures import (
    Explanation,
    NamedFigure,
    Trying,
    tell_wrong_figure,
    tell_wrong_figures_once,
    with_explanation,
)
from narrator.document import Document, Table

from .alter import Spot, altered, another_number, parts, spots
from .figures import asking
from .reports import as_read, basis, findings, original, replaced

FORMS = ("辽宁2023", "上海2024")
AMOUNT = re.compile(r"\d+\.\d\d")
MORE = Decimal("0.05")  # than rounding explains


def news(document: Document, name: str, plainly: bool = False) -> list[Finding]:
    """What DOCUMENT is told of that the sample in the form NAME is not, without tails."""
    found = (
        judge_report(as_read(document, name=name), basis(name=name))
        if plainly
        else findings(document, name=name)
    )
    known = {(one.key, one.what) for one in findings(original(name), name=name)}
    return [one for one in found if one.level is not Level.TAIL and (one.key, one.what) not in known]


def amounts_by_code(name: str, count: int, seed: int) -> list[tuple[Spot, str]]:
    """Some amounts of the tables by code of the sample in the form NAME, each with what stands there."""
    document = original(name)
    tables = ("收入决算表", "支出决算表", "一般公共预算支出表")
    found = []
    for one in spots(document):
        block = document.blocks[one.block]
        if one.kind == "表中的数" and isinstance(block, Table) and block.name in tables:
            text = dict(parts(document.blocks[one.block]))[one.part].string
            found += [(one, text)] if AMOUNT.fullmatch(text) and Decimal(text) else []
    return random.Random(seed).sample(found, count)


def alterations(name: str, count: int, seed: int) -> list[tuple[Spot, str, str]]:
    """Figures of the tables of the sample in the form NAME, each with what stands there and what is printed in its place."""
    rng, document = random.Random(seed), original(name)
    places = [one for one in spots(document) if one.kind == "表中的数"]
    found = []
    while len(found) < count:
        one = rng.choice(places)
        old = dict(parts(document.blocks[one.block]))[one.part].string[one.start : one.end]
        if AMOUNT.fullmatch(old) and Decimal(old):
            new = another_number(rng.choice, old)
            found += [(one, old, new)] if abs(Decimal(new) - Decimal(old)) > MORE else []
    return found


def speaks_of(one: Finding, number: str) -> bool:
    """Whether ONE shows NUMBER on a side, or in its words."""
    shown = [side.value for whole in one.sides for side in (whole, *whole.parts)]
    return number in [value.rstrip("%") for value in shown] or number in one.what


@pytest.mark.parametrize("name", FORMS)
def test_one_wrong_figure_is_told_first_and_with_little_else(name: str) -> None:
    few = 0
    for spot, _, new in alterations(name, 6, 13):
        found = news(altered(original(name), spot, new), name)
        assert found, (spot, new)
        assert speaks_of(found[0], new), (spot, new, found)
        few += len(found) == 1
    assert few >= 5


@pytest.mark.parametrize("name", FORMS)
def test_an_emptied_cell_is_told_once_with_what_it_should_hold(name: str) -> None:
    """Nothing made of a nought that nobody printed is told beside it."""
    once = 0
    for spot, old in amounts_by_code(name, 3, 3):
        found = news(altered(original(name), spot, ""), name)
        once += len(found) == 1 and f"这一格空着，填{old}" in found[0].what and not found[0].sides[0].value
    assert once >= 2


@pytest.mark.parametrize("name", FORMS)
def test_a_cell_that_became_nought_is_told_once(name: str) -> None:
    once = 0
    for spot, old in amounts_by_code(name, 3, 4):
        found = news(altered(original(name), spot, "0.00"), name)
        once += len(found) == 1 and f"改成{old}" in found[0].what
    assert once >= 2


def economic_item(name: str, code: str) -> Spot:
    """The amount beside a code of 基本支出表 in the sample in the form NAME."""
    document = original(name)
    for one in spots(document):
        block = document.blocks[one.block]
        if one.kind == "表中的数" and isinstance(block, Table) and block.name == "基本支出表":
            row, cell, _ = one.part
            if block.body[row][cell - 2].paragraphs[0].string == code:
                return one
    raise AssertionError(code)


def test_an_item_that_the_prose_lists_and_whose_amount_became_nought_is_told_once() -> None:
    document, spot = original(), economic_item("辽宁2023", "30201")
    [only] = news(altered(document, spot, "0.00"), "辽宁2023")
    assert only.sides[0].path == "基本支出表.各科目.30201.决算数"
    assert "PR-8" in only.what


def test_an_item_that_the_prose_lists_and_whose_amount_is_no_number_is_told_once() -> None:
    document, spot = original(), economic_item("辽宁2023", "30201")
    [only] = news(altered(document, spot, "0.0O"), "辽宁2023")
    assert only.level is Level.UNCHECKED


def test_a_wrong_figure_in_brackets_is_told_once() -> None:
    """It is less than nought."""
    for spot, old in amounts_by_code("上海2024", 3, 5):
        [only] = news(altered(original("上海2024"), spot, f"（{old}）"), "上海2024")
        assert f"这个数改成{old}" in only.what


@pytest.mark.parametrize("name", FORMS)
def test_of_two_wrong_figures_both_are_told(name: str) -> None:
    chosen = alterations(name, 12, 21)
    for (one, _, new), (other, _, also) in zip(chosen[::2], chosen[1::2], strict=True):
        if (one.block, one.part) == (other.block, other.part):
            continue
        document = altered(altered(original(name), one, new), other, also)
        before, after = news(document, name, plainly=True), news(document, name)
        for number in (new, also):
            if any(speaks_of(finding, number) for finding in before):
                assert any(speaks_of(finding, number) for finding in after), (one, other, number)


def test_what_a_wrong_figure_breaks_is_named_with_it() -> None:
    document = original("上海2024")
    at, row, cell = next(
        (at, number, place)
        for at, block in enumerate(document.blocks)
        if isinstance(block, Table) and block.name == "一般公共预算支出表"
        for number, line in enumerate(block.body)
        for place, one in enumerate(line)
        if line[0].paragraphs[0].string == "合计" and one.paragraphs[0].string == "4811.26"
    )
    spot = Spot("表中的数", at, (row, cell, 0), 0, 7)
    [only] = news(altered(document, spot, "4812.16"), "上海2024")
    wrong, *against = only.sides
    assert (wrong.value, wrong.path) == ("4812.16", "一般公共预算支出表.合计.小计")
    assert only.subject == wrong.name
    assert {side.value for side in against} == {"4811.26"}
    assert "改成4811.26就都对得上" in only.what
    assert only.what.endswith("等9处")
    assert only.level is Level.ERROR


def test_a_figure_that_only_one_sentence_contradicts_is_told_as_before() -> None:
    document = replaced(original(), "保有量3辆", "保有量2辆")
    assert news(document, "辽宁2023") == news(document, "辽宁2023", plainly=True)


def sum_of(total: str, part: str, path: str) -> Finding:
    """That the figure at PATH, which prints TOTAL, should be PART."""
    return Finding(
        Level.ERROR, path, "两边相差", "核对", (Side("甲", total, path), Side("各项之和", part)), rule="T1-1"
    )


@pytest.mark.parametrize(
    ("accepted", "after", "count"), [("", [], 1), ("核实过", [], 2), ("", [9], 2), ("", [0], 2)]
)
def test_figures_are_tried_out(accepted: str, after: Sequence[int], count: int) -> None:
    """What is accepted, what breaks another rule, and what explains one finding alone is no explanation."""
    found = [replace(sum_of("5.00", "4.00", "表.甲"), rule=rule) for rule in ("T1-1", "X-1")]
    found[1] = replace(found[1], accepted=accepted)
    other = sum_of("1.00", "2.00", "表.乙")
    again = [other if one == 9 else found[one] for one in after]
    trying: Trying[str] = Trying(lambda *_: "with another number", lambda _: again)
    assert len(tell_wrong_figures_once(found, "what is checked", trying)) == count


@pytest.mark.parametrize(("printed", "many", "count"), [("5.00", 2, 3), ("5.00", 3, 2), ("", 2, 2)])
def test_what_is_told_then_of_the_same_sentence_breaks_no_other_rule(
    printed: str, many: int, count: int
) -> None:
    """Where little else is explained by a figure that is printed, it may be the sentence that is right."""
    sentence = Side("正文", "3.00", "第5段")
    judged_by_it = Finding(Level.ERROR, "完成", "说法与数不符", "核对", (sentence,), rule="PR-4")
    then = replace(judged_by_it, rule="PR-5", what="完成率与算得的不同")
    found = [replace(sum_of(printed, "4.00", "表.甲"), rule=f"X-{one}") for one in range(many)]
    trying: Trying[str] = Trying(lambda *_: "with another number", lambda _: [then])
    told = tell_wrong_figures_once([*found, judged_by_it], "what is checked", trying)
    assert len(told) == (count if count == 2 else many + 1)
    assert (then in told) == (count == 2)


def test_a_doubt_that_a_blank_raised_may_be_an_error_once_it_is_filled_in() -> None:
    doubt = Finding(
        Level.HINT, "预算", "两边相差", "核对", (Side("甲", "9.00"), Side("乙", "1.00")), rule="PR-5"
    )
    then = replace(doubt, level=Level.ERROR, what="两边相差2.00")
    for printed, told_of in (("", then), ("0.00", doubt)):
        found = [replace(sum_of(printed, "4.00", "表.甲"), rule=rule) for rule in ("T1-1", "X-1")]
        trying: Trying[str] = Trying(lambda *_: "with another number", lambda _, after=then: [after])
        told = tell_wrong_figures_once([*found, doubt], "what is checked", trying)
        assert told_of in told
        assert len(told) == (2 if told_of is then else 3)


def told_of(printed: str, right: str, path: str = "甲表.各科目.101.一", tail: bool = False) -> Finding:
    """What is told of a figure that should be another one, which two findings ask."""
    figure = NamedFigure(path, Decimal(printed) if printed else None)
    gone = [
        asking(path, figure.printed, right, Level.HINT, "T-1"),
        asking(path, figure.printed, right, Level.ERROR, "T-2"),
    ]
    left = {id(one): None for one in gone} | ({id(gone[0]): gone[0]} if tail else {})
    return tell_wrong_figure(Explanation(figure, Decimal(right), {}, left, gone, [], [path]))


def test_a_wrong_figure_is_told_with_what_it_should_be() -> None:
    mine = Side("甲表 101 一", "5.00", "甲表.各科目.101.一")
    assert told_of("5.00", "3.00") == Finding(
        Level.ERROR,
        "甲表 101 一",
        "这个数改成3.00就都对得上，现在因为它对不上的还有T-2 甲表 101 一",
        "先核对这个数",
        (mine, Side("别处", "3.00")),
        "1.00万元",
        "T-1",
    )
    blank = told_of("", "3.00")
    assert blank.what == "这一格空着，填3.00就都对得上，现在因为它对不上的还有T-2 甲表 101 一"
    assert blank.hint == "先核对这一格"
    assert blank.sides[0] == replace(mine, value="")
    assert told_of("5.00", "3.00", tail=True).what.startswith("这个数改成3.00（或者差一个尾数）就都对得上，")
    assert told_of("5.00", "3.00", "第5段").what.startswith("两边不同，改成3.00就都对得上，")
    assert told_of("5.00", "3.000").what.startswith("这个数改成3.00就")
    assert told_of("5.00", "3.001").what.startswith("这个数改成3.001就")
    assert told_of("5.00", "3").what.startswith("这个数改成3就")


def test_a_blank_that_a_sentence_calls_nought_is_told_as_the_blank() -> None:
    path = "甲表.各科目.101.一"
    blank = asking(path, None, "3.01", Level.ERROR, "T-1")
    said = replace(
        blank, rule="PR-1", sides=(Side("正文", "3.00", "第5段"), Side("甲表 101 一", "0.00", path))
    )
    left = dict.fromkeys(map(id, (blank, said)))
    told = tell_wrong_figure(
        Explanation(NamedFigure(path, None), Decimal("3.00"), {}, left, [blank, said], [], [path])
    )
    assert told.sides == (blank.sides[0], said.sides[0])
    assert told.what == "这一格空着，填3.00就都对得上，现在因为它对不上的还有T-1 甲表 101 一"


def test_what_explains_others_stands_where_the_first_of_them_did() -> None:
    figure = NamedFigure("甲表.各科目.101.一", Decimal(5))
    first, other, last = (asking(f"乙表.各科目.{at}.一", Decimal(5), "3") for at in (1, 2, 3))
    told = asking(figure.path, Decimal(5), "3", rule="T-9")
    explained = Explanation(
        figure, Decimal(3), {}, {id(first): None, id(last): None}, [first, last], [], [figure.path]
    )
    assert with_explanation([first, other, last], explained, told) == [told, other]
    assert with_explanation([other, first, last], explained, told) == [other, told]
