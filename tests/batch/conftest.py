"""A bureau that was done once, for all tests that compare with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from batch.bureau import fill_inbox, here
from narrator.batch.report_run import plan_reports
from narrator.batch.report_unit import ReportOrder


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what was sent in (来稿), as it was (原稿), and what was made of it in one go (成稿). It stays so."""
    folder = tmp_path_factory.mktemp("bureau")
    fill_inbox(folder / "来稿")
    shutil.copytree(folder / "来稿", folder / "原稿")
    list(plan_reports(folder / "来稿", folder / "成稿", ReportOrder(also=(".html",))).do(here))
    return folder
