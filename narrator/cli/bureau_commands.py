"""The commands for many units at once: batch; check of a folder."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from narrator.cli import screen
from narrator.cli.parameters import FormName, Jobs, Phrasebook, Roster, Scheduler
from narrator.cli.progress import show_progress, tell_counts
from narrator.cli.screen import say, show

if TYPE_CHECKING:
    from narrator.batch.outcome import Outcome
    from narrator.batch.unit_task import Runner

MOST_SHOWN = 20  # units of which the screen tells why they were not done


def batch(
    folder: Annotated[
        Path,
        typer.Argument(metavar="来稿", help="收来的数据所在的文件夹，里面的文件夹也看", show_default=False),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="成稿", help="报告写到哪个文件夹，位置和名称照来稿", show_default=False
        ),
    ],
    form: FormName = None,
    phrasebook: Phrasebook = None,
    also: Annotated[
        str,
        typer.Option(
            "--also", metavar="种类", help="另外做的文件，例如 .html,.pdf,.xlsx", show_default=False
        ),
    ] = "",
    final: Annotated[
        bool, typer.Option("--final", help="定稿：缺原因、原因过时、核对有错误的单位不生成")
    ] = False,
    check: Annotated[bool, typer.Option("--check", help="再核对做好的报告；有错误时退出码是1")] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="盖掉已有的报告，框外的改动不要了（旧文件留作 .bak.docx）")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="没有变化的也重新做")] = False,
    failed: Annotated[bool, typer.Option("--failed", help="只做以前没有做成的和没有做过的")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会怎样，什么也不写")] = False,
    jobs: Jobs = None,
    scheduler: Scheduler = None,
) -> None:
    """Run narrator batch: make the reports on all data in a folder."""
    from narrator.batch.report_run import plan_reports
    from narrator.batch.report_unit import ReportOrder

    gc.enable()  # this process does not end soon
    kinds = tuple(
        dict.fromkeys(f".{one.strip().lower().lstrip('.')}" for one in also.split(",") if one.strip())
    )
    order = ReportOrder(form, phrasebook, kinds, final, check, overwrite, dry_run)
    run = plan_reports(folder, output, order, again, failed)
    tell_folder(run.found.others)
    show(run.problems)
    do_all(run.do(choose_runner(jobs, scheduler)), len(run.found.units))
    tell_failures(run.done)
    done = Counter(one.state.value for one in run.done)
    repeated = sum(one.repeated for one in run.done)
    more = f"；其中{repeated}个以前做好了，没有再做" if repeated else ""
    say(f"共{len(run.done)}个：{tell_counts(done)}{more}。")
    if left := sum(not one.state.is_done for one in run.done):
        say(f"改好没有做成的{left}个，再运行一次：只做它们和有变化的。")
    say("只是看看，什么也没有写。" if dry_run else f"每个单位的情况写在 {run.overview}。")
    print_fault(run.done)
    raise typer.Exit(run.exit_code)


def sum_units(
    units: Annotated[
        list[Path],
        typer.Argument(
            metavar="单位数据…", help="各单位的数据文件，或者它们所在的文件夹", show_default=False
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="部门数据", help="写到哪里（.json）", show_default=False)
    ],
    name: Annotated[
        str | None, typer.Option("--name", metavar="部门名称", help="部门全称", show_default=False)
    ] = None,
    net: Annotated[bool, typer.Option("--net", help="冲掉部门内部往来的钱")] = False,
    roster: Roster = None,
) -> None:
    """Run narrator sum: add the tables of units to the data of their department."""
    from narrator.commands.sum_units import sum_files

    lines, problems = sum_files(units, output, name, net, roster)
    for line in lines:
        say(line)
    show(problems)


def check_folder(
    folder: Path, form: str | None, report: Path | None, jobs: int | None, scheduler: str | None
) -> None:
    """Check every file in a folder, write the review sheets and the overview of all findings, and print the summary.

    report: the folder for them; None for one beside. Raises typer.Exit with the exit code.
    """
    from narrator.batch.audit_run import plan_audit

    gc.enable()  # this process does not end soon
    run = plan_audit(folder, report or folder.resolve().with_name(f"{folder.resolve().name}-审核"), form)
    tell_folder(run.found.others)
    show(run.problems)
    do_all(run.do(choose_runner(jobs, scheduler)), len(run.found.units))
    tell_failures(run.done)
    checked = [one for one in run.done if one.state.is_done]
    wrong = sum(one.errors > 0 for one in checked)
    say(
        f"核对了{len(checked)}个，{wrong}个有错误，一共错误{sum(one.errors for one in checked)}处，提醒{sum(one.hints for one in checked)}处。"
    )
    say(f"审核意见写在 {run.output}，一个文件一份；全部发现在 {run.overview}。")
    print_fault(run.done)
    raise typer.Exit(run.exit_code)


def choose_runner(jobs: int | None, scheduler: str | None) -> Runner:
    """Return who does the work: the workers of a scheduler, or so many processes of this machine; None for as many as it
    has processors."""
    if scheduler is not None:
        from narrator.batch.cluster import Cluster

        return Cluster(scheduler, lambda problem: show([problem]))
    from narrator.batch.pool import Processes, count_processors

    return Processes(jobs or count_processors())


def do_all(outcomes: Generator[Outcome, None, None], total: int) -> None:
    """Do the units of a run, so many of them, and show how far it has come."""
    with closing(outcomes), show_progress(total) as advance:
        for one in outcomes:
            advance(one)


def tell_folder(others: Counter[str]) -> None:
    """Say which files of a folder are no units."""
    if others:
        say(f"另有{others.total()}个文件不是数据，没有处理（{tell_counts(others)}）。")


def tell_failures(outcomes: list[Outcome]) -> None:
    """Print why units could not be done: of each the first problem, of so many units as anybody reads on a screen."""
    failed = [one for one in outcomes if not one.state.is_done]
    for one in failed[:MOST_SHOWN]:
        first, *others = one.told or ("",)
        more = f"（还有{len(others)}条）" if others else ""
        screen.echo(f"{one.name}　{one.state.value}：{first}{more}", err=True)
    if len(failed) > MOST_SHOWN:
        screen.echo(f"……另有{len(failed) - MOST_SHOWN}个没有做成。", err=True)


def print_fault(outcomes: list[Outcome]) -> None:
    """Print how the program went wrong, in a verbose run."""
    if screen.volume.verbose:
        for one in outcomes:
            if one.fault:
                screen.echo(one.fault, err=True)
