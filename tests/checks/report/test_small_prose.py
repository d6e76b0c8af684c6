"""What becomes of the paragraphs of a small report: each third of them altered in one way; what is read otherwise, and what is
told (small_prose.txt).

`pytest --accept` writes the file anew, for review.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from narrator.checks.report.inspection import judge_report
from narrator.document import Block, Document, Heading, Paragraph
from narrator.spans import Text

from ..printed.small_report import told
from ..reports import as_read, basis
from ..telling import Golden, in_full
from ..whats_read import otherwise, what_is_read

GOLDEN = Golden(Path(__file__).with_name("small_prose.txt"))
FIRST, LAST = "第二部分", "第三部分"  # the headings between which the paragraphs stand
TIMES = 3
MOST = 4  # lines of a kind that are told one by one when they are no longer there
LONGEST = 80  # letters of a line that are held
AMOUNT, NUMBER = re.compile(r"(\d+\.\d\d)万元"), re.compile(r"\d+(?:\.\d+)?")
PLACE = re.compile(r" ?＠?第\d+段")
MARKS = re.compile("(?<=[，。；：])")
REASON = re.compile("，[^，。]*主要原因(?:是|：)[^，。；]*")
OTHER_WORDS = {
    "占收入总计的": "占比", "占支出总计的": "约占支出总计的", "完成年初预算的": "预算完成率为", "完成预算的": "为预算的", "与上年相比": "较上年", "比上年": "比去年", "主要原因是": "原因为", "主要原因：": "主要是由于",
    "包括": "有", "其中：": "分别是：", "持平": "一致", "年初未安排预算": "年初没有预算", "按支出功能分类科目分": "按科目分", "支出决算": "决算支出", "主要用于": "用在", "共有": "有", "未组织": "没有组织", "无需要": "没有需要", "降低": "下降", "增长": "上升", "减少": "下降",
}  # fmt: skip
Change = Callable[[str], Sequence[str]]  # a paragraph's text → those that stand in its place


def clauses(text: str) -> list[str]:
    return [one for one in MARKS.split(text) if one]


def cut(text: str, *marks: str) -> int:
    """Where TEXT may be cut: behind the first of some marks that stands within it."""
    places = (text.find(mark) + 1 for mark in marks)
    return next((at for at in places if 0 < at < len(text)), len(text) // 2)


def altered(text: str, found: re.Match[str] | None, by: int) -> str:
    """TEXT with another number where one was found."""
    if found is None:
        return text
    whole, point, rest = found.group().partition(".")
    return f"{text[: found.start()]}{int(whole) + by}{point}{rest}{text[found.end() :]}"


def other_words(text: str) -> str:
    for old, new in OTHER_WORDS.items():
        text = text.replace(old, new)
    return text


CHANGES: dict[str, Change] = {
    "删去": lambda text: [],
    "印两次": lambda text: [text, text],
    "在第一个标点处拆成两段": lambda text: [text[: cut(text, "，", "。")], text[cut(text, "，", "。") :]],
    "在第一句后拆成两段": lambda text: [text[: cut(text, "。", "；")], text[cut(text, "。", "；") :]],
    "一分句一段": clauses,
    "前面加一段": lambda text: ["另外说明的一件事，共支出5.00万元。", text],
    "前面加半句": lambda text: [f"经过核算，{text}"],
    "后面加一句": lambda text: [f"{text}这是补充的一句话，共支出5.00万元。"],
    "中间加半句": lambda text: [f"{text[: cut(text, '，')]}按照规定，{text[cut(text, '，') :]}"],
    "漏一个字": lambda text: [text[: len(text) // 3] + text[len(text) // 3 + 1 :]],
    "多一个字": lambda text: [f"{text[: len(text) // 3]}的{text[len(text) // 3 :]}"],
    "第一个数多一": lambda text: [altered(text, NUMBER.search(text), 1)],
    "最后一个数少一": lambda text: [altered(text, [*NUMBER.finditer(text), None][-2] if NUMBER.search(text) else None, -1)],
    "金额都多一百": lambda text: [AMOUNT.sub(lambda one: f"{float(one.group(1)) + 100:.2f}万元", text)],
    "金额都是零": lambda text: [AMOUNT.sub("0.00万元", text)],
    "金额以元计": lambda text: [AMOUNT.sub(lambda one: f"{float(one.group(1)) * 10000:.2f}元", text)],
    "金额没有小数": lambda text: [AMOUNT.sub(lambda one: f"{float(one.group(1)):.0f}万元", text)],
    "没有单位": lambda text: [text.replace("万元", "")],
    "没有百分号": lambda text: [text.replace("%", "")],
    "百分数多一": lambda text: [re.sub(r"(\d+)(\.\d\d%)", lambda one: f"{int(one.group(1)) + 1}{one.group(2)}", text)],
    "没有第一分句": lambda text: ["".join(clauses(text)[1:])],
    "没有最后一分句": lambda text: ["".join(clauses(text)[:-1])],
    "只有第一分句": lambda text: clauses(text)[:1],
    "分句互换": lambda text: ["".join([*clauses(text)[1:2], *clauses(text)[:1], *clauses(text)[2:]])],
    "分句颠倒": lambda text: ["".join(reversed(clauses(text)))],
    "换了说法": lambda text: [other_words(text)],
    "换了说法，数也错": lambda text: [altered(other_words(text), NUMBER.search(other_words(text)), 2)],
    "方向相反": lambda text: [re.sub("减少|增加|降低|增长|小于", lambda one: {"减少": "增加", "增加": "减少", "降低": "增长", "增长": "降低", "小于": "大于"}[one.group()], text)],
    "没有原因": lambda text: [REASON.sub("", text)],
    "原因是无": lambda text: [REASON.sub("，主要原因是无", text)],
    "都持平": lambda text: [re.sub(r"(?:减少|增加)[\d.]+万元，(?:降低|增长)[\d.]+%", "持平", text)],
    "没有句号": lambda text: [text.rstrip("。")],
    "标点都是逗号": lambda text: [re.sub("[；：。](?=.)", "，", text)],
    "没有标点": lambda text: [re.sub("[，；：。]", "", text)],
    "科目是别的": lambda text: [text.replace("科技成果转化与扩散", "机构运行").replace("行政单位离退休", "事业单位离退休").replace("基本工资、", "")],
    "没有科目": lambda text: [re.sub("科学技术|行政运行|征地和拆迁补偿支出|津贴补贴、|办公费、", "", text)],
}  # fmt: skip


def place(start: str) -> int:
    """Where the heading that begins with START stands, the contents left out."""
    at = [
        n
        for n, one in enumerate(told().blocks)
        if isinstance(one, Heading) and one.text.string.startswith(start)
    ]
    return at[-1]


def changed(change: Change, time: int) -> Document:
    """The report with each third of its paragraphs changed."""
    blocks: list[Block] = []
    first, last, number = place(FIRST), place(LAST), 0
    for at, block in enumerate(told().blocks):
        if first < at < last and isinstance(block, (Heading, Paragraph)):
            number += 1
            if number % TIMES == time:
                blocks += [block._replace(text=Text(one)) for one in change(block.text.string) if one]
                continue
        blocks.append(block)
    return told()._replace(blocks=tuple(blocks))


def in_other_order(time: int) -> Document:
    """The report with each third of its paragraphs behind the one after it."""
    blocks = [*told().blocks]
    for at in range(place(FIRST) + 1 + time, place(LAST) - 1, TIMES):
        blocks[at], blocks[at + 1] = blocks[at + 1], blocks[at]
    return told()._replace(blocks=tuple(blocks))


def joined(time: int) -> Document:
    """The report with each third of its paragraphs in one with that after it."""
    blocks = [*told().blocks]
    for at in reversed(range(place(FIRST) + 1 + time, place(LAST) - 1, TIMES)):
        one, after = blocks[at], blocks[at + 1]
        if isinstance(one, Paragraph) and isinstance(after, Paragraph):
            blocks[at : at + 2] = [one._replace(text=Text(one.text.string + after.text.string))]
    return told()._replace(blocks=tuple(blocks))


def in_other_styles(time: int) -> Document:
    """The report in which a third of the paragraphs are headings, and of the headings paragraphs."""
    blocks = [*told().blocks]
    for at in range(place(FIRST) + 1 + time, place(LAST), TIMES):
        one = blocks[at]
        if isinstance(one, Heading):
            blocks[at] = Paragraph(one.text, "正文")
        elif isinstance(one, Paragraph):
            blocks[at] = Heading(3, one.text, "")
    return told()._replace(blocks=tuple(blocks))


WHOLE: dict[str, Callable[[int], Document]] = {
    "与下一段互换": in_other_order,
    "与下一段并成一段": joined,
    "样式不同": in_other_styles,
}
# Two thirds of the paragraphs, of each change others.
REPORTS = [
    (name, time)
    for (number, name), time in product(enumerate([*CHANGES, *WHOLE]), range(TIMES))
    if time != number % TIMES
]


def title(name: str, time: int) -> str:
    return f"{name} 第{time + 1}次"


TITLES = [title(*one) for one in REPORTS]


def all_of(document: Document) -> Counter[str]:
    read = as_read(document)
    told = in_full(judge_report(read, basis()))
    # Where they stand moves with each paragraph that comes or goes.
    return Counter(PLACE.sub("", one)[:LONGEST] for one in (*what_is_read(read), *told.splitlines()))


@cache
def before() -> Counter[str]:
    return all_of(told())


@pytest.mark.parametrize(("name", "time"), REPORTS)
def test_what_becomes_of_paragraphs_is_read_and_told_as_it_was_reviewed(
    name: str, time: int, accept: bool
) -> None:
    document = changed(CHANGES[name], time) if name in CHANGES else WHOLE[name](time)
    GOLDEN.holds(title(name, time), otherwise(all_of(document), before(), MOST), accept, TITLES)


@pytest.mark.parametrize(
    "start",
    [
        "年度一般公共预算财政拨款支出",
        "年度政府性基金预算财政拨款支出",
        "1.基本支出",
        "2.项目支出",
        "1.财政拨款收入",
        "3.公务用车",
    ],
)
def test_of_a_paragraph_that_somebody_parted_behind_a_sentence_nothing_is_told(start: str) -> None:
    blocks = [*told().blocks]
    place = next(
        at for at, one in enumerate(blocks) if isinstance(one, Paragraph) and start in one.text.string
    )
    text = blocks[place].text.string  # type: ignore[union-attr]
    begin, point, rest = text.partition("。")
    blocks[place : place + 1] = [Paragraph(Text(one), "正文") for one in (begin + point, rest)]
    new = all_of(told()._replace(blocks=tuple(blocks))) - before()
    assert not [one for one in new if one.startswith(("错误", "提醒", "不能核对", "不同", "没有"))]
