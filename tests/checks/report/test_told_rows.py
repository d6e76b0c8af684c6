"""Of a row that its table does not have the prose states no figure but nought: by hand-made sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from narrator import form, form_knowledge
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Capture, Piece
from narrator.checks.printed.printed_order import ToldRow
from narrator.checks.printed.prose import Claim, Completion, Prose
from narrator.checks.printed.statement import read_statement
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.told_rows import (
    called_by_name,
    check_told_rows,
    figures_without_row,
    is_told_above,
)
from narrator.disclosure.value import Figure, Words
from narrator.document import Document, Paragraph
from narrator.facts.kinds import KINDS
from narrator.facts.operand import Publication
from narrator.number import Amount, MoneyUnit
from narrator.sources import Said
from narrator.spans import join

from ..telling import in_full

ROWS = "一般公共预算支出表.各科目"
THERE, GONE = f"{ROWS}.2070101", f"{ROWS}.2080501"
LINE = Line(7, "支出5.00万元", False)


def known(*unlisted: str) -> Known:
    cells = {f"{THERE}.{column}": "公开05表" for column in ("小计", "基本支出")}
    return Known(Reading(cells=cells), Document("", ()), tuple, unlisted=unlisted)


def figure(path: str) -> Figure:
    return Figure(Amount(Decimal(1)), path)


def claimed(text: str, path: str) -> Prose:
    capture = Capture(Piece("number", source=figure(path)), text)
    return Prose(claims=[Claim(LINE, LINE.plain, (capture,))], unlisted=(GONE,))


def completed(row: str, final: str) -> Prose:
    """A completion of a ROW in other words than the form's."""
    fact = KINDS["完成"].fact(Publication(), figure(f"{row}.小计"), figure(f"{row}.年初预算数"))
    table = form_knowledge.book(form.load("辽宁2023"))["完成年初预算"]
    said = Said(table.entries[fact.situation], fact, "")
    statement = read_statement(f"年初预算为9.00万元,支出决算为{final}万元。", MoneyUnit.WAN)
    return Prose(completions=[Completion(LINE, said, Piece("choice", source=said), statement)], unlisted=(GONE,))  # fmt: skip


def without_row(prose: Prose) -> list[tuple[str, str]]:
    return [(path, side.value) for path, side in figures_without_row(prose, known(GONE))]


@pytest.mark.parametrize(
    ("text", "path", "told"),
    [
        ("5.00", f"{GONE}.小计", True), ("0.00", f"{GONE}.小计", False), ("5.00", f"{THERE}.小计", False),
        ("5.00", f"{GONE}.年初预算数", False),  # no table prints those
    ],
)  # fmt: skip
def test_a_figure_is_told_of_a_row_that_is_not_there(text: str, path: str, told: bool) -> None:
    assert without_row(claimed(text, path)) == ([(path, text)] if told else [])


@pytest.mark.parametrize(("row", "final", "told"), [(GONE, "5.00", True), (GONE, "0.00", False), (THERE, "5.00", False), (THERE, "0.00", False)])  # fmt: skip
def test_so_is_one_that_a_completion_states_in_other_words(row: str, final: str, told: bool) -> None:
    assert without_row(completed(row, final)) == ([(f"{row}.小计", final)] if told else [])


def test_what_the_form_s_words_say_was_spent_is_told_of_too() -> None:
    fact = KINDS["完成"].fact(Publication(), figure(f"{GONE}.小计"), figure(f"{GONE}.年初预算数"))
    table = form_knowledge.book(form.load("辽宁2023"))["完成年初预算"]
    said = Said(table.entries[fact.situation], fact, "")

    def stated(*parts: Capture) -> list[tuple[str, str]]:
        capture = Capture(Piece("choice", source=said), "某", frozenset(["大于"]), parts)
        return without_row(Prose(claims=[Claim(LINE, LINE.plain, (capture,))], unlisted=(GONE,)))

    final, rate = (
        Capture(Piece("number", source=name), text)
        for name, text in (("决算数", "5.00"), ("完成率", "50.00"))
    )
    assert stated(rate, final) == [(f"{GONE}.小计", "5.00")]
    assert stated(rate) == []


def test_of_two_final_figures_the_first_is_the_sentence_s_own() -> None:
    prose = completed(GONE, "5.00万元,其中基本支出决算为4.00")
    assert without_row(prose) == [(f"{GONE}.小计", "5.00")]
    assert [part.text for part in prose.completions[0].statement.of("决算数")] == ["5.00", "4.00"]


def test_where_every_row_is_there_nothing_is_asked() -> None:
    prose = claimed("5.00", f"{GONE}.小计")
    prose.unlisted = ()
    assert without_row(prose) == []


