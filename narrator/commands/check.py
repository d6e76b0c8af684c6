"""Checking a file, data or a report: what the rules find in it, and where that stands."""

from __future__ import annotations

from pathlib import Path

from narrator.build import open_data, read
from narrator.checks.finding import unchecked
from narrator.commands.data_check import Checked, check_source, checked_data
from narrator.data_file import require_source
from narrator.problem import Problem, Unusable
from narrator.readers.docx.file_kinds import is_document


def check_file(path: Path, form_name: str | None = None) -> Checked:
    """Return what the rules find in a file, data or a report (.docx). Raises Unusable.

    form_name: the form to read it for; None for the one that it names, or whose tables the report has.
    """
    if is_document(path):
        from narrator.commands.report_check import check_report  # not on the way to a check of data

        return check_report(path, form_name)
    return check_source(read(path, form_name))


def check_department(path: Path, form_name: str | None, units: Path, roster: Path | None = None) -> Checked:
    """Return what the rules find in the data of a department, and where they differ from the sum of the units in a folder.
    Of data in which something is still missing, as of those that `sum` has made, nothing else is judged.

    roster: says which files are its units; None for all. Raises Unusable.
    """
    from narrator.commands.sum_units import RULE, compare_units, read_units  # which few checks need
    from narrator.commands.wanted import is_missing

    if is_document(path):
        what, hint = "报告不能与所属单位核对", "用部门的数据文件，例如 narrator check 部门.json --units 单位"
        raise Unusable([Problem("", what, hint, file=str(path))])
    opened = open_data(path, form_name)
    lacking = [one.where for one in opened.problems if is_missing(opened.raw, one)]
    if opened.form is None or len(lacking) < len(opened.problems):
        raise Unusable([*opened.problems, *opened.told])
    checked = checked_data([], opened, opened.form) if lacking else check_source(require_source(opened))
    department = read_units(units, roster)
    found = compare_units(opened.disclosure, opened.form, department, lacking)
    if lacking:
        what, hint = (
            f"还有{len(lacking)}处没有填，别的规则没有核对",
            f"填好以后再核对；narrator missing {path} 列出缺什么",
        )
        found.append(unchecked("部门的数据", what, hint).of_rule(RULE.id))
    return checked._replace(findings=[*checked.findings, *found], told=[*checked.told, *department.problems])
