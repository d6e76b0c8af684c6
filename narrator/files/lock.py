"""A lock against two runs on one file: whoever comes second waits a while, then is told who holds it, and nothing is
written."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from zlib import crc32

from narrator.problem import Problem, Unusable

PATIENCE = 10.0  # seconds that another run may take: a report whose pages LibreOffice counts takes less


@contextlib.contextmanager
def locked(*paths: Path, patience: float | None = None) -> Iterator[None]:
    """Keep other runs of narrator off the files meanwhile. Raises Unusable when one works on them already.

    patience: for how many seconds to wait until it has done; None for `PATIENCE`. Whoever locks another file while it holds
    one does not wait for that: two that wait for one another wait in vain.
    The system lets go of a lock when its program ends, however it ends. A folder in which no lock can be
    made is not locked: nothing can be written there either.
    """
    with contextlib.ExitStack() as stack:
        for path in sorted({Path(os.path.realpath(path)) for path in paths}):
            beside = path.parent / f".narrator-{crc32(os.fsencode(path.name)):08x}.lock"
            if (held := take_lock(beside, path, PATIENCE if patience is None else patience)) is not None:
                stack.callback(let_go, beside, held)
        yield


def take_lock(beside: Path, path: Path, patience: float) -> IO[bytes] | None:
    """Return the lock file beside a file, opened and locked; None when there can be none. patience: see `locked`. Raises
    Unusable when another process holds it for too long."""
    until = time.monotonic() + patience
    while True:
        try:
            file = beside.open("ab")
        except OSError:
            return None
        if not lock(file):
            file.close()
            if time.monotonic() < until:
                time.sleep(0.02)
                continue
            waited = f"，等了{patience:g}秒还没有做完" if patience else ""
            what = f"另一个narrator{read_holder(beside)}正在处理这个文件{waited}"
            raise Unusable([Problem("", what, "等它做完再运行", file=str(path))])
        with contextlib.suppress(OSError):
            if os.path.samestat(os.fstat(file.fileno()), beside.stat()):
                note_holder(file)
                return file
        file.close()  # the one who held it took it away meanwhile


def note_holder(file: IO[bytes]) -> None:
    """Write into a lock file who holds it: behind its first byte, which is all that is locked on Windows."""
    command = next((one for one in sys.argv[1:2] if one.isascii() and one.isalpha()), "")
    file.truncate(0)
    file.write(f"\n{os.getpid()} {command}".encode())
    file.flush()


def read_holder(beside: Path) -> str:
    """Return who holds a lock file, for a message: （render，进程1234）; "" when that is not known."""
    with contextlib.suppress(OSError), beside.open("rb") as file:
        file.seek(1)
        if found := re.fullmatch(rb"(\d{1,10}) ([a-z]{0,20})", file.read(40)):
            number, command = (one.decode() for one in found.groups())
            return f"（{command and f'{command}，'}进程{number}）"
    return ""


def lock(file: IO[bytes]) -> bool:
    """Return whether an open file could be locked at once."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def let_go(beside: Path, file: IO[bytes]) -> None:
    """Take the lock away."""
    with contextlib.suppress(OSError):
        if os.name == "nt":
            file.close()
            beside.unlink()
        else:
            beside.unlink()
            file.close()
