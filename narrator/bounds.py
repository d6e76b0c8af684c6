"""How much is read of what comes from outside: one bound for every reader, told before any work is done."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from narrator.problem import Problem, Unusable

MEGABYTE = 1024 * 1024
LARGEST_TEXT = 8 * MEGABYTE  # bytes of data.json, also of the copy in a report: one of 3,000 rows has 2 MB
LARGEST_MARKUP = 32 * MEGABYTE  # bytes of a part of a .docx, unpacked: the text of such a report has 12 MB
LARGEST_PACKAGE = 256 * MEGABYTE  # bytes of a .docx: its pictures may be large
# Bytes of an .xlsx, .xls or .ods: nine tables of 3,000 rows have two or three
LARGEST_WORKBOOK = 32 * MEGABYTE
LARGEST_SHEET = 300_000  # bytes of a TOML file that people write; the largest real one has a tenth
MOST_VALUES = 500_000  # in one JSON text: a report of 3,000 rows has a tenth
MOST_ITEMS = 2_000  # of a list of data.json
MOST_PROBLEMS = 3_000  # that one reading tells; beyond, they are counted


def read_file(path: Path, largest: int) -> bytes:
    """Return the bytes of a file.

    Raises Unusable: there is none, it is a folder, a pipe or a device, a link that leads nowhere, it is
    larger than allowed, or it can not be opened.
    """
    try:
        state = os.stat(path)
        if stat.S_ISDIR(state.st_mode):
            what, hint = "这是文件夹，不是文件", "写出文件夹里文件的名称"
        elif not stat.S_ISREG(state.st_mode):  # a pipe may never end, and never begin
            what, hint = "这是管道或者设备，不是文件", "先存成文件，再写它的名称"
        elif state.st_size > largest:
            what, hint = too_large(largest)
        else:
            with path.open("rb") as file:
                content = file.read(state.st_size + 1)  # room is made for as much as is asked for
                if len(content) > state.st_size:
                    content += file.read(largest)
            if len(content) <= largest:
                return content
            what, hint = too_large(largest)  # it has grown meanwhile
    except OSError as error:
        what, hint = tell_unopened(error, os.path.islink(path))
    except ValueError:  # a name that no file can have
        what, hint = "没有这个文件", "检查文件名和文件夹"
    raise Unusable([Problem("", what, hint, file=str(path))])


def stands_in(folder: Path, name: str) -> bool:
    """Return whether a name is that of something in the folder itself: no path, and no link that leads
    elsewhere.
    """
    if name in ("", ".", "..") or not {"/", "\\", ":", "\0"}.isdisjoint(name):
        return False
    return os.path.dirname(os.path.realpath(folder / name)) == os.path.realpath(folder)


def too_large(largest: int) -> tuple[str, str]:
    """Return what is wrong with a file that is larger than that many bytes, and what to do."""
    size = f"{largest // MEGABYTE}MB" if largest >= MEGABYTE else f"{largest}字节"
    return f"文件超过{size}，大得不正常", "检查是不是选错了文件"


def read_text(path: Path, largest: int, kind: str) -> str:
    """Return the text of a file in UTF-8. kind: what to call it in messages. Raises Unusable as `read_file`
    does.
    """
    try:
        return read_file(path, largest).decode("utf-8-sig")
    except UnicodeDecodeError:
        hint = "用记事本另存为UTF-8"
        raise Unusable([Problem("", f"{kind}不是UTF-8编码", hint, file=str(path))]) from None


def tell_unopened(error: OSError, link: bool) -> tuple[str, str]:
    """Return why a file could not be opened, and what to do, in Chinese. link: whether it is a link to one."""
    match error:
        case FileNotFoundError() if link:
            return "这是一个链接，它指向的文件没有了", "找回那个文件，或者直接写文件的位置"
        case FileNotFoundError():
            return "没有这个文件", "检查文件名和文件夹" + likely_name(str(error.filename or ""))
        case PermissionError():
            return (
                "文件打不开：没有权限，或者正被别的程序打开",
                "关闭正在使用它的程序，或者把文件复制到自己的文件夹里",
            )
        case NotADirectoryError():
            return "没有这个文件：路径中间有一段是文件，不是文件夹", "检查文件名和文件夹"
        case OSError(errno=errno.ENAMETOOLONG):
            return "没有这个文件：文件名或者路径太长", "检查文件名和文件夹"
        case OSError(errno=errno.ELOOP):
            return "这是一个链接，绕了一圈又回到自己", "删掉这个链接，直接写文件的位置"
        case _:
            return f"文件打不开（系统错误{error.errno}）", "把文件复制到本机的文件夹里再试"


def likely_name(missing: str) -> str:
    """Return the advice what may have been meant by the name of a file that is not there; "" when there is none.

    A name may lack its ending; one that goes on after a blank was cut there by the terminal.
    """
    folder, name = os.path.split(missing)
    try:
        names = sorted(os.listdir(folder or "."))
    except OSError:
        return ""
    if named := next((one for one in names if name and os.path.splitext(one)[0] == name), ""):
        return f"；文件夹里有“{named}”"
    cut = [one for one in names if one.startswith(f"{name} ")]
    if name and cut:
        return f'；文件名里有空格的，两边加英文引号："{os.path.join(folder, cut[0])}"'
    from difflib import get_close_matches

    near = get_close_matches(name, names, 1, 0.7)
    return f"；文件夹里有“{near[0]}”" if near else ""
