"""选项 and 选择: what a form lets people choose, and what it says for each choice."""

from __future__ import annotations

import re
import tempfile
from functools import lru_cache
from pathlib import Path

import pytest
from strategies.render import dumps

from narrator import form as forms
from narrator.commands.explain import explain_file
from narrator.commands.lint import prove_form
from narrator.commands.render import render_file
from narrator.data_file import open_json
from narrator.disclosure.schema import schema_text
from narrator.form import Form
from narrator.phrases import book as books
from narrator.problem import Unusable

from .documents import CENTRAL, LIAONING, ROOT, composed, plain, put, raw, written
from .test_overlays import CARS, load, overlay, told_of, wrong

HANDBOOK = (ROOT / "docs" / "格式手册.md").read_text("utf-8")
OPTIONS, WORDS, SAID = re.findall(r"^```\w+\n(.*?)^```$", HANDBOOK, re.DOTALL | re.MULTILINE)[:3]
SAID = f"{{{{ 部门.称谓 }}}}公开说明。\n\n{SAID}"


def choosing(folder: Path, data: str = OPTIONS, words: str = WORDS, used: str = SAID) -> Form:
    """A form in FOLDER with those options, one choice of words, and a paragraph for one of them only."""
    template = f'{{% include "沿用/{CARS}" %}}\n\n{used}'
    overlay(folder, data_toml=data, phrasebook_toml=words, **{CARS: template})
    forms.load.cache_clear()
    return load(folder)


def said(form: Form, **chosen: object) -> str:
    values = {f"部门.{name}": value for name, value in chosen.items()}
    return plain(composed(put(raw(LIAONING), values), str(form.folder)).document)


def test_each_choice_has_its_words(tmp_path: Path) -> None:
    form = choosing(tmp_path)
    assert prove_form(form).problems == []
    office = said(form, 称谓="部门", 单位性质="行政单位")
    assert "部门公开说明。" in office
    assert "2023年度按机关运行经费口径公开。" in office
    assert "朝阳市科学技术局是机关。" in office
    service = said(form, 称谓="单位", 单位性质="事业单位")
    assert "单位公开说明。" in service
    assert "本单位是事业单位，不在机关运行经费统计范围之内。" in service
    assert "是机关。" not in service


def test_nothing_else_may_be_chosen(tmp_path: Path) -> None:
    form = choosing(tmp_path)
    with pytest.raises(ValueError, match="部门.称谓：“单 位”不在可选的范围内。请从部门、单位中选一个"):
        said(form, 称谓="单 位", 单位性质="行政单位")
    with pytest.raises(ValueError, match="部门.单位性质：缺少这一项"):
        said(form, 称谓="单位")


def test_a_choice_that_is_made_by_itself(tmp_path: Path) -> None:
    """Nobody has to choose then, and lint has nothing to tell of the sentence that needs it."""
    form = choosing(tmp_path, OPTIONS.replace('"说明"', '"不填就是" = "事业单位"\n"说明"'))
    assert prove_form(form).problems == []
    assert "本单位是事业单位，不在机关运行经费统计范围之内。" in said(form)
    assert "朝阳市科学技术局是机关。" in said(form, 单位性质="行政单位")
    assert "部门公开说明。" in said(form)
    assert '"default": "事业单位"' in schema_text(form.model)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"事业单位" = "本', '"企业" = "本', ["某市2024/phrasebook.toml:2 缺少“事业单位”这一种的短语", "某市2024/phrasebook.toml:6 选项是行政单位、事业单位，这一条永远用不到"]),
        ("运行经费口径(部门.单位性质", "运行经费口径(部门.名称", ["说明/三公经费.jinja:5 “运行经费口径”的“选项”要是写明了“选项”的一项数据"]),
        ("运行经费口径(部门.单位性质", "运行经费口径(三公经费表.合计.决算数", ["说明/三公经费.jinja:5 “运行经费口径”的“选项”要是选项", "说明/三公经费.jinja:5 “运行经费口径”的“选项”要是写明了“选项”的一项数据"]),
        ('"行政单位") %}', '"机关") %}', ["说明/三公经费.jinja:7 “机关”不在可选的范围内"]),
        ('"说明" = "行政单位', '"必填" = false\n"说明" = "行政单位', ["说明/三公经费.jinja:5 “运行经费口径”看的这一项可以不填，没有填就没有话可说"]),
    ],
)  # fmt: skip
def test_every_value_has_its_words(old: str, new: str, told: list[str], tmp_path: Path) -> None:
    sources = [source.replace(old, new) for source in (OPTIONS, WORDS, SAID)]
    assert sources != [OPTIONS, WORDS, SAID]
    assert wrong(choosing(tmp_path, *sources)) == told


