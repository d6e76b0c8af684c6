"""Files that a run makes again and again: written over what an earlier run made, never over what people made of it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from narrator.batch.digests import NOTHING, digest_file
from narrator.files import whole
from narrator.files.lock import locked
from narrator.problem import Problem, Unusable


def write_again(path: Path, content: bytes, known: str, overwrite: bool = False) -> None:
    """Write a file that may be there already.

    known: the digest of what an earlier run wrote into it, NOTHING when none did. overwrite: what is there and was not
    written by one is kept as a backup. Raises Unusable when such a file is there otherwise.
    """
    with locked(path):
        now = digest_file(path)
        if now not in (NOTHING, known) and whole.read(path) != content:
            if not overwrite:
                what = "已经有这个文件，不是上次生成的，或者生成以后改过，没有写"
                raise Unusable([Problem("", what, "移走它，再运行一次", file=str(path))])
            whole.write(whole.backup_of(path), whole.read(path))
        whole.write(path, content)


@contextlib.contextmanager
def making_folder(path: Path) -> Iterator[None]:
    """Make the folder that a file is to stand in, and the folders above it; those that stay empty go again.

    Raises Unusable when that can not be done.
    """
    above = [one for one in (path.parent, *path.parent.parents) if not one.exists()]
    make_folder(path.parent)
    try:
        yield
    finally:
        for one in above:
            with contextlib.suppress(OSError):  # there is something in it
                os.rmdir(one)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it. Raises Unusable."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unusable([whole.write_problem(error, folder, folder.parent)]) from None
