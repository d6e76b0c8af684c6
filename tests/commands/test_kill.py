"""kill -9 at any moment, two runs at once, and hands that are quicker: the old file or the new, whole."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time

import pytest

from commands.desk import ROOT, SCIENCE, Desk, typed
from narrator import build
from narrator.commands import render, saving
from narrator.files import lock, whole
from narrator.files.lock import locked
from narrator.problem import Unusable
from narrator.readers.docx.docx_report import read_docx

posix = pytest.mark.skipif(os.name == "nt", reason="no kill -9 on Windows")
TIMES = 7


def command(desk: Desk, *arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "narrator", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@posix
def test_killed_at_random_moments(desk: Desk) -> None:
    """Rendering with --pull writes both files; whatever is there after a kill is whole, and no word is lost."""
    assert desk.render() == 0
    desk.edit(typed(f"原因.{SCIENCE}", "局长写的"))
    old = desk.files()
    started = time.monotonic()
    assert command(desk, "render", desk.data, "-o", desk.report, "--pull").wait(60) == 0
    whole_run = time.monotonic() - started
    new = desk.files()
    assert new["data.json"] != old["data.json"]
    chance = random.Random(4)
    seen = set()
    for _ in range(TIMES):
        for name, content in old.items():
            (desk.folder / name).write_bytes(content)
        process = command(desk, "render", desk.data, "-o", desk.report, "--pull")
        time.sleep(chance.uniform(0.3, 1.1) * whole_run)
        process.kill()
        process.wait(60)
        there = desk.files()
        for name in ("data.json", "报告.docx"):
            assert there[name] in (old[name], new[name]), f"{name} is torn"
        seen.add((there["data.json"] == new["data.json"], there["报告.docx"] == new["报告.docx"]))
        read_docx(desk.report)
        # Whatever a kill left, the next run goes on, and the chief's words are there.
        assert desk.render("--pull") == 0
        assert desk.raw["原因"][SCIENCE] == "局长写的"
        assert "局长写的" in desk.text()
    assert (False, True) not in seen, "the report took texts for granted that data.json had not"


@posix
def test_two_runs_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.render() == 0
    before = desk.files()
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    with locked(desk.report):
        assert desk.render() == 2
        assert "另一个narrator（" in desk.err
        assert f"进程{os.getpid()}）正在处理这个文件，等了0.1秒还没有做完" in desk.err
    with locked(desk.data):
        assert desk.pull() == 2
    assert desk.files() == before


@posix
def test_a_run_waits_for_another_one_that_has_done_soon(desk: Desk) -> None:
    assert desk.render() == 0
    before = desk.files()
    with locked(desk.report, desk.data):
        second = command(desk, "render", desk.data, "-o", desk.report)
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(1)
    assert second.wait(60) == 0
    assert desk.files() == before
    assert desk.render() == 0


@posix
def test_a_lock_of_a_run_that_was_killed_is_no_lock(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    script = f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path\nfrom narrator.files.lock import locked\nwith locked(Path({str(desk.report)!r})):\n print('locked', flush=True); sys.stdin.read()"
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stdin=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"locked"
    assert desk.render() == 2
    assert "另一个narrator（" in desk.err
    process.kill()
    process.communicate()
    assert desk.render() == 0


def test_the_data_was_saved_in_an_editor_meanwhile(desk: Desk) -> None:
    source = build.read(desk.data)
    desk.data.write_text(desk.data.read_text("utf-8") + "\n", "utf-8")
    with pytest.raises(Unusable, match="刚才被别的程序改了"):
        saving.save(source, source.text + " ")
    assert desk.data.read_text("utf-8").endswith("}\n")


def test_the_report_was_saved_in_word_meanwhile(desk: Desk) -> None:
    assert desk.render() == 0
    source = build.read(desk.data)
    made = render.render(source, build.report(source), desk.report)
    desk.edit(typed(f"原因.{SCIENCE}", "局长写的"))
    before = desk.report.read_bytes()
    with pytest.raises(Unusable, match="刚才被别的程序改了"):
        render.write(made, source)
    assert desk.report.read_bytes() == before


def test_a_full_disk(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.render() == 0
    desk.edit(typed(f"原因.{SCIENCE}", "局长写的"))
    before = desk.files()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole.os, "fsync", full)
    for run in (lambda: desk.pull(), lambda: desk.render(), lambda: desk.render("--pull", "--overwrite")):
        assert run() == 2
        assert "磁盘满了" in desk.err
        assert desk.files() == before


def test_open_in_word(desk: Desk) -> None:
    assert desk.render() == 0
    (desk.folder / "~$报告.docx").write_bytes(b"")
    before = desk.files()
    assert desk.render() == 2
    assert "正在Word或WPS中打开" in desk.err
    assert desk.files() == before