def test_a_value_that_an_overlay_adds_wants_words_where_the_others_have_theirs(tmp_path: Path) -> None:
    """Data that name the form behind it are then read as the overlay has it."""
    folder = overlay(
        tmp_path,
        "中央2023",
        data_toml='["部门.单位性质"]\n"选项" = ["行政单位", "事业单位", "参公单位"]\n"说明" = "性质"\n',
    )
    empty = "说明/机关运行经费情况.jinja"
    told = f"{empty}:5 分别写了行政单位、事业单位的话，没有“参公单位”的，选了它这里就空着"
    assert wrong(load(tmp_path)) == [told]
    more = '\n{% for 一 in [部门] | 选("单位性质", "参公单位") %}\n参公。\n\n{% endfor %}\n'
    (folder / "说明").mkdir()
    (folder / empty).write_text((ROOT / "templates" / "中央2023" / empty).read_text("utf-8") + more, "utf-8")
    forms.load.cache_clear()
    assert wrong(load(tmp_path)) == []
    chosen = {"格式": "中央2023", "部门.单位性质": "参公单位", "海南的": "没有"}
    path = tmp_path / "data.json"
    path.write_text(dumps(put(raw(CENTRAL), chosen)), "utf-8")
    problems = open_json(path, str(folder)).problems
    assert [problem.where for problem in problems] == ["海南的"], "what it chose is no slip"


def test_a_choice_that_nobody_made_is_told(tmp_path: Path) -> None:
    """Lint tells it of the form; a report is not made without it either."""
    form = choosing(tmp_path, OPTIONS.replace('"说明" = "行政', '"必填" = false\n"说明" = "行政'))
    with pytest.raises(
        Unusable, match="部门.单位性质：有一句话要看这一项来说，但没有填。请从行政单位、事业单位中选一个填上"
    ):
        said(form, 称谓="部门")


def test_a_units_own_words_for_a_choice_that_there_is_not(tmp_path: Path) -> None:
    form = choosing(tmp_path)
    own = books.PhraseFile("短语.toml", '["运行经费口径"]\n"企业" = "没有"\n"事业单位" = "不列。"\n')
    book, problems = books.layer_books(form.phrasebooks(), own)
    assert [(one.line, one.what) for one in problems] == [(2, "格式的这张短语表没有这一种，这一条永远用不到")]
    assert str(book["运行经费口径"].entries["事业单位"]) == "不列。"


@pytest.mark.parametrize("chosen", ["行政单位", "事业单位"])
def test_a_finished_report_checks_clean_and_tells_who_chose(chosen: str, tmp_path: Path) -> None:
    choosing(tmp_path)
    report = finished(tmp_path, {"部门.称谓": "单位", "部门.单位性质": chosen}, str(tmp_path / "某市2024"))
    assert told_of(report) == usual_findings()
    told = "\n".join(explain_file(report, "运行经费")[0])
    assert f"情形“{chosen}”：选的是“{chosen}”" in told
    assert "文字：部门.单位性质" in told


def finished(folder: Path, values: dict[str, object], form: str) -> Path:
    """The report on the sample with VALUES in a form, in FOLDER."""
    return written(folder, put(raw(LIAONING), values), form)


@lru_cache(maxsize=1)
def usual_findings() -> list[tuple[str, ...]]:
    """What is found in the sample without any choice."""
    with tempfile.TemporaryDirectory() as folder:
        return told_of(finished(Path(folder), {}, "辽宁2023"))


@pytest.mark.parametrize(
    "used",
    ["{{ 部门.名称 }}。\n", SAID.partition("\n\n{% for")[0], "{% for" + SAID.partition("{% for")[2]],
    ids=["neither", "choice", "selection"],
)
def test_an_option_that_only_decides_is_used(used: str, tmp_path: Path) -> None:
    """Nothing prints what was chosen, and yet it decides what is printed."""
    chosen = {"部门.单位性质": "事业单位"}
    (tmp_path / "data.json").write_text(dumps(put(raw(LIAONING), chosen)), "utf-8")
    form = choosing(tmp_path, words=WORDS.replace("是{{ 值 }}", "") if "口径(" in used else "", used=used)
    rendered = render_file(tmp_path / "data.json", tmp_path / "报告.docx", str(form.folder))
    told = {one.where for one in rendered.unused}
    assert ("部门.单位性质" in told) == ("单位性质" not in used)
