"""Contents that no style makes known: which lines are theirs, and that no line of the report is taken for one."""

from __future__ import annotations

import time

import pytest

from narrator.checks.printed.contents import bare_title, repeats, with_contents
from narrator.document import Block, Heading, Paragraph
from narrator.spans import Text

from ..small import document, table

REPORT = [
    "第一部分 概况",
    "一、职责",
    "负责科技工作。",
    "二、机构",
    "第二部分 决算",
    "一、收入",
    "收入5万元。",
]
LISTED = ["第一部分 概况……1", "一、职责\t1", "二、机构 ··· 2", "第二部分 决算3", "一、收入......3"]


def listed(*blocks: str | Block) -> list[str]:
    """The lines of the contents of a document of BLOCKS; all else stays as it is."""
    read = document("某局", "2023年度部门决算", *blocks)
    known = with_contents(read)
    pairs = list(zip(known.blocks, read.blocks, strict=True))
    places = [at for at, (now, then) in enumerate(pairs) if now != then]
    assert places == list(range(places[0], places[0] + len(places)) if places else [])
    lines = [now for now, then in pairs if now != then]
    assert all(isinstance(line, Paragraph) and line.style == "目录" for line in lines)
    return [line.text.string for line in lines if isinstance(line, Paragraph)]


@pytest.mark.parametrize("title", ["目录", "目 录", "目　　录"])
def test_lines_behind_the_word_that_come_again_are_contents(title: str) -> None:
    assert listed(title, *LISTED, *REPORT) == LISTED
    assert listed(Heading(1, Text(title), "标题"), *LISTED, *REPORT) == LISTED
    headings = [Heading(1, Text(line), "标题") for line in REPORT]
    assert listed(title, *LISTED, *headings) == LISTED


def test_a_line_before_the_word_that_comes_again_ends_no_contents() -> None:
    assert listed("第二部分 决算", "目录", *LISTED, *REPORT) == LISTED


def test_numbers_of_headings_may_stand_in_the_contents_alone() -> None:
    assert listed("目录", *LISTED, *(line.removeprefix("一、") for line in REPORT)) == LISTED
    tables = ["附表1 自评表", "附表2 自评表", "附表3 自评表"]
    assert listed("目录", *LISTED, *tables, *REPORT, *tables) == [*LISTED, *tables]


def test_headings_of_tables_come_again_behind_tables() -> None:
    tables = ["一、收入表", "二、支出表"]
    body = [*REPORT, tables[0], table("甲|5"), tables[1], table("乙|6")]
    assert listed("目录", *LISTED, *tables, *body) == [*LISTED, *tables]


@pytest.mark.parametrize("wrong", range(len(LISTED) - 1))
def test_a_line_with_wrong_words_is_one_all_the_same(wrong: int) -> None:
    lines = [*LISTED[:wrong], "三、误写", *LISTED[wrong + 1 :]]
    assert listed("目录", *lines, *REPORT) == lines


def test_the_last_line_with_wrong_words_is_not_told_from_what_follows() -> None:
    lines = [*LISTED[:-1], "一、误写"]
    assert listed("目录", *lines, *REPORT) == LISTED[:-1]
    assert listed("目录", *LISTED, "说明：下同。", *REPORT) == LISTED


def test_the_last_line_may_be_the_first_heading() -> None:
    lines = ["一、职责", "二、机构", "第一部分 概况"]
    assert listed("目录", *lines, *REPORT) == lines
    assert listed("目录", *lines[:2], *REPORT) == lines[:2]


@pytest.mark.parametrize(
    "blocks",
    [
        REPORT,
        ["目录", *REPORT],
        [*REPORT, "目录"],
        ["目录"],
        ["目录", table("甲|5"), *LISTED, *REPORT],
        [*LISTED, *REPORT],
        ["目录", "某局", "某局", *REPORT],
        ["目录", *REPORT, "二、机构", "收入5万元。"],
        ["目录", "第一部分 概况", "长" * 81, "一、职责", *REPORT],
        ["目录", "第一部分 概况", "1", "一、职责", *REPORT],
        ["目录", "第一部分 概况", "一、职责", table("甲|5"), *REPORT],
        ["目录见下", *LISTED, *REPORT],
    ],
)
def test_nothing_else_is_contents(blocks: list[str | Block]) -> None:
    assert listed(*blocks) == []


def test_contents_with_a_style_stay_as_they_are() -> None:
    read = document("目录", *LISTED[:2], Paragraph(Text("二、机构"), "目录"), *REPORT)
    assert with_contents(read) is read


def test_long_documents_are_read_in_little_time() -> None:
    lines = [f"第{at}条" for at in range(50_000)]
    dots = "." * 200_000
    start = time.process_time()
    known = with_contents(document("目录", *lines, *lines, f"{dots}末", f"{dots}末"))
    assert sum(isinstance(one, Paragraph) and one.style == "目录" for one in known.blocks) == len(lines)
    assert time.process_time() - start < 20


def test_where_a_name_comes_again() -> None:
    """With its number, when it comes again with it; else without."""
    assert repeats(["一、甲", "二、甲", "一、甲", "二、甲"]) == [2, 3, 0, 0]
    assert repeats(["一、甲", "乙", "甲", ""]) == [2, 0, 0, 0]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("一、《收入决算表》", "收入决算表"),
        ("XX局概况", "XX局概况"),
        ("二、X市XX", "X市XX"),
        ("《《甲》乙》", "甲》乙"),
    ],
)
def test_a_title_is_bare_without_its_number_and_the_marks_around_it(line: str, title: str) -> None:
    assert bare_title(line) == title
