"""Digests of files, folders and the program: what tells whether a unit has to be done again."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from narrator import __version__
from narrator.shipped import HERE, shipped

NOTHING = ""  # the digest of what is not there, or can not be read


def digest_file(path: Path) -> str:
    """Return the digest of a file's bytes; NOTHING when there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return NOTHING


def digest_path(path: Path) -> str:
    """Return the digest of a file, or of all files in a folder with their names; NOTHING when there is neither."""
    if not path.is_dir():
        return digest_file(path)
    whole = hashlib.sha256()
    for one in sorted(path.rglob("*")):
        if one.is_file():
            whole.update(
                f"{one.relative_to(path).as_posix()}\0{digest_file(one)}\n".encode("utf-8", "surrogatepass")
            )
    return whole.hexdigest()


@lru_cache(maxsize=1)
def digest_program() -> str:
    """Return the digest of the program and of the forms, wordings and classifications that ship with it, whose version
    alone does not tell what somebody changed in them; the same on every system.
    """
    whole = hashlib.sha256(__version__.encode())
    for folder in (HERE, *map(shipped, ("templates", "phrasebook", "classification"))):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".toml", ".jinja") and path.is_file():
                text = path.read_bytes().replace(b"\r\n", b"\n")
                whole.update(f"{path.relative_to(folder.parent).as_posix()}\0{len(text)}\0".encode())
                whole.update(text)
    return whole.hexdigest()
