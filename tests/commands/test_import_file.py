"""Importing as an accountant sees it: what changes in data that are there, what is told, and what stops it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from strategies.render import SAMPLE, dumps, loads
from workbooks.layouts import Layout
from workbooks.writing import save_workbook

from commands.import_desk import ImportDesk
from narrator.commands import import_file as import_module
from narrator.commands.import_file import import_file
from narrator.commands.import_sources import Sources
from narrator.commands.missing import require_missing
from narrator.problem import Unusable

TEXT = (SAMPLE / "data.json").read_text("utf-8")


class Desk(ImportDesk):
    """A folder with the sample's data and a workbook of its tables."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, TEXT.encode(), "公开表.xlsx")
        self.write(loads(TEXT))

    def write(self, raw: dict[str, Any], layout: Layout = Layout()) -> None:  # noqa: B008
        save_workbook(self.book, raw, layout)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def row_of(sheet: Worksheet, text: str) -> int:
    return next(row[0].row for row in sheet.iter_rows() for cell in row if cell.value == text)


def test_the_same_figures_change_no_byte(desk: Desk) -> None:
    before = desk.data.read_bytes()
    imported = desk.bring()
    assert desk.data.read_bytes() == before
    assert imported.lines[-1].endswith("没有变。")
    assert imported.problems == []


def test_a_figure_that_changed_is_told_and_nothing_else_changes(desk: Desk) -> None:
    raw = loads(TEXT)
    raw["支出决算表"]["各科目"]["2060101"]["基本支出"] = Decimal("268.50")
    desk.write(raw)
    imported = desk.bring()
    assert "  公开03表 2060101 基本支出：267.12 → 268.5" in imported.lines
    line = next(line for line in TEXT.splitlines() if '"行政运行", "本年支出合计": 267.12' in line)
    assert desk.data.read_text("utf-8") == TEXT.replace(
        line, line.replace('"基本支出": 267.12', '"基本支出": 268.5')
    )


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "byte order mark"])
@pytest.mark.parametrize("elsewhere", [False, True], ids=["into the data", "into another file"])
def test_what_another_program_wrote_meanwhile_is_not_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, mark: bytes, elsewhere: bool
) -> None:
    """An editor saves the data, which grow or shrink, after the import has read them and before it writes."""
    raw = loads(TEXT)
    raw["支出决算表"]["各科目"]["2060101"]["基本支出"] = Decimal("268.50")
    desk.write(raw)
    make = import_module.make_data
    for words in ("刚刚写好的原因" * 50, ""):
        theirs = loads(TEXT)
        theirs["原因"]["收入总计与上年相比"] = words
        saved = mark + dumps(theirs).encode()

        def making(*arguments: Any, saved: bytes = saved) -> import_module.ImportedData:
            made = make(*arguments)
            desk.data.write_bytes(saved)
            return made

        desk.data.write_bytes(mark + TEXT.encode())
        other = desk.data.with_name("新.json") if elsewhere else None
        with monkeypatch.context() as patched:
            patched.setattr(import_module, "make_data", making)
            with pytest.raises(Unusable) as caught:
                import_file(Sources(desk.book), desk.data, other)
        assert [one.what for one in caught.value.problems] == ["文件刚才被别的程序改了，没有写"]
        assert desk.data.read_bytes() == saved
        assert not desk.data.with_name("新.json").exists()
        desk.bring()  # done again, as it says, it keeps those words
        made = loads(desk.data.read_text("utf-8-sig"))
        assert made["原因"]["收入总计与上年相比"] == words
        assert made["支出决算表"]["各科目"]["2060101"]["基本支出"] == Decimal("268.50")
        assert desk.data.read_bytes().startswith(mark)


