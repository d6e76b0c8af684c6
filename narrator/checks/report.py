"""Checks a finished report: its tables and its prose, against one another and against its form.

The tables are read by the form's layouts (`printed`), the prose by the patterns of the report that the form
composes from those tables (`pattern`, `reading`); then the rules on data apply to what was read, and the rules
on prose, structure and hygiene to the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from narrator.checks import codes, hygiene, rules, structure
from narrator.checks import origin as origins
from narrator.checks.accounts import Accounts
from narrator.checks.budgets import budgets
from narrator.checks.claims import claims
from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.checks.grid import grid, plain
from narrator.checks.known import Known, split
from narrator.checks.layout import backwards
from narrator.checks.printed import Reading, completed, lenient, read, shape_at, texts_of
from narrator.checks.reading import Line, Prose, printed_lines
from narrator.checks.reading import read as read_prose
from narrator.checks.sentences import enumerated
from narrator.disclosure import reading
from narrator.disclosure.shape import NameShape, RecordShape
from narrator.disclosure.value import Record
from narrator.document import Document, Table
from narrator.form import Form
from narrator.phrases.book import Book
from narrator.problem import Problem

YEAR = re.compile(r"(20\d\d)\s*年度")
Compose = Callable[[Record], Document]


@dataclass(frozen=True)
class Printed:
    """A report as it was read."""

    document: Document
    form: Form
    tables: Reading
    lines: list[Line]
    prose: Prose
    known: Known
    book: Book
    year: int


@dataclass(frozen=True)
class Rule:
    """A rule on printed text: what it finds bears ID, unless the finding says another."""

    id: str
    title: str
    formula: str
    apply: Callable[[Printed], Iterator[Finding]]


def told_with_claims(_: Printed) -> Iterator[Finding]:
    """For a rule that `claims`, which reads every sentence once, applies together with PR-1."""
    return iter(())


def told_by_origin(_: Printed) -> Iterator[Finding]:
    """For a rule that `origin` applies, when the report carries its data."""
    return iter(())


RULES: tuple[Rule, ...] = (
    Rule("PR-1", "正文里的数", "正文里的数 = 表里的数；表里没有的，前后相同", lambda r: claims(r.prose, r.known, r.book)),
    Rule("PR-2", "正文里的合计", "合计 = 与它一同列出的各项之和", told_with_claims),
    Rule("PR-3", "占比", "占比 = 部分 ÷ 整体；整体为零没有占比", told_with_claims),
    Rule("PR-4", "增减和原因", "增减、大小的说法与数相符；有差异就有原因，没有差异就不写“主要原因是无”", told_with_claims),
    Rule("PR-5", "完成率", "完成率 = 决算数 ÷ 预算数", told_with_claims),
    Rule("PR-6", "没有预算的", "预算数为零没有完成率；年初预算和全年预算不混用", told_with_claims),
    Rule("PR-7", "变动", "上年数 = 本年数 ∓ 变动额，变动率 = 变动额 ÷ 上年数；上年数为零没有变动率", told_with_claims),
    Rule("PR-8", "列举", "“主要包括”列举的就是公开06表里有数的科目", told_with_claims),
    Rule("X-5", "空表和它的话", "表是空的就写“无……支出”，不空就不写", told_with_claims),
    Rule("AD-1", "正文里的科目名称", "正文里的科目名称 = 表里同一编码的名称", told_with_claims),
    Rule("PF-1", "正文里的项目名称", "同一项目在列举、综述和自评表里同名", told_with_claims),
    Rule("PF-2", "项目的个数和资金", "个数 = 列出的项目数，资金 = 各项目资金之和", told_with_claims),
    Rule("PF-3", "平均分", "平均分 = 得分之和 ÷ 个数", told_with_claims),
    Rule("PF-4", "项目的完成率", "完成率 = 全年执行数 ÷ 全年预算数", told_with_claims),
    Rule("HY-6", "小数位数", "金额、百分比都是两位小数", told_with_claims),
    Rule("HY-8", "名称前后一致", "同一事物只用一个名称", told_with_claims),
    Rule("PR-5", "完成率推出的年初预算", "各项科目推出的年初预算之和 = 合计推出的年初预算", lambda r: budgets(r.prose, r.known)),
    Rule("AD-1", "正文里的科目", "正文写到的科目（类、款、项），决算表里都有", lambda r: hygiene.items(r.prose, r.known)),
    Rule("ST-1", "九张表", "格式的公开表都在", lambda r: structure.tables(r.tables, r.form)),
    Rule("ST-2", "年度和部门名称", "处处相同", lambda r: structure.cover(r.prose, r.known)),
    Rule("ST-3", "表的标题和表号", "表前是格式的标题和表号", lambda r: structure.titles(r.tables)),
    Rule("ST-3", "目录", "目录 = 正文标题", lambda r: structure.contents(r.document, r.tables)),
    Rule("ST-3", "标题序号", "标题与格式相同，序号相接", lambda r: structure.outline(r.prose)),
    Rule("ST-4", "格式的各行各句", "格式里的行和句子都在", lambda r: structure.lines(r.prose, r.known, r.form)),
    Rule("ST-5", "空表的说明", "空表下面有说明", lambda r: structure.notes(r.tables, r.form)),
    Rule("HY-1", "没有填写的提示", "不留格式的提示和占位符", lambda r: hygiene.placeholders(r.lines, r.tables)),
    Rule("HY-2", "没有选择的选项", "增加（减少）只留一个", lambda r: hygiene.options(r.lines)),
    Rule("HY-3", "重复的词", "同一个词不连写两遍", lambda r: hygiene.repeated(r.lines, r.tables)),
    Rule("HY-4", "错字、脱字", "格式的话照格式写；标点不重复", lambda r: hygiene.slips(r.prose, r.lines, r.tables)),
    Rule("HY-5", "标点", "中文用全角标点", lambda r: hygiene.punctuation(r.lines)),
    Rule("HY-7", "零值", "各表的零值同样印", lambda r: hygiene.zeros(r.tables, r.form)),
    Rule("SN-1", "由数据生成的正文", "带着原始数据的报告：除了写的人填的文字，正文就是数据给出的", told_by_origin),
    Rule("SN-2", "由数据生成的表", "带着原始数据的报告：每一格就是数据给出的", told_by_origin),
    Rule("读", "没有读懂的话", "没有读懂的不猜，列出来", lambda r: hygiene.unread(r.prose)),
)  # fmt: skip


def check(
    document: Document,
    form: Form,
    book: Book,
    compose: Compose,
    made: Document | None = None,
    origin: Record | None = None,
) -> list[Finding]:
    """What the rules find in DOCUMENT, a report in FORM.

    compose: composes a report from a disclosure in this form. made: the report that the data which DOCUMENT
    carries gives, when it carries any; origin: those data, which may accept findings (已核实).
    """
    tables = read(document, form)
    year = year_of(document, form)
    tables.raw["年度"] = Decimal(year)
    model = lenient(form.model)
    assert isinstance(model, RecordShape)
    raw, disclosure = possible(tables, model)
    changed = None if made is None else list(origins.differences(document, made))
    # A report that prints what its data give is read by the patterns of just that report.
    composed = made if made is not None and not changed else compose(disclosure)
    known = Known(
        tables,
        composed,
        lambda: [compose(reading.read(one, model)[0]) for one in otherwise(raw, model)],
        codes.standard(form),
    )
    prose = read_prose(document, composed, book)
    known.listen(prose)
    enumerated(prose, known, book)
    report = Printed(document, form, tables, printed_lines(document), prose, known, book, year)
    found = [*tables.findings, *data(known, form, model)]
    found += [
        replace(finding, rule=finding.rule or rule.id) for rule in RULES for finding in rule.apply(report)
    ]
    found += changed or ()
    accepted = origin.get("已核实") if origin else None
    reasons = accepted.fields if isinstance(accepted, Record) else {}
    return [rules.judged(finding, reasons) for finding in rules.unique(found)]


def possible(tables: Reading, model: RecordShape) -> tuple[dict[str, Any], Record]:
    """Data to compose from: what TABLES print, without what can not be (a score of 1094), of which `data` tells."""
    raw = completed(model, tables.raw, tables.cells)
    disclosure, problems = reading.read(raw, model)
    wrong = [
        one.where for one in problems if one.where in tables.cells and not one.where.endswith("科目名称")
    ]
    if wrong:
        rest = deepcopy(tables.raw)
        for where in wrong:
            drop(rest, split(where))
        raw = completed(model, rest, tables.cells)
        disclosure, _ = reading.read(raw, model)
    return raw, disclosure


def drop(raw: Any, names: list[str]) -> None:
    """Take what stands at NAMES out of RAW."""
    for name in names[:-1]:
        raw = raw[int(name) - 1] if isinstance(raw, list) else raw.get(name, {})
    if isinstance(raw, dict):
        raw.pop(names[-1], None)


def likeliest(document: Document, forms: Iterable[Form]) -> Form | None:
    """The one of FORMS whose tables DOCUMENT has; None when it has those of none."""
    words = {
        plain(cell)
        for block in document.blocks
        if isinstance(block, Table)
        for row in grid(block)
        for cell in row
    }
    best: tuple[float, Form | None] = (0.5, None)
    for form in forms:
        wanted = [backwards(name, layout).words for name, layout in form.layouts.items()]
        share = sum(len(one & words) / max(len(one), 1) for one in wanted) / max(len(wanted), 1)
        if share > best[0]:
            best = share, form
    return best[1]


def year_of(document: Document, form: Form) -> int:
    """The year that the report names most often."""
    years = Counter(
        int(found.group(1))
        for block in document.blocks
        for text in texts_of(block)
        for found in YEAR.finditer(text)
    )
    return years.most_common(1)[0][0] if years else form.year


def names(problems: list[Problem], tables: Reading) -> Iterator[Finding]:
    """What reading the tables as data tells: one code bears one name (AD-1); other problems are not checkable."""
    named: set[str] = set()
    for problem in problems:
        where = problem.where
        if not where.endswith("科目名称"):
            yield unchecked(where or "数据", problem.what, problem.hint)
        elif not where.startswith("公开06表"):  # there the form's own names stand, of which ST-4 tells
            code = where.split(".")[-2]
            if code not in named:
                named.add(code)
                yield misnamed(code, tables)


def misnamed(code: str, tables: Reading) -> Finding:
    """That CODE bears several names in the public tables."""
    found: dict[str, list[str]] = {}
    for path, text in tables.shown.items():
        if path.startswith("公开") and path.endswith(f".{code}.科目名称"):
            found.setdefault(text, []).append(path)
    sides = tuple(
        Side("、".join(path.partition(".")[0] for path in paths), text, paths[0])
        for text, paths in found.items()
    )
    what = "同一编码在各表里的名称不同"
    return Finding(Level.ERROR, f"{code} 科目名称", what, "改成一样的名称", sides, rule="AD-1")


def data(known: Known, form: Form, model: RecordShape) -> list[Finding]:
    """What the rules on data find in what tables and prose state together."""
    disclosure, problems = reading.read(known.raw(), model)
    found = rules.check(Accounts(disclosure, codes.standard(form), printed=True))
    missing = [
        name
        for name in form.layouts
        if name.startswith("公开") and name not in {one.name for one, *_ in known.tables.found}
    ]
    return [*names(problems, known.tables)] + [
        placed(without(finding, missing) or finding, known.tables)
        for finding in found
        # What a report never prints can not be checked in any report: of that nothing is said.
        if finding.rule != "AD-1"  # reading the tables told it
        and not (finding.level is Level.UNCHECKED and ("没有填" in finding.what or "是null" in finding.what))
    ]


def placed(finding: Finding, tables: Reading) -> Finding:
    """FINDING with its sides called as they stand in the report's attachments."""

    def at(side: Side) -> Side:
        name = tables.cells.get(side.path, side.name) if side.name.startswith("预算绩效") else side.name
        return replace(side, name=name, parts=tuple(map(at, side.parts)))

    return replace(finding, sides=tuple(map(at, finding.sides)))


def without(finding: Finding, missing: list[str]) -> Finding | None:
    """That FINDING can not be made, because it looks at tables that are MISSING; None when it does not."""
    sides = [*finding.sides, *(part for side in finding.sides for part in side.parts)]
    gone = [
        name
        for name in missing
        if any(one.name.startswith(name) or one.path.startswith(name) for one in sides)
    ]
    return (
        replace(unchecked(finding.subject, f"没有读到{'、'.join(gone)}", "补上表再核对"), rule=finding.rule)
        if gone
        else None
    )


def otherwise(raw: dict[str, Any], model: RecordShape) -> Iterator[dict[str, Any]]:
    """RAW with the choices that tables do not print (a project's 资金性质) made otherwise, each in turn."""
    shape = shape_at(model, ("预算绩效", "项目", "1", "资金性质"))
    for choice in shape.choices[1:] if isinstance(shape, NameShape) else ():
        other = deepcopy(raw)
        for project in other.get("预算绩效", {}).get("项目", []):
            project["资金性质"] = choice
        yield other
