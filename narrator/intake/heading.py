"""What the lines above a table say of whose it is: the department and the year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from narrator.intake.cutting import CutTable

DEPARTMENT = re.compile(
    r"(?:填报|编制|编报|公开|所属|主管|预算)?(?:部门|单位|机关)(?:[（(]单位[）)])?(?:名称|全称)?[：:]\s*(.+)"
)
CODE = re.compile(r"^[\[【(（]?\d{3,}[\]】)）]?\s*[-—_ 　]*")  # 012001-朝阳市科学技术局
MONEY = re.compile(r"(?:人民币)?万?元(?:人民币)?")  # behind 单位: of amounts
AROUND = " \t()[]{}<>《》【】,.:;、。"  # what may stand around it, in compatible forms
YEAR = re.compile(r"((?:19|20)\d\d)\s*年度?")
YEARLY = re.compile(r"((?:19|20)\d\d)\s*年度")


@dataclass(frozen=True)
class TablesHeading:
    """Whose tables they are. departments, years: all that are named, in their order."""

    departments: tuple[str, ...]
    years: tuple[int, ...]


def read_heading(cuts: Iterable[CutTable]) -> TablesHeading:
    """Return the departments and the years that the lines above the tables name."""
    departments: dict[str, None] = {}
    years: dict[int, None] = {}
    for cut in cuts:
        lines = [part for line in (cut.grid.name, *cut.above) for part in part_line(line)]
        for line in lines:
            if name := department_of(line):
                departments.setdefault(name)
        text = [unicodedata.normalize("NFKC", line) for line in lines]
        found = [int(year) for line in text for year in YEARLY.findall(line)]
        for year in found or [int(year) for line in text for year in YEAR.findall(line)][:1]:
            years.setdefault(year)
    return TablesHeading(tuple(departments), tuple(years))


def part_line(line: str) -> list[str]:
    """Return what stands in a line side by side, parted by wide gaps."""
    return [part for part in re.split(r"\s{2,}|　+|\t|\n", line) if part]


def department_of(line: str) -> str:
    """Return the department that a line names behind 部门：; "" when it names none."""
    found = DEPARTMENT.fullmatch(line.strip())
    name = CODE.sub("", found[1].strip()) if found else ""
    return "" if MONEY.fullmatch(unicodedata.normalize("NFKC", name).strip(AROUND)) else name


def same_department(one: str, other: str) -> bool:
    """Return whether two names are of one department: one may have more before or behind it (省, 本级)."""
    first, second = (re.sub(r"[\s（）()]", "", unicodedata.normalize("NFKC", name)) for name in (one, other))
    return first in second or second in first
