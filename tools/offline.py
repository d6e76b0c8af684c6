"""Makes a folder from which narrator is installed on a computer without internet: `python tools/offline.py --help`.

In it: the wheels of narrator and of all it needs on that platform, scripts to install and to open, samples, and a page
that says how. Needs pip, `packaging` (in the extra `dev`) and, itself, the internet.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).parents[1]
WHEELS = "wheels"
PLATFORMS = ("win_amd64", "linux_x86_64", "linux_aarch64")
OLDEST_GLIBC, NEWEST_GLIBC = 17, 28  # 2.17 to 2.28: what Kylin, UOS and others of today have at least
COMMANDS = (
    ("narrator import 公开表.xlsx -o data.json", "从财务系统导出的公开表做数据文件"),
    ("narrator missing data.json", "还缺什么"),
    ("narrator render data.json -o 报告.docx", "生成报告"),
    ("narrator check data.json", "核对"),
    ("narrator publish 报告.docx -o 公开.docx", "定稿以后，做放到网上的一份"),
)
INSTALL = f"-m pip install --no-index --find-links {WHEELS} --upgrade narrator"

INSTALL_BAT = """@echo off
chcp 65001 >nul
cd /d "%~dp0"
set "PY=py -{python}"
%PY% --version >nul 2>nul
if errorlevel 1 set "PY=python"
%PY% -c "import sys; sys.exit(sys.version_info[:2] != ({major}, {minor}))" 2>nul
if errorlevel 1 goto nopython
%PY% -m venv .venv
if errorlevel 1 goto failed
.venv\\Scripts\\python.exe {install}
if errorlevel 1 goto failed
.venv\\Scripts\\narrator.exe --version
if errorlevel 1 goto failed
echo 装好了。以后双击“打开.bat”。
pause
exit /b 0
:nopython
echo 没有找到 Python {python}。请先装 Python {python}（64 位），再双击一次。
pause
exit /b 2
:failed
echo 没有装好。请把上面的字拍下来，交给维护的人。
pause
exit /b 2
"""
OPEN_BAT = """@echo off
chcp 65001 >nul
cd /d "%~dp0"
set "PATH=%~dp0.venv\\Scripts;%PATH%"
if not exist .venv\\Scripts\\narrator.exe goto absent
echo 在这里打命令，按回车；文件放在这个文件夹里。
{commands}
cmd /k
exit /b 0
:absent
echo 还没有装好。请先双击“安装.bat”。
pause
exit /b 2
"""
INSTALL_SH = """#!/bin/sh
set -e
cd "$(dirname "$0")"
python{python} -m venv .venv
.venv/bin/python {install}
.venv/bin/narrator --version
echo 装好了。以后运行：. ./打开.sh
"""
OPEN_SH = """# 在终端里运行：. ./打开.sh
PATH="$PWD/.venv/bin:$PATH"
{commands}
"""
PAGE = """narrator：由部门决算的数据生成公开文本（.docx）

这个文件夹给不连外网的电脑用（{platform}，Python {python}）。

一、装
  1. 电脑上要有 Python {python}。没有的，从能上网的电脑下载安装程序（python.org），一起拷过去。
  2. 把整个文件夹拷到电脑上，例如“文档”里。路径里可以有汉字和空格。
  3. {install}。约一分钟，不用管理员权限，不连外网。
二、用
  {open}，在打开的窗口里打命令：

{commands}

  每个命令怎么用：narrator help 命令，例如 narrator help render。
  先拿示例试：把“示例”里的公开表.xlsx 或 data.json 复制到这个文件夹。
三、删
  把整个文件夹删掉就干净了，别处没有留下东西。
