"""Grids that are filled without Jinja: as Jinja fills them, and only those of which that is certain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from compose.notation import form, layout, page, problems, sample
from narrator import build, form_knowledge
from narrator.compose import composition
from narrator.compose.composition import Composer
from narrator.compose.grid_notation import ComposedGrid
from narrator.compose.language import Budget
from narrator.compose.plain_grid import read_plain
from narrator.form import load
from narrator.form.form_folders import names
from narrator.form.table_layout import Layout
from narrator.phrases import book as books

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*/data.json"))
ALIGNS = ("左", "中", "右")
VALUES = (
    "{{ 部门.名称 }}",
    '{{ 部门["名称"] }}',
    "{{ 年度 }}",
    "{{支出决算表.合计.本年支出合计}}",
    '{{ 支出决算表.各科目["206"].本年支出合计 }}',
    '{{ 支出决算表.各科目["299"].本年支出合计 }}',
    "{{ 短语 or 部门.名称 }}",
    "{{ 短语 or 短语 }}",
    "{{ 部门.职责 }}",
)
CELLS = st.one_of(
    st.sampled_from(
        ("", "甲", "乙 丙", "<", "<", "^", "=^ 甲", "=^ 甲", "左:甲", "右：", "&", "# 甲", "{{ 没有 }}")
    ),
    st.builds(
        "".join, st.lists(st.sampled_from((*VALUES, "第", " 号", "=^ ", "中:")), min_size=1, max_size=3)
    ),
)
ROWS = st.one_of(CELLS, st.sampled_from(("{{ 行.科目编码 }}", "{{ 行.科目名称 }}", '=^ {{ 行["级次"] }}')))


def lines(cells: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Lines of three cells, a few of two or four."""
    line = st.lists(cells, min_size=3, max_size=3) | st.lists(cells, min_size=2, max_size=4)
    return st.lists(line.map(" | ".join), min_size=1, max_size=4)


def loop(inside: list[str]) -> list[str]:
    return ["{% for 行 in 支出决算表.各科目 %}", *inside, "{% endfor %}"]


GRIDS = st.lists(lines(CELLS) | lines(ROWS).map(loop), min_size=1, max_size=3).map(
    lambda parts: "\n".join(chain(*parts)) + "\n"
)


class Jinja(Composer):
    """Composes as if no grid were plain."""

    def grid(
        self, layout: Layout, source: str, variables: dict[str, object], align: str | None
    ) -> ComposedGrid:
        return super().grid(layout, f"{source}{{# #}}", variables, align)


@settings(max_examples=120)
@given(GRIDS)
def test_a_plain_grid_is_what_jinja_makes_of_it(source: str) -> None:
    plain = read_plain(source, ALIGNS)
    composer = Jinja(sample(), FORM, books.load([]))
    made = plain and plain.fill(composer.context, "", Budget())
    try:
        rendered = composer.grid(FORM.layouts["甲"], source, composer.context, None)
    except Exception:  # whatever is wrong with it, Jinja tells
        assert made is None
    else:
        event("filled")
        assert made == rendered


FORM = form({"tables/甲.toml": layout("甲 | 乙 | 丙", aligns="左中右"), "report.jinja": "甲"})


@pytest.mark.parametrize("data", SAMPLES, ids=lambda path: path.parent.name)
def test_the_tables_of_the_samples_are_those_that_jinja_makes(data: Path) -> None:
    source = build.read(data)
    book = form_knowledge.book(source.form)
    plain, rendered = (kind(source.disclosure, source.form, book).compose() for kind in (Composer, Jinja))
    assert plain == rendered


def test_all_tables_with_amounts_of_the_forms_that_ship_are_plain() -> None:
    grids = {grid for name in names() for one in load(name).layouts.values() for grid in sources(one)}
    assert len(grids) > 20
    assert not [source for source, aligns in grids if "决算数" in source and not read_plain(source, aligns)]


def sources(layout: Layout) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((source, layout.aligns) for source in (layout.header, layout.body) if "{" in source)


@pytest.mark.parametrize(
    "source",
    [
        "{{ 行.甲 | 求和 }} | 乙 | 丙",
        "{{ 求和(甲) }} | 乙 | 丙",
        "{{ 甲[0] }} | 乙 | 丙",
        "{{ 甲['乙'] }} | 乙 | 丙",
        "{{ 甲 ~ 乙 }} | 乙 | 丙",
        "{{- 甲 }} | 乙 | 丙",
        "{{ true }} | 乙 | 丙",
        "{{ loop.index }} | 乙 | 丙",
        "{# 甲 #}",
        "{% set 甲 = 乙 %}",
        '{% for 行 in 甲 | 有数("决算数") %}\n甲 | 乙 | 丙\n{% endfor %}',
        "{%- for 行 in 甲 %}\n甲 | 乙 | 丙\n{% endfor %}",
        "{% for loop in 甲 %}\n甲 | 乙 | 丙\n{% endfor %}",
        "{% for 行 in 甲 %}\n甲 | 乙 | 丙",
        "甲 | 乙 | 丙\n{% endfor %}",
        "甲 | 乙",
        "< | 乙 | 丙",
    ],
)
def test_what_is_not_plain_is_left_to_jinja(source: str) -> None:
    assert read_plain(source, ALIGNS) is None


@pytest.mark.parametrize("name", ["没有", "部门.没有", "部门", "支出决算表.各科目.206", "部门.名称.没有"])
def test_what_can_not_be_printed_is_told_with_its_line(name: str) -> None:
    files = {
        "report.jinja": '{{ 表("甲") }}',
        "tables/甲.toml": layout(f"甲 | 乙 | 丙\n甲 | 乙 | {{{{ {name} }}}}"),
    }
    (problem,) = problems(files)
    assert Path(problem.file).name == "甲.toml"
    lines = Path(problem.file).read_text("utf-8").split("\n")
    assert lines.index(f"甲 | 乙 | {{{{ {name} }}}}") == problem.line - 1


def test_no_template_of_a_plain_grid_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[str] = []
    template = composition.template
    monkeypatch.setattr(composition, "template", lambda *given: found.append(given[1]) or template(*given))
    body = "{{ 年度 }} | {{ 部门.名称 }} | 丙"
    assert "2023 辽宁省朝阳市科学技术局 丙" in page('{{ 表("甲") }}', **{"tables/甲.toml": layout(body)})
    assert body not in [source.strip() for source in found]


def test_long_lists_are_paid_for() -> None:
    source = "{% for 行 in 支出决算表.各科目 %}\n" * 3 + "甲 | 乙 | 丙\n" + "{% endfor %}\n" * 3
    plain = read_plain(source, ALIGNS)
    assert plain is not None
    with pytest.raises(Exception, match="没有尽头"):
        plain.fill({"支出决算表": sample()["支出决算表"]}, "", Budget(100_000))
