"""The programs that some tests need; CI sets NARRATOR_TEST_ALL, so that none is missed there without a word."""

from __future__ import annotations

import os
import shutil

import pytest

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("NARRATOR_TEST_ALL"),
    reason="LibreOffice is not installed (README: apt-get install libreoffice-writer-nogui …)",
)
