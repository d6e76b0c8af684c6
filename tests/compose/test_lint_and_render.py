"""What lint passes renders, whatever the data: templates that are drawn from the whole language, sound ones and odd ones."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from compose.notation import COMMON, SAMPLE, WORDS, form, layout, sample
from narrator.compose.composition import compose
from narrator.compose.proving import Linter
from narrator.disclosure import reading
from narrator.disclosure.value import Record
from narrator.form import load
from narrator.phrases import book as books
from narrator.problem import Unusable
from narrator.readers.json import parse

PHRASES = (
    WORDS
    + """
[有]
事实 = "有无各项"
有 = "有"
无 = "没有"
"""
)
PATHS = [
    "收入支出总表.收入.总计.决算数", "一般公共预算支出表.合计.小计", '一般公共预算支出表.各科目["2060101"].小计',
    '一般公共预算支出表.各科目["2999901"]', "国有资产占用.车辆", "部门.名称", "部门.主要职责", "部门.决算单位", "部门", "年度", "上年",
    "一般公共预算支出表.合计", "一般公共预算支出表.各科目", "支出决算表.各科目", "基本支出表.各科目", "预算绩效.项目", "预算绩效.整体自评",
    "名词解释.科目", "名词解释", "政府采购", "三公经费表", "求和", "占", "没有",
]  # fmt: skip
NAMES = [
    "小计", "决算数", "总计", "合计", "名称", "数", "科目编码", "科目名称", "级次", "类", "款", "总评价得分", "2060101", "各科目", "没有",
    "项目支出", "资金.年度资金总额.全年预算数", "index", "last",
]  # fmt: skip
FILTERS = ["类级", "款级", "项级", "有数", "选", "取列", "分数段", "第", "各列", "取", "码段"]
LITERALS = ['""', '"甲"', "0", "1", "2", "1.5", "true", "none", "[]", "()"]
VARIABLES = ["甲", "乙", "loop"]


NAME = st.sampled_from(NAMES)
QUOTED = NAME.map(lambda name: f'"{name}"')
ATOM = st.one_of(st.sampled_from(PATHS), st.sampled_from(VARIABLES), QUOTED, st.sampled_from(LITERALS))


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Expressions that are made of smaller ones."""
    many = st.lists(inner, max_size=2)
    named = st.lists(st.one_of(QUOTED, st.sampled_from(["1", "项"]), inner), max_size=2)
    return st.one_of(
        st.builds("{}.{}".format, inner, NAME.filter(lambda name: "." not in name and not name.isdigit())),
        st.builds('{}["{}"]'.format, inner, NAME),
        st.builds("{}[{}]".format, inner, st.one_of(inner, st.sampled_from("01"))),
        st.builds(
            lambda of, name, given: f"({of} | {name}{'(' + ', '.join(given) + ')' if given else ''})",
            inner, st.sampled_from(FILTERS), named,
        ),
        st.builds("({} or {})".format, inner, inner),
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} ~ {})".format, inner, inner),
        many.map(lambda items: f"[{', '.join(items)}]"),
        st.builds(
            lambda name, given: f"{name}({', '.join(given)})",
            st.sampled_from(["求和", "相差", "平均", "个数", "占", "有", "宏", "表"]), many,
        ),
        st.builds('列({}, 主语={})'.format, inner, inner),
    )  # fmt: skip


EXPRESSION = st.recursive(ATOM, larger, max_leaves=6)
LIST = st.one_of(
    st.sampled_from([one for one in PATHS if "各科目" in one or one.endswith(("职责", "单位", "项目", "自评"))]),
    st.builds("{} | {}".format, st.sampled_from(PATHS), st.sampled_from(["类级", "款级", "项级", '有数("小计")', "第(1)"])),
    st.lists(EXPRESSION, min_size=1, max_size=2).map(lambda items: f"[{', '.join(items)}]"),
    EXPRESSION,
)  # fmt: skip
PRINT = st.one_of(EXPRESSION, EXPRESSION, st.just('表("甲")')).map("{{{{ {} }}}}".format)
GAP = st.sampled_from(["\n\n", "\n\n", "\n", ""])


def texts_apart(one: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    """Texts one behind the other, in paragraphs of their own or not."""
    pairs = st.lists(st.tuples(one, GAP), min_size=1, max_size=most)
    return pairs.map(lambda texts: "".join(text + gap for text, gap in texts))


def statements(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Statements that hold others."""
    body = texts_apart(inner, 2)
    return st.one_of(
        inner,
        st.builds("{{% set {} = {} %}}".format, st.sampled_from(["甲", "乙", "甲, 乙", "占"]), EXPRESSION),
        st.builds("{{% for {} in {} %}}{}{}{}{{% endfor %}}".format, st.sampled_from(["甲", "乙", "甲, 乙"]), LIST, GAP, body, GAP),
        st.builds("{{% macro 宏({}) %}}{}{{% endmacro %}}".format, st.sampled_from(["", "甲", "甲, 乙", "甲, 乙=年度"]), body),
    )  # fmt: skip


TEMPLATE = texts_apart(st.recursive(PRINT, statements, max_leaves=4), 4)


def emptied(raw: Any) -> Any:
    """Data with no item in any list, no row by code, and no amount."""
    if isinstance(raw, dict):
        return {
            name: {} if name == "各科目" else emptied(value) for name, value in raw.items() if name != "原因"
        }
    return [] if isinstance(raw, list) else 0 if isinstance(raw, float | int) else raw


@cache
def disclosures() -> list[Record]:
    """The sample, and data in which there is as little as there may be."""
    raw = json.loads(SAMPLE)
    least = {**emptied(raw), **{name: raw[name] for name in ("年度", "金额单位")}}
    return [sample(), reading.read(parse(json.dumps(least, ensure_ascii=False)), load("辽宁2023").model)[0]]


@settings(max_examples=200, deadline=None)
@given(TEMPLATE)
def test_what_lint_passes_renders(template: str) -> None:
    made = form(
        {"report.jinja": template, "phrasebook.toml": PHRASES, "tables/甲.toml": layout("甲 | 乙 | 丙")}
    )
    book = books.load([COMMON, made.folder / "phrasebook.toml"])
    linter = Linter(made, book)
    linter.report()
    event("passed" if not linter.problems else "refused")
    if linter.problems:
        return
    for data in disclosures():
        try:
            compose(data, made, book)
        except Unusable as error:
            # What data alone are wrong in: a part that is larger than its whole, what nobody has filled in.
            wrong = [one for one in error.problems if one.file and "不能相减" not in one.what]
            assert not wrong, (template, wrong)
