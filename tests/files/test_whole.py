"""Writing files: whole or not at all, nothing left behind, and each refusal in words that help."""

from __future__ import annotations

import errno
import os
import stat
import threading
import time
from pathlib import Path

import pytest

from narrator.files import whole
from narrator.problem import Unusable

OLD, NEW = b"old", b"new" * 100_000
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")


@pytest.fixture
def folder(tmp_path):
    """A folder with the file 报告.docx, which holds OLD."""
    (tmp_path / "报告.docx").write_bytes(OLD)
    return tmp_path


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def refused(path: Path) -> str:
    """The one message about writing PATH, without the path; whatever was in the folder is as it was."""
    before = content(path.parent) if path.parent.is_dir() else None
    with pytest.raises(Unusable) as caught:
        whole.write(path, NEW)
    assert (content(path.parent) if path.parent.is_dir() else None) == before
    (problem,) = caught.value.problems
    assert problem.file == str(path)
    return str(problem).replace(str(path), "…")


def fail(error: OSError):
    def failing(*_arguments: object, **_keywords: object) -> None:
        raise error

    return failing


# ---- written ----


def test_a_new_file(tmp_path):
    whole.write(tmp_path / "报告.docx", NEW)
    assert content(tmp_path) == {"报告.docx": NEW}


def test_an_old_file_is_replaced(folder):
    whole.write(folder / "报告.docx", b"")
    assert content(folder) == {"报告.docx": b""}


def test_a_link_stays_a_link(folder):
    link = folder / "链接.docx"
    target = folder / "别处"
    target.mkdir()
    (target / "报告.docx").write_bytes(b"old")
    link.symlink_to(target / "报告.docx")
    whole.write(link, b"new")
    assert link.is_symlink()
    assert (target / "报告.docx").read_bytes() == b"new"
    assert [path.name for path in target.iterdir()] == ["报告.docx"]


def test_a_path_without_a_folder(folder, monkeypatch):
    monkeypatch.chdir(folder)
    whole.write(Path("报告.docx"), NEW)
    assert content(folder) == {"报告.docx": NEW}


def test_a_name_as_long_as_the_file_system_allows(tmp_path):
    longest = os.pathconf(tmp_path, "PC_NAME_MAX") if hasattr(os, "pathconf") else 255
    name = "长" * ((longest - 5) // 3) + "x" * ((longest - 5) % 3) + ".docx"
    assert len(name.encode()) == longest
    whole.write(tmp_path / name, NEW)
    assert content(tmp_path) == {name: NEW}


def test_whoever_reads_meanwhile_sees_the_old_file_or_the_new_one(folder):
    path, seen, done = folder / "报告.docx", set(), threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(path.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(20):
        whole.write(path, NEW)
        whole.write(path, OLD)
    done.set()
    reader.join()
    assert seen <= {OLD, NEW}


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_permissions_of_the_old_file_are_kept(folder, mode):
    path = folder / "报告.docx"
    path.chmod(mode)
    whole.write(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path, mask):
    before = os.umask(mask)
    try:
        whole.write(tmp_path / "报告.docx", NEW)
        (tmp_path / "别的.docx").touch()
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    mine, other = (stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("报告.docx", "别的.docx"))
    assert mine == other


def test_a_file_system_without_permissions(folder, monkeypatch):
    monkeypatch.setattr(os, "chmod", fail(PermissionError(errno.EPERM, "Operation not permitted")))
    whole.write(folder / "报告.docx", NEW)
    assert content(folder) == {"报告.docx": NEW}


def test_what_a_killed_run_has_left_is_taken_away(folder):
    for name, age in ((".narrator-old.tmp", 7200), (".narrator-new.tmp", 60), ("别的.tmp", 7200)):
        (folder / name).touch()
        os.utime(folder / name, (time.time() - age,) * 2)
    whole.write(folder / "报告.docx", NEW)
    assert set(content(folder)) == {"报告.docx", ".narrator-new.tmp", "别的.tmp"}


# ---- open in another program ----


@pytest.mark.parametrize(
    ("name", "lock", "program"),
    [
        ("报告.docx", "~$报告.docx", "Word或WPS"),
        ("report.docx", "~$report.docx", "Word或WPS"),  # six letters: none is left out
        ("reports.docx", "~$eports.docx", "Word或WPS"),  # seven: one is
        ("朝阳市科技局决算.docx", "~$市科技局决算.docx", "Word或WPS"),  # eight and more: two are
        ("朝阳市科技局决算.docx", "~$朝阳市科技局决算.docx", "Word或WPS"),
        ("报告.docx", ".~报告.docx", "WPS"),
        ("报告.docx", ".~lock.报告.docx#", "LibreOffice"),
    ],
)
def test_a_file_that_another_program_has_open(tmp_path, name, lock, program):
    (tmp_path / name).write_bytes(OLD)
    (tmp_path / lock).touch()
    expected = f"错误：…：文件正在{program}中打开。请关闭它再运行；如果并没有打开，删掉旁边的“{lock}”。"
    assert refused(tmp_path / name) == expected
    (tmp_path / lock).unlink()
    whole.write(tmp_path / name, NEW)
    assert content(tmp_path) == {name: NEW}


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("1报告.docx", "~$报告.docx"),
        ("report.docx", "~$port.docx"),
        ("report.docx", "~$eport.docx"),
        ("reports.docx", "~$ports.docx"),
        ("报告.docx", "~$x"),
        ("朝阳市科技局决算.docx", "~$科技局决算.docx"),
        ("报告.docx", ".~lock.别的.docx#"),
        ("报告.docx", "~$别的.docx"),
        ("报告.docx", "报告.docx~"),
    ],
)
def test_locks_of_other_files_do_not_matter(tmp_path, name, lock):
    (tmp_path / lock).touch()
    whole.write(tmp_path / name, NEW)
    assert content(tmp_path) == {name: NEW, lock: b""}


