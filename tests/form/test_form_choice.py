"""Which form fits a department and a year."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from forms.complete import complete
from forms.documents import LIAONING, SHANGHAI, raw
from strategies.render import dumps

from narrator import build, form_knowledge
from narrator import form as forms
from narrator.commands.next import make_next_year
from narrator.commands.publish import publish_file
from narrator.commands.render import render_file
from narrator.commands.rendered_report import Options
from narrator.commands.report_check import check_composed, check_report
from narrator.data_file import open_json
from narrator.form import form_folders
from narrator.form.form_choice import choose_base, choose_by_department, tell_year
from narrator.readers.json import parse


@pytest.mark.parametrize(
    ("department", "year", "form"),
    [
        ("上海市普陀区规划和自然资源局", 2024, "上海2024"),
        ("中共上海市普陀区委社会工作部", 2025, "上海2025"),
        ("中国共产党辽宁省委员会宣传部", None, "辽宁2023"),
        ("辽宁省某厅", 2023, "辽宁2023"),
        ("辽宁省某厅", 2024, "辽宁2024"),
        ("辽宁省某厅", 2030, "辽宁2024"),
        ("朝阳市科学技术局", 2023, ""),
        ("", 2023, ""),
    ],
)
def test_the_form_follows_from_the_place_that_a_name_begins_with_and_the_year(
    department: str, year: int | None, form: str
) -> None:
    assert choose_by_department(department, year) == form


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("辽宁2025", "辽宁2024"),
        ("辽宁某市2023", "辽宁2023"),
        ("上海2031", "上海2025"),
        ("四川", "四川2023"),
        ("内蒙古2025", "四川2023"),
        ("河北2025", "中央2023"),
        ("某省2025", "中央2023"),
        ("新格式", "中央2023"),
    ],
)
def test_a_new_form_goes_on_from_that_of_its_place_or_of_most(name: str, form: str) -> None:
    assert choose_base(name).name == form


def test_data_of_another_year_than_the_forms_are_told() -> None:
    old = forms.load("辽宁2023")
    assert list(tell_year(old, 2023)) == []
    [known], [unknown] = list(tell_year(old, 2024)), list(tell_year(old, 2031))
    assert (known.what, known.hint) == ("数据是2024年度的，格式“辽宁2023”是2023年度的", "改用“辽宁2024”")
    assert "narrator forms new 辽宁2031 --from 辽宁2023" in unknown.hint


# ---- data that name no form ----


@pytest.mark.parametrize(
    ("department", "year", "form"),
    [
        ("上海市某区某局", 2024, "上海2024"),
        ("上海市某区某局", 2031, "上海2025"),
        (" 辽宁省某厅 ", 2023, "辽宁2023"),
    ],
)
def test_data_without_a_form_are_read_for_the_one_that_fits(
    department: str, year: int, form: str, tmp_path: Path
) -> None:
    opened = open_json(without_form(tmp_path, department, year))
    assert opened.form is not None
    assert (opened.form.name, str(opened.disclosure["格式"])) == (form, form)
    assert opened.problems == ()
    assert f"数据里没有写“格式”，照部门名称和年度用了“{form}”" in [one.what for one in opened.told]


def test_it_is_asked_which_form_when_none_fits_best(tmp_path: Path) -> None:
    opened = open_json(without_form(tmp_path, "朝阳市某局", 2023))
    assert opened.form is None
    [one] = [one for one in opened.problems if one.where == "格式"]
    assert all(name in one.hint for name in form_folders.names())
    assert opened.problems == (one,)  # what each form does with or without is not asked for before
    named = open_json(tmp_path / "data.json", "辽宁2023")
    assert named.form is not None
    assert named.form.name == "辽宁2023"
    assert (named.problems, named.told) == ((), ())


def test_data_without_a_form_do_all_that_others_do_when_it_is_given(tmp_path: Path) -> None:
    """The report that is made of them is checked and published, and next year's data name no form either."""
    data, report = tmp_path / "data.json", tmp_path / "报告.docx"
    unnamed = complete("中央2023")
    del unnamed["格式"]
    data.write_text(dumps(unnamed), "utf-8")
    render_file(data, report, "中央2023", options=Options(final=True))
    assert not [one for one in check_report(report).findings if one.counts]
    publish_file(report, tmp_path / "公开.docx")
    make_next_year(data, tmp_path / "2024.json", "中央2023")
    assert "格式" not in parse((tmp_path / "2024.json").read_text("utf-8"))


def test_a_report_is_judged_in_the_very_words_that_it_is_read_by(tmp_path: Path) -> None:
    """Though a process that met many forms reads their words anew."""
    data = tmp_path / "data.json"
    data.write_text(dumps(complete("中央2023")), "utf-8")
    source = build.read(data)
    told = check_composed(source)
    form_knowledge.layered_book.cache_clear()
    assert check_composed(source) == told


@pytest.mark.parametrize("department", [None, 5, {}, {"名称": 5}, {"名称": ""}])
def test_a_department_that_has_no_name(department: object, tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    path.write_text(dumps({"年度": Decimal(2023), "部门": department}), "utf-8")
    assert open_json(path).form is None


def without_form(folder: Path, department: str, year: int) -> Path:
    """The sample of 上海 or 辽宁 as that department's, of that year, without 格式."""
    data = raw(SHANGHAI if "上海" in department else LIAONING)
    del data["格式"]
    data["年度"], data["部门"]["名称"] = Decimal(year), department
    path = folder / "data.json"
    path.write_text(dumps(data), "utf-8")
    return path
