"""The help page is made without typer: it is what typer makes of the same commands."""

from __future__ import annotations

import inspect
import re
from typing import Any

import typer

from narrator.cli.application import PROGRAM, app
from narrator.cli.command_list import COMMANDS, help_page
from narrator.cli.usage import ChineseGroup

GROUP: Any = typer.main.get_command(app)
NAMES = [name for under in COMMANDS.values() for name in under]


def test_usage_purpose_and_options_are_what_typer_prints_of_them() -> None:
    context = typer.Context(GROUP, info_name=PROGRAM, **GROUP.context_settings)
    printed, _, listed = ChineseGroup.get_help(GROUP, context).partition("\n\n命令：\n")
    assert help_page().startswith(f"{printed}\n\n填数：\n")
    assert re.findall(r"(?m)^  ([a-z]+)\b", listed) == NAMES


def test_every_command_is_told_by_the_first_sentence_of_its_own_help() -> None:
    _, _, listed = help_page().partition("\n\n填数：\n")
    lines = [line.split(maxsplit=1) for line in listed.splitlines() if line.startswith("  ")]
    assert [name for name, _ in lines] == NAMES
    for name, words in lines:
        assert inspect.cleandoc(GROUP.commands[name].help).startswith(words)
        assert words.count("。") == 1
        assert words.endswith("。")
