"""What is known of earlier runs: all of it comes back, and a file that does not hold is told and taken for none."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrator.batch import ledger
from narrator.batch.digests import digest_file
from narrator.batch.ledger import open_ledger
from narrator.batch.outcome import Outcome, UnitState

ODD = "甲\u2028乙\x85\udce4 <b>.json"


def kept(folder: Path) -> Outcome:
    """An outcome that is kept in a folder, and whose file is there."""
    (folder / "甲.docx").write_bytes(b"docx")
    (folder / "甲.json").write_bytes(b"json")
    outcome = Outcome(
        ODD, UnitState.DRAFT, 3, 1, 4, 2, 5, None, {"收入总计": "1.50"}, ("一行\n又一行", "“二”"),
        {"甲.docx": digest_file(folder / "甲.docx")}, {str(folder / "甲.json"): digest_file(folder / "甲.json")}, 0.5,
    )  # fmt: skip
    book = open_ledger(folder, "记录")
    book.put("order", outcome)
    book.save()
    return outcome


def test_all_of_it_comes_back(tmp_path: Path) -> None:
    outcome = kept(tmp_path)
    book = open_ledger(tmp_path, "记录")
    assert book.entries == {ODD: ("order", outcome)}
    found = book.find_done(ODD, "order")
    assert found is not None
    assert found.repeated
    assert book.find_done(ODD, "another order") is None
    (tmp_path / "甲.json").write_bytes(b"changed")
    assert book.find_done(ODD, "order") is None


def test_another_version_does_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = kept(tmp_path)
    monkeypatch.setattr(ledger, "digest_program", lambda: "another")
    book = open_ledger(tmp_path, "记录")
    assert book.find_done(ODD, "order") is None
    assert book.written(ODD) == outcome.files  # what may be written over


@pytest.mark.parametrize(
    "old", ['"state": "DRAFT"', '"missing": 3', '"files": {', '"program"', "}\n", '"order"']
)
def test_a_file_that_does_not_hold_is_told(tmp_path: Path, old: str) -> None:
    kept(tmp_path)
    text = (tmp_path / "记录").read_bytes()
    assert old.encode() in text
    (tmp_path / "记录").write_bytes(text.replace(old.encode(), b'"no": {'))
    book = open_ledger(tmp_path, "记录")
    assert book.entries == {}
    assert "全部重新做" in str(book.problems[0])
