"""PF: the performance tables (绩效自评表) agree with themselves, with the accounts and with the prose.

Source: the 项目支出绩效自评表 and 部门（单位）整体绩效自评表 of the budget performance rules, as the catalogue
(docs/勾稽规则.md, PF-1 … PF-7) states them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from narrator.checks.accounts import HALF, Accounts, Cell, called
from narrator.checks.compare import CHECK_BOTH, TAIL_HINT, adds_up
from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.disclosure.value import Figure, Listing, Percentage, Record
from narrator.number import Score, half_up, plain, rounded

PROJECTS, UNITS = ("预算绩效", "项目"), ("预算绩效", "整体自评")
FUNDING = ("年度资金总额", "当年财政拨款", "上年结转资金", "其他资金")
MONEY = ("年初预算数", "全年预算数", "全年执行数")
OPERATORS = frozenset(
    ["≥", "≤", "=", "＝", ">", "<", "＞", "＜", ">=", "<=", "等于", "大于", "小于", "大于等于", "小于等于"]
)


def names(a: Accounts) -> Iterator[Finding]:
    """PF-1: a project has one name in the prose and in its own table."""
    for project in a.items(*PROJECTS):
        name, other = str(project["名称"]), str(project["自评表中的名称"])
        if name and other and other != name:
            sides = (
                Side("正文中的项目名称", name, f"{project.path}.名称"),
                Side("《项目支出绩效自评表》中的项目名称", other, f"{project.path}.自评表中的名称"),
            )
            yield Finding(
                Level.ERROR, f"项目“{name}”的名称", "同一个项目用了两个名称", "改成一样的名称", sides
            )


def funding(a: Accounts) -> Iterator[Finding]:
    """PF-2: a project's 年度资金总额 is the sum of where it comes from, in every column."""
    for project in a.items(*PROJECTS):
        rows = [record(project, "资金", name) for name in FUNDING]
        for column in MONEY:
            total, *parts = (a.of(row, column) for row in rows)
            if total.given and any(part.given for part in parts):
                subject = f"项目“{project['名称']}” 年度资金总额 {column}"
                yield from adds_up(total, parts, "当年财政拨款＋上年结转资金＋其他资金", subject)


def rates(a: Accounts) -> Iterator[Finding]:
    """PF-4: a stated 执行率 is 执行数 ÷ 预算数, within what the rounding of both allows."""
    for project in a.items(*PROJECTS):
        for name in FUNDING:
            row = record(project, "资金", name)
            cells = a.of(row, "全年执行数"), a.of(row, "全年预算数")
            yield from rate(f"项目“{project['名称']}” {name} 执行率", row["执行率"], *cells)
    for unit in a.items(*UNITS):
        for task in records(unit["年度主要任务"]):
            cells = a.of(task, "项目执行金额"), a.of(task, "项目下达金额")
            subject = f"{unit['部门（单位）名称']}“{task['对应项目']}” 执行率"
            yield from rate(subject, task["项目执行率"], *cells)


def executions(a: Accounts) -> Iterator[Finding]:
    """PF-5: what the projects spent, against 公开03表 项目支出. No identity: not all money is a project's."""
    projects = a.items(*PROJECTS)
    cells = [a.of(record(project, "资金", "年度资金总额"), "全年执行数") for project in projects]
    total = a.cell("公开03表", "合计", "项目支出")
    if cells and not all(cell.given for cell in cells):
        yield unchecked(total.name, "有项目没有填年度资金总额的全年执行数", "填上以后再核对")
    elif cells:
        yield from hinted(
            adds_up(total, cells, "各项目全年执行数之和"), "核对；自评没有包括全部项目的可以不同"
        )


