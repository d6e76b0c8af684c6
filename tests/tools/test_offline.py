"""The folder for an office without internet: installed and used without a network on Linux; for Windows, what can be seen
without it. It is also the test that a wheel of narrator works in a folder that has nothing else of it.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from packaging import tags
from packaging.utils import parse_wheel_filename

from narrator import build
from narrator.form import form_folders

ROOT = Path(__file__).parents[2]
SAMPLE = "朝阳市科学技术局2023"
PYTHON = "{}.{}".format(*sys.version_info)
LINUX = f"linux_{platform.machine()}"

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="installs the folder for Linux")


def load() -> ModuleType:
    """The script, which belongs to no package."""
    spec = importlib.util.spec_from_file_location("offline", ROOT / "tools" / "offline.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


offline = load()


def made(folder: Path, platform: str, own: Path | None = None) -> Path:
    """The FOLDER for a PLATFORM; without a package index, which CI always has, the test is skipped."""
    try:
        offline.make(folder, PYTHON, platform, own)
    except SystemExit as error:
        if os.environ.get("NARRATOR_TEST_ALL"):
            raise AssertionError(error.code) from None
        pytest.skip(f"no package index: {error.code}")
    return folder


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("拷过去 的") / "narrator", LINUX)


@pytest.fixture(scope="module")
def windows(here: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (own,) = (here / offline.WHEELS).glob("narrator-*.whl")
    return made(tmp_path_factory.mktemp("视窗") / "narrator", "win_amd64", own)


def run_offline(folder: Path, *command: str) -> tuple[int, str]:
    """The exit code of a command in FOLDER and what it says, without a network and without settings of pip."""
    alone = ["unshare", "--map-root-user", "--net"]
    able = shutil.which("unshare") and subprocess.run([*alone, "true"], capture_output=True).returncode == 0
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    path = os.pathsep.join(
        [str(folder / ".venv" / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]]
    )
    done = subprocess.run(
        [*(alone if able else []), *command],
        cwd=folder,
        # What is not run is not compiled: that would take most of the time.
        env={**kept, "PATH": path, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_COMPILE": "1"},
        capture_output=True,
        timeout=300,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).decode()


@needs_linux
def test_it_installs_and_works_without_a_network(here: Path, tmp_path: Path) -> None:
    code, said = run_offline(here, "sh", "安装.sh")
    assert code == 0, said
    assert "装好了" in said
    shutil.copy(here / "示例" / SAMPLE / "公开表.xlsx", here)
    commands = [shlex.split(command) for command, _ in offline.COMMANDS]
    assert [command[1] for command in commands] == ["import", "missing", "render", "check", "publish"]
    for command in commands[:2]:
        code, said = run_offline(here, *command)
        assert code == 0, said
    shutil.copy(here / "示例" / SAMPLE / "data.json", here)
    for command, wanted in zip(
        commands[2:], (0, 1, 2), strict=True
    ):  # the sample has faults, so it is not published
        code, said = run_offline(here, *command)
        assert code == wanted, said
    source = build.read(here / "data.json")
    assert (here / "报告.docx").read_bytes() == build.write(build.report(source).document, source, ".docx")
    code, said = run_offline(
        here, "narrator", "lint", "-q", "--form", "中央2024"
    )  # which goes on from another
    assert code == 0, said
    assert "每种情形恰有一条措辞" in said
    code, said = run_offline(here, "narrator", "forms")
    assert code == 0, said
    assert all(name in said for name in form_folders.names())


def test_each_wheel_fits_the_platform(windows: Path) -> None:
    version = sys.version_info[:2]
    fitting = {
        *tags.cpython_tags(version, platforms=["win_amd64"]),
        *tags.compatible_tags(version, platforms=["win_amd64"]),
    }
    names = set()
    for wheel in (windows / offline.WHEELS).iterdir():
        name, _, _, able = parse_wheel_filename(wheel.name)
        assert able & fitting, wheel.name
        assert name not in names, f"two versions of {name}"
        names.add(name)
    # Those that hold machine code, and one that is asked for on Windows alone.
    assert {"narrator", "lxml", "markupsafe", "python-calamine", "typer"} <= names
    assert offline.missing(windows / offline.WHEELS, PYTHON, "win_amd64") == []


def test_a_missing_wheel_is_seen(windows: Path, tmp_path: Path) -> None:
    for wheel in (windows / offline.WHEELS).iterdir():
        if not wheel.name.startswith("jinja2"):
            shutil.copy(wheel, tmp_path)
    assert [one.partition(">")[0] for one in offline.missing(tmp_path, PYTHON, "win_amd64")] == ["jinja2"]


def test_windows_understands_the_scripts(windows: Path) -> None:
    for name in ("安装.bat", "打开.bat"):
        content = (windows / name).read_bytes()
        assert content.count(b"\n") == content.count(b"\r\n") == len(content.splitlines())
        lines = content.decode("utf-8").split("\r\n")
        switch = lines.index("chcp 65001 >nul")
        assert "".join(lines[:switch]).isascii()  # cmd reads the rest in the code page that is set here
        labels = {line[1:] for line in lines if line.startswith(":")}
        assert {found for line in lines for found in re.findall(r"goto (\w+)", line)} == labels
        assert not [line for line in lines if line.startswith("echo ") and set(line) & set("<>|&^%")]
        assert re.search(r"(?m)^pause$|^cmd /k$", "\n".join(lines))
    install = (windows / "安装.bat").read_text("utf-8")
    assert offline.INSTALL in install
    assert f"py -{PYTHON}" in install
    opening = (windows / "打开.bat").read_text("utf-8")
    assert all(command in opening for command, _ in offline.COMMANDS)
    page = (windows / "说明.txt").read_bytes()
    assert page.startswith(b"\xef\xbb\xbf")
    for name in re.findall(r"“([^”]+\.(?:bat|txt))”", page.decode("utf-8-sig")):
        assert (windows / name).is_file()
    assert (windows / "示例" / SAMPLE / "公开表.xlsx").is_file()
