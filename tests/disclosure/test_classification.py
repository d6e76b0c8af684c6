"""政府收支分类科目 by year: what the shipped files hold, and what is told of a file that is not as it should be."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

import narrator
from narrator import form
from narrator.disclosure import classification
from narrator.disclosure.classification import (
    basic_rows,
    class_names,
    class_rows,
    classification_of,
    later_names,
)
from narrator.form import form_folders
from narrator.problem import Unusable

YEARS = classification.classified_years()
NARRATOR = Path(narrator.__file__).parent


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder of classifications in the place of the shipped one."""
    caches = (
        classification.classified_years,
        classification.read_classification,
        classification.class_rows,
        classification.basic_rows,
        classification.later_names,
    )

    def forget() -> None:
        for one in caches:
            one.cache_clear()

    monkeypatch.setattr(classification, "shipped", lambda name: tmp_path)
    forget()
    yield tmp_path
    forget()


def write(folder: Path, year: int, functional: str, head: str = "") -> None:
    (folder / f"{year}.toml").write_text(f"{head}\n\"支出功能分类\" = '''\n{functional}\n'''\n", "utf-8")


@pytest.mark.parametrize("year", YEARS)
def test_every_code_stands_below_one_that_is_listed(year: int) -> None:
    listed = classification_of(year)
    for names, lengths in ((listed.functional, (3, 5, 7)), (listed.economic, (3, 5))):
        for code, name in names.items():
            assert len(code) in lengths
            assert code[:-2] in names or len(code) == 3, code
            assert re.fullmatch(r"[\u4e00-\u9fff“”（）、]+", name), name


@pytest.mark.parametrize("year", YEARS)
def test_what_is_marked_is_listed_and_what_is_complete_has_parts(year: int) -> None:
    listed = classification_of(year)
    codes = {*listed.functional, *listed.economic}
    assert listed.unlisted <= codes
    for code in listed.complete:
        assert any(len(one) > len(code) and one.startswith(code) for one in codes), code


def test_codes_that_everyone_knows() -> None:
    listed = classification_of(2023)
    assert listed.functional["2060101"] == "行政运行"
    assert listed.functional["22102"] == "住房改革支出"
    assert listed.functional["227"] == "预备费"
    assert listed.economic["30231"] == "公务用车运行维护费"
    assert listed.economic["309"] == "资本性支出（基本建设）"
    assert "22102" in listed.complete
    assert "201" not in listed.complete


def test_a_later_year_says_only_what_differs() -> None:
    assert classification_of(2024).functional["20139"] == "社会工作事务"
    assert classification_of(2024).functional["2210201"] == classification_of(2023).functional["2210201"]
    assert "20139" not in classification_of(2023).functional
    assert "2010308" in classification_of(2023).functional
    assert "2010308" not in classification_of(2024).functional


def test_a_year_without_a_file_has_the_list_before_it_or_else_the_first() -> None:
    assert classification_of(2999) == classification_of(YEARS[-1])
    assert classification_of(2000) == classification_of(YEARS[0])


def test_the_rows_of_the_public_tables_are_those_that_a_department_may_have() -> None:
    assert {"201", "234"} < class_rows().keys()
    assert not {"227", "230", "233"} & class_rows().keys()
    assert not {"309", "311", "313"} & {code[:3] for code in basic_rows()}


@pytest.mark.parametrize("name", sorted({form.load(name).tables_from.name for name in form_folders.names()}))
def test_a_form_prints_the_names_of_the_list(name: str) -> None:
    """Of what a form itself prints in its table of 基本支出, every code bears the name that the list has."""
    from narrator.checks.data.codes import standard
    from narrator.form_knowledge import blueprints, standard_items

    printed = standard_items(form.load(name))
    if (blueprint := blueprints(form.load(name)).get("基本支出表")) is not None:
        assert printed == standard(blueprint)
    assert printed
    assert {code: basic_rows().get(code) for code in printed} == printed


def test_adding_a_year_is_adding_a_file(folder: Path) -> None:
    write(folder, 2030, "201 甲类 | 全\n20101 甲款\n202 乙类 | 不列")
    write(folder, 2031, "201 新甲类\n20102 乙款\n202\n203 丙类", '"沿用" = 2030')
    assert dict(classification_of(2030).functional) == {"201": "甲类", "20101": "甲款", "202": "乙类"}
    assert dict(classification_of(2031).functional) == {
        "201": "新甲类",
        "20101": "甲款",
        "20102": "乙款",
        "203": "丙类",
    }
    assert dict(class_rows()) == {"201": "甲类", "203": "丙类"}
    assert dict(later_names()) == {"新甲类": "甲类"}
    assert [class_names("201", year) for year in (2030, 2031)] == [("甲类",), ("新甲类", "甲类")]
    assert class_names("202", 2030) == ()
    assert (dict(classification_of(2030).ended), dict(classification_of(2031).ended)) == ({}, {"202": "乙类"})
    write(folder, 2032, "202 乙类", '"沿用" = 2031')
    classification.classified_years.cache_clear()
    assert dict(classification_of(2032).ended) == {}


