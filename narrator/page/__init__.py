"""The page on this machine: the report as it will be, every text writable where it stands (`narrator open`).

`server` answers what the browser asks, `guard` lets only our own page ask, `desk` does it through the commands, with
`history` of what can be taken back and `dropped` for files that are dropped; `view` is what is shown: the report, in which
`marking` marks what can be written and explained, and the `margin`. `shelf` is a folder of data files. Nothing of this is
loaded by any other command.
"""

from __future__ import annotations

import contextlib
import gc
import secrets
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from narrator.commands.import_file import import_file
from narrator.commands.import_sources import Sources
from narrator.page.desk import Desk
from narrator.page.server import make_app
from narrator.page.shelf import Shelf
from narrator.problem import Problem, Unusable
from narrator.readers.endings import is_workbook

LOCAL = "127.0.0.1"


def open_page(
    path: Path,
    tell: Callable[[str], None],
    port: int = 0,
    browser: bool = True,
    form_name: str | None = None,
    phrasebook: Path | None = None,
) -> None:
    """Serve the page of a data file, of a workbook, or of a folder of data files on this machine until somebody ends it.

    tell: takes the lines to print, the address among them. port: 0 for a free one. browser: whether to open it there.
    Raises Unusable when the file can not be read, or the port is not free.
    """
    work = open_work(path, tell, form_name, phrasebook)
    try:
        if isinstance(work, Desk):
            work.look()
        gc.collect()
        gc.freeze()  # what is loaded by now stays for good
        with open_socket(port) as listening:
            number = listening.getsockname()[1]
            token = secrets.token_urlsafe(24)
            hosts = frozenset(f"{name}:{number}" for name in (LOCAL, "localhost"))

            def close() -> None:
                """Let the server come to its end."""
                server.should_exit = True

            app = make_app(work, token, hosts, close)
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
        work.close()


def open_work(
    path: Path, tell: Callable[[str], None], form_name: str | None, phrasebook: Path | None
) -> Desk | Shelf:
    """Return what the page works on: a data file, or a folder of several.

    The data of a workbook stand beside it, in a .json of the same name; they are made of it when they are not there, and
    what it says is offered on the page when they are. Raises Unusable.
    """
    if path.is_dir():
        shelf = Shelf(path, form_name, phrasebook)
        return shelf.desks[0] if len(shelf.desks) == 1 else shelf
    if not is_workbook(path):
        return Desk(path, form_name, phrasebook)
    data = path.with_suffix(".json")
    if data.exists():
        tell(f"数据在 {data}；{path.name} 里改了什么，页面上先列出来再取。")
        return Desk(data, form_name, phrasebook, beside=path)
    for line in import_file(Sources(path), None, data, form_name).lines:
        tell(line)
    return Desk(data, form_name, phrasebook)


def open_socket(port: int) -> socket.socket:
    """Return a socket that listens on a port of this machine alone. Raises Unusable."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.bind((LOCAL, port))
        listening.listen()  # a browser may come before the server runs, and waits then
    except (OSError, OverflowError):
        listening.close()
        raise Unusable([Problem("", f"{port}号端口用不了", "不写 --port，由narrator找一个空着的")]) from None
    return listening
