"""Each sample in each form that it is complete for is a valid .docx, and the same input gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from strategies.render import dumps

from narrator import build

from .documents import CENTRAL, CROSSED, LIAONING, SHANGHAI, put, raw
from .test_forms import MORE


@pytest.mark.parametrize(
    ("sample", "name"),
    [*((sample, name) for sample in (SHANGHAI, LIAONING) for name in CROSSED), (CENTRAL, "中央2023")],
)
def test_it_is_valid(sample: str, name: str, tmp_path: Path) -> None:
    data = put(raw(sample), MORE) if (sample, name) == (LIAONING, "上海2024") else raw(sample)
    path = tmp_path / "data.json"
    path.write_text(dumps(data), "utf-8")
    made = []
    for _ in range(2):
        source = build.read(path, name)
        made.append(build.write(build.report(source).document, source, ".docx"))
    assert made[0] == made[1]
    report = tmp_path / "报告.docx"
    report.write_bytes(made[0])
    assert OpenXmlValidator().validate(report).errors == []
