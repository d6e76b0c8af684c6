"""All commands as typer runs them: each made from its function, whose module is loaded when the command is asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Annotated, Any, Literal

import typer

from narrator.cli import command_list
from narrator.cli.command_list import COMMANDS, COMPLETE
from narrator.cli.usage import ChineseGroup, Command, tell_misuse
from narrator.problem import Unusable

PROGRAM = "narrator"
CTRL_C = 130  # what typer makes of Ctrl+C; no command returns it


def begin(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=command_list.VERSION)] = False,
    completion: Annotated[
        Literal["bash", "zsh", "fish", "powershell"] | None,
        typer.Option("--show-completion", metavar="终端", help=command_list.COMPLETION),
    ] = None,
) -> None:
    """Do what the options before any command ask for; without a command, tell of all commands."""
    if version:
        from narrator import __version__

        typer.echo(f"{PROGRAM} {__version__}")
    elif completion:
        from typer._completion_shared import get_completion_script

        typer.echo(get_completion_script(prog_name=PROGRAM, complete_var=COMPLETE, shell=completion))
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
    """Print the help page of a command, of all without a name."""
    here: Any = context.parent
    for name in names or []:
        group = here.command
        _, command, _ = (
            group.resolve_command(here, [name]) if isinstance(group, ChineseGroup) else (None, None, None)
        )
        if command is None:
            break
        here = type(here)(command, info_name=name, parent=here)
    typer.echo(here.get_help())


class Makings(Mapping[str, Any]):
    """Commands by their names, each made when it is first asked for: a run needs one of them."""

    def __init__(self) -> None:
        self.listed = {name: told for under in COMMANDS.values() for name, told in under.items()}
        self.made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self.made:
            self.made[name] = make_command(name, *self.listed[name])
        return self.made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.listed)

    def __len__(self) -> int:
        return len(self.listed)


def make_command(name: str, place: str, help: str) -> Any:
    """Return what runs a function as the command of that name: a command, or the group of commands for forms.

    place: the function's module and name. help: what the command says of itself.
    """
    module, _, function = place.partition(".")
    room = import_module(f"narrator.cli.{module}")
    grouped = name == "forms"
    made = typer.Typer(
        name=name,
        rich_markup_mode=None,
        add_completion=False,
        cls=ChineseGroup,
        invoke_without_command=grouped,
    )
    if grouped:
        made.callback(help=help)(getattr(room, function))
        made.command("new", cls=Command)(room.new_form)
        made.command("learn", cls=Command)(room.learn_form)
    else:
        made.command(name, cls=Command, help=help)(getattr(room, function))
    return typer.main.get_command(made)


class Commands(ChineseGroup):
    """All commands, under their headings."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.commands: Mapping[str, Any] = Makings()  # type: ignore[assignment]

    def get_help(self, ctx: Any) -> str:
        """Return the help page that lists all commands."""
        return command_list.help_page()


app = typer.Typer(
    name=PROGRAM,
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.callback(help=command_list.PURPOSE)(begin)


def run_command() -> int:
    """Return the exit code of the command that was typed, once it has run. Raises what it raises, and KeyboardInterrupt
    where it was stopped."""
    if COMPLETE in os.environ:
        from typer._completion_classes import completion_init

        completion_init()  # typer does it itself only for the options that it adds
    try:
        code = app(prog_name=PROGRAM, standalone_mode=False)
    except typer.Exit as error:
        return error.exit_code
    except typer.Abort:
        code = CTRL_C
    except Exception as error:
        if isinstance(error, Unusable) or not hasattr(error, "exit_code"):
            raise
        raise Unusable([tell_misuse(error)]) from error
    if code == CTRL_C:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0
