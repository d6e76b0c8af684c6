"""Two figures of the prose that were exchanged, or their names, are told once; parts that name themselves are read in any order."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from narrator.checks.finding import Finding, Level, Side
from narrator.checks.report.exchanged_claims import tell_exchanged_claims_once
from narrator.document import Document, Paragraph
from narrator.spans import Text

from ..reports import findings, original, sound

AMOUNT, SHARE = r"(?<![\d.])\d+\.\d\d(?=万元)", r"(?<![\d.])\d+\.\d\d(?=%)"
CLASSES = re.compile("主要用于以下方面|用于以下方面")
LISTS = re.compile("人员经费.*公用经费")
EXPENSE = re.compile("其中：基本支出")


def told_anew(document: Document, name: str) -> list[tuple[str, str]]:
    return [
        (one.rule, one.what)
        for one in findings(document, name=name)
        if (one.subject, one.what) not in sound(name)
    ]


def changed(name: str, which: re.Pattern[str], change: Callable[[str], str]) -> Document:
    """The report with the first paragraph of some words changed."""
    blocks = [*original(name).blocks]
    at, block = next(
        (at, one) for at, one in enumerate(blocks) if isinstance(one, Paragraph) and which.search(one.text.string)
    )  # fmt: skip
    text = change(block.text.string)
    assert text != block.text.string
    blocks[at] = block._replace(text=Text(text))
    return original(name)._replace(blocks=tuple(blocks))


def exchange(pattern: str, one: int, other: int) -> Callable[[str], str]:
    """What exchanges two of the words of a text that are like a pattern."""

    def change(text: str) -> str:
        found = [*re.finditer(pattern, text)]
        first, second = found[one], found[other]
        return f"{text[: first.start()]}{second.group()}{text[first.end() : second.start()]}{first.group()}{text[second.end() :]}"

    return change


def both(text: str) -> str:
    return exchange(SHARE, 1, 2)(exchange(AMOUNT, 2, 3)(text))


NAMES = exchange(r"[^：；]+(?=（类）)", 1, 2)


@pytest.mark.parametrize("name", ["上海2024", "中央2023"])
@pytest.mark.parametrize(
    ("change", "rule", "what"),
    [
        (both, "PR-1", "这两个数和它们的比例在正文和表里互换了"),
        (NAMES, "PR-1", "这两个数和它们的比例在正文和表里互换了"),
        (exchange(AMOUNT, 2, 3), "PR-1", "这两个数在正文和表里互换了"),
        (exchange(SHARE, 1, 2), "PR-3", "这两个比例互换了"),
    ],
)
def test_exchanged_classes_are_told_once(
    name: str, change: Callable[[str], str], rule: str, what: str
) -> None:
    assert told_anew(changed(name, CLASSES, change), name) == [(rule, what)]


@pytest.mark.parametrize("name", ["上海2024", "中央2023"])
def test_exchanged_kinds_of_expense_are_told_once(name: str) -> None:
    names = exchange("(?<=[：；])(?:基本|项目|经营)支出", 0, 1)
    assert told_anew(changed(name, EXPENSE, names), name) == [
        ("PR-1", "这两个数和它们的比例在正文和表里互换了")
    ]


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("人员经费|公用经费", [("PR-1", "这两个数在正文和表里互换了")]),
        ("(?<=包括：)[^；。]+", [("PR-8", "两处列举的互换了")]),
        ("(?:人员|公用)经费[^；。]+", []),  # in another order
    ],
)
def test_exchanged_lists_and_their_names_are_told_once(pattern: str, told: list[tuple[str, str]]) -> None:
    assert told_anew(changed("上海2024", LISTS, exchange(pattern, 0, 1)), "上海2024") == told


@pytest.mark.parametrize(("one", "other"), [(0, 1), (1, 2), (0, 2)])
def test_parts_that_name_themselves_are_read_in_any_order(one: int, other: int) -> None:
    change = exchange(r"(?:因公出国（境）费|公务用车购置及运行维护费|公务接待费)[^；。]+", one, other)
    document = changed("上海2024", re.compile("其中：因公出国.*；公务用车.*；公务接待费"), change)
    assert told_anew(document, "上海2024") == []


def finding(number: str, right: str, place: str, rule: str = "PR-1", formula: str = "表") -> Finding:
    return Finding(Level.ERROR, f"“{number}”", "不同", "核对", (Side("正文", number, place), Side(formula, right)), rule=rule)  # fmt: skip


def test_only_two_that_are_each_what_the_other_should_be_were_exchanged() -> None:
    one, other = finding("1.00", "2.00", "第1段"), finding("2.00", "1.00", "第2段")
    [only] = tell_exchanged_claims_once([one, other])
    assert only.sides == (*one.sides, *other.sides)
    for several in (
        [one, finding("2.00", "3.00", "第2段")],
        [one, other, finding("2.00", "1.00", "第3段")],
        [finding("1.00", "2.00", "第1段", "PR-3"), finding("2.00", "1.00", "第2段", "PR-3")],
        [finding("1.00", "1.06", "第1段"), finding("1.06", "1.00", "第2段")],
        [one, finding("2.00", "1.00", "支出决算表.合计.基本支出")],
    ):
        assert tell_exchanged_claims_once(several) == several


def test_what_follows_from_an_exchange_is_told_with_it() -> None:
    one, other = finding("1.00", "2.00", "第1段"), finding("2.00", "1.00", "第2段")
    sides = (Side("正文", "决算数小于预算数", "第1段"), Side("决算数", "1.00"), Side("预算数", "0.50"))
    followed = Finding(Level.ERROR, "“决算数”", "说法与数不符", "改写", sides, rule="PR-4")
    [only] = tell_exchanged_claims_once([one, followed, other])
    assert only.what == "这两个数在正文和表里互换了，因此对不上的还有PR-4 “决算数”"
