"""What findings call a figure: in an item of a list by the item's name."""

from __future__ import annotations

from narrator.checks.data.accounts import Accounts
from narrator.disclosure.relation import inside
from narrator.disclosure.value import Figure, Record, Value, Words, of_kind, split_path


def name_of_figure(accounts: Accounts, figure: Figure) -> str:
    """Return what a figure is called; in an item of a list by the item's name: 「项目“科技活动周” 资金
    年度资金总额」.
    """
    listed = any(isinstance(step, int) for step in split_path(figure.path))
    return name_in_list(accounts, figure.path) if listed else accounts.stated(figure).name


def name_in_list(accounts: Accounts, path: str) -> str:
    """Return what stands at a path in an item of a list is called, by the item's name."""
    steps = split_path(path)
    value: Value = accounts.disclosure
    said: list[str] = []
    for step in steps:
        value = next((inner for _, inner in inside(value, str(step))), value)
        if isinstance(step, int):
            said[-1] += quoted_name(of_kind(Record, value)) or f"第{step}项"
        else:
            said.append(step)
    first = next(at for at, step in enumerate(steps) if isinstance(step, int)) - 1
    return " ".join(said[first:])


def quoted_name(item: Record) -> str:
    """Return the name of an item in quotes, the first that it has; "" when it has none."""
    names = (one.text for one in item.fields.values() if isinstance(one, Words) and one.kind == "名称")
    return next((f"“{name}”" for name in names if name), "")
