"""The page in a browser: the story of an afternoon, and another from an Excel file to the final report. No console error,
no request but to the page's own address."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
from commands.desk import INCOME, SAMPLE
from playwright.sync_api import Browser
from strategies.render import dumps, loads

from narrator.commands.sheet_file import make_sheet
from page.served import Served, needs_chromium

pytestmark = needs_chromium
FINISHED = SAMPLE.parents[1] / "国家某某局2023" / "data.json"  # in which nothing is missing or wrong
SLOT = f"原因.{INCOME}"
TOTAL = "收入支出总表.收入.总计.决算数"


def test_an_afternoon(served: Served) -> None:
    tab = served.tab
    # What is missing is counted, and one key leads there.
    assert "缺1处文字" in tab.inner_text("#state")
    tab.keyboard.press("F8")
    assert tab.evaluate("document.activeElement.dataset.path") == SLOT
    # It is written where it stands, in the file a moment later, and the page says so.
    tab.keyboard.press("Enter")
    tab.keyboard.type("项目支出减少<script>alert(1)</script>")
    served.wait_for_file(lambda raw: raw["原因"][INCOME] == "项目支出减少<script>alert(1)</script>")
    tab.keyboard.press("Escape")
    served.wait_until("(path) => document.querySelector(`.slot.written[data-path='${path}']`)", SLOT)
    assert "<script>" in tab.inner_text(f".slot[data-path='{SLOT}'] >> nth=0")
    # A word is explained, and its cells light up.
    tab.hover("main p .derived >> nth=0")
    served.wait_until("() => document.getElementById('explanation').textContent.includes(' = ')")
    served.wait_until("() => document.querySelector('td.lit')")
    # A figure is corrected in its table with the keyboard; what follows from it changes at once.
    cell = f"td[data-path='{TOTAL}']"
    tab.locator(cell).scroll_into_view_if_needed()
    tab.click(cell)
    served.wait_until("() => document.getElementById('explanation').textContent.includes('851.17')")
    tab.keyboard.press("Enter")
    tab.keyboard.type("1,200")
    tab.keyboard.press("Enter")
    served.wait_until("(path) => document.querySelector(`.slot.stale[data-path='${path}']`)", SLOT)
    served.wait_until("() => document.getElementById('explanation').textContent.includes('1200.00')")
    assert tab.get_attribute(cell, "data-fault") == "错误"
    assert "增加" in tab.locator(f"p:has(.slot[data-path='{SLOT}'])").first.inner_text()
    assert float(served.raw()["收入支出总表"]["收入"]["总计"]["决算数"]) == 1200
    # Not final now, and it is said why.
    tab.click("#finish")
    tab.wait_for_selector("#dialog[open]")
    assert "不能定稿" in tab.inner_text("#dialog-text")
    tab.keyboard.press("Escape")
    # Steps are taken back, after a reload too.
    tab.reload()
    tab.wait_for_selector("main section")
    tab.click("#undo")
    served.wait_until("(path) => document.querySelector(`.slot.written[data-path='${path}']`)", SLOT)
    assert float(served.raw()["收入支出总表"]["收入"]["总计"]["决算数"]) != 1200
    tab.keyboard.press("Control+y")
    served.wait_for_file(lambda raw: float(raw["收入支出总表"]["收入"]["总计"]["决算数"]) == 1200)
    tab.keyboard.press("Control+z")
    served.wait_for_file(lambda raw: float(raw["收入支出总表"]["收入"]["总计"]["决算数"]) != 1200)
    with tab.expect_download() as download:
        tab.click("#downloads a >> nth=0")
    assert download.value.path().read_bytes().startswith(b"PK")
    tab.click("#close")
    served.server.join(20)
    assert served.told[-1] == "页面已关闭。"


def test_a_block_of_cells_is_pasted_and_arrows_move(served: Served) -> None:
    tab = served.tab
    first = "支出决算表.合计.本年支出合计"
    tab.locator(f"td[data-path='{first}']").focus()
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("document.activeElement.dataset.path") == "支出决算表.合计.基本支出"
    tab.keyboard.press("ArrowLeft")
    tab.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "11.5\\t22.25\\r\\n");
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
        }"""
    )
    served.wait_for_file(
        lambda raw: (
            [raw["支出决算表"]["合计"][name] for name in ("本年支出合计", "基本支出")] == [11.5, 22.25]
        )
    )
    served.wait_until(
        "(path) => document.querySelector(`td[data-path='${path}']`).textContent === '11.50'", first
    )


def test_another_program_and_another_tab(served: Served) -> None:
    tab, other = served.tab, served.open_tab()
    slot = f".slot[data-path='{SLOT}'] >> nth=0"
    tab.click(slot)
    # Another program writes elsewhere while somebody types here: both stay.
    name = served.raw()["部门"]["主要职责"][0]
    served.data.write_text(served.data.read_text("utf-8").replace(name, "别的程序改的职责"), "utf-8")
    tab.wait_for_function("() => document.querySelector('main').textContent.includes('别的程序改的职责')")
    assert tab.evaluate("document.activeElement.localName") == "textarea"
    tab.keyboard.type("我写的")
    served.wait_for_file(lambda raw: raw["原因"][INCOME] == "我写的")
    assert served.raw()["部门"]["主要职责"][0] == "别的程序改的职责"
    other.wait_for_function("() => document.querySelector('main').textContent.includes('我写的')")
    other.close()
    # It writes in the very place: both are shown, and somebody decides.
    served.data.write_text(served.data.read_text("utf-8").replace("我写的", "它写的"), "utf-8")
    tab.keyboard.type("，还在写")
    tab.wait_for_selector("#dialog[open]")
    told = tab.inner_text("#dialog-text")
    assert "它写的" in told
    assert "我写的，还在写" in told
    assert served.raw()["原因"][INCOME] == "它写的"
    tab.click("#dialog-buttons button >> nth=0")
    served.wait_for_file(lambda raw: raw["原因"][INCOME] == "我写的，还在写")


