"""Which figure of the data is last year's of which, in every form. `next` and `import` carry figures by it, `explain` tells
it, and `check` asks whether both years can be of one unit.
"""

from __future__ import annotations

from collections.abc import Iterable

from narrator.disclosure.related import bind_gaps, follow_gaps
from narrator.disclosure.relation import Declared, LastYear

FINAL, LAST = "决算数", "上年决算数"
LAST_YEARS: tuple[LastYear, ...] = (
    *(LastYear(f"{place}.{LAST}", f"{place}.{FINAL}") for place in (
        "收入支出总表.收入.*", "收入支出总表.支出.*", "财政拨款收支总表.收入.*", "三公经费表.*", "机关运行经费", "会议费", "培训费",
    )),
    LastYear(f"财政拨款收支总表.支出.本年支出合计.{LAST}", "财政拨款收支总表.支出.本年支出合计.合计"),
    LastYear(f"一般公共预算支出表.合计.{LAST}", "一般公共预算支出表.合计.小计"),
)  # fmt: skip


def find_this_year(path: str, own: Iterable[LastYear] = ()) -> str:
    """Return the path of the figure whose last year's stands at a path; "" when the one there is no last year's.

    own: what a form declares besides.
    """
    for one in (*LAST_YEARS, *own):
        if (bound := bind_gaps(path, one.place)) is not None:
            return follow_gaps(one.now, one.place, bound)
    return ""


def last_years_of(declared: Iterable[Declared]) -> list[LastYear]:
    """Return which figures are last year's of which, as the relations of a form declare."""
    return [one for rule in declared for one in rule.relations if isinstance(one, LastYear)]
