"""The page over HTTP: what is asked for at the edge, everything else in `desk`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from narrator.commands.writing import Conflicting, Typed
from narrator.page.desk import Desk
from narrator.page.guard import LARGEST_UPLOAD, LARGEST_WORDS, Guard, read_body
from narrator.page.view import View
from narrator.problem import Unusable, gather
from narrator.writers import WRITERS

ASSETS = Path(__file__).parent / "assets"


def make_app(desk: Desk, token: str, hosts: frozenset[str], close: Callable[[], None]) -> ASGIApp:
    """Return the page of a data file as an ASGI application.

    token: what its addresses begin with. hosts: see `Guard`. close: ends the server.
    """
    routes = Routes(desk, close)
    return Starlette(
        routes=[Mount(f"/{token}", routes=routes.all())],
        middleware=[Middleware(Guard, token=token, hosts=hosts)],
    )


class Routes:
    """What can be asked of the page."""

    def __init__(self, desk: Desk, close: Callable[[], None]) -> None:
        self.desk = desk
        self.close = close

    def all(self) -> list[Route]:
        """Return every address with what answers it."""
        return [
            Route("/", self.show_page),
            Route("/page.js", self.send_script),
            Route("/page.css", self.send_sheet),
            Route("/look.css", self.send_look),
            Route("/view", self.send_view),
            Route("/explain", self.send_explanation),
            Route("/report/{ending}", self.send_report),
            *(
                Route(f"/{name}", answer, methods=["POST"])
                for name, answer in {
                    "write": self.write,
                    "confirm": self.confirm,
                    "accept": self.accept,
                    "undo": self.undo,
                    "finish": self.finish,
                    "publish": self.publish,
                    "offer": self.offer,
                    "take": self.take,
                    "close": self.end,
                }.items()
            ),
        ]

    # ---- what is shown ----

    async def show_page(self, request: Request) -> Response:
        """The page itself; what it shows it asks for by its script."""
        return FileResponse(ASSETS / "page.html", media_type="text/html")

    async def send_script(self, request: Request) -> Response:
        """Our script."""
        return FileResponse(ASSETS / "page.js", media_type="text/javascript")

    async def send_sheet(self, request: Request) -> Response:
        """The look of the page around the report."""
        return FileResponse(ASSETS / "page.css", media_type="text/css")

    async def send_look(self, request: Request) -> Response:
        """The look of the report."""

        def work() -> Response:
            return Response(self.desk.look().look, media_type="text/css")

        return await tell(work)

    async def send_view(self, request: Request) -> Response:
        """The report and what stands beside it; nothing when the page has that version already."""
        have = request.query_params.get("have", "")

        def work() -> Response:
            view = self.desk.look()
            return Response(status_code=204) if view.version == have else shown(view, self.desk)

        return await tell(work)

    async def send_explanation(self, request: Request) -> Response:
        """Where a figure or a word comes from."""
        version, number = request.query_params.get("version", ""), request.query_params.get("number", "")

        def work() -> Response:
            view = self.desk.look()
            asked = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else -1
            return JSONResponse({"lines": view.explain(asked) if view.version == version else []})

        return await tell(work)

    async def send_report(self, request: Request) -> Response:
        """The report as a file."""
        ending = f".{request.path_params['ending']}"
        if ending not in WRITERS:
            return Response(status_code=404)

        def work() -> Response:
            name, content = self.desk.make(ending)
            header = f"attachment; filename*=UTF-8''{quote(name)}"
            return Response(
                content,
                media_type="application/octet-stream",
                headers={"Content-Disposition": header},
            )

        return await tell(work)

    # ---- what is done ----

    async def write(self, request: Request) -> Response:
        """Texts and figures that were typed."""

        def work(asked: Mapping[str, object]) -> Response:
            items = asked.get("typed")
            typed = [
                Typed(text_of(one, "path"), text_of(one, "was"), text_of(one, "text"))
                for one in (items if isinstance(items, list) else [])
            ]
            return shown(self.desk.write(typed, text_of(asked, "joined")), self.desk)

        return await self.act(request, work)

    async def confirm(self, request: Request) -> Response:
        """A stale reason that still fits."""
        return await self.act(
            request, lambda asked: shown(self.desk.confirm(text_of(asked, "path")), self.desk)
        )

    async def accept(self, request: Request) -> Response:
        """A finding that the unit accepts."""
        return await self.act(
            request,
            lambda asked: shown(self.desk.accept(text_of(asked, "key"), text_of(asked, "reason")), self.desk),
        )

    async def undo(self, request: Request) -> Response:
        """One step back."""
        return await self.act(request, lambda asked: shown(self.desk.undo(), self.desk))

    async def finish(self, request: Request) -> Response:
        """The final report."""
        return await self.act(request, lambda asked: JSONResponse({"lines": self.desk.finish()}))

    async def publish(self, request: Request) -> Response:
        """The final report for the web."""
        return await self.act(request, lambda asked: JSONResponse({"lines": self.desk.publish()}))

    async def take(self, request: Request) -> Response:
        """What the report that was dropped says."""
        return await self.act(request, lambda asked: shown(self.desk.take(), self.desk))

    async def offer(self, request: Request) -> Response:
        """A report that was dropped on the page."""
        content = await read_body(request, LARGEST_UPLOAD)
        if content is None:
            return refused("文件太大，或者传得太慢，没有读")
        name = request.query_params.get("name", "")[:200]
        return await tell(lambda: JSONResponse({"lines": self.desk.offer(name, content)}))

    async def end(self, request: Request) -> Response:
        """The end of the server."""
        self.close()
        return JSONResponse({"lines": ["已关闭。"]})

    async def act(self, request: Request, work: Callable[[Mapping[str, object]], Response]) -> Response:
        """Return what a piece of work comes to, given what the request asks for as JSON."""
        content = await read_body(request, LARGEST_WORDS)
        if content is None:
            return refused("写的太长，或者传得太慢，没有写")
        try:
            asked = json.loads(content)
        except (ValueError, RecursionError):
            asked = None
        if not isinstance(asked, dict):
            return refused("页面发来的不是narrator的请求")
        return await tell(lambda: work(asked))


async def tell(work: Callable[[], Response]) -> Response:
    """Return what a piece of work comes to, done beside the server's own; in Chinese why it can not be done, which is an
    answer like others: to a browser any other code is a fault of the page."""

    def attempt() -> Response:
        try:
            return work()
        except Conflicting as error:
            found = [one._asdict() for one in error.conflicts]
            return JSONResponse({"conflicts": found})
        except Unusable as error:
            return JSONResponse({"problems": [str(one) for one in gather(error.problems)]})

    return await run_in_threadpool(attempt)


def shown(view: View, desk: Desk) -> Response:
    """Return a view for the page."""
    return JSONResponse(
        {
            "version": view.version,
            "title": view.title or desk.data.name,
            "sections": view.sections,
            "side": view.side,
            "steps": len(desk.steps),
        }
    )


def refused(why: str) -> Response:
    """Return why nothing was done."""
    return JSONResponse({"problems": [f"错误：{why}。"]}, 413)


def text_of(asked: object, name: str) -> str:
    """Return a text of a request; "" when it has none of that name."""
    value = asked.get(name) if isinstance(asked, Mapping) else None
    return value if isinstance(value, str) else ""
