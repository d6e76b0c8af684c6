"""Compiled templates are kept from run to run, and never believed when anything about them is odd."""

from __future__ import annotations

import hashlib
import marshal
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from narrator.compose import code_folder
from narrator.compose.environment import Environment
from narrator.compose.template_code import compile_template

ROOT = Path(__file__).parents[2]
SOURCE = "{% for 甲 in ['一', '二'] %}{{ 甲 }}{% endfor %}"
posix = pytest.mark.skipif(sys.platform == "win32", reason="a user's cache folder is the user's alone")


def forget() -> None:
    """Forget what this process keeps in memory, as a new one begins without it."""
    for one in (compile_template, code_folder.version, code_folder.private_folder, code_folder.make_room):
        one.cache_clear()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder in which an empty cache of a user stands."""
    monkeypatch.setattr(code_folder, "user_cache_path", lambda *_, **__: tmp_path / "缓存" / "narrator")
    forget()
    yield tmp_path / "缓存" / "narrator"
    forget()


@pytest.fixture
def compile_anew(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """A function that asks for the code of SOURCE as a new run does, and returns how often it was compiled."""
    times: list[str] = []
    compile_python = Environment._compile

    def note(self: Environment, source: str, filename: str) -> object:
        times.append(filename)
        return compile_python(self, source, filename)

    monkeypatch.setattr(Environment, "_compile", note)

    def run() -> int:
        forget()
        times.clear()
        names = compile_template(SOURCE).co_names
        assert "root" in names
        assert "name" in names
        return len(times)

    return run


def entry(cache: Path) -> Path:
    [found] = cache.glob("*/*")
    return found


def test_the_second_run_compiles_nothing(compile_anew: Callable[[], int], cache: Path) -> None:
    assert [compile_anew(), compile_anew()] == [1, 0]


def test_another_text_is_another_entry(compile_anew: Callable[[], int], cache: Path) -> None:
    compile_anew()
    compile_template(SOURCE + "。")
    assert len([*cache.glob("*/*")]) == 2


def signed(name: str, kept: bytes) -> bytes:
    return code_folder.digest(name, kept) + kept


DAMAGE: dict[str, Callable[[str, bytes], bytes]] = {
    "empty": lambda name, content: b"",
    "cut short": lambda name, content: content[:-1],
    "digest alone": lambda name, content: content[: code_folder.DIGEST],
    "longer": lambda name, content: content + b"\0",
    "a bit of its code": lambda name, content: content[:-9] + bytes([content[-9] ^ 1]) + content[-8:],
    "a bit of its digest": lambda name, content: bytes([content[0] ^ 1]) + content[1:],
    "unsigned": lambda name, content: content[code_folder.DIGEST :],
    "signed by its code alone": lambda name, content: (
        hashlib.sha256(content[code_folder.DIGEST :]).digest() + content[code_folder.DIGEST :]
    ),
    "another's": lambda name, content: signed("0" * 64, marshal.dumps(compile("1", "", "exec"))),
    "no code": lambda name, content: signed(name, marshal.dumps("1")),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_entry_is_passed_over_and_written_anew(
    damage: Callable[[str, bytes], bytes], compile_anew: Callable[[], int], cache: Path
) -> None:
    compile_anew()
    path = entry(cache)
    whole = path.read_bytes()
    path.write_bytes(damage(path.name, whole))
    assert [compile_anew(), compile_anew()] == [1, 0]
    assert path.read_bytes() == whole


def test_a_folder_in_the_place_of_an_entry(compile_anew: Callable[[], int], cache: Path) -> None:
    compile_anew()
    path = entry(cache)
    path.unlink()
    path.mkdir()
    assert [compile_anew(), compile_anew()] == [1, 1]


@posix
def test_nobody_else_can_reach_it(compile_anew: Callable[[], int], cache: Path) -> None:
    compile_anew()
    path = entry(cache)
    assert [one.stat().st_mode & 0o777 for one in (cache, path.parent, path)] == [0o700, 0o700, 0o600]


@posix
@pytest.mark.parametrize("level", [0, 1, 2], ids=["entry", "version", "narrator"])
@pytest.mark.parametrize("mode", [0o040, 0o020, 0o004, 0o002])
def test_what_others_can_reach_is_not_used(
    level: int, mode: int, compile_anew: Callable[[], int], cache: Path
) -> None:
    compile_anew()
    path = [entry(cache), entry(cache).parent, cache][level]
    path.chmod(path.stat().st_mode | mode)
    assert compile_anew() == 1


@posix
def test_what_belongs_to_another_is_not_used(
    compile_anew: Callable[[], int], cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_anew()
    uid = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: uid + 1)
    assert compile_anew() == 1


@posix
def test_a_link_to_a_folder_is_not_used(compile_anew: Callable[[], int], cache: Path, tmp_path: Path) -> None:
    compile_anew()
    cache.rename(tmp_path / "别处")
    cache.symlink_to(tmp_path / "别处")
    assert compile_anew() == 1


def test_no_folder_can_be_made(compile_anew: Callable[[], int], cache: Path) -> None:
    cache.parent.write_text("一个文件", "utf-8")
    assert [compile_anew(), compile_anew()] == [1, 1]
    assert code_folder.private_folder() is None


def test_a_folder_that_takes_nothing(
    compile_anew: Callable[[], int], cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "replace", refuse)
    assert [compile_anew(), compile_anew()] == [1, 1]
    assert [*cache.glob("*/*")] == []


def test_another_version_has_a_folder_of_its_own(
    compile_anew: Callable[[], int], cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_anew()
    monkeypatch.setattr(sys, "version", sys.version + "+")
    assert compile_anew() == 1
    assert len([*cache.iterdir()]) == 2


def test_what_is_old_goes(
    compile_anew: Callable[[], int], cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("templates-旧", "templates-新", "别的"):
        (cache / name).mkdir(parents=True, mode=0o700)
        (cache / name / "甲").touch()
    cache.chmod(0o700)
    for name in ("templates-旧", "别的"):
        os.utime(cache / name, (0, 0))
    compile_anew()
    assert {one.name for one in cache.iterdir()} == {
        "templates-新",
        "别的",
        f"templates-{code_folder.version()}",
    }
    monkeypatch.setattr(code_folder, "MOST_ENTRIES", 0)
    forget()
    compile_template(SOURCE + "。")
    assert [one.name for one in cache.glob("templates-??*/*") if len(one.name) > 1] == [
        code_folder.entry_name(SOURCE + "。")
    ]


def test_two_runs_at_once_make_the_same_report_as_one_without_a_cache(tmp_path: Path) -> None:
    def start(name: str, cache: Path) -> subprocess.Popen[bytes]:
        folder = shutil.copytree(ROOT / "samples/朝阳市科学技术局2023", tmp_path / name)
        command = [sys.executable, "-m", "narrator", "render", "data.json", "-o", "报告.docx"]
        env = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache)}
        return subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL)

    (tmp_path / "文件").touch()
    runs = [start("甲", tmp_path / "缓存"), start("乙", tmp_path / "缓存")]
    assert [one.wait() for one in runs] == [0, 0]
    assert start("丙", tmp_path / "缓存").wait() == start("丁", tmp_path / "文件").wait() == 0
    assert len({(tmp_path / name / "报告.docx").read_bytes() for name in "甲乙丙丁"}) == 1
