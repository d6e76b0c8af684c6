"""Codes and names of a table by code that slipped, are not there, bear numbers or are those of another row: each is told once."""

from __future__ import annotations

from narrator.document import Table
from narrator.spans import Text

from ..report.test_unknown_figures import Change, Row, altered, news, place, put, report, words

TABLE = "收入决算表"


def with_first_cells(texts: list[str]) -> Change:
    """In the rows by code, TEXTS one after the other in the first cells."""

    def change(rows: list[Row]) -> list[Row]:
        left = iter(texts)
        return [
            (row[0]._replace(paragraphs=(Text(next(left)),)), *row[1:]) if words(row[:1]).isdigit() else row
            for row in rows
        ]

    return change


def codes() -> list[str]:
    """The codes of its rows."""
    [table] = [one for one in report().blocks if isinstance(one, Table) and one.name == TABLE]
    return [code for row in table.body if (code := words(row[:1])).isdigit()]


def test_codes_that_stand_a_row_lower_with_the_last_in_the_first_row_are_told_once() -> None:
    there = codes()
    [only] = news(altered(TABLE, with_first_cells([there[-1], *there[:-1]])))
    assert only.startswith(f"错误 ST-4 公开02表 “{there[-1]} 文化旅游体育与传媒支出”起 ")
    assert "编码和名称错开了一行" in only


def test_a_row_without_code_and_name_is_the_only_one_that_others_have_there() -> None:
    name = "机关事业单位基本养老保险缴费支出"

    def change(rows: list[Row]) -> list[Row]:
        return put(name, name, "")(put(name, "2080505", "")(rows))

    assert news(altered(TABLE, change)) == ["错误 AD-1 公开02表 2080505 这一行没有科目编码和名称"]


def test_names_with_numbers_before_them_are_told_once() -> None:
    def change(rows: list[Row]) -> list[Row]:
        return [
            (row[0], row[1]._replace(paragraphs=(Text(f"{at}.{words(row[1:2])}"),)), *row[2:])
            if words(row[:1]).isdigit()
            else row
            for at, row in enumerate(rows, 1)
        ]

    [only] = news(altered(TABLE, change))
    assert only.startswith("提醒 AD-1 公开02表 科目名称 ")
    assert only.endswith(f"等{len(codes())}个科目名称前面有序号，别的表里没有")


def test_a_row_with_the_name_of_the_one_above_it_has_a_wrong_name_alone() -> None:
    def change(rows: list[Row]) -> list[Row]:
        name = words(rows[place(rows, "20805")][1:2])
        return put("2080505", "机关事业单位基本养老保险缴费支出", name)(rows)

    assert news(altered(TABLE, change)) == ["错误 AD-1 2080505 科目名称 同一编码在各表里的名称不同"]