def fill_in(path: Path, old: float, new: float) -> None:
    """Type over every cell of a workbook that holds a number, as Excel saves it."""
    book = openpyxl.load_workbook(path)
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == old]
    assert found
    for cell in found:
        cell.value = new
    book.save(path)


def test_from_excel_to_the_final_report(tmp_path: Path, browser: Browser) -> None:
    """The tables come from Excel, what is missing is written, and the report is final, public and downloaded."""
    data, book = tmp_path / "data.json", tmp_path / "填报.xlsx"
    raw = loads(FINISHED.read_text("utf-8"))
    last = str(raw["收入支出总表"]["收入"]["总计"]["上年决算数"])
    reason, words = next(iter(raw["原因"].items()))
    raw["收入支出总表"]["收入"]["总计"]["上年决算数"] = Decimal("1.23")
    raw["原因"][reason] = ""
    data.write_text(dumps(raw), "utf-8")
    make_sheet(data, book, None)
    fill_in(book, 1.23, float(last))
    served = Served(data, browser)
    tab = served.tab
    assert "缺1处文字" in tab.inner_text("#state")
    # What the workbook would change is told before anything is written.
    before = data.read_bytes()
    assert f"1.23 → {last}" in served.drop(book.name, book.read_bytes()).replace(",", "")
    assert data.read_bytes() == before
    served.choose()
    served.wait_for_file(lambda raw: raw["收入支出总表"]["收入"]["总计"]["上年决算数"] == float(last))
    # What is missing is written, with the keyboard.
    tab.keyboard.press("F8")
    tab.keyboard.press("Enter")
    tab.keyboard.insert_text(str(words))
    tab.keyboard.press("Escape")
    tab.wait_for_function("() => document.getElementById('state').textContent.startsWith('齐了')")
    tab.click("#finish")
    assert "文字齐全" in served.told_in_dialog()
    served.choose()
    tab.click("#publish")
    assert "里面不带数据" in served.told_in_dialog()
    served.choose()
    assert len(list(tmp_path.glob("*.docx"))) == 2
    # Each file comes under "download"; why one does not is told.
    for number, start in enumerate((b"PK", b"%PDF", b"<!DOCTYPE", b"PK")):
        link = f"#downloads a >> nth={number}"
        if start == b"%PDF":  # which tests find no LibreOffice for (see tests/conftest.py)
            tab.click(link)
            assert "LibreOffice" in served.told_in_dialog()
            served.choose()
            continue
        with tab.expect_download(timeout=90_000) as download:
            tab.click(link)
        assert download.value.path().read_bytes().startswith(start)
    assert download.value.suggested_filename.endswith("公开表.xlsx")
    served.end()


def test_scroll_and_cursor_stay(served: Served) -> None:
    """While another program writes, the cell that has the cursor and what is in view stay where they are."""
    tab = served.tab
    first = "支出决算表.合计.本年支出合计"
    tab.locator(f"td[data-path='{first}']").focus()
    tab.evaluate("document.activeElement.scrollIntoView({block: 'center'})")
    before = tab.evaluate("document.activeElement.getBoundingClientRect().top")
    name = served.raw()["部门"]["主要职责"][0]
    served.data.write_text(
        served.data.read_text("utf-8")
        .replace(name, "又改了职责。" * 60)
        .replace('"基本支出": 803.10', '"基本支出": 1'),
        "utf-8",
    )
    tab.wait_for_function("() => document.querySelector('main').textContent.includes('又改了职责')")
    assert tab.evaluate("document.activeElement.dataset.path") == first
    assert abs(tab.evaluate("document.activeElement.getBoundingClientRect().top") - before) < 3


def test_other_data_are_typed_in_the_margin(served: Served) -> None:
    tab = served.tab
    path = "收入支出总表.收入.总计.上年决算数"
    tab.click("#others summary")
    tab.wait_for_selector("#others details")
    tab.click("#others details details summary >> text=公开01表")
    tab.fill(f"#others [data-path='{path}']", "800")
    tab.keyboard.press("Tab")
    served.wait_for_file(lambda raw: raw["收入支出总表"]["收入"]["总计"]["上年决算数"] == 800)
    # The list stays unfolded, and says what the file holds.
    tab.click("#undo")
    tab.wait_for_function(
        "(path) => document.querySelector(`#others [data-path='${path}']`).value === '878.16'", arg=path
    )
    assert tab.is_visible(f"#others [data-path='{path}']")


def test_what_can_not_be_written_is_told_with_what_was_typed(served: Served) -> None:
    tab = served.tab
    tab.locator(f"td[data-path='{TOTAL}']").focus()
    tab.keyboard.type("8八百")
    tab.keyboard.press("Enter")
    told = served.told_in_dialog()
    assert "“8八百”不是数" in told
    tab.keyboard.press("Escape")
    # A file that breaks meanwhile takes no words with it.
    good = served.data.read_bytes()
    tab.click(f".slot[data-path='{SLOT}'] >> nth=0")
    served.data.write_bytes(good[:100])
    tab.keyboard.type("我写的")
    assert "我写的" in served.told_in_dialog()
    served.data.write_bytes(good)
    tab.keyboard.press("Escape")
    tab.wait_for_selector("main section")
