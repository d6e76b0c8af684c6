"""What is no report that a form can be learned from is refused in Chinese, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from narrator.commands.learn import learn_form
from narrator.problem import Unusable

TOLD = "2023年度收入总计851.17万元，与上年相比减少26.99万元。"


def refusal(folder: Path, title: str, lines: list[str], tables: list[list[str]]) -> str:
    made = docx.Document()
    for line in (title, *lines):
        made.add_paragraph(line)
    for row in tables:
        made.add_paragraph(row[0])
        made.add_table(2, 2).cell(0, 0).text = row[1]
    made.save(str(folder / "去年.docx"))
    with pytest.raises(Unusable) as caught:
        learn_form(folder / "去年.docx", "某县2024", None, folder)
    assert [path.name for path in folder.iterdir()] == ["去年.docx"]
    return "\n".join(map(str, caught.value.problems))


@pytest.mark.parametrize(
    ("title", "lines", "tables", "told"),
    [
        ("", [], [], "扫描"),
        ("某局2023年度部门决算", [TOLD] * 6, [], "没有表格"),
        ("某局2023年部门预算", [TOLD] * 6, [["部门：某局", "项目"]], "预算的公开文本"),
        ("某局2023年度部门决算", [], [["部门：某局", "项目"]], "几乎没有说明"),
        ("2023年度部门决算", [TOLD] * 6, [["部门：甲局", "项目"], ["部门：乙委", "项目"]], "几个部门"),
        ("某局2023年度部门决算", [TOLD] * 6, [["部门：某局", "项目"]], "认不出"),
    ],
)
def test_what_can_not_be_learned_from_is_told(
    tmp_path: Path, title: str, lines: list[str], tables: list[list[str]], told: str
) -> None:
    assert told in refusal(tmp_path, title, lines, tables)
