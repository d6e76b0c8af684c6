"""The tree as a newcomer meets it: names that stand for one thing, rooms that say what they are for, quick starts."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "narrator"
ROOMS = sorted(folder.name for folder in SOURCE.iterdir() if (folder / "__init__.py").is_file())
SAMPLE = ROOT / "samples" / "朝阳市科学技术局2023" / "data.json"
# What only other commands need, or a report that is there already; each costs from 20 to 300 ms.
HEAVY = [
    "docx", "lxml", "openpyxl", "python_calamine", "narrator.checks.printed", "narrator.checks.report",
    "narrator.compose.form_proof", "narrator.disclosure.schema", "narrator.page", "starlette", "uvicorn",
]  # fmt: skip

# Verbs that are called by their module (toml.read, json.load, pdf.write) or stand in a table of modules.
OF_A_KIND = {
    "derive", "describe", "dump", "load", "parse", "read", "read_marks", "sheet_marks", "write",
}  # fmt: skip


def test_no_module_name_stands_twice() -> None:
    modules = [path.stem for path in SOURCE.rglob("*.py") if path.stem != "__init__"]
    assert [name for name, times in Counter(modules + ROOMS).items() if times > 1] == []


def test_no_function_bears_another_ones_name() -> None:
    """But for one verb for things of a kind, and for a command's arguments beside what it does."""
    named: dict[str, list[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for one in ast.parse(path.read_text("utf-8")).body:
            if isinstance(one, ast.FunctionDef) and not one.name.startswith("_"):
                named.setdefault(one.name, []).append(path.parent.name)
    twice = {name for name, rooms in named.items() if len([one for one in rooms if one != "cli"]) > 1}
    assert twice == OF_A_KIND


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_function_and_class_says_what_it_is(path: Path) -> None:
    """But for __init__ and its like, whose meaning is Python's."""
    named = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    silent = [
        one.name
        for one in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(one, named) and not ast.get_docstring(one) and not one.name.startswith("__")
    ]
    assert silent == []


def test_nothing_in_the_program_names_a_form() -> None:
    """A form is a folder, and whatever is said of one is said in it."""
    names = [folder.name for folder in (ROOT / "templates").iterdir() if folder.is_dir()]
    texts = {path: path.read_text("utf-8") for path in SOURCE.rglob("*.py")}
    assert names
    assert [(name, path.name) for path, text in texts.items() for name in names if name in text] == []


def test_every_room_says_which_of_its_modules_may_use_which() -> None:
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter", "utf-8")
    layered = {contract["containers"] for contract in contracts.values() if contract.get("type") == "layers"}
    folders = [path.parent for path in SOURCE.rglob("__init__.py") if len([*path.parent.glob("*.py")]) > 1]
    assert layered == {".".join(folder.relative_to(ROOT).parts) for folder in folders}


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_in_the_architecture(room: str) -> None:
    assert f"`{room}/`" in (ROOT / "docs" / "架构.md").read_text("utf-8")


@pytest.mark.parametrize(
    "path", sorted(SOURCE.rglob("[a-z]*.py")), ids=lambda path: str(path.relative_to(SOURCE))
)
def test_every_module_has_its_place_in_the_architecture(path: Path) -> None:
    named = re.findall(r"`(?:[\w/]+/)?(\w+)(?:\.py)?`", (ROOT / "docs" / "架构.md").read_text("utf-8"))
    assert path.stem in named


def loaded_by(*arguments: str, code: int = 0) -> list[str]:
    """Return the modules that a command has loaded when it ends. code: with which it ends."""
    program = (
        "import sys\nfrom narrator.cli import main\n"
        f"try:\n    main()\nexcept SystemExit as end:\n    assert (end.code or 0) == {code}\n"
        "print(*(name for name in sys.modules), file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT)
    return done.stderr.splitlines()[-1].split()


def test_render_loads_only_what_it_needs(tmp_path: Path) -> None:
    loaded = loaded_by("render", str(SAMPLE), "-o", str(tmp_path / "报告.docx"))
    assert len(loaded) > 100
    assert [name for name in HEAVY if name in loaded] == []


def test_a_report_that_nobody_touched_is_checked_without_reading_its_xml(tmp_path: Path) -> None:
    report = str(tmp_path / "报告.docx")
    loaded_by("render", str(SAMPLE), "-o", report)
    loaded = loaded_by("check", report, code=1)  # the sample's own errors
    assert "narrator.checks.report.known_reports" in loaded
    assert "lxml" not in loaded


def test_the_help_page_loads_neither_typer_nor_a_form() -> None:
    loaded = loaded_by("--help")
    assert "narrator.cli.command_list" in loaded
    assert [
        name for name in ("typer", "narrator.form", "narrator.cli.report_commands") if name in loaded
    ] == []


def test_listing_the_forms_loads_nothing_of_what_they_are_made_into() -> None:
    loaded = loaded_by("forms")
    assert "narrator.form" in loaded
    assert "typer" not in loaded
    rooms = {name.split(".")[1] for name in loaded if name.startswith("narrator.")}
    assert rooms & {"disclosure", "facts", "number", "phrases", "compose", "writers", "table_layout"} == set()
