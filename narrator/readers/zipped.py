"""Zipped files from outside (.docx, .xlsx, .ods): what bounds them all, and how one is refused."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import NoReturn

from narrator.problem import Problem, Unusable

MOST_PARTS = 10_000
UNTRUSTED = "不要打开来历不明的文件"
# What unpacking a damaged file may raise.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError, OSError,
)  # fmt: skip


class DoctypeFound(Exception):
    """Raised when a part begins to declare a DTD, before any entity is defined."""


def refuse_doctype(*_: object) -> NoReturn:
    """Raise DoctypeFound; what expat calls where a DTD begins."""
    raise DoctypeFound


def refuse(path: Path, what: str, hint: str) -> NoReturn:
    """Raise Unusable for a file. what: what is wrong; hint: what to do."""
    raise Unusable([Problem("", what, hint, file=str(path))])
