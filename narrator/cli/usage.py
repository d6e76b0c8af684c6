"""What the command line says in its own name, in Chinese: help pages, and what is wrong with a command as typed."""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Sequence
from typing import Any

from typer.core import TyperCommand, TyperGroup, TyperOption

from narrator.cli import command_list, screen
from narrator.cli.help_layout import lay_out_names, lay_out_text, lay_out_usage, terminal_width
from narrator.problem import Problem, Unusable

# Typer's own words, in Chinese.
HELP_WORDS = {
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]…",
    "  [required]": "（必填）",
    "]...": "]…",
    "Show this message and exit.": command_list.HELP,
}
LOOK_UP = "用 narrator --help 看用法"


def in_chinese(text: str) -> str:
    """Return words of a help page in Chinese, without the names of Python's types and without braces to type by mistake."""
    for word, chinese in HELP_WORDS.items():
        text = text.replace(word, chinese)
    text = re.sub(r" *\[default: ([^\]]*)\]", r"（不写就是 \1）", text)
    text = re.sub(r" *\[x>=(\d+)\]", r"（至少\1）", text)
    text = re.sub(r" *\[(\d+)<=x<=(\d+)\]", r"（\1到\2）", text)
    return re.sub(r"[{}]| <[a-z[\]]+>", "", text)


def help_page_of(command: Any, context: Any) -> str:
    """Return the help page of a command, or of a group of them, as wide as the terminal."""
    width = terminal_width()
    pieces = in_chinese(" ".join(command.collect_usage_pieces(context)))
    lines = [*lay_out_usage(context.command_path, pieces, width)]
    if command.help:
        lines += ["", *lay_out_text(inspect.cleandoc(command.help), width)]
    params = [(one.param_type_name, one.get_help_record(context)) for one in command.get_params(context)]
    parts = {
        heading: [
            (in_chinese(record[0]), in_chinese(record[1]))
            for is_of, record in params
            if record and is_of == kind
        ]
        for kind, heading in (("argument", "参数"), ("option", "选项"))
    }
    if isinstance(command, TyperGroup):
        parts["命令"] = [(name, one.help or "") for name, one in command.commands.items()]
    for heading, rows in parts.items():
        if rows:
            lines += ["", f"{heading}：", *lay_out_names(rows, width)]
    return "\n".join(lines)


def volume_options() -> list[TyperOption]:
    """Return the options that every command has: how much it says."""

    def turn(context: Any, option: Any, value: bool) -> None:
        """Keep that an option which says how much is told was given."""
        if value:
            setattr(screen.volume, option.name, True)

    words = {
        ("--quiet", "-q"): command_list.QUIET,
        ("--verbose", "-v"): command_list.VERBOSE,
    }
    return [
        TyperOption(
            param_decls=list(names), is_flag=True, default=False, expose_value=False, is_eager=True, callback=turn,
            help=told, show_default=False,
        )
        for names, told in words.items()
    ]  # fmt: skip


class Command(TyperCommand):
    """A command whose help page is Chinese, and which names what was typed too much."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.params += volume_options()

    def get_help(self, ctx: Any) -> str:
        """Return the help page of the command, in Chinese."""
        return help_page_of(self, ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Return what is left of the words that were typed once the command took its own.

        Raises Unusable when any is left.
        """
        typed = list(args)
        ctx.allow_extra_args = True
        try:
            extra = super().parse_args(ctx, args)
        except Exception as error:
            if (
                getattr(error, "ctx", error) is None
            ):  # the parser does not say of which command an option lacks its value
                vars(error)["ctx"] = ctx
            raise
        if extra and not ctx.resilient_parsing:
            raise Unusable([tell_extra(typed, extra)])
        return extra


class ChineseGroup(TyperGroup):
    """A group of commands whose help page is Chinese."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.params += volume_options()

    def get_help(self, ctx: Any) -> str:
        """Return the help page of the group, in Chinese."""
        return help_page_of(self, ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the first word names. Raises Unusable, with the likeliest one, when there is none."""
        if args[0] not in self.commands and not ctx.resilient_parsing:
            hint = suggest_name(args[0], list(self.commands)) or f"从{'、'.join(self.commands)}中选一个"
            raise Unusable([Problem("", f"没有“{args[0]}”这个命令", f"{hint}，或者{LOOK_UP}")])
        return super().resolve_command(ctx, args)


def suggest_name(typed: str, names: Sequence[str]) -> str:
    """Return the advice to type the name that is most like what was typed; "" when none is like it."""
    from difflib import get_close_matches

    near = get_close_matches(typed.lower(), names, 1, 0.6)
    return f"改成“{near[0]}”" if near else ""


def tell_extra(typed: Sequence[str], extra: Sequence[str]) -> Problem:
    """Return what is wrong with a command that has more arguments than it takes: mostly a file's name with a blank in
    it, which has to stand in quotes."""
    pieces = [one for one in typed if not one.startswith("-")]
    spans = [(first, last) for first in range(len(pieces)) for last in range(first + 2, len(pieces) + 1)]
    joined = [" ".join(pieces[first:last]) for first, last in spans]
    there = [name for name in joined if os.path.lexists(name)]
    if there:
        return Problem("", f"文件名“{there[0]}”里有空格", f'两边加英文引号，写成"{there[0]}"')
    hint = f"删掉；是文件名里有空格的，整个文件名两边加英文引号，或者{LOOK_UP}"
    if all(map(os.path.lexists, extra)):
        hint = "一份一份地做；要一起做的放在一个文件夹里，用 narrator batch 生成，用 narrator check 核对整个文件夹"
    return Problem("", f"多写了“{' '.join(extra)}”", hint)


def tell_misuse(error: Exception) -> Problem:
    """Return what is wrong with the command as it was typed, from the error that Typer raised."""
    name = type(error).__name__
    option = getattr(error, "option_name", "")
    param = getattr(error, "param", None)
    label = getattr(param, "metavar", None) or getattr(param, "name", "") or ""
    context = getattr(error, "ctx", None)
    look_up = f"用 {context.command_path} --help 看用法" if context else LOOK_UP
    match name:
        case "NoSuchOption":
            params = context.command.get_params(context) if context else []
            near = suggest_name(option, [one for param in params for one in param.opts])
            what, hint = f"没有“{option}”这个选项", f"{near}，或者{look_up}" if near else look_up
        case "MissingParameter":
            of_option = param is not None and param.param_type_name == "option"
            before = f" {min(param.opts, key=len)} 和" if param is not None and of_option else ""
            what, hint = f"少写了{before}{label}", look_up
        case "BadOptionUsage":
            params = context.command.get_params(context) if context else []
            meant = next((one for one in params if option in one.opts), None)
            values = meant.metavar if meant is not None and meant.metavar else "一个值"
            what, hint = f"选项“{option}”后面要写{values}", look_up
        case "BadParameter":
            choices = getattr(getattr(param, "type", None), "choices", ())
            hint = f"写成{'或'.join(map(str, choices))}" if choices else look_up
            what = f"{label}写得不对"
        case _:
            what, hint = "命令写得不对", look_up
    return Problem("", what, hint)
