"""The same text is read and compiled once; each template still says where it stands itself."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError, UndefinedError

from narrator.commands.forms import begin_form
from narrator.compose.environment import WORK, Environment, Work, fill_template
from narrator.compose.form_templates import environment, template
from narrator.compose.language import Budget
from narrator.compose.template_code import syntax_tree, template_code
from narrator.form import load

INCLUDED = "{% for 甲 in [1, 2] %}乙{% endfor %}"


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that Python compiles from here on."""
    found: list[str] = []
    compile_python = Environment._compile

    def note(self: Environment, source: str, filename: str) -> object:
        found.append(filename)
        return compile_python(self, source, filename)

    monkeypatch.setattr(Environment, "_compile", note)
    return found


def test_the_same_text_in_two_forms_is_compiled_once(tmp_path: Path, compilations: list[str]) -> None:
    said = []
    for name in ("某省", "另一省"):
        begin_form(name, "辽宁2023", tmp_path)
        (tmp_path / name / "内.jinja").write_text(INCLUDED, "utf-8")
        (tmp_path / name / "外.jinja").write_text('甲{% include "内.jinja" %}', "utf-8")
        env = environment(load(f"./{name}", tmp_path))
        said.append(fill_template(env.get_template("外.jinja"), {WORK: Work(Budget())}))
        assert env.get_template("内.jinja").filename == str(tmp_path / name / "内.jinja")
    assert said == ["甲乙乙"] * 2
    assert len(compilations) == 2


@pytest.mark.parametrize("first_line", [1, 2, 7])
def test_an_error_names_the_line_of_its_own_file(first_line: int, tmp_path: Path) -> None:
    for name in ("一.toml", "二.toml"):
        path = tmp_path / name
        with pytest.raises(UndefinedError) as raised:
            fill_template(
                template(load("辽宁2023"), "甲\n{{ 没有 }}", path, first_line), {WORK: Work(Budget())}
            )
        frames = traceback.extract_tb(raised.value.__traceback__)
        assert [one.lineno for one in frames if one.filename == str(path)] == [first_line + 1]


def test_a_slip_of_the_pen_names_its_own_file() -> None:
    for path in ("一.toml", "二.toml"):
        with pytest.raises(TemplateSyntaxError) as raised:
            template_code("{{ 甲", path, 3)
        assert (raised.value.filename, raised.value.lineno) == (path, 3)


def test_compiling_leaves_the_tree_as_it_was_read() -> None:
    source = "{% for 行 in 各行 %}{{ 行 ~ '甲' ~ '乙' }}{% endfor %}"
    before = repr(syntax_tree(source))
    template_code(source, "一.jinja")
    assert repr(syntax_tree(source)) == before
    assert repr(syntax_tree(source)) != repr(syntax_tree(source + "丙"))
