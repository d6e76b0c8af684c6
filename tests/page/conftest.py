"""A page for tests: the sample with a few texts, asked without a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands.desk import small
from playwright.sync_api import Browser, sync_playwright
from starlette.testclient import TestClient
from strategies.render import dumps

from narrator.page.desk import Desk
from narrator.page.server import make_app
from page.served import CHROMIUM, Served, lacking, serving

TOKEN = "abc"
HOST = "127.0.0.1:8000"


class Page:
    """The page of a data file, as its own script asks it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.desk = Desk(data)
        self.ended = 0
        self.client = TestClient(
            make_app(self.desk, TOKEN, frozenset([HOST]), self.end), base_url=f"http://{HOST}"
        )

    def end(self) -> None:
        self.ended += 1

    def get(self, address: str = "view", code: int = 200) -> Any:
        """What the page gets from an address."""
        answer = self.client.get(f"/{TOKEN}/{address}")
        assert answer.status_code == code, answer.text
        return answer.json() if code != 204 else None

    def post(self, address: str, code: int = 200, **asked: object) -> Any:
        """What the page gets for what it asks to be done."""
        answer = self.client.post(f"/{TOKEN}/{address}", json=asked, headers={"origin": f"http://{HOST}"})
        assert answer.status_code == code, answer.text
        return answer.json()

    def write(self, path: str, was: str, text: str, code: int = 200, joined: str = "") -> Any:
        return self.post("write", code, typed=[{"path": path, "was": was, "text": text}], joined=joined)

    def offer(self, name: str, content: bytes) -> Any:
        """What the page gets for a file that is dropped on it."""
        answer = self.client.post(
            f"/{TOKEN}/offer", params={"name": name}, content=content, headers={"origin": f"http://{HOST}"}
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    def raw(self) -> Any:
        return json.loads(self.data.read_text("utf-8"))


def shown(view: Any) -> str:
    """The report of a view that was sent whole, as HTML."""
    return "".join(view["blocks"][key] for _, keys in view["sections"] for key in keys)


def beside(view: Any) -> str:
    """What stands beside the report of a view that was sent whole, as HTML."""
    return "".join(view["blocks"][key] for key in view["margin"])


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    data = tmp_path / "data.json"
    data.write_text(dumps(small()), "utf-8")
    opened = Page(data)
    yield opened
    opened.desk.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def served(tmp_path: Path, browser: Browser) -> Iterator[Served]:
    """The page of data in which one text is missing, in a browser."""
    with serving(lacking(), tmp_path, browser) as opened:
        yield opened