def overall(a: Accounts) -> Iterator[Finding]:
    """PF-6: the overall tables agree with 公开01表 and with the budget that the prose states."""
    units = a.items(*UNITS)
    tasks = [task for unit in units for task in records(unit["年度主要任务"])]
    spent = a.cell("公开01表", "支出", "本年支出合计", "决算数")
    if tasks:
        cells = [a.of(task, "项目执行金额") for task in tasks]
        hint = "核对；年度主要任务没有包括全部支出的可以不同"
        yield from hinted(adds_up(spent, cells, "各单位项目执行金额之和"), hint)
    elif units:
        yield unchecked(spent.name, "整体绩效自评表里没有年度主要任务", "填上以后再核对")
    planned = [a.of(unit, "年初预算支出金额") for unit in units]
    stated = a.cell("公开04表", "支出", "本年支出合计", "年初预算数")
    total = sum((cell.wan for cell in planned if cell.wan is not None), HALF - HALF)
    # A final figure in the place of a budget: only told when it is plain to see.
    if units and stated.wan and spent.wan and rounded(total) == rounded(spent.wan) != rounded(stated.wan):
        parts = tuple(cell.side for cell in planned)
        sides = (
            stated.side,
            Side("各单位年初预算支出金额之和", f"{rounded(total):f}", parts=parts),
            spent.side,
        )
        what = "整体自评表里的年初预算之和与年初预算数不同，却与本年支出合计相同，像是填成了决算数"
        yield Finding(
            Level.HINT,
            f"{stated.name}与整体自评",
            what,
            "核对年初预算",
            sides,
            f"{abs(rounded(total - stated.wan)):f}万元",
        )


def scores(a: Accounts) -> Iterator[Finding]:
    """PF-7: 分值 add up to 100, 得分 to 总分, none is greater than its 分值, nothing is blank."""
    for project in a.items(*PROJECTS):
        indicators = records(project["指标"])
        if indicators:
            marked = [money for name in FUNDING[:1] if (money := record(project, "资金", name))]
            others = [record(project, "资金", name) for name in FUNDING[1:]]
            if not has(marked[0], "得分"):  # the mark may stand one row lower, where the money is
                marked = [*marked, *(row for row in others if has(row, "得分"))]
            yield from marks(f"项目“{project['名称']}”", [*marked, *indicators], project["总分"])
            yield from blanks(
                f"项目“{project['名称']}”", indicators, ("年度指标值", "实际完成值", "分值", "得分")
            )
    for unit in a.items(*UNITS):
        indicators = records(unit["指标"])
        if indicators:
            name = str(unit["部门（单位）名称"])
            yield from marks(name, [*records(unit["年度主要任务"]), *indicators], unit["总评价得分"])
            yield from blanks(name, indicators, ("指标值", "全年完成值", "分值", "得分"))


def marks(name: str, rows: Sequence[Record], stated: object) -> Iterator[Finding]:
    """分值 and 得分 of ROWS, against 100 and the STATED total."""
    for column, wanted in (("分值", None), ("得分", stated)):
        figures = [figure for row in rows if isinstance(figure := row[column], Figure)]
        total = points(wanted) if isinstance(wanted, Figure) else Fraction(100)
        missing = [figure for figure in figures if points(figure) is None]
        if total is None or len(missing) == len(figures):
            yield unchecked(f"{name} {column}", f"{column}没有填", "填上以后再核对")
            continue
        summed = sum((points(figure) or Fraction(0) for figure in figures), Fraction(0))
        if summed != total:
            right = Side(f"各行{column}之和", shown(summed), parts=tuple(map(side, figures)))
            left = side(wanted) if isinstance(wanted, Figure) else Side("满分", "100")
            what = f"{column}加起来是{shown(summed)}，不是{shown(total)}" + (
                f"（有{len(missing)}行没有填）" if missing else ""
            )
            yield Finding(
                Level.ERROR,
                f"{name} {column}",
                what,
                CHECK_BOTH,
                (left, right),
                f"{shown(abs(summed - total))}分",
            )
    for row in rows:
        most, got = row["分值"], row["得分"]
        assert isinstance(most, Figure)
        assert isinstance(got, Figure)
        high, low = points(most), points(got)
        if high is not None and low is not None and low > high:
            sides = (side(got), side(most))
            yield Finding(
                Level.ERROR,
                f"{called(row.path)} 得分",
                "得分大于分值",
                CHECK_BOTH,
                sides,
                f"{shown(low - high)}分",
            )


