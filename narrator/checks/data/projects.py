"""PF-1, PF-5: a project's own table agrees with itself, with the prose and with the accounts."""

from __future__ import annotations

from collections.abc import Iterator

from narrator.checks.data.accounts import AccountCell, Accounts
from narrator.checks.data.compare import adds_up, eased, sum_of_cells
from narrator.checks.data.performance import FUNDING, PROJECTS
from narrator.checks.finding import FILL_IN, Finding, Level, Side, unchecked
from narrator.disclosure.value import Record


def check_project_names(a: Accounts) -> Iterator[Finding]:
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


def check_executions(a: Accounts) -> Iterator[Finding]:
    """PF-5: what the projects spent, against 支出决算表 项目支出. No identity: not all money is a project's; but that there
    is money and no project at all is told, where the data speak of performance."""
    projects = a.items(*PROJECTS)
    cells = [spent_on(a, project) for project in projects]
    total = a.cell("支出决算表", "合计", "项目支出")
    goals = a.cell("预算绩效", "年初批复绩效目标的项目数")
    if not cells and goals.given and total.number:
        what = "有项目支出，绩效自评的项目却一个也没有"
        hint = "在“预算绩效.项目”里填上项目；确实不用自评的，写进“已核实”"
        yield Finding(Level.HINT, f"{total.name}与绩效自评", what, hint, (total.side, goals.side))
    if cells and not all(cell.given for cell in cells):
        yield unchecked(total.name, "有项目没有填年度资金总额的全年执行数", FILL_IN)
    elif cells:
        yield from eased(adds_up(total, cells, "各项目全年执行数之和"), "自评没有包括全部项目的可以不同")


def spent_on(a: Accounts, project: Record) -> AccountCell:
    """Return what a project spent: the total that its table states, or else what stands below it."""
    total, *parts = (a.of(project.record("资金", name), "全年执行数") for name in FUNDING)
    given = [part for part in parts if part.given]
    return total if total.given or not given else sum_of_cells(given, total.name)
