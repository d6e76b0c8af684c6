"""A page that is served as `narrator open` does, with a browser that looks at it: Debian's Chromium."""

from __future__ import annotations

import base64
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from commands.desk import INCOME, small
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from strategies.render import dumps

from narrator import page

CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("NARRATOR_TEST_ALL"), reason="Chromium is not installed"
)
DROP = """([name, content]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name));
    document.querySelector("main").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true}));
}"""


def lacking() -> dict[str, Any]:
    """The sample's data with one text missing."""
    raw = small()
    raw["原因"][INCOME] = ""
    return raw


class Served:
    """A page that is served as `narrator open` does, and a tab that looks at it."""

    def __init__(self, data: Path, browser: Browser, **looks: Any) -> None:
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
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **looks})
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
        tab.wait_for_selector("main section, #state, table")
        return tab

    def raw(self) -> Any:
        return json.loads(self.data.read_text("utf-8"))

    def wait_until(self, holds: str, argument: object = None) -> None:
        self.tab.wait_for_function(holds, arg=argument, timeout=10_000)

    def wait_for_file(self, holds: Callable[[Any], bool]) -> None:
        """Wait until what the file holds is so."""
        for _ in range(100):
            if holds(self.raw()):
                return
            self.tab.wait_for_timeout(50)
        raise AssertionError(self.raw())

    def drop(self, name: str, content: bytes) -> str:
        """Drop a file on the page; what the page says of it."""
        self.tab.evaluate(DROP, [name, base64.b64encode(content).decode()])
        return self.told_in_dialog()

    def told_in_dialog(self) -> str:
        """What the page says in its dialog."""
        self.tab.wait_for_selector("#dialog[open]")
        return self.tab.inner_text("#dialog-text")

    def choose(self, number: int = 0) -> None:
        """Press a button of the dialog."""
        self.tab.click(f"#dialog-buttons button >> nth={number}")

    def end(self, address: str = "close") -> None:
        """End the server, and see that nothing went wrong: no error in the console, no request to anywhere else."""
        if self.server.is_alive():
            self.tab.wait_for_load_state("networkidle")  # an answer that is cut off is a fault in the console
            self.tab.goto("about:blank")
            origin = self.address.rsplit("/", 2)[0]
            urlopen(Request(f"{self.address}{address}", b"{}", {"Origin": origin}))
            self.server.join(20)
        self.context.close()
        assert not self.server.is_alive()
        assert self.faults == [], self.faults
        own = (self.address, "data:,", "about:", "blob:")
        assert [one for one in self.asked if not one.startswith(own)] == []


@contextmanager
def serving(raw: dict[str, Any], folder: Path, browser: Browser) -> Iterator[Served]:
    """The page of the data RAW, in a file in FOLDER, until the block ends."""
    data = folder / "data.json"
    data.write_text(dumps(raw), "utf-8")
    served = Served(data, browser)
    yield served
    served.end()
