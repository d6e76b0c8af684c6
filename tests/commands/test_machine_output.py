"""What programs read: every command that has --format gives JSON in UTF-8, whatever the terminal's encoding is."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from commands.desk import SCIENCE, Desk, last_year
from narrator.cli import main
from narrator.cli.application import app
from narrator.form.form_folders import names

GROUP: Any = typer.main.get_command(app)
FORMATTED = [name for name, one in GROUP.commands.items() if any("--format" in p.opts for p in one.params)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.change(lambda raw: raw["原因"].pop(SCIENCE))
    assert desk.run("reasons", desk.data) == 0  # which remembers what they were written for
    old = desk.folder / "旧.json"
    old.write_bytes(desk.data.read_bytes())
    desk.change(lambda raw: last_year(raw, "838.16"))
    return desk


def asked(desk: Desk) -> dict[str, list[object]]:
    return {
        "check": [desk.data],
        "explain": [desk.data, "持平"],
        "reasons": [desk.data, "--todo"],
        "missing": [desk.data],
        "diff": [desk.folder / "旧.json", desk.data],
        "forms": [],
        "lint": ["--form", "辽宁2023"],
    }


def output(encoding: str, *arguments: object) -> bytes:
    """What a command prints on a terminal of an encoding that takes no letter that it does not have."""
    argv, stdout, stderr = sys.argv, sys.stdout, sys.stderr
    sys.argv = ["narrator", *map(str, arguments)]
    raw = io.BytesIO()
    terminal = io.TextIOWrapper(raw, encoding, "strict")
    sys.stdout, sys.stderr = terminal, io.StringIO()
    try:
        with pytest.raises(SystemExit) as end:
            main()
        terminal.flush()
    finally:
        sys.argv, sys.stdout, sys.stderr = argv, stdout, stderr
    assert end.value.code in (0, 1)
    return raw.getvalue()


@pytest.mark.parametrize("command", ["check", "explain", "reasons", "missing", "diff", "forms", "lint"])
def test_it_is_utf_8_on_every_terminal(desk: Desk, command: str, tmp_path: Path) -> None:
    assert command in FORMATTED
    arguments = [command, *asked(desk)[command], "--format", "json"]
    told = {output(encoding, *arguments).replace(b"\r\n", b"\n") for encoding in ("gbk", "ascii")}
    (printed,) = told
    assert json.loads(printed.decode("utf-8"))
    path = tmp_path / "答.json"
    output("cp936", *arguments, "-o", path)
    assert path.read_bytes().strip() == printed.strip()


def test_the_same_as_people_read(desk: Desk) -> None:
    """Each thing that is told once as text is there once as data, with its place and its line."""

    def data(command: str) -> Any:
        return json.loads(output("utf-8", command, *asked(desk)[command], "--format", "json"))

    reasons = data("reasons")
    assert {one["状态"] for one in reasons} == {"缺", "已过时"}
    (missing,) = [one for one in reasons if one["状态"] == "缺"]
    assert missing["位置"] == f"原因.{SCIENCE}"
    assert missing["所在"].startswith("（二）")
    assert [one["位置"] for one in data("missing")] == [f"原因.{SCIENCE}"]
    lines = desk.data.read_text("utf-8").splitlines()
    numbers = [number for entry in data("explain") for number in entry["数"]]
    assert numbers
    for number in (*numbers, *(part for one in numbers for part in one.get("来源", []))):
        if "行" in number:
            assert number["路径"].rpartition(".")[2] in lines[number["行"] - 1]
    changes = data("diff")
    assert any("13.01" in one["新"] for one in changes)
    assert [one["名称"] for one in data("forms")] == sorted(names())
    (proved,) = data("lint")
    assert proved["问题"] == []
    assert all(one["措辞"] or one["情形"] for table in proved["短语"] for one in table["情形"])


def test_texts_stand_under_the_headings_of_their_sections(desk: Desk) -> None:
    desk.run("reasons", desk.data)
    headings = [line for line in desk.out.splitlines() if line.startswith("【")]
    assert headings[0] == "【一、主要职责】"
    assert len(headings) == len(set(headings)) > 5
    desk.run("explain", desk.data, "持平")
    assert [line for line in desk.out.splitlines() if line.startswith("【第二部分")]
