"""A lock against two runs on one file: whoever comes second is told, and nothing is written."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from zlib import crc32

from narrator.problem import Problem, Unusable


@contextlib.contextmanager
def locked(*paths: Path, patience: float = 0) -> Iterator[None]:
    """Keep other runs of narrator off the files meanwhile. Raises Unusable when one works on them already.

    patience: for how many seconds to wait until it has done.
    The system lets go of a lock when its program ends, however it ends. A folder in which no lock can be
    made is not locked: nothing can be written there either.
    """
    with contextlib.ExitStack() as stack:
        for path in sorted({Path(os.path.realpath(path)) for path in paths}):
            beside = path.parent / f".narrator-{crc32(os.fsencode(path.name)):08x}.lock"
            if (held := take_lock(beside, path, patience)) is not None:
                stack.callback(let_go, beside, held)
        yield


def take_lock(beside: Path, path: Path, patience: float) -> IO[bytes] | None:
    """Return the lock file beside a file, opened and locked; None when there can be none. patience: see `locked`."""
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
            raise Unusable([Problem("", "另一个narrator正在处理这个文件", "等它做完再运行", file=str(path))])
        with contextlib.suppress(OSError):
            if os.path.samestat(os.fstat(file.fileno()), beside.stat()):
                return file
        file.close()  # the one who held it took it away meanwhile


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
