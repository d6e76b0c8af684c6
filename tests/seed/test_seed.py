"""The published document as it is, checked: a list of findings, reviewed one by one (findings.txt).

`pytest --accept` writes the list anew, for review with git diff.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from narrator.checks import listing
from narrator.commands.check import check_file

from . import typed as typing
from .typed import HERE, typed

GOLDEN = HERE / "findings.txt"


def test_the_published_document_has_these_faults(tmp_path: Path, accept: bool) -> None:
    path = tmp_path / "朝阳市科学技术局2023年度部门决算.docx"
    path.write_bytes(typed())
    findings, line, *_ = check_file(path, "辽宁2023")
    told = "".join(f"{text}\n" for _, text in listing.list_findings(findings, line))
    if accept:
        GOLDEN.write_text(told, "utf-8")
    assert told == GOLDEN.read_text("utf-8")


def test_the_form_is_known_by_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(typed())
    assert check_file(path)[0] == check_file(path, "辽宁2023")[0]


def test_contents_without_a_style_are_contents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(typed())
    styled = check_file(path, "辽宁2023")[0]
    monkeypatch.setattr(typing, "STYLES", typing.STYLES.replace("toc 1", "List"))
    path.write_bytes(typed())
    assert check_file(path, "辽宁2023")[0] == styled


def test_the_demonstration_states_what_is_found() -> None:
    shown = (HERE.parents[1] / "docs" / "核对示例.md").read_text("utf-8")
    told = GOLDEN.read_text("utf-8")
    counts = re.findall(r"(错误|提醒|不能核对|尾差)(\d+)处", told.splitlines()[0])
    stated = "，".join(f"{name} {number} 处" for name, number in counts)
    assert len(counts) > 2
    assert stated in shown
    assert stated in (HERE.parents[1] / "README.md").read_text("utf-8")
    table = {
        ids: int(number) for ids, number in re.findall(r"^\| ([A-Z][^|]+) \| (\d+) \|", shown, re.MULTILINE)
    }
    found = Counter(re.findall(r"^(?:错误|提醒)  (\S+)", told, re.MULTILINE))
    assert {ids: sum(found[rule] for rule in ids.split("、")) for ids in table} == table
    assert sum(found.values()) == sum(table.values())
    for quoted in re.findall(r"```\n((?:错误|提醒).*?)```", shown, re.DOTALL):
        assert all(line in told.splitlines() for line in quoted.splitlines())
