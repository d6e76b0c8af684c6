"""What is known of a report that carries its data leads to the findings that reading all of it leads to."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from forms.complete import complete
from forms.documents import WHOLE, written
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies.accounts import consistent, hostile

from narrator.checks.finding import Finding
from narrator.checks.printed import prose, recognised_tables
from narrator.checks.report import inspection, origin
from narrator.commands import report_check
from narrator.disclosure.public_tables import PUBLIC_TABLES

from ..reports import HOME

MAIN = "word/document.xml"
REASON = re.compile(r"<w:sdtContent><w:r>(?:(?!</w:r>).)*<w:t>([^<]+)</w:t></w:r></w:sdtContent>")


def in_full(report: Path) -> list[Finding]:
    """What check finds in REPORT when nothing of it is known."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(report_check, "untouched", lambda *_: None)
        patched.setattr(prose, "own_captures", lambda *_: None)
        patched.setattr(recognised_tables, "find_composed", lambda *_: (None, None))
        patched.setattr(origin, "tables_as_made", lambda *_: [])
        assert inspection.origins is origin
        return report_check.check_report(report).findings


def holds(report: Path) -> list[Finding]:
    found = report_check.check_report(report).findings
    assert found == in_full(report)
    return found


def edited(report: Path, edit: Callable[[str], str]) -> None:
    """REPORT with its main part as EDIT makes it."""
    with zipfile.ZipFile(report) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[MAIN] = edit(parts[MAIN].decode()).encode()
    with zipfile.ZipFile(report, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def with_reasons(main: str, chance: random.Random) -> str:
    """The main part MAIN with other texts in some of its controls."""
    told = ("无变化", "人员调整", "主要原因是无", "增加5.20万元，。")
    return REASON.sub(
        lambda found: (
            found[0].replace(f">{found[1]}<", f">{chance.choice(told)}<")
            if chance.random() < 0.2
            else found[0]
        ),
        main,
    )


def with_slips(main: str, chance: random.Random) -> str:
    """The main part MAIN with another digit in some of its numbers."""
    return re.sub(
        r"(?<=>)\d+\.\d\d(?=<)",
        lambda found: found[0] if chance.random() > 0.01 else f"{Decimal(found[0]) + 10}",
        main,
    )


def spoilt(data: Any, chance: random.Random) -> Any:
    """DATA with some of its amounts wrong."""
    if isinstance(data, dict):
        return {name: spoilt(value, chance) for name, value in data.items()}
    if isinstance(data, list):
        return [spoilt(value, chance) for value in data]
    if isinstance(data, Decimal) and data and chance.random() < 0.03:
        return data * 10
    return data


@pytest.mark.parametrize("name", WHOLE)
def test_a_report_that_nobody_has_touched(name: str, tmp_path: Path) -> None:
    holds(written(tmp_path, complete(name), name))


@pytest.mark.parametrize("name", WHOLE)
def test_a_report_on_spoilt_data(name: str, tmp_path: Path) -> None:
    data, chance = complete(name), random.Random(name)
    data |= {table: spoilt(data[table], chance) for table in PUBLIC_TABLES if table in data}
    assert holds(written(tmp_path, data, name))


@pytest.mark.parametrize("edit", [with_reasons, with_slips])
def test_a_report_that_people_have_edited(edit: Callable[[str, random.Random], str], tmp_path: Path) -> None:
    report = written(tmp_path, complete(HOME), HOME)
    before = in_full(report)
    edited(report, lambda main: edit(main, random.Random(edit.__name__)))
    assert holds(report) != before


@given(st.one_of(consistent(), hostile()), st.integers(0, 10**6))
@settings(max_examples=2)
def test_any_report(raw: dict[str, Any], number: int) -> None:
    chance = random.Random(number)
    with TemporaryDirectory() as folder:
        report = written(Path(folder), raw, HOME)
        holds(report)
        edited(report, lambda main: with_reasons(main, chance))
        holds(report)


@pytest.mark.deep
@given(st.one_of(consistent(), hostile()), st.integers(0, 10**6))
@settings(max_examples=300)
def test_any_report_deep(raw: dict[str, Any], number: int) -> None:
    chance = random.Random(number)
    edits = (lambda main, _: main, with_reasons, with_slips)
    with TemporaryDirectory() as folder:
        report = written(Path(folder), raw, HOME)
        for edit in edits:
            edited(report, lambda main, edit=edit: edit(main, chance))  # type: ignore[misc]
            holds(report)
