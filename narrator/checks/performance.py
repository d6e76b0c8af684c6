"""PF: the performance tables (绩效自评表) agree with themselves, with the accounts and with the prose.

Source: the 项目支出绩效自评表 and 部门（单位）整体绩效自评表 of the budget performance rules, as the catalogue
(docs/勾稽规则.md, PF-1 … PF-7) states them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from narrator.checks.accounts import HALF, Accounts, Cell, called
from narrator.checks.compare import CHECK_BOTH, TAIL_HINT, adds_up, together
from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.disclosure.value import Figure, Listing, Percentage, Record
from narrator.number import Score, half_up, plain, rounded

PROJECTS, UNITS = ("预算绩效", "项目"), ("预算绩效", "整体自评")
FUNDING = ("年度资金总额", "当年财政拨款", "上年结转资金", "其他资金")
SHORT = 7  # letters: shorter names that differ in one are two names
FINAL = "整体自评表里的年初预算之和与年初预算数不同，却与本年支出合计相同，像是填成了决算数"
DOTS = re.compile("[•·…]{3,}")
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
            subject = f"{named(project)} 年度资金总额 {column}"
            if total.given and any(part.given for part in parts):
                yield from adds_up(total, parts, "当年财政拨款＋上年结转资金＋其他资金", subject)
            elif any(part.wan for part in parts):
                sides = (total.side, *(part.side for part in parts if part.given))
                yield Finding(Level.HINT, subject, "总额没有填，下面的各项资金有数", "补上总额", sides)


def rates(a: Accounts) -> Iterator[Finding]:
    """PF-4: a stated 执行率 is 执行数 ÷ 预算数, within what the rounding of both allows."""
    for project in a.items(*PROJECTS):
        for name in FUNDING:
            row = record(project, "资金", name)
            cells = a.of(row, "全年执行数"), a.of(row, "全年预算数")
            subject = f"{named(project)} {name} 执行率"
            yield from rate(subject, row["执行率"], *cells)
            if name == FUNDING[0] and not has(row, "执行率"):
                yield from unstated(subject, *cells)
    for unit in a.items(*UNITS):
        for task in records(unit["年度主要任务"]):
            cells = a.of(task, "项目执行金额"), a.of(task, "项目下达金额")
            subject = f"{unit['部门（单位）名称']}“{task['对应项目']}” 执行率"
            yield from rate(subject, task["项目执行率"], *cells)


def unstated(subject: str, spent: Cell, budget: Cell) -> Iterator[Finding]:
    """No 执行率 stands where it could."""
    if spent.given and budget.wan:
        yield Finding(Level.HINT, subject, "没有填执行率", "补上", (spent.side, budget.side))
    elif spent.wan and not budget.given:
        what = "有执行数，没有填预算数和执行率"
        yield Finding(Level.HINT, subject, what, "补上", (spent.side, budget.side))


def stated_rates(a: Accounts) -> Iterator[Finding]:
    """PF-4: the indicator 预算执行率 of an overall table says what its tasks say, as 0.95 or as 95."""
    for unit in a.items(*UNITS):
        tasks = records(unit["年度主要任务"])
        spent = [a.of(task, "项目执行金额") for task in tasks]
        planned = [a.of(task, "项目下达金额") for task in tasks]
        whole = together(planned, f"{unit['部门（单位）名称']} 项目下达金额之和")
        part = together(spent, f"{unit['部门（单位）名称']} 项目执行金额之和")
        for row in records(unit["指标"]):
            stated = number_of(str(row["全年完成值"]).removesuffix("%"))
            if str(row["三级指标"]) != "预算执行率" or stated is None or not whole.wan or part.wan is None:
                continue
            rate = Fraction(part.wan) / Fraction(whole.wan)
            if not any(abs(Fraction(stated) - one) <= one / 100 for one in (rate, rate * 100)):
                name = f"{unit['部门（单位）名称']} 指标“预算执行率”"
                left = Side(f"{name} 全年完成值", str(row["全年完成值"]), f"{row.path}.全年完成值")
                right = Side(
                    "年度主要任务 执行金额÷下达金额",
                    f"{half_up(rate * 100):f}%",
                    parts=(part.side, whole.side),
                )
                yield Finding(
                    Level.HINT, name, "与年度主要任务的执行率不同", "核对两处的执行率", (left, right)
                )


def number_of(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


def indicators(a: Accounts) -> Iterator[Finding]:
    """HY-8: an indicator that several units have bears one name: none is the other's with a letter left out."""
    seen: dict[str, Record] = {}
    for unit in a.items(*UNITS):
        for row in records(unit["指标"]):
            seen.setdefault(str(row["三级指标"]), row)
    for name, row in seen.items():
        for at in range(len(name)) if len(name) > SHORT else ():
            less = name[:at] + name[at + 1 :]
            if less in seen:
                sides = tuple(
                    Side(called(one.path), str(one["三级指标"]), f"{one.path}.三级指标")
                    for one in (row, seen[less])
                )
                yield Finding(
                    Level.HINT, f"指标“{less}”", "像是同一个指标，名称差一个字", "改成一样的名称", sides
                )
                break


def executions(a: Accounts) -> Iterator[Finding]:
    """PF-5: what the projects spent, against 公开03表 项目支出. No identity: not all money is a project's."""
    projects = a.items(*PROJECTS)
    cells = [spent_on(a, project) for project in projects]
    total = a.cell("公开03表", "合计", "项目支出")
    if cells and not all(cell.given for cell in cells):
        yield unchecked(total.name, "有项目没有填年度资金总额的全年执行数", "填上以后再核对")
    elif cells:
        yield from hinted(
            adds_up(total, cells, "各项目全年执行数之和"), "核对；自评没有包括全部项目的可以不同"
        )


def spent_on(a: Accounts, project: Record) -> Cell:
    """What PROJECT spent: the total that its table states, or else what stands below it."""
    total, *parts = (a.of(record(project, "资金", name), "全年执行数") for name in FUNDING)
    given = [part for part in parts if part.given]
    return total if total.given or not given else together(given, total.name)


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
        yield Finding(
            Level.HINT,
            f"{stated.name}与整体自评",
            FINAL,
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
            yield from marks(named(project), [*marked, *indicators], project["总分"])
            yield from blanks(named(project), indicators, ("年度指标值", "实际完成值", "分值", "得分"))
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


def named(project: Record) -> str:
    """What a reader calls PROJECT."""
    return f"项目“{str(project['名称']) or str(project['自评表中的名称'])}”"


def blanks(name: str, indicators: Sequence[Record], columns: Sequence[str]) -> Iterator[Finding]:
    """Indicators that say nothing in one of COLUMNS or in all, or only ≥ where a value belongs."""
    idle = [row for row in indicators if not any(str(row[column]) for column in columns)]
    indicators = [row for row in indicators if row not in idle]
    # Of the form's own dots HY-1 tells.
    bare = [row for row in idle if not DOTS.search(str(row["三级指标"]))]
    if bare:
        parts = tuple(Side(called(row.path), str(row["三级指标"]), row.path) for row in bare)
        yield Finding(
            Level.HINT, f"{name} 空着的指标", f"有{len(bare)}行指标什么也没有填", "填写，或者删去", parts
        )
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
