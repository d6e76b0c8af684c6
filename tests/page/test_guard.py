"""Who is kept out: other names for this machine, other pages, strangers without the token, more than anything real."""

from __future__ import annotations

import re

import pytest

from narrator.page import guard
from narrator.page.guard import HEADERS
from page.conftest import HOST, TOKEN, Page

OWN = {"origin": f"http://{HOST}"}


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:8001", "0.0.0.0:8000", "", f"{HOST}.evil"],
)
def test_another_name_for_this_machine(page: Page, host: str) -> None:
    answer = page.client.get(f"/{TOKEN}/view", headers={"host": host})
    assert answer.status_code == 403
    assert "sections" not in answer.text


@pytest.mark.parametrize(
    "address", ["/", "/view", "/abd/view", "/ab/view", "/abcd/view", "//view", "/ABC/", "/abc%00/"]
)
def test_without_the_token(page: Page, address: str) -> None:
    assert page.client.get(f"http://{HOST}{address}").status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": f"https://{HOST}"},
        {"origin": "http://127.0.0.1:8001"},
        {**OWN, "sec-fetch-site": "cross-site"},
        {**OWN, "sec-fetch-site": "same-site"},
    ],
)
def test_another_page_writes_nothing(page: Page, headers: dict[str, str]) -> None:
    before = page.data.read_bytes()
    asked = {"typed": [{"path": "年度", "was": "2023", "text": "2024"}]}
    answer = page.client.post(f"/{TOKEN}/write", json=asked, headers=headers)
    assert answer.status_code == 403
    assert page.data.read_bytes() == before


def test_another_page_reads_nothing(page: Page) -> None:
    for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = page.client.get(f"/{TOKEN}/view", headers=headers)
        assert answer.status_code == 403
    answer = page.client.options(f"/{TOKEN}/write", headers={**OWN, "access-control-request-method": "POST"})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert not [
        name for name in page.client.get(f"/{TOKEN}/view").headers if name.startswith("access-control")
    ]


def test_every_answer_says_what_the_browser_may_do(page: Page) -> None:
    for address in (f"/{TOKEN}/", f"/{TOKEN}/view", "/", f"/{TOKEN}/nothing"):
        answer = page.client.get(address)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    policy = HEADERS["Content-Security-Policy"]
    assert not re.search("unsafe|http", policy)


def test_the_page_has_no_script_or_style_of_its_own(page: Page) -> None:
    text = page.client.get(f"/{TOKEN}/").text
    assert re.findall(r"<script[^>]*>(.*?)</script>", text, re.S) == [""]
    assert not re.search(r"<style|\sstyle=|\son\w+=|https?:", text)
    assert not re.search(r"\sstyle=|\son\w+=", "".join(page.get()["blocks"].values()))


def test_more_than_anything_real(page: Page, monkeypatch) -> None:
    monkeypatch.setattr("narrator.page.server.LARGEST_WORDS", 1000)
    monkeypatch.setattr("narrator.page.server.LARGEST_UPLOAD", 1000)
    before = page.data.read_bytes()

    def parts():
        for _ in range(100):
            yield b"x" * 100

    for address in ("write", "offer?name=a.docx"):
        for content in (b"x" * 2000, parts()):  # with a length, and without
            answer = page.client.post(f"/{TOKEN}/{address}", content=content, headers=OWN)
            assert answer.status_code == 413
    assert page.data.read_bytes() == before


def test_a_slow_upload_is_given_up(monkeypatch) -> None:
    import asyncio

    from starlette.requests import Request

    async def never() -> dict[str, object]:
        await asyncio.sleep(60)
        return {}

    monkeypatch.setattr(guard, "SLOWEST", 0.05)
    request = Request({"type": "http", "method": "POST", "headers": []}, never)
    assert asyncio.run(guard.read_body(request, 100)) is None


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"[" * 100_000, b"\xff"])
def test_what_is_no_request(page: Page, content: bytes) -> None:
    answer = page.client.post(f"/{TOKEN}/undo", content=content, headers=OWN)
    assert answer.status_code == 413
    assert "不是narrator的请求" in answer.json()["problems"][0]


def test_only_what_was_dropped_is_read(page: Page) -> None:
    for name in ("../../data.json", "/etc/passwd", "a/b.docx", "\0", ""):
        answer = page.client.post(f"/{TOKEN}/offer", params={"name": name}, content=b"x", headers=OWN)
        assert answer.json()["problems"]
    assert page.data.is_file()
