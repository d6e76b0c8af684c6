"""The page for those who see little, use no mouse, or listen to it: axe-core, the keyboard, roles, small and dark screens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from commands.desk import INCOME, small
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from strategies.render import dumps

from page.served import Served, lacking, needs_chromium, serving

pytestmark = needs_chromium
SLOT = f"原因.{INCOME}"
TABLE = "收入支出总表"


def faults(tab: Tab) -> list[str]:
    """The serious and critical faults that axe-core finds on a page as it stands."""
    found = Axe().run(tab).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.fixture
def looked_at(tmp_path: Path, browser: Browser) -> Iterator[Served]:
    raw = lacking()
    raw["收入支出总表"]["收入"]["总计"]["决算数"] = 5
    with serving(raw, tmp_path, browser) as served:
        yield served


def test_axe_finds_no_serious_fault(looked_at: Served) -> None:
    tab = looked_at.tab
    tab.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    tab.wait_for_selector("#others details")
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        assert tab.evaluate("(one) => matchMedia(`(prefers-color-scheme: ${one})`).matches", scheme)
        tab.click(f".slot[data-path='{SLOT}'] >> nth=0")
        tab.wait_for_selector(".writing")
        assert faults(tab) == []
        tab.keyboard.press("Escape")
        tab.click("#finish")
        looked_at.told_in_dialog()
        assert faults(tab) == []
        tab.keyboard.press("Escape")


def test_data_that_make_no_report_and_a_folder(tmp_path: Path, browser: Browser) -> None:
    raw = small()
    del raw["年度"]
    for name in ("甲", "乙"):
        (tmp_path / f"{name}.json").write_text(dumps(raw), "utf-8")
    served = Served(tmp_path, browser)
    assert faults(served.tab) == []
    served.tab.get_by_role("link", name="甲.json").click()
    served.tab.get_by_label("年度").wait_for()
    assert faults(served.tab) == []
    served.tab.get_by_role("link", name="全部数据").click()
    served.tab.get_by_role("link", name="乙.json").wait_for()
    served.end("1/close")


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Served]:
    """A page on which nobody writes, of data in which one text is missing."""
    with serving(lacking(), tmp_path_factory.mktemp("读"), browser) as served:
        yield served


def test_roles_of_a_screen_reader(read: Served) -> None:
    tab = read.tab
    for role, name in (
        ("main", "报告"),
        ("complementary", "要做的和说明"),
        ("group", "工具"),
        ("button", "定稿"),
    ):
        assert tab.get_by_role(role, name=name, exact=True).count() == 1, name
    assert tab.get_by_role("heading", name="要写的文字（1）").count() == 1
    assert tab.get_by_role("navigation", name="目录").get_by_role("link").count() > 5
    sheet = tab.get_by_role("grid", name=TABLE)
    assert sheet.get_by_role("columnheader", name="金额").count() == 2
    assert sheet.get_by_role("rowheader", name="一、一般公共预算财政拨款收入").count() == 1
    assert sheet.get_by_role("gridcell", name="851.17").count() > 1
    slot = tab.locator(f".slot[data-path='{SLOT}']").first
    assert slot.get_attribute("role") == "button"
    assert slot.get_attribute("title") == f"{INCOME}：缺"
    assert tab.get_by_role("status").filter(has_text="缺1处文字").count() == 1


def test_keyboard_only(served: Served) -> None:
    """With the keyboard alone somebody comes everywhere: the tools, a text, a cell, an explanation, the margin."""
    tab = served.tab

    def active(expression: str) -> object:
        return tab.evaluate(f"document.activeElement.{expression}")

    def tab_to(holds: str, presses: int = 40) -> None:
        for _ in range(presses):
            if tab.evaluate(f"(({holds}))(document.activeElement)"):
                return
            tab.keyboard.press("Tab")
        raise AssertionError(active("outerHTML.slice(0, 200)"))

    tab_to("(one) => one.id === 'next'")
    tab.keyboard.press("Enter")
    assert active("dataset.path") == SLOT
    tab.keyboard.press("Enter")
    tab.keyboard.type("人员减少")
    tab.keyboard.press("Escape")
    assert active("dataset.path") == SLOT
    tab.wait_for_selector(f".slot.written[data-path='{SLOT}']")
    # From number to number, each explained with its wording.
    tab_to("(one) => one.matches('.derived')")
    tab.wait_for_function("() => document.getElementById('explanation').textContent.includes('措辞')")
    # Into a table at its first figure, through it with arrows, and back to where one was.
    tab.locator(f"[aria-label='{TABLE}'].scroll").focus()
    tab.keyboard.press("Tab")
    first = active("dataset.path")
    tab.keyboard.press("ArrowDown")
    second = active("dataset.path")
    assert first != second
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Tab")
    assert active("dataset.path") == second
    tab.keyboard.type("12")
    tab.keyboard.press("Tab")
    served.wait_until(
        "(path) => document.querySelector(`td[data-path='${path}']`).textContent === '12.00'", second
    )
    # What is wrong, and from there to its place.
    tab.locator("#findings summary").first.focus()
    tab_to("(one) => one.matches('#findings a[data-place]')")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.matches('main [data-cell], #others [data-path]')")
    # A dialog keeps the keyboard, and gives it back.
    tab.locator("#finish").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#dialog[open]")
    assert tab.evaluate("document.activeElement.closest('dialog') !== null")
    tab.keyboard.press("Escape")
    assert active("id") == "finish"


def test_nothing_is_cut_off(read: Served) -> None:
    """At 1280 and 1920 pixels, and on 150 % scaling (853 of 1280): every tool is in view, and the page is not wider than
    the window."""
    tab = read.tab
    for width, height in ((1280, 720), (1920, 1080), (853, 480)):
        tab.set_viewport_size({"width": width, "height": height})
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert tab.evaluate("document.documentElement.scrollHeight <= innerHeight")
        for tool in tab.locator("header button, header a:visible, header label").all():
            box = tool.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["y"] + box["height"] <= height
        report, margin = tab.locator("main").bounding_box(), tab.locator("aside").bounding_box()
        assert report is not None
        assert margin is not None
        assert report["height"] > height / 3
        assert report["width"] > width / 3
