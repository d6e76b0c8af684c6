"""A form's tables as they are known once they have been composed, however their layouts are written."""

from __future__ import annotations

import pytest

from compose.notation import form, layout
from narrator.compose.survey import survey, unmark_line
from narrator.form import Form, load
from narrator.spans import gapped
from narrator.tables.blueprint import Blueprint, BlueprintRow

CODED = "{{ 行.科目编码 }} | {{ 行.科目名称 }} | {{ 行.小计 }}"
READ = ["<科目编码>", "<科目名称>", "<小计>"]
LIST = ("一般公共预算支出表", "各科目")


def made(body: str, report: str = "{{ 表('甲') }}", header: str = "", **files: str) -> Form:
    return form({"report.jinja": report, "tables/甲.toml": layout(body, header), **files})


def surveyed(body: str, report: str = "{{ 表('甲') }}", header: str = "", **files: str) -> Blueprint:
    return survey(made(body, report, header, **files), frozenset(["说"]), lines=True)["甲"]


def shown(row: BlueprintRow) -> list[str]:
    """The cells of ROW: words, or <names>; ~ before one that is merged into another."""
    return [
        ("" if place.own else "~") + (f"<{'.'.join(place.path)}>" if place.path else place.literal)
        for place in row.places
    ]


def cells(body: str) -> list[list[str]]:
    return [shown(row) for row in surveyed(body).body]


TOTAL, SPENT = "收入支出总表.收入.总计.决算数", "收入支出总表.支出.总计.决算数"


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (f"收 入 | {{{{ {TOTAL} }}}} | 乙", ["收入", f"<{TOTAL}>", "乙"]),
        ('301 | {{基本支出表.各科目["301"].决算数}} | {{ 三公经费表["因公出国（境）费"].决算数 }}', ["301", "<基本支出表.各科目.301.决算数>", "<三公经费表.因公出国（境）费.决算数>"]),
        ("中:合计 | 左：甲 | 右: 乙", ["合计", "甲", "乙"]),
        ("甲 | < | <", ["甲", "~甲", "~甲"]),
        (f"甲 | {{{{ {TOTAL} }}}} | <", ["甲", f"<{TOTAL}>", f"~<{TOTAL}>"]),
        ("& 甲 & 乙 | 丙 | 丁", ["甲&乙", "丙", "丁"]),
        ("甲 | {{ 部门.级次 or 部门.名称 }} | {{ 年度 }}", ["甲", "<部门.级次>", "<年度>"]),
        (f"甲 | 共{{{{ {TOTAL} }}}}项 | {{{{ 求和({TOTAL}, {TOTAL}) }}}}", ["甲", "", ""]),
        (f"甲 | {{{{ 相差({TOTAL}, {SPENT}) }}}} | {{{{ 相差({SPENT}, {TOTAL}) }}}}", ["甲", "", ""]),
        ("甲 | {{ 说(年度) }} | 乙", ["甲", "…", "乙"]),
        # what only composing can tell
        ("{% set 总 = 收入支出总表.收入.总计 %}甲 | {{ 总.决算数 }} | 乙", ["甲", f"<{TOTAL}>", "乙"]),
        (f"{{% macro 印(数) %}}{{{{ 数 }}}} | 乙{{% endmacro %}}甲 | {{{{ 印({TOTAL}) }}}}", ["甲", f"<{TOTAL}>", "乙"]),
        ("{% for 名 in ['收入'] %}\n{{ 名 }} | {{ 收入支出总表[名].总计.决算数 }} | 乙\n{% endfor %}", ["收入", f"<{TOTAL}>", "乙"]),
    ],
)  # fmt: skip
def test_a_cell_is_known_by_where_it_comes_from(body: str, read: list[str]) -> None:
    assert cells(body) == [read]


def test_a_cell_may_be_the_one_above() -> None:
    assert cells("甲 | {{ 部门.名称 }} | 丁\n^ | ^ | 戊\n^ | ^ | ^") == [
        ["甲", "<部门.名称>", "丁"],
        ["~甲", "~<部门.名称>", "戊"],
        ["~甲", "~<部门.名称>", "~戊"],
    ]


