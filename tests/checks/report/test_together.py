"""Many alterations in one report: what is found then, word for word and place for place (together.txt). As
`test_alterations`, in a small part of the time. In each of them every rule finds only what the catalogue says that it tells.
What is read otherwise of reports that were changed as a whole, in their tables, their titles and their contents: read_together.txt.

`pytest --accept` writes the files anew, for review.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from narrator.checks.report.inspection import check, judge_report
from narrator.checks.report.report_rules import ReadReport
from narrator.disclosure.value import Record, Words
from narrator.document import Document

from ..alterations import LIAONING, SHANGHAI, WHOLE
from ..reports import HOME, as_read, assert_catalogued, basis, findings, original, pack, replaced
from ..telling import Golden, each
from ..whats_read import read_otherwise, what_is_read
from .test_report import ALTERED

GOLDEN = Golden(Path(__file__).with_name("together.txt"))
READ = Golden(Path(__file__).with_name("read_together.txt"))
Pair = tuple[str, str]
PAIRS = {HOME: [*((old, new) for _, old, new in ALTERED), *LIAONING], "上海2024": SHANGHAI}
SHARES = (
    5  # tests that the altered reports of a sample are shared out to, each of which takes a second at most
)
# Changes of the report as a whole that do not meet; 目录, which is made of the headings, stands last.
CHANGES = [
    "没有公开08表 公开03表少一行 公开01表少一行 公开07表的数是字 公开05表的编码错 公开04表的数带千位 项目自评表的百分比 没有读懂的话 别的部门的科目 封面名称不同 目录少一行",
    "公开02表印了两次 整体自评表换了次序 公开03表一行印了两次 公开01表多一行 公开07表空着 项目自评表少一行 表号不在 没有读懂的长话 类不同的科目 封面是别的单位 目录多一行",
    "没有公开01表 公开03表多一行 项目自评表换了次序 多了一张表 公开07表的标题不在 没有数的话 本部门的科目 得分不可能 公开04表的表头不同 目录有一行不同",
    "公开03表多一空行 公开01表换了两行 公开07表少一列 公开02表没有表头 格式的一句不在 格式的一个标题不在 目录序号不同",
    "零印成0.00 目录没有序号", "正文标题没有序号", "目录里表的标题与格式不同", "目录是别的文件的", "没有正文", "只有一半", "没有表",
]  # fmt: skip


CARRIED = {
    "带着数据": [],
    # Of a reason for what does not differ its data tell, better (data_check.find_misplaced).
    "带着数据，改了一个数和两句话": [
        ("619.33", "619.34"), ("占支出总计的94.35%", "占总支出的94.35%"),
        ("2023年公务接待费与上年持平。", "2023年公务接待费与上年持平，主要原因是公务出行减少。"),
    ],
}  # fmt: skip
ACCEPTED = "PF-1 项目“科技大厦维修”的名称"


@cache
def packed(name: str) -> list[tuple[Document, list[Pair]]]:
    """The report of the sample NAME with all of its PAIRS replaced, many at once; with those that were."""
    pairs = PAIRS[name]
    return [(document, [pairs[number] for number in done]) for document, done in pack(original(name), pairs)]


def titles() -> list[str]:
    batches = [f"{name} 第{number}次" for name in PAIRS for number in range(1, len(packed(name)) + 1)]
    return [*PAIRS, *CARRIED, *batches, *CHANGES]


@cache
def before(name: str) -> Counter[str]:
    return Counter(each(findings(original(name), name=name)))


@cache
def read_before(name: str) -> Counter[str]:
    return what_is_read(as_read(original(name), name=name))


def news(report: ReadReport, name: str = HOME) -> str:
    """What is found in REPORT, and no longer, beside the report as it was."""
    assert_catalogued(report)
    now = Counter(each(judge_report(report, basis(name=name))))
    gone = "".join(f"不再有 {one.splitlines()[0]}\n" for one in (before(name) - now).elements())
    return "".join((now - before(name)).elements()) + gone


@pytest.mark.parametrize("name", PAIRS)
def test_the_reports_of_the_samples_are_told_as_they_were_reviewed(name: str, accept: bool) -> None:
    GOLDEN.holds(name, "".join(before(name).elements()), accept, titles())


@pytest.mark.parametrize("part", range(SHARES))
@pytest.mark.parametrize("name", PAIRS)
def test_what_was_altered_all_at_once_is_told_as_it_was_reviewed(name: str, part: int, accept: bool) -> None:
    for number, (document, done) in [*enumerate(packed(name), 1)][part::SHARES]:
        what = "".join(f"改 {old} → {new or '（删去）'}\n" for old, new in done)
        report = as_read(document, name=name)
        GOLDEN.holds(f"{name} 第{number}次", what + news(report, name), accept, titles())


@pytest.mark.parametrize("title", CHANGES)
def test_what_became_of_a_report_is_told_as_it_was_reviewed(title: str, accept: bool) -> None:
    document = original()
    for change in title.split():
        document = WHOLE[change](document)
    report = as_read(document)
    GOLDEN.holds(title, news(report), accept, titles())
    READ.holds(title, read_otherwise(report, read_before(HOME)), accept, CHANGES)


@pytest.mark.parametrize("title", CARRIED)
def test_a_report_that_carries_its_data_is_told_as_it_was_reviewed(title: str, accept: bool) -> None:
    document = original()
    for old, new in CARRIED[title]:
        document = replaced(document, old, new)
    accepted = Record({"已核实": Record({ACCEPTED: Words("用  下达的名称", "")}, "已核实")}, "")
    found = check(document, replace(basis(original()), origin=accepted))
    GOLDEN.holds(title, "".join(each(found)), accept, titles())
