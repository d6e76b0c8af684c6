"""`narrator check` on the samples in every form: what the data says is not told of its own report again."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from narrator.checks.finding import Finding, Level, Side
from narrator.commands.check import check_file

from .documents import CROSSED, LIAONING, SHANGHAI, put, raw, written
from .test_forms import MORE

FORM_OF = {LIAONING: "辽宁2023", SHANGHAI: "上海2024"}
# What is wrong in the 辽宁 sample itself, and told of it in any form.
KNOWN = {"AD-1", "PR-5", "PR-6", "PF-1", "PF-4", "PF-6", "PF-7", "HY-3", "HY-4", "HY-5", "HY-6", "HY-8"}


def findings(sample: str, name: str, folder: Path) -> tuple[list[Finding], list[Finding]]:
    """What is found in the data of SAMPLE for the form NAME, and in its report."""
    data = put(raw(sample), MORE) if (sample, name) == (LIAONING, "上海2024") else raw(sample)
    report = written(folder, data, name)
    return check_file(folder / "data.json", name)[0], check_file(report)[0]


@pytest.mark.parametrize("name", CROSSED)
@pytest.mark.parametrize("sample", [SHANGHAI, LIAONING])
def test_no_false_alarm(sample: str, name: str, tmp_path: Path) -> None:
    of_data, of_report = findings(sample, name, tmp_path)
    allowed = KNOWN if sample == LIAONING else set()
    for one in of_data + of_report:
        other_year = one.key == "ST-2 年度与格式" and FORM_OF[sample] != name
        assert one.level is Level.TAIL or other_year or one.rule in allowed, (one.rule, one.what, one.sides)


CONTENTS = [
    ("三、支出决算表", "五、支出决算表"),
    ("三、支出决算表", "支出决算表"),
    ("三、支出决算表", "三、支岀决算表"),
]


@pytest.mark.parametrize(("line", "altered"), CONTENTS)
def test_a_line_of_the_contents(line: str, altered: str, tmp_path: Path) -> None:
    """Its number is nowhere else in the report; it is the form that knows it."""
    report = written(tmp_path, raw(SHANGHAI))
    replaced(
        report, f">{line}<", f">{altered}<"
    )  # the field behind the heading, which Word reads, has it as well
    (found,) = [one for one in check_file(report)[0] if one.level is not Level.TAIL]
    assert (found.rule, found.sides[0]) == ("ST-3", Side("目录", altered))
    assert found.sides[1].value == (line if altered.endswith("支出决算表") else "支出决算表")


def replaced(report: Path, text: str, new: str) -> None:
    """TEXT is NEW in the body of REPORT, where it must stand once."""
    with zipfile.ZipFile(report) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = parts["word/document.xml"].decode()
    assert body.count(text) == 1
    parts["word/document.xml"] = body.replace(text, new).encode()
    with zipfile.ZipFile(report, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
