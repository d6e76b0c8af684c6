"""A unit's own words: over those of its form, from the command line or named in the data, and in the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from strategies.render import sample_text

from narrator import build, form
from narrator.checks.finding import Level
from narrator.readers import docx

LESS = '["与上年相比"]\n"减少" = "{{ 主语 }}少支{{ 变动额 }}万元，降幅{{ 变动率 }}%{{ 原因 }}"\n'
SAID = "今年收入总计少支26.99万元，降幅3.07%，主要原因：人员变动，人员减少。"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The sample, with words of its own beside it that it does not name."""
    (tmp_path / "本单位.toml").write_text(LESS, "utf-8")
    path = tmp_path / "data.json"
    path.write_text(sample_text(), "utf-8")
    return path


def name(data: Path, words: str) -> None:
    raw = json.loads(data.read_text("utf-8"))
    data.write_text(json.dumps({**raw, "短语": words}, ensure_ascii=False), "utf-8")


def prose(data: Path, phrasebook: Path | None = None) -> str:
    document = build.report(build.read(data, phrasebook=phrasebook)).document
    return "\n".join(block.text.string for block in document.blocks if hasattr(block, "text"))


def test_words_that_the_data_name(data: Path) -> None:
    assert SAID not in prose(data)
    name(data, "本单位.toml")
    assert SAID in prose(data)


def test_words_of_the_command_line_stand_instead_of_those_that_the_data_name(data: Path) -> None:
    assert SAID in prose(data, data.parent / "本单位.toml")
    name(data, "没有.toml")
    assert SAID in prose(data, data.parent / "本单位.toml")
    (data.parent / "又一个.toml").write_text(LESS.replace("少支", "少了"), "utf-8")
    name(data, "又一个.toml")
    assert SAID in prose(data, data.parent / "本单位.toml")


def test_a_report_remembers_the_words_and_is_checked_with_them(data: Path, tmp_path: Path) -> None:
    def found() -> list[str]:
        source = build.read(data)
        path = tmp_path / "报告.docx"
        path.write_bytes(build.write(build.report(source).document, source, ".docx"))
        return [f"{one.rule} {one.what}" for one in build.check_report(path) if one.level is not Level.TAIL]

    usual = found()
    assert docx.snapshot(tmp_path / "报告.docx")["短语"] == ""
    name(data, "本单位.toml")
    assert found() == usual
    assert docx.snapshot(tmp_path / "报告.docx")["短语"] == LESS


def test_a_units_words_are_proved_with_its_form(data: Path) -> None:
    path = data.parent / "本单位.toml"
    liaoning = form.load("辽宁2023")
    problems, proof = build.lint(liaoning, path)
    assert problems == []
    assert any("少支{{ 变动额 }}万元" in line and "（本单位.toml，第2行）" in line for line in proof)
    path.write_text(LESS.replace("变动额", "变动颔"), "utf-8")
    (problem,) = build.lint(liaoning, path)[0]
    assert (problem.file, problem.line, problem.where) == (str(path), 2, "与上年相比.减少")
