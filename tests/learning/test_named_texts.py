"""Texts beside names: they are read by what stands over them, and a column with another word is another text of the data."""

from __future__ import annotations

from narrator.form import load
from narrator.learning.named_texts import read_named_texts, renamed_lines

ROWS = [["序号", "单位名称", "备注"], ["1", "某局（本级）", ""], ["2", "某馆", "2024年设立"]]


def test_a_column_with_another_word_is_another_text() -> None:
    layout = load("中央2023").layouts["决算单位"]
    (one,) = read_named_texts(ROWS, layout)
    assert (one.path, one.texts) == ("部门.决算单位备注", {"某馆": "2024年设立"})
    header, body = renamed_lines(layout, [one])
    assert "序号 | 单位名称 | 备注" in header
    assert "{{ 部门.决算单位备注 | 取(单位) }}" in body


def test_the_bases_own_column_is_not_written_again() -> None:
    layout = load("上海2024").layouts["决算单位"]
    (one,) = read_named_texts(ROWS, layout)
    assert one.path == "部门.决算单位备注"
    assert not list(renamed_lines(layout, [one]))


def test_a_table_with_other_columns_has_none() -> None:
    assert not list(
        read_named_texts([["序号", "单位名称"], ["1", "某馆"]], load("中央2023").layouts["决算单位"])
    )
