"""A form that prints the code and the name of a row in one cell: it is proved, and what it prints is read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from checks.reports import before, findings, original, told

from narrator.checks.report.inspection import check, read_to_judge
from narrator.commands.report_check import basis_of

from .documents import LIAONING, composed, put, raw
from .test_overlays import load, overlay, wrong

TABLE = "一般公共预算支出表"
HEADER = "科目 | 本年支出 | < | <\n^ | 合计 | 基本支出 | 项目支出"
ROW = "{{ %s.小计 }} | {{ %s.基本支出 }} | {{ %s.项目支出 }}"


def together(folder: Path) -> str:
    """A form in FOLDER whose table of expense has the code and the name in one cell; its path."""
    row, total = ROW.replace("%s", "行"), ROW.replace("%s", f"{TABLE}.合计")
    body = f"{{% for 行 in {TABLE}.各科目 %}}\n{{{{ 行.科目编码 }}}} {{{{ 行.科目名称 }}}} | {row}\n{{% endfor %}}\n中:合计 | {total}"
    layout = f'"列宽" = [80, 30, 30, 30]\n"对齐" = ["左", "右", "右", "右"]\n"表头" = """\n{HEADER}\n"""\n"表体" = """\n{body}\n"""\n'
    return str(overlay(folder, **{f"tables/{TABLE}.toml": layout}))


def test_it_is_proved_and_read_back(tmp_path: Path) -> None:
    path = together(tmp_path)
    form = load(tmp_path)
    assert wrong(form) == []
    data = put(raw(LIAONING), {"格式": path})
    document, basis = composed(data, path).document, basis_of(form)
    of_another, own = check(document, basis), check(document, replace(basis, made=document))
    assert told(of_another) == before()
    assert told(own) == told(findings(original(), original()))
    read = read_to_judge(document, basis).tables.raw[TABLE]["各科目"]
    have = data[TABLE]["各科目"]
    assert {code: row["科目名称"] for code, row in read.items()} == {
        code: row["科目名称"] for code, row in have.items()
    }
    assert all(
        read[code].get(one, 0) == have[code].get(one, 0) for code in have for one in ("小计", "基本支出")
    )
