"""The page over HTTP: what is asked for at the edge, everything else in `desk`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from narrator.commands.typed_values import Conflicting, TypedText
from narrator.page.desk import Desk
from narrator.page.guard import LARGEST_UPLOAD, LARGEST_WORDS, Guard, read_body
from narrator.page.shelf import Shelf, write_shelf
from narrator.page.view import View
from narrator.problem import Unusable, gather
from narrator.writers import WRITERS

ASSETS = {path.name: path for path in (Path(__file__).parent / "assets").iterdir()}
KINDS = {".js": "text/javascript", ".css": "text/css"}
REMEMBERED = 8  # views of which the server knows what a tab has of them


def make_app(work: Desk | Shelf, token: str, hosts: frozenset[str], close: Callable[[], None]) -> ASGIApp:
    """Return the page of a data file, or of a folder of them, as an ASGI application.

    token: what its addresses begin with. hosts: see `Guard`. close: ends the server.
    """
    routes = shelf_routes(work, close) if isinstance(work, Shelf) else Routes(work, close).all()
    return Starlette(
        routes=[Mount(f"/{token}", routes=routes)],
        middleware=[Middleware(Guard, token=token, hosts=hosts)],
    )


def shelf_routes(shelf: Shelf, close: Callable[[], None]) -> Sequence[BaseRoute]:
    """Return the addresses of a folder: its list, and below a number each of its data files."""

    async def show_list(request: Request) -> Response:
        """Answer with the list of the data files."""
        return await run_in_threadpool(lambda: HTMLResponse(write_shelf(shelf)))

    pages = [
        Mount(f"/{number}", routes=Routes(desk, close, within=True).all())
        for number, desk in enumerate(shelf.desks, 1)
    ]
    return [Route("/", show_list), Route("/{name:str}", send_asset), *pages]


async def send_asset(request: Request) -> Response:
    """Answer with a script or a style sheet of ours."""
    path = ASSETS.get(request.path_params["name"])
    if path is None or path.suffix not in KINDS:
        return Response(status_code=404)
    return FileResponse(path, media_type=KINDS[path.suffix])


class Routes:
    """What can be asked of the page of one data file. within: whether it is one of a folder."""

    def __init__(self, desk: Desk, close: Callable[[], None], within: bool = False) -> None:
        self.desk = desk
        self.close = close
        self.within = within
        self.sent: dict[str, frozenset[str]] = {}  # the blocks of the views that were sent last, by version
        self.lock = Lock()  # of `sent`: several tabs ask at once

    def all(self) -> list[Route]:
        """Return every address with what answers it."""
        return [
            Route("/", self.show_page),
            Route("/look.css", self.send_look),
            Route("/view", self.send_view),
            Route("/explain", self.send_explanation),
            Route("/others", self.send_others),
            Route("/report/{ending}", self.send_report),
            *(
                Route(f"/{name}", answer, methods=["POST"])
                for name, answer in {
                    "write": self.write,
                    "confirm": self.confirm,
                    "accept": self.accept,
                    "undo": self.undo,
                    "redo": self.redo,
                    "finish": self.finish,
                    "publish": self.publish,
                    "offer": self.offer,
                    "offer-beside": self.offer_beside,
                    "take": self.take,
                    "close": self.end,
                }.items()
            ),
            Route("/{name:str}", send_asset),
        ]

    # ---- what is shown ----

    async def show_page(self, request: Request) -> Response:
        """The page itself; what it shows it asks for by its script."""
        return FileResponse(ASSETS["page.html"], media_type="text/html")

    async def send_look(self, request: Request) -> Response:
        """The look of the report."""
        return await tell(lambda: Response(self.desk.look().look, media_type="text/css"))

    async def send_view(self, request: Request) -> Response:
        """What the page shows now; nothing when it has that version already."""
        have = request.query_params.get("have", "")

        def work() -> Response:
            """Return the view, or an empty answer when the page has it."""
            view = self.desk.look()
            return Response(status_code=204) if view.version == have else self.show(view, have)

        return await tell(work)

    async def send_explanation(self, request: Request) -> Response:
        """Where a figure or a word comes from."""
        key, number = request.query_params.get("block", ""), request.query_params.get("number", "")

        def work() -> Response:
            """Return the lines that explain what stands in the block."""
            asked = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else -1
            return JSONResponse({"lines": self.desk.look().explain(key, asked)})

        return await tell(work)

    async def send_others(self, request: Request) -> Response:
        """The data that no public table shows."""
        return await tell(lambda: JSONResponse({"html": self.desk.list_others()}))

    async def send_report(self, request: Request) -> Response:
        """The report as a file."""
        ending = f".{request.path_params['ending']}"
        if ending not in WRITERS:
            return Response(status_code=404)

        def work() -> Response:
            """Return the report as a file to keep."""
            name, content = self.desk.make(ending)
            header = f"attachment; filename*=UTF-8''{quote(name)}"
            return Response(
                content,
                media_type="application/octet-stream",
                headers={"Content-Disposition": header},
            )

        return await tell(work)

    def show(self, view: View, have: str) -> Response:
        """Return a view for the page. have: the version that it shows; the blocks of that one are not sent again."""
        with self.lock:
            known = self.sent.get(have, frozenset())
            self.sent[view.version] = frozenset(view.blocks)
            while len(self.sent) > REMEMBERED:
                del self.sent[next(iter(self.sent))]
        history = self.desk.history
        return JSONResponse(
            {
                "version": view.version,
                "title": view.title or self.desk.data.name,
                "look": view.look_version,
                "sections": [[section.classes, section.keys] for section in view.sections],
                "margin": view.margin,
                "blocks": {key: html for key, html in view.blocks.items() if key not in known},
                "undo": len(history.done),
                "redo": len(history.undone),
                "within": self.within,
                "beside": self.desk.beside.name if self.desk.beside else "",
            }
        )

    # ---- what is done ----

    async def write(self, request: Request) -> Response:
        """Texts and figures that were typed."""

        def work(asked: Mapping[str, object]) -> View:
            """Write what the request says was typed, and return the view after."""
            items = asked.get("typed")
            typed = [
                TypedText(text_of(one, "path"), text_of(one, "was"), text_of(one, "text"))
                for one in (items if isinstance(items, list) else [])
            ]
            return self.desk.write(typed, text_of(asked, "joined"))

        return await self.act(request, work)

    async def confirm(self, request: Request) -> Response:
        """A stale reason that still fits."""
        return await self.act(request, lambda asked: self.desk.confirm(text_of(asked, "path")))

    async def accept(self, request: Request) -> Response:
        """A finding that the unit accepts."""
        return await self.act(
            request, lambda asked: self.desk.accept(text_of(asked, "key"), text_of(asked, "reason"))
        )

    async def undo(self, request: Request) -> Response:
        """One step back."""
        return await self.act(request, lambda asked: self.desk.undo())

    async def redo(self, request: Request) -> Response:
        """One step that was taken back, again."""
        return await self.act(request, lambda asked: self.desk.redo())

    async def finish(self, request: Request) -> Response:
        """The final report."""
        return await self.act(request, lambda asked: self.desk.finish())

    async def publish(self, request: Request) -> Response:
        """The final report for the web."""
        return await self.act(request, lambda asked: self.desk.publish())

    async def take(self, request: Request) -> Response:
        """What the file that was dropped says."""
        return await self.act(request, lambda asked: self.desk.take())

    async def offer(self, request: Request) -> Response:
        """A file that was dropped on the page."""
        content = await read_body(request, LARGEST_UPLOAD)
        if content is None:
            return why_not_done("文件太大，或者传得太慢，没有读")
        name = request.query_params.get("name", "")[:200]
        return await tell(lambda: JSONResponse({"lines": self.desk.offer(name, content)}))

    async def offer_beside(self, request: Request) -> Response:
        """The workbook that was opened."""
        return await self.act(request, lambda asked: self.desk.offer_beside())

    async def end(self, request: Request) -> Response:
        """The end of the server."""
        self.close()
        return JSONResponse({"lines": ["已关闭。"]})

    async def act(
        self, request: Request, work: Callable[[Mapping[str, object]], View | list[str]]
    ) -> Response:
        """Return the view or the lines that a piece of work comes to, given what the request asks for as JSON."""
        content = await read_body(request, LARGEST_WORDS)
        if content is None:
            return why_not_done("写的太长，或者传得太慢，没有写")
        try:
            asked = json.loads(content)
        except (ValueError, RecursionError):
            asked = None
        if not isinstance(asked, dict):
            return why_not_done("页面发来的不是narrator的请求")
        return await tell(partial(self.answer, work, asked))

    def answer(
        self, work: Callable[[Mapping[str, object]], View | list[str]], asked: Mapping[str, object]
    ) -> Response:
        """Return what a piece of work comes to, for the page."""
        done = work(asked)
        return (
            self.show(done, text_of(asked, "have"))
            if isinstance(done, View)
            else JSONResponse({"lines": done})
        )


async def tell(work: Callable[[], Response]) -> Response:
    """Return what a piece of work comes to, done beside the server's own; in Chinese why it can not be done, which is an
    answer like others: to a browser any other code is a fault of the page."""

    def attempt() -> Response:
        """Return the answer of the work, or the problems and conflicts that stopped it."""
        try:
            return work()
        except Conflicting as error:
            found = [one._asdict() for one in error.conflicts]
            return JSONResponse({"conflicts": found})
        except Unusable as error:
            return JSONResponse({"problems": [str(one) for one in gather(error.problems)]})

    return await run_in_threadpool(attempt)


def why_not_done(why: str) -> Response:
    """Return why nothing was done."""
    return JSONResponse({"problems": [f"错误：{why}。"]}, 413)


def text_of(asked: object, name: str) -> str:
    """Return a text of a request; "" when it has none of that name."""
    value = asked.get(name) if isinstance(asked, Mapping) else None
    return value if isinstance(value, str) else ""
