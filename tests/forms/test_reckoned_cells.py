"""Tables of a form that print beside their figures what is reckoned from them: shares in a column, a change in a row."""

from __future__ import annotations

from pathlib import Path

import pytest
from checks.reports import findings

from narrator.checks.finding import Level
from narrator.commands.lint import prove_form
from narrator.document import Document, Table

from .documents import CENTRAL, ROOT, composed, raw
from .test_overlays import load, overlay

GRANTED, SUMMARY = "一般公共预算支出表", "收入支出总表"
SHARES = [
    ("项目支出\n栏次 | < | 1 | 2 | 3", "项目支出 | 占比（%）\n栏次 | < | 1 | 2 | 3 | 4"),
    ("本年支出 | < | <", "本年支出 | < | < | <"),
    ("合计.项目支出 }}", "合计.项目支出 }} | "),
    ("{{ 行.项目支出 }}", "{{ 行.项目支出 }} | {{ 占(行.小计, 一般公共预算支出表.合计.小计) }}"),
    ("63, 25, 25, 25]", "63, 25, 25, 25, 25]"),
    ('"右", "右", "右"]', '"右", "右", "右", "右"]'),
]
CHANGE = [("{% endfor %}\n", "{% endfor %}\n基本支出占比 | < | {{ 占(一般公共预算支出表.合计.基本支出, 一般公共预算支出表.合计.小计) }} | < | <\n")]  # fmt: skip
# The official words over the names at the right of 公开01表.
NAMES = [("收入 | < | < | 支出 | < | <\n项目 | 行次 | 金额 | 项目 |", "收入 | < | < | 支出 | < | <\n项目 | 行次 | 金额 | 项目（按功能分类） |")]  # fmt: skip


def serious(document: Document, name: str) -> set[tuple[str, str]]:
    """What is wrong with a report in the form NAME, or can not be checked, by its printed text alone."""
    told = findings(document, name=name)
    return {(one.key, one.what) for one in told if one.level in (Level.ERROR, Level.UNCHECKED)}


@pytest.mark.parametrize(
    ("table", "changes"), [(GRANTED, SHARES), (GRANTED, CHANGE), (SUMMARY, NAMES)], ids=["列", "行", "名称"]
)
def test_what_a_form_prints_in_its_tables_is_understood(
    tmp_path: Path, table: str, changes: list[tuple[str, str]]
) -> None:
    text = (ROOT / "templates" / "中央2023" / "tables" / f"{table}.toml").read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    overlay(tmp_path, "中央2023", "某市2023", **{f"tables/{table}.toml": text})
    form = load(tmp_path, "某市2023")
    assert prove_form(form).problems == []
    document = composed(raw(CENTRAL), str(form.folder)).document
    assert serious(document, str(form.folder)) == serious(
        composed(raw(CENTRAL), "中央2023").document, "中央2023"
    )
    [block] = [one for one in document.blocks if isinstance(one, Table) and one.name == table]
    assert any(new in str(block) for new in ("占比（%）", "基本支出占比", "项目（按功能分类）"))
