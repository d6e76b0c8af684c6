"""A notation for accounts of a few cells: `03.206.项目支出=48.06 预算绩效.项目.1.名称=科技活动周`.

03 is 支出决算表, a code stands below 各科目, a row of 收入支出总表 or 基本支出表 or a 收入 of 财政拨款收支总表 means its 决算数,
numbers count the items of a list, null is null and '1' is a text. What is not written is not given.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from labels import LABELS, NAMES

from narrator import form
from narrator.checks.data.accounts import Accounts
from narrator.disclosure import reading

LISTS = ("项目", "整体自评", "年度主要任务", "指标")


def accounts(text: str, printed: bool = False, standard: dict[str, str] | None = None) -> Accounts:
    """The accounts that TEXT writes, however much they lack; 格式=上海2024 asks for what that form does."""
    data = raw(text)
    if "格式" not in data:
        return Accounts(reading.read(data)[0], standard or {}, printed, labels=LABELS)
    asked = form.load(data["格式"])
    disclosure, _ = reading.read(data, asked.model)
    return Accounts(
        disclosure, standard or {}, printed, labels=LABELS, model=asked.model, own=asked.relations
    )


def raw(text: str) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for entry in text.split():
        path, _, written = entry.rpartition("=")
        put(data, names(path), value(written))
    return data


def names(path: str) -> list[str]:
    first, *rest = path.split(".")
    if not (len(first) == 2 and first.isdigit()):
        return [first, *rest]
    if rest[0].isdigit():
        rest.insert(0, "各科目")
    short = first in ("01", "06") or (first == "04" and rest[0] == "收入")
    if short and not rest[-1].endswith(("数", "科目名称")) and not (first == "06" and len(rest) == 1):
        rest.append("决算数")
    return [NAMES[int(first) - 1], *rest]


def value(written: str) -> Any:
    if written == "null":
        return None
    if written[0] == "'":
        return written.strip("'")
    try:
        return Decimal(written)
    except ArithmeticError:
        return written


def put(data: dict[str, Any], path: list[str], new: Any) -> None:
    here: Any = data
    for at, name in enumerate(path):
        last = at == len(path) - 1
        if isinstance(here, list):
            number = int(name)
            while len(here) < number:
                here.append({})
            here = here[number - 1]
        elif last:
            here[name] = new
        else:
            here = here.setdefault(name, [] if name in LISTS and path[at + 1].isdigit() else {})