# ---- refused ----


def test_the_target_is_read_only(folder):
    (folder / "报告.docx").chmod(0o444)
    assert (
        refused(folder / "报告.docx") == "错误：…：文件是只读的，没有写。请去掉“只读”属性，或者换一个文件名。"
    )


def test_the_target_is_a_folder(folder):
    (folder / "子.docx").mkdir()
    assert (
        refused(folder / "子.docx")
        == "错误：…：这是文件夹，不能当作文件来写。请在后面写上文件名，例如报告.docx。"
    )


def test_the_folder_is_missing(folder):
    expected = f"错误：…：没有“{folder / '没有'}”这个文件夹。请先建好文件夹，或者换一个位置。"
    assert refused(folder / "没有" / "报告.docx") == expected


def test_the_folder_is_a_file(folder):
    expected = f"错误：…：“{folder / '报告.docx'}”不是文件夹。请换一个位置。"
    assert refused(folder / "报告.docx" / "报告.docx") == expected
    assert content(folder) == {"报告.docx": OLD}


def test_the_name_is_too_long(folder):
    assert refused(folder / ("长" * 100 + ".docx")) == "错误：…：文件不能写：文件名太长。请把文件名改短。"


@pytest.mark.skipif(
    not Path("/proc/version").exists(), reason="only Linux has a folder where nobody may write"
)
def test_a_folder_where_nobody_may_write():
    path = Path("/proc/报告.docx")
    with pytest.raises(Unusable) as caught:
        whole.write(path, NEW)
    assert [problem.file for problem in caught.value.problems] == [str(path)]
    assert not path.exists()


REFUSALS = [
    (
        PermissionError(errno.EACCES, "Permission denied"),
        "文件不能写：没有权限，或者正被别的程序打开。请关闭正在使用它的程序，或者换一个位置。",
    ),
    (
        PermissionError("sharing violation"),
        "文件不能写：没有权限，或者正被别的程序打开。请关闭正在使用它的程序，或者换一个位置。",
    ),
    (OSError(errno.ENOSPC, "No space left on device"), "文件不能写：磁盘满了。请腾出空间，或者换一个位置。"),
    (OSError(errno.EFBIG, "File too large"), "文件不能写：磁盘满了。请腾出空间，或者换一个位置。"),
    (OSError(errno.EDQUOT, "Quota exceeded"), "文件不能写：磁盘满了。请腾出空间，或者换一个位置。"),
    (OSError(errno.EROFS, "Read-only file system"), "文件不能写：这个磁盘是只读的。请换一个位置。"),
    (
        OSError(errno.EIO, "Input/output error"),
        f"文件不能写（系统错误{errno.EIO}）。请检查文件名，或者换一个位置。",
    ),
]


@pytest.mark.parametrize(("error", "message"), REFUSALS)
@pytest.mark.parametrize("step", ["tempfile.mkstemp", "os.fsync", "os.replace"])
def test_a_step_that_fails(folder, monkeypatch, step, error, message):
    monkeypatch.setattr(step, fail(error))
    assert refused(folder / "报告.docx") == f"错误：…：{message}"
    assert content(folder) == {"报告.docx": OLD}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk to write to")
def test_a_full_disk(folder, monkeypatch):
    temporary = folder / "半.tmp"

    def full(**_keywords: object) -> tuple[int, str]:
        temporary.touch()
        return os.open("/dev/full", os.O_WRONLY), str(temporary)

    monkeypatch.setattr("tempfile.mkstemp", full)
    assert refused(folder / "报告.docx") == "错误：…：文件不能写：磁盘满了。请腾出空间，或者换一个位置。"
    assert content(folder) == {"报告.docx": OLD}


@pytest.mark.parametrize("step", ["os.fsync", "os.replace"])
def test_an_interruption_leaves_nothing_behind(folder, monkeypatch, step):
    monkeypatch.setattr(step, fail(KeyboardInterrupt()))  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        whole.write(folder / "报告.docx", NEW)
    assert content(folder) == {"报告.docx": OLD}


def test_a_new_file_that_fails_is_not_there(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "replace", fail(PermissionError(errno.EACCES, "Permission denied")))
    assert "没有权限" in refused(tmp_path / "报告.docx")
    assert content(tmp_path) == {}


def test_the_new_content_is_on_the_disk_before_it_takes_the_name(folder, monkeypatch):
    done: list[str] = []
    for step in ("fsync", "replace"):
        real = getattr(os, step)

        def noted(*arguments, step=step, real=real):
            done.append(step)
            return real(*arguments)

        monkeypatch.setattr(os, step, noted)
    whole.write(folder / "报告.docx", NEW)
    assert done == ["fsync", "replace"]
