"""Rows of a table that a paragraph lists become a loop: those that have an amount this year, whatever they are next year."""

from __future__ import annotations

from decimal import Decimal

import pytest

from learning.test_own_facts import notebook_of
from narrator.learning.data_place import AMOUNT, DataPlace
from narrator.learning.notebook import Notebook
from narrator.learning.own_sentences import write_sentence

AMOUNTS = {"301": "3.00", "30101": "1.00", "30102": "2.00", "30103": "0.00", "303": "5.00", "30302": "5.00", "302": "4.00", "30201": "4.00", "310": "2.00", "31002": "2.00"}  # fmt: skip
NAMES = {"301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "303": "对个人和家庭的补助", "30302": "退休费", "302": "商品和服务支出", "30201": "办公费", "310": "资本性支出", "31002": "办公设备购置"}  # fmt: skip
EACH = '{% for 项 in 基本支出表.各科目 | 款级("301", "303") | 有数("决算数") %}\n{{ 项.科目名称 }}'


def notebook_of_expense() -> Notebook:
    """A notebook whose 基本支出表 has the rows above."""
    notebook = notebook_of({})
    for code, amount in AMOUNTS.items():
        row = f"基本支出表.各科目.{code}"
        notebook.rows[row] = {"科目名称": NAMES[code], "类": NAMES[code[:3]]}  # type: ignore[index]
        places = [DataPlace("项.决算数", f"{row}.决算数", Decimal(amount), AMOUNT, "基本支出", row)]
        above = f"基本支出表.各科目.{code[:3]}"
        places += [DataPlace("项.类.决算数", f"{above}.决算数", Decimal(AMOUNTS[code[:3]]), AMOUNT, "", row)]
        notebook.places.rows[row] = places  # type: ignore[index]
    return notebook


@pytest.mark.parametrize(
    ("text", "loop"),
    [
        ("人员经费8.00万元，主要包括：基本工资、津贴补贴、退休费。", EACH),
        ("人员经费8.00万元，包括：基本工资、津贴补贴、奖金、退休费。", ""),  # 奖金 has no amount: others wrote it
        ("补助5.00万元，主要包括：退休费。", EACH.replace('"301", "303"', '"303"')),
        ("工资福利支出3.00万元，主要包括：基本工资、津贴补贴。", EACH.replace('"301", "303"', "项").replace("项 in", "款 in").replace("项.", "款.")),
        ("公用经费4.00万元，主要包括：办公费。", EACH.replace('"301", "303"', '"302"')),
        ("公用经费6.00万元，主要包括：办公费、办公设备购置。", EACH.replace('"301", "303"', '"302", "307", "310", "312", "399"')),
    ],
)  # fmt: skip
def test_a_list_of_items_is_derived_from_their_amounts(text: str, loop: str) -> None:
    notebook = notebook_of_expense()
    written = write_sentence(notebook, text, "基本支出情况").source
    assert (loop in written) if loop else ("for" not in written)
    assert "基本工资" not in written
    assert {kind for kind, _ in notebook.own.values()} <= {"本年文字", "金额"}


def test_a_name_with_its_amount_is_no_list() -> None:
    """Else the first digit of the amount would be taken for the mark behind the list, and the others stay as words."""
    written = write_sentence(
        notebook_of_expense(), "补助5.00万元，包括：退休费5.00万元。", "基本支出情况"
    ).source
    assert "5" not in written
    assert "loop.last" not in written
