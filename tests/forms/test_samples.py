"""Every form that ships on its sample, complete for it: what `check` finds in the data, and in the report as it is published,
without the data in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from strategies.render import dumps

from narrator import build, form_knowledge
from narrator import form as forms
from narrator.checks.data.unused import unused
from narrator.checks.finding import Level
from narrator.commands import publish as publishing
from narrator.commands.check import check_file
from narrator.compose.form_proof import selecting_columns
from narrator.data_file import Source
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.value import split_path
from narrator.document import Document
from narrator.form import form_folders

from .complete import bare, complete, everything
from .documents import SAMPLES, UNFIT, WHOLE, plain
from .test_checks import KNOWN

Made = Callable[[str], dict[str, Any]]
APART = "安徽三公2023"  # is made from the data of 安徽2023, which print the rest
COUNTRY = [name for name in form_folders.names() if forms.load(name).chain[-1].name == "中央2023"]
# Forms with words or tables of their own, of a unit that has next to nothing, and of one that has everything.
OTHERS = ["中央2023", "四川2023", "天津2023", "浙江2023", "湖南2023", "重庆2023"]


def found(data: dict[str, Any], name: str, folder: Path, lean: bool = False) -> set[tuple[str, str, str]]:
    """What is found in DATA for the form NAME, and in its report as it is published: the rule, the subject, what it is.
    lean: whether they have nothing of much that the form asks for."""
    path, report, public = (folder / one for one in ("data.json", "报告.docx", "公开.docx"))
    path.write_text(dumps(data), "utf-8")
    source = build.read(path, name)
    composition = build.report(source)
    assert composition.missing == ()
    text = plain(composition.document)
    assert f"{source.form.year}年度" in text
    assert [wrong for wrong in UNFIT if wrong in text] == []
    assert lean or asked_for_nothing(source, composition.document) == []
    report.write_bytes(build.write(composition.document, source, ".docx"))
    public.write_bytes(publishing.publish(report))
    told = [*check_file(path, name).findings, *check_file(public).findings]
    return {(one.rule, one.key, one.what) for one in told if one.level is not Level.TAIL}


def asked_for_nothing(source: Source, document: Document) -> list[str]:
    """What the form of SOURCE must have in the data and DOCUMENT does not print."""
    form = source.form
    if form.name == APART:
        return []
    selecting = partial(selecting_columns, form, form_knowledge.book(form, source.words))
    idle = [problem.where for problem in unused(source.disclosure, document, find_selecting=selecting)]
    shapes = {path: shape_at(form.model, [str(step) for step in split_path(path)]) for path in idle}
    return [path for path, shape in shapes.items() if shape and shape.required and path not in form.left_out]


@pytest.fixture(autouse=True)
def _blocked_by_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What blocks a report is found in the published one: to find it twice would take twice as long."""
    monkeypatch.setattr(publishing, "find_blocking", lambda path, opened: ())


# A form that is only another year of its base says what that says: it is tried on demand.
YEARS = ["上海2025", "中央2024", "辽宁2024"]
TRIED = [
    pytest.param(name, marks=pytest.mark.deep) if name in YEARS else name
    for name in form_folders.names()
    if name not in WHOLE or name == "中央2023"
]


@pytest.mark.parametrize("name", TRIED)
def test_data_and_published_report_check_clean(name: str, tmp_path: Path) -> None:
    one = forms.load(name)
    data = complete(name)
    allowed = KNOWN if SAMPLES[one.chain[-1].name] == SAMPLES["辽宁2023"] else set()
    assert {told for told in found(data, name, tmp_path) if told[0] not in allowed} == set()


@pytest.mark.parametrize(
    ("name", "made"),
    [(name, bare if number % 2 else everything) for number, name in enumerate(OTHERS)],
    ids=OTHERS,
)
def test_a_unit_that_has_next_to_nothing_or_everything(name: str, made: Made, tmp_path: Path) -> None:
    assert found(made(name), name, tmp_path, made is bare) == set()


@pytest.mark.deep
@pytest.mark.parametrize("made", [bare, everything])
@pytest.mark.parametrize("name", COUNTRY)
def test_either_unit_in_every_form(name: str, made: Made, tmp_path: Path) -> None:
    assert found(made(name), name, tmp_path, made is bare) == set()
