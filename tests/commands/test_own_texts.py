"""Texts that no form asks for (补充说明): written in the data, or typed in Word, they stand behind their section."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from commands.desk import Desk, control, typed, untagged

SECTION = "收入支出决算总体情况说明"
NEXT = "二、财政拨款支出决算情况说明"
SLOT = f"补充说明.{SECTION}"
BOSS = "需要说明的是，本年新增编制两名，相关经费已在上级批复中明确。"


def paragraph_before(heading: str, text: str) -> Callable[[str], str]:
    """Type a paragraph before the one that says the heading, in the body."""

    def edit(xml: str) -> str:
        at = [found.start() for found in re.finditer("<w:p[ >]", xml[: xml.rindex(f">{heading}</w:t>")])][-1]
        return f"{xml[:at]}<w:p><w:r><w:t>{text}</w:t></w:r></w:p>{xml[at:]}"

    return edit


def between(text: str) -> str:
    """Return what the report says from the section up to the next one."""
    return text[text.rindex(f"一、{SECTION}") : text.rindex(NEXT)]


def test_a_text_in_the_data_stands_at_the_end_of_its_section(desk: Desk) -> None:
    desk.change(
        lambda raw: raw.update(
            补充说明={SECTION: ["第一段。", "第二段{{ 年度 }}。"], "支出决算表": "表后的话"}
        )
    )
    assert desk.render() == 0
    assert between(desk.text()).endswith("\n第一段。\n第二段{{ 年度 }}。\n")
    assert desk.run("check", desk.data) in (0, 1)
    assert desk.run("reasons", desk.data) == 0
    assert f"已写　　{SLOT}" in desk.out
    assert desk.run("render", desk.data, "-o", desk.folder / "x.txt", "--unused") == 0
    assert "补充说明" not in desk.err


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("收入支出总体情况", f"改成“{SECTION}”"),
        ("总体情况", ""),
        ("一、" + SECTION, ""),
        ("甲乙丙丁", "改成一节的标题："),
    ],
)
def test_a_section_that_is_not_there_is_told(desk: Desk, name: str, told: str) -> None:
    desk.change(lambda raw: raw.update(补充说明={name: "话"}))
    assert desk.render() == (2 if told else 0)
    if told:
        assert f"补充说明.{name}：报告里没有“{name}”这一节" in desk.err
        assert told in desk.err
        assert desk.run("check", desk.data) == 1
        assert f"ST-1 {name}" in desk.out


@pytest.mark.parametrize("saves", [[], [untagged]], ids=["tagged", "untagged"])
def test_a_paragraph_typed_in_word_comes_into_the_data(desk: Desk, saves: list[Callable[[str], str]]) -> None:
    assert desk.render() == 0
    desk.edit(paragraph_before(NEXT, BOSS), *saves)
    assert desk.pull() == 0, desk.err
    assert desk.raw["补充说明"] == {SECTION: BOSS}
    assert f"＋ {BOSS}" in desk.out
    assert desk.render() == 0, desk.err
    assert between(desk.text()).endswith(f"\n{BOSS}\n")
    desk.edit(paragraph_before(NEXT, "再加一段，说明结转资金的使用计划。"), *saves)
    assert desk.pull() == 0, desk.err
    assert desk.raw["补充说明"] == {SECTION: [BOSS, "再加一段，说明结转资金的使用计划。"]}
    assert desk.render() == 0
    desk.edit(typed(SLOT, "改了", 0), *saves)
    assert desk.pull() == 0, desk.err
    assert desk.raw["补充说明"][SECTION][0] == "改了。"


def test_a_paragraph_stops_a_render_that_would_lose_it(desk: Desk) -> None:
    assert desk.render() == 0
    desk.edit(paragraph_before(NEXT, BOSS))
    assert desk.render() == 2
    assert BOSS in desk.err
    assert desk.render("--pull") == 0
    assert desk.raw["补充说明"] == {SECTION: BOSS}
    assert BOSS in desk.text()


def test_what_the_report_says_already_is_no_new_text(desk: Desk) -> None:
    assert desk.render() == 0
    said = max(between(desk.text()).split("\n"), key=len)
    desk.edit(paragraph_before(NEXT, said[: len(said) // 2]))
    assert desk.pull() == 1
    assert "补充说明" not in desk.raw
    assert "没有采用" in desk.err


def test_a_note_is_no_text(desk: Desk) -> None:
    assert desk.render() == 0
    desk.edit(paragraph_before(NEXT, "局长：这里还要核一下"))
    assert desk.pull() == 1
    assert "加了“局长：这里还要核一下”，没有采用" in desk.err


def test_a_text_that_was_deleted_and_typed_anew_is_offered(desk: Desk) -> None:
    assert desk.render() == 0
    duty = "部门.主要职责[2]"
    desk.edit(lambda xml: control(duty).sub("<w:r><w:t>统筹全市各项创新工作，另起一句</w:t></w:r>", xml))
    assert desk.pull() == 1
    assert f"“{duty}”的框没有了，这里的文字像是它改成了“" in desk.err
    assert re.search(f"data.json的“{re.escape(duty)}”，写在第[0-9]+行的引号里", desk.err)
    assert "补充说明" not in desk.raw
