"""Which name a code should have that one table prints otherwise than all others."""

from __future__ import annotations

from typing import Any

import pytest

from narrator.checks.printed.misspelt_names import find_right_names
from narrator.checks.printed.table_data import Reading
from narrator.spans import Text
from narrator.tables.table_as_read import NO_PLACE, Printed, PublicTable, Sheet

from ..alterations import table as altered
from ..reports import before, findings, original, told

STANDARD = {"2070109": "群众文化", "2070101": "行政运行"}
PATH = "一般公共预算支出表.各科目.{}.科目名称"


def table(name: str, code: str, text: str) -> PublicTable:
    printed = Printed(text, None, 1, 1, parts=NO_PLACE._replace(row=code, column="科目名称"))
    return PublicTable(name, Sheet([]), names={f"{name}.各科目.{code}.科目名称": printed})


@pytest.mark.parametrize(
    ("code", "name", "others", "right"),
    [
        ("2070109", "群众文己", ["群众文化"], "群众文化"),
        ("2070109", "群众文己", ["群众 文化", "群众文化"], "群众文化"),
        ("2070109", "群众文己", [], ""),
        ("2070109", "群众文己", ["群众文化", "群众文艺"], ""),
        ("2070109", "群众文化", ["群众文己", "群众文己"], ""),  # the classification has it so
        ("2070109", "行政运行", ["群众文化"], ""),  # another item's: the code may be wrong
        ("2070999", "甲乙", ["甲丙"], ""),  # nobody else says which one is right
        ("2070999", "甲乙", ["甲丙", "甲丙"], "甲丙"),
        ("2070999", "", ["甲丙", "甲丙"], ""),
    ],
)
def test_a_name_is_what_all_others_print(code: str, name: str, others: list[str], right: str) -> None:
    own = table("一般公共预算支出表", code, name)
    rest = [table(one, code, text) for one, text in zip(("收入决算表", "支出决算表"), others, strict=False)]
    reading = Reading(public={one.name: one for one in (own, *rest)})
    assert find_right_names(own, reading, STANDARD) == ({PATH.format(code): right} if right else {})


def test_of_tables_by_economic_class_nothing_is_said() -> None:
    own = table("基本支出表", "30101", "甲乙")
    others = [table(name, "30101", "甲丙") for name in ("收入决算表", "支出决算表")]
    for tables in ([own], [own, *others]):
        reading = Reading(public={one.name: one for one in tables})
        assert find_right_names(own, reading, {"30101": "基本工资"}) == {}


@pytest.mark.parametrize("name", ["收入决算表", "支出决算表", "一般公共预算支出表"])
def test_a_blank_in_a_name_is_of_its_setting(name: str) -> None:
    """As a .docx has them that was made from a .pdf."""
    spaced: list[str] = []

    def put(text: Text) -> Text:
        words = text.string.strip()
        if len(words) < 4 or any(one.isascii() for one in words):
            return text
        spaced.append(words)
        return Text(f"{words[:2]} {words[2:]}")

    def change(rows: list[Any]) -> list[Any]:
        return [
            tuple(cell._replace(paragraphs=tuple(map(put, cell.paragraphs))) for cell in row) for row in rows
        ]

    document = altered(original(), name, change)
    assert len(spaced) > 5
    assert [one for one in findings(document) if not told([one]) <= before()] == []
