"""The command that opens the page: open."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Annotated

import typer

from narrator.cli import screen
from narrator.cli.parameters import FormName, Phrasebook


def open_page(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="数据",
            help="数据文件（data.json）、公开表或者填报工作簿（.xlsx）、放着几份数据的文件夹",
            show_default=False,
        ),
    ],
    port: Annotated[
        int,
        typer.Option(
            "--port",
            metavar="端口",
            min=0,
            max=65535,
            help="用哪个端口；不写就找一个空着的",
            show_default=False,
        ),
    ] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="只印出地址，不打开浏览器")] = False,
    form: FormName = None,
    phrasebook: Phrasebook = None,
) -> None:
    """Run narrator open: show the report in a browser."""
    from narrator import page  # a server: no other command loads it

    gc.enable()  # it runs as long as somebody works
    page.open_page(path, screen.echo, port, not no_browser, form, phrasebook)
