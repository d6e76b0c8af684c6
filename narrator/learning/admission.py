"""Whether a file is a report that a form can be learned from: whole, of accounts, of one department."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrator.checks.printed.lines import texts_of
from narrator.document import Document, Table
from narrator.form.number_formats import money_unit_of_prose, money_unit_of_tables
from narrator.intake.heading import department_of, part_line, same_department
from narrator.number import MoneyUnit
from narrator.problem import Problem
from narrator.tables.matrix import matrix
from narrator.tables.plain import plain, unnumbered

FEWEST = 60  # letters that a file of pictures may have besides: a cover, page numbers
SENTENCES = 5  # fewer with figures are no prose
STATED = re.compile(r"^(?>.*?\d)(?>.*?[元%]).*。", re.M)
# Whose the table is, not what it is part of
OWNER = re.compile(r"(?:公开|编制|填报|预算)?(?:部门|单位)(?:名称)?[：:]")
TITLE = re.compile(r"[^，。:]{0,20}决算[^，。:]{0,8}表(?:\([^()]{1,12}\))?")
# Lines above a table that may be its title; tables after which one that comes again is another's
ABOVE, BETWEEN = 4, 3
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
    if (
        money_unit_of_prose(map(plain, lines)) is MoneyUnit.YUAN
        and money_unit_of_tables(document) is MoneyUnit.WAN
    ):
        hint = "选说明和表用同一种金额单位的；没有，就照“写一个新格式”写一个"
        yield Problem("", "说明里的金额是元，表上面写的不是，还不能从这样的报告学", hint, file=file)
    names = list(dict.fromkeys(departments_named(document)))
    several = "一个部门存成一个文件，再学"
    if again := title_again(document):
        yield Problem("", f"《{again}》有两份，像是几个部门（单位）的合在一个文件里", several, file=file)
    elif others := [name for name in names if not same_department(names[0], name)]:
        what = f"一份文件里有几个部门：{'、'.join([names[0], *others][:4])}"
        yield Problem("", what, several, file=file)


def title_again(document: Document) -> str:
    """Return the title of a public table that comes again behind several others, as it does in another report; "" when none does. On
    the next page a table goes on at once."""
    seen: dict[str, int] = {}
    for at, title in enumerate(titles_of_tables(document)):
        if at - seen.get(title, at) > BETWEEN:
            return title
        seen[title] = at
    return ""


def titles_of_tables(document: Document) -> Iterator[str]:
    """Yield the titles of the public tables of a report, from the lines right above them or their first rows."""
    above: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            lines = [*above[-ABOVE:], *(row[0] for row in matrix(block)[:1] if row)]
            yield from [title for line in lines if TITLE.fullmatch(title := unnumbered(plain(line)))][-1:]
            above = []
        else:
            above += [text for text in texts_of(block) if text.strip()]


def departments_named(document: Document) -> Iterator[str]:
    """Yield the departments that the lines above the public tables name."""
    for block in document.blocks:
        if isinstance(block, Table):
            found = [row[0] for row in matrix(block)[:2] if row]
        else:
            found = [part for text in texts_of(block) for part in part_line(text)]
        for line in found:
            if OWNER.match(line.strip()) and (name := department_of(line)):
                yield name
