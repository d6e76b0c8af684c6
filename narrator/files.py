"""Writing files: whole or not at all, and never over one that another program has open."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from narrator.problem import Problem, Unusable


def write(path: Path, content: bytes) -> None:
    """Put CONTENT into the file PATH in one step: whoever looks sees the old file or the new, whole.

    Raises Unusable when it can not be done; the old file is then as it was.
    """
    if (holder := opened_by(path)) is not None:
        raise Unusable([Problem("", f"文件正在{holder}中打开", "关闭它再运行", file=str(path))])
    if path.is_dir():
        raise Unusable([Problem("", "这是文件夹，不能当作文件来写", "写上文件名", file=str(path))])
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # a file system without permissions keeps the default ones
            os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask())
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise Unusable([refusal(error, path)]) from None


def umask() -> int:
    """The permissions that new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def opened_by(path: Path) -> str | None:
    """The program that has PATH open, as its lock file beside it says, or None."""
    if (path.parent / f"~${path.name[2:]}").exists() or (path.parent / f"~${path.name}").exists():
        return "Word或WPS"
    if (path.parent / f".~lock.{path.name}#").exists():
        return "LibreOffice"
    return None


def refusal(error: OSError, path: Path) -> Problem:
    """What ERROR means for someone who wants to write PATH."""
    if isinstance(error, FileNotFoundError):
        return Problem("", f"没有“{path.parent}”这个文件夹", "先建好文件夹，或者换一个位置", file=str(path))
    if isinstance(error, PermissionError):
        return Problem("", "文件不能写：没有权限，或者正被别的程序打开", "关闭它，或者换一个位置", file=str(path))
    if isinstance(error, NotADirectoryError):
        return Problem("", f"“{path.parent}”不是文件夹", "换一个位置", file=str(path))
    return Problem("", f"文件不能写（{error.strerror}）", "检查磁盘空间和文件名", file=str(path))
