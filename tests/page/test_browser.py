"""The page in a browser: the story of an afternoon, told to Debian's Chromium. No console error, no request but to the
page's own address."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from commands.desk import INCOME, small
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab
from strategies.render import dumps

from narrator import page

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("NARRATOR_TEST_ALL"), reason="Chromium is not installed"
)
SLOT = f"原因.{INCOME}"
TOTAL = "收入支出总表.收入.总计.决算数"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


class Served:
    """A page that is served as `narrator open` does, and a tab that looks at it."""

    def __init__(self, data: Path, browser: Browser) -> None:
        self.data = data
        self.told: list[str] = []
        there = threading.Event()

        def tell(line: str) -> None:
            self.told.append(line)
            there.set()

        self.server = threading.Thread(
            target=page.open_page, args=(data, tell), kwargs={"browser": False}, daemon=True
        )
        self.server.start()
        assert there.wait(20)
        self.address = self.told[0].removeprefix("页面在 ")
        self.faults: list[str] = []
        self.asked: list[str] = []
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
        self.tab = self.open_tab()

    def open_tab(self) -> Tab:
        tab = self.context.new_page()
        tab.set_default_timeout(10_000)
        tab.on(
            "console", lambda message: self.faults.append(message.text) if message.type == "error" else None
        )
        tab.on("pageerror", lambda error: self.faults.append(str(error)))
        tab.on("request", lambda request: self.asked.append(request.url))
        tab.goto(self.address)
        tab.wait_for_selector("main section")
        return tab

    def raw(self) -> Any:
        return json.loads(self.data.read_text("utf-8"))

    def wait_until(self, holds: str, argument: object = None) -> None:
        self.tab.wait_for_function(holds, arg=argument, timeout=10_000)

    def wait_for_file(self, holds: Any) -> None:
        """Wait until what the file holds is so."""
        for _ in range(100):
            if holds(self.raw()):
                return
            self.tab.wait_for_timeout(50)
        raise AssertionError(self.raw())


@pytest.fixture
def served(tmp_path: Path, browser: Browser) -> Iterator[Served]:
    data = tmp_path / "data.json"
    raw = small()
    raw["原因"][INCOME] = ""
    data.write_text(dumps(raw), "utf-8")
    opened = Served(data, browser)
    yield opened
    if opened.server.is_alive():
        opened.tab.goto("about:blank")
        origin = opened.address.rsplit("/", 2)[0]
        urlopen(Request(f"{opened.address}close", b"{}", {"Origin": origin}))
        opened.server.join(20)
    opened.context.close()
    assert not opened.server.is_alive()
    assert opened.faults == []
    assert [one for one in opened.asked if not one.startswith((opened.address, "data:,", "about:"))] == []


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
    tab.keyboard.press("Enter")
    tab.keyboard.type("1,200")
    tab.keyboard.press("Enter")
    served.wait_until("(path) => document.querySelector(`.slot.stale[data-path='${path}']`)", SLOT)
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
