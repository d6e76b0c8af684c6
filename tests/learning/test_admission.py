"""What is no report that a form can be learned from is refused in Chinese, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from forms.documents import composed

from narrator.commands.learn import learn_form
from narrator.document import Cell, Column, Document, Paragraph, Table
from narrator.form.form_folders import names
from narrator.learning.admission import title_again
from narrator.problem import Unusable
from narrator.spans import Text

from .measure import sample_of

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
        ("某局2023年度部门决算", [TOLD.replace("万元", "元")] * 6, [["部门：某局", "项目"]], "表上面写的不是"),
        ("某局2023年度部门决算", [TOLD] * 6, [[f"{one}、{name}决算表", "项目"] for one, name in enumerate(["收入", "支出", "收支", "三公", "收入"], 1)], "《收入决算表》有两份"),
    ],
)  # fmt: skip
def test_what_can_not_be_learned_from_is_told(
    tmp_path: Path, title: str, lines: list[str], tables: list[list[str]], told: str
) -> None:
    assert told in refusal(tmp_path, title, lines, tables)


@pytest.mark.parametrize("form", names())
def test_the_report_of_no_form_is_taken_for_two(form: str) -> None:
    assert title_again(composed(sample_of(form), form).document) == ""


def test_a_table_that_goes_on_under_its_title_is_one() -> None:
    table = Table("表", (Column(0, ""),), (), ((Cell(0, (Text("项目"),), ""),),), "")
    blocks = [
        one for at in (1, 1, 2, 3, 4) for one in (Paragraph(Text(f"{'收支基政'[at - 1]}决算表"), ""), table)
    ]
    assert title_again(Document("", tuple(blocks))) == ""
    assert title_again(Document("", (*blocks, *blocks[:2]))) == "收决算表"
