"""What is told of a completion that stands in other words than the form's, word for word (completions.txt): the budgets,
the rates, 大于 and 小于, and the reason, each right and wrong.

`pytest --accept` writes the file anew, for review.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from narrator.checks.printed.prose import Prose
from narrator.checks.printed.statement import read_statement
from narrator.checks.report.completions import check_completions
from narrator.checks.report.slips import check_word_slips
from narrator.disclosure.value import Figure
from narrator.number import Unit
from narrator.tables.plain import plain

from ..reports import as_read, original, replaced
from ..telling import Golden, in_full
from .test_wordings import PARAGRAPH

GOLDEN = Golden(Path(__file__).with_name("completions.txt"))
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
    f"{SPENT}，完成年初预算的102.35%。{LESS}",
    f"{SPENT}，完成年初预算的102.35%，完成年初预算的80.00%。{LESS}",
    f"年初预算为-3.00万元，{SPENT}，完成年初预算的89.04%。决算数大于预算数的主要原因是人员变动。",
    f"年初预算为-3.00万元，全年预算为300.00万元，{SPENT}，完成年初预算的89.04%。{LESS}",
    f"年初预算为200.00万元，全年预算为-3.00万元，{SPENT}，完成年初预算的66.00%，完成全年预算的89.04%。{LESS}",
    f"{SPENT}，完成年初预算的98.04%。{SAME}",
    f"{SPENT}，完成年初预算的100.00%。决算数与预算数基本持平。",
    f"年初预算为0万元，支出决算为0万元。{LESS}",
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
                Prose(completions=[replace(one, statement=read_statement(plain(words), Unit.WAN))]),
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
    both = [replace(one, line=line, statement=read_statement(plain(words), Unit.WAN)) for line in lines]
    assert "HY-4" in {
        finding.rule for finding in check_completions(Prose(completions=both[:1]), report.known)
    }
    assert not list(check_word_slips(lines[:1], both))
    [left] = check_word_slips(lines[1:], both)
    assert [side.value for side in left.sides] == ["算数的主要原因是无。支出大小于上年。"]
    [other] = check_word_slips([replace(lines[0], number=one.line.number + 1)], both)
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
                    Prose(completions=[replace(one, statement=read_statement(plain(words), Unit.WAN))]), known
                )
            )
            for words in WORDS
        },
        accept,
        WORDS,
    )
