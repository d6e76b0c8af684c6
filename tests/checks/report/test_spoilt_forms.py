"""Reports in forms that no other golden has, altered all over, from their forms and samples alone: what is found anew,
and no longer, word for word (spoilt_forms.txt), and what is read otherwise of their tables and sentences (spoilt_readings.txt).

`pytest --accept` writes the files anew, for review.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import count, product
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from forms.complete import complete
from forms.documents import LIAONING, composed
from forms.test_numbers import TENTHS, in_yuan, printing

from narrator.checks.report.inspection import judge_report
from narrator.checks.report.report_rules import ReadReport
from narrator.document import Document, Table

from ..alter import Spot, altered, other, parts, spots
from ..reports import as_read, assert_catalogued, basis
from ..telling import Golden, each
from ..whats_read import read_otherwise, what_is_read

GOLDEN = Golden(Path(__file__).with_name("spoilt_forms.txt"))
READ = Golden(Path(__file__).with_name("spoilt_readings.txt"))
FORMS = ["中央2023", "四川2023", "湖北2023", "重庆2023"]
# Forms that go on from 辽宁2023, and print 元, or amounts and rates with one decimal.
MADE = {"元": in_yuan, "一位小数": lambda folder: printing(folder, TENTHS)}
# Reports that are judged by another form than theirs, as those of a place whose form nobody knows.
OTHERS = {"四川2023照辽宁2023": ("四川2023", "辽宁2023"), "上海2024照中央2023": ("上海2024", "中央2023"), "辽宁2023照上海2024": ("辽宁2023", "上海2024")}  # fmt: skip
TIMES = 3  # reports of each form, which are altered in other places
SPOTS = 3  # of a table that are altered in one report


@cache
def form_of(name: str) -> str:
    """The form that NAME means; of one that is made for this, its folder."""
    if name in OTHERS:
        name = OTHERS[name][1]
    return str(MADE[name](Path(mkdtemp())).folder) if name in MADE else name


@cache
def report(name: str) -> Document:
    if name in OTHERS:
        return report(OTHERS[name][0])
    sample = LIAONING if name in MADE else ""
    return composed(complete(form_of(name), sample), form_of(name)).document


@cache
def before(name: str) -> tuple[Counter[str], Counter[str]]:
    read = as_read(report(name), name=form_of(name))
    return told(read, name), what_is_read(read)


def told(read: ReadReport, name: str) -> Counter[str]:
    assert_catalogued(read)
    return Counter(each(judge_report(read, basis(name=form_of(name)))))


def spoilt(document: Document, time: int) -> tuple[Document, str]:
    """DOCUMENT altered in a third of its other blocks, and in some spots of a third of its tables; and what became of each."""
    by_block: dict[int, list[Spot]] = {}
    for spot in spots(document):
        by_block.setdefault(spot.block, []).append(spot)
    done, turn = "", count(time)

    def choose(several: Sequence[Any]) -> Any:
        return several[next(turn) % len(several)]

    for number, (at, found) in enumerate(by_block.items()):
        if number % TIMES != time:
            continue
        is_table = isinstance(document.blocks[at], Table)
        taken = found[time :: max(1, len(found) // SPOTS)] if is_table else [found[(time + at) % len(found)]]
        for spot in reversed(taken):
            text = dict(parts(document.blocks[at]))[spot.part].string
            new = other(choose, document, spot)
            done += f"改 {text[max(0, spot.start - 8) : spot.start]}[{text[spot.start : spot.end]} → {new}]\n"
            document = altered(document, spot, new)
    return document, done


def title(name: str, time: int) -> str:
    return f"{name} 第{time + 1}次"


REPORTS = [
    *product(FORMS, range(TIMES)),
    ("元", 0),
    ("元", 1),
    ("一位小数", 2),
    *((name, time) for time, name in enumerate(OTHERS)),
]
TITLES = [title(*one) for one in REPORTS]


@pytest.mark.parametrize(("name", "time"), REPORTS)
def test_a_report_with_faults_all_over_is_told_as_it_was_reviewed(name: str, time: int, accept: bool) -> None:
    document, done = spoilt(report(name), time)
    read, (had, read_before) = as_read(document, name=form_of(name)), before(name)
    now = told(read, name)
    gone = "".join(f"不再有 {one.splitlines()[0]}\n" for one in (had - now).elements())
    new = "".join((now - had).elements())
    GOLDEN.holds(title(name, time), done + new + gone, accept, TITLES)
    READ.holds(title(name, time), read_otherwise(read, read_before), accept, TITLES)
