"""A report that was changed since it was made explains itself as it was made, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.desk import SCIENCE, Desk, swap, typed
from narrator.cli.application import app
from narrator.commands.explain import explain_file
from narrator.problem import Unusable


@pytest.fixture
def made(desk: Desk) -> Desk:
    assert desk.render() == 0
    return desk


def test_a_report_as_it_was_made_says_nothing_of_changes(made: Desk) -> None:
    assert made.run("explain", made.report) == 0
    assert made.err == ""


def test_a_figure_whose_sentence_was_altered(made: Desk) -> None:
    assert made.run("explain", made.report, "26.99") == 0
    before = made.out
    made.edit(swap("减少26.99万元", "减少36.99万元"))
    assert made.run("explain", made.report, "26.99") == 0
    assert made.out == before
    assert "报告里已经没有这一句：“" in made.err
    assert "26.99万元" in made.err
    assert "报告生成以后改过1处" in made.err


def test_a_figure_whose_sentence_was_not(made: Desk) -> None:
    made.edit(typed(f"原因.{SCIENCE}", "会展改期"), swap("政府采购支出情况。", "政府采购情况。"))
    assert made.run("explain", made.report, "26.99") == 0
    assert len(made.err.splitlines()) == 1
    assert "报告生成以后改过2处，这里说的是生成时的。请用 narrator pull 看改了什么。" in made.err


def test_relations_are_told_of_a_figure_once_the_forms_own_too() -> None:
    data = Path(__file__).parents[2] / "samples" / "上海市某区某局2024" / "data.json"
    told = explain_file(data).lines
    lines = [line.strip() for line in told]
    assert "不大于：政府采购 总额－政府采购 预留项目中小企业成交金额（PR-10）" in lines
    at = lines.index("等于：本年收入合计＋使用非财政拨款结余＋年初结转和结余（T1-3）")
    assert lines[at - 1].startswith("5122.079035  收入支出总表.收入.总计.决算数（收入支出决算总表，")
    assert lines[at + 1] == "等于：收入支出决算总表 支出 总计（T1-5）"
    assert "财政拨款 2070904 本年支出合计不大于：支出决算表 2070904 本年支出合计（X-8）" in lines
    assert "上年数，本年数是：机关运行经费 决算数" in lines
    assert lines.count(lines[at]) == 1


CENTRAL = Path(__file__).parents[2] / "samples" / "国家某某局2023" / "data.json"
CARS = "说明/国有资产情况.jinja"


@pytest.fixture(scope="module")
def of_own_form(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A form that says a sentence of its own below one of the form that it goes on from, and a report in it."""
    folder = tmp_path_factory.mktemp("格式") / "某省2023"
    (folder / "说明").mkdir(parents=True)
    (folder / "form.toml").write_text(
        '"沿用" = "中央2023"\n"名称" = "某省2023"\n"标题" = "某省"\n"年度" = 2023\n', "utf-8"
    )
    own = f'{{% include "沿用/{CARS}" %}}\n\n{{# 咨询电话 #}}\n{{{{ 部门.名称 }}}}的\n咨询电话另行公布。\n'
    (folder / CARS).write_text(own, "utf-8")
    report = folder.parent / "报告.docx"
    app(["render", str(CENTRAL), "--form", str(folder), "-o", str(report)], standalone_mode=False)
    return folder, report


def answers(source: Path, what: str, form: Path | None = None) -> list[str]:
    """The lines of an answer that tell where something comes from."""
    told = explain_file(source, what, form and str(form)).lines
    return list(dict.fromkeys(line.strip() for line in told if line.startswith("      ")))


def line_of(file: Path, words: str) -> int:
    return next(at for at, line in enumerate(file.read_text("utf-8").split("\n"), 1) if words in line)


def test_words_of_a_template_are_told_by_file_and_line(of_own_form: tuple[Path, Path]) -> None:
    folder, _ = of_own_form
    theirs = Path(__file__).parents[2] / "templates" / "中央2023"
    cars = f"模板里的话：中央2023/{CARS}，第{line_of(theirs / CARS, '副部')}行"
    assert answers(CENTRAL, "副部") == [cars]
    assert answers(CENTRAL, "副部", folder) == [cars]
    assert answers(CENTRAL, "咨询电话", folder) == [f"模板里的话：某省2023/{CARS}，第5行"]
    table = theirs / "tables" / "收入决算表.toml"
    assert f"模板里的话：中央2023/tables/收入决算表.toml，第{line_of(table, '] 收入决算表')}行" in answers(
        CENTRAL, "收入决算表"
    )
    with pytest.raises(Unusable, match="报告里没有“公布日期”"):
        explain_file(CENTRAL, "公布日期")  # which a template fills in, and does not say
    assert answers(CENTRAL, "另行公布", folder) == [f"模板里的话：某省2023/{CARS}，第5行"]


def test_a_name_of_the_data_and_a_figure_of_a_table_are_told_by_their_places() -> None:
    (date,) = answers(CENTRAL, "2024年7月")
    assert date == f"文字：部门.公布日期（第{line_of(CENTRAL, '公布日期')}行）"
    assert any(
        line.startswith("3248.85") and "各科目.20701.财政拨款收入" in line
        for line in answers(CENTRAL, "3,248.85万元")
    )


def test_a_report_tells_its_words_too(of_own_form: tuple[Path, Path]) -> None:
    folder, report = of_own_form
    assert answers(report, "副部") == answers(CENTRAL, "副部")
    assert answers(report, "咨询电话") == answers(CENTRAL, "咨询电话", folder)
    (date,) = answers(report, "2024年7月")
    assert date.startswith("文字：部门.公布日期（第")
