"""Sentences by themselves: how each is read, and what is wrong with it, word for word (sentences.txt).

`pytest --accept` writes the file anew, for review.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from narrator import form, form_knowledge
from narrator.checks.finding import Level
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import Line
from narrator.checks.printed.matching import matched
from narrator.checks.printed.pattern import Patterns
from narrator.checks.printed.pattern_pieces import Capture
from narrator.checks.printed.prose import Claim, Prose, Wanted
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.budgets import check_implied_budgets
from narrator.checks.report.claims import check_claims
from narrator.checks.report.enumerations import take_enumerated
from narrator.checks.report.unprinted_figures import tell_implied
from narrator.disclosure.value import Count, Figure, Listing, Record, Words, Year
from narrator.document import Document, Paragraph
from narrator.facts.operand import Publication, total
from narrator.number import Amount, Score
from narrator.phrases.engine import Speaker
from narrator.phrases.entries import REASON
from narrator.sources import Derived
from narrator.spans import Span, Text

from ..telling import Golden, in_full
from .sentences import BUDGETS, CASES

GOLDEN = Golden(Path(__file__).with_name("sentences.txt"))
BOOK = form_knowledge.book(form.load("辽宁2023"))
PATTERNS = Patterns(BOOK)
YEAR = Text("2023", (Span(0, 4, Year(2023)),))
PARAMETERS = {
    "主语": Text("2023年收入", YEAR.spans), "整体名称": "总计", "年度": YEAR, "名称": "基金", "称谓": "部门",
    "名目": "收入", "金额": Figure(Amount(Decimal(5)), "基本支出表.各科目.301.决算数"),
    "资金": Figure(Amount(Decimal(5)), "资金"), "平均分": Figure(Score.of(Decimal(90)), "平均分"),
}  # fmt: skip
Given = dict[str, Figure | Derived | Listing]


def facts(line: str) -> tuple[Given, Reading]:
    """The figures and lists that LINE writes, and the tables that print them."""
    given: Given = {}
    tables = Reading()
    for entry in line.split():
        name, _, value = entry.rpartition("=")
        hidden, path = name.startswith("~"), name.removeprefix("~")
        if path in ("单", "项", "科"):
            given[path] = items(path, value, tables)
            continue
        if value.startswith("Σ"):
            given[path] = total([given[part] for part in value[1:].split("+")], Publication())  # type: ignore[misc]
            continue
        given[path] = Figure(number(value), path)
        if not hidden:
            tables.cells[path], tables.shown[path] = f"某表 {path}", str(given[path])
    return given, tables


def number(value: str) -> Amount | Count | None:
    if value.startswith("#"):
        return Count(int(value[1:]))
    return None if value == "null" else Amount(Decimal(value))


def items(kind: str, names: str, tables: Reading) -> Listing:
    field = {"单": "部门（单位）名称", "项": "名称", "科": "科目名称"}[kind]
    found = []
    for at, entry in enumerate(filter(None, names.removeprefix("~").split("+")), 1):
        name, _, spent = entry.partition(":")
        path = f"基本支出表.各科目.30{at}" if kind == "科" else f"预算绩效.项目[{at}]"
        record = Record({field: Words(name, f"{path}.{field}"), "决算数": Figure(Amount(Decimal(spent or at)), f"{path}.决算数")}, path)  # fmt: skip
        found.append(record)
        for one in (field, "决算数") if not names.startswith("~") else ():
            tables.cells[f"{path}.{one}"], tables.shown[f"{path}.{one}"] = f"某表 {path}", str(record[one])
    return Listing(found)


def composed(line: str, given: Given) -> Text:
    """What the book says in the place of LINE."""
    name, arguments, _ = line.split("|")
    table = BOOK[name]
    parameters = {one: PARAMETERS[one] for one in table.parameters or ()}
    reason = {"原因": "甲"} if REASON in table.entries else {}
    speaker = Speaker(BOOK, Record({}, "原因"), Publication())
    return speaker.say(name, tuple(given[one] for one in arguments.split()), {**parameters, **reason})


def said(line: str, text: Text, number: int) -> Claim:
    """The printed sentence of LINE, read by the pattern of TEXT, which the book says."""
    line_read = Line(number, line.split("|")[2], False)
    captures = matched(Wanted("", PATTERNS.pieces(text), False).start, line_read.plain)
    return Claim(line_read, line_read.plain, captures or ())


def shown(captures: tuple[Capture, ...]) -> str:
    return " ".join(
        f"〈{'/'.join(sorted(one.chosen))} {shown(one.parts)}〉" if one.piece.kind == "choice" else one.text
        for one in captures
    )


def read(case: str) -> tuple[Prose, Known]:
    """The sentences of CASE, read, and what is known from them."""
    first, *lines = case.split("\n")
    given, tables = facts(first)
    known = Known(tables, Document("", ()), lambda: [])
    prose = Prose(claims=[said(line, composed(line, given), number) for number, line in enumerate(lines, 1)])
    known.listen(prose)
    take_enumerated(prose, known, BOOK)
    tell_implied(prose, known, BOOK)
    return prose, known


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_is_read_and_told_as_it_was_reviewed(case: str, accept: bool) -> None:
    prose, known = read(case)
    told = "".join(f"读 {shown(claim.captures) or '（不是这句话）'}\n" for claim in prose.claims)
    told += "".join(
        f"{path}：{one.wan}{'，正文所述' if one.loose is None else f' ± {one.loose}，推出'}\n"
        for path, one in known.implied.items()
    )
    found = [*check_claims(prose, known, BOOK), *check_implied_budgets(prose, known)]
    GOLDEN.holds(title(case), told + in_full(found), accept, list(map(title, CASES)))


def title(case: str) -> str:
    first, *lines = case.split("\n")
    return first + "".join(f" / {line}" for line in lines)


def test_what_else_a_claim_says_hides_no_budget() -> None:
    prose, known = read(BUDGETS[2])
    told = in_full(check_implied_budgets(prose, known))
    share, _ = read("部=1 ~一=1 ~二=1 整=Σ一+二\n占比|部 整|占总计的50.00%")
    [before] = [claim.captures for claim in share.claims]
    assert [type(one) for one in before[0].piece.source.fact.operands] == [Figure, Derived]  # type: ignore[attr-defined]
    more = Prose(claims=[replace(one, captures=(*before, *one.captures)) for one in prose.claims])
    assert "推出的年初预算之和：60.00" in told
    assert in_full(check_implied_budgets(more, known)) == told


def test_what_depends_on_choices_that_the_report_does_not_print_is_not_told() -> None:
    one, other = "预算绩效.项目[1].金额", "预算绩效.项目[2].金额"
    given, tables = facts(f"{one}=1 {other}=1 合=Σ{one}+{other} 整=4")
    fewer, _ = facts(f"{one}=1 合=Σ{one} 整=4")
    line = "占比|合 整|占总计的60.00%"
    text = composed(line, given)

    def told(again: Given) -> int:
        papers = [Document("", (Paragraph(one, "正文"),)) for one in (text, composed(line, again))]
        known = Known(tables, papers[0], lambda: papers[1:])
        return len(list(check_claims(Prose(claims=[said(line, text, 1)]), known, BOOK)))

    assert told(given) == 1
    assert told(fewer) == 0


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("完成预算的111.11%，决算数大于预算数的主要原因是甲", [Level.ERROR]),
        ("完成预算的0.01%，决算数小于预算数的主要原因是甲", [Level.ERROR]),
        ("完成预算的100.00%，决算数与预算数持平", [Level.HINT]),
        ("完成预算的0.00%，决算数小于预算数的主要原因是甲", []),
    ],
)
def test_of_nothing_spent_the_rate_is_zero(words: str, levels: list[Level]) -> None:
    """The budget is printed nowhere: 0.00 and 100 % may both be less than is printed."""
    prose, known = read(f"决=0 ~预=90\n完成预算|决 预|{words}")
    assert [(one.rule, one.level) for one in check_claims(prose, known, BOOK)] == [
        ("PR-5", one) for one in levels
    ]


@pytest.mark.parametrize(
    ("change", "level"), [("10.01", Level.TAIL), ("9.99", Level.TAIL), ("10.02", Level.ERROR)]
)
def test_a_change_may_have_been_reckoned_from_exact_figures(change: str, level: Level) -> None:
    prose, known = read(
        f"今=100 上=90\n与上年相比|今 上|2023年收入增加{change}万元，增长11.11%，主要原因：甲"
    )
    assert [(one.rule, one.level) for one in check_claims(prose, known, BOOK)] == [("PR-7", level)]


@pytest.mark.parametrize(
    ("rate", "level"), [("198.02", Level.TAIL), ("50.00", Level.TAIL), ("49.99", Level.ERROR)]
)
def test_last_years_figure_may_be_a_cent_more_than_what_is_reckoned_from_printed_figures(
    rate: str, level: Level
) -> None:
    """0.0149 less 0.0099 is 0.0050: last year's prints as 0.01, and is 0.00 when reckoned from 0.01 and 0.01."""
    prose, known = read(
        f"今=0.01 ~上=0.01\n与上年相比|今 上|2023年收入增加0.01万元，增长{rate}%，主要原因：甲"
    )
    assert [(one.rule, one.level) for one in check_claims(prose, known, BOOK)] == [("PR-7", level)]


@pytest.mark.parametrize(
    ("names", "words"), [("", "，主要包括水费"), ("办公费+印刷费", "，主要包括办公费、印刷费、水费等")]
)
def test_what_lists_an_item_whose_row_was_not_read_is_not_told(names: str, words: str) -> None:
    prose, known = read(f"科={names}\n主要包括|科|{words}")
    path = "基本支出表.各科目.30205.决算数"

    def told(standard: dict[str, str], *cells: str) -> list[str]:
        tables = replace(known.tables, cells={**known.tables.cells, **dict.fromkeys(cells, "某表")})
        found = check_claims(prose, replace(known, standard=standard, tables=tables), BOOK)
        return [one.what for one in found]

    what = ["列举了表里没有数的一项" if names else "表里没有，这里却列了出来"]
    assert told({}) == told({"30205": "水费"}, path) == told({"30206": "电费"}) == what
    assert told({"30205": "水费"}) == []
