"""A table of data that was typed in the other unit is one fault, and all that follows from it is not told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from forms.documents import ROOT, SAMPLES, SHANGHAI, raw
from strategies.render import dumps

from narrator import build
from narrator.checks.data.accounts import Accounts
from narrator.checks.data.tables_meant_otherwise import in_other_unit
from narrator.checks.finding import Finding, Level
from narrator.commands.check import check_file

TABLES = ["收入支出总表", "收入决算表", "支出决算表", "财政拨款收支总表", "一般公共预算支出表", "基本支出表"]


def scaled(value: Any, factor: Decimal) -> Any:
    """VALUE as somebody types it who takes it from a file in the other unit, with two decimals."""
    match value:
        case dict():
            return {name: scaled(one, factor) for name, one in value.items()}
        case list():
            return [scaled(one, factor) for one in value]
        case Decimal() | int():
            return round(Decimal(value) * factor, 2)
        case _:
            return value


def errors(data: dict[str, Any], folder: Path) -> list[Finding]:
    path = folder / "data.json"
    path.write_text(dumps(data), "utf-8")
    return [one for one in check_file(path).findings if one.level is Level.ERROR]


@pytest.mark.parametrize("sample", SAMPLES.values())
@pytest.mark.parametrize("table", TABLES)
def test_a_table_in_the_other_unit_is_told_once(sample: str, table: str, tmp_path: Path) -> None:
    data = raw(sample)
    before = {one.key for one in errors(data, tmp_path)}
    unit, other = ("元", "万元") if data["金额单位"] == "元" else ("万元", "元")
    data[table] = scaled(data[table], Decimal(10_000 if unit == "万元" else "0.0001"))
    [found] = [one for one in errors(data, tmp_path) if one.key not in before]
    assert found.rule == "UN-1"
    assert found.what == f"这张表的数是以{other}计的，“金额单位”写的是{unit}"
    assert found.hint == f"把这张表的数都换成{unit}；下面按{other}核对"
    assert [side.path for side in found.sides] == [table, "金额单位"]
    data["已核实"] = {found.key: "这张表就是这样报的"}
    assert [one.accepted for one in errors(data, tmp_path) if one.key == found.key] == ["这张表就是这样报的"]


def test_what_is_wrong_beside_a_table_in_the_other_unit_is_told_as_well(tmp_path: Path) -> None:
    data = raw(SHANGHAI)
    assert not errors(data, tmp_path)
    data["支出决算表"] = scaled(data["支出决算表"], Decimal("0.0001"))
    data["基本支出表"]["人员经费合计"] += 100_000
    unit, *others = errors(data, tmp_path)
    assert unit.rule == "UN-1"
    assert any("基本支出决算表" in one.subject for one in others)


def test_one_figure_in_the_other_unit_is_no_table_in_it(tmp_path: Path) -> None:
    data = raw(SHANGHAI)
    data["支出决算表"]["合计"]["本年支出合计"] *= 10_000
    assert {one.rule for one in errors(data, tmp_path)}.isdisjoint({"UN-1"})


def test_amounts_alone_are_multiplied() -> None:
    data = build.read(ROOT / "samples" / SHANGHAI / "data.json").disclosure
    accounts = Accounts(data)
    other = in_other_unit(accounts, "支出决算表")
    table = other.disclosure.record("支出决算表")
    one, its = data.figure("支出决算表", "合计", "本年支出合计"), table.figure("合计", "本年支出合计")
    assert its.value.wan == one.value.wan * 10_000  # type: ignore[union-attr]
    assert table.coded("各科目").rows.keys() == data.coded("支出决算表", "各科目").rows.keys()
    assert all(one is data[name] for name, one in other.disclosure.items() if name != "支出决算表")
    persons = "三公经费表", "公务接待费", "国内公务接待人数"
    assert in_other_unit(accounts, persons[0]).disclosure.figure(*persons) == data.figure(*persons)
    assert not accounts.loose
    assert other.loose["支出决算表.合计.本年支出合计"] == Decimal("0.005")
    assert len(other.loose) > 100
    assert all(path.startswith("支出决算表.") for path in other.loose)


def exchanged(table: dict[str, Any], one: str, two: str, top: bool) -> None:
    """Exchange what stands in two columns of a TABLE, in 合计 as well or only in the rows below."""
    for row in (*([table["合计"]] if top else []), *table["各科目"].values()):
        both = row.pop(one, None), row.pop(two, None)
        row |= {name: value for name, value in zip((two, one), both, strict=True) if value is not None}


@pytest.mark.parametrize("sample", SAMPLES.values())
@pytest.mark.parametrize(("top", "rows"), [(True, "各行"), (False, "合计下面各行")])
def test_two_columns_in_one_anothers_place_are_told_once(
    sample: str, top: bool, rows: str, tmp_path: Path
) -> None:
    data = raw(sample)
    before = {one.key for one in errors(data, tmp_path)}
    exchanged(data["支出决算表"], "基本支出", "项目支出", top)
    [found] = [one for one in errors(data, tmp_path) if one.key not in before]
    assert found.what.startswith(
        f"{rows}“基本支出”和“项目支出”的数互换了，换回来就都对得上，现在因为它对不上的有"
    )
    assert found.hint == "先核对这几行的这两列"
    assert [side.path for side in found.sides] == ["支出决算表.合计.基本支出", "支出决算表.合计.项目支出"]


def test_a_row_in_which_two_figures_are_exchanged_is_no_column(tmp_path: Path) -> None:
    data = raw(SHANGHAI)
    row = next(
        row for code, row in data["支出决算表"]["各科目"].items() if len(code) == 7 and "项目支出" in row
    )
    row |= {"基本支出": row["项目支出"], "项目支出": row.get("基本支出", 0)}
    assert not any("各行" in one.what for one in errors(data, tmp_path))
