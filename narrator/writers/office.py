"""LibreOffice, where it is installed: it lays a report out in pages as it prints them. Used by the .pdf writer and for the
page numbers of the contents."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from narrator.problem import Problem, Unusable

# Names the program where it is neither on the path nor in a usual place; empty, for none to be used.
PLACE = "NARRATOR_OFFICE"
_PROGRAMS = ("soffice", "libreoffice")
# Where its installers put it when it is not on the path.
_USUAL = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_LONGEST = 180  # seconds; a report takes five


def convert(report: bytes, ending: str, purpose: str) -> bytes:
    """Return a .docx as LibreOffice makes it into a file with that ending.

    purpose: what for, in words that follow 要用 (做PDF). Raises Unusable when LibreOffice is not there or can not do it.
    """
    program = require_office(purpose)
    with tempfile.TemporaryDirectory(prefix="narrator-") as folder:
        here = Path(folder)
        given, made = here / "report.docx", here / "made" / f"report{ending}"
        given.write_bytes(report)
        # A profile of its own: it neither disturbs a LibreOffice that is open nor waits for it.
        profile = f"-env:UserInstallation={(here / 'profile').as_uri()}"
        order = ["--headless", "--convert-to", ending[1:], "--outdir", str(made.parent), str(given)]
        told = ""
        try:
            done = subprocess.run([program, profile, *order], capture_output=True, timeout=_LONGEST)
            told = done.stderr.decode(errors="replace").strip()[-200:]
            return made.read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            what = f"{purpose}，LibreOffice没有做成{f'：{told}' if told else ''}"
            raise Unusable([Problem("", what, "看看它能不能打开这份报告")]) from None


def require_office(purpose: str) -> str:
    """Return LibreOffice's program. purpose: as of `convert`. Raises Unusable when it is not installed."""
    if (program := find_office()) is None:
        raise Unusable([Problem("", f"{purpose}要用LibreOffice，这台电脑上没有装", "装上LibreOffice")])
    return program


def find_office() -> str | None:
    """Return LibreOffice's program; None when it is not installed, or not to be used."""
    if (named := os.environ.get(PLACE)) is not None:
        return shutil.which(named) if named else None
    found = (shutil.which(name) for name in _PROGRAMS)
    return next((one for one in (*found, *filter(os.path.isfile, _USUAL)) if one), None)
