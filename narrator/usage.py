"""What the command line says in its own name, in Chinese: help pages, and what is wrong with a command as typed."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

# Typer's own words, in Chinese.
HELP_WORDS = {
    "Usage:": "用法：",
    "Options:": "选项：",
    "Arguments:": "参数：",
    "Commands:": "命令：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]…",
    "[required]": "（必填）",
    "]...": "]…",
    "Show this message and exit.": "显示这份说明",
}


def in_chinese(text: str) -> str:
    """Return a help page in Chinese, without the names of Python's types and without braces to type by mistake."""
    for word, chinese in HELP_WORDS.items():
        text = text.replace(word, chinese)
    text = re.sub(r"\[default: ([^\]]*)\]", r"（不写就是 \1）", text)
    return re.sub(r"[{}]| <[a-z[\]]+>", "", text)


class Command(TyperCommand):
    """A command whose help page is Chinese."""

    def get_help(self, ctx: Any) -> str:
        return in_chinese(super().get_help(ctx))


class Group(TyperGroup):
    """A group of commands whose help page is Chinese."""

    def get_help(self, ctx: Any) -> str:
        return in_chinese(super().get_help(ctx))


def tell_misuse(error: Exception) -> str:
    """Return what is wrong with the command as it was typed, from the error that Typer raised."""
    name = type(error).__name__
    option = getattr(error, "option_name", "")
    param = getattr(error, "param", None)
    label = getattr(param, "metavar", None) or getattr(param, "name", "") or ""
    match name:
        case "NoSuchOption":
            return f"没有“{option}”这个选项"
        case "MissingParameter":
            return f"少写了{label}"
        case "BadOptionUsage":
            return f"选项“{option}”后面要写一个值"
        case "BadParameter":
            choices = getattr(getattr(param, "type", None), "choices", ())
            return f"{label}写得不对" + (f"，要写{'或'.join(map(str, choices))}" if choices else "")
        case _:
            return "命令写得不对：没有这个命令，或者多写了东西"