def test_a_row_that_has_gone_keeps_its_texts_and_gets_them_back(desk: Desk) -> None:
    raw = loads(TEXT)
    for name in ("收入决算表", "支出决算表", "一般公共预算支出表"):
        del raw[name]["各科目"]["2060899"]
    desk.write(raw)
    lines = desk.bring().lines
    told = next(line for line in lines if line.startswith("  公开05表 2060899"))
    use = loads(TEXT)["一般公共预算支出表"]["各科目"]["2060899"]["主要用途"]
    assert "表里没有这一行了" in told
    assert f"“{use}”" in told
    made = loads(desk.data.read_text("utf-8"))
    assert "2060899" not in made["一般公共预算支出表"]["各科目"]
    assert made["停用"]["一般公共预算支出表.各科目.2060899.主要用途"] == use
    desk.write(loads(TEXT))
    assert any("又有这一行了" in line for line in desk.bring().lines)
    again = loads(desk.data.read_text("utf-8"))
    assert (
        again["一般公共预算支出表"]["各科目"]["2060899"]
        == loads(TEXT)["一般公共预算支出表"]["各科目"]["2060899"]
    )
    assert again["停用"] == {}
    assert again["原因"] == loads(TEXT)["原因"]


def test_a_row_that_is_new_is_put_in_with_its_name(desk: Desk) -> None:
    raw = loads(TEXT)
    row = {"科目名称": "住房补贴", "本年支出合计": Decimal("1.5"), "基本支出": Decimal("1.5")}
    raw["支出决算表"]["各科目"]["2210203"] = row
    desk.write(raw)
    assert "  公开03表 2210203 本年支出合计：1.5（新）" in desk.bring().lines
    assert loads(desk.data.read_text("utf-8"))["支出决算表"]["各科目"]["2210203"] == row


def test_data_in_yuan_get_yuan(desk: Desk, tmp_path: Path) -> None:
    raw = loads(TEXT)
    other = tmp_path / "元.json"
    desk.write(raw, Layout(unit="元"))
    import_file(Sources(desk.book), None, other)
    made = loads(other.read_text("utf-8"))
    assert made["金额单位"] == "元"
    assert made["支出决算表"]["合计"]["本年支出合计"] == 8511700
    desk.write(raw, Layout(unit="万元"))
    imported = import_file(Sources(desk.book), other, None)
    assert imported.lines[-1].endswith("没有变。")


def test_a_unit_that_stands_nowhere_is_told(tmp_path: Path) -> None:
    book = save_workbook(tmp_path / "表.xlsx", loads(TEXT), Layout(stated=False))
    told = import_file(Sources(book), None, tmp_path / "新.json").problems
    assert any("没有写金额单位，当作万元" in problem.what for problem in told)


def test_parents_that_are_left_out_are_added_up_and_told(desk: Desk, tmp_path: Path) -> None:
    raw = loads(TEXT)
    rows = raw["支出决算表"]["各科目"]
    for code in [code for code in rows if len(code) < 7]:
        del rows[code]
    desk.write(raw)
    lines = import_file(Sources(desk.book), None, tmp_path / "新.json").lines
    assert any("是加起来的" in line and "公开03表 20601、" in line for line in lines)
    made = loads((tmp_path / "新.json").read_text("utf-8"))["支出决算表"]["各科目"]
    assert made["20805"]["本年支出合计"] == Decimal("109.70")
    assert made["208"]["本年支出合计"] == Decimal("128.91")
    assert made["208"]["科目名称"] == "社会保障和就业支出"  # as another table calls it


def test_codes_without_names_get_them_from_the_classification(desk: Desk, tmp_path: Path) -> None:
    def bare(book: openpyxl.Workbook) -> None:
        sheet = book["支出决算表"]
        for row in sheet.iter_rows(min_row=row_of(sheet, "206")):
            row[1].value = None

    desk.edit(bare)
    import_file(Sources(desk.book), None, tmp_path / "新.json")
    assert not any("科目名称" in line for line in require_missing(tmp_path / "新.json").lines)


# ---- what stops it ----


def test_a_formula_without_a_result_stops_it(desk: Desk) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["支出决算表"]
        sheet.cell(row_of(sheet, "合计"), 3).value = "=SUM(D8:H8)"

    desk.edit(change)
    [told] = desk.refusal()
    assert "支出决算表!C7" in told
    assert "公式" in told


