"""Wordings: literal words and blanks; nothing of Jinja but the blank."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.phrases.wording import parse
from narrator.sources import Blank, Wording


def wording(text: str) -> Wording:
    return Wording(parse(text), "表.条", "文件.toml", 7)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ()),
        ("持平", ("持平",)),
        ("{{ 数 }}", (Blank("数"),)),
        ("{{数}}", (Blank("数"),)),
        ("{{  数\t}}", (Blank("数"),)),
        ("占{{ 比例 }}%", ("占", Blank("比例"), "%")),
        ("{{ 甲 }}{{ 乙 }}", (Blank("甲"), Blank("乙"))),
        ("{{ 甲 }}和{{ 甲 }}", (Blank("甲"), "和", Blank("甲"))),
        ("{{ 部门（单位）名称 }}", (Blank("部门（单位）名称"),)),
        (" 空格 ", (" 空格 ",)),
    ],
)
def test_a_wording_is_words_and_blanks(text, pieces):
    assert parse(text) == pieces


@pytest.mark.parametrize(
    "text",
    ["{", "}", "{{", "}}", "{{ }}", "{{ 甲 乙 }}", "{{ 甲 }", "{ 甲 }}", "{{{ 甲 }}}", "{% if 甲 %}", "{# 注 #}", "{{ 甲.乙", "甲}乙", "甲\n乙", "{{ 甲|乙 丙 }}", "{{ 甲 }}{"],
)  # fmt: skip
def test_stray_braces_and_jinja_are_refused(text):
    with pytest.raises(ValueError, match=r"(?s)^“.+”里有多余的花括号或换行；空格只能写成 \{\{ 名称 \}\}$"):
        parse(text)


def test_what_is_refused_is_told():
    with pytest.raises(ValueError, match=r"^“{% if 甲 %}”里有多余的花括号或换行；空格只能写成 {{ 名称 }}$"):
        parse("{{ 乙 }} {% if 甲 %} {{ 丙 }}")


def test_what_a_wording_knows():
    one = wording("{{ 主语 }}增加{{ 变动额 }}万元，增长{{ 变动率 }}%")
    assert one.blanks == ("主语", "变动额", "变动率")
    assert one.literal == "增加…万元，增长…%"
    assert (one.rule, one.file, one.line) == ("表.条", "文件.toml", 7)


NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Zs", "Zl", "Zp", "Cc"), exclude_characters="{}"),
    min_size=1,
    max_size=5,
)
LITERALS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="{}\n"), max_size=5)


@settings(max_examples=200)
@given(st.lists(st.one_of(LITERALS, NAMES.map(Blank)), max_size=6))
def test_a_wording_prints_as_it_was_written(pieces):
    text = "".join(piece if isinstance(piece, str) else f"{{{{ {piece.name} }}}}" for piece in pieces)
    assert str(wording(text)) == text
    assert wording(text).blanks == tuple(piece.name for piece in pieces if isinstance(piece, Blank))
