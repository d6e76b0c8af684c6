"""The command that checks data and reports, and lists its rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrator.cli import screen
from narrator.cli.parameters import FormName, Jobs, MachineOutput, Roster, Scheduler, Style
from narrator.cli.screen import hand_over, say, show, show_stale
from narrator.problem import Problem, Unusable

if TYPE_CHECKING:
    from narrator.commands.data_check import Checked

# How findings look on a terminal; elsewhere typer leaves colours out.
COLOURS = {"错误": "red", "提醒": "yellow", "不能核对": "cyan", "尾差": "bright_black", "已核实": "green"}


def check(
    source: Annotated[
        Path | None,
        typer.Argument(
            metavar="数据文件或报告", help="data.json，或者做好的 .docx；也可以是文件夹", show_default=False
        ),
    ] = None,
    form: FormName = None,
    rules: Annotated[bool, typer.Option("--rules", help="列出全部勾稽规则和算式")] = False,
    format: Style = "text",
    output: MachineOutput = None,
    report: Annotated[
        Path | None,
        typer.Option(
            "--report",
            metavar="审核意见",
            help="另外写一份审核意见（.docx 或 .xlsx）；核对文件夹时是写到哪个文件夹",
            show_default=False,
        ),
    ] = None,
    accept: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--accept",
            metavar="名称 理由",
            help="核实过、可以接受的一处：写进数据的“已核实”",
            show_default=False,
        ),
    ] = None,
    jobs: Jobs = None,
    scheduler: Scheduler = None,
    units: Annotated[
        Path | None,
        typer.Option(
            "--units", metavar="单位", help="再与所属单位之和核对：单位数据所在的文件夹", show_default=False
        ),
    ] = None,
    roster: Roster = None,
) -> None:
    """Run narrator check: judge data or a report."""
    if rules:
        hand_over_rules(form, format, output)
        return
    if source is None:
        raise Unusable([Problem("", "没有写要核对的文件", "写上文件，例如 narrator check data.json")])
    if roster is not None and units is None:
        raise Unusable([Problem("", "有 --roster 没有 --units", "用 --units 写单位数据所在的文件夹")])
    if source.is_dir():
        from narrator.cli.bureau_commands import check_folder

        if format == "json" or output is not None or accept is not None or units is not None:
            hint = "一个一个文件地用，或者只写 --form、--report、--jobs、--scheduler"
            raise Unusable(
                [Problem("", "--format、-o、--accept、--units 不能用在文件夹上", hint, file=str(source))]
            )
        check_folder(source, form, report, jobs, scheduler)
    if scheduler is not None:
        hint = "不写 --scheduler；或者写文件夹，核对里面的全部文件"
        raise Unusable([Problem("", "--scheduler 用在文件夹上", hint, file=str(source))])
    from narrator.commands.check import check_file

    if accept is not None:
        from narrator.commands.accept import accept_finding

        say(f"已核实：{accept_finding(source, *accept, form_name=form)}（{accept[1]}）")
    if units is not None:
        from narrator.commands.check import check_department

        checked = check_department(source, form, units, roster)
    else:
        checked = check_file(source, form)
    if report is not None:
        from narrator.commands.review import write_review

        write_review(checked, source, report)
    tell_findings(checked, format, output)
    if report is not None and format != "json":
        say(f"审核意见写在 {report}。")
    show(checked.told)
    show_stale(source, form)
    raise typer.Exit(1 if any(finding.counts for finding in checked.findings) else 0)


def hand_over_rules(form: str | None, format: str, output: Path | None) -> None:
    """Print the rules, of a form's own as well where one is named, or write them into a file."""
    from narrator.checks import listing
    from narrator.commands.rule_list import list_rules

    listed = list_rules(form)
    if format == "json":
        hand_over(listing.catalogue_as_json(listed), output)
    else:
        hand_over("\n".join(listing.catalogue([one for those in listed.values() for one in those])), output)


def tell_findings(checked: Checked, format: str, output: Path | None) -> None:
    """Print what was found, in the colours of the terminal, or write it into a file."""
    from narrator.checks import listing

    if format == "json":
        hand_over(listing.as_json(checked.findings, checked.line, checked.titles, checked.sections), output)
        return
    quiet, of_report = screen.volume.quiet, (checked.titles, checked.sections)
    told = list(listing.list_findings(checked.findings, checked.line, checked.unit, *of_report, quiet))
    if output is not None:
        hand_over("\n".join(text for _, text in told), output)
        say(told[0][1])
    elif checked.findings or not quiet:
        for kind, text in told:
            typer.secho(text, fg=COLOURS.get(kind), bold=kind == "错误")
