"""A department and its units: added up by row and code, and compared; what can not be added is said, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from forms.complete import complete
from labels import NAMES
from openpyxl import Workbook, load_workbook
from strategies.render import dumps, loads

from commands.desk import INCOME, Desk, small
from narrator.commands.import_file import ImportedData
from narrator.commands.import_sources import Sources
from narrator.commands.roster import read_roster
from narrator.commands.sum_units import sum_files
from narrator.problem import Unusable

TABLES = NAMES[:7]  # but those of 政府性基金 and 国有资本经营


def station() -> dict[str, Any]:
    """A second unit: half of the first's money, in 元, with a code that the first does not have."""
    raw = deepcopy(small())

    def halve(value: Any) -> Any:
        match value:
            case dict():
                return {name: halve(one) for name, one in value.items()}
            case Decimal():
                return (value * 5000).quantize(Decimal("0.01"))
        return value

    for name in (*TABLES, "政府性基金表", "国有资本经营表", "机关运行经费", "政府采购"):
        if name in raw:
            raw[name] = halve(raw[name])
    raw["金额单位"] = "元"
    raw["部门"]["名称"] = "朝阳市科技站"
    return raw


@pytest.fixture
def bureau(desk: Desk) -> Desk:
    (desk.folder / "单位").mkdir()
    for name, raw in (("本级.json", small()), ("站.json", station())):
        (desk.folder / "单位" / name).write_text(dumps(raw), "utf-8")
    return desk


def change(bureau: Desk, name: str, how: Callable[[dict[str, Any]], object]) -> None:
    path = bureau.folder / "单位" / name
    raw = loads(path.read_text("utf-8"))
    how(raw)
    path.write_text(dumps(raw), "utf-8")


def sum_up(bureau: Desk, *arguments: object) -> dict[str, Any]:
    output = bureau.folder / "部门.json"
    output.unlink(missing_ok=True)
    unadded(bureau).unlink(missing_ok=True)
    code = bureau.run("sum", bureau.folder / "单位", "-o", output, "--name", "朝阳市科学技术局", *arguments)
    assert code == 0, bureau.err
    return loads(output.read_text("utf-8"))


def unadded(bureau: Desk) -> Path:
    return bureau.folder / "部门 没有相加.xlsx"


