"""narrator forms --like: the form of a province, and the form that a report follows with what it says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from forms.complete import MORE, complete
from forms.documents import CENTRAL, composed, put, raw
from strategies.render import dumps

from narrator import build
from narrator.commands.forms import list_forms
from narrator.commands.likeness import ProvinceForms, Ranking, liken_forms, rank_forms
from narrator.document import Table
from narrator.form import load
from narrator.form.form_folders import names
from narrator.problem import Unusable


def test_forms_stand_below_the_one_that_they_go_on_from() -> None:
    lines = list(list_forms(Path("/没有")).lines())
    assert len(lines) == len(names())
    above = ""
    for line in lines:
        if not line.startswith("　"):
            above = line.split("\t")[0]
        else:
            assert load(line.strip().split("\t")[0]).chain[-1].name == above


@pytest.mark.parametrize("place", ["湖南", "湖南省", "湖南省文化和旅游厅"])
def test_a_province_that_has_a_form(place: str) -> None:
    found = liken_forms(place)
    assert isinstance(found, ProvinceForms)
    assert [one.name for one in found.own] == ["湖南2023"]


def test_a_province_that_has_none() -> None:
    lines = list(liken_forms("河北省").lines())
    assert "最像的是“中央2023”" in lines[0]
    assert "narrator forms new 河北省2023 --from 中央2023" in lines[1]


@pytest.mark.parametrize("to", ["火星", "没有.docx", "", "/"])
def test_what_is_neither_a_province_nor_a_report(to: str) -> None:
    with pytest.raises(Unusable):
        liken_forms(to)


def test_a_place_near_to_a_form_has_none_of_its_own() -> None:
    """No province is told to be like a form when it has one itself, nor like two."""
    near = [place for name in names() for place in load(name).near]
    assert len(near) == len(set(near))
    for place in near:
        found = liken_forms(place)
        assert isinstance(found, ProvinceForms)
        assert not found.own, place


def test_a_report_is_told_what_it_says_otherwise(tmp_path: Path) -> None:
    """A section is called otherwise, another is left out: of the forms with the same tables its own is found."""
    data = put(raw(CENTRAL), {"格式": "湖南2023", **MORE["湖南2023"]})
    (tmp_path / "data.json").write_text(dumps(data), "utf-8")
    source = build.read(tmp_path / "data.json", None)
    document = build.report(source).document
    left = [block for block in document.blocks if "截至2023年12月31日" not in str(block)]
    report = tmp_path / "报告.docx"
    report.write_bytes(build.write(document._replace(blocks=tuple(left)), source, ".docx"))
    found = liken_forms(str(report))
    assert isinstance(found, Ranking)
    best = found.found[0]
    assert best.form.name == "湖南2023"
    assert any(text.startswith("截至2023年12月31日") for text in best.missing)
    lines = list(found.lines())
    assert lines[0].startswith("最像的是“湖南2023”")
    others = {one.form.name: one for one in found.found[1:]}
    assert any("一般性支出情况" in text for text in others["中央2023"].more)


def rank(name: str, several: Iterable[str]) -> list[str]:
    """The names of SEVERAL forms whose tables the report of a sample in a form has, the one that it follows best first."""
    document = composed(complete(name), name).document
    return [one.form.name for one in rank_forms(document, map(load, several))]


@pytest.mark.parametrize("name", names())
def test_a_report_is_that_of_its_form_and_not_of_its_relatives(name: str) -> None:
    """Of the forms that it goes on from, and of those for other years, which print most of the same."""
    stem = re.sub(r"\d+$", "", name)
    relatives = {one.name for one in load(name).chain} | {one for one in names() if one.startswith(stem)}
    assert rank(name, sorted(relatives))[0] == name


@pytest.mark.deep
@pytest.mark.parametrize("name", names())
def test_a_report_is_that_of_its_form_and_of_no_other(name: str) -> None:
    assert rank(name, names())[0] == name


@pytest.mark.parametrize("file", ["去年.doc", "去年.wps"])
def test_a_document_of_an_old_word_is_told_what_to_do_with_it(file: str, tmp_path: Path) -> None:
    path = tmp_path / file
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1").ljust(2_000, b"\0"))
    with pytest.raises(Unusable, match="另存为“Word 文档（.docx）”"):
        liken_forms(str(path))


def test_forms_of_one_authority_are_told_apart(tmp_path: Path) -> None:
    """“三公” published apart is another form than the report that the same authority prescribes; nothing is missing
    that is left to people."""
    data = put(raw(CENTRAL), {"格式": "安徽三公2023"})
    (tmp_path / "data.json").write_text(dumps(data), "utf-8")
    source = build.read(tmp_path / "data.json", None)
    report = tmp_path / "报告.docx"
    report.write_bytes(build.write(build.report(source).document, source, ".docx"))
    found = liken_forms(str(report))
    assert isinstance(found, Ranking)
    assert {"安徽三公2023", "安徽2023"} <= {one.form.name for one in found.found}
    best = found.found[0]
    assert (best.form.name, list(best.missing)) == ("安徽三公2023", [])


def test_what_a_form_leaves_to_people_is_no_difference() -> None:
    """Duties with their numbers, the date and the names on the cover, a report with headings of its own; a line of the form
    that has hardly a word of it is there."""
    [sichuan] = rank_forms(composed(complete("四川2023"), "四川2023").document, [load("四川2023")])
    assert not [one for one in sichuan.missing if one.startswith("部门：")]
    assert not [one for one in sichuan.more if one[0].isdigit()]
    [central] = rank_forms(composed(complete("中央2023"), "中央2023").document, [load("中央2023")])
    assert (list(central.missing), list(central.more)) == ([], [])


def test_a_form_that_is_disclosed_apart_is_not_what_a_whole_report_follows() -> None:
    """It lacks little of a report in other words than any form's, and has one of its tables."""
    report = composed(complete("中央2023"), "中央2023").document
    tables = report._replace(blocks=tuple(one for one in report.blocks if isinstance(one, Table)))
    whole, apart = load("中央2023"), load("安徽三公2023")
    assert [one.form for one in rank_forms(tables, [apart, whole])] == [whole, apart]
