"""What keeps everybody else out: another page in the same browser, another name for this machine, another program
without the token, more bytes or more time than anything real takes.
"""

from __future__ import annotations

import asyncio
from hmac import compare_digest

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from narrator.bounds import MEGABYTE

LARGEST_UPLOAD = 64 * MEGABYTE  # bytes of a report that is dropped on the page; with pictures one has five
LARGEST_WORDS = 2 * MEGABYTE  # bytes of anything else
SLOWEST = 60.0  # seconds for the body of a request
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Lets through only requests to this address, with the token, from our own page.

    hosts: what the page may be called (127.0.0.1 and localhost, with the port).
    """

    def __init__(self, app: ASGIApp, token: str, hosts: frozenset[str]) -> None:
        self.app = app
        self.token = token
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def send_guarded(message: Message) -> None:
            """Send a part of the answer, its beginning with the headers that keep other pages out."""
            if message["type"] == "http.response.start":
                own = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [*message["headers"], *own]
            await send(message)

        refusal = self.find_refusal(scope)
        app = PlainTextResponse(refusal, 403) if refusal else self.app
        await app(scope, receive, send_guarded)

    def find_refusal(self, scope: Scope) -> str:
        """Return why a request is refused; "" when it is not. It says nothing that helps a stranger."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self.hosts:
            return "只在本机的地址上打开"
        token = scope["path"].split("/")[1] if "/" in scope["path"] else ""
        if not compare_digest(token.encode(), self.token.encode()):
            return "地址不对：照屏幕上印的打开"
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "只能从这个页面上用"
        writes = scope["method"] not in ("GET", "HEAD")
        if headers.get("origin", "" if writes else f"http://{host}") != f"http://{host}":
            return "只能从这个页面上用"
        return ""


async def read_body(request: Request, largest: int) -> bytes | None:
    """Return the body of a request; None when it is larger than allowed, or takes longer than anything real."""
    if int(request.headers.get("content-length", "0")) > largest:
        return None
    try:
        return await asyncio.wait_for(_read(request, largest), SLOWEST)
    except TimeoutError:
        return None


async def _read(request: Request, largest: int) -> bytes | None:
    """Return the body of a request; None when it is larger than allowed."""
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > largest:
            return None
    return bytes(content)