def leaves(value: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    if isinstance(value, dict):
        return {at: one for name, inner in value.items() for at, one in leaves(inner, (*path, name)).items()}
    return {path: value}


def test_every_amount_is_the_sum(bureau: Desk) -> None:
    made = leaves(sum_up(bureau))
    mine, theirs = leaves(small()), leaves(station())
    added = 0
    for path, value in made.items():
        if isinstance(value, Decimal) and path[0] in TABLES:
            first, second = mine.get(path) or Decimal(0), theirs.get(path) or Decimal(0)
            assert value == first + second / 10_000, path
            added += value != 0
    assert added > 200
    missing = [
        path
        for path, value in mine.items()
        if path[0] in TABLES and isinstance(value, Decimal) and value and path not in made
    ]
    assert all(f"{'.'.join(path)}：" in bureau.out for path in missing)
    assert made["金额单位",] == "万元"
    assert loads((bureau.folder / "部门.json").read_text("utf-8"))["部门"]["决算单位"] == [
        "辽宁省朝阳市科学技术局",
        "朝阳市科技站",
    ]
    assert "个数不相加（辽宁省朝阳市科学技术局 " in bureau.out


def test_a_backup_is_no_unit_and_a_table_that_is_not_read_is_told(bureau: Desk) -> None:
    units = bureau.folder / "单位"
    (units / "站.bak.json").write_bytes((units / "站.json").read_bytes())
    (units / "学会.csv").write_bytes(b"")
    assert sum_up(bureau)["部门"]["决算单位"] == ["辽宁省朝阳市科学技术局", "朝阳市科技站"]
    assert "学会.csv：这种表格不能直接读" in bureau.err


def test_what_is_not_added_is_listed_with_who_has_what(bureau: Desk) -> None:
    change(bureau, "站.json", lambda raw: raw["原因"].update({INCOME: "站里写的"}))
    change(bureau, "站.json", lambda raw: raw["国有资产占用"].update({"车辆": 7}))
    sum_up(bureau)
    rows = list(load_workbook(unadded(bureau)).worksheets[0].iter_rows(min_row=2, values_only=True))
    held = {(path, name): value for path, _, name, value in rows}
    assert len(held) == len(rows)
    for name, raw in (("辽宁省朝阳市科学技术局", small()), ("朝阳市科技站", station())):
        if name == "朝阳市科技站":
            raw["原因"][INCOME] = "站里写的"
        for reason, text in raw["原因"].items():
            assert held[f"原因.{reason}", name] == text
        assert held["部门.主要职责[1]", name] == raw["部门"]["主要职责"][0]
    assert held["国有资产占用.车辆", "朝阳市科技站"] == "7"
    assert not any(path.startswith(("原因记录", "已核实", "部门.名称")) for path, _ in held)
    assert bureau.run("sum", bureau.folder / "单位", "-o", bureau.folder / "别的.json") == 0
    (bureau.folder / "别的.json").unlink()
    assert bureau.run("sum", bureau.folder / "单位", "-o", bureau.folder / "别的.json") == 2
    assert "已经有这个文件" in bureau.err
    assert not (bureau.folder / "别的.json").exists()


def test_what_was_filled_in_beside_a_unit_and_not_brought_in_is_told(
    bureau: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = bureau.folder / "单位" / "站"
    folder.mkdir()
    (bureau.folder / "单位" / "站.json").rename(folder / "data.json")
    (folder / "填报.xlsx").write_bytes(b"")
    says = {"填报.xlsx": "as the data"}

    def bring_in(
        sources: Sources, data: Path, form: None
    ) -> ImportedData:  # what import makes of a workbook is its own test's
        assert data.name == "data.json"
        return ImportedData(says[sources.tables.name], "as the data", None, [], [])

    monkeypatch.setattr("narrator.commands.import_file.bring_in", bring_in)
    assert sum_up(bureau)["部门"]["决算单位"] == ["辽宁省朝阳市科学技术局", "朝阳市科技站"]
    says["填报.xlsx"] = "something else"
    assert bureau.run("sum", bureau.folder / "单位", "-o", bureau.folder / "别的.json") == 2
    assert "填报.xlsx：里面填的和 data.json 不同，没有取进去" in bureau.err
    assert f"narrator import {folder / '填报.xlsx'} {folder / 'data.json'}" in bureau.err


def test_null_is_not_zero(bureau: Desk) -> None:
    """A unit that is new has no last year: the sum of last year is not that of the others alone."""
    change(bureau, "站.json", lambda raw: raw["收入支出总表"]["收入"]["总计"].update({"上年决算数": None}))
    made = sum_up(bureau)
    assert "上年决算数" not in made["收入支出总表"]["收入"]["总计"]
    assert "收入支出总表.收入.总计.上年决算数：有的单位没有这个数（辽宁省朝阳市科学技术局 " in bureau.out
    assert "朝阳市科技站 没有）" in bureau.out


def transfer(raw: dict[str, Any], table: str, side: str, column: str, code: str, amount: Decimal) -> None:
    """Let a unit receive or pay an amount more, for a class of expenditure that it has, all totals along."""
    rows = [raw[table]["合计"], *(row for one, row in raw[table]["各科目"].items() if code.startswith(one))]
    total = "本年收入合计" if side == "收入" else "本年支出合计"
    for row in rows:
        row[column] = row.get(column, Decimal(0)) + amount
        row[total] += amount
    lines = ["科学技术支出"] if side == "支出" else [column]
    for line in (*lines, total, "总计"):
        cell = raw["收入支出总表"][side].setdefault(line, {"决算数": Decimal(0)})
        cell["决算数"] = cell.get("决算数", Decimal(0)) + amount


def give(bureau: Desk, received: str) -> None:
    scale = Decimal(10_000)
    change(
        bureau,
        "本级.json",
        lambda raw: transfer(raw, "支出决算表", "支出", "对附属单位补助支出", "2060404", Decimal("7.5")),
    )
    change(
        bureau,
        "站.json",
        lambda raw: transfer(raw, "收入决算表", "收入", "上级补助收入", "2060404", Decimal(received) * scale),
    )


def test_money_between_the_units_is_shown_and_taken_out(bureau: Desk) -> None:
    before = leaves(sum_up(bureau))
    give(bureau, "7.5")
    with_it = leaves(sum_up(bureau))
    assert "内部往来：上级补助收入7.5万元，对附属单位补助支出7.5万元，没有冲掉" in bureau.out
    assert with_it["收入支出总表", "收入", "总计", "决算数"] == before[
        "收入支出总表", "收入", "总计", "决算数"
    ] + Decimal("7.5")
    without = leaves(sum_up(bureau, "--net"))
    assert {path: one for path, one in without.items() if one} == {
        path: one for path, one in before.items() if one
    }
    give(bureau, "1")
    uneven = leaves(sum_up(bureau, "--net"))
    assert "两边不等，没有冲掉" in bureau.out
    assert uneven["收入决算表", "合计", "上级补助收入"] == Decimal("8.5")


def test_where_the_department_differs_is_told(bureau: Desk) -> None:
    made = sum_up(bureau)
    whole = small() | {name: made[name] for name in TABLES}
    whole["三公经费表"] = small()["三公经费表"]  # whose counts are not added
    for path, value in leaves(made["三公经费表"]).items():
        here = whole["三公经费表"]
        for step in path[:-1]:
            here = here[step]
        here[path[-1]] = value
    row = whole["支出决算表"]["各科目"]["206"]
    row["项目支出"] += Decimal("3.21")
    whole["收入决算表"]["合计"]["财政拨款收入"] += Decimal("0.01")
    bureau.save(whole)
    assert bureau.run("check", bureau.data, "--units", bureau.folder / "单位") == 1
    assert "SU-1 公开03表 206 项目支出" in bureau.out
    assert "部门与所属单位之和相差3.21" in bureau.out
    assert "尾差  SU-1 公开02表 合计 财政拨款收入" in bureau.out
    assert bureau.out.count("错误  SU-1") == 1
    assert bureau.run("check", bureau.data, "--units", bureau.folder / "没有") == 2
    assert bureau.run("check", bureau.data, "--roster", bureau.folder / "没有") == 2


def test_a_sum_is_compared_before_the_department_has_filled_in_the_rest(bureau: Desk) -> None:
    units, whole = bureau.folder / "单位", bureau.folder / "部门.json"
    for name in ("本级.json", "站.json"):
        change(bureau, name, lambda raw: raw["政府性基金表"].update({"各科目": {}}))
    assert bureau.run("sum", units, "-o", whole, "--name", "朝阳市科技系统") == 0, bureau.err
    made = loads(whole.read_text("utf-8"))
    assert made["政府性基金表"]["各科目"] == {}  # a table without rows is one in the sum, too
    assert bureau.run("check", whole, "--units", units) == 0, bureau.err
    assert "没有填，别的规则没有核对" in bureau.out
    assert "相差" not in bureau.out
    made["支出决算表"]["合计"]["本年支出合计"] += 1
    whole.write_text(dumps(made), "utf-8")
    assert bureau.run("check", whole, "--units", units) == 1
    assert "错误  SU-1 公开03表 合计 本年支出合计\n" in bureau.out
    assert "部门与所属单位之和相差1" in bureau.out
    assert bureau.out.count("SU-1") == 2
    made["支出决算表"]["合计"]["本年支出合计"] = "一百"
    whole.write_text(dumps(made), "utf-8")
    assert bureau.run("check", whole, "--units", units) == 2
    assert "一百" in bureau.err


def test_what_can_not_be_added_up_is_told_at_once(bureau: Desk) -> None:
    change(bureau, "站.json", lambda raw: raw["支出决算表"]["合计"].update({"项目支出": "许多"}))
    (bureau.folder / "单位" / "坏.json").write_text("{")
    assert bureau.run("sum", bureau.folder / "单位", "-o", bureau.folder / "部门.json") == 2
    assert "站.json" in bureau.err
    assert "坏.json" in bureau.err
    assert not (bureau.folder / "部门.json").exists()
    (bureau.folder / "单位" / "坏.json").unlink()
    change(
        bureau,
        "站.json",
        lambda raw: (
            raw["支出决算表"]["合计"].update({"项目支出": Decimal(1)}) or raw.update(年度=Decimal(2022))
        ),
    )
    assert bureau.run("sum", bureau.folder / "单位", "-o", bureau.folder / "部门.json") == 2
    assert "各单位的年度不同" in bureau.err
    change(
        bureau,
        "站.json",
        lambda raw: raw.update(年度=Decimal(2023)) or raw["部门"].update(名称="辽宁省朝阳市科学技术局"),
    )
    assert bureau.run("sum", bureau.folder / "单位", "-o", bureau.folder / "部门.json") == 2
    assert "是同一个单位" in bureau.err


def test_the_roster_says_who_belongs(bureau: Desk) -> None:
    roster = bureau.folder / "名录.toml"
    text = '[["单位"]]\n"名称" = "{}"\n"性质" = "行政"\n"级次" = "二级"\n"文件" = "{}"\n'
    roster.write_text(text.format("局本级", "本级.json") + text.format("学会", "学会.json"), "utf-8")
    made = sum_up(bureau, "--roster", roster)
    assert made["部门"]["决算单位"] == ["局本级"]
    assert (
        leaves(made)["收入支出总表", "收入", "总计", "决算数"]
        == leaves(small())["收入支出总表", "收入", "总计", "决算数"]
    )
    assert "没有收到“学会.json”" in bureau.err
    assert "“站.json”不在名录里" in bureau.err
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["某区单位名录"],
        ["序号", "名称", "性质", "级次", "文件"],
        [1, "局本级", "行政", "二级", "本级.json"],
        [2, "站", "事业", "二级", "站.json"],
    ):
        sheet.append(row)
    book.save(bureau.folder / "名录.xlsx")
    assert sum_up(bureau, "--roster", bureau.folder / "名录.xlsx")["部门"]["决算单位"] == ["局本级", "站"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "没有单位"),
        ('"单位" = 1', "没有单位"),
        ('"部门" = 1', "不认识“部门”"),
        ('[["单位"]]\n"名称" = "甲"', "第1个单位：没有写文件"),
        ('[["单位"]]\n"名称" = 1', "不是文字"),
        ('[["单位"]]\n"名称" = "甲"\n"文件" = "a"\n[["单位"]]\n"名称" = "甲"\n"文件" = "b"', "和第1个单位相同"),
        ('[["单位"]]\n"别名" = "甲"', "不认识“别名”"),
    ],
)  # fmt: skip
def test_a_roster_that_does_not_hold_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "名录.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(Unusable, match=told):
        read_roster(path)


