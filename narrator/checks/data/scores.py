"""PF-7: no indicator of a performance table is left blank. That 分值 and 得分 add up, is declared (disclosure.relations)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrator.checks.data.accounts import Accounts
from narrator.checks.data.performance import PROJECTS, UNITS, name_project
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.naming import called
from narrator.disclosure.value import Record
from narrator.regex import compile_later

DOTS = compile_later("[•·…]{3,}")
OPERATORS = frozenset(
    ["≥", "≤", "=", "＝", ">", "<", "＞", "＜", ">=", "<=", "等于", "大于", "小于", "大于等于", "小于等于"]
)


def check_blank_indicators(accounts: Accounts) -> Iterator[Finding]:
    """Return what breaks PF-7: no cell of a table of indicators is blank."""
    for project in accounts.items(*PROJECTS):
        columns = ("年度指标值", "实际完成值", "分值", "得分")
        yield from find_blank_indicators(name_project(project), project.rows("指标"), columns)
    for unit in accounts.items(*UNITS):
        columns = ("指标值", "全年完成值", "分值", "得分")
        yield from find_blank_indicators(str(unit["部门（单位）名称"]), unit.rows("指标"), columns)


def find_blank_indicators(
    name: str, indicators: Sequence[Record], columns: Sequence[str]
) -> Iterator[Finding]:
    """Return the indicators that say nothing in one of the columns or in all, or only ≥ where a value
    belongs.
    """
    said = [(row, [str(row[column]) for column in columns]) for row in indicators]
    filled = [(row, texts) for row, texts in said if any(texts)]
    # Of the form's own dots HY-1 tells.
    idle = [row for row, texts in said if not (any(texts) or DOTS.search(str(row["三级指标"])))]
    if idle:
        parts = tuple(Side(called(row.path), str(row["三级指标"]), row.path) for row in idle)
        yield Finding(
            Level.HINT, f"{name} 空着的指标", f"有{len(idle)}行指标什么也没有填", "填写，或者删去", parts
        )
    for at, column in enumerate(columns):
        empty = [row for row, texts in filled if not texts[at]]
        if empty:
            parts = tuple(Side(f"{row['三级指标']} {column}", "", f"{row.path}.{column}") for row in empty)
            yield Finding(
                Level.HINT, f"{name} {column}没有填", f"有{len(empty)}项指标没有填{column}", "补上", parts
            )
        bare = [row for row, texts in filled if texts[at].strip() in OPERATORS]
        if bare:
            parts = tuple(
                Side(f"{row['三级指标']} {column}", str(row[column]), f"{row.path}.{column}") for row in bare
            )
            what = f"有{len(bare)}项指标的{column}只有符号，没有数"
            yield Finding(Level.HINT, f"{name} {column}只有符号", what, "补上数", parts)
