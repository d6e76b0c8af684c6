"""The published document as it is, checked: a list of findings, reviewed one by one (findings.txt).

`pytest --accept` writes the list anew, for review with git diff.
"""

from __future__ import annotations

from pathlib import Path

from narrator import build
from narrator.checks import listing

from .typed import HERE, typed

GOLDEN = HERE / "findings.txt"


def test_the_published_document_has_these_faults(tmp_path: Path, accept: bool) -> None:
    path = tmp_path / "朝阳市科学技术局2023年度部门决算.docx"
    path.write_bytes(typed())
    findings, line = build.check(path, "辽宁2023")
    told = "".join(f"{text}\n" for _, text in listing.told(findings, line))
    if accept:
        GOLDEN.write_text(told, "utf-8")
    assert told == GOLDEN.read_text("utf-8")


def test_the_form_is_known_by_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(typed())
    assert build.check(path)[0] == build.check(path, "辽宁2023")[0]
