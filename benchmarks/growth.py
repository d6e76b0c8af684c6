"""Data of reports with many rows, made from the seed: valid, complete, and the same every time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from timing import SEED

ITEMS = 9  # 项 below each 款
FUND = "一般公共预算财政拨款"
Names = dict[str, str]  # by code
Cents = dict[str, int]  # 0.01 万元, by code; "" for the total


def write(rows: int, path: Path) -> int:
    """Write the data of ROWS rows to PATH; returns how many bytes. Runs in a process of its own."""
    return path.write_text(data(rows), "utf-8")


def data(rows: int) -> str:
    """The text of a data.json with ROWS rows in each of 公开02表, 公开03表 and 一般公共预算支出表.

    Every 项 has money, a budget that differs, what it is for, a reason and an explanation, so that
    part two and the glossary grow with the tables. Higher rows are the sums of those below, and the
    other tables agree with them.
    """
    from narrator.disclosure.classification import class_rows

    whole = json.loads(SEED.read_text("utf-8"))
    names = dict(hierarchy(rows, class_rows()))
    spent = {code: 100 + number * 7919 % 99991 for number, code in enumerate(names) if len(code) == 7}
    final = summed(names, spent)
    basic = summed(names, {code: cents for code, cents in spent.items() if cents % 3})
    texts = {
        code: {"年初预算数": money(cents + 1 + cents % 997), "主要用途": f"第{code}号业务"}
        for code, cents in spent.items()
    }

    def split(code: str, total: str) -> dict[str, float]:
        return {
            total: money(final[code]),
            "基本支出": money(basic[code]),
            "项目支出": money(final[code] - basic[code]),
        }

    def table(total: dict[str, float], rows: Iterator[Mapping[str, object]]) -> dict[str, object]:
        return {
            "合计": total,
            "各科目": {code: {"科目名称": names[code], **row} for code, row in zip(names, rows, strict=True)},
        }

    income = {
        code: {"本年收入合计": money(cents), "财政拨款收入": money(cents)} for code, cents in final.items()
    }
    last = money(final[""] + 12345)
    whole["收入决算表"] = table(income[""], (income[code] for code in names))
    whole["支出决算表"] = table(split("", "本年支出合计"), (split(code, "本年支出合计") for code in names))
    whole["一般公共预算支出表"] = table(
        split("", "小计") | {"上年决算数": last},
        (split(code, "小计") | texts.get(code, {}) for code in names),
    )
    overview(
        whole, {names[code]: money(final[code]) for code in names if len(code) == 3}, money(final[""]), last
    )
    whole["原因"] |= {
        f"{code}{names[code]}与年初预算相比": f"人员变动，第{code}号业务比预计的少" for code in spent
    }
    whole["名词解释"]["科目"] = {
        code: f"反映{names[code]}方面的支出，包括按规定用于第{code}号业务的人员和公用经费。" for code in spent
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def hierarchy(rows: int, classes: Names) -> Iterator[tuple[str, str]]:
    """ROWS codes with names, in order: all CLASSES (类), and below them about as many 款 and 项 each."""
    below = rows - len(classes)
    for place, (code, name) in enumerate(classes.items()):
        yield code, name
        for number in range(below // len(classes) + (place < below % len(classes))):
            group, item = divmod(number, ITEMS + 1)
            kind = name.removesuffix("支出")
            if item == 0:
                yield f"{code}{group + 1:02}", f"{kind}事务{group + 1}"
            else:
                yield f"{code}{group + 1:02}{item:02}", f"{kind}业务{group + 1}之{item}"


def summed(names: Names, spent: Cents) -> Cents:
    """What was SPENT at and below every code of NAMES, and in all."""
    sums = dict.fromkeys(("", *names), 0)
    for code, cents in spent.items():
        for length in (0, 3, 5, 7):
            sums[code[:length]] += cents
    return sums


def overview(whole: dict[str, Any], classes: dict[str, float], total: float, last: float) -> None:
    """Make 公开01表 and 公开04表 of WHOLE agree with the others: expenditure by CLASSES, and the totals."""
    whole["收入支出总表"] = {
        "收入": {
            f"{FUND}收入": {"决算数": total},
            "本年收入合计": {"决算数": total},
            "总计": {"决算数": total, "上年决算数": last},
        },
        "支出": {
            **{name: {"决算数": value} for name, value in classes.items()},
            "本年支出合计": {"决算数": total},
            "年末结转和结余": {"决算数": 0, "上年决算数": 0},
            "总计": {"决算数": total, "上年决算数": last},
        },
    }
    whole["财政拨款收支总表"] = {
        "收入": {FUND: {"决算数": total}, "本年收入合计": {"决算数": total}, "总计": {"决算数": total}},
        "支出": {
            **{name: {"合计": value, FUND: value} for name, value in classes.items()},
            "本年支出合计": whole["财政拨款收支总表"]["支出"]["本年支出合计"]
            | {"合计": total, FUND: total, "上年决算数": last},
            "总计": {"合计": total, FUND: total},
        },
    }


def money(cents: int) -> float:
    """CENTS (0.01 万元) in 万元, as JSON writes it: the shortest digits of such a float are exact."""
    return cents / 100
