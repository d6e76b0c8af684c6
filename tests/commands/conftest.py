from __future__ import annotations

from pathlib import Path

import pytest

from commands.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def rendered_once(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("生成"))
    assert desk.render() == 0
    return desk


@pytest.fixture
def rendered(rendered_once: Desk, tmp_path: Path) -> Desk:
    """A desk with the report on its data."""
    return rendered_once.copied(tmp_path)
