"""Whose tables were taken: the one year and department that they name, and whether the data are of the same."""

from __future__ import annotations

from narrator.intake.heading import same_department
from narrator.intake.taking import Taken
from narrator.problem import Problem, Unusable


def one_year(taken: Taken) -> int | None:
    """Return the year that the tables name; None when they name none. Raises Unusable when they name several."""
    years = taken.heading.years
    if len(years) > 1:
        what = f"表上面写的年度不同：{'、'.join(f'{year}年度' for year in years)}"
        raise Unusable([Problem("", what, "把不是这一年的表删掉，或者改正年度", file=str(taken.path))])
    return years[0] if years else None


def one_department(taken: Taken) -> str:
    """Return the department that the tables name; "" when they name none. Raises Unusable when they name several."""
    names = taken.heading.departments
    if any(not same_department(names[0], other) for other in names):
        what = f"表上面写的部门不同：{'、'.join(names)}"
        raise Unusable([Problem("", what, "把别的部门的表删掉，或者改正部门名称", file=str(taken.path))])
    return max(names, key=len, default="")


def refuse_other_owner(taken: Taken, raw: dict[str, object]) -> None:
    """Raise Unusable when the tables are of another year or another department than the data, parsed JSON."""
    problems = []
    year, stated = one_year(taken), raw.get("年度")
    if year is not None and stated is not None and year != stated:
        problems.append(Problem("", f"表是{year}年度的，数据是{stated}年度的", "选同一年度的表和数据"))
    name, mine = one_department(taken), raw.get("部门")
    known = mine.get("名称") if isinstance(mine, dict) else None
    if name and isinstance(known, str) and known and not same_department(name, known):
        hint = "选同一个部门的表和数据；部门改了名称，先改数据里的部门.名称"
        problems.append(Problem("", f"表是“{name}”的，数据是“{known}”的", hint))
    if problems:
        raise Unusable(one._replace(file=str(taken.path)) for one in problems)
