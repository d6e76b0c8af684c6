"""倍数变动, 百分点变动 and 比重变动 in a form: what they say, which words lint refuses, what check finds."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from narrator import form as forms
from narrator.checks.finding import Level
from narrator.checks.printed.statement import read_statement
from narrator.commands.check import check_file
from narrator.commands.explain import explain_file
from narrator.commands.lint import prove_form
from narrator.form import Form
from narrator.number import MoneyUnit

from .documents import ROOT, composed, plain, put, raw, written
from .test_overlays import CARS, load, overlay, told_of, wrong

HANDBOOK = (ROOT / "docs" / "格式手册.md").read_text("utf-8").partition("## 倍数和百分点")[2]
TIMES, POINTS, DATA, SAID = re.findall(r"^```\w+\n(.*?)^```$", HANDBOOK, re.DOTALL | re.MULTILINE)[:4]
WORDS = TIMES + POINTS
VALUES: dict[str, object] = {
    "三公经费表.合计.决算数": Decimal(90000),
    "三公经费表.合计.上年决算数": Decimal(40000),
    "部门.满意度": Decimal("95.5"),
    "部门.上年满意度": Decimal(92),
    "收入决算表.合计.上年财政拨款收入": Decimal(20000000),
    "收入支出总表.收入.本年收入合计.上年决算数": Decimal(40000000),
}


def comparing(folder: Path, words: str = WORDS, data: str = DATA, used: str = SAID) -> Form:
    folder.mkdir(exist_ok=True)
    template = f'{{% include "沿用/{CARS}" %}}\n\n{used}'
    overlay(folder, "上海2024", data_toml=data, phrasebook_toml=words, **{CARS: template})
    forms.load.cache_clear()
    return load(folder)


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    return comparing(tmp_path_factory.mktemp("格式"))


def said(form: Form, **changes: object) -> str:
    return plain(composed(put(raw(), {**VALUES, **changes}), str(form.folder)).document)


def test_what_is_said(form: Form) -> None:
    assert prove_form(form).problems == []
    text = said(form)
    assert "“三公”经费比上年增加5.00万元，增长1.25倍，是上年的2.25倍。" in text
    assert "群众满意度95.5%，比上年的92%提高3.50个百分点。" in text
    income = raw()["收入决算表"]["合计"]
    share = (income["财政拨款收入"] / income["本年收入合计"] * 100).quantize(Decimal("0.01"))
    assert f"财政拨款收入占{share}%，比重比上年的50.00%提高{share - 50}个百分点。" in text
    other = said(form, **{"三公经费表.合计.上年决算数": Decimal(60000), "部门.上年满意度": None})
    assert "“三公”经费增加3.00万元，增长50.00%。" in other
    assert "群众满意度95.5%。" in other


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("个百分点\"\n\"减少\" = \"群众", "%\"\n\"减少\" = \"群众", "“变动点数”后面不是“个百分点”"),
        ("增长{{ 变动倍数 }}倍", "增长{{ 变动倍数 }}%", "“变动倍数”后面不是“倍”"),
        ("增长{{ 变动倍数 }}", "增长到上年的{{ 变动倍数 }}", "“变动倍数”是增加了几倍，这里说的是上年的几倍"),
        ("是上年的{{ 相当倍数 }}", "增长{{ 相当倍数 }}", "“相当倍数”是上年的几倍，这里说的是增加了几倍"),
        ("提高{{ 变动点数 }}个百分点\"\n\"减少\" = \"群众", "降低{{ 变动点数 }}个百分点\"\n\"减少\" = \"群众", "说的方向与情形不符（本年印出来的百分数比上年的大）"),
        ("{{ 本年百分数 }}，比", "{{ 本年百分数 }}%，比", "“本年百分数”印出来就带着“%”"),
        ("增加\" = \"财政", "增多\" = \"财政", "缺少这种情形的短语（本年的比例印出来比上年的大）"),
    ],
)  # fmt: skip
def test_words_that_say_another_thing(old: str, new: str, told: str, tmp_path: Path) -> None:
    assert WORDS.count(old) >= 1
    assert any(line.endswith(told) for line in wrong(comparing(tmp_path, WORDS.replace(old, new, 1))))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("(部门.满意度,", "(三公经费表.合计.决算数,", "“满意度比上年”的“本年百分数”要是百分数"),
        ("三公经费表.合计.上年决算数", "部门.上年满意度", "“三公经费成倍变动”的“上年”要是金额"),
        ("收入决算表.合计.上年财政", "收入决算表.合计.财政", "“财政拨款收入比重”的“上年部分”没有填会当作零"),
    ],
)  # fmt: skip
def test_data_of_another_kind(old: str, new: str, told: str, tmp_path: Path) -> None:
    assert [line.partition(" ")[2] for line in wrong(comparing(tmp_path, used=SAID.replace(old, new)))] == [
        told
    ]


def test_a_percentage_is_carried_to_the_next_year(form: Form) -> None:
    assert [one.formula for one in form.relations if "满意度" in one.formula] == [
        "上年满意度 = 上年的部门 满意度"
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("增长1.25倍", "增长1.35倍", ("PR-7", "1.35倍", "1.25倍")),
        ("是上年的2.25倍", "是上年的2.35倍", ("PR-7", "2.35倍", "2.25倍")),
        ("提高3.50个", "提高3.60个", ("PR-7", "3.60", "3.50")),
        ("比上年的92%提高", "比上年的92%降低", ("PR-4",)),
        ("提高46.43个", "提高46.53个", ("PR-7", "46.53", "46.43")),
        ("的50.00%提高", "的50.00%降低", ("PR-4",)),
    ],
)
def test_it_is_checked_in_the_finished_report(
    old: str, new: str, found: tuple[str, ...], tmp_path: Path
) -> None:
    report = finished(tmp_path)
    before = told_of(report)
    assert not [one for one in before if one[0] in ("PR-7", "HY-6", "PR-3", "PR-4")]
    retype(report, old, new)
    told = [one for one in told_of(report) if one not in before]
    assert found in told or (len(found) == 1 and found[0] in [one[0] for one in told]), told


@pytest.mark.parametrize(("points", "level"), [("3.4", Level.TAIL), ("3.3", Level.ERROR)])
def test_points_may_be_off_by_the_last_decimal_that_is_printed(
    points: str, level: Level, tmp_path: Path
) -> None:
    report = finished(tmp_path)
    retype(report, "提高3.50个", f"提高{points} 个")
    assert [one.level for one in check_file(report).findings if one.rule == "PR-7"] == [level]


def retype(report: Path, old: str, new: str) -> None:
    """OLD is NEW in a paragraph of REPORT, however its letters are parted into runs."""
    document = docx.Document(str(report))
    [(paragraph, at)] = [(one, one.text.index(old)) for one in document.paragraphs if old in one.text]
    for number, run in enumerate(paragraph.runs):
        begin = sum(len(other.text) for other in paragraph.runs[:number])
        text = "".join(
            new[place - at] if at <= place < at + len(old) else char
            for place, char in enumerate(run.text, begin)
        )
        if text != run.text:
            run.text = text
    document.save(str(report))


def finished(folder: Path) -> Path:
    comparing(folder)
    return written(folder, put(raw(), VALUES), folder / "某市2024")


def test_it_is_explained(tmp_path: Path) -> None:
    told = "\n".join(explain_file(finished(tmp_path), "“三公”经费比上年")[0])
    assert "1.25倍 = 5.00 ÷ 4.00" in told
    told = "\n".join(explain_file(tmp_path / "报告.docx", "3.50")[0])
    assert "3.50个百分点 = 95.5% − 92%" in told


@pytest.mark.parametrize("text", ["比上年增加5.00万元，增长1.25倍", "增加5.00万元，提高了1.25倍"])
def test_times_of_other_documents_are_read(text: str) -> None:
    assert [(part.role, part.text, part.sign) for part in read_statement(text, MoneyUnit.WAN).parts][1] == (
        "变动倍数",
        "1.25",
        1,
    )
