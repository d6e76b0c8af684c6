"""What is missing is one list, by table and section, each with the sentence that asks for it and where to write it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from strategies.render import SAMPLE

from narrator.commands.missing import require_missing
from narrator.commands.next import make_next_year
from narrator.problem import Unusable
from narrator.texts.status import tell_where_to_write


def sample() -> dict[str, Any]:
    raw: dict[str, Any] = json.loads((SAMPLE / "data.json").read_text("utf-8"))
    return raw


def listed(folder: Path, raw: object) -> list[str]:
    path = folder / "data.json"
    path.write_text(json.dumps(raw, ensure_ascii=False, indent=2), "utf-8")
    return require_missing(path).lines


def test_nothing_is_missing_in_the_sample(tmp_path: Path) -> None:
    assert listed(tmp_path, sample()) == ["不缺什么了。"]


def test_what_was_taken_out_is_asked_for_with_its_sentence_and_its_place(tmp_path: Path) -> None:
    raw = sample()
    del raw["收入支出总表"]["收入"]["总计"]["上年决算数"]
    del raw["一般公共预算支出表"]["各科目"]["2060101"]["主要用途"]
    raw["部门"]["主要职责"] = []
    raw["国有资产占用"]["车辆"] = None
    lines = listed(tmp_path, raw)
    text = "\n".join(lines)
    assert lines[0] == "还缺4处："
    headings = [line[1:-1] for line in text.splitlines() if line.startswith("【")]
    assert headings[:3] == ["部门", "公开01表 收入支出决算总表", "公开05表 一般公共预算财政拨款支出决算表"]
    assert "总计 上年决算数\n      与上年相比，＿＿。\n      在第" in text
    assert "行政运行（项）267.12万元，主要是＿＿等支出" in text
    assert "共有车辆＿＿辆" in text
    assert re.search(r'在第\d+行“2060101”的 \{ 后面加："主要用途": "…"', text)


def test_the_places_are_where_it_says(tmp_path: Path) -> None:
    raw = sample()
    raw["国有资产占用"]["车辆"] = None
    lines = listed(tmp_path, raw)
    number = int(re.search(r"改第(\d+)行", "\n".join(lines))[1])  # type: ignore[index]
    assert '"车辆": null' in (tmp_path / "data.json").read_text("utf-8").splitlines()[number - 1]


def test_figures_of_tables_are_counted_and_not_listed(tmp_path: Path) -> None:
    path = tmp_path / "data-2024.json"
    make_next_year(SAMPLE / "data.json", path)
    lines = require_missing(path).lines
    text = "\n".join(lines)
    assert re.search(r"各科目：52个数　用 narrator import 公开表.xlsx data-2024.json 从Excel里取", text)
    assert len(text.splitlines()) < 200
    assert text.count("共有车辆＿＿辆") == 1  # asked for ten figures, told once


def test_what_is_wrong_is_told_before_what_is_missing(tmp_path: Path) -> None:
    raw = sample()
    raw["年度"] = "去年"
    raw["部门"]["主要职责"] = []
    with pytest.raises(Unusable) as caught:
        listed(tmp_path, raw)
    assert [problem.where for problem in caught.value.problems] == ["年度"]


def test_data_without_a_form_are_asked_for_it(tmp_path: Path) -> None:
    raw = sample()
    del raw["格式"]
    assert "格式" not in "\n".join(listed(tmp_path, raw)), "辽宁省 has forms of its own"
    raw["部门"]["名称"] = "朝阳市科学技术局"
    assert "格式" in "\n".join(listed(tmp_path, raw))


def test_a_reason_is_asked_for_with_its_sentence(tmp_path: Path) -> None:
    raw = sample()
    del raw["原因"]["收入总计与上年相比"]
    text = "\n".join(listed(tmp_path, raw))
    assert text.startswith(
        "还缺1处：\n\n【原因】\n  收入总计与上年相比\n      与上年相比，今年收入总计减少26.99万元，降低3.07%，主要原因：＿＿。"
    )


@pytest.mark.parametrize("text", ["[]", "null", '""', "0"])
def test_a_file_that_holds_no_data_at_all_is_wrong(text: str, tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    path.write_text(text, "utf-8")
    with pytest.raises(Unusable) as caught:
        require_missing(path)
    assert [problem.what.endswith("应当是一组数据{…}") for problem in caught.value.problems] == [True]


def test_a_sentence_has_a_blank_where_nobody_knows_the_year(tmp_path: Path) -> None:
    raw = sample() | {"年度": None}
    raw["国有资产占用"]["车辆"] = None
    text = "\n".join(listed(tmp_path, raw))
    assert "＿＿年12月31日" in text
    assert "2000" not in text


@pytest.mark.parametrize("data", sorted(SAMPLE.parent.glob("*/data.json")), ids=lambda path: path.parent.name)
def test_no_sentence_of_a_sample_tells_a_year_that_nobody_wrote(tmp_path: Path, data: Path) -> None:
    raw = json.loads(data.read_text("utf-8"))
    del raw["年度"], raw["原因"]
    lines = listed(tmp_path, raw)
    assert any("＿＿年度" in line for line in lines)
    assert not [line for line in lines if "2000年" in line]


def test_what_is_missing_with_what_it_stands_in_is_told_to_be_added_once() -> None:
    """Whoever follows each line types the name of what they all stand in once: a second one would take its place."""
    begun: set[str] = set()
    told = [tell_where_to_write(f"其他数据.{name}", {}, "…", begun) for name in ("人数", "面积")]
    assert told == [
        '在第1行的 { 后面加："其他数据": { "人数": … },',
        '在上面加的“其他数据”的 { 后面加："面积": …,',
    ]


def test_what_is_missing_of_a_table_that_is_missing_is_added_to_it(tmp_path: Path) -> None:
    raw = sample()
    del raw["收入支出总表"]
    lines = [line.strip() for line in listed(tmp_path, raw) if "收入支出总表" in line and "加" in line]
    assert lines == [
        '在第1行的 { 后面加："收入支出总表": { … },',
        *(
            f'在上面加的“收入支出总表”的 {{ 后面加："{side}": {{ "总计": {{ "上年决算数": … }} }},'
            for side in ("收入", "支出")
        ),
    ]