def test_what_is_no_number_stops_it_with_its_cell(desk: Desk) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book[book.sheetnames[-1]].cell(6, 2).value = "约5万元"

    desk.edit(change)
    assert any("“约5万元”不是数" in told for told in desk.refusal())


@pytest.mark.parametrize(("value", "refused"), [(0.5, True), (0, False), (None, False)])
def test_a_percentage_among_amounts_stops_it(desk: Desk, value: float | None, refused: bool) -> None:
    def change(book: openpyxl.Workbook) -> None:
        cell = book["支出决算表"].cell(row_of(book["支出决算表"], "2060101"), 6)
        cell.value, cell.number_format = value, "0%"

    desk.edit(change)
    if not refused:
        desk.bring()
        return
    [told] = desk.refusal()
    assert "支出决算表!F" in told
    assert "这里是百分数（50%），不是金额" in told


def test_a_number_in_a_cell_over_the_places_of_two_figures_stops_it(desk: Desk) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["支出决算表"]
        row = row_of(sheet, "2060101")
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=3, end_column=3)

    desk.edit(change)
    [told] = desk.refusal()
    assert "支出决算表!C" in told
    assert "这里几个数的格合并成了一格，不知道267.12是哪一格的数" in told


def test_two_tables_that_claim_to_be_the_same_stop_it(desk: Desk) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book.copy_worksheet(book["支出决算表"])
        sheet.title = "又一张"
        sheet.cell(row_of(sheet, "合计"), 3).value = 1

    desk.edit(change)
    [told] = desk.refusal()
    assert "“支出决算表”和“又一张”都是支出决算表，数不同" in told


def test_a_copy_of_a_table_does_no_harm(desk: Desk) -> None:
    desk.edit(lambda book: setattr(book.copy_worksheet(book["支出决算表"]), "title", "又一张"))
    assert desk.bring().lines[-1].endswith("没有变。")


