"""The .pdf writer: the same pages as the .docx, printed by LibreOffice where it is installed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from narrator.document import Document
from narrator.problem import Problem, Unusable
from narrator.writers import docx

_PROGRAMS = ("soffice", "libreoffice")
# Where its installers put it when it is not on the path.
_USUAL = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_LONGEST = 180  # seconds; a report takes five
# What differs between two runs, in the places where LibreOffice writes it.
_TIME = re.compile(rb"(?<=/CreationDate\(D:)\d{14}[^)]*")
_NAMES = re.compile(rb"(?<=/DocChecksum /)[0-9A-F]{32}|(?<=<)[0-9A-F]{32}(?=>)")


def write(document: Document, styles: Mapping[str, object], snapshot: bytes | None = None) -> bytes:
    """Return a document as a .pdf in the look that a parsed styles.toml describes.

    snapshot: nothing is carried along. Raises Unusable when LibreOffice is not there or can not print it, and with
    every problem of the styles.
    """
    return print_report(docx.write(document, styles))


def print_report(report: bytes) -> bytes:
    """Return a .docx as LibreOffice prints it. Raises Unusable."""
    program = require_office()
    with tempfile.TemporaryDirectory(prefix="narrator-") as folder:
        here = Path(folder)
        (here / "report.docx").write_bytes(report)
        # A profile of its own: it neither disturbs a LibreOffice that is open nor waits for it.
        profile = f"-env:UserInstallation={(here / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        told = ""
        try:
            report_file = str(here / "report.docx")
            done = subprocess.run([*command, report_file], capture_output=True, timeout=_LONGEST)
            told = done.stderr.decode(errors="replace").strip()[-200:]
            return without_time((here / "report.pdf").read_bytes())
        except (OSError, subprocess.TimeoutExpired):
            what = f"LibreOffice没有做出PDF{f'：{told}' if told else ''}"
            hint = "看看它能不能打开这份报告；或者生成 .docx，用Word或WPS另存为PDF"
            raise Unusable([Problem("", what, hint)]) from None


def without_time(pdf: bytes) -> bytes:
    """Return a PDF that says nothing of when it was made: the same report gives the same bytes. No byte moves, for the
    file counts them."""
    plain = _NAMES.sub(b"0" * 32, _TIME.sub(lambda found: b"19800101000000Z'"[: len(found[0])], pdf))
    name = hashlib.md5(plain, usedforsecurity=False).hexdigest().upper().encode()
    return _NAMES.sub(name, plain)


def require_office() -> str:
    """Return LibreOffice's program. Raises Unusable when it is not installed."""
    if (program := find_office()) is None:
        what = "做PDF要用LibreOffice，这台电脑上没有装"
        raise Unusable([Problem("", what, "装上LibreOffice；或者生成 .docx，用Word或WPS另存为PDF")])
    return program


def find_office() -> str | None:
    """Return LibreOffice's program; None when it is not installed."""
    found = (shutil.which(name) for name in _PROGRAMS)
    return next((one for one in (*found, *filter(os.path.isfile, _USUAL)) if one), None)