"""


def main() -> None:
    """Make the folder that the command line asks for."""
    parser = argparse.ArgumentParser(description="做一个文件夹，给不连外网的电脑安装 narrator。")
    parser.add_argument("--python", default="3.11", metavar="版本", help="那台电脑的 Python，例如 3.11")
    parser.add_argument(
        "--platform", default="win_amd64", metavar="平台", choices=PLATFORMS, help="、".join(PLATFORMS)
    )
    parser.add_argument("--output", "-o", type=Path, metavar="文件夹", help="不写就是 dist/narrator-平台")
    options = parser.parse_args()
    folder = options.output or ROOT / "dist" / f"narrator-{options.platform}"
    make(folder, options.python, options.platform)
    print(f"已做好 {folder}，整个拷到那台电脑上；里面的“说明.txt”写着怎么装。")


def make(folder: Path, python: str, platform: str, own: Path | None = None) -> None:
    """Make the folder. own: the wheel of narrator, when there is one already.

    Raises FileExistsError when the folder is there, SystemExit when pip can not get a wheel.
    """
    folder.mkdir(parents=True)
    wheels = folder / WHEELS
    if own is None:
        run_pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT))
    else:
        wheels.mkdir()
        shutil.copy(own, wheels)
    fetch_needed(wheels, python, platform)
    for sample in sorted((ROOT / "samples").iterdir()):
        shutil.copytree(sample, folder / "示例" / sample.name)
    write_scripts(folder, python, platform)


def fetch_needed(wheels: Path, python: str, platform: str) -> None:
    """Download what the wheels in a folder need, and what that needs, until nothing is missing.

    pip judges by the computer on which it runs what is needed only on Windows; so every requirement is asked here.
    """
    fetched: set[str] = set()
    while wanted := missing(wheels, python, platform):
        if fetched.issuperset(wanted):
            sys.exit(f"要的版本互相冲突：{'、'.join(wanted)}")
        fetched |= set(wanted)
        where = [part for tag in wheel_platforms(platform) for part in ("--platform", tag)]
        where += ["--python-version", python, "--only-binary", ":all:", "--no-deps"]
        run_pip("download", "--dest", str(wheels), *where, *wanted)


def wheel_platforms(platform: str) -> list[str]:
    """Return the platforms of wheels that work on a platform, as the names of wheels have them."""
    if platform.startswith("win"):
        return [platform]
    machine = platform.removeprefix("linux_")
    glibc = range(NEWEST_GLIBC, OLDEST_GLIBC - 1, -1)
    return [*(f"manylinux_2_{minor}_{machine}" for minor in glibc), f"manylinux2014_{machine}"]


def missing(wheels: Path, python: str, platform: str) -> list[str]:
    """Return the requirements of the wheels in a folder that none of them meets on a platform."""
    versions = {
        name: version
        for name, version, *_ in (parse_wheel_filename(one.name) for one in wheels.glob("*.whl"))
    }
    found = set()
    for wheel in wheels.glob("*.whl"):
        for one in requirements(wheel):
            if one.marker is None or one.marker.evaluate(environment(python, platform)):
                version = versions.get(canonicalize_name(one.name))
                if version is None or not one.specifier.contains(version, prereleases=True):
                    found.add(f"{one.name}{one.specifier}")
    return sorted(found)


def requirements(wheel: Path) -> Iterator[Requirement]:
    """Return what a wheel says that it requires, with conditions."""
    with ZipFile(wheel) as archive:
        (name,) = [one for one in archive.namelist() if one.endswith(".dist-info/METADATA")]
        metadata = Parser().parsestr(archive.read(name).decode("utf-8"))
    yield from map(Requirement, metadata.get_all("Requires-Dist") or [])


def environment(python: str, platform: str) -> Mapping[str, str]:
    """Return what conditions of requirements are judged by on a platform; no extra is asked for."""
    windows = platform.startswith("win")
    return {
        "extra": "",
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "os_name": "nt" if windows else "posix",
        "sys_platform": "win32" if windows else "linux",
        "platform_system": "Windows" if windows else "Linux",
        "platform_machine": "AMD64" if windows else platform.removeprefix("linux_"),
    }


def run_pip(*arguments: str) -> None:
    """Run pip; what it says is shown only when it fails. Raises SystemExit."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"pip {arguments[0]} 没有做成：\n{done.stderr}")


def write_scripts(folder: Path, python: str, platform: str) -> None:
    """Write the scripts to install and to open, and the page that says how."""
    major, minor = python.split(".")[:2]
    windows = platform.startswith("win")
    names = {"python": python, "major": major, "minor": minor, "install": INSTALL}
    echoed = "\n".join(
        f"echo {'' if windows else chr(39)}  {command}　{what}{'' if windows else chr(39)}"
        for command, what in COMMANDS
    )
    scripts = (
        {"安装.bat": INSTALL_BAT, "打开.bat": OPEN_BAT}
        if windows
        else {"安装.sh": INSTALL_SH, "打开.sh": OPEN_SH}
    )
    for name, text in scripts.items():
        filled = text.format(**names, commands=echoed)
        # cmd wants CRLF; its code page is switched before the first Chinese character.
        (folder / name).write_bytes((filled.replace("\n", "\r\n") if windows else filled).encode())
        os.chmod(folder / name, 0o755)
    page = PAGE.format(
        platform=platform,
        python=python,
        install="双击“安装.bat”" if windows else "在终端里运行 sh 安装.sh",
        open="双击“打开.bat”" if windows else "在终端里运行 . ./打开.sh",
        commands="\n".join(f"  {command}\n      {what}" for command, what in COMMANDS),
    )
    (folder / "说明.txt").write_bytes(page.replace("\n", "\r\n").encode("utf-8-sig"))  # for Windows' Notepad


if __name__ == "__main__":
    main()
