"""The headings of a report that has no styles for them: which of its paragraphs they are, and of which level."""

from __future__ import annotations

import pytest

from narrator.checks.printed.headings import is_nearly, with_headings
from narrator.document import Document, Heading, Paragraph
from narrator.spans import Text

LISTED = (
    "第一部分　部门概况……1",
    "一、主要职责……2",
    "二、机构设置……3",
    "第二部分　决算说明……4",
    "（一）收入……5",
)
LONGEST = "二、" + "长" * 48


def levels(lines: tuple[str, ...], listed: tuple[str, ...] = LISTED, styled: int = 0) -> dict[str, int]:
    """The level of each of LINES that is a heading, in a report whose contents are LISTED and some of whose headings have a
    style."""
    blocks = (
        *(Paragraph(Text(one), "目录") for one in listed),
        *(Heading(4, Text(f"有样式的标题{at}"), "标题") for at in range(styled)),
        *(Paragraph(Text(one), "正文") for one in lines),
    )
    read = with_headings(Document("", blocks))
    assert read.blocks[: len(listed)] == blocks[: len(listed)]
    assert [plain_text(one) for one in read.blocks] == [plain_text(one) for one in blocks]
    return {
        one.text.string: one.level for one in read.blocks if isinstance(one, Heading) and one.style != "标题"
    }


def plain_text(block: object) -> str:
    assert isinstance(block, (Heading, Paragraph))
    return block.text.string


@pytest.mark.parametrize(
    ("line", "level"),
    [
        # as the contents list it, with its number or without, and whatever blanks stand in it
        ("第一部分 部门概况", 1), ("部门概况", 1), ("一、主要职责", 2), ("主要职责", 2), ("（一）收入", 3), ("(一)收入", 3),
        # numbered, and short, of a level that the contents have
        ("九、政府采购", 2), ("十二、政府采购", 2), ("（九）政府采购", 3), ("第九部分 附件", 1), ("三、政府采购。", 2),
        # a sentence is none
        ("三、政府采购。共有5项。", 0), ("三、采购5万元", 0), ("三、采购：", 0), ("三、采购！", 0), ("三、采购？", 0), ("三、采购;货物", 0),
        # nor is what has no such number, or is too long, or one letter
        ("政府采购", 0), ("1.政府采购", 0), (LONGEST, 2), (f"{LONGEST}长", 0), ("一", 0), ("", 0),
    ],
)  # fmt: skip
def test_headings_are_known_by_the_contents_and_their_numbers(line: str, level: int) -> None:
    assert levels((line,)).get(line, 0) == level


def test_two_letters_are_enough_for_a_title() -> None:
    listed = ("一、主要职责……1", "三、附件……9", "四、文……9")
    assert levels(("附件", "文"), listed) == {"附件": 2}


def test_what_is_numbered_is_a_heading_down_to_the_deepest_level_of_the_contents() -> None:
    lines = ("第九部分 附件", "九、采购", "（九）其他")
    assert levels(lines, ()) == {}
    assert levels(lines, ("一、主要职责……1",)) == dict(zip(lines[:2], (1, 2), strict=True))
    assert levels(lines, ("第一部分 概况……1", "没有序号的一行……2")) == {lines[0]: 1}


@pytest.mark.parametrize(("styled", "found"), [(0, True), (2, True), (3, False), (4, False)])
def test_a_report_whose_headings_have_styles_is_left_as_it_is(styled: int, found: bool) -> None:
    assert bool(levels(("一、主要职责",), styled=styled)) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("财政拨款收入支出决算总体情况", True),  # without 说明
        ("财政拨款收入支出决算总体情况说明表格式样", True),
        ("财政拨款收入支出决算总体情况说明表格式样本", False),  # too much is added
        ("财政收入支出总体情况说明", True),
        ("财政收入支出总体情况明", False),  # too much is left out
        ("财政拔款收人支出决算总体情况说明", True),
        ("财政拔款收人支岀决算总体情况说明", False),  # too much is another letter
        ("四、财政拔款收入支出决算总体情况说明", True),
        ("明说况情体总算决出支入收款拨政财", False),  # the same letters
    ],
)
def test_a_title_with_a_slip_is_a_heading(line: str, found: bool) -> None:
    listed = ("第二部分 决算说明……1", "（四）财政拨款收入支出决算总体情况说明……3")
    assert levels((line,), listed) == ({line: 3} if found else {})


def test_of_two_lines_that_are_nearly_a_title_the_first_is_the_heading() -> None:
    listed = ("四、财政拨款收入支出决算总体情况说明……3",)
    slips = ("财政拔款收入支出决算总体情况说明", "财政拨款收人支出决算总体情况说明")
    assert levels(slips, listed) == {slips[0]: 2}
    assert levels((*slips, "财政拨款收入支出决算总体情况说明"), listed) == {
        "财政拨款收入支出决算总体情况说明": 2
    }


def test_a_title_is_nearly_another_one_with_few_other_letters() -> None:
    name = "".join(chr(0x4E00 + at) for at in range(40))
    assert is_nearly(name[:20], name[:20])
    assert is_nearly(f"{name[:17]}某某某", name[:20])  # 34 of the 40 letters of both
    assert not is_nearly(f"{name[:16]}某某某某", name[:20])
    assert is_nearly(f"三、{name[:36]}", name)
    assert not is_nearly(name[:35], name)
    assert not is_nearly("".join(reversed(name[:20])), name[:20])  # the same letters in another order
