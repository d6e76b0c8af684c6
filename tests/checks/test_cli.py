"""`narrator check data.json`: what it prints, and its exit codes."""

from __future__ import annotations

import json
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from strategies.render import dumps, sample

from narrator.cli import main
from narrator.number import rounded


def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[object, str, str]:
    monkeypatch.setattr(sys, "argv", ["narrator", "check", *arguments])
    with pytest.raises(SystemExit) as caught:
        main()
    printed = capsys.readouterr()
    return caught.value.code, printed.out, printed.err


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "data.json"
    path.write_text(dumps(sample()), "utf-8")
    return path


def test_errors_end_with_1_and_are_told_with_lines(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(monkeypatch, capsys, str(data))
    assert code == 1
    line = next(
        n for n, text in enumerate(data.read_text("utf-8").splitlines(), 1) if '"年初预算数": 835.00' in text
    )
    assert f"公开04表 支出 本年支出合计 年初预算数：835.00（第{line}行）" in out
    assert "\x1b" not in out
    assert out.startswith("核对：错误4处，提醒12处，尾差15处。")


def test_accepted_errors_end_with_0(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(monkeypatch, capsys, str(data), "--format", "json")
    found = json.loads(out)
    raw = sample()
    raw["已核实"] = {one["名称"]: "已与市财政局核对" for one in found["发现"] if one["程度"] == "错误"}
    data.write_text(dumps(raw), "utf-8")
    code, out, _ = run(monkeypatch, capsys, str(data), "--format", "json")
    assert (code, json.loads(out)["错误"], json.loads(out)["已核实"]) == (0, 0, found["错误"])
    code, out, _ = run(monkeypatch, capsys, str(data))
    assert code == 0
    assert out.count("已核实：已与市财政局核对") == found["错误"]


def test_a_tail_is_told_with_its_lines_and_an_accepted_one_with_its_reason(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(monkeypatch, capsys, str(data))
    tail = r"尾差  T3-2 公开03表 合计 项目支出\n +公开03表 合计 项目支出：48.07（第\d+行）；各类之和：48.06（第\d+行）；相差0.01万元。四舍五入的尾差，一般不用改。\n"
    assert re.search(tail, out)
    assert "以万元计" not in out
    data.write_text(
        dumps({**sample(), "已核实": {"T3-2 公开03表 合计 项目支出": "各行分别四舍五入"}}), "utf-8"
    )
    _, out, _ = run(monkeypatch, capsys, str(data))
    assert re.search(r"已核实  T3-2 公开03表 合计 项目支出\n.*\n +已核实：各行分别四舍五入\n", out)


def to_the_cent(value: Any) -> Any:
    """VALUE with no more decimals than amounts in 元 may have."""
    if isinstance(value, dict):
        return {name: to_the_cent(one) for name, one in value.items()}
    if isinstance(value, list):
        return [to_the_cent(one) for one in value]
    return rounded(value) if isinstance(value, Decimal) else value


def test_data_in_yuan_say_that_findings_are_in_wan(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data.write_text(dumps({**to_the_cent(sample()), "金额单位": "元"}), "utf-8")
    _, out, _ = run(monkeypatch, capsys, str(data))
    assert out.splitlines()[1] == "数据以元填写，下面的金额以万元计。"
    assert out.count("以万元计") == 1


def test_json_tells_both_sides_with_places(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(monkeypatch, capsys, str(data), "--format", "json")
    [one] = [one for one in json.loads(out)["发现"] if one["名称"] == "T3-2 公开03表 合计 项目支出"]
    assert [(side["值"], side["位置"]) for side in one["两边"]] == [
        ("48.07", "支出决算表.合计.项目支出"),
        ("48.06", ""),
    ]
    assert one["程度"] == "尾差"


def test_the_catalogue_is_printed_with_formulas(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(monkeypatch, capsys, "--rules")
    assert code == 0
    assert "收入总计 = 支出总计" in out


def test_the_catalogue_is_json_when_json_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(monkeypatch, capsys, "--rules", "--format", "json")
    assert code == 0
    rules = json.loads(out)
    assert len(rules) == len(run(monkeypatch, capsys, "--rules")[1].splitlines())
    [one] = [rule for rule in rules if rule["编号"] == "T1-5"]
    assert one == {
        "编号": "T1-5",
        "名称": "收入支出总表收支相等",
        "算式": "收入总计 = 支出总计（决算数、上年决算数）",
        "核对": "数据",
    }
    assert {rule["核对"] for rule in rules if rule["编号"] == "PR-4"} == {"报告"}


@pytest.mark.parametrize("arguments", [(), ("没有.json",), ("--format", "xml", "没有.json")])
def test_unusable_input_ends_with_2(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(monkeypatch, capsys, *arguments)
    assert (code, out) == (2, "")
    assert "错误" in err
