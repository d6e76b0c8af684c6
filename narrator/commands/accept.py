"""Accepting what a check found: the unit has looked into it, and data.json says why (已核实)."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from narrator import build
from narrator.checks.finding import Finding
from narrator.checks.listing import ACCEPTED
from narrator.commands.data_check import check_disclosure, rules_on_reports
from narrator.commands.saving import refuse_workbook, save
from narrator.disclosure.value import join_path
from narrator.files.lock import locked
from narrator.files.patch import put_value
from narrator.phrases.words import says_anything
from narrator.problem import Problem, Unusable
from narrator.readers.docx.file_kinds import is_document

MOST = 5  # names that are offered for one that nothing bears


def accept_finding(data: Path, name: str, reason: str, form_name: str | None = None) -> str:
    """Write into the data file why the unit accepts a finding; return the finding's name.

    name: the finding's name as `check` lists it, or a part of it that only one has. reason: in the unit's words; one
    that is there already is replaced. A finding about the report is accepted by its whole name. Raises Unusable: no
    such finding, or several; a reason that says nothing; a report, or a file that can not be written.
    """
    if is_document(data):
        told = Problem("", "已核实的写在数据文件里", "把报告换成 data.json 运行这条命令", file=str(data))
        raise Unusable([told])
    refuse_workbook(data)
    with locked(data):
        source = build.read(data, form_name)
        key = find_key(check_disclosure(source.disclosure, source.form, source.words), name, data)
        if not says_anything(reason):
            hint = "写明为什么可以接受，例如“与业务系统核对过，合计以系统为准”"
            raise Unusable([Problem(key, f"理由“{reason}”没有说明什么", hint, file=str(data))])
        try:
            save(source, put_value(source.text, join_path(ACCEPTED, key), reason.strip()))
        except LookupError:
            what = f"“{ACCEPTED}”写的不是一组名称和理由"
            raise Unusable([Problem(ACCEPTED, what, "改成 { } 再运行", file=str(data))]) from None
    return key


def find_key(findings: Sequence[Finding], name: str, data: Path) -> str:
    """Return the name of the one finding that is meant. Raises Unusable."""
    keys = list(dict.fromkeys(one.key for one in findings))
    wanted = " ".join(name.split())
    fitting = [key for key in keys if key == wanted] or [key for key in keys if wanted and wanted in key]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting and wanted.partition(" ")[0] in rules_on_reports() and " " in wanted:
        return wanted
    if fitting:
        what, shown = f"有{len(fitting)}处发现的名称里有“{wanted}”", fitting
    else:
        what, shown = f"核对没有发现“{wanted}”", get_close_matches(wanted, keys, MOST, 0.3)
    more = f"：{'；'.join(shown[:MOST])}" if shown else ""
    raise Unusable([Problem("", what, f"照 narrator check 列出的名称写全{more}", file=str(data))])
