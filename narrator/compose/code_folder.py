"""The folder of the user's in which the code of templates is kept from one run to the next.

It only saves time: where there is no such folder, or none that is the user's alone, templates are compiled as if there
had never been one. An entry is named by all that decides the code and carries its own digest, so that one that is
damaged, cut short or meant for something else is passed over.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import shutil
import stat
import sys
import time
from contextlib import suppress
from functools import lru_cache
from types import CodeType

import jinja2
from platformdirs import user_cache_path

from narrator.disclosure import text_shapes

FOLDERS = "templates-"  # the beginning of their names, a folder for each version
MOST_ENTRIES = 2000  # of one version; a form has about forty
UNUSED = 90 * 24 * 3600  # seconds
DIGEST = hashlib.sha256().digest_size


def find_code(source: str) -> CodeType | None:
    """Return the code that was kept for the text of a template; None when there is none that can be trusted."""
    folder = private_folder()
    if folder is None:
        return None
    name = entry_name(source)
    try:
        with open(os.path.join(folder, name), "rb") as file:
            content = file.read() if is_private(os.fstat(file.fileno())) else b""
    except OSError:
        return None
    kept = content[DIGEST:]
    if content[:DIGEST] != digest(name, kept):
        return None
    code = marshal.loads(kept)
    return code if isinstance(code, CodeType) else None


def keep_code(source: str, code: CodeType) -> None:
    """Keep the code of the text of a template, when there is a folder for it."""
    folder = private_folder()
    if folder is None:
        return
    name = entry_name(source)
    kept = marshal.dumps(code)
    path = os.path.join(folder, name)
    unfinished = f"{path}.{os.getpid()}"
    with suppress(OSError):  # no room, not writable, in use: it is compiled again
        make_room(folder)
        try:
            with open(unfinished, "xb", opener=open_private) as file:
                file.write(digest(name, kept) + kept)
            os.replace(unfinished, path)
        except BaseException:
            os.unlink(unfinished)
            raise


def open_private(path: str, flags: int) -> int:
    """Open a new file that only the user may read and write."""
    return os.open(path, flags, 0o600)


def entry_name(source: str) -> str:
    """Return the name of the entry for the text of a template."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def digest(name: str, kept: bytes) -> bytes:
    """Return what an entry begins with: the digest of its name, of what reads it, and of the code that it keeps."""
    return hashlib.sha256(f"{version()}/{name}/".encode() + kept).digest()


@lru_cache(maxsize=1)
def version() -> str:
    """Return what stands for all that decides the code of a template, besides its text: Python, and the files of Jinja
    and of narrator that read and compile it.
    """
    # text_shapes: what may be printed
    stamps = [sys.version, str(sys.flags.optimize), stamp(text_shapes.__file__)]
    for folder in (os.path.dirname(str(jinja2.__file__)), os.path.dirname(__file__)):
        stamps += sorted(stamp(entry.path) for entry in os.scandir(folder) if entry.name.endswith(".py"))
    return hashlib.sha256("\n".join(stamps).encode()).hexdigest()[:32]


def stamp(path: str) -> str:
    """Return what tells one state of a file from another, as Python does for its own compiled files."""
    found = os.stat(path)
    return f"{os.path.basename(path)} {found.st_size} {found.st_mtime_ns}"


@lru_cache(maxsize=1)
def private_folder() -> str | None:
    """Return the folder of this version's entries, which nobody but the user can reach; None when there can be none."""
    try:
        above = user_cache_path("narrator", appauthor=False)
        above.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = above / f"{FOLDERS}{version()}"
        folder.mkdir(mode=0o700, exist_ok=True)
        found = [one.lstat() for one in (above, folder)]
    except (OSError, RuntimeError):  # RuntimeError: the user has no home
        return None
    return str(folder) if all(is_private(one) and stat.S_ISDIR(one.st_mode) for one in found) else None


def is_private(found: os.stat_result) -> bool:
    """Return whether a file or a folder belongs to the user and nobody else may read or write it."""
    if sys.platform == "win32":  # where a user's cache folder is the user's alone
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & 0o077


@lru_cache(maxsize=1)
def make_room(folder: str) -> None:
    """Remove the folders of other versions to which nothing was added for long, and all entries of this one when they
    are too many.
    """
    above = os.path.dirname(folder)
    for other in os.scandir(above):
        if other.name.startswith(FOLDERS) and time.time() - other.stat().st_mtime > UNUSED:
            shutil.rmtree(other.path, ignore_errors=True)
    entries = [entry.path for entry in os.scandir(folder)]
    for path in entries if len(entries) > MOST_ENTRIES else ():
        os.unlink(path)
