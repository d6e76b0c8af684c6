"""Reasons that a form asks for where nothing changed, and one reason for two comparisons."""

from __future__ import annotations

from pathlib import Path

import pytest
from strategies.render import dumps

from narrator import form as forms
from narrator.checks.report.inspection import check
from narrator.commands.report_check import basis_of
from narrator.disclosure import reading
from narrator.form import Form
from narrator.readers.json import parse
from narrator.texts.status import find_reasons

from .documents import LIAONING, ROOT, composed, plain, put, raw
from .test_overlays import load, overlay, wrong

BOTH = "说明/收入支出总体情况.jinja"
REASON = "原因.收入总计与上年相比"
SAME = {"收入支出总表.收入.总计.上年决算数": raw(LIAONING)["收入支出总表"]["收入"]["总计"]["决算数"]}
ASKED = '["与上年相比"]\n"也要原因" = ["持平"]\n'


def asking(folder: Path, words: str = ASKED) -> Form:
    """A form in FOLDER whose words ask for reasons where nothing changed."""
    overlay(folder, phrasebook_toml=words)
    forms.load.cache_clear()
    return load(folder)


def test_a_reason_is_asked_for_where_nothing_changed(tmp_path: Path) -> None:
    form = asking(tmp_path)
    assert wrong(form) == []
    data = put(raw(LIAONING), {**SAME, REASON: ...})
    assert composed(data, "辽宁2023").missing == ()
    asked = composed(data, str(form.folder))
    assert [one.where for one in asked.missing] == [REASON]
    assert "持平，主要原因：【请填写“收入总计与上年相比”的主要原因" in plain(asked.document)
    told = put(data, {REASON: "收支规模与上年相当"})
    said = composed(told, str(form.folder))
    assert said.missing == ()
    assert "持平，主要原因：收支规模与上年相当。" in plain(said.document)


def test_a_report_that_does_not_tell_it_is_found(tmp_path: Path) -> None:
    """A report as the base prints it, without a reason, checked by the form that asks for one."""
    document = composed(put(raw(LIAONING), {**SAME, REASON: ...}), "辽宁2023").document

    def found(form: Form) -> bool:
        return any("格式要说原因" in one.what for one in check(document, basis_of(form)))

    assert found(asking(tmp_path))
    assert not found(forms.load("辽宁2023"))


@pytest.mark.parametrize(("reason", "odd"), [("按实际工作需要安排", False), ("会议压减，支出减少", True)])
def test_a_reason_that_was_asked_for_is_odd_only_when_it_tells_of_a_change(
    tmp_path: Path, reason: str, odd: bool
) -> None:
    form = asking(tmp_path)
    data = put(raw(LIAONING), {**SAME, REASON: reason})
    document = composed(data, str(form.folder)).document
    found = [one.what for one in check(document, basis_of(form)) if "像是为差异写的" in one.what]
    assert bool(found) is odd
    written = [
        one
        for one in find_reasons(reading.read(parse(dumps(data)), form.model)[0], document)
        if one.path == REASON
    ]
    assert [one.misplaced for one in written] == [odd]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (ASKED.replace("持平", "不变"), "“变动”没有“不变”这种情形"),
        (ASKED.replace('["持平"]', '"持平"'), "也要原因的情形要写成名称的列表"),
        (ASKED + '"持平" = "{{ 主语 }}持平"\n', "也要原因而没有说原因的地方"),
        ('["占比"]\n"也要原因" = ["全为零"]\n', "没有原因句"),
    ],
)
def test_a_slip_in_what_is_asked_for_is_told(words: str, told: str, tmp_path: Path) -> None:
    assert any(one.endswith(told) for one in wrong(asking(tmp_path, words)))


def test_one_reason_for_two_comparisons_is_written_once(tmp_path: Path) -> None:
    base = (ROOT / "templates" / "辽宁2023" / BOTH).read_text("utf-8")
    overlay(tmp_path, **{BOTH: base.replace('原因="支出总计与上年相比"', '原因="收入总计与上年相比"')})
    form = load(tmp_path)
    assert wrong(form) == []
    data = put(raw(LIAONING), {REASON: ..., "原因.支出总计与上年相比": ...})
    assert {one.where for one in composed(data, str(form.folder)).missing} == {REASON}
    said = plain(composed(put(data, {REASON: "项目减少"}), str(form.folder)).document)
    assert said.count("，主要原因：项目减少。") == 2
