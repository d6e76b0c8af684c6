"""The commands that fill data.json: import, sheet, missing, reasons, next."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from narrator.cli.parameters import Data, FormName, MachineOutput, Phrasebook, Style
from narrator.cli.screen import answer, say, show


def import_tables(
    tables: Annotated[
        Path,
        typer.Argument(
            metavar="公开表",
            help="Excel文件（.xlsx .xlsm .xls .ods）、填好的填报工作簿，或者一份报告（.docx）",
            show_default=False,
        ),
    ],
    data: Annotated[
        Path | None,
        typer.Argument(
            metavar="[数据文件]", help="已有的数据：只换表里的数，其余一个字不动", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="数据文件", help="新的数据写到哪里", show_default=False),
    ] = None,
    form: FormName = None,
    unit: Annotated[
        Literal["元", "万元"] | None,
        typer.Option("--unit", metavar="单位", help="表上面没有写金额单位时：元 或 万元"),
    ] = None,
    last_year: Annotated[
        Path | None,
        typer.Option(
            "--last-year", metavar="去年", help="去年的报告（.docx）、数据（.json）或公开表（.xlsx）"
        ),
    ] = None,
    budget: Annotated[
        Path | None,
        typer.Option("--budget", metavar="预算", help="当年公布的部门预算（Excel），取年初预算数"),
    ] = None,
) -> None:
    """Run narrator import: take the figures of public tables, or what a filled workbook holds, into a data file."""
    from narrator.commands.import_file import import_file
    from narrator.commands.import_sources import Sources
    from narrator.commands.missing import find_missing
    from narrator.number import MoneyUnit

    sources = Sources(tables, last_year, budget, MoneyUnit(unit) if unit else None)
    imported = import_file(sources, data, output, form)
    for line in imported.lines:
        say(line)
    show(imported.problems)
    missing = find_missing(output or data or Path(), form)
    for line in missing.lines:
        say(line)
    if wrong := missing.wrong:
        say(f"数据里还有{len(wrong)}处不对，改好以后才能生成报告：")
        show(wrong)
        raise typer.Exit(1)


def sheet(
    data: Data,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="工作簿", help="写到哪里（.xlsx）", show_default=False),
    ],
    form: FormName = None,
) -> None:
    """Run narrator sheet: make a workbook to fill in."""
    from narrator.commands.sheet_file import make_sheet

    for line in make_sheet(data, output, form):
        say(line)


def missing(data: Data, form: FormName = None, format: Style = "text", output: MachineOutput = None) -> None:
    """Run narrator missing: list the figures and texts that are not there yet."""
    from narrator.commands.missing import require_missing

    found = require_missing(data, form)
    answer(found.lines, found.as_data, format, output)


def reasons(
    data: Data,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[名称]…", help="只列、只确认这几条；不写就是全部", show_default=False),
    ] = None,
    form: FormName = None,
    phrasebook: Phrasebook = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="过时的原因仍然适用：按现在的数记下")] = False,
    todo: Annotated[bool, typer.Option("--todo", help="只列缺的和过时的")] = False,
    add: Annotated[
        bool, typer.Option("--add", help="缺的原因逐条加进数据文件，空着：在引号里写就行")
    ] = False,
    format: Style = "text",
    output: MachineOutput = None,
) -> None:
    """Run narrator reasons: list the texts to write, and record what the reasons are for."""
    from narrator.commands.reasons import list_reasons
    from narrator.texts.status import reasons_as_data

    listed = list_reasons(data, names or [], form, phrasebook, confirm=confirm, todo=todo, add=add)
    answer(listed.lines, lambda: reasons_as_data(listed.found, listed.where, not todo), format, output)
    show(listed.problems)


def next_year(
    data: Data,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="数据文件", help="下一年的数据写到哪里", show_default=False),
    ],
    form: FormName = None,
) -> None:
    """Run narrator next: make the data of the next year."""
    from narrator.commands.existing_reports import stale_in_file
    from narrator.commands.next import make_next_year

    stale = stale_in_file(data, form)  # which may not work, and then nothing is written
    notes = make_next_year(data, output, form)
    say(f"已生成 {output}。")
    for note in notes:
        say(note)
    show(stale)