@pytest.mark.parametrize(
    "loop",
    [
        "{% for 行 in 一般公共预算支出表.各科目 %}\nCODED\n{% endfor %}",
        '{% for 行 in 一般公共预算支出表.各科目 | 有数("小计") %}\nCODED\n{% endfor %}',
        "{% set 表五 = 一般公共预算支出表 %}\n{% for 行 in 表五.各科目 %}\nCODED\n{% endfor %}",
        "{% macro 一行(行) %}CODED{% endmacro %}\n{% for 科目 in 一般公共预算支出表.各科目 %}\n{{ 一行(科目) }}\n{% endfor %}",
        "{% include '各行.jinja' %}\n",
    ],
)
def test_the_rows_of_a_loop_are_one_row_of_its_list(loop: str) -> None:
    rows = "{% for 行 in 一般公共预算支出表.各科目 %}\nCODED\n{% endfor %}".replace("CODED", CODED)
    body = f"合计 | < | {{{{ 一般公共预算支出表.合计.小计 }}}}\n{loop}\n尾 | 乙 | 丙".replace("CODED", CODED)
    found = surveyed(body, **{"各行.jinja": rows}).body
    assert [shown(row) for row in found] == [
        ["合计", "~合计", "<一般公共预算支出表.合计.小计>"],
        READ,
        ["尾", "乙", "丙"],
    ]
    assert [row.loop for row in found] == [(), LIST, ()]
    assert {"201", "20101", "2010101"} <= {*found[1].keys}


@pytest.mark.parametrize(
    ("cell", "known"),
    [
        ("{{ 行.科目编码 }} {{ 行.科目名称 }}", True),
        ("{{ 行.科目编码 }}{{ 行.科目名称 }}", True),
        ("{{ 行.科目编码 }}-{{ 行.科目名称 }}", True),
        ("{{ 行.科目名称 }} {{ 行.科目编码 }}", False),  # which no reader of tables parts
        ("{{ 行.科目编码 }} 等 {{ 行.科目名称 }}", False),
        ("{{ 行.科目编码 }} {{ 部门.名称 }}", False),
    ],
)
def test_a_cell_may_print_the_code_and_the_name_of_its_row(cell: str, known: bool) -> None:
    body = f"{{% for 行 in 一般公共预算支出表.各科目 %}}\n{cell} | {{{{ 行.小计 }}}} | 甲\n{{% endfor %}}"
    first = surveyed(body).body[0]
    assert (first.loop == LIST, first.places[0].with_code) == (known, known)
    assert not known or shown(first) == ["<科目名称>", "<小计>", "甲"]


def test_loops_in_loops_are_a_row_for_each_level() -> None:
    body = "{% for 类 in 一般公共预算支出表.各科目 | 类级 %}\n{{ 类.科目编码 }} | 类 | {{ 类.小计 }}\n{% for 行 in 一般公共预算支出表.各科目 | 项级(类) %}\n{{ 行.科目编码 }} | 项 | {{ 行.基本支出 }}\n{% endfor %}\n{% endfor %}"
    found = surveyed(body).body
    assert [(shown(row), row.loop) for row in found] == [
        (["<科目编码>", "类", "<小计>"], LIST),
        (["<科目编码>", "项", "<基本支出>"], LIST),
    ]
    assert [len(key) for key in found[0].keys] == [3, 3]
    assert {len(key) for key in found[1].keys} == {7}


def test_rows_for_written_codes_are_rows_of_their_own() -> None:
    body = '{% for 码, 名 in [("301", "工资"), ("302", "商品")] %}\n{{ 码 }} | {{ 名 }} | {{ 基本支出表.各科目[码].决算数 }}\n{% endfor %}'
    found = surveyed(body).body
    assert [shown(row) for row in found] == [
        ["301", "工资", "<基本支出表.各科目.301.决算数>"],
        ["302", "商品", "<基本支出表.各科目.302.决算数>"],
    ]
    assert [row.loop for row in found] == [(), ()]


def test_items_of_a_list_and_what_is_counted_beside_them() -> None:
    [row] = surveyed("{% for 名 in 部门.决算单位 %}\n{{ loop.index }} | {{ 名 }} | 甲\n{% endfor %}").body
    assert (shown(row), row.loop, row.places[1].item) == (["", "", "甲"], ("部门", "决算单位"), True)


def test_a_table_for_each_item_is_about_the_list_of_the_items() -> None:
    body = "名称 | {{ 项.名称 }} | {{ 部门.名称 }}\n{% for 件 in 项.指标 %}\n=^ 指标 | {{ 件.三级指标 }} | {{ 件.分值 }}\n{% endfor %}"
    found = surveyed(body, "{% for 项目 in 预算绩效.项目 %}\n{{ 表('甲', 项=项目) }}\n\n{% endfor %}")
    assert found.owner == ("预算绩效", "项目")
    assert [(shown(row), row.loop) for row in found.body] == [
        (["名称", "<项.名称>", "<部门.名称>"], ()),
        (["指标", "<三级指标>", "<分值>"], ("项", "指标")),
    ]
    assert found.body[1].places[2].base == ("预算绩效", "项目", "1", "指标", "*")
    assert surveyed("名称 | {{ 预算绩效.项目[0].名称 }} | 甲").owner == ()


