"""What the PF rules have in common: the parts of 预算绩效 and what a reader calls them.

Source: the 项目支出绩效自评表 and 部门（单位）整体绩效自评表 of the budget performance rules, as the catalogue
(docs/勾稽规则.md, PF-1 … PF-7) states them.
"""

from __future__ import annotations

from narrator.disclosure.value import Record

PROJECTS = ("预算绩效", "项目")
UNITS = ("预算绩效", "整体自评")


def name_project(project: Record) -> str:
    """Return what a reader calls a project."""
    return f"项目“{str(project['名称']) or str(project['自评表中的名称'])}”"
