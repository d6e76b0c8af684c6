"""The parameters that several commands share, with the same name and the same words in each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Data = Annotated[
    Path, typer.Argument(metavar="数据文件", help="决算数据，例如 data.json", show_default=False)
]
FormName = Annotated[
    str | None,
    typer.Option(
        "--form", metavar="格式", help="公开格式，代替数据里写的；自己的格式写文件夹，例如 ./某省2025"
    ),
]
Phrasebook = Annotated[
    Path | None,
    typer.Option("--phrasebook", metavar="短语文件", help="本单位自己的措辞（.toml），盖在格式的措辞上面"),
]

Prefer = Annotated[
    Literal["报告", "数据"] | None,
    typer.Option("--prefer", metavar="哪一边", help="Word里和数据里都改了的，用哪一边的：报告 或 数据"),
]

Style = Annotated[
    Literal["text", "json"],
    typer.Option("--format", metavar="样式", help="text（给人看）或 json（给程序用）"),
]

MachineOutput = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="文件", help="写到文件里（UTF-8），不印在屏幕上", show_default=False
    ),
]

Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", metavar="个数", min=1, help="同时用几个进程；不写就是处理器的个数", show_default=False
    ),
]

Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="地址",
        help="在别的机器上做：Dask调度程序的地址，例如 tcp://10.0.0.1:8786",
        show_default=False,
    ),
]

Roster = Annotated[
    Path | None,
    typer.Option(
        "--roster", metavar="单位名录", help="有哪些单位、各是哪个文件（.toml 或 .xlsx）", show_default=False
    ),
]