def test_a_row_is_known_by_its_words_and_not_by_its_line_number() -> None:
    def labels(body: str) -> dict[int, str]:
        return dict(surveyed(body).body[-1].labels)

    assert labels("一、收入 | 12 | {{ 部门.名称 }}") == {0: "一、收入"}
    assert labels("301 | 工资 | 9") == {0: "301", 1: "工资"}
    assert labels("12 | < | 3") == {0: "12", 2: "3"}
    assert labels("{{ 部门.名称 }} | < | ") == {}


def test_a_table_has_its_title_its_notes_and_its_words() -> None:
    found = surveyed("中:合 计 | {{ 部门.名称 }} | 一\n一 | 1 | 2", header="项目 | 数 | <")
    assert (found.name, found.table, found.title, found.number) == ("甲", "", "表", "")
    assert [shown(row) for row in found.header] == [["项目", "数", "~数"]]
    assert (found.words, found.heads) == ({"合计", "项目"}, {"项目", "数"})
    more = (
        layout("甲 | 乙 | 丙").replace('"[一、] 表"', '"[一、] {{ 年度 }}年 表"')
        + '表注 = ["注：一。", "{{ 年度 }}年。"]\n'
    )
    found = survey(form({"report.jinja": "{{ 表('甲') }}", "tables/甲.toml": more}), frozenset())["甲"]
    assert (found.title, [gapped(note) for note in found.notes]) == ("…年表", ["注：一。", "…年。"])


def test_the_lines_of_rows_are_those_of_the_layouts_file() -> None:
    report, body = (
        "{{ 表('甲') }}",
        "甲 | 乙 | 丙\n\n{% for 行 in 一般公共预算支出表.各科目 %}\nCODED\n{% endfor %}\n{{ 年度 }} | 乙 | 丙",
    )
    rows = surveyed(body.replace("CODED", CODED), report, header="项 | 目 | 数")
    first = rows.header[0].line
    assert [row.line - first for row in rows.body] == [3, 6, 8]
    plain = survey(made(body.replace("CODED", CODED)), frozenset())["甲"]
    assert [row.line for row in plain.body][1:] == [0, 0]
    assert [shown(row) for row in plain.body] == [shown(row) for row in rows.body]


def test_marks_are_taken_off() -> None:
    assert unmark_line("甲 | 乙") == ("甲 | 乙", 0)
    assert unmark_line("\ue0025\ue003\ue0026\ue003甲\ue0027\ue003 | 乙") == ("甲 | 乙", 6)


def test_a_table_that_can_not_be_composed_does_not_hinder_others() -> None:
    files = {
        "report.jinja": "{{ 表('乙') }}\n\n{{ 表('甲') }}\n\n{{ 没有 }}\n\n{{ 表('丙') }}",
        "tables/甲.toml": layout("甲 | 乙 | 丙"),
        "tables/乙.toml": layout("甲 | 乙"),
        "tables/丙.toml": layout("甲 | 乙 | 丙"),
    }
    assert [*survey(form(files), frozenset())] == ["甲"]


@pytest.mark.parametrize("name", ["辽宁2023", "上海2024"])
def test_every_figure_of_a_form_that_ships_is_known(name: str) -> None:
    from narrator import form_knowledge

    chosen = load(name)
    found = form_knowledge.blueprints(chosen)
    assert {*found} == {*chosen.layouts}
    for blueprint in found.values():
        assert all(
            place.path or place.item or place.text or not place.sources
            for row in blueprint.body
            for place in row.places
        )


# ---- as little as is needed ----


def test_templates_that_print_no_table_are_not_read() -> None:
    files = {
        "话.jinja": "{{ 没有这个名称 }}{% include '话中话.jinja' %}",
        "话中话.jinja": "{% if 不能这样写 %}{{ 公开表 }}",
        "外.jinja": "{% include '里.jinja' %}",
        "里.jinja": "{{ 表('甲') }}",
    }
    report = "{% include '话.jinja' %}\n\n{% include '外.jinja' %}"
    assert [shown(row) for row in surveyed("甲 | 乙 | 丙", report, **files).body] == [["甲", "乙", "丙"]]
