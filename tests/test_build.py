"""What is a unit's own: words over those of its form, in the report too; and a form in a folder of its own."""

from __future__ import annotations

import gc
import json
import re
import shutil
from pathlib import Path

import pytest
from strategies.render import dumps, loads, sample_text

from narrator import build, form, form_knowledge
from narrator.cache import Cache
from narrator.checks.finding import Level
from narrator.commands.forms import copy_form
from narrator.commands.lint import prove_form
from narrator.commands.report_check import check_report
from narrator.data_file import require_source
from narrator.problem import Unusable
from narrator.readers import embedded

SAMPLES = Path(__file__).parents[1] / "samples"

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


def test_a_report_is_read_in_the_words_of_its_patterns(data: Path, tmp_path: Path) -> None:
    """Both are kept from one check to the next, and the phrasebook may be read anew in between."""
    source = build.read(data)
    path = tmp_path / "报告.docx"
    path.write_bytes(build.write(build.report(source).document, source, ".docx"))
    before = check_report(path).findings
    form_knowledge.layered_book.cache_clear()
    build.report(source)
    assert check_report(path).findings == before


def test_a_report_remembers_the_words_and_is_checked_with_them(data: Path, tmp_path: Path) -> None:
    def found() -> list[str]:
        source = build.read(data)
        path = tmp_path / "报告.docx"
        path.write_bytes(build.write(build.report(source).document, source, ".docx"))
        return [
            f"{one.rule} {one.what}" for one in check_report(path).findings if one.level is not Level.TAIL
        ]

    usual = found()
    assert embedded.snapshot(tmp_path / "报告.docx")["短语"] == ""
    name(data, "本单位.toml")
    assert found() == usual
    assert embedded.snapshot(tmp_path / "报告.docx")["短语"] == LESS


def test_a_units_words_are_proved_with_its_form(data: Path) -> None:
    path = data.parent / "本单位.toml"
    liaoning = form.load("辽宁2023")
    proved = prove_form(liaoning, path)
    assert proved.problems == []
    assert any("少支{{ 变动额 }}万元" in line and "（本单位.toml，第2行）" in line for line in proved.lines)
    path.write_text(LESS.replace("变动额", "变动颔"), "utf-8")
    (problem,) = prove_form(liaoning, path).problems
    assert (problem.file, problem.line, problem.where) == (str(path), 2, "与上年相比.减少")


# ---- a form of one's own ----


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with the form 某省2025, which has a field of its own, and data for it."""
    folder = copy_form("某省2025", form.load("上海2024"), tmp_path)
    with (folder / "data.toml").open("a", encoding="utf-8") as file:
        file.write('\n["部门.独有的一项"]\n"类型" = "名称"\n"说明" = "电话"\n')
    raw = loads((SAMPLES / "上海市某区某局2024" / "data.json").read_text("utf-8"))
    raw["部门"]["独有的一项"] = "021-12345678"
    (tmp_path / "data.json").write_text(dumps({**raw, "格式": "./某省2025"}), "utf-8")
    return tmp_path


def test_data_for_a_form_of_ones_own_serve_the_others_too(own: Path) -> None:
    assert build.read(own / "data.json").form.name == "某省2025"
    assert build.read(own / "data.json", "上海2024").form.name == "上海2024"
    shutil.rmtree(own / "某省2025")
    with pytest.raises(Unusable) as told:  # whose field is it?
        build.read(own / "data.json", "上海2024")
    assert [one.where for one in told.value.problems] == ["部门.独有的一项"]


def test_a_report_in_a_form_of_ones_own_is_checked_where_the_form_is(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = build.read(own / "data.json")
    report = own / "报告" / "报告.docx"
    report.parent.mkdir()
    report.write_bytes(build.write(build.report(source).document, source, ".docx"))

    def told(name: str | None = None) -> set[Level]:
        return {one.level for one in check_report(report, name).findings}

    assert told(f"{own}/某省2025") == {Level.TAIL}
    with pytest.raises(Unusable) as problem:
        told()
    assert "--form ./某省2025" in str(problem.value)
    monkeypatch.chdir(own)
    assert told() == {Level.TAIL}
    monkeypatch.chdir("/")
    shutil.move(own / "某省2025", report.parent)
    assert told() == {Level.TAIL}


def test_what_a_record_needs_is_named_with_what_that_needs() -> None:
    with pytest.raises(Unusable) as told:
        build.read(SAMPLES / "朝阳市科学技术局2023" / "data.json", "上海2024")
    (hint,) = [one.hint for one in told.value.problems if one.where == "预算绩效管理"]
    assert hint.startswith("补上，里面要有制度名称、工作机制、编报绩效目标（项目数、预算金额）、")


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*/data.json")), ids=lambda path: path.parent.name)
def test_what_a_page_keeps_makes_the_report_that_a_command_makes(sample: Path, tmp_path: Path) -> None:
    path, cache, text = tmp_path / "data.json", Cache(), sample.read_text("utf-8")
    figure = max(re.findall(r"\d{3,}\.\d\d", text), key=text.count)
    made = []
    for one in (text, text.replace(figure, f"1{figure}"), text):
        path.write_text(one, "utf-8")
        kept, read = require_source(build.open_data(path, cache=cache)), build.read(path)
        cache.turn()
        made.append(build.write(build.report(kept).document, kept, ".docx"))
        assert made[-1] == build.write(build.report(read).document, read, ".docx")
    assert made[0] == made[2] != made[1]


def test_a_report_leaves_nothing_of_its_data_for_the_garbage_collector(data: Path) -> None:
    prose(data)  # what is kept for the next report
    gc.collect()
    gc.disable()
    try:
        prose(data)
        assert gc.collect() < 100  # of some thousands of values
    finally:
        gc.enable()