def blanks(name: str, indicators: Sequence[Record], columns: Sequence[str]) -> Iterator[Finding]:
    """Indicators that say nothing in one of COLUMNS, or only ≥ where a value belongs."""
    for column in columns:
        empty = [row for row in indicators if not str(row[column])]
        if empty:
            parts = tuple(Side(f"{row['三级指标']} {column}", "", f"{row.path}.{column}") for row in empty)
            yield Finding(
                Level.HINT, f"{name} {column}没有填", f"有{len(empty)}项指标没有填{column}", "补上", parts
            )
        bare = [row for row in indicators if str(row[column]).strip() in OPERATORS]
        if bare:
            parts = tuple(
                Side(f"{row['三级指标']} {column}", str(row[column]), f"{row.path}.{column}") for row in bare
            )
            what = f"有{len(bare)}项指标的{column}只有符号，没有数"
            yield Finding(Level.HINT, f"{name} {column}只有符号", what, "补上数", parts)


def rate(subject: str, stated: object, spent: Cell, budget: Cell) -> Iterator[Finding]:
    """STATED (per cent) is SPENT ÷ BUDGET; a blank states nothing."""
    assert isinstance(stated, Figure)
    if not isinstance(stated.value, Percentage):
        return
    left = Side(called(stated.path), str(stated), stated.path)
    sides = (left, spent.side, budget.side)
    if spent.wan is None or budget.wan is None or not budget.given:
        yield unchecked(subject, "没有预算数或执行数，不能核对执行率", "填上以后再核对", *sides)
    elif budget.wan <= 0:
        yield Finding(Level.HINT, subject, "预算数为零，不应当有执行率", "把执行率空着", sides)
    else:
        yield from quotients(subject, left, stated.value.per_cent, spent, budget)


def quotients(subject: str, left: Side, per_cent: Decimal, spent: Cell, budget: Cell) -> Iterator[Finding]:
    """PER_CENT, which LEFT states, against SPENT ÷ BUDGET. What the rounding of both allows is a tail."""
    assert spent.wan is not None
    assert budget.wan is not None
    places = decimals_of(per_cent)
    exact = Fraction(spent.wan) / Fraction(budget.wan) * 100
    if per_cent == half_up(exact, places):
        return
    step = Fraction(1, 10**places) / 2
    low = (
        quotient(Fraction(spent.wan) - Fraction(spent.tail), Fraction(budget.wan) + Fraction(budget.tail))
        - step
    )
    high = (
        quotient(Fraction(spent.wan) + Fraction(spent.tail), Fraction(budget.wan) - Fraction(budget.tail))
        + step
    )
    right = half_up(exact, max(2, places))
    sides = (left, Side("执行数÷预算数", f"{right:f}%", parts=(spent.side, budget.side)))
    gap = f"{plain(abs(per_cent - right))}个百分点"
    if low <= Fraction(per_cent) <= high:
        yield Finding(Level.TAIL, subject, f"两边相差{gap}，在四舍五入允许的范围内", TAIL_HINT, sides, gap)
    else:
        yield Finding(Level.ERROR, subject, f"两边相差{gap}", "核对执行数、预算数和执行率", sides, gap)


def quotient(part: Fraction, whole: Fraction) -> Fraction:
    """PART ÷ WHOLE in per cent; a whole that its rounding may bring to zero bounds nothing."""
    return part / whole * 100 if whole > 0 else Fraction(10**30)


def decimals_of(number: Decimal) -> int:
    """How many decimals a percentage was given with: 62 has none, 100.00 two."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def hinted(findings: Iterator[Finding], hint: str) -> Iterator[Finding]:
    """FINDINGS of what usually agrees: errors become hints."""
    for finding in findings:
        if finding.level is Level.ERROR:
            finding = Finding(
                Level.HINT, finding.subject, finding.what, hint, finding.sides, finding.difference
            )
        yield finding


def record(value: Record, *names: str) -> Record:
    for name in names:
        inner = value[name]
        assert isinstance(inner, Record)
        value = inner
    return value


def records(value: object) -> list[Record]:
    assert isinstance(value, Listing)
    return [item for item in value if isinstance(item, Record)]


def has(row: Record, column: str) -> bool:
    figure = row[column]
    return isinstance(figure, Figure) and figure.value is not None


def points(figure: object) -> Fraction | None:
    return figure.value.points if isinstance(figure, Figure) and isinstance(figure.value, Score) else None


def side(figure: Figure) -> Side:
    return Side(called(figure.path), str(figure), figure.path)


def shown(score: Fraction) -> str:
    return plain(half_up(score))
