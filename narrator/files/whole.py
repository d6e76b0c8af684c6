"""Writing files: whole or not at all, and never over one that another program has open."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import NoReturn

from narrator.bounds import LARGEST_PACKAGE, read_file
from narrator.problem import Problem, Unusable

PREFIX, SUFFIX = ".narrator-", ".tmp"  # of files that are being written
AN_HOUR = 3600  # seconds


def write(path: Path, content: bytes) -> None:
    """Put content into a file in one step: whoever looks sees the old file or the new, whole.

    Raises Unusable when it can not be done; the old file is then as it was.
    """
    require_free(path)
    target = Path(os.path.realpath(path))  # a link stays a link
    sweep(target.parent)
    temporary = ""
    try:
        # A short name of its own: the file's name may be as long as the file system allows.
        handle, temporary = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # a file system without permissions keeps the default ones
            os.chmod(temporary, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~umask())
        os.replace(temporary, target)
        temporary = ""
    except OSError as error:
        raise Unusable(
            [write_problem(error, path, target.parent if path.is_symlink() else path.parent)]
        ) from None
    finally:
        if temporary:  # also when the user interrupts
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def read(path: Path) -> bytes:
    """Return what is in a file. Raises Unusable."""
    return read_file(path, LARGEST_PACKAGE)


def require_unchanged(path: Path, content: bytes) -> None:
    """Raise Unusable when a file no longer holds that content."""
    if read(path) != content:
        refuse_changed(path)


def refuse_changed(path: Path) -> NoReturn:
    """Raise Unusable: somebody else has changed the file meanwhile."""
    raise Unusable([Problem("", "文件刚才被别的程序改了，没有写", "再运行一次", file=str(path))])


def require_absent(path: Path, ending: str = "") -> None:
    """Raise Unusable when there is such a file already, or its name does not end as it should."""
    if os.path.isdir(path):
        raise Unusable([write_problem(IsADirectoryError(), path, path.parent)])
    if os.path.exists(path):  # which also answers for a name that is too long
        raise Unusable([Problem("", "已经有这个文件，没有写", "换一个文件名，或者先移走它", file=str(path))])
    if ending and path.suffix.lower() != ending:
        raise Unusable([Problem("", f"要写的是{ending}文件", f"把文件名的后缀改成{ending}", file=str(path))])


def require_free(path: Path) -> None:
    """Raise Unusable when it is known before writing that nothing can be put into a file."""
    try:
        if path.is_dir():
            raise IsADirectoryError
        if os.path.islink(path) and os.path.islink(os.path.realpath(path)):
            what, hint = "这是一个链接，绕了一圈又回到自己", "删掉这个链接，或者换一个文件名"
            raise Unusable([Problem("", what, hint, file=str(path))])
        if path.exists() and not path.is_file():
            what, hint = "这是管道或者设备，不能当作文件来写", "换一个文件名"
            raise Unusable([Problem("", what, hint, file=str(path))])
        if (
            path.exists() and not path.stat().st_mode & stat.S_IWRITE
        ):  # exists raises when the name is too long
            raise Unusable(
                [Problem("", "文件是只读的，没有写", "去掉“只读”属性，或者换一个文件名", file=str(path))]
            )
    except OSError as error:
        raise Unusable([write_problem(error, path, path.parent)]) from None
    if (holder := find_holder(path)) is not None:
        program, lock = holder
        hint = f"关闭它再运行；如果并没有打开，删掉旁边的“{lock}”"
        raise Unusable([Problem("", f"文件正在{program}中打开", hint, file=str(path))])


# Characters that no file name may have on Windows, or that would lead into another folder; and what looks alike.
FORBIDDEN = str.maketrans('/\\:*?"<>|', "／＼：＊？＂＜＞｜")
LONGEST_NAME = 75  # letters: a file system takes 255 bytes, and a backup has a longer ending


def file_name(title: str, ending: str) -> str:
    """Return the name of a file for a document with a title: one that stands where it is put, whatever the
    title says.
    """
    plain = "".join(char for char in title.translate(FORBIDDEN) if char.isprintable()).strip()
    if plain.startswith("."):
        plain = f"．{plain[1:]}"
    return f"{plain[:LONGEST_NAME] or '报告'}{ending}"


def backup_of(path: Path) -> Path:
    """Return where a file is kept that is written over; never a file that is there already."""
    names = (path.with_name(f"{path.stem}.bak{number or ''}{path.suffix}") for number in count())
    return next(name for name in names if not os.path.exists(name))


def sweep(folder: Path) -> None:
    """Take away what runs that were killed have left in a folder; a run that still goes on is younger."""
    for left in folder.glob(f"{PREFIX}*{SUFFIX}"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > AN_HOUR:
                left.unlink()


def umask() -> int:
    """Return the permissions that new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def find_holder(path: Path) -> tuple[str, str] | None:
    """Return the program that has a file open, and the lock file beside it that says so; None when no program
    has.

    Word leaves out the first letters of a long name: 年度报告一二三四.docx is locked by ~$报告一二三四.docx.
    """
    name = path.name
    left_out = min(max(len(path.stem) - 6, 0), 2)
    locks = {
        f"~${name[left_out:]}": "Word或WPS",
        f"~${name}": "Word或WPS",
        f".~{name}": "WPS",
        f".~lock.{name}#": "LibreOffice",
    }
    # os.path.exists also answers for a lock file whose name would be too long.
    return next(
        ((program, lock) for lock, program in locks.items() if os.path.exists(path.parent / lock)), None
    )


def write_problem(error: OSError, path: Path, folder: Path) -> Problem:
    """Return what an error means for someone who wants to write a file in that folder, or a link that leads there."""
    what, hint = explain_error(error, folder)
    return Problem("", what, hint, file=str(path))


def explain_error(error: OSError, folder: Path) -> tuple[str, str]:
    """Return what is wrong with a file in a folder, and what to do, in Chinese; the system's own words are
    English.
    """
    match error:
        case FileNotFoundError() if folder.is_dir():
            return f"“{folder}”里不能放文件", "换一个位置"
        case FileNotFoundError():
            return f"没有“{folder}”这个文件夹", "先建好文件夹，或者换一个位置"
        case PermissionError():
            return "文件不能写：没有权限，或者正被别的程序打开", "关闭正在使用它的程序，或者换一个位置"
        case IsADirectoryError():
            return "这是文件夹，不能当作文件来写", "在后面写上文件名，例如报告.docx"
        case NotADirectoryError():
            return f"“{folder}”不是文件夹", "换一个位置"
        case OSError(errno=errno.ENOSPC | errno.EDQUOT | errno.EFBIG):
            return "文件不能写：磁盘满了", "腾出空间，或者换一个位置"
        case OSError(errno=errno.EROFS):
            return "文件不能写：这个磁盘是只读的", "换一个位置"
        case OSError(errno=errno.ENAMETOOLONG):
            return "文件不能写：文件名太长", "把文件名改短"
        case _:
            return f"文件不能写（系统错误{error.errno}）", "检查文件名，或者换一个位置"