def test_what_a_form_has_of_its_own_is_added_too(tmp_path: Path) -> None:
    """Its tables by code, its columns, its records of amounts; items of its lists are the department's to write."""
    for name in ("甲局", "乙局"):
        raw = complete("四川2023")
        raw["部门"]["名称"] = name
        (tmp_path / f"{name}.json").write_text(dumps(raw), "utf-8")
    output = tmp_path / "部门.json"
    lines, _ = sum_files([tmp_path / f"{name}.json" for name in ("甲局", "乙局")], output)
    made, one = loads(output.read_text("utf-8")), complete("四川2023")
    for table, column in (
        ("财政拨款支出明细表", "财政拨款合计"),
        ("一般公共预算项目支出表", "项目支出"),
        ("一般公共预算支出表", "全年预算数"),
    ):
        assert made[table]["合计"][column] * 10_000 == one[table]["合计"][column] * 2
    codes = one["财政拨款支出明细表"]["各科目"]
    assert made["财政拨款支出明细表"]["各科目"].keys() == codes.keys()
    assert made["购置公务用车"]["轿车"] == {"金额": one["购置公务用车"]["轿车"]["金额"] / 5_000}
    told = unadded_rows(output)
    assert ("购置公务用车.轿车.辆数", "个数不相加", "甲局", "1") in told
    place = "一般公共预算项目支出表.各科目.2070102.各项目[1].名称"
    assert (place, "由部门自己写", "乙局", "一般行政管理事务项目") in told
    assert any(line.startswith(f"已写 {output}：2个单位相加") for line in lines)


def unadded_rows(output: Path) -> set[tuple[Any, ...]]:
    """The rows of the workbook of what was not added, beside OUTPUT."""
    book = load_workbook(output.with_name(f"{output.stem} 没有相加.xlsx"))
    return set(book.worksheets[0].iter_rows(values_only=True))
