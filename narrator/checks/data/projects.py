"""PF-1, PF-5: a project's own table agrees with the prose, and there is one where there is money for projects."""

from __future__ import annotations

from collections.abc import Iterator

from narrator.checks.data.accounts import Accounts
from narrator.checks.data.performance import PROJECTS
from narrator.checks.finding import Finding, Level, Side


def check_project_names(accounts: Accounts) -> Iterator[Finding]:
    """Return what breaks PF-1: a project has the same name in the prose and in its own table of self-evaluation."""
    for project in accounts.items(*PROJECTS):
        name, other = str(project["名称"]), str(project["自评表中的名称"])
        if name and other and other != name:
            sides = (
                Side("正文中的项目名称", name, f"{project.path}.名称"),
                Side("《项目支出绩效自评表》中的项目名称", other, f"{project.path}.自评表中的名称"),
            )
            yield Finding(
                Level.ERROR, f"项目“{name}”的名称", "同一个项目用了两个名称", "改成一样的名称", sides
            )


def check_absent_projects(accounts: Accounts) -> Iterator[Finding]:
    """Return what breaks PF-5: where money was spent on projects, the data name at least one project. Data that say nothing
    of performance are not judged."""
    total = accounts.cell("支出决算表", "合计", "项目支出")
    goals = accounts.cell("预算绩效", "年初批复绩效目标的项目数")
    if not accounts.items(*PROJECTS) and goals.given and total.number:
        what = "有项目支出，绩效自评的项目却一个也没有"
        hint = "在“预算绩效.项目”里填上项目；确实不用自评的，写进“已核实”"
        yield Finding(Level.HINT, f"{total.name}与绩效自评", what, hint, (total.side, goals.side))
