"""The commands that make reports and take them: render, pull, publish, diff, explain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from narrator.cli import screen
from narrator.cli.parameters import Data, FormName, MachineOutput, Phrasebook, Prefer, Style
from narrator.cli.screen import answer, say, show, show_stale


def render(
    data: Data,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="报告文件",
            help="报告写到哪里（.docx、.html、.pdf、.txt，公开表用 .xlsx）；不写就放在数据文件旁边",
        ),
    ] = None,
    form: FormName = None,
    phrasebook: Phrasebook = None,
    unused: Annotated[bool, typer.Option("--unused", help="列出没有用到的数据")] = False,
    final: Annotated[
        bool, typer.Option("--final", help="定稿：缺原因、原因过时、核对有错误时不生成")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="盖掉已有的报告，框外的改动不要了（旧文件留作 .bak.docx）")
    ] = False,
    pull: Annotated[bool, typer.Option("--pull", help="同时把Word里改的文字写进数据文件")] = False,
    prefer: Prefer = None,
    pages: Annotated[
        bool | None,
        typer.Option(
            "--pages/--no-pages",
            help="目录列不列页码（问LibreOffice要几秒）；不写的，文字齐全、装了LibreOffice就列，草稿不列，PDF都列",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Run narrator render: make the report."""
    from narrator.commands.render import describe, render_file
    from narrator.commands.rendered_report import Options
    from narrator.commands.verdict import conclude, tell_idle

    options = Options(pull, overwrite, side(prefer), final, pages=pages)
    made = render_file(data, output, form, phrasebook, options)
    for line in describe(made):
        say(line)
    show(made.problems)
    idle, listed = made.unused, unused or screen.volume.verbose
    if listed:
        show(idle)
    if idle:
        say(tell_idle(idle, listed))
    for line in conclude(made, data, final, form):
        say(line)


def pull(
    report: Annotated[Path, typer.Argument(metavar="报告", help="在Word里改过的 .docx", show_default=False)],
    data: Data,
    form: FormName = None,
    prefer: Prefer = None,
    base: Annotated[
        Path | None,
        typer.Option(
            "--base",
            metavar="旧报告或数据",
            help="报告里带着的数据被别的软件丢掉了：写改以前的那份报告，或者生成它的数据文件",
        ),
    ] = None,
) -> None:
    """Run narrator pull: take what was changed in Word's controls into the data file."""
    from narrator.commands.pull import describe, pull_file

    pulled = pull_file(report, data, form, side(prefer), base)
    for line in describe(pulled, data):
        say(line)
    show(pulled.left)
    show_stale(data, form)
    raise typer.Exit(1 if pulled.left else 0)


def publish(
    report: Annotated[Path, typer.Argument(metavar="报告", help="定稿的 .docx", show_default=False)],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="公开的报告", help="写到哪里（.docx）", show_default=False),
    ],
) -> None:
    """Run narrator publish: make a report that carries no data."""
    from narrator.commands.publish import publish_file

    publish_file(report, output)
    say(f"已生成 {output}，里面不带数据。以后要改，还是改 {report}，再做一份。")
    show_stale(report)


def diff(
    old: Annotated[Path, typer.Argument(metavar="旧的", help="data.json 或报告", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="新的", help="data.json 或报告", show_default=False)],
    form: FormName = None,
    phrasebook: Phrasebook = None,
    format: Style = "text",
    output: MachineOutput = None,
) -> None:
    """Run narrator diff: tell what a reader sees changed."""
    from narrator.commands.diff import compare_files, describe

    found = compare_files(old, new, form, phrasebook)
    answer(describe(found.changes), found.as_data, format, output)
    show(found.unseen)
    show_stale(new, form, phrasebook)


def explain(
    source: Annotated[
        Path,
        typer.Argument(metavar="数据文件或报告", help="data.json，或者由它生成的 .docx", show_default=False),
    ],
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="问什么", help="一个数（26.99、3.07%）、一个词（持平）或一节的标题；不写就全部"
        ),
    ] = None,
    form: FormName = None,
    phrasebook: Phrasebook = None,
    format: Style = "text",
    output: MachineOutput = None,
) -> None:
    """Run narrator explain: tell where what a report prints comes from."""
    from narrator.commands.explain import explain_file
    from narrator.trace import as_data

    told = explain_file(source, what, form, phrasebook)
    answer(told.lines, lambda: as_data(told.found, told.where), format, output)
    show(told.since)
    show_stale(source, form, phrasebook)


def side(prefer: str | None) -> Any:
    """Whose text --prefer takes in a conflict."""
    if prefer is None:
        return None
    from narrator.edits.merge import TakenSide

    return TakenSide(prefer)
