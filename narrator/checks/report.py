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
from narrator.checks.accounts import Accounts, called
from narrator.checks.budgets import budgets
from narrator.checks.claims import claims
from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.checks.grid import grid, plain
from narrator.checks.known import Known
from narrator.checks.layout import backwards
from narrator.checks.printed import Reading, completed, lenient, read, shape_at, texts_of
from narrator.checks.reading import Line, Prose, printed_lines
from narrator.checks.reading import read as read_prose
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


RULES: tuple[Rule, ...] = (
    Rule("PR", "正文里的数、名称和措辞", "PR-1 正文 = 表；PR-2 合计 = 各项；PR-3 占比 = 部分 ÷ 整体；PR-4 增减措辞与数相符、有原因；PR-5 完成率 = 决算 ÷ 预算；PR-6 预算为零没有完成率；PR-7 变动率 = 变动额 ÷ 上年数；PR-8 列举的就是有数的科目；AD-1、PF-1、PF-2、PF-3、ST-2、HY-6、HY-8", lambda r: claims(r.prose, r.known, r.book)),
    Rule("PR-5", "完成率推出的年初预算", "各项科目推出的年初预算之和 = 合计推出的年初预算", lambda r: budgets(r.prose, r.known)),
    Rule("ST-1", "九张表", "格式的公开表都在", lambda r: structure.tables(r.tables, r.form)),
    Rule("ST-2", "年度和部门名称", "处处相同", lambda r: structure.cover(r.prose, r.known)),
    Rule("ST-3", "表的标题和表号", "表前是格式的标题和表号", lambda r: structure.titles(r.tables)),
    Rule("ST-3", "目录", "目录 = 正文标题", lambda r: structure.contents(r.document)),
    Rule("ST-3", "标题序号", "标题与格式相同，序号相接", lambda r: structure.outline(r.prose)),
    Rule("ST-4", "格式的各行各句", "格式里的行和句子都在", lambda r: structure.lines(r.prose, r.known, r.form)),
    Rule("ST-5", "空表的说明", "空表下面有说明", lambda r: structure.notes(r.tables, r.form)),
    Rule("HY-1", "没有填写的提示", "不留格式的提示和占位符", lambda r: hygiene.placeholders(r.lines, r.tables)),
    Rule("HY-2", "没有选择的选项", "增加（减少）只留一个", lambda r: hygiene.options(r.lines)),
    Rule("HY-3", "重复的词", "同一个词不连写两遍", lambda r: hygiene.repeated(r.lines, r.tables)),
    Rule("HY-4", "错字、脱字", "格式的话照格式写；标点不重复", lambda r: hygiene.slips(r.prose, r.lines)),
    Rule("HY-5", "标点", "中文用全角标点", lambda r: hygiene.punctuation(r.lines)),
    Rule("HY-7", "零值", "各表的零值同样印", lambda r: hygiene.zeros(r.tables, r.form)),
    Rule("SN-1", "由数据生成的正文", "带着原始数据的报告：除了写的人填的文字，正文就是数据给出的", lambda r: iter(())),
    Rule("SN-2", "由数据生成的表", "带着原始数据的报告：每一格就是数据给出的", lambda r: iter(())),
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
    raw = completed(model, tables.raw, tables.cells)
    disclosure, problems = reading.read(raw, model)
    composed = compose(disclosure)
    known = Known(
        tables, composed, lambda: [compose(reading.read(one, model)[0]) for one in otherwise(raw, model)]
    )
    prose = read_prose(document, composed, book)
    known.listen(prose)
    report = Printed(document, form, tables, printed_lines(document), prose, known, book, year)
    found = [*tables.findings, *names(problems, tables), *data(known, form, model)]
    found += [
        replace(finding, rule=finding.rule or rule.id) for rule in RULES for finding in rule.apply(report)
    ]
    if made is not None:
        found += origins.differences(document, made)
    accepted = origin.get("已核实") if origin else None
    reasons = accepted.fields if isinstance(accepted, Record) else {}
    return [rules.judged(finding, reasons) for finding in unique(found)]


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
    labels = {finding.subject.partition(" ")[0] for finding in tables.findings if finding.rule == "ST-4"}
    for problem in problems:
        shown = tables.shown.get(problem.where, "")
        side = (Side(tables.cells.get(problem.where, problem.where), shown, problem.where),)
        if (
            problem.where.endswith("科目名称")
            and problem.where.startswith("公开06表")
            and "公开06表" in labels
        ):
            continue  # the form's own names, of which ST-4 told
        if problem.where.endswith("科目名称"):
            yield Finding(Level.ERROR, called(problem.where), problem.what, problem.hint, side, rule="AD-1")
        else:
            yield unchecked(problem.where or "数据", problem.what, problem.hint)


def data(known: Known, form: Form, model: RecordShape) -> list[Finding]:
    """What the rules on data find in what tables and prose state together."""
    disclosure, _ = reading.read(known.raw(), model)
    found = rules.check(Accounts(disclosure, codes.standard(form), printed=True))
    missing = [
        name
        for name in form.layouts
        if name.startswith("公开") and name not in {one.name for one, *_ in known.tables.found}
    ]
    return [
        unread if (unread := without(finding, missing)) is not None else finding
        for finding in found
        # What a report never prints can not be checked in any report: of that nothing is said.
        if finding.rule != "AD-1"  # reading the tables told it
        and not (finding.level is Level.UNCHECKED and ("没有填" in finding.what or "是null" in finding.what))
    ]


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


def unique(found: list[Finding]) -> Iterator[Finding]:
    """FOUND without those that say the same of the same; keys that would be equal are counted."""
    seen: Counter[str] = Counter()
    said: set[tuple[object, ...]] = set()
    for finding in found:
        same = (finding.key, finding.what, tuple((side.name, side.value) for side in finding.sides))
        if same in said:
            continue
        said.add(same)
        seen[finding.key] += 1
        yield (
            finding
            if seen[finding.key] == 1
            else replace(finding, subject=f"{finding.subject}〔{seen[finding.key]}〕")
        )
