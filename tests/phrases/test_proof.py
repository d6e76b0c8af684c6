"""The proof of a phrasebook, told to programs."""

from __future__ import annotations

from narrator.phrases.proof import proof_as_data
from phrases.notation import book, layered

CHOICE = """
[性质]
事实 = "选择"
行政 = "机关运行经费"
事业 = "公用经费"
"""


def test_every_table_tells_what_it_says_in_which_situation() -> None:
    proof = list(proof_as_data(book(CHOICE, '[有没有]\n事实 = "有无"\n有 = "{{ 数 }}万元"\n无 = ""')))
    assert proof == [
        {
            "名称": "性质", "事实": "选择", "由": ["选项"],
            "情形": [
                {"情形": "行政", "含义": "选的是“行政”", "措辞": "机关运行经费"},
                {"情形": "事业", "含义": "选的是“事业”", "措辞": "公用经费"},
            ],
        },
        {
            "名称": "有没有", "事实": "有无", "由": ["数"],
            "情形": [
                {"情形": "有", "含义": "数印出来不是零", "措辞": "{{ 数 }}万元"},
                {"情形": "无", "含义": "数印出来是零", "措辞": ""},
            ],
        },
    ]  # fmt: skip


def test_a_situation_without_a_wording_and_a_table_that_says_nothing() -> None:
    found, problems = layered('[有没有]\n事实 = "有无"\n有 = "有"\n\n[空]\n有 = "有"')
    assert problems
    assert [[one["措辞"] for one in table["情形"]] for table in proof_as_data(found)] == [["有", ""]]  # type: ignore[attr-defined]
