"""What a form.toml states of a form, key by key, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from narrator.problem import Problem

BASE = "沿用"  # the form that a form goes on from
OWN = ("名称", "标题")  # what a form states itself, whatever it goes on from
FORM_KEYS: dict[str, type] = {
    "名称": str, "标题": str, "年度": int, "制定机关": str, "正文": str, "文件标题": str, "零值": str, "未公布": list,
}  # fmt: skip
# How numbers are printed; a form that states none of these prints 万元 and per cent with two decimals.
UNIT, PROSE, TABLES, RATES, PROSE_ZERO = "金额单位", "金额格式", "表中金额格式", "百分数格式", "正文零值"
RATE_ZERO = "百分数零值"
PATTERNS = (PROSE, TABLES, RATES)
# What stands for zero in prose, and the pattern that is meant otherwise
ZEROS = {PROSE_ZERO: PROSE, RATE_ZERO: RATES}
NUMBER_KEYS = (UNIT, *PATTERNS, *ZEROS)
NO_CONTENTS = "没有目录"  # whether its report has none: true
LOWERED = "编号降一级"  # whether its parts are numbered 一、, and all that is in them a level lower: true
NEAR = "相近的地方"  # provinces without a form here whose own is most like this one
TOGETHER = "并用的词"  # words for one thing (下降, 降低) that its own text uses side by side
LEFT_OUT = "不印的表"  # the public tables that a form does not print, by their names in the data
WRITTEN = {
    str: "一段文字，两边加引号",
    int: "一个整数，不加引号",
    list: '一列文字，写成["…", "…"]，没有就写[]',
}


def find_unfit(data: Mapping[str, object], inherits: bool, ships: bool = False) -> Iterator[Problem]:
    """Return what is wrong with a form.toml.

    inherits: whether what it does not state comes from another form's. ships: whether the form ships, of which tests prove
    what it states of numbers and of tables: to list the forms loads neither numbers nor the model of the data.
    """
    for key, kind in FORM_KEYS.items():
        value = data.get(key)
        if key not in data:
            if key in OWN or not inherits:
                yield Problem(key, "缺少这一项", f"补上：{WRITTEN[kind]}")
        elif type(value) is not kind or (kind is list and not all_strings(value)):
            yield Problem(key, "这一项的写法不对", f"写成{WRITTEN[kind]}")
        elif kind is str and key not in ("零值", "正文") and not str(value).strip():
            yield Problem(key, "这一项是空的", "写上")
    if not isinstance(data.get(BASE, ""), str):
        yield Problem(BASE, "这一项的写法不对", f"写成{WRITTEN[str]}：所沿用的格式的名称")
    if not ships:
        yield from unfit_numbers(data)
    if LEFT_OUT in data and not ships:
        from narrator.disclosure.public_tables import PUBLIC_TABLES  # of all forms, few leave one out

        left_out = data[LEFT_OUT]
        if not all_strings(left_out) or not PUBLIC_TABLES.keys() >= {*cast(list[str], left_out)}:
            yield Problem(
                LEFT_OUT, "这一项的写法不对", f"写成一列公开表的名称，从{'、'.join(PUBLIC_TABLES)}中选"
            )
    for key, told in ((NO_CONTENTS, "没有目录"), (LOWERED, "部分编号一、，其中各级编号降一级")):
        if not isinstance(data.get(key, False), bool):
            yield Problem(key, "这一项的写法不对", f"写成 true（{told}）或者 false，不加引号")
    if not all_strings(data.get(NEAR, [])):
        yield Problem(NEAR, "这一项的写法不对", f"写成{WRITTEN[list]}：省级地方的名称，不写“省”“市”")
    if not all_strings(data.get(TOGETHER, [])):
        yield Problem(TOGETHER, "这一项的写法不对", f"写成{WRITTEN[list]}：说一个意思而都用的词")
    more = (BASE, *NUMBER_KEYS, LEFT_OUT, NEAR, NO_CONTENTS, LOWERED, TOGETHER)
    for key in data.keys() - FORM_KEYS.keys() - {*more}:
        yield Problem(key, "格式没有这一项", f"从{'、'.join((*FORM_KEYS, *more))}中选")


def unfit_numbers(data: Mapping[str, object]) -> Iterator[Problem]:
    """Return what is wrong with what a form.toml states of how numbers are printed."""
    if data.keys().isdisjoint(NUMBER_KEYS):
        return
    from narrator.number_format import ZEROS as WRITTEN_ZEROS
    from narrator.number_format import NumberFormat

    if UNIT in data:
        from narrator.number import MoneyUnit

        if data[UNIT] not in (units := [unit.value for unit in MoneyUnit]):
            yield Problem(UNIT, "这一项的写法不对", f"写成{'或'.join(units)}，两边加引号")
    for key in PATTERNS:
        if isinstance(pattern := data.get(key, "0"), str):
            try:
                NumberFormat.of(pattern)
            except ValueError as error:
                yield Problem(key, "没有这种数的格式", str(error))
        else:
            yield Problem(key, "这一项的写法不对", f"写成{WRITTEN[str]}")
    for key, pattern in ZEROS.items():
        if data.get(key, "0") not in WRITTEN_ZEROS:
            yield Problem(key, "正文里的零要印成数", f"从{'、'.join(WRITTEN_ZEROS)}中选，不写就照{pattern}")


def all_strings(values: object) -> bool:
    """Return whether a value of a TOML file is a list of texts."""
    return isinstance(values, list) and all(isinstance(value, str) for value in values)