@pytest.mark.parametrize("value", [None, 0])
@pytest.mark.parametrize("before", [True, False])
def test_an_empty_copy_of_a_table_beside_the_filled_one_is_told_and_not_taken(
    desk: Desk, value: int | None, before: bool
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book.copy_worksheet(book["支出决算表"])
        sheet.title = "空表"
        sheet.cell(sheet.max_row + 1, 2).value = "……"
        for row in sheet.iter_rows(min_row=row_of(sheet, "合计"), min_col=3):
            for cell in row:
                if cell.value is not None:
                    cell.value = value
        if before:
            book.move_sheet(sheet, -len(book.sheetnames) + 1)

    desk.edit(change)
    told = desk.bring()
    assert told.lines[-1].endswith("没有变。")
    assert [one.what for one in told.problems if "空表" in one.where] == [
        "这张支出决算表是空的，另有一张填了数，这张没有取"
    ]


def test_another_year_and_another_department_stop_it(desk: Desk) -> None:
    raw = loads(TEXT)
    raw["年度"] = Decimal(2022)
    raw["部门"]["名称"] = "某市教育局"
    desk.write(raw)
    told = desk.refusal()
    assert any("表是2022年度的，数据是2023年度的" in one for one in told)
    assert any("表是“某市教育局”的" in one for one in told)


def test_a_workbook_without_public_tables_stops_it(desk: Desk) -> None:
    def change(book: openpyxl.Workbook) -> None:
        for sheet in book.worksheets[1:]:
            book.remove(sheet)
        book.worksheets[0].delete_rows(1, 100)
        book.worksheets[0]["A1"] = "工资表"

    desk.edit(change)
    assert ["没有一张公开表" in told for told in desk.refusal()] == [True]


def test_a_new_file_is_never_written_over_another(desk: Desk) -> None:
    with pytest.raises(Unusable, match="已经有这个文件"):
        import_file(Sources(desk.book), None, desk.data)


# ---- what is told and does not stop it ----


def test_what_is_hidden_is_told(desk: Desk) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["支出决算表"]
        sheet.row_dimensions[row_of(sheet, "2060101")].hidden = True
        book.create_sheet("底稿").sheet_state = "hidden"

    desk.edit(change)
    told = [str(problem) for problem in desk.bring().problems]
    assert any("支出决算表：第10行是隐藏的，也取了" in one for one in told)
    assert any("隐藏的工作表“底稿”没有读" in one for one in told)


def test_a_row_that_is_not_understood_is_told(desk: Desk) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["收入支出决算总表"]
        sheet.cell(row_of(sheet, "三、国有资本经营预算财政拨款收入"), 1).value = "三、彩票收入"
        sheet.cell(row_of(sheet, "三、彩票收入"), 3).value = 5

    desk.edit(change)
    assert any("没有读懂" in str(problem) and "彩票收入" in str(problem) for problem in desk.bring().problems)


def side_by_side(sheet: Worksheet) -> tuple[int, int]:
    """Lay a 基本支出决算表 out as it is printed: 公用经费 at the right of 人员经费, the sums below. Return the rows of the
    header and of the sums."""
    first, last = row_of(sheet, "301"), row_of(sheet, "公用经费合计")
    rows = [[sheet.cell(at, column).value for column in (1, 2, 3)] for at in range(first, last - 1)]
    people, running = ([one for one in rows if (one[0][:3] == "302") is right] for right in (False, True))
    totals = [sheet.cell(at, 3).value for at in (last - 1, last)]
    for merged in [str(one) for one in sheet.merged_cells.ranges if one.min_row >= first]:
        sheet.unmerge_cells(merged)
    sheet.delete_rows(first, sheet.max_row)
    for column in (1, 2, 3):
        sheet.cell(first - 1, column + 3).value = sheet.cell(first - 1, column).value
    below = first + max(len(people), len(running))
    for at, block, name, total in ((0, people, "人员经费合计", 0), (3, running, "公用经费合计", 1)):
        for number, row in enumerate(block):
            for column, value in enumerate(row, 1):
                sheet.cell(first + number, at + column).value = value
        sheet.cell(below, at + 1).value, sheet.cell(below, at + 3).value = name, totals[total]
        sheet.merge_cells(start_row=below, end_row=below, start_column=at + 1, end_column=at + 2)
    return first - 1, below


@pytest.mark.parametrize(("column", "lost", "kept"), [(3, "30101", "30201"), (6, "30201", "30101")])
def test_a_block_whose_header_is_misspelt_is_told_and_the_other_one_is_taken(
    desk: Desk, tmp_path: Path, column: int, lost: str, kept: str
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["一般公共预算财政拨款基本支出决算表"]
        header, _ = side_by_side(sheet)
        sheet.cell(header, column).value = "某某某某"

    desk.edit(change)
    before = desk.data.read_bytes()
    told, silent = map(str, desk.bring().problems)
    assert "这一列没有读懂，没有取：某某某某" in told
    assert "表里没有读到这一行，数据里还是" in silent
    assert desk.data.read_bytes() == before  # rows that were not read have not gone
    imported = import_file(Sources(desk.book), None, tmp_path / "新.json")
    assert not any("公开06表" in line or "基本支出表" in line for line in imported.lines if "加起来" in line)
    made, said = (loads(text)["基本支出表"] for text in ((tmp_path / "新.json").read_text("utf-8"), TEXT))
    assert made["各科目"][kept]["决算数"] == said["各科目"][kept]["决算数"]
    assert lost not in made["各科目"]
    sums = ("人员经费合计", "公用经费合计")
    assert [made.get(name) for name in sums] == [
        said[name] if at != column // 3 - 1 else None for at, name in enumerate(sums)
    ]


@pytest.mark.parametrize(
    ("title", "table", "first", "columns"),
    [
        ("支出决算表", "支出决算表", "合计", range(3, 9)),
        ("支出决算表", "支出决算表", "2080501", range(3, 9)),
        ("一般公共预算财政拨款支出决算表", "一般公共预算支出表", "合计", range(3, 6)),
        ("一般公共预算财政拨款基本支出决算表", "基本支出表", "30101", [3]),
    ],
)
def test_figures_that_slipped_are_told_and_not_taken(
    desk: Desk, tmp_path: Path, title: str, table: str, first: str, columns: list[int]
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book[title]
        rows = [
            row[0].row
            for row in sheet.iter_rows(min_row=row_of(sheet, first))
            if str(row[0].value).isdigit() or row[0].value == first
        ]
        for column in columns:
            values = [sheet.cell(row, column).value for row in rows]
            for row, value in zip(rows, [None, *values], strict=False):
                sheet.cell(row, column).value = value

    desk.edit(change)
    before = desk.data.read_bytes()
    told = [str(problem) for problem in desk.bring().problems]
    assert sum("名称和数错开了一行，没有取" in one and f"{title}!" in one for one in told) == 1
    assert desk.data.read_bytes() == before
    imported = import_file(Sources(desk.book), None, tmp_path / "新.json")
    assert sum("名称和数错开了一行，没有取" in str(one) for one in imported.problems) == 1
    assert not any("加起来" in line and table in line for line in imported.lines)
    made, said = (loads(text)[table] for text in ((tmp_path / "新.json").read_text("utf-8"), TEXT))
    wrong = {
        code: row
        for code, row in made["各科目"].items()
        if any(row[name] != said["各科目"][code].get(name, 0) for name in row if name != "科目名称")
    }
    assert wrong == {}
    lacking = {code[:n] for code in made["各科目"] for n in (3, 5) if n < len(code)} - made["各科目"].keys()
    assert not lacking & said["各科目"].keys()


def test_rows_below_a_row_that_was_left_out_are_told(desk: Desk, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["一般公共预算财政拨款基本支出决算表"]
        sheet.cell(row_of(sheet, "301"), 3).value = None

    desk.edit(change)
    told = [str(one) for one in import_file(Sources(desk.book), None, tmp_path / "新.json").problems]
    made, said = (loads(text)["基本支出表"] for text in ((tmp_path / "新.json").read_text("utf-8"), TEXT))
    lost = [
        code
        for code, row in said["各科目"].items()
        if len(code) > 3 and code not in made["各科目"] and row["决算数"]
    ]
    assert len(lost) > 1
    assert sum(f"{lost[0]}等{len(lost)}行的上级没有取，这几行也没有取" in one for one in told) == 1


def test_the_sum_of_nothing_below_a_small_figure_did_not_slip(desk: Desk, tmp_path: Path) -> None:
    raw = loads(TEXT)
    basic = raw["基本支出表"]
    basic["各科目"] = {
        code: row | {"决算数": Decimal("0.01")}
        for code, row in basic["各科目"].items()
        if code in ("301", "30101")
    }
    basic |= {"人员经费合计": Decimal("0.01"), "公用经费合计": Decimal(0)}
    desk.write(raw)
    problems = import_file(Sources(desk.book), None, tmp_path / "新.json").problems
    assert not any("错开" in str(one) for one in problems)


# ---- last year, and the budget ----


def last_year() -> dict[str, Any]:
    """The sample's data as they were a year before."""

    def before(value: Any) -> Any:
        if isinstance(value, list):
            return [before(one) for one in value]
        if not isinstance(value, dict):
            return value
        made = {name: before(one) for name, one in value.items() if name != "上年决算数"}
        now = next((name for name in ("决算数", "合计", "小计") if name in made), None)
        if now and isinstance(value.get("上年决算数"), Decimal):
            made[now] = value["上年决算数"]
        return made

    raw: dict[str, Any] = before(loads(TEXT))
    return raw | {"年度": Decimal(2022)}


def test_last_year_fills_what_it_knows(desk: Desk, tmp_path: Path) -> None:
    last, new = tmp_path / "2022.json", tmp_path / "新.json"
    last.write_text(dumps(last_year()), "utf-8")
    lines = import_file(Sources(desk.book, last), None, new).lines
    made, sample = loads(new.read_text("utf-8")), loads(TEXT)
    assert any(line.startswith("从 2022.json 取了8个上年决算数") for line in lines)
    assert made["收入支出总表"]["收入"]["总计"]["上年决算数"] == Decimal("878.16")
    assert made["收入支出总表"]["支出"]["年末结转和结余"] == {"上年决算数": 0, "决算数": 0}
    assert made["部门"] == sample["部门"]
    for code, row in sample["一般公共预算支出表"]["各科目"].items():
        assert made["一般公共预算支出表"]["各科目"][code].get("主要用途") == row.get("主要用途")
    assert made["原因"]["收入总计与上年相比"] == ""
    assert made["原因记录"]["收入总计与上年相比"] == f"上年：{sample['原因']['收入总计与上年相比']}"


def test_last_years_tables_give_figures_and_no_texts(desk: Desk, tmp_path: Path) -> None:
    last, new = tmp_path / "2022.xlsx", tmp_path / "新.json"
    save_workbook(last, last_year(), Layout(unit="元"))
    import_file(Sources(desk.book, last), None, new)
    made = loads(new.read_text("utf-8"))
    assert made["收入支出总表"]["收入"]["总计"]["上年决算数"] == Decimal("878.16")
    assert made["部门"]["主要职责"] == []


def test_another_year_than_the_last_stops_it(desk: Desk, tmp_path: Path) -> None:
    last = tmp_path / "2021.json"
    last.write_text(dumps(last_year() | {"年度": Decimal(2021)}), "utf-8")
    with pytest.raises(Unusable, match="这是2021年度的，数据是2023年度的"):
        import_file(Sources(desk.book, last), None, tmp_path / "新.json")
    assert not (tmp_path / "新.json").exists()


def test_the_budget_fills_the_initial_budgets(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["2023年部门预算一般公共预算支出表"],
        ["", "", "", "", "单位：万元"],
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["", "合计", 300.5, 290.5, 10],
        ["206", "科学技术支出", 300.5, 290.5, 10],
        ["20601", "科学技术管理事务", 300.5, 290.5, 10],
        ["2060101", "行政运行", 300.5, 290.5, 10],
    ):
        sheet.append(row)
    book.save(tmp_path / "预算.xlsx")
    new = tmp_path / "新.json"
    import_file(Sources(desk.book, budget=tmp_path / "预算.xlsx"), None, new)
    made = loads(new.read_text("utf-8"))
    assert made["一般公共预算支出表"]["各科目"]["2060101"]["年初预算数"] == Decimal("300.5")
    assert made["财政拨款收支总表"]["支出"]["本年支出合计"]["年初预算数"] == Decimal("300.5")
    assert made["财政拨款收支总表"]["支出"]["本年支出合计"]["项目支出年初预算数"] == 10


def test_yuan_that_are_called_wan_are_doubted_at_once(desk: Desk, tmp_path: Path) -> None:
    """Ten thousand times too much, in new data and in data that are there."""

    def relabel(book: openpyxl.Workbook) -> None:
        for sheet in book:
            for row in sheet.iter_rows(max_row=4):
                for cell in row:
                    if isinstance(cell.value, str) and cell.value.startswith("金额单位"):
                        cell.value = "金额单位：万元"

    desk.write(loads(TEXT), Layout(unit="元"))
    desk.edit(relabel)
    for data, output in ((None, tmp_path / "新.json"), (desk.data, None)):
        problems = import_file(Sources(desk.book), data, output).problems
        told = [str(problem) for problem in problems if "金额单位" in str(problem)]
        assert any("核对“金额单位”是元还是万元" in line and "亿元" in line for line in told), problems
        assert all("提醒" in line for line in told)


@pytest.mark.parametrize(("unit", "stated"), [("元", "万元"), ("万元", "元")])
@pytest.mark.parametrize(
    "title", ["支出决算表", "一般公共预算财政拨款支出决算表", "一般公共预算财政拨款基本支出决算表"]
)
def test_one_table_in_another_unit_than_it_states_is_not_taken(
    desk: Desk, tmp_path: Path, title: str, unit: str, stated: str
) -> None:
    """Ten thousand times too much or too little, as the other tables tell; nothing is written."""

    def relabel(book: openpyxl.Workbook) -> None:
        (cell,) = (cell for row in book[title] for cell in row if str(cell.value).startswith("金额单位"))
        cell.value = f"金额单位：{stated}"

    desk.write(loads(TEXT), Layout(unit=unit))
    desk.edit(relabel)
    with pytest.raises(Unusable) as refused:
        import_file(Sources(desk.book), None, tmp_path / "新.json")
    (line,) = [str(problem) for problem in refused.value.problems]
    assert title in line
    assert f"这张表的数是以{unit}计的，单位写的是{stated}。请改正单位，或者把数换成{stated}" in line
    assert not (tmp_path / "新.json").exists()


@pytest.mark.parametrize(
    ("title", "row", "said"),
    [
        ("收入支出决算总表", "三、国有资本经营预算财政拨款收入", "没有“三、国有资本经营预算财政拨款收入”、“三、国防支出”这一行"),
        ("财政拨款收入支出决算总表", "二、政府性基金预算财政拨款", "没有“二、政府性基金预算财政拨款”、“二、外交支出”这一行"),
        ("财政拨款“三公”经费支出决算表", "合计", "没有“合计”这一行"),
    ],
)  # fmt: skip
def test_a_row_without_a_code_that_tables_lack_is_told_when_data_are_begun(
    desk: Desk, tmp_path: Path, title: str, row: str, said: str
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book[title]
        at = row_of(sheet, row)
        for merged in [str(one) for one in sheet.merged_cells.ranges if one.min_row >= at]:
            sheet.unmerge_cells(merged)
        sheet.delete_rows(at)

    told = "有数就补上；没有数的不用管"
    begun = import_file(Sources(desk.book), None, tmp_path / "全.json", "辽宁2023")
    assert not [one for one in begun.problems if one.hint == told]
    desk.edit(change)
    begun = import_file(Sources(desk.book), None, tmp_path / "新.json", "辽宁2023")
    assert [(one.where, one.what) for one in begun.problems if one.hint == told] == [(title, said)]


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("收入决算表", "公开03表里有，上级比下面各行之和多1.66万元"),
        ("支出决算表", "公开05表里有"),
        ("一般公共预算财政拨款支出决算表", "公开03表里有，上级比下面各行之和多1.66万元"),
    ],
)
@pytest.mark.parametrize("slipped", [False, True])
def test_a_row_by_code_that_one_table_lacks_beside_the_others_is_told(
    desk: Desk, tmp_path: Path, title: str, what: str, slipped: bool
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        row = row_of(book[title], "2080501")
        book[title].delete_rows(row)
        if slipped:  # a table of which something was not understood: nothing is known of its rows
            book[title].cell(row, 1).value = None

    desk.edit(change)
    begun = import_file(Sources(desk.book), None, tmp_path / "新.json", "辽宁2023")
    for problems in (begun.problems, desk.bring().problems):
        told = [(one.where, one.what) for one in problems if "2080501" in one.what]
        assert told == ([] if slipped else [(title, f"没有“2080501 行政单位离退休”这一行，{what}")])


def test_a_column_that_tables_lack_is_told_whether_data_are_begun_or_not(desk: Desk, tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["支出决算表"]
        for merged in [str(one) for one in sheet.merged_cells.ranges]:
            sheet.unmerge_cells(merged)
        sheet.delete_cols(
            next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "项目支出")
        )

    desk.edit(change)
    begun = import_file(Sources(desk.book), None, tmp_path / "新.json", "辽宁2023")
    for problems in (begun.problems, desk.bring().problems):
        assert [one.where for one in problems if one.what == "没有读到“项目支出”这一列"] == ["支出决算表"]


def test_a_table_whose_title_is_known_and_its_head_is_not_is_told_by_the_title(
    desk: Desk, tmp_path: Path
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book["支出决算表"]
        for row in sheet.iter_rows(max_row=row_of(sheet, "合计") - 1, min_row=row_of(sheet, "合计") - 3):
            for cell in row:
                if isinstance(cell.value, str) and "支出" in cell.value:
                    cell.value = "某某"

    desk.edit(change)
    told = [
        str(one) for one in import_file(Sources(desk.book), None, tmp_path / "新.json", "辽宁2023").problems
    ]
    assert any("这张表的标题像是支出决算表，表头和各行没有读懂，没有取" in one for one in told), told
    assert not any("在上面写上标题" in one for one in told)
