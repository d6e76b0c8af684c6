"""The help page is made without typer: it is what typer makes of the same commands."""

from __future__ import annotations

import inspect
import re
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from narrator.cli.application import PROGRAM, app
from narrator.cli.command_list import COMMANDS, help_page
from narrator.cli.help_layout import cells, wrap
from narrator.cli.usage import ChineseGroup, Command

GROUP: Any = typer.main.get_command(app)
NAMES = [name for under in COMMANDS.values() for name in under]


def unwrapped(page: str) -> str:
    """A help page whose wrapped lines are whole again."""
    return re.sub(r"\n {6,}", "", page)


def pages() -> dict[str, str]:
    """The help page of every command and group, by what is typed for it."""
    found: dict[str, str] = {}

    def add(command: Any, context: typer.Context, name: str) -> None:
        kind = ChineseGroup if hasattr(command, "commands") else Command
        found[name] = kind.get_help(command, context)
        for below, one in getattr(command, "commands", {}).items():
            add(one, typer.Context(one, info_name=below, parent=context), f"{name} {below}")

    add(GROUP, typer.Context(GROUP, info_name=PROGRAM, **GROUP.context_settings), PROGRAM)
    return found


def test_usage_purpose_and_options_are_what_typer_prints_of_them() -> None:
    printed, _, listed = pages()[PROGRAM].partition("\n\n命令：\n")
    assert re.sub(" +", " ", help_page()).startswith(re.sub(" +", " ", f"{printed}\n\n填数：\n"))
    assert re.findall(r"(?m)^  ([a-z]+)\b", listed) == NAMES


def test_every_command_is_told_by_the_first_sentence_of_its_own_help() -> None:
    _, _, listed = unwrapped(help_page()).partition("\n\n填数：\n")
    lines = [line.split(maxsplit=1) for line in listed.splitlines() if line.startswith("  ")]
    assert [name for name, _ in lines] == NAMES
    for name, words in lines:
        told = inspect.cleandoc(GROUP.commands[name].help)
        assert told.replace(" ", "").startswith(words.replace(" ", ""))
        assert words.count("。") == 1
        assert words.endswith("。")


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 300])
def test_no_line_of_a_help_page_is_wider_than_the_terminal(
    columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for name, page in {**pages(), "": help_page()}.items():
        widest = max(map(cells, page.splitlines()))
        assert widest < min(columns, 121), name
        assert not re.search(r"(?m)^ *[，。；：、）”]", page), name


def test_typers_own_words_are_chinese() -> None:
    for name, page in pages().items():
        assert not re.search(r"\[(?:x|\d+)[<>]|\[default|\[required|OPTIONS|ARGS|Usage|: *$", page, re.M), (
            name
        )


@given(st.text(st.sampled_from("ab一二，。（）“” \n./-"), max_size=60), st.integers(4, 30))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    lines = list(wrap(text, width))
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
