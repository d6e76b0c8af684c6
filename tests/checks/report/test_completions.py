"""What is told of a completion that stands in other words than the form's, word for word (completions.txt): the budgets,
the rates, 大于 and 小于, and the reason, each right and wrong.

`pytest --accept` writes the file anew, for review.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.prose import Completion, Prose
from narrator.checks.printed.statement import read_statement
from narrator.checks.report.completions import Reworded, check_completions, imply_budgets
from narrator.checks.report.consistency import check_budget_names, check_rates_given
from narrator.checks.report.word_mistakes import check_word_mistakes
from narrator.disclosure.value import Figure
from narrator.facts.operand import total
from narrator.number import Amount, MoneyUnit
from narrator.sources import Fact, Said
from narrator.tables.plain import plain

from ..reports import as_read, original, replaced
from ..telling import Golden, in_full
from .test_wordings import PARAGRAPH

GOLDEN = Golden(Path(__file__).with_name("completions.txt"))
UNKNOWN = Golden(Path(__file__).with_name("unknown_finals.txt"))
KNOWN = Golden(Path(__file__).with_name("known_budgets.txt"))
SPENT = "支出决算为267.12万元"
LESS, SAME = "决算数小于预算数的主要原因是人员变动。", "决算数与预算数持平。"
WORDS = [
    # the rate and the budget that it names
    f"年初预算为300.00万元，{SPENT}，完成年初预算的89.04%。{LESS}",
    f"年初预算为300.00万元，{SPENT}，完成年初预算的89.05%。{LESS}",
    f"年初预算为300.00万元，{SPENT}，完成年初预算的89.0%。{LESS}",
    f"年初预算为300.00万元，{SPENT}，完成年初预算的98.04%。{LESS}",
    f"年初预算为3.00万元，支出决算为2.67万元，完成年初预算的89.03%。{LESS}",
    f"年初预算为0万元，全年预算为300.00万元，{SPENT}，完成年初预算的89.04%。{LESS}",
    f"年初预算为0万元，全年预算为300.00万元，{SPENT}，完成全年预算的89.04%。决算数小于全年预算数的主要原因是人员变动。",
    f"年初预算为0万元，全年预算为300.00万元，{SPENT}，完成预算的89.04%。{LESS}",
    f"年初预算为0万元，{SPENT}，完成年初预算的89.04%。{LESS}",
    f"年初预算为200.00万元，全年预算为300.00万元，{SPENT}，完成年初预算的89.04%。{LESS}",
    f"年初预算为200.00万元，全年预算为300.00万元，{SPENT}，完成年初预算的133.56%，完成全年预算的80.04%。{LESS}",
    f"{SPENT}，完成年初预算的89.04%。{LESS}",
    f"支出决算为0万元，完成年初预算的89.04%。{LESS}",
    f"支出决算为0万元，完成年初预算的100.00%。{SAME}",
    f"支出决算为0万元，完成年初预算的0.00%。{LESS}",
    # how both compare
    f"年初预算为300.00万元，{SPENT}。决算数大于预算数的主要原因是人员变动。",
    f"年初预算为200.00万元，全年预算为300.00万元，{SPENT}。决算数小于年初预算数的主要原因是人员变动。",
    f"年初预算为267.12万元，{SPENT}，完成年初预算的100.00%。{SAME}",
    f"年初预算为267.12万元，{SPENT}，完成年初预算的100.00%。{LESS}",
    f"年初预算为300.00万元，{SPENT}。{SAME}",
    f"年初预算为269.80万元，{SPENT}。决算数与预算数基本持平。",
    "年初预算为100.00万元，支出决算为99.00万元。决算数与预算数基本持平。",
    "年初预算为100.00万元，支出决算为98.99万元。决算数与预算数基本持平。",
    f"年初预算为269.90万元，{SPENT}。决算数与预算数基本持平。",
    f"年初预算为300.00万元，{SPENT}。决算数大小于预算数的主要原因是人员变动。",
    f"{SPENT}。决算数大小于预算数的主要原因是人员变动。",
    f"年初预算为300.00万元，{SPENT}，完成年初预算的98.04%。决算数大小于预算数的主要原因是人员变动。",
    f"{SPENT}，完成年初预算的100.00%。{LESS}",
    f"年初预算为0.01万元，支出决算为0.01万元，完成年初预算的120.00%。{SAME}",
    "年初预算为0.01万元，支出决算为0.01万元，完成年初预算的120.00%。决算数大于预算数的主要原因是人员变动。",
    f"{SPENT}，完成年初预算的102.35%。{LESS}",
    f"{SPENT}，完成年初预算的102.35%，完成年初预算的80.00%。{LESS}",
    f"年初预算为-3.00万元，{SPENT}，完成年初预算的89.04%。决算数大于预算数的主要原因是人员变动。",
    f"年初预算为-3.00万元，全年预算为300.00万元，{SPENT}，完成年初预算的89.04%。{LESS}",
    f"年初预算为200.00万元，全年预算为-3.00万元，{SPENT}，完成年初预算的66.00%，完成全年预算的89.04%。{LESS}",
    f"{SPENT}，完成年初预算的98.04%。{SAME}",
    f"{SPENT}，完成年初预算的100.00%。决算数与预算数基本持平。",
    f"年初预算为0万元，支出决算为0万元。{LESS}",
    # two final figures, of which the first is the sentence's own
    f"年初预算为300.00万元，{SPENT}，其中一般公共预算支出决算为5.00万元，完成年初预算的89.04%。{LESS}",
    # the rate of one budget says nothing of another one; 预算 may be any
    f"{SPENT}，完成年初预算的102.35%。决算数小于全年预算数的主要原因是人员变动。",
    f"{SPENT}，完成预算的102.35%。决算数小于全年预算数的主要原因是人员变动。",
    f"{SPENT}，完成全年预算的80.00%，完成年初预算的102.35%。决算数小于年初预算数的主要原因是人员变动。",
    f"{SPENT}，完成年初预算的102.35%。决算数与预算数基本持平。",
    # a reason where nothing is known of a difference, or there is none
    f"{SPENT}。决算数小于预算数。",
    f"年初预算为267.12万元，{SPENT}。决算数小于预算数。",
    f"{SPENT}，完成年初预算的89.04%。决算数小于预算数。",
    # the reason
    f"年初预算为300.00万元，{SPENT}。决算数小于预算数。",
    f"年初预算为300.00万元，{SPENT}。决算数小于预算数的主要原因是无。",
    f"年初预算为300.00万元，{SPENT}。决算数小于预算数的主要原因是。",
    f"年初预算为300.00万元，{SPENT}。决算数小于预算数的主要原因是无等。",
    f"年初预算为300.00万元，{SPENT}。决算数小于预算数的主要原因是等待验收等。",
    f"年初预算为267.12万元，{SPENT}。决算数与预算数持平，主要原因是无。",
    # the amounts
    f"年初预算为300.00万元，支出决算为267.21万元。{LESS}",
]  # fmt: skip


def test_everything_is_told_as_it_was_reviewed(accept: bool) -> None:
    report = as_read(replaced(original(), PARAGRAPH, f"，主要用于人员工资。{WORDS[0]}"))
    [one] = report.prose.completions
    found = {
        words: in_full(
            check_completions(
                Prose(completions=[replace(one, statement=read_statement(plain(words), MoneyUnit.WAN))]),
                report.known,
            )
        )
        for words in WORDS
    }
    if accept:
        GOLDEN.write(found)
    assert found == GOLDEN.read()


def test_a_twisted_comparison_is_told_once_and_the_same_slip_elsewhere_besides() -> None:
    report = as_read(replaced(original(), PARAGRAPH, f"，主要用于人员工资。{WORDS[0]}"))
    [one] = report.prose.completions
    words = f"{SPENT}。决算数大小于预算数的主要原因是无。"
    lines = [replace(one.line, text=words), replace(one.line, text=f"{words}支出大小于上年。")]
    both = [replace(one, line=line, statement=read_statement(plain(words), MoneyUnit.WAN)) for line in lines]
    assert "HY-4" in {
        finding.rule for finding in check_completions(Prose(completions=both[:1]), report.known)
    }
    assert not list(check_word_mistakes(lines[:1], both))
    [left] = check_word_mistakes(lines[1:], both)
    assert [side.value for side in left.sides] == ["算数的主要原因是无。支出大小于上年。"]
    [other] = check_word_mistakes([replace(lines[0], number=one.line.number + 1)], both)
    assert "决算数大小于预算" in other.sides[0].value


def test_a_budget_that_is_printed_elsewhere_is_held_against_the_sentence(accept: bool) -> None:
    report = as_read(replaced(original(), PARAGRAPH, f"，主要用于人员工资。{WORDS[0]}"))
    [one] = report.prose.completions
    budget = one.said.fact.operands[1]
    assert isinstance(budget, Figure)
    said = {**report.known.said, budget.path: ("300.00", report.prose.claims[0])}
    known = replace(report.known, said=said)
    KNOWN.hold(
        {
            words: in_full(
                check_completions(
                    Prose(completions=[replace(one, statement=read_statement(plain(words), MoneyUnit.WAN))]),
                    known,
                )
            )
            for words in WORDS
        },
        accept,
        WORDS,
    )


UNSTATED = [
    f"完成年初预算的89.04%。{LESS}",
    "完成年初预算的102.35%。决算数小于预算数的主要原因是人员变动。",
    f"年初预算为300.00万元，完成年初预算的89.04%。{LESS}",
    "年初预算为300.00万元，完成年初预算的102.35%。决算数小于预算数的主要原因是人员变动。",
    "年初预算为300.00万元。决算数与预算数基本持平。",
    "年初预算为300.00万元，完成年初预算的102.35%。决算数与预算数基本持平。",
    "完成年初预算的89.04%。决算数大小于预算数的主要原因是人员变动。",
    "决算数大小于预算数。",
    f"年初预算为300.00万元，支出决算为5.00万元，完成年初预算的89.04%。{LESS}",
]


def test_what_was_spent_may_be_known_from_nowhere_but_the_sentence(accept: bool) -> None:
    """Nor is it then held against a table."""
    report = as_read(replaced(original(), PARAGRAPH, f"，主要用于人员工资。{WORDS[0]}"))
    [one] = report.prose.completions
    final, _ = one.said.fact.operands
    assert isinstance(final, Figure)
    cells = {path: cell for path, cell in report.known.tables.cells.items() if path != final.path}
    known = replace(report.known, tables=replace(report.known.tables, cells=cells))
    found = {f"没有这一格：{words}": told_of(one, words, known) for words in UNSTATED}
    # or it is computed, and so is its budget
    figures = [figure for figure in report.known.figures.values() if isinstance(figure.value, Amount)]
    sums = tuple(total(figures[at : at + 2], report.known.publication) for at in (0, 2))
    summed = replace(one, said=Said(one.said.wording, Fact("小于", {}, sums), ""))
    assert not Reworded(summed, report.known).path
    for words in (WORDS[0], f"年初预算为300.00万元，支出决算为{sums[0]}万元，完成年初预算的89.04%。{LESS}"):
        found[f"几个数之和：{words}"] = told_of(summed, words, report.known)
        assert not [*imply_budgets(Prose(completions=[summed]), report.known)]
    UNKNOWN.hold(found, accept, found)


def told_of(one: Completion, words: str, known: Known) -> str:
    """What is told of a completion whose sentence says other words."""
    said = replace(one, statement=read_statement(plain(words), MoneyUnit.WAN))
    return in_full(check_completions(Prose(completions=[said]), known))


def test_a_rate_or_a_name_of_a_budget_is_missed_where_most_have_it() -> None:
    report = as_read(replaced(original(), PARAGRAPH, f"，主要用于人员工资。{WORDS[0]}"))
    [one] = report.prose.completions

    def said(words: str, count: int = 1) -> list[Completion]:
        return [replace(one, statement=read_statement(plain(words), MoneyUnit.WAN))] * count

    def rates(*found: Sequence[Completion]) -> list[str]:
        prose = Prose(completions=[each for some in found for each in some])
        found = list(check_rates_given(prose, report.known))
        assert {in_full([each]).partition("\n")[0] for each in found} <= {"提醒  各项的完成率"}
        assert {each.hint for each in found} <= {"统一：都写，或者都不写"}
        assert {side.value for each in found for side in each.sides} <= {"没有写，应当是89.04%"}
        return [f"{each.what} {len(each.sides)}" for each in found]

    bare, rated = f"年初预算为300.00万元，{SPENT}。", f"年初预算为300.00万元，{SPENT}，完成年初预算的89.04%。"
    assert rates(said(rated), said(bare)) == []
    assert rates(said(rated, 2), said(bare)) == ["有2项写了完成率，有1项没有写 1"]
    assert rates(said(rated), said(bare, 2)) == ["有1项写了完成率，有2项没有写 2"]
    assert rates(said(rated), said(bare, 8)) == ["有1项写了完成率，有8项没有写 6"]
    assert rates(said(rated, 3)) == rates(said(bare, 3)) == []
    # the total is none of the items
    whole = [figure for figure in report.known.figures.values() if ".合计." in figure.path][:2]
    total_said = replace(one, said=replace(one.said, fact=replace(one.said.fact, operands=tuple(whole))))
    rate = replace(total_said, statement=read_statement(plain(rated), MoneyUnit.WAN))
    assert rates([rate], said(rated), said(bare)) == []
    for none in (
        f"年初预算为267.12万元，{SPENT}。",
        f"年初预算为0万元，{SPENT}。",
        f"年初预算为-1.00万元，{SPENT}。",
    ):
        assert rates(said(rated, 2), said(none)) == []

    def names(*found: Sequence[Completion]) -> list[str]:
        prose = Prose(completions=[each for some in found for each in some])
        found = list(check_budget_names(prose))
        assert {in_full([each]).partition("\n")[0] for each in found} <= {"提醒  预算数的叫法"}
        assert {each.hint for each in found} <= {"统一叫法"}
        return [f"{each.what} {len(each.sides)}" for each in found]

    plan = f"全年预算为300.00万元，{SPENT}。决算数小于"
    named, other = said(f"{plan}全年预算数。", 9), said(f"{plan}预算数。", 9)
    what = "别处写的是“全年预算数”，这里写的是“预算数”"
    assert names(named[:2], other[:1]) == [f"{what} 1"]
    assert names(named[:1], other[:1]) == names(named) == names(other) == []
    assert names(named, other[:8]) == [f"{what} 6"]
    both = said(f"年初预算为0万元，{plan}预算数。")
    assert (
        names(named[:2], both)
        == names(named[:2], said(f"预算为300.00万元，{SPENT}。决算数小于预算数。"))
        == []
    )
