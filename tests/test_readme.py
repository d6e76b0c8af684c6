"""The READMEs as somebody follows them: each command of theirs names commands, options and files that there are."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
import typer

from narrator.cli import main
from narrator.cli.application import app

ROOT = Path(__file__).parents[1]
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "README.en.md")}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
BLOCKS = [(name, kind, text) for name, whole in TEXTS.items() for kind, text in BLOCK.findall(whole)]
WINDOWS = [line for _, kind, text in BLOCKS if kind in ("bat", "powershell") for line in text.splitlines()]
IN_WINDOWS = re.compile(
    r"^(?:py|\.venv\\Scripts\\(?:python|narrator)) |^(?:rem|#) |^set PATH=|^\$env:PATH = "
)
COMMANDS = sorted(
    {command for whole in TEXTS.values() for command in re.findall(r"`(narrator [^`]+)`", whole)}
    | {
        found.group()
        for _, _, text in BLOCKS
        for line in text.replace("\\", "/").splitlines()
        if (found := re.search(r"\bnarrator (?!render samples/.*&&).+$", line))
    }
)
GROUP = typer.main.get_command(app)


@pytest.mark.parametrize("command", COMMANDS)
def test_what_a_command_names_is_there(command: str) -> None:
    _, *words = shlex.split(command)
    here = GROUP
    while words and not words[0].startswith("-") and words[0] in getattr(here, "commands", {}):
        here = here.commands[words.pop(0)]
    assert here is not GROUP or words[0].startswith("-"), f"no such command: {command}"
    known = {name for param in here.params for name in (*param.opts, *param.secondary_opts)} | {
        "-h",
        "--help",
    }
    assert [word for word in words if word.startswith("-") and word not in known] == []
    for word in words:
        if word.startswith("samples/"):
            assert (ROOT / word).is_file()
    if here.name == "help":
        assert set(words) <= {*GROUP.commands, "命令"}  # type: ignore[attr-defined]


def test_there_are_commands() -> None:
    assert len(COMMANDS) > 40


@pytest.mark.parametrize("line", WINDOWS)
def test_cmd_and_powershell_understand(line: str) -> None:
    """Neither && (PowerShell 5.1 has none) nor paths of other systems, and only programs that are there."""
    assert IN_WINDOWS.match(line)
    assert not re.search(r"&&|\|\||bin/|python3|/|<|>|~", line)
    if "=" not in line and not line.startswith(("rem ", "#")):
        assert set(line.split("-")[0]).isdisjoint("%$'`")


def test_the_lines_for_windows_make_the_sample_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    (line,) = [line for line in WINDOWS if r"Scripts\narrator" in line]
    monkeypatch.setattr(sys, "argv", line.replace("\\", "/").split())
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 0
    assert (tmp_path / "report.docx").is_file()
    assert "report.docx" in (ROOT / ".gitignore").read_text("utf-8").split()


@pytest.mark.parametrize("name", TEXTS)
def test_the_two_commands_are_at_the_top(name: str) -> None:
    """CI runs the second word for word."""
    first, second = [text.strip() for told, _, text in BLOCKS if told == name][:2]
    assert first.endswith("-o report.docx")
    assert second in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.mark.parametrize("name", TEXTS)
def test_links_lead_somewhere(name: str) -> None:
    headings = re.findall(r"^#+ (.+)$", TEXTS[name], re.M)
    for target in re.findall(r"\]\(([^)]+)\)", TEXTS[name]):
        path, _, heading = target.partition("#")
        assert not path or (ROOT / path).exists(), target
        assert not heading or heading in headings, target
