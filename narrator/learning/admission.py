"""Whether a file is a report that a form can be learned from: whole, of accounts, of one department."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrator.checks.printed.lines import texts_of
from narrator.document import Document, Table
from narrator.intake.heading import department_of, part_line, same_department
from narrator.problem import Problem
from narrator.tables.matrix import matrix

FEWEST = 60  # letters that a file of pictures may have besides: a cover, page numbers
SENTENCES = 5  # fewer with figures are no prose
STATED = re.compile(r"^(?>.*?\d)(?>.*?[元%]).*。", re.M)
OWNER = re.compile(
    r"(?:公开|编制|填报|预算)?(?:部门|单位)(?:名称)?[：:]"
)  # whose the table is, not what it is part of
BUDGET, ACCOUNTS = re.compile(r"20\d\d年?度?[^，。]{0,20}预算"), "决算"


def tell_unfit(document: Document, file: str) -> Iterator[Problem]:
    """Yield what keeps a form from being learned from a report, all of it."""
    lines = [text for block in document.blocks for text in texts_of(block) if text.strip()]
    tables = [block for block in document.blocks if isinstance(block, Table)]
    if not tables and sum(map(len, lines)) < FEWEST:
        yield Problem(
            "", "里面没有文字，像是扫描件或者图片", "选 Word 里打的报告（.docx），不要扫描的", file=file
        )
        return
    if not tables:
        yield Problem("", "里面没有表格，学不到数从哪里来", "选带着公开表的部门决算公开文本", file=file)
    if any(BUDGET.search(line) for line in lines[:10]) and not any(ACCOUNTS in line for line in lines[:10]):
        yield Problem("", "这是预算的公开文本，不是决算的", "选去年的部门决算公开文本", file=file)
    elif not any(ACCOUNTS in line for line in lines):
        yield Problem("", "通篇没有“决算”，不像是部门决算公开文本", "选去年的部门决算公开文本", file=file)
    if sum(bool(STATED.search(line)) for line in lines) < SENTENCES:
        what = "除了表格几乎没有说明数的话，学不到措辞"
        yield Problem("", what, "选有情况说明的公开文本；只有表的，用 narrator import 取数", file=file)
    names = list(dict.fromkeys(departments(document)))
    if others := [name for name in names if not same_department(names[0], name)]:
        what = f"一份文件里有几个部门：{'、'.join([names[0], *others][:4])}"
        yield Problem("", what, "一个部门存成一个文件，再学", file=file)


def departments(document: Document) -> Iterator[str]:
    """Yield the departments that the lines above the public tables name."""
    for block in document.blocks:
        if isinstance(block, Table):
            found = [row[0] for row in matrix(block)[:2] if row]
        else:
            found = [part for text in texts_of(block) for part in part_line(text)]
        for line in found:
            if OWNER.match(line.strip()) and (name := department_of(line)):
                yield name