def test_every_slip_of_a_file_is_told_with_its_line(folder: Path) -> None:
    write(folder, 2030, "201 甲类\n\n20 乙类\n201 丙类\n202 丁类 | 都在", "# 一行说明")
    with pytest.raises(Unusable) as caught:
        classification_of(2030)
    assert [(one.line, one.what) for one in caught.value.problems] == [
        (5, "“20 乙类”不是“编码 名称”"),
        (6, "编码201写了两次"),
        (7, "“202 丁类 | 都在”不是“编码 名称”"),
    ]


# A class that comes, with a 款 and a 项, one that goes, and one that gets another name.
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('"年度" = 2031\n"沿用" = 2030\n', ["1 年度：科目的文件没有这一项"]),
        ('["支出功能分类"]\n"20150" = "甲"\n', ["1 支出功能分类：这一项的写法不对"]),
        ('"沿用" = 2031\n', ["1 沿用：沿用的要是以前的一年"]),
        ('"沿用" = "2030"\n', ["1 沿用：沿用的要是以前的一年"]),
        (
            '"年度" = 2031\n["功能分类"]\n"20150" = "甲"\n',
            ["1 年度：科目的文件没有这一项", "1 ：一个科目也没有", "2 功能分类：科目的文件没有这一项"],
        ),
    ],
)
def test_an_entry_that_no_file_has_is_told(folder: Path, text: str, told: list[str]) -> None:
    write(folder, 2030, "201 甲类")
    (folder / "2031.toml").write_text(text, "utf-8")
    with pytest.raises(Unusable) as caught:
        classification_of(2031)
    found = sorted(f"{one.line} {one.where}：{one.what}" for one in caught.value.problems)
    assert found == told


LATER = """"沿用" = 2024

"支出功能分类" = '''
234
235 丙类支出
23501 丙款
2350101 丙项
206 新科学支出
'''
"""
JUDGED = """
import json
from decimal import Decimal
from narrator.checks.data.accounts import Accounts
from narrator.checks.data.rules import check_accounts
from narrator.disclosure import reading
def row(name): return {"科目名称": name, "本年支出合计": Decimal(5), "项目支出": Decimal(5)}
names = {"235": "丙类支出", "23501": "丙款", "2350101": "丙项", "234": "抗疫特别国债安排的支出"}
final = {"本年支出合计": {"决算数": Decimal(14)}, "丙类支出": {"决算数": Decimal(4)}, "抗疫特别国债安排的支出": {"决算数": Decimal(5)}}
def told(year, science):
    data = {"年度": Decimal(year), "金额单位": "万元", "收入支出总表": {"支出": {**final, science: {"决算数": Decimal(5)}}}}
    data["支出决算表"] = {"各科目": {code: row(name) for code, name in {"206": science, **names}.items()}}
    disclosure, problems = reading.read(data)
    unknown = [one.where for one in problems if "没有这个名称" in one.what]
    found = [one for one in check_accounts(Accounts(disclosure)) if one.rule in ("X-7", "T1-2", "AD-1")]
    return [unknown, [[one.rule, one.level.value, one.what, [side.path for side in one.sides]] for one in found]]
print(json.dumps([told(2024, "科学技术支出"), told(2999, "新科学支出"), told(2024, "新科学支出")]))
"""


def test_a_class_that_comes_and_one_that_goes_are_read_and_judged_by_the_year(tmp_path: Path) -> None:
    """A file that is added is all: its class has a row in every table and relation; one that has gone is told of, and one
    with another name stays the one that it was, whose new name is none of a year before."""
    copytree(NARRATOR, tmp_path / "narrator", ignore=ignore_patterns("__pycache__"))
    for folder in ("classification", "templates", "phrasebook"):
        copytree(NARRATOR.parent / folder, tmp_path / folder)
    (tmp_path / "classification" / "2025.toml").write_text(LATER, "utf-8")

    def run(*command: str) -> str:
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        python = [sys.executable, *command]
        done = subprocess.run(
            python, cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("-m", "narrator", "lint", "--form", "上海2024")  # the forms of years before need no row for it
    before, after, early = json.loads(run("-c", JUDGED))
    new = "收入支出总表.支出.丙类支出.决算数"
    differs = ["X-7", "错误", "两边相差1.00万元", [new, "支出决算表.各科目.235.本年支出合计"]]
    assert before == [[], [differs]]
    gone = "2025年政府收支分类科目里没有234了，以前是“抗疫特别国债安排的支出”"
    assert after == [[], [differs, ["AD-1", "提醒", gone, ["支出决算表.各科目.234.科目名称"]]]]
    misnamed = ["AD-1", "错误", "同一编码两处名称不同", ["支出决算表.各科目.206.科目名称", ""]]
    assert early == [[], [differs, misnamed]]
