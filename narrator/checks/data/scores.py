"""PF-7: 分值 and 得分 add up, and no indicator is left blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from narrator.checks.data.accounts import Accounts
from narrator.checks.data.compare import CHECK_BOTH
from narrator.checks.data.performance import FUNDING, PROJECTS, UNITS, figure_side, has_number, name_project
from narrator.checks.finding import FILL_IN, Finding, Level, Side, unchecked
from narrator.checks.naming import called
from narrator.disclosure.value import Figure, Record
from narrator.number import Score, half_up, plain_digits
from narrator.regex import compile_later

DOTS = compile_later("[•·…]{3,}")
CENTS = 100  # of a point
FULL = 100 * CENTS
OPERATORS = frozenset(
    ["≥", "≤", "=", "＝", ">", "<", "＞", "＜", ">=", "<=", "等于", "大于", "小于", "大于等于", "小于等于"]
)


def check_scores(a: Accounts) -> Iterator[Finding]:
    """PF-7: 分值 add up to 100, 得分 to 总分, none is greater than its 分值, nothing is blank."""
    for project in a.items(*PROJECTS):
        indicators = project.rows("指标")
        if indicators:
            marked = [money for name in FUNDING[:1] if (money := project.record("资金", name))]
            others = [project.record("资金", name) for name in FUNDING[1:]]
            if not has_number(marked[0], "得分"):  # the mark may stand one row lower, where the money is
                marked = [*marked, *(row for row in others if has_number(row, "得分"))]
            yield from check_sums_of_scores(name_project(project), [*marked, *indicators], project["总分"])
            yield from find_blank_indicators(
                name_project(project), indicators, ("年度指标值", "实际完成值", "分值", "得分")
            )
    for unit in a.items(*UNITS):
        indicators = unit.rows("指标")
        if indicators:
            name = str(unit["部门（单位）名称"])
            yield from check_sums_of_scores(
                name, [*unit.rows("年度主要任务"), *indicators], unit["总评价得分"]
            )
            yield from find_blank_indicators(name, indicators, ("指标值", "全年完成值", "分值", "得分"))


def check_sums_of_scores(name: str, rows: Sequence[Record], stated: object) -> Iterator[Finding]:
    """Return where 分值 and 得分 of rows do not make 100 and the stated total."""
    for column, wanted in (("分值", None), ("得分", stated)):
        figures = [figure for row in rows if isinstance(figure := row[column], Figure)]
        total = cents(wanted) if isinstance(wanted, Figure) else FULL
        known = [number for figure in figures if (number := cents(figure)) is not None]
        missing = len(figures) - len(known)
        if total is None or not known:
            yield unchecked(f"{name} {column}", f"{column}没有填", FILL_IN)
            continue
        summed = sum(known)
        if summed != total:
            right = Side(f"各行{column}之和", points_in_words(summed), parts=tuple(map(figure_side, figures)))
            left = figure_side(wanted) if isinstance(wanted, Figure) else Side("满分", "100")
            what = f"{column}加起来是{points_in_words(summed)}，不是{points_in_words(total)}" + (
                f"（有{missing}行没有填）" if missing else ""
            )
            yield Finding(
                Level.ERROR,
                f"{name} {column}",
                what,
                CHECK_BOTH,
                (left, right),
                f"{points_in_words(abs(summed - total))}分",
            )
    for row in rows:
        most, got = row.figure("分值"), row.figure("得分")
        high, low = cents(most), cents(got)
        if high is not None and low is not None and low > high:
            sides = (figure_side(got), figure_side(most))
            yield Finding(
                Level.ERROR,
                f"{called(row.path)} 得分",
                "得分大于分值",
                CHECK_BOTH,
                sides,
                f"{points_in_words(low - high)}分",
            )


def find_blank_indicators(
    name: str, indicators: Sequence[Record], columns: Sequence[str]
) -> Iterator[Finding]:
    """Return the indicators that say nothing in one of the columns or in all, or only ≥ where a value
    belongs.
    """
    idle: list[Record] = []
    filled: list[Record] = []
    for row in indicators:
        (filled if any(str(row[column]) for column in columns) else idle).append(row)
    # Of the form's own dots HY-1 tells.
    bare = [row for row in idle if not DOTS.search(str(row["三级指标"]))]
    if bare:
        parts = tuple(Side(called(row.path), str(row["三级指标"]), row.path) for row in bare)
        yield Finding(
            Level.HINT, f"{name} 空着的指标", f"有{len(bare)}行指标什么也没有填", "填写，或者删去", parts
        )
    for column in columns:
        empty = [row for row in filled if not str(row[column])]
        if empty:
            parts = tuple(Side(f"{row['三级指标']} {column}", "", f"{row.path}.{column}") for row in empty)
            yield Finding(
                Level.HINT, f"{name} {column}没有填", f"有{len(empty)}项指标没有填{column}", "补上", parts
            )
        bare = [row for row in filled if str(row[column]).strip() in OPERATORS]
        if bare:
            parts = tuple(
                Side(f"{row['三级指标']} {column}", str(row[column]), f"{row.path}.{column}") for row in bare
            )
            what = f"有{len(bare)}项指标的{column}只有符号，没有数"
            yield Finding(Level.HINT, f"{name} {column}只有符号", what, "补上数", parts)


def cents(figure: object) -> int | None:
    """Return how many hundredths of a point a figure of the data is, which states two decimals at most; None when it is
    no score, or not filled in."""
    if not (isinstance(figure, Figure) and isinstance(figure.value, Score)):
        return None
    points = figure.value.points
    return points.numerator * (CENTS // points.denominator)


def points_in_words(number: int) -> str:
    """Return hundredths of a point as points are printed, without zeros at the end."""
    return plain_digits(half_up(Fraction(number, CENTS)))
