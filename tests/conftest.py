"""Hypothesis profiles and the option that accepts new goldens.

`ci` (always) draws the same examples every time; so does `deep` (`pytest -m deep`, see test_properties.py for
how many), each batch with a seed of its own, so that one that fails can be run again by its name.
`pytest --accept` writes goldens anew, for review with git diff.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))  # for `oracle` and `strategies`

from programs import LibreOffice

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
settings.register_profile("ci", derandomize=True, deadline=None, database=None, suppress_health_check=SLOW)
settings.register_profile("deep", settings.get_profile("ci"), derandomize=False, print_blob=True)
settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="write the goldens anew instead of comparing with them"
    )


def pytest_configure(config: pytest.Config) -> None:
    without_office()
    if not hasattr(config, "workerinput"):  # else it was done by the process that shares out the tests
        folder = tempfile.TemporaryDirectory(prefix="narrator-tests-")
        config.add_cleanup(folder.cleanup)
        share_compiled(Path(folder.name))
    if config.getoption("--accept") and config.getoption("numprocesses", None):
        raise pytest.UsageError("--accept writes files that several tests share: run it without -n")


def share_compiled(folder: Path) -> None:
    """Let the processes that tests start keep what they compile in a folder, for one another: without that, each of
    hundreds would compile narrator and its templates anew. Nothing is left in the checkout or with the user.
    """
    os.environ["XDG_CACHE_HOME"] = str(folder / "templates")
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "python")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Spare the thousands of collected tests, which stay to the end, from being walked through by every collection
    of garbage, and collect seldom: that was a fifth of the processor time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 10)


def without_office() -> None:
    """Let narrator find no LibreOffice, which it would ask for the pages of every report: the tests of that have it (see
    the fixture `office`)."""
    os.environ["NARRATOR_OFFICE"] = ""


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> None:
    """narrator finds the LibreOffice that is installed; without one the test is skipped."""
    if shutil.which("soffice") is None and not os.environ.get("NARRATOR_TEST_ALL"):
        pytest.skip("LibreOffice is not installed (README: apt-get install libreoffice-writer-nogui …)")
    monkeypatch.delenv("NARRATOR_OFFICE")


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> LibreOffice:
    """LibreOffice for the tests themselves, of what is marked `needs_office`."""
    return LibreOffice(tmp_path_factory.mktemp("profile"))


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether goldens are to be written anew."""
    return bool(request.config.getoption("--accept"))
