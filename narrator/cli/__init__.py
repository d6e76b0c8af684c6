"""The command line: arguments, printed problems, exit codes; nothing else.

Exit codes: 0 done, 1 findings, 2 an input or an output can not be used, 3 a fault of narrator itself.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal

import typer

from narrator.cli import screen
from narrator.cli.bureau_commands import batch, sum_units
from narrator.cli.check_command import check
from narrator.cli.data_commands import import_tables, missing, next_year, reasons, sheet
from narrator.cli.form_commands import forms, learn_form, lint, new_form, schema
from narrator.cli.page_command import open_page
from narrator.cli.report_commands import diff, explain, publish, pull, render
from narrator.cli.usage import Command, Group, tell_misuse
from narrator.problem import Unusable

COMPLETE = "_NARRATOR_COMPLETE"  # the shell's script asks for completions with this variable

CTRL_C = 130  # what typer makes of Ctrl+C; no command returns it


def begin(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本")] = False,
    completion: Annotated[
        Literal["bash", "zsh", "fish", "powershell"] | None,
        typer.Option(
            "--show-completion", metavar="终端", help="打印按Tab补全用的脚本：bash、zsh、fish、powershell"
        ),
    ] = None,
) -> None:
    """由部门决算的数据生成公开文本（.docx）：数字、增减措辞、表格都由数据而来。"""
    if version:
        from narrator import __version__

        typer.echo(f"narrator {__version__}")
    elif completion:
        from typer._completion_shared import get_completion_script

        typer.echo(get_completion_script(prog_name="narrator", complete_var=COMPLETE, shell=completion))
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())
    else:
        return
    raise typer.Exit


def tell_usage(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[命令]…", help="哪个命令；不写就列出全部", show_default=False),
    ] = None,
) -> None:
    """显示一个命令的用法，例如 narrator help render。"""
    here: Any = context.parent
    for name in names or []:
        group = here.command
        _, command, _ = (
            group.resolve_command(here, [name]) if isinstance(group, Group) else (None, None, None)
        )
        if command is None:
            break
        here = type(here)(command, info_name=name, parent=here)
    typer.echo(here.get_help())


# Every command by what it is for, in the order of the help page.
COMMANDS: dict[str, dict[str, Callable[..., None]]] = {
    "填数": {
        "import": import_tables,
        "sheet": sheet,
        "missing": missing,
        "reasons": reasons,
        "next": next_year,
        "open": open_page,
    },
    "生成和公开": {"render": render, "pull": pull, "publish": publish},
    "许多单位一起": {"batch": batch, "sum": sum_units},
    "核对": {"check": check, "explain": explain, "diff": diff},
    "格式": {"forms": forms, "lint": lint, "schema": schema},
    "用法": {"help": tell_usage},
}


class Makings(Mapping[str, Any]):
    """Commands by their names, each made from its function when it is first asked for: a run needs one of them."""

    def __init__(self, functions: Mapping[str, Callable[..., None]]) -> None:
        self.functions = functions
        self.made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self.made:
            self.made[name] = make_command(name, self.functions[name])
        return self.made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.functions)

    def __len__(self) -> int:
        return len(self.functions)


def make_command(name: str, function: Callable[..., None]) -> Any:
    """Return what runs a function as the command of that name: a command, or the group of commands for forms."""
    grouped = function is forms
    made = typer.Typer(
        name=name, rich_markup_mode=None, add_completion=False, cls=Group, invoke_without_command=grouped
    )
    if grouped:
        made.callback()(function)
        made.command("new", cls=Command)(new_form)
        made.command("learn", cls=Command)(learn_form)
    else:
        made.command(name, cls=Command)(function)
    return typer.main.get_command(made)


class Commands(Group):
    """All commands, under their headings."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        functions = {name: function for under in COMMANDS.values() for name, function in under.items()}
        self.commands: Mapping[str, Any] = Makings(functions)  # type: ignore[assignment]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        width = max(map(len, self.commands))
        for heading, functions in COMMANDS.items():
            with formatter.section(heading):
                formatter.write_dl([(f"{name:<{width}}", summary(one)) for name, one in functions.items()])


def summary(function: Callable[..., None]) -> str:
    """Return the first sentence of what a command says of itself."""
    first, stop, _ = (function.__doc__ or "").partition("。")
    return first + stop


app = typer.Typer(
    name="narrator",
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.callback()(begin)


def main() -> None:
    """Run the command line; what goes wrong is told in Chinese, and a traceback is printed only when asked for."""
    gc.disable()  # the process ends before there is anything worth collecting
    began = time.perf_counter()
    screen.volume = screen.Volume()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if COMPLETE in os.environ:
        from typer._completion_classes import completion_init

        completion_init()  # typer does it itself only for the options that it adds
    try:
        code = app(prog_name="narrator", standalone_mode=False)
        if code == CTRL_C:
            raise KeyboardInterrupt
    except Unusable as error:
        screen.show(error.problems)
        code = 2
    except typer.Exit as error:
        code = error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("已中断。文件都是完整的：没有写的还是原来的。", err=True)
        code = 2
    except BrokenPipeError:
        code = 0
    except OSError as error:
        code = 2
        with contextlib.suppress(OSError):
            typer.echo(f"错误：屏幕输出写不出去（系统错误{error.errno}）。请检查磁盘空间。", err=True)
    except Exception as error:
        if hasattr(error, "exit_code"):
            screen.show([tell_misuse(error)])
            code = 2
        else:
            screen.show_fault(error)
            code = 3
    gc.enable()  # for whoever called this from a program of their own
    if screen.volume.verbose:
        screen.tell_circumstances(time.perf_counter() - began)
    sys.exit(code if isinstance(code, int) else 0)
