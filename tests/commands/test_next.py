"""Next year's data, and what a reader sees changed between two."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from commands.desk import INCOME, Desk, last_year
from narrator.commands.forms import copy_form
from narrator.commands.next import value_a_year_later
from narrator.disclosure.fields import KINDS
from narrator.form import load
from narrator.intake.carry_over import texts_at


def next_year(desk: Desk) -> dict[str, Any]:
    path = desk.folder / "data-2024.json"
    assert desk.run("next", desk.data, "-o", path) == 0, desk.err
    desk.data = path
    return desk.raw


def test_this_year_becomes_last_year(desk: Desk) -> None:
    raw = next_year(desk)
    assert raw["年度"] == 2024
    assert raw["收入支出总表"]["收入"]["总计"] == {"决算数": None, "上年决算数": Decimal("851.17")}
    assert raw["财政拨款收支总表"]["支出"]["本年支出合计"]["上年决算数"] == Decimal("851.17")
    assert raw["一般公共预算支出表"]["合计"]["上年决算数"] == Decimal("851.17")
    assert raw["机关运行经费"] == {"决算数": None, "上年决算数": Decimal("35.52")}


def test_with_a_form_whose_tables_can_not_be_read_nothing_is_written(desk: Desk) -> None:
    """What is told of the new data names them."""
    folder = copy_form("某市2023", load("辽宁2023"), desk.folder)
    wrong = folder / "tables" / "收入决算表.toml"
    wrong.write_text(wrong.read_text("utf-8") + "\n表头\n", "utf-8")
    path = desk.folder / "data-2024.json"
    assert desk.run("next", desk.data, "-o", path, "--form", folder) == 2
    assert wrong.name in desk.err
    assert "已生成" not in desk.out
    assert not path.exists()


def test_with_a_form_whose_words_can_not_be_read_nothing_is_written(desk: Desk) -> None:
    folder = copy_form("某市2023", load("辽宁2023"), desk.folder)
    with (folder / "phrasebook.toml").open("a", encoding="utf-8") as words:
        words.write("[[\n")
    path = desk.folder / "data-2024.json"
    assert desk.run("next", desk.data, "-o", path, "--form", folder) == 2
    assert "phrasebook.toml" in desk.err
    assert "已生成" not in desk.out
    assert not path.exists()


def test_what_usually_stays_stays(desk: Desk) -> None:
    before = desk.raw
    raw = next_year(desk)
    assert raw["部门"] == before["部门"]
    assert raw["名词解释"] == before["名词解释"]
    row = raw["一般公共预算支出表"]["各科目"]["2060101"]
    assert row["科目名称"] == "行政运行"
    assert row["主要用途"] == "人员工资"
    assert row["小计"] is None
    assert "年初预算数" not in row  # null would say that there was no budget
    assert list(raw["一般公共预算支出表"]["各科目"]) == list(before["一般公共预算支出表"]["各科目"])


@pytest.mark.parametrize(
    ("kind", "stays"), [("名称", True), ("文字", True), ("日期", False), ("本年文字", False)]
)
def test_what_tells_of_one_year_is_left_behind(kind: str, stays: bool) -> None:
    shape = KINDS[kind]
    assert value_a_year_later("2024年7月", shape, ("其他数据", "甲"), {}) == ("2024年7月" if stays else "")
    assert bool(list(texts_at("其他数据.甲", "2024年7月", shape))) is stays


def test_reasons_are_empty_with_last_year_beside(desk: Desk) -> None:
    before = desk.raw["原因"]
    raw = next_year(desk)
    assert set(raw["原因"].values()) == {""}
    assert raw["原因记录"][INCOME] == f"上年：{before[INCOME]}"


def test_reasons_are_listed_before_there_are_figures(desk: Desk) -> None:
    """Right after `next`, in the order of the document, each with what was written last year."""
    before = desk.raw["原因"]
    desk.change(lambda raw: raw.update({"原因": dict(reversed(before.items()))}))
    assert desk.run("reasons", desk.data) == 0
    order = re.findall(r"^已写　+原因\.(\S+?)（", desk.out, re.M)
    assert len(order) > 10
    raw = next_year(desk)
    assert list(raw["原因"])[: len(order)] == order
    content = desk.data.read_bytes()
    assert desk.run("reasons", desk.data) == 0, desk.err
    assert desk.out.startswith("\n【去年有的原因（数填好以后才有句子）】\n")
    assert re.findall(r"^缺　+原因\.(\S+?)（第\d+行）$", desk.out, re.M) == list(raw["原因"])
    for name in order:
        assert f"上年写的是：{before[name]}" in desk.out
    assert re.search(r"数据还有\d+处没有填好", desk.out)
    assert desk.run("reasons", desk.data, "--confirm") == 2
    assert desk.data.read_bytes() == content


def test_a_reason_that_is_written_before_its_figures(desk: Desk) -> None:
    next_year(desk)
    desk.change(lambda raw: raw["原因"].update({INCOME: "人员减少"}))
    assert desk.run("reasons", desk.data, "--todo") == 0
    assert INCOME not in re.findall(r"原因\.(\S+?)（", desk.out)
    assert "已写1处" in desk.out


def test_nothing_can_be_forgotten(desk: Desk) -> None:
    """Every amount that was given has to be given again."""
    next_year(desk)
    assert desk.run("render", desk.data) == 2
    assert "收入支出总表.收入.总计.决算数（公开01表）：这里是null，应当是金额" in desk.err
    assert set(desk.files()) == {"data.json", "data-2024.json"}


def filled(now: Any, before: Any) -> Any:
    """NOW with the figures and texts of BEFORE where it asks for some."""
    if isinstance(now, dict) and isinstance(before, dict):
        return {
            **{k: v for k, v in before.items() if k not in now},
            **{k: filled(v, before.get(k)) for k, v in now.items()},
        }
    return before if now is None or now == [] else now


def test_the_hint_is_shown_and_the_year_goes_on(desk: Desk) -> None:
    before = desk.raw
    raw = next_year(desk)
    again = filled(raw, before)
    again["预算绩效"] = before["预算绩效"]
    last_year(again, "800.00")
    desk.save(again)
    assert desk.run("reasons", desk.data) == 0, desk.err
    assert "上年写的是：人员变动，人员减少" in desk.out
    desk.change(lambda raw: raw["原因"].update({INCOME: "新增项目"}))
    assert desk.run("reasons", desk.data) == 0
    assert desk.raw["原因记录"][INCOME].startswith("增加51.17万元（800.00→851.17）#")


def test_an_old_file_is_not_overwritten(desk: Desk) -> None:
    before = desk.files()
    assert desk.run("next", desk.data, "-o", desk.data) == 2
    assert desk.files() == before


def test_diff_of_two_data_files(desk: Desk) -> None:
    old = desk.folder / "old.json"
    old.write_bytes(desk.data.read_bytes())
    assert desk.run("diff", old, desk.data) == 0
    assert desk.out == "没有不同。\n"

    def change(raw: dict) -> None:
        last_year(raw, "838.16")
        raw["部门"]["主要职责"].append("新的职责。")
        raw["部门"]["主要职责"][0] = "组织拟订规划。"
        raw["三公经费表"]["公务接待费"]["国内公务接待批次"] = 3

    desk.change(change)
    assert desk.run("diff", old, desk.data) == 0
    assert "减少26.99 → 增加13.01；降低3.07% → 增长1.55%" in desk.out
    assert "＋ （四）新的职责。" in desk.out
    assert "− （一）组织拟订市创新驱动发展、科技发展、引进国外智力规划和政策并组织实施。" in desk.out
    assert "0 → 3" in desk.out


def test_diff_of_two_reports(desk: Desk) -> None:
    desk.render()
    old = desk.folder / "旧.docx"
    old.write_bytes(desk.report.read_bytes())
    desk.change(lambda raw: last_year(raw, "838.16"))
    desk.render()
    assert desk.run("diff", old, desk.report) == 0
    assert desk.out.count("减少26.99 → 增加13.01") == 2
    assert "共2处不同。" in desk.out
    assert desk.run("diff", old, desk.data) == 0
    assert "共2处不同。" in desk.out
