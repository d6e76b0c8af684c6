"""The programs that some tests need; CI sets NARRATOR_TEST_ALL, so that none is missed there without a word."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("NARRATOR_TEST_ALL"),
    reason="LibreOffice is not installed (README: apt-get install libreoffice-writer-nogui …)",
)


class LibreOffice:
    """The LibreOffice that is installed, in one profile for all that asks for it: making a profile takes seconds."""

    def __init__(self, profile: Path) -> None:
        self.profile = profile

    def convert(self, kind: str, folder: Path, *paths: Path) -> list[Path]:
        """Have it save files in a folder as a KIND of file (docx, pdf, "docx:MS Word 2007 XML"), all in one run; where
        they are then."""
        place = f"-env:UserInstallation={self.profile.as_uri()}"
        command = ["soffice", place, "--headless", "--convert-to", kind, "--outdir", str(folder)]
        subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=180)
        return [folder / f"{path.stem}.{kind.split(':')[0]}" for path in paths]
