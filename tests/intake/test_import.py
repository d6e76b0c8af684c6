"""What is imported from a workbook is what was written into it, to the last figure, in whatever layout."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from strategies.accounts import consistent
from strategies.render import loads
from workbooks.layouts import LAYOUTS, Layout
from workbooks.tables import written
from workbooks.writing import factor, save_workbook

from narrator.commands.import_file import import_file
from narrator.commands.import_sources import Sources
from narrator.disclosure.value import split_path

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*/data.json"))


def at(raw: Any, path: str) -> Any:
    for step in split_path(path):
        raw = raw.get(step) if isinstance(raw, dict) else None
    return raw


def assert_same(raw: dict[str, Any], made: dict[str, Any], unit: str) -> None:
    """MADE, data in UNIT, holds what the tables of RAW show, and nothing else in them."""
    scale = factor(raw["金额单位"], made["金额单位"])
    wrong = {
        path: (at(made, path), value)
        for path, value in written(raw).items()
        if (at(made, path) or Decimal(0)) != value * scale
    }
    assert wrong == {}
    extra = [path for path, value in numbers(made) if value and path not in written(raw)]
    assert extra == []
    assert made["金额单位"] == unit


def numbers(value: Any, path: str = "") -> Any:
    if isinstance(value, dict):
        for name, inner in value.items():
            if path or name.endswith("表"):
                from narrator.disclosure.value import join_path

                yield from numbers(inner, join_path(path, name))
    elif isinstance(value, Decimal):
        yield path, value


def imported(folder: Path, raw: dict[str, Any], layout: Layout, **options: Any) -> dict[str, Any]:
    book = save_workbook(folder / "公开表.xlsx", raw, layout)
    data = folder / "新.json"
    data.unlink(missing_ok=True)
    import_file(Sources(book), None, data, **options)
    return loads(data.read_text("utf-8"))


@pytest.mark.parametrize("data", SAMPLES, ids=lambda path: path.parent.name)
@settings(max_examples=8)
@given(layout=LAYOUTS)
@example(layout=Layout(sheets="一", codes="三", nothing="—", top=2, left=1))
@example(layout=Layout(unit="元", numbers="全", order="旧", merged=False))
def test_the_samples_in_any_layout(
    tmp_path_factory: pytest.TempPathFactory, data: Path, layout: Layout
) -> None:
    raw = loads(data.read_text("utf-8"))
    made = imported(tmp_path_factory.mktemp("导入"), raw, layout)
    assert_same(raw, made, layout.unit)
    if layout.whose:
        assert made["年度"] == raw["年度"]
        assert made["部门"]["名称"] == raw["部门"]["名称"]


@settings(max_examples=8)
@given(raw=consistent(), layout=LAYOUTS)
def test_any_disclosure_in_any_layout(
    tmp_path_factory: pytest.TempPathFactory, raw: dict[str, Any], layout: Layout
) -> None:
    assert_same(raw, imported(tmp_path_factory.mktemp("导入"), raw, layout), layout.unit)


@settings(max_examples=8)
@given(raw=consistent(), layout=LAYOUTS)
def test_into_its_own_data_nothing_changes(
    tmp_path_factory: pytest.TempPathFactory, raw: dict[str, Any], layout: Layout
) -> None:
    folder = tmp_path_factory.mktemp("导入")
    book = save_workbook(folder / "公开表.xlsx", raw, layout)
    data = folder / "data.json"
    data.write_text(json.dumps(raw, ensure_ascii=False, default=float, indent=2), "utf-8")
    before = data.read_bytes()
    import_file(Sources(book), data, None)
    after = loads(data.read_text("utf-8"))
    assert written(after) == written(loads(before.decode()))
