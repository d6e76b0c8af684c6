"""What a form.toml states of a form, key by key, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from narrator.problem import Problem

BASE = "沿用"  # the form that a form goes on from
OWN = ("名称", "标题")  # what a form states itself, whatever it goes on from
FORM_KEYS: dict[str, type] = {
    "名称": str, "标题": str, "年度": int, "制定机关": str, "正文": str, "文件标题": str, "零值": str, "未公布": list,
}  # fmt: skip
WRITTEN = {
    str: "一段文字，两边加引号",
    int: "一个整数，不加引号",
    list: '一列文字，写成["…", "…"]，没有就写[]',
}


def unfit(data: Mapping[str, object], inherits: bool) -> Iterator[Problem]:
    """Return what is wrong with a form.toml. inherits: whether what it does not state comes from another form's."""
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
    for key in data.keys() - FORM_KEYS.keys() - {BASE}:
        yield Problem(key, "格式没有这一项", f"从{'、'.join((BASE, *FORM_KEYS))}中选")


def all_strings(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)
