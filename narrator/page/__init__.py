"""The page on this machine: the report as it will be, every text writable where it stands (`narrator open`).

`server` answers what the browser asks, `guard` lets only our own page ask, `desk` does it through the commands, `view`
and `marking` make what is shown. Nothing of this is loaded by any other command.
"""

from __future__ import annotations

import contextlib
import secrets
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from narrator.page.desk import Desk
from narrator.page.server import make_app
from narrator.problem import Problem, Unusable

LOCAL = "127.0.0.1"


def open_page(
    data: Path,
    tell: Callable[[str], None],
    port: int = 0,
    browser: bool = True,
    form_name: str | None = None,
    phrasebook: Path | None = None,
) -> None:
    """Serve the page of a data file on this machine until somebody ends it.

    tell: takes the lines to print, the address among them. port: 0 for a free one. browser: whether to open it there.
    Raises Unusable when the file can not be read, or the port is not free.
    """
    desk = Desk(data, form_name, phrasebook)
    try:
        desk.look()
        with bind(port) as listening:
            number = listening.getsockname()[1]
            token = secrets.token_urlsafe(24)
            hosts = frozenset(f"{name}:{number}" for name in (LOCAL, "localhost"))

            def close() -> None:
                server.should_exit = True

            app = make_app(desk, token, hosts, close)
            server = uvicorn.Server(
                uvicorn.Config(
                    app, log_level="critical", server_header=False, limit_concurrency=40, lifespan="off"
                )
            )
            address = f"http://{LOCAL}:{number}/{token}/"
            tell(f"页面在 {address}")
            tell("只有这台电脑打得开；写的字随时存进数据文件。按 Ctrl+C 或页面上的“关闭”结束。")
            if browser:
                webbrowser.open(address)
            with contextlib.suppress(KeyboardInterrupt):  # Ctrl+C is how the page ends
                server.run(sockets=[listening])
            tell("页面已关闭。")
    finally:
        desk.close()


def bind(port: int) -> socket.socket:
    """Return a socket that listens on a port of this machine alone. Raises Unusable."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.bind((LOCAL, port))
    except (OSError, OverflowError):
        listening.close()
        raise Unusable([Problem("", f"{port}号端口用不了", "不写 --port，由narrator找一个空着的")]) from None
    return listening
