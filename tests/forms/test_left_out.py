"""Forms that print fewer than the nine public tables and say so (不印的表)."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrator import form as forms
from narrator.commands.check import check_file
from narrator.commands.lint import prove_form
from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.form import Form, form_folders
from narrator.problem import Unusable

from .documents import LIAONING, raw, written
from .test_overlays import load, overlay, wrong

MAIN = (forms.load("辽宁2023").folder / "report.jinja").read_text("utf-8")
APART = '"不印的表" = ["三公经费表"]\n'


def apart(folder: Path, stated: str = APART, main: str = MAIN.replace('"三公经费表", ', "")) -> Form:
    """A form in FOLDER that publishes “三公” apart, as 安徽 does."""
    folder.mkdir(exist_ok=True)
    made = overlay(folder, report_jinja=main)
    path = made / "form.toml"
    path.write_text(path.read_text("utf-8") + stated, "utf-8")
    forms.load.cache_clear()
    return load(folder)


def test_a_table_that_is_not_printed_is_no_fault_where_the_form_says_so(tmp_path: Path) -> None:
    form = apart(tmp_path)
    assert prove_form(form).problems == []
    assert wrong(apart(tmp_path / "甲", "")) == [
        "某市2024/report.jinja:1 全文没有印《财政拨款“三公”经费支出决算表》"
    ]
    assert wrong(apart(tmp_path / "乙", main=MAIN)) == [
        "某市2024/form.toml:6 这里写了不印《财政拨款“三公”经费支出决算表》，全文却印了"
    ]


def test_the_template_in_which_a_table_is_dropped_is_told(tmp_path: Path) -> None:
    """Not the main one, which is another form's; in it the table itself is dropped, or the template that prints it."""
    folder = overlay(tmp_path, "中央2023", **{"决算表/三公经费.jinja": "{# 不列 #}\n"})
    dropped = "全文没有印《财政拨款“三公”经费支出决算表》"
    assert wrong(load(tmp_path)) == [f"决算表/三公经费.jinja:1 {dropped}"]
    (folder / "决算表" / "三公经费.jinja").unlink()
    parts = (forms.load("中央2023").folder / "二、决算表.jinja").read_text("utf-8").splitlines()
    kept = [line for line in parts if "三公经费" not in line]
    assert len(kept) == len(parts) - 1
    (folder / "二、决算表.jinja").write_text("\n".join(kept), "utf-8")
    forms.load.cache_clear()
    assert wrong(load(tmp_path)) == [f"某市2024/二、决算表.jinja:1 {dropped}"]


def test_its_report_lacks_nothing(tmp_path: Path) -> None:
    form = apart(tmp_path)
    report = written(tmp_path, raw(LIAONING), form.folder)
    assert not [one for one in check_file(report).findings if one.rule == "ST-1"]


def test_what_forms_that_ship_leave_out_are_public_tables() -> None:
    for name in form_folders.names():
        assert {*forms.load(name).left_out} <= PUBLIC_TABLES.keys()


@pytest.mark.parametrize("stated", ['["公开07表"]', '"三公经费表"', "[1]", "[[]]"])
def test_what_is_no_public_table(stated: str, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="不印的表：这一项的写法不对"):
        apart(tmp_path, f'"不印的表" = {stated}\n')