def test_a_row_is_told_once_with_what_is_above_it() -> None:
    """Where the tables alone tell that a row above is not there, of those below it nothing is said."""
    path = f"{GONE}.小计"
    assert is_told_above(path, known(GONE))
    assert is_told_above(path, known(GONE, GONE[:-2]))
    data = known(GONE, GONE[:-2], GONE[:-4])
    assert not is_told_above(path, data)
    named = known(GONE)
    named.tables.cells.update({f"{GONE[:-2]}.科目名称": "甲", f"{GONE[:-4]}.科目名称": "乙"})
    assert not is_told_above(path, named)
    assert [*check_told_rows(claimed("5.00", path), known(GONE))] == []
    both = claimed("5.00", path)
    both.claims += claimed("6.00", f"{ROWS}.208.小计").claims
    assert [one.rule for one in check_told_rows(both, known(GONE, f"{ROWS}.208"))] == ["PR-1"]
    [only] = check_told_rows(claimed("5.00", path), data)
    assert in_full([only]) == (
        "错误 PR-1 一般公共预算支出表 2080501 小计\n    正文里有数，表里没有这一行。核对正文和表，补上或者改正。\n"
        "    正文“支出5.00万元”：5.00 ＠第7段\n    一般公共预算支出表 2080501 小计：没有这一行\n"
    )


def test_a_row_that_is_told_of_twice_is_told_once() -> None:
    line = Line(9, f"（3）{'教' * 40}支出", False)
    assert in_full(
        check_told_rows(Prose(again=[ToldRow(line, f"{THERE}.小计", ("教",), ("",))]), known())
    ) == (
        f"提醒  一般公共预算支出表 2070101 小计（“{'教' * 30}”）\n    正文说了不止一次。留下一处，或者改正名称。\n"
        f"    正文：（3）{'教' * 27} ＠第9段\n"
    )


def test_what_a_sentence_tells_again_or_leaves_out_is_quoted_by_its_name() -> None:
    line = Line(9, "主要用于：教育支出（类）5.00万元，占100.00%。", False)
    row = ToldRow(line, THERE, ("教育支出",), ("(类)",))
    assert in_full(check_told_rows(Prose(again=[row], left_out=[row]), known())) == (
        "提醒  一般公共预算支出表 2070101（“教育支出(类)”）\n    正文说了不止一次。留下一处，或者改正名称。\n"
        "    正文“主要用于：教育支出（类）5.00…”：教育支出(类) ＠第9段\n"
        "提醒  一般公共预算支出表 2070101（“教育支出(类)”）\n    表里有数，这句话里没有说。补上，或者改正名称。\n"
        "    正文“主要用于：教育支出（类）5.00…”：没有说 ＠第9段\n"
    )


def test_a_row_that_a_sentence_leaves_out_is_told_with_what_stands_in_its_table() -> None:
    data, row = (
        known(),
        ToldRow(Line(9, "支出用于：教育（类）5.00万元。", False), THERE, ("文化",), ("(类)",)),
    )
    data.tables.shown = {f"{THERE}.小计": "0.00", f"{THERE}.基本支出": "5.00"}
    data.tables.cells |= {f"{THERE}.科目名称": "公开05表 名称", f"{THERE}.项目支出": "公开05表 项目"}
    data.tables.shown |= {f"{THERE}.科目名称": "文化", f"{THERE}.项目支出": "6.00"}
    assert in_full(check_told_rows(Prose(left_out=[row]), data)) == (
        "提醒  一般公共预算支出表 2070101（“文化(类)”）\n    表里有数，这句话里没有说。补上，或者改正名称。\n"
        f"    正文“支出用于：教育（类）5.00万元…”：没有说 ＠第9段\n    公开05表：5.00 ＠{THERE}.基本支出\n"
    )


def test_a_row_that_no_table_has_is_called_by_its_name() -> None:
    path, data = f"{GONE}.小计", known(GONE, GONE[:-2], GONE[:-4])
    named = join([Words("抚恤", f"{GONE[:-2]}.科目名称"), "，", Words("死亡抚恤", f"{GONE}.科目名称"), "。"])
    assert called_by_name(path, data) == "一般公共预算支出表 2080501 小计"
    data.composed = Document("", (Paragraph(named, "正文"),))
    assert called_by_name(path, data) == "一般公共预算支出表 死亡抚恤 小计"
    [only] = check_told_rows(claimed("5.00", path), data)
    assert [side.name for side in only.sides][1] == only.subject == "一般公共预算支出表 死亡抚恤 小计"
